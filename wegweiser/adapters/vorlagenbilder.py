"""Pictures of the analysis for templates: map, ages, indicators, supply, survey, gaps."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from wegweiser.adapters import (
    bilder_befragung,
    bilder_karte,
    bilder_luecken,
    bilder_quartier,
    bilder_versorgung,
)
from wegweiser.adapters.bilder import Worte
from wegweiser.model.befragung import Rangbild, WichtigkeitsLeistung
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.kennzahl import Indikatorwert, Spanne, list_abweichende, list_bewegte
from wegweiser.model.lueckenindex import Dienstluecke, Gruppenluecke, Lueckenbild
from wegweiser.model.potenzial import Netzknoten
from wegweiser.model.quartiersbild import Altersaufbau, Quartierkarte, Raumangabe, rank_versorgung
from wegweiser.model.versorgung import Band, Dienstversorgung

SELTEN = 20  # percent of the people of a city


def quartierkarte(karte: Quartierkarte, titel: str, worte: Worte) -> Markup:
    """The map of the Quartier."""
    return _bild(bilder_karte.build_karte(karte, titel, worte))


def altersaufbau(aufbau: Altersaufbau, worte: Worte) -> Markup:
    """Age groups beside those of the city."""
    return _bild(bilder_quartier.build_altersaufbau(aufbau.gruppen, worte))


def indikatoren(werte: Sequence[Indikatorwert], worte: Worte) -> Markup:
    """Indicators on one scale: the city is 100."""
    return _bild(bilder_quartier.build_indikatorvergleich(werte, worte))


def reichweiten(versorgung: Sequence[Dienstversorgung], worte: Worte) -> Markup:
    """How many reach what."""
    return _bild(bilder_versorgung.build_reichweiten(versorgung, worte))


def wichtigkeit(bild: WichtigkeitsLeistung, worte: Worte) -> Markup:
    """Importance against satisfaction."""
    return _bild(bilder_befragung.build_wichtigkeit(bild, worte))


def rangbild(bild: Rangbild, worte: Worte) -> Markup:
    """A question for an order."""
    return _bild(bilder_befragung.build_rangbild(bild, worte))


def datenmatrix(bild: Lueckenbild, gruppen: Mapping[str, str], worte: Worte) -> Markup:
    """Gaps from data by service and Zielgruppe."""
    return _bild(bilder_luecken.build_datenmatrix(bild, gruppen, worte))


def spanne(wert: Spanne | None, einheit: str = "") -> str:
    """One value or a range, with as many decimals as say something."""
    text = bilder_quartier.format_spanne(wert, bilder_quartier.find_stellen(wert, einheit))
    return f"{text}\u00a0%" if einheit == "%" and wert is not None else text


def kommazahl(wert: float | None, stellen: int = 1) -> str:
    """A measured number in German form; unknown is a dash."""
    return "–" if wert is None else format_zahl(Decimal(f"{wert:.{stellen}f}")).replace("-", "−")


def anteilsspanne(wert: Spanne | None) -> str:
    """The bounds of a share in percent, without decimals."""
    if wert is None:
        return "–"
    return f"{bilder_quartier.format_spanne(Spanne(wert.unten * 100, wert.oben * 100), 0)}\u00a0%"


def verglichene(werte: Sequence[Indikatorwert]) -> list[Indikatorwert]:
    """Those that can be drawn beside the city."""
    return [wert for wert in werte if bilder_quartier.find_stadt(wert) is not None]


def zielgruppen(
    bilder: Sequence[WichtigkeitsLeistung], titel: Mapping[str, str]
) -> list[WichtigkeitsLeistung]:
    """Those of a Zielgruppe that has something to work on."""
    return [bild for bild in bilder if bild.gruppe in titel and bild.list_quadrant("konzentrieren")]


def seltene(versorgung: Sequence[Dienstversorgung]) -> list[Dienstversorgung]:
    """Services so rare in the whole city that the files may not know all of them."""
    return [d for d in versorgung if d.anteil_stadt is not None and d.anteil_stadt < SELTEN]


def schlechteste(dienst: Dienstluecke) -> Gruppenluecke | None:
    """The group worst off."""
    return next((gruppe for gruppe in dienst.gruppen if gruppe.gruppe == dienst.schlechteste), None)


def raumtitel(raeume: Sequence[Raumangabe], arten: Worte) -> dict[str, str]:
    """Rooms by id as kind and size; the id stays, the address does not."""
    return {raum.id: _nenne_raum(raum, arten) for raum in raeume}


def _nenne_raum(raum: Raumangabe, arten: Worte) -> str:
    groesse = "" if raum.flaeche_m2 is None else f"{format_zahl(round(raum.flaeche_m2))} m²"
    zusatz = ", ".join(filter(None, (arten.get(raum.art, raum.art), groesse)))
    return f"{zusatz} ({raum.id})" if zusatz else raum.id


def akteursnamen(knoten: Sequence[Netzknoten]) -> dict[str, str]:
    """Names of organisations by id."""
    return {eintrag.akteur.id: eintrag.akteur.name for eintrag in knoten}


def bandprozent(band: Band | None) -> str:
    """A share between its bounds."""
    return "–" if band is None else bilder_versorgung.format_band(band)


def _bild(quelltext: str) -> Markup:
    return Markup(quelltext)  # noqa: S704  (our own SVG, every text in it is escaped)


HILFEN: Mapping[str, Callable[..., Any]] = {
    "bild_quartierkarte": quartierkarte,
    "bild_altersaufbau": altersaufbau,
    "bild_indikatoren": indikatoren,
    "bild_reichweiten": reichweiten,
    "bild_wichtigkeit": wichtigkeit,
    "bild_rangbild": rangbild,
    "bild_datenmatrix": datenmatrix,
}
FILTER: Mapping[str, Callable[..., Any]] = {
    "spanne": spanne,
    "anteilsspanne": anteilsspanne,
    "kommazahl": kommazahl,
    "verglichene": verglichene,
    "abweichende": list_abweichende,
    "bewegte": list_bewegte,
    "zielgruppen": zielgruppen,
    "seltene": seltene,
    "schlechteste": schlechteste,
    "raumtitel": raumtitel,
    "akteursnamen": akteursnamen,
    "bandprozent": bandprozent,
    "versorgungsfolge": rank_versorgung,
}
