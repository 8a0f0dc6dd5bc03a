"""How names, numbers and other values are written in German sentences about expressions."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from wegweiser.ausdruck.operationen import KONTEXT
from wegweiser.ausdruck.typen import OFFEN, Fehlend

MINUS: Final = "\u2212"
FEST: Final = "\u00a0"  # no-break space

_NACHKOMMA: Final = 6
_ZIFFERN: Final = 40
_ANTEIL_STELLEN: Final = 1
_ANTEIL_HOECHSTENS: Final = 6


class Worte(NamedTuple):
    """Labels of names (and of `name=option`), and what kind of number a name is."""

    beschriftung: Mapping[str, str]
    arten: Mapping[str, str]

    def name(self, name: str) -> str:
        """The label of a name; a column without one borrows that of its table."""
        tabelle, punkt, spalte = name.partition(".")
        if name in self.beschriftung or not punkt:
            return self.beschriftung.get(name, name)
        return f"{self.beschriftung.get(tabelle, tabelle)}, {spalte}"

    def wert(self, wert: object, art: str = "", name: str = "") -> str:
        """A value as a person reads it; `name` tells whose options a text belongs to."""
        if isinstance(wert, Decimal):
            return format_zahl(wert, art)
        if isinstance(wert, str):
            return f"„{self.beschriftung.get(f'{name}={wert}', wert)}“"
        if isinstance(wert, tuple | list):
            return ", ".join(self.wert(element, art, name) for element in wert) or "nichts"
        return format_wert(wert)

    def paar(self, links: Decimal, rechts: Decimal, art: str) -> tuple[str, str]:
        """Two numbers with as many decimals as it takes to tell them apart."""
        texte = format_zahl(links, art), format_zahl(rechts, art)
        for stellen in range(_ANTEIL_STELLEN + 1, _ANTEIL_HOECHSTENS):
            if texte[0] != texte[1] or links == rechts or art != "anteil":
                break
            texte = _format_anteil(links, stellen), _format_anteil(rechts, stellen)
        return texte


def join_und(teile: Iterable[str], wort: str = "und") -> str:
    """Join words with commas and a last "und"."""
    *vordere, letzter = teile
    return f"{', '.join(vordere)} {wort} {letzter}" if vordere else letzter


def format_wert(wert: object) -> str:
    """Write a value as a person in Germany reads it."""
    match wert:
        case Fehlend():
            return "noch offen" if wert is OFFEN else "entfällt"
        case bool():
            return "ja" if wert else "nein"
        case Decimal():
            return format_zahl(wert)
        case date():
            return f"{wert.day:02}.{wert.month:02}.{wert.year:04}"
        case str():
            return f"„{wert}“"
        case tuple() | list():
            return ", ".join(format_wert(element) for element in wert) or "nichts"
        case _:
            return "…"


def format_zahl(zahl: Decimal, art: str = "") -> str:
    """Write a number: money with €, shares and percentages with %, years without dots."""
    if not zahl:
        zahl = Decimal(0)
    if not zahl.is_finite() or abs(zahl.adjusted()) > _ZIFFERN:
        return str(zahl).replace(".", ",").replace("-", MINUS)
    match art:
        case "geldbetrag":
            gerundet = zahl.quantize(Decimal("0.01"), context=KONTEXT)
            return f"{_format_stellen(gerundet, 0 if gerundet == int(gerundet) else 2)}{FEST}€"
        case "anteil":
            return _format_anteil(zahl, _ANTEIL_STELLEN)
        case "prozent":
            return f"{_format_genau(zahl.normalize(KONTEXT))}{FEST}%"
        case "jahr" if zahl == int(zahl):
            return str(int(zahl)).replace("-", MINUS)
        case _:
            return _format_genau(zahl)


def _format_anteil(zahl: Decimal, stellen: int) -> str:
    prozent = KONTEXT.multiply(zahl, Decimal(100)).quantize(Decimal(1).scaleb(-stellen), context=KONTEXT)
    return f"{_format_stellen(prozent, _count_stellen(prozent))}{FEST}%"


def _format_genau(zahl: Decimal) -> str:
    """Write all decimals, without idle zeros; an amount keeps both of its decimals."""
    noetig = _count_stellen(zahl)
    if noetig > _NACHKOMMA:
        gerundet = zahl.quantize(Decimal("0.0001"), context=KONTEXT)
        return f"rund {_format_stellen(gerundet, _count_stellen(gerundet))}"
    exponent = zahl.as_tuple().exponent
    gegeben = -exponent if isinstance(exponent, int) else 0
    return _format_stellen(zahl, max(noetig, min(2, gegeben)) if noetig else 0)


def _count_stellen(zahl: Decimal) -> int:
    exponent = zahl.normalize(KONTEXT).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _format_stellen(zahl: Decimal, stellen: int) -> str:
    text = f"{zahl or zahl.copy_abs():,.{stellen}f}"
    return text.replace(",", "_").replace(".", ",").replace("_", ".").replace("-", MINUS)
