"""How many people of a Zielgruppe live in each cell, as far as the grid counts them."""

from typing import Final, NamedTuple

import numpy as np

from wegweiser.model.raum import Zahlen, Zellen

# Zielgruppen whose count or share the census has under another name, and those it has something close to: where children
# live, families do, though nobody counted them.
_MERKMAL: Final = {"kinder-jugend": "unter-18"}
_NAHE: Final = {"familien": "unter-18"}
_ANTEIL: Final = "anteil-"


class Gruppenzahl(NamedTuple):
    """Persons per cell (NaN unknown), how many at most, and whether others stand in for the group."""

    personen: Zahlen
    hoechstens: Zahlen
    stellvertretend: bool


def count_gruppe(zellen: Zellen, gruppe: str) -> Gruppenzahl:
    """A count of the group, or of those close to it; else its share of the inhabitants; else all of them in its place."""
    einwohner = zellen.einwohner
    if gruppe == "alle":
        return Gruppenzahl(einwohner, einwohner, stellvertretend=False)
    name, nur_nahe = _MERKMAL.get(gruppe, _NAHE.get(gruppe, gruppe)), gruppe in _NAHE
    if (zahl := zellen.merkmale.get(name)) is not None:
        return Gruppenzahl(_fill_leere(zahl, einwohner), einwohner, nur_nahe)
    if (anteil := zellen.merkmale.get(_ANTEIL + name)) is not None:
        return Gruppenzahl(_fill_leere(anteil * einwohner / 100, einwohner), einwohner, nur_nahe)
    return Gruppenzahl(einwohner, einwohner, stellvertretend=True)


def _fill_leere(zahl: Zahlen, einwohner: Zahlen) -> Zahlen:
    """Where nobody lives, none of the group does."""
    return np.where(np.isnan(zahl) & (einwohner == 0), 0.0, zahl)
