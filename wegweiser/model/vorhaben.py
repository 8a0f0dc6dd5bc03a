"""One Quartier's saved work."""

from datetime import datetime

from wegweiser.model.antworten import Antworten
from wegweiser.model.base import modell
from wegweiser.model.befund import Befund


@modell
class Leitfadenbezug:
    """Which guide the answers belong to."""

    id: str
    version: str
    quelle: str
    pruefsumme: str


@modell
class Vorhaben:
    """Everything that was said, resting answers included; which of them rest follows from the path.

    `unpassend` are places in the file that the guide cannot take; they stay in the file as they are.
    """

    titel: str
    leitfaden: Leitfadenbezug
    angelegt: datetime
    geaendert: datetime
    protokoll: int
    antworten: Antworten
    unpassend: tuple[Befund, ...] = ()
