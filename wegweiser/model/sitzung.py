"""Meetings: the fixed course with its days, what was noted of each, and the minutes."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from wegweiser.model.base import Runde, field, modell
from wegweiser.model.bericht import Angabe
from wegweiser.model.katalog import Terminvorlage

Terminart = Literal["gehalten", "laeuft", "festgelegt", "vorschlag"]


@modell
class Sitzung:
    """One meeting; `personen` counts people per group, `von` and `bis` are the journal's numbers before and after it.

    Names stand nowhere but in `moderation`; `bis` is missing while the meeting is open.
    """

    id: str
    titel: str
    datum: date
    beginn: str
    von: int
    termin: str | None = None
    runde: Runde | None = None
    ort: str = ""
    moderation: str = ""
    ende: str | None = None
    bis: int | None = None
    personen: Mapping[str, int] = field(default_factory=dict)
    beschluesse: tuple[str, ...] = ()
    dissens: tuple[str, ...] = ()


@modell
class Sitzungsbuch:
    """All meetings of a Vorhaben, and the days fixed for coming ones (id of the Termin → day)."""

    termine: Mapping[str, date] = field(default_factory=dict)
    sitzungen: tuple[Sitzung, ...] = ()

    @property
    def laufende(self) -> Sitzung | None:
        """The meeting that was opened and not closed."""
        return next((sitzung for sitzung in self.sitzungen if sitzung.bis is None), None)


@modell
class Terminplan:
    """One Termin of the course with its day and where the day comes from."""

    termin: Terminvorlage
    datum: date
    art: Terminart


@modell
class Aufgabe:
    """A question that was left open: who clears it up, by when."""

    frage: str
    zustaendig: str
    bis: date | None


@modell
class Ergebnisteil:
    """What was said in one Abschnitt, for one record or (empty) for none."""

    titel: str
    satz: str
    angaben: tuple[Angabe, ...]


@modell
class Niederschrift:
    """Everything the minutes show; nothing personal but the name of the moderation."""

    vorhaben: str
    leitfaden: str
    sitzung: Sitzung
    anzahl: int
    minuten: int | None
    ergebnisse: tuple[Ergebnisteil, ...]
    offen: tuple[Aufgabe, ...]
    naechster: Terminplan | None
    beispiel: bool
