"""Evaluation: every node becomes a function of the environment, once per expression.

There is one semantics. The fast way calls these functions; the explained way puts a recorder around each.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from wegweiser.ausdruck.funktionen import AGGREGATE
from wegweiser.ausdruck.knoten import (
    Aufruf,
    Ausdruck,
    Enthalten,
    Knoten,
    Konstante,
    Menge,
    Minus,
    Name,
    Nicht,
    Rechnung,
    Spalte,
    Vergleich,
    Verknuepfung,
    find_namen,
    list_kinder,
)
from wegweiser.ausdruck.operationen import (
    Melder,
    compute_aggregat,
    compute_enthalten,
    compute_funktion,
    compute_kette,
    compute_minus,
    compute_nicht,
    compute_vergleich,
    compute_vergleichskette,
    compute_verknuepfung,
    compute_wahl,
    normalise,
    normalise_zelle,
)
from wegweiser.ausdruck.syntax import HOECHSTENS_GEMERKT
from wegweiser.ausdruck.typen import ENTFAELLT, OFFEN, Fehlend, Wert, Werte

Funktion = Callable[[Werte], object]
Huelle = Callable[[Knoten, Funktion], Funktion]

_UNVERAENDERT: Final = frozenset({str, bool, Fehlend})
_EINZELN: Final = (bool, Fehlend, Decimal, str, date)  # a tuple: a union would be built anew at every call


class Bau(NamedTuple):
    """How nodes become functions: who is told reasons, what is put around each function."""

    melde: Melder
    huelle: Huelle


def evaluate_wert(ausdruck: Ausdruck, werte: Werte) -> Wert | Fehlend:
    """Work out an expression without steps: the fast way."""
    return narrow_wert(_build_schnell(ausdruck)(werte))


def narrow_wert(wert: object) -> Wert | Fehlend:
    """Return a result as it is, and OFFEN for what is no single value."""
    if isinstance(wert, _EINZELN):
        return wert
    if isinstance(wert, tuple) and all(isinstance(element, str) for element in wert):
        return wert
    return OFFEN


@lru_cache(maxsize=HOECHSTENS_GEMERKT)
def _build_schnell(ausdruck: Ausdruck) -> Funktion:
    return build_funktion(ausdruck.wurzel, Bau(lambda _grund: OFFEN, lambda _knoten, funktion: funktion))


def build_funktion(knoten: Knoten, bau: Bau, *, innen: bool = False) -> Funktion:
    """Build the function of a node; `innen` means inside an aggregate, where everything works per element."""
    return bau.huelle(knoten, _build_kern(knoten, bau, innen))


def _build_kern(knoten: Knoten, bau: Bau, innen: bool) -> Funktion:  # noqa: FBT001
    match knoten:
        case Konstante(wert=wert):
            return lambda _werte: wert
        case Menge(werte=elemente):
            menge = frozenset(element.wert for element in elemente)
            return lambda _werte: menge
        case Name(name=name):
            return _build_name(name, bau.melde)
        case Spalte():
            return _build_spalte(knoten, bau.melde)
        case Aufruf(funktion=funktion) if funktion in AGGREGATE:
            return _build_aggregat(knoten, bau)
        case Aufruf(funktion="beantwortet"):
            return _build_beantwortet(build_funktion(knoten.argumente[0], bau, innen=innen))
        case _:
            teile = tuple(build_funktion(kind, bau, innen=innen) for kind in list_kinder(knoten))
            return (
                _build_je_element(knoten, teile, bau.melde)
                if innen
                else _build_einzeln(knoten, teile, bau.melde)
            )


def _build_name(name: str, melde: Melder) -> Funktion:
    def lies(werte: Werte) -> object:
        wert = werte.get(name, OFFEN)
        return wert if wert.__class__ in _UNVERAENDERT else normalise(wert, melde)

    return lies


def _build_spalte(knoten: Spalte, melde: Melder) -> Funktion:
    """Read a column as a list; tuples are Reihen and lists of the environment."""

    def lies_zelle(zeile: object) -> object:
        if isinstance(zeile, Mapping):
            return normalise_zelle(zeile.get(knoten.name, OFFEN), melde)
        return zeile if isinstance(zeile, Fehlend) else melde("typ")

    def lies(werte: Werte) -> object:
        tabelle = werte.get(knoten.tabelle, OFFEN)
        if isinstance(tabelle, tuple):
            return [lies_zelle(zeile) for zeile in tabelle]
        return tabelle if isinstance(tabelle, Fehlend) else melde("typ")

    return lies


def _build_beantwortet(teil: Funktion) -> Funktion:
    def frage(werte: Werte) -> object:
        wert = teil(werte)
        if isinstance(wert, list):
            return [not isinstance(zelle, Fehlend) for zelle in wert]
        return not isinstance(wert, Fehlend)

    return frage


def _build_aggregat(knoten: Aufruf, bau: Bau) -> Funktion:
    argument = build_funktion(knoten.argumente[0], bau, innen=True)
    namen = find_namen(knoten.argumente[0])

    def fasse_zusammen(werte: Werte) -> object:
        wert = argument(werte)
        if isinstance(wert, bool):  # the Reihe itself is missing, only a comparison with it gave an answer
            return OFFEN if any(werte.get(name, OFFEN) is OFFEN for name in namen) else ENTFAELLT
        return compute_aggregat(knoten.funktion, wert, bau.melde)

    return fasse_zusammen


def _build_einzeln(knoten: Knoten, teile: tuple[Funktion, ...], melde: Melder) -> Funktion:
    """Build the function of an operator over single values; `und`, `oder`, `wenn` stop when the result is known."""
    match knoten:
        case Verknuepfung(zeichen=zeichen):
            oder = zeichen == "oder"
            return lambda werte: compute_verknuepfung(oder, (teil(werte) for teil in teile), melde)
        case Vergleich(zeichen=(zeichen,)):
            links, rechts = teile
            return lambda werte: compute_vergleich(zeichen, links(werte), rechts(werte), melde)
        case Aufruf(funktion="wenn"):
            bedingung, dann, sonst = teile
            return lambda werte: compute_wahl(
                bedingung(werte), lambda: dann(werte), lambda: sonst(werte), melde
            )
        case _:
            rechne = find_operation(knoten, melde)
            return lambda werte: rechne([teil(werte) for teil in teile])


def find_operation(knoten: Knoten, melde: Melder) -> Callable[[Sequence[object]], object]:
    """Return what a node does with the values of its operands."""
    match knoten:
        case Nicht():
            return lambda w: compute_nicht(w[0], melde)
        case Minus():
            return lambda w: compute_minus(w[0], melde)
        case Enthalten(negiert=negiert):
            return lambda w: compute_enthalten(negiert, w[0], w[1], melde)
        case Verknuepfung(zeichen=zeichen):
            return lambda w: compute_verknuepfung(zeichen == "oder", w, melde)
        case Vergleich(zeichen=kette):
            return lambda w: compute_vergleichskette(kette, w, melde)
        case Rechnung(zeichen=kette):
            return lambda w: compute_kette(kette, w, melde)
        case Aufruf(funktion="wenn"):
            return lambda w: compute_wahl(w[0], lambda: w[1], lambda: w[2], melde)
        case Aufruf(funktion=funktion):
            return lambda w: compute_funktion(funktion, w, melde)
        case _:
            return lambda _werte: melde("typ")


def _build_je_element(knoten: Knoten, teile: tuple[Funktion, ...], melde: Melder) -> Funktion:
    """Build the function of an operator inside an aggregate: single values are repeated for every element."""
    rechne = find_operation(knoten, melde)
    vergleich = isinstance(knoten, Vergleich | Enthalten)
    streng = isinstance(knoten, Rechnung | Minus) or (
        isinstance(knoten, Aufruf) and knoten.funktion != "wenn"
    )

    def je_element(werte: Werte) -> object:
        operanden = [teil(werte) for teil in teile]
        if isinstance(knoten, Enthalten) and isinstance(operanden[1], tuple):
            operanden[1] = frozenset(operanden[1])  # a list of answers on the right stays whole
        reihen = [operand for operand in operanden if isinstance(operand, tuple | list)]
        if not reihen:
            return rechne(operanden)
        if streng and any(operand is ENTFAELLT for operand in operanden):
            return ENTFAELLT
        if any(len(reihe) != len(reihen[0]) for reihe in reihen):
            return melde("typ")
        spalten = [o if isinstance(o, tuple | list) else [o] * len(reihen[0]) for o in operanden]
        if not vergleich:
            return [rechne(zeile) for zeile in zip(*spalten, strict=True)]
        entfaellt = [any(zelle is ENTFAELLT for zelle in zellen) for zellen in zip(*reihen, strict=True)]
        zeilen = zip(entfaellt, zip(*spalten, strict=True), strict=True)
        return [ENTFAELLT if fehlt else rechne(zeile) for fehlt, zeile in zeilen]

    return je_element
