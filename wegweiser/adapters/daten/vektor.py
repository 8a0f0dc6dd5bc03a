"""A vector file in memory, whatever its format: geometries with their attributes as text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from wegweiser.adapters.daten.lagebezug import Lage, build_zweifel, check_lage, convert_flaechen
from wegweiser.model.daten import Datenfund, Zweifel

Formen = NDArray[np.object_]
# What programs write where there is nothing.
_NICHTS: Final = frozenset({"", "null", "none", "nan", "<null>", "n/a"})
_GRENZEN: Final = 20
_RING: Final = 4
_GANZ: Final = 1e15
_LAENGSTES: Final = max(map(len, _NICHTS))
PUNKT, LINIE, FLAECHE = "punkt", "linie", "flaeche"
_MASS: Final = {-1: "", 0: PUNKT, 1: LINIE, 2: FLAECHE}


@dataclass(frozen=True, eq=False, kw_only=True)
class Vektor:
    """One layer: a geometry and a row of attributes per object; `lage` is None where nobody said it."""

    formen: Formen
    zeilen: tuple[Mapping[str, str], ...]
    kennungen: tuple[str, ...]
    spalten: tuple[str, ...]
    lage: Lage | None
    ebene: str = ""
    kodierung: str = ""
    funde: tuple[Datenfund, ...] = ()

    @property
    def mass(self) -> str:
        """What most of the objects are: points, lines or areas."""
        masse = shapely.get_dimensions(self.formen)
        da = masse[masse >= 0]
        return _MASS[int(np.bincount(da).argmax())] if len(da) else ""

    def list_werte(self, spalte: str) -> list[str]:
        """One column, with an empty text where an object has no value."""
        return [zeile.get(spalte, "") for zeile in self.zeilen]


def format_wert(wert: object) -> str:
    """An attribute as text: keys stay as they are, whole numbers get no decimal places, nothing is empty."""
    if isinstance(wert, str):
        text = wert.strip()
        return "" if len(text) <= _LAENGSTES and text.casefold() in _NICHTS else text
    if wert is None or isinstance(wert, bool):
        return {None: "", True: "1", False: "0"}[wert]
    if isinstance(wert, float | np.floating):
        zahl = float(wert)
        return (
            ""
            if np.isnan(zahl)
            else str(int(zahl))
            if zahl.is_integer() and abs(zahl) < _GANZ
            else repr(zahl)
        )
    return str(wert)


def build_zeile(paare: Iterable[tuple[str, object]]) -> dict[str, str]:
    """The attributes of one object that say something."""
    return {str(name): text for name, wert in paare if (text := format_wert(wert))}


def list_spalten(zeilen: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """All names of attributes in the order they first occur."""
    return tuple(dict.fromkeys(name for zeile in zeilen for name in zeile))


def drop_leere(vektor: Vektor) -> Vektor:
    """Without the objects that lie nowhere; they are counted."""
    da = ~(shapely.is_missing(vektor.formen) | shapely.is_empty(vektor.formen))
    if da.all():
        return vektor
    fund = Datenfund("form-fehlt", anzahl=int((~da).sum()), stelle=str(int(np.argmin(da)) + 1))
    return _select(replace(vektor, funde=(*vektor.funde, fund)), da)


def _select(vektor: Vektor, welche: NDArray[np.bool_]) -> Vektor:
    """Some of the objects."""
    return replace(
        vektor,
        formen=vektor.formen[welche],
        zeilen=tuple(z for z, gut in zip(vektor.zeilen, welche, strict=True) if gut),
        kennungen=tuple(k for k, gut in zip(vektor.kennungen, welche, strict=True) if gut),
    )


def close_linien(vektor: Vektor) -> Vektor:
    """A boundary drawn as a closed line is an area; paths are not (they have tags, are many, or stay open)."""
    if vektor.mass != LINIE or len(vektor.formen) > _GRENZEN or "highway" in vektor.spalten:
        return vektor
    ringe = shapely.is_closed(vektor.formen) & (shapely.get_num_coordinates(vektor.formen) >= _RING)
    if not ringe.all() or (shapely.get_type_id(vektor.formen) != 1).any():
        return vektor
    flaechen = [shapely.Polygon(shapely.get_coordinates(form)) for form in vektor.formen]
    fund = Datenfund("raum-aus-linie", anzahl=len(flaechen))
    return replace(vektor, formen=np.array(flaechen, object), funde=(*vektor.funde, fund))


def locate(vektor: Vektor) -> tuple[Vektor, Zweifel | None]:
    """The same in EPSG:3035, or the doubt about its reference system (then the coordinates are as in the file)."""
    x, y = list_mitten(vektor.formen)
    if vektor.lage is None:
        return vektor, build_zweifel(x, y)
    lage, funde, zweifel = check_lage(vektor.lage, x, y)
    neu = replace(vektor, lage=lage, funde=(*vektor.funde, *funde))
    if zweifel:
        return neu, zweifel
    formen = np.array([*convert_flaechen(lage, vektor.formen), None], object)[:-1]
    return drop_leere(_drop_endlose(replace(neu, formen=formen))), None


def _drop_endlose(vektor: Vektor) -> Vektor:
    """Without shapes that have a corner nowhere on earth; they are counted."""
    ecken, welche = shapely.get_coordinates(vektor.formen, return_index=True)
    kaputt = np.unique(welche[~np.isfinite(ecken).all(axis=1)])
    if not len(kaputt):
        return vektor
    fund = Datenfund("form-kaputt", anzahl=len(kaputt), stelle=str(int(kaputt[0]) + 1))
    return _select(
        replace(vektor, funde=(*vektor.funde, fund)),
        np.isin(np.arange(len(vektor.formen)), kaputt, invert=True),
    )


def list_mitten(formen: Formen) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The middle of the frame of every geometry; NaN where there is none."""
    rahmen = shapely.bounds(formen)
    return (rahmen[:, 0] + rahmen[:, 2]) / 2, (rahmen[:, 1] + rahmen[:, 3]) / 2
