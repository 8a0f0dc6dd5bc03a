"""The Quartier as a map: cells in classes, boundary and symbols in metres from the corner of a frame, north computed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import NamedTuple

import numpy as np
from shapely import get_parts
from shapely.geometry.base import BaseGeometry

from wegweiser.model.kennzahl import Spanne
from wegweiser.model.quartiersbild import Kartenmarke, Kartenzelle, Klasse, Markenart, Punkte, Quartierkarte
from wegweiser.model.raum import Marken, Orte, Quartier, Zellen
from wegweiser.model.versorgung import Wegmass

# Persons per 100 m cell: the same classes on every map, so that two Quartiere can be laid side by side.
GRENZEN = (10, 50, 100, 200, 400)
HOECHSTENS_ZELLEN, HOECHSTENS_MARKEN = 2_500, 160
_HEKTAR, _QUADRATKILOMETER = 100, 1_000_000
_VERSCHWIEGEN = (
    2  # persons a cell may have of which nothing is published (the smallest number shown is three)
)
_RAND_M, _ZUSAMMEN_ANTEIL = 150, 60  # room around the boundary; symbols nearer than 1/60 of the map are one
# LAEA Europe (EPSG:3035) on a sphere: exact to a hundredth of a degree for the direction of north.
_KUGEL, _LAENGE0, _BREITE0, _OST0, _NORD0 = 6_370_997.0, radians(10), radians(52), 4_321_000.0, 3_210_000.0


class Flaechen(NamedTuple):
    """Empty rooms or brownfields by place; (x, y) in metres, a name where it may be shown."""

    art: Markenart
    orte: Sequence[tuple[float, float, str]]


class Versorgungsblick(NamedTuple):
    """The service whose unreached cells are marked: which, from how far, which cells, and how it is measured."""

    dienst: str
    schwelle_m: int
    unversorgt: Marken
    mass: Wegmass = "umweg"


def build_karte(  # noqa: PLR0913  (every layer is optional)
    quartier: Quartier,
    zellen: Zellen | None = None,
    orte: Orte | None = None,
    flaechen: Sequence[Flaechen] = (),
    blick: Versorgungsblick | None = None,
    *,
    felder: Mapping[str, str] | None = None,
    titel: Iterable[tuple[str, str]] = (),
    nennungen: Iterable[str] = (),
    ohne_nennung: Iterable[str] = (),
) -> Quartierkarte:
    """The map of a Quartier; `zellen` are those inside it.

    `felder` says which Dienstfeld a service belongs to (others are not drawn), `titel` what the Dienstfelder are called.
    """
    rahmen = _find_rahmen(quartier.flaeche, zellen.weite if zellen else _HEKTAR)
    breite, hoehe = rahmen[2] - rahmen[0], rahmen[3] - rahmen[1]
    gezeigt = [*_list_angebote(orte, felder or {}), *_list_flaechen(flaechen)]
    marken = _verteile(_fasse_zusammen(_ruecke(gezeigt, rahmen), breite / _ZUSAMMEN_ANTEIL))
    weite, belegt = _build_zellen(zellen, blick, rahmen) if zellen else (_HEKTAR, ())
    return Quartierkarte(
        breite=breite,
        hoehe=hoehe,
        weite=weite,
        nord=compute_nordrichtung(rahmen[0] + breite / 2, rahmen[1] + hoehe / 2),
        klassen=build_klassen(weite) if belegt else (),
        zellen=belegt,
        grenze=tuple(_list_ringe(quartier.flaeche, rahmen)),
        marken=tuple(marken[:HOECHSTENS_MARKEN]),
        felder=tuple(titel),
        weitere=sum(marke.anzahl for marke in marken[HOECHSTENS_MARKEN:]),
        dienst=blick.dienst if blick else "",
        schwelle_m=blick.schwelle_m if blick else None,
        mass=blick.mass if blick else "umweg",
        unversorgt=_count_unversorgte(zellen, blick) if zellen and blick else None,
        nennungen=tuple(dict.fromkeys(nennungen)),
        ohne_nennung=tuple(ohne_nennung),
    )


def compute_flaeche(quartier: Quartier) -> Decimal:
    """Square kilometres; the projection is true to area."""
    return Decimal(f"{quartier.flaeche.area / _QUADRATKILOMETER:.2f}")


def sum_einwohner(zellen: Zellen) -> Spanne:
    """Persons in all cells: what is published. Cells without a number are no zero, but hold less than what is published."""
    werte = zellen.einwohner
    summe = int(np.nansum(werte))
    return Spanne(Decimal(summe), Decimal(summe + _VERSCHWIEGEN * int(np.isnan(werte).sum())))


def build_klassen(weite: int) -> tuple[Klasse, ...]:
    """The classes for cells of this edge: of equal density, but the lowest always ends at ten persons."""
    mal = (weite / _HEKTAR) ** 2
    grenzen = (0, GRENZEN[0], *(round(g * mal) for g in GRENZEN[1:]))
    return tuple(
        Klasse(von, bis)
        for von, bis in zip(grenzen, (*grenzen[1:], None), strict=True)
        if bis is None or bis > von
    )


def compute_nordrichtung(x: float, y: float) -> Decimal:
    """How many degrees true north leans to the right of the grid's, in tenths (west of 10° E it does)."""
    laenge, breite = _zu_kugel(x, y)
    dx, dy = (b - a for a, b in zip(_zu_ebene(laenge, breite), _zu_ebene(laenge, breite + 1e-4), strict=True))
    return Decimal(f"{degrees(atan2(dx, dy)):.1f}")


