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
_HALBKREIS: Final = 180
_TAG = re.compile(r"\d{4}-\d\d-\d\dT")
Punkt = tuple[float, float]


class Glied(NamedTuple):
    """A way that bounds a relation: its own line where that came with it, else its number."""

    nummer: int
    innen: bool
    linie: tuple[Punkt, ...]


class Element(NamedTuple):
    """One object of the answer: its own point where it has one, else its line, its nodes or its parts."""

    art: str
    nummer: int
    merkmale: Mapping[str, str]
    punkt: Punkt | None
    linie: tuple[Punkt, ...] = ()
    knoten: tuple[int, ...] = ()
    glieder: tuple[Glied, ...] = ()

    @property
    def id(self) -> str:
        """Type and number, as OpenStreetMap writes them."""
        return f"{self.art}/{self.nummer}"


class _Geruest(NamedTuple):
    """Nodes and ways that came without tags, so that others can be drawn."""

    knoten: Mapping[int, Punkt]
    wege: Mapping[int, Element]

    def find_linie(self, element: Element) -> tuple[Punkt, ...]:
        """The line of an element, by its geometry or its nodes."""
        return element.linie or tuple(self.knoten[k] for k in element.knoten if k in self.knoten)

    def find_weg(self, nummer: int) -> tuple[Punkt, ...]:
        """The line of a way, by its number."""
        return self.find_linie(self.wege[nummer]) if nummer in self.wege else ()


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
    knoten = objekt.get("nodes")
    return Element(
        art,
        nummer,
        merkmale,
        _build_punkt(objekt)
        if art == _KNOTEN
        else _build_punkt(objekt.get("center")) or _find_mitte(objekt.get("bounds")),
        _build_linie(objekt.get("geometry")),
        tuple(k for k in knoten if isinstance(k, int)) if isinstance(knoten, list) else (),
        tuple(_list_glieder(objekt.get("members"))),
    )


def _build_punkt(objekt: object) -> Punkt | None:
    if not isinstance(objekt, dict):
        return None
    lon, lat = objekt.get("lon"), objekt.get("lat")
    if (
        isinstance(lon, int | float)
        and isinstance(lat, int | float)
        and abs(lon) <= _HALBKREIS
        and abs(lat) <= _HALBKREIS
    ):
        return float(lon), float(lat)
    return None


def _find_mitte(rahmen: object) -> Punkt | None:
    """The middle of what `out bb` gives."""
    if not isinstance(rahmen, dict):
        return None
    ecken = [
        _build_punkt({"lon": rahmen.get(f"{e}lon"), "lat": rahmen.get(f"{e}lat")}) for e in ("min", "max")
    ]
    return (
        ((ecken[0][0] + ecken[1][0]) / 2, (ecken[0][1] + ecken[1][1]) / 2) if ecken[0] and ecken[1] else None
    )


def _build_linie(punkte: object) -> tuple[Punkt, ...]:
    roh: list[Any] = punkte if isinstance(punkte, list) else []
    return tuple(punkt for p in roh if (punkt := _build_punkt(p)))


def _list_glieder(roh: object) -> Iterator[Glied]:
    """The ways a relation is made of."""
    for glied in roh if isinstance(roh, list) else []:
        if isinstance(glied, dict) and glied.get("type", _WEG) == _WEG:
            nummer = glied.get("ref")
            yield Glied(
                nummer if isinstance(nummer, int) else 0,
                glied.get("role") == "inner",
                _build_linie(glied.get("geometry")),
            )


def _build_fundorte(elemente: Sequence[Element | None]) -> tuple[list[Fundort], list[str]]:
    """Every element with tags as a place; those whose position did not come are named."""
    geruest = _Geruest(
        {e.nummer: e.punkt for e in elemente if e and e.art == _KNOTEN and e.punkt},
        {e.nummer: e for e in elemente if e and e.art == _WEG},
    )
    mit_tags = list({e.id: e for e in elemente if e and e.merkmale}.values())
    formen = [_build_form(e, geruest) for e in mit_tags]
    flaechen, punkte = _convert(mit_tags, formen)
    orte = [
        Fundort(e.id, float(punkt[0]), float(punkt[1]), e.merkmale, flaeche)
        for e, flaeche, punkt in zip(mit_tags, flaechen, punkte, strict=True)
        if np.isfinite(punkt).all()
    ]
    ohne = [e.id for e, punkt in zip(mit_tags, punkte, strict=True) if not np.isfinite(punkt).all()]
    return orte, ohne


def _build_form(element: Element, geruest: _Geruest) -> BaseGeometry | None:
    """The area or line of an element, where its geometry came with it, or can be put together."""
    linie = geruest.find_linie(element)
    if len(linie) > 1:
        return _build_flaeche([linie])
    aussen, innen = (
        [
            li
            for g in element.glieder
            if g.innen == art and len(li := g.linie or geruest.find_weg(g.nummer)) > 1
        ]
        for art in (False, True)
    )
    if not aussen:
        return None
    return (
        shapely.difference(_build_flaeche(aussen), _build_flaeche(innen)) if innen else _build_flaeche(aussen)
    )


def _build_flaeche(linien: Sequence[Sequence[Punkt]]) -> BaseGeometry:
    """What closed lines surround; lines that do not close stay lines."""
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
