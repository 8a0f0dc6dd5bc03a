"""Journeys of a guide: cases with answers and what must come out of them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from wegweiser.adapters.dateien import load_text, save_atomar, schreibfehler
from wegweiser.adapters.reisetabellen import apply_zeile, check_tabelle, list_zeilen
from wegweiser.adapters.yaml_lesen import Dokument, Pfad, Stelle, YamlError, load_yaml
from wegweiser.adapters.yaml_schreiben import format_yaml, patch_yaml
from wegweiser.errors import EingabenError, LeitfadenError, format_vorschlag
from wegweiser.model.base import Knoten, fields
from wegweiser.model.befund import Befund
from wegweiser.model.reise import Reisefall

_ANGABEN = tuple(feld.name for feld in fields(Reisefall))


class Fall(NamedTuple):
    """One case; answers and expectations are documents of their own with the positions of the journey file.

    `reihe` is the id of the case in the file where this is one row of its table.
    """

    id: str
    titel: str
    antworten: Dokument
    erwartung: Dokument
    reihe: str = ""

    @property
    def erwartet(self) -> Mapping[str, Any]:
        """What must come out."""
        daten: Mapping[str, Any] = self.erwartung.daten
        return daten

    def befund(self, ort: Pfad, code: str, angaben: Mapping[str, object]) -> Befund:
        """A finding below `erwartet`."""
        return self.erwartung.befund(ort, code, angaben)


class Reise(NamedTuple):
    """A journey file as far as it could be read."""

    datei: Path
    faelle: tuple[Fall, ...]
    befunde: tuple[Befund, ...]


def check_reise(pfad: Path) -> Reise:
    """The cases of a journey file, and everything that is wrong with its form."""
    try:
        dokument = load_yaml(load_text(pfad, LeitfadenError), pfad.as_posix(), typisiert=False)
    except YamlError as fehler:
        return Reise(pfad, (), (fehler.befund,))
    if not isinstance(dokument.daten, dict):
        return Reise(pfad, (), (dokument.befund((), "zuordnung-erwartet", {}),))
    befunde = [*_list_unbekannte(dokument, (), dokument.daten, ("faelle",))]
    faelle = dokument.daten.get("faelle")
    if "faelle" not in dokument.daten:
        befunde.append(dokument.befund((), "feld-fehlt", {"feld": "faelle"}))
    elif not isinstance(faelle, list):
        befunde.append(dokument.befund(("faelle",), "liste-erwartet", {}))
    gelesen: list[Fall] = []
    for nr, daten in enumerate(faelle if isinstance(faelle, list) else ()):
        maengel = tuple(_check_fall(dokument, ("faelle", nr), daten))
        befunde += maengel
        if not maengel:
            gelesen += _build_faelle(dokument.teil("faelle", nr))
    return Reise(pfad, tuple(gelesen), tuple(befunde))


def load_reise(pfad: Path) -> tuple[Fall, ...]:
    """All cases of a journey file that is sound; raises LeitfadenError with every finding."""
    reise = check_reise(pfad)
    if reise.befunde:
        anzahl = "einen Fehler" if len(reise.befunde) == 1 else f"{len(reise.befunde)} Fehler"
        raise LeitfadenError("reise-befunde", [str(b) for b in reise.befunde], pfad=pfad, anzahl=anzahl)
    return reise.faelle


def _check_fall(dokument: Dokument, ort: Pfad, daten: Any) -> Iterator[Befund]:
    if not isinstance(daten, dict):
        yield dokument.befund(ort, "zuordnung-erwartet", {})
        return
    yield from _list_unbekannte(dokument, ort, daten, _ANGABEN)
    for feld in ("id", "antworten"):
        if feld not in daten:
            yield dokument.befund(ort, "feld-fehlt", {"feld": feld})
    for feld in ("id", "titel"):
        if feld in daten and not isinstance(daten[feld], str):
            yield dokument.befund((*ort, feld), "feld-typ", {"feld": feld, "soll": "ein Text"})
    for feld in ("antworten", "erwartet", "tabelle"):
        if feld in daten and not isinstance(daten[feld], dict):
            yield dokument.befund((*ort, feld), "zuordnung-erwartet", {})
    if isinstance(daten.get("tabelle"), dict):
        yield from check_tabelle(dokument.teil(*ort, "tabelle"))


def _list_unbekannte(
    dokument: Dokument, ort: Pfad, daten: Mapping[str, Any], bekannt: Sequence[str]
) -> Iterator[Befund]:
    for name in daten:
        if name not in bekannt:
            angaben = {"feld": name, "vorschlag": format_vorschlag(name, bekannt)}
            yield dokument.befund((*ort, name), "feld-unbekannt", angaben)


def _build_faelle(teil: Dokument) -> Iterator[Fall]:
    """The case as it stands, or one case for every row of its table."""
    fall = Fall(
        id=teil.daten["id"],
        titel=teil.daten.get("titel", teil.daten["id"]),
        antworten=as_antwortdokument(teil.daten["antworten"], teil.find_stelle(("antworten",))),
        erwartung=Dokument(teil.daten.get("erwartet", {}), teil.find_stelle(("erwartet",))),
    )
    if "tabelle" not in teil.daten:
        yield fall
        return
    for zeile in list_zeilen(teil.teil("tabelle")):
        antworten, erwartung = apply_zeile(zeile, fall.antworten, fall.erwartung)
        yield Fall(f"{fall.id}-{zeile.nr}", f"{fall.titel} ({zeile.titel})", antworten, erwartung, fall.id)


def save_faelle(pfad: Path, faelle: Sequence[Mapping[str, Knoten]], kopf: str) -> None:
    """Add cases to a journey file, behind the others; a new file begins with the comment `kopf`."""
    neue: list[Knoten] = [dict(fall) for fall in faelle]
    if pfad.exists():
        load_reise(pfad)
        text = load_text(pfad, LeitfadenError)
        vorhandene = load_yaml(text, pfad.as_posix(), typisiert=False).daten["faelle"]
        neu = patch_yaml(text, {"faelle": [*vorhandene, *neue]})
    else:
        neu = kopf + format_yaml({"faelle": neue})
    with schreibfehler(pfad, LeitfadenError):
        pfad.parent.mkdir(parents=True, exist_ok=True)
        save_atomar(pfad, neu.encode())


def as_antwortdokument(daten: Any, stelle: Stelle) -> Dokument:
    """A part of a document as one of its own whose data stand under `antworten`."""
    wurzel = Stelle(stelle.quelle, stelle.start, stelle.zeile, stelle.spalte)
    wurzel.kinder["antworten"] = stelle
    return Dokument({"antworten": daten}, wurzel)


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
        return as_antwortdokument(dokument.daten["antworten"], teil)
    return as_antwortdokument(dokument.daten, dokument.wurzel)
