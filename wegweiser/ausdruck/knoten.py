"""The tree of an expression: immutable nodes that know where they stand in the text.

Nodes and other small records are named tuples: a frozen dataclass costs six times as much at start-up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from wegweiser.ausdruck.typen import Wert


class Konstante(NamedTuple):
    """A literal."""

    von: int
    bis: int
    wert: Wert


class Menge(NamedTuple):
    """Literals in braces, on the right of `in` only."""

    von: int
    bis: int
    werte: tuple[Konstante, ...]


class Name(NamedTuple):
    """A name of the environment."""

    von: int
    bis: int
    name: str


class Spalte(NamedTuple):
    """A column of a table: `tabelle.spalte`."""

    von: int
    bis: int
    tabelle: str
    name: str


class Nicht(NamedTuple):
    """Logical negation."""

    von: int
    bis: int
    operand: "Knoten"


class Verknuepfung(NamedTuple):
    """`und` or `oder` over two or more operands."""

    von: int
    bis: int
    zeichen: str
    operanden: "tuple[Knoten, ...]"


class Vergleich(NamedTuple):
    """A comparison, possibly chained: one operand more than signs."""

    von: int
    bis: int
    zeichen: tuple[str, ...]
    operanden: "tuple[Knoten, ...]"


class Enthalten(NamedTuple):
    """`links in rechts` or `links nicht in rechts`."""

    von: int
    bis: int
    links: "Knoten"
    rechts: "Knoten"
    negiert: bool


class Rechnung(NamedTuple):
    """A chain of operators of equal rank, worked out from left to right."""

    von: int
    bis: int
    zeichen: tuple[str, ...]
    operanden: "tuple[Knoten, ...]"


class Minus(NamedTuple):
    """Unary minus."""

    von: int
    bis: int
    operand: "Knoten"


class Aufruf(NamedTuple):
    """A call of one of the fixed functions."""

    von: int
    bis: int
    funktion: str
    argumente: "tuple[Knoten, ...]"


Knoten = (
    Konstante
    | Menge
    | Name
    | Spalte
    | Nicht
    | Verknuepfung
    | Vergleich
    | Enthalten
    | Rechnung
    | Minus
    | Aufruf
)
"""A part of an expression; `von` and `bis` delimit it in the text."""


@dataclass(frozen=True)
class Ausdruck:
    """A parsed expression: its text, its tree and the names it reads."""

    text: str
    wurzel: Knoten = field(compare=False, repr=False)
    namen: frozenset[str] = field(compare=False)


def list_kinder(knoten: Knoten) -> tuple[Knoten, ...]:
    """Return the operands of a node, from left to right."""
    match knoten:
        case Nicht(operand=operand) | Minus(operand=operand):
            return (operand,)
        case (
            Verknuepfung(operanden=operanden) | Vergleich(operanden=operanden) | Rechnung(operanden=operanden)
        ):
            return operanden
        case Enthalten(links=links, rechts=rechts):
            return (links, rechts)
        case Aufruf(argumente=argumente):
            return argumente
        case _:
            return ()


def list_knoten(knoten: Knoten) -> Iterator[Knoten]:
    """Yield a node and everything below it, parents first."""
    offen = [knoten]
    while offen:
        aktuell = offen.pop()
        yield aktuell
        offen.extend(reversed(list_kinder(aktuell)))


def find_namen(knoten: Knoten) -> frozenset[str]:
    """Return the names of the environment a node reads."""
    return frozenset(
        k.tabelle if isinstance(k, Spalte) else k.name
        for k in list_knoten(knoten)
        if isinstance(k, Name | Spalte)
    )
