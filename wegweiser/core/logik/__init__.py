"""Decided reachability: which questions, options, rules and conditions of a guide answers can lead to, with witnesses.

Importing this package loads z3, so it is imported inside functions only.
"""

from wegweiser.core.logik.entscheidung import Auskunft, Logik, ist_zeuge, ist_zulaessig
from wegweiser.core.logik.ziele import (
    Alle,
    Bedingung,
    FrageGestellt,
    FrageUebergangen,
    OptionGewaehlt,
    RegelErgebnis,
    Ziel,
)

__all__ = [
    "Alle",
    "Auskunft",
    "Bedingung",
    "FrageGestellt",
    "FrageUebergangen",
    "Logik",
    "OptionGewaehlt",
    "RegelErgebnis",
    "Ziel",
    "ist_zeuge",
    "ist_zulaessig",
]
