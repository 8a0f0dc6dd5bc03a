"""How much fits on a card of 105 × 148 mm: the largest type, the room left to write, and where a long list is cut."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from wegweiser.model.karten import Schriftgrad
from wegweiser.model.papierbogen import Bogenfrage

# Millimetres; the style sheet of the cards holds the same figures.
BREITE, HOEHE = 89.0, 108.0
LINIE = 8.5
ANWEISUNG = 50  # as long as the words above the choices are, whatever they are in the end
BLATTHOEHE, TABELLENZEILE, LEGENDE, LEGENDE_JE_ZEILE = 142.0, 11.6, 4.8, 165
MINDESTENS = {"absatz": 4, "zeile": 1, "zahl": 1}
_ZEICHEN = 0.47  # mean width of a character, in ems, with room for wide words
_PUNKT = 0.3528


class Grad(NamedTuple):
    """Type sizes in points: the question, what can be chosen, the small print."""

    name: Schriftgrad
    frage: float
    wahl: float
    klein: float


GRADE = (Grad("gross", 19, 15, 11.5), Grad("mittel", 16, 13, 10.5), Grad("klein", 13, 11, 9.5))


class Einteilung(NamedTuple):
    """How a question is set: its type, the lines left, how many choices stand on each card."""

    grad: Schriftgrad
    linien: int
    je_karte: tuple[int, ...]


def fit_karte(frage: Bogenfrage, bedingung: str) -> Einteilung:
    """The largest type in which everything fits; where nothing does, the choices go on on further cards."""
    for grad in GRADE:
        rest = HOEHE - _measure_kopf(frage, bedingung, grad)
        wahlen = [_measure_wahl(wahl.titel, frage, grad) for wahl in frage.wahlen]
        linien = _count_linien(frage, rest - sum(wahlen))
        if rest >= sum(wahlen) and linien >= MINDESTENS.get(frage.art, 0):
            return Einteilung(grad.name, linien, (len(wahlen),))
    grad = GRADE[-1]
    rest = HOEHE - _measure_kopf(frage, bedingung, grad)
    wahlen = [_measure_wahl(wahl.titel, frage, grad) for wahl in frage.wahlen]
    return Einteilung(grad.name, MINDESTENS.get(frage.art, 0), _split(wahlen, rest))


def count_zeilen(legenden: Sequence[Sequence[str]]) -> int:
    """How many rows fit on a table sheet (A4, across) above the lists of what may be written in its columns."""
    laengen = [sum(len(titel) + 5 for titel in liste) + 20 for liste in legenden if liste]
    zeilen = sum(ceil(laenge / LEGENDE_JE_ZEILE) for laenge in laengen)
    return max(4, int((BLATTHOEHE - LEGENDE * zeilen) // TABELLENZEILE))


def _count_linien(frage: Bogenfrage, rest: float) -> int:
    if frage.wahlen:
        return 0
    return max(0, int(rest // LINIE)) if frage.art == "absatz" else int(rest >= LINIE)


def _split(hoehen: list[float], platz: float) -> tuple[int, ...]:
    """How many choices go on each card; at least one, however long it is."""
    karten = [0]
    belegt = 0.0
    for hoehe in hoehen:
        if karten[-1] and belegt + hoehe > platz:
            karten.append(0)
            belegt = 0.0
        karten[-1] += 1
        belegt += hoehe
    return tuple(karten)


def _measure_kopf(frage: Bogenfrage, bedingung: str, grad: Grad) -> float:
    anweisung = "x" * ANWEISUNG if frage.wahlen else ""
    klein = sum(
        _measure(text, grad.klein, BREITE) + 1.5 for text in (frage.hilfe, bedingung, anweisung) if text
    )
    keine = (
        grad.wahl * _PUNKT * 1.3 + 1.6 if frage.art == "mehrere" else 0
    )  # „nichts davon“ stands below the rest
    return _measure(frage.text, grad.frage, BREITE, 1.22) + 3 + klein + keine


def _measure_wahl(titel: str, frage: Bogenfrage, grad: Grad) -> float:
    einzug = {"rang": 22, "anteile": 26}.get(frage.art, grad.wahl * _PUNKT * 2.9)
    return _measure(titel or "0", grad.wahl, BREITE - einzug) + 1.6


def _measure(text: str, punkte: float, breite: float, zeilenhoehe: float = 1.3) -> float:
    """The height of a text: words are broken, never cut."""
    hoehe = punkte * _PUNKT
    je_zeile = max(1, int(breite / (hoehe * _ZEICHEN)))
    zeilen, frei = 1, je_zeile
    for wort in text.split():
        if len(wort) > frei:
            zeilen, frei = zeilen + max(1, ceil(len(wort) / je_zeile)), je_zeile
        frei -= min(frei, len(wort) + 1)
    return zeilen * hoehe * zeilenhoehe
