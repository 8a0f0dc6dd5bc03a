"""From our expressions to XPath: what a questionnaire shows and refuses is what our dialogue asks and refuses.

In a questionnaire an answer is there or it is empty; here it can also be open, or not on the path. So every condition
has two sides: `sicher` holds where ours is true, `moeglich` where ours is true or open. A question is asked, and an answer
accepted, where the condition is `moeglich`.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final

from wegweiser.ausdruck import Typ, parse_ausdruck
from wegweiser.ausdruck import knoten as k
from wegweiser.ausdruck.funktionen import AGGREGATE
from wegweiser.core.xpath.baum import (
    FALSCH,
    LEER,
    WAHR,
    Aufruf,
    Bezug,
    Filter,
    Kind,
    Minus,
    Operation,
    Wort,
    Xpath,
    Zahl,
)
from wegweiser.core.xpath.bedingung import leer, nicht, oder, und
from wegweiser.core.xpath.formen import (
    JA,
    NULL,
    Feld,
    Felder,
    Wahrheit,
    Wertform,
    build_antwort,
    build_konstante,
    compare,
    count_zeilen,
    decide,
    ist_leer,
)

_RECHNUNGEN: Final = {"+": "+", "-": "-", "*": "*", "/": "div"}
_EINFACHE: Final = {"betrag": "abs", "min": "min", "max": "max"}
_REIHEN: Final = {"kleinster": "min", "groesster": "max"}


UNBEKANNT: Final = Wahrheit(FALSCH, WAHR)
Melder = Callable[[int, str, Mapping[str, object]], None]


class _NichtMoeglichError(Exception):
    """XPath of questionnaires cannot say this."""


class Uebersetzer:
    """Translates the tree of one expression; what cannot be said counts as open and is reported with its place."""

    def __init__(self, felder: Felder, melde: Melder, reihe: str = "") -> None:
        self.felder = felder
        self.melde = melde
        self.reihe = reihe
        self._gelesen: dict[str, Xpath] = {}

    def wahrheit(self, x: k.Knoten) -> Wahrheit:
        """Both sides of a condition."""
        try:
            return self._wahrheit(x)
        except _NichtMoeglichError:
            return UNBEKANNT

    def wert(self, x: k.Knoten) -> Wertform | None:
        """A value, or None where it cannot be said."""
        try:
            return self._wert(x)
        except _NichtMoeglichError:
            return None

    def _fehler(self, x: k.Knoten, code: str, **angaben: object) -> _NichtMoeglichError:
        self.melde(x.von, code, angaben)
        return _NichtMoeglichError()

    # conditions

    def _wahrheit(self, x: k.Knoten) -> Wahrheit:
        match x:
            case k.Konstante(wert=bool(wert)):
                return Wahrheit(WAHR, WAHR) if wert else Wahrheit(FALSCH, FALSCH)
            case k.Name() | k.Spalte():
                w = self._wert(x)
                ja = Operation("=", w.xpath, Wort(JA))
                return Wahrheit(ja, oder(w.offen, ja))
            case k.Nicht(operand=operand):
                innen = self.wahrheit(operand)
                return Wahrheit(nicht(innen.moeglich), nicht(innen.sicher))
            case k.Verknuepfung(zeichen=zeichen, operanden=operanden):
                teile = [self.wahrheit(teil) for teil in operanden]
                fuege = und if zeichen == "und" else oder
                return Wahrheit(fuege(*(t.sicher for t in teile)), fuege(*(t.moeglich for t in teile)))
            case k.Vergleich(zeichen=zeichen, operanden=operanden):
                werte = [self._wert(operand) for operand in operanden]
                paare = [compare(z, li, re) for z, (li, re) in zip(zeichen, pairwise(werte), strict=True)]
                return Wahrheit(und(*(p.sicher for p in paare)), und(*(p.moeglich for p in paare)))
            case k.Enthalten():
                return self._enthalten(x)
            case k.Aufruf():
                return self._wahrheit_aufruf(x)
            case _:
                raise self._fehler(x, "xlsform-ausdruck")

    def _enthalten(self, x: k.Enthalten) -> Wahrheit:
        links = self._wert(x.links)
        if isinstance(x.rechts, k.Menge):
            teile = [Operation("=", links.xpath, build_konstante(e.wert)) for e in x.rechts.werte]
            return decide(oder(*teile), links.fehlt, links.entfaellt, negiert=x.negiert)
        rechts = self._wert(x.rechts)
        fehlt, entfaellt = oder(links.fehlt, rechts.fehlt), oder(links.entfaellt, rechts.entfaellt)
        return decide(Aufruf("selected", (rechts.xpath, links.xpath)), fehlt, entfaellt, negiert=x.negiert)

    def _wahrheit_aufruf(self, x: k.Aufruf) -> Wahrheit:
        if x.funktion == "beantwortet":
            w = self._wert(x.argumente[0])
            da = nicht(ist_leer(w))
            return Wahrheit(da, da)
        if x.funktion in {"alle", "eines"}:
            return self._alle_oder_eines(x)
        if x.funktion != "wenn":
            raise self._fehler(x, "xlsform-funktion", funktion=x.funktion)
        wenn, dann, sonst = (self._wahrheit(teil) for teil in x.argumente)
        offen = und(wenn.moeglich, nicht(wenn.sicher))
        return Wahrheit(
            oder(
                und(wenn.sicher, dann.sicher),
                und(nicht(wenn.moeglich), sonst.sicher),
                und(offen, dann.sicher, sonst.sicher),
            ),
            oder(
                und(wenn.sicher, dann.moeglich),
                und(nicht(wenn.moeglich), sonst.moeglich),
                und(offen, oder(dann.moeglich, sonst.moeglich)),
            ),
        )

    def _alle_oder_eines(self, x: k.Aufruf) -> Wahrheit:
        tabelle, innen = self._reihe(x)
        zeile = innen._wahrheit(x.argumente[0])  # noqa: SLF001 - the same translator, inside a row
        form = self._tabelle(tabelle)
        if x.funktion == "eines":
            sicher, moeglich = (count_zeilen(tabelle, b, ">") for b in zeile)
            return Wahrheit(sicher, oder(form.offen, moeglich))
        sicher, moeglich = (count_zeilen(tabelle, nicht(b), "=") for b in zeile)
        return Wahrheit(und(nicht(form.fehlt), sicher), und(nicht(form.entfaellt), moeglich))

    # values

    def _wert(self, x: k.Knoten) -> Wertform:
        match x:
            case k.Konstante(wert=wert):
                return Wertform(build_konstante(wert))
            case k.Name(name=name):
                return self._name(x, name)
            case k.Spalte(tabelle=tabelle, name=name):
                return self._spalte(x, tabelle, name)
            case k.Minus(operand=operand):
                w = self._wert(operand)
                return w._replace(xpath=Minus(w.xpath))
            case k.Rechnung():
                return self._rechnung(x)
            case k.Aufruf(funktion=funktion) if funktion in AGGREGATE:
                return self._aggregat(x)
            case k.Aufruf():
                return self._aufruf(x)
            case _:
                raise self._fehler(x, "xlsform-ausdruck")

    def _name(self, x: k.Knoten, name: str) -> Wertform:
        if name in self.felder.parameter:
            return Wertform(build_konstante(self.felder.parameter[name]))
        feld = self.felder.namen.get(name)
        if feld is None:
            raise self._fehler(x, "xlsform-nicht-dabei", name=name)
        if feld.tabelle:
            return self._tabelle(feld)
        if not feld.reihe:
            return self._abgeleitet(feld) if feld.ausdruck else build_antwort(feld, feld.bezug)
        if feld.reihe != self.reihe or feld.gestellt != WAHR:
            raise self._fehler(x, "xlsform-reihe", name=name)
        return build_antwort(feld, Kind(feld.pfad or feld.name))

    def _abgeleitet(self, feld: Feld) -> Wertform:
        if feld.name not in self._gelesen:
            self._gelesen[feld.name] = FALSCH  # whoever reads itself is refused when the guide is checked
            still = Uebersetzer(self.felder, lambda *_: None)
            still._gelesen = self._gelesen
            wert = still.wert(parse_ausdruck(feld.ausdruck).wurzel)
            self._gelesen[feld.name] = wert.entfaellt if wert else FALSCH
        fort = oder(nicht(feld.gestellt), self._gelesen[feld.name])
        return Wertform(feld.bezug, leer(feld.bezug), und(leer(feld.bezug), fort))

    def _spalte(self, x: k.Knoten, tabelle: str, name: str) -> Wertform:
        feld = self.felder.spalten.get((tabelle, name))
        if feld is None:
            raise self._fehler(x, "xlsform-nicht-dabei", name=f"{tabelle}.{name}")
        return build_antwort(feld, Kind(feld.pfad or feld.name))

    def _tabelle(self, feld: Feld) -> Wertform:
        zahl = Aufruf("count", (feld.bezug,))
        keine = FALSCH if feld.pflicht and feld.gestellt == WAHR else Operation("=", zahl, NULL)
        return Wertform(zahl, keine, und(keine, nicht(feld.gestellt)))

    def _rechnung(self, x: k.Rechnung) -> Wertform:
        teile = [self._wert(teil) for teil in x.operanden]
        ergebnis, fehlt = teile[0].xpath, [teile[0].fehlt]
        for zeichen, teil in zip(x.zeichen, teile[1:], strict=True):
            ergebnis = Operation(_RECHNUNGEN[zeichen], ergebnis, teil.xpath)
            fehlt.append(teil.fehlt)
            if zeichen == "/" and not isinstance(teil.xpath, Zahl):
                fehlt.append(Operation("=", teil.xpath, NULL))
        return Wertform(ergebnis, oder(*fehlt), oder(*(teil.entfaellt for teil in teile)))

    def _aufruf(self, x: k.Aufruf) -> Wertform:
        if x.funktion == "wenn":
            return self._wahl(x)
        teile = [self._wert(argument) for argument in x.argumente]
        fehlt, entfaellt = oder(*(t.fehlt for t in teile)), oder(*(t.entfaellt for t in teile))
        werte = tuple(t.xpath for t in teile)
        if x.funktion in _EINFACHE:
            return Wertform(Aufruf(_EINFACHE[x.funktion], werte), fehlt, entfaellt)
        if x.funktion == "runde" and isinstance(werte[1], Zahl):
            return Wertform(Aufruf("round", werte), fehlt, entfaellt)
        if x.funktion == "jahr":
            jahr = Aufruf("number", (Aufruf("format-date", (werte[0], Wort("%Y"))),))
            return Wertform(jahr, fehlt, entfaellt)
        raise self._fehler(x, "xlsform-funktion", funktion=x.funktion)

    def _wahl(self, x: k.Aufruf) -> Wertform:
        wenn = self._wahrheit(x.argumente[0])
        dann, sonst = (self._wert(teil) for teil in x.argumente[1:])
        offen = und(wenn.moeglich, nicht(wenn.sicher))
        if offen == FALSCH:
            xpath: Xpath = Aufruf("if", (wenn.sicher, dann.xpath, sonst.xpath))
        else:
            unklar = _wenn_gleich(dann.xpath, sonst.xpath)
            spaeter = Aufruf("if", (nicht(wenn.moeglich), sonst.xpath, unklar))
            xpath = Aufruf("if", (wenn.sicher, dann.xpath, spaeter))
        verschieden = oder(dann.fehlt, sonst.fehlt, nicht(Operation("=", dann.xpath, sonst.xpath)))
        if dann.xpath == sonst.xpath:
            verschieden = dann.fehlt
        fehlt = oder(
            und(wenn.sicher, dann.fehlt), und(nicht(wenn.moeglich), sonst.fehlt), und(offen, verschieden)
        )
        entfaellt = oder(
            und(wenn.sicher, dann.entfaellt),
            und(nicht(wenn.moeglich), sonst.entfaellt),
            und(offen, dann.entfaellt, sonst.entfaellt),
        )
        return Wertform(xpath, fehlt, entfaellt)

    def _aggregat(self, x: k.Aufruf) -> Wertform:
        argument = x.argumente[0]
        if x.funktion == "anzahl" and isinstance(argument, k.Name):
            feld = self.felder.namen.get(argument.name)
            if feld and feld.tabelle:
                return self._tabelle(feld)
            if feld and not feld.reihe:
                liste = build_antwort(feld, feld.bezug)
                return liste._replace(xpath=Aufruf("count-selected", (liste.xpath,)))
        tabelle, innen = self._reihe(x)
        form = self._tabelle(tabelle)
        if x.funktion == "anzahl" and self._ist_wahrheit(argument):
            zeile = innen._wahrheit(argument)  # noqa: SLF001
            offen = und(zeile.moeglich, nicht(zeile.sicher))
            zahl = Aufruf("count", (Filter(Bezug(tabelle.name), zeile.sicher),))
            return Wertform(zahl, oder(form.fehlt, count_zeilen(tabelle, offen, ">")), form.entfaellt)
        if not isinstance(argument, k.Name | k.Spalte):
            return self._bedingte_summe(x, argument, tabelle, innen)
        zelle = innen._wert(argument)  # noqa: SLF001
        fehlt = oder(form.fehlt, count_zeilen(tabelle, zelle.fehlt, ">"))
        return Wertform(self._fasse(x, zelle, tabelle), fehlt, form.entfaellt)

    def _bedingte_summe(
        self, x: k.Aufruf, argument: k.Knoten, tabelle: Feld, innen: "Uebersetzer"
    ) -> Wertform:
        """`summe(wenn(bedingung, spalte, 0))`: the sum over the rows that count."""
        match argument:
            case k.Aufruf(
                funktion="wenn", argumente=(wenn, k.Name() | k.Spalte() as dann, k.Konstante(wert=null))
            ) if x.funktion == "summe" and null == 0:
                zeile, zelle = innen._wahrheit(wenn), innen._wert(dann)  # noqa: SLF001
            case _:
                raise self._fehler(argument, "xlsform-reihe", name=x.funktion)
        form, spalte = self._tabelle(tabelle), zelle.xpath
        assert isinstance(spalte, Kind)  # noqa: S101 - a name or a column inside a row
        unklar = und(zeile.moeglich, nicht(zeile.sicher), nicht(Operation("=", spalte, NULL)))
        fehlt = oder(und(zeile.sicher, zelle.fehlt), unklar)
        summe = Aufruf("sum", (Filter(Bezug(tabelle.name), zeile.sicher, spalte.pfad),))
        return Wertform(summe, oder(form.fehlt, count_zeilen(tabelle, fehlt, ">")), form.entfaellt)

    def _ist_wahrheit(self, x: k.Knoten) -> bool:
        """Conditions are counted where they hold; everything else is counted as it is."""
        if isinstance(x, k.Spalte):
            feld = self.felder.spalten.get((x.tabelle, x.name))
        elif isinstance(x, k.Name):
            feld = self.felder.namen.get(x.name)
        else:
            return not isinstance(x, k.Rechnung | k.Minus | k.Konstante)
        return feld is not None and feld.typ is Typ.WAHRHEIT

    def _fasse(self, x: k.Aufruf, zelle: Wertform, tabelle: Feld) -> Xpath:
        assert isinstance(zelle.xpath, Kind)  # noqa: S101 - a name or a column inside a row
        spalte, zahl = Bezug(zelle.xpath.pfad.rpartition("/")[2]), Aufruf("count", (tabelle.bezug,))
        if x.funktion == "anzahl":
            return zahl
        if x.funktion == "mittel":
            return Operation("div", Aufruf("sum", (spalte,)), zahl)
        return Aufruf(_REIHEN.get(x.funktion, "sum"), (spalte,))

    def _reihe(self, x: k.Aufruf) -> tuple[Feld, "Uebersetzer"]:
        """The one table an aggregate runs over, and a translator that stands in its rows."""
        tabellen: set[str] = set()
        for teil in k.list_knoten(x.argumente[0]):
            if isinstance(teil, k.Spalte):
                tabellen.add(teil.tabelle)
            elif isinstance(teil, k.Name) and (feld := self.felder.namen.get(teil.name)) and feld.reihe:
                tabellen.add(feld.reihe)
        name = next(iter(tabellen), "")
        feld = self.felder.namen.get(name)
        if len(tabellen) != 1 or feld is None or self.reihe:
            raise self._fehler(x, "xlsform-reihe", name=name or x.funktion)
        return feld, Uebersetzer(self.felder, self.melde, name)


def _wenn_gleich(a: Xpath, b: Xpath) -> Xpath:
    """A value that is the same in both cases, else nothing."""
    if a == b:
        return a
    if isinstance(a, Wort | Zahl) and isinstance(b, Wort | Zahl):
        return LEER
    return Aufruf("if", (Operation("=", a, b), a, LEER))
