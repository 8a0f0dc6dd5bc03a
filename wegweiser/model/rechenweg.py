"""A result with the steps that led to it."""

from decimal import Decimal

from wegweiser.model.base import modell


@modell
class Rechenweg:
    """A computed figure; without `wert` it lacks the answers in `fehlend` (labels of questions)."""

    name: str
    titel: str
    art: str
    wert: Decimal | str | bool | None
    schritte: tuple[str, ...] = ()
    fehlend: tuple[str, ...] = ()
