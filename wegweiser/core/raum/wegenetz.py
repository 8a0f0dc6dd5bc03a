"""Walking along paths: the shortest way from each cell to the nearest place, and to every place within a threshold."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, vstack
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

from wegweiser.core.raum.paare import Paare
from wegweiser.model.raum import Wege, Zahlen

# Parts of the net with a smaller share of its nodes lead nowhere: a courtyard, a path cut off at the edge of the file.
_KLEINSTER_TEIL = 0.01
_KUERZESTER = 1e-6  # metres; an edge of zero length would be no edge in a sparse matrix
_BLOCK = 256


class Wegenetz(NamedTuple):
    """The graph of all paths, and the nodes where one may enter it."""

    graph: csr_array
    knoten: NDArray[np.int64]
    baum: cKDTree
    abseits: int  # nodes in parts too small to lead anywhere


class Zugaenge(NamedTuple):
    """Where cells or places enter the net, and how far it is to there."""

    knoten: NDArray[np.int64]
    weg: Zahlen


def build_wegenetz(wege: Wege, *, treppen: bool = True) -> Wegenetz:
    """The net, without steps for those who cannot climb them."""
    graph = _build_graph(wege, treppen=treppen)
    _, teil = connected_components(graph, directed=False)
    groessen = np.bincount(teil)
    gross = groessen >= max(_KLEINSTER_TEIL * len(wege.x), 2)
    knoten = np.flatnonzero(gross[teil])
    baum = cKDTree(np.column_stack((wege.x[knoten], wege.y[knoten])))
    return Wegenetz(graph, knoten, baum, len(wege.x) - len(knoten))


def _build_graph(wege: Wege, *, treppen: bool) -> csr_array:
    """Both directions of every path; of parallel ones the shortest (a sparse matrix would add them up)."""
    nutzbar = (wege.von != wege.nach) & (True if treppen else ~wege.treppe)
    a, b = wege.von[nutzbar], wege.nach[nutzbar]
    von, nach, laenge = np.minimum(a, b), np.maximum(a, b), np.maximum(wege.laenge[nutzbar], _KUERZESTER)
    folge = np.lexsort((laenge, nach, von))
    von, nach, laenge = von[folge], nach[folge], laenge[folge]
    erste = np.ones(len(von), dtype=bool)
    erste[1:] = (von[1:] != von[:-1]) | (nach[1:] != nach[:-1])
    von, nach, laenge = von[erste], nach[erste], laenge[erste]
    stellen = (np.concatenate((von, nach)), np.concatenate((nach, von)))
    return csr_array(coo_array((np.tile(laenge, 2), stellen), shape=(len(wege.x), len(wege.x))))


def find_zugaenge(netz: Wegenetz, x: Zahlen, y: Zahlen, hoechstens: float = np.inf) -> Zugaenge:
    """The nearest node of the net in a straight line; -1 where none is near enough."""
    if not len(netz.knoten):
        return Zugaenge(np.full(len(x), -1, dtype=np.int64), np.full(len(x), np.inf))
    punkte = np.column_stack((x, y))
    weg, nr = map(np.asarray, netz.baum.query(punkte, distance_upper_bound=hoechstens))
    fehlt = np.isinf(weg)
    return Zugaenge(np.where(fehlt, -1, netz.knoten[np.where(fehlt, 0, nr)]), weg)


def compute_netznaehe(netz: Wegenetz, zellen: Zugaenge, orte: Zugaenge) -> Zahlen:
    """One run from an artificial node that is joined to every place by its access path; inf: no way there."""
    weg = _run_von_orten(netz, orte)
    return np.where(zellen.knoten < 0, np.inf, weg[zellen.knoten] + zellen.weg)


def _run_von_orten(netz: Wegenetz, orte: Zugaenge) -> Zahlen:
    """Per node the way to the nearest place: a run from one more node that leads to all of them."""
    anzahl = netz.graph.shape[0]
    beginn = np.full(anzahl, np.inf)
    gut = orte.knoten >= 0
    np.minimum.at(beginn, orte.knoten[gut], np.maximum(orte.weg[gut], _KUERZESTER))
    ziele = np.flatnonzero(np.isfinite(beginn))
    kuenstlich = csr_array((beginn[ziele], ziele, [0, len(ziele)]), shape=(1, anzahl))
    graph = vstack((netz.graph, kuenstlich), format="csr")
    graph.resize((anzahl + 1, anzahl + 1))
    return np.ravel(dijkstra(graph, indices=[anzahl]))[:anzahl]


def iter_netzpaare(netz: Wegenetz, zellen: Zugaenge, orte: Zugaenge, schwelle: float) -> Iterator[Paare]:
    """All pairs of cell and place whose way does not exceed the threshold."""
    wo = np.flatnonzero(zellen.knoten >= 0)
    for nr in range(0, len(orte.knoten), _BLOCK):
        block = np.arange(nr, min(nr + _BLOCK, len(orte.knoten)))
        block = block[orte.knoten[block] >= 0]
        if not len(block):
            continue
        weg = np.atleast_2d(dijkstra(netz.graph, indices=orte.knoten[block], limit=schwelle))
        gesamt = weg[:, zellen.knoten[wo]] + zellen.weg[wo] + orte.weg[block][:, None]
        ort, zelle = np.nonzero(gesamt <= schwelle)
        yield Paare(wo[zelle], block[ort], gesamt[ort, zelle])
