"""Space as arrays: grid cells, places, areas, paths. All coordinates are metres in EPSG:3035 (ETRS89-LAEA)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Flaeche: TypeAlias = BaseGeometry  # for modules that hand boundaries on and must not know shapely
LAGEBEZUG = "EPSG:3035"
Zahlen = NDArray[np.float64]
Marken = NDArray[np.bool_]


@dataclass(frozen=True, eq=False, kw_only=True)
class Zellen:
    """Grid cells: centres (n,), edge in metres, and per feature a value (n,); NaN is unknown, never zero.

    `klammer` marks values the source calls little reliable.
    """

    x: Zahlen
    y: Zahlen
    weite: int
    merkmale: Mapping[str, Zahlen]
    klammer: Mapping[str, Marken] = field(default_factory=dict)

    @property
    def einwohner(self) -> Zahlen:
        """Persons per cell; where a file has none, NaN."""
        return self.merkmale.get("einwohner", np.full(len(self.x), np.nan))


@dataclass(frozen=True, eq=False, kw_only=True)
class Orte:
    """Places: a point each (n,), the service it offers, capacity (NaN unknown), area where it is one, tags as they came."""

    id: tuple[str, ...]
    name: tuple[str, ...]
    dienst: tuple[str, ...]
    x: Zahlen
    y: Zahlen
    kapazitaet: Zahlen
    flaeche: tuple[BaseGeometry | None, ...]
    merkmale: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class Raum:
    """One area: key (always text), name, level of the division, boundary."""

    id: str
    name: str
    ebene: str
    flaeche: BaseGeometry


@dataclass(frozen=True, eq=False, kw_only=True)
class Wege:
    """Paths as a graph: nodes (n,), edges (m,) between node numbers with their length in metres; steps are marked."""

    x: Zahlen
    y: Zahlen
    von: NDArray[np.int64]
    nach: NDArray[np.int64]
    laenge: Zahlen
    treppe: Marken


@dataclass(frozen=True, eq=False, kw_only=True)
class Quartier:
    """The boundary everything is clipped to, and the city around it where one is known."""

    titel: str
    flaeche: BaseGeometry
    stadt: BaseGeometry | None = None
