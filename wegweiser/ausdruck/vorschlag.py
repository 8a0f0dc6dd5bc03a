"""Finds the word that was probably meant."""

from collections.abc import Iterable

from wegweiser.errors import find_aehnliches


def find_vorschlag(wort: str, bekannt: Iterable[str]) -> str:
    """Return the known word most similar to `wort`, or nothing."""
    return find_aehnliches(wort, bekannt)
