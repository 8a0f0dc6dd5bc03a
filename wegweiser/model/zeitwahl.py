"""What one meeting of limited time asks, and what it leaves for another one."""

from decimal import Decimal
from typing import NamedTuple

from wegweiser.model.base import Runde, modell
from wegweiser.model.leitfaden import Abschnitt, Schritt


class Ausschnitt(NamedTuple):
    """What one meeting asks: of a round, within minutes, without what is personal; by default everything."""

    runde: Runde | None = None
    dauer: int | None = None
    ohne_persoenliches: bool = False


GANZ = Ausschnitt()


@modell
class Schrittwahl:
    """A Schritt (of one record) with the minutes its unanswered questions take."""

    abschnitt: Abschnitt
    schritt: Schritt
    satz: str
    satz_titel: str | None
    minuten: Decimal


@modell
class Zeitwahl:
    """Whole Schritte in guide order: those that fit into `dauer` minutes, and those that do not."""

    dauer: int
    gewaehlt: tuple[Schrittwahl, ...]
    ausgelassen: tuple[Schrittwahl, ...]
