"""Days on which nobody calls a meeting: weekends, holidays in all of Germany, the days around New Year."""

from datetime import date, timedelta

_SAMSTAG = 5
_FESTE = frozenset({(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)})
# Karfreitag, Ostermontag, Christi Himmelfahrt, Pfingstmontag: days from Easter Sunday.
_BEWEGLICHE = (-2, 1, 39, 50)
_JAHRESWECHSEL = (date(2000, 12, 22), date(2000, 1, 3))


def next_sitzungstag(tag: date) -> date:
    """The day itself or the first one after it on which a meeting makes sense."""
    while ist_frei(tag):
        tag += timedelta(days=1)
    return tag


def ist_frei(tag: date) -> bool:
    """Weekend, holiday, or between the years."""
    ostern = compute_ostern(tag.year)
    return (
        tag.weekday() >= _SAMSTAG
        or (tag.month, tag.day) in _FESTE
        or (tag - ostern).days in _BEWEGLICHE
        or tag.replace(year=2000) >= _JAHRESWECHSEL[0]
        or tag.replace(year=2000) <= _JAHRESWECHSEL[1]
    )


def compute_ostern(jahr: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = jahr % 19, jahr // 100, jahr % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    monat, tag = divmod(h + m - 7 * n + 114, 31)
    return date(jahr, monat, tag + 1)
