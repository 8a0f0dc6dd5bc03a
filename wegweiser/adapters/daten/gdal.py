"""Shapefile, GeoPackage and OSM paths through GDAL; what a file is was looked up in its first bytes before GDAL sees it."""

import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
import shapely
from pyogrio import list_layers, set_gdal_config_options
from pyogrio.raw import read
from shapely.errors import ShapelyError

from wegweiser.adapters.archiv import MAX_TEILE
from wegweiser.adapters.daten.geoformat import KAPUTT, PFLICHT, TEILE, list_teile
from wegweiser.adapters.daten.jsonlesen import MAX_OBJEKTE
from wegweiser.adapters.daten.lagebezug import Lage, find_lage
from wegweiser.adapters.daten.vektor import Vektor, build_zeile
from wegweiser.errors import DatenError
from wegweiser.model.daten import Datenfund

MAX_BYTES: Final = 1_000_000_000
MAX_PBF: Final = 300_000_000  # a city has 50 MB; of a whole Land GDAL would sort all nodes for minutes
_HAPPEN: Final = 1 << 20

# No file may make GDAL look for another one or go to the network.
set_gdal_config_options(
    {"GDAL_DISABLE_READDIR_ON_OPEN": "YES", "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "{noext}"}
)


def list_ebenen(pfad: Path) -> tuple[str, ...]:
    """The layers with geometries of a file that was recognised."""
    if pfad.suffix.lower() == ".shp":
        return (pfad.stem,)
    with _open(pfad) as quelle:
        if quelle.suffix.lower() == ".shp":
            return tuple(sorted(p.stem for p in quelle.parent.iterdir() if p.suffix.lower() == ".shp"))
        with _lesefehler(pfad):
            return tuple(str(name) for name, form in list_layers(quelle) if form is not None)


def read_gdal(
    pfad: Path,
    lesart: Mapping[str, str],
    spalten: tuple[str, ...] | None = None,
    hoechstens: int = MAX_OBJEKTE + 1,
    wo: str | None = None,
) -> Vektor:
    """One layer of a file; raises DatenError where parts are missing or it is damaged."""
    grenze = MAX_PBF if pfad.suffix.lower() == ".pbf" else MAX_BYTES
    if pfad.stat().st_size > grenze:
        raise DatenError("geo-gross", pfad=pfad, hoechstens=grenze // 1_000_000)
    with _open(pfad, lesart.get("ebene", "")) as quelle:
        if quelle.suffix.lower() == ".shp":
            return _read_shape(pfad, quelle, lesart, spalten)
        return _read_ebene(
            pfad,
            quelle,
            lesart,
            {
                "layer": lesart.get("ebene") or None,
                "columns": spalten,
                "max_features": hoechstens,
                "where": wo,
            },
        )


def _read_shape(
    pfad: Path, quelle: Path, lesart: Mapping[str, str], spalten: tuple[str, ...] | None
) -> Vektor:
    teile = {p.suffix.lower(): p for p in list_teile(quelle)}
    if fehlend := [endung for endung in PFLICHT if endung not in teile]:
        raise DatenError(
            "shape-teile", pfad=pfad, fehlend=" und ".join(quelle.stem + endung for endung in fehlend)
        )
    kodierung = lesart.get("kodierung") or _find_kodierung(teile)
    vektor = _read_ebene(
        pfad, quelle, {**lesart, "kodierung": kodierung}, {"encoding": kodierung, "columns": spalten}
    )
    return vektor if ".prj" in teile else _add_fund(vektor, Datenfund("shape-ohne-prj", datei=pfad.name))


def _find_kodierung(teile: Mapping[str, Path]) -> str:
    """What the .cpg says; without one UTF-8 where all of the table is, else Windows-1252."""
    with suppress(KeyError, OSError, LookupError):
        name = teile[".cpg"].read_bytes()[:64].decode("ascii", "ignore").strip()
        name = {"65001": "utf-8", "1252": "cp1252", "88591": "iso8859-1"}.get(name.replace("-", ""), name)
        "".encode(name)
        return name
    roh = teile[".dbf"].read_bytes()
    try:
        roh[min(len(roh), int.from_bytes(roh[8:10], "little")) :].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _read_ebene(pfad: Path, quelle: Path, lesart: Mapping[str, str], angaben: Mapping[str, Any]) -> Vektor:
    with _lesefehler(pfad) as gemeldet:
        meta, nummern, formen, felder = read(
            quelle, return_fids=True, force_2d=True, **{"max_features": MAX_OBJEKTE + 1, **angaben}
        )
    if formen is None or not len(formen):
        raise DatenError("geo-leer", pfad=pfad)
    if len(formen) > MAX_OBJEKTE:
        raise DatenError("json-objekte", pfad=pfad, hoechstens=MAX_OBJEKTE)
    namen = tuple(map(str, meta["fields"]))
    geometrien, kaputt = _build_formen(formen)
    return Vektor(
        formen=geometrien,
        zeilen=tuple(build_zeile(zip(namen, werte, strict=True)) for werte in zip(*felder, strict=True))
        or ({},) * len(formen),
        kennungen=tuple(map(str, nummern)),
        spalten=namen,
        lage=_find_lage(meta.get("crs"), lesart),
        ebene=quelle.stem if quelle.suffix == ".shp" else str(angaben.get("layer") or ""),
        kodierung=lesart.get("kodierung", ""),
        funde=(*kaputt, *_list_warnungen(gemeldet)),
    )


def _build_formen(roh: "np.ndarray[Any, Any]") -> tuple["np.ndarray[Any, Any]", tuple[Datenfund, ...]]:
    try:
        with np.errstate(invalid="ignore"):  # a corner that is no number is found below, not on the screen
            formen = shapely.from_wkb(roh)
        kaputt = np.zeros(len(roh), bool)
    except ShapelyError:
        with np.errstate(invalid="ignore"):
            formen = shapely.from_wkb(roh, on_invalid="ignore")
        kaputt = shapely.is_missing(formen) & np.array([bytes_ is not None for bytes_ in roh])
    funde = (Datenfund("form-kaputt", anzahl=int(kaputt.sum()), stelle=str(int(kaputt.argmax()) + 1)),)
    return formen, funde if kaputt.any() else ()


def _find_lage(crs: str | None, lesart: Mapping[str, str]) -> Lage | None:
    return find_lage(lesart, crs or "")


def _add_fund(vektor: Vektor, fund: Datenfund) -> Vektor:
    return replace(vektor, funde=(*vektor.funde, fund))


@contextmanager
def _lesefehler(pfad: Path) -> Iterator[list[warnings.WarningMessage]]:
    """Whatever GDAL has to say becomes one sentence; what it warns about is collected, never printed."""
    with warnings.catch_warnings(record=True) as gemeldet:
        warnings.simplefilter("always")
        try:
            yield gemeldet
        except Exception as fehler:
            raise DatenError("geo-beschaedigt", pfad=pfad) from fehler


def _list_warnungen(gemeldet: Sequence[warnings.WarningMessage]) -> tuple[Datenfund, ...]:
    """Letters that the encoding does not know; all else GDAL mends or the checks find."""
    falsch = sum("converted correctly" in str(warnung.message) for warnung in gemeldet)
    return (Datenfund("shape-kodierung", anzahl=falsch),) if falsch else ()


@contextmanager
def _open(pfad: Path, ebene: str = "") -> Iterator[Path]:
    """The file itself, or the Shapefile inside an archive, unpacked with bounds into a folder that goes away."""
    if pfad.suffix.lower() != ".zip":
        yield pfad
        return
    with TemporaryDirectory(prefix="wegweiser-") as ordner:
        shapes = _extract(pfad, Path(ordner))
        if not shapes:
            raise DatenError("archiv-ohne-karte", pfad=pfad)
        yield next((shape for shape in shapes if shape.stem == ebene), shapes[0])


def _extract(pfad: Path, ordner: Path) -> list[Path]:
    """Only what a Shapefile consists of, under its bare name; the sizes in the directory may lie, what is written may not."""
    rest = MAX_BYTES
    try:
        with zipfile.ZipFile(pfad) as archiv:
            teile = [t for t in archiv.infolist() if Path(t.filename).suffix.lower() in TEILE][:MAX_TEILE]
            for teil in teile:
                with archiv.open(teil) as von, (ordner / Path(teil.filename).name).open("wb") as nach:
                    while (block := von.read(_HAPPEN)) and rest >= 0:
                        rest -= nach.write(block)
    except KAPUTT as fehler:
        raise DatenError("archiv-kaputt", pfad=pfad) from fehler
    if rest < 0:
        raise DatenError("geo-gross", pfad=pfad, hoechstens=MAX_BYTES // 1_000_000)
    return sorted(p for p in ordner.iterdir() if p.suffix.lower() == ".shp")
