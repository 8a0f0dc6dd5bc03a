"""Findings of the thorough check: nothing here keeps a guide from being used."""

from collections.abc import Iterator
from datetime import date

from wegweiser.core.pruefung.fund import Fund
from wegweiser.core.pruefung.gruendlich.belege import check_belege
from wegweiser.core.pruefung.gruendlich.laengen import check_laengen
from wegweiser.core.pruefung.gruendlich.regeln import check_gleiche
from wegweiser.core.pruefung.gruendlich.tausender import check_tausender
from wegweiser.core.pruefung.gruendlich.uebersetzungen import check_uebersetzungsluecken
from wegweiser.core.pruefung.gruendlich.umfang import check_umfang
from wegweiser.core.pruefung.gruendlich.unbenutzt import check_unbenutzte
from wegweiser.core.pruefung.wissen import Wissen
from wegweiser.model.leitfaden import Leitfaden

__all__ = ["check_gruendlich"]


def check_gruendlich(
    leitfaden: Leitfaden, stichtag: date, belege: frozenset[str] = frozenset()
) -> Iterator[Fund]:
    """Everything that could be better in a sound guide; `belege` are the sources its journeys name."""
    wissen = Wissen(leitfaden)
    yield from check_umfang(wissen)
    yield from check_laengen(wissen)
    yield from check_belege(wissen, stichtag)
    yield from check_unbenutzte(wissen, belege)
    yield from check_gleiche(wissen)
    yield from check_tausender(wissen)
    yield from check_uebersetzungsluecken(wissen)
