"""Who reads whom in a guide, so that an answer re-evaluates only what can depend on it."""

from collections.abc import Collection, Iterable

from wegweiser.ausdruck import parse_ausdruck
from wegweiser.model.leitfaden import Leitfaden


class Abhaengigkeiten:
    """Names of questions and derived values with everything that reads them, directly or over others."""

    def __init__(self, leitfaden: Leitfaden) -> None:
        self._leser: dict[str, list[str]] = {}
        self._huellen: dict[str, frozenset[str]] = {}
        for abschnitt in leitfaden.abschnitte:
            rahmen = list_gelesene(abschnitt.wenn) | ({abschnitt.je} if abschnitt.je else set())
            for frage in abschnitt.fragen():
                self._trage_ein(frage.id, rahmen | list_gelesene(frage.wenn))
            for abgeleitet in abschnitt.abgeleitet:
                self._trage_ein(abgeleitet.id, rahmen | list_gelesene(abgeleitet.ausdruck))

    def _trage_ein(self, leser: str, gelesene: Iterable[str]) -> None:
        for name in gelesene:
            self._leser.setdefault(name, []).append(leser)

    def find_huelle(self, name: str) -> frozenset[str]:
        """The name itself and all names whose value or place on the path can change with it."""
        if name not in self._huellen:
            gesehen = {name}
            offen = [name]
            while offen:
                neue = [leser for leser in self._leser.get(offen.pop(), ()) if leser not in gesehen]
                gesehen.update(neue)
                offen += neue
            self._huellen[name] = frozenset(gesehen)
        return self._huellen[name]

    def find_betroffene(self, namen: Collection[str]) -> frozenset[str]:
        """The same for several names that change at once."""
        return frozenset().union(*(self.find_huelle(name) for name in namen))


def list_gelesene(*ausdruecke: str | None) -> set[str]:
    """The names some expressions read directly."""
    return {name for text in ausdruecke if text is not None for name in parse_ausdruck(text).namen}
