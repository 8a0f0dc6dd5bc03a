"""A guide as its readers see it: what is asked in which order, under which conditions, with whom and how long."""

from collections.abc import Mapping
from typing import NamedTuple

from wegweiser.model.base import Runde
from wegweiser.model.frage import Frage
from wegweiser.model.leitfaden import Abgeleitet, Abschnitt, Leitfadenkopf, Schritt


class Fragepunkt(NamedTuple):
    """A question with its condition in words, the titles of what can be chosen, and the rules that read it.

    `pruefungen` are conditions on the answer in words, each with the sentence shown when it does not hold.
    """

    frage: Frage
    bedingung: str
    moeglichkeiten: tuple[str, ...]
    pruefungen: tuple[tuple[str, str], ...]
    regeln: tuple[str, ...]

    @property
    def titel(self) -> str:
        """Two, three words for it, or the question itself."""
        return self.frage.kurz or self.frage.text


class Schrittpunkt(NamedTuple):
    """What is talked about together."""

    schritt: Schritt
    fragen: tuple[Fragepunkt, ...]


class Wertpunkt(NamedTuple):
    """A derived value and how it is worked out, in words."""

    wert: Abgeleitet
    rechnung: str


class Abschnittspunkt(NamedTuple):
    """A stage; `je` is the title of the table it is repeated over, `minuten` says how long each round takes."""

    nummer: int
    abschnitt: Abschnitt
    je: str
    bedingung: str
    schritte: tuple[Schrittpunkt, ...]
    werte: tuple[Wertpunkt, ...]
    minuten: Mapping[Runde, int]
    regeln: tuple[str, ...]

    @property
    def fragen(self) -> tuple[Fragepunkt, ...]:
        """All questions in order."""
        return tuple(frage for schritt in self.schritte for frage in schritt.fragen)


class Katalogpunkt(NamedTuple):
    """A catalogue and how many entries it has."""

    id: str
    titel: str
    eintraege: int


class Gliederung(NamedTuple):
    """A guide, or one of its Abschnitte."""

    kopf: Leitfadenkopf
    abschnitte: tuple[Abschnittspunkt, ...]
    kataloge: tuple[Katalogpunkt, ...]
    regeln: int
