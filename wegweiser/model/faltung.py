"""Texts made comparable for searching: no case, umlauts as people without an umlaut key type them."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=8_000)
def falte(text: str) -> str:
    """„Bürger“, „BUERGER“ and „Burger“ become the same."""
    zerlegt = unicodedata.normalize("NFKD", text.casefold())
    ohne = "".join(zeichen for zeichen in zerlegt if not unicodedata.combining(zeichen))
    for zwei, eins in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        ohne = ohne.replace(zwei, eins)
    return " ".join(ohne.split())


def build_sortierwort(text: str) -> str:
    """What to sort by in German order: ö like o, ß like ss, no case."""
    zerlegt = unicodedata.normalize("NFKD", text.casefold())
    return "".join(zeichen for zeichen in zerlegt if not unicodedata.combining(zeichen))


def enthaelt_alle(text: str, worte: Iterable[str]) -> bool:
    """Every (folded) word occurs somewhere in a text."""
    gefaltet = falte(text)
    return all(wort in gefaltet for wort in worte)
