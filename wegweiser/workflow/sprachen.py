"""A guide in another language: shown in it, answered in it or in its own."""

from typing import NamedTuple

from wegweiser.errors import EingabeError
from wegweiser.model.antworten import Antworten
from wegweiser.model.base import Wert
from wegweiser.model.frage import Frage, Tabelle
from wegweiser.model.leitfaden import Leitfaden, find_frage
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.model.sprache import Uebersetzung
from wegweiser.model.wert import parse_wert


class Fassung(NamedTuple):
    """The translation in use, and the guide as it was written."""

    uebersetzung: Uebersetzung
    original: Leitfaden


def translate(leitfaden: Leitfaden, sprache: str) -> tuple[Leitfaden, Fassung | None]:
    """The guide in a language, with the way back; raises BenutzungError for one it does not have."""
    if not sprache:
        return leitfaden, None
    from wegweiser.core.sprachen import find_uebersetzung, translate_leitfaden

    uebersetzung = find_uebersetzung(leitfaden, sprache)
    if uebersetzung is None:
        return leitfaden, None
    return translate_leitfaden(leitfaden, uebersetzung), Fassung(uebersetzung, leitfaden)


def find_feld(leitfaden: Leitfaden, frage_id: str, spalte: str = "") -> Frage:
    """A question the guide has, or one of its columns."""
    paar = find_frage(leitfaden, frage_id)
    if paar is None:
        raise KeyError(frage_id)
    if spalte and isinstance(paar[1], Tabelle):
        return next(teil for teil in paar[1].spalten if teil.id == spalte)
    return paar[1]


def parse_feld(
    leitfaden: Leitfaden, fassung: Fassung, antworten: Antworten, feld: tuple[str, str], text: str
) -> Wert:
    """A value from what was typed, whichever language it was typed in; the first reading that fits."""
    from wegweiser.core.sprachen import list_lesarten

    erster: EingabeError | None = None
    for guide in (leitfaden, fassung.original):
        frage, optionen = find_feld(guide, *feld), build_optionsquelle(guide, antworten)
        for lesart in list_lesarten(frage, text, fassung.uebersetzung.worte):
            try:
                return parse_wert(frage, lesart, optionen)
            except EingabeError as fehler:
                erster = erster or fehler
    raise erster or EingabeError("leer")
