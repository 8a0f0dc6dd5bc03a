"""Ranges hold every value that exact numbers inside them could give."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from wegweiser.core.indikatoren.spannen import (
    build_spanne,
    compute_anteil,
    divide,
    format_spanne,
    subtract,
    sum_spannen,
)
from wegweiser.model.kennzahl import Spanne

ganze = st.integers(0, 10**7)


@st.composite
def mit_punkt(draw: st.DrawFn, kleinste: int = 0) -> tuple[Spanne, int]:
    """A range and a value inside."""
    unten, mitte, oben = sorted(draw(st.tuples(*[st.integers(kleinste, 10**7)] * 3)))
    return build_spanne(unten, oben), mitte


def _liegt_in(wert: Fraction, spanne: Spanne | None) -> bool:
    return spanne is not None and Fraction(spanne.unten) <= wert <= Fraction(spanne.oben)


@given(mit_punkt(), mit_punkt())
def test_sum_and_difference_hold_every_exact_one(
    links: tuple[Spanne, int], rechts: tuple[Spanne, int]
) -> None:
    assert _liegt_in(Fraction(links[1] + rechts[1]), sum_spannen((links[0], rechts[0])))
    assert _liegt_in(Fraction(links[1] - rechts[1]), subtract(links[0], rechts[0]))


@given(mit_punkt(-(10**7)), mit_punkt(1), st.sampled_from((1, 100, 1000)))
def test_quotient_holds_every_exact_one(
    oben: tuple[Spanne, int], unten: tuple[Spanne, int], mal: int
) -> None:
    assume(not (oben[0].genau and unten[0].genau))  # one value is rounded like any other
    assert _liegt_in(Fraction(oben[1] * mal, unten[1]), divide(oben[0], unten[0], mal))


@given(mit_punkt(), mit_punkt())
def test_share_holds_every_exact_one_and_stays_between_none_and_all(
    teil: tuple[Spanne, int], rest: tuple[Spanne, int]
) -> None:
    anteil = compute_anteil(teil[0], rest[0])
    assume(anteil is not None and not anteil.genau and teil[1] + rest[1] > 0)
    assert _liegt_in(Fraction(teil[1] * 100, teil[1] + rest[1]), anteil)
    assert anteil is not None
    assert 0 <= anteil.unten <= anteil.oben <= 100


def test_a_denominator_that_may_be_zero_gives_no_value() -> None:
    assert divide(build_spanne(3), build_spanne(0, 2)) is None
    assert compute_anteil(build_spanne(0, 2), build_spanne(0)) is None


def test_ranges_are_written_as_germans_write_them() -> None:
    assert format_spanne(build_spanne(1044555)) == "1.044.555"
    assert format_spanne(build_spanne(Decimal("23.4449"))) == "23,44"
    assert format_spanne(build_spanne(Decimal("12.345"), Decimal(13))) == "12,34 – 13"
