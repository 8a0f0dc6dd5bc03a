"""Opening hours: the plain patterns are read, everything else is unknown."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.echtdaten import find_echtdaten
from wegweiser.core.raum.zeiten import parse_zeiten


@pytest.mark.parametrize(
    ("text", "stunden"),
    [
        ("24/7", 168),
        ("08:00-20:00", 84),
        ("Mo-Fr 08:00-18:00", 50),
        ("Mo-Sa 07:00-21:00; PH off", 84),
        ("Mo-Fr 08:00-12:00,14:00-18:00; Sa 09:00-13:00", 44),
        ("Mo,Tu,Th 09:00-12:00; Fr 9:00-11:00", 11),
        ("Mo-Su 08:00-18:00; We off", 60),
        ("Fr-Mo 10:00-12:00", 8),
        ("Mo-Fr 08:00-18:00;", 50),
        ("Su,PH closed", 0),
        ("Fr,Sa 22:00-02:00", 8),
    ],
)
def test_plain_patterns(text: str, stunden: float) -> None:
    zeiten = parse_zeiten(text)
    assert zeiten is not None
    assert zeiten.stunden == stunden


@pytest.mark.parametrize(
    "text",
    ["", ";", "Mo-Fr", "Mo-Fr 08:00+", "Apr-Oct 08:00-18:00", 'Mo "nach Vereinbarung"', "sunrise-sunset", "Mo-Fr 8-18",
     "Mo-Fr 08:00-25:00", "Mo-Fr 08:75-18:00", "Mo-Fr 08:00-08:00", "Di-Fr 08:00-18:00", "Mo[1] 08:00-10:00"],
)  # fmt: skip
def test_everything_else_is_unknown(text: str) -> None:
    assert parse_zeiten(text) is None


def test_a_later_rule_holds_and_windows_are_counted() -> None:
    zeiten = parse_zeiten("Mo-Fr 08:00-12:00; We 14:00-20:00")
    assert zeiten is not None
    assert zeiten.tage[2] == ((14 * 60, 20 * 60),)
    assert zeiten.count_stunden(18 * 60, 22 * 60) == 2
    assert zeiten.count_stunden(0, 24 * 60, (5, 6)) == 0


def test_after_midnight_belongs_to_the_next_day() -> None:
    zeiten = parse_zeiten("Su 22:00-02:00")
    assert zeiten is not None
    assert (zeiten.tage[6], zeiten.tage[0]) == (((1320, 1440),), ((0, 120),))


@given(st.text(alphabet="MoTuWeThFrSaSuPH0123456789:-,; off/247", max_size=40))
def test_whatever_is_written_no_week_has_more_than_168_hours(text: str) -> None:
    zeiten = parse_zeiten(text)
    assert zeiten is None or zeiten.stunden <= 168
    assert zeiten is None or all(0 <= von < bis <= 1440 for tag in zeiten.tage for von, bis in tag)


def test_real_shops_are_mostly_read() -> None:
    """863 markets of a chain as people entered them."""
    elemente = json.loads(find_echtdaten("nrw-lidl-overpass/lidl_nrw_umgebung_overpass.json").read_bytes())[
        "elements"
    ]
    texte = [e["tags"]["opening_hours"] for e in elemente if "opening_hours" in e.get("tags", {})]
    gelesen = [zeiten for zeiten in map(parse_zeiten, texte) if zeiten is not None]
    assert len(texte) - len(gelesen) <= 10
    wochen = sorted(zeiten.stunden for zeiten in gelesen)
    assert (wochen[0], wochen[len(wochen) // 2], wochen[-1]) == (0, 84, 107)  # one is closed for good
