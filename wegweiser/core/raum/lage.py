"""What the supply of a Quartier is worked out from: its cells, those around it, and the places of one service."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wegweiser.core.raum.ausschnitt import find_innen, select_orte, select_zellen
from wegweiser.core.raum.messung import Messung
from wegweiser.core.raum.naehe import compute_median, compute_mittel, compute_naehe
from wegweiser.core.raum.setzungen import compute_meter, find_mass
from wegweiser.model.katalog import Dienst, Schwelle
from wegweiser.model.raum import Marken, Orte, Quartier, Wege, Zahlen, Zellen
from wegweiser.model.versorgung import Versorgungssetzungen, Wegmass


@dataclass(frozen=True, eq=False, kw_only=True)
class Lage:
    """The cells of the Quartier, those of the city around it, and all whose people compete for the same places."""

    quartier: Quartier
    setzungen: Versorgungssetzungen
    innen: Messung
    stadt: Messung | None
    ringsum: Messung
    gefragt: Messung  # cells of Quartier and city together
    ist_innen: Marken
    ist_stadt: Marken
    stichtag: date | None

    def find_mass(self, schwelle: Schwelle) -> Wegmass:
        """How ways are measured against a threshold."""
        return find_mass(schwelle, netz=self.ringsum.wege is not None)

    def compute_meter(self, schwelle: Schwelle, gruppe: str) -> float:
        """The threshold in metres at the walking speed of a group."""
        meter = compute_meter(schwelle, self.find_mass(schwelle), self.setzungen)
        return meter * self.setzungen.tempo.get(gruppe, 1.0)


def build_lage(
    zellen: Zellen,
    quartier: Quartier,
    setzungen: Versorgungssetzungen,
    wege: Wege | None = None,
    stichtag: date | None = None,
) -> Lage:
    """Cells sorted into inside, city and around."""
    innen = find_innen(quartier.flaeche, zellen.x, zellen.y)
    stadt = np.zeros(len(zellen.x), dtype=bool)
    if quartier.stadt is not None:
        stadt = find_innen(quartier.stadt, zellen.x, zellen.y)

    def build_messung(welche: Marken) -> Messung:
        return Messung(zellen=select_zellen(zellen, welche), wege=wege, umweg=setzungen.umweg)

    ringsum = Messung(zellen=zellen, wege=wege, umweg=setzungen.umweg)
    eigene = ringsum if innen.all() else build_messung(innen)
    beide = innen | stadt
    gefragt = ringsum if beide.all() else eigene if not stadt.any() else build_messung(beide)
    return Lage(
        quartier=quartier,
        setzungen=setzungen,
        innen=eigene,
        stadt=build_messung(stadt) if stadt.any() else None,
        ringsum=ringsum,
        gefragt=gefragt,
        ist_innen=innen,
        ist_stadt=stadt,
        stichtag=stichtag,
    )


class Mitten(NamedTuple):
    """Mean and median of ways in metres."""

    mittel: float
    median: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Angebot:
    """The places of one service with its thresholds, the leading one first; ways are worked out once for all groups."""

    dienst: Dienst
    orte: Orte
    schwellen: tuple[Schwelle, ...]
    _mitten: dict[tuple[int, int], Mitten] = field(default_factory=dict)
    _wege: dict[tuple[int, Wegmass, Decimal | None, bool], Zahlen] = field(default_factory=dict)

    def find_grosse(self, schwelle: Schwelle) -> NDArray[np.bool_]:
        """Places large enough for a threshold; those whose size is unknown count."""
        if schwelle.mindestflaeche is None:
            return np.ones(len(self.orte.id), dtype=bool)
        mindestens = float(schwelle.mindestflaeche)
        return np.array([f is None or f.area >= mindestens for f in self.orte.flaeche])

    def compute_wege(
        self, messung: Messung, mass: Wegmass, schwelle: Schwelle, *, treppen: bool = True
    ) -> Zahlen:
        """Per cell the way to the nearest place that is large enough."""
        name = (id(messung), mass, schwelle.mindestflaeche, treppen or mass != "netz")
        if name not in self._wege:
            orte = select_orte(self.orte, self.find_grosse(schwelle))
            if mass == "luftlinie":
                self._wege[name] = compute_naehe(messung.zellen, orte, flaechen=self.dienst.flaeche).distanz
            else:
                luft = self.compute_wege(messung, "luftlinie", schwelle)
                flaechen = self.dienst.flaeche
                self._wege[name] = messung.compute_wege(orte, mass, luft, flaechen=flaechen, treppen=treppen)
        return self._wege[name]

    def compute_mitten(self, wege: Zahlen, personen: Zahlen) -> Mitten:
        """Mean and median of ways worked out before; groups all inhabitants stand in for share them."""
        name = (id(wege), id(personen))
        if name not in self._mitten:
            self._mitten[name] = Mitten(compute_mittel(wege, personen), compute_median(wege, personen))
        return self._mitten[name]
