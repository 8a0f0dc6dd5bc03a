"""The one gap value, from the scales of a workshop as from data."""

from bisect import bisect_left
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

from wegweiser.model.lueckenindex import ALLE, Lueckenklasse, Setzungen

Zahl = TypeVar("Zahl", Decimal, float)

_STUFEN = 4
_GLEICH = 10  # digits in which two values have to agree to count as equal, whatever order they were added in


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


def compute_prioritaet(luecken: Mapping[str, float], theta: float) -> float:
    """P(s) = (1 − θ) · L(alle) + θ · max L: the average, and the group worst off."""
    return (1 - theta) * luecken[ALLE] + theta * max(luecken.values())


def order_key(wert: float) -> float:
    """What to sort by, largest first."""
    return -round(wert, _GLEICH)


def rank_werte(werte: Mapping[str, float]) -> dict[str, int]:
    """1 for the largest; equal values share the better rank, so that the alphabet decides nothing."""
    folge = sorted(order_key(wert) for wert in werte.values())
    return {name: bisect_left(folge, order_key(wert)) + 1 for name, wert in werte.items()}
