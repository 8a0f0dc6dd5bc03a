"""Köln out of its real files, read in a few lines of its own: the referee for readers and computations alike."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyogrio.raw
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from wegweiser.model.raum import Orte, Wege, Zellen


@dataclass(frozen=True, eq=False, kw_only=True)
class Koeln:
    """Cells inside the city with the number of their district, all places, and the axes of streets."""

    zellen: Zellen
    teil: NDArray[np.int64]
    teile: tuple[str, ...]
    flaechen: NDArray[np.object_]
    orte: Mapping[str, Orte]
    spielplaetze: Orte
    wege: Wege
    wege_vor_ort: Wege  # in the metres of the file, nodes rounded to whole ones
    nach_vor_ort: Transformer

    def teil_von(self, name: str) -> NDArray[np.bool_]:
        """The cells of a district."""
        return np.equal(self.teil, self.teile.index(name))


def load_koeln(daten: Path) -> Koeln:
    """Everything once; half a second."""
    nach, vor_ort, flaechen, namen = _read_flaechen(daten / "koeln-stadtteile")
    werte = np.loadtxt(
        daten / "koeln-zensus2022-100m/Zensus2022_Bevoelkerungszahl_100m-Gitter.csv",
        delimiter=";",
        skiprows=1,
        usecols=(1, 2, 3),
    )
    zelle, teil = shapely.STRtree(flaechen).query(shapely.points(werte[:, :2]), predicate="within")
    assert len(np.unique(zelle)) == len(zelle)  # each cell in one district at most
    x, y, einwohner = werte[zelle].T
    nach_3035 = Transformer.from_crs(4326, 3035, always_xy=True)
    strassen = daten / "koeln-stadtteile/Strassenabschnitt.shp"
    return Koeln(
        zellen=Zellen(x=x, y=y, weite=100, merkmale={"einwohner": einwohner}),
        teil=teil,
        teile=namen,
        flaechen=flaechen,
        orte={
            pfad.stem.removeprefix("amenity_"): _read_orte(pfad, nach_3035)
            for pfad in sorted((daten / "koeln-osm-poi").glob("*.geojson"))
        },
        spielplaetze=_read_spielplaetze(daten / "koeln-stadtteile/spielplaetze.geojson", nach_3035),
        wege=_read_wege(strassen, nach, 1),
        wege_vor_ort=_read_wege(strassen, None, 0),
        nach_vor_ort=vor_ort,
    )


def _transform(geometrien: NDArray[np.object_], nach: Transformer) -> NDArray[np.object_]:
    return np.asarray(
        shapely.transform(geometrien, lambda xy: np.column_stack(nach.transform(xy[:, 0], xy[:, 1])))
    )


def _read_flaechen(ordner: Path) -> tuple[Transformer, Transformer, NDArray[np.object_], tuple[str, ...]]:
    kopf, _, wkb, felder = pyogrio.raw.read(ordner / "Stadtteil.shp", columns=["STT_NAME"])
    vor_ort = CRS(kopf["crs"])
    nach = Transformer.from_crs(vor_ort, 3035, always_xy=True)
    zurueck = Transformer.from_crs(3035, vor_ort, always_xy=True)
    return nach, zurueck, _transform(np.asarray(shapely.from_wkb(wkb)), nach), tuple(felder[0])


def _read_orte(pfad: Path, nach: Transformer) -> Orte:
    objekte = json.loads(pfad.read_bytes())["features"]
    lage = np.array([objekt["geometry"]["coordinates"] for objekt in objekte])
    namen = tuple(objekt["properties"].get("tags/name") or "" for objekt in objekte)
    klasse = pfad.stem.removeprefix("amenity_")
    return build_orte(
        *nach.transform(lage[:, 0], lage[:, 1]),
        id=tuple(objekt["id"] for objekt in objekte),
        name=namen,
        merkmale=tuple({"amenity": klasse, "name": name} for name in namen),
    )


def build_orte(x: object, y: object, **angaben: object) -> Orte:
    """Places without anything else known."""
    xs = np.asarray(x, dtype=np.float64)
    leer: dict[str, object] = {
        "id": tuple(f"o{nr}" for nr in range(len(xs))),
        "name": ("",) * len(xs),
        "dienst": ("",) * len(xs),
        "kapazitaet": np.full(len(xs), np.nan),
        "flaeche": (None,) * len(xs),
        "merkmale": ({},) * len(xs),
    }
    return Orte(x=xs, y=np.asarray(y, dtype=np.float64), **(leer | angaben))  # type: ignore[arg-type]


def build_zellen(x: object, y: object, einwohner: object, **merkmale: object) -> Zellen:
    """Cells of 100 m with persons."""
    felder = {"einwohner": einwohner, **{name.replace("_", "-"): wert for name, wert in merkmale.items()}}
    return Zellen(
        x=np.asarray(x, dtype=np.float64),
        y=np.asarray(y, dtype=np.float64),
        weite=100,
        merkmale={name: np.asarray(wert, dtype=np.float64) for name, wert in felder.items()},
    )


def _read_spielplaetze(pfad: Path, nach: Transformer) -> Orte:
    objekte = json.loads(pfad.read_bytes())["features"]
    geometrien = np.asarray(shapely.from_geojson([json.dumps(objekt["geometry"]) for objekt in objekte]))
    flaechen = _transform(geometrien, nach)
    mitten = shapely.point_on_surface(flaechen)
    return build_orte(
        shapely.get_x(mitten),
        shapely.get_y(mitten),
        flaeche=tuple(flaechen),
        dienst=("spielplatz",) * len(flaechen),
    )


def _read_wege(pfad: Path, nach: Transformer | None, stellen: int) -> Wege:
    _, _, wkb, _ = pyogrio.raw.read(pfad, columns=[])
    linien = np.asarray(shapely.from_wkb(wkb))
    linien = linien if nach is None else _transform(linien, nach)
    enden = [shapely.get_coordinates(shapely.get_point(linien, nr)).round(stellen) for nr in (0, -1)]
    knoten, nummer = np.unique(np.vstack(enden), axis=0, return_inverse=True)
    von, bis = np.ravel(nummer).reshape(2, -1)
    return Wege(
        x=knoten[:, 0],
        y=knoten[:, 1],
        von=von,
        nach=bis,
        laenge=np.asarray(shapely.length(linien)),
        treppe=np.zeros(len(linien), dtype=bool),
    )
