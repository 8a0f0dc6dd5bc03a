"""What is compared: a state of answers with its path and its results."""

from typing import Literal, NamedTuple

from wegweiser.core.werte import Wertequelle
from wegweiser.model.ergebnisse import Ergebnisse
from wegweiser.model.lage import Lage
from wegweiser.model.optionen import list_saetze

# How records and rows find each other: by id in one Vorhaben, by title in two that know nothing of each other.
Zuordnung = Literal["id", "titel"]


class Seite(NamedTuple):
    """One state of answers: all of them (`quelle`), the path, and the results of what is on it."""

    quelle: Wertequelle
    lage: Lage
    ergebnisse: Ergebnisse


def ordne_saetze(seite: Seite, zuordnung: Zuordnung) -> dict[str, dict[str, tuple[str, str]]]:
    """For every table an Abschnitt repeats over: its records by what they are matched by; answers without a row too."""
    alle: dict[str, dict[str, tuple[str, str]]] = {}
    for abschnitt in seite.quelle.leitfaden.abschnitte:
        if abschnitt.je:
            saetze = list_saetze(seite.quelle.antworten, abschnitt.je)
            teil = alle.setdefault(abschnitt.je, {})
            teil.update(
                {id_ if zuordnung == "id" else titel.casefold(): (id_, titel) for id_, titel in saetze}
            )
    return alle
