"""Open questions on their way to a department and back: the sheet that goes out, what comes home, what it would change."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.frage import Frage, Option

VORSATZ = "wegweiser-rueckgabe"
FORMAT = 1
_TEILE = 5

# What a person can fill in for one question, beside the rows of a table.
Feldname = Literal["antwort", "sicherheit", "beleg", "notiz"]
Inhalt: TypeAlias = str | int | Decimal | bool | date | datetime | None
Planart = Literal["neu", "gleich", "neuer", "notiz", "offen"]


class Umfang(NamedTuple):
    """What is asked for: also what was not reached yet, what is about persons, and of whom."""

    alle: bool = False
    persoenlich: bool = False
    stelle: str = ""


class Kennzeichen(NamedTuple):
    """Which Vorhaben and which guide a file belongs to; it stands hidden on every sheet."""

    leitfaden: str
    version: str
    vorhaben: str
    titel: str

    def format(self) -> str:
        """One line that survives Excel, Word and LibreOffice."""
        titel = " ".join(self.titel.split())
        return "|".join((f"{VORSATZ}:{FORMAT}", self.leitfaden, self.version, self.vorhaben, titel))


def parse_kennzeichen(text: str) -> Kennzeichen | None:
    """The mark in a text; None where there is none. Raises ValueError for one of a newer program."""
    if not text.startswith(f"{VORSATZ}:"):
        return None
    teile = text.split("|", _TEILE - 1)
    if teile[0] != f"{VORSATZ}:{FORMAT}" or len(teile) < _TEILE:
        raise ValueError(text)
    return Kennzeichen(*teile[1:])


class Anfrage(NamedTuple):
    """One open question as it is put to a department; `stand` is the value it had when the sheet was made."""

    adresse: Adresse
    stand: str
    nr: str
    frage: Frage
    ort: str
    wozu: str
    moeglich: str
    optionen: tuple[Option, ...]
    zeilenweise: bool
    bis: date | None
    notiz: str
    spalten: tuple[Frage, ...] = ()
    spaltenoptionen: Mapping[str, tuple[Option, ...]] = {}


class Bogen(NamedTuple):
    """Everything one department is asked; `stelle` is empty where nobody is responsible yet."""

    stelle: str
    anfragen: tuple[Anfrage, ...]


class Sendung(NamedTuple):
    """The sheets of one export, and how many questions stayed at home because they are about persons."""

    kennzeichen: Kennzeichen
    datum: date
    boegen: tuple[Bogen, ...]
    persoenlich: int

    @property
    def anzahl(self) -> int:
        """How many questions are asked."""
        return sum(len(bogen.anfragen) for bogen in self.boegen)


class Rueckfeld(NamedTuple):
    """One filled field: what stands there, and where (`datei:blatt:zelle`).

    `prozent`: the number is a share of one. `code` says why nothing can be read.
    """

    inhalt: Inhalt
    ort: str
    prozent: bool = False
    code: str = ""


class Ruecklauf(NamedTuple):
    """What came back for one question.

    `teile` are the answers to single options of a list; `zeilen` the rows of a table by column.
    """

    adresse: str
    stand: str
    ort: str
    felder: Mapping[Feldname, Rueckfeld] = {}
    teile: Mapping[str, Rueckfeld] = {}
    zeilen: tuple[Mapping[str, Rueckfeld], ...] | None = None


class Ruecksendung(NamedTuple):
    """One file that came back."""

    datei: str
    kennzeichen: Kennzeichen
    ruecklaeufe: tuple[Ruecklauf, ...]


class Problem(NamedTuple):
    """Something in a file that cannot be taken over: where, the question, and the code of the sentence."""

    ort: str
    frage: str
    code: str
    angaben: Mapping[str, object]


class Planzeile(NamedTuple):
    """What would become of one question: what is known now, what came back, and from where."""

    art: Planart
    adresse: Adresse
    frage: Frage
    alt: Antwort | None
    neu: Antwort
    ort: str


class Rueckplan(NamedTuple):
    """The preview, and exactly what will be done."""

    zeilen: tuple[Planzeile, ...]
    probleme: tuple[Problem, ...]
    leer: int
