"""Names of a questionnaire: questions keep their id; what would be called the same gets the place in front."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from wegweiser.model import frage as f
from wegweiser.model.leitfaden import Abschnitt

TRENNER = "__"
_VERGEBEN = frozenset({"data", "meta"})


class Namensliste(NamedTuple):
    """What everything is called: Abschnitte, Schritte and columns (questions keep their id)."""

    abschnitte: Mapping[str, str]
    schritte: Mapping[tuple[str, str], str]
    spalten: Mapping[tuple[str, str], str]


def build_namen(abschnitte: Iterable[Abschnitt]) -> Namensliste:
    """Unique names for everything that is exported."""
    abschnitte = tuple(abschnitte)
    fest = {frage.id for a in abschnitte for frage in a.fragen()} | {
        b.id for a in abschnitte for b in a.abgeleitet
    }
    spalten = [
        (frage.id, spalte.id)
        for a in abschnitte
        for frage in a.fragen()
        if isinstance(frage, f.Tabelle)
        for spalte in frage.spalten
    ]
    gruppen = [a.id for a in abschnitte] + [s.id for a in abschnitte for s in a.schritte]
    zahl = Counter((*fest, *(id_ for _, id_ in spalten), *gruppen, *_VERGEBEN))

    def name(id_: str, vorsatz: str) -> str:
        return id_ if zahl[id_] == 1 else f"{vorsatz}{TRENNER}{id_}"

    return Namensliste(
        {a.id: name(a.id, "abschnitt") for a in abschnitte},
        {(a.id, s.id): _schritt(a.id, s.id, zahl) for a in abschnitte for s in a.schritte},
        {(tabelle, id_): name(id_, tabelle) for tabelle, id_ in spalten},
    )


def _schritt(abschnitt: str, id_: str, zahl: Counter[str]) -> str:
    """Schritte of two Abschnitte may have the same id."""
    return id_ if zahl[id_] == 1 else f"{abschnitt}{TRENNER}schritt{TRENNER}{id_}"
