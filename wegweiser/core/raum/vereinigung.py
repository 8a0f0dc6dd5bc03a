"""Putting together what came in several files: topics of one grid, places, paths."""

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from wegweiser.model.raum import Marken, Orte, Wege, Zahlen, Zellen

_BREITE = 100_000_000  # more than any northing in metres


def merge_zellen(teile: Sequence[Zellen]) -> Zellen:
    """One grid with all features; a cell a topic does not have is unknown there. Of two values the later file's counts."""
    if len(teile) == 1:
        return teile[0]
    schluessel = [_build_schluessel(teil) for teil in teile]
    alle = np.unique(np.concatenate(schluessel))
    merkmale: dict[str, Zahlen] = {}
    klammer: dict[str, Marken] = {}
    for teil, eigene in zip(teile, schluessel, strict=True):
        stellen = np.searchsorted(alle, eigene)
        for name, werte in teil.merkmale.items():
            da = ~np.isnan(werte)
            ziel = merkmale.setdefault(name, np.full(len(alle), np.nan))
            ziel[stellen[da]] = werte[da]
            if name in teil.klammer:
                klammer.setdefault(name, np.zeros(len(alle), bool))[stellen[da]] = teil.klammer[name][da]
    x, y = np.divmod(alle, _BREITE)
    weite = teile[0].weite
    return Zellen(x=x / 2, y=y / 2, weite=weite, merkmale=merkmale, klammer=klammer)


def _build_schluessel(zellen: Zellen) -> NDArray[np.int64]:
    """Half metres, so that the centres of odd widths are whole numbers too."""
    x, y = (np.rint(2 * werte).astype(np.int64) for werte in (zellen.x, zellen.y))
    return x * _BREITE + y


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
