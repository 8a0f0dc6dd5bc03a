"""Ages as statistics write them, and sums over limits that classes do not always meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegweiser.core.indikatoren.alter import Altersklasse, Altersspanne, parse_alter, sum_alter
from wegweiser.core.indikatoren.spannen import build_spanne


@pytest.mark.parametrize(
    ("text", "von", "bis"),
    [
        ("00 - < 03", 0, 3),
        ("75 und älter", 75, None),
        ("75 Jahre und älter", 75, None),
        ("80+", 80, None),
        ("65 u. ä.", 65, None),
        ("unter 18", 0, 18),
        ("bis unter 6 Jahre", 0, 6),
        ("unter-10", 0, 10),
        ("ab-65", 65, None),
        ("ab 80 Jahren", 80, None),
        ("18 bis unter 65", 18, 65),
        ("18 b. u. 65", None, None),  # not known: better none than a wrong one
        ("18 bis 24 Jahre", 18, 25),
        ("18–24", 18, 25),
        ("17 Jahre", 17, 18),
        ("17", None, None),
        ("Kinder unter 3 Jahren", 0, 3),
        ("Einwohner im Alter von 6 bis unter 10 Jahren", 6, 10),
        ("über 65", None, None),  # with or without those of 65?
        ("10119", None, None),
        ("65 bis unter 18", None, None),
        ("unter 18 im SGB II", None, None),
        ("Frauen unter 18", None, None),
    ],
)
def test_ages_are_read_as_they_are_meant(text: str, von: int | None, bis: int | None) -> None:
    assert parse_alter(text) == (None if von is None else Altersspanne(von, bis))


def _build_klassen(grenzen: list[int], anzahlen: list[int]) -> list[Altersklasse]:
    enden = [*grenzen[1:], None]
    return [
        Altersklasse(Altersspanne(von, bis), build_spanne(anzahl), f"{von}")
        for von, bis, anzahl in zip(grenzen, enden, anzahlen, strict=True)
    ]


@given(
    st.lists(st.integers(0, 500), min_size=100, max_size=100),
    st.sets(st.integers(1, 95), max_size=12),
    st.integers(0, 60),
    st.integers(1, 40),
)
def test_the_range_holds_what_single_years_would_give(
    jahre: list[int], innen: set[int], von: int, weite: int
) -> None:
    grenzen = [0, *sorted(innen)]
    anzahlen = [sum(jahre[a:b]) for a, b in zip(grenzen, [*grenzen[1:], 100], strict=True)]
    summe = sum_alter(_build_klassen(grenzen, anzahlen), Altersspanne(von, von + weite))
    assert summe is not None
    assert summe.anzahl.unten <= sum(jahre[von : von + weite]) <= summe.anzahl.oben
    if {von, von + weite} <= {*grenzen}:
        assert summe.anzahl.genau
        assert not summe.zerschnitten


def test_a_gap_in_the_classes_gives_no_sum() -> None:
    klassen = [k for k in _build_klassen([0, 18, 40, 65], [10, 20, 30, 40]) if k.spanne.von != 18]
    assert sum_alter(klassen, Altersspanne(18, 65)) is None
    assert sum_alter(klassen, Altersspanne(65, None)) is not None


def test_subtotals_are_not_counted_twice() -> None:
    klassen = _build_klassen([0, 3, 6, 18, 65], [3, 3, 12, 47, 20])
    klassen.append(Altersklasse(Altersspanne(0, 18), build_spanne(18), "zusammen"))
    klassen.append(Altersklasse(Altersspanne(0, None), build_spanne(85), "alle"))
    summe = sum_alter(klassen, Altersspanne(0, 65))
    assert summe is not None
    assert summe.anzahl == build_spanne(65)
    geschnitten = sum_alter(klassen, Altersspanne(0, 20))
    assert geschnitten is not None
    assert geschnitten.anzahl == build_spanne(18, 65)
