"""Symbolic values: what `ausdruck.operationen` does with one value, done for all values at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import z3

from wegweiser.ausdruck import Typ
from wegweiser.core.logik.formeln import (
    FALSCH,
    Formel,
    Term,
    endet,
    falte,
    falte_formel,
    folgt,
    gleichwertig,
    ist_jahr,
    ist_quotient,
    lies_zahl,
    nicht,
    oder,
    runde,
    summe,
    und,
    waehle,
    waehle_term,
    zahl,
    zahl_bruch,
)

# A formula for a Wahrheit, a Liste for a list of answers, else a term.
Inhaltsterm: TypeAlias = "z3.ExprRef"


class Liste(NamedTuple):
    """A list of texts: which codes are in it; `mehr` where there may be others the guide does not name."""

    enthaelt: Mapping[int, Formel]
    anzahl: Term
    mehr: Formel = FALSCH


class Symbol(NamedTuple):
    """A value: not on the path, open, or known. `wert` of a Wahrheit is only true where it is known."""

    typ: Typ
    entfaellt: Formel
    offen: Formel
    wert: Inhaltsterm

    @property
    def bekannt(self) -> Formel:
        """There is a value."""
        return und(nicht(self.entfaellt), nicht(self.offen))

    @property
    def wahr(self) -> Formel:
        """Known and true."""
        return self.wert

    @property
    def falsch(self) -> Formel:
        """Known and false, or not on the path."""
        return und(nicht(self.wert), nicht(self.offen))


class Frisch(NamedTuple):
    """Makes new variables, and notes what holds for them."""

    zahl: Callable[[], Term]
    ganz: Callable[[], Term]
    formel: Callable[[], Formel]
    bedinge: Callable[[Formel], None]
    merke: Callable[[str], None]
    jahre: Sequence[int]


def leer(typ: Typ) -> Inhaltsterm:
    """A value of a type where it does not matter which."""
    if typ is Typ.WAHRHEIT:
        return False
    return Liste({}, zahl(0)) if typ is Typ.LISTE else zahl(0)


def build_bekannt(typ: Typ, wert: Inhaltsterm) -> Symbol:
    """A value that is there."""
    return Symbol(typ, FALSCH, FALSCH, wert)


def build_fehlend(typ: Typ, *, offen: bool) -> Symbol:
    """OFFEN or ENTFAELLT."""
    return Symbol(typ, not offen, offen, leer(typ))


def build_wahrheit(wahr: Formel, offen: Formel = FALSCH) -> Symbol:
    """True, else open, else false."""
    return Symbol(Typ.WAHRHEIT, FALSCH, offen, wahr)


def vergleiche(zeichen: str, links: Symbol, rechts: Symbol) -> Symbol:
    """With ENTFAELLT every comparison is false."""
    da = und(nicht(links.entfaellt), nicht(rechts.entfaellt))
    offen = und(da, oder(links.offen, rechts.offen))
    return build_wahrheit(und(links.bekannt, rechts.bekannt, _vergleich(zeichen, links, rechts)), offen)


def _vergleich(zeichen: str, links: Symbol, rechts: Symbol) -> Formel:
    a, b = links.wert, rechts.wert
    if zeichen in {"==", "!="}:
        gleich = sind_gleich(links, rechts)
        return gleich if zeichen == "==" else nicht(gleich)
    return falte_formel({"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[zeichen], a, b)


def sind_gleich(links: Symbol, rechts: Symbol) -> Formel:
    """The same value, where both are known."""
    if links.typ is Typ.WAHRHEIT:
        return gleichwertig(links.wert, rechts.wert)
    return falte_formel(links.wert == rechts.wert, links.wert, rechts.wert)


def suche_menge(negiert: bool, links: Symbol, werte: Sequence[Symbol]) -> Symbol:  # noqa: FBT001
    """`in` and `nicht in` for literals; with ENTFAELLT both are false."""
    gefunden = oder(*(sind_gleich(links, wert) for wert in werte))
    return build_wahrheit(und(links.bekannt, nicht(gefunden) if negiert else gefunden), links.offen)


def suche_liste(negiert: bool, links: Symbol, rechts: Symbol, frisch: Frisch) -> Symbol:  # noqa: FBT001
    """`in` and `nicht in` for a list of answers; with ENTFAELLT both are false."""
    liste = rechts.wert
    gefunden = oder(*(und(links.wert == code, drin) for code, drin in liste.enthaelt.items()))
    if liste.mehr is not False:
        gefunden = oder(gefunden, und(liste.mehr, frisch.formel()))
    da = und(nicht(links.entfaellt), nicht(rechts.entfaellt))
    wahr = und(links.bekannt, rechts.bekannt, nicht(gefunden) if negiert else gefunden)
    return build_wahrheit(wahr, und(da, oder(links.offen, rechts.offen)))


def verknuepfe(*, entscheidend: bool, werte: Sequence[Symbol]) -> Symbol:
    """Kleene's and (`entscheidend` false) or or (true); ENTFAELLT counts as false."""
    offen = oder(*(wert.offen for wert in werte))
    if entscheidend:
        wahr = oder(*(wert.wahr for wert in werte))
        return build_wahrheit(wahr, und(nicht(wahr), offen))
    falsch = oder(*(wert.falsch for wert in werte))
    return build_wahrheit(und(*(wert.wahr for wert in werte)), und(nicht(falsch), offen))


