"""Which empty rooms and brownfields would close which gaps of a Quartier, best ones first, and the best selection of all."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from wegweiser.core.raum.gruppen import count_gruppe
from wegweiser.core.raum.passung import Raumanspruch, Raumregeln, build_raum, compute_passungen
from wegweiser.core.raum.standort import select_standorte
from wegweiser.core.raum.versorgung import find_unversorgte
from wegweiser.model.eintrag import Eintrag
from wegweiser.model.katalog import Raumausschluss, Raumbedarf, Raummerkmal
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.lueckenindex import ALLE, Dienstluecke, Lueckenbild
from wegweiser.model.potenzial import Brache, Leerstand, Potenziale, Raumpassung
from wegweiser.model.raum import Orte, Wege, Zellen
from wegweiser.model.versorgung import Versorgungssetzungen

BESTE = 3
_GERING = "gering"
T = TypeVar("T", bound=Eintrag)


class Raumlage(NamedTuple):
    """What rooms are held against: the people inside, the offers around, paths, and what the guide decides."""

    zellen: Zellen
    orte: Orte
    wege: Wege | None
    setzungen: Versorgungssetzungen
    leitfaden: Leitfaden


def compute_potenziale(
    lage: Raumlage, luecken: Lueckenbild, raeume: Sequence[Leerstand], brachen: Sequence[Brache] = ()
) -> Potenziale | None:
    """Every gap that a room can close, against every room; None where there is neither."""
    alle = [*raeume, *(build_raum(brache) for brache in brachen)]
    regeln = _build_regeln(lage)
    ansprueche = tuple(_list_ansprueche(lage, luecken))
    if not alle or not ansprueche or not regeln.merkmale:
        return None
    passungen = compute_passungen(alle, ansprueche, lage.zellen, regeln)
    return Potenziale(
        passungen=tuple(_select_beste(passungen)),
        ausgeschlossen=tuple(passung for passung in passungen if passung.ausschluss is not None),
        wahl=select_standorte(alle, ansprueche, passungen, lage.zellen, umweg=regeln.umweg),
    )


def _select_beste(passungen: Sequence[Raumpassung]) -> Iterator[Raumpassung]:
    """The three best per gap; a room that reaches nobody new, or whose place nobody knows, closes nothing."""
    gezaehlt: dict[tuple[str, str], int] = {}
    for passung in passungen:
        luecke = (passung.dienst, passung.gruppe)
        if passung.ausschluss is None and passung.erreicht and gezaehlt.get(luecke, 0) < BESTE:
            gezaehlt[luecke] = gezaehlt.get(luecke, 0) + 1
            yield passung


def _build_regeln(lage: Raumlage) -> Raumregeln:
    return Raumregeln(
        merkmale=tuple(_iter_eintraege(lage.leitfaden, "raummerkmale", Raummerkmal)),
        ausschluss=tuple(_iter_eintraege(lage.leitfaden, "raumausschluss", Raumausschluss)),
        umweg=lage.setzungen.umweg,
    )


def _list_ansprueche(lage: Raumlage, luecken: Lueckenbild) -> Iterator[Raumanspruch]:
    bedarf = {e.id: e for e in _iter_eintraege(lage.leitfaden, "raumbedarf", Raumbedarf)}
    for dienst in luecken.luecken:
        if dienst.klasse != _GERING and dienst.dienst in bedarf:
            anspruch = _build_anspruch(lage, dienst, bedarf[dienst.dienst])
            if anspruch is not None:
                yield anspruch


def _build_anspruch(lage: Raumlage, dienst: Dienstluecke, bedarf: Raumbedarf) -> Raumanspruch | None:
    """For the group worst off where the grid counts it; all inhabitants never stand in for a group here."""
    gruppe = dienst.schlechteste or ALLE
    zahl = count_gruppe(lage.zellen, gruppe)
    if zahl.stellvertretend:
        gruppe, zahl = ALLE, count_gruppe(lage.zellen, ALLE)
    luecke = next((g.luecke for g in dienst.gruppen if g.gruppe == gruppe), None)
    gefunden = find_unversorgte(lage.zellen, lage.orte, dienst.dienst, lage.setzungen, lage.wege)
    if luecke is None or gefunden is None:
        return None
    meter, unversorgt = gefunden
    return Raumanspruch(
        dienst=dienst.dienst,
        gruppe=gruppe,
        luecke=luecke,
        personen=zahl.personen,
        distanz=np.where(unversorgt, np.inf, 0.0),
        reichweite=meter,
        bedarf=bedarf,
    )


def _iter_eintraege(leitfaden: Leitfaden, name: str, art: type[T]) -> Iterator[T]:
    katalog = leitfaden.kataloge.get(name)
    yield from (e for e in (katalog.eintraege if katalog else ()) if isinstance(e, art))
