"""Decided reachability: which questions, options, rules and conditions of a guide answers can lead to, with witnesses.

Importing this package loads z3, so it is imported inside functions only.
"""

from wegweiser.core.logik.entscheidung import Auskunft, Logik, ist_zeuge, ist_zulaessig
from wegweiser.core.logik.funde import find_logikfunde
from wegweiser.core.logik.ziele import (
    Alle,
    Bedingung,
    Eines,
    FrageGestellt,
    FrageUebergangen,
    OptionGewaehlt,
    Pruefungsausgang,
    RegelErgebnis,
    Ziel,
)

__all__ = [
    "Alle",
    "Auskunft",
    "Bedingung",
    "Eines",
    "FrageGestellt",
    "FrageUebergangen",
    "Logik",
    "OptionGewaehlt",
    "Pruefungsausgang",
    "RegelErgebnis",
    "Ziel",
    "find_logikfunde",
    "ist_zeuge",
    "ist_zulaessig",
]
