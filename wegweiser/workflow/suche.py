"""Searching in a Vorhaben: what can be gone to, and what is not asked at present."""

from typing import NamedTuple

from wegweiser.core.suche import Fundort, Treffer, find_treffer
from wegweiser.model.antworten import Adresse
from wegweiser.model.leitfaden import list_fragen
from wegweiser.workflow import Stand

__all__ = ["Fundort", "Suchergebnis", "Treffer", "suche"]


class Suchergebnis(NamedTuple):
    """Hits on the path, and hits in questions that are not asked at present."""

    auf_pfad: tuple[Treffer, ...]
    abseits: tuple[Treffer, ...]


def suche(stand: Stand, text: str) -> Suchergebnis:
    """Everything about a text."""
    auf_pfad = [station.adresse for station in stand.lage.stationen]
    gefragt = {adresse.frage for adresse in auf_pfad}
    nie_gefragt = [Adresse(frage.id) for _, frage in list_fragen(stand.leitfaden) if frage.id not in gefragt]
    ruhend = [adresse for adresse in stand.lage.ruhend if adresse not in nie_gefragt]
    abseits = [*nie_gefragt, *ruhend]
    antworten = stand.vorhaben.antworten
    return Suchergebnis(
        *(
            find_treffer(stand.leitfaden, adressen, antworten, stand.optionen, text)
            for adressen in (auf_pfad, abseits)
        )
    )
