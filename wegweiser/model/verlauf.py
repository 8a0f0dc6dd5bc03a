"""What happened to a Vorhaben: steps, each one change that is undone and repeated as a whole."""

from typing import Literal, NamedTuple

from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Knoten

Richtung = Literal["rueckgaengig", "wiederholt"]


class Aenderung(NamedTuple):
    """One answer before and after; None means there was or is none."""

    adresse: Adresse
    alt: Knoten
    neu: Knoten


class Schritt(NamedTuple):
    """What was saved together; `zu` is the number of the step it takes back or repeats."""

    nr: int
    zeit: str
    art: str
    wer: str
    aenderungen: tuple[Aenderung, ...]
    zu: int | None = None


class Lauf(NamedTuple):
    """The steps that can be undone and repeated, the next one last; `wand` is a move that bars the way back."""

    getan: tuple[Schritt, ...] = ()
    zurueckgenommen: tuple[Schritt, ...] = ()
    wand: Schritt | None = None


class Wechsel(NamedTuple):
    """An answer as it is and as it would be; `streit`: it is no longer what the step left behind."""

    adresse: Adresse
    jetzt: Antwort | None
    dann: Antwort | None
    streit: bool = False


class Ruecknahme(NamedTuple):
    """Undoing or repeating one step: everything that would change."""

    richtung: Richtung
    schritt: Schritt
    wechsel: tuple[Wechsel, ...]

    @property
    def streit(self) -> tuple[Adresse, ...]:
        """Answers that something else has changed since."""
        return tuple(w.adresse for w in self.wechsel if w.streit)
