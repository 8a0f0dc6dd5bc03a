"""Types, values and findings of the expression language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum


class Typ(Enum):
    """Type of a single value; the value of the member is the word used in findings."""

    ZAHL = "zahl"
    TEXT = "text"
    WAHRHEIT = "wahrheit"
    DATUM = "datum"
    LISTE = "liste"


@dataclass(frozen=True)
class Reihe:
    """Many values of one type; Reihen of the same `liste` may be combined element by element."""

    typ: Typ
    liste: str = ""


@dataclass(frozen=True)
class Tabelle:
    """Records with typed columns."""

    spalten: Mapping[str, Typ]


class Fehlend(Enum):
    """Why there is no value: not answered yet (or "weiß ich noch nicht"), or not on the path."""

    OFFEN = "offen"
    ENTFAELLT = "entfaellt"


OFFEN = Fehlend.OFFEN
ENTFAELLT = Fehlend.ENTFAELLT

Wert = Decimal | str | bool | date | tuple[str, ...]
Namen = Mapping[str, Typ | Reihe | Tabelle]
# What a name stands for: a Wert (or int), a Fehlend, a tuple of these (Reihe) or of mappings (Tabelle).
# Deliberately wide: evaluation is total, a value of another type makes the result offen.
Werte = Mapping[str, object]


@dataclass(frozen=True)
class Ausdrucksbefund:
    """One finding about an expression; `spalte` counts from 1 in the text as it was written."""

    spalte: int
    code: str
    angaben: Mapping[str, str] = field(default_factory=dict)


class AusdruckFehler(Exception):  # noqa: N818 – German noun, as in the rest of the language
    """The text is not an expression; carries the finding that says why."""

    def __init__(self, befund: Ausdrucksbefund) -> None:
        super().__init__(befund)
        self.befund = befund

    def __str__(self) -> str:
        return f"{self.befund.code} in column {self.befund.spalte}"
