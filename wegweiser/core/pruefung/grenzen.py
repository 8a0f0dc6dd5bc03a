"""Limits of questions: an answer within them must be possible."""

from collections.abc import Iterator

from wegweiser.core.pruefung.fund import Fund, Fundort
from wegweiser.model import frage as f


def check_grenzen(ort: Fundort, frage: f.Frage) -> Iterator[Fund]:
    """Lower limits below upper ones, room for at least one answer."""
    match frage:
        case f.Skala() if not _skala_stimmt(frage):
            yield ort.fund("skala-grenzen")
        case f.Ganzzahl() | f.Zahl() | f.Geldbetrag() | f.Prozent() | f.Jahr():
            if frage.min is not None and frage.max is not None and frage.min > frage.max:
                yield ort.bei("min").fund("grenzen-verkehrt", min=frage.min, max=frage.max)
        case f.Text() | f.Absatz() if frage.max_zeichen < 1:
            yield ort.bei("max_zeichen").fund("kein-platz", feld="max_zeichen", wert=frage.max_zeichen)
        case f.Mehrfach(max_anzahl=int() as anzahl) if anzahl < 1:
            yield ort.bei("max_anzahl").fund("kein-platz", feld="max_anzahl", wert=anzahl)
        case f.Tabelle():
            yield from _check_tabelle(ort, frage)
        case _:
            pass


def _check_tabelle(ort: Fundort, frage: f.Tabelle) -> Iterator[Fund]:
    zeilen = frage.zeilen
    if not frage.spalten:
        yield ort.bei("spalten").fund("kein-platz", feld="spalten", wert="[]")
    if zeilen.max < 1:
        yield ort.bei("zeilen", "max").fund("kein-platz", feld="max", wert=zeilen.max)
    elif zeilen.min > zeilen.max:
        yield ort.bei("zeilen", "min").fund("grenzen-verkehrt", min=zeilen.min, max=zeilen.max)


def _skala_stimmt(frage: f.Skala) -> bool:
    return frage.von < frage.bis and all(frage.von <= stufe <= frage.bis for stufe in frage.anker)
