"""Floating catchment areas: the hand calculation of the dossier, its invariants, and brute force."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.raum.koeln import build_orte, build_zellen
from wegweiser.core.raum.einzugsgebiet import (
    Einzugsgebiete,
    Gewicht,
    build_gauss,
    build_gleich,
    build_stufen,
    compute_einzugsgebiete,
)
from wegweiser.core.raum.paare import Paare, iter_bloecke, iter_paare
from wegweiser.model.raum import Zahlen

P, S = np.array([1000.0, 2000, 1000]), np.array([2.0, 1])
D = np.array([[300.0, 900], [800, 400], [1500, 700]])


def _compute(distanz: Zahlen, personen: Zahlen, kapazitaet: Zahlen, gewicht: Gewicht) -> Einzugsgebiete:
    zelle, ort = np.indices(distanz.shape).reshape(2, -1)
    return compute_einzugsgebiete([Paare(zelle, ort, distanz.ravel())], personen, kapazitaet, gewicht)


@pytest.mark.parametrize(
    ("gewicht", "verhaeltnis", "zugang"),
    [
        (build_gleich(1000), [0.00066667, 0.00025], [0.00091667, 0.00091667, 0.00025]),
        (build_stufen([(500, 1.0), (1000, 0.5)]), [0.001, 0.00033333], [0.00116667, 0.00083333, 0.00016667]),
    ],
    ids=["2sfca", "e2sfca"],
)
def test_hand_calculation(gewicht: Gewicht, verhaeltnis: list[float], zugang: list[float]) -> None:
    gebiete = _compute(D, P, S, gewicht)
    assert gebiete.verhaeltnis.round(8).tolist() == verhaeltnis
    assert gebiete.zugang.round(8).tolist() == zugang
    assert P @ gebiete.zugang == pytest.approx(3.0, abs=1e-12)


def test_gauss_values() -> None:
    werte = build_gauss(1000)(np.array([0, 250, 500, 750, 1000, 1001.0]))
    assert werte.round(6).tolist() == [1, 0.921806, 0.701367, 0.376926, 0, 0]


def test_steps_include_their_end_and_stop_after_the_last() -> None:
    gewicht = build_stufen([(250, 1.0), (500, 0.8), (1000, 0.4)])
    assert gewicht(np.array([0, 250, 251, 500, 1000, 1001.0])).tolist() == [1, 1, 0.8, 0.8, 0.4, 0]


def test_a_place_nobody_reaches_is_skipped_and_named() -> None:
    gebiete = _compute(D + np.array([[0, 9000.0]]), P, S, build_gleich(1000))
    assert gebiete.ohne_personen.tolist() == [1]
    assert np.isnan(gebiete.verhaeltnis[1])
    assert P @ gebiete.zugang == pytest.approx(2.0)


def test_unknown_capacity_is_neither_zero_nor_one() -> None:
    gebiete = _compute(D, P, np.array([2.0, np.nan]), build_gleich(1000))
    assert (gebiete.ohne_kapazitaet.tolist(), gebiete.ohne_personen.tolist()) == ([1], [])
    assert P @ gebiete.zugang == pytest.approx(2.0)


# ── Properties ──────────────────────────────────────────────────────────────────────────────────────────────────

orte_st = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(0, 3000), st.integers(1, 9)), min_size=1, max_size=8
)
zellen_st = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 80)), min_size=1, max_size=12
)
gewichte = st.sampled_from(
    [build_gleich(1000), build_gauss(1000), build_stufen([(250, 1.0), (500, 0.8), (1000, 0.4)])]
)


def _brute_force(zellen: Zahlen, orte: Zahlen, gewicht: Gewicht) -> Zahlen:
    zugang = np.zeros(len(zellen))
    for x, y, kapazitaet in orte:
        w = gewicht(np.hypot(zellen[:, 0] - x, zellen[:, 1] - y))
        if (menge := w @ zellen[:, 2]) > 0:
            zugang += kapazitaet / menge * w
    return zugang


@settings(max_examples=40, deadline=None)
@given(zellen_st, orte_st, gewichte, st.integers(1, 20))
def test_blocks_of_pairs_give_what_brute_force_gives(
    zellen: list[tuple[int, int, int]], orte: list[tuple[int, int, int]], gewicht: Gewicht, hoechstens: int
) -> None:
    z = np.array(zellen, dtype=float) * np.array([100, 100, 1])
    o = np.array(orte, dtype=float)
    gitter, punkte = build_zellen(*z.T), build_orte(o[:, 0], o[:, 1])
    alle = [*iter_paare(gitter, punkte, 1000)]
    gebiete = compute_einzugsgebiete(alle, z[:, 2], o[:, 2], gewicht)
    assert gebiete.zugang == pytest.approx(_brute_force(z, o, gewicht), abs=1e-12)
    je_ort = np.bincount(np.concatenate([p.ort for p in alle]), minlength=len(o))
    bloecke = [*iter_bloecke(je_ort, hoechstens)]
    assert [nr for block in bloecke for nr in range(len(o))[block]] == [*range(len(o))]


@settings(max_examples=40, deadline=None)
@given(zellen_st, orte_st, gewichte)
def test_invariants(
    zellen: list[tuple[int, int, int]], orte: list[tuple[int, int, int]], gewicht: Gewicht
) -> None:
    z, o = np.array(zellen, dtype=float) * np.array([100, 100, 1]), np.array(orte, dtype=float)
    distanz = np.hypot(z[:, 0][:, None] - o[:, 0], z[:, 1][:, None] - o[:, 1])
    gebiete = _compute(distanz, z[:, 2], o[:, 2], gewicht)
    bedient = np.isfinite(gebiete.verhaeltnis)
    assert z[:, 2] @ gebiete.zugang == pytest.approx(o[bedient, 2].sum())
    mehr_menschen = _compute(distanz, z[:, 2] + 5, o[:, 2], gewicht)
    kein_neuer = bedient.all()  # a place that had nobody before may now give something
    assert not kein_neuer or (mehr_menschen.zugang <= gebiete.zugang + 1e-12).all()
    mehr_plaetze = _compute(distanz, z[:, 2], o[:, 2] + 1, gewicht)
    assert (mehr_plaetze.zugang >= gebiete.zugang - 1e-12).all()


def test_pairs_to_areas_reach_their_edge() -> None:
    zellen = build_zellen([0, 500, 1000], [0, 0, 0], [1, 1, 1])
    orte = build_orte([2000, 0], [0, 0], flaeche=(shapely.box(900, -10, 3000, 10), None))
    paare = [*iter_paare(zellen, orte, 450, flaechen=True)]
    gefunden = sorted((int(z), int(o), float(d)) for p in paare for z, o, d in zip(*p, strict=True))
    assert gefunden == [(0, 1, 0.0), (1, 0, 400.0), (2, 0, 0.0)]
