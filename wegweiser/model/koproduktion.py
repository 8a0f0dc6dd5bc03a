"""Result of the Koproduktion: which forms fit a Maßnahme, which do not, and why."""

from decimal import Decimal
from typing import Literal

from wegweiser.model.base import modell
from wegweiser.model.regel import Regel

Regelergebnis = Literal["verletzt", "offen", "erfuellt"]


@modell
class Regelbefund:
    """One rule against the answers; `erklaerung` are finished German sentences, `fehlend` question labels."""

    regel: Regel
    ergebnis: Regelergebnis
    erklaerung: tuple[str, ...] = ()
    fehlend: tuple[str, ...] = ()


@modell
class Kriterienwert:
    """How well a form meets one criterion (0 to 4), and why."""

    kriterium: str
    wert: int
    grund: str
    gewicht: Decimal | int


@modell
class Formbewertung:
    """One form of organisation against the answers; `punkte` 0 to 100 is an estimate, never a measurement."""

    id: str
    titel: str
    kurz: str | None
    punkte: Decimal
    staerken: tuple[Kriterienwert, ...]
    schwaeche: Kriterienwert | None
    ausschluss: tuple[Regelbefund, ...] = ()
    vorbehalte: tuple[Regelbefund, ...] = ()
    hinweise: tuple[Regelbefund, ...] = ()
    zu_klaeren: tuple[Regelbefund, ...] = ()
    haftung: str | None = None
    mitsprache: str | None = None


@modell
class Gewichtsspanne:
    """What a group thinks of one criterion: mean of the weights (each person's sum up to 100), lowest, highest.

    `werte` are all of them in order of size, so that nobody can be told from them; `uneinig` where they lie far apart.
    """

    id: str
    kriterium: str
    mittel: Decimal
    werte: tuple[Decimal, ...]
    uneinig: bool

    @property
    def spanne(self) -> Decimal:
        """How far the lowest and the highest lie apart."""
        return self.werte[-1] - self.werte[0]


@modell
class Formenanteil:
    """For how many persons of a group a form would come first with their own weights."""

    titel: str
    anzahl: int


@modell
class Gruppengewichtung:
    """The weights of several persons: they count (`gilt`) once there are enough; the heaviest criterion first.

    `ohne_punkte` counts rows in which every criterion has nothing.
    """

    beteiligte: int
    ohne_punkte: int
    mindestens: int
    gilt: bool
    spannen: tuple[Gewichtsspanne, ...]
    vorn: tuple[Formenanteil, ...] = ()


@modell
class Ausschlussgrund:
    """One rule that excludes forms: why, by which norm, and which titles it hits."""

    regel: Regel
    erklaerung: tuple[str, ...]
    formen: tuple[str, ...]


@modell
class Formenvergleich:
    """The comparison for one Maßnahme; empty `engere_wahl` where every form is excluded or below the limit.

    The weights are those of `profil`, unless a group gave its own (`gruppe`) and enough of them.
    """

    profil: str
    gruppe: Gruppengewichtung | None = None
    engere_wahl: tuple[Formbewertung, ...]
    weitere: tuple[Formbewertung, ...]
    ausgeschlossen: tuple[Formbewertung, ...]
    ausschlussgruende: tuple[Ausschlussgrund, ...]
    favorit: str | None
    knapp: bool
