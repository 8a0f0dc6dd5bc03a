"""Sheets of LibreOffice and OpenOffice files (.ods): cells as what they are, repeated and merged ones where they belong."""

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from wegweiser.adapters.tabellen.grenzen import (
    MAX_BLAETTER,
    MAX_SPALTEN,
    MAX_ZEILEN,
    Verbund,
    check_groesse,
    fuelle_verbunde,
    strip_rand,
)
from wegweiser.errors import EingabeError
from wegweiser.model.deutsch_format import format_datum, parse_datum
from wegweiser.model.einfuegung import LEERE_ZELLE, Rohtabelle, Rohzeile, Rohzelle, build_textzelle

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALCEXT: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_ZELLEN: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_ZAHL: Final = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?\Z")


def read_ods(pfad: Path, archiv: zipfile.ZipFile, hoechstens: int = MAX_ZEILEN) -> tuple[Rohtabelle, ...]:
    """All sheets; the archive was looked at before (no document type, bounded size)."""
    wurzel = ET.fromstring(archiv.read("content.xml"))  # noqa: S314 - see above
    verborgene = {
        stil.get(f"{_STYLE}name")
        for stil in wurzel.iter(f"{_STYLE}style")
        for angaben in stil.iter(f"{_STYLE}table-properties")
        if angaben.get(f"{_TABLE}display") == "false"
    }
    blaetter = list(wurzel.iter(f"{_TABLE}table"))[:MAX_BLAETTER]
    return tuple(
        _read_blatt(pfad, blatt, hoechstens, verborgen=blatt.get(f"{_TABLE}style-name") in verborgene)
        for blatt in blaetter
    )


def _read_blatt(pfad: Path, blatt: ET.Element, hoechstens: int, *, verborgen: bool) -> Rohtabelle:
    gelesen: dict[int, tuple[Rohzelle, ...]] = {}
    verbunde: list[Verbund] = []
    nr = 1
    for zeile in blatt.iter(f"{_TABLE}table-row"):
        anzahl = _zahl(zeile, "number-rows-repeated")
        zellen = strip_rand(list(_list_zellen(zeile, nr, verbunde)))
        for stelle in range(nr, nr + anzahl) if zellen else ():
            check_groesse(pfad, [Rohzeile(stelle, zellen)], hoechstens)
            gelesen[stelle] = zellen
        nr += anzahl
    fuelle_verbunde(gelesen, verbunde)
    zeilen = tuple(Rohzeile(stelle, zellen) for stelle, zellen in gelesen.items())
    return Rohtabelle(
        zeilen, name=blatt.get(f"{_TABLE}name", ""), verborgen=verborgen, verbunde=tuple(verbunde)
    )


def _list_zellen(zeile: ET.Element, nr: int, verbunde: list[Verbund]) -> Iterator[Rohzelle]:
    """The cells of a row; empty ones at the end are repeated up to the edge of the sheet, which nobody needs."""
    spalte = 1
    for element in zeile:
        if element.tag not in _ZELLEN or spalte > MAX_SPALTEN + 1:
            continue
        anzahl, hoehe = _zahl(element, "number-columns-repeated"), _zahl(element, "number-rows-spanned")
        breite = _zahl(element, "number-columns-spanned")
        if hoehe > 1 or breite > 1:
            verbunde.append((nr, spalte, nr + hoehe - 1, spalte + breite - 1))
        yield from [_build_zelle(element)] * min(anzahl, MAX_SPALTEN + 2 - spalte)
        spalte += anzahl


def _build_zelle(element: ET.Element) -> Rohzelle:
    text = "\n".join(_lies_text(absatz) for absatz in element.findall(f"{_TEXT}p"))
    if element.get(f"{_CALCEXT}value-type") == "error" or text in {
        "#REF!",
        "#NAME?",
        "#VALUE!",
        "#DIV/0!",
        "#N/A",
    }:
        return Rohzelle(text or "Fehler", "fehler")
    match element.get(f"{_OFFICE}value-type"):
        case "float" | "currency":
            return _build_zahl(element.get(f"{_OFFICE}value", ""), text)
        case "percentage":
            return _build_zahl(element.get(f"{_OFFICE}value", ""), text, mal=100)
        case "date":
            return _build_tag(element.get(f"{_OFFICE}date-value", "")[:10], text)
        case "boolean":
            return Rohzelle("Ja" if element.get(f"{_OFFICE}boolean-value") == "true" else "Nein")
        case _:
            return build_textzelle(text) if text else LEERE_ZELLE


def _build_zahl(wert: str, text: str, mal: int = 1) -> Rohzelle:
    """Fifteen digits, as a spreadsheet shows them."""
    if not _ZAHL.match(wert):
        return build_textzelle(text)
    zahl = Decimal(f"{float(wert):.15g}") * mal
    return Rohzelle(f"{zahl.normalize():f}".replace(".", ","), "zahl")


def _build_tag(wert: str, text: str) -> Rohzelle:
    try:
        return Rohzelle(format_datum(parse_datum(wert)), "datum")
    except EingabeError:
        return build_textzelle(text)


def _lies_text(element: ET.Element) -> str:
    """A paragraph with its blanks, tabs and line breaks; notes beside it are no part of it."""
    teile = [element.text or ""]
    for teil in element:
        if teil.tag == f"{_TEXT}s":
            teile.append(" " * min(_zahl(teil, "c", _TEXT), MAX_SPALTEN))
        elif teil.tag in {f"{_TEXT}line-break", f"{_TEXT}tab"}:
            teile.append("\n" if teil.tag.endswith("line-break") else "\t")
        elif teil.tag != f"{_OFFICE}annotation":
            teile.append(_lies_text(teil))
        teile.append(teil.tail or "")
    return "".join(teile)


def _zahl(element: ET.Element, name: str, raum: str = _TABLE) -> int:
    text = element.get(f"{raum}{name}", "1")
    return max(1, int(text[:7])) if text.isascii() and text.isdigit() else 1
