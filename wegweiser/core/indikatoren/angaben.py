"""Indicators a person typed in ("17,6 %", city "10,5 %"): read where the text is one number, never guessed."""

import re
from collections.abc import Iterable
from typing import Final

from wegweiser.core.indikatoren.spannen import build_spanne, divide, format_spanne, subtract
from wegweiser.core.indikatoren.statistik import build_rechenweg
from wegweiser.core.indikatoren.tabelle import fold_name
from wegweiser.core.indikatoren.wissen import Indikatorwissen
from wegweiser.errors import EingabeError
from wegweiser.model.base import Zeile
from wegweiser.model.deutsch_format import parse_zahl
from wegweiser.model.indikator import Indikator
from wegweiser.model.kennzahl import Indikatorwert, Raumvergleich, Spanne

_ZAHL: Final = re.compile(r"(?:(?:rund|etwa|ca\.?|knapp|gut)\s+)?([-−]?\d[\d.]*(?:,\d+)?)(?![\d.,])")
_HUNDERT: Final = 100


def list_angaben(wissen: Indikatorwissen, zeilen: Iterable[Zeile]) -> tuple[Indikatorwert, ...]:
    """The rows of `kennzahlen_quartier` that name a known indicator and hold one number."""
    werte = []
    for zeile in zeilen:
        indikator = find_indikator(wissen, str(zeile.get("bezeichnung", "")))
        wert = parse_angabe(str(zeile.get("wert", "")))
        if indikator is not None and wert is not None:
            werte.append(_build_wert(indikator, zeile, wert))
    return tuple(werte)


def find_indikator(wissen: Indikatorwissen, bezeichnung: str) -> Indikator | None:
    """The indicator a person means by that name, or None."""
    name = fold_name(bezeichnung)
    for indikator in wissen.indikatoren:
        namen = {fold_name(n) for n in (indikator.id, indikator.titel, *indikator.woerter)}
        if name and (
            name in namen or (indikator.mal == 1 and name in {fold_name(n) for n in indikator.zaehler})
        ):
            return indikator
    return None


def parse_angabe(text: str) -> Spanne | None:
    """The number in a text with a unit; None where there is none or more than one."""
    treffer = _ZAHL.findall(text)
    if len(treffer) != 1:
        return None
    try:
        return build_spanne(parse_zahl(treffer[0]))
    except EingabeError:
        return None


def _build_wert(indikator: Indikator, zeile: Zeile, wert: Spanne) -> Indikatorwert:
    jahr = zeile.get("jahr")
    dort = parse_angabe(str(zeile.get("vergleich", "")))
    vergleich = (
        Raumvergleich(
            art="stadt",
            raum="",
            wert=dort,
            zeitpunkt=str(jahr or ""),
            differenz=subtract(wert, dort),
            verhaeltnis=divide(wert, dort, _HUNDERT),
        )
        if dort is not None
        else None
    )
    schritt = f"{zeile.get('bezeichnung')} = {format_spanne(wert)}"
    return Indikatorwert(
        id=indikator.id,
        indikator=indikator.id,
        titel=indikator.titel,
        einheit=indikator.einheit,
        guenstig=indikator.guenstig,
        jahr=jahr if isinstance(jahr, int) else None,
        wert=wert,
        art="angegeben",
        rechenweg=build_rechenweg(indikator, wert, (schritt,)),
        vergleiche=(vergleich,) if vergleich else (),
    )
