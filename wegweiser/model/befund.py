"""One finding about a file: where, what, and what to do."""

from collections.abc import Mapping

from wegweiser.errors import format_hinweis, format_satz
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

    def __str__(self) -> str:
        hinweis = f" {self.hinweis}" if self.hinweis else ""
        return f"{self.datei}:{self.zeile}:{self.spalte}: {self.satz}{hinweis}"
