"""What a geographic file is believed to be: areas, places or paths, its layer, its columns, and what one has to ask."""

from collections.abc import Container, Mapping
from pathlib import Path
from typing import Final, NamedTuple, cast

from wegweiser.adapters.daten.gdal import list_ebenen as list_tabellen
from wegweiser.adapters.daten.geoformat import GEOJSON, PBF
from wegweiser.adapters.daten.geoinhalt import build_gelesen, build_lagefehler, load_vektor
from wegweiser.adapters.daten.geokataster import find_kataster
from wegweiser.adapters.daten.kopf import Dateikopf
from wegweiser.adapters.daten.lagebezug import VERTAUSCHT
from wegweiser.adapters.daten.merkmal import UNBEKANNT, guess_merkmal
from wegweiser.adapters.daten.merkmale import fold_spalte
from wegweiser.adapters.daten.osm import SCHLUESSEL, find_dateimerkmal, format_probe, is_osm
from wegweiser.adapters.daten.raeume import (
    NUMMER_UND_NAME,
    Raumspalten,
    build_ebenenzweifel,
    find_ebene,
    find_ortsname,
    find_raumspalten,
    format_flaeche,
    is_gliederung,
)
from wegweiser.adapters.daten.vektor import FLAECHE, LINIE, Vektor
from wegweiser.errors import DatenError
from wegweiser.model.daten import Datei, Datenart, Erkennung, Zweifel
from wegweiser.model.raum import Orte

_PROBE: Final = 3
_BREITE: Final = 60
_ORTSNAMEN: Final = {
    "dienst": frozenset({"dienst", "dienstid", "angebotsart", "einrichtungsart", "dienstleistung"}),
    "kapazitaet": frozenset({"kapazitaet", "plaetze", "anzahlplaetze", "platzzahl", "capacity"}),
}


class _Spalten(NamedTuple):
    """Which columns hold what, what is to be asked, and what belongs into `lesart`."""

    spalten: Mapping[str, str]
    zweifel: tuple[Zweifel, ...] = ()
    lesart: Mapping[str, str] = {}


def build_erkennung(kopf: Dateikopf, format_: str) -> Erkennung:
    """What the reader believes, with the first three objects as it would read them."""
    tabelle, zweifel = _find_tabelle(kopf, format_)
    lesart = {"kodierung": kopf.kodierung, **kopf.angaben.lesart, **tabelle}
    vektor, lagezweifel = load_vektor(kopf.pfad, format_, {n: w for n, w in lesart.items() if w}, probe=True)
    if lagezweifel and not lagezweifel.moeglich:
        raise build_lagefehler(kopf.pfad, vektor, lagezweifel)
    lesart |= _build_lesart(kopf, vektor)
    osm = is_osm(vektor.kennungen, vektor.spalten)
    if vektor.mass != LINIE and not osm and (zuordnung := find_kataster(kopf.pfad, vektor, kopf.angaben.art)):
        art, fragen = zuordnung.art.art, _Spalten(zuordnung.spalten)
    else:
        art, artzweifel = _find_art(vektor)
        art = cast("Datenart", kopf.angaben.art or art)
        fragen = _find_spalten(kopf.pfad, vektor, art)
        fragen = fragen._replace(zweifel=(*artzweifel, *fragen.zweifel))
    lesart |= {name: wert for name, wert in fragen.lesart.items() if name not in lesart}
    alle = (*zweifel, *((lagezweifel,) if lagezweifel else ()), *fragen.zweifel)
    erkennung = Erkennung(art, format_, {n: w for n, w in lesart.items() if w}, fragen.spalten, zweifel=alle)
    return erkennung if lagezweifel else _add_probe(kopf.pfad, vektor, erkennung)


def _find_tabelle(kopf: Dateikopf, format_: str) -> tuple[dict[str, str], tuple[Zweifel, ...]]:
    """The layer of a file with several; which one is meant must be asked."""
    einfach = format_ in {GEOJSON, PBF} or kopf.pfad.suffix.lower() == ".shp"
    if einfach or kopf.angaben.lesart.get("ebene"):
        return {}, ()
    namen = list_tabellen(kopf.pfad)
    if not namen:
        raise DatenError("geo-leer", pfad=kopf.pfad)
    return {"ebene": namen[0]}, (Zweifel("ebene", namen, namen[0]),) if len(namen) > 1 else ()


