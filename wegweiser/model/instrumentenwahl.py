"""Which instruments of analysis fit here, what they take, and in which order one would use them."""

from typing import NamedTuple

from wegweiser.model.base import modell
from wegweiser.model.katalog import Instrument, Instrumentklasse
from wegweiser.model.rechenweg import Rechenweg

# The order of work: look at what is there, go and see, listen, bring together.
REIHE: tuple[Instrumentklasse, ...] = ("daten", "sehen", "hoeren", "zusammen")
_VORN = "empfohlen_"


class Aufwandsspanne(NamedTuple):
    """Person-days from … to; `ohne_angabe` instruments have no figure."""

    von: int
    bis: int
    ohne_angabe: int


@modell
class Instrumentenwahl:
    """Recommended instruments in order of work, and those that hang on missing answers (labels in `fehlend`).

    `tage` is what there is; None where nobody said. `stichprobe` says how many answers and letters a survey takes.
    """

    empfohlen: tuple[Instrument, ...]
    offen: tuple[Instrument, ...] = ()
    fehlend: tuple[str, ...] = ()
    aufwand: Aufwandsspanne
    tage: int | None = None
    stichprobe: tuple[Rechenweg, ...] = ()

    @property
    def zu_viel(self) -> bool:
        """Even the least effort is more than there are days."""
        return self.tage is not None and self.aufwand.von > self.tage


def name_empfehlung(instrument: str) -> str:
    """The derived value of the guide that says whether an instrument fits."""
    return f"{_VORN}{instrument.replace('-', '_')}"


def is_empfehlung(name: str) -> bool:
    """Whether a derived value says that of an instrument, be it one this city does not use."""
    return name.startswith(_VORN)


@modell
class Klassenstand:
    """From which classes the instruments used so far are, and how many classes there should be."""

    klassen: tuple[Instrumentklasse, ...]
    mindestens: int
