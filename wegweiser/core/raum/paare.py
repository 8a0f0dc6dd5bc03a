"""Pairs of cell and place within a threshold, block by block: as many as memory allows, never all at once."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from wegweiser.core.raum.naehe import build_baum, build_geometrien, build_punkte
from wegweiser.model.raum import Orte, Zahlen, Zellen

# Pairs that may be in memory at the same time; 24 bytes each and twice as much while they are worked with.
_HOECHSTENS_PAARE = 4_000_000
_FLAECHEN = 50  # areas worked with at a time; one may hold all cells


class Paare(NamedTuple):
    """Numbers of cells and places with their distance; all pairs of one place stand in the same block."""

    zelle: NDArray[np.int64]
    ort: NDArray[np.int64]
    distanz: Zahlen


def iter_paare(
    zellen: Zellen, orte: Orte, schwelle: float, *, flaechen: bool = False, baum: cKDTree | None = None
) -> Iterator[Paare]:
    """All pairs in a straight line; with `flaechen` to the edge of areas. `baum` holds the cells, where there is one."""
    if not orte.id or not len(zellen.x):
        return
    if flaechen and any(flaeche is not None for flaeche in orte.flaeche):
        yield from _iter_flaechen(zellen, orte, schwelle)
        return
    baum = baum or build_baum(zellen)
    punkte = np.column_stack((orte.x, orte.y))
    anzahlen = np.asarray(baum.query_ball_point(punkte, schwelle, return_length=True), dtype=np.int64)
    for block in iter_bloecke(anzahlen):
        treffer = cKDTree(punkte[block]).sparse_distance_matrix(baum, schwelle, output_type="ndarray")
        yield Paare(treffer["j"], treffer["i"] + block.start, treffer["v"])


def iter_bloecke(anzahlen: NDArray[np.int64], hoechstens: int = _HOECHSTENS_PAARE) -> Iterator[slice]:
    """Runs of places whose pairs together stay below the limit."""
    beginn, summe = 0, 0
    for nr, anzahl in enumerate(anzahlen.tolist()):
        if summe and summe + anzahl > hoechstens:
            yield slice(beginn, nr)
            beginn, summe = nr, 0
        summe += anzahl
    if beginn < len(anzahlen):
        yield slice(beginn, len(anzahlen))


def _iter_flaechen(zellen: Zellen, orte: Orte, schwelle: float) -> Iterator[Paare]:
    punkte = build_punkte(zellen.x, zellen.y)
    baum = shapely.STRtree(punkte)
    geometrien = build_geometrien(orte)
    shapely.prepare(geometrien)
    for nr in range(0, len(geometrien), _FLAECHEN):
        block = geometrien[nr : nr + _FLAECHEN]
        ort, zelle = baum.query(block, predicate="dwithin", distance=schwelle)
        yield Paare(zelle, ort + nr, np.asarray(shapely.distance(punkte[zelle], block[ort])))
