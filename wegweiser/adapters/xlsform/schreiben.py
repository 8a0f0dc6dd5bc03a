"""A questionnaire as .xlsx: every cell is text, never a formula, and the same questionnaire gives the same bytes."""

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from wegweiser.adapters.dateien import save_atomar, schreibfehler
from wegweiser.errors import DatenError
from wegweiser.model.fragebogen import Blatt, Fragebogen

_FORMEL: Final = ("=", "+", "-", "@")
# Excel's limit for a cell, and what XML cannot hold.
_MAX_ZEICHEN: Final = 32_000
VERBOTEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ANFANG: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no zones
_ZIPZEIT: Final = (1980, 1, 1, 0, 0, 0)
_GEAENDERT: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_BREITEN: Final = {"type": 22, "name": 26, "list_name": 22}
_BREIT: Final = 42


def write_fragebogen(pfad: Path, fragebogen: Fragebogen) -> None:
    """Write the file in one step."""
    inhalt = format_fragebogen(fragebogen)
    with schreibfehler(pfad, DatenError):
        save_atomar(pfad, inhalt)


def format_fragebogen(fragebogen: Fragebogen) -> bytes:
    """The bytes of the file; they depend on nothing but the questionnaire."""
    from openpyxl import Workbook

    buch = Workbook()
    buch.remove(buch.worksheets[0])
    buch.properties.created = _ANFANG
    buch.properties.creator = "wegweiser"
    for blatt in fragebogen.values():
        if blatt.zeilen:
            _schreibe(buch.create_sheet(blatt.name), blatt)
    return write_buch(buch)


def _schreibe(ziel: Any, blatt: Blatt) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    ziel.freeze_panes = "C2" if "type" in blatt.spalten else "A2"
    for spalte, nr in blatt.spalten.items():
        setze_text(ziel.cell(1, nr), spalte)
        ziel.cell(1, nr).font = Font(bold=True)
        ziel.column_dimensions[get_column_letter(nr)].width = _BREITEN.get(
            spalte, _BREIT if "::" in spalte else 18
        )
    for zeile in blatt.zeilen:
        for spalte, text in zeile.werte.items():
            setze_text(ziel.cell(zeile.nr, blatt.spalten[spalte]), text)


def setze_text(zelle: Any, text: str) -> None:
    """A text stays a text, also when somebody edits the cell: `quotePrefix` is Excel's leading apostrophe."""
    zelle.value = VERBOTEN.sub("", text)[:_MAX_ZEICHEN]
    zelle.data_type = "s"
    zelle.number_format = "@"
    if text.startswith(_FORMEL):
        zelle.quotePrefix = True


def write_buch(buch: Any) -> bytes:
    """A workbook as a file, made in memory: `Workbook.save` would lay every sheet aside in the folder for temporary files."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class Schreiber(ExcelWriter):
        def write_worksheet(self, ws: Any) -> None:
            blatt: Any = io.BytesIO()
            ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - as the library does it
            ws._drawing.charts, ws._drawing.images = ws._charts, ws._images  # noqa: SLF001
            schreiber: Any = WorksheetWriter(ws, blatt)
            schreiber.write()
            ws._rels = schreiber._rels  # noqa: SLF001
            archiv.writestr(ws.path[1:], blatt.getvalue())
            self.manifest.append(ws)

    ziel = io.BytesIO()
    buch.properties.modified = _ANFANG
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as archiv:
        Schreiber(buch, archiv).write_data()
    return vereinheitliche(ziel.getvalue())


def vereinheitliche(roh: bytes) -> bytes:
    """The same archive without the times of today."""
    ziel = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(roh)) as alt,
        zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as neu,
    ):
        for name in sorted(alt.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            inhalt = alt.read(name)
            if name == "docProps/core.xml":
                inhalt = _GEAENDERT.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", inhalt)
            eintrag = zipfile.ZipInfo(name, _ZIPZEIT)
            eintrag.compress_type, eintrag.create_system = zipfile.ZIP_DEFLATED, 3
            neu.writestr(eintrag, inhalt)
    return ziel.getvalue()
