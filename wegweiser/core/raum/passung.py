"""Empty rooms and brownfields against gaps: what rules them out, what speaks for them, what has to be cleared first (7.7)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from wegweiser.core.raum.naehe import compute_naehewert
from wegweiser.model.katalog import Raumausschluss, Raumbedarf, Raummerkmal
from wegweiser.model.potenzial import Ausschlussgrund, Brache, Leerstand, Merkmal, Merkmalspunkt, Raumpassung
from wegweiser.model.raum import Marken, Zahlen, Zellen

BRACHE = "brache"
_SONST = "sonst"
_HUNDERT = 100
_ZEHN = 10
_BELEGT = frozenset({"norm", "sekundaer"})  # only these may exclude
_UMBAU = frozenset({"aenderung-noetig", "aenderung-moeglich"})


@dataclass(frozen=True, eq=False, kw_only=True)
class Raumanspruch:
    """A gap that looks for a room: per cell the persons of the group and how far they have it today (metres, inf none).

    `reichweite` is the distance within which an offer counts, `tragbar` the rent per m² its operator can pay.
    """

    dienst: str
    gruppe: str
    luecke: float
    personen: Zahlen
    distanz: Zahlen
    reichweite: float
    bedarf: Raumbedarf
    tragbar: Decimal | None = None

    @property
    def unerreicht(self) -> Marken:
        """Cells whose people have nothing within reach today; cells nobody knows the people of do not count."""
        return (self.distanz > self.reichweite) & (np.nan_to_num(self.personen) > 0)


@dataclass(frozen=True, eq=False, kw_only=True)
class Raumregeln:
    """What the guide says about rooms, and how much longer a way is than its straight line."""

    merkmale: tuple[Raummerkmal, ...]
    ausschluss: tuple[Raumausschluss, ...]
    umweg: float


def build_raum(brache: Brache) -> Leerstand:
    """A brownfield as a room without a roof."""
    return Leerstand(
        id=brache.id,
        art=BRACHE,
        x=brache.x,
        y=brache.y,
        flaeche_m2=brache.flaeche_m2,
        letzte_nutzung=brache.vornutzung,
        zustand="altlast" if brache.altlast_hinweis else "",
        planrecht=brache.planrecht,
        eigentum_art=brache.eigentum_art,
        stand=brache.stand,
    )


def compute_entfernungen(raeume: Sequence[Leerstand], zellen: Zellen, umweg: float) -> Zahlen:
    """From every room (rows) to every cell (columns): straight line times detour; without a place unknown (NaN)."""
    x = np.array([[np.nan if raum.x is None else raum.x] for raum in raeume]).reshape(-1, 1)
    y = np.array([[np.nan if raum.y is None else raum.y] for raum in raeume]).reshape(-1, 1)
    weg: Zahlen = umweg * np.hypot(zellen.x - x, zellen.y - y)
    return weg


def compute_passungen(
    raeume: Sequence[Leerstand], ansprueche: Sequence[Raumanspruch], zellen: Zellen, regeln: Raumregeln
) -> tuple[Raumpassung, ...]:
    """Every room of a fitting kind against every gap; best first, excluded ones last, ties by id."""
    geordnet = sorted(raeume, key=lambda raum: raum.id)
    wege = compute_entfernungen(geordnet, zellen, regeln.umweg)
    passungen = [
        _compute_passung(raum, anspruch, weg, regeln)
        for anspruch in sorted(ansprueche, key=lambda a: (a.dienst, a.gruppe))
        for raum, weg in zip(geordnet, wege, strict=True)
        if not anspruch.bedarf.arten or raum.art in anspruch.bedarf.arten or not raum.art
    ]
    return tuple(sorted(passungen, key=_rang))


def _rang(passung: Raumpassung) -> tuple[str, str, bool, Decimal, int, str]:
    punkte, erreicht = -(passung.punkte or Decimal(0)), -(passung.erreicht or 0)
    return passung.dienst, passung.gruppe, passung.ausschluss is not None, punkte, erreicht, passung.raum


def _compute_passung(raum: Leerstand, anspruch: Raumanspruch, weg: Zahlen, regeln: Raumregeln) -> Raumpassung:
    if (grund := find_ausschluss(raum, anspruch.bedarf, regeln.ausschluss)) is not None:
        return Raumpassung(raum=raum.id, dienst=anspruch.dienst, gruppe=anspruch.gruppe, ausschluss=grund)
    merkmale = tuple(
        Merkmalspunkt(_als_merkmal(m.id), _bewerte(m, raum, anspruch, weg), float(m.gewicht))
        for m in regeln.merkmale
    )
    return Raumpassung(
        raum=raum.id,
        dienst=anspruch.dienst,
        gruppe=anspruch.gruppe,
        punkte=compute_punkte(merkmale),
        merkmale=merkmale,
        offen=tuple(_list_offene(raum, anspruch.bedarf)),
        erreicht=None
        if raum.x is None
        else _zehner(anspruch.personen[anspruch.unerreicht & (weg <= anspruch.reichweite)].sum()),
    )


def find_ausschluss(
    raum: Leerstand, bedarf: Raumbedarf, regeln: Iterable[Raumausschluss]
) -> Ausschlussgrund | None:
    """Why a room does not come into question; what nobody knows never excludes."""
    angaben: Mapping[str, str] = {"status": raum.status, "planrecht": raum.planrecht, "art": raum.art}
    gruende: Mapping[str, Ausschlussgrund] = {"status": "status", "planrecht": "planrecht", "art": "art"}
    for regel in regeln:
        if regel.id in gruende and angaben[regel.id] in regel.werte:
            return gruende[regel.id]
    if raum.kontakt_erlaubt is False:
        return "kontakt"
    return "flaeche" if bedarf.belegstufe in _BELEGT and _ist_zu_klein(raum, bedarf) else None


def _ist_zu_klein(raum: Leerstand, bedarf: Raumbedarf) -> bool:
    if raum.flaeche_m2 is None or bedarf.mindestflaeche is None:
        return False
    return raum.flaeche_m2 < bedarf.mindestflaeche


def _list_offene(raum: Leerstand, bedarf: Raumbedarf) -> Iterator[str]:
    if _ist_zu_klein(raum, bedarf):
        yield "flaeche-knapp"
    elif raum.flaeche_m2 is None:
        yield "flaeche"
    if raum.art != BRACHE and not raum.status:
        yield "status"
    if raum.kontakt_erlaubt is None:
        yield "kontakt"
    if raum.planrecht in _UMBAU:
        yield "planrecht-aendern"
    elif not raum.planrecht:
        yield "planrecht"
    if raum.art == BRACHE and raum.zustand == "altlast":
        yield "altlast"
    if raum.x is None:
        yield "ort"


def _als_merkmal(id_: str) -> Merkmal:
    bekannt: Mapping[str, Merkmal] = {
        "lage": "lage",
        "barrierefrei": "barrierefrei",
        "zustand": "zustand",
        "miete": "miete",
        "sichtbarkeit": "sichtbarkeit",
    }
    return bekannt[id_]


def _bewerte(merkmal: Raummerkmal, raum: Leerstand, anspruch: Raumanspruch, weg: Zahlen) -> float | None:
    """One feature from 0 to 1; None where nothing is known about it."""
    match merkmal.id:
        case "lage":
            return None if raum.x is None else compute_lage(weg, anspruch)
        case "miete":
            return compute_miete(raum.miete_euro_m2, anspruch.tragbar)
        case "barrierefrei":
            return _lies(merkmal, raum.barrierefrei)
        case "zustand":
            return _lies(merkmal, raum.zustand)
        case _:
            return _lies(merkmal, raum.lage)


def _lies(merkmal: Raummerkmal, angabe: str) -> float | None:
    wert = merkmal.werte.get(angabe, merkmal.werte.get(_SONST)) if angabe else None
    return None if wert is None else float(wert)


def compute_lage(weg: Zahlen, anspruch: Raumanspruch) -> float | None:
    """E of the group to the place (6.2): 1 within reach, falling to 0 at twice of it, weighted by persons."""
    personen = np.nan_to_num(anspruch.personen)
    if not (gesamt := float(personen.sum())):
        return None
    naehe = compute_naehewert(weg, anspruch.reichweite, 2 * anspruch.reichweite)
    return float(personen @ naehe) / gesamt


def compute_miete(miete: Decimal | None, tragbar: Decimal | None) -> float | None:
    """What the operator can pay over what is asked, at most 1; free is 1."""
    if miete is not None and miete <= 0:
        return 1.0
    return None if miete is None or tragbar is None else min(1.0, float(tragbar / miete))


def compute_punkte(merkmale: Iterable[Merkmalspunkt]) -> Decimal | None:
    """0 to 100 over the known features, weights shared anew; None where none is known."""
    bekannt = [(m.wert, m.gewicht) for m in merkmale if m.wert is not None]
    if not (gewicht := sum(g for _, g in bekannt)):
        return None
    wert = _HUNDERT * sum(w * g for w, g in bekannt) / gewicht
    return Decimal(str(round(wert, 9))).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _zehner(anzahl: float) -> int:
    """An order of magnitude, never a number of persons."""
    return round(float(anzahl) / _ZEHN) * _ZEHN
