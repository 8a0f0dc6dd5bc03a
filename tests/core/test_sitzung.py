from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegweiser.core.feiertage import compute_ostern, ist_frei, next_sitzungstag
from wegweiser.core.sitzung import compute_dauer, find_naechsten, plan_termine
from wegweiser.model.base import replace
from wegweiser.model.katalog import Terminvorlage
from wegweiser.model.sitzung import Sitzung, Sitzungsbuch

TERMINE = tuple(
    Terminvorlage(id=id_, titel=id_, abstand_wochen=abstand)
    for id_, abstand in (("t0", (1, 2)), ("t1", (2, 4)), ("t2", (6, 10)), ("t3", None))
)
SITZUNG = Sitzung(id="s1", titel="T", datum=date(2027, 2, 12), beginn="18:00", von=0, termin="t2")


@pytest.mark.parametrize(
    ("jahr", "ostern"),
    [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25)), (2285, (3, 22))],
)
def test_easter_as_in_the_calendar(jahr: int, ostern: tuple[int, int]) -> None:
    assert compute_ostern(jahr) == date(jahr, *ostern)


@pytest.mark.parametrize(
    "tag", ["2027-03-26", "2027-03-29", "2027-05-06", "2027-05-17", "2027-12-31", "2026-10-03", "2027-01-01"]
)
def test_no_meeting_on_a_holiday(tag: str) -> None:
    assert ist_frei(date.fromisoformat(tag))


@given(st.dates(date(2026, 1, 1), date(2120, 1, 1)))
def test_every_proposed_day_is_free_soon_and_in_order(heute: date) -> None:
    plan = plan_termine(TERMINE, Sitzungsbuch(), heute)
    assert [p.termin.id for p in plan] == ["t0", "t1", "t2", "t3"]
    tage = [heute, *(p.datum for p in plan)]
    for davor, danach, abstand in zip(tage, tage[1:], (10, 21, 56, 7), strict=False):
        assert not ist_frei(danach)
        assert (
            0 <= (danach - davor).days - abstand <= 16
        )  # from a Saturday before Christmas to the Monday after New Year


def test_held_and_fixed_days_count_and_the_rest_moves_on() -> None:
    buch = Sitzungsbuch(
        termine={"t1": date(2027, 1, 14)},
        sitzungen=(replace(SITZUNG, termin="t0", datum=date(2026, 12, 2), bis=4),),
    )
    plan = plan_termine(TERMINE, buch, date(2026, 12, 10))
    assert [(p.art, p.datum) for p in plan[:3]] == [
        ("gehalten", date(2026, 12, 2)),
        ("festgelegt", date(2027, 1, 14)),
        ("vorschlag", next_sitzungstag(date(2027, 1, 14) + timedelta(weeks=8))),
    ]
    assert plan_termine(TERMINE, buch, date(2028, 5, 1))[2].datum >= date(2028, 5, 1)


def test_what_comes_next_stands_later_in_the_course() -> None:
    plan = plan_termine(TERMINE, Sitzungsbuch(sitzungen=(replace(SITZUNG, bis=9),)), date(2027, 2, 12))
    naechster = find_naechsten(plan, SITZUNG)
    assert naechster is not None
    assert naechster.termin.id == "t3"


@pytest.mark.parametrize(("ende", "minuten"), [("20:30", 150), ("00:15", 375), (None, None)])
def test_minutes_of_a_meeting(ende: str | None, minuten: int | None) -> None:
    assert compute_dauer(replace(SITZUNG, ende=ende)) == minuten
