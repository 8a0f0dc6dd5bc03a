"""Which service of the catalogue a topic of a survey is about: said, or plain from its wording."""

import re
from collections.abc import Mapping
from typing import Final

from wegweiser.model.faltung import falte

_WORT: Final = re.compile(r"\w+")
_MINDESTENS: Final = 4  # letters of a title, so that "Bar" is not found in "Barrieren"


def find_dienst(titel: str, id_: str, dienste: Mapping[str, str]) -> str:
    """The one service whose title (or id) a topic is or holds as a word; empty where none or several come into question.

    `dienste` are ids with their titles. „Spielplätze“ holds „Spielplatz“, „Kinderspielplatz“ does not.
    """
    if id_ in dienste:
        return id_
    worte = _WORT.findall(falte(titel))
    namen = {dienst: {falte(name), falte(dienst.replace("-", " "))} for dienst, name in dienste.items()}
    treffer = [
        dienst
        for dienst, alle in namen.items()
        if any(len(name) >= _MINDESTENS and _enthaelt(worte, _WORT.findall(name)) for name in alle)
    ]
    genau = [dienst for dienst in treffer if falte(titel) in namen[dienst]]
    gewaehlt = genau or treffer
    return gewaehlt[0] if len(gewaehlt) == 1 else ""


def _enthaelt(worte: list[str], gesucht: list[str]) -> bool:
    """All words of the title follow each other, the last with an ending at most (plural)."""
    laenge = len(gesucht)
    return any(
        worte[nr : nr + laenge - 1] == gesucht[:-1] and _ist_form(worte[nr + laenge - 1], gesucht[-1])
        for nr in range(len(worte) - laenge + 1)
    )


def _ist_form(wort: str, grundform: str) -> bool:
    return wort.startswith(grundform) and wort[len(grundform) :] in {"", "e", "en", "n", "s", "er", "es"}
