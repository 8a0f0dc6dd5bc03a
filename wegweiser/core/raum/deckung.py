"""Which areas of a division a Quartier consists of, where its boundary came from a file or a circle."""

from collections.abc import Sequence
from typing import Final

import shapely

from wegweiser.model.raum import Quartier, Raum

# So much of an area lies inside, and so much of the Quartier is made of such areas, that figures of both are the same.
FAST_GANZ: Final = 0.9


def find_deckende(quartier: Quartier, raeume: Sequence[Raum]) -> tuple[Raum, ...]:
    """The areas that together are the Quartier; none where they fit only roughly: then their figures are not its figures."""
    innen = [raum for raum in raeume if _compute_anteil(raum, quartier) >= FAST_GANZ]
    flaeche = quartier.flaeche.area
    if not innen or not flaeche:
        return ()
    gedeckt = shapely.intersection(shapely.union_all([raum.flaeche for raum in innen]), quartier.flaeche).area
    return tuple(innen) if gedeckt >= FAST_GANZ * flaeche else ()


def _compute_anteil(raum: Raum, quartier: Quartier) -> float:
    """How much of an area lies in the Quartier, 0 to 1."""
    if not raum.flaeche.area or not shapely.intersects(raum.flaeche, quartier.flaeche):
        return 0.0
    return float(shapely.intersection(raum.flaeche, quartier.flaeche).area / raum.flaeche.area)
