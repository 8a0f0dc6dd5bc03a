"""What changing an answer does to everything else."""

from decimal import Decimal
from typing import TypeAlias

from wegweiser.model.antworten import Adresse
from wegweiser.model.base import modell
from wegweiser.model.lage import Station
from wegweiser.model.unterschied import Ergebnisunterschied

Rechenwert: TypeAlias = Decimal | str | bool | None


@modell
class Wertwechsel:
    """A derived value before and after; None where answers are missing. `massnahme` is the title of its record."""

    name: str
    titel: str
    massnahme: str
    art: str
    einheit: str | None
    alt: Rechenwert
    neu: Rechenwert


@modell
class Wirkung:
    """Questions that are no longer asked or newly asked, answers that rest or come back, results and values that change."""

    entfallen: tuple[Station, ...] = ()
    hinzu: tuple[Station, ...] = ()
    ruhen: tuple[Adresse, ...] = ()
    wieder: tuple[Adresse, ...] = ()
    ergebnisse: tuple[Ergebnisunterschied, ...] = ()
    werte: tuple[Wertwechsel, ...] = ()

    @property
    def leer(self) -> bool:
        """Nothing else changes."""
        return not (
            self.entfallen or self.hinzu or self.ruhen or self.wieder or self.ergebnisse or self.werte
        )
