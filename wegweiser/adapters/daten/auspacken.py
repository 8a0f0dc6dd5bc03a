"""Archives as statistics offices deliver them: the tables and maps in a ZIP, unpacked beside the copies for a while, bounded."""

import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Final

from wegweiser.adapters.dateien import create_aus, lesefehler, schreibfehler
from wegweiser.adapters.daten.ablage import ORDNER, create_ordner
from wegweiser.errors import DatenError

MAX_BYTES: Final = 2_000_000_000
MAX_TEILE: Final = 500
_HAPPEN: Final = 1 << 20
_ENDUNGEN: Final = frozenset({".csv", ".geojson", ".json", ".gpkg", ".ods"})
_GITTER: Final = re.compile(
    r"100m[-_]gitter\.csv\Z", re.IGNORECASE
)  # beside it lie the same figures for 1 km and 10 km
_REST: Final = re.compile(r"\.entpackt\.[0-9]+\.neu\Z")
_KAPUTT: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)


def is_archiv(pfad: Path) -> bool:
    """Whether a file is a ZIP whose content has to be taken out; a zipped Shapefile is read as it is."""
    if pfad.suffix.casefold() != ".zip" or not pfad.is_file():
        return False
    with lesefehler(pfad, DatenError), suppress(*_KAPUTT), zipfile.ZipFile(pfad) as archiv:
        return not any(name.casefold().endswith(".shp") for name in archiv.namelist())
    return False


@contextmanager
def unpack(ordner: Path, pfad: Path) -> Iterator[tuple[Path, ...]]:
    """The files of an archive that may hold data, for as long as this lasts."""
    ziel = ordner / ORDNER / f".entpackt.{os.getpid()}.neu"
    with schreibfehler(ziel):
        create_ordner(ordner)
        _remove_reste(ziel.parent)
        ziel.mkdir()
    try:
        yield tuple(_unpack(pfad, ziel))
    finally:
        _remove_reste(ziel.parent)
        with suppress(OSError):
            ziel.parent.rmdir()  # only where it was made for this


def _unpack(pfad: Path, ziel: Path) -> Iterator[Path]:
    try:
        with zipfile.ZipFile(pfad) as archiv:
            teile = _select_teile(pfad, archiv.infolist())
            for teil in teile:
                neu = ziel / PurePosixPath(teil.filename.replace("\\", "/")).name
                with archiv.open(teil) as datei, schreibfehler(neu):
                    create_aus(neu, _lies(pfad, datei.read, teil.file_size), 0o600)
                yield neu
    except _KAPUTT as fehler:
        raise DatenError("archiv-kaputt", pfad=pfad) from fehler


def _select_teile(pfad: Path, alle: Sequence[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    teile = [teil for teil in alle if PurePosixPath(teil.filename).suffix.casefold() in _ENDUNGEN]
    teile = [teil for teil in teile if not teil.filename.startswith("__MACOSX")]
    teile = [teil for teil in teile if _GITTER.search(teil.filename)] or teile
    if not teile:
        raise DatenError("ordner-ohne-daten", pfad=pfad)
    if len(alle) > MAX_TEILE or sum(teil.file_size for teil in teile) > MAX_BYTES:
        raise DatenError("archiv-zu-gross", pfad=pfad, mb=MAX_BYTES // 1_000_000)
    return teile


def _lies(pfad: Path, lies: Callable[[int], bytes], hoechstens: int) -> Iterator[bytes]:
    """The sizes in the directory may lie; what is unpacked may not."""
    gelesen = 0
    while happen := lies(_HAPPEN):
        gelesen += len(happen)
        if gelesen > hoechstens:
            raise DatenError("archiv-zu-gross", pfad=pfad, mb=hoechstens // 1_000_000)
        yield happen


def _remove_reste(daten: Path) -> None:
    with suppress(OSError):
        for rest in daten.iterdir():
            if _REST.match(rest.name):
                for datei in rest.iterdir():
                    datei.unlink()
                rest.rmdir()
