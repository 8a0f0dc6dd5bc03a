"""Moving a Vorhaben to another guide: what stands in the file, what becomes of it, what the person has to choose."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Knoten
from wegweiser.model.frage import Frage, Option

Zeilenart = Literal["gleich", "verschoben", "umformuliert", "umgewandelt", "abgelegt"]


class Posten(NamedTuple):
    """One answer as the file holds it: where it stands (`antworten` or `ruhend`, Abschnitt, record, question)."""

    bereich: str
    abschnitt: str
    adresse: Adresse
    knoten: Knoten

    @property
    def pfad(self) -> tuple[str, ...]:
        """The keys that lead there."""
        satz = (self.adresse.satz,) if self.adresse.satz else ()
        return (self.bereich, self.abschnitt, *satz, self.adresse.frage)


class Entscheidung(NamedTuple):
    """Something only the person can say: another option for one that is gone, or a cell that is required now.

    `stelle` is the question, or `tabelle.spalte`; `alt` is empty where a required cell is missing.
    """

    stelle: str
    frage: str
    alt: str = ""
    alt_titel: str = ""
    grund: str = ""
    optionen: tuple[Option, ...] = ()
    spalte: Frage | None = None


class Abgelegt(NamedTuple):
    """What goes into `ablage`: a whole answer, or the part that could not come along; `code` is the reason."""

    adresse: Adresse
    frage: str
    knoten: Knoten
    code: str
    angaben: Mapping[str, object] = {}


class Umzugszeile(NamedTuple):
    """What becomes of one answer: `ziel` and `knoten` as they stand afterwards (None: nowhere)."""

    posten: Posten
    art: Zeilenart
    ziel: Adresse | None
    knoten: Knoten
    titel: str
    neu_frage: str = ""
    alt_ort: str = ""
    neu_ort: str = ""
    alt_text: str = ""
    neu_text: str = ""
    abgelegt: Abgelegt | None = None


class Umzugsplan(NamedTuple):
    """The preview, and exactly what will be done."""

    zeilen: tuple[Umzugszeile, ...]
    entscheidungen: tuple[Entscheidung, ...]
    neue_fragen: tuple[str, ...]
    alt_bekannt: bool
