"""GeoJSON, GeoPackage, Shapefile and OSM extracts: areas of a division, places, or paths."""

from pathlib import Path
from typing import Final

from wegweiser.adapters.daten.gelesen import Gelesen
from wegweiser.adapters.daten.geoformat import find_format
from wegweiser.adapters.daten.kopf import Dateikopf
from wegweiser.model.daten import Datei, Erkennung

_ARTEN: Final = frozenset({"", "raeume", "orte", "wege", "leerstand", "brache", "akteur", "nadel"})


def erkenne(kopf: Dateikopf) -> Erkennung | None:
    """What the objects of a file are, where they lie, and which columns name them."""
    if not (art := find_format(kopf)) or kopf.angaben.art not in _ARTEN:
        return None
    from wegweiser.adapters.daten.geoerkennung import build_erkennung

    return build_erkennung(kopf, art)


def lies(pfad: Path, datei: Datei) -> Gelesen:
    """Areas, places or paths in EPSG:3035."""
    from wegweiser.adapters.daten.geoinhalt import build_inhalt

    return build_inhalt(pfad, datei)
