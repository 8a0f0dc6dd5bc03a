"""Usable supply V(s, g): a weighted geometric mean of seven factors, so that one high obstacle is not outweighed (7.3)."""

from collections.abc import Mapping
from math import exp, fsum, log
from typing import NamedTuple

from wegweiser.model.lueckenindex import ALLE, HUERDEN, Gruppenlage, Huerde, Huerdenanteil, Setzungen


class Angebot(NamedTuple):
    """V (None where too little is known), the arithmetic mean beside it, factors with their shares, coverage."""

    wert: float | None
    arithmetisch: float | None
    huerden: tuple[Huerdenanteil, ...]
    abdeckung: float


def find_gewichte(gruppe: str, setzungen: Setzungen) -> Mapping[Huerde, float]:
    """The weights of a group; one without its own takes those of all."""
    return setzungen.gewichte.get(gruppe) or setzungen.gewichte[ALLE]


def compute_angebot(lage: Gruppenlage, setzungen: Setzungen) -> Angebot:
    """V over the known factors; unknown ones are left out and shown by the coverage, no offer at all is 0."""
    gewichte = find_gewichte(lage.gruppe, setzungen)
    werte = {h: begrenze(lage.huerden[h]) for h in HUERDEN if h in lage.huerden and gewichte.get(h, 0) > 0}
    gesamt, bekannt = fsum(gewichte.values()), fsum(gewichte[h] for h in werte)
    abdeckung = bekannt / gesamt if gesamt else 0.0
    if lage.fehlt_ganz:
        return Angebot(0.0, 0.0, _build_anteile(gewichte, werte, {}), abdeckung)
    if not werte or round(abdeckung, 9) < setzungen.abdeckung_min:
        return Angebot(None, None, _build_anteile(gewichte, werte, {}), abdeckung)
    return Angebot(
        compute_geometrisch(werte, gewichte, setzungen.untergrenze),
        compute_arithmetisch(werte, gewichte),
        _build_anteile(gewichte, werte, compute_beitraege(werte, gewichte, setzungen.untergrenze)),
        abdeckung,
    )


def compute_geometrisch(
    werte: Mapping[Huerde, float], gewichte: Mapping[Huerde, float], untergrenze: float
) -> float:
    """exp(Σ w · ln(max(floor; v)) / Σ w): all factors equal give just that value, whatever the weights."""
    if len(gleiche := {max(untergrenze, wert) for wert in werte.values()}) == 1:
        return gleiche.pop()
    summe = fsum(gewichte[h] * log(max(untergrenze, wert)) for h, wert in werte.items())
    return begrenze(exp(summe / fsum(gewichte[h] for h in werte)))


def compute_arithmetisch(werte: Mapping[Huerde, float], gewichte: Mapping[Huerde, float]) -> float:
    """Σ w · v / Σ w, to compare: here an obstacle can be outweighed."""
    return begrenze(fsum(gewichte[h] * wert for h, wert in werte.items()) / fsum(gewichte[h] for h in werte))


def compute_beitraege(
    werte: Mapping[Huerde, float], gewichte: Mapping[Huerde, float], untergrenze: float
) -> dict[Huerde, float]:
    """The share of each factor in the gap, 1 in sum; empty where nothing is in the way."""
    verluste = {h: -gewichte[h] * log(max(untergrenze, wert)) for h, wert in werte.items()}
    summe = fsum(verluste.values())
    return {h: verlust / summe + 0.0 for h, verlust in verluste.items()} if summe > 0 else {}


def find_ursache(beitraege: Mapping[Huerde, float], arten: Mapping[Huerde, str]) -> str | None:
    """The cause the largest share stands for; of equal ones the first in the order of the factors."""
    if not beitraege:
        return None
    return arten.get(max(HUERDEN, key=lambda h: round(beitraege.get(h, -1.0), 12)))


def begrenze(wert: float) -> float:
    """Between 0 and 1."""
    return min(1.0, max(0.0, wert))


def _build_anteile(
    gewichte: Mapping[Huerde, float], werte: Mapping[Huerde, float], beitraege: Mapping[Huerde, float]
) -> tuple[Huerdenanteil, ...]:
    return tuple(
        Huerdenanteil(h, werte.get(h), gewichte[h], beitraege.get(h))
        for h in HUERDEN
        if gewichte.get(h, 0) > 0
    )
