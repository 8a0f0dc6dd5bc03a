"""Ranges: what is worked out from them holds every value that exact numbers inside them could give."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.kennzahl import Spanne

NULL = Spanne(Decimal(0), Decimal(0))


def build_spanne(unten: Decimal | int, oben: Decimal | int | None = None) -> Spanne:
    """One value, or the range between two."""
    return Spanne(Decimal(unten), Decimal(unten if oben is None else oben))


def sum_spannen(spannen: Iterable[Spanne]) -> Spanne:
    """The sum of independent values."""
    alle = tuple(spannen)
    return Spanne(sum((s.unten for s in alle), Decimal(0)), sum((s.oben for s in alle), Decimal(0)))


def subtract(links: Spanne, rechts: Spanne) -> Spanne:
    """The difference of independent values."""
    return Spanne(links.unten - rechts.oben, links.oben - rechts.unten)


def divide(zaehler: Spanne, nenner: Spanne, mal: int = 1) -> Spanne | None:
    """Independent counts divided, times `mal`; None where the denominator may be zero."""
    if nenner.unten <= 0:
        return None
    if zaehler.genau and nenner.genau:
        return build_spanne(zaehler.unten * mal / nenner.unten)
    unten = _divide(zaehler.unten * mal, nenner.oben if zaehler.unten >= 0 else nenner.unten, ROUND_FLOOR)
    oben = _divide(zaehler.oben * mal, nenner.unten if zaehler.oben >= 0 else nenner.oben, ROUND_CEILING)
    return Spanne(unten, oben)


def compute_anteil(teil: Spanne, rest: Spanne, mal: int = 100) -> Spanne | None:
    """Share of a part in part and rest, times `mal`: the part is in both, so it is narrower than a plain division."""
    if teil.unten + rest.unten <= 0:
        return None
    if teil.genau and rest.genau:
        return build_spanne(teil.unten * mal / (teil.unten + rest.unten))
    unten = _divide(teil.unten * mal, teil.unten + rest.oben, ROUND_FLOOR)
    return Spanne(unten, _divide(teil.oben * mal, teil.oben + rest.unten, ROUND_CEILING))


def _divide(links: Decimal, rechts: Decimal, richtung: str) -> Decimal:
    with localcontext() as umgebung:
        umgebung.rounding = richtung
        return links / rechts


def format_spanne(spanne: Spanne, stellen: int = 2) -> str:
    """A value as Germans write it, a range with a dash between its bounds; whole numbers without decimals."""
    unten, oben = (_format(wert, stellen) for wert in spanne)
    return unten if unten == oben else f"{unten} – {oben}"


def _format(wert: Decimal, stellen: int) -> str:
    ganz = wert == wert.to_integral_value()
    return format_zahl(wert.quantize(Decimal(1) if ganz else Decimal(1).scaleb(-stellen))).replace("-", "−")
