"""How much of a table file is read, and cells merged over several rows."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from wegweiser.errors import DatenError
from wegweiser.model.einfuegung import LEERE_ZELLE, Rohzeile, Rohzelle

MAX_BYTES: Final = 10_000_000
MAX_ZEILEN: Final = 5_000
MAX_SPALTEN: Final = 200
MAX_BLAETTER: Final = 50
# First row, first column, last row, last column, from 1.
Verbund = tuple[int, int, int, int]


def check_groesse(pfad: Path, zeilen: Sequence[Rohzeile], hoechstens: int = MAX_ZEILEN) -> None:
    """Raise DatenError for more rows or columns than are read."""
    if len(zeilen) > hoechstens or any(zeile.nr > hoechstens for zeile in zeilen[-1:]):
        raise DatenError("tabelle-zu-gross", pfad=pfad, hoechstens=hoechstens, was="Zeilen")
    if any(len(zeile.zellen) > MAX_SPALTEN for zeile in zeilen[-1:]):
        raise DatenError("tabelle-zu-gross", pfad=pfad, hoechstens=MAX_SPALTEN, was="Spalten")


def strip_rand(zellen: Sequence[Rohzelle]) -> tuple[Rohzelle, ...]:
    """Without the empty cells at the end."""
    letzte = max((nr for nr, zelle in enumerate(zellen, 1) if zelle.gefuellt), default=0)
    return tuple(zellen[:letzte])


def fuelle_verbunde(zeilen: dict[int, tuple[Rohzelle, ...]], verbunde: Iterable[Verbund]) -> None:
    """A cell merged over several rows of one column holds for all of them."""
    for oben, links, unten, rechts in verbunde:
        if links != rechts or oben not in zeilen or len(zeilen[oben]) < links:
            continue
        wert = zeilen[oben][links - 1]
        for nr in range(oben + 1, min(unten, MAX_ZEILEN) + 1):
            zellen = list(zeilen.get(nr, ()))
            if any(zelle.text for zelle in zellen):
                zellen += [LEERE_ZELLE] * (links - len(zellen))
                zellen[links - 1] = wert
                zeilen[nr] = tuple(zellen)
