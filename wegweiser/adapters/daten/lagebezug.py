"""From whatever reference system a file uses to EPSG:3035; what a file says is read, what it does not say is asked."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError
from shapely import transform
from shapely.geometry.base import BaseGeometry

from wegweiser.model.daten import Datenfund, Zweifel
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.raum import LAGEBEZUG, Zahlen

WGS84: Final = "EPSG:4326"
AUS_DATEI: Final = "datei"  # value of `lesart["lagebezug"]`: the file itself says it (.prj, GeoPackage)
VERTAUSCHT: Final = (
    "vertauscht"  # value of `lesart["achsen"]`: north (latitude) stands before east (longitude)
)
# Longitude and latitude that Germany lies in, with a little room for offers across the border.
_DEUTSCHLAND: Final = (5.5, 47.0, 15.5, 55.3)
# Degrees as they would have to look; wide enough for a whole country that has slipped.
_GRAD: Final = (-180.0, -90.0, 180.0, 90.0)
# Systems of German offices, the most likely first; every one is tried against where the points would land.
_UEBLICH: Final = (
    WGS84,
    "EPSG:25832",  # ETRS89 / UTM zone 32
    "EPSG:25833",
    "EPSG:4647",  # zone number before the easting: 32 …
    "EPSG:5650",  # the same for zone 33
    LAGEBEZUG,
    "EPSG:3857",  # Web-Mercator
    "EPSG:31466",  # Gauß-Krüger, strips 2 to 5
    "EPSG:31467",
    "EPSG:31468",
    "EPSG:31469",
    "utm32-2500000",
)
# Systems without a code of their own.
_EIGENE: Final = {
    "utm32-2500000": "+proj=tmerc +lat_0=0 +lon_0=9 +k=0.9996 +x_0=2500000 +y_0=0 +ellps=GRS80 +units=m +no_defs",
}
_NULLPUNKT: Final = 1.0  # degrees: nearer to (0, 0) a point is a missing value that was written as zero
_OSTWERT: Final = 500_000.0  # what UTM adds to eastings
_STELLEN: Final = 10
_CODE = re.compile(r"(?:EPSG|epsg)(?:[:/]+[\d.]*)*[:/]+(\d{4,6})\Z")


class Lage(NamedTuple):
    """The reference system of a file: how `lesart` names it, the system itself, and whether north stands first."""

    name: str
    crs: CRS
    vertauscht: bool = False


class Lagewahl(NamedTuple):
    """What the coordinates alone allow: systems under which all of them lie in Germany, and the same with axes swapped."""

    gerade: tuple[str, ...]
    vertauscht: tuple[str, ...]


@cache
def parse_lage(text: str, name: str = AUS_DATEI) -> Lage | None:
    """A reference system from WKT, `EPSG:…`, a URN of an old GeoJSON; None where it cannot be understood."""
    text = text.strip()
    if text in _EIGENE:
        return Lage(text, _build_crs(text))
    treffer = _CODE.search(text)
    if treffer:
        name, text = (f"EPSG:{treffer[1]}",) * 2
    elif text.upper().endswith("CRS84"):
        name, text = WGS84, WGS84
    try:
        crs = CRS.from_user_input(text).to_2d()
        _build_umrechner(crs, LAGEBEZUG)
    except (ProjError, ValueError):
        return None
    return Lage(name, crs) if crs.is_projected or crs.is_geographic else None


def find_lage(lesart: Mapping[str, str], aus_datei: str = "") -> Lage | None:
    """What was agreed on when the file was taken in, or else what the file says."""
    genannt = lesart.get("lagebezug", AUS_DATEI)
    lage = parse_lage(aus_datei) if genannt == AUS_DATEI else parse_lage(genannt)
    return lage._replace(vertauscht=lesart.get("achsen") == VERTAUSCHT) if lage else None


def convert_lage(lage: Lage, x: ArrayLike, y: ArrayLike) -> tuple[Zahlen, Zahlen]:
    """Coordinates in EPSG:3035; what cannot be converted becomes NaN."""
    rechts, hoch = np.asarray(x, float), np.asarray(y, float)
    if lage.vertauscht:
        rechts, hoch = hoch, rechts
    return _convert(_build_umrechner(lage.crs, LAGEBEZUG), rechts, hoch)


def convert_punkt(laenge: float, breite: float) -> tuple[float, float]:
    """One point in degrees to EPSG:3035, as the centre of a circle needs it."""
    x, y = _convert(_build_umrechner(_build_crs(WGS84), LAGEBEZUG), np.array([laenge]), np.array([breite]))
    return float(x[0]), float(y[0])


def convert_flaechen(
    lage: Lage, formen: "np.ndarray[tuple[int], np.dtype[np.object_]]"
) -> list[BaseGeometry]:
    """Geometries in EPSG:3035, flat; all corners go through the conversion at once."""
    neu = transform(formen, lambda xy: np.column_stack(convert_lage(lage, xy[:, 0], xy[:, 1])))
    return list(neu)


def is_in_deutschland(lage: Lage, x: ArrayLike, y: ArrayLike) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which points lie in the frame around Germany."""
    rechts, hoch = np.asarray(x, float), np.asarray(y, float)
    if lage.vertauscht:
        rechts, hoch = hoch, rechts
    laenge, breite = _convert(_build_umrechner(lage.crs, WGS84), rechts, hoch)
    west, sued, ost, nord = _DEUTSCHLAND
    return (laenge >= west) & (laenge <= ost) & (breite >= sued) & (breite <= nord)


