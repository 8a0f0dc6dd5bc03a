"""Nearest distance and shares of the people, unknown ones included."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tests.core.raum.koeln import build_orte, build_zellen
from wegweiser.core.raum.naehe import (
    compute_anteil,
    compute_band,
    compute_median,
    compute_mittel,
    compute_naehe,
    compute_naehewert,
)

NAN, INF = np.nan, np.inf
REIHE = build_zellen([0, 100, 200, 300], [0, 0, 0, 0], [10, 20, 30, 40])


def test_nearest_place_and_nothing_within_reach() -> None:
    naehe = compute_naehe(REIHE, build_orte([0, 290], [0, 0]), reichweite=90)
    assert naehe.ort.tolist() == [0, -1, -1, 1]
    assert naehe.distanz.tolist() == [0, INF, INF, 10]


def test_no_place_at_all_is_no_distance_of_zero() -> None:
    naehe = compute_naehe(REIHE, build_orte([], []))
    assert np.isinf(naehe.distanz).all()
    assert compute_anteil(naehe.distanz, REIHE.einwohner, 1000) == (0.0, 0.0)
    assert np.isnan(compute_mittel(naehe.distanz, REIHE.einwohner))
    assert np.isnan(compute_median(naehe.distanz, REIHE.einwohner))


def test_an_area_reaches_to_its_edge_and_a_point_beside_it_still_counts() -> None:
    orte = build_orte([1000, 0], [0, 0], flaeche=(shapely.box(150, -50, 1850, 50), None))
    naehe = compute_naehe(REIHE, orte, flaechen=True)
    assert naehe.distanz.tolist() == [0, 50, 0, 0]
    assert naehe.ort.tolist() == [1, 0, 0, 0]
    assert compute_naehe(REIHE, orte).distanz.tolist() == [0, 100, 200, 300]
    assert np.isinf(compute_naehe(REIHE, orte, flaechen=True, reichweite=40).distanz[1])


def test_the_threshold_itself_is_within() -> None:
    assert compute_anteil(np.array([500.0, 500.1]), np.array([1.0, 3.0]), 500) == (25.0, 25.0)


def test_a_cell_without_number_widens_the_share_and_never_counts_as_empty() -> None:
    distanz, personen = np.array([100.0, 900.0, 100.0]), np.array([10.0, 10.0, NAN])
    assert compute_anteil(distanz, personen, 500) == (50.0, 50.0)  # left out where nothing bounds it
    unten, oben = compute_anteil(distanz, personen, 500, hoechstens=np.array([NAN, NAN, 20.0]))
    assert (unten, round(oben, 3)) == (50.0, 75.0)


def test_nobody_known_is_unknown_and_not_zero() -> None:
    assert np.isnan(compute_anteil(np.array([1.0]), np.array([NAN]), 500)).all()
    assert compute_anteil(np.array([1.0, 900.0]), np.array([NAN, NAN]), 500, np.array([5.0, 5.0])) == (0, 100)


def test_falling_form() -> None:
    werte = compute_naehewert(np.array([0, 500, 750, 1000, 2000, INF]), 500, 1000)
    assert werte.tolist() == [1, 1, 0.5, 0, 0, 0]
    assert compute_naehewert(np.array([500.0, 501.0]), 500, 500).tolist() == [1, 0]


menschen = st.lists(
    st.tuples(st.floats(0, 1), st.one_of(st.none(), st.integers(0, 50)), st.integers(0, 50)),
    min_size=1,
    max_size=6,
)


@given(menschen)
def test_bounds_hold_whatever_the_unknown_numbers_are(zeilen: list[tuple[float, int | None, int]]) -> None:
    werte = np.array([zeile[0] for zeile in zeilen])
    personen = np.array([NAN if zeile[1] is None else zeile[1] for zeile in zeilen])
    hoechstens = np.array([float(zeile[2]) for zeile in zeilen])
    band = compute_band(werte, personen, hoechstens)
    for teil in (0.0, 0.3, 1.0):
        ganz = np.where(np.isnan(personen), np.floor(hoechstens * teil), personen)
        if ganz.sum():
            assert band.unten - 1e-9 <= (werte @ ganz) / ganz.sum() <= band.oben + 1e-9


@given(st.lists(st.tuples(st.floats(0, 5000), st.integers(1, 90)), min_size=1, max_size=20))
def test_half_of_the_people_live_within_the_median(zeilen: list[tuple[float, int]]) -> None:
    distanz, personen = (np.array(spalte, dtype=float) for spalte in zip(*zeilen, strict=True))
    median = compute_median(distanz, personen)
    assert personen[distanz <= median].sum() * 2 >= personen.sum()
    assert personen[distanz < median].sum() * 2 <= personen.sum()
    assert distanz.min() - 1e-9 <= compute_mittel(distanz, personen) <= distanz.max() + 1e-9


def test_median_by_hand() -> None:
    assert compute_median(np.array([3.0, 1.0, 2.0]), np.array([1.0, 1.0, 5.0])) == 2.0
    assert compute_mittel(np.array([3.0, INF]), np.array([1.0, 9.0])) == pytest.approx(3.0)
