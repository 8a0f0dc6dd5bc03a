"""Days as people say them, seen from Sunday, 22 November 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegweiser.errors import EingabeError
from wegweiser.model.deutsch_format import WOCHENTAGE, format_datum
from wegweiser.model.termin import parse_termin

HEUTE = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("heute", "2026-11-22"),
        ("morgen", "2026-11-23"),
        ("Übermorgen", "2026-11-24"),
        ("in 2 Wochen", "2026-12-06"),
        ("in zwei Wochen", "2026-12-06"),
        ("2 wochen", "2026-12-06"),
        ("in einer Woche", "2026-11-29"),
        ("in 10 Tagen", "2026-12-02"),
        ("in einem Monat", "2026-12-22"),
        ("in drei Monaten", "2027-02-22"),
        ("in fünf Jahren", "2031-11-22"),
        ("in zwölf Tagen", "2026-12-04"),
        ("Freitag", "2026-11-27"),
        ("bis Freitag", "2026-11-27"),
        ("nächsten Dienstag", "2026-11-24"),
        ("Sonntag", "2026-11-29"),
        ("Sonnabend", "2026-11-28"),
        ("Mo", "2026-11-23"),
        ("15.12.", "2026-12-15"),
        ("1.3.", "2027-03-01"),
        ("15.12.2026", "2026-12-15"),
        ("2026-12-15", "2026-12-15"),
        ("KW 50", "2026-12-11"),
        ("kw3", "2027-01-22"),
        ("KW 1 2028", "2028-01-07"),
        ("Ende März", "2027-03-31"),
        ("Mitte Dezember", "2026-12-15"),
        ("Anfang November", "2027-11-01"),
        ("Ende Feb 2028", "2028-02-29"),
        ("Ende des Monats", "2026-11-30"),
        ("Jahresende", "2026-12-31"),
    ],
)
def test_a_day_as_people_say_it(text: str, tag: str) -> None:
    assert parse_termin(text, HEUTE).isoformat() == tag


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bald",
        "31.2.2027",
        "31.2.",
        "KW 60",
        "Ende Ju",
        "in vielen Wochen",
        "in 9999 Jahren",
        "Freitags",
        "0.0.",
        "Ende",
    ],
)
def test_what_is_no_day_is_said_with_examples(text: str) -> None:
    with pytest.raises(EingabeError) as fehler:
        parse_termin(text, HEUTE)
    assert "in 2 Wochen" in fehler.value.hinweis


def test_a_month_later_stays_in_the_month() -> None:
    assert parse_termin("in einem Monat", date(2027, 1, 31)) == date(2027, 2, 28)


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_written_day_is_that_day_and_a_weekday_the_next_of_its_name(heute: date, tag: date) -> None:
    assert parse_termin(format_datum(tag), heute) == tag
    naechster = parse_termin(WOCHENTAGE[tag.weekday()], heute)
    assert naechster.weekday() == tag.weekday()
    assert timedelta(0) < naechster - heute <= timedelta(7)
