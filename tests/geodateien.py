"""Small geographic files in the formats offices send, made where a test needs them."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyogrio.raw import write

from wegweiser.adapters.daten.gelesen import Gelesen
from wegweiser.adapters.daten.leser import erkenne, lies
from wegweiser.model.daten import OHNE_ANGABEN, Datei, Erkennung, Leseangaben

# Köln's own system: UTM 32 whose eastings begin at 2,500,000 instead of 500,000.
KOELN_PRJ = (
    'PROJCS["WGS_1984_UTM_Zone_32N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,'
    '298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["False_Easting",2500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",9.0],'
    'PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)
# Two neighbours and a third, 1 km wide, in Köln as UTM 32; the same in degrees.
QUADRATE = tuple((356_000 + 1000 * nr, 5_645_000, 357_000 + 1000 * nr, 5_646_000) for nr in range(3))
GRAD = tuple((6.90 + 0.01 * nr, 50.90, 6.91 + 0.01 * nr, 50.91) for nr in range(3))
NAMEN = ("Altstadt-Süd", "Müngersdorf", "Weiß")


def build_feature(
    form: Mapping[str, Any] | None, kennung: object = None, **eigenschaften: object
) -> dict[str, Any]:
    feature = {"type": "Feature", "properties": eigenschaften, "geometry": form}
    return feature if kennung is None else {**feature, "id": kennung}


def build_quadrat(west: float, sued: float, ost: float, nord: float) -> dict[str, Any]:
    ring = [[west, sued], [ost, sued], [ost, nord], [west, nord], [west, sued]]
    return {"type": "Polygon", "coordinates": [ring]}


def build_punkt(x: float, y: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [x, y]}


def write_geojson(pfad: Path, features: Iterable[Mapping[str, Any]], **weitere: object) -> Path:
    sammlung = {"type": "FeatureCollection", **weitere, "features": list(features)}
    pfad.write_text(json.dumps(sammlung, ensure_ascii=False), encoding="utf-8")
    return pfad


def write_shape(
    pfad: Path,
    formen: Sequence[shapely.Geometry],
    spalten: Mapping[str, Sequence[object]],
    prj: str | None = KOELN_PRJ,
    kodierung: str = "cp1252",
) -> Path:
    """A Shapefile with the .prj exactly as given, without a .cpg."""
    _write(pfad, "ESRI Shapefile", formen, spalten, encoding=kodierung)
    pfad.with_suffix(".cpg").unlink(missing_ok=True)
    pfad.with_suffix(".prj").unlink(missing_ok=True)
    if prj is not None:
        pfad.with_suffix(".prj").write_text(prj)
    return pfad


def write_geopackage(
    pfad: Path,
    formen: Sequence[shapely.Geometry],
    spalten: Mapping[str, Sequence[object]],
    ebene: str,
    crs: str = "EPSG:25832",
) -> Path:
    _write(pfad, "GPKG", formen, spalten, layer=ebene, crs=crs, append=pfad.exists())
    return pfad


def _write(
    pfad: Path,
    treiber: str,
    formen: Sequence[shapely.Geometry],
    spalten: Mapping[str, Sequence[object]],
    **weitere: Any,
) -> None:
    write(
        pfad,
        geometry=shapely.to_wkb(np.array(formen, object)),
        field_data=[np.array(werte, object) for werte in spalten.values()],
        fields=np.array(list(spalten), object),
        geometry_type=str(shapely.from_wkb(shapely.to_wkb(formen[0])).geom_type),
        driver=treiber,
        **{"crs": "EPSG:25832", **weitere},
    )


def lies_ganz(pfad: Path, angaben: Leseangaben = OHNE_ANGABEN) -> tuple[Erkennung, Gelesen]:
    """Recognised, every doubt answered as proposed, and read."""
    erkennung = erkenne(pfad, angaben)
    return erkennung, lies(pfad, build_datei(pfad, erkennung))


@cache
def lies_echt(pfad: Path) -> tuple[Erkennung, Gelesen]:
    """A real file, read once for all tests of a process."""
    return lies_ganz(pfad)


def build_datei(pfad: Path, erkennung: Erkennung) -> Datei:
    vorschlaege = {z.code: z.vorschlag for z in erkennung.zweifel if z.code != "art" and z.vorschlag}
    return Datei(
        id=pfad.stem,
        datei=pfad.name,
        art=erkennung.art,
        format=erkennung.format,
        eingelesen=datetime(2026, 11, 25, tzinfo=UTC),
        sha256="",
        groesse=pfad.stat().st_size,
        lesart={**erkennung.lesart, **vorschlaege},
        spalten=erkennung.spalten,
    )


def list_codes(gelesen: Gelesen) -> set[str]:
    return {fund.code for fund in gelesen.funde}


def write_pbf(
    pfad: Path,
    knoten: Mapping[int, tuple[float, float]],
    wege: Mapping[int, tuple[Sequence[int], Mapping[str, str]]],
) -> Path:
    """An OSM extract by hand (protocol buffers): nodes by number with longitude and latitude, ways with nodes and tags."""
    texte = ["", *dict.fromkeys(text for _, tags in wege.values() for paar in tags.items() for text in paar)]
    tabelle = b"".join(_feld(1, text.encode()) for text in texte)
    punkte = b"".join(
        _feld(
            1,
            _zahl(1, _zickzack(nr))
            + _zahl(8, _zickzack(round(lat * 1e7)))
            + _zahl(9, _zickzack(round(lon * 1e7))),
        )
        for nr, (lon, lat) in sorted(knoten.items())
    )
    linien = b"".join(
        _feld(
            3,
            _zahl(1, nr)
            + _reihe(2, map(texte.index, tags))
            + _reihe(3, map(texte.index, tags.values()))
            + _reihe(8, _schritte(refs)),
        )
        for nr, (refs, tags) in sorted(wege.items())
    )
    kopf = b"".join(_feld(4, text) for text in (b"OsmSchema-V0.6", b"DenseNodes"))
    daten = _feld(1, tabelle) + _feld(2, punkte) + _feld(2, linien)
    pfad.write_bytes(_block(b"OSMHeader", kopf) + _block(b"OSMData", daten))
    return pfad


def _block(art: bytes, inhalt: bytes) -> bytes:
    blob = _zahl(2, len(inhalt)) + _feld(3, zlib.compress(inhalt))
    kopf = _feld(1, art) + _zahl(3, len(blob))
    return len(kopf).to_bytes(4, "big") + kopf + blob


def _feld(nummer: int, inhalt: bytes) -> bytes:
    return _varint(nummer << 3 | 2) + _varint(len(inhalt)) + inhalt


def _zahl(nummer: int, wert: int) -> bytes:
    return _varint(nummer << 3) + _varint(wert)


def _reihe(nummer: int, werte: Iterable[int]) -> bytes:
    return _feld(nummer, b"".join(map(_varint, werte)))


def _schritte(nummern: Sequence[int]) -> Iterable[int]:
    return (_zickzack(b - a) for a, b in zip([0, *nummern], nummern, strict=False))


def _zickzack(wert: int) -> int:
    return wert << 1 if wert >= 0 else (-wert << 1) - 1


def _varint(wert: int) -> bytes:
    teile = bytearray()
    while wert > 0x7F:
        teile.append(wert & 0x7F | 0x80)
        wert >>= 7
    return bytes([*teile, wert])
