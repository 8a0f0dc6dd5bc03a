"""Columns of very long tables as arrays: bytes are cut and numbers are read for a whole block at once."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wegweiser.adapters.daten.kopf import Dateikopf, iter_bloecke
from wegweiser.model.raum import Marken, Zahlen

_MAX_BREITE: Final = 40  # bytes of a cell that are looked at
_MAX_ZIFFERN: Final = 15  # exact in a float
_LF, _CR, _PUNKT, _KOMMA, _MINUS, _NULL, _LEER = 10, 13, 46, 44, 45, 48, 32
_ZEHN: Final = 10

Stellen = NDArray[np.int64]
Bytes = NDArray[np.uint8]


class Block(NamedTuple):
    """Some thousand rows: where each cell begins and ends in the bytes, and the number of each row in the file."""

    daten: Bytes
    von: Stellen
    bis: Stellen
    zeile: Stellen

    def spalte(self, nr: int) -> "Feld":
        """One column of the block, by its place from 0."""
        return Feld(self.daten, self.von[nr], self.bis[nr])


class Feld(NamedTuple):
    """One cell per row, as places in the bytes."""

    daten: Bytes
    von: Stellen
    bis: Stellen


class Gezaehlt(NamedTuple):
    """Rows that have another number of cells than the header: how many, the first, and the last line if it is one."""

    anzahl: int
    zeile: int
    ende: int = 0


class Zahlspalte(NamedTuple):
    """Numbers (NaN where a cell is none), digits behind a separator, and which separator (0, comma or dot)."""

    werte: Zahlen
    nach: Stellen
    punkt: Marken


def iter_zeilen(kopf: Dateikopf) -> Iterator[tuple[Block, Gezaehlt]]:
    """The rows below the header, block by block; quotes are dropped, rows of another width are left out and counted."""
    nr, breite = 1, 0
    for roh in iter_bloecke(kopf):
        inhalt = roh.replace(b'"', b"")
        if nr <= kopf.kopfzeile:
            inhalt, nr = _skip_kopf(inhalt, nr, kopf.kopfzeile)
            breite = inhalt[: inhalt.find(b"\n") + 1 or len(inhalt)].count(kopf.trenner.encode()) + 1
            inhalt, nr = _skip_kopf(inhalt, nr, kopf.kopfzeile + 1)
        if inhalt:
            block, schlecht = cut_block(inhalt, kopf.trenner, breite, nr)
            nr += inhalt.count(b"\n")
            yield block, schlecht


def _skip_kopf(inhalt: bytes, nr: int, bis: int) -> tuple[bytes, int]:
    """Without the lines before a line number."""
    stelle = 0
    while nr < bis:
        stelle = inhalt.find(b"\n", stelle) + 1 or len(inhalt)
        nr += 1
    return inhalt[stelle:], nr


def cut_block(inhalt: bytes, trenner: str, breite: int, nr: int) -> tuple[Block, Gezaehlt]:
    """Cells of all rows that have `breite` cells; empty lines do not count."""
    daten = np.frombuffer(inhalt, np.uint8)
    bis = np.flatnonzero(daten == _LF)
    if not len(bis) or bis[-1] != len(daten) - 1:
        bis = np.append(bis, len(daten))
    von = np.append(0, bis[:-1] + 1)
    bis = bis - ((bis > von) & (daten[np.maximum(bis - 1, 0)] == _CR))
    marken = np.flatnonzero(daten == ord(trenner))
    erste = np.searchsorted(marken, von)
    gut = np.searchsorted(marken, bis) - erste == breite - 1
    gut &= bis > von
    schlecht = np.flatnonzero(~gut & (bis > von))
    zwischen = (
        marken[erste[gut] + np.arange(breite - 1)[:, None]] if breite > 1 else np.empty((0, gut.sum()), int)
    )
    block = Block(
        daten,
        np.vstack([von[gut][None], zwischen + 1]),
        np.vstack([zwischen, bis[gut][None]]),
        np.flatnonzero(gut) + nr,
    )
    if not len(schlecht):
        return block, Gezaehlt(0, 0)
    offen = schlecht[-1] == len(bis) - 1 and not inhalt.endswith(b"\n")
    ende = int(schlecht[-1]) + nr if offen else 0
    return block, Gezaehlt(len(schlecht), int(schlecht[0]) + nr, ende)


def build_zeichen(feld: Feld) -> Bytes:
    """The bytes of a column, one row per place in the cell, blanks behind the end."""
    breite = int(min(_MAX_BREITE, (feld.bis - feld.von).max(initial=0)))
    stellen = feld.von + np.arange(breite)[:, None]
    zeichen: Bytes = feld.daten[np.minimum(stellen, len(feld.daten) - 1)]
    zeichen[stellen >= feld.bis] = _LEER
    return zeichen


def parse_zahlen(feld: Feld) -> Zahlspalte:
    """Numbers with comma or dot, no thousands; a cell that is anything else becomes NaN."""
    anzahl = len(feld.von)
    wert = np.zeros(anzahl, np.int64)
    ziffern, nach, trenner = (np.zeros(anzahl, np.int64) for _ in range(3))
    falsch = feld.bis - feld.von > _MAX_BREITE
    punkt, minus, ende = (np.zeros(anzahl, bool) for _ in range(3))
    for zeichen in build_zeichen(feld):
        ziffer = zeichen - np.uint8(_NULL)
        ist_ziffer = ziffer < _ZEHN
        leer = zeichen == _LEER
        ist_trenner = (zeichen == _KOMMA) | (zeichen == _PUNKT)
        ist_minus = (zeichen == _MINUS) & (ziffern == 0) & (trenner == 0) & ~minus
        falsch |= ~(ist_ziffer | leer | ist_trenner | ist_minus) | (ende & ~leer)
        ende |= leer & ((ziffern > 0) | minus | (trenner > 0))
        wert = np.where(ist_ziffer & (ziffern < _MAX_ZIFFERN), wert * 10 + ziffer, wert)
        ziffern += ist_ziffer
        nach += ist_ziffer & (trenner > 0)
        trenner += ist_trenner
        punkt |= zeichen == _PUNKT
        minus |= ist_minus
    falsch |= (ziffern == 0) | (ziffern > _MAX_ZIFFERN) | (trenner > 1)
    werte = np.where(falsch, np.nan, wert / 10.0 ** np.minimum(nach, _MAX_ZIFFERN))
    return Zahlspalte(np.where(minus, -werte, werte), nach, punkt & ~falsch)


def parse_texte(feld: Feld, kodierung: str) -> tuple[tuple[str, ...], Stellen]:
    """The different texts of a column (up to forty bytes), and for every row which one it has."""
    zeichen = build_zeichen(feld)
    if not len(zeichen) or not len(feld.von):
        return ("",), np.zeros(len(feld.von), np.int64)
    worte, welches = np.unique(
        np.ascontiguousarray(zeichen.T).view(f"S{len(zeichen)}").ravel(), return_inverse=True
    )
    texte = tuple(bytes(wort).decode(_einfach(kodierung), "replace").strip() for wort in worte)
    return texte, welches.ravel().astype(np.int64)


def _einfach(kodierung: str) -> str:
    """The encoding of the blocks (see `iter_bloecke`)."""
    return "cp1252" if kodierung == "cp1252" else "utf-8"
