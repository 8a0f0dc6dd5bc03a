"""One Quartier's saved work."""

from datetime import datetime

from wegweiser.model.antworten import Adresse, Antworten
from wegweiser.model.base import Knoten, modell


@modell
class Leitfadenbezug:
    """Which guide the answers belong to."""

    id: str
    version: str
    quelle: str
    pruefsumme: str


@modell
class Unpassend:
    """Something in the file that the guide cannot take any more; it stays in the file as it is."""

    adresse: Adresse
    knoten: Knoten
    zeile: int
    spalte: int
    grund: str


@modell
class Vorhaben:
    """Everything that was said; which of it rests is computed from the path, not stored here."""

    titel: str
    leitfaden: Leitfadenbezug
    angelegt: datetime
    geaendert: datetime
    protokoll: int
    antworten: Antworten
    unpassend: tuple[Unpassend, ...] = ()
