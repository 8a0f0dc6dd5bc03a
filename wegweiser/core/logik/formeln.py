"""Formulas for z3 that stay Python values as long as they are known: most conditions fold away while they are built."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

import z3

Formel: TypeAlias = "bool | z3.BoolRef"
Term: TypeAlias = "z3.ArithRef"
WAHR: Formel = True
FALSCH: Formel = False

# The engine calculates with 50 digits; a quotient that does not end is only known up to this share of itself.
_RUNDUNG = Fraction(1, 10**48)


def nicht(formel: Formel) -> Formel:
    """Not."""
    return not formel if isinstance(formel, bool) else z3.Not(formel)


def und(*teile: Formel) -> Formel:
    """And; true without parts."""
    if any(teil is False for teil in teile):
        return False
    offen = [teil for teil in teile if teil is not True]
    return z3.And(*offen) if len(offen) > 1 else offen[0] if offen else True


def oder(*teile: Formel) -> Formel:
    """Or; false without parts."""
    if any(teil is True for teil in teile):
        return True
    offen = [teil for teil in teile if teil is not False]
    return z3.Or(*offen) if len(offen) > 1 else offen[0] if offen else False


def folgt(wenn: Formel, dann: Formel) -> Formel:
    """Implication."""
    return oder(nicht(wenn), dann)


def gleichwertig(links: Formel, rechts: Formel) -> Formel:
    """Both true or both false."""
    if isinstance(links, bool):
        return rechts if links else nicht(rechts)
    if isinstance(rechts, bool):
        return links if rechts else nicht(links)
    return links == rechts


def waehle(bedingung: Formel, dann: Formel, sonst: Formel) -> Formel:
    """One of two formulas."""
    return oder(und(bedingung, dann), und(nicht(bedingung), sonst))


def waehle_term(bedingung: Formel, dann: Term, sonst: Term) -> Term:
    """One of two terms."""
    if isinstance(bedingung, bool):
        return dann if bedingung else sonst
    return z3.If(bedingung, dann, sonst)


def zahl(wert: Decimal | int) -> Term:
    """A number, exactly."""
    bruch = Fraction(wert)
    return z3.IntVal(bruch.numerator) if bruch.denominator == 1 else z3.Q(bruch.numerator, bruch.denominator)


def ist_fest(term: Term) -> bool:
    """Whether a term is a number already."""
    return isinstance(term, z3.IntNumRef | z3.RatNumRef)


def falte(term: Term, *teile: Term) -> Term:
    """Work out a term whose parts are numbers."""
    return z3.simplify(term) if all(ist_fest(teil) for teil in teile) else term


def falte_formel(formel: "z3.BoolRef", *teile: Term) -> Formel:
    """Work out a formula whose parts are numbers."""
    return bool(z3.is_true(z3.simplify(formel))) if all(ist_fest(teil) for teil in teile) else formel


def lies_zahl(term: Term) -> Fraction | None:
    """The number a term stands for, if it is one."""
    if not ist_fest(term):
        return None
    return Fraction(term.as_long()) if isinstance(term, z3.IntNumRef) else Fraction(term.as_fraction())


def summe(terme: list[Term]) -> Term:
    """A sum; zero without terms."""
    return z3.Sum(terme) if terme else zahl(0)


def endet(bruch: Fraction) -> bool:
    """Whether a fraction has finitely many decimals."""
    rest = bruch.denominator
    for teiler in (2, 5):
        while rest % teiler == 0:
            rest //= teiler
    return rest == 1


def ist_quotient(q: Term, a: Term, b: Term) -> Formel:
    """`q` is `a / b`, up to rounding."""
    klein, gross = zahl_bruch(1 - _RUNDUNG), zahl_bruch(1 + _RUNDUNG)
    produkt = q * b
    return z3.If(
        a >= 0,
        z3.And(produkt >= a * klein, produkt <= a * gross),
        z3.And(produkt <= a * klein, produkt >= a * gross),
    )


def zahl_bruch(bruch: Fraction) -> Term:
    """A fraction, exactly."""
    return z3.Q(bruch.numerator, bruch.denominator)


def runde(term: Term, stellen: int) -> Term:
    """Round half away from zero."""
    faktor = zahl_bruch(Fraction(10) ** stellen)
    halb = z3.Q(1, 2)
    skaliert = z3.ToReal(term) * faktor if term.is_int() else term * faktor
    ganz = z3.If(skaliert >= 0, z3.ToInt(skaliert + halb), -z3.ToInt(halb - skaliert))
    return falte(z3.ToReal(ganz) / faktor, term)


_TAGE_IN_400_JAHREN = 146_097
_SCHALTTAGE = 400 * 3


def ist_jahr(jahr: Term, tag: Term, jahre: Iterable[int]) -> Formel:
    """`jahr` is the calendar year of a day counted from 0001-01-01: exactly at the turns of `jahre`, else nearly."""
    return z3.And(
        400 * tag >= _TAGE_IN_400_JAHREN * (jahr - 1) - _SCHALTTAGE,
        400 * tag <= _TAGE_IN_400_JAHREN * jahr + _SCHALTTAGE,
        *((jahr >= wende) == (tag >= date(wende, 1, 1).toordinal()) for wende in jahre),
    )
