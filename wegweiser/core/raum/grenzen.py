"""The boundary of a Quartier: areas found by key or name, a circle, and which points lie inside."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

from wegweiser.ausdruck.vorschlag import fold_umlaute
from wegweiser.model.raum import Marken, Raum, Zahlen

Flaeche: TypeAlias = BaseGeometry
_BOGEN = 32  # segments of a quarter circle: 0.04 percent less area than the circle


def find_raeume(raeume: Iterable[Raum], text: str) -> tuple[Raum, ...]:
    """Areas by key, else by name, else by a part of the name; several where the name is not unique."""
    alle, gesucht = tuple(raeume), fold_umlaute(text.strip())
    namen = [(raum, fold_umlaute(raum.name)) for raum in alle]
    return (
        tuple(raum for raum in alle if raum.id.casefold() == gesucht)
        or tuple(raum for raum, name in namen if name == gesucht)
        or tuple(raum for raum, name in namen if gesucht and gesucht in name)
    )


def build_punkt(x: float, y: float) -> Flaeche:
    """A point."""
    return Point(x, y)


def build_kreis(x: float, y: float, radius: float) -> Flaeche:
    """A circle around a point, in metres."""
    return build_punkt(x, y).buffer(radius, quad_segs=_BOGEN)


def merge_flaechen(raeume: Sequence[Raum]) -> Flaeche:
    """All areas as one."""
    return shapely.union_all([raum.flaeche for raum in raeume])


def find_innere(flaeche: Flaeche, x: Zahlen, y: Zahlen) -> Marken:
    """Which points lie inside; one exactly on the boundary does not."""
    shapely.prepare(flaeche)
    return shapely.contains_xy(flaeche, x, y)


def compute_ueberschuss(raeume: Sequence[Raum], stadt: Flaeche) -> float:
    """By which share the areas together are larger than the city (0.02: two percent), less than zero where smaller."""
    return float(sum(raum.flaeche.area for raum in raeume) / stadt.area - 1)
