"""What belongs to a Quartier: its boundary, the cells and places inside, supply outside up to the reach.

A point on a boundary belongs to exactly one of the areas that meet there: it is looked at a micrometre to the north-east.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from wegweiser.errors import DatenError, format_auswahl
from wegweiser.model.daten import Quartierangabe
from wegweiser.model.raum import Marken, Orte, Quartier, Raum, Zahlen, Zellen

_SCHRITT: Final = (1e-6, 6.18e-7)  # metres; no boundary of an office runs in this direction
_BOGEN: Final = 64  # corners per quarter of a circle: its area is right to 0.01 %
_TRENNER: Final = ";,+"
_UMSCHRIFT: Final = str.maketrans({"\xe4": "ae", "\xf6": "oe", "\xfc": "ue", "\xdf": "ss"})
_NENNUNGEN: Final = 6
T = TypeVar("T")


# ── the boundary ─────────────────────────────────────────────────────────────────────────────────


def build_quartier(
    angabe: Quartierangabe, raeume: Mapping[str, Sequence[Raum]], mitte: tuple[float, float] | None = None
) -> Quartier:
    """The boundary as it was given; raises DatenError where it names nothing, or several areas that are not one.

    `raeume` are the areas by the id of their file, `mitte` the centre of a circle in EPSG:3035.
    """
    stadt = build_stadt(raeume[angabe.stadt]) if angabe.stadt in raeume else None
    if angabe.art == "umkreis":
        return Quartier(titel=angabe.titel, flaeche=_build_kreis(angabe, mitte), stadt=stadt)
    if angabe.datei not in raeume:
        raise DatenError("quartier-ohne-datei", datei=angabe.datei)
    gewaehlt = raeume[angabe.datei]
    if angabe.art == "name":
        gewaehlt = select_raeume(gewaehlt, angabe.raum)
        stadt = stadt or build_stadt(raeume[angabe.datei])
    titel = angabe.titel or ", ".join(dict.fromkeys(raum.name for raum in gewaehlt[:_NENNUNGEN]))
    return Quartier(titel=titel, flaeche=unite(gewaehlt), stadt=stadt)


def _build_kreis(angabe: Quartierangabe, mitte: tuple[float, float] | None) -> BaseGeometry:
    if mitte is None or not np.isfinite(mitte).all() or not angabe.radius_m or angabe.radius_m <= 0:
        raise DatenError("quartier-ohne-kreis")
    return shapely.Point(mitte).buffer(angabe.radius_m, quad_segs=_BOGEN)


def build_stadt(raeume: Sequence[Raum]) -> BaseGeometry | None:
    """The city: all areas of a file together, where they are more than one."""
    return unite(raeume) if len(raeume) > 1 else None


def unite(raeume: Iterable[Raum]) -> BaseGeometry:
    """Areas as one, without the slivers that are left where boundaries do not quite meet."""
    return shapely.make_valid(shapely.union_all([raum.flaeche for raum in raeume]))


# ── areas by key or name ─────────────────────────────────────────────────────────────────────────


def select_raeume(raeume: Sequence[Raum], text: str) -> tuple[Raum, ...]:
    """The areas a text names: one by key or name, or several with commas between.

    Raises DatenError where one is not there, or where a name stands for areas that are not the same.
    """
    if gefunden := find_raeume(raeume, text):
        return (_select_eindeutig(text, gefunden),)
    for zeichen in _TRENNER:
        text = text.replace(zeichen, "\n")
    teile = [teil.strip() for teil in text.split("\n") if teil.strip()]
    if not teile:
        raise DatenError("raum-fehlt")
    return tuple(_select_raum(raeume, teil) for teil in dict.fromkeys(teile))


def find_raeume(raeume: Sequence[Raum], text: str) -> tuple[Raum, ...]:
    """All areas with this key, else with this name; `Kalk (stadtbezirk)` names the level too."""
    gesucht, ebene = _parse_ebene(text)
    passend = [raum for raum in raeume if not ebene or fold(raum.ebene) == ebene]
    return _filter(passend, gesucht, lambda raum: raum.id) or _filter(
        passend, gesucht, lambda raum: raum.name
    )


def fold(text: str) -> str:
    """A name without case, umlauts and what stands between its words."""
    return "".join(zeichen for zeichen in text.casefold().translate(_UMSCHRIFT) if zeichen.isalnum())


def format_raum(raum: Raum) -> str:
    """An area as it can be typed without doubt: its key, with name and level."""
    zusatz = ", ".join(filter(None, (raum.name if raum.name != raum.id else "", raum.ebene)))
    return f"{raum.id} ({zusatz})" if zusatz else raum.id


def _parse_ebene(text: str) -> tuple[str, str]:
    kopf, klammer, rest = text.strip().partition("(")
    return (fold(kopf), fold(rest)) if klammer and kopf.strip() else (fold(text), "")


def _filter(raeume: Iterable[Raum], gesucht: str, nimm: Callable[[Raum], str]) -> tuple[Raum, ...]:
    return tuple(raum for raum in raeume if fold(nimm(raum)) == gesucht)


def _select_raum(raeume: Sequence[Raum], text: str) -> Raum:
    gefunden = find_raeume(raeume, text)
    if not gefunden:
        namen = [name for raum in raeume for name in (raum.id, raum.name)]
        raise DatenError("raum-unbekannt", text=text[:60], vorschlag=format_auswahl(text, namen))
    return _select_eindeutig(text, gefunden)


def _select_eindeutig(text: str, gefunden: Sequence[Raum]) -> Raum:
    if len(gefunden) > 1:
        moeglich = " · ".join(format_raum(raum) for raum in gefunden[:_NENNUNGEN])
        raise DatenError("raum-mehrdeutig", text=text[:60], moeglich=moeglich)
    return gefunden[0]


# ── inside and outside ───────────────────────────────────────────────────────────────────────────


def find_innen(flaeche: BaseGeometry, x: Zahlen, y: Zahlen) -> Marken:
    """Which points lie inside; of two areas that meet, exactly one has the points on their boundary."""
    west, sued, ost, nord = flaeche.bounds if not flaeche.is_empty else (np.nan,) * 4
    rechts, hoch = x + _SCHRITT[0], y + _SCHRITT[1]
    innen = (rechts >= west) & (rechts <= ost) & (hoch >= sued) & (hoch <= nord)
    shapely.prepare(flaeche)
    innen[innen] = shapely.contains_xy(flaeche, rechts[innen], hoch[innen])
    return innen


def assign_raeume(raeume: Sequence[Raum], x: Zahlen, y: Zahlen) -> NDArray[np.int64]:
    """The number of the area each point lies in, -1 for none; where areas lie over each other the smallest counts."""
    nummern = np.full(len(x), -1, np.int64)
    for nr in sorted(range(len(raeume)), key=lambda nr: (-raeume[nr].flaeche.area, raeume[nr].id)):
        nummern[find_innen(raeume[nr].flaeche, x, y)] = nr
    return nummern


def clip_zellen(zellen: Zellen, quartier: Quartier) -> Zellen:
    """The cells whose centre lies in the Quartier."""
    return select_zellen(zellen, find_innen(quartier.flaeche, zellen.x, zellen.y))


def select_zellen(zellen: Zellen, welche: Marken) -> Zellen:
    """Some of the cells, with all their features."""
    return replace(
        zellen,
        x=zellen.x[welche],
        y=zellen.y[welche],
        merkmale={name: werte[welche] for name, werte in zellen.merkmale.items()},
        klammer={name: marken[welche] for name, marken in zellen.klammer.items()},
    )


def clip_orte(orte: Orte, quartier: Quartier, reichweite: float = 0) -> Orte:
    """The places in the Quartier and those outside up to the reach in metres: people do not stop at a boundary."""
    return select_orte(orte, find_erreichbare(orte, quartier.flaeche, reichweite))


def find_erreichbare(orte: Orte, flaeche: BaseGeometry, reichweite: float) -> Marken:
    """Which places lie within the reach of an area; of a park it is the nearest edge that counts."""
    if reichweite <= 0:
        return find_innen(flaeche, orte.x, orte.y)
    west, sued, ost, nord = flaeche.bounds
    flaechen = np.array([*orte.flaeche, None], object)[:-1]
    nah = (orte.x >= west - reichweite) & (orte.x <= ost + reichweite)
    nah &= (orte.y >= sued - reichweite) & (orte.y <= nord + reichweite)
    nah |= ~shapely.is_missing(flaechen)
    punkte = np.asarray(shapely.points(orte.x[nah], orte.y[nah]), object)
    formen = np.where(shapely.is_missing(flaechen[nah]), punkte, flaechen[nah])
    shapely.prepare(flaeche)
    nah[nah] = shapely.dwithin(flaeche, formen, reichweite)
    return nah


def select_orte(orte: Orte, welche: Marken) -> Orte:
    """Some of the places, with all that is known of them."""

    def nimm(werte: Sequence[T]) -> tuple[T, ...]:
        return tuple(wert for wert, gut in zip(werte, welche, strict=True) if gut)

    return replace(
        orte,
        id=nimm(orte.id),
        name=nimm(orte.name),
        dienst=nimm(orte.dienst),
        x=orte.x[welche],
        y=orte.y[welche],
        kapazitaet=orte.kapazitaet[welche],
        flaeche=nimm(orte.flaeche),
        merkmale=nimm(orte.merkmale),
    )


def find_ausserhalb(quartier: Quartier, x: Zahlen, y: Zahlen) -> Marken:
    """Which points lie outside the city; none where no city is known."""
    if quartier.stadt is None:
        return np.zeros(len(x), bool)
    return ~find_innen(quartier.stadt, x, y)
