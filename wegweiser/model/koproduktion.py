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
    gewicht: int


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
class Ausschlussgrund:
    """One rule that excludes forms: why, by which norm, and which titles it hits."""

    regel: Regel
    erklaerung: tuple[str, ...]
    formen: tuple[str, ...]


@modell
class Formenvergleich:
    """The comparison for one Maßnahme; empty `engere_wahl` where every form is excluded or below the limit."""

    profil: str
    engere_wahl: tuple[Formbewertung, ...]
    weitere: tuple[Formbewertung, ...]
    ausgeschlossen: tuple[Formbewertung, ...]
    ausschlussgruende: tuple[Ausschlussgrund, ...]
    favorit: str | None
    knapp: bool
