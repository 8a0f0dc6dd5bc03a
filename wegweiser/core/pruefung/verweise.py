"""References: what is named must exist."""

from collections.abc import Collection, Iterator

from wegweiser.core.pruefung.fund import Fund, Fundort
from wegweiser.core.pruefung.wissen import Wissen
from wegweiser.errors import format_vorschlag
from wegweiser.errors.leitfaden import ZIELE


def check_verweis(ort: Fundort, wert: str, vorhanden: Collection[str], wo: str) -> Iterator[Fund]:
    """A name that has to be one of several."""
    if wert not in vorhanden:
        yield ort.fund("verweis", wert=wert, wo=wo, vorschlag=format_vorschlag(wert, vorhanden))


def check_quelle(wissen: Wissen, ort: Fundort, quelle: str | None) -> Iterator[Fund]:
    """A source, where one is named."""
    if quelle is not None:
        yield from check_verweis(ort.bei("quelle"), quelle, wissen.leitfaden.quellen, ZIELE["quellen"])
