"""What a person names on the command line: files, shapefiles with their parts, folders; hints and notes are passed over."""

import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.dateien import lesefehler
from wegweiser.errors import DatenError
from wegweiser.errors.dateien import GRUENDE

_NETZ = re.compile(r"(https?|ftp):/+", re.IGNORECASE)  # a path has lost one of the strokes
# The parts of a Shapefile; without the first three it is none.
_SHAPE_NOETIG = (".shx", ".dbf")
_SHAPE_TEILE = (*_SHAPE_NOETIG, ".prj", ".cpg")
_SHAPE_NEBEN = (*_SHAPE_TEILE, ".sbn", ".sbx", ".qix", ".qpj", ".xml")
# What lies beside data and is none.
BEIWERK = frozenset(
    {".md", ".pdf", ".doc", ".docx", ".html", ".htm", ".png", ".jpg", ".qgz", ".qgs", ".qml", ".sld"}
)
MAX_DATEIEN = 500


class Quelle(NamedTuple):
    """One thing to import: the file a reader opens, and all files that belong to it (that file first)."""

    pfad: Path
    dateien: tuple[Path, ...]


class Sammlung(NamedTuple):
    """Everything named: the sources, and what is passed over in folders."""

    quellen: tuple[Quelle, ...]
    uebergangen: tuple[Path, ...] = ()


def find_quellen(pfad: Path) -> Sammlung:
    """A file, or all files of a folder (not below it). Raises DatenError where there is none."""
    if _NETZ.match(str(pfad)):
        raise DatenError("quelle-im-netz", pfad=_NETZ.sub(r"\1://", str(pfad)))
    with lesefehler(pfad, DatenError):
        modus = pfad.stat().st_mode
        namen = sorted(pfad.iterdir()) if stat.S_ISDIR(modus) else []
    if not stat.S_ISDIR(modus):
        return Sammlung((find_quelle(pfad),))
    dateien = [p for p in namen if p.is_file() and not p.name.startswith(".")]
    if len(dateien) > MAX_DATEIEN:
        raise DatenError("ordner-zu-voll", pfad=pfad, hoechstens=MAX_DATEIEN)
    beiwerk = tuple(p for p in dateien if p.suffix.casefold() in BEIWERK)
    quellen = tuple(dict.fromkeys(find_quelle(p) for p in dateien if p not in beiwerk))
    if not quellen:
        raise DatenError("ordner-ohne-daten", pfad=pfad)
    return Sammlung(quellen, beiwerk)


def find_quelle(pfad: Path) -> Quelle:
    """A file with its parts; a part of a Shapefile stands for the whole."""
    haupt = _find_haupt(pfad)
    check_datei(haupt)
    if haupt.suffix.casefold() != ".shp":
        return Quelle(haupt, (haupt,))
    teile = {teil.suffix.casefold(): teil for teil in _list_nachbarn(haupt)}
    for endung in _SHAPE_NOETIG:
        if endung not in teile:
            raise DatenError("teil-fehlt", pfad=haupt, teil=haupt.with_suffix(endung).name)
    return Quelle(haupt, (haupt, *(teile[endung] for endung in _SHAPE_TEILE if endung in teile)))


def check_datei(pfad: Path) -> None:
    """A regular file: a device or a pipe would never end."""
    with lesefehler(pfad, DatenError):
        if not stat.S_ISREG(pfad.stat().st_mode):
            raise DatenError("nicht-lesbar", pfad=pfad, grund=GRUENDE["keine-datei"])


def _find_haupt(pfad: Path) -> Path:
    if pfad.suffix.casefold() not in _SHAPE_NEBEN:
        return pfad
    namen = {pfad.stem.casefold(), Path(pfad.stem).stem.casefold()}  # also Stadtteil.shp.xml
    return next((p for p in _list_nachbarn(pfad, namen) if p.suffix.casefold() == ".shp"), pfad)


def _list_nachbarn(pfad: Path, namen: set[str] | None = None) -> Iterator[Path]:
    """Files beside this one with the same stem, whatever the case."""
    gesucht = namen or {pfad.stem.casefold()}
    with lesefehler(pfad, DatenError):
        alle: Sequence[Path] = sorted(pfad.parent.iterdir())
    return (p for p in alle if p.stem.casefold() in gesucht and p.is_file())