def _build_lesart(kopf: Dateikopf, vektor: Vektor) -> dict[str, str]:
    lesart = {"kodierung": vektor.kodierung or kopf.kodierung}
    if vektor.lage:
        lesart["lagebezug"] = vektor.lage.name
        lesart["achsen"] = VERTAUSCHT if vektor.lage.vertauscht else ""
    return lesart


def _find_art(vektor: Vektor) -> tuple[Datenart, tuple[Zweifel, ...]]:
    """By the geometries; areas are a division, or places that have an area."""
    if vektor.mass == LINIE:
        return "wege", ()
    if vektor.mass != FLAECHE:
        return "orte", ()
    if is_osm(vektor.kennungen, vektor.spalten) and set(vektor.spalten) & set(SCHLUESSEL):
        return "orte", ()
    if is_gliederung(vektor):
        return "raeume", ()
    return "orte", (Zweifel("art", ("orte", "raeume"), "orte"),)


def _find_spalten(pfad: Path, vektor: Vektor, art: Datenart) -> _Spalten:
    """Which columns hold what, what is to be asked, and what belongs into `lesart`."""
    if art == "wege":
        return _Spalten({})
    if art == "raeume":
        spalten = find_raumspalten(vektor)
        zweifel = build_ebenenzweifel(vektor, spalten)
        gliederung = zweifel[0].vorschlag if zweifel else find_ebene(pfad, vektor, spalten)
        trennung = NUMMER_UND_NAME if spalten.beides else ""
        return _Spalten(_ordne(spalten), zweifel, {"gliederung": gliederung, "trennung": trennung})
    name = next((s for s in ("name", "tags/name") if s in vektor.spalten), "") or find_ortsname(vektor)
    bekannt = {name: _find_spalte(vektor, namen) for name, namen in _ORTSNAMEN.items()}
    benannt = {n: s for n, s in {"name": name, **bekannt}.items() if s}
    if bekannt["dienst"] or set(vektor.spalten) & set(SCHLUESSEL) or find_dateimerkmal(pfad):
        return _Spalten(benannt)
    merkmal = guess_merkmal(pfad) or UNBEKANNT
    return _Spalten(benannt, (Zweifel("merkmal", (), merkmal),), {"merkmal": merkmal})


def _find_spalte(vektor: Vektor, namen: Container[str]) -> str:
    return next((spalte for spalte in vektor.spalten if fold_spalte(spalte) in namen), "")


def _ordne(spalten: Raumspalten) -> dict[str, str]:
    return {n: s for n, s in (("id", spalten.id), ("name", spalten.name), ("ebene", spalten.ebene)) if s}


def _add_probe(pfad: Path, vektor: Vektor, erkennung: Erkennung) -> Erkennung:
    """The first three objects, read as all of them would be; a network has no rows to show."""
    if erkennung.art == "wege":
        return erkennung
    from datetime import UTC, datetime

    datei = Datei(
        id="", datei=pfad.name, art=erkennung.art, format=erkennung.format, eingelesen=datetime.fromtimestamp(0, UTC),
        sha256="", groesse=0, lesart=erkennung.lesart, spalten=erkennung.spalten,
    )  # fmt: skip
    inhalt = build_gelesen(pfad, vektor, datei).inhalt
    if erkennung.art == "raeume":
        zeilen = [(r.id, r.name, r.ebene, format_flaeche(r.flaeche.area)) for r in inhalt[:_PROBE]]
        return erkennung._replace(kopf=("id", "name", "ebene", "flaeche"), probe=tuple(zeilen))
    if isinstance(inhalt, Orte):
        probe = zip(inhalt.id[:_PROBE], inhalt.name, map(format_probe, inhalt.merkmale), strict=False)
        return erkennung._replace(kopf=("id", "name", "merkmale"), probe=tuple(probe))
    titel = tuple(erkennung.spalten.values())
    return erkennung._replace(
        kopf=titel, probe=tuple(tuple(z.get(t, "")[:_BREITE] for t in titel) for z in vektor.zeilen[:_PROBE])
    )
