"""What the journeys of a guide visit, and what they leave out."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from wegweiser.model.base import modell

Zielart = Literal["frage", "option", "eintrag", "regel", "zweig", "pruefung"]

# What journeys should visit; a refused answer is worth a case, but not a duty.
PFLICHT: tuple[Zielart, ...] = ("frage", "option", "eintrag", "regel", "zweig")


class Ziel(NamedTuple):
    """One thing a journey can visit: a question, an option, a result of a rule, a side of a branch, a violated check.

    `zustand` is the option, the entry of the catalogue `name`, the result of the rule, or `wahr` and `falsch`.
    """

    art: Zielart
    name: str
    zustand: str = ""


class Posten(NamedTuple):
    """How many of a kind are visited."""

    besucht: int
    von: int

    @property
    def prozent(self) -> int:
        """Whole percent points, rounded down so that only everything is 100; of nothing, everything is visited."""
        return self.besucht * 100 // self.von if self.von else 100


@modell
class Abdeckung:
    """Every goal of a guide, in its order, and the cases that visit it."""

    faelle: tuple[str, ...]
    ziele: tuple[Ziel, ...]
    besuche: Mapping[Ziel, tuple[str, ...]]

    def find_posten(self, *arten: Zielart, zustaende: tuple[str, ...] = ()) -> Posten:
        """How many goals of these kinds are visited; with `zustaende` only those."""
        ziele = [z for z in self.ziele if z.art in arten and (not zustaende or z.zustand in zustaende)]
        return Posten(sum(ziel in self.besuche for ziel in ziele), len(ziele))

    def list_fehlende(self, *arten: Zielart) -> tuple[Ziel, ...]:
        """What no case visits, in guide order."""
        return tuple(ziel for ziel in self.ziele if ziel.art in arten and ziel not in self.besuche)
