"""Sheets of Excel files: cells as what they are, stored values of formulas, merged cells."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from wegweiser.adapters.tabellen.grenzen import (
    MAX_BLAETTER,
    MAX_ZEILEN,
    Verbund,
    check_groesse,
    fuelle_verbunde,
    strip_rand,
)
from wegweiser.model.deutsch_format import format_datum
from wegweiser.model.einfuegung import LEERE_ZELLE, Rohtabelle, Rohzeile, Rohzelle, build_textzelle

_VERBUND = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"'
)
_NULLEN = re.compile(r"0{2,20}")  # keys and postal codes are shown with leading zeros
_MAX_VERBUND: Final = 5_000


def read_excel(pfad: Path, inhalt: bytes, hoechstens: int = MAX_ZEILEN) -> tuple[Rohtabelle, ...]:
    """All sheets of an Excel file; of a formula the value that was stored."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what is not read anyway, in English
        werte = load_workbook(io.BytesIO(inhalt), read_only=True, data_only=True, keep_links=False)
        formeln = load_workbook(io.BytesIO(inhalt), read_only=True, data_only=False, keep_links=False)
        teile = _list_verbunde(inhalt)
        return tuple(
            _read_blatt(pfad, blatt, formeln[blatt.title], teile.get(_pfad_von(blatt), ()), hoechstens)
            for blatt in werte.worksheets[:MAX_BLAETTER]
        )


def _pfad_von(blatt: Any) -> str:
    return str(getattr(blatt, "_worksheet_path", "")).lstrip("/")


def _list_verbunde(inhalt: bytes) -> dict[str, tuple[Verbund, ...]]:
    """Merged cells by part of the archive, as (first row, first column, last row, last column) from 1."""
    from openpyxl.utils import column_index_from_string as spalte

    verbunde = {}
    with zipfile.ZipFile(io.BytesIO(inhalt)) as archiv:
        for name in archiv.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                treffer = _VERBUND.findall(archiv.read(name))[:_MAX_VERBUND]
                verbunde[name] = tuple(
                    (int(t[1]), spalte(t[0].decode()), int(t[3]), spalte(t[2].decode())) for t in treffer
                )
    return verbunde


def _read_blatt(
    pfad: Path, blatt: Any, formeln: Any, verbunde: Iterable[Verbund], hoechstens: int
) -> Rohtabelle:
    blatt.reset_dimensions()
    formeln.reset_dimensions()
    gelesen: dict[int, tuple[Rohzelle, ...]] = {}
    for nr, (zeile, rechnung) in enumerate(zip(blatt.iter_rows(), formeln.iter_rows(), strict=False), 1):
        if zellen := strip_rand([build_zelle(*paar) for paar in zip(zeile, rechnung, strict=False)]):
            gelesen[nr] = zellen
            check_groesse(pfad, [Rohzeile(nr, zellen)], hoechstens)
    fuelle_verbunde(gelesen, verbunde)
    zeilen = tuple(Rohzeile(nr, zellen) for nr, zellen in gelesen.items())
    return Rohtabelle(
        zeilen, name=blatt.title, verborgen=blatt.sheet_state != "visible", verbunde=tuple(verbunde)
    )


def build_zelle(zelle: Any, formel: Any) -> Rohzelle:
    """A cell as a person would type it; of a formula the value that was stored."""
    wert = zelle.value
    if wert is None:
        return Rohzelle("", "formel") if getattr(formel, "data_type", "") == "f" else LEERE_ZELLE
    if zelle.data_type == "e":
        return Rohzelle(str(wert), "fehler")
    format_ = str(getattr(zelle, "number_format", "") or "")
    match wert:
        case bool():
            return Rohzelle("Ja" if wert else "Nein")
        case int() | float():
            return _build_zahl(wert, format_)
        case datetime():
            return Rohzelle(format_datum(wert.date()), "datum")
        case date():
            return Rohzelle(format_datum(wert), "datum")
        case _:
            return build_textzelle(str(wert))


def _build_zahl(wert: float, format_: str) -> Rohzelle:
    """Fifteen digits, as a spreadsheet shows them; a share formatted as percent in percent points, a key with its zeros."""
    if _NULLEN.fullmatch(format_) and wert == int(wert) >= 0:
        return Rohzelle(f"{int(wert):0{len(format_)}d}")
    zahl = Decimal(f"{wert:.15g}")
    if "%" in re.sub(r'"[^"]*"|\\.', "", format_):
        zahl *= 100
    return Rohzelle(f"{zahl.normalize():f}".replace(".", ","), "zahl")
