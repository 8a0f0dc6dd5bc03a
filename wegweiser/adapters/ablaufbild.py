"""The flow of a guide as SVG: a column for every Abschnitt, boxes for questions, conditions on the lines between them.

The same guide gives the same picture: no text is measured by a machine, nothing is searched for, and every text is cut
to its box. Every German word comes from whoever asks for the picture.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from math import log
from typing import NamedTuple

from wegweiser.adapters import svg
from wegweiser.adapters.svg import brich, gruppe, kasten, linie, schrift, weg
from wegweiser.model.gliederung import Abschnittspunkt, Fragepunkt, Gliederung, Schrittpunkt

# Another font may be that much wider than the one whose widths we know.
FREMD = 1.28
_SEITE = 1.41  # width : height of a sheet
_RAND, _RINNE, _KOPF = 30.0, 46.0, 56.0
_UMWEG, _SCHLEIFE = 24.0, 24.0  # room beside the boxes: left to go round them, right to come back
_LUFT = 14.0
_HELL = "#ffffff"
_STRICHE = "5 3"

Worte = Mapping[str, str]
Ecke = tuple[float, float]


class Stift(NamedTuple):
    """How a picture is drawn: its words, the small print of a question, how wide its boxes and how long their texts are."""

    worte: Worte
    kleingedruckt: Callable[[Fragepunkt, bool], str]
    umfang: Callable[[Abschnittspunkt], str]
    kasten: float = 236
    zeilen: int = 2
    ganz: bool = False

    @property
    def spalte(self) -> float:
        """The width of a column."""
        return self.links + self.kasten + 6 + _SCHLEIFE

    @property
    def links(self) -> float:
        """Where its boxes begin."""
        return 6 + _UMWEG

    @property
    def mitte(self) -> float:
        """Where the line runs."""
        return self.links + self.kasten / 2

    def brich(self, text: str, platz: float, groesse: float, zeilen: int) -> list[str]:
        """Lines that fit whatever the font."""
        return brich(text, platz / FREMD, groesse, zeilen)

    def plakette(self, bedingung: str, platz: float) -> list[str]:
        """The lines of a condition."""
        return self.brich(self.worte["nur_wenn"].format(bedingung), platz - 12, 10.5, 4 + 2 * self.ganz)


class _Spalte(NamedTuple):
    """A drawn Abschnitt with its corner at (0, 0), its height, and the lines of the condition above it."""

    hoch: float
    teile: tuple[str, ...]
    bedingung: tuple[str, ...]


def build_ablaufbild(gliederung: Gliederung, stift: Stift) -> str:
    """The whole guide; or its one Abschnitt, with longer texts."""
    if len(gliederung.abschnitte) == 1:
        stift = stift._replace(kasten=400, zeilen=4, ganz=True)
    spalten = [_Zeichner(stift).spalte(punkt) for punkt in gliederung.abschnitte]
    reihen = _teile_auf(spalten, stift)
    breit = 2 * _RAND + max(map(len, reihen)) * (stift.spalte + _RINNE)
    titel = stift.worte["titel"].format(f"{gliederung.kopf.titel} {gliederung.kopf.version}")
    teile = [schrift(_RAND, 34, svg.kuerze(titel, (breit - 2 * _RAND) / FREMD, 18), groesse=18, fett=True)]
    flaeche, y = _Blatt(stift, _RAND + _RINNE / 2), _KOPF
    for reihe in reihen:
        y = flaeche.reihe(reihe, y)
    flaeche.ende()
    legende, hoch = _legende(_RAND + _RINNE / 2, y + 22, breit - 2 * _RAND, stift.worte)
    grund = kasten(0, 0, breit, hoch, fuellung=_HELL)
    return svg.bild(
        titel, breit, hoch, [grund, *teile, *flaeche.teile, *legende], _beschreibe(gliederung, stift)
    )


def _teile_auf(spalten: Sequence[_Spalte], stift: Stift) -> list[list[_Spalte]]:
    """As many columns side by side as come nearest to a sheet of paper."""

    def reihen(anzahl: int) -> list[list[_Spalte]]:
        return [list(spalten[i : i + anzahl]) for i in range(0, len(spalten), anzahl)]

    def fehler(anzahl: int) -> float:
        breit = anzahl * (stift.spalte + _RINNE)
        hoch = sum(_deckel(r) + max(s.hoch for s in r) + _RINNE for r in reihen(anzahl))
        return abs(log(breit / hoch / _SEITE))

    return reihen(min(range(1, len(spalten) + 1), key=fehler))


def _deckel(reihe: Sequence[_Spalte]) -> float:
    """The room above a row: for the line that comes in, and for the longest condition on it."""
    return 30 + max(_hoch(spalte.bedingung) for spalte in reihe)


def _hoch(zeilen: Sequence[str]) -> float:
    return len(zeilen) * 13 + 20 if zeilen else 0


def _plakette(x: float, y: float, b: float, zeilen: Sequence[str]) -> str:
    """A condition on the line it belongs to."""
    rahmen = kasten(x, y, b, len(zeilen) * 13 + 8, fuellung=_HELL, rand=svg.ROST, strich=_STRICHE)
    return rahmen + svg.absatz(x + 6, y + 14, zeilen, groesse=10.5, farbe=svg.ROST)


class _Zeichner:
    """Draws one Abschnitt from top to bottom."""

    def __init__(self, stift: Stift) -> None:
        self.stift = stift
        self.teile: list[str] = []
        self.y = 0.0

    def spalte(self, abschnitt: Abschnittspunkt) -> _Spalte:
        """The Abschnitt as a column."""
        stift = self.stift
        self.titel(abschnitt)
        oben = self.y
        for schritt in abschnitt.schritte:
            self.schritt(schritt)
        self.y += _LUFT
        if abschnitt.je:
            self.schleife(oben)
        rahmen = [kasten(v, v, stift.spalte, self.y, fuellung=_HELL, rand=svg.PETROL) for v in (7, 3.5)]
        teile = [
            *(rahmen if abschnitt.je else ()),
            kasten(0, 0, stift.spalte, self.y, fuellung=_HELL, rand=svg.PETROL),
        ]
        bedingung = stift.plakette(abschnitt.bedingung, stift.spalte) if abschnitt.bedingung else ()
        return _Spalte(self.y + (7 if abschnitt.je else 0), (*teile, *self.teile), tuple(bedingung))

    def titel(self, punkt: Abschnittspunkt) -> None:
        """The head of the column."""
        stift, platz = self.stift, self.stift.spalte - 20
        zeilen = stift.brich(f"{punkt.nummer} · {punkt.abschnitt.titel}", platz, 14, 3)
        klein = [stift.umfang(punkt)]
        if punkt.je:
            klein.append(stift.worte["je"].format(punkt.je))
        klein = [teil for text in klein for teil in stift.brich(text, platz, 11, 2)]
        hoch = len(zeilen) * 17.5 + len(klein) * 14 + 14
        text = svg.absatz(10, 21, zeilen, groesse=14, farbe=_HELL, fett=True)
        text += svg.absatz(10, 21 + len(zeilen) * 17.5, klein, groesse=11, farbe=_HELL)
        ganz = f"{punkt.abschnitt.titel} ({punkt.abschnitt.id})"
        self.teile.append(gruppe(ganz, [kasten(0, 0, stift.spalte, hoch, fuellung=svg.PETROL), text]))
        self.y = hoch

    def schritt(self, punkt: Schrittpunkt) -> None:
        """A frame with its heading, the questions below it."""
        stift, breit = self.stift, self.stift.kasten + _UMWEG + 6
        self.pfeil(_LUFT)
        oben, stelle = self.y, len(self.teile)
        zeilen = stift.brich(punkt.schritt.titel, breit - 16, 12, 2)
        hoch = len(zeilen) * 15 + 9
        band = kasten(6, oben, breit, hoch, fuellung=svg.STUFEN[1])
        self.teile.append(gruppe(punkt.schritt.titel, [band, svg.absatz(14, oben + 16, zeilen, fett=True)]))
        self.y += hoch
        for bedingung, fragen in groupby(punkt.fragen, key=lambda frage: frage.bedingung):
            if bedingung:
                self.zweig(bedingung, fragen)
            else:
                self.fragen(fragen)
        self.y += 8
        self.teile.insert(stelle, kasten(6, oben, breit, self.y - oben, fuellung=svg.FLAECHE))
        self.teile.insert(
            stelle + 1, linie(stift.mitte, self.y - 9, stift.mitte, self.y, farbe=svg.GRAU, staerke=1.2)
        )

    def pfeil(self, laenge: float) -> None:
        """The line goes on downwards."""
        x = self.stift.mitte
        self.teile.append(weg([(x, self.y), (x, self.y + laenge)]))
        self.y += laenge

    def fragen(self, fragen: Iterator[Fragepunkt]) -> None:
        """Boxes, one below the other."""
        for frage in fragen:
            self.pfeil(_LUFT)
            self.frage(frage)

    def frage(self, punkt: Fragepunkt) -> None:
        """The box of a question; what must be answered has a thick frame."""
        stift, x = self.stift, self.stift.links
        text = punkt.frage.text if stift.ganz else punkt.titel
        zeilen = stift.brich(text, stift.kasten - 16, 12, stift.zeilen)
        klein = stift.brich(stift.kleingedruckt(punkt, stift.ganz), stift.kasten - 16, 10, 1)
        hoch = len(zeilen) * 15 + len(klein) * 13 + 10
        rahmen = kasten(
            x,
            self.y,
            stift.kasten,
            hoch,
            fuellung=_HELL,
            rand=svg.TINTE,
            staerke=2 if punkt.frage.pflicht else 0.8,
        )
        schriften = svg.absatz(x + 8, self.y + 17, zeilen)
        schriften += svg.absatz(x + 8, self.y + 17 + len(zeilen) * 15 - 1, klein, groesse=10, farbe=svg.GRAU)
        self.teile.append(gruppe(punkt.frage.text, [rahmen, schriften]))
        self.y += hoch

    def zweig(self, bedingung: str, fragen: Iterator[Fragepunkt]) -> None:
        """Questions that are asked under a condition, and the way round them."""
        stift, x, aussen = self.stift, self.stift.mitte, self.stift.links - _UMWEG / 2
        oben = self.y + 7
        self.pfeil(_LUFT + 4)
        zeilen = stift.plakette(bedingung, stift.kasten)
        self.teile.append(gruppe(bedingung, [_plakette(stift.links, self.y, stift.kasten, zeilen)]))
        self.y += len(zeilen) * 13 + 8
        self.fragen(fragen)
        unten = self.y + 10
        umweg = [(x, oben), (aussen, oben), (aussen, unten), (x, unten)]
        self.teile.append(weg(umweg, strich=_STRICHE, pfeil=False))
        self.teile.append(
            weg([(x, self.y), (x, unten)], pfeil=False) + svg.punkt(x, unten, 3, fuellung=svg.GRAU)
        )
        self.y = unten

    def schleife(self, oben: float) -> None:
        """The way back to the first question, for the next record."""
        stift = self.stift
        x, aussen, unten = stift.mitte, stift.spalte - _SCHLEIFE / 2, self.y
        self.teile.append(
            weg([(x, unten - _LUFT), (x, unten), (aussen, unten), (aussen, oben + 7), (x, oben + 7)])
        )
        self.teile.append(
            schrift(aussen - 6, unten + 13, stift.worte["naechster"], groesse=10, farbe=svg.GRAU, anker="end")
        )
        self.y += 20


class _Blatt:
    """Puts columns side by side and joins them: out at the foot, up beside it, in at the head of the next."""

    def __init__(self, stift: Stift, x: float) -> None:
        self.stift = stift
        self.x = x
        self.teile: list[str] = []
        self.kommt: list[Ecke] = []

    def reihe(self, reihe: Sequence[_Spalte], y: float) -> float:
        """A row of columns below y; returns where it ends."""
        oben, schiene = y + _deckel(reihe), y + 14
        fuss = oben + max(spalte.hoch for spalte in reihe) + _RINNE / 2
        if self.kommt:  # from the row above: along its foot, down beside the first column
            self.kommt += [(self.x - _RINNE / 2, self.kommt[-1][1]), (self.x - _RINNE / 2, schiene)]
        for nr, spalte in enumerate(reihe):
            x = self.x + nr * (self.stift.spalte + _RINNE)
            self.teile.append(f'<g transform="translate({x:.1f} {oben:.1f})">{"".join(spalte.teile)}</g>')
            self.hinein(spalte, x, oben, schiene)
            self.hinaus(spalte, x, oben, schiene if nr < len(reihe) - 1 else fuss)
            if spalte.bedingung:
                self.vorbei(x, oben + spalte.hoch, schiene, bis_unten=nr == len(reihe) - 1)
        return fuss

    def hinein(self, spalte: _Spalte, x: float, oben: float, schiene: float) -> None:
        """The line into a column, with its condition."""
        mitte = x + self.stift.mitte
        beginn = [] if self.kommt else [svg.punkt(mitte, schiene, 5, fuellung=svg.TINTE)]
        self.teile += [weg([*self.kommt, (mitte, schiene), (mitte, oben)]), *beginn]
        if spalte.bedingung:
            y = oben - _hoch(spalte.bedingung) + 2
            self.teile.append(_plakette(x, y, self.stift.spalte, spalte.bedingung))

    def hinaus(self, spalte: _Spalte, x: float, oben: float, ziel: float) -> None:
        """The line out of a column, up or down to where the next one begins."""
        mitte, neben = x + self.stift.mitte, x + self.stift.spalte + _RINNE / 2
        unten = oben + spalte.hoch
        self.kommt = [(mitte, unten), (mitte, unten + 10), (neben, unten + 10), (neben, ziel)]

    def vorbei(self, x: float, unten: float, schiene: float, *, bis_unten: bool) -> None:
        """The way past an Abschnitt whose condition does not hold."""
        neben = x + self.stift.spalte + _RINNE / 2
        ecken = [(x + self.stift.mitte, schiene), (neben, schiene)]
        self.teile.append(
            weg([*ecken, *([(neben, unten + 10)] if bis_unten else [])], strich=_STRICHE, pfeil=False)
        )

    def ende(self) -> None:
        """Where the last column leads."""
        ecken = self.kommt[:3]
        self.teile += [weg(ecken, pfeil=False), svg.punkt(*ecken[-1], 7, fuellung=_HELL, rand=svg.TINTE)]
        self.teile.append(svg.punkt(*ecken[-1], 4, fuellung=svg.TINTE))


def _legende(x: float, y: float, breit: float, worte: Worte) -> tuple[list[str], float]:
    """What the signs mean, in as many lines as it takes; and where the picture ends."""
    teile, links = [], x
    for art in ("pflicht", "freiwillig", "bedingung", "umweg", "wiederholung"):
        b = 38 + svg.breite(worte[art], 11) * FREMD
        if links > x and links + b > x + breit:
            links, y = x, y + 24
        teile += [
            _zeichen(art, links, y),
            schrift(links + 32, y + 12, worte[art], groesse=11, farbe=svg.GRAU),
        ]
        links += b + 12
    return teile, y + 34


def _zeichen(art: str, x: float, y: float) -> str:
    match art:
        case "umweg":
            return linie(x, y + 8, x + 26, y + 8, farbe=svg.GRAU, staerke=1.2, strich=_STRICHE)
        case "bedingung":
            return kasten(x, y, 26, 16, fuellung=_HELL, rand=svg.ROST, strich=_STRICHE)
        case "wiederholung":
            return "".join(kasten(x + v, y + v, 22, 12, fuellung=_HELL, rand=svg.PETROL) for v in (4, 2, 0))
        case _:
            return kasten(
                x, y, 26, 16, fuellung=_HELL, rand=svg.TINTE, staerke=2 if art == "pflicht" else 0.8
            )


def _beschreibe(gliederung: Gliederung, stift: Stift) -> str:
    """The picture in words: every Abschnitt, and under which condition; of a single one also its questions."""
    saetze = []
    for punkt in gliederung.abschnitte:
        zusatz = [stift.umfang(punkt)]
        zusatz += [stift.worte["je"].format(punkt.je)] if punkt.je else []
        zusatz += [stift.worte["nur_wenn"].format(punkt.bedingung)] if punkt.bedingung else []
        saetze.append(f"{punkt.nummer} · {punkt.abschnitt.titel}: {'; '.join(zusatz)}.")
        if stift.ganz:
            saetze += [_beschreibe_frage(frage, stift) for frage in punkt.fragen]
    return " ".join(saetze)


def _beschreibe_frage(punkt: Fragepunkt, stift: Stift) -> str:
    zusatz = f" ({stift.worte['nur_wenn'].format(punkt.bedingung)})" if punkt.bedingung else ""
    return f"{punkt.frage.text}{zusatz}"
