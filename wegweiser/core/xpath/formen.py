"""What names, values and conditions of our expressions are in a questionnaire."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from wegweiser.ausdruck import Typ
from wegweiser.core.xpath.baum import FALSCH, LEER, WAHR, Aufruf, Bezug, Filter, Operation, Wort, Xpath, Zahl
from wegweiser.core.xpath.bedingung import leer, nicht, oder, und

JA: Final = "ja"
NEIN: Final = "nein"
NULL: Final = Zahl(Decimal(0))
_VERGLEICHE: Final = {"==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


class Feld(NamedTuple):
    """What a name of our expressions is in a questionnaire."""

    name: str
    typ: Typ | None
    pflicht: bool = False
    gestellt: Xpath = WAHR
    reihe: str = ""
    """The repeat it stands in, seen from outside: there are many of them."""
    tabelle: bool = False
    pfad: str = ""
    """Where it stands, seen from its row; nothing means: directly in it."""

    ausdruck: str = ""
    """What a derived value is worked out from: it falls away together with what it reads."""
    ort: Xpath | None = None
    """How it is read where its name alone is not enough."""

    @property
    def bezug(self) -> Xpath:
        """The answer, or the rows."""
        return self.ort or Bezug(self.name)


class Felder(NamedTuple):
    """Every name an expression may read, as seen from one place of the guide."""

    namen: Mapping[str, Feld]
    spalten: Mapping[tuple[str, str], Feld]
    parameter: Mapping[str, Decimal]


class Wertform(NamedTuple):
    """A value: its XPath, and when there is none (`fehlt`), in particular because it was not asked (`entfaellt`)."""

    xpath: Xpath
    fehlt: Xpath = FALSCH
    entfaellt: Xpath = FALSCH

    @property
    def offen(self) -> Xpath:
        """Asked, but not answered."""
        return und(self.fehlt, nicht(self.entfaellt))


class Wahrheit(NamedTuple):
    """A condition: where it holds, and where it may hold."""

    sicher: Xpath
    moeglich: Xpath


def ist_leer(w: Wertform) -> Xpath:
    """Empty, whatever else is known about it."""
    return Operation("=", w.xpath, NULL) if isinstance(w.xpath, Aufruf) else leer(w.xpath)


def build_antwort(feld: Feld, ort: Xpath) -> Wertform:
    """The answer to a question; a required one is empty only where it is not asked."""
    if feld.pflicht and feld.gestellt == WAHR:
        return Wertform(ort)
    return Wertform(ort, leer(ort), leer(ort) if feld.pflicht else und(leer(ort), nicht(feld.gestellt)))


def build_konstante(wert: object) -> Xpath:
    """A literal."""
    match wert:
        case bool():
            return Wort(JA if wert else NEIN)
        case Decimal():
            return Zahl(wert)
        case date():
            return Aufruf("date", (Wort(wert.isoformat()),))
        case _:
            return Wort(str(wert))


def compare(zeichen: str, links: Wertform, rechts: Wertform) -> Wahrheit:
    """Two values beside a sign."""
    fehlt, entfaellt = oder(links.fehlt, rechts.fehlt), oder(links.entfaellt, rechts.entfaellt)
    if zeichen == "!=":
        return decide(Operation("=", links.xpath, rechts.xpath), fehlt, entfaellt, negiert=True)
    vergleich = Operation(_VERGLEICHE[zeichen], links.xpath, rechts.xpath)
    return decide(vergleich, fehlt, entfaellt, negiert=False)


def decide(wahr: Xpath, fehlt: Xpath, entfaellt: Xpath, *, negiert: bool) -> Wahrheit:
    """A comparison: false where something was not asked, open where something is missing."""
    ist = nicht(wahr) if negiert else wahr
    sicher = und(nicht(fehlt), ist)
    if negiert:
        return Wahrheit(sicher, und(nicht(entfaellt), oder(fehlt, ist)))
    return Wahrheit(sicher, oder(und(fehlt, nicht(entfaellt)), sicher))


def count_zeilen(tabelle: Feld, bedingung: Xpath, zeichen: str) -> Xpath:
    """Whether some row (`>`) or none (`=`) meets a condition."""
    if bedingung == FALSCH:
        return WAHR if zeichen == "=" else FALSCH
    rumpf: Xpath = tabelle.bezug
    if bedingung != WAHR:
        rumpf = Filter(Bezug(tabelle.name), bedingung)
    return Operation(zeichen, Aufruf("count", (rumpf,)), NULL)


def format_wahrheit(wahrheit: Wahrheit) -> Xpath:
    """A condition as a value other questions can read: ja, nein, or nothing."""
    if wahrheit.sicher == wahrheit.moeglich:
        return Aufruf("if", (wahrheit.sicher, Wort(JA), Wort(NEIN)))
    spaeter = Aufruf("if", (wahrheit.moeglich, LEER, Wort(NEIN)))
    return Aufruf("if", (wahrheit.sicher, Wort(JA), spaeter))
