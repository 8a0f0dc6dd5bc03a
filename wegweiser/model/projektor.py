"""What the read-only page for the projector shows: finished texts, nothing personal, no notes."""

from wegweiser.model.base import modell
from wegweiser.model.sprache import Rahmenworte, Richtung
from wegweiser.model.zwischenstand import Zwischenstand


@modell
class Projektorwahl:
    """One possibility, with the number typed for it."""

    kennung: str
    titel: str


@modell
class Gesagtes:
    """An answer under the short name of its question; of a table the first column."""

    kurz: str
    text: str


@modell
class Projektorfrage:
    """The question of the moment; `gesagt` is what was said to it so far."""

    schritt: str
    text: str
    einheit: str
    wahlen: tuple[Projektorwahl, ...]
    gesagt: str
    nr: int
    anzahl: int


@modell
class Projektorseite:
    """One state of the page; `frage` is None when an Abschnitt is finished or the session pauses (`pause`)."""

    titel: str
    beispiel: bool
    nummer: int
    abschnitt: str
    satz_titel: str | None
    frage: Projektorfrage | None
    gesagt: tuple[Gesagtes, ...]
    zwischenstand: Zwischenstand
    pause: bool
    sprache: str
    richtung: Richtung
    worte: Rahmenworte
