"""Journeys of a guide: cases with answers and what must come out of them."""

from pathlib import Path
from typing import Any, NamedTuple

from wegweiser.adapters.dateien import load_text
from wegweiser.adapters.yaml_lesen import Dokument, Stelle, YamlError, load_yaml
from wegweiser.errors import EingabenError, LeitfadenError


class Fall(NamedTuple):
    """One case; `antworten` is a document of its own, its positions are those of the journey file."""

    id: str
    titel: str
    antworten: Dokument
    erwartet: dict[str, Any]


def load_reise(pfad: Path) -> tuple[Fall, ...]:
    """All cases of a journey file."""
    try:
        dokument = load_yaml(load_text(pfad, LeitfadenError), str(pfad), typisiert=False)
    except YamlError as fehler:
        raise LeitfadenError(
            "leitfaden-befunde", [str(fehler.befund)], ordner=pfad, anzahl="einen Fehler"
        ) from None
    faelle = dokument.daten.get("faelle") if isinstance(dokument.daten, dict) else None
    if not isinstance(faelle, list):
        befund = dokument.befund((), "feld-fehlt", {"feld": "faelle"})
        raise LeitfadenError("leitfaden-befunde", [str(befund)], ordner=pfad, anzahl="einen Fehler")
    return tuple(_build_fall(dokument, nr, fall) for nr, fall in enumerate(faelle))


def _build_fall(dokument: Dokument, nr: int, fall: Any) -> Fall:
    if (
        not isinstance(fall, dict)
        or not isinstance(fall.get("id"), str)
        or not isinstance(fall.get("antworten"), dict)
    ):
        befund = dokument.befund(("faelle", nr), "feld-fehlt", {"feld": "id und antworten"})
        raise LeitfadenError("leitfaden-befunde", [str(befund)], ordner=dokument.datei, anzahl="einen Fehler")
    antworten = as_antwortdokument(
        dokument, fall["antworten"], dokument.find_stelle(("faelle", nr, "antworten"))
    )
    erwartet = fall.get("erwartet")
    return Fall(
        id=fall["id"],
        titel=str(fall.get("titel") or fall["id"]),
        antworten=antworten,
        erwartet=erwartet if isinstance(erwartet, dict) else {},
    )


def as_antwortdokument(dokument: Dokument, daten: Any, stelle: Stelle) -> Dokument:
    """A part of a document as one of its own whose data stand under `antworten`."""
    wurzel = Stelle(stelle.start, stelle.zeile, stelle.spalte)
    wurzel.kinder["antworten"] = stelle
    return Dokument(datei=dokument.datei, text=dokument.text, daten={"antworten": daten}, wurzel=wurzel)


def load_antwortdatei(pfad: Path) -> Dokument:
    """A file with answers: an `antworten` mapping, or its content alone."""
    try:
        dokument = load_yaml(load_text(pfad), str(pfad), typisiert=False)
    except YamlError as fehler:
        raise EingabenError("antworten-befunde", [str(fehler.befund)], anzahl="einen Befund") from None
    if not isinstance(dokument.daten, dict):
        befund = dokument.befund((), "zuordnung-erwartet", {})
        raise EingabenError("antworten-befunde", [str(befund)], anzahl="einen Befund")
    if isinstance(dokument.daten.get("antworten"), dict):
        teil = dokument.find_stelle(("antworten",))
        return as_antwortdokument(dokument, dokument.daten["antworten"], teil)
    return as_antwortdokument(dokument, dokument.daten, dokument.wurzel)
