"""Comments of a YAML text: they belong to people and survive every change of the data."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from wegweiser.adapters.yaml_lesen import Stelle

_KOMMENTAR = re.compile(r"(?:(?<=\s)|\A)#[^\n]*")
_BLOCKKOPF = re.compile(r"[|>][-+0-9]*")


class Kommentar(NamedTuple):
    """A comment from its number sign to the end of the line, and the column it stood in (from 0)."""

    text: str
    einzug: int


def list_kommentare(text: str, start: int, ende: int, ort: Stelle) -> list[Kommentar]:
    """The comments between two offsets, outside of the keys and values of a node that lies there."""
    maske = list(text[start:ende])
    for von, bis in _list_inhalte(text, ort):
        for stelle in range(max(von, start), min(bis, ende)):
            if text[stelle] != "\n":
                maske[stelle - start] = "x"
    return [
        Kommentar(
            text[start + treffer.start() : start + treffer.end()], _spalte(text, start + treffer.start())
        )
        for treffer in _KOMMENTAR.finditer("".join(maske))
    ]


def _list_inhalte(text: str, ort: Stelle) -> Iterator[tuple[int, int]]:
    """Spans of keys and scalars, in which a number sign is content."""
    if ort.schluessel >= 0:
        yield ort.schluessel, ort.schluessel_ende
    if ort.kinder:
        for kind in ort.kinder.values():
            yield from _list_inhalte(text, kind)
    elif kopf := _BLOCKKOPF.match(text, ort.start):
        zeilenende = text.find("\n", kopf.end())
        yield ort.start, kopf.end()
        yield (zeilenende if zeilenende >= 0 else ort.ende), ort.ende
    elif text[ort.start : ort.start + 1] not in {"[", "{"}:
        yield ort.start, ort.ende


def _spalte(text: str, stelle: int) -> int:
    return stelle - (text.rfind("\n", 0, stelle) + 1)
