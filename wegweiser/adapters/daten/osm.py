"""What the tags of OpenStreetMap say about a place: its kind, whether it still exists, whether two objects are one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from wegweiser.model.daten import Datenfund
from wegweiser.model.raum import Zahlen

# Keys that say what a place is, the most telling first.
SCHLUESSEL: Final = (
    "shop", "amenity", "healthcare", "leisure", "club", "office", "craft", "social_facility", "railway", "highway",
    "public_transport", "tourism", "landuse", "sport", "emergency", "historic", "man_made", "natural", "building",
)  # fmt: skip
_VORBEI: Final = (
    "disused", "abandoned", "was", "construction", "demolished", "razed", "removed", "proposed", "planned", "ruins",
)  # fmt: skip
_VORBEI_MENGE: Final = frozenset(_VORBEI)
_ZEIGE: Final = ("opening_hours", "wheelchair", "capacity", "fee")
_GLEICHER_ORT: Final = 50.0  # metres (dossier 5)
_DATEINAME = re.compile(rf"({'|'.join(SCHLUESSEL)})[_=-]([a-z0-9_]+?)(?:-\d+)?\Z")
_TAUSENDER = re.compile(r"[1-9]\d{0,2}\.\d{3}\Z", re.ASCII)
_GANZZAHL = re.compile(r"(\d{1,6})(?:[.,]0+)?\Z", re.ASCII)
_KENNUNG = re.compile(r"(node|way|relation)/\d+\Z")
_ANDERE = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')
Merkmale = Mapping[str, str]


class Fundort(NamedTuple):
    """One place before the arrays are built."""

    id: str
    x: float
    y: float
    merkmale: Merkmale
    flaeche: BaseGeometry | None = None


def find_dateimerkmal(pfad: Path) -> str:
    """The tag a file is named after (`amenity_pharmacy.geojson`), or an empty text."""
    treffer = _DATEINAME.match(pfad.stem.lower())
    return f"{treffer[1]}={treffer[2]}" if treffer else ""


def is_osm(kennungen: Iterable[str], spalten: Iterable[str]) -> bool:
    """Whether a GeoJSON file comes from OpenStreetMap: overpass turbo gives every object its type and number."""
    return "@id" in set(spalten) or any(_KENNUNG.match(kennung) for kennung in list(kennungen)[:20])


def parse_andere(text: str) -> dict[str, str]:
    """The rare tags GDAL writes into one text: `"wheelchair"=>"yes","foot"=>"no"`."""
    return {_unescape(name): _unescape(wert) for name, wert in _ANDERE.findall(text)}


def _unescape(text: str) -> str:
    return text.replace('\\"', '"').replace("\\\\", "\\") if "\\" in text else text


def clean_merkmale(merkmale: Merkmale) -> dict[str, str]:
    """Tags as they hold today: what is marked as gone as a whole is gone under each of its keys."""
    sauber = {name.removeprefix("tags/"): wert for name, wert in merkmale.items() if not name.startswith("@")}
    weg = next((name for name in _VORBEI_MENGE & sauber.keys() if sauber[name] == "yes"), "")
    if not weg:
        return sauber
    return {
        f"{weg}:{name}" if name in SCHLUESSEL else name: wert for name, wert in sauber.items() if name != weg
    }


def find_art(merkmale: Merkmale) -> str:
    """What a place is today (`shop=bakery`), or an empty text where all it was is over."""
    for schluessel in SCHLUESSEL:
        if (wert := merkmale.get(schluessel)) and wert != "no" and wert not in _VORBEI_MENGE:
            return f"{schluessel}={wert}"
    return ""


def format_probe(merkmale: Merkmale) -> str:
    """What a place is and what is known for its use, to show as an example."""
    gesagt = [find_art(merkmale), *(f"{name}={merkmale[name]}" for name in _ZEIGE if name in merkmale)]
    return ", ".join(filter(None, gesagt)) or ", ".join(
        f"{name}={wert}" for name, wert in list(merkmale.items())[:3]
    )


def is_vorbei(merkmale: Merkmale) -> bool:
    """Whether a place was an offer, or will be one, and is none now."""
    if merkmale.get("shop") == "vacant":
        return True
    frueher = any(name.partition(":")[0] in _VORBEI_MENGE for name in merkmale if ":" in name)
    return frueher and find_art(merkmale).partition("=")[0] in {"", "building", "man_made", "landuse"}


def is_leerstandshinweis(merkmale: Merkmale) -> bool:
    """Whether a place hints at vacant premises: `shop=vacant`, or a shop that was."""
    return merkmale.get("shop") == "vacant" or (
        is_vorbei(merkmale) and any(f"{name}:shop" in merkmale for name in ("disused", "abandoned", "was"))
    )


def merge_doppelte(orte: Sequence[Fundort]) -> tuple[list[Fundort], int]:
    """A point and a building of the same kind and name within 50 m are one place; the area and all tags stay."""
    gruppen: dict[tuple[str, str], list[int]] = defaultdict(list)
    for nr, ort in enumerate(orte):
        name, art = ort.merkmale.get("name", "").strip().casefold(), find_art(ort.merkmale)
        if name and art:
            gruppen[art, name].append(nr)
    ersetzt: dict[int, int] = {}
    for nummern in gruppen.values():
        if len(nummern) > 1:
            ersetzt |= _find_paare(orte, nummern)
    neu = list(orte)
    for punkt, bau in ersetzt.items():
        neu[bau] = neu[bau]._replace(merkmale={**orte[punkt].merkmale, **neu[bau].merkmale})
    return [ort for nr, ort in enumerate(neu) if nr not in ersetzt], len(ersetzt)


def _find_paare(orte: Sequence[Fundort], nummern: Sequence[int]) -> dict[int, int]:
    """Each point with the nearest area of the group."""
    punkte = [nr for nr in nummern if not _ist_bau(orte[nr])]
    bauten = [nr for nr in nummern if _ist_bau(orte[nr])]
    if not punkte or not bauten:
        return {}
    orte_ = shapely.points([(orte[nr].x, orte[nr].y) for nr in punkte])
    baum = shapely.STRtree(shapely.points([(orte[nr].x, orte[nr].y) for nr in bauten]))
    paare = baum.query_nearest(orte_, max_distance=_GLEICHER_ORT, all_matches=False)
    return {punkte[int(punkt)]: bauten[int(bau)] for punkt, bau in paare.T}


def _ist_bau(ort: Fundort) -> bool:
    return ort.flaeche is not None or ort.id.startswith(("way/", "relation/"))


def list_funde(orte: Sequence[Fundort], doppelt: int) -> tuple[Datenfund, ...]:
    """What is odd about places: twice there, gone, vacant, without a name."""
    vorbei = [ort for ort in orte if is_vorbei(ort.merkmale)]
    leer = [ort for ort in orte if is_leerstandshinweis(ort.merkmale)]
    zahlen = {"osm-doppelt": doppelt, "osm-vorbei": len(vorbei), "osm-leerstand": len(leer)}
    stellen = {"osm-vorbei": vorbei, "osm-leerstand": leer}
    return tuple(
        Datenfund(code, anzahl=zahl, stelle=stellen[code][0].id if stellen.get(code) else "")
        for code, zahl in zahlen.items()
        if zahl
    )


def build_felder(orte: Sequence[Fundort]) -> tuple[Zahlen, Zahlen, Zahlen]:
    """x, y and capacity of places; what is not known is NaN."""
    x, y = np.array([(ort.x, ort.y) for ort in orte], float).reshape(-1, 2).T
    return x, y, np.array([parse_kapazitaet(ort.merkmale.get("capacity", "")) for ort in orte], float)


def parse_kapazitaet(text: str) -> float:
    """A capacity as a whole number; NaN where it is none ("1.250" are thousands, "12.0" is twelve)."""
    roh = text.strip()
    if _TAUSENDER.match(roh):
        return float(roh.replace(".", ""))
    return float(treffer[1]) if (treffer := _GANZZAHL.match(roh)) else np.nan
