"""What a person has to type in plain mode so that the same answers come out: the protocol of the dialogue as code."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import cast

from wegweiser.cli.befehle import protect_text
from wegweiser.model import frage as f
from wegweiser.model.antworten import Antwort
from wegweiser.model.base import Wert, Zeile
from wegweiser.model.deutsch_format import format_datum, format_zahl
from wegweiser.model.wert import format_wert
from wegweiser.workflow import Stand


def list_eingaben(stand: Stand) -> Iterator[str]:
    """Lines for a session on an empty Vorhaben that ends with the answers of this one."""
    for station in stand.lage.stationen:
        if station.antwort is None:
            yield ">"
        elif station.antwort.offen:
            yield from _angaben(station.antwort, mit_notiz=False)
            yield from _offen(station.antwort)
        else:
            yield from _angaben(station.antwort, mit_notiz=True)
            yield from _wert(stand, station.frage, cast(Wert, station.antwort.wert))
    yield ""


def _angaben(antwort: Antwort, *, mit_notiz: bool) -> Iterator[str]:
    if antwort.sicherheit:
        yield f":sicherheit {antwort.sicherheit}"
    for beleg in antwort.belege:
        yield f":beleg {beleg}"
    if mit_notiz and antwort.notiz:
        yield ":notiz"
        yield from _absatz(antwort.notiz)


def _offen(antwort: Antwort) -> Iterator[str]:
    yield ":offen"
    yield protect_text(antwort.zustaendig or "-")
    yield format_datum(antwort.bis) if antwort.bis else "-"
    yield protect_text(antwort.notiz or "")


def _absatz(text: str) -> Iterator[str]:
    erste, *weitere = text.split("\n")
    for zeile in (protect_text(erste), *weitere):
        yield f".{zeile}" if zeile.strip(".") == "" and zeile else zeile
    yield "."


def _wert(stand: Stand, frage: f.Frage, wert: Wert) -> Iterator[str]:
    match frage:
        case f.Absatz():
            yield from _absatz(cast(str, wert))
        case f.Auswahl() | f.Katalogwahl():
            yield cast(str, wert)
        case f.Mehrfach() | f.Rangfolge():
            yield "; ".join(cast("tuple[str, ...]", wert)) or "keine"
        case f.Verteilung():
            yield "; ".join(
                f"{name} = {format_zahl(teil)}" for name, teil in cast("Mapping[str, Decimal]", wert).items()
            )
        case f.Tabelle():
            yield from _tabelle(stand, frage, cast("tuple[Zeile, ...]", wert))
        case f.Geldbetrag() | f.Zahl() | f.Prozent():
            yield format_zahl(cast(Decimal, wert))
        case _:
            yield protect_text(format_wert(frage, wert, stand.optionen))


def _tabelle(stand: Stand, frage: f.Tabelle, zeilen: tuple[Zeile, ...]) -> Iterator[str]:
    if not zeilen:
        yield "keine"
        return
    if [zeile["id"] for zeile in zeilen] != [f"{frage.vorsatz}{nr}" for nr in range(1, len(zeilen) + 1)]:
        yield format_wert(frage, zeilen)
    else:
        for zeile in zeilen:
            yield "+"
            for spalte in frage.spalten:
                yield from _zelle(stand, spalte, zeile.get(spalte.id))
    yield ""


def _zelle(stand: Stand, spalte: f.Spalte, wert: Wert | None) -> Iterator[str]:
    if wert is None:
        yield ""
    elif isinstance(wert, str) and wert.strip("-") == "":
        yield f"-{wert}"
    else:
        yield from _wert(stand, spalte, wert)
