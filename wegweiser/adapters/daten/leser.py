"""All formats: which reader knows a file, and reading one that was recognised."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from wegweiser.adapters.archiv import excel_fehler
from wegweiser.adapters.daten import befragung, codeplan, geo, kataster, overpass, punkte, statistik, zensus
from wegweiser.adapters.daten.angaben import check_blatt, check_dateispalten, check_spaltennamen
from wegweiser.adapters.daten.antworttabelle import ist_tabellenblatt, read_anfang
from wegweiser.adapters.daten.gelesen import Bereinigt, Gelesen, Leser
from wegweiser.adapters.daten.kopf import MAX_ZEILENLAENGE, Dateikopf, read_kopf
from wegweiser.adapters.daten.quellen import BEIWERK
from wegweiser.adapters.daten.statistikspalten import has_adresse
from wegweiser.errors import DatenError
from wegweiser.model.daten import OHNE_ANGABEN, Datei, Erkennung, Leseangaben

__all__ = ["FORMATE", "Gelesen", "bereinige", "erkenne", "lies"]

_WEBSEITE: Final = (b"<!doctype html", b"<html")
# In the order they are asked: the narrowest first. A new format: one line here, one module beside.
FORMATE: Final[Mapping[str, Leser]] = {
    "zensus-2022": zensus,
    "zensus-2011": zensus,
    "overpass": overpass,
    "geojson": geo,
    "geopackage": geo,
    "shapefile": geo,
    "osm-pbf": geo,
    "limesurvey": befragung,
    "kobo": befragung,
    "odk": befragung,
    "befragung": befragung,
    "codeplan": codeplan,
    "kataster": kataster,
    "punkte": punkte,
    "kennzahlen-lang": statistik,
    "kennzahlen-breit": statistik,
    "inkar": statistik,
}
_OLE: Final = b"\xd0\xcf\x11\xe0"


def erkenne(pfad: Path, angaben: Leseangaben = OHNE_ANGABEN) -> Erkennung:
    """What a file is, given what a person said about it; raises DatenError with the reason where no reader knows it."""
    kopf = replace(read_kopf(pfad, angaben.lesart), angaben=angaben)
    check_blatt(kopf)
    anderes = ""
    for leser in dict.fromkeys(FORMATE.values()):
        erkennung = leser.erkenne(kopf)
        if erkennung is not None and angaben.art in {"", erkennung.art}:
            check_dateispalten(kopf, erkennung)
            check_spaltennamen(kopf, erkennung)
            return _ergaenze(erkennung, angaben)
        if erkennung is not None:
            anderes = anderes or erkennung.art
    if anderes:
        raise DatenError("daten-andere-art", pfad=pfad, art=angaben.art, erkannt=anderes)
    check_dateispalten(kopf)
    raise _build_fehler(kopf)


def _ergaenze(erkennung: Erkennung, angaben: Leseangaben) -> Erkennung:
    """What was said holds, and is no longer a doubt."""
    gesagt = {"art": angaben.art, **angaben.lesart, **{f"spalte.{n}": s for n, s in angaben.spalten.items()}}
    return erkennung._replace(
        lesart={**erkennung.lesart, **angaben.lesart},
        spalten={**erkennung.spalten, **angaben.spalten},
        zweifel=tuple(zweifel for zweifel in erkennung.zweifel if not gesagt.get(zweifel.code)),
    )


def lies(pfad: Path, datei: Datei) -> Gelesen:
    """The typed content of a file with everything odd about it."""
    if datei.format not in FORMATE:
        raise DatenError("daten-format", pfad=pfad, format=datei.format)
    return FORMATE[datei.format].lies(pfad, datei)


def bereinige(pfad: Path, erkennung: Erkennung) -> Bereinigt | None:
    """What of a file may be stored, where that is not the file itself (answers of persons); else None."""
    if erkennung.art != "befragung":
        return None
    return befragung.bereinige(pfad, erkennung.lesart)


def _build_fehler(kopf: Dateikopf) -> DatenError:
    if kopf.anfang.lstrip(b"\xef\xbb\xbf \r\n\t")[:20].lower().startswith(_WEBSEITE):
        return DatenError("daten-webseite", pfad=kopf.pfad)
    if kopf.kodierung and b"\n" not in kopf.anfang and kopf.groesse > MAX_ZEILENLAENGE:
        return DatenError("daten-zeile-zu-lang", pfad=kopf.pfad, hoechstens=MAX_ZEILENLAENGE)
    if kopf.anfang.startswith(_OLE):
        return excel_fehler(kopf.pfad, "alt")
    if anfang := read_anfang(kopf) if ist_tabellenblatt(kopf) else ():
        return DatenError("daten-spalten", pfad=kopf.pfad, spalten=", ".join(filter(None, anfang[0][:8])))
    if not kopf.kodierung or not kopf.spalten or kopf.pfad.suffix.casefold() in BEIWERK:
        return DatenError("daten-unbekannt", pfad=kopf.pfad)
    if len(kopf.spalten) > 1 and not kopf.zeilen:
        return DatenError("daten-nur-kopf", pfad=kopf.pfad)
    if has_adresse(kopf.spalten):
        return DatenError("daten-ohne-koordinaten", pfad=kopf.pfad)
    return DatenError("daten-spalten", pfad=kopf.pfad, spalten=", ".join(filter(None, kopf.spalten[:8])))
