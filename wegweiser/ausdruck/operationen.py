"""What every operator and function does with single values: three-valued, total, exact."""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation, Overflow
from typing import Any, Final

from wegweiser.ausdruck.typen import ENTFAELLT, OFFEN, Fehlend

Melder = Callable[[str], Fehlend]
"""Takes the reason why a result cannot be given and returns OFFEN."""

KONTEXT: Final = Context(
    prec=50,
    rounding=ROUND_HALF_UP,
    Emin=-400,
    Emax=400,
    capitals=1,
    clamp=0,
    traps=[Overflow, InvalidOperation],
)
HOECHSTENS_STELLEN: Final = 20

_GLEICH: Final = frozenset({Decimal, str, bool, date})
_GEORDNET: Final = frozenset({Decimal, date})
_VERGLEICHE: Final[dict[str, tuple[frozenset[type], Callable[[Any, Any], bool]]]] = {
    "==": (_GLEICH, operator.eq),
    "!=": (_GLEICH, operator.ne),
    "<": (_GEORDNET, operator.lt),
    "<=": (_GEORDNET, operator.le),
    ">": (_GEORDNET, operator.gt),
    ">=": (_GEORDNET, operator.ge),
}
_RECHNUNGEN: Final[dict[str, Callable[[Decimal, Decimal], Decimal]]] = {
    "+": KONTEXT.add,
    "-": KONTEXT.subtract,
    "*": KONTEXT.multiply,
    "/": KONTEXT.divide,
}


def normalise(wert: object, melde: Melder) -> object:
    """Bring a value of the environment into the form the operators know; a strange one is offen."""
    if isinstance(wert, Decimal):
        return wert if wert.is_finite() else melde("typ")
    if isinstance(wert, (bool, Fehlend)):
        return wert
    if isinstance(wert, int):
        return Decimal(wert)
    if isinstance(wert, str):
        return str.__str__(wert)
    if isinstance(wert, date):
        return date(wert.year, wert.month, wert.day)
    if isinstance(wert, tuple):
        return tuple(normalise_zelle(zelle, melde) for zelle in wert)
    return melde("typ")


def normalise_zelle(zelle: object, melde: Melder) -> object:
    """Bring an element of a Reihe, or a row of a table, into the form the operators know."""
    if isinstance(zelle, Mapping):
        return zelle
    if isinstance(zelle, tuple):
        return zelle if all(isinstance(teil, str) for teil in zelle) else melde("typ")
    return normalise(zelle, melde)


def compute_vergleich(zeichen: str, links: object, rechts: object, melde: Melder) -> bool | Fehlend:
    """Compare two values; with ENTFAELLT every comparison is false."""
    klassen, vergleiche = _VERGLEICHE[zeichen]
    if links.__class__ is rechts.__class__ and links.__class__ in klassen:
        return vergleiche(links, rechts)
    if links is ENTFAELLT or rechts is ENTFAELLT:
        return False
    return OFFEN if links is OFFEN or rechts is OFFEN else melde("typ")


def compute_vergleichskette(kette: Sequence[str], werte: Sequence[object], melde: Melder) -> bool | Fehlend:
    """Compare neighbours, `1 <= x <= 5`, and join the answers with `und`."""
    paare = zip(kette, werte, werte[1:], strict=False)
    return compute_verknuepfung(False, (compute_vergleich(z, li, re, melde) for z, li, re in paare), melde)  # noqa: FBT003


def compute_enthalten(negiert: bool, links: object, rechts: object, melde: Melder) -> bool | Fehlend:  # noqa: FBT001
    """Look a value up in a list or set; with ENTFAELLT the answer is false for `in` and `nicht in`."""
    if links is ENTFAELLT or rechts is ENTFAELLT:
        return False
    if links is OFFEN or rechts is OFFEN:
        return OFFEN
    if not isinstance(rechts, tuple | frozenset) or links.__class__ not in _GLEICH:
        return melde("typ")
    if any(element.__class__ is not links.__class__ for element in rechts):
        return melde("typ")
    return (links in rechts) is not negiert


def compute_verknuepfung(entscheidend: bool, werte: Iterable[object], melde: Melder) -> bool | Fehlend:  # noqa: FBT001
    """Kleene's and (`entscheidend` false) or or (true); ENTFAELLT counts as false. Reads no further than needed."""
    offen = False
    for wert in werte:
        if wert is entscheidend or (wert is ENTFAELLT and not entscheidend):
            return entscheidend
        if wert is True or wert is False or wert is ENTFAELLT:
            continue
        offen = True
        if wert is not OFFEN:
            melde("typ")
    return OFFEN if offen else not entscheidend


def compute_nicht(wert: object, melde: Melder) -> bool | Fehlend:
    """Kleene's not; ENTFAELLT counts as false."""
    if wert is ENTFAELLT or isinstance(wert, bool):
        return wert is not True
    return OFFEN if wert is OFFEN else melde("typ")


