"""Walking along paths: shortest ways, steps, parts that lead nowhere."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegweiser.core.raum.wegenetz import (
    Wegenetz,
    build_wegenetz,
    compute_netznaehe,
    find_zugaenge,
    iter_netzpaare,
)
from wegweiser.model.raum import Wege, Zahlen

Kante = tuple[int, int, float, bool]


def build_wege(knoten: list[tuple[float, float]], kanten: list[Kante]) -> Wege:
    x, y = np.array(knoten, dtype=float).T
    return Wege(
        x=x,
        y=y,
        von=np.array([k[0] for k in kanten], dtype=np.int64),
        nach=np.array([k[1] for k in kanten], dtype=np.int64),
        laenge=np.array([k[2] for k in kanten], dtype=float),
        treppe=np.array([k[3] for k in kanten], dtype=bool),
    )


# A street of 100 m; a detour of 300 m around steps of 50 m; beside it an island of one path.
KNOTEN: list[tuple[float, float]] = [(0, 0), (100, 0), (150, 0), (0, 500), (50, 500)]
KANTEN: list[Kante] = [(0, 1, 100, False), (1, 2, 50, True), (2, 1, 300, False), (0, 0, 7, False)]
WEGE = build_wege(KNOTEN, KANTEN)


def _weg(netz: Wegenetz, von: tuple[float, float], nach: list[tuple[float, float]]) -> float:
    x, y = np.array(nach, dtype=float).reshape(-1, 2).T
    zellen = find_zugaenge(netz, np.array([von[0]]), np.array([von[1]]))
    return float(compute_netznaehe(netz, zellen, find_zugaenge(netz, x, y))[0])


def test_access_at_both_ends_and_parallel_paths_do_not_add_up() -> None:
    assert _weg(build_wegenetz(WEGE), (-3, 4), [(150, 7)]) == pytest.approx(5 + 100 + 50 + 7)


def test_steps_are_closed_to_wheels() -> None:
    assert _weg(build_wegenetz(WEGE, treppen=False), (0, 0), [(150, 0)]) == pytest.approx(400, abs=1e-5)


def test_the_nearest_of_several_places_and_two_at_one_node() -> None:
    netz = build_wegenetz(WEGE)
    assert _weg(netz, (0, 0), [(100, 30), (100, 9), (150, 0)]) == pytest.approx(109)


def test_who_lives_at_the_place_walks_nothing() -> None:
    assert _weg(build_wegenetz(WEGE), (0, 0), [(0, 0)]) == pytest.approx(0, abs=1e-5)


def test_parts_that_lead_nowhere_are_no_entrance() -> None:
    netz = build_wegenetz(WEGE)
    assert netz.abseits == 2
    assert find_zugaenge(netz, np.array([0.0]), np.array([490.0])).knoten.tolist() == [0]


def test_too_far_from_any_path_is_unreachable_and_not_near() -> None:
    netz = build_wegenetz(WEGE)
    zellen = find_zugaenge(netz, np.array([0.0, 0.0]), np.array([10.0, 900.0]), hoechstens=200)
    orte = find_zugaenge(netz, np.array([0.0]), np.array([0.0]))
    assert compute_netznaehe(netz, zellen, orte).round(3).tolist() == [10, np.inf]
    assert [p.zelle.tolist() for p in iter_netzpaare(netz, zellen, orte, 500)] == [[0]]


def test_no_place_and_no_path() -> None:
    netz = build_wegenetz(WEGE)
    zellen = find_zugaenge(netz, np.array([0.0]), np.array([0.0]))
    nichts = find_zugaenge(netz, np.array([]), np.array([]))
    assert np.isinf(compute_netznaehe(netz, zellen, nichts)).all()
    leer = build_wegenetz(build_wege([(0, 0), (1, 1)], []))
    assert find_zugaenge(leer, np.array([0.0]), np.array([0.0])).knoten.tolist() == [-1]


def _floyd(wege: Wege) -> Zahlen:
    d = np.full((len(wege.x), len(wege.x)), np.inf)
    np.fill_diagonal(d, 0)
    for a, b, laenge in zip(wege.von, wege.nach, wege.laenge, strict=True):
        d[a, b] = d[b, a] = min(d[a, b], laenge)
    for k in range(len(d)):
        d = np.minimum(d, d[:, k][:, None] + d[k])
    return d


kanten_st = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 500), st.just(value=False)),
    min_size=1,
    max_size=20,
)


@settings(max_examples=60, deadline=None)
@given(kanten_st, st.lists(st.integers(0, 7), min_size=1, max_size=3))
def test_one_run_from_an_artificial_node_finds_the_shortest_ways(
    kanten: list[Kante], ziele: list[int]
) -> None:
    wege = build_wege([(nr * 10.0, nr % 3) for nr in range(8)], kanten)
    netz = build_wegenetz(wege)
    zellen = find_zugaenge(netz, wege.x, wege.y + 2)
    orte = find_zugaenge(netz, wege.x[ziele], wege.y[ziele] - 3)
    d = _floyd(wege)
    if not len(netz.knoten):
        return
    alle = zellen.weg[:, None] + d[np.ix_(zellen.knoten, orte.knoten)] + orte.weg
    assert compute_netznaehe(netz, zellen, orte) == pytest.approx(alle.min(axis=1), abs=1e-4)
    paare = {
        (int(z), int(o)): w
        for p in iter_netzpaare(netz, zellen, orte, 600)
        for z, o, w in zip(*p, strict=True)
    }
    erwartet = {(z, o): alle[z, o] for z, o in np.argwhere(alle <= 600).tolist()}
    assert paare == pytest.approx(erwartet, abs=1e-4)
