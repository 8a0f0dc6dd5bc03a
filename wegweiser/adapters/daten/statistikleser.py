"""The rows of a table of areas: figures with area, level, row of the source and year."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from wegweiser.adapters.daten.ebenen import find_gliederung, find_summen
from wegweiser.adapters.daten.merkmale import UMLAUTE, fold_spalte
from wegweiser.adapters.daten.statistikspalten import (
    JAHR,
    WERTNAMEN,
    find_dimensionen,
    find_jahr,
    list_wertspalten,
)
from wegweiser.adapters.daten.tabelle import Tabelle, Zeile, fold_titel
from wegweiser.adapters.daten.zahlen import Figur, Form, Punkt, Strich, find_punkt, has_komma, parse_figur
from wegweiser.errors import DatenError
from wegweiser.model.daten import Datei, Datenfund
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.kennzahl import Kennzahlwert

_DATUM = re.compile(
    r"(?:\(?\s*(?:Stand|am|zum)?:?\s*)?(?:\d{1,2}\.\s?\d{1,2}\.\s?)?(?<!\d)(?:19|20)\d\d(?!\d)\)?"
)
_SUMME = re.compile(
    r"\b(?:summe|insgesamt|gesamt|zusammen|zwischensumme|gesamtstadt|total)\b|\bstadt\b", re.IGNORECASE
)
_GANZ = re.compile(r"^(?:gesamtstadt|stadt\b|insgesamt$|gesamt$|stadtgebiet)", re.IGNORECASE)
_VERAENDERUNG = re.compile(r"saldo|veränderung|entwicklung|differenz|zuwachs|abweichung\w*", re.IGNORECASE)
_ANTEIL = re.compile(r"anteil|\bin\s?%|\(%\)|prozent|: %$", re.IGNORECASE)
_HUNDERT: Final = 100
_STADT: Final = frozenset({"stadt", "gesamtstadt", "stadt-insgesamt", "stadtgebiet", "insgesamt"})
_EBENENWORTE: Final = (
    ("unterbezirk", "unterbezirk"),
    ("sozialraum", "sozialraum"),
    ("viertel", "viertel"),
    ("schul", "schule"),
    ("statistischerbezirk", "bezirk"),
    ("statbez", "bezirk"),
    ("stadtbezirk", "stadtbezirk"),
    ("stadtteil", "stadtteil"),
    ("ortsteil", "stadtteil"),
    ("bezirk", "bezirk"),
)


def find_formen(
    zeilen: Sequence[Zeile], stellen: Sequence[int], lesart: Mapping[str, str]
) -> dict[int, Form]:
    """How the numbers of each column are written; a dot nobody can tell is what a person said, or separates thousands."""
    spalten = {stelle: [zeile.zelle(stelle) for zeile in zeilen] for stelle in stellen}
    unklar: Punkt = (
        "dezimal" if lesart.get("punkt") == "dezimal" and not has_komma(spalten.values()) else "tausender"
    )
    strich: Strich = "nichts-vorhanden" if lesart.get("strich") == "nichts-vorhanden" else "gesperrt"
    punkte = {stelle: find_punkt(zellen) for stelle, zellen in spalten.items()}
    return {stelle: Form(unklar if punkt == "unklar" else punkt, strich) for stelle, punkt in punkte.items()}


class _Roh(NamedTuple):
    """One figure with its place, before levels are known."""

    raum_id: str
    raum: str
    ebene: str
    merkmal: str
    jahr: int
    figur: Figur


class Statistikleser:
    """Reads the rows of one table; counts what is odd by code."""

    def __init__(self, datei: Datei, tabelle: Tabelle, stellen: Mapping[str, int]) -> None:
        self.datei, self.tabelle, self.stellen = datei, tabelle, stellen
        self.funde: dict[tuple[str, str], Datenfund] = {}
        self.verworfen = 0
        self.gesehen: set[tuple[str, str, int]] = set()

    def list_funde(self) -> tuple[Datenfund, ...]:
        """What is odd, each with how often and where first."""
        return tuple(fund._replace(datei=self.datei.id) for fund in self.funde.values())

    def zaehle(self, code: str, zeile: int = 0, anzahl: int = 1, **angaben: object) -> None:
        """One more odd thing of this kind (and column)."""
        schluessel = (code, str(angaben.get("spalte", "")))
        alt = self.funde.get(schluessel)
        if alt:
            self.funde[schluessel] = alt._replace(anzahl=alt.anzahl + anzahl)
        else:
            stelle = f"Zeile {zeile}" if zeile else ""
            self.funde[schluessel] = Datenfund(code, "", anzahl, stelle, angaben)

    def text(self, zeile: Zeile, name: str) -> str:
        """A cell by our name of its column; keys stay text with their zeros."""
        return zeile.text(self.stellen[name]) if name in self.stellen else ""

    # ── long ─────────────────────────────────────────────────────────────────────────────────────

    def lies_lang(self) -> list[_Roh]:
        """One figure per row."""
        zeilen = [zeile for zeile in self.tabelle.zeilen if self._is_ganz(zeile)]
        form = find_formen(zeilen, [self.stellen["wert"]], self.datei.lesart)[self.stellen["wert"]]
        dimensionen = find_dimensionen(self.tabelle, zeilen, self.stellen, [self.stellen["wert"]])
        roh = []
        for zeile in zeilen:
            jahr = self._lies_jahr(self.text(zeile, "jahr"), zeile.nr)
            figur = self._lies_figur(zeile, self.stellen["wert"], form)
            if jahr and figur:
                thema, name = self.text(zeile, "tabelle"), self.text(zeile, "merkmal")
                merkmal = self._nenne_genau(
                    f"{thema}: {name}" if thema and thema != name else name, zeile, dimensionen
                )
                roh.append(_Roh(*self._lies_raum(zeile), merkmal, jahr, figur))
            else:
                self.verworfen += 1
        return roh

    def _is_ganz(self, zeile: Zeile) -> bool:
        """Rows with too few cells are cut off; with too many, a separator stands inside a text."""
        breite = len(self.tabelle.spalten)
        if len(zeile.zellen) < breite or any(zeile.text(i) for i in range(breite, len(zeile.zellen))):
            if self.tabelle.blatt:
                return True
            self.zaehle("zeile-unvollstaendig", zeile.nr)
            self.verworfen += 1
            return False
        return True

    def _lies_raum(self, zeile: Zeile) -> tuple[str, str, str]:
        raum = fold_titel(self.text(zeile, "raum"))
        return self.text(zeile, "raum_id") or raum, raum, _parse_ebene(self.text(zeile, "ebene"))

    def _lies_jahr(self, text: str, zeile: int) -> int | None:
        treffer = JAHR.search(text)
        if treffer is None:
            self.zaehle("jahr-unlesbar", zeile, text=text)
            return None
        return int(treffer[1])

    def _lies_figur(self, zeile: Zeile, stelle: int, form: Form) -> Figur | None:
        figur = parse_figur(zeile.zelle(stelle), form)
        titel = self.tabelle.spalten[stelle]
        if figur.fremd:
            self.zaehle("wert-unlesbar", zeile.nr, spalte=titel, text=zeile.text(stelle)[:60])
            return Figur(None, "leer")
        if figur.fussnote:
            self.zaehle("fussnote", zeile.nr, spalte=titel, text=zeile.text(stelle)[:60])
        return figur

    # ── wide ─────────────────────────────────────────────────────────────────────────────────────

    def lies_breit(self) -> list[_Roh]:
        """One figure per cell, the title of the column is its name."""
        stellen = list_wertspalten(self.tabelle, self.datei.spalten)
        zeilen = [z for z in self.tabelle.zeilen if self._is_raumzeile(z, stellen)]
        formen = find_formen(zeilen, stellen, self.datei.lesart)
        figuren = [{i: self._lies_figur(z, i, formen[i]) for i in stellen} for z in zeilen]
        dimensionen = find_dimensionen(self.tabelle, zeilen, self.stellen, stellen)
        ebenen = self._find_ebenen(zeilen, figuren, [] if dimensionen else stellen)
        namen = {stelle: self._nenne(stelle) for stelle in stellen}
        return [
            _Roh(
                raum_id,
                raum,
                ebene or ebenen.get(nr, ""),
                self._nenne_genau(namen[stelle], zeile, dimensionen),
                jahr,
                figur,
            )
            for nr, (zeile, werte) in enumerate(zip(zeilen, figuren, strict=True))
            if ebenen.get(nr) != "zwischensumme"
            for raum_id, raum, ebene in [self._lies_raum(zeile)]
            for stelle, figur in werte.items()
            if figur and (jahr := self._find_zeilenjahr(zeile, stelle))
        ]

    def _is_raumzeile(self, zeile: Zeile, stellen: Sequence[int]) -> bool:
        """A name or key and at least one figure; notes below the table and headings between have none."""
        raum_id, raum, _ = self._lies_raum(zeile)
        if not raum_id and not raum:
            return False
        if not any(zeile.text(stelle) for stelle in stellen):
            if sum(bool(zeile.text(i)) for i in range(len(zeile.zellen))) > 0:
                self.zaehle("zeile-ohne-werte", zeile.nr, text=(raum or raum_id)[:60])
            return False
        return not (self.datei.format == "inkar" and not self.text(zeile, "raum_id"))

    def _nenne(self, stelle: int) -> str:
        """The title without the year in it; a bare year takes the title of the table."""
        name = fold_titel(_DATUM.sub("", self.tabelle.spalten[stelle])).strip(" :,–-")
        teile = [teil for teil in (t.strip(" ,–-") for t in name.split(": ")) if teil]
        return ": ".join(teile) or next(iter(self.tabelle.titel), self.datei.titel or "Wert")

    def _nenne_genau(self, name: str, zeile: Zeile, dimensionen: Sequence[int]) -> str:
        """The name with whom the figure counts; "Anzahl" alone says nothing."""
        werte = [text for i in dimensionen if (text := zeile.text(i))]
        if not werte:
            return name
        if fold_spalte(name) not in WERTNAMEN:
            return ": ".join([name, *werte])
        return ": ".join(werte if len(werte) > 1 else [self.tabelle.spalten[dimensionen[-1]], *werte])

    def _find_zeilenjahr(self, zeile: Zeile, stelle: int) -> int | None:
        if "jahr" in self.stellen:
            return self._lies_jahr(self.text(zeile, "jahr"), zeile.nr)
        jahr = find_jahr(self.tabelle, stelle)
        if jahr:
            return jahr
        gesagt = JAHR.search(" ".join((self.datei.lesart.get("jahr", ""), self.datei.herkunft.stand)))
        if gesagt is None:
            raise DatenError("daten-jahr-fehlt", pfad=self.datei.datei)
        return int(gesagt[1])

    def _find_ebenen(
        self, zeilen: Sequence[Zeile], figuren: Sequence[Mapping[int, Figur | None]], stellen: Sequence[int]
    ) -> dict[int, str]:
        """Rows that are sums: the whole city, or of the rows before them."""
        grund = self._nenne_ebene()
        zaehlbar = [i for i in stellen if not _ANTEIL.search(self.tabelle.spalten[i])][:4]
        zeilenwerte = [[_wert(werte[i]) for i in zaehlbar] for werte in figuren]
        namen = [self._lies_raum(z)[1] or self._lies_raum(z)[0] for z in zeilen]
        genannt = [bool(_SUMME.search(name)) for name in namen]
        ebenen = dict.fromkeys(range(len(zeilen)), grund)
        for stelle, ganz in find_summen(zeilenwerte, genannt) if zaehlbar else ():
            ebenen[stelle] = (
                "stadt" if ganz or _GANZ.search(namen[stelle]) else self._nenne_summe(namen[stelle])
            )
            self.zaehle("summenzeile", zeilen[stelle].nr, text=namen[stelle][:60])
        for stelle, name in enumerate(namen):
            if _GANZ.search(name) and ebenen[stelle] == grund:
                ebenen[stelle] = "stadt"
                self.zaehle("summenzeile", zeilen[stelle].nr, text=name[:60])
        return ebenen

    def _nenne_summe(self, name: str) -> str:
        """A sum with the name of an area is one level up; without a name it is none."""
        rest = _SUMME.sub("", name).strip(" :,–-()")
        return "bezirk" if rest else "zwischensumme"

    def _nenne_ebene(self) -> str:
        titel = " ".join(fold_spalte(self.datei.spalten.get(n, "")) for n in ("raum", "raum_id"))
        return next((ebene for wort, ebene in _EBENENWORTE if wort in titel), "")

    # ── together ─────────────────────────────────────────────────────────────────────────────────

    def build(self, roh: Sequence[_Roh]) -> tuple[Kennzahlwert, ...]:
        """The figures with their level; every one once."""
        einmal = [r for r in roh if self._is_neu(r)]
        gliederung = self._find_gliederung(einmal)
        self._melde_namen(einmal)
        self._melde_werte(einmal)
        return tuple(
            Kennzahlwert(
                raum_id=r.raum_id,
                raum=r.raum,
                ebene=gliederung.get(r.raum_id, r.ebene),
                merkmal=r.merkmal,
                jahr=r.jahr,
                wert=r.figur.wert,
                zeichen=r.figur.zeichen,
                datei=self.datei.id,
            )
            for r in einmal
        )

    def _is_neu(self, roh: _Roh) -> bool:
        schluessel = (roh.raum_id, roh.merkmal, roh.jahr)
        if schluessel in self.gesehen:
            self.zaehle("wert-doppelt", text=f"{roh.raum or roh.raum_id}, {roh.merkmal}, {roh.jahr}"[:120])
            self.verworfen += 1
            return False
        self.gesehen.add(schluessel)
        return True

    def _find_gliederung(self, roh: Sequence[_Roh]) -> Mapping[str, str]:
        """Levels by sums, where no column names them; says what adding up everything would give."""
        if any(r.ebene for r in roh):
            return {}
        spalten: dict[Hashable, dict[str, Decimal]] = defaultdict(dict)
        for r in roh:
            if (wert := _wert(r.figur)) is not None:
                spalten[r.merkmal, r.jahr][r.raum_id] = wert
        gliederung = find_gliederung(spalten)
        if gliederung.ebenen:
            zahlen = ", ".join(f"{ebene} {anzahl}" for ebene, anzahl in gliederung.zahlen.items())
            self.zaehle(
                "ebenen-mehrfach",
                ebenen=zahlen,
                summe=format_zahl(gliederung.summe),
                richtig=format_zahl(gliederung.richtig),
            )
        return gliederung.ebenen

    def _melde_namen(self, roh: Sequence[_Roh]) -> None:
        """Areas of one name: only the key tells them apart."""
        je_name: dict[str, set[str]] = defaultdict(set)
        for r in roh:
            je_name[r.raum].add(r.raum_id)
        if mehrfach := sorted(name for name, ids in je_name.items() if name and len(ids) > 1):
            self.zaehle("name-mehrfach", anzahl=len(mehrfach), text=", ".join(mehrfach[:8]))

    def _melde_werte(self, roh: Sequence[_Roh]) -> None:
        """Signs in place of values, values that can hardly be."""
        zeichen = Counter(r.figur.zeichen for r in roh if r.figur.wert is None)
        if gesperrt := zeichen["gesperrt"]:
            self.zaehle("kennzahl-gesperrt", anzahl=gesperrt, von=format_zahl(len(roh)))
        if leer := zeichen["leer"]:
            self.zaehle("kennzahl-leer", anzahl=leer, von=format_zahl(len(roh)))
        for r in roh:
            wert = _wert(r.figur)
            if wert is None:
                continue
            if wert < 0 and not _VERAENDERUNG.search(r.merkmal):
                self.zaehle("wert-negativ", spalte=r.merkmal, text=f"{r.raum or r.raum_id}, {r.jahr}")
            elif wert > _HUNDERT and _ANTEIL.search(r.merkmal):
                self.zaehle("anteil-ueber-hundert", spalte=r.merkmal, text=f"{r.raum or r.raum_id}, {r.jahr}")


@lru_cache(maxsize=256)
def _parse_ebene(text: str) -> str:
    """A level as one word; the whole city has one name."""
    code = "-".join(text.casefold().translate(UMLAUTE).split())
    return "stadt" if code in _STADT else code


def _wert(figur: Figur | None) -> Decimal | None:
    return figur.wert.unten if figur and figur.wert and figur.wert.genau else None
