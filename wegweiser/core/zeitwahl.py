"""Which Schritte fit into the time of a meeting: whole ones, the most important first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple, TypeAlias

from wegweiser.core.abhaengigkeiten import list_gelesene
from wegweiser.core.ablauf import select_runde, select_stationen
from wegweiser.core.aufwand import compute_minuten
from wegweiser.model.frage import Frage
from wegweiser.model.lage import Lage, Station
from wegweiser.model.leitfaden import Leitfaden, list_fragen
from wegweiser.model.zeitwahl import Ausschnitt, Schrittwahl, Zeitwahl

Stelle: TypeAlias = tuple[str, str, str]


class _Gewicht(NamedTuple):
    """How much hangs on a question: how many others, how many derived values and rules."""

    weichen: Counter[str]
    ergebnisse: Counter[str]


class _Kandidat(NamedTuple):
    """A Schritt that may be asked, the `nr`-th on the path; `gewicht` is how much hangs on it."""

    nr: int
    ist_pflicht: bool
    ist_weiche: bool
    gewicht: int
    wahl: Schrittwahl
    namen: frozenset[str]
    schoepft: frozenset[str]

    @property
    def stelle(self) -> Stelle:
        return _stelle(self.wahl)

    def ist_dran(self, andere: Sequence["_Kandidat"]) -> bool:
        """Nothing it builds on is left out: a list it draws from, or an obligatory Schritt before it in its Abschnitt."""
        return not any(self._wartet_auf(anderer) for anderer in andere if anderer.stelle != self.stelle)

    def _wartet_auf(self, anderer: "_Kandidat") -> bool:
        daneben = (anderer.stelle[0], anderer.stelle[2]) == (self.stelle[0], self.stelle[2])
        davor = daneben and anderer.ist_pflicht and anderer.nr < self.nr
        return davor or not self.schoepft.isdisjoint(anderer.namen)


def select_ausschnitt(
    leitfaden: Leitfaden, lage: Lage, ausschnitt: Ausschnitt, bisher: Zeitwahl | None
) -> tuple[Lage, Zeitwahl | None]:
    """Only what one meeting asks; what was chosen for its time before stays chosen."""
    if ausschnitt.runde:
        lage = select_runde(lage, ausschnitt.runde)
    if ausschnitt.ohne_persoenliches:
        lage = select_stationen(lage, lambda station: not _ist_persoenlich(station.frage))
    if ausschnitt.dauer is None:
        return lage, None
    wahl = choose_schritte(leitfaden, lage, ausschnitt.dauer, bisher)
    return select_schritte(lage, wahl), wahl


def _ist_persoenlich(frage: Frage) -> bool:
    """The question, or a column of its table."""
    return any(feld.personenbezogen for feld in (frage, *getattr(frage, "spalten", ())))


def choose_schritte(leitfaden: Leitfaden, lage: Lage, dauer: int, bisher: Zeitwahl | None = None) -> Zeitwahl:
    """Whole Schritte with something left to ask, by importance, as long as they fit.

    What was chosen or left out before stays so; what the answers have added since takes the time that is left.
    """
    gewaehlt = {_stelle(wahl): wahl for wahl in bisher.gewaehlt} if bisher else {}
    aus = {_stelle(wahl): wahl for wahl in bisher.ausgelassen} if bisher else {}
    neue = [s for s in _list_schritte(leitfaden, lage) if s.stelle not in gewaehlt and s.stelle not in aus]
    rest = dauer - sum((wahl.minuten for wahl in gewaehlt.values()), Decimal(0))
    while naechster := next((s for s in neue if s.wahl.minuten <= rest and s.ist_dran(neue)), None):
        neue.remove(naechster)
        gewaehlt[naechster.stelle] = naechster.wahl
        rest -= naechster.wahl.minuten
    aus |= {schritt.stelle: schritt.wahl for schritt in neue}
    return Zeitwahl(
        dauer=dauer,
        gewaehlt=_ordne(leitfaden, gewaehlt.values()),
        ausgelassen=_ordne(leitfaden, aus.values()),
    )


def select_schritte(lage: Lage, wahl: Zeitwahl) -> Lage:
    """Only the questions of the chosen Schritte; the whole path stays what it is."""
    stellen = {_stelle(eine) for eine in wahl.gewaehlt}
    return select_stationen(lage, lambda station: _stelle_von(station) in stellen)


def _list_schritte(leitfaden: Leitfaden, lage: Lage) -> list[_Kandidat]:
    """Every Schritt in which something is left to ask, by importance, then in the order of the guide."""
    gruppen: dict[Stelle, list[Station]] = {}
    for station in lage.stationen:
        if station.antwort is None:
            gruppen.setdefault(_stelle_von(station), []).append(station)
    gewicht = _weigh_fragen(leitfaden)
    kandidaten = [_build_kandidat(gewicht, nr, teil) for nr, teil in enumerate(gruppen.values())]
    return sorted(kandidaten, key=lambda k: (not k.ist_pflicht, not k.ist_weiche, -k.gewicht, k.nr))


def _build_kandidat(gewicht: _Gewicht, nr: int, stationen: Sequence[Station]) -> _Kandidat:
    namen = [station.frage.id for station in stationen]
    weichen = sum(gewicht.weichen[name] for name in namen)
    ergebnisse = sum(gewicht.ergebnisse[name] for name in namen)
    return _Kandidat(
        nr=nr,
        ist_pflicht=any(station.frage.pflicht for station in stationen),
        ist_weiche=weichen > 0,
        gewicht=weichen + ergebnisse,
        wahl=_build_wahl(stationen),
        namen=frozenset(namen),
        schoepft=frozenset(chain.from_iterable(_list_tabellen(s.frage) for s in stationen)),
    )


def _list_tabellen(frage: Frage) -> Iterator[str]:
    """The tables whose rows a question offers to choose from."""
    for feld in (frage, *getattr(frage, "spalten", ())):
        if tabelle := getattr(feld, "aus_tabelle", None):
            yield tabelle


def _build_wahl(stationen: Sequence[Station]) -> Schrittwahl:
    erste = stationen[0]
    return Schrittwahl(
        abschnitt=erste.abschnitt,
        schritt=erste.schritt,
        satz=erste.adresse.satz,
        satz_titel=erste.satz_titel,
        minuten=compute_minuten(stationen),
    )


def _weigh_fragen(leitfaden: Leitfaden) -> _Gewicht:
    """Who is read by conditions, and who by derived values and rules; a list that something is repeated over is a gate."""
    gewicht = _Gewicht(Counter(), Counter())
    for _, frage in list_fragen(leitfaden):
        gewicht.weichen.update(list_gelesene(frage.wenn))
    for abschnitt in leitfaden.abschnitte:
        gewicht.weichen.update(list_gelesene(abschnitt.wenn))
        gewicht.weichen.update([abschnitt.je] if abschnitt.je else [])
        for abgeleitet in abschnitt.abgeleitet:
            gewicht.ergebnisse.update(list_gelesene(abgeleitet.ausdruck))
    for regel in leitfaden.regeln:
        gewicht.ergebnisse.update(list_gelesene(regel.wenn, regel.muss))
    return gewicht


def _ordne(leitfaden: Leitfaden, wahlen: Iterable[Schrittwahl]) -> tuple[Schrittwahl, ...]:
    """In the order of the guide; within an Abschnitt the records stay together in the order they came."""
    reihe = {abschnitt.id: nr for nr, abschnitt in enumerate(leitfaden.abschnitte)}
    schritte = {
        (abschnitt.id, schritt.id): nr
        for abschnitt in leitfaden.abschnitte
        for nr, schritt in enumerate(abschnitt.schritte)
    }
    return tuple(
        sorted(
            wahlen,
            key=lambda wahl: (
                reihe[wahl.abschnitt.id],
                wahl.satz,
                schritte[wahl.abschnitt.id, wahl.schritt.id],
            ),
        )
    )


def _stelle(wahl: Schrittwahl) -> Stelle:
    return wahl.abschnitt.id, wahl.schritt.id, wahl.satz


def _stelle_von(station: Station) -> Stelle:
    return station.abschnitt.id, station.schritt.id, station.adresse.satz
