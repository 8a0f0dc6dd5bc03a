"""The one gap value, from the scales of a workshop as from data."""

from decimal import Decimal
from typing import TypeVar

from wegweiser.model.lueckenindex import Lueckenklasse, Setzungen

Zahl = TypeVar("Zahl", Decimal, float)

_STUFEN = 4


def compute_lueckenwert(bedarf: Zahl, angebot: Zahl) -> Zahl:
    """4·B·(1−V) with B and V from 0 to 1 (quartiersanalyse 7.4): 0 no gap, 4 the largest."""
    return _STUFEN * bedarf * (1 - angebot)


def compute_luecke(bedarf: float, angebot: float) -> float:
    """L = B·(1−V): the gap value as a share, 0 to 1."""
    return compute_lueckenwert(bedarf, angebot) / _STUFEN


def compute_klasse(luecke: float, setzungen: Setzungen) -> Lueckenklasse:
    """The class whose lower bound it reaches, the highest of them; bounds belong to the class above."""
    erreicht = [(ab, klasse) for klasse, ab in setzungen.klassen.items() if round(luecke, 9) >= ab]
    return max(erreicht)[1]
