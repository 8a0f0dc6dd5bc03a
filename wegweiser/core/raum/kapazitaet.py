"""How much of a service there is for each cell: capacity shared among all who reach it, those outside included."""

from typing import NamedTuple

import numpy as np

from wegweiser.core.raum.ausschnitt import select_orte
from wegweiser.core.raum.einzugsgebiet import Gewicht, build_gauss, build_stufen, compute_einzugsgebiete
from wegweiser.core.raum.lage import Angebot, Lage
from wegweiser.core.raum.naehe import compute_band, find_nahe
from wegweiser.model.katalog import Distanzgewicht
from wegweiser.model.raum import Zahlen
from wegweiser.model.versorgung import Versorgungssetzungen, Wegmass

JE = 10_000
_GAUSS_BIS = 1000.0


class Kapazitaet(NamedTuple):
    """Capacity per person in each cell of the Quartier, and per 10,000 in the city; `plaetze`: real capacities are known."""

    innen: Zahlen
    stadt: float | None
    plaetze: bool
    ohne_personen: int


def compute_kapazitaet(lage: Lage, angebot: Angebot, mass: Wegmass) -> Kapazitaet:
    """E2SFCA over all places that cells of the Quartier or the city reach."""
    gut = lage.compute_meter(angebot.schwellen[0], "alle")
    schwelle, gewicht = build_gewicht(lage.setzungen.gewicht, lage.setzungen, gut)
    faktor = lage.setzungen.umweg if mass == "umweg" else 1.0
    orte = select_orte(angebot.orte, find_nahe(lage.gefragt.baum, angebot.orte, schwelle / faktor))
    plaetze = bool(np.isfinite(orte.kapazitaet).all()) and len(orte.id) > 0
    einwohner = lage.ringsum.zellen.einwohner
    gebiete = compute_einzugsgebiete(
        lage.ringsum.iter_paare(orte, mass, schwelle, flaechen=angebot.dienst.flaeche),
        einwohner,
        orte.kapazitaet if plaetze else np.ones(len(orte.id)),
        gewicht,
    )
    stadt = None
    if lage.ist_stadt.any():
        stadt = compute_band(gebiete.zugang[lage.ist_stadt], einwohner[lage.ist_stadt]).unten * JE
    return Kapazitaet(gebiete.zugang[lage.ist_innen], stadt, plaetze, len(gebiete.ohne_personen))


def build_gewicht(
    gewicht: Distanzgewicht, setzungen: Versorgungssetzungen, gut: float = 0.0
) -> tuple[float, Gewicht]:
    """The weight as a function of metres, and where it ends.

    Where a good way is longer than the weight reaches, the weight is stretched to it: a swimming pool serves a district.
    """
    meter = setzungen.meter_je_minute if gewicht.einheit == "min" else 1.0
    grenzen = [(float(grenze) * meter, float(wert)) for grenze, wert in gewicht.stufen]
    ende = grenzen[-1][0] if grenzen else _GAUSS_BIS
    mal = max(1.0, gut / ende)
    if gewicht.form == "gauss":
        return ende * mal, build_gauss(ende * mal)
    return ende * mal, build_stufen([(grenze * mal, wert) for grenze, wert in grenzen])
