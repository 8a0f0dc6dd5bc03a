"""Two copies of a Vorhaben that were edited apart: what each said since they parted, and what becomes of it."""

from typing import Literal, NamedTuple

from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Knoten

Entscheidung = Literal["", "hier", "dort"]
Zeilenart = Literal["uebernommen", "verbunden"]


class Gesagt(NamedTuple):
    """What the file said at one moment, since when and by whom (empty where nobody knows: changed by hand).

    `verbunden`: it came from another copy, by merging.
    """

    knoten: Knoten
    zeit: str = ""
    wer: str = ""
    verbunden: bool = False


Werdegang = tuple[Gesagt, ...]  # the value when the copies parted, every one since, the present one last


class Konflikt(NamedTuple):
    """Said differently on both sides: `zeile` and `spalte` where it is only a row or a cell of a table.

    `hier` is what stands in the Vorhaben, `dort` what the other copy says; None means that nothing is said there.
    """

    adresse: Adresse
    zeile: str
    spalte: str
    hier: Gesagt
    dort: Gesagt
    entschieden: Entscheidung = ""

    @property
    def stelle(self) -> tuple[Adresse, str, str]:
        """What it is about."""
        return (self.adresse, self.zeile, self.spalte)

    @property
    def kennung(self) -> str:
        """How a person names it: `einwohner`, `m1.beginn`, `luecken:l3.bedarf`."""
        teile = ".".join(filter(None, (self.zeile, self.spalte)))
        return f"{self.adresse}:{teile}" if teile else str(self.adresse)


class Verbindungszeile(NamedTuple):
    """One answer that changes here: taken from the other copy, or made of both."""

    art: Zeilenart
    adresse: Adresse
    alt: Knoten
    neu: Knoten


class Umbenennung(NamedTuple):
    """A row that both copies gave the same id to, though it is another one: its new id here."""

    tabelle: Adresse
    alt: str
    neu: str
    titel: str


class Verbindung(NamedTuple):
    """The preview, and exactly what will be done; `eigene` is how many answers only this side changed."""

    zeilen: tuple[Verbindungszeile, ...]
    konflikte: tuple[Konflikt, ...]
    umbenannt: tuple[Umbenennung, ...]
    eigene: int
