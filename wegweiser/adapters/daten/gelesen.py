"""What a reader hands on, and what every reader can do."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from wegweiser.adapters.daten.kopf import Dateikopf
from wegweiser.model.daten import Datei, Datenfund, Erkennung


class Gelesen(NamedTuple):
    """The typed content of a file (its type follows from `art`), what is odd about it, how many rows it had, and how many of them are left out."""

    inhalt: Any
    funde: tuple[Datenfund, ...] = ()
    zeilen: int = 0
    verworfen: int = 0


class Bereinigt(NamedTuple):
    """The copy of a file that may be stored where the file itself may not: its bytes, name and how it is read."""

    inhalt: bytes
    name: str
    lesart: Mapping[str, str]
    verworfen: tuple[str, ...] = ()  # columns left out


class Leser(Protocol):
    """A module that reads one or several formats."""

    def erkenne(self, kopf: Dateikopf) -> Erkennung | None:
        """What it believes the file to be, or None where it is not one of its formats."""

    def lies(self, pfad: Path, datei: Datei) -> Gelesen:
        """The content of a file that was recognised and confirmed."""