def verneine(wert: Symbol) -> Symbol:
    """Kleene's not; ENTFAELLT counts as false."""
    return build_wahrheit(und(nicht(wert.wert), nicht(wert.offen)), wert.offen)


def entscheide(bedingung: Symbol, dann: Symbol, sonst: Symbol) -> Symbol:
    """Choose; if the condition is open, the result is only known when both agree."""
    ja, nein, frag = bedingung.wahr, bedingung.falsch, bedingung.offen
    gleich = und(dann.bekannt, sonst.bekannt, sind_gleich(dann, sonst))
    beide = und(dann.entfaellt, sonst.entfaellt)
    entfaellt = oder(und(ja, dann.entfaellt), und(nein, sonst.entfaellt), und(frag, beide))
    offen = oder(und(ja, dann.offen), und(nein, sonst.offen), und(frag, nicht(gleich), nicht(beide)))
    if dann.typ is Typ.WAHRHEIT:
        wert: Formel = und(nicht(entfaellt), nicht(offen), waehle(ja, dann.wert, sonst.wert))
    else:
        wert = waehle_term(ja, dann.wert, sonst.wert)
    return Symbol(dann.typ, entfaellt, offen, wert)


def _rechne_mit(werte: Sequence[Symbol], wert: Term, ohne: Formel = FALSCH, typ: Typ = Typ.ZAHL) -> Symbol:
    """ENTFAELLT dominates, then OFFEN; `ohne` is where there is no result."""
    entfaellt = oder(*(w.entfaellt for w in werte))
    return Symbol(typ, entfaellt, und(nicht(entfaellt), oder(ohne, *(w.offen for w in werte))), wert)


def rechne(kette: Sequence[str], werte: Sequence[Symbol], frisch: Frisch) -> Symbol:
    """A chain of operators of equal rank, from left to right; division by zero is open."""
    term, null = werte[0].wert, False
    for zeichen, wert in zip(kette, werte[1:], strict=True):
        if zeichen == "/":
            null = oder(null, ist_null(wert.wert))
            term = teile(term, wert.wert, frisch)
        elif zeichen == "*":
            term = _multipliziere(term, wert.wert, frisch)
        else:
            summe_ = term + wert.wert if zeichen == "+" else term - wert.wert
            term = falte(summe_, term, wert.wert)
    return _rechne_mit(werte, term, null)


def ist_null(term: Term) -> Formel:
    """Whether a divisor is zero."""
    fest = lies_zahl(term)
    return term == 0 if fest is None else fest == 0


def _multipliziere(links: Term, rechts: Term, frisch: Frisch) -> Term:
    if lies_zahl(links) is None and lies_zahl(rechts) is None:
        frisch.merke("nichtlinear")
    return falte(links * rechts, links, rechts)


def teile(links: Term, rechts: Term, frisch: Frisch) -> Term:
    """A quotient; one that does not end is rounded by the engine, so it is only known nearly."""
    fest = lies_zahl(rechts)
    if fest == 0:
        return zahl(0)
    if fest is not None and endet(1 / fest):
        return falte(links * zahl_bruch(1 / fest), links)
    frisch.merke("rundung" if fest is not None else "nichtlinear")
    quotient = frisch.zahl()
    genau = ist_quotient(quotient, links, rechts)
    frisch.bedinge(genau if fest is not None else folgt(rechts != 0, genau))
    return quotient


