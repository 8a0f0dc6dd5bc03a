"""Distances from cells to the places of a service, in whatever way they are measured; nets are built once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy.spatial import cKDTree

from wegweiser.core.raum.ausschnitt import select_orte, select_zellen
from wegweiser.core.raum.naehe import build_baum, build_geometrien
from wegweiser.core.raum.paare import Paare, iter_paare
from wegweiser.core.raum.wegenetz import (
    Wegenetz,
    Zugaenge,
    build_wegenetz,
    compute_netznaehe,
    find_eingaenge,
    find_zugaenge,
    iter_netzpaare,
)
from wegweiser.model.raum import Marken, Orte, Wege, Zahlen, Zellen
from wegweiser.model.versorgung import Wegmass

# Who lives farther from any path than this has no path in the file, not a long way: there it is straight times the detour.
ZUGANG_HOECHSTENS = 500.0


@dataclass(frozen=True, eq=False, kw_only=True)
class Messung:
    """Cells and, where there are any, the paths around them."""

    zellen: Zellen
    wege: Wege | None
    umweg: float
    _netze: dict[bool, tuple[Wegenetz, Zugaenge]] = field(default_factory=dict)

    @cached_property
    def baum(self) -> cKDTree:
        """The cells by their place."""
        return build_baum(self.zellen)

    def compute_wege(
        self, orte: Orte, mass: Wegmass, luft: Zahlen, *, flaechen: bool = False, treppen: bool = True
    ) -> Zahlen:
        """Per cell the way to the nearest place in metres, inf where there is none; `luft` is the straight line.

        Within the width of a cell the nodes of a net are farther apart than what is measured: there the straight line counts.
        """
        umweg = luft * self.umweg
        if mass != "netz":
            return umweg if mass == "umweg" else luft
        weg = self._compute_netz(orte, flaechen=flaechen, treppen=True)
        fehlt = np.isinf(weg)
        weg = np.where(fehlt, umweg, np.where(luft <= self.zellen.weite, np.minimum(weg, umweg), weg))
        if treppen:
            return weg
        ohne = self._compute_netz(orte, flaechen=flaechen, treppen=False)
        return np.where(fehlt, weg, ohne)

    def _compute_netz(self, orte: Orte, *, flaechen: bool, treppen: bool) -> Zahlen:
        netz, zellen = self._find_netz(treppen=treppen)
        if not flaechen or self.wege is None:
            zugaenge = find_zugaenge(netz, orte.x, orte.y, ZUGANG_HOECHSTENS)
        else:
            zugaenge = find_eingaenge(netz, self.wege, build_geometrien(orte), ZUGANG_HOECHSTENS)
        return compute_netznaehe(netz, zellen, zugaenge)

    def iter_paare(
        self, orte: Orte, mass: Wegmass, schwelle: float, *, flaechen: bool = False
    ) -> Iterator[Paare]:
        """All cells and places not farther apart than the threshold."""
        if mass == "netz":
            netz, zellen = self._find_netz(treppen=True)
            zugaenge = find_zugaenge(netz, orte.x, orte.y, ZUGANG_HOECHSTENS)
            zusatz = self._build_zusatz(orte, zugaenge.knoten < 0, schwelle, flaechen=flaechen)
            yield from iter_netzpaare(netz, zellen, zugaenge, schwelle, zusatz)
            return
        faktor = self.umweg if mass == "umweg" else 1.0
        alle = iter_paare(self.zellen, orte, schwelle / faktor, flaechen=flaechen, baum=self.baum)
        for paare in alle:
            yield paare._replace(distanz=paare.distanz * faktor)

    def _build_zusatz(self, orte: Orte, ferne: Marken, schwelle: float, *, flaechen: bool) -> Paare:
        """Pairs for cells and places the paths of the file do not reach: straight times the detour."""
        teile = [Paare(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
        ohne = self.find_ohne_weg()
        for zellen, angebote in ((ohne, np.ones(len(ferne), dtype=bool)), (~ohne, ferne)):
            if zellen.any() and angebote.any():
                gewaehlt, stellen = select_zellen(self.zellen, zellen), np.flatnonzero(angebote)
                luft = iter_paare(
                    gewaehlt, select_orte(orte, angebote), schwelle / self.umweg, flaechen=flaechen
                )
                teile += [Paare(np.flatnonzero(zellen)[p.zelle], stellen[p.ort], p.distanz) for p in luft]
        zelle, ort, weg = (np.concatenate(spalte) for spalte in zip(*teile, strict=True))
        return Paare(zelle, ort, weg * self.umweg)

    def find_ohne_weg(self) -> Marken:
        """The cells no path of the file is near to."""
        if self.wege is None:
            return np.ones(len(self.zellen.x), dtype=bool)
        return self._find_netz(treppen=True)[1].knoten < 0

    def _find_netz(self, *, treppen: bool) -> tuple[Wegenetz, Zugaenge]:
        if self.wege is None:
            raise ValueError("paths")
        if treppen not in self._netze:
            netz = build_wegenetz(self.wege, treppen=treppen)
            zugaenge = find_zugaenge(netz, self.zellen.x, self.zellen.y, ZUGANG_HOECHSTENS)
            self._netze[treppen] = netz, zugaenge
        return self._netze[treppen]
