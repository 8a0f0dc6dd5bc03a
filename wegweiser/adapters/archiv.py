"""Excel and Word files from strangers, looked at before anything is unpacked: how large they would get, what they hide."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from wegweiser.errors import DatenError
from wegweiser.errors.tabellen import EXCEL_GRUENDE

Melder = Callable[[Path, str], DatenError]
MAX_AUSGEPACKT: Final = 60_000_000
MAX_TEILE: Final = 500
_KAPUTT: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError,
)  # fmt: skip


def check_archiv(pfad: Path, inhalt: bytes, melde: Melder | None = None) -> None:
    """Raise DatenError for a zip bomb, a broken archive, and XML with a document type; `melde` makes the error."""
    fehler_von = melde or excel_fehler
    try:
        with zipfile.ZipFile(io.BytesIO(inhalt)) as archiv:
            teile = archiv.infolist()
            if len(teile) > MAX_TEILE:
                raise fehler_von(pfad, "teile")
            if sum(teil.file_size for teil in teile) > MAX_AUSGEPACKT:
                raise fehler_von(pfad, "bombe")
            for teil in teile:
                _check_teil(pfad, archiv, teil, fehler_von)
    except _KAPUTT as fehler:
        raise fehler_von(pfad, "zip") from fehler


def _check_teil(pfad: Path, archiv: zipfile.ZipFile, teil: zipfile.ZipInfo, fehler_von: Melder) -> None:
    """The sizes in the directory may lie; what is unpacked may not."""
    if not teil.filename.endswith((".xml", ".rels")):
        return
    with archiv.open(teil) as datei:
        roh = datei.read(teil.file_size + 1)
    if len(roh) > teil.file_size:
        raise fehler_von(pfad, "bombe")
    if b"<!DOCTYPE" in roh or b"<!ENTITY" in roh or b"\x00" in roh[:200]:
        raise fehler_von(pfad, "dtd")


def excel_fehler(pfad: Path, grund: str) -> DatenError:
    """Why this is no Excel file one can read."""
    return DatenError("excel-datei", pfad=pfad, grund=EXCEL_GRUENDE[grund])
