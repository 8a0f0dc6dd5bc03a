"""Labels that do not lie upon each other: each is tried around its point, from near to far."""

from collections.abc import Iterator, Sequence
from math import cos, hypot, pi, sin
from typing import NamedTuple

_ABSTAENDE = (9.0, 15.0, 23.0, 33.0, 45.0, 60.0)
_RICHTUNGEN = 16


class Feld(NamedTuple):
    """A box on the page: left, top, right, bottom."""

    links: float
    oben: float
    rechts: float
    unten: float

    def schneidet(self, anderes: "Feld") -> bool:
        """Whether the two share any room."""
        nebeneinander = self.rechts <= anderes.links or anderes.rechts <= self.links
        return not (nebeneinander or self.unten <= anderes.oben or anderes.unten <= self.oben)

    def enthaelt(self, anderes: "Feld") -> bool:
        """Whether the other one lies inside."""
        waagrecht = self.links <= anderes.links and anderes.rechts <= self.rechts
        return waagrecht and self.oben <= anderes.oben and anderes.unten <= self.unten


class Wunsch(NamedTuple):
    """A point that wants a label of this size; `r` is how large its dot is; with `vorrang` it chooses before all others."""

    x: float
    y: float
    breit: float
    hoch: float
    r: float = 5.0
    vorrang: bool = False


def place_beschriftungen(
    wuensche: Sequence[Wunsch], flaeche: Feld, belegt: Sequence[Feld] = ()
) -> tuple[Feld | None, ...]:
    """For every point the box of its label, or None where there is no room; the most crowded ones choose first."""
    vergeben = [*belegt, *(Feld(w.x - w.r, w.y - w.r, w.x + w.r, w.y + w.r) for w in wuensche)]
    gefunden: dict[int, Feld] = {}
    for nr in sorted(
        range(len(wuensche)), key=lambda nr: (not wuensche[nr].vorrang, -_count_nahe(wuensche, nr), nr)
    ):
        feld = next(
            (
                kandidat
                for kandidat in _list_kandidaten(wuensche[nr])
                if flaeche.enthaelt(kandidat) and not any(kandidat.schneidet(anderes) for anderes in vergeben)
            ),
            None,
        )
        if feld is not None:
            gefunden[nr] = feld
            vergeben.append(feld)
    return tuple(gefunden.get(nr) for nr in range(len(wuensche)))


def _count_nahe(wuensche: Sequence[Wunsch], nr: int) -> int:
    x, y, breit, *_ = wuensche[nr]
    return sum(hypot(w.x - x, w.y - y) < breit for w in wuensche)


def _list_kandidaten(wunsch: Wunsch) -> Iterator[Feld]:
    """Right of the point first, then around it, then farther away; the nearest edge of the box keeps the distance."""
    for abstand in _ABSTAENDE:
        for nr in sorted(range(_RICHTUNGEN), key=lambda nr: (abs(sin(2 * pi * nr / _RICHTUNGEN)), nr)):
            dx, dy = cos(2 * pi * nr / _RICHTUNGEN), -sin(2 * pi * nr / _RICHTUNGEN)
            x, y = wunsch.x + dx * abstand, wunsch.y + dy * abstand
            links = x - wunsch.breit * (1 - dx) / 2
            oben = y - wunsch.hoch * (1 - dy) / 2
            yield Feld(links, oben, links + wunsch.breit, oben + wunsch.hoch)
