"""Finds the word that was probably meant."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from wegweiser.errors import find_aehnliches

_UMLAUTE: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "ł": "l"})


def fold_umlaute(text: str) -> str:
    """Small letters, umlauts written out: how ids spell what people type."""
    return unicodedata.normalize("NFC", text).lower().translate(_UMLAUTE)


def find_vorschlag(wort: str, bekannt: Iterable[str]) -> str:
    """Return the known word most similar to `wort`, or nothing."""
    return find_aehnliches(wort, bekannt)
