"""The text of `vorhaben.yaml` as data and as a Vorhaben; what is missing is told with its place."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.antwortdaten import find_kaputte, parse_antworten
from wegweiser.adapters.yaml_lesen import Dokument, Pfad, YamlError, load_knoten
from wegweiser.errors import VorhabenError, VorhabenVersionError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Knoten
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.vorhaben import Leitfadenbezug, Vorhaben

DATEI = "vorhaben.yaml"
FORMAT = "1"
_NUMMER = re.compile(r"[0-9]{1,9}\Z")


class Akte(NamedTuple):
    """An opened Vorhaben: its text and data, and the answers they hold."""

    ordner: Path
    dokument: Dokument
    vorhaben: Vorhaben
    nur_lesen: bool = False


def parse_akte(
    ordner: Path, text: str, leitfaden: Leitfaden, bekannt: Mapping[Adresse, Antwort] | None = None
) -> Akte:
    """The Vorhaben a text describes; `bekannt` are answers that need no second look."""
    return build_akte(ordner, check_dokument(ordner / DATEI, text), leitfaden, bekannt)


def build_akte(
    ordner: Path,
    dokument: Dokument,
    leitfaden: Leitfaden,
    bekannt: Mapping[Adresse, Antwort] | None = None,
    vergeben: Callable[[Adresse], Sequence[str]] = lambda _: (),
) -> Akte:
    """The Vorhaben the data describe; `vergeben` are row ids that were used before."""
    if kaputt := find_kaputte(dokument.daten, leitfaden):
        raise _defekt(dokument, "zuordnung-erwartet", kaputt)
    antworten, befunde = parse_antworten(dokument, leitfaden, bekannt=bekannt, vergeben=vergeben)
    kopf = dokument.daten["vorhaben"]
    vorhaben = Vorhaben(
        titel=str(kopf.get("titel") or ordner.name),
        leitfaden=find_bezug(dokument),
        angelegt=_zeit(dokument, "angelegt"),
        geaendert=_zeit(dokument, "geaendert"),
        protokoll=find_nr(dokument),
        antworten=antworten,
        unpassend=befunde,
    )
    return Akte(ordner=ordner, dokument=dokument, vorhaben=vorhaben)


@lru_cache(maxsize=1)  # opening needs it twice: first for the guide, then for the answers
def check_dokument(pfad: Path, text: str) -> Dokument:
    """A text as YAML with the parts every Vorhaben has; raises VorhabenError with the place of the first damage."""
    try:
        dokument = load_knoten(text, str(pfad))
    except YamlError as fehler:
        stelle = f"{pfad}:{fehler.befund.zeile}:{fehler.befund.spalte}"
        grund = fehler.befund.satz
        raise VorhabenError("vorhaben-defekt", stelle=stelle, grund=grund, ordner=pfad.parent) from None
    if not isinstance(dokument.daten, dict):
        raise _defekt(dokument, "zuordnung-erwartet", ())
    if dokument.daten.get("format") != FORMAT:
        befund = dokument.befund(("format",), "vorhaben-format", {})
        stelle = f"{pfad}:{befund.zeile}:{befund.spalte}"
        raise VorhabenVersionError("vorhaben-format", stelle=stelle, format=dokument.daten.get("format"))
    for name in ("leitfaden", "vorhaben"):
        if not isinstance(dokument.daten.get(name), dict):
            raise _defekt(dokument, "feld-fehlt", (name,))
    return dokument


def check_kopf(dokument: Dokument) -> None:
    """Raise VorhabenError for the first part of a head that is missing, and for answers that are no mapping."""
    find_bezug(dokument)
    _zeit(dokument, "angelegt")
    _zeit(dokument, "geaendert")
    for bereich in ("antworten", "ruhend"):
        if not isinstance(dokument.daten.get(bereich) or {}, dict):
            raise _defekt(dokument, "zuordnung-erwartet", (bereich,))


def find_bezug(dokument: Dokument) -> Leitfadenbezug:
    """Which guide the data belong to."""
    angaben = dokument.daten["leitfaden"]
    if not isinstance(angaben.get("id"), str):
        raise _defekt(dokument, "feld-fehlt", ("leitfaden", "id"))
    return Leitfadenbezug(
        **{name: str(angaben.get(name) or "") for name in ("id", "version", "quelle", "pruefsumme")}
    )


def find_nr(dokument: Dokument) -> int:
    """The number of the last journal line the file contains."""
    nr = dokument.daten.get("protokoll")
    return int(nr) if isinstance(nr, str) and _NUMMER.match(nr) else 0


def _zeit(dokument: Dokument, name: str) -> datetime:
    try:
        return datetime.fromisoformat(str(dokument.daten["vorhaben"].get(name)))
    except ValueError:
        raise _defekt(dokument, "feld-fehlt", ("vorhaben", name)) from None


def _defekt(dokument: Dokument, code: str, ort: Pfad) -> VorhabenError:
    befund = dokument.befund(ort, code, {"feld": ".".join(map(str, ort))})
    stelle = f"{befund.datei}:{befund.zeile}:{befund.spalte}"
    ordner = Path(befund.datei).parent
    return VorhabenError("vorhaben-defekt", stelle=stelle, grund=befund.satz, ordner=ordner)


def is_anfang(teil: Knoten, ganz: Knoten) -> bool:
    """Whether an answer may be what is left of another after a cut."""
    if isinstance(teil, str) and isinstance(ganz, str):
        return ganz.startswith(teil)
    if isinstance(teil, dict) and isinstance(ganz, dict):
        return [*teil] == [*ganz][: len(teil)] and all(is_anfang(teil[name], ganz[name]) for name in teil)
    if isinstance(teil, list) and isinstance(ganz, list):
        return len(teil) <= len(ganz) and all(map(is_anfang, teil, ganz))
    return teil is None or teil == ganz
