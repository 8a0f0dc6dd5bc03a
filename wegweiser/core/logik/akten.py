"""What a Welt remembers: from where names are read, what was worked out, and what that needed."""

from typing import NamedTuple, TypeAlias

import z3

from wegweiser.core.logik.bereiche import Bereich, Tabellenbereich
from wegweiser.core.logik.formeln import Formel
from wegweiser.core.logik.symbole import Symbol
from wegweiser.core.logik.uebersetzung import Nebeneinander, Tabellensymbol
from wegweiser.model import frage as f
from wegweiser.model.leitfaden import Abgeleitet

DRAUSSEN = -1
Inhalt: TypeAlias = f.Frage | Abgeleitet
Lesbar: TypeAlias = "Symbol | Tabellensymbol | Nebeneinander"


class Sicht(NamedTuple):
    """From where names are read: from outside, or from a record of a repeated Abschnitt."""

    je: str | None = None
    satz: int = DRAUSSEN


class Schluessel(NamedTuple):
    """What is worked out once: a value or the checks of a question, of a record or outside."""

    art: str
    name: str
    satz: int


class Akte:
    """What working something out needed: other things, and formulas that hold; `gruende` say what is not exact."""

    def __init__(self) -> None:
        self.liest: dict[Schluessel, None] = {}
        self.formeln: list[Formel] = []
        self.gruende: dict[str, None] = {}


class Gewusst(NamedTuple):
    """A question: whether it is asked, whether it was answered, and with what."""

    frage: f.Frage
    pfad: Symbol
    beantwortet: z3.BoolRef
    bereich: "Bereich | Tabellenbereich"
