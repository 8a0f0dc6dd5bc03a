"""Gaps from data, offered as rows of the answer `luecken`."""

from typing import Literal, NamedTuple

from wegweiser.model.base import Zeile
from wegweiser.model.lueckenindex import Dienstluecke, Gruppenluecke

# neu: no such row yet · geaendert: our own row, with newer figures · gleich: nothing to do · von-hand: a person wrote or
# changed it · entfernt: we proposed it before, and a person took it out.
Vorschlagszustand = Literal["neu", "geaendert", "gleich", "von-hand", "entfernt"]


class Lueckenvorschlag(NamedTuple):
    """A row as it would be (or, unless new or changed, as it is), and the gap behind it."""

    zustand: Vorschlagszustand
    zeile: Zeile
    dienst: Dienstluecke
    gruppe: Gruppenluecke
