"""What a Welt remembers: from where names are read, what was worked out, and what that needed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
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


class Schrank:
    """Everything that was worked out, each with its Akte; what is being worked out notes in the open one what it needs."""

    def __init__(self) -> None:
        self._akten: dict[Schluessel, Akte] = {}
        self._offene: list[Akte] = []

    @property
    def tiefe(self) -> int:
        """How many things are being worked out, each for the one before."""
        return len(self._offene)

    def kennt(self, schluessel: Schluessel) -> bool:
        """Whether it was begun already."""
        return schluessel in self._akten

    def finde(self, schluessel: Schluessel) -> Akte:
        """What it needed."""
        return self._akten[schluessel]

    def vergiss(self, schluessel: Schluessel) -> None:
        """Work it out anew when it is needed next."""
        self._akten.pop(schluessel, None)

    def sorge_fuer(self, schluessel: Schluessel, build: Callable[[], None]) -> None:
        """Work something out unless that was done."""
        if schluessel not in self._akten:
            self._akten[schluessel] = Akte()
            with self._oeffne(self._akten[schluessel]):
                build()

    def baue(self, build: Callable[[], Formel]) -> tuple[Formel, Akte]:
        """Build a formula, and note what it needs."""
        akte = Akte()
        with self._oeffne(akte):
            return build(), akte

    @contextmanager
    def beiseite(self) -> Iterator[None]:
        """For a while, nothing of what is open is noted in."""
        offene, self._offene = self._offene, [Akte()]
        try:
            yield
        finally:
            self._offene = offene

    @contextmanager
    def _oeffne(self, akte: Akte) -> Iterator[None]:
        self._offene.append(akte)
        try:
            yield
        finally:
            self._offene.pop()

    def lies(self, schluessel: Schluessel) -> None:
        """Note that this is needed."""
        if self._offene:
            self._offene[-1].liest[schluessel] = None

    def bedinge(self, formel: Formel) -> None:
        """Note a formula that holds."""
        self._offene[-1].formeln.append(formel)

    def zaehle_bedingungen(self) -> int:
        """How many formulas were noted so far for what is being built."""
        return len(self._offene[-1].formeln)

    def merke(self, grund: str) -> None:
        """Note why this is not exact."""
        self._offene[-1].gruende[grund] = None


class Gewusst(NamedTuple):
    """A question: whether it is asked, whether it was answered, and with what."""

    frage: f.Frage
    pfad: Symbol
    beantwortet: z3.BoolRef
    bereich: "Bereich | Tabellenbereich"
