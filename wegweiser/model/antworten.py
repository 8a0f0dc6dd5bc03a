"""What was said: answers by address, with certainty, evidence and notes."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

from wegweiser.model.base import Sicherheit, Wert, modell


class Adresse(NamedTuple):
    """Where an answer stands: the question and, in a repeated Abschnitt, the record (`m1`)."""

    frage: str
    satz: str = ""

    def __str__(self) -> str:
        return f"{self.satz}.{self.frage}" if self.satz else self.frage


@modell
class Antwort:
    """A value, or `offen` with who finds out by when; never both."""

    wert: Wert | None = None
    offen: bool = False
    sicherheit: Sicherheit | None = None
    belege: tuple[str, ...] = ()
    notiz: str | None = None
    zustaendig: str | None = None
    bis: date | None = None


Antworten: TypeAlias = Mapping[Adresse, Antwort]
