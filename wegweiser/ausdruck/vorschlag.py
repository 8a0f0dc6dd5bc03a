"""Finds the word that was probably meant."""

from collections.abc import Iterable


def find_vorschlag(wort: str, bekannt: Iterable[str]) -> str:
    """Return the known word most similar to `wort`, or nothing."""
    import difflib  # only needed when something is wrong

    return next(iter(difflib.get_close_matches(wort, list(bekannt), n=1, cutoff=0.6)), "")
