"""Where an Abschnitt stands when it has been gone through: its result so far, what is open, what comes next."""

from collections.abc import Mapping

from wegweiser.model.analyse import Analyse
from wegweiser.model.base import Runde, modell
from wegweiser.model.bericht import Angabe, Vorbild
from wegweiser.model.finanzierung import Finanzierung
from wegweiser.model.instrumentenwahl import Instrumentenwahl
from wegweiser.model.koproduktion import Formenvergleich
from wegweiser.model.massnahmenplan import OffenerPunkt
from wegweiser.model.rechenweg import Rechenweg


@modell
class Pruefstand:
    """A check list with what is done and what is not."""

    titel: str
    erledigt: tuple[str, ...]
    fehlt: tuple[str, ...]


@modell
class Ausblick:
    """What the next Abschnitt needs: minutes by round, and what should lie ready (labels of questions)."""

    titel: str
    satz_titel: str | None
    minuten: Mapping[Runde, int]
    bereit: tuple[str, ...]


@modell
class Zwischenstand:
    """The result of one Abschnitt (of one record) so far; nothing personal, no notes.

    `art` is the kind of result the guide names; which of the results below is filled follows from it.
    """

    abschnitt: str
    satz_titel: str | None
    art: str | None
    angaben: tuple[Angabe, ...]
    werte: tuple[Rechenweg, ...]
    pruefliste: Pruefstand | None
    offene: tuple[OffenerPunkt, ...]
    analyse: Analyse | None = None
    instrumente: Instrumentenwahl | None = None
    formen: Formenvergleich | None = None
    finanzierung: Finanzierung | None = None
    vorbilder: tuple[Vorbild, ...] = ()
