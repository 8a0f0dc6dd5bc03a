"""Indicators: values that may be ranges, because what a statistics office withholds is unknown and not zero."""

from decimal import Decimal
from typing import NamedTuple

from wegweiser.model.base import modell
from wegweiser.model.daten import Zeichen


class Spanne(NamedTuple):
    """A value between two bounds (both included); an exact one has equal bounds."""

    unten: Decimal
    oben: Decimal

    @property
    def genau(self) -> bool:
        """Whether it is one value."""
        return self.unten == self.oben


@modell
class Kennzahlwert:
    """A published figure of an area: value, or the official sign that stands in its place."""

    raum_id: str
    raum: str
    ebene: str
    merkmal: str  # table and row of the source, e.g. "Alter: 65 - < 75"
    jahr: int
    wert: Spanne | None
    zeichen: Zeichen | None = None
    datei: str = ""  # id of the Datei it comes from