def rufe(funktion: str, werte: Sequence[Symbol], frisch: Frisch) -> Symbol:
    """`betrag`, `jahr`, `runde`, `min` or `max`."""
    erster = werte[0]
    match funktion:
        case "betrag":
            return _rechne_mit(
                werte, falte(waehle_term(erster.wert >= 0, erster.wert, -erster.wert), erster.wert)
            )
        case "jahr":
            jahr = frisch.ganz()
            frisch.merke("kalender")
            frisch.bedinge(ist_jahr(jahr, erster.wert, frisch.jahre))
            return _rechne_mit(werte, jahr)
        case "runde":
            stellen = lies_zahl(werte[1].wert)
            return _rechne_mit(werte, runde(erster.wert, int(stellen or 0)))
        case _:
            term = erster.wert
            for wert in werte[1:]:
                vorn = falte_formel(
                    wert.wert > term if funktion == "max" else wert.wert < term, wert.wert, term
                )
                term = waehle_term(vorn, wert.wert, term)
            return _rechne_mit(werte, term, typ=erster.typ)


class Zeile(NamedTuple):
    """One element of a Reihe: whether it exists, and its value."""

    da: Formel
    wert: Symbol


def fasse_zusammen(funktion: str, zeilen: Sequence[Zeile], frisch: Frisch) -> Symbol:
    """One value from many: ENTFAELLT is left out, OFFEN makes the result open unless it cannot matter."""
    drin = [und(z.da, nicht(z.wert.entfaellt)) for z in zeilen]
    offen = oder(*(und(da, z.wert.offen) for da, z in zip(drin, zeilen, strict=True)))
    bekannt = [und(da, nicht(z.wert.offen)) for da, z in zip(drin, zeilen, strict=True)]
    leer_ist = nicht(oder(*drin))
    if funktion in {"alle", "eines"}:
        return _fasse_wahrheiten(funktion == "eines", zeilen, bekannt, offen)
    if funktion == "anzahl":
        ist_wahr = zeilen[0].wert.typ is Typ.WAHRHEIT
        gezaehlt = [und(da, z.wert.wert) for da, z in zip(bekannt, zeilen, strict=True)] if ist_wahr else drin
        return Symbol(Typ.ZAHL, FALSCH, offen, zaehle(gezaehlt))
    if funktion in {"kleinster", "groesster"}:
        term = _extremwert(funktion == "groesster", zeilen, bekannt)
        return Symbol(zeilen[0].wert.typ, FALSCH, oder(offen, leer_ist), term)
    gesamt = summe([waehle_term(da, z.wert.wert, zahl(0)) for da, z in zip(bekannt, zeilen, strict=True)])
    if funktion == "summe":
        return Symbol(Typ.ZAHL, FALSCH, offen, gesamt)
    return Symbol(Typ.ZAHL, FALSCH, oder(offen, leer_ist), _mittel(gesamt, zaehle(drin), len(zeilen), frisch))


def zaehle(formeln: Sequence[Formel]) -> Term:
    """How many of them hold."""
    return summe([waehle_term(formel, zahl(1), zahl(0)) for formel in formeln])


def _fasse_wahrheiten(
    eines: bool,  # noqa: FBT001
    zeilen: Sequence[Zeile],
    bekannt: Sequence[Formel],
    offen: Formel,
) -> Symbol:
    paare = list(zip(bekannt, zeilen, strict=True))
    if eines:
        wahr = oder(*(und(da, z.wert.wert) for da, z in paare))
        return build_wahrheit(wahr, und(nicht(wahr), offen))
    falsch = oder(*(und(da, nicht(z.wert.wert)) for da, z in paare))
    return build_wahrheit(und(nicht(falsch), nicht(offen)), und(nicht(falsch), offen))


def _extremwert(groesster: bool, zeilen: Sequence[Zeile], bekannt: Sequence[Formel]) -> Term:  # noqa: FBT001
    term: Term = zahl(0)
    schon: Formel = False
    for da, zeile in zip(bekannt, zeilen, strict=True):
        wert = zeile.wert.wert
        vorn = und(da, oder(nicht(schon), wert > term if groesster else wert < term))
        term, schon = waehle_term(vorn, wert, term), oder(schon, da)
    return term


def _mittel(gesamt: Term, anzahl: Term, hoechstens: int, frisch: Frisch) -> Term:
    """A mean over a bounded number of rows is a choice between divisions by constants."""
    term = zahl(0)
    for nr in range(1, hoechstens + 1):
        term = z3.If(anzahl == nr, teile(gesamt, zahl(nr), frisch), term)
    return term
