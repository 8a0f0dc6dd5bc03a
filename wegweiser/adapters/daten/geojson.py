"""GeoJSON: WGS 84 with longitude before latitude, unless an old `crs` member says otherwise."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from wegweiser.adapters.daten.jsonlesen import Objekt, read_sammlung
from wegweiser.adapters.daten.lagebezug import WGS84, Lage, parse_lage
from wegweiser.adapters.daten.vektor import Vektor, build_zeile, list_spalten
from wegweiser.errors import DatenError
from wegweiser.model.daten import Datenfund

_FORMEN: Final = frozenset(
    {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}
)
_FREMD: Final = {"Topology": "TopoJSON", "Feature": "GeoJSON"}

# Geometry (a point as its pair of coordinates), attributes, id; and whether the geometry could not be read.
Eintrag = tuple[BaseGeometry | tuple[float, float] | None, dict[str, str], str, bool]


def read_geojson(pfad: Path, lesart: Mapping[str, str]) -> Vektor:
    """All objects of a GeoJSON file; raises DatenError where it is none."""
    kodierung = lesart.get("kodierung", "")
    angaben, eintraege = read_sammlung(pfad, "features", _build_eintrag, kodierung)
    if angaben.get("type") == "Feature" or angaben.get("type") in _FORMEN:
        eintraege = [_build_eintrag(angaben if angaben["type"] == "Feature" else {"geometry": angaben})]
    elif angaben.get("type") != "FeatureCollection" and not eintraege:
        raise DatenError("geojson-keins", pfad=pfad, art=_FREMD.get(str(angaben.get("type")), "JSON"))
    if not eintraege:
        raise DatenError("geo-leer", pfad=pfad)
    lage, funde = _find_lage(pfad, angaben, lesart)
    return Vektor(
        formen=_build_formen(eintraege),
        zeilen=tuple(zeile for _, zeile, _, _ in eintraege),
        kennungen=tuple(kennung or str(nr) for nr, (_, _, kennung, _) in enumerate(eintraege, 1)),
        spalten=list_spalten([zeile for _, zeile, _, _ in eintraege]),
        lage=lage,
        kodierung=kodierung,
        funde=(*funde, *_count_kaputte(eintraege)),
    )


def _build_eintrag(objekt: Objekt) -> Eintrag:
    eigenschaften = objekt.get("properties")
    zeile = build_zeile(eigenschaften.items()) if isinstance(eigenschaften, dict) else {}
    kennung = objekt.get("id", zeile.get("@id", ""))
    form, kaputt = _build_form(objekt.get("geometry"))
    return form, zeile, str(kennung if isinstance(kennung, int | str) else ""), kaputt


def _build_form(geometrie: object) -> tuple[BaseGeometry | tuple[float, float] | None, bool]:
    """One geometry; a broken one is none, and said to be broken."""
    if not isinstance(geometrie, dict):
        return None, geometrie is not None
    orte = geometrie.get("coordinates")
    try:
        if geometrie.get("type") == "Point":
            return ((float(orte[0]), float(orte[1])), False) if orte else (None, False)
        if geometrie.get("type") not in _FORMEN:
            return None, True
        return shapely.force_2d(shape(geometrie)), False
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        return None, True


def _build_formen(eintraege: list[Eintrag]) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    formen = np.full(len(eintraege), None, object)
    punkte = [(nr, *form) for nr, (form, *_) in enumerate(eintraege) if isinstance(form, tuple)]
    if punkte:
        nummern, x, y = np.array(punkte).T
        endlich = np.isfinite(x) & np.isfinite(y)
        formen[nummern[endlich].astype(int)] = shapely.points(x[endlich], y[endlich])
    for nr, (form, *_) in enumerate(eintraege):
        if isinstance(form, BaseGeometry) and np.isfinite(form.bounds).all():
            formen[nr] = form
    return formen


def _count_kaputte(eintraege: list[Eintrag]) -> tuple[Datenfund, ...]:
    kaputt = [nr for nr, (_, _, _, kaputt) in enumerate(eintraege, 1) if kaputt]
    return (Datenfund("form-kaputt", anzahl=len(kaputt), stelle=str(kaputt[0])),) if kaputt else ()


def _find_lage(
    pfad: Path, angaben: Objekt, lesart: Mapping[str, str]
) -> tuple[Lage | None, tuple[Datenfund, ...]]:
    """The agreed system, else the old `crs` member, else WGS 84; whatever differs from the rule is reported."""
    gewaehlt = lesart.get("lagebezug", "")
    if gewaehlt:
        return parse_lage(gewaehlt), ()
    crs = angaben.get("crs")
    eigenschaften = crs.get("properties") if isinstance(crs, dict) else None
    name = str(eigenschaften.get("name", "")) if isinstance(eigenschaften, dict) else ""
    if not name:
        return parse_lage(WGS84), ()
    lage = parse_lage(name)
    if lage is None:
        return None, (Datenfund("geojson-crs-unbekannt", datei=pfad.name, angaben={"name": name[:80]}),)
    return lage, (
        ()
        if lage.name == WGS84
        else (Datenfund("geojson-crs", datei=pfad.name, angaben={"name": lage.name}),)
    )
