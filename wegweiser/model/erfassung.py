"""What comes back on paper: one value per card, dots per option, and what is made of them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from wegweiser.model.base import Wert, field, modell

# einzeln: one card, or all the same · rang, anteile: from votes · mitte: median · mehrheit: most votes ·
# auswahl: those with enough votes · zeilen: texts below each other · verschieden: nothing to count, somebody chooses
Rechenart = Literal["einzeln", "rang", "anteile", "mitte", "mehrheit", "auswahl", "zeilen", "verschieden"]

SCHWELLE = 50  # per cent of the cards from which on a choice is proposed as chosen


@modell
class Stapel:
    """Everything typed for one question and not taken over yet."""

    werte: tuple[Wert, ...] = ()
    punkte: Mapping[str, int] = field(default_factory=dict)

    @property
    def leer(self) -> bool:
        """Nothing was typed, everything was taken back, or nobody has put a dot."""
        return not self.werte and not any(self.punkte.values())


@modell
class Umrechnung:
    """The value a question takes from its cards and dots; None while somebody has to decide.

    `gleichauf` holds the possibilities between which the numbers do not decide, in groups; `vorlaeufig` is what is
    proposed meanwhile. `stimmen` counts by option, in the order of the options.
    """

    art: Rechenart
    wert: Wert | None
    vorlaeufig: Wert | None = None
    gleichauf: tuple[tuple[str, ...], ...] = ()
    stimmen: Mapping[str, int] = field(default_factory=dict)
    karten: int = 0
    punkte: int = 0
    mittel: Decimal | None = None
