"""Catalogue entries about indicators: how one is worked out, which ages a ratio means, what is published elsewhere."""

from decimal import Decimal
from typing import Literal

from wegweiser.model.base import modell
from wegweiser.model.eintrag import Eintrag

# Which end of an indicator is good: a high value, a low one, or none (it only describes).
Gunst = Literal["hoch", "niedrig", "ohne"]
Vergleichsraum = Literal["stadt", "land"]
Gewicht = Literal["einwohner", "wohnungen"]


@modell
class Indikator(Eintrag):
    """A figure that describes an area: how it is worked out, what it is compared with, where its parts are found.

    `zaehler` and `nenner` are names of counts in statistics (`einwohner`), ages as written (`unter 18`) or a part of the
    Altersgrenzen (`jung`, `mittel`, `alt`); `woerter` the names of a rate that is delivered ready. `zellen` is the feature
    of a grid, `gewicht` what its mean has to be weighted by. `geheim`: a part of few persons is not shown.
    """

    einheit: str
    formel: str
    guenstig: Gunst = "ohne"
    daten: str
    ebene: str
    vergleich: tuple[Vergleichsraum, ...] = ()
    zaehler: tuple[str, ...] = ()
    nenner: tuple[str, ...] = ()
    mal: int | None = None
    woerter: tuple[str, ...] = ()
    zellen: str | None = None
    gewicht: Gewicht | None = None
    geheim: bool = False


@modell
class Altersgrenze(Eintrag):
    """Which ages count as young, middle and old in ratios: the same name, three formulas."""

    jung: str
    mittel: str
    alt: str
    standard: bool = False


@modell
class Vergleichswert(Eintrag):
    """A published figure of a city, a Land or the country; `bis` where the source gives a range.

    `einheit` only where it is not that of the indicator: such a figure is shown, never compared.
    """

    indikator: str
    raum: str
    wert: Decimal
    bis: Decimal | None = None
    zeitpunkt: str | None = None
    einheit: str | None = None
    definition: str | None = None
    art: str | None = None
    hinweis: str | None = None
