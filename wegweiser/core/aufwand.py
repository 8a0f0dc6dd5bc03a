"""How much is left to ask, in minutes, and how long was worked: honest, and steady from answer to answer.

A question counts with its `minuten` until something was said to it, „weiß ich noch nicht“ included. One that is asked only
perhaps (its condition waits for an answer) counts by a fixed share. Where the list that an Abschnitt is repeated over is
not there yet, one record is expected. So an answer adds to the rest only what it really adds to the path.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from wegweiser.core.werte import Wertequelle
from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Runde
from wegweiser.model.lage import Station
from wegweiser.model.leitfaden import Abschnitt

VIELLEICHT = Decimal("0.5")
PAUSE = timedelta(minutes=30)


def compute_minuten(stationen: Iterable[Station]) -> Decimal:
    """What the questions among these that nothing was said about will take."""
    return sum((find_gewicht(station) for station in stationen if station.antwort is None), Decimal(0))


def find_gewicht(station: Station) -> Decimal:
    """The minutes of one question; only a share of them where it may turn out to be unnecessary."""
    return station.frage.minuten * (VIELLEICHT if station.vorsorglich else Decimal(1))


def compute_erwartete(quelle: Wertequelle, runden: Collection[Runde] = ()) -> Decimal:
    """What the repeated Abschnitte will take whose list nobody has written yet; `runden` limits whose questions count."""
    return sum(
        (teil for a in quelle.leitfaden.abschnitte for teil in _list_erwartete(quelle, a, runden)), Decimal(0)
    )


def _list_erwartete(
    quelle: Wertequelle, abschnitt: Abschnitt, runden: Collection[Runde]
) -> Iterator[Decimal]:
    if abschnitt.je is None or Adresse(abschnitt.je) in quelle.antworten:
        return
    gestellt = quelle.auf_pfad(abschnitt.je, "")
    if gestellt is False:
        return
    rahmen = Decimal(1) if gestellt is True else VIELLEICHT
    for frage in abschnitt.fragen():
        if not runden or frage.runde in runden:
            bedingt = abschnitt.wenn is not None or frage.wenn is not None
            yield frage.minuten * rahmen * (VIELLEICHT if bedingt else 1)


def compute_arbeitszeit(zeiten: Iterable[datetime], pause: timedelta = PAUSE) -> timedelta:
    """How long somebody was at it: the gaps between changes, without those that were pauses or clocks set back."""
    luecken = (spaeter - frueher for frueher, spaeter in pairwise(zeiten))
    return sum((luecke for luecke in luecken if timedelta(0) < luecke <= pause), timedelta(0))
