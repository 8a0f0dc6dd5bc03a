"""Areas of a division: which columns hold key and name, repaired boundaries, levels that lie over each other."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from wegweiser.adapters.daten.katasterspalten import PERSONENSPALTEN
from wegweiser.adapters.daten.merkmale import fold_spalte
from wegweiser.adapters.daten.vektor import Vektor
from wegweiser.model.daten import Datenfund, Zweifel
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.raum import Raum

ALLE: Final = "alle"
NUMMER_UND_NAME: Final = "nummer-und-name"  # value of `lesart["trennung"]`
_SCHLUESSEL = re.compile(
    r"(?:^|_)(?:nr|nummer|num|key|schl|schluessel|code|ars|ags|rs|kennung|kennziffer|kz|raum_?id|id)(?=_|\d|\Z)|^nr|nr\Z",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:^|_)(?:name|gen|bez|bezeich\w*|titel|raum|ortsteil|stadtteil|stadtbezirk|quartier|viertel)|name",
    re.IGNORECASE,
)
_NIE = re.compile(
    r"area|leng|_len\Z|^len|flaeche|umfang|perimeter|stand|datum|date|koor|rechts|hoch|^x\Z|^y\Z|global|version",
    re.IGNORECASE,
)
_WORT = re.compile(r"[^\W\d_]+")
_LAUFEND = re.compile(r"(?:objectid|fid|gid|ogc_fid|osm_id)\Z", re.IGNORECASE)
_KENNZAHL = re.compile(r"[A-Za-z]{0,3}[ _-]?\d[\d.\-/_ ]*\Z")
_BEIDES = re.compile(r"\s*([A-Za-z]{0,2}\d[\d.\-/]*)\s+(?:-\s+)?(\D.*)\Z", re.DOTALL)
_EBENENSPALTE: Final = frozenset({"ebene", "level", "admin_level", "gliederung", "gebietsart", "raumebene"})
_MAX_EBENEN: Final = 12
_TOLERANZ: Final = 0.02
_MEIST: Final = 0.8
_BERUEHRT: Final = 0.6
_EBENEN: Final = (
    ("unterbezirk", "unterbezirk|ubz"),
    ("stadtviertel", "stadtviertel|^stv|viertel"),
    ("stadtteil", "stadtteil|^stt|^ot_|ortsteil"),
    ("bezirk", "statist|stat_bez"),
    ("stadtbezirk", "stadtbezirk|stadtbezir|^stb|stadtbe"),
    ("sozialraum", "sozialr"),
    ("quartier", "quartier"),
    ("stadt", r"gemeinde|^gem|^ags|^ars|^gen\Z|vg250"),
    ("bezirk", "bezirk"),
)


class Raumspalten(NamedTuple):
    """The columns for key, name and level; empty where there is none. `beides`: key and name stand in one column."""

    id: str = ""
    name: str = ""
    ebene: str = ""
    beides: bool = False


def find_raumspalten(vektor: Vektor) -> Raumspalten:
    """The columns that look most like key and name, by their titles and their values."""
    brauchbar = [s for s in vektor.spalten if not _NIE.search(s) and any(vektor.list_werte(s))]
    ebene = next((s for s in brauchbar if s.lower() in _EBENENSPALTE), "")
    if ebene and not 1 < len(set(vektor.list_werte(ebene))) <= _MAX_EBENEN:
        ebene = ""
    brauchbar = [s for s in brauchbar if s != ebene]
    schluessel = _find_beste(vektor, brauchbar, _rate_schluessel)
    name = _find_beste(vektor, [s for s in brauchbar if s != schluessel], _rate_name)
    if (
        name
        and (beides := _ist_beides(vektor.list_werte(name)))
        and (not schluessel or _LAUFEND.match(schluessel))
    ):
        return Raumspalten(name, name, ebene, beides)
    return Raumspalten(schluessel, name, ebene)


def is_gliederung(vektor: Vektor) -> bool:
    """Whether areas divide a town: one alone, or most of them touch another (playgrounds do not)."""
    formen = vektor.formen
    if len(formen) == 1:
        return True
    baum = shapely.STRtree(formen)
    eine, andere = baum.query(formen, predicate="intersects")
    return len(np.unique(eine[eine != andere])) / len(formen) > _BERUEHRT


def find_ebene(pfad: Path, vektor: Vektor, spalten: Raumspalten) -> str:
    """The level of the division by titles of columns, the name of the layer or of the file; may stay empty."""
    for text in (spalten.id, spalten.name, vektor.ebene, pfad.stem):
        for ebene, muster in _EBENEN:
            if text and re.search(muster, text, re.IGNORECASE):
                return ebene
    return ""


def list_ebenen(vektor: Vektor, spalten: Raumspalten) -> tuple[str, ...]:
    """The levels in a file that has a column for them."""
    return tuple(dict.fromkeys(filter(None, vektor.list_werte(spalten.ebene)))) if spalten.ebene else ()


def build_ebenenzweifel(vektor: Vektor, spalten: Raumspalten) -> tuple[Zweifel, ...]:
    """Levels that lie over each other must not be counted together: which are meant?"""
    ebenen = list_ebenen(vektor, spalten)
    if len(ebenen) < 2:  # noqa: PLR2004
        return ()
    zahl = Counter(vektor.list_werte(spalten.ebene))
    angaben = {"Ebenen": ", ".join(f"{ebene} ({zahl[ebene]})" for ebene in ebenen)}
    return (Zweifel("gliederung", (ALLE, *ebenen), ALLE, angaben),)


def build_raeume(
    vektor: Vektor, spalten: Raumspalten, ebene: str = "", gewaehlt: str = ""
) -> tuple[tuple[Raum, ...], tuple[Datenfund, ...]]:
    """One area per key and level, valid; what was repaired, joined or lies over each other is counted.

    `ebene` is the level of all areas where no column says it; `gewaehlt` keeps one level only.
    """
    formen, funde = _repair(vektor.formen)
    gruppen: dict[tuple[str, str], list[int]] = {}
    for nr, zeile in enumerate(vektor.zeilen):
        stufe = zeile.get(spalten.ebene, "") if spalten.ebene else ebene
        if formen[nr] is not None and gewaehlt in {"", ALLE, stufe}:
            gruppen.setdefault((stufe, _parse_schluessel(zeile, spalten, nr)), []).append(nr)
    raeume = tuple(
        Raum(id=schluessel, name=_parse_name(vektor.zeilen[nummern[0]], spalten, schluessel), ebene=stufe,
             flaeche=_join([formen[nr] for nr in nummern]))
        for (stufe, schluessel), nummern in gruppen.items()
    )  # fmt: skip
    raeume = _capitalize(raeume)
    mehrfach = sum(len(nummern) > 1 for nummern in gruppen.values())
    if mehrfach:
        funde.append(Datenfund("raum-mehrteilig", anzahl=mehrfach))
    return raeume, (*funde, *_find_namensgleiche(raeume), *_find_ueberlappung(raeume))


def _capitalize(raeume: tuple[Raum, ...]) -> tuple[Raum, ...]:
    """Names as one writes them, where a file has them in small letters, or all of them in capitals."""
    gross = "".join(raum.name for raum in raeume).isupper()
    return tuple(
        replace(raum, name=_WORT.sub(lambda wort: wort[0].capitalize(), raum.name))
        if raum.name != raum.id and (gross or raum.name.islower())
        else raum
        for raum in raeume
    )


def format_flaeche(quadratmeter: float) -> str:
    """An area in square kilometres."""
    return f"{format_zahl(Decimal(quadratmeter / 1e6).quantize(Decimal('0.01')))} km²"


def _find_beste(vektor: Vektor, spalten: Sequence[str], rate: Callable[[str, Sequence[str]], float]) -> str:
    noten = {spalte: rate(spalte, vektor.list_werte(spalte)) for spalte in spalten}
    beste = max(noten, key=lambda spalte: noten[spalte], default="")
    return beste if beste and noten[beste] > 0 else ""


def _rate_schluessel(spalte: str, werte: Sequence[str]) -> float:
    """How much a column looks like a key: title, short codes, all different."""
    voll = [wert for wert in werte if wert]
    kurz = sum(bool(_KENNZAHL.match(wert)) and len(wert) <= 16 for wert in voll) / len(voll)  # noqa: PLR2004
    if kurz < 0.9:  # noqa: PLR2004
        return 0
    note = 3 * bool(_SCHLUESSEL.search(spalte)) + 2 * len(set(voll)) / len(werte)
    return note - (4 if _LAUFEND.match(spalte) else 0)


def _rate_name(spalte: str, werte: Sequence[str]) -> float:
    """How much a column looks like a name: title, words, most of them different."""
    voll = [wert for wert in werte if wert]
    worte = sum(bool(re.search(r"[^\W\d_]{2}", wert)) for wert in voll) / len(voll)
    if worte < _MEIST:
        return 0
    note = 2 * bool(_NAME.search(spalte)) + 2 * len(set(voll)) / len(werte) + (spalte.lower() == "name")
    return note - _ist_beides(werte) / 2


def find_ortsname(vektor: Vektor) -> str:
    """The column that names places: words, nearly all different, not the district they lie in."""
    return _find_beste(
        vektor, [s for s in vektor.spalten if not _NIE.search(s) and not _is_person(s)], _rate_ortsname
    )


def _is_person(spalte: str) -> bool:
    """Whether a column may name a private person."""
    return fold_spalte(spalte) in PERSONENSPALTEN - {"name"}


def _rate_ortsname(spalte: str, werte: Sequence[str]) -> float:
    voll = [wert for wert in werte if wert]
    worte = sum(bool(re.search(r"[^\W\d_]{3}", wert)) for wert in voll) / max(1, len(voll))
    if (
        worte < _MEIST
        or len(voll) < len(werte) / 4
        or re.search("stra.{1,2}e|adress|url|http|mail", spalte, re.IGNORECASE)
    ):
        return 0
    raum = any(re.search(muster, spalte, re.IGNORECASE) for _, muster in _EBENEN)
    return 4 * len(set(voll)) / len(werte) + bool(_NAME.search(spalte)) - 2 * raum


def _ist_beides(werte: Sequence[str]) -> bool:
    return all(_BEIDES.match(wert) for wert in werte if wert)


def _parse_schluessel(zeile: Mapping[str, str], spalten: Raumspalten, nr: int) -> str:
    wert = zeile.get(spalten.id, "")
    if spalten.beides and (treffer := _BEIDES.match(wert)):
        return treffer[1]
    return wert or zeile.get(spalten.name, "") or str(nr + 1)


def _parse_name(zeile: Mapping[str, str], spalten: Raumspalten, schluessel: str) -> str:
    wert = zeile.get(spalten.name, "")
    if spalten.beides and (treffer := _BEIDES.match(wert)):
        return treffer[2].strip()
    return wert or schluessel


def _repair(
    formen: "np.ndarray[tuple[int], np.dtype[np.object_]]",
) -> tuple[list[BaseGeometry | None], list[Datenfund]]:
    """Valid areas; what crosses itself is repaired, what is no area is left out, both are counted."""
    krumm = ~shapely.is_valid(formen)
    heil = np.array(formen, object)
    heil[krumm] = shapely.make_valid(formen[krumm])
    fertig = [_keep_flaechen(form) for form in heil]
    leer = [nr for nr, form in enumerate(fertig, 1) if form is None]
    funde = []
    if krumm.any():
        funde.append(
            Datenfund("raum-repariert", anzahl=int(krumm.sum()), stelle=str(int(krumm.argmax()) + 1))
        )
    if leer:
        funde.append(Datenfund("raum-ohne-flaeche", anzahl=len(leer), stelle=str(leer[0])))
    return fertig, funde


def _keep_flaechen(form: BaseGeometry) -> BaseGeometry | None:
    """Only the areas of what a repair left."""
    if form.geom_type in {"Polygon", "MultiPolygon"}:
        return None if form.is_empty or not form.area else form
    teile = [teil for teil in shapely.get_parts(form) if teil.area]
    return shapely.union_all(teile) if teile else None


def _join(formen: Sequence[BaseGeometry | None]) -> BaseGeometry:
    return formen[0] if len(formen) == 1 and formen[0] is not None else shapely.union_all(list(formen))


def _find_namensgleiche(raeume: Sequence[Raum]) -> tuple[Datenfund, ...]:
    """Names that belong to several areas: only the key tells them apart."""
    doppelt = [name for name, zahl in Counter(raum.name.casefold() for raum in raeume).items() if zahl > 1]
    if not doppelt:
        return ()
    namen = sorted({raum.name for raum in raeume if raum.name.casefold() in doppelt})
    return (Datenfund("raum-namensgleich", anzahl=len(doppelt), angaben={"namen": ", ".join(namen[:8])}),)


def _find_ueberlappung(raeume: Sequence[Raum]) -> tuple[Datenfund, ...]:
    """Sum of the areas against what they cover together; levels that lie over each other are one reason."""
    if not raeume:
        return ()
    summe = sum(raum.flaeche.area for raum in raeume)
    zusammen = shapely.union_all([raum.flaeche for raum in raeume]).area
    if summe <= zusammen * (1 + _TOLERANZ):
        return ()
    angaben = {"summe": format_flaeche(summe), "bedeckt": format_flaeche(zusammen)}
    ebenen = Counter(raum.ebene for raum in raeume)
    code = "raum-ebenen" if len(ebenen) > 1 else "raum-ueberlappend"
    angaben_ = {**angaben, "ebenen": ", ".join(f"{ebene} ({zahl})" for ebene, zahl in ebenen.items())}
    return (Datenfund(code, anzahl=len(raeume), angaben=angaben_),)
