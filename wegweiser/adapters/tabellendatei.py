"""Tables from offices: .xlsx and text with separators, in whatever encoding; bounded, no formula is ever worked out."""

import csv
import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from wegweiser.adapters.archiv import check_archiv, excel_fehler
from wegweiser.adapters.dateien import load_bytes
from wegweiser.errors import DatenError
from wegweiser.model.deutsch_format import format_datum
from wegweiser.model.einfuegung import LEERE_ZELLE, Rohtabelle, Rohzeile, Rohzelle, build_textzelle

MAX_BYTES: Final = 10_000_000
MAX_ZEILEN: Final = 5_000
MAX_SPALTEN: Final = 200
MAX_BLAETTER: Final = 50
_PROBE: Final = 200
_TRENNER: Final = (";", "\t", ",", "|")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKEN: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_VERBUND = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"'
)
_MAX_VERBUND: Final = 5_000
_SEP = re.compile(r'\A"?sep=(.)"?\r?\n', re.IGNORECASE)


def read_tabellen(pfad: Path) -> tuple[Rohtabelle, ...]:
    """All sheets of a file that hold something; a text file is one sheet without a name."""
    inhalt = load_bytes(pfad, DatenError, MAX_BYTES)
    if inhalt.startswith(_ZIP):
        return _read_excel(pfad, inhalt)
    if inhalt.startswith(_OLE):
        raise excel_fehler(pfad, "alt")
    anfang = inhalt[:500].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if anfang.startswith((b"<html", b"<table", b"<!doctype html", b"<?xml")):
        raise excel_fehler(pfad, "html")
    return (_read_text(pfad, inhalt),)


# text


def _read_text(pfad: Path, inhalt: bytes) -> Rohtabelle:
    text, lesart = _entziffere(pfad, inhalt)
    trenner = None
    if treffer := _SEP.match(text):
        trenner, text = treffer[1], text[treffer.end() :]
    versatz = vorher = 1 if treffer else 0
    trenner = trenner or _find_trenner(text)
    zeilen: list[Rohzeile] = []
    leser = csv.reader(io.StringIO(text, newline=""), delimiter=trenner)
    try:
        for zellen in leser:
            beginn, vorher = vorher + 1, versatz + leser.line_num
            if any(zellen):
                zeilen.append(Rohzeile(beginn, tuple(map(build_textzelle, zellen[: MAX_SPALTEN + 1]))))
                _check_groesse(pfad, zeilen)
    except csv.Error:
        raise DatenError("tabelle-csv", pfad=pfad, zeile=vorher + 1) from None
    return Rohtabelle(tuple(zeilen), lesart=lesart)


def _entziffere(pfad: Path, inhalt: bytes) -> tuple[str, str]:
    """The text and, where it is not plain UTF-8, how it was read."""
    for marke, name in _MARKEN:
        if inhalt.startswith(marke):
            with suppress(UnicodeDecodeError):
                return inhalt.decode(name), "UTF-16" if name == "utf-16" else ""
            raise DatenError("tabelle-kein-text", pfad=pfad)
    if b"\x00" in inhalt[:1000]:
        return _entziffere_breit(pfad, inhalt), "UTF-16"
    with suppress(UnicodeDecodeError):
        return inhalt.decode("utf-8"), ""
    with suppress(UnicodeDecodeError):
        return inhalt.decode("cp1252"), "Windows-1252"
    return inhalt.decode("latin-1"), "Latin-1"


def _entziffere_breit(pfad: Path, inhalt: bytes) -> str:
    """UTF-16 without a mark: every second byte of German text is zero."""
    probe = inhalt[:1000]
    gerade, ungerade = probe[::2].count(0), probe[1::2].count(0)
    name = "utf-16-le" if ungerade > gerade else "utf-16-be"
    with suppress(UnicodeDecodeError):
        text = inhalt.decode(name)
        if max(gerade, ungerade) > len(probe) // 3 and "\x00" not in text:
            return text
    raise DatenError("keine-tabellendatei", pfad=pfad)


def _find_trenner(text: str) -> str:
    """The separator that cuts most lines into the same number of cells."""

    def guete(trenner: str) -> tuple[float, int]:
        zeilen = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=trenner)
        breiten: Counter[int] = Counter()
        with suppress(csv.Error):
            for _, zellen in zip(range(_PROBE), zeilen, strict=False):
                breiten[len(zellen)] += bool(zellen)
        breit = [(anzahl, breite) for breite, anzahl in breiten.items() if breite > 1]
        anzahl, breite = max(breit, default=(0, 1))
        return anzahl / max(1, sum(breiten.values())), breite

    return max(_TRENNER, key=guete)


