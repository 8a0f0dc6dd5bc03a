"""A questionnaire on paper: what citizens read and tick, in one language; nothing in it is computed by a template."""

from typing import Literal

from wegweiser.model.base import modell
from wegweiser.model.sprache import Rahmenworte, Richtung

# eine, mehrere: boxes · skala: boxes with anchors · rang, anteile: something to write before or behind each ·
# zeile, zahl, absatz: lines · tabelle: rows
Bogenart = Literal["eine", "mehrere", "skala", "rang", "anteile", "zeile", "zahl", "absatz", "tabelle"]


@modell
class Bogenwahl:
    """One box with the number it has in the dialogue, so that a filled form can be typed in."""

    nr: str
    titel: str


@modell
class Bogenfrage:
    """One question; `sprache` and `richtung` are those of the guide where no translation exists.

    `nr` counts on this form, `nummer` is that of the dialogue („2.9“), for whoever types it.
    """

    nr: int
    nummer: str
    id: str
    text: str
    hilfe: str | None
    art: Bogenart
    sprache: str
    richtung: Richtung
    wahlen: tuple[Bogenwahl, ...] = ()
    hoechstens: int | None = None
    einheit: str | None = None
    spalten: tuple[str, ...] = ()
    zeilen: int = 1
    bedingt: bool = False


@modell
class Bogenteil:
    """A heading with its questions."""

    titel: str
    fragen: tuple[Bogenfrage, ...]


@modell
class Papierbogen:
    """The whole form; `worte` holds what the language has, the template knows the German words."""

    titel: str
    leitfaden: str
    version: str
    sprache: str
    sprachname: str
    richtung: Richtung
    ungeprueft: bool
    minuten: int
    worte: Rahmenworte
    teile: tuple[Bogenteil, ...]

    @property
    def anzahl(self) -> int:
        """How many questions."""
        return sum(len(teil.fragen) for teil in self.teile)
