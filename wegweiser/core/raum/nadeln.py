"""Pins from a map, a walk, a mapping: how many of which kind lie in the Quartier; counts of marks, never shares of people."""

from collections import Counter

from wegweiser.core.raum.ausschnitt import clip_orte
from wegweiser.model.quartiersbild import Nadelzahl
from wegweiser.model.raum import Orte, Quartier


def count_nadeln(nadeln: Orte, quartier: Quartier | None) -> tuple[Nadelzahl, ...]:
    """By kind, most first; those within the boundary where there is one. What people wrote stays in the file."""
    innen = clip_orte(nadeln, quartier) if quartier else nadeln
    zahl = Counter(merkmale.get("art", "") for merkmale in innen.merkmale)
    return tuple(
        Nadelzahl(art, anzahl) for art, anzahl in sorted(zahl.items(), key=lambda paar: (-paar[1], paar[0]))
    )