def _check_groesse(pfad: Path, zeilen: Sequence[Rohzeile]) -> None:
    if len(zeilen) > MAX_ZEILEN:
        raise DatenError("tabelle-zu-gross", pfad=pfad, hoechstens=MAX_ZEILEN, was="Zeilen")
    if len(zeilen[-1].zellen) > MAX_SPALTEN:
        raise DatenError("tabelle-zu-gross", pfad=pfad, hoechstens=MAX_SPALTEN, was="Spalten")


# Excel


def _read_excel(pfad: Path, inhalt: bytes) -> tuple[Rohtabelle, ...]:
    check_archiv(pfad, inhalt)
    try:
        _check_art(pfad, inhalt)
        return _read_mappe(pfad, inhalt)
    except DatenError:
        raise
    except Exception as fehler:
        raise excel_fehler(pfad, "inhalt") from fehler


def _read_mappe(pfad: Path, inhalt: bytes) -> tuple[Rohtabelle, ...]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what is not read anyway, in English
        werte = load_workbook(io.BytesIO(inhalt), read_only=True, data_only=True, keep_links=False)
        formeln = load_workbook(io.BytesIO(inhalt), read_only=True, data_only=False, keep_links=False)
        teile = _list_verbunde(inhalt)
        return tuple(
            _read_blatt(pfad, blatt, formeln[blatt.title], teile.get(_pfad_von(blatt), ()))
            for blatt in werte.worksheets[:MAX_BLAETTER]
        )


def _check_art(pfad: Path, inhalt: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(inhalt)) as archiv:
        namen = archiv.namelist()
        if "mimetype" in namen and b"opendocument" in archiv.read("mimetype")[:100]:
            raise excel_fehler(pfad, "ods")
        if "[Content_Types].xml" not in namen or not any(name.startswith("xl/") for name in namen):
            raise DatenError("keine-tabellendatei", pfad=pfad)


def _pfad_von(blatt: Any) -> str:
    return str(getattr(blatt, "_worksheet_path", "")).lstrip("/")


Verbund = tuple[int, int, int, int]


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


def _read_blatt(pfad: Path, blatt: Any, formeln: Any, verbunde: Iterable[Verbund]) -> Rohtabelle:
    blatt.reset_dimensions()
    formeln.reset_dimensions()
    grenzen = {"max_row": MAX_ZEILEN + 2, "max_col": MAX_SPALTEN + 1}
    paare = zip(blatt.iter_rows(**grenzen), formeln.iter_rows(**grenzen), strict=False)
    gelesen = {
        nr: tuple(build_zelle(zelle, formel) for zelle, formel in zip(zeile, rechnung, strict=False))
        for nr, (zeile, rechnung) in enumerate(paare, 1)
    }
    _fuelle_verbunde(gelesen, verbunde)
    zeilen = [Rohzeile(nr, _ohne_rand(zellen)) for nr, zellen in gelesen.items()]
    gefuellt = [zeile for zeile in zeilen if zeile.zellen]
    for zeile in gefuellt[-1:]:
        if zeile.nr > MAX_ZEILEN:
            raise DatenError("tabelle-zu-gross", pfad=pfad, hoechstens=MAX_ZEILEN, was="Zeilen")
    for zeile in gefuellt:
        _check_groesse(pfad, [zeile])
    return Rohtabelle(tuple(gefuellt), name=blatt.title, verborgen=blatt.sheet_state != "visible")


def _ohne_rand(zellen: tuple[Rohzelle, ...]) -> tuple[Rohzelle, ...]:
    """Without the empty cells at the end."""
    letzte = max((nr for nr, zelle in enumerate(zellen, 1) if zelle.text or zelle.art == "formel"), default=0)
    return zellen[:letzte]


def _fuelle_verbunde(zeilen: dict[int, tuple[Rohzelle, ...]], verbunde: Iterable[Verbund]) -> None:
    """A cell merged over several rows of one column holds for all of them."""
    for oben, links, unten, rechts in verbunde:
        if links != rechts or oben not in zeilen or len(zeilen[oben]) < links:
            continue
        wert = zeilen[oben][links - 1]
        for nr in range(oben + 1, min(unten, MAX_ZEILEN) + 1):
            zellen = list(zeilen.get(nr, ()))
            if any(zelle.text for zelle in zellen):
                zellen += [LEERE_ZELLE] * (links - len(zellen))
                zellen[links - 1] = wert
                zeilen[nr] = tuple(zellen)


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
    """Fifteen digits, as a spreadsheet shows them; a share formatted as percent in percent points."""
    zahl = Decimal(f"{wert:.15g}")
    if "%" in re.sub(r'"[^"]*"|\\.', "", format_):
        zahl *= 100
    return Rohzelle(f"{zahl.normalize():f}".replace(".", ","), "zahl")
