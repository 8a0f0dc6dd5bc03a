"""How much the order depends on what was only decided: the same gaps under every other decision (7.4, empfindlichkeit)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple, TypeVar

from wegweiser.core.lueckenindex.angebot import compute_arithmetisch, compute_geometrisch, find_gewichte
from wegweiser.core.lueckenindex.luecke import compute_gruppenluecke, order_gruppen
from wegweiser.core.lueckenindex.wert import compute_luecke, compute_prioritaet, rank_werte
from wegweiser.model.lueckenindex import (
    BEDARFSARTEN,
    HUERDEN,
    Bedarfsart,
    Dienstlage,
    Gruppenlage,
    Huerde,
    Rangspanne,
    Setzungen,
)

_THETEN = (0.0, 0.5, 1.0)
_UMWEGE = ("1.2", "1.3", "1.4")

Name = TypeVar("Name", bound=str)


class _Lauf(NamedTuple):
    """One way to decide: a weight made larger or smaller, θ, mean, detour factor."""

    gewicht: str
    faktor: float
    theta: float
    arithmetisch: bool
    umweg: str


class _Zelle(NamedTuple):
    """What a run needs of one group: parts of the need, known factors by detour factor, no offer at all."""

    gruppe: str
    teile: Mapping[Bedarfsart, float]
    huerden: Mapping[str, Mapping[Huerde, float]]
    fehlt_ganz: bool


def compute_spannen(
    dienste: set[str], lagen: Sequence[Dienstlage], setzungen: Setzungen
) -> tuple[dict[str, Rangspanne], int]:
    """Best and worst rank per service over every combination of decisions, and how many runs that were."""
    zellen = {lage.dienst: _list_zellen(lage, setzungen) for lage in lagen if lage.dienst in dienste}
    raenge: dict[str, list[int]] = {dienst: [] for dienst in sorted(zellen)}
    laeufe = tuple(_list_laeufe(zellen, setzungen)) if raenge else ()
    for lauf in laeufe:
        for dienst, rang in _rank(zellen, lauf, setzungen).items():
            raenge[dienst].append(rang)
    return {dienst: _build_spanne(r, setzungen) for dienst, r in raenge.items()}, len(laeufe)


def _list_laeufe(zellen: Mapping[str, Sequence[_Zelle]], setzungen: Setzungen) -> Iterator[_Lauf]:
    """Only what can change something: a weight nobody has a value for would make everything look stable."""
    alle = [zelle for gruppen in zellen.values() for zelle in gruppen]
    bekannt = {name for zelle in alle for name in (*zelle.teile, *zelle.huerden[_UMWEGE[0]])}
    namen = ("", *(name for name in (*HUERDEN, *BEDARFSARTEN) if name in bekannt))
    spielraum = (1 + setzungen.spielraum, 1 - setzungen.spielraum)
    gewichte = [(name, faktor) for name in namen for faktor in (spielraum if name else (1.0,))]
    umwege = _UMWEGE if any(_haengt_am_umweg(zelle) for zelle in alle) else _UMWEGE[:1]
    for (name, faktor), theta, arithmetisch, umweg in product(gewichte, _THETEN, (False, True), umwege):
        yield _Lauf(name, faktor, theta, arithmetisch, umweg)


def _haengt_am_umweg(zelle: _Zelle) -> bool:
    return any(zelle.huerden[umweg] != zelle.huerden[_UMWEGE[0]] for umweg in _UMWEGE)


def _list_zellen(lage: Dienstlage, setzungen: Setzungen) -> list[_Zelle]:
    zellen = []
    for gruppe in order_gruppen(lage.gruppen):
        luecke = compute_gruppenluecke(lage, gruppe, setzungen)
        if luecke.luecke is not None:
            teile = {teil.art: teil.wert for teil in luecke.bedarfsteile}
            bekannt = {a.huerde: a.wert for a in luecke.huerden if a.wert is not None}
            je_umweg = {u: bekannt | _reach(gruppe, u, bekannt) for u in _UMWEGE}
            zellen.append(_Zelle(gruppe.gruppe, teile, je_umweg, gruppe.fehlt_ganz))
    return zellen


def _reach(gruppe: Gruppenlage, umweg: str, bekannt: Mapping[Huerde, float]) -> dict[Huerde, float]:
    """The reach with another detour factor, where it was worked out."""
    return {"e": gruppe.umwege[umweg]} if "e" in bekannt and umweg in gruppe.umwege else {}


def _rank(zellen: Mapping[str, Sequence[_Zelle]], lauf: _Lauf, setzungen: Setzungen) -> dict[str, int]:
    return rank_werte(
        {
            dienst: compute_prioritaet({z.gruppe: _luecke(z, lauf, setzungen) for z in alle}, lauf.theta)
            for dienst, alle in zellen.items()
        }
    )


def _luecke(zelle: _Zelle, lauf: _Lauf, setzungen: Setzungen) -> float:
    bedarf = _varied(setzungen.bedarf, lauf)
    teile = zelle.teile
    b = sum(bedarf[art] * wert for art, wert in teile.items()) / sum(bedarf[art] for art in teile)
    if zelle.fehlt_ganz:
        return compute_luecke(b, 0.0)
    gewichte, werte = _varied(find_gewichte(zelle.gruppe, setzungen), lauf), zelle.huerden[lauf.umweg]
    v = (
        compute_arithmetisch(werte, gewichte)
        if lauf.arithmetisch
        else compute_geometrisch(werte, gewichte, setzungen.untergrenze)
    )
    return compute_luecke(b, v)


def _varied(gewichte: Mapping[Name, float], lauf: _Lauf) -> dict[Name, float]:
    """The weights with the one of this run changed; whoever uses them divides by their sum."""
    return {name: g * lauf.faktor if name == lauf.gewicht else g for name, g in gewichte.items()}


def _build_spanne(raenge: Sequence[int], setzungen: Setzungen) -> Rangspanne:
    vorn = sum(rang <= setzungen.stabil_platz for rang in raenge) / len(raenge)
    return Rangspanne(min(raenge), max(raenge), vorn, vorn >= setzungen.stabil_anteil)
