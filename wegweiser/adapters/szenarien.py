"""Scenarios in `szenarien/`: a title and the few answers that are supposed to be otherwise."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from wegweiser.adapters.antwortdaten import set_knoten
from wegweiser.adapters.dateien import lesefehler, load_text, remove_reste, save_atomar, schreibfehler
from wegweiser.adapters.namen import check_name, format_dateiname
from wegweiser.adapters.reisen import as_antwortdokument
from wegweiser.adapters.yaml_lesen import Dokument, YamlError, load_yaml
from wegweiser.adapters.yaml_schreiben import format_yaml, patch_yaml
from wegweiser.errors import EingabenError, VorhabenError, format_vorschlag
from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Knoten
from wegweiser.model.leitfaden import Leitfaden

ORDNER = "szenarien"
ENDUNG = ".yaml"


class Szenariodatei(NamedTuple):
    """A scenario as it lies in the folder; `antworten` has its data under `antworten`, with their positions."""

    pfad: Path
    titel: str
    dokument: Dokument
    antworten: Dokument


def list_pfade(ordner: Path) -> tuple[Path, ...]:
    """All files that are meant as scenarios, by name."""
    with lesefehler(ordner / ORDNER):
        if not (ordner / ORDNER).is_dir():
            return ()
        alle = sorted((ordner / ORDNER).iterdir())
    return tuple(p for p in alle if p.suffix == ENDUNG and not p.name.startswith("."))


def find_pfad(ordner: Path, name: str) -> Path | None:
    """The file of a scenario by its title or the name of the file."""
    gesucht = name.strip().casefold()
    for pfad in list_pfade(ordner):
        if gesucht in {pfad.stem, pfad.name, f"{ORDNER}/{pfad.name}"} or _lies_titel(pfad) == gesucht:
            return pfad
    return None


def _lies_titel(pfad: Path) -> str:
    try:
        return load_szenario(pfad).titel.casefold()
    except (EingabenError, VorhabenError):
        return ""


def load_vorhandenes(ordner: Path, name: str) -> Szenariodatei:
    """A scenario that must be there."""
    pfad = find_pfad(ordner, name)
    if pfad is None:
        vorschlag = format_vorschlag(name, [vorhandener.stem for vorhandener in list_pfade(ordner)])
        raise VorhabenError("szenario-unbekannt", name=name, vorschlag=vorschlag, ordner=ordner)
    return load_szenario(pfad)


def load_szenario(pfad: Path) -> Szenariodatei:
    """Read a scenario; raises EingabenError with file:line:column for what is damaged."""
    try:
        dokument = load_yaml(load_text(pfad), str(pfad), typisiert=False)
    except YamlError as fehler:
        raise _fehler(pfad, str(fehler.befund)) from None
    daten = dokument.daten
    if not isinstance(daten, dict):
        raise _fehler(pfad, str(dokument.befund((), "zuordnung-erwartet", {})))
    titel = daten.get("titel")
    if not isinstance(titel, str | None):
        raise _fehler(pfad, str(dokument.befund(("titel",), "szenario-titel", {})))
    antworten = daten.get("antworten")
    if not isinstance(antworten, dict | None):
        raise _fehler(pfad, str(dokument.befund(("antworten",), "szenario-keine-antworten", {})))
    teil = as_antwortdokument(antworten or {}, dokument.find_stelle(("antworten",)))
    return Szenariodatei(pfad, titel or pfad.stem, dokument, teil)


def _fehler(pfad: Path, befund: str) -> EingabenError:
    return EingabenError("szenario-befunde", [befund], name=pfad.stem, anzahl="einen Befund")


def save_szenario(
    ordner: Path, name: str, leitfaden: Leitfaden, neu: Mapping[Adresse, Knoten], *, titel: str = ""
) -> Path:
    """Set (None: take out) what a scenario supposes; a new one is made with the name as its title."""
    pfad = find_pfad(ordner, name)
    if pfad is None:
        name = check_name(name)
        pfad = ordner / ORDNER / f"{format_dateiname(name, 'szenario')}{ENDUNG}"
        daten: dict[str, Knoten] = {"titel": titel or name, "antworten": {}}
        text = format_yaml(_setze(daten, leitfaden, neu, ()))
    else:
        datei = load_szenario(pfad)
        daten = {**datei.dokument.daten, **({"titel": titel} if titel else {})}
        text = patch_yaml(datei.dokument.text, _setze(daten, leitfaden, neu, ()))
    with schreibfehler(pfad):
        pfad.parent.mkdir(exist_ok=True)
        remove_reste(pfad.parent)
        save_atomar(pfad, text.encode())
    return pfad


def _setze(
    daten: Mapping[str, Knoten],
    leitfaden: Leitfaden,
    neu: Mapping[Adresse, Knoten],
    ruhend: Collection[Adresse],
) -> dict[str, Knoten]:
    gesetzt = cast("dict[str, Knoten]", set_knoten(dict(daten), leitfaden, neu, ruhend))
    gesetzt.pop("ruhend", None)
    return gesetzt
