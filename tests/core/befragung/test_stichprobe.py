"""Sample size, weights, effective size, intervals: the check values of quartiersanalyse.md 2.3, and what always holds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegweiser.core.befragung.stichprobe import (
    compare_spannen,
    compute_anteil,
    compute_gewichte,
    compute_mittel,
    compute_n_eff,
    compute_nettofaelle,
    compute_schichten,
    compute_wilson,
    shrink_anteil,
)
from wegweiser.model.kennzahl import Spanne


@pytest.mark.parametrize(("bevoelkerung", "netto"), [(9_500, 370), (21_000, 378), (300, 169)])
def test_nettofaelle(bevoelkerung: int, netto: int) -> None:
    assert compute_nettofaelle(bevoelkerung) == netto


def test_gewichte_und_wirksame_fallzahl() -> None:
    werte = ["a"] * 120 + ["b"] * 30
    schichten = compute_schichten(werte, {"a": Decimal(6_000), "b": Decimal(4_000)})
    assert [s.gewicht for s in schichten] == [Decimal("0.75"), Decimal(2)]
    gewichte = compute_gewichte(werte, schichten)
    assert sum(gewichte) == 150
    assert compute_n_eff(gewichte) == 120


def test_eine_schicht_ohne_befragte_bleibt_ohne_gewicht() -> None:
    schichten = compute_schichten(["a", "a", None], {"a": Decimal(10), "b": Decimal(10)})
    assert [(s.befragt, s.gewicht is None) for s in schichten] == [(2, False), (0, True)]
    assert compute_gewichte(["a", None], schichten)[1] == 1


def test_wilson() -> None:
    spanne = compute_wilson(Decimal("0.3"), Decimal(100))
    assert (round(spanne.unten, 4), round(spanne.oben, 4)) == (Decimal("0.2189"), Decimal("0.3958"))


@pytest.mark.parametrize(("n", "fallzahl"), [(9, "zu-wenige"), (10, "klein"), (29, "klein"), (30, "genug")])
def test_mindestzahlen(n: int, fallzahl: str) -> None:
    anteil = compute_anteil([True] * n + [None] * 5)
    assert anteil.fallzahl == fallzahl
    assert (anteil.n is None) == (anteil.roh is None) == (n < 10)
    assert compute_mittel([Decimal(3)] * n).fallzahl == fallzahl


@pytest.mark.parametrize(
    ("k", "n", "erwartet"), [(62, 200, "0.3100"), (27, 60, "0.4150"), (11, 25, "0.3822")]
)
def test_nennung_nach_schrumpfung(k: int, n: int, erwartet: str) -> None:
    wert = Decimal(k) / n if n == 200 else shrink_anteil(Decimal(k), Decimal(n), Decimal("0.31"), Decimal(20))
    assert round(wert, 4) == Decimal(erwartet)


def test_ein_unterschied_erst_wenn_sich_die_spannen_nicht_beruehren() -> None:
    eins, zwei = Spanne(Decimal(1), Decimal(2)), Spanne(Decimal(2), Decimal(3))
    assert compare_spannen(eins, zwei) is None
    assert compare_spannen(eins, Spanne(Decimal("2.1"), Decimal(3))) == "weniger"
    assert compare_spannen(eins, None) is None


@given(st.lists(st.sampled_from([True, False, None]), min_size=10, max_size=60), st.data())
def test_gleiche_gewichte_aendern_nichts(angaben: list[bool | None], data: st.DataObject) -> None:
    gewicht = data.draw(st.decimals("0.1", "9", places=1))
    anteil = compute_anteil(angaben, [gewicht] * len(angaben))
    if anteil.roh is None or anteil.gewichtet is None or anteil.roh_spanne is None or anteil.n is None:
        return
    assert anteil.gewichtet == pytest.approx(anteil.roh)
    assert anteil.n_eff == pytest.approx(Decimal(anteil.n))
    assert anteil.roh_spanne.unten <= anteil.roh <= anteil.roh_spanne.oben
