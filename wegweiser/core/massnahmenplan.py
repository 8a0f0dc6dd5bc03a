"""Dates in order, open points with who and when, and what the plan still lacks."""

from collections.abc import Iterator, Mapping
from datetime import date

from wegweiser.core.werte import Wertequelle
from wegweiser.model.lage import Lage, Station
from wegweiser.model.massnahmenplan import (
    Hinweis,
    Hinweisart,
    Massnahmenplan,
    OffenerPunkt,
    Termin,
    Terminart,
)
from wegweiser.model.stellen import ist_stelle

_TERMINE: tuple[tuple[str, Terminart], ...] = (
    ("beginn", "beginn"),
    ("versuch_beginn", "versuch-beginn"),
    ("versuch_ende", "versuch-ende"),
    ("versuch_entscheidung_am", "entscheidung"),
    ("naechster_schritt_bis", "naechster-schritt"),
    ("ende", "ende"),
)
_NOETIG: tuple[tuple[str, Hinweisart], ...] = (
    ("verantwortlich", "ohne-verantwortlich"),
    ("naechster_schritt", "ohne-naechster-schritt"),
    ("naechster_schritt_bis", "ohne-naechster-schritt-bis"),
    ("beginn", "ohne-beginn"),
)


def compute_massnahmenplan(quelle: Wertequelle, lage: Lage) -> Massnahmenplan:
    """The plan over all Maßnahmen."""
    saetze = quelle.saetze("massnahmen")
    termine = [termin for id_, titel in saetze for termin in _list_termine(quelle, id_, titel)]
    termine += _list_gremien(quelle)
    offen = [_build_offen(station) for station in lage.stationen if _ist_offen(station)]
    return Massnahmenplan(
        termine=tuple(sorted(termine, key=lambda termin: (termin.datum, termin.titel))),
        offene_punkte=tuple(sorted(offen, key=lambda punkt: (not punkt.gesagt, punkt.bis or date.max))),
        hinweise=tuple(hinweis for id_, titel in saetze for hinweis in _list_hinweise(quelle, id_, titel)),
    )


def _list_termine(quelle: Wertequelle, satz: str, titel: str) -> Iterator[Termin]:
    verantwortlich = _text(quelle, "verantwortlich", satz)
    for name, art in _TERMINE:
        datum = quelle.gesagt(name, satz)
        if isinstance(datum, date):
            schritt = (_text(quelle, "naechster_schritt", satz) or "") if art == "naechster-schritt" else ""
            yield Termin(datum=datum, art=art, titel=schritt, massnahme=titel, verantwortlich=verantwortlich)
    for zeile in _zeilen(quelle, "meilensteine", satz):
        bis = zeile.get("bis")
        if isinstance(bis, date):
            wer = str(zeile["verantwortlich"]) if zeile.get("verantwortlich") else verantwortlich
            yield Termin(
                datum=bis,
                art="meilenstein",
                titel=str(zeile.get("titel", "")),
                massnahme=titel,
                verantwortlich=wer,
            )


def _list_gremien(quelle: Wertequelle) -> Iterator[Termin]:
    for zeile in _zeilen(quelle, "gremien", ""):
        datum = zeile.get("datum")
        if isinstance(datum, date):
            gremium = str(zeile.get("gremium", ""))
            yield Termin(datum=datum, art="gremium", titel=gremium, massnahme=None, verantwortlich=None)


def _zeilen(quelle: Wertequelle, name: str, satz: str) -> Iterator[Mapping[str, object]]:
    zeilen = quelle.gesagt(name, satz)
    if isinstance(zeilen, tuple):
        yield from (zeile for zeile in zeilen if isinstance(zeile, Mapping))


def _ist_offen(station: Station) -> bool:
    """Marked open, or obligatory and not answered."""
    return (station.antwort is not None and station.antwort.offen) or (
        station.antwort is None and station.frage.pflicht
    )


def _build_offen(station: Station) -> OffenerPunkt:
    antwort = station.antwort
    wer = antwort.zustaendig if antwort else None
    return OffenerPunkt(
        adresse=station.adresse,
        frage=station.frage.text,
        abschnitt=station.abschnitt.titel,
        massnahme=station.satz_titel,
        zustaendig=wer if wer and ist_stelle(wer) else None,
        vergeben=bool(wer),
        bis=antwort.bis if antwort else None,
        gesagt=antwort is not None,
    )


def _list_hinweise(quelle: Wertequelle, satz: str, titel: str) -> Iterator[Hinweis]:
    for name, code in _NOETIG:
        if quelle.gesagt(name, satz) is None:
            yield Hinweis(code=code, massnahme=titel)
    if quelle.gesagt("pflichtaufgabe", satz) == "ja":
        yield Hinweis(code="pflichtaufgabe", massnahme=titel)
    for zeile in _zeilen(quelle, "quellen_betrieb", satz):
        if zeile.get("befristet_bis") and quelle.gesagt("danach", satz) is None:
            yield Hinweis(
                code="befristet-ohne-danach", massnahme=titel, angabe=str(zeile.get("bezeichnung", ""))
            )


def _text(quelle: Wertequelle, name: str, satz: str) -> str | None:
    wert = quelle.gesagt(name, satz)
    return wert if isinstance(wert, str) else None