def _zu_kugel(x: float, y: float) -> tuple[float, float]:
    dx, dy = (x - _OST0) / _KUGEL, (y - _NORD0) / _KUGEL
    abstand = hypot(dx, dy)
    if not abstand:
        return _LAENGE0, _BREITE0
    c = 2 * asin(min(1.0, abstand / 2))
    breite = asin(cos(c) * sin(_BREITE0) + dy * sin(c) * cos(_BREITE0) / abstand)
    laenge = atan2(dx * sin(c), abstand * cos(_BREITE0) * cos(c) - dy * sin(_BREITE0) * sin(c))
    return _LAENGE0 + laenge, breite


def _zu_ebene(laenge: float, breite: float) -> tuple[float, float]:
    l = laenge - _LAENGE0  # noqa: E741 - as in the formula
    k = sqrt(2 / (1 + sin(_BREITE0) * sin(breite) + cos(_BREITE0) * cos(breite) * cos(l)))
    return k * cos(breite) * sin(l), k * (cos(_BREITE0) * sin(breite) - sin(_BREITE0) * cos(breite) * cos(l))


Rahmen = tuple[int, int, int, int]


def _find_rahmen(flaeche: BaseGeometry, weite: int) -> Rahmen:
    """Left, bottom, right, top: the boundary with room around it, on whole cells."""
    links, unten, rechts, oben = flaeche.bounds
    return (
        int((links - _RAND_M) // weite) * weite,
        int((unten - _RAND_M) // weite) * weite,
        int(-((-rechts - _RAND_M) // weite)) * weite,
        int(-((-oben - _RAND_M) // weite)) * weite,
    )


def _build_zellen(
    zellen: Zellen, blick: Versorgungsblick | None, rahmen: Rahmen
) -> tuple[int, tuple[Kartenzelle, ...]]:
    """Cells by class; where they are too many, several become one that knows the sum of what is known."""
    mal = next((m for m in (1, 2, 5, 10, 20, 50) if len(zellen.x) / m**2 <= HOECHSTENS_ZELLEN), 100)
    weite = zellen.weite * mal
    spalte = ((zellen.x - rahmen[0]) // weite).astype(np.int64)
    reihe = ((zellen.y - rahmen[1]) // weite).astype(np.int64)
    orte, zu = np.unique(np.stack((reihe, spalte), axis=1), axis=0, return_inverse=True)
    zu = zu.reshape(-1)
    bekannt = ~np.isnan(zellen.einwohner)
    personen = np.bincount(zu, np.where(bekannt, zellen.einwohner, 0), len(orte))
    gezaehlt = np.bincount(zu, bekannt, len(orte)) > 0
    ohne = blick.unversorgt & bekannt if blick else np.zeros(len(zellen.x), dtype=bool)
    fern = np.bincount(zu, np.where(ohne, zellen.einwohner, 0), len(orte)) * 2 > personen
    klasse = np.searchsorted([k.bis for k in build_klassen(weite)[:-1] if k.bis], personen, side="right")
    return weite, tuple(
        Kartenzelle(int(s) * weite, int(r) * weite, int(k) if da else None, bool(f))
        for (r, s), k, da, f in zip(orte, klasse, gezaehlt, fern, strict=True)
    )


def _count_unversorgte(zellen: Zellen, blick: Versorgungsblick) -> int:
    return int(np.nansum(np.where(blick.unversorgt, zellen.einwohner, 0)))


def _list_ringe(flaeche: BaseGeometry, rahmen: Rahmen) -> Iterator[Punkte]:
    """Outlines without the corners nobody would see."""
    genau = max((rahmen[2] - rahmen[0]) / 600, 1)
    for teil in get_parts(flaeche.simplify(genau)):
        for ring in (teil.exterior, *teil.interiors):
            yield tuple((round(x - rahmen[0]), round(y - rahmen[1])) for x, y in list(ring.coords)[:-1])


class _Ort(NamedTuple):
    """A symbol still in the coordinates of Europe."""

    x: float
    y: float
    art: Markenart
    feld: str
    dienst: str
    name: str


def _list_angebote(orte: Orte | None, felder: Mapping[str, str]) -> Iterator[_Ort]:
    for nr, dienst in enumerate(orte.dienst if orte else ()):
        if orte and dienst in felder:
            yield _Ort(float(orte.x[nr]), float(orte.y[nr]), "angebot", felder[dienst], dienst, orte.name[nr])


def _list_flaechen(flaechen: Iterable[Flaechen]) -> Iterator[_Ort]:
    for art, orte in flaechen:
        yield from (_Ort(x, y, art, "", "", name) for x, y, name in orte)


def _ruecke(orte: Iterable[_Ort], rahmen: Rahmen) -> Iterator[Kartenmarke]:
    """What lies inside the frame, from its corner."""
    links, unten, rechts, oben = rahmen
    for ort in orte:
        if links <= ort.x <= rechts and unten <= ort.y <= oben:
            yield Kartenmarke(round(ort.x - links), round(ort.y - unten), *ort[2:])


def _fasse_zusammen(marken: Iterable[Kartenmarke], abstand: float) -> list[Kartenmarke]:
    """Symbols of one kind that would lie upon each other become one, which knows how many it is."""
    fertig: list[Kartenmarke] = []
    for marke in marken:
        bei = next((i for i, da in enumerate(fertig) if _ist_nah(da, marke, abstand)), None)
        if bei is None:
            fertig.append(marke)
        else:
            fertig[bei] = fertig[bei]._replace(anzahl=fertig[bei].anzahl + 1)
    return fertig


def _verteile(marken: Iterable[Kartenmarke]) -> list[Kartenmarke]:
    """The first of every kind, then the second of every kind: where there is no room for all, no kind is lost."""
    bisher: Counter[tuple[str, str]] = Counter()
    plaetze = []
    for marke in marken:
        plaetze.append((bisher[marke.art, marke.feld], marke))
        bisher[marke.art, marke.feld] += 1
    return [marke for _, marke in sorted(plaetze, key=lambda paar: paar[0])]


def _ist_nah(eine: Kartenmarke, andere: Kartenmarke, abstand: float) -> bool:
    gleich = (eine.art, eine.feld) == (andere.art, andere.feld)
    return gleich and hypot(eine.x - andere.x, eine.y - andere.y) < abstand
