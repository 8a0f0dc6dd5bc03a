"""The indicators of a Quartier from all sources together: statistics before grid, grid before what was typed in."""

from collections.abc import Collection, Mapping, Sequence

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
    """One value per indicator and definition, the best source first, in the order of the catalogue.

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
    return tuple(sorted(werte.values(), key=lambda wert: reihe[wert.indikator]))
