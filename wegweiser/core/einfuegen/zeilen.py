"""The preview of a table from outside, and how its rows join the rows that are there."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from wegweiser.core.einfuegen.spalten import Kopf, find_kopf
from wegweiser.core.einfuegen.zellen import Gelesen, parse_rohzelle
from wegweiser.core.einfuegen.zweifel import find_zweifel
from wegweiser.errors import EingabeError, format_satz
from wegweiser.model import frage as f
from wegweiser.model.base import Wert, Zeile
from wegweiser.model.einfuegung import (
    KENNUNG,
    LEERE_ZELLE,
    Abgleich,
    Auslassung,
    Einfuegung,
    Rohtabelle,
    Rohzeile,
    Rohzelle,
    Zellfund,
    Zuordnung,
)
from wegweiser.model.optionen import TITELSPALTEN
from wegweiser.model.wert import Optionsquelle, fold_text

_SUMMEN = ("summe", "gesamt", "zwischensumme", "insgesamt", "gesamtsumme", "total")


def find_blatt(tabelle: f.Tabelle, blaetter: Sequence[Rohtabelle]) -> Rohtabelle:
    """The sheet whose header fits best; hidden ones only where nothing else fits."""
    gefuellt = [blatt for blatt in blaetter if blatt.breite] or list(blaetter)

    def guete(blatt: Rohtabelle) -> tuple[bool, int]:
        return not blatt.verborgen, find_kopf(tabelle, blatt).treffer

    return max(gefuellt, key=guete, default=Rohtabelle(()))


def plan_einfuegung(tabelle: f.Tabelle, roh: Rohtabelle, optionen: Optionsquelle) -> Einfuegung:
    """What would be taken over, and everything that does not fit."""
    kopf = find_kopf(tabelle, roh)
    if kopf.stelle is None and roh.breite > len(tabelle.spalten):
        titel = ", ".join(spalte.kurz or spalte.text for spalte in tabelle.spalten)
        raise EingabeError("einfuegung-zu-breit", ist=roh.breite, soll=len(tabelle.spalten), spalten=titel)
    leser = _Leser(tabelle, kopf, optionen)
    for zeile in roh.zeilen[0 if kopf.stelle is None else kopf.stelle + 1 :]:
        leser.lies(zeile)
    genannt = {z.spalte for z in kopf.zuordnung}
    zweifel = tuple(find_zweifel(tabelle, kopf, roh.zeilen))
    fehlend = [spalte for spalte in tabelle.spalten if spalte.id not in genannt]
    return Einfuegung(
        zeilen=tuple(leser.zeilen),
        zuordnung=kopf.zuordnung,
        kopfzeile=None if kopf.stelle is None else roh.zeilen[kopf.stelle].nr,
        ohne_quelle=tuple(_titel(spalte) for spalte in fehlend),
        funde=(*_list_fehlende(fehlend, leser.zeilen), *zweifel, *leser.funde),
        gelesen=leser.gelesen,
        ausgelassen=tuple(leser.ausgelassen),
        gerundet=leser.gerundet,
        name=roh.name,
        lesart=roh.lesart,
    )


def _list_fehlende(fehlend: Sequence[f.Spalte], zeilen: Sequence[Zeile]) -> list[Zellfund]:
    return [
        Zellfund(0, _titel(spalte), format_satz("einfuegung-spalte", {"spalte": _titel(spalte)}))
        for spalte in fehlend
        if spalte.pflicht and zeilen
    ]


class _Leser:
    """Reads row after row; keeps what fits and why the rest does not."""

    def __init__(self, tabelle: f.Tabelle, kopf: Kopf, optionen: Optionsquelle) -> None:
        self.tabelle, self.optionen = tabelle, optionen
        self.spalten = {spalte.id: spalte for spalte in tabelle.spalten}
        self.zuordnung = [z for z in kopf.zuordnung if z.spalte]
        self.kopf = kopf
        self.zeilen: list[Zeile] = []
        self.funde: list[Zellfund] = []
        self.gelesen: dict[str, str] = {}
        self.ausgelassen: list[tuple[int, Auslassung]] = []
        self.gerundet = 0
        self.seit_summe = 0

    def lies(self, zeile: Rohzeile) -> None:
        """One row: a record, a line that is none, or findings."""
        if not any(_find_zelle(zeile, z).gefuellt for z in self.zuordnung):
            return
        if grund := self._find_auslassung(zeile):
            self.ausgelassen.append((zeile.nr, grund))
            self.seit_summe = len(self.zeilen) if grund == "summe" else self.seit_summe
            return
        werte: dict[str, Wert] = {}
        for z in self.zuordnung:
            self._lies_zelle(zeile, z, werte)
        self._check_pflicht(zeile, werte)
        self.zeilen.append(werte)

    def _find_auslassung(self, zeile: Rohzeile) -> Auslassung | None:
        """Sums, headings between the records and the header repeated on every page are not records."""
        if self.kopf.zuordnung and all(_find_zelle(zeile, z).text == z.kopf for z in self.kopf.zuordnung):
            return "kopf"
        gefuellt = [zelle for zelle in zeile.zellen if zelle.gefuellt]
        worte = fold_text(gefuellt[0].text).replace(":", " ").split()
        if worte[:1] and worte[0] in _SUMMEN and (len(worte) == 1 or len(gefuellt) <= 2):  # noqa: PLR2004
            return "summe"
        noetig = [spalte for spalte in self.tabelle.spalten if spalte.pflicht]
        if len(gefuellt) > 1 or len(noetig) < 2 or self.kopf.stelle is None or gefuellt[0].art == "formel":  # noqa: PLR2004
            return None
        return self._find_einzelne(zeile)

    def _find_einzelne(self, zeile: Rohzeile) -> Auslassung | None:
        """A lone figure that is the sum of those above or of a part, or a lone text; any other figure lacks its name."""
        z = next(z for z in self.zuordnung if _find_zelle(zeile, z).text)
        spalte = self.spalten.get(z.spalte)
        if not isinstance(spalte, f.Geldbetrag | f.Zahl | f.Ganzzahl):
            return "titel"
        try:
            gelesen = parse_rohzelle(spalte, _find_zelle(zeile, z), self.optionen, z.faktor)
        except EingabeError:
            return None
        summen = (self._summiere(z.spalte, 0), self._summiere(z.spalte, self.seit_summe))
        return "summe" if gelesen and gelesen.wert in summen else None

    def _summiere(self, spalte: str, ab: int) -> Decimal | int:
        return sum(wert for zeile in self.zeilen[ab:] if isinstance(wert := zeile.get(spalte), Decimal | int))

    def _lies_zelle(self, zeile: Rohzeile, z: Zuordnung, werte: dict[str, Wert]) -> None:
        zelle = _find_zelle(zeile, z)
        if z.spalte == KENNUNG and KENNUNG not in self.spalten:
            if zelle.text:
                werte[KENNUNG] = zelle.text
            return
        try:
            gelesen = parse_rohzelle(self.spalten[z.spalte], zelle, self.optionen, z.faktor)
        except EingabeError as fehler:
            werte[z.spalte] = ""  # named once, not again as missing
            self.funde.append(Zellfund(zeile.nr, z.titel, fehler.satz))
        else:
            self._nimm(z, zelle.text, gelesen, werte)

    def _nimm(self, z: Zuordnung, text: str, gelesen: Gelesen | None, werte: dict[str, Wert]) -> None:
        if gelesen is None:
            return
        werte[z.spalte] = gelesen.wert
        self.gerundet += gelesen.gerundet
        if gelesen.als:
            self.gelesen[text] = gelesen.als

    def _check_pflicht(self, zeile: Rohzeile, werte: Mapping[str, Wert]) -> None:
        genannt = {z.spalte for z in self.zuordnung}
        for spalte in self.tabelle.spalten:
            if spalte.pflicht and spalte.id not in werte and spalte.id in genannt:
                self.funde.append(Zellfund(zeile.nr, _titel(spalte), format_satz("leer", {})))


def _find_zelle(zeile: Rohzeile, z: Zuordnung) -> Rohzelle:
    return zeile.zellen[z.stelle] if z.stelle < len(zeile.zellen) else LEERE_ZELLE


def merge_zeilen(
    tabelle: f.Tabelle, alt: Sequence[Zeile], neu: Iterable[Zeile], *, ersetzen: bool
) -> Abgleich:
    """Append, or replace: a row that was there before keeps its id, because other answers hang on it."""
    fertig: list[Zeile] = [] if ersetzen else list(alt)
    frei = {str(zeile[KENNUNG]): zeile for zeile in alt if KENNUNG in zeile}
    behalten = doppelt = 0
    for zeile in neu:
        id_ = _find_bisherige(tabelle, zeile, frei) if ersetzen else None
        inhalt = {name: wert for name, wert in zeile.items() if name != KENNUNG}
        doppelt += any(_ohne_id(andere) == inhalt for andere in alt)
        if id_ is not None:
            behalten += 1
            del frei[id_]
            inhalt = {KENNUNG: id_, **inhalt}
        fertig.append(inhalt)
    entfallen = tuple(frei.values()) if ersetzen else ()
    return Abgleich(tuple(fertig), entfallen, behalten, 0 if ersetzen else doppelt)


def _find_bisherige(tabelle: f.Tabelle, zeile: Zeile, frei: Mapping[str, Zeile]) -> str | None:
    if str(zeile.get(KENNUNG, "")) in frei:
        return str(zeile[KENNUNG])
    schluessel = _find_schluessel(tabelle)
    gesucht = fold_text(str(zeile.get(schluessel, "")))
    gleiche = [id_ for id_, alte in frei.items() if fold_text(str(alte.get(schluessel, ""))) == gesucht]
    genau = [id_ for id_ in gleiche if _ohne_id(frei[id_]) == _ohne_id(zeile)]
    return next(iter(genau or gleiche), None) if gesucht else None


def _find_schluessel(tabelle: f.Tabelle) -> str:
    """The column that names a row."""
    ids = [spalte.id for spalte in tabelle.spalten]
    texte = [spalte.id for spalte in tabelle.spalten if isinstance(spalte, f.Text)]
    return next((name for name in TITELSPALTEN if name in ids), (texte or ids)[0])


def _ohne_id(zeile: Zeile) -> dict[str, Wert]:
    return {name: wert for name, wert in zeile.items() if name != KENNUNG}


def _titel(spalte: f.Spalte) -> str:
    return spalte.kurz or spalte.text
