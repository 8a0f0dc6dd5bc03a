"""Which column of a table of areas is what: key, name, level, year, figure; long, wide or INKAR."""

import re
from collections.abc import Mapping
from typing import Final

from wegweiser.adapters.daten.merkmale import fold_spalte
from wegweiser.adapters.daten.tabelle import Tabelle
from wegweiser.adapters.daten.zahlen import is_figur

JAHR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MEHRHEIT: Final = 0.6
_PROBEN: Final = 200

# Folded titles of the columns of a long table and of the keys of a wide one.
_RAUM_ID: Final = frozenset(
    [
        "raumid",
        "raumnr",
        "raumnummer",
        "raumschluessel",
        "raumkennung",
        "gebietsschluessel",
        "gebietsnr",
        "gebietsnummer",
        "schluessel",
        "ags",
        "ars",
        "kennziffer",
        "stadtteilnr",
        "stadtteilnummer",
        "sttnr",
        "stadtbezirknr",
        "stbnr",
        "bezirknr",
        "bezirksnr",
        "viertelnr",
        "stvnr",
        "ortsteilnr",
        "unterbezirk",
        "unterbezirknr",
        "statistischerbezirknr",
        "statbez",
        "schulnummer",
        "nr",
        "nummer",
        "schluesselnummer",
        "gemeindeschluessel",
        "plz",
        "id",
    ]
)
_RAUM: Final = frozenset(
    [
        "raum",
        "raumname",
        "raumbezug",
        "raumeinheit",
        "gebiet",
        "gebietsname",
        "name",
        "stadtteil",
        "stadtteile",
        "stadtteilname",
        "sttname",
        "stadtbezirk",
        "stadtbezirke",
        "bezirk",
        "bezirksname",
        "ortsteil",
        "sozialraum",
        "unterbezirkname",
        "statistischerbezirk",
        "viertel",
        "stadtviertel",
        "gemeinde",
        "stadt",
        "quartier",
        "kurzbezeichnung",
        "bezeichnung",
        "ort",
        "kreis",
    ]
)
_JAHRSPALTE: Final = frozenset(
    ["jahr", "stichtag", "datum", "berichtsjahr", "zeit", "zeitbezug", "stand", "year"]
)
_WERT: Final = frozenset(["zahl", "wert", "anzahl", "value", "menge"])
_MERKMAL: Final = frozenset(
    ["zeile", "merkmal", "indikator", "kennzahl", "auspraegung", "indikatorname", "merkmalsauspraegung"]
)
_TABELLE: Final = frozenset(["tabelle", "thema", "statistik", "gruppe", "merkmalsgruppe"])
_EBENE: Final = frozenset(["ebene", "raumebene", "aggregat", "gliederung", "gebietsart", "raumtyp"])


def ordne_spalten(tabelle: Tabelle) -> dict[str, str]:
    """Our names of the columns to the titles of the file."""
    spalten: dict[str, str] = {}
    for titel in tabelle.spalten:
        glatt = fold_spalte(titel)
        for unser, namen in (
            ("raum_id", _RAUM_ID),
            ("raum", _RAUM),
            ("jahr", _JAHRSPALTE),
            ("ebene", _EBENE),
            ("merkmal", _MERKMAL),
            ("tabelle", _TABELLE),
            ("wert", _WERT),
        ):
            if glatt in namen:
                spalten.setdefault(unser, titel)
    for unser, namen in (("raum_id", _RAUM_ID - {"id"}), ("raum", _RAUM)):
        andere = [titel for titel in tabelle.spalten if fold_spalte(titel) in namen]
        if andere:
            spalten[unser] = max(andere, key=lambda titel: _count_verschiedene(tabelle, titel))
    return spalten


def _count_verschiedene(tabelle: Tabelle, titel: str) -> int:
    """Of district, quarter and street the one with most names is what a row is about."""
    stelle = tabelle.spalten.index(titel)
    return len({zeile.text(stelle) for zeile in tabelle.zeilen[:_PROBEN]})


def find_format(tabelle: Tabelle, spalten: Mapping[str, str]) -> str | None:
    """The format of a table: INKAR, long (a year, a row and a figure per line), wide, or none."""
    glatt = [fold_spalte(titel) for titel in tabelle.spalten]
    if glatt[:3] == ["kennziffer", "raumeinheit", "aggregat"]:
        return "inkar"
    if not {"raum_id", "raum"} & set(spalten):
        return None
    if {"jahr", "merkmal", "wert"} <= set(spalten):
        return "kennzahlen-lang"
    return "kennzahlen-breit" if list_wertspalten(tabelle, spalten) else None


def list_wertspalten(tabelle: Tabelle, spalten: Mapping[str, str]) -> list[int]:
    """Columns of a wide table that hold mostly figures and are no key."""
    fest = {spalten.get(name) for name in ("raum_id", "raum", "jahr", "ebene")}
    return [
        stelle
        for stelle, titel in enumerate(tabelle.spalten)
        if titel
        and titel not in fest
        and fold_spalte(titel) not in _KEINE_FIGUR
        and _is_wertspalte(tabelle, stelle)
    ]


_KEINE_FIGUR: Final = (
    frozenset(
        [
            "lon",
            "lat",
            "x",
            "y",
            "rechtswert",
            "hochwert",
            "koorx",
            "koory",
            "utmrechtswert",
            "utmhochwert",
            "laengengrad",
            "breitengrad",
            "telefon",
            "fax",
            "plz",
            "hausnummer",
        ]
    )
    | _RAUM_ID
)


def _is_wertspalte(tabelle: Tabelle, stelle: int) -> bool:
    gefuellt = [
        zelle for zeile in tabelle.zeilen[:200] if zeile.text(stelle) and (zelle := zeile.zelle(stelle))
    ]
    zahlen = [zelle for zelle in gefuellt if is_figur(zelle)]
    return (
        bool(zahlen)
        and len(zahlen) >= _MEHRHEIT * len(gefuellt)
        and any(any(map(str.isdigit, f"{z}")) for z in zahlen)
    )


def find_jahr(tabelle: Tabelle, stelle: int) -> int | None:
    """The year in the title of a column."""
    jahre = JAHR.findall(tabelle.spalten[stelle])
    return int(jahre[-1]) if jahre else None
