"""The indicators of a Quartier from all sources together: statistics before grid, grid before what was typed in."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from wegweiser.core.indikatoren.vergleich import add_stadt, add_veroeffentlichte
from wegweiser.core.indikatoren.wissen import Indikatorwissen
from wegweiser.model.kennzahl import Indikatorwert


def combine_indikatoren(
    wissen: Indikatorwissen,
    statistik: Sequence[Indikatorwert] = (),
    gitter: Sequence[Indikatorwert] = (),
    gitter_stadt: Sequence[Indikatorwert] = (),
    angaben: Sequence[Indikatorwert] = (),
    vergleichsraeume: Collection[str] = (),
) -> tuple[Indikatorwert, ...]:
    """One value per indicator, the best source first, in the order of the catalogue.

    A source without a value (withheld, too few persons) gives way to the next one that has one.
    """
    stadt = {wert.id: wert for wert in gitter_stadt}
    verglichen = [
        add_veroeffentlichte(add_stadt(wert, stadt.get(wert.id)), wissen, vergleichsraeume) for wert in gitter
    ]
    werte: dict[str, Indikatorwert] = {}
    for wert in (*statistik, *verglichen, *angaben):
        if wert.id not in werte or (werte[wert.id].wert is None and wert.wert is not None):
            werte[wert.id] = wert
    reihe: Mapping[str, int] = {indikator.id: nr for nr, indikator in enumerate(wissen.indikatoren)}
    return tuple(sorted(_select_definition(werte.values()), key=lambda wert: reihe[wert.indikator]))


def _select_definition(werte: Iterable[Indikatorwert]) -> Iterable[Indikatorwert]:
    """One definition per indicator: two old-age ratios must not stand in one table.

    The usual one comes first; another only where the usual limits lie inside classes and its own do not.
    """
    beste: dict[str, Indikatorwert] = {}
    for wert in werte:
        bisher = beste.get(wert.indikator)
        if bisher is None or _is_besser(wert, bisher):
            beste[wert.indikator] = wert
    return beste.values()


def _is_besser(wert: Indikatorwert, bisher: Indikatorwert) -> bool:
    unscharf = bisher.wert is None or "klasse-zerschnitten" in bisher.hinweise
    return unscharf and wert.wert is not None and "klasse-zerschnitten" not in wert.hinweise
