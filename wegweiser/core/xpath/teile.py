"""The pieces our expressions are put together from when a questionnaire is read."""

from collections.abc import Sequence
from enum import Enum
from typing import Final, NamedTuple

ODER, UND, NICHT, VERGLEICH, PLUS, MAL, BLATT = range(1, 8)
TEXTE: Final = frozenset({"text", "wahl"})


class Modus(Enum):
    """What a condition is for."""

    MOEGLICH = "moeglich"
    SICHER = "sicher"
    GENAU = "genau"


class Ziel(NamedTuple):
    """What a name of the questionnaire has become."""

    id: str
    art: str
    """zahl, text, wahl, liste, datum, wahrheit, tabelle, or fremd for what expressions cannot read."""
    pflicht: bool = False
    immer: bool = True
    """It is asked whatever was answered before."""
    reihe: str = ""
    """The table whose column it is, or over which its Abschnitt is repeated."""
    spalte: bool = False
    werte: tuple[tuple[str, str], ...] = ()
    """Choices of the questionnaire that are called otherwise here (and `ja`, `nein` as they are called there)."""
    wahlen: tuple[str, ...] = ()
    """What can be chosen here, if it is a choice."""
    nr: int = -1
    """Its place in the order of the questions; -1 for what may be read anywhere."""

    alle: bool = False
    """All its rows at once, as a sum needs them."""

    @property
    def name(self) -> str:
        """How expressions call it."""
        return f"{self.reihe}.{self.id}" if self.spalte else self.id

    @property
    def gewiss(self) -> bool:
        """It always has a value in a questionnaire that was sent."""
        return self.pflicht and self.immer


class Teil(NamedTuple):
    """A piece of one of our expressions: its text, how tightly it binds, its type, and what it reads."""

    text: str
    rang: int = BLATT
    art: str = "wahrheit"
    ziele: tuple[Ziel, ...] = ()
    glieder: tuple[str, ...] = ()
    """The parts of a chain of `und` or `oder`."""


def klammer(teil: Teil, mindestens: int) -> str:
    """Its text, in brackets where it binds too loosely."""
    return teil.text if teil.rang >= mindestens else f"({teil.text})"


def verknuepfe(rang: int, teile: Sequence[Teil]) -> Teil:
    """A chain of `und` or `oder`; what is in it twice is said once."""
    glieder: list[str] = []
    for teil in teile:
        glieder += teil.glieder if teil.rang == rang and teil.glieder else (klammer(teil, rang + 1),)
    einzeln = tuple(dict.fromkeys(glieder))
    if len(teile) == 1 or len(einzeln) == 1:
        return teile[0]
    ziele = tuple(dict.fromkeys(z for teil in teile for z in teil.ziele))
    zeichen = " und " if rang == UND else " oder "
    return Teil(zeichen.join(einzeln), rang, "wahrheit", ziele, einzeln)


def verneine(teil: Teil) -> Teil:
    """The opposite."""
    return Teil(f"nicht {klammer(teil, NICHT)}", NICHT, "wahrheit", teil.ziele)


def beantwortet(ziel: Ziel) -> Teil:
    """There is an answer, in every row where all are needed."""
    text = f"beantwortet({ziel.name})"
    return Teil(f"alle({text})" if ziel.alle else text, BLATT, "wahrheit", (ziel,))


def schuetze(teil: Teil, modus: Modus) -> Teil:
    """A comparison that is false where something is missing."""
    fehlt = [z for z in teil.ziele if not z.pflicht] if modus is not Modus.SICHER else []
    return verknuepfe(UND, [*map(beantwortet, fehlt), teil])


def lasse_zu(teil: Teil, modus: Modus) -> Teil:
    """A comparison that is true where something is missing."""
    fehlt = [z for z in teil.ziele if not (z.immer and (z.pflicht or modus is Modus.MOEGLICH))]
    return verknuepfe(ODER, [*(verneine(beantwortet(z)) for z in fehlt), teil])
