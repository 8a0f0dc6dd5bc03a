"""The tree of an XPath expression of a questionnaire, and how it is spelled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final


@dataclass(frozen=True)
class Zahl:
    """A number."""

    wert: Decimal


@dataclass(frozen=True)
class Wort:
    """A text in quotes."""

    text: str


@dataclass(frozen=True)
class Bezug:
    """The answer to a question: `${name}`."""

    name: str


@dataclass(frozen=True)
class Selbst:
    """The answer being given: `.`."""


@dataclass(frozen=True)
class Kind:
    """A column seen from its row, inside the brackets of a filter."""

    pfad: str


@dataclass(frozen=True)
class Filter:
    """The rows of a repeat that meet a condition, `${rows}[condition]`, or a column of them."""

    basis: Bezug
    bedingung: "Xpath"
    pfad: str = ""


@dataclass(frozen=True)
class Minus:
    """Unary minus."""

    operand: "Xpath"


@dataclass(frozen=True)
class Aufruf:
    """A call."""

    name: str
    argumente: "tuple[Xpath, ...]" = ()


@dataclass(frozen=True)
class Operation:
    """Two operands and a sign."""

    zeichen: str
    links: "Xpath"
    rechts: "Xpath"


@dataclass(frozen=True)
class Verknuepfung:
    """`and` or `or` over two or more parts."""

    zeichen: str
    teile: "tuple[Xpath, ...]"


@dataclass(frozen=True)
class Fremd:
    """A path nobody here can follow; kept as it was written."""

    text: str


Xpath = Zahl | Wort | Bezug | Selbst | Kind | Filter | Minus | Aufruf | Operation | Verknuepfung | Fremd

WAHR: Final = Aufruf("true")
FALSCH: Final = Aufruf("false")
LEER: Final = Wort("")
RANG: Final = {
    "or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "div": 6, "mod": 6,
}  # fmt: skip
_RANG_MINUS: Final = 7
_RANG_BLATT: Final = 8


def list_kinder(x: Xpath) -> "tuple[Xpath, ...]":
    """The operands, from left to right."""
    match x:
        case Minus(operand=operand):
            return (operand,)
        case Operation(links=links, rechts=rechts):
            return (links, rechts)
        case Aufruf(argumente=argumente):
            return argumente
        case Verknuepfung(teile=teile):
            return teile
        case Filter(basis=basis, bedingung=bedingung):
            return (basis, bedingung)
        case _:
            return ()


def list_knoten(x: Xpath) -> Iterator[Xpath]:
    """A node and everything below it."""
    yield x
    for kind in list_kinder(x):
        yield from list_knoten(kind)


def format_xpath(x: Xpath, mindestens: int = 0) -> str:
    """The expression as it stands in a questionnaire; brackets only where they are needed."""
    text, rang = _format(x)
    return f"({text})" if rang < mindestens else text


def _format(x: Xpath) -> tuple[str, int]:
    match x:
        case Verknuepfung(zeichen=zeichen, teile=teile):
            rang = RANG[zeichen]
            return f" {zeichen} ".join(format_xpath(teil, rang + 1) for teil in teile), rang
        case Operation(zeichen=zeichen, links=links, rechts=rechts):
            rang = RANG[zeichen]
            return f"{format_xpath(links, rang)} {zeichen} {format_xpath(rechts, rang + 1)}", rang
        case Minus(operand=operand):
            return f"-{format_xpath(operand, _RANG_MINUS)}", _RANG_MINUS
        case _:
            return _format_blatt(x), _RANG_BLATT


def _format_blatt(x: Xpath) -> str:
    match x:
        case Zahl(wert=wert):
            return f"{wert:f}"
        case Wort(text=text):
            return f'"{text}"' if "'" in text else f"'{text}'"
        case Bezug(name=name):
            return f"${{{name}}}"
        case Kind(pfad=pfad) | Fremd(text=pfad):
            return pfad
        case Filter(basis=basis, bedingung=bedingung, pfad=pfad):
            spalte = f"/{pfad}" if pfad else ""
            return f"{_format_blatt(basis)}[{format_xpath(bedingung)}]{spalte}"
        case Aufruf(name=name, argumente=argumente):
            return f"{name}({', '.join(format_xpath(a) for a in argumente)})"
        case _:
            return "."


def replace_knoten(x: Xpath, ersatz: Mapping["Xpath", "Xpath"]) -> Xpath:
    """The same expression with other nodes in place of some; a filter stays, since names mean a row's inside it."""
    if x in ersatz:
        return ersatz[x]
    match x:
        case Minus(operand=operand):
            return Minus(replace_knoten(operand, ersatz))
        case Operation(zeichen=zeichen, links=links, rechts=rechts):
            return Operation(zeichen, replace_knoten(links, ersatz), replace_knoten(rechts, ersatz))
        case Aufruf(name=name, argumente=argumente):
            return Aufruf(name, tuple(replace_knoten(a, ersatz) for a in argumente))
        case Verknuepfung(zeichen=zeichen, teile=teile):
            return Verknuepfung(zeichen, tuple(replace_knoten(t, ersatz) for t in teile))
        case _:
            return x