def find_moegliche(x: ArrayLike, y: ArrayLike) -> Lagewahl:
    """All usual systems under which most of the coordinates lie in Germany."""
    rechts, hoch = _build_probe(x, y)
    if not len(rechts):
        return Lagewahl((), ())
    passt = {
        gedreht: tuple(
            name
            for name in _UEBLICH
            if is_in_deutschland(Lage(name, _build_crs(name), gedreht), rechts, hoch).mean() > 1 / 2
        )
        for gedreht in (False, True)
    }
    return Lagewahl(passt[False], passt[True])


def check_lage(lage: Lage, x: ArrayLike, y: ArrayLike) -> tuple[Lage, tuple[Datenfund, ...], Zweifel | None]:
    """Whether a system that was named can be true: swapped axes are turned round, an impossible one becomes a doubt."""
    funde = _find_eigenheiten(lage)
    rechts, hoch = _build_probe(x, y)
    if not len(rechts) or is_in_deutschland(lage, rechts, hoch).mean() > 1 / 2:
        return lage, funde, None
    gedreht = lage._replace(vertauscht=not lage.vertauscht)
    if is_in_deutschland(gedreht, rechts, hoch).mean() > 1 / 2:
        fund = Datenfund(
            "lage-vertauscht", anzahl=len(np.atleast_1d(np.asarray(x))), angaben=_probe(rechts, hoch)
        )
        return gedreht, (*funde, fund), None
    return lage, funde, build_zweifel(rechts, hoch)._replace(code="lage-ausserhalb")


def build_zweifel(x: ArrayLike, y: ArrayLike) -> Zweifel:
    """The question for the reference system: what is possible, the most likely first; nothing possible is said too."""
    moeglich = find_moegliche(x, y)
    namen = moeglich.gerade or moeglich.vertauscht
    return Zweifel("lagebezug", namen, namen[0] if namen else "", _probe(*_build_probe(x, y)))


def format_koordinate(wert: float) -> str:
    """A coordinate to show: degrees to about a metre, metres to the decimetre."""
    return (
        format_zahl(Decimal(f"{wert:.5f}" if abs(wert) <= _GRAD[2] else f"{wert:.1f}"))
        if np.isfinite(wert)
        else "–"
    )


def _find_eigenheiten(lage: Lage) -> tuple[Datenfund, ...]:
    """An easting that does not belong to the projection: who sets the usual code by hand shifts a town."""
    if lage.name != AUS_DATEI or not lage.crs.is_projected or not lage.crs.coordinate_operation:
        return ()
    ostwert = {p.name: p.value for p in lage.crs.coordinate_operation.params}.get("False easting", _OSTWERT)
    quer = "Transverse Mercator" in lage.crs.coordinate_operation.method_name
    if not quer or ostwert == _OSTWERT or lage.crs.to_epsg(min_confidence=90):
        return ()
    return (
        Datenfund(
            "lage-ostwert", angaben={"name": lage.crs.name, "ostwert": format_zahl(round(float(ostwert)))}
        ),
    )


def _probe(x: Zahlen, y: Zahlen) -> dict[str, object]:
    """A pair of coordinates to show, as they stand in the file."""
    return {"x": format_koordinate(float(x[0])), "y": format_koordinate(float(y[0]))} if len(x) else {}


def _build_probe(x: ArrayLike, y: ArrayLike) -> tuple[Zahlen, Zahlen]:
    """Finite points without those at (0, 0), at most a few hundred of them."""
    rechts, hoch = np.atleast_1d(np.asarray(x, float)), np.atleast_1d(np.asarray(y, float))
    da = np.isfinite(rechts) & np.isfinite(hoch) & ~((abs(rechts) < _NULLPUNKT) & (abs(hoch) < _NULLPUNKT))
    schritt = max(1, int(da.sum()) // (50 * _STELLEN))
    return rechts[da][::schritt], hoch[da][::schritt]


@cache
def _build_crs(name: str) -> CRS:
    return CRS.from_user_input(_EIGENE.get(name, name))


@cache
def _build_umrechner(von: CRS, nach: str) -> Transformer:
    return Transformer.from_crs(von, _build_crs(nach), always_xy=True)


def _convert(umrechner: Transformer, x: Zahlen, y: Zahlen) -> tuple[Zahlen, Zahlen]:
    if umrechner.source_crs is not None and umrechner.source_crs.is_geographic:
        west, sued, ost, nord = _GRAD
        gut = (x >= west) & (x <= ost) & (y >= sued) & (y <= nord)
        x, y = np.where(gut, x, np.nan), np.where(gut, y, np.nan)
    try:
        rechts, hoch = umrechner.transform(x, y)
    except ProjError:
        return np.full(x.shape, np.nan), np.full(y.shape, np.nan)
    return _drop_unendlich(rechts), _drop_unendlich(hoch)


def _drop_unendlich(werte: ArrayLike) -> Zahlen:
    zahlen = np.asarray(werte, float)
    return np.where(np.isfinite(zahlen), zahlen, np.nan)
