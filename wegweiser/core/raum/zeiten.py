"""Opening hours of OpenStreetMap: the plain common patterns, and nothing guessed beyond them.

The full grammar knows months, holidays, sunset and comments (https://wiki.openstreetmap.org/wiki/Key:opening_hours). What
is not read for certain is unknown.
"""

import re
from itertools import pairwise
from typing import NamedTuple

_TAGE = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_TAG = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
_REGEL = re.compile(
    rf"(?P<tage>{_TAG}(?:-{_TAG})?(?:,\s*{_TAG}(?:-{_TAG})?)*)?:?\s*"
    r"(?P<zeiten>off|closed|24/7|\d{1,2}:\d{2}-\d{1,2}:\d{2}(?:,\s*\d{1,2}:\d{2}-\d{1,2}:\d{2})*)\Z"
)
_TAG_MINUTEN = 24 * 60
_FEIERTAG = "PH"

Spanne = tuple[int, int]


class Wochenzeiten(NamedTuple):
    """Per day from Monday on the minutes (from, to) in which a place is open; public holidays are left out."""

    tage: tuple[tuple[Spanne, ...], ...]

    @property
    def stunden(self) -> float:
        """Hours a week."""
        return sum(bis - von for tag in self.tage for von, bis in tag) / 60

    def count_stunden(self, von: int, bis: int, tage: tuple[int, ...] = (0, 1, 2, 3, 4)) -> float:
        """Hours a week within a window of minutes on some days."""
        offen = (min(bis, b) - max(von, a) for tag in tage for a, b in self.tage[tag])
        return sum(minuten for minuten in offen if minuten > 0) / 60


def parse_zeiten(text: str) -> Wochenzeiten | None:
    """The hours of a week, or None where the text says more than is read here."""
    woche: list[tuple[Spanne, ...]] = [()] * len(_TAGE)
    gelesen = False
    for teil in filter(None, map(str.strip, text.strip().rstrip(";").split(";"))):
        regel = _REGEL.match(teil)
        zeiten = _parse_spannen(regel["zeiten"]) if regel else None
        if regel is None or zeiten is None:
            return None
        for tag in _list_tage(regel["tage"]):
            woche[tag] = zeiten
        gelesen = True
    return Wochenzeiten(_move_nach_mitternacht(woche)) if gelesen else None


def _list_tage(text: str | None) -> list[int]:
    """Days as numbers; holidays alone concern no weekday."""
    if text is None:
        return [*range(len(_TAGE))]
    tage: list[int] = []
    for teil in re.split(r",\s*", text):
        von, _, bis = teil.partition("-")
        if _FEIERTAG in {von, bis}:
            continue
        erster, letzter = _TAGE.index(von), _TAGE.index(bis or von)
        tage.extend(nr % 7 for nr in range(erster, letzter + (7 if letzter < erster else 0) + 1))
    return tage


def _parse_spannen(text: str) -> tuple[Spanne, ...] | None:
    if text in {"off", "closed"}:
        return ()
    if text == "24/7":
        return ((0, _TAG_MINUTEN),)
    spannen = [_parse_spanne(teil.strip()) for teil in text.split(",")]
    folge = sorted(spanne for spanne in spannen if spanne)
    ueberlappt = any(bis > von for (_, bis), (von, _) in pairwise(folge))
    return None if None in spannen or ueberlappt else tuple(folge)


def _parse_spanne(text: str) -> Spanne | None:
    (h1, m1), (h2, m2) = (map(int, zeit.split(":")) for zeit in text.split("-"))
    von, bis = h1 * 60 + m1, h2 * 60 + m2
    if m1 > 59 or m2 > 59 or von >= _TAG_MINUTEN or bis > _TAG_MINUTEN or von == bis:  # noqa: PLR2004 - minutes
        return None
    return von, bis if bis > von else bis + _TAG_MINUTEN


def _move_nach_mitternacht(woche: list[tuple[Spanne, ...]]) -> tuple[tuple[Spanne, ...], ...]:
    """What goes on after midnight belongs to the next day."""
    heute = [[(von, min(bis, _TAG_MINUTEN)) for von, bis in tag] for tag in woche]
    for nr, tag in enumerate(woche):
        heute[(nr + 1) % 7].extend((0, bis - _TAG_MINUTEN) for _, bis in tag if bis > _TAG_MINUTEN)
    return tuple(tuple(sorted(tag)) for tag in heute)
