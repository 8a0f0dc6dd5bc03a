"""Köln out of its real files, through the readers; only the net in the metres of its file is read by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from wegweiser.adapters.daten.leser import erkenne, lies
from wegweiser.core.raum.ausschnitt import assign_raeume, select_zellen
from wegweiser.model.daten import Datei
from wegweiser.model.raum import Orte, Raum, Wege, Zellen

NUR_LESEN = datetime(2026, 11, 25, tzinfo=UTC)


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
    """Everything once."""
    stadtteile = daten / "koeln-stadtteile"
    raeume: tuple[Raum, ...] = read_datei(stadtteile / "Stadtteil.shp")
    zellen: Zellen = read_datei(daten / "koeln-zensus2022-100m/Zensus2022_Bevoelkerungszahl_100m-Gitter.csv")
    teil = assign_raeume(raeume, zellen.x, zellen.y)
    strassen = stadtteile / "Strassenabschnitt.shp"
    vor_ort = CRS(pyogrio.raw.read(strassen, max_features=1)[0]["crs"])
    return Koeln(
        zellen=select_zellen(zellen, teil >= 0),
        teil=teil[teil >= 0],
        teile=tuple(raum.name for raum in raeume),
        flaechen=np.array([raum.flaeche for raum in raeume]),
        orte={
            pfad.stem.removeprefix("amenity_"): read_datei(pfad)
            for pfad in sorted((daten / "koeln-osm-poi").glob("*.geojson"))
        },
        spielplaetze=read_datei(stadtteile / "spielplaetze.geojson"),
        wege=read_datei(strassen),
        wege_vor_ort=_read_vor_ort(strassen),
        nach_vor_ort=Transformer.from_crs(3035, vor_ort, always_xy=True),
    )


def read_datei(pfad: Path) -> Any:
    """The content of a file, as the reader takes it without anybody to ask."""
    gefunden = erkenne(pfad)
    datei = Datei(
        id=pfad.stem.lower(),
        datei=pfad.name,
        art=gefunden.art,
        format=gefunden.format,
        eingelesen=NUR_LESEN,
        sha256="",
        groesse=pfad.stat().st_size,
        lesart=gefunden.lesart,
        spalten=gefunden.spalten,
    )
    return lies(pfad, datei).inhalt


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


def _read_vor_ort(pfad: Path) -> Wege:
    _, _, wkb, _ = pyogrio.raw.read(pfad, columns=[])
    linien = np.asarray(shapely.from_wkb(wkb))
    enden = [shapely.get_coordinates(shapely.get_point(linien, nr)).round() for nr in (0, -1)]
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
