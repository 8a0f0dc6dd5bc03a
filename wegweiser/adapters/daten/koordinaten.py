"""Coordinates in tables: which columns hold them, in which system, and whether their decimal separators got lost."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from wegweiser.adapters.daten.lagebezug import (
    WGS84,
    Lage,
    find_moegliche,
    format_koordinate,
    is_in_deutschland,
    parse_lage,
)
from wegweiser.model.daten import Zweifel
from wegweiser.model.raum import Zahlen

X_NAMEN: Final = (
    "lon", "lng", "long", "longitude", "laenge", "laengengrad", "geolaenge", "x", "xkoord", "koordx", "koorx",
    "xkoordinate", "koordinatex", "rechtswert", "utmrechtswert", "rechts", "ostwert", "utmost", "utmx", "easting", "xwgs84",
    "xutm", "pointx", "longitudewgs84", "lonwgs84", "east", "ost",
)  # fmt: skip
Y_NAMEN: Final = (
    "lat", "lat", "lat", "latitude", "breite", "breitengrad", "geobreite", "y", "ykoord", "koordy", "koory",
    "ykoordinate", "koordinatey", "hochwert", "utmhochwert", "hoch", "nordwert", "utmnord", "utmy", "northing", "ywgs84",
    "yutm", "pointy", "latitudewgs84", "latwgs84", "north", "nord",
)  # fmt: skip
_BEIDES: Final = frozenset({"geopoint2d", "geopoint", "koordinaten", "koordinate", "latlon", "latlng", "lonlat", "position", "wkt", "geom", "geometry"})  # fmt: skip
_LAGENAMEN: Final = frozenset({"epsg", "crs", "srid", "lagebezug", "koordinatensystem"})
OHNE_TRENNER: Final = "ohne-trenner"  # value of `lesart["zahlen"]`: digits without the decimal separator
_ZU_GROSS: Final = 1e8  # no system of an office has coordinates as large
_PAAR = re.compile(
    r"\s*(?:POINT\s*\(\s*)?\(?\s*(-?\d{1,8}[.,]?\d*)\s*[,;\s]\s*(-?\d{1,8}[.,]?\d*)\s*\)?\s*\)?\s*\Z",
    re.IGNORECASE,
)
_ZAHL = re.compile(r"[-+]?\d{1,20}(?:[.,]\d{1,20})?\Z")
_TAUSENDER = re.compile(r"[-+]?\d{1,3}(?:[.\s\u00a0]\d{3}){1,3}(?:,\d{1,12})?\Z")
_STELLEN: Final = ((6, 7), (7, 7), (6, 6), (1, 2), (2, 2))  # digits before the separator of x and y
_MEHRHEIT: Final = 0.5


class Spalten(NamedTuple):
    """Titles of the columns of x and y; the same where both stand in one."""

    x: str
    y: str
    epsg: str = ""


class Punkte(NamedTuple):
    """Coordinates as in the file, NaN where there are none; `stellen` where separators had to be put back."""

    x: Zahlen
    y: Zahlen
    stellen: tuple[int, int] | None = None


def find_spalten(titel: Sequence[str], gewaehlt: Mapping[str, str]) -> Spalten | None:
    """The columns with coordinates, by their titles; `gewaehlt` is what a person said."""
    namen = {_fold(name): name for name in reversed(titel)}
    epsg = next((namen[name] for name in namen if name in _LAGENAMEN), "")
    if gewaehlt.get("x") and gewaehlt.get("y"):
        return Spalten(gewaehlt["x"], gewaehlt["y"], epsg)
    for x, y in zip(X_NAMEN, Y_NAMEN, strict=True):
        if x in namen and y in namen:
            return Spalten(namen[x], namen[y], epsg)
    x_name = next((namen[name] for name in X_NAMEN if name in namen), "")
    y_name = next((namen[name] for name in Y_NAMEN if name in namen), "")
    if x_name and y_name:
        return Spalten(x_name, y_name, epsg)
    beides = next((namen[name] for name in namen if name in _BEIDES), "")
    return Spalten(beides, beides, epsg) if beides else None


def parse_punkte(
    x: Iterable[str], y: Iterable[str], *, beides: bool = False, ohne_trenner: bool | None = None
) -> Punkte:
    """Coordinates out of texts; numbers too large for any system had a decimal separator once.

    `ohne_trenner` None finds out.
    """
    if beides:
        paare = [_PAAR.match(text) for text in x]
        rechts = np.array([_parse_zahl(p[1]) if p else np.nan for p in paare], float)
        return Punkte(rechts, np.array([_parse_zahl(p[2]) if p else np.nan for p in paare], float))
    texte = list(x), list(y)
    rechts, hoch = (np.array([_parse_zahl(text) for text in spalte], float) for spalte in texte)
    da = np.isfinite(rechts) & np.isfinite(hoch) & ((rechts != 0) | (hoch != 0))
    rechts[~da], hoch[~da] = np.nan, np.nan
    verloren = bool(da.any()) and bool(
        (np.maximum(abs(rechts[da]), abs(hoch[da])) > _ZU_GROSS).mean() > _MEHRHEIT
    )
    if ohne_trenner or (ohne_trenner is None and verloren):
        return _restore_trenner(texte[0], texte[1], Punkte(rechts, hoch))
    return Punkte(rechts, hoch)


def format_punkt(punkte: Punkte) -> dict[str, str]:
    """The first pair of coordinates to show, as it stands in the file."""
    x, y = (_list_da(punkte)[achse][0] for achse in (0, 1))
    return {"x": format_koordinate(x), "y": format_koordinate(y)}


def find_lagen(punkte: Punkte, genannt: Iterable[str] = ()) -> tuple[Lage | None, Zweifel | None]:
    """The reference system by a column that names it, else by the numbers; several that fit are a doubt."""
    namen = {name for name in genannt if name}
    if len(namen) == 1:
        text = namen.pop()
        lage = parse_lage(f"EPSG:{text}" if text.isdigit() else text)
        if lage and is_in_deutschland(lage, *_list_da(punkte)).mean() > _MEHRHEIT:
            return lage, None
    wahl = find_moegliche(punkte.x, punkte.y)
    moeglich = wahl.gerade or wahl.vertauscht
    if not moeglich:
        return None, None
    lage = parse_lage(moeglich[0])
    gedreht = lage._replace(vertauscht=not wahl.gerade) if lage else None
    return gedreht, (Zweifel("lagebezug", moeglich, moeglich[0]) if len(moeglich) > 1 else None)


def _list_da(punkte: Punkte) -> tuple[Zahlen, Zahlen]:
    da = np.isfinite(punkte.x) & np.isfinite(punkte.y)
    return (punkte.x[da], punkte.y[da]) if da.any() else (np.zeros(1), np.zeros(1))


def _restore_trenner(x: Sequence[str], y: Sequence[str], roh: Punkte) -> Punkte:
    """Put the separator after as many digits as make most points lie in Germany; degrees are the last guess."""
    beste, anteil = roh, 0.0
    for stellen in _STELLEN:
        rechts = np.array([_cut(text, stellen[0]) for text in x], float)
        hoch = np.array([_cut(text, stellen[1]) for text in y], float)
        for name in ("EPSG:3857", "EPSG:25832", "EPSG:25833", "EPSG:3035", WGS84):
            lage = parse_lage(name)
            treffer = float(is_in_deutschland(lage, rechts, hoch).mean()) if lage else 0.0
            if treffer > anteil + 0.01:
                beste, anteil = Punkte(rechts, hoch, stellen), treffer
    return beste


def _cut(text: str, stellen: int) -> float:
    """The first digits as the whole part: 7843500793 with six is 784350.0793."""
    ziffern = text.strip()
    if not (ziffern.isascii() and ziffern.isdigit() and len(ziffern) >= stellen):
        return np.nan
    return float(f"{ziffern[:stellen]}.{ziffern[stellen:]}")


def _parse_zahl(text: str) -> float:
    roh = text.strip()
    if _TAUSENDER.match(roh) and ("," in roh or roh.count(".") != 1):
        roh = re.sub(r"[.\s\u00a0]", "", roh)
    return float(roh.replace(",", ".")) if _ZAHL.match(roh) else np.nan


def fold_titel(titel: str) -> str:
    """A title of a column in small letters without umlauts."""
    return titel.casefold().replace("\xe4", "ae").replace("\xf6", "oe").replace("\xfc", "ue")


def _fold(titel: str) -> str:
    return "".join(zeichen for zeichen in fold_titel(titel) if zeichen.isalnum())
