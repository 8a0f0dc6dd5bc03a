"""Ids of grid cells: `CRS3035RES100mN3082600E4120900` (2022, metres) and `100mN31599E41348` (2011, in cell widths)."""

from typing import Final, NamedTuple

import numpy as np

from wegweiser.adapters.daten.spalten import Bytes, Feld, Stellen, build_zeichen
from wegweiser.model.raum import Marken, Zahlen

_N, _E, _M, _K, _NULL, _LEER = (ord(zeichen) for zeichen in "NEmk0 ")
_ZEHN: Final = 10
_METER: Final = 1_000_000  # a northing in metres has seven digits, one in cells at most six
_WEITEN: Final = (100, 1000, 10_000)


class Gitter(NamedTuple):
    """Centres of cells (NaN where an id is none) and their width in metres (0 where it is none)."""

    x: Zahlen
    y: Zahlen
    weite: Stellen


def parse_kennungen(feld: Feld) -> Gitter:
    """Width, northing and easting of the lower left corner, as centres."""
    zeichen = build_zeichen(feld)
    laenge = np.sum(zeichen != _LEER, axis=0)
    e = _find_letztes(zeichen, _E)
    n = _find_letztes(zeichen, _N)
    m = _find_letztes(zeichen, _M)
    weite, gut_w = _lies_weite(zeichen, m, n)
    y, gut_y = _lies_zahl(zeichen, n + 1, e)
    x, gut_x = _lies_zahl(zeichen, e + 1, laenge)
    gut = gut_w & gut_y & gut_x & (m + 1 == n) & (n >= 0) & np.isin(weite, _WEITEN)
    faktor = np.where(y < _METER, weite, 1)
    return Gitter(
        np.where(gut, x * faktor + weite / 2, np.nan),
        np.where(gut, y * faktor + weite / 2, np.nan),
        np.where(gut, weite, 0),
    )


def _find_letztes(zeichen: Bytes, gesucht: int) -> Stellen:
    """The place of the last occurrence in every cell, -1 where there is none."""
    gefunden = zeichen[::-1] == gesucht
    if not len(zeichen):
        return np.full(zeichen.shape[1], -1, np.int64)
    return np.where(gefunden.any(axis=0), len(zeichen) - 1 - np.argmax(gefunden, axis=0), -1).astype(np.int64)


def _lies_weite(zeichen: Bytes, m: Stellen, n: Stellen) -> tuple[Stellen, Marken]:
    """The digits before `m` or `km`."""
    spalte = np.arange(zeichen.shape[1])
    vor = zeichen[np.maximum(m - 1, 0), spalte] if len(zeichen) else np.zeros(len(spalte), np.uint8)
    kilo = (vor == _K) & (m > 0)
    bis = np.where(kilo, m - 1, m)
    stellen = np.arange(len(zeichen))[:, None]
    ziffer = (zeichen >= _NULL) & (zeichen < _NULL + _ZEHN)
    keine = np.where(~ziffer & (stellen < bis), stellen, -1).max(axis=0, initial=-1)
    wert, gut = _lies_zahl(zeichen, keine + 1, bis)
    return np.where(kilo, wert * 1000, wert), gut & (n > 0)


def _lies_zahl(zeichen: Bytes, von: Stellen, bis: Stellen) -> tuple[Stellen, Marken]:
    """The number between two places of every cell, and whether it is one."""
    wert = np.zeros(zeichen.shape[1], np.int64)
    gut = (bis > von) & (bis - von <= _ZEHN)
    for stelle, reihe in enumerate(zeichen):
        innen = (stelle >= von) & (stelle < bis)
        ziffer = reihe - np.uint8(_NULL)
        gut &= ~innen | (ziffer < _ZEHN)
        wert = np.where(innen & (ziffer < _ZEHN), wert * 10 + ziffer, wert)
    return np.where(gut, wert, 0), gut
