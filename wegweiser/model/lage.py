"""Where a Vorhaben stands: the path through the guide with its answers, and what rests."""

from collections.abc import Mapping
from typing import TypeAlias

from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import modell
from wegweiser.model.frage import Frage
from wegweiser.model.leitfaden import Abschnitt, Schritt


@modell
class Station:
    """One question on the path; `vorsorglich` where its condition waits for somebody's "weiß ich noch nicht"."""

    adresse: Adresse
    frage: Frage
    abschnitt: Abschnitt
    schritt: Schritt
    satz_titel: str | None
    vorsorglich: bool
    antwort: Antwort | None

    @property
    def beantwortet(self) -> bool:
        """A value was given."""
        return self.antwort is not None and not self.antwort.offen

    @property
    def erledigt(self) -> bool:
        """A value was given, or the question was marked open."""
        return self.antwort is not None


Stationen: TypeAlias = Mapping[Adresse, Station]


@modell
class Lage:
    """The path in guide order; answers that are not on it rest and come back with their branch.

    `nach_abschnitt` holds the same stations by the id of their Abschnitt, every Abschnitt of the guide included.
    """

    stationen: tuple[Station, ...]
    nach_abschnitt: Mapping[str, Stationen]
    ruhend: tuple[Adresse, ...]

    def find_station(self, adresse: Adresse) -> Station | None:
        """The station of an address, or None where it is not on the path."""
        return next((teil[adresse] for teil in self.nach_abschnitt.values() if adresse in teil), None)


@modell
class Abschnittsstand:
    """How far an Abschnitt is: questions on the path, answered, marked open."""

    id: str
    titel: str
    fragen: int
    beantwortet: int
    offen: int
