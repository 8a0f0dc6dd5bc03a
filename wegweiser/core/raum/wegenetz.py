"""Walking along paths: the shortest way from each cell to the nearest place, and to every place within a threshold."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, vstack
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

from wegweiser.core.raum.naehe import build_punkte
from wegweiser.core.raum.paare import Paare
from wegweiser.model.raum import Wege, Zahlen

# Parts of the net with a smaller share of its nodes lead nowhere: a courtyard, a path cut off at the edge of the file.
_KLEINSTER_TEIL = 0.01
_KUERZESTER = 1e-6  # metres; an edge of zero length would be no edge in a sparse matrix
_BLOCK = 256  # places from which ways are followed at the same time, fewer in a large net
_HOECHSTENS_WEGE = 8_000_000
_DANEBEN = 25.0  # metres from a path to the edge of an area it leads to


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


def find_eingaenge(netz: Wegenetz, wege: Wege, flaechen: NDArray[np.object_], hoechstens: float) -> Zugaenge:
    """Where areas are entered: every node beside one, else the nearest."""
    if not len(netz.knoten) or not len(flaechen):
        return Zugaenge(np.zeros(0, np.int64), np.zeros(0))
    punkte = build_punkte(wege.x[netz.knoten], wege.y[netz.knoten])
    baum = shapely.STRtree(punkte)
    flaeche, nr = baum.query(flaechen, predicate="dwithin", distance=_DANEBEN)
    (ferne, naechste), _ = baum.query_nearest(
        flaechen, max_distance=hoechstens, return_distance=True, all_matches=False
    )
    allein = ~np.isin(ferne, flaeche)
    flaeche, nr = np.concatenate((flaeche, ferne[allein])), np.concatenate((nr, naechste[allein]))
    return Zugaenge(netz.knoten[nr], np.asarray(shapely.distance(punkte[nr], flaechen[flaeche])))


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


def iter_netzpaare(
    netz: Wegenetz, zellen: Zugaenge, orte: Zugaenge, schwelle: float, zusatz: Paare | None = None
) -> Iterator[Paare]:
    """All pairs of cell and place whose way does not exceed the threshold, and pairs known from elsewhere."""
    an_knoten = _build_an_knoten(zellen, netz.graph.shape[0])
    schritt = max(1, min(_BLOCK, _HOECHSTENS_WEGE // max(netz.graph.shape[0], 1)))
    for nr in range(0, len(orte.knoten), schritt):
        block = np.arange(nr, min(nr + schritt, len(orte.knoten)))
        teile = [] if zusatz is None else [_select(zusatz, (zusatz.ort >= nr) & (zusatz.ort < nr + schritt))]
        if len(begehbar := block[orte.knoten[block] >= 0]):
            paare = _join(netz, begehbar, zellen, orte, an_knoten, schwelle)
            teile.append(_select(paare, paare.distanz <= schwelle))
        yield Paare(*(np.concatenate(spalte) for spalte in zip(*teile, strict=True)))


class _AnKnoten(NamedTuple):
    """The cells in the order of the nodes where they enter; those of node k stand at beginn[k] to beginn[k + 1]."""

    zellen: NDArray[np.int64]
    beginn: NDArray[np.int64]


def _build_an_knoten(zellen: Zugaenge, knoten: int) -> _AnKnoten:
    folge = np.argsort(zellen.knoten, kind="stable")
    return _AnKnoten(folge, np.searchsorted(zellen.knoten[folge], np.arange(knoten + 1)))


def _join(
    netz: Wegenetz,
    begehbar: NDArray[np.int64],
    zellen: Zugaenge,
    orte: Zugaenge,
    an_knoten: _AnKnoten,
    schwelle: float,
) -> Paare:
    """Ways from each place to all nodes within the threshold, and on to the cells there."""
    wege = np.atleast_2d(dijkstra(netz.graph, indices=orte.knoten[begehbar], limit=schwelle))
    zeile, knoten = np.nonzero(wege <= schwelle)
    von, anzahl = an_knoten.beginn[knoten], np.diff(an_knoten.beginn)[knoten]
    innerhalb = np.arange(anzahl.sum()) - np.repeat(np.cumsum(anzahl) - anzahl, anzahl)
    zelle = an_knoten.zellen[np.repeat(von, anzahl) + innerhalb]
    ort = begehbar[np.repeat(zeile, anzahl)]
    return Paare(zelle, ort, np.repeat(wege[zeile, knoten], anzahl) + zellen.weg[zelle] + orte.weg[ort])


def _select(paare: Paare, welche: NDArray[np.bool_]) -> Paare:
    return Paare(paare.zelle[welche], paare.ort[welche], paare.distanz[welche])
