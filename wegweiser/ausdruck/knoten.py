"""The tree of an expression: immutable nodes that know where they stand in the text."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from wegweiser.ausdruck.typen import Wert


@dataclass(frozen=True, slots=True)
class Knoten:
    """A part of an expression; `von` and `bis` delimit it in the text and do not count for equality."""

    von: int = field(compare=False)
    bis: int = field(compare=False)

    @property
    def spalte(self) -> int:
        """Column of the first character, counted from 1."""
        return self.von + 1


@dataclass(frozen=True, slots=True)
class Konstante(Knoten):
    """A literal."""

    wert: Wert


@dataclass(frozen=True, slots=True)
class Menge(Knoten):
    """Literals in braces, on the right of `in` only."""

    werte: tuple[Konstante, ...]


@dataclass(frozen=True, slots=True)
class Name(Knoten):
    """A name of the environment."""

    name: str


@dataclass(frozen=True, slots=True)
class Spalte(Knoten):
    """A column of a table: `tabelle.spalte`."""

    tabelle: str
    name: str


@dataclass(frozen=True, slots=True)
class Nicht(Knoten):
    """Logical negation."""

    operand: Knoten


@dataclass(frozen=True, slots=True)
class Verknuepfung(Knoten):
    """`und` or `oder` over two or more operands."""

    zeichen: str
    operanden: tuple[Knoten, ...]


@dataclass(frozen=True, slots=True)
class Vergleich(Knoten):
    """A comparison, possibly chained: one operand more than signs."""

    zeichen: tuple[str, ...]
    operanden: tuple[Knoten, ...]


@dataclass(frozen=True, slots=True)
class Enthalten(Knoten):
    """`links in rechts` or `links nicht in rechts`."""

    links: Knoten
    rechts: Knoten
    negiert: bool


@dataclass(frozen=True, slots=True)
class Rechnung(Knoten):
    """A chain of operators of equal rank, worked out from left to right."""

    zeichen: tuple[str, ...]
    operanden: tuple[Knoten, ...]


@dataclass(frozen=True, slots=True)
class Minus(Knoten):
    """Unary minus."""

    operand: Knoten


@dataclass(frozen=True, slots=True)
class Aufruf(Knoten):
    """A call of one of the fixed functions."""

    funktion: str
    argumente: tuple[Knoten, ...]


@dataclass(frozen=True, slots=True)
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
