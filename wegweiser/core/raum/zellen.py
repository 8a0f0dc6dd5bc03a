"""Several topics of one grid become one set of cells."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from wegweiser.model.raum import Marken, Zahlen, Zellen

Stellen = NDArray[np.int64]
_EINWOHNER = "einwohner"


def merge_zellen(teile: Iterable[Zellen]) -> tuple[Zellen, ...]:
    """One set of cells per width, the finest first; where two files give the same value the first one holds.

    A cell without a row is unknown, except for the number of persons: there it is not inhabited.
    """
    nach_weite: dict[int, list[Zellen]] = {}
    for teil in teile:
        nach_weite.setdefault(teil.weite, []).append(teil)
    return tuple(_merge(gruppe) for _, gruppe in sorted(nach_weite.items()))


def _merge(teile: Sequence[Zellen]) -> Zellen:
    if len(teile) == 1:
        return teile[0]
    x, y = np.concatenate([t.x for t in teile]), np.concatenate([t.y for t in teile])
    _, erste, welche = np.unique(y * 1e7 + x, return_index=True, return_inverse=True)
    grenzen = np.cumsum([len(t.x) for t in teile])[:-1]
    plaetze = np.split(welche, grenzen)
    merkmale: dict[str, Zahlen] = {}
    klammer: dict[str, Marken] = {}
    for teil, platz in zip(teile, plaetze, strict=True):
        for name, werte in teil.merkmale.items():
            ziel = merkmale.setdefault(name, np.full(len(erste), np.nan))
            neu = np.isnan(ziel[platz])
            ziel[platz[neu]] = werte[neu]
            if name in teil.klammer:
                marken = klammer.setdefault(name, np.zeros(len(erste), bool))
                marken[platz[neu]] = teil.klammer[name][neu]
    if _EINWOHNER in merkmale:
        _leere_unbewohnte(merkmale[_EINWOHNER], teile, plaetze)
    return Zellen(x=x[erste], y=y[erste], weite=teile[0].weite, merkmale=merkmale, klammer=klammer)


def _leere_unbewohnte(einwohner: Zahlen, teile: Sequence[Zellen], plaetze: Sequence[Stellen]) -> None:
    """Nobody lives where the population file has no row; a suppressed row stays unknown."""
    genannt = np.zeros(len(einwohner), bool)
    for teil, platz in zip(teile, plaetze, strict=True):
        if _EINWOHNER in teil.merkmale:
            genannt[platz] = True
    einwohner[~genannt] = 0
