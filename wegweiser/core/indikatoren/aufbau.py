"""Who lives there by age: the finest groups both the Quartier and the city can be told in without cutting a class."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from wegweiser.core.indikatoren.alter import Altersspanne
from wegweiser.core.indikatoren.spannen import NULL, build_spanne, divide, sum_spannen
from wegweiser.core.indikatoren.tabelle import Raumtabelle
from wegweiser.model.kennzahl import Kennzahlwert, Spanne
from wegweiser.model.quartiersbild import Altersaufbau, Altersgruppe

# Lower limits of the groups, fine ones first: where a statistic has no class that ends there, the next one is tried.
_GLIEDERUNGEN: Final = (
    (0, 6, 18, 25, 45, 65, 80),
    (0, 6, 18, 25, 45, 65, 75),
    (0, 6, 18, 30, 45, 65, 80),
    (0, 6, 18, 30, 50, 65, 80),
    (0, 10, 20, 30, 40, 50, 60, 70, 80),
    (0, 18, 30, 50, 65),
    (0, 18, 65, 80),
    (0, 18, 65),
)
_HUNDERT: Final = 100


class Raumauswahl(NamedTuple):
    """The figures of the areas that are one Quartier (or one city), of one year."""

    tabellen: tuple[Raumtabelle, ...]
    jahr: int

    def find_anzahl(self, spanne: Altersspanne) -> Spanne | None:
        """How many are of these ages in all areas together; None where a class would have to be cut."""
        funde = [tabelle.find_alter(spanne) for tabelle in self.tabellen]
        gut = [fund.anzahl for fund in funde if fund is not None and not fund.zerschnitten]
        return sum_spannen(gut) if gut and len(gut) == len(funde) else None


def select_tabellen(kennzahlen: Sequence[Kennzahlwert], raeume: Sequence[str]) -> Raumauswahl | None:
    """The tables of these areas for the latest year all of them have."""
    jahre = [{k.jahr for k in kennzahlen if k.raum_id == raum} for raum in raeume]
    gemeinsam = set.intersection(*jahre) if jahre else set[int]()
    if not gemeinsam:
        return None
    jahr = max(gemeinsam)
    tabellen = (
        Raumtabelle([k for k in kennzahlen if k.raum_id == raum and k.jahr == jahr], {}) for raum in raeume
    )
    return Raumauswahl(tuple(tabellen), jahr)


def compute_altersaufbau(
    quartier: Raumauswahl | None, stadt: Raumauswahl | None = None, datei: str = ""
) -> Altersaufbau | None:
    """Shares of age groups in percent; None where the files do not tell ages."""
    if quartier is None:
        return None
    for grenzen in _GLIEDERUNGEN:
        spannen = [Altersspanne(von, bis) for von, bis in pairwise((*grenzen, None)) if von is not None]
        eigene = _list_anteile(quartier, spannen)
        if eigene is None:
            continue
        fremde = _list_anteile(stadt, spannen) if stadt is not None else None
        gruppen = tuple(
            Altersgruppe(
                von=spanne.von, bis=spanne.bis, quartier=eigene[nr], stadt=fremde[nr] if fremde else None
            )
            for nr, spanne in enumerate(spannen)
        )
        return Altersaufbau(gruppen=gruppen, jahr=quartier.jahr or None, datei=datei)
    return None


def _list_anteile(raum: Raumauswahl, spannen: Sequence[Altersspanne]) -> list[Spanne | None] | None:
    anzahlen = [raum.find_anzahl(spanne) for spanne in spannen]
    bekannt = [anzahl for anzahl in anzahlen if anzahl is not None]
    if len(bekannt) < len(anzahlen):
        return None
    gesamt = sum_spannen(bekannt)
    if gesamt == NULL or not gesamt.unten:
        return None
    return [_teile(anzahl, gesamt) for anzahl in bekannt]


def _teile(anzahl: Spanne, gesamt: Spanne) -> Spanne | None:
    """The share; between the bounds a withheld number allows."""
    if anzahl.genau and gesamt.genau:
        return divide(anzahl, gesamt, _HUNDERT)
    rest_unten, rest_oben = gesamt.unten - anzahl.unten, gesamt.oben - anzahl.oben
    unten = divide(build_spanne(anzahl.unten), build_spanne(anzahl.unten + rest_oben), _HUNDERT)
    oben = divide(build_spanne(anzahl.oben), build_spanne(anzahl.oben + rest_unten), _HUNDERT)
    return Spanne(unten.unten, oben.oben) if unten and oben else None