def compute_rechnung(zeichen: str, links: object, rechts: object, melde: Melder) -> Decimal | Fehlend:
    """Add, subtract, multiply or divide; ENTFAELLT dominates, then OFFEN."""
    if not isinstance(links, Decimal) or not isinstance(rechts, Decimal):
        return find_fehlend((links, rechts), melde)
    if zeichen == "/" and not rechts:
        return melde("division-durch-null")
    try:
        return _RECHNUNGEN[zeichen](links, rechts)
    except (Overflow, InvalidOperation):
        return melde("zahl-zu-gross")


def compute_kette(kette: Sequence[str], werte: Sequence[object], melde: Melder) -> object:
    """Work out a chain of operators of equal rank from left to right; ENTFAELLT dominates wherever it stands."""
    if any(wert is ENTFAELLT for wert in werte):
        return ENTFAELLT
    ergebnis = werte[0]
    for zeichen, wert in zip(kette, werte[1:], strict=True):
        ergebnis = compute_rechnung(zeichen, ergebnis, wert, melde)
    return ergebnis


def find_fehlend(werte: Iterable[object], melde: Melder) -> Fehlend:
    """Say what is the matter with operands that cannot be worked with."""
    werte = tuple(werte)
    if any(wert is ENTFAELLT for wert in werte):
        return ENTFAELLT
    return OFFEN if any(wert is OFFEN for wert in werte) else melde("typ")


def compute_wahl(
    bedingung: object, dann: Callable[[], object], sonst: Callable[[], object], melde: Melder
) -> object:
    """Choose between two values; if the condition is offen, the result is only known when both agree."""
    if bedingung is True:
        return dann()
    if bedingung is False or bedingung is ENTFAELLT:
        return sonst()
    if bedingung is not OFFEN:
        return melde("typ")
    eines, anderes = dann(), sonst()
    gleich = eines.__class__ is anderes.__class__ and eines.__class__ in _GLEICH and eines == anderes
    return eines if gleich or eines is anderes else OFFEN


def compute_funktion(funktion: str, werte: Sequence[object], melde: Melder) -> object:
    """Call `betrag`, `jahr`, `runde`, `min` or `max`."""
    if any(isinstance(wert, Fehlend) for wert in werte):
        return find_fehlend(werte, melde)
    erster = werte[0]
    if funktion == "jahr" and isinstance(erster, date):
        return Decimal(erster.year)
    if funktion in {"min", "max"}:
        return compute_extremwert(funktion == "max", werte, melde)
    if not isinstance(erster, Decimal):
        return melde("typ")
    try:
        if funktion == "betrag":
            return KONTEXT.abs(erster)
        return _compute_runde(erster, werte[1], melde) if funktion == "runde" else melde("typ")
    except (Overflow, InvalidOperation):
        return melde("zahl-zu-gross")


def compute_minus(wert: object, melde: Melder) -> Decimal | Fehlend:
    """Negate a number."""
    return compute_rechnung("-", Decimal(0), wert, melde)


def compute_extremwert(groesster: bool, werte: Iterable[object], melde: Melder) -> object:  # noqa: FBT001
    """Return the largest or smallest of numbers or dates."""
    werte = tuple(werte)
    if werte and all(isinstance(wert, Decimal) for wert in werte):
        return (max if groesster else min)(wert for wert in werte if isinstance(wert, Decimal))
    if werte and all(isinstance(wert, date) for wert in werte):
        return (max if groesster else min)(wert for wert in werte if isinstance(wert, date))
    return melde("typ" if werte else "leer")


def _compute_runde(zahl: Decimal, stellen: object, melde: Melder) -> Decimal | Fehlend:
    """Round half up, as in commerce; negative `stellen` round before the point."""
    if not isinstance(stellen, Decimal) or stellen.copy_abs() > HOECHSTENS_STELLEN or stellen != int(stellen):
        return melde("typ")
    gerundet = zahl.quantize(Decimal((0, (1,), -int(stellen))), context=KONTEXT)
    return gerundet.quantize(Decimal(1), context=KONTEXT) if stellen < 0 else gerundet


def compute_aggregat(funktion: str, wert: object, melde: Melder) -> object:
    """Work out one value from many: ENTFAELLT is left out, OFFEN makes the result offen unless it cannot matter."""
    if isinstance(wert, Fehlend):
        return wert
    if not isinstance(wert, tuple | list):
        return melde("typ")
    elemente = [element for element in wert if element is not ENTFAELLT]
    if funktion in {"alle", "eines"}:
        return compute_verknuepfung(funktion == "eines", elemente, melde)
    if any(element is OFFEN for element in elemente):
        return OFFEN
    if funktion == "anzahl":
        wahrheiten = [element for element in elemente if isinstance(element, bool)]
        return Decimal(sum(wahrheiten) if wahrheiten else len(elemente))
    if funktion in {"kleinster", "groesster"}:
        return compute_extremwert(funktion == "groesster", elemente, melde)
    return _compute_summe(elemente, melde, mittel=funktion == "mittel")


def _compute_summe(elemente: list[object], melde: Melder, *, mittel: bool) -> Decimal | Fehlend:
    if mittel and not elemente:
        return melde("leer")
    summe: Decimal | Fehlend = Decimal(0)
    for element in elemente:
        summe = compute_rechnung("+", summe, element, melde)
    return compute_rechnung("/", summe, Decimal(len(elemente)), melde) if mittel else summe
