"""Paths for walking as a graph: OpenStreetMap lines by their tags, or any file of street axes."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from wegweiser.adapters.daten.gelesen import Gelesen
from wegweiser.adapters.daten.osm import parse_andere
from wegweiser.adapters.daten.vektor import LINIE, Vektor
from wegweiser.errors import DatenError
from wegweiser.model.daten import Datenfund
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.raum import Wege, Zahlen

# Dossier 6.1: where nobody walks, and where nobody may.
_OHNE_FUSS: Final = frozenset(
    {"motorway", "motorway_link", "trunk", "trunk_link", "construction", "proposed", "raceway"}
)
_VERBOTEN: Final = frozenset({"private", "no"})
_ERLAUBT: Final = frozenset({"yes", "designated"})
_TREPPE: Final = "steps"
_GENAU: Final = 100  # nodes are the same where they agree to the centimetre
Nummern = NDArray[np.int64]


def build_netz(pfad: Path, vektor: Vektor, plaetze: Vektor | None = None) -> Gelesen:
    """The graph of all lines one may walk and around all squares; how many were left out and lie apart."""
    if vektor.mass != LINIE:
        raise DatenError("geo-ohne-linien", pfad=pfad)
    begehbar = np.fromiter(map(is_begehbar, vektor.zeilen), bool) if "highway" in vektor.spalten else None
    gut = np.ones(len(vektor.formen), bool) if begehbar is None else begehbar
    if not gut.any():
        raise DatenError("geo-ohne-linien", pfad=pfad)
    treppe = np.fromiter((zeile.get("highway") == _TREPPE for zeile in vektor.zeilen), bool)
    umrisse = _list_umrisse(plaetze) if plaetze else vektor.formen[:0]
    linien, treppe = (
        np.concatenate([vektor.formen[gut], umrisse]),
        np.r_[treppe[gut], np.zeros(len(umrisse), bool)],
    )
    wege = build_wege(linien, treppe, nur_enden=begehbar is None)
    weg = int((~gut).sum())
    ohne = (Datenfund("wege-nicht-begehbar", anzahl=weg),) if weg else ()
    return Gelesen(wege, (*ohne, *_find_inseln(wege)), zeilen=len(gut), verworfen=weg)


def _list_umrisse(plaetze: Vektor) -> "NDArray[np.object_]":
    """The edges of squares one may cross: the ways that end there meet again along them."""
    offen = [is_begehbar(parse_andere(zeile.get("other_tags", ""))) for zeile in plaetze.zeilen]
    return np.asarray(shapely.boundary(plaetze.formen[np.array(offen, bool)]), object)


def is_begehbar(merkmale: Mapping[str, str]) -> bool:
    """Whether one may walk there, by the tags."""
    highway = merkmale.get("highway", "")
    if not highway or highway in _OHNE_FUSS:
        return False
    andere = merkmale.get("other_tags", "")
    if (
        "foot" not in andere
        and "access" not in andere
        and "foot" not in merkmale
        and "access" not in merkmale
    ):
        return True
    tags = {**parse_andere(andere), **merkmale}
    if tags.get("foot") == "no":
        return False
    return tags.get("access") not in _VERBOTEN or tags.get("foot") in _ERLAUBT


def build_wege(
    linien: "NDArray[np.object_]", treppe: "NDArray[np.bool_] | Sequence[bool]", *, nur_enden: bool = False
) -> Wege:
    """Lines cut where they share a corner: ends and crossings become nodes, what lies between them an edge.

    In OpenStreetMap a shared corner is a crossing. Street axes of a survey office meet at their ends: `nur_enden`.
    """
    teile, herkunft = shapely.get_parts(linien, return_index=True)
    xy, linie = shapely.get_coordinates(teile, return_index=True)
    punkt, zahl, erste = _number_punkte(xy)
    anfang = np.r_[True, linie[1:] != linie[:-1]]
    ende = np.r_[anfang[1:], True]
    knoten = anfang | ende | (zahl[punkt] > (len(xy) if nur_enden else 1))
    weg = np.r_[0.0, np.cumsum(np.where(anfang[1:], 0.0, np.hypot(*np.diff(xy, axis=0).T)))]
    stellen = np.flatnonzero(knoten)
    von, nach = stellen[:-1], stellen[1:]
    zusammen = (linie[von] == linie[nach]) & (punkt[von] != punkt[nach])
    von, nach = von[zusammen], nach[zusammen]
    stufen = np.asarray(treppe, bool)[herkunft[linie[von]]]
    return _build_graph(xy[erste], punkt[von], punkt[nach], weg[nach] - weg[von], stufen)


def _number_punkte(xy: Zahlen) -> tuple[Nummern, Nummern, Nummern]:
    """A number per corner, equal for equal places; how often each number occurs, and where first."""
    ganz = np.round(xy * _GENAU).astype(np.int64)
    schluessel = ganz[:, 0] * 4_000_000_000 + ganz[:, 1]
    _, erste, punkt, zahl = np.unique(schluessel, return_index=True, return_inverse=True, return_counts=True)
    return punkt, zahl, erste


def _build_graph(
    xy: Zahlen, von: Nummern, nach: Nummern, laenge: Zahlen, treppe: "NDArray[np.bool_]"
) -> Wege:
    """Only nodes that are used, and of edges between the same two nodes the shortest."""
    a, b = np.minimum(von, nach), np.maximum(von, nach)
    reihe = np.lexsort((laenge, treppe, b, a))
    a, b, laenge, treppe = a[reihe], b[reihe], laenge[reihe], treppe[reihe]
    neu = np.r_[True, (a[1:] != a[:-1]) | (b[1:] != b[:-1]) | (treppe[1:] != treppe[:-1])] if len(a) else []
    a, b, laenge, treppe = a[neu], b[neu], laenge[neu], treppe[neu]
    benutzt, nummern = np.unique(np.r_[a, b], return_inverse=True)
    return Wege(
        x=xy[benutzt, 0],
        y=xy[benutzt, 1],
        von=nummern[: len(a)],
        nach=nummern[len(a) :],
        laenge=laenge,
        treppe=treppe,
    )


def find_teilnetze(wege: Wege) -> Nummern:
    """The number of the connected part each node belongs to; 0 is the largest."""
    n = len(wege.x)
    _, teil = connected_components(
        coo_array((wege.laenge, (wege.von, wege.nach)), shape=(n, n)), directed=False
    )
    rang = np.argsort(-np.bincount(teil, minlength=1), kind="stable")
    platz = np.empty_like(rang)
    platz[rang] = np.arange(len(rang))
    return platz[teil].astype(np.int64)


def _find_inseln(wege: Wege) -> tuple[Datenfund, ...]:
    """Parts of the network that cannot be reached from the largest one."""
    teil = find_teilnetze(wege)
    lose = int((teil > 0).sum())
    if not lose:
        return ()
    angaben = {"knoten": format_zahl(len(teil)), "groesstes": format_zahl(int((teil == 0).sum()))}
    return (Datenfund("wege-inseln", anzahl=int(teil.max()), angaben=angaben),)
