"""Figures of areas are those of a Quartier only where the areas are the Quartier."""

import shapely

from wegweiser.core.raum.deckung import find_deckende
from wegweiser.model.raum import Quartier, Raum

RAEUME = tuple(
    Raum(
        id=str(nr),
        name=f"Teil {nr}",
        ebene="stadtteil",
        flaeche=shapely.box(nr * 100, 0, nr * 100 + 100, 100),
    )
    for nr in range(4)
)


def _find(links: float, unten: float, rechts: float, oben: float) -> list[str]:
    return [
        raum.id
        for raum in find_deckende(Quartier(titel="", flaeche=shapely.box(links, unten, rechts, oben)), RAEUME)
    ]


def test_areas_that_are_the_quartier() -> None:
    assert _find(0, 0, 200, 100) == ["0", "1"]
    assert _find(-3, -2, 203, 101) == ["0", "1"]  # two boundaries never quite agree


def test_areas_that_fit_only_roughly_are_none() -> None:
    assert _find(0, 0, 150, 100) == []  # half an area more
    assert _find(40, 0, 140, 100) == []
    assert _find(900, 900, 950, 950) == []
