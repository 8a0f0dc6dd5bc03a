"""A Kataster that came as a map: empty rooms, brownfields, organisations or pins with their attributes."""

from pathlib import Path
from typing import Final

import numpy as np
import shapely

from wegweiser.adapters.daten.gelesen import Gelesen
from wegweiser.adapters.daten.katasterspalten import (
    KATASTERARTEN,
    PERSONENSPALTEN,
    Katasterart,
    Zuordnung,
    find_zuordnung,
)
from wegweiser.adapters.daten.katasterzeilen import Zeilenleser
from wegweiser.adapters.daten.merkmale import fold_spalte
from wegweiser.adapters.daten.tabelle import Tabelle, Zeile
from wegweiser.adapters.daten.vektor import FLAECHE, Vektor
from wegweiser.model.daten import Datei

ARTEN: Final = frozenset({"leerstand", "brache", "akteur", "nadel"})
FLAECHENSPALTE: Final = "flaeche_m2"  # measured on the map, where no column says it
_GEKUERZT: Final = 10  # letters a Shapefile leaves of a title


def find_kataster(pfad: Path, vektor: Vektor, art: str = "") -> Zuordnung | None:
    """The kind of Kataster and its columns, or None where the objects are something else."""
    if art and art not in ARTEN:
        return None
    lange = {_expand(titel): titel for titel in _list_spalten(vektor)}
    zuordnung = find_zuordnung((*lange, "lon", "lat"), f"{pfad.stem} {vektor.ebene}", art)
    if zuordnung is None or zuordnung.art.art not in ARTEN:
        return None
    spalten = {name: lange[titel] for name, titel in zuordnung.spalten.items() if titel in lange}
    return zuordnung._replace(spalten=spalten, lage=None)


def build_kataster(vektor: Vektor, datei: Datei) -> Gelesen:
    """The typed rows; an area stands for a point on it."""
    titel = _list_spalten(vektor)
    groessen = shapely.area(vektor.formen)
    zeilen = tuple(
        Zeile(nr, tuple(zeile.get(t, f"{groesse:.0f}" if t == FLAECHENSPALTE else "") for t in titel))
        for nr, (zeile, groesse) in enumerate(zip(vektor.zeilen, groessen, strict=True), 1)
    )
    punkte = shapely.point_on_surface(vektor.formen)
    x, y = np.asarray(shapely.get_x(punkte)), np.asarray(shapely.get_y(punkte))
    leser = Zeilenleser(datei, Tabelle(titel, zeilen), x, y)
    inhalt = leser.build_orte() if datei.art == "nadel" else leser.build_saetze()
    return Gelesen(inhalt, leser.list_funde(), zeilen=len(zeilen), verworfen=leser.verworfen)


def _list_spalten(vektor: Vektor) -> tuple[str, ...]:
    """The titles of the attributes, and one for the measured area."""
    bekannt = {fold_spalte(titel) for titel in vektor.spalten}
    messbar = vektor.mass == FLAECHE and not bekannt & {"flaechem2", "flaeche", "groesse", "flaecheqm"}
    return (*vektor.spalten, FLAECHENSPALTE) if messbar else vektor.spalten


def _expand(titel: str) -> str:
    """A title a Shapefile cut after ten letters, as it was before; what may name a person is taken for that."""
    glatt = fold_spalte(titel)
    if len(titel) != _GEKUERZT:
        return titel
    if person := next((name for name in sorted(PERSONENSPALTEN) if name.startswith(glatt)), ""):
        return person
    meint = {name for art in KATASTERARTEN for name in _list_titel(art) if name.startswith(glatt)}
    return min(meint, key=len) if meint and glatt not in meint else titel


def _list_titel(art: Katasterart) -> set[str]:
    return {titel for titel_ in art.spalten.values() for titel in titel_}
