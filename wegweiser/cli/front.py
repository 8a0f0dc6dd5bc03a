"""What the dialogue needs from a terminal: show paragraphs, read one field."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, Protocol

from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.befehle import Eingabe
from wegweiser.model.frage import Tabelle

# zeile: one line · absatz: several lines · wahl: one of a list · mehrfach, rangfolge: several of a list ·
# menue: a list with keys, one line without · tafel: a table with a cursor (only with keys) ·
# einfuegen: lines as they are, with their tabs
Feldart = Literal["zeile", "absatz", "wahl", "mehrfach", "rangfolge", "menue", "tafel", "einfuegen"]
LANGE_LISTE = 15
RAND = 5  # on a wall: where the titles of a list begin, so that everything stands below one another
# Which commands have a key while a field is read.
ALLE = (
    "hilfe",
    "zurueck",
    "weiter",
    "offen",
    "geh",
    "angaben",
    "suche",
    "ergebnis",
    "rueckgaengig",
    "wiederholen",
    "pause",
)
IN_ZELLEN = ("hilfe", "zurueck", "weiter", "pause")
NEBENBEI = ("zurueck", "pause")


class Wahl(NamedTuple):
    """One possibility: what a person types for it, what is handed on, what is read."""

    kennung: str
    id: str
    titel: str
    hilfe: str = ""


class Tafel(NamedTuple):
    """A table to edit: its cells as they are read, its sums, what its last line says, where the cursor stands.

    Behind the rows come a line for a new one and the last line.
    """

    tabelle: Tabelle
    texte: tuple[tuple[str, ...], ...]
    summen: str
    ende: str
    zeile: int = 0
    spalte: int = 0


class Feld(NamedTuple):
    """One input: `vorgabe` is what an empty line means, `entwurf` what was typed before and may be mended.

    `stumm`: the possibilities were listed just before.
    """

    art: Feldart
    aufforderung: str
    wahlen: tuple[Wahl, ...] = ()
    vorgabe: str = ""
    entwurf: str = ""
    befehle: tuple[str, ...] = NEBENBEI
    nummeriert: bool = True
    stumm: bool = False
    tafel: Tafel | None = None

    @property
    def lang(self) -> bool:
        """Too many possibilities to list them all at once."""
        return len(self.wahlen) > LANGE_LISTE


class Zugang(NamedTuple):
    """How a person wants into a session: only reading, or releasing the lock of somebody who is gone."""

    lesen: bool = False
    loesen: bool = False


class Ende(Exception):  # noqa: N818 - no error: the person (or the pipe) has finished
    """Nothing more will be typed."""


class Front(Protocol):
    """A way to talk to a person; `tasten` says whether function keys exist.

    `danach` is called when a field stands on the screen and nothing was typed yet (several times, perhaps).
    """

    tasten: bool
    danach: Callable[[], None] | None

    def leere(self) -> None:
        """Clear the screen, where that is possible."""

    def zeige(self, saetze: Sequence[Satz]) -> None:
        """Show paragraphs."""

    def lies(self, feld: Feld) -> Eingabe:
        """Read one field; raises EingabeError for an unknown command, Ende at the end of the input."""
