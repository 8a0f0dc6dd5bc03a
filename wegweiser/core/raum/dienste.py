"""Which service a place offers: tags against the catalogue, first match wins; what is no offer; what stands there twice."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from wegweiser.core.raum.naehe import build_geometrien
from wegweiser.model.daten import Datenfund
from wegweiser.model.katalog import Dienst
from wegweiser.model.raum import Orte

GLEICHER_ORT = 50.0  # metres (quartiersanalyse 5)
_DICHT = 300
# Keys that say what kind of thing a place is, the most telling first: for places no service fits.
_ARTEN = (
    "shop",
    "amenity",
    "healthcare",
    "leisure",
    "office",
    "craft",
    "railway",
    "highway",
    "public_transport",
)
_VORBEI = ("disused", "abandoned", "was", "construction", "demolished", "razed", "removed", "proposed")
_GESCHLOSSEN = frozenset({"no", "private"})

Bedingung = tuple[tuple[str, str], ...]
Merkmale = Mapping[str, str]


class Zuordnung(NamedTuple):
    """Places with their service (those without are left out), and what was odd about them."""

    orte: Orte
    funde: tuple[Datenfund, ...]


class Regel(NamedTuple):
    """All these tags together mean this service; the lowest number wins."""

    nr: int
    bedingung: Bedingung
    dienst: Dienst


# The rows by the first tag they ask for, so that a place is only held against those that can fit.
Regelwerk = Mapping[tuple[str, str], Sequence[Regel]]


def assign_dienste(orte: Orte, dienste: Sequence[Dienst]) -> Zuordnung:
    """Every place gets its service; a bank with a cash machine stands there twice, a platform beside its stop not at all."""
    regeln = build_regeln(dienste)
    zusatz = _build_regelwerk((text, dienst) for dienst in dienste for text in dienst.zusaetzlich)
    nach_id = {name: dienst for dienst in dienste for name in (dienst.titel.casefold(), dienst.id)}
    paare: list[tuple[int, str]] = []
    ohne: Counter[str] = Counter()
    gruende: Counter[str] = Counter()
    for nr, (merkmale, genannt) in enumerate(zip(orte.merkmale, orte.dienst, strict=True)):
        gesetzt = genannt.strip().casefold()
        tags = clean_merkmale(merkmale)
        dienst = nach_id.get(gesetzt) or find_dienst(tags, regeln)
        grund = "" if gesetzt in nach_id else _find_grund(tags, dienst)
        gruende.update([grund] if grund else [])
        if dienst is None and not grund:
            ohne[find_art(tags)] += 1
        if dienst is not None and not grund:
            paare.append((nr, dienst.id))
            paare.extend((nr, regel.dienst.id) for regel in _iter_passende(tags, zusatz))
    ergebnis = take_orte(orte, [nr for nr, _ in paare], [dienst for _, dienst in paare])
    ergebnis, doppelt = merge_doppelte(ergebnis)
    ergebnis, ersetzt = _drop_ersatz(ergebnis, dienste)
    return Zuordnung(ergebnis, tuple(_list_funde(gruende, ohne, doppelt, ersetzt)))


def _list_funde(
    gruende: Mapping[str, int], ohne: Counter[str], doppelt: int, ersetzt: int
) -> Iterator[Datenfund]:
    yield from (Datenfund(grund, anzahl=anzahl) for grund, anzahl in sorted(gruende.items()))
    if arten := [art for art, _ in ohne.most_common(5) if art]:
        yield Datenfund("ort-ohne-dienst", anzahl=ohne.total(), angaben={"arten": ", ".join(arten)})
    elif ohne:
        yield Datenfund("ort-ohne-art", anzahl=ohne.total())
    if doppelt + ersetzt:
        yield Datenfund("dienst-doppelt", anzahl=doppelt + ersetzt)


# ── One place ────────────────────────────────────────────────────────────────────────────────────────────────────


def build_regeln(dienste: Iterable[Dienst]) -> Regelwerk:
    """The rows of the catalogue in their order."""
    return _build_regelwerk((text, dienst) for dienst in dienste for text in dienst.osm)


def _build_regelwerk(zeilen: Iterable[tuple[str, Dienst]]) -> Regelwerk:
    werk: dict[tuple[str, str], list[Regel]] = defaultdict(list)
    for nr, (text, dienst) in enumerate(zeilen):
        bedingung = parse_bedingung(text)
        werk[bedingung[0]].append(Regel(nr, bedingung, dienst))
    return dict(werk)


def parse_bedingung(text: str) -> Bedingung:
    """`amenity=school + isced:level=1` as pairs; a key alone means any value."""
    teile = (teil.partition("=") for teil in text.split("+"))
    return tuple((name.strip(), wert.strip() or "*") for name, _, wert in teile)


def find_dienst(merkmale: Merkmale, regeln: Regelwerk) -> Dienst | None:
    """The service of the first row that fits."""
    erste = min(_iter_passende(merkmale, regeln), key=lambda regel: regel.nr, default=None)
    return erste.dienst if erste else None


def _iter_passende(merkmale: Merkmale, regeln: Regelwerk) -> Iterator[Regel]:
    for name, wert in merkmale.items():
        for teil in ("*", *map(str.strip, wert.split(";"))):
            yield from (regel for regel in regeln.get((name, teil), ()) if _passt(merkmale, regel.bedingung))


def _passt(merkmale: Merkmale, bedingung: Bedingung) -> bool:
    return all(_hat(merkmale.get(name, ""), wert) for name, wert in bedingung)


def _hat(wert: str, gesucht: str) -> bool:
    """Several values stand in one text, separated by semicolons."""
    if gesucht == "*":
        return wert not in {"", "no"}
    return wert == gesucht or (";" in wert and gesucht in map(str.strip, wert.split(";")))


def clean_merkmale(merkmale: Merkmale) -> Merkmale:
    """Tags without what some exports put before their names."""
    if not any(name.startswith(("tags/", "tags.")) for name in merkmale):
        return merkmale
    return {name.removeprefix("tags/").removeprefix("tags."): wert for name, wert in merkmale.items()}


def find_art(merkmale: Merkmale) -> str:
    """What a place is in the words of the map, such as `amenity=fast_food`."""
    return next((f"{name}={merkmale[name]}" for name in _ARTEN if merkmale.get(name)), "")


def _find_grund(merkmale: Merkmale, dienst: Dienst | None) -> str:
    """Why a place is no offer, though its tags may name a service."""
    if any(merkmale.get(name) == "yes" for name in _VORBEI):
        return "ort-vorbei"
    if dienst is None:
        art = find_art(merkmale)
        frueher = not art and any(name.split(":")[0] in _VORBEI for name in merkmale)
        return "ort-vorbei" if frueher or art == "shop=vacant" else ""
    if dienst.oeffentlich and merkmale.get("access") in _GESCHLOSSEN:
        return "ort-nicht-oeffentlich"
    return ""


# ── Several places ───────────────────────────────────────────────────────────────────────────────────────────────


def take_orte(orte: Orte, nummern: Sequence[int], dienste: Sequence[str] | None = None) -> Orte:
    """Some of the places, each as often as it is named."""
    stellen = np.asarray(nummern, dtype=np.int64)
    return Orte(
        id=tuple(orte.id[nr] for nr in nummern),
        name=tuple(orte.name[nr] for nr in nummern),
        dienst=tuple(orte.dienst[nr] for nr in nummern) if dienste is None else tuple(dienste),
        x=orte.x[stellen],
        y=orte.y[stellen],
        kapazitaet=orte.kapazitaet[stellen],
        flaeche=tuple(orte.flaeche[nr] for nr in nummern),
        merkmale=tuple(orte.merkmale[nr] for nr in nummern),
    )


def merge_doppelte(orte: Orte) -> tuple[Orte, int]:
    """Places of one service and one name within 50 m are one, from whatever file; so is a nameless point in an area."""
    namen = [name.strip().casefold() for name in orte.name]
    flaechig = [flaeche is not None for flaeche in orte.flaeche]
    weg: dict[int, int] = {}
    for erster, zweiter in _list_nahe(orte):
        gleich = namen[erster] == namen[zweiter] != "" or (
            flaechig[erster] != flaechig[zweiter] and "" in (namen[erster], namen[zweiter])
        )
        if gleich and orte.dienst[erster] == orte.dienst[zweiter]:
            bleibt, geht = (zweiter, erster) if flaechig[zweiter] > flaechig[erster] else (erster, zweiter)
            if geht not in weg and weg.get(bleibt) != geht:
                weg[geht] = _find_ziel(weg, bleibt)
    if not weg:
        return orte, 0
    merkmale, kapazitaet = list(orte.merkmale), orte.kapazitaet.copy()
    for geht, bleibt in weg.items():
        merkmale[bleibt] = {**orte.merkmale[geht], **merkmale[bleibt]}
        kapazitaet[bleibt] = np.fmax(kapazitaet[bleibt], kapazitaet[geht])
    zusammen = replace(orte, merkmale=tuple(merkmale), kapazitaet=kapazitaet)
    return take_orte(zusammen, [nr for nr in range(len(orte.id)) if nr not in weg]), len(weg)


def _find_ziel(weg: Mapping[int, int], nr: int) -> int:
    while nr in weg:
        nr = weg[nr]
    return nr


def _list_nahe(orte: Orte) -> list[tuple[int, int]]:
    """Pairs of the same service that lie within 50 m of each other."""
    nach_dienst: dict[str, list[int]] = defaultdict(list)
    for nr, dienst in enumerate(orte.dienst):
        nach_dienst[dienst].append(nr)
    geometrien = build_geometrien(orte)
    paare: list[tuple[int, int]] = []
    for nummern in nach_dienst.values():
        stellen = np.array(nummern)
        baum = cKDTree(np.column_stack((orte.x[stellen], orte.y[stellen])))
        if baum.count_neighbors(baum, GLEICHER_ORT) > _DICHT * len(stellen):
            continue  # no city has this: a file where everything stands in one spot
        a, b = _find_nahe(geometrien[stellen], geometrien[stellen])
        paare.extend(zip(stellen[a[a < b]].tolist(), stellen[b[a < b]].tolist(), strict=True))
    return sorted(paare)


def _find_nahe(eine: NDArray[np.object_], andere: NDArray[np.object_]) -> NDArray[np.int64]:
    return np.asarray(shapely.STRtree(andere).query(eine, predicate="dwithin", distance=GLEICHER_ORT))


def _drop_ersatz(orte: Orte, dienste: Sequence[Dienst]) -> tuple[Orte, int]:
    """A place that only stands in for another service goes where one of those is near."""
    weg = set[int]()
    nummern = np.arange(len(orte.id))
    geometrien = build_geometrien(orte)
    for dienst in dienste:
        ersatz = nummern[[name == dienst.id for name in orte.dienst]] if dienst.ersatz_fuer else nummern[:0]
        echte = nummern[[name in dienst.ersatz_fuer for name in orte.dienst]]
        if len(ersatz) and len(echte):
            weg.update(ersatz[_find_nahe(geometrien[ersatz], geometrien[echte])[0]].tolist())
    return (take_orte(orte, [nr for nr in nummern.tolist() if nr not in weg]), len(weg)) if weg else (orte, 0)


def list_von(orte: Orte, dienst: str, dienste: Iterable[Dienst]) -> NDArray[np.int64]:
    """The places of a service, those included that count there as well (a bus stop is a stop)."""
    zaehlt = {dienst, *(weiterer.id for weiterer in dienste if dienst in weiterer.gilt_auch_als)}
    return np.flatnonzero([name in zaehlt for name in orte.dienst])
