"""Dots as people type them: „12 7 0 3“ in the order of the sheet, or „1=12 3=7“ by number."""

import re
from collections.abc import Mapping, Sequence

from wegweiser.errors import EingabeError
from wegweiser.model import frage as f
from wegweiser.model.deutsch_format import parse_ja_nein
from wegweiser.model.wert import find_option

HOECHSTENS = 100_000
_PAAR = re.compile(r"([^\s=:;,]+)\s*[=:]\s*([0-9]+)")
_TRENNER = re.compile(r"[\s;,]+")
_ZAHL = re.compile(r"[0-9]{1,6}\Z")


def parse_punkte(
    frage: f.Frage, text: str, ids: Sequence[str], optionen: Sequence[f.Option]
) -> Mapping[str, int]:
    """Dots by option; raises EingabeError where a number is missing, too much or belongs to nothing."""
    paare = _PAAR.findall(text)
    if not paare:
        return _parse_reihe(text, ids)
    if _PAAR.sub("", text).strip(" ;,"):
        raise EingabeError("punkte-form", text=_PAAR.sub("", text).strip(" ;,"))
    punkte: dict[str, int] = {}
    for name, anzahl in paare:
        id_ = find_stimme(frage, name, ids, optionen)
        if id_ in punkte:
            raise EingabeError("doppelt-gewaehlt", text=name)
        punkte[id_] = parse_anzahl(anzahl)
    return punkte


def find_stimme(frage: f.Frage, text: str, ids: Sequence[str], optionen: Sequence[f.Option]) -> str:
    """The option, step or answer that gets a vote, by number, id or title."""
    if isinstance(frage, f.JaNein):
        return "ja" if parse_ja_nein(text) else "nein"
    if not isinstance(frage, f.Skala):
        return find_option(text, optionen).id
    if text.strip() not in ids:
        raise EingabeError("keine-option", text=text.strip(), vorschlag="")
    return text.strip()


def parse_anzahl(text: str) -> int:
    """How many; nothing below zero and nothing nobody could count."""
    roh = text.strip()
    if not _ZAHL.match(roh) or int(roh) > HOECHSTENS:
        raise EingabeError("punkte-zahl", text=roh, hoechstens=HOECHSTENS)
    return int(roh)


def _parse_reihe(text: str, ids: Sequence[str]) -> Mapping[str, int]:
    zahlen = [parse_anzahl(teil) for teil in _TRENNER.split(text.strip()) if teil]
    if len(zahlen) != len(ids):
        raise EingabeError("punkte-reihe", anzahl=len(zahlen), soll=len(ids))
    return dict(zip(ids, zahlen, strict=True))
