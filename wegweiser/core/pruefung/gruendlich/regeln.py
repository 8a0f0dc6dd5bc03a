"""Rules that say the same for the same entries."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from wegweiser.ausdruck import Ausdruck
from wegweiser.ausdruck.knoten import Knoten
from wegweiser.core.pruefung.fund import Fund, Fundort
from wegweiser.core.pruefung.wissen import Wissen
from wegweiser.model.regel import Regel

# Of rules that say the same at different times, only so many are compared with a new one.
_VERGLEICHE = 20


def check_gleiche(wissen: Wissen) -> Iterator[Fund]:
    """Same condition, same demand, an entry in common, at the same time."""
    formen: defaultdict[object, list[tuple[int, Regel]]] = defaultdict(list)
    for nr, regel in enumerate(wissen.leitfaden.regeln):
        form = (regel.katalog, _build_form(wissen, regel.wenn), _build_form(wissen, regel.muss))
        formen[form].append((nr, regel))
    for regeln in formen.values():
        if len(regeln) > 1:
            yield from _check_form(wissen, regeln)


def _check_form(wissen: Wissen, regeln: Sequence[tuple[int, Regel]]) -> Iterator[Fund]:
    bisher: defaultdict[str, list[Regel]] = defaultdict(list)
    for nr, regel in regeln:
        ziele = _list_ziele(wissen, regel)
        kandidaten = (a for ziel in ziele for a in bisher[ziel][-_VERGLEICHE:])
        andere = next((a for a in kandidaten if _zugleich(regel, a)), None)
        if andere is not None:
            yield Fundort(f"regel:{nr}", ("id",)).fund("regel-gleich", andere=andere.id)
            continue
        for ziel in ziele:
            bisher[ziel].append(regel)


def _build_form(wissen: Wissen, text: str | None) -> object:
    """An expression without its places in the text."""
    ausdruck = wissen.parse(text) if text else None
    return _strip(ausdruck.wurzel) if isinstance(ausdruck, Ausdruck) else text


def _strip(knoten: Knoten) -> object:
    teile = [_strip_teil(teil) for teil in knoten[2:]]
    return (type(knoten).__name__, *teile)


def _strip_teil(teil: object) -> object:
    if isinstance(teil, tuple) and hasattr(teil, "_fields"):
        return _strip(teil)  # type: ignore[arg-type]  # every named tuple in a node is a node
    if isinstance(teil, tuple):
        return tuple(_strip_teil(einzelner) for einzelner in teil)
    return teil


def _list_ziele(wissen: Wissen, regel: Regel) -> tuple[str, ...]:
    """The entries a rule is about."""
    katalog = wissen.leitfaden.kataloge.get(regel.katalog)
    gilt = set(regel.gilt)
    return tuple(
        e.id
        for e in (katalog.eintraege if katalog else ())
        if not gilt.isdisjoint({"*", e.id, *(f"@{gruppe}" for gruppe in e.gruppen)})
    )


def _zugleich(eine: Regel, andere: Regel) -> bool:
    ab = max(eine.gueltig_ab or date.min, andere.gueltig_ab or date.min)
    return ab <= min(eine.gueltig_bis or date.max, andere.gueltig_bis or date.max)
