"""The census grids of 2022 and 2011: cells of 100 m, 1 km or 10 km with any of their topics."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from wegweiser.adapters.daten.gelesen import Gelesen
from wegweiser.adapters.daten.gitter import parse_kennungen
from wegweiser.adapters.daten.kopf import Dateikopf, read_kopf
from wegweiser.adapters.daten.merkmale import AUSPRAEGUNGEN, GRENZEN, MERKMALE, PROZENT, fold_spalte
from wegweiser.adapters.daten.spalten import (
    Block,
    Feld,
    Gezaehlt,
    Stellen,
    iter_zeilen,
    parse_texte,
    parse_zahlen,
)
from wegweiser.errors import DatenError
from wegweiser.model.daten import Datei, Datenfund, Erkennung, Zweifel
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.raum import Marken, Zahlen, Zellen

_KENNUNG = re.compile(r"(?:CRS3035RES)?(\d+)(k?m)N(\d+)E(\d+)\Z")
_FEHLWERTE: Final = frozenset(
    {"", "-", "–", "—", ".", "/", "x", "X", "NA", "n. v.", "k. A.", "*", "…", "..."}
)
_KLAMMER: Final = frozenset({"KLAMMERN", "( )", "()"})
_FEST: Final = frozenset({"kennung", "x", "y", "zeichen", "merkmal", "code", "text", "anzahl", "guete"})
_LANG: Final = {
    "merkmal": "merkmal",
    "auspraegungcode": "code",
    "auspraegungtext": "text",
    "anzahl": "anzahl",
    "anzahlq": "guete",
}
_DEUTSCHLAND: Final = (4_000_000, 4_700_000, 2_600_000, 3_600_000)
_HAELFTE: Final = 0.5
_GROSS: Final = 10_000  # metres: in cells of this size millions may live
_TAUSENDERSTELLEN: Final = 3


class _Spalte(NamedTuple):
    """One feature over all rows; `gesperrt` counts cells with a sign instead of a value."""

    werte: Zahlen
    gesperrt: int


# ── recognising ──────────────────────────────────────────────────────────────────────────────────


def erkenne(kopf: Dateikopf) -> Erkennung | None:
    """A grid by its id column, whatever its case and topic."""
    spalten = _ordne_spalten(kopf.spalten)
    if "kennung" not in spalten or not kopf.zeilen:
        return None
    stelle = kopf.spalten.index(spalten["kennung"])
    treffer = next(
        filter(None, (_KENNUNG.match(z[stelle].strip()) for z in kopf.zeilen if len(z) > stelle)), None
    )
    if treffer is None:
        return None
    jahr = "2022" if treffer[0].startswith("CRS") else "2011"
    return Erkennung(
        art="zellen",
        format=f"zensus-{jahr}",
        lesart={**kopf.lesart, "jahr": jahr},
        spalten=spalten,
        kopf=kopf.spalten,
        probe=kopf.zeilen[:3],
        zweifel=() if kopf.trenner_sicher else (Zweifel("trenner", (";", ",", "\t", "|"), kopf.trenner),),
    )


def _ordne_spalten(namen: Sequence[str]) -> dict[str, str]:
    """Our names of the columns to those of the file; a column nobody knows keeps its name."""
    spalten: dict[str, str] = {}
    gefaltet = [fold_spalte(name) for name in namen]
    lang = {"merkmal", "auspraegungcode", "anzahl"} <= set(gefaltet)
    for name, glatt in zip(namen, gefaltet, strict=True):
        if unser := _nenne(name, glatt, lang=lang):
            spalten.setdefault(unser, name)
    return spalten


def _nenne(name: str, glatt: str, *, lang: bool) -> str:
    if glatt.startswith("gitterid"):
        return "kennung"
    if glatt.startswith(("xmp", "ymp")):
        return glatt[0]
    if glatt.startswith("werterlaeuternde"):
        return "zeichen"
    if lang:
        return _LANG.get(glatt, "")
    return MERKMALE.get(glatt, name)


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def lies(pfad: Path, datei: Datei) -> Gelesen:
    """The cells of a grid file; suppressed values are NaN, bracketed ones are marked."""
    kopf = read_kopf(pfad, datei.lesart)
    spalten = _ordne_spalten(kopf.spalten) | dict(datei.spalten)
    if fehlend := [name for name in spalten.values() if name not in kopf.spalten]:
        raise DatenError("daten-spalte-fehlt", pfad=pfad, spalte=fehlend[0])
    leser = _Leser(kopf, datei, {unser: kopf.spalten.index(name) for unser, name in spalten.items()}, spalten)
    for block, schlecht in iter_zeilen(kopf):
        leser.nimm(block)
        leser.zaehle_verworfene(schlecht)
    return leser.build(datei)


class _Leser:
    """Takes block after block; arrays per column, findings by code."""

    def __init__(
        self, kopf: Dateikopf, datei: Datei, stellen: Mapping[str, int], titel: Mapping[str, str]
    ) -> None:
        self.kopf, self.id, self.stellen, self.titel = kopf, datei.id, stellen, titel
        self.alt = datei.format == "zensus-2011"
        self.teile: dict[str, list[Zahlen]] = {}
        self.weiten: Counter[int] = Counter()
        self.gesperrt: Counter[str] = Counter()
        self.punkte: dict[str, list[bool]] = {}
        self.funde: dict[tuple[str, str], Datenfund] = {}
        self.paare: list[tuple[str, str]] = []  # of the long format: feature and code
        self.zeilen = self.verworfen = self.unvollstaendig = self.ende = 0

    @property
    def lang(self) -> bool:
        """Whether one row is one value, not one cell."""
        return {"merkmal", "code", "anzahl"} <= set(self.stellen)

    @property
    def merkmale(self) -> list[str]:
        """The value columns."""
        return ["anzahl"] if self.lang else [name for name in self.stellen if name not in _FEST]

    def nimm(self, block: Block) -> None:
        """Cells, values and signs of a block."""
        self.zeilen += len(block.zeile)
        gitter = parse_kennungen(block.spalte(self.stellen["kennung"]))
        self.weiten.update(dict(zip(*np.unique(gitter.weite, return_counts=True), strict=True)))
        self._lege_ab("x", gitter.x)
        self._lege_ab("y", gitter.y)
        self._lege_ab("zeile", block.zeile.astype(float))
        self._melde("kennung-unlesbar", block, np.isnan(gitter.x))
        self._pruefe_mittelpunkt(block, gitter.x, gitter.y)
        for name in self.merkmale:
            self._lege_ab(name, self._lies_werte(name, block))
        self._lies_zeichen(block)
        if self.lang:
            self._lies_paare(block)

    def zaehle_verworfene(self, schlecht: Gezaehlt) -> None:
        """Rows with too few or too many cells; a last line that breaks off means that the rest of the file is missing."""
        self.verworfen += schlecht.anzahl
        self.unvollstaendig += schlecht.anzahl
        abgebrochen = bool(self.kopf.offen and schlecht.ende)
        if anzahl := schlecht.anzahl - abgebrochen:
            self._zaehle("zeile-unvollstaendig", anzahl, schlecht.zeile)
        self.ende = schlecht.ende if abgebrochen else 0

    def _lege_ab(self, name: str, werte: Zahlen) -> None:
        self.teile.setdefault(name, []).append(werte)

    def _lies_werte(self, name: str, block: Block) -> Zahlen:
        feld = block.spalte(self.stellen[name])
        zahlen = parse_zahlen(feld)
        drei = zahlen.punkt & (zahlen.nach == _TAUSENDERSTELLEN)
        self.punkte.setdefault(name, []).extend([bool(drei.any()), bool((zahlen.punkt & ~drei).any())])
        fehlt = np.isnan(zahlen.werte)
        if fehlt.any():
            self._lies_fehlende(name, block, feld, fehlt)
        if drei.any() and name == "einwohner":
            self._melde("daten-tausenderpunkt", block, drei, spalte=self.titel[name])
            return np.where(drei, zahlen.werte * 1000, zahlen.werte)
        return zahlen.werte

    def _lies_fehlende(self, name: str, block: Block, feld: Feld, fehlt: Marken) -> None:
        """Signs are counted, anything else is named."""
        texte, welches = parse_texte(Feld(feld.daten, feld.von[fehlt], feld.bis[fehlt]), self.kopf.kodierung)
        fremd = np.array([text not in _FEHLWERTE for text in texte])[welches]
        self.gesperrt[name] += int((~fremd).sum())
        if fremd.any():
            stelle = int(np.flatnonzero(fehlt)[fremd][0])
            beispiel = texte[welches[fremd][0]]
            self._zaehle(
                "wert-unlesbar",
                int(fremd.sum()),
                int(block.zeile[stelle]),
                spalte=self.titel[name],
                text=beispiel,
            )

    def _lies_zeichen(self, block: Block) -> None:
        name = "guete" if self.lang else "zeichen"
        if name not in self.stellen:
            return
        texte, welches = parse_texte(block.spalte(self.stellen[name]), self.kopf.kodierung)
        gemeint = [(text not in {"", "0"}) if self.lang else (text.upper() in _KLAMMER) for text in texte]
        self._lege_ab("klammer", np.array(gemeint, float)[welches])

    def _lies_paare(self, block: Block) -> None:
        """Which feature a row of the long format is about, as a number into `paare`."""
        merkmale, a = parse_texte(block.spalte(self.stellen["merkmal"]), self.kopf.kodierung)
        codes, b = parse_texte(block.spalte(self.stellen["code"]), self.kopf.kodierung)
        verbunden = a * len(codes) + b
        nummern = np.zeros(len(merkmale) * len(codes))
        for paar in np.unique(verbunden).tolist():
            neu = (merkmale[paar // len(codes)], codes[paar % len(codes)])
            if neu not in self.paare:
                self.paare.append(neu)
            nummern[paar] = self.paare.index(neu)
        self._lege_ab("paar", nummern[verbunden])

    def _pruefe_mittelpunkt(self, block: Block, x: Zahlen, y: Zahlen) -> None:
        """The columns of the centre have to say the same as the id."""
        if not {"x", "y"} <= set(self.stellen):
            return
        mx = parse_zahlen(block.spalte(self.stellen["x"])).werte
        my = parse_zahlen(block.spalte(self.stellen["y"])).werte
        vertauscht = (mx == y) & (my == x) & (x != y)
        self._melde("koordinaten-vertauscht", block, vertauscht)
        self._melde("kennung-passt-nicht", block, ~vertauscht & ~np.isnan(x) & ((mx != x) | (my != y)))

    def _melde(self, code: str, block: Block, marken: Marken, **angaben: object) -> None:
        if anzahl := int(marken.sum()):
            self._zaehle(code, anzahl, int(block.zeile[int(np.argmax(marken))]), **angaben)

    def _zaehle(self, code: str, anzahl: int, zeile: int, **angaben: object) -> None:
        schluessel = (code, str(angaben.get("spalte", "")))
        alt = self.funde.get(schluessel)
        self.funde[schluessel] = (
            alt._replace(anzahl=alt.anzahl + anzahl)
            if alt
            else Datenfund(code, self.id, anzahl, f"Zeile {zeile}" if zeile else "", angaben)
        )

    # ── all rows together ────────────────────────────────────────────────────────────────────────

    def build(self, datei: Datei) -> Gelesen:
        """The cells, once all blocks are read."""
        if not self.zeilen:
            raise DatenError("daten-nur-kopf", pfad=self.kopf.pfad)
        spalten = {name: np.concatenate(teile) for name, teile in self.teile.items()}
        weite = int(max((w for w in self.weiten if w), key=self.weiten.__getitem__, default=0))
        self._pruefe_gitter(spalten, weite)
        behalten = self._find_behaltene(spalten)
        spalten = {name: werte[behalten] for name, werte in spalten.items()}
        zellen = self._build_lang(spalten, weite) if self.lang else self._build_breit(spalten, weite)
        self._melde_datei(datei)
        zeilen = len(zellen.x) + self.verworfen if self.lang else self.zeilen + self.unvollstaendig
        return Gelesen(zellen, tuple(self.funde.values()), zeilen, self.verworfen)

    def _pruefe_gitter(self, spalten: Mapping[str, Zahlen], weite: int) -> None:
        x, y, zeile = spalten["x"], spalten["y"], spalten["zeile"]
        if np.isnan(x).all() or weite == 0:
            raise DatenError("zensus-kennung", pfad=self.kopf.pfad)
        if (fremd := sum(self.weiten.values()) - self.weiten[weite] - self.weiten[0]) > 0:
            self._zaehle("gitterweiten-gemischt", fremd, 0, weite=weite)
        links, rechts, unten, oben = _DEUTSCHLAND
        aussen = (x < links) | (x > rechts) | (y < unten) | (y > oben)
        if aussen.any():
            self._zaehle("zellen-im-ausland", int(aussen.sum()), int(zeile[int(np.argmax(aussen))]))

    def _find_behaltene(self, spalten: Mapping[str, Zahlen]) -> Stellen:
        """Rows with a readable id, each cell (and feature) once: a file pasted twice must not double a city."""
        gut = np.flatnonzero(~np.isnan(spalten["x"]))
        self.verworfen += len(spalten["x"]) - len(gut)
        schluessel = spalten["y"][gut] * 1e7 + spalten["x"][gut]
        if self.lang:
            schluessel = schluessel + spalten["paar"][gut] * 1e14
        _, erste = np.unique(schluessel, return_index=True)
        if doppelt := len(gut) - len(erste):
            zweite = np.setdiff1d(np.arange(len(gut)), erste, assume_unique=True)
            self.verworfen += doppelt
            self._zaehle("zelle-doppelt", doppelt, int(spalten["zeile"][gut[zweite[0]]]))
        return gut[np.sort(erste)]

    def _build_breit(self, spalten: Mapping[str, Zahlen], weite: int) -> Zellen:
        namen = self.merkmale
        merkmale = {name: self._pruefe_werte(name, spalten[name], spalten["zeile"], weite) for name in namen}
        klammer = dict.fromkeys(namen, spalten["klammer"] > 0) if "klammer" in spalten else {}
        return Zellen(x=spalten["x"], y=spalten["y"], weite=weite, merkmale=merkmale, klammer=klammer)

    def _build_lang(self, spalten: Mapping[str, Zahlen], weite: int) -> Zellen:
        """One array per feature over the cells that occur at all; a cell without its row is unknown."""
        werte = self._pruefe_werte("anzahl", spalten["anzahl"], spalten["zeile"], weite)
        _, erste, welche = np.unique(
            spalten["y"] * 1e7 + spalten["x"], return_index=True, return_inverse=True
        )
        klammer = spalten.get("klammer", np.zeros(len(werte)))
        merkmale, marken = {}, {}
        for nr, paar in enumerate(self.paare):
            hier = spalten["paar"] == nr
            name = AUSPRAEGUNGEN.get(paar, ": ".join(paar))
            merkmale[name], marken[name] = np.full(len(erste), np.nan), np.zeros(len(erste), bool)
            merkmale[name][welche[hier]] = werte[hier]
            marken[name][welche[hier]] = klammer[hier] > 0
        return Zellen(
            x=spalten["x"][erste], y=spalten["y"][erste], weite=weite, merkmale=merkmale, klammer=marken
        )

    def _pruefe_werte(self, name: str, werte: Zahlen, zeile: Zahlen, weite: int) -> Zahlen:
        """Values that cannot be become unknown; values that hardly ever are stay and are named."""
        titel = self.titel[name]
        if (anzahl := int(np.isin(werte, (-1.0, -9.0)).sum())) and self.alt:
            self.gesperrt[name] += anzahl
            werte = np.where(np.isin(werte, (-1.0, -9.0)), np.nan, werte)
        if self.gesperrt[name]:
            self._zaehle("werte-gesperrt", self.gesperrt[name], 0, spalte=titel, von=format_zahl(self.zeilen))
        self._pruefe_vertauscht(name, werte, weite)
        grenze = GRENZEN.get(name)
        if grenze is None:
            return werte
        selten = grenze.selten * (weite / 100) ** 2 if name == "einwohner" else grenze.selten
        unmoeglich = (werte < grenze.unten) | (werte > max(grenze.oben, selten))
        self._pruefe_komma(name, werte)
        for code, marken in (
            ("wert-unmoeglich", unmoeglich),
            ("wert-auffaellig", ~unmoeglich & (werte > selten)),
        ):
            if marken.any():
                stelle = int(np.argmax(marken))
                self._zaehle(
                    code,
                    int(marken.sum()),
                    int(zeile[stelle]),
                    spalte=titel,
                    text=f"{werte[stelle]:g}".replace(".", ","),
                )
        return np.where(unmoeglich, np.nan, werte)

    def _pruefe_vertauscht(self, name: str, werte: Zahlen, weite: int) -> None:
        """Coordinates in a value column: the titles are in another order than the cells."""
        bekannt = werte[~np.isnan(werte)]
        _, rechts, unten, _ = _DEUTSCHLAND
        lage = (bekannt > unten) & (bekannt < rechts)
        if weite < _GROSS and len(bekannt) and np.mean(lage) > _HAELFTE:
            raise DatenError("daten-spalten-vertauscht", pfad=self.kopf.pfad, spalte=self.titel[name])

    def _pruefe_komma(self, name: str, werte: Zahlen) -> None:
        """Shares far above a hundred: somebody dropped the decimal comma."""
        bekannt = werte[~np.isnan(werte)]
        if GRENZEN[name] == PROZENT and len(bekannt) and np.mean(bekannt > PROZENT.oben) > _HAELFTE:
            raise DatenError(
                "daten-komma-verloren", pfad=self.kopf.pfad, spalte=self.titel[name], text=f"{bekannt[0]:g}"
            )

    def _melde_datei(self, datei: Datei) -> None:
        """What is odd about the file as a whole."""
        if self.ende or self.kopf.abgeschnitten:
            self._zaehle("datei-abgeschnitten", 1, self.ende)
        elif self.kopf.offen:
            self._zaehle("ende-offen", 1, 0)
        if self.alt:
            genannt = (
                f"{datei.titel} {datei.datei} {datei.quelle} {datei.herkunft.adresse} {datei.herkunft.stand}"
            )
            self._zaehle("zensus-2011-als-2022" if "2022" in genannt else "zensus-2011", 1, 0)
