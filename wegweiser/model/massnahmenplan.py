"""What is to be done: Maßnahmen with responsibility and date, milestones, tasks and open points."""

from datetime import date
from typing import Literal

from wegweiser.model.antworten import Adresse
from wegweiser.model.base import modell

Terminart = Literal[
    "beginn",
    "versuch-beginn",
    "versuch-ende",
    "entscheidung",
    "naechster-schritt",
    "ende",
    "meilenstein",
    "gremium",
]
Hinweisart = Literal[
    "ohne-verantwortlich",
    "ohne-naechster-schritt",
    "ohne-naechster-schritt-bis",
    "ohne-beginn",
    "pflichtaufgabe",
    "befristet-ohne-danach",
]


@modell
class OffenerPunkt:
    """An answer still missing: which office finds out by when; `vergeben` says that somebody does, named or not."""

    adresse: Adresse
    frage: str
    abschnitt: str
    massnahme: str | None
    zustaendig: str | None
    bis: date | None
    gesagt: bool
    vergeben: bool = False


@modell
class Termin:
    """A dated step of the plan; `titel` is empty where the kind says it all, `massnahme` is its title."""

    datum: date
    art: Terminart
    titel: str
    massnahme: str | None
    verantwortlich: str | None


@modell
class Hinweis:
    """Something the plan check found, as a code with parameters (sentences stand in the templates)."""

    code: Hinweisart
    massnahme: str | None
    angabe: str | None = None


@modell
class Massnahmenplan:
    """Dates in order, open points by date, and what the plan still lacks."""

    termine: tuple[Termin, ...]
    offene_punkte: tuple[OffenerPunkt, ...]
    hinweise: tuple[Hinweis, ...]
