"""Table files from offices: Excel, LibreOffice, text; bounded, and no formula is ever worked out."""

import io
import zipfile
from pathlib import Path

from wegweiser.adapters.archiv import check_archiv, excel_fehler
from wegweiser.adapters.dateien import load_bytes
from wegweiser.adapters.tabellen.grenzen import MAX_BYTES, MAX_ZEILEN
from wegweiser.adapters.tabellen.text import read_text
from wegweiser.errors import DatenError
from wegweiser.model.einfuegung import Rohtabelle

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_tabellen(pfad: Path, hoechstens: int = MAX_ZEILEN) -> tuple[Rohtabelle, ...]:
    """All sheets of a file by what is in it, not by its name; a text file is one sheet without a name.

    `hoechstens` is the number of rows a sheet may have.
    """
    inhalt = load_bytes(pfad, DatenError, MAX_BYTES)
    if inhalt.startswith(_ZIP):
        return _read_archiv(pfad, inhalt, hoechstens)
    if inhalt.startswith(_OLE):
        raise excel_fehler(pfad, "alt")
    anfang = inhalt[:500].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if anfang.startswith((b"<html", b"<table", b"<!doctype html", b"<?xml")):
        raise excel_fehler(pfad, "html")
    return (read_text(pfad, inhalt),)


def _read_archiv(pfad: Path, inhalt: bytes, hoechstens: int) -> tuple[Rohtabelle, ...]:
    check_archiv(pfad, inhalt)
    try:
        with zipfile.ZipFile(io.BytesIO(inhalt)) as archiv:
            return _read_blaetter(pfad, inhalt, archiv, hoechstens)
    except DatenError:
        raise
    except Exception as fehler:
        raise excel_fehler(pfad, "inhalt") from fehler


def _read_blaetter(
    pfad: Path, inhalt: bytes, archiv: zipfile.ZipFile, hoechstens: int
) -> tuple[Rohtabelle, ...]:
    namen = archiv.namelist()
    if "mimetype" in namen and b"opendocument.spreadsheet" in archiv.read("mimetype")[:100]:
        from wegweiser.adapters.tabellen.ods import read_ods

        return read_ods(pfad, archiv, hoechstens)
    if "[Content_Types].xml" in namen and any(name.startswith("xl/") for name in namen):
        from wegweiser.adapters.tabellen.excel import read_excel

        return read_excel(pfad, inhalt, hoechstens)
    raise DatenError("keine-tabellendatei", pfad=pfad)
