"""From a vector file to areas, places or paths: repaired, counted, in EPSG:3035."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import shapely

from wegweiser.adapters.daten.gdal import read_gdal
from wegweiser.adapters.daten.gelesen import Gelesen
from wegweiser.adapters.daten.geoformat import GEOJSON, PBF
from wegweiser.adapters.daten.geojson import read_geojson
from wegweiser.adapters.daten.jsonlesen import MAX_OBJEKTE
from wegweiser.adapters.daten.merkmal import UNBEKANNT, name_merkmale, parse_merkmal
from wegweiser.adapters.daten.osm import (
    Fundort,
    clean_merkmale,
    find_dateimerkmal,
    is_osm,
    list_funde,
    merge_doppelte,
    parse_kapazitaet,
)
from wegweiser.adapters.daten.raeume import NUMMER_UND_NAME, Raumspalten, build_raeume
from wegweiser.adapters.daten.vektor import Vektor, close_linien, drop_leere, locate
from wegweiser.errors import DatenError
from wegweiser.model.daten import Datei, Datenfund, Zweifel
from wegweiser.model.raum import Orte

KATASTER: Final = frozenset({"leerstand", "brache", "akteur", "nadel"})
_PROBE: Final = 500
_PLAETZE: Final = "other_tags LIKE '%\"highway\"=>%'"
WEGSPALTEN: Final = ("highway", "foot", "access", "other_tags")


def build_inhalt(pfad: Path, datei: Datei) -> Gelesen:
    """The typed content of a file that was recognised and confirmed."""
    vektor, zweifel = load_vektor(pfad, datei.format, datei.lesart, datei.art)
    if zweifel:
        raise build_lagefehler(pfad, vektor, zweifel)
    return build_gelesen(pfad, vektor, datei)


def build_gelesen(pfad: Path, vektor: Vektor, datei: Datei) -> Gelesen:
    """The content of a layer that lies in EPSG:3035, by what it was said to be."""
    if datei.art == "wege":
        from wegweiser.adapters.daten.wege import build_netz

        gelesen = build_netz(pfad, vektor, _load_plaetze(pfad, datei))
    elif datei.art in KATASTER:
        from wegweiser.adapters.daten.geokataster import build_kataster

        gelesen = build_kataster(vektor, datei)
    elif datei.art == "raeume":
        gelesen = _build_raeume(vektor, datei)
    else:
        gelesen = _build_orte(pfad, vektor, datei)
    return gelesen._replace(
        funde=tuple(fund._replace(datei=pfad.name) for fund in (*vektor.funde, *gelesen.funde))
    )


def load_vektor(
    pfad: Path, format_: str, lesart: Mapping[str, str], art: str = "", *, probe: bool = False
) -> tuple[Vektor, Zweifel | None]:
    """One layer in EPSG:3035, or as it is with the doubt where it lies.

    Of paths only the attributes that say who may walk there are read; of a large OSM extract a `probe` will do.
    """
    if format_ == GEOJSON:
        roh = read_geojson(pfad, lesart)
    elif format_ == PBF:
        ebene = lesart.get("ebene") or "lines"
        roh = read_gdal(pfad, {**lesart, "ebene": ebene}, WEGSPALTEN, _PROBE if probe else MAX_OBJEKTE + 1)
    else:
        roh = read_gdal(pfad, lesart, WEGSPALTEN if art == "wege" else None)
    vektor = drop_leere(roh)
    if len(vektor.formen):
        vektor, zweifel = locate(close_linien(vektor))
        if len(vektor.formen):
            return vektor, zweifel
    raise DatenError("geo-ohne-lage", pfad=pfad, anzahl=len(roh.formen))


def _load_plaetze(pfad: Path, datei: Datei) -> Vektor | None:
    """The squares of an OSM extract: one walks across them, but GDAL does not count them among the lines."""
    if datei.format != PBF or datei.lesart.get("ebene"):
        return None
    try:
        lesart = {**datei.lesart, "ebene": "multipolygons"}
        plaetze, zweifel = locate(read_gdal(pfad, lesart, ("other_tags",), wo=_PLAETZE))
    except DatenError:  # none
        return None
    return None if zweifel else plaetze


def build_lagefehler(pfad: Path, vektor: Vektor, zweifel: Zweifel) -> DatenError:
    """Why the position of a file is not known, or not possible."""
    code = "lage-fehlt" if vektor.lage is None else "lage-unmoeglich"
    return DatenError(code, pfad=pfad, moeglich=", ".join(zweifel.moeglich), **zweifel.angaben)


def _build_raeume(vektor: Vektor, datei: Datei) -> Gelesen:
    spalten = Raumspalten(
        datei.spalten.get("id", ""),
        datei.spalten.get("name", ""),
        datei.spalten.get("ebene", ""),
        datei.lesart.get("trennung") == NUMMER_UND_NAME,
    )
    stufe = "" if spalten.ebene else datei.lesart.get("gliederung", "")
    gewaehlt = datei.lesart.get("gliederung", "") if spalten.ebene else ""
    raeume, funde = build_raeume(vektor, spalten, stufe, gewaehlt)
    if not raeume:
        raise DatenError("geo-ohne-flaechen", pfad=Path(datei.datei))
    if len(raeume) == 1 and not (spalten.id or spalten.name):
        raeume = (replace(raeume[0], name=Path(datei.datei).stem),)
    ohne = next((fund.anzahl for fund in funde if fund.code == "raum-ohne-flaeche"), 0)
    return Gelesen(raeume, funde, zeilen=len(vektor.formen), verworfen=ohne)


def _build_orte(pfad: Path, vektor: Vektor, datei: Datei) -> Gelesen:
    """Places; the tag every object of the file shares comes from what was said, else from the name of the file."""
    gemeinsam = datei.lesart.get("merkmal") or find_dateimerkmal(pfad)
    fest = parse_merkmal(gemeinsam)
    name = datei.spalten.get("name", "")
    osm = is_osm(vektor.kennungen, vektor.spalten)
    zeilen = vektor.zeilen if osm else name_merkmale(vektor.zeilen, vektor.spalten)
    formen, repariert = _repair(vektor)
    orte = [
        Fundort(kennung, x, y, {**fest, **_name_merkmale(zeile, name)}, form if flach else None)
        for kennung, zeile, form, flach, x, y in zip(
            vektor.kennungen, zeilen, formen, shapely.get_dimensions(formen) == 2, *_list_punkte(formen), strict=True,  # noqa: PLR2004
        )
    ]  # fmt: skip
    einmal, doppelt = merge_doppelte(orte) if osm else (orte, 0)
    einmal, gleiche = _drop_gleiche(einmal)
    funde = (*repariert, *(list_funde(einmal, doppelt)), *gleiche)
    inhalt = _build_felder(einmal, "" if fest or gemeinsam == UNBEKANNT else gemeinsam, datei.spalten)
    return Gelesen(inhalt, funde, zeilen=len(vektor.formen))


def _name_merkmale(zeile: Mapping[str, str], name: str) -> dict[str, str]:
    merkmale = clean_merkmale(zeile)
    if gefunden := zeile.get(name) or zeile.get(name.removeprefix("tags/")):
        merkmale["name"] = gefunden
    return merkmale


def _repair(vektor: Vektor) -> "tuple[np.ndarray[tuple[int], np.dtype[np.object_]], tuple[Datenfund, ...]]":
    krumm = ~shapely.is_valid(vektor.formen)
    if not krumm.any():
        return vektor.formen, ()
    formen = vektor.formen.copy()
    formen[krumm] = shapely.make_valid(formen[krumm])
    return formen, (
        Datenfund("raum-repariert", anzahl=int(krumm.sum()), stelle=vektor.kennungen[int(krumm.argmax())]),
    )


def _list_punkte(
    formen: "np.ndarray[tuple[int], np.dtype[np.object_]]",
) -> tuple[list[float], list[float]]:
    """A point on every object."""
    punkte = np.where(shapely.get_type_id(formen) == 0, formen, shapely.point_on_surface(formen))
    return shapely.get_x(punkte).tolist(), shapely.get_y(punkte).tolist()


def _drop_gleiche(orte: list[Fundort]) -> tuple[list[Fundort], tuple[Datenfund, ...]]:
    """Without the rows that stand in the file twice, to the centimetre and the last attribute."""
    erste: dict[object, Fundort] = {}
    for ort in orte:
        erste.setdefault((round(ort.x, 2), round(ort.y, 2), tuple(sorted(ort.merkmale.items()))), ort)
    weg = len(orte) - len(erste)
    return list(erste.values()), ((Datenfund("ort-doppelt", anzahl=weg),) if weg else ())


def _build_felder(orte: list[Fundort], dienst: str, spalten: Mapping[str, str]) -> Orte:
    kapazitaet, dienstspalte = spalten.get("kapazitaet", "capacity"), spalten.get("dienst", "")
    x, y = np.array([(ort.x, ort.y) for ort in orte], float).reshape(-1, 2).T
    return Orte(
        id=tuple(ort.id for ort in orte),
        name=tuple(ort.merkmale.get("name", "") for ort in orte),
        dienst=tuple(ort.merkmale.get(dienstspalte, "") or dienst for ort in orte),
        x=x,
        y=y,
        kapazitaet=np.array([parse_kapazitaet(ort.merkmale.get(kapazitaet, "")) for ort in orte], float),
        flaeche=tuple(ort.flaeche for ort in orte),
        merkmale=tuple(ort.merkmale for ort in orte),
    )
