"""Putting together what came in several files: places, paths."""

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from wegweiser.model.raum import Orte, Wege, Zahlen


def merge_orte(teile: Sequence[Orte]) -> Orte:
    """All places; one that stands in two files under the same id and at the same spot counts once."""
    if len(teile) == 1:
        return teile[0]
    ids = tuple(chain.from_iterable(teil.id for teil in teile))
    x, y = (np.concatenate([getattr(teil, achse) for teil in teile]) for achse in "xy")
    behalten = _find_erste(ids, x, y)

    def nimm(name: str) -> tuple[object, ...]:
        werte = tuple(chain.from_iterable(getattr(teil, name) for teil in teile))
        return tuple(werte[stelle] for stelle in behalten)

    angaben: Mapping[str, object] = {
        name: nimm(name) for name in ("id", "name", "dienst", "flaeche", "merkmale")
    }
    kapazitaet = np.concatenate([teil.kapazitaet for teil in teile])
    return Orte(x=x[behalten], y=y[behalten], kapazitaet=kapazitaet[behalten], **angaben)  # type: ignore[arg-type]


def _find_erste(ids: Sequence[str], x: Zahlen, y: Zahlen) -> list[int]:
    gesehen: set[tuple[str, float, float]] = set()
    behalten = []
    for stelle, (id_, rechts, hoch) in enumerate(
        zip(ids, x.round().tolist(), y.round().tolist(), strict=True)
    ):
        if not id_ or (id_, rechts, hoch) not in gesehen:
            behalten.append(stelle)
        gesehen.add((id_, rechts, hoch))
    return behalten


def merge_wege(teile: Sequence[Wege]) -> Wege:
    """All paths side by side; two networks are not joined where they meet."""
    if len(teile) == 1:
        return teile[0]
    beginn = np.cumsum([0, *(len(teil.x) for teil in teile[:-1])])

    def nummeriere(name: str) -> NDArray[np.int64]:
        return np.concatenate([getattr(teil, name) + n for teil, n in zip(teile, beginn, strict=True)])

    return Wege(
        x=np.concatenate([teil.x for teil in teile]),
        y=np.concatenate([teil.y for teil in teile]),
        von=nummeriere("von"),
        nach=nummeriere("nach"),
        laenge=np.concatenate([teil.laenge for teil in teile]),
        treppe=np.concatenate([teil.treppe for teil in teile]),
    )
