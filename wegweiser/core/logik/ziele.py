"""What answers may lead to."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from wegweiser.model.koproduktion import Regelergebnis

Regelausgang = Regelergebnis | Literal["gilt-nicht"]


@dataclass(frozen=True)
class FrageGestellt:
    """A question is asked, and not only as a precaution."""

    frage: str


@dataclass(frozen=True)
class FrageUebergangen:
    """A question is not asked."""

    frage: str


@dataclass(frozen=True)
class OptionGewaehlt:
    """A question is answered with an option (of several, with this one among them)."""

    frage: str
    option: str


@dataclass(frozen=True)
class RegelErgebnis:
    """A rule comes out like this."""

    regel: str
    ergebnis: Regelausgang


@dataclass(frozen=True)
class Pruefungsausgang:
    """A question is answered so that one of its checks is broken, or holds or is open; those before it are not broken."""

    frage: str
    nummer: int
    verletzt: bool


@dataclass(frozen=True)
class Sackgasse:
    """A question is asked, and its checks refuse every answer."""

    frage: str


@dataclass(frozen=True)
class Bedingung:
    """An expression is true, false (or not on the path), or open, seen from a record of `je` or from outside."""

    text: str
    je: str | None = None
    soll: Literal["wahr", "falsch", "offen"] = "wahr"


@dataclass(frozen=True)
class Alle:
    """Several goals at once, for the same record."""

    ziele: "tuple[Ziel, ...]"


@dataclass(frozen=True)
class Eines:
    """One of several goals."""

    ziele: "tuple[Ziel, ...]"


Ziel: TypeAlias = (
    "FrageGestellt | FrageUebergangen | OptionGewaehlt | Pruefungsausgang | Sackgasse"
    " | RegelErgebnis | Bedingung | Alle | Eines"
)
