"""One finding about a file: where, what, and what to do."""

from collections.abc import Mapping

from wegweiser.errors import Stufe, find_stufe, format_hinweis, format_satz
from wegweiser.model.base import field, modell


@modell
class Befund:
    """A finding with its place; lines and columns count from 1."""

    datei: str
    zeile: int
    spalte: int
    code: str
    angaben: Mapping[str, object] = field(default_factory=dict)

    @property
    def satz(self) -> str:
        """The German sentence."""
        return format_satz(self.code, self.angaben)

    @property
    def hinweis(self) -> str:
        """What to do, or an empty text."""
        return format_hinweis(self.code, self.angaben)

    @property
    def stufe(self) -> Stufe:
        """Whether the file cannot be used like this, or only could be better; follows from the code."""
        return find_stufe(self.code)

    @property
    def rat(self) -> str:
        """The sentence and what to do."""
        return f"{self.satz} {self.hinweis}" if self.hinweis else self.satz

    @property
    def meldung(self) -> str:
        """As a compiler says it, for authors: `file:line:column: fehler code: sentence`."""
        return f"{self.fundstelle}: {self.stufe} {self.code}: {self.rat}"

    @property
    def fundstelle(self) -> str:
        """The place as editors jump to it."""
        return f"{self.datei}:{self.zeile}:{self.spalte}"

    def __str__(self) -> str:
        return f"{self.fundstelle}: {self.rat}"
