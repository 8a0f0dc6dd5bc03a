"""Tables in journeys: many small cases that differ in a few answers, one row each.

    tabelle:
      setzt: ["rechtsform[m1].gruender_anzahl"]
      erwartet: ["r-eg-mindestzahl[m1]", "r-ev-mindestzahl[m1]"]
      zeilen:
        - [2, verletzt, verletzt]
        - [offen, offen, offen]

A cell `offen` under an answer means "weiß ich noch nicht"; an empty cell sets or expects nothing.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from wegweiser.adapters.yaml_lesen import Dokument, Pfad, Stelle
from wegweiser.errors import format_vorschlag
from wegweiser.errors.reisen import ADRESSFORMEN
from wegweiser.model.base import Knoten
from wegweiser.model.befund import Befund

_FELDER = ("setzt", "erwartet", "zeilen")
_ANTWORT = re.compile(r"([a-z0-9_]+)(?:\[([a-z0-9_-]+)\])?\.([a-z0-9_]+)\Z")
_REGEL = re.compile(r"([a-z0-9_-]+)(?:\[([a-z0-9_-]+)\])?\Z")
PRUEFUNGEN = "pruefungen."
_FORM = re.compile(r"formen\[([a-z0-9_-]+)\]\.(\w+)\Z")


class Zelle(NamedTuple):
    """A value of a row: where it goes, and where it stands."""

    ziel: Pfad
    wert: Knoten
    stelle: Stelle


class Tabellenzeile(NamedTuple):
    """One row: number from 1, the answers of the row in short, its cells."""

    nr: int
    titel: str
    antworten: tuple[Zelle, ...]
    erwartungen: tuple[Zelle, ...]


def check_tabelle(tabelle: Dokument) -> Iterator[Befund]:
    """Everything that is wrong with the form of a table."""
    for name in tabelle.daten:
        if name not in _FELDER:
            yield tabelle.befund((name,), "feld-unbekannt", _vorschlag(name))
    for feld in _FELDER:
        if feld not in tabelle.daten:
            yield tabelle.befund((), "feld-fehlt", {"feld": feld})
        elif not isinstance(tabelle.daten[feld], list):
            yield tabelle.befund((feld,), "liste-erwartet", {})
    if all(isinstance(tabelle.daten.get(feld), list) for feld in _FELDER):
        yield from _check_spalten(tabelle)
        yield from _check_zeilen(tabelle)


def _vorschlag(name: str) -> dict[str, object]:
    return {"feld": name, "vorschlag": format_vorschlag(name, _FELDER)}


def _check_spalten(tabelle: Dokument) -> Iterator[Befund]:
    for feld, parse in (("setzt", _parse_antwort), ("erwartet", _parse_erwartung)):
        for nr, name in enumerate(tabelle.daten[feld]):
            if parse(name) is None:
                angaben = {"wert": name, "soll": ADRESSFORMEN[feld]}
                yield tabelle.befund((feld, nr), "reise-adresse", angaben)


def _check_zeilen(tabelle: Dokument) -> Iterator[Befund]:
    breite = len(tabelle.daten["setzt"]) + len(tabelle.daten["erwartet"])
    for nr, zeile in enumerate(tabelle.daten["zeilen"]):
        if not isinstance(zeile, list):
            yield tabelle.befund(("zeilen", nr), "liste-erwartet", {})
        elif len(zeile) != breite:
            angaben = {"ist": len(zeile), "soll": breite}
            yield tabelle.befund(("zeilen", nr), "reise-zeile", angaben)


def list_zeilen(tabelle: Dokument) -> Iterator[Tabellenzeile]:
    """The rows of a table that is sound."""
    setzt = [_parse_antwort(name) for name in tabelle.daten["setzt"]]
    ziele = [*setzt, *(_parse_erwartung(name) for name in tabelle.daten["erwartet"])]
    for nr, zeile in enumerate(tabelle.daten["zeilen"]):
        zellen = [
            Zelle(ziel or (), wert, tabelle.find_stelle(("zeilen", nr, i)))
            for i, (ziel, wert) in enumerate(zip(ziele, zeile, strict=True))
        ]
        antworten = tuple(_als_antwort(zelle) for zelle in zellen[: len(setzt)] if zelle.wert is not None)
        erwartungen = tuple(zelle for zelle in zellen[len(setzt) :] if zelle.wert is not None)
        yield Tabellenzeile(nr + 1, _titel(zeile[: len(setzt)]), antworten, erwartungen)


def _als_antwort(zelle: Zelle) -> Zelle:
    return zelle._replace(wert={"offen": "true"}) if zelle.wert == "offen" else zelle


def _titel(zellen: list[Any]) -> str:
    return ", ".join(
        str(zelle) if isinstance(zelle, str) else "–" if zelle is None else "…" for zelle in zellen
    )


def _parse_antwort(name: object) -> Pfad | None:
    """`rechtsform[m1].gruender_anzahl` as the path of the answer."""
    treffer = _ANTWORT.match(name) if isinstance(name, str) else None
    return ("antworten", *filter(None, treffer.groups())) if treffer else None


def _parse_erwartung(name: object) -> Pfad | None:
    """`r-eg-stimmen[m1]`, `formen[m1].erster`, `pruefungen.…` or the address of a value as a path below `erwartet`."""
    if not isinstance(name, str):
        return None
    if treffer := _REGEL.match(name):
        return ("regeln", *filter(None, treffer.groups()))
    if treffer := _FORM.match(name):
        return ("formen", *treffer.groups())
    if name.startswith(PRUEFUNGEN) and _ANTWORT.match(rest := name.removeprefix(PRUEFUNGEN)):
        return ("pruefungen", rest)
    return ("werte", name) if _ANTWORT.match(name) else None


def apply_zeile(zeile: Tabellenzeile, antworten: Dokument, erwartung: Dokument) -> tuple[Dokument, Dokument]:
    """The answers and expectations of a case with those of one row."""
    for zelle in zeile.antworten:
        antworten = _setze(antworten, zelle.ziel, zelle)
    for zelle in zeile.erwartungen:
        erwartung = _setze(erwartung, zelle.ziel, zelle)
    return antworten, erwartung


def _setze(dokument: Dokument, pfad: Pfad, zelle: Zelle) -> Dokument:
    """A copy with one value at a path; what lies beside the path is shared."""
    if not pfad:
        return Dokument(zelle.wert, zelle.stelle)
    name, wurzel = pfad[0], dokument.wurzel
    daten = dict(dokument.daten) if isinstance(dokument.daten, dict) else {}
    kind = Dokument(daten.get(str(name)), wurzel.kinder.get(name, zelle.stelle))
    neu = _setze(kind, pfad[1:], zelle)
    daten[str(name)] = neu.daten
    stelle = Stelle(wurzel.quelle, wurzel.start, wurzel.zeile, wurzel.spalte, wurzel.ende, fluss=wurzel.fluss)
    stelle.kinder = {**wurzel.kinder, name: neu.wurzel}
    return Dokument(daten, stelle)
