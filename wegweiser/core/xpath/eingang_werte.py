"""From XPath of a questionnaire to our expressions: values."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from wegweiser.core.xpath.baum import (
    LEER,
    Aufruf,
    Bezug,
    Filter,
    Fremd,
    Kind,
    Minus,
    Operation,
    Selbst,
    Verknuepfung,
    Wort,
    Xpath,
    Zahl,
    format_xpath,
    list_knoten,
)
from wegweiser.core.xpath.bedingung import gefuellt, nicht
from wegweiser.core.xpath.sicht import Sicht
from wegweiser.core.xpath.teile import BLATT, MAL, PLUS, TEXTE, Modus, Teil, Ziel, klammer

_RECHNUNGEN: Final = {"+": ("+", PLUS), "-": ("-", PLUS), "*": ("*", MAL), "div": ("/", MAL)}
_DURCHLASSEND: Final = frozenset({"number", "string", "boolean-from-string"})
_REIHEN: Final = {"sum": "summe", "min": "kleinster", "max": "groesster"}
_DATUM: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_ZAHL: Final = re.compile(r"-?\d{1,20}(\.\d{1,20})?\Z")


class Werteweg:
    """Values as seen from one question; conditions inside them are translated by `bedingung`."""

    def __init__(self, sicht: Sicht, bedingung: Callable[[Xpath, Modus], Teil]) -> None:
        self.sicht = sicht
        self._bedingung = bedingung

    def lies(self, x: Xpath, neben: Teil | None = None) -> Teil:
        """A value in our language, with its type; raises UnbekanntError. Literals mean what stands `neben` them."""
        match x:
            case Zahl(wert=wert):
                return self._fest(f"{wert:f}", neben)
            case Wort(text=text):
                return self._fest(text, neben)
            case Bezug() | Kind() | Selbst() | Fremd():
                return self._antwort(x)
            case Minus(operand=operand):
                innen = self._zahl(operand)
                return innen._replace(text=f"-{klammer(innen, BLATT)}", rang=MAL)
            case Operation(zeichen=zeichen) if zeichen in _RECHNUNGEN:
                return self._rechnung(x)
            case Aufruf():
                return self._aufruf(x, neben)
            case _:
                raise self.sicht.fehler("xpath-wert", text=format_xpath(x)[:80])

    def _fest(self, text: str, neben: Teil | None) -> Teil:
        """A literal: what it means follows from what it is compared with."""
        art = neben.art if neben else "zahl" if _ZAHL.match(text) else "text"
        if art == "zahl" and _ZAHL.match(text):
            return Teil(f"{Decimal(text):f}", BLATT, "zahl")
        if art == "wahrheit" and neben:
            ja, nein = (dict(neben.ziele[0].werte).get(w, w) for w in ("ja", "nein"))
            wort = {ja: "wahr", nein: "falsch", "true": "wahr", "false": "falsch"}.get(text)
            if wort:
                return Teil(wort, BLATT, "fest-wahrheit")
        if art == "datum" and _DATUM.match(text):
            return Teil(f'datum("{text}")', BLATT, "datum")
        if art in {"wahl", "text"}:
            ziel = neben.ziele[0] if neben and neben.ziele else None
            return Teil(self.sicht.schreibe_wort(ziel, text), BLATT, "text")
        raise self.sicht.fehler("xpath-arten", links=neben.text if neben else text, rechts=text)

    def _antwort(self, x: Xpath) -> Teil:
        ziel = self.sicht.ziel(x)
        if ziel.art in {"fremd", "tabelle"}:
            raise self.sicht.fehler("xpath-antwort", name=ziel.id)
        return Teil(ziel.name, BLATT, ziel.art, (ziel,))

    def _zahl(self, x: Xpath) -> Teil:
        teil = self.lies(x)
        if teil.art != "zahl":
            raise self.sicht.fehler("xpath-zahl", text=teil.text)
        return teil

    def _rechnung(self, x: Operation) -> Teil:
        zeichen, rang = _RECHNUNGEN[x.zeichen]
        links, rechts = self._zahl(x.links), self._zahl(x.rechts)
        text = f"{klammer(links, rang)} {zeichen} {klammer(rechts, rang + 1)}"
        return Teil(text, rang, "zahl", tuple(dict.fromkeys((*links.ziele, *rechts.ziele))))

    def _aufruf(self, x: Aufruf, neben: Teil | None) -> Teil:
        match x:
            case Aufruf(name="date", argumente=(Wort(text=text),)) if _DATUM.match(text):
                return Teil(f'datum("{text}")', BLATT, "datum")
            case Aufruf(name=name, argumente=(operand,)) if name in _DURCHLASSEND:
                return self._jahr(operand) or self.lies(operand, neben)
            case Aufruf(name="int", argumente=(operand,)) if jahr := self._jahr(operand):
                return jahr
            case Aufruf(name="if", argumente=(wenn, dann, sonst)):
                return self._drei_werte(wenn, dann, sonst) or self._wenn(wenn, dann, sonst, neben)
            case Aufruf(name="coalesce", argumente=(a, b)):
                return self._wenn(gefuellt(a), a, b, neben)
            case _:
                return self._funktion(x)

    def _funktion(self, x: Aufruf) -> Teil:
        match x:
            case Aufruf(name="abs", argumente=(operand,)):
                innen = self._zahl(operand)
                return Teil(f"betrag({innen.text})", BLATT, "zahl", innen.ziele)
            case Aufruf(name="round", argumente=(operand, Zahl(wert=stellen))):
                innen = self._zahl(operand)
                return Teil(f"runde({innen.text}, {stellen:f})", BLATT, "zahl", innen.ziele)
            case Aufruf(name="count-selected", argumente=(liste,)):
                ziel = self.sicht.ziel(liste)
                if ziel.art != "liste":
                    raise self.sicht.fehler("xpath-antwort", name=ziel.id)
                return Teil(f"anzahl({ziel.name})", BLATT, "zahl", (ziel,))
            case Aufruf(name="count", argumente=(reihe,)):
                return self._anzahl(reihe)
            case Aufruf(name="sum" | "min" | "max" as name, argumente=(spalte,)):
                return self._spalte(name, spalte)
            case Aufruf(name="min" | "max" as name, argumente=argumente) if len(argumente) > 1:
                teile = [self._zahl(a) for a in argumente]
                ziele = tuple(dict.fromkeys(z for t in teile for z in t.ziele))
                return Teil(f"{name}({', '.join(t.text for t in teile)})", BLATT, "zahl", ziele)
            case _:
                raise self.sicht.fehler("xpath-funktion", funktion=x.name)

    def _jahr(self, x: Xpath) -> Teil | None:
        match x:
            case Aufruf(name="format-date" | "format-date-time", argumente=(tag, Wort(text="%Y"))):
                innen = self.lies(tag)
                ist_tag = innen.art == "datum"
                return Teil(f"jahr({innen.text})", BLATT, "zahl", innen.ziele) if ist_tag else None
            case _:
                return None

    def _drei_werte(self, wenn: Xpath, dann: Xpath, sonst: Xpath) -> Teil | None:
        """What we write for a condition that may be open: yes, no, or nothing."""
        match sonst:
            case Aufruf(name="if", argumente=(moeglich, Wort(text=""), Wort() as nein)) if isinstance(
                dann, Wort
            ) and _ist_offen_von(moeglich, wenn):
                bedingung = self._bedingung(wenn, Modus.SICHER)
                if (dann.text, nein.text) == ("ja", "nein"):
                    return bedingung
            case Aufruf(name="if", argumente=(unmoeglich, ende, unklar)) if _ist_offen_von(
                nicht(unmoeglich), wenn
            ) and _ist_unklar(unklar, dann, ende):
                bedingung = self._bedingung(wenn, Modus.SICHER)
                links, rechts = self.lies(dann), self.lies(ende)
                if links.art == rechts.art:
                    ziele = tuple(dict.fromkeys((*links.ziele, *rechts.ziele)))
                    text = f"wenn({bedingung.text}, {links.text}, {rechts.text})"
                    return Teil(text, BLATT, links.art, ziele)
            case _:
                pass
        return None

    def _wenn(self, wenn: Xpath, dann: Xpath, sonst: Xpath, neben: Teil | None) -> Teil:
        if (dann, sonst) == (Wort("ja"), Wort("nein")):
            return self._bedingung(wenn, Modus.GENAU)
        bedingung = self._bedingung(wenn, Modus.GENAU)
        a = self.lies(dann, neben)
        b = self.lies(sonst, neben or a)
        if neben is None and a.art != b.art:
            a = self.lies(dann, b)
        arten = {"text" if art in TEXTE else art for art in (a.art, b.art)}
        if len(arten) != 1 or arten == {"liste"}:
            raise self.sicht.fehler("xpath-arten", links=a.text, rechts=b.text)
        ziele = tuple(z for z in dict.fromkeys((*a.ziele, *b.ziele)))
        frei = set(_list_geprueft(wenn, self.sicht))
        text = f"wenn({bedingung.text}, {a.text}, {b.text})"
        return Teil(text, BLATT, next(iter(arten)), tuple(z for z in ziele if z not in frei))

    def in_zeile(self, reihe: Filter, modus: Modus) -> Teil:
        """The condition of a filter, seen from a row."""
        with self.sicht.in_zeile(self.sicht.tabelle(reihe).id):
            return self._bedingung(reihe.bedingung, modus)

    def _anzahl(self, reihe: Xpath) -> Teil:
        ziel = self.sicht.tabelle(reihe)
        innen = self.in_zeile(reihe, Modus.GENAU).text if isinstance(reihe, Filter) else ziel.id
        text = f"wenn(beantwortet({ziel.id}), anzahl({innen}), 0)"
        if ziel.gewiss:
            text = f"anzahl({innen})"
        return Teil(text, BLATT, "zahl", ())

    def _spalte(self, funktion: str, x: Xpath) -> Teil:
        if isinstance(x, Filter) and x.pfad and funktion == "sum":
            return self._bedingte_summe(x)
        ziel = self.sicht.ziel(x, reihe=True)
        if not ziel.reihe or ziel.art not in {"zahl", "datum"}:
            raise self.sicht.fehler("xpath-funktion", funktion=funktion)
        tabelle = self._zeilen(ziel)
        if any(z.reihe not in {"", self.sicht.reihe} for z in tabelle):
            raise self.sicht.fehler("xpath-reihe", name=ziel.id)
        zellen = (ziel._replace(alle=True),) if ziel.spalte and not ziel.gewiss else ()
        return Teil(f"{_REIHEN[funktion]}({ziel.name})", BLATT, ziel.art, (*tabelle, *zellen))

    def _zeilen(self, spalte: Ziel) -> tuple[Ziel, ...]:
        """The table whose rows a sum runs over."""
        return tuple(z for z in self.sicht.ziele.values() if z.id == spalte.reihe and z.art == "tabelle")[:1]

    def _bedingte_summe(self, x: Filter) -> Teil:
        tabelle, spalte = self.sicht.tabelle(x), self.sicht.ziel(Bezug(x.pfad), reihe=True)
        zeile = self.in_zeile(x, Modus.GENAU)
        if spalte.art != "zahl" or spalte.reihe != tabelle.id:
            raise self.sicht.fehler("xpath-funktion", funktion="sum")
        return Teil(f"summe(wenn({zeile.text}, {spalte.name}, 0))", BLATT, "zahl", ())


def _list_geprueft(x: Xpath, sicht: Sicht) -> Iterator[Ziel]:
    """What a condition asks for before it is read, as in `if(${x} != '', ${x}, 0)`."""
    for teil in list_knoten(x):
        if isinstance(teil, Operation) and teil.rechts == LEER:
            ziel = sicht.find_ziel(teil.links)
            if ziel:
                yield ziel


def _ist_offen_von(moeglich: Xpath, sicher: Xpath) -> bool:
    """Whether a condition says the same as another, or that one of its answers is missing."""
    teile = moeglich.teile if isinstance(moeglich, Verknuepfung) and moeglich.zeichen == "or" else (moeglich,)
    bezuege = {t for t in list_knoten(sicher) if isinstance(t, Bezug)}
    rest = [t for t in teile if t != sicher]
    return len(rest) < len(teile) and all(
        isinstance(t, Operation) and t.zeichen == "=" and t.rechts == LEER and t.links in bezuege
        for t in rest
    )


def _ist_unklar(x: Xpath, dann: Xpath, sonst: Xpath) -> bool:
    """What we write for a choice nobody can make yet: the value if it is the same either way."""
    if isinstance(dann, Wort | Zahl) and isinstance(sonst, Wort | Zahl):
        return x == LEER and dann != sonst
    return x == Aufruf("if", (Operation("=", dann, sonst), dann, LEER))
