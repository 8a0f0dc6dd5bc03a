"""Going back among the questions about one thing: what was answered before is answered again, silently."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.befehle import Eingabe
from wegweiser.cli.front import Feld, Front


class Zurueck(Exception):  # noqa: N818 - no error: the person wants the question before
    """Ask once more from the beginning; `Rueckweg` answers up to the question before."""


class _Antwort(NamedTuple):
    feld: Feld
    eingabe: Eingabe


class Rueckweg:
    """A front end that remembers what was answered."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self.tasten = front.tasten
        self.danach: Callable[[], None] | None = None
        self._antworten: list[_Antwort] = []
        self._stelle = 0

    @property
    def still(self) -> bool:
        """Whether answers are repeated; what is shown stood there before."""
        return self._stelle < len(self._antworten)

    def leere(self) -> None:
        """Clear the screen, where that is possible."""
        self.front.leere()

    def zeige(self, saetze: Sequence[Satz]) -> None:
        """Show paragraphs."""
        if not self.still:
            self.front.zeige(saetze)

    def lies(self, feld: Feld) -> Eingabe:
        """Read one field, or repeat its answer; raises Zurueck for whoever wants the question before."""
        if self.still:
            self._stelle += 1
            return self._antworten[self._stelle - 1].eingabe
        while (eingabe := self.front.lies(feld)).befehl == "zurueck":
            self._geh_zurueck(feld)
        if not eingabe.befehl:
            self._vergiss(feld)
            self._antworten.append(_Antwort(feld, eingabe))
            self._stelle = len(self._antworten)
        return eingabe

    def _geh_zurueck(self, feld: Feld) -> None:
        self._vergiss(feld)
        if self._antworten:
            self._antworten.pop()
            self._stelle = 0
            raise Zurueck
        ende = "Strg-D" if self.tasten else "!"
        self.zeige(
            [Satz(f"Das ist die erste Frage zu dieser Datei; {ende} bricht das Einlesen ab.", "leise")]
        )

    def _vergiss(self, feld: Feld) -> None:
        """An answer that did not fit was no answer: the same field was asked again."""
        if self._antworten and self._antworten[-1].feld == feld:
            self._antworten.pop()
            self._stelle = len(self._antworten)
