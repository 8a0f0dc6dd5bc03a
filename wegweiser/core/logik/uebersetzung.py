"""From an expression to a symbolic value: the same walk as `ausdruck.auswertung`, over all answers at once."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from wegweiser.ausdruck import Typ
from wegweiser.ausdruck.funktionen import AGGREGATE
from wegweiser.ausdruck.knoten import (
    Aufruf,
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
from wegweiser.core.logik import symbole as s
from wegweiser.core.logik.formeln import (
    FALSCH,
    WAHR,
    Formel,
    Term,
    nicht,
    oder,
    und,
    waehle,
    waehle_term,
    zahl,
)
from wegweiser.core.logik.symbole import Frisch, Liste, Symbol, Zeile


class Nebeneinander(NamedTuple):
    """What an expression reads as a list: the rows of a table, or the answers of all records.

    `offen` and `entfaellt`: there is no list. `mehr`: there may be more elements than are looked at.
    """

    offen: Formel
    entfaellt: Formel
    mehr: Formel
    zeilen: tuple[Zeile, ...]
    typ: Typ


class Tabellensymbol(NamedTuple):
    """A table: whether it is there, and how many rows it has."""

    offen: Formel
    entfaellt: Formel
    anzahl: Term


class Umfeld(Protocol):
    """Where names get their values from."""

    @property
    def frisch(self) -> Frisch:
        """Makes new variables."""

    def lies(self, name: str) -> Symbol | Tabellensymbol | Nebeneinander:
        """The value of a name."""

    def lies_spalte(self, tabelle: str, spalte: str) -> Nebeneinander:
        """A column of a table."""

    def code(self, text: str) -> int:
        """The number that stands for a text."""

    def ungenau(self, grund: str) -> Formel:
        """True where the model knows less than the engine."""


class _Innen(NamedTuple):
    """A value inside an aggregate: a single one (`einzeln`), or one per element."""

    einzeln: Formel
    wert: Symbol
    zeilen: tuple[Zeile, ...] = ()
    mehr: Formel = FALSCH

    def zeile(self, nr: int) -> Symbol:
        """The operand of one element: its own, or the single one repeated."""
        return self.wert if self.einzeln is True else _mische(self.einzeln, self.wert, self.zeilen[nr].wert)


def translate(knoten: Knoten, umfeld: Umfeld) -> Symbol:
    """The symbolic value of an expression."""
    match knoten:
        case Konstante():
            return _konstante(knoten, umfeld)
        case Name(name=name):
            wert = umfeld.lies(name)
            return wert if isinstance(wert, Symbol) else s.build_fehlend(Typ.WAHRHEIT, offen=True)
        case Aufruf(funktion="beantwortet", argumente=(argument,)):
            return s.build_wahrheit(_ist_beantwortet(argument, umfeld))
        case Aufruf(funktion=funktion) if funktion in AGGREGATE:
            return _aggregat(knoten, umfeld)
        case Enthalten(links=links, rechts=Menge(werte=werte), negiert=negiert):
            elemente = [_konstante(wert, umfeld) for wert in werte]
            return s.suche_menge(negiert, translate(links, umfeld), elemente)
        case _:
            return _wende_an(knoten, [translate(kind, umfeld) for kind in list_kinder(knoten)], umfeld)


def _konstante(knoten: Konstante, umfeld: Umfeld) -> Symbol:
    match knoten.wert:
        case bool() as wert:
            return s.build_wahrheit(wert)
        case Decimal() as wert:
            return s.build_bekannt(Typ.ZAHL, zahl(wert))
        case date() as wert:
            return s.build_bekannt(Typ.DATUM, zahl(wert.toordinal()))
        case wert:
            return s.build_bekannt(Typ.TEXT, zahl(umfeld.code(str(wert))))


def _ist_beantwortet(knoten: Knoten, umfeld: Umfeld) -> Formel:
    if isinstance(knoten, Name):
        wert = umfeld.lies(knoten.name)
        return und(nicht(wert.offen), nicht(wert.entfaellt))
    return translate(knoten, umfeld).bekannt


def _wende_an(knoten: Knoten, werte: Sequence[Symbol], umfeld: Umfeld) -> Symbol:
    """What a node does with the values of its operands."""
    match knoten:
        case Nicht():
            return s.verneine(werte[0])
        case Minus():
            return s.rechne("-", (s.build_bekannt(Typ.ZAHL, zahl(0)), werte[0]), umfeld.frisch)
        case Verknuepfung(zeichen=zeichen):
            return s.verknuepfe(entscheidend=zeichen == "oder", werte=werte)
        case Vergleich(zeichen=kette):
            paare = zip(kette, werte, werte[1:], strict=False)
            return s.verknuepfe(entscheidend=False, werte=[s.vergleiche(*paar) for paar in paare])
        case Rechnung(zeichen=kette):
            return s.rechne(kette, werte, umfeld.frisch)
        case Enthalten(negiert=negiert):
            return s.suche_liste(negiert, werte[0], werte[1], umfeld.frisch)
        case Aufruf(funktion="wenn"):
            return s.entscheide(*werte)
        case Aufruf(funktion=funktion):
            return s.rufe(funktion, werte, umfeld.frisch)
        case _:
            raise TypeError(type(knoten).__name__)


# aggregates


def _aggregat(knoten: Aufruf, umfeld: Umfeld) -> Symbol:
    argument = knoten.argumente[0]
    if isinstance(argument, Name):
        wert = umfeld.lies(argument.name)
        if isinstance(wert, Tabellensymbol):
            return Symbol(Typ.ZAHL, wert.entfaellt, wert.offen, wert.anzahl)
        if isinstance(wert, Symbol):
            anzahl = wert.wert.anzahl if isinstance(wert.wert, Liste) else zahl(1)
            return Symbol(Typ.ZAHL, wert.entfaellt, wert.offen, anzahl)
    innen = _innen(argument, umfeld)
    if not innen.zeilen:
        typ = Typ.ZAHL if knoten.funktion in {"anzahl", "summe", "mittel"} else innen.wert.typ
        return _ohne_liste(innen.wert, argument, typ, umfeld)
    ganz = s.fasse_zusammen(knoten.funktion, innen.zeilen, umfeld.frisch)
    if innen.mehr is not False:
        ganz = _mische(und(innen.mehr, umfeld.ungenau("tabelle")), build_frei(ganz.typ, umfeld.frisch), ganz)
    return _mische(innen.einzeln, _ohne_liste(innen.wert, argument, ganz.typ, umfeld), ganz)


def _ohne_liste(wert: Symbol, argument: Knoten, typ: Typ, umfeld: Umfeld) -> Symbol:
    """There is no list: what is missing stays missing; a comparison with it says why there is none."""
    gelesen = [umfeld.lies(name) for name in find_namen(argument)]
    offen = oder(*(w.offen for w in gelesen if not isinstance(w, Nebeneinander)))
    if wert.typ is Typ.WAHRHEIT:
        entfaellt = oder(und(wert.bekannt, nicht(offen)), wert.entfaellt)
    else:
        entfaellt = wert.entfaellt
    return Symbol(typ, entfaellt, nicht(entfaellt), s.leer(typ))


def build_frei(typ: Typ, frisch: Frisch) -> Symbol:
    """Any value of a type."""
    entfaellt, rest = frisch.formel(), frisch.formel()
    offen = und(nicht(entfaellt), rest)
    if typ is Typ.WAHRHEIT:
        return Symbol(typ, entfaellt, offen, und(nicht(entfaellt), nicht(offen), frisch.formel()))
    if typ is Typ.LISTE:
        return Symbol(typ, entfaellt, offen, Liste({}, frisch.ganz(), WAHR))
    return Symbol(typ, entfaellt, offen, frisch.zahl() if typ is Typ.ZAHL else frisch.ganz())


def _mische(bedingung: Formel, dann: Symbol, sonst: Symbol) -> Symbol:
    """One of two symbolic values."""
    if isinstance(bedingung, bool):
        return dann if bedingung else sonst
    entfaellt = waehle(bedingung, dann.entfaellt, sonst.entfaellt)
    offen = waehle(bedingung, dann.offen, sonst.offen)
    if sonst.typ is Typ.WAHRHEIT:
        return Symbol(sonst.typ, entfaellt, offen, waehle(bedingung, dann.wert, sonst.wert))
    if sonst.typ is Typ.LISTE:
        return Symbol(sonst.typ, entfaellt, offen, sonst.wert)  # the other one is never a list
    return Symbol(sonst.typ, entfaellt, offen, waehle_term(bedingung, dann.wert, sonst.wert))


def _innen(knoten: Knoten, umfeld: Umfeld) -> _Innen:
    """Inside an aggregate everything works per element."""
    match knoten:
        case Name(name=name):
            wert = umfeld.lies(name)
            return (
                _als_innen(wert)
                if isinstance(wert, Nebeneinander)
                else _Innen(WAHR, translate(knoten, umfeld))
            )
        case Spalte(tabelle=tabelle, name=name):
            return _als_innen(umfeld.lies_spalte(tabelle, name))
        case Aufruf(funktion="beantwortet", argumente=(Name(name=name),)) if not isinstance(
            umfeld.lies(name), Nebeneinander
        ):
            return _Innen(WAHR, translate(knoten, umfeld))
        case Konstante() | Aufruf() if isinstance(knoten, Konstante) or knoten.funktion in AGGREGATE:
            return _Innen(WAHR, translate(knoten, umfeld))
        case _:
            return _je_element(knoten, umfeld)


def _als_innen(liste: Nebeneinander) -> _Innen:
    fehlt = oder(liste.offen, liste.entfaellt)
    wert = Symbol(liste.typ, liste.entfaellt, nicht(liste.entfaellt), s.leer(liste.typ))
    return _Innen(fehlt, wert, liste.zeilen, liste.mehr)


def _je_element(knoten: Knoten, umfeld: Umfeld) -> _Innen:
    menge = knoten.rechts if isinstance(knoten, Enthalten) and isinstance(knoten.rechts, Menge) else None
    kinder = list_kinder(knoten)[:1] if menge else list_kinder(knoten)
    teile = [_innen(kind, umfeld) for kind in kinder]

    def rechne(werte: Sequence[Symbol]) -> Symbol:
        if isinstance(knoten, Aufruf) and knoten.funktion == "beantwortet":
            return s.build_wahrheit(werte[0].bekannt)
        if menge and isinstance(knoten, Enthalten):
            elemente = [_konstante(wert, umfeld) for wert in menge.werte]
            return s.suche_menge(knoten.negiert, werte[0], elemente)
        return _wende_an(knoten, werte, umfeld)

    einzeln = rechne([teil.wert for teil in teile])
    if all(teil.einzeln is True for teil in teile):
        return _Innen(WAHR, einzeln)
    entfaellt = _entfaellt_ganz(knoten, teile)
    alle = und(*(teil.einzeln for teil in teile))
    fehlt = s.build_fehlend(einzeln.typ, offen=False)
    zeilen = _zeilen(knoten, teile, rechne)
    mehr = oder(*(teil.mehr for teil in teile))
    return _Innen(oder(alle, entfaellt), _mische(entfaellt, fehlt, einzeln), zeilen, mehr)


def _entfaellt_ganz(knoten: Knoten, teile: Sequence[_Innen]) -> Formel:
    """Calculations and functions are not on the path as soon as one single operand is not."""
    streng = isinstance(knoten, Rechnung | Minus) or (
        isinstance(knoten, Aufruf) and knoten.funktion not in {"wenn", "beantwortet"}
    )
    return oder(*(und(teil.einzeln, teil.wert.entfaellt) for teil in teile)) if streng else False


def _zeilen(
    knoten: Knoten, teile: Sequence[_Innen], rechne: Callable[[Sequence[Symbol]], Symbol]
) -> tuple[Zeile, ...]:
    vorlage = next(teil for teil in teile if teil.einzeln is not True)
    zeilen = []
    for nr, zeile in enumerate(vorlage.zeilen):
        wert = rechne([teil.zeile(nr) for teil in teile])
        if isinstance(knoten, Vergleich | Enthalten):  # a cell that is not on the path leaves its element out
            weg = oder(
                *(
                    und(nicht(teil.einzeln), teil.zeilen[nr].wert.entfaellt)
                    for teil in teile
                    if teil.einzeln is not True
                )
            )
            wert = _mische(weg, s.build_fehlend(Typ.WAHRHEIT, offen=False), wert)
        zeilen.append(Zeile(zeile.da, wert))
    return tuple(zeilen)
