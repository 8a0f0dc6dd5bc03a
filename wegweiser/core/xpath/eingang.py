"""From XPath of a questionnaire to our expressions, as far as both can say the same.

A condition of a questionnaire is true or false; an empty answer is just an empty text. Ours may be open or fall away. So a
condition is translated for a purpose (`Modus`): asked where it is true or open, the same under `nicht`, or never open. Where
a missing answer would make a difference, `beantwortet(…)` says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from wegweiser.core.xpath.baum import (
    LEER,
    Aufruf,
    Bezug,
    Filter,
    Kind,
    Operation,
    Selbst,
    Verknuepfung,
    Wort,
    Xpath,
    Zahl,
    format_xpath,
    list_knoten,
)
from wegweiser.core.xpath.bedingung import leer
from wegweiser.core.xpath.eingang_werte import Werteweg
from wegweiser.core.xpath.sicht import Melder, Sicht, UnbekanntError
from wegweiser.core.xpath.teile import (
    BLATT,
    ODER,
    PLUS,
    TEXTE,
    UND,
    VERGLEICH,
    Modus,
    Teil,
    Ziel,
    beantwortet,
    klammer,
    lasse_zu,
    schuetze,
    verknuepfe,
    verneine,
)

_VERGLEICHE: Final = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_UMGEKEHRT: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_GEGEN: Final = {Modus.MOEGLICH: Modus.SICHER, Modus.SICHER: Modus.MOEGLICH, Modus.GENAU: Modus.GENAU}
_EINES_VON: Final = "eines-von"
"""The name under which equal comparisons joined by `or` are put together; no XPath function is called so here."""
_NULL: Final = Zahl(Decimal(0))
_EINS: Final = Zahl(Decimal(1))


class Rueckweg:
    """Translates expressions that stand at one question; what is not understood is reported."""

    def __init__(
        self, ziele: Mapping[str, Ziel], melde: Melder, selbst: Ziel | None = None, reihe: str = ""
    ) -> None:
        self.sicht = Sicht(ziele, melde, selbst, reihe)
        self.werte = Werteweg(self.sicht, self._bedingung)

    def wert(self, x: Xpath) -> Teil | None:
        """A value in our language, with its type; None where it cannot be said."""
        try:
            return self.werte.lies(x)
        except UnbekanntError:
            return None

    def bedingung(self, x: Xpath, modus: Modus = Modus.MOEGLICH) -> Teil | None:
        """A condition in our language; None where nothing of it can be said."""
        return self._versuche(x, modus)

    def _versuche(self, x: Xpath, modus: Modus) -> Teil | None:
        try:
            return self._bedingung(x, modus)
        except UnbekanntError:
            return None

    def _bedingung(self, x: Xpath, modus: Modus) -> Teil:
        match x:
            case Aufruf(name="true", argumente=()):
                return Teil("wahr", BLATT)
            case Aufruf(name="false", argumente=()):
                return Teil("falsch", BLATT)
            case Aufruf(name="not", argumente=(operand,)):
                return self._nicht(operand, modus)
            case Aufruf(name="selected", argumente=(liste, Wort(text=wort))):
                return self._ausgewaehlt(liste, wort, modus)
            case Aufruf(name=name, argumente=(links, *werte)) if name == _EINES_VON:
                return self._eines_von(links, werte, modus)
            case Verknuepfung():
                return self._verknuepfung(x, modus)
            case Operation(zeichen=zeichen) if zeichen in _VERGLEICHE:
                return self._vergleich(x, modus)
            case Aufruf(name="boolean", argumente=(operand,)):
                return self._bedingung(operand, modus)
            case _:
                raise self.sicht.fehler("xpath-bedingung", text=format_xpath(x)[:80])

    def _nicht(self, operand: Xpath, modus: Modus) -> Teil:
        return verneine(self._bedingung(operand, _GEGEN[modus]))

    def _verknuepfung(self, x: Verknuepfung, modus: Modus) -> Teil:
        """Parts that are not understood drop out where that only means asking more."""
        gereiht = x.zeichen == "or"
        rest = list(_fasse_gleiche(x)) if gereiht else list(x.teile)
        if gereiht and modus is Modus.MOEGLICH:
            rest = [teil for teil in rest if not self._ist_offenheit(teil, rest)]
        versucht = [self._bedingung_ohne_leer(teil, x, modus) for teil in rest]
        teile = [teil for teil in versucht if teil is not None]
        nachsicht = modus is (Modus.SICHER if gereiht else Modus.MOEGLICH)
        if not teile or (len(teile) < len(versucht) and not nachsicht):
            raise UnbekanntError
        return verknuepfe(ODER if gereiht else UND, teile)

    def _bedingung_ohne_leer(self, teil: Xpath, ganz: Verknuepfung, modus: Modus) -> Teil | None:
        """`${x} = '' or ${x} > 5` is our `x > 5` while x is open: then x needs no guard."""
        if ganz.zeichen != "or" or modus is not Modus.MOEGLICH or len(ganz.teile) == 1:
            return self._versuche(teil, modus)
        offen = [b for b in _list_bezuege(teil) if _leerform(b, self.sicht.find_ziel(b)) in ganz.teile]
        frei = [b for b in offen if self._ist_offenheit(_leerform(b, self.sicht.find_ziel(b)), ganz.teile)]
        if not frei or isinstance(teil, Verknuepfung):
            return self._versuche(teil, modus)
        with self.sicht.mit_pflicht({b.name if isinstance(b, Bezug) else b.pfad for b in frei}):
            return self._versuche(teil, modus)

    def _ist_offenheit(self, teil: Xpath, teile: Sequence[Xpath]) -> bool:
        """A part that says only „not answered yet“ of something a neighbour compares."""
        for bezug in _list_bezuege(teil):
            ziel = self.sicht.find_ziel(bezug)
            if ziel is None or not ziel.immer or teil != _leerform(bezug, ziel):
                continue
            andere = [t for t in teile if t != teil]
            return any(_liest_nur(t, bezug) and _braucht(t, bezug) for t in andere)
        return False

    def _ausgewaehlt(self, liste: Xpath, wort: str, modus: Modus) -> Teil:
        ziel = self.sicht.ziel(liste)
        if ziel.art != "liste":
            return self._vergleich(Operation("=", liste, Wort(wort)), modus)
        text = f"{self.sicht.schreibe_wort(ziel, wort)} in {ziel.name}"
        return schuetze(Teil(text, VERGLEICH, "wahrheit", (ziel,)), modus)

    def _eines_von(self, links: Xpath, werte: Sequence[Xpath], modus: Modus) -> Teil:
        a = self.werte.lies(links)
        if a.art not in TEXTE | {"zahl"}:
            vergleiche = [self._paar(links, "=", wert, modus) for wert in werte]
            return verknuepfe(ODER, vergleiche)
        menge = ", ".join(self.werte.lies(wert, a).text for wert in werte)
        return schuetze(Teil(f"{a.text} in {{{menge}}}", VERGLEICH, "wahrheit", a.ziele), modus)

    def _vergleich(self, x: Operation, modus: Modus) -> Teil:
        links, rechts, zeichen = x.links, x.rechts, x.zeichen
        if isinstance(links, Zahl | Wort) and not isinstance(rechts, Zahl | Wort):
            links, rechts, zeichen = rechts, links, _UMGEKEHRT[zeichen]
        if rechts == LEER and zeichen in {"=", "!="}:
            return self._leer(links, zeichen)
        match links:
            case Aufruf(name="string-length", argumente=(wert,)):
                return self._laenge(wert, zeichen, rechts)
            case Aufruf(name="count", argumente=(reihe,)):
                return self._zaehlung(reihe, zeichen, rechts, modus)
            case _:
                return self._paar(links, zeichen, rechts, modus)

    def _leer(self, x: Xpath, zeichen: str) -> Teil:
        ziel = self.sicht.ziel(x)
        da = beantwortet(ziel)
        return da if zeichen == "!=" else verneine(da)

    def _laenge(self, x: Xpath, zeichen: str, grenze: Xpath) -> Teil:
        if (zeichen, grenze) in {(">", _NULL), (">=", _EINS), ("!=", _NULL)}:
            return self._leer(x, "!=")
        if (zeichen, grenze) in {("=", _NULL), ("<", _EINS)}:
            return self._leer(x, "=")
        raise self.sicht.fehler("xpath-funktion", funktion="string-length")

    def _zaehlung(self, reihe: Xpath, zeichen: str, rechts: Xpath, modus: Modus) -> Teil:
        """How many rows: none is the same as no answer here, but not in a questionnaire."""
        if not isinstance(rechts, Zahl):
            return self._paar(Aufruf("count", (reihe,)), zeichen, rechts, modus)
        ziel = self.sicht.tabelle(reihe)
        if isinstance(reihe, Filter):
            return self._filter(reihe, ziel, zeichen, rechts.wert, modus)
        if rechts.wert == 0 and zeichen in {"=", "!=", ">"}:
            return self._leer(reihe, "=" if zeichen == "=" else "!=")
        text = f"anzahl({ziel.id}) {_VERGLEICHE[zeichen]} {rechts.wert:f}"
        return self._mit_keinen(Teil(text, VERGLEICH, "wahrheit", (ziel,)), zeichen, rechts.wert, modus)

    def _filter(self, reihe: Filter, ziel: Ziel, zeichen: str, zahl: Decimal, modus: Modus) -> Teil:
        if zahl == 0 and zeichen in {">", "=", "!="}:
            eines = self._eines(reihe, ziel, _GEGEN[modus] if zeichen == "=" else modus)
            return verneine(eines) if zeichen == "=" else eines
        zeile = self.werte.in_zeile(reihe, Modus.GENAU)
        text = f"anzahl({zeile.text}) {_VERGLEICHE[zeichen]} {zahl:f}"
        return self._mit_keinen(Teil(text, VERGLEICH, "wahrheit", (ziel,)), zeichen, zahl, modus)

    def _eines(self, reihe: Filter, ziel: Ziel, modus: Modus) -> Teil:
        zeile = self.werte.in_zeile(reihe, modus)
        return schuetze(Teil(f"eines({zeile.text})", BLATT, "wahrheit", (ziel,)), modus)

    def _mit_keinen(self, teil: Teil, zeichen: str, grenze: Decimal, modus: Modus) -> Teil:
        """The number of rows beside another number."""
        fehlt = [z for z in teil.ziele if not z.gewiss]
        if not fehlt or not _gilt_fuer_null(zeichen, grenze):
            return schuetze(teil, modus)
        return _add_keine(teil, fehlt, zeichen, grenze)

    def _paar(self, links: Xpath, zeichen: str, rechts: Xpath, modus: Modus) -> Teil:
        a = self.werte.lies(links)
        b = self.werte.lies(rechts, a)
        if {a.art, b.art} == {"wahrheit", "fest-wahrheit"}:
            return self._ja_nein(a, b, zeichen, modus)
        self._pruefe_arten(a, b, zeichen)
        ziele = tuple(dict.fromkeys((*a.ziele, *b.ziele)))
        text = f"{klammer(a, PLUS)} {_VERGLEICHE[zeichen]} {klammer(b, PLUS)}"
        teil = Teil(text, VERGLEICH, "wahrheit", ziele)
        if zeichen in {"=", "!="} and all(isinstance(x, Bezug | Kind | Selbst) for x in (links, rechts)):
            return _vergleiche_antworten(teil, zeichen, modus)
        fertig = lasse_zu(teil, modus) if zeichen == "!=" else schuetze(teil, modus)
        if isinstance(links, Aufruf) and links.name == "sum" and isinstance(rechts, Zahl):
            return _add_keine(fertig, teil.ziele[:1], zeichen, rechts.wert)
        return fertig

    def _pruefe_arten(self, a: Teil, b: Teil, zeichen: str) -> None:
        arten = {"text" if art in TEXTE else art for art in (a.art, b.art)}
        geordnet = zeichen in {"=", "!="} or arten <= {"zahl", "datum"}
        if len(arten) != 1 or not arten <= {"zahl", "text", "datum"} or not geordnet:
            raise self.sicht.fehler("xpath-arten", links=a.text, rechts=b.text)

    def _ja_nein(self, a: Teil, b: Teil, zeichen: str, modus: Modus) -> Teil:
        frage, wert = (a, b) if a.art == "wahrheit" else (b, a)
        text = frage.text if wert.text == "wahr" else f"{frage.text} == falsch"
        ist = Teil(text, BLATT if wert.text == "wahr" else VERGLEICH, "wahrheit", frage.ziele)
        if zeichen == "=":
            return schuetze(ist, modus)
        text = f"{frage.text} == falsch" if wert.text == "wahr" else f"{frage.text} == wahr"
        return lasse_zu(Teil(text, VERGLEICH, "wahrheit", frage.ziele), modus)


def _gilt_fuer_null(zeichen: str, grenze: Decimal) -> bool:
    null = Decimal(0)
    gleich = {"=": null == grenze, "!=": null != grenze, "<": null < grenze, "<=": null <= grenze}
    return {**gleich, ">": null > grenze, ">=": null >= grenze}[zeichen]


def _add_keine(teil: Teil, tabellen: Sequence[Ziel], zeichen: str, grenze: Decimal) -> Teil:
    """Without rows the number, and the sum, is 0 in a questionnaire."""
    fehlt = [z for z in tabellen if not z.gewiss]
    if not fehlt or not _gilt_fuer_null(zeichen, grenze):
        return teil
    return verknuepfe(ODER, [*(verneine(beantwortet(z)) for z in fehlt), teil])


def _vergleiche_antworten(teil: Teil, zeichen: str, modus: Modus) -> Teil:
    """Two answers are equal in a questionnaire if both are empty."""
    if any(z.gewiss for z in teil.ziele):
        return lasse_zu(teil, modus) if zeichen == "!=" else schuetze(teil, modus)
    da = [beantwortet(z) for z in teil.ziele]
    fehlt = [verneine(d) for d in da]
    if zeichen == "=":
        return verknuepfe(ODER, [verknuepfe(UND, fehlt), verknuepfe(UND, [*da, teil])])
    return verknuepfe(UND, [verknuepfe(ODER, da), verknuepfe(ODER, [*fehlt, teil])])


def _fasse_gleiche(x: Verknuepfung) -> Iterator[Xpath]:
    """Comparisons of one answer with several values become one."""
    gruppen: dict[Xpath, list[Xpath]] = {}
    for teil in x.teile:
        if (paar := _gleichheit(teil)) is not None:
            gruppen.setdefault(paar[0], []).append(paar[1])
    for teil in x.teile:
        paar = _gleichheit(teil)
        werte = gruppen.get(paar[0], []) if paar else []
        if paar is None or len(werte) == 1:
            yield teil
        elif paar[1] is werte[0]:
            yield Aufruf(_EINES_VON, (paar[0], *dict.fromkeys(werte)))


def _gleichheit(x: Xpath) -> tuple[Xpath, Xpath] | None:
    match x:
        case Operation(zeichen="=", links=Bezug() | Kind() as links, rechts=Zahl() | Wort() as rechts):
            return (links, rechts) if rechts != LEER else None
        case _:
            return None


def _list_bezuege(x: Xpath) -> list[Bezug | Kind]:
    return [teil for teil in list_knoten(x) if isinstance(teil, Bezug | Kind)]


def _leerform(x: Xpath, ziel: Ziel | None) -> Xpath:
    """How a questionnaire says that nothing was answered."""
    if ziel and ziel.art == "tabelle":
        return Operation("=", Aufruf("count", (x,)), _NULL)
    return leer(x)


def _liest_nur(x: Xpath, bezug: Bezug | Kind) -> bool:
    if isinstance(x, Operation) and isinstance(x.links, Aufruf) and x.links.name == "count":
        return x.links.argumente[0] == bezug or (
            isinstance(x.links.argumente[0], Filter) and x.links.argumente[0].basis == bezug
        )
    return {*_list_bezuege(x)} == {bezug} and not isinstance(x, Verknuepfung)


def _braucht(x: Xpath, bezug: Bezug | Kind) -> bool:
    """A comparison that is false where the answer is empty."""
    verneint = isinstance(x, Aufruf) and x.name == "not"
    return not verneint and not (isinstance(x, Operation) and x.zeichen == "!=") and x != leer(bezug)
