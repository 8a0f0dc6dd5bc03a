"""Results that belong to no stage: what a guide of one's own computes, and what its rules say."""

from wegweiser.model.base import modell
from wegweiser.model.instrumentenwahl import Instrumentenwahl, Klassenstand
from wegweiser.model.koproduktion import Regelbefund
from wegweiser.model.rechenweg import Rechenweg


@modell
class Regelurteil:
    """A rule that does not hold or lacks answers, for one record (or none), and which entries it is about."""

    satz: str
    befund: Regelbefund
    betrifft: tuple[str, ...]


@modell
class Berechnet:
    """The derived values of an Abschnitt that have a title, for one record (or none)."""

    abschnitt: str
    satz: str
    werte: tuple[Rechenweg, ...]


@modell
class Uebriges:
    """Both, in the order of the guide, and the instruments of analysis that fit where somebody asked for them."""

    regeln: tuple[Regelurteil, ...]
    berechnet: tuple[Berechnet, ...]
    instrumente: Instrumentenwahl | None = None
    klassen: Klassenstand | None = None
