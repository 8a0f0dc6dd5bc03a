"""All indicators of a Quartier out of the statistics of a city."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Final

from wegweiser.core.indikatoren.statistik import EINWOHNER, Bezug, compute_statistik
from wegweiser.core.indikatoren.tabelle import Raumtabelle
from wegweiser.core.indikatoren.vergleich import (
    ENTWICKLUNG,
    Streuung,
    add_stadt,
    add_stellung,
    add_veraenderung,
    add_veroeffentlichte,
    build_streuungen,
    compute_entwicklung,
)
from wegweiser.core.indikatoren.wissen import Indikatorwissen
from wegweiser.model.kennzahl import Indikatorwert, Kennzahlwert, Sperrregel

JAHRE: Final = 5
_STADT: Final = "stadt"
Werte = Mapping[str, Indikatorwert]


class Statistik:
    """The figures of a city, by area and year; what was worked out once is remembered."""

    def __init__(
        self,
        wissen: Indikatorwissen,
        kennzahlen: Sequence[Kennzahlwert],
        regeln: Mapping[str, Sperrregel] | None = None,
    ) -> None:
        self.wissen = wissen
        self._regeln = {
            datei: find_sperrregel(kennzahlen, datei, wissen) for datei in {k.datei for k in kennzahlen}
        }
        self._regeln.update(regeln or {})
        self._nach: dict[str, dict[int, list[Kennzahlwert]]] = defaultdict(lambda: defaultdict(list))
        self._raeume: dict[str, Kennzahlwert] = {}
        for kennzahl in kennzahlen:
            self._nach[kennzahl.raum_id][kennzahl.jahr].append(kennzahl)
            self._raeume.setdefault(kennzahl.raum_id, kennzahl)
        self._bekannt: dict[tuple[tuple[str, ...], int], Werte] = {}
        self._streuungen: dict[tuple[str, int], dict[str, Streuung]] = {}

    def find_stadt(self) -> str:
        """The area that is the whole city, or ""."""
        return next((id_ for id_, probe in self._raeume.items() if probe.ebene == _STADT), "")

    def find_name(self, raum_id: str) -> str:
        """The name of an area."""
        return self._raeume[raum_id].raum

    def list_raeume(self, ebene: str) -> tuple[str, ...]:
        """The areas of a level."""
        return tuple(id_ for id_, probe in self._raeume.items() if probe.ebene == ebene)

    def list_jahre(self, raeume: Sequence[str]) -> list[int]:
        """The years all these areas have figures of, latest first."""
        jahre = [set(self._nach[id_]) for id_ in raeume if id_ in self._nach]
        return sorted(set.intersection(*jahre), reverse=True) if len(jahre) == len(raeume) and jahre else []

    def compute(self, raeume: Sequence[str], jahr: int) -> Werte:
        """All indicators of these areas together in that year."""
        schluessel = (tuple(raeume), jahr)
        if schluessel not in self._bekannt:
            self._bekannt[schluessel] = self._compute(raeume, jahr)
        return self._bekannt[schluessel]

    def _compute(self, raeume: Sequence[str], jahr: int) -> Werte:
        if any(jahr not in self._nach.get(id_, {}) for id_ in raeume):
            return {}
        proben = [self._raeume[id_] for id_ in raeume]
        tabellen = tuple(Raumtabelle(self._nach[id_][jahr], self._regeln) for id_ in raeume)
        raum = ", ".join(probe.raum for probe in proben)
        return compute_statistik(Bezug(tabellen, "+".join(raeume), raum, proben[0].ebene, jahr, self.wissen))

    def find_entwicklung(self, raeume: Sequence[str], jahr: int) -> Indikatorwert | None:
        """The change of the population over five years."""
        heute = self.compute(raeume, jahr).get(EINWOHNER)
        frueher = self.compute(raeume, jahr - JAHRE).get(EINWOHNER)
        return compute_entwicklung(heute, frueher, self.wissen) if heute and frueher else None

    def find_streuung(self, wert: Indikatorwert, jahr: int) -> Streuung | None:
        """The values of all areas of its level."""
        if not wert.ebene or wert.ebene == _STADT or "+" in wert.raum_id:
            return None
        schluessel = (wert.ebene, jahr)
        if schluessel not in self._streuungen:
            nachbarn = [self._compute_ganz((id_,), jahr) for id_ in self.list_raeume(wert.ebene)]
            self._streuungen[schluessel] = build_streuungen(nachbarn)
        return self._streuungen[schluessel].get(wert.id)

    def _compute_ganz(self, raeume: Sequence[str], jahr: int) -> Werte:
        entwicklung = self.find_entwicklung(raeume, jahr)
        werte = self.compute(raeume, jahr)
        return {**werte, ENTWICKLUNG: entwicklung} if entwicklung else werte

    def compute_verglichen(
        self, raeume: Sequence[str], stadt: str, vergleichsraeume: Collection[str]
    ) -> tuple[Indikatorwert, ...]:
        """Every indicator of the latest year that has it, with all comparisons, in the order of the catalogue."""
        werte: dict[str, Indikatorwert] = {}
        for jahr in self.list_jahre(raeume):
            for id_, wert in self._compute_ganz(raeume, jahr).items():
                if id_ not in werte:
                    werte[id_] = self._compare(wert, raeume, jahr, stadt)
        reihe = {indikator.id: nr for nr, indikator in enumerate(self.wissen.indikatoren)}
        return tuple(
            add_veroeffentlichte(wert, self.wissen, vergleichsraeume)
            for wert in sorted(werte.values(), key=lambda wert: reihe[wert.indikator])
        )

    def _compare(self, wert: Indikatorwert, raeume: Sequence[str], jahr: int, stadt: str) -> Indikatorwert:
        if stadt and tuple(raeume) != (stadt,):
            wert = add_stadt(wert, self._compute_ganz((stadt,), jahr).get(wert.id))
        wert = add_veraenderung(wert, self.compute(raeume, jahr - JAHRE).get(wert.id))
        return add_stellung(wert, self.find_streuung(wert, jahr), self.wissen)


def compute_indikatoren(
    wissen: Indikatorwissen,
    kennzahlen: Sequence[Kennzahlwert],
    raeume: Sequence[str],
    *,
    stadt: str = "",
    vergleichsraeume: Collection[str] = (),
    regeln: Mapping[str, Sperrregel] | None = None,
) -> tuple[Indikatorwert, ...]:
    """Every indicator of the areas that are the Quartier, compared with the city (its area, else the one of that level).

    `vergleichsraeume` are names of published figures to show beside ("Dortmund", "Nordrhein-Westfalen"); `regeln` says
    per file what its supplier withholds.
    """
    statistik = Statistik(wissen, kennzahlen, regeln)
    return statistik.compute_verglichen(raeume, stadt or statistik.find_stadt(), vergleichsraeume)


def find_sperrregel(
    kennzahlen: Sequence[Kennzahlwert], datei: str, wissen: Indikatorwissen, grenze: int | None = None
) -> Sperrregel:
    """The rule of the supplier ("below `grenze`"), else the widest that is usual.

    From 1 where the file shows zeros openly, else a withheld value may be zero.
    """
    if grenze is None:
        grenze = int(wissen.groessen.get("sperrgrenze", Decimal(10)))
    nullen = any(k.datei == datei and k.wert is not None and k.wert.oben == 0 for k in kennzahlen)
    return Sperrregel(1 if nullen else 0, grenze - 1)
