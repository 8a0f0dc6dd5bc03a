"""Whether what was taken in lies where the city lies: cells and places outside it are told, never dropped."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from wegweiser.core.raum.ausschnitt import find_ausserhalb
from wegweiser.model.daten import Datenart, Datenfund
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.raum import Orte, Quartier, Zahlen, Zellen

# Kinds whose rows lie somewhere.
VERORTET: frozenset[Datenart] = frozenset({"zellen", "orte", "nadel", "leerstand", "brache"})


class Lagen(NamedTuple):
    """Where the rows of one file lie."""

    datei: str
    art: Datenart
    x: Zahlen
    y: Zahlen


def build_lagen(datei: str, art: Datenart, inhalte: Sequence[Any]) -> Lagen:
    """The positions of all contents of a file; records without one are left out."""
    paare = [_list_punkte(inhalt) for inhalt in inhalte]
    return Lagen(datei, art, *(np.concatenate([paar[achse] for paar in paare]) for achse in (0, 1)))


def _list_punkte(inhalt: Zellen | Orte | Sequence[Any]) -> tuple[Zahlen, Zahlen]:
    if isinstance(inhalt, Zellen | Orte):
        return inhalt.x, inhalt.y
    punkte = [(satz.x, satz.y) for satz in inhalt if satz.x is not None and satz.y is not None]
    x, y = np.array(punkte, float).reshape(-1, 2).T
    return x, y


def check_lagen(quartier: Quartier | None, alle: Iterable[Lagen]) -> Iterator[Datenfund]:
    """How much of each file lies outside the city; all of it is a sign of another city."""
    if quartier is None or quartier.stadt is None:
        return
    for lagen in alle:
        draussen = int(find_ausserhalb(quartier, lagen.x, lagen.y).sum())
        if not draussen:
            continue
        code = "zellen-ausserhalb" if lagen.art == "zellen" else "orte-ausserhalb"
        code = "datei-ausserhalb" if draussen == len(lagen.x) else code
        angaben = {"draussen": format_zahl(draussen), "von": format_zahl(len(lagen.x))}
        yield Datenfund(code, lagen.datei, anzahl=draussen, angaben=angaben)
