"""What differs between two states of answers: questions, rows of tables, and what comes out of them."""

from decimal import Decimal
from typing import Literal, TypeAlias

from wegweiser.model.antworten import Adresse
from wegweiser.model.base import modell

# keine: nothing was said · offen: "weiß ich noch nicht" · wert: a value
Gesagt = Literal["keine", "offen", "wert"]
Zeilenart = Literal["neu", "entfallen", "geaendert"]
Angabe = Literal["sicherheit", "belege", "notiz", "zustaendig", "bis"]
Ergebnisname = Literal[
    "luecken",
    "gewaehlt",
    "formen",
    "klasse",
    "kostendeckung",
    "investition",
    "investition-luecke",
    "betrieb",
    "betrieb-luecke",
    "berechnet",
]
Ergebniswert: TypeAlias = tuple[str, ...] | Decimal | str | None


@modell
class Aussage:
    """One side of a difference, as a person reads it; `text` is empty unless there is a value."""

    art: Gesagt = "keine"
    text: str = ""


@modell
class Zelle:
    """A cell, or something said about an answer, before and after; empty where there is nothing."""

    name: str
    alt: str
    neu: str
    personenbezogen: bool = False


@modell
class Zeilenunterschied:
    """A row that is new, gone, or has other cells."""

    id: str
    titel: str
    art: Zeilenart
    zellen: tuple[Zelle, ...]


@modell
class Antwortunterschied:
    """One question with what was said on either side; tables by rows, `angaben` by their name in the file.

    `massnahme` is the title of the record of a repeated Abschnitt; `umsortiert`: the rows stand in another order.
    """

    adresse: Adresse
    abschnitt: str
    massnahme: str
    frage: str
    alt: Aussage
    neu: Aussage
    zeilen: tuple[Zeilenunterschied, ...] = ()
    umsortiert: bool = False
    angaben: tuple[Zelle, ...] = ()
    personenbezogen: bool = False


@modell
class Ergebnisunterschied:
    """One result on either side: an order of titles, an amount, a share or a class; None where it cannot be told.

    `titel` and `art` (of the number) belong to what a guide computes by itself (`berechnet`).
    """

    name: Ergebnisname
    massnahme: str
    alt: Ergebniswert
    neu: Ergebniswert
    titel: str = ""
    art: str = ""


@modell
class Unterschiede:
    """Everything that differs; `hinzu` and `entfallen` are questions that are asked on one side only."""

    antworten: tuple[Antwortunterschied, ...] = ()
    ergebnisse: tuple[Ergebnisunterschied, ...] = ()
    hinzu: tuple[str, ...] = ()
    entfallen: tuple[str, ...] = ()
