"""All formats: which reader knows a file, and reading one that was recognised."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from wegweiser.adapters.daten import zensus
from wegweiser.adapters.daten.gelesen import Gelesen, Leser
from wegweiser.adapters.daten.kopf import MAX_ZEILENLAENGE, Dateikopf, read_kopf
from wegweiser.errors import DatenError
from wegweiser.model.daten import Datei, Erkennung

__all__ = ["FORMATE", "Gelesen", "erkenne", "lies"]

# In the order they are asked: the narrowest first. A new format: one line here, one module beside.
FORMATE: Final[Mapping[str, Leser]] = {
    "zensus-2022": zensus,
    "zensus-2011": zensus,
}


def erkenne(pfad: Path) -> Erkennung:
    """What a file is; raises DatenError with the reason where no reader knows it."""
    kopf = read_kopf(pfad)
    for leser in dict.fromkeys(FORMATE.values()):
        if (erkennung := leser.erkenne(kopf)) is not None:
            return erkennung
    raise _build_fehler(kopf)


def lies(pfad: Path, datei: Datei) -> Gelesen:
    """The typed content of a file with everything odd about it."""
    if datei.format not in FORMATE:
        raise DatenError("daten-format", pfad=pfad, format=datei.format)
    return FORMATE[datei.format].lies(pfad, datei)


def _build_fehler(kopf: Dateikopf) -> DatenError:
    if kopf.kodierung and b"\n" not in kopf.anfang and kopf.groesse > MAX_ZEILENLAENGE:
        return DatenError("daten-zeile-zu-lang", pfad=kopf.pfad, hoechstens=MAX_ZEILENLAENGE)
    if not kopf.kodierung:
        return DatenError("daten-unbekannt", pfad=kopf.pfad)
    if kopf.spalten and not kopf.zeilen:
        return DatenError("daten-nur-kopf", pfad=kopf.pfad)
    return DatenError("daten-spalten", pfad=kopf.pfad, spalten=", ".join(kopf.spalten[:8]))
