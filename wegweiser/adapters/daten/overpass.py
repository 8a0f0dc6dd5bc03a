"""What the Overpass interface answers: nodes with coordinates, ways and relations with a centre, a geometry or their nodes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from wegweiser.adapters.daten.gelesen import Gelesen
from wegweiser.adapters.daten.jsonlesen import Objekt, read_anfang, read_sammlung
from wegweiser.adapters.daten.kopf import Dateikopf
from wegweiser.adapters.daten.lagebezug import WGS84, check_lage, convert_flaechen, convert_lage, parse_lage
from wegweiser.adapters.daten.osm import (
    Fundort,
    build_felder,
    clean_merkmale,
    format_probe,
    list_funde,
    merge_doppelte,
)
from wegweiser.adapters.daten.vektor import build_zeile
from wegweiser.errors import DatenError
from wegweiser.model.daten import Datei, Datenfund, Erkennung
from wegweiser.model.raum import Orte

FORMAT: Final = "overpass"
_KNOTEN, _WEG = "node", "way"
_RING: Final = 4
_TAG = re.compile(r"\d{4}-\d\d-\d\dT")
Punkt = tuple[float, float]


class Element(NamedTuple):
    """One object of the answer: its own point where it has one, else its line or its parts."""

    art: str
    nummer: int
    merkmale: Mapping[str, str]
    punkt: Punkt | None
    linie: tuple[Punkt, ...] = ()
    knoten: tuple[int, ...] = ()
    ringe: tuple[tuple[Punkt, ...], ...] = ()

    @property
    def id(self) -> str:
        """Type and number, as OpenStreetMap writes them."""
        return f"{self.art}/{self.nummer}"


def erkenne(kopf: Dateikopf) -> Erkennung | None:
    """An answer of the Overpass interface, by its members at the beginning."""
    anfang = read_anfang(kopf) if kopf.kodierung else b""
    kopfworte = anfang[:4096]
    if not anfang.startswith(b"{") or b'"elements"' not in anfang:
        return None
    if b'"osm3s"' not in kopfworte and b'"generator"' not in kopfworte:
        return None
    angaben, gelesen = _read(kopf.pfad, kopf.angaben.lesart.get("kodierung", ""))
    orte: Orte = gelesen.inhalt
    probe = zip(orte.id[:3], orte.name, map(format_probe, orte.merkmale), strict=False)
    lesart = {"kodierung": kopf.kodierung, "lagebezug": WGS84, "stand": _find_stand(angaben)}
    lesart = {name: wert for name, wert in lesart.items() if wert}
    return Erkennung("orte", FORMAT, lesart, {"name": "name"}, ("id", "name", "merkmale"), tuple(probe))


def _find_stand(angaben: Objekt) -> str:
    """The day the data are from: `timestamp_osm_base`."""
    osm = angaben.get("osm3s")
    zeit = osm.get("timestamp_osm_base") if isinstance(osm, dict) else ""
    return zeit[:10] if isinstance(zeit, str) and _TAG.match(zeit) else ""


def lies(pfad: Path, datei: Datei) -> Gelesen:
    """All places of an answer, each once, in EPSG:3035."""
    return _read(pfad, datei.lesart.get("kodierung", ""))[1]


def _read(pfad: Path, kodierung: str) -> tuple[Objekt, Gelesen]:
    angaben, elemente = read_sammlung(pfad, "elements", _build_element, kodierung)
    _check_antwort(pfad, angaben, elemente)
    orte, ohne = _build_fundorte(elemente)
    if not orte:
        raise DatenError("geo-leer", pfad=pfad)
    einmal, doppelt = merge_doppelte(orte)
    funde = list_funde(einmal, doppelt)
    if ohne:
        funde = (*funde, Datenfund("osm-ohne-lage", anzahl=len(ohne), stelle=ohne[0]))
    if bemerkung := str(angaben.get("remark", "")):
        funde = (*funde, Datenfund("overpass-bemerkung", angaben={"text": bemerkung[:200]}))
    funde = tuple(fund._replace(datei=pfad.name) for fund in (*funde, *_check_rahmen(einmal)))
    return angaben, Gelesen(build_orte(einmal), funde, zeilen=len(elemente), verworfen=len(ohne))


def build_orte(orte: Sequence[Fundort]) -> Orte:
    """The arrays; services are found later, by the tags."""
    x, y, kapazitaet = build_felder(orte)
    return Orte(
        id=tuple(ort.id for ort in orte),
        name=tuple(ort.merkmale.get("name", "") for ort in orte),
        dienst=("",) * len(orte),
        x=x,
        y=y,
        kapazitaet=kapazitaet,
        flaeche=tuple(ort.flaeche for ort in orte),
        merkmale=tuple(ort.merkmale for ort in orte),
    )


def _check_antwort(pfad: Path, angaben: Objekt, elemente: list[Element | None]) -> None:
    if not elemente:
        bemerkung = str(angaben.get("remark", ""))
        raise DatenError("overpass-fehler" if bemerkung else "geo-leer", pfad=pfad, text=bemerkung[:200])


def _check_rahmen(orte: Sequence[Fundort]) -> tuple[Datenfund, ...]:
    lage = parse_lage("EPSG:3035")
    if lage is None:  # pragma: no cover - EPSG:3035 is known
        return ()
    _, funde, zweifel = check_lage(lage, [ort.x for ort in orte], [ort.y for ort in orte])
    return (*funde, Datenfund("lage-ausserhalb", anzahl=len(orte))) if zweifel else funde


def _build_element(objekt: Objekt) -> Element | None:
    """One element; None where it has no type or number."""
    art, nummer = objekt.get("type"), objekt.get("id")
    if not isinstance(art, str) or not isinstance(nummer, int):
        return None
    tags = objekt.get("tags")
    merkmale = clean_merkmale(build_zeile(tags.items())) if isinstance(tags, dict) else {}
    mitte = objekt if art == _KNOTEN else objekt.get("center")
    knoten = objekt.get("nodes")
    return Element(
        art,
        nummer,
        merkmale,
        _build_punkt(mitte),
        _build_linie(objekt.get("geometry")),
        tuple(k for k in knoten if isinstance(k, int)) if isinstance(knoten, list) else (),
        tuple(_list_ringe(objekt.get("members"))),
    )


def _build_punkt(objekt: object) -> Punkt | None:
    if not isinstance(objekt, dict):
        return None
    lon, lat = objekt.get("lon"), objekt.get("lat")
    if (
        isinstance(lon, int | float)
        and isinstance(lat, int | float)
        and np.isfinite(lon)
        and np.isfinite(lat)
    ):
        return float(lon), float(lat)
    return None


def _build_linie(punkte: object) -> tuple[Punkt, ...]:
    roh: list[Any] = punkte if isinstance(punkte, list) else []
    return tuple(punkt for p in roh if (punkt := _build_punkt(p)))


def _list_ringe(glieder: object) -> Iterator[tuple[Punkt, ...]]:
    """Outer lines of a relation that came with their geometry."""
    for glied in glieder if isinstance(glieder, list) else []:
        if (
            isinstance(glied, dict)
            and glied.get("role") != "inner"
            and (linie := _build_linie(glied.get("geometry")))
        ):
            yield linie


def _build_fundorte(elemente: Sequence[Element | None]) -> tuple[list[Fundort], list[str]]:
    """Every element with tags as a place; those whose position did not come are named."""
    knoten = {e.nummer: e.punkt for e in elemente if e and e.art == _KNOTEN and e.punkt}
    mit_tags = list({e.id: e for e in elemente if e and e.merkmale}.values())
    formen = [_build_form(e, knoten) for e in mit_tags]
    flaechen, punkte = _convert(mit_tags, formen)
    orte = [
        Fundort(e.id, float(punkt[0]), float(punkt[1]), e.merkmale, flaeche)
        for e, flaeche, punkt in zip(mit_tags, flaechen, punkte, strict=True)
        if np.isfinite(punkt).all()
    ]
    ohne = [e.id for e, punkt in zip(mit_tags, punkte, strict=True) if not np.isfinite(punkt).all()]
    return orte, ohne


def _build_form(element: Element, knoten: Mapping[int, Punkt]) -> BaseGeometry | None:
    """The area or line of an element, where its geometry came with it."""
    linie = element.linie or tuple(knoten[k] for k in element.knoten if k in knoten)
    linien = [linie] if len(linie) > 1 else [ring for ring in element.ringe if len(ring) > 1]
    if not linien:
        return None
    if len(linien) == 1 and len(linien[0]) >= _RING and linien[0][0] == linien[0][-1]:
        return shapely.make_valid(shapely.Polygon(linien[0]))
    netz = shapely.MultiLineString([shapely.LineString(linie) for linie in linien])
    flaechen = shapely.union_all(shapely.get_parts(shapely.polygonize([netz])))
    return netz if flaechen.is_empty else flaechen


def _convert(
    elemente: Sequence[Element], formen: Sequence[BaseGeometry | None]
) -> tuple[list[BaseGeometry | None], np.ndarray[Any, Any]]:
    """Geometries and one point for each element, in EPSG:3035; areas are represented by a point on them."""
    lage = parse_lage(WGS84)
    assert lage is not None  # noqa: S101 - WGS 84 is known
    feld = np.empty(len(formen), object)
    feld[:] = formen
    neu = np.empty(len(formen), object)
    neu[:] = convert_flaechen(lage, feld)
    eigene = np.array([e.punkt or (np.nan, np.nan) for e in elemente], float).reshape(-1, 2)
    punkte = np.column_stack(convert_lage(lage, eigene[:, 0], eigene[:, 1]))
    auf = shapely.point_on_surface(neu)
    da = ~shapely.is_missing(neu)
    punkte[da] = np.column_stack([shapely.get_x(auf[da]), shapely.get_y(auf[da])])
    flach = shapely.get_dimensions(neu) == 2  # noqa: PLR2004 - an area
    return [form if gut else None for form, gut in zip(neu, flach, strict=True)], punkte
