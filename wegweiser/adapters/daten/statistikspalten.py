"""Which column of a table of areas is what: key, name, level, year, figure; long, wide or INKAR."""

import re
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Final

from wegweiser.adapters.daten.merkmale import fold_spalte
from wegweiser.adapters.daten.tabelle import Tabelle, Zeile
from wegweiser.adapters.daten.zahlen import is_figur

JAHR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MEHRHEIT: Final = 0.6
_PROBEN: Final = 200
_WENIGE: Final = 20

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
WERTNAMEN: Final = frozenset(["zahl", "wert", "anzahl", "value", "menge"])
_MERKMAL: Final = frozenset(
    ["zeile", "merkmal", "indikator", "kennzahl", "auspraegung", "indikatorname", "merkmalsauspraegung"]
)
_TABELLE: Final = frozenset(["tabelle", "thema", "statistik", "gruppe", "merkmalsgruppe"])
_EBENE: Final = frozenset(["ebene", "raumebene", "aggregat", "gliederung", "gebietsart", "raumtyp"])
_ADRESSE: Final = frozenset(
    [
        "adresse",
        "anschrift",
        "strasse",
        "strassehausnummer",
        "strasseundhausnummer",
        "strassehausnr",
        "hausnummer",
    ]
)
# Columns that say whom a figure counts; several rows of one area and year differ in them.
DIMENSIONEN: Final = frozenset(
    [
        "alter",
        "altersgruppe",
        "altersgruppen",
        "altersklasse",
        "altersklassen",
        "geschlecht",
        "staatsangehoerigkeit",
        "nationalitaet",
        "familienstand",
        "religion",
        "konfession",
        "haushaltstyp",
        "haushaltsgroesse",
        "migrationshintergrund",
        "auspraegung",
        "kategorie",
    ]
)


def find_dimensionen(
    tabelle: Tabelle, zeilen: Sequence[Zeile], stellen: Mapping[str, int], werte: Sequence[int]
) -> list[int]:
    """Columns a figure has to be told apart by: those known by name, and those without which rows would be the same.

    Ages come last, where a row of the source is looked for.
    """
    fest = {*stellen.values(), *werte}
    frei = [i for i, titel in enumerate(tabelle.spalten) if titel and i not in fest]
    gewaehlt = [i for i in frei if fold_spalte(tabelle.spalten[i]) in DIMENSIONEN]
    schluessel = [
        stellen[name] for name in ("raum_id", "raum", "jahr", "tabelle", "merkmal") if name in stellen
    ]
    anzahl = _count_gruppen(zeilen, [*schluessel, *gewaehlt])
    if anzahl < len(zeilen):
        moeglich = [i for i in frei if not _is_wertspalte(tabelle, i) and _is_merkmal(zeilen, i)]
        gewaehlt = _ergaenze(zeilen, schluessel, gewaehlt, moeglich)
    return sorted(gewaehlt, key=lambda i: (fold_spalte(tabelle.spalten[i]).startswith("alter"), i))


def _ergaenze(
    zeilen: Sequence[Zeile], schluessel: Sequence[int], gewaehlt: Sequence[int], moeglich: Sequence[int]
) -> list[int]:
    """Column after column, the most telling one first, until all rows differ or none helps."""
    stellen = list(gewaehlt)
    anzahl = _count_gruppen(zeilen, [*schluessel, *stellen])
    while anzahl < len(zeilen) and (rest := [i for i in moeglich if i not in stellen]):
        mehr, beste = max((_count_gruppen(zeilen, [*schluessel, *stellen, i]), -i) for i in rest)
        if mehr <= anzahl:
            break
        stellen.append(-beste)
        anzahl = mehr
    return stellen


def _is_merkmal(zeilen: Sequence[Zeile], stelle: int) -> bool:
    """Values that come again and again; a number of its own for every row tells nothing apart."""
    return _count_gruppen(zeilen, [stelle]) <= max(_WENIGE, len(zeilen) // 4)


def _count_gruppen(zeilen: Sequence[Zeile], stellen: Sequence[int]) -> int:
    if not stellen:
        return 1
    nimm, breite = itemgetter(*stellen), max(stellen) + 1
    return len(
        {
            nimm(zeile.zellen) if len(zeile.zellen) >= breite else nimm([*zeile.zellen, *[""] * breite])
            for zeile in zeilen
        }
    )


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
            ("wert", WERTNAMEN),
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


def has_adresse(titel: Sequence[str]) -> bool:
    """Whether rows are houses and not areas."""
    return any(fold_spalte(name) in _ADRESSE for name in titel)


def find_format(tabelle: Tabelle, spalten: Mapping[str, str]) -> str | None:
    """The format of a table: INKAR, long (a year, a row and a figure per line), wide, or none."""
    glatt = [fold_spalte(titel) for titel in tabelle.spalten]
    if glatt[:3] == ["kennziffer", "raumeinheit", "aggregat"]:
        return "inkar"
    if not {"raum_id", "raum"} & set(spalten) or has_adresse(tabelle.spalten):
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
        and fold_spalte(titel) not in _KEINE_FIGUR | DIMENSIONEN
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
