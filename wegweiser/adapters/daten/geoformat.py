"""Which geographic format a file is, by its first bytes: nothing else decides, least of all a name."""

import zipfile
import zlib
from pathlib import Path
from typing import Final

from wegweiser.adapters.daten.jsonlesen import read_anfang
from wegweiser.adapters.daten.kopf import Dateikopf
from wegweiser.errors import DatenError

GEOJSON, SHAPE, GEOPACKAGE, PBF = "geojson", "shapefile", "geopackage", "osm-pbf"
PFLICHT: Final = (".shp", ".shx", ".dbf")
TEILE: Final = (*PFLICHT, ".prj", ".cpg")
KAPUTT: Final = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError,
)  # fmt: skip
_MARKEN: Final = ((b"\x00\x00\x27\x0a", SHAPE), (b"SQLite format 3\x00", GEOPACKAGE))
_ENDUNGEN: Final = {".shp": SHAPE, ".gpkg": GEOPACKAGE, ".pbf": PBF, ".geojson": GEOJSON}
_ZIP_MARKE: Final = b"PK\x03\x04"
_GEOJSON_WORTE: Final = (b'"FeatureCollection"', b'"features"', b'"Feature"', b'"coordinates"', b'"Topology"')


def find_format(kopf: Dateikopf) -> str:
    """The format, or an empty text where it is none; raises DatenError where the ending promises one it is not."""
    art = _find_art(kopf)
    versprochen = _ENDUNGEN.get(kopf.pfad.suffix.lower(), "")
    if versprochen and art != versprochen:
        raise DatenError("geo-falsche-endung", pfad=kopf.pfad, format=versprochen)
    if kopf.pfad.suffix.lower() in TEILE[1:] and (shape := _find_shape(kopf.pfad)):
        raise DatenError("shape-nebenteil", pfad=kopf.pfad, shape=shape.name)
    return art


def _find_art(kopf: Dateikopf) -> str:
    if kopf.kodierung:
        anfang = read_anfang(kopf)
        json = anfang.startswith(b"{")
        return GEOJSON if json and any(wort in anfang for wort in _GEOJSON_WORTE) else ""
    for marke, art in _MARKEN:
        if kopf.anfang.startswith(marke):
            return art if art != GEOPACKAGE or kopf.pfad.suffix.lower() == ".gpkg" else ""
    if b"OSMHeader" in kopf.anfang[:64]:
        return PBF
    if kopf.anfang.startswith(_ZIP_MARKE) and kopf.pfad.suffix.lower() == ".zip":
        return SHAPE if _has_shape(kopf.pfad) else ""
    return ""


def _find_shape(pfad: Path) -> Path | None:
    return next((p for p in pfad.parent.glob(f"{pfad.stem}.*") if p.suffix.lower() == ".shp"), None)


def list_teile(pfad: Path) -> tuple[Path, ...]:
    """The files that belong to a Shapefile, the .shp first; any other file stands alone."""
    if pfad.suffix.lower() != ".shp":
        return (pfad,)
    daneben = {p.suffix.lower(): p for p in pfad.parent.iterdir() if p.stem == pfad.stem}
    return (pfad, *(daneben[endung] for endung in TEILE[1:] if endung in daneben))


def _has_shape(pfad: Path) -> bool:
    """Whether there is a Shapefile in an archive."""
    try:
        with zipfile.ZipFile(pfad) as archiv:
            return any(name.lower().endswith(".shp") for name in archiv.namelist())
    except KAPUTT as fehler:
        raise DatenError("archiv-kaputt", pfad=pfad) from fehler
