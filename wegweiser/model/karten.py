"""Papers for a meeting: cards to fill in, a poster with the numbers, sheets for dots; nothing in them is computed by a template."""

from typing import Literal, NamedTuple

from wegweiser.model.base import Runde, modell
from wegweiser.model.papierbogen import Bogenfrage, Bogenwahl
from wegweiser.model.sprache import Rahmenworte, Richtung

# zaehlliste: no paper, but the table in which counts are typed at a desk
Papierart = Literal["karten", "poster", "punkte", "zaehlliste"]
Papierformat = Literal["pdf", "html"]
Schriftgrad = Literal["gross", "mittel", "klein"]


class Wunsch(NamedTuple):
    """Which questions of a round are wanted (none named: all), and how many dots everybody has."""

    runde: Runde
    abschnitte: tuple[str, ...] = ()
    schritte: tuple[str, ...] = ()
    fragen: tuple[str, ...] = ()
    punkte: int | None = None


@modell
class Karte:
    """One question to cut out; `nummer` and `adresse` are what the capture step understands, `satz` the record.

    Long lists continue on another card (`teil` of `teile`); `linien` is the room to write that is left.
    """

    nummer: str
    adresse: str
    satz: str
    frage: Bogenfrage
    bedingung: str
    grad: Schriftgrad
    linien: int = 0
    teil: int = 1
    teile: int = 1


@modell
class Blattspalte:
    """A column of a table sheet with what may be written in it; `breite` in percent."""

    titel: str
    breite: int
    wahlen: tuple[Bogenwahl, ...] = ()


@modell
class Tabellenblatt:
    """A table to fill in, one row per entry."""

    nummer: str
    adresse: str
    satz: str
    frage: Bogenfrage
    bedingung: str
    spalten: tuple[Blattspalte, ...]
    zeilen: int


@modell
class Kartengruppe:
    """The questions of one Schritt."""

    titel: str
    karten: tuple[Karte, ...]
    tabellen: tuple[Tabellenblatt, ...]


@modell
class Plakatpunkt:
    """One question on the poster; `karten` says on how many cards it stands (a table: on none)."""

    nummer: str
    adresse: str
    text: str
    satz: str
    bedingung: str
    sprache: str
    richtung: Richtung
    karten: int


@modell
class Plakatgruppe:
    """A heading of the poster with its questions."""

    titel: str
    satz: str
    punkte: tuple[Plakatpunkt, ...]


@modell
class Punkteblatt:
    """One question to put dots on; `je_person` is how many everybody has, where somebody said so.

    `hoehe` is that of a row in millimetres.
    """

    nummer: str
    adresse: str
    satz: str
    frage: Bogenfrage
    je_person: int | None
    hoehe: int


@modell
class Kartensatz:
    """All papers of one round; `worte` holds what the language has, the templates know the German words."""

    titel: str
    vorhaben: str
    leitfaden: str
    version: str
    runde: str
    sprache: str
    richtung: Richtung
    ungeprueft: bool
    worte: Rahmenworte
    minuten: int
    gruppen: tuple[Kartengruppe, ...]
    plakat: tuple[Plakatgruppe, ...]
    punkte: tuple[Punkteblatt, ...]

    @property
    def anzahl(self) -> int:
        """How many questions."""
        return sum(len(gruppe.punkte) for gruppe in self.plakat)
