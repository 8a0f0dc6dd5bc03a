"""Which places close most of which gap for most people: a maximal covering model, solved exactly and proved (7.7).

Of several best selections it takes the one with the fewest places, then the one with the most points, then the first in
order of (gap, group, room): the same input always gives the same answer, in whatever order it came.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from wegweiser.core.raum.passung import Raumanspruch, compute_entfernungen
from wegweiser.model.potenzial import Leerstand, Raumpassung, Standort, Standortwahl
from wegweiser.model.raum import Marken, Zahlen, Zellen

GENAU = 100  # weights are persons times gap in hundredths: whole numbers, so that "equally good" is exact
_PUNKTE = 1000
_ZEHN = 10


class Moeglichkeit(NamedTuple):
    """A room for a gap: the numbers of both, the cells it would newly reach, and its points."""

    raum: int
    anspruch: int
    erreicht: Marken
    punkte: int


@dataclass(frozen=True, eq=False)
class Aufgabe:
    """What is to be chosen: per possibility its room, points and the cells it covers; per cell (and gap) its weight."""

    raeume: NDArray[np.int64]
    punkte: NDArray[np.int64]
    deckt: csr_array[np.int64]
    gewichte: NDArray[np.int64]
    hoechstens: int

    def compute_wert(self, gewaehlt: NDArray[np.int64]) -> int:
        """What a selection reaches, every group of cells once."""
        gedeckt = self.deckt[gewaehlt].sum(axis=0) > 0
        return int(self.gewichte[np.asarray(gedeckt).ravel()].sum())


def select_standorte(
    raeume: Sequence[Leerstand],
    ansprueche: Sequence[Raumanspruch],
    passungen: Sequence[Raumpassung],
    zellen: Zellen,
    *,
    umweg: float,
    hoechstens: int = 3,
) -> Standortwahl:
    """At most so many places over all gaps, one use each; what is excluded or reaches nobody new is left out."""
    geordnet = sorted(raeume, key=lambda raum: raum.id)
    gefragt = sorted(ansprueche, key=lambda a: (a.dienst, a.gruppe))
    wege = compute_entfernungen(geordnet, zellen, umweg)
    moeglich = _list_moeglichkeiten(geordnet, gefragt, passungen, wege)
    if not moeglich:
        return Standortwahl(hoechstens=hoechstens)
    aufgabe = build_aufgabe(moeglich, gefragt, hoechstens)
    gewaehlt, schranke = solve(aufgabe)
    return Standortwahl(
        standorte=_build_standorte([moeglich[nr] for nr in gewaehlt], geordnet, gefragt, wege),
        wert=aufgabe.compute_wert(gewaehlt),
        schranke=schranke,
        moeglich=len({m.raum for m in moeglich}),
        hoechstens=hoechstens,
    )


def _list_moeglichkeiten(
    raeume: Sequence[Leerstand],
    ansprueche: Sequence[Raumanspruch],
    passungen: Sequence[Raumpassung],
    wege: Zahlen,
) -> list[Moeglichkeit]:
    punkte = {(p.raum, p.dienst, p.gruppe): p for p in passungen if p.ausschluss is None}
    moeglich = []
    for nr, anspruch in enumerate(ansprueche):
        for raum_nr, raum in enumerate(raeume):
            passung = punkte.get((raum.id, anspruch.dienst, anspruch.gruppe))
            erreicht = anspruch.unerreicht & (wege[raum_nr] <= anspruch.reichweite)
            if passung is not None and erreicht.any():
                wert = round(float(passung.punkte or 0) * 10)
                moeglich.append(Moeglichkeit(raum_nr, nr, erreicht, wert))
    return moeglich


def build_aufgabe(
    moeglich: Sequence[Moeglichkeit], ansprueche: Sequence[Raumanspruch], hoechstens: int
) -> Aufgabe:
    """A column per cell and gap that somebody could reach, with what it is worth."""
    zeilen: list[NDArray[np.int64]] = []
    spalten: list[NDArray[np.int64]] = []
    gewichte: list[NDArray[np.int64]] = []
    breite = 0
    for anspruch_nr, anspruch in enumerate(ansprueche):
        eigene = [nr for nr, m in enumerate(moeglich) if m.anspruch == anspruch_nr]
        if not eigene:
            continue
        erreicht = np.array([moeglich[nr].erreicht for nr in eigene])
        beruehrt = np.flatnonzero(erreicht.any(axis=0))
        zeile, spalte = np.nonzero(erreicht[:, beruehrt])
        zeilen.append(np.array(eigene, dtype=np.int64)[zeile])
        spalten.append(spalte + breite)
        wert = np.round(anspruch.personen[beruehrt] * anspruch.luecke * GENAU, 6)
        gewichte.append(np.rint(wert).astype(np.int64))
        breite += len(beruehrt)
    ort = np.concatenate(zeilen), np.concatenate(spalten)
    return Aufgabe(
        raeume=np.array([m.raum for m in moeglich], dtype=np.int64),
        punkte=np.array([m.punkte for m in moeglich], dtype=np.int64),
        deckt=csr_array((np.ones(len(ort[0]), dtype=np.int64), ort), shape=(len(moeglich), breite)),
        gewichte=np.concatenate(gewichte),
        hoechstens=hoechstens,
    )


# ── The model: x says whether a possibility is taken, y whether a group of cells is covered, f marks one taken ────


class _Modell:
    """Rows over (x, y, f) with their bounds; every stage adds what the one before has settled."""

    def __init__(self, aufgabe: Aufgabe) -> None:
        self.n, self.m = aufgabe.deckt.shape
        n, m = self.n, self.m
        raeume = int(aufgabe.raeume.max()) + 1
        alle, paare = np.arange(n), aufgabe.deckt.tocoo()
        self._zeilen = [
            self._build(raeume, aufgabe.raeume, alle, np.ones(n)),
            self._build(1, np.zeros(n, dtype=np.int64), alle, np.ones(n)),
            self._build(
                m,
                np.concatenate((paare.col, np.arange(m))),
                np.concatenate((paare.row, n + np.arange(m))),
                np.concatenate((-np.ones(paare.nnz), np.ones(m))),
            ),
            self._build(n, np.tile(alle, 2), np.concatenate((alle, n + m + alle)), np.repeat((-1.0, 1.0), n)),
        ]
        self._unten = [np.full(raeume + 1 + m + n, -np.inf)]
        self._oben = [np.ones(raeume), np.array([float(aufgabe.hoechstens)]), np.zeros(m + n)]

    def _build(
        self, hoehe: int, zeile: NDArray[np.int64], spalte: NDArray[np.int64], wert: Zahlen
    ) -> csr_array[np.float64]:
        return csr_array((wert, (zeile, spalte)), shape=(hoehe, 2 * self.n + self.m))

    def add(self, x: Zahlen, y: Zahlen, *, unten: float = -np.inf, oben: float = np.inf) -> None:
        """One more row over x and y."""
        self._zeilen.append(csr_array(np.concatenate((x, y, np.zeros(self.n))).reshape(1, -1)))
        self._unten.append(np.array([unten]))
        self._oben.append(np.array([oben]))

    def optimise(self, ziel: Zahlen, *, marke: Marken | None = None) -> tuple[Zahlen, float]:
        """The smallest value of the aim and the bound of the solver; `marke`: exactly one of these is marked by f."""
        f_oben = np.zeros(self.n) if marke is None else marke.astype(np.float64)
        f_summe = np.concatenate((np.zeros(self.n + self.m), np.ones(self.n))).reshape(1, -1)
        genau = 0.0 if marke is None else 1.0
        ergebnis = milp(
            ziel,
            integrality=np.concatenate((np.ones(self.n), np.zeros(self.m), np.ones(self.n))).astype(np.int64),
            bounds=Bounds(np.zeros(len(ziel)), np.concatenate((np.ones(self.n + self.m), f_oben))),
            constraints=LinearConstraint(
                vstack([*self._zeilen, csr_array(f_summe)], format="csr"),
                np.concatenate([*self._unten, [genau]]),
                np.concatenate([*self._oben, [genau]]),
            ),
            options={"mip_rel_gap": 0.0},
        )
        if ergebnis.x is None or ergebnis.status != 0:
            raise ArithmeticError(ergebnis.message)
        return np.rint(ergebnis.x), float(ergebnis.mip_dual_bound)


def solve(aufgabe: Aufgabe) -> tuple[NDArray[np.int64], int]:
    """The numbers of the best selection, and what no selection can exceed."""
    bleibt = find_aussichtsreiche(aufgabe)
    gewaehlt, schranke = _solve(_select(aufgabe, bleibt))
    return bleibt[gewaehlt], schranke


def find_aussichtsreiche(aufgabe: Aufgabe) -> NDArray[np.int64]:
    """The possibilities that can be part of a best selection.

    No selection is worth more than its parts together. Whoever stays, with the best parts of the other rooms beside it,
    below what a simple selection reaches already, is in no best one – so leaving it out changes nothing.
    """
    einzeln = np.asarray(aufgabe.deckt @ aufgabe.gewichte)
    erreicht = aufgabe.compute_wert(_select_reihum(aufgabe))
    je_raum = np.zeros(int(aufgabe.raeume.max()) + 1, dtype=np.int64)
    np.maximum.at(je_raum, aufgabe.raeume, einzeln)
    folge = np.argsort(-je_raum, kind="stable")[: aufgabe.hoechstens]
    summe, letzter = int(je_raum[folge].sum()), int(je_raum[folge[-1]])
    # Beside a possibility stand the best of the other rooms: its own, if it is among them, makes room for itself.
    dabei = np.isin(aufgabe.raeume, folge)
    daneben = summe - np.where(
        dabei, je_raum[aufgabe.raeume], letzter if len(folge) == aufgabe.hoechstens else 0
    )
    return np.flatnonzero(einzeln + daneben >= erreicht)


def _select_reihum(aufgabe: Aufgabe) -> NDArray[np.int64]:
    """The next best one by one: not always the best selection, but one that is possible."""
    gewaehlt: list[int] = []
    rest = aufgabe.gewichte.copy()
    frei = np.ones(len(aufgabe.raeume), dtype=np.bool_)
    for _ in range(aufgabe.hoechstens):
        werte = np.where(frei, np.asarray(aufgabe.deckt @ rest), -1)
        bestes = int(np.argmax(werte))
        if werte[bestes] <= 0:
            break
        gewaehlt.append(bestes)
        rest[aufgabe.deckt[[bestes]].indices] = 0
        frei &= aufgabe.raeume != aufgabe.raeume[bestes]
    return np.array(gewaehlt, dtype=np.int64)


def _select(aufgabe: Aufgabe, bleibt: NDArray[np.int64]) -> Aufgabe:
    """The same task with some of its possibilities; cells that these reach alike count as one."""
    zeilen = aufgabe.deckt[bleibt].toarray() > 0
    beruehrt = zeilen.any(axis=0)
    zeilen = zeilen[:, beruehrt]
    _, erste, gruppe = np.unique(np.packbits(zeilen, axis=0), axis=1, return_index=True, return_inverse=True)
    gewichte = np.zeros(len(erste), dtype=np.int64)
    np.add.at(gewichte, np.ravel(gruppe), aufgabe.gewichte[beruehrt])
    return Aufgabe(
        raeume=aufgabe.raeume[bleibt],
        punkte=aufgabe.punkte[bleibt],
        deckt=csr_array(zeilen[:, erste].astype(np.int64)),
        gewichte=gewichte,
        hoechstens=aufgabe.hoechstens,
    )


def _solve(aufgabe: Aufgabe) -> tuple[NDArray[np.int64], int]:
    modell = _Modell(aufgabe)
    n, m = modell.n, modell.m
    wert, leer_y, leer_f = aufgabe.gewichte.astype(np.float64), np.zeros(m), np.zeros(n)
    bestes, schranke = modell.optimise(np.concatenate((leer_f, -wert, leer_f)))
    erreicht = aufgabe.compute_wert(np.flatnonzero(bestes[:n]))
    modell.add(leer_f, wert, unten=erreicht - 0.5)
    knapp = _PUNKTE * aufgabe.hoechstens + 1.0 - aufgabe.punkte.astype(np.float64)
    bestes, _ = modell.optimise(np.concatenate((knapp, leer_y, leer_f)))
    modell.add(knapp, leer_y, oben=float(knapp @ bestes[:n]) + 0.5)
    return _find_erste(modell, int(bestes[:n].sum())), floor(-schranke + _toleranz(schranke))


def _toleranz(wert: float) -> float:
    """What the bound may be off by rounding: weights are whole numbers, so half of one is never in question."""
    return min(0.5, 1e-6 * max(1.0, abs(wert)))


def _find_erste(modell: _Modell, anzahl: int) -> NDArray[np.int64]:
    """Of all equally good selections the first: pick by pick the smallest number that one of them has."""
    n, leer_y = modell.n, np.zeros(modell.m)
    frei = np.ones(n, dtype=np.bool_)
    for _ in range(anzahl):
        ziel = np.concatenate((np.zeros(n), leer_y, np.arange(n, dtype=np.float64)))
        bestes, _schranke = modell.optimise(ziel, marke=frei)
        nr = int(np.flatnonzero(bestes[n + modell.m :])[0])
        dieses = np.zeros(n)
        dieses[nr] = 1.0
        modell.add(dieses, leer_y, unten=1.0)
        frei[nr] = False
        davor = (frei & (np.arange(n) < nr)).astype(np.float64)
        modell.add(davor, leer_y, oben=0.0)
    return np.flatnonzero(~frei)


def _build_standorte(
    gewaehlt: Sequence[Moeglichkeit],
    raeume: Sequence[Leerstand],
    ansprueche: Sequence[Raumanspruch],
    wege: Zahlen,
) -> tuple[Standort, ...]:
    """Every person counts once per gap, at the nearest of the chosen places; most people first."""
    standorte = []
    for wahl in gewaehlt:
        anspruch = ansprueche[wahl.anspruch]
        mit = [w for w in gewaehlt if w.anspruch == wahl.anspruch]
        naechste = np.argmin([np.where(w.erreicht, wege[w.raum], np.inf) for w in mit], axis=0)
        eigene = wahl.erreicht & (naechste == mit.index(wahl))
        anzahl = round(float(anspruch.personen[eigene].sum()) / _ZEHN) * _ZEHN
        standorte.append(Standort(raeume[wahl.raum].id, anspruch.dienst, anspruch.gruppe, anzahl))
    return tuple(sorted(standorte, key=lambda s: (-s.erreicht, s.dienst, s.gruppe, s.raum)))
