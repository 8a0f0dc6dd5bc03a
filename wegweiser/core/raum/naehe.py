"""How far it is to the nearest offer, and what share of the people has it within reach."""

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from wegweiser.model.raum import Marken, Orte, Zahlen, Zellen
from wegweiser.model.versorgung import Band

_MITTE = 0.5
_FAECHER = 65_536
_VIELE = 50_000  # from so many cells on several cores are worth their start


class Naehe(NamedTuple):
    """Per cell the distance to the nearest place (inf: none within reach) and its number (-1: none)."""

    distanz: Zahlen
    ort: NDArray[np.int64]


def compute_naehe(zellen: Zellen, orte: Orte, *, flaechen: bool = False, reichweite: float = np.inf) -> Naehe:
    """Straight lines from the centre of each cell; with `flaechen` to the edge of an area, inside it zero."""
    if not orte.id:
        return _ohne(len(zellen.x))
    if flaechen and any(flaeche is not None for flaeche in orte.flaeche):
        return _find_naechste_flaechen(zellen, orte, reichweite)
    punkte = np.column_stack((zellen.x, zellen.y))
    baum = cKDTree(np.column_stack((orte.x, orte.y)))
    kerne = -1 if len(punkte) > _VIELE else 1
    gefunden = baum.query(punkte, distance_upper_bound=reichweite, workers=kerne)
    distanz, ort = map(np.asarray, gefunden)
    return Naehe(distanz, np.where(np.isinf(distanz), -1, ort).astype(np.int64))


def _ohne(anzahl: int) -> Naehe:
    return Naehe(np.full(anzahl, np.inf), np.full(anzahl, -1, dtype=np.int64))


def _find_naechste_flaechen(zellen: Zellen, orte: Orte, reichweite: float) -> Naehe:
    ergebnis = _ohne(len(zellen.x))
    baum = shapely.STRtree(build_geometrien(orte))
    punkte = build_punkte(zellen.x, zellen.y)
    grenze = None if np.isinf(reichweite) else reichweite
    treffer, distanz = baum.query_nearest(
        punkte, max_distance=grenze, return_distance=True, all_matches=False
    )
    ergebnis.distanz[treffer[0]] = distanz
    ergebnis.ort[treffer[0]] = treffer[1]
    return ergebnis


def build_punkte(x: Zahlen, y: Zahlen) -> NDArray[np.object_]:
    """Points of shapely."""
    return np.asarray(shapely.points(x, y), dtype=np.object_)


def build_geometrien(orte: Orte) -> NDArray[np.object_]:
    """The area of each place, or its point."""
    geometrien = build_punkte(orte.x, orte.y)
    for nr, flaeche in enumerate(orte.flaeche):
        if flaeche is not None:
            geometrien[nr] = flaeche
    return geometrien


# ── Over the people ──────────────────────────────────────────────────────────────────────────────────────────────


def compute_band(werte: Zahlen, personen: Zahlen, hoechstens: Zahlen | None = None) -> Band:
    """The mean of values over persons.

    Cells without a number of persons count with anything from nobody to `hoechstens`, so that the mean has two bounds;
    where no bound is given they are left out.
    """
    bekannt = np.isfinite(personen)
    zaehler, nenner = float((werte[bekannt] * personen[bekannt]).sum()), float(personen[bekannt].sum())
    offen = ~bekannt if hoechstens is None else ~bekannt & (hoechstens > 0)
    if hoechstens is None or not offen.any():
        mittel = zaehler / nenner if nenner else np.nan
        return Band(mittel, mittel)
    v, u = werte[offen], hoechstens[offen]
    folge = np.argsort(v)
    return Band(
        float(np.nanmin(_compute_laufend(v[folge], u[folge], zaehler, nenner))),
        float(np.nanmax(_compute_laufend(v[folge[::-1]], u[folge[::-1]], zaehler, nenner))),
    )


def _compute_laufend(werte: Zahlen, personen: Zahlen, zaehler: float, nenner: float) -> Zahlen:
    """The mean after each further cell: its extreme is reached when the lowest (highest) values count in full."""
    summe = zaehler + np.concatenate(([0.0], np.cumsum(werte * personen)))
    gesamt = nenner + np.concatenate(([0.0], np.cumsum(personen)))
    mittel: Zahlen = np.divide(summe, gesamt, out=np.full(len(summe), np.nan), where=gesamt > 0)
    return mittel


def compute_anteil(
    distanz: Zahlen, personen: Zahlen, schwelle: float, hoechstens: Zahlen | None = None
) -> Band:
    """Percent of the persons within the threshold (included)."""
    band = compute_band((distanz <= schwelle).astype(np.float64), personen, hoechstens)
    return Band(band.unten * 100, band.oben * 100)


def compute_mittel(distanz: Zahlen, personen: Zahlen) -> float:
    """Weighted mean over those who can reach one at all."""
    zaehlt = _list_zaehlende(distanz, personen)
    return compute_band(distanz[zaehlt], personen[zaehlt]).unten


def compute_median(distanz: Zahlen, personen: Zahlen, anteil: float = _MITTE) -> float:
    """The distance that this share of the persons does not exceed (0.5: half of them).

    Sorted is only what falls into the same drawer as the result.
    """
    zaehlt = _list_zaehlende(distanz, personen)
    if not zaehlt.any():
        return np.nan
    weg, gewicht = distanz[zaehlt], personen[zaehlt]
    fach = (weg * (_FAECHER / max(weg.max(), 1.0))).astype(np.int64)
    summe = np.cumsum(np.bincount(fach, gewicht))
    ziel = anteil * summe[-1]
    gesucht = int(np.searchsorted(summe, ziel))
    vorher = summe[gesucht - 1] if gesucht else 0.0
    darin = fach == gesucht
    folge = np.argsort(weg[darin])
    stelle = np.searchsorted(vorher + np.cumsum(gewicht[darin][folge]), ziel)
    return float(weg[darin][folge[min(int(stelle), len(folge) - 1)]])


def _list_zaehlende(distanz: Zahlen, personen: Zahlen) -> Marken:
    return np.isfinite(distanz) & (personen > 0)


def compute_naehewert(distanz: Zahlen, gut: float, hoechstens: float) -> Zahlen:
    """One up to `gut`, falling in a line to zero at `hoechstens`."""
    if hoechstens <= gut:
        return (distanz <= gut).astype(np.float64)
    return np.clip((hoechstens - distanz) / (hoechstens - gut), 0.0, 1.0)


def find_nahe(baum: cKDTree, orte: Orte, reichweite: float) -> Marken:
    """Places not farther than this from one of the cells in the tree; of an area its edge counts."""
    if not baum.n or not orte.id:
        return np.zeros(len(orte.id), dtype=bool)
    weite, _ = baum.query(np.column_stack((orte.x, orte.y)), distance_upper_bound=reichweite)
    nah = np.isfinite(weite)
    flaechig = np.flatnonzero([flaeche is not None for flaeche in orte.flaeche])
    if len(flaechig):
        punkte = shapely.STRtree(build_punkte(*np.asarray(baum.data).T))
        formen = build_geometrien(orte)[flaechig]
        nah[flaechig[punkte.query(formen, predicate="dwithin", distance=reichweite)[0]]] = True
    return np.asarray(nah)


def build_baum(zellen: Zellen) -> cKDTree:
    """Cells by their place, for many questions."""
    return cKDTree(np.column_stack((zellen.x, zellen.y)))
