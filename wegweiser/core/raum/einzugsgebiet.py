"""Floating catchment areas: what an offer can carry, shared among all who reach it (2SFCA, E2SFCA).

A pair counts with a weight that falls with distance. Step one divides the capacity of each place by the weighted persons
around it, step two adds up what each cell reaches. Both steps need all pairs of one place and never those of another, so
that blocks of places suffice and memory stays bounded.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wegweiser.core.raum.paare import Paare
from wegweiser.model.raum import Zahlen

Gewicht = Callable[[Zahlen], Zahlen]


class Einzugsgebiete(NamedTuple):
    """Capacity per person at each place (NaN: nobody around, or capacity unknown) and what each cell reaches of it."""

    verhaeltnis: Zahlen
    zugang: Zahlen
    ohne_personen: NDArray[np.int64]
    ohne_kapazitaet: NDArray[np.int64]


def compute_einzugsgebiete(
    paare: Iterable[Paare], personen: Zahlen, kapazitaet: Zahlen, gewicht: Gewicht
) -> Einzugsgebiete:
    """E2SFCA over blocks of pairs; with a weight of one it is 2SFCA.

    Cells without a number of persons demand nothing here. Places without capacity or persons are skipped and named.
    """
    nachfrage = np.nan_to_num(personen, nan=0.0)
    verhaeltnis = np.full(len(kapazitaet), np.nan)
    zugang = np.zeros(len(personen))
    for zelle, ort, distanz in paare:
        w = gewicht(distanz)
        menge = np.bincount(ort, weights=nachfrage[zelle] * w, minlength=len(kapazitaet))
        teilbar = (menge > 0) & np.isfinite(kapazitaet)
        verhaeltnis[teilbar] = kapazitaet[teilbar] / menge[teilbar]
        anteil = np.where(teilbar, verhaeltnis, 0.0)
        zugang += np.bincount(zelle, weights=anteil[ort] * w, minlength=len(zugang))
    unbekannt = np.isnan(kapazitaet)
    leer = np.isnan(verhaeltnis) & ~unbekannt
    return Einzugsgebiete(verhaeltnis, zugang, np.flatnonzero(leer), np.flatnonzero(unbekannt))


# ── Weights ──────────────────────────────────────────────────────────────────────────────────────────────────────


def build_gleich(schwelle: float) -> Gewicht:
    """One up to the threshold (included), nothing beyond."""
    return lambda distanz: (distanz <= schwelle).astype(np.float64)


def build_stufen(stufen: Sequence[tuple[float, float]]) -> Gewicht:
    """Steps of (up to and including, weight) in rising order; nothing beyond the last."""
    grenzen = np.array([grenze for grenze, _ in stufen])
    werte = np.array([*(wert for _, wert in stufen), 0.0])
    return lambda distanz: werte[np.searchsorted(grenzen, distanz, side="left")]


def build_gauss(schwelle: float) -> Gewicht:
    """A bell that reaches zero at the threshold (Dai 2010)."""
    rand = np.exp(-0.5)

    def gewicht(distanz: Zahlen) -> Zahlen:
        kurve = (np.exp(-0.5 * (distanz / schwelle) ** 2) - rand) / (1 - rand)
        return np.where(distanz <= schwelle, np.maximum(kurve, 0.0), 0.0)

    return gewicht
