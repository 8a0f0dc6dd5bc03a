"""Indicators out of grid cells: counts are added up, means need the right weight; a cell without a value is unknown."""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from wegweiser.core.indikatoren.alter import parse_alter
from wegweiser.core.indikatoren.spannen import build_spanne, format_spanne
from wegweiser.core.indikatoren.statistik import EINWOHNER, Bezug, build_rechenweg, compute_statistik
from wegweiser.core.indikatoren.tabelle import Raumtabelle, fold_name
from wegweiser.core.indikatoren.wissen import Indikatorwissen
from wegweiser.model.base import replace
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.indikator import Indikator
from wegweiser.model.kennzahl import Indikatorwert, Kennzahlwert, Spanne, Werthinweis

if TYPE_CHECKING:  # it brings numpy and shapely along
    from wegweiser.model.raum import Zellen

_WOHNUNGEN: Final = "wohnungen"
_KLEINSTE: Final = (
    3  # the smallest count the census publishes; what is missing is below (quartiersanalyse 8.2)
)
_GENUG: Final = Decimal("0.5")
_HUNDERT: Final = 100


class _Mittel(NamedTuple):
    summe: Decimal
    gewicht: Decimal
    fehlend: Decimal

    @property
    def wert(self) -> Decimal:
        return self.summe / self.gewicht


def compute_gitter(
    wissen: Indikatorwissen, zellen: "Zellen", *, raum: str = "", jahr: int = 0, datei: str = ""
) -> tuple[Indikatorwert, ...]:
    """Every indicator these cells hold, in the order of the catalogue; the cells are those of the area already."""
    kennzahlen = sum_merkmale(wissen, zellen, raum=raum, jahr=jahr, datei=datei)
    bezug = Bezug((Raumtabelle(kennzahlen, {}),), "", raum, "", jahr, wissen)
    werte = {
        id_: replace(wert, art="gitter", jahr=jahr or None) for id_, wert in compute_statistik(bezug).items()
    }
    for indikator in wissen.indikatoren:
        if indikator.gewicht and indikator.zellen in zellen.merkmale and indikator.id not in werte:
            wert = _compute_mittel(indikator, zellen, bezug)
            if wert is not None:
                werte[indikator.id] = replace(wert, datei=datei)
    reihe = {indikator.id: nr for nr, indikator in enumerate(wissen.indikatoren)}
    return tuple(sorted(werte.values(), key=lambda wert: reihe[wert.indikator]))


def sum_merkmale(
    wissen: Indikatorwissen, zellen: "Zellen", *, raum: str = "", jahr: int = 0, datei: str = ""
) -> tuple[Kennzahlwert, ...]:
    """The counts of all cells together, as figures of an area without a key."""
    namen = {fold_name(name) for i in wissen.indikatoren for name in (*i.zaehler, *i.nenner)}
    return tuple(
        _sum_zellen(
            zellen,
            name,
            Kennzahlwert(raum_id="", raum=raum, ebene="", merkmal=name, jahr=jahr, wert=None, datei=datei),
        )
        for name in zellen.merkmale
        if parse_alter(name) is not None or fold_name(name) in namen
    )


def _sum_zellen(zellen: "Zellen", name: str, leer: Kennzahlwert) -> Kennzahlwert:
    """A count of all cells together; every populated cell without one may hold up to two.

    Of the persons themselves a cell without a number is withheld: who is not there has no cell, or a zero.
    """
    werte = zellen.merkmale[name].tolist()
    summe = sum((_exakt(wert) for wert in werte if not math.isnan(wert)), Decimal(0))
    fehlend = sum(map(math.isnan, werte)) if name == EINWOHNER else _count_fehlende(zellen, werte)
    return replace(leer, wert=build_spanne(summe, summe + (_KLEINSTE - 1) * fehlend))


def _count_fehlende(zellen: "Zellen", werte: Sequence[float]) -> int:
    return sum(
        math.isnan(wert) and not math.isnan(einwohner) and einwohner > 0
        for wert, einwohner in zip(werte, zellen.einwohner.tolist(), strict=True)
    )


def _compute_mittel(indikator: Indikator, zellen: "Zellen", bezug: Bezug) -> Indikatorwert | None:
    """The weighted mean; weighted by persons where dwellings are not known, it is an approximation and says so."""
    richtig = indikator.gewicht == EINWOHNER or _WOHNUNGEN in zellen.merkmale
    gewichte = (
        zellen.einwohner if indikator.gewicht == EINWOHNER or not richtig else zellen.merkmale[_WOHNUNGEN]
    )
    mittel = _find_mittel(zellen.merkmale[str(indikator.zellen)].tolist(), gewichte.tolist())
    if mittel is None:
        return None
    abdeckung = mittel.gewicht / (mittel.gewicht + mittel.fehlend)
    hinweise: list[Werthinweis] = [] if richtig else ["gewicht-fehlt"]
    hinweise += ["zellen-fehlen"] if mittel.fehlend else []
    wert = build_spanne(mittel.wert) if abdeckung >= _GENUG else None
    name = _WOHNUNGEN if indikator.gewicht == _WOHNUNGEN and richtig else EINWOHNER
    summe, gewicht = format_zahl(mittel.summe), format_zahl(mittel.gewicht)
    schritt = f"Σ ({indikator.zellen} · {name}) / Σ {name} = {summe} / {gewicht} = {format_spanne(build_spanne(mittel.wert))}"
    return Indikatorwert(
        id=indikator.id,
        indikator=indikator.id,
        titel=indikator.titel,
        einheit=indikator.einheit,
        guenstig=indikator.guenstig,
        raum=bezug.raum,
        jahr=bezug.jahr or None,
        wert=wert,
        art="gitter" if richtig else "naeherung",
        hinweise=tuple(hinweise),
        merkmale=(str(indikator.zellen),),
        rechenweg=build_rechenweg(indikator, wert, (schritt,)),
        abdeckung=abdeckung,
        huelle=_build_huelle(mittel, abdeckung) if indikator.einheit == "%" else None,
    )


def _find_mittel(werte: Sequence[float], gewichte: Sequence[float]) -> _Mittel | None:
    summe, gewicht, fehlend = Decimal(0), Decimal(0), Decimal(0)
    for wert, schwere in zip(werte, gewichte, strict=True):
        if math.isnan(schwere) or schwere <= 0:
            continue
        if math.isnan(wert):
            fehlend += _exakt(schwere)
            continue
        summe += _exakt(wert) * _exakt(schwere)
        gewicht += _exakt(schwere)
    return _Mittel(summe, gewicht, fehlend) if gewicht else None


def _build_huelle(mittel: _Mittel, abdeckung: Decimal) -> Spanne:
    """What the share could be if the cells without a value had nobody, or only such."""
    unten = mittel.wert * abdeckung
    return Spanne(unten, unten + (1 - abdeckung) * _HUNDERT)


def _exakt(zahl: float) -> Decimal:
    """The number as it stood in the file, not its binary neighbour."""
    return Decimal(repr(zahl)).normalize()
