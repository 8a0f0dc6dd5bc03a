"""Questionnaires from strangers: .xlsx, or the same tables as text; bounded, and no formula is ever worked out."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from wegweiser.adapters.archiv import check_archiv, excel_fehler
from wegweiser.adapters.dateien import load_bytes, load_text
from wegweiser.errors import DatenError
from wegweiser.model.fragebogen import Blatt, Blattzeile, Fragebogen
from wegweiser.model.wert import clean_text

MAX_BYTES: Final = 10_000_000
MAX_ZEILEN: Final = 10_000
MAX_SPALTEN: Final = 200
MAX_ZEICHEN: Final = 5_000
ENDUNGEN: Final = (".xlsx", ".xlsm", ".md", ".csv")
_BLAETTER: Final = ("survey", "choices", "settings")
_NAMEN: Final[Mapping[str, str]] = {
    "caption": "label", "command": "type", "tag": "name", "value": "name", "list name": "list_name", "list-name": "list_name",
    "relevance": "relevant", "bind::relevant": "relevant", "bind::constraint": "constraint", "bind::required": "required",
    "bind::calculate": "calculation", "calculate": "calculation", "constraining message": "constraint_message",
    "constraint message": "constraint_message", "constraining_message": "constraint_message", "repeat count": "repeat_count",
    "count": "repeat_count", "jr:count": "repeat_count", "bind::jr:constraintmsg": "constraint_message",
    "bind::jr:constraintMsg": "constraint_message", "read only": "read_only", "readonly": "read_only",
    "guidance hint": "guidance_hint", "form title": "form_title", "set form title": "form_title", "form id": "form_id",
    "set form id": "form_id", "id_string": "form_id", "title": "form_title", "default language": "default_language",
    "choice filter": "choice_filter", "bind::jr:count": "repeat_count", "control::appearance": "appearance",
}  # fmt: skip
_UEBERSETZT: Final = ("label", "hint", "guidance_hint", "constraint_message", "caption", "constraint message")


def read_fragebogen(pfad: Path) -> Fragebogen:
    """The sheets of a questionnaire; raises DatenError where there is none."""
    endung = pfad.suffix.lower()
    if endung not in ENDUNGEN:
        raise DatenError("xlsform-endung", pfad=pfad, soll=", ".join(ENDUNGEN))
    if endung in {".xlsx", ".xlsm"}:
        roh = _read_excel(pfad, load_bytes(pfad, DatenError, MAX_BYTES))
    else:
        text = load_text(pfad, DatenError)
        roh = _split_blaetter(_list_markdown(text) if endung == ".md" else csv.reader(io.StringIO(text)))
    return _build_fragebogen(pfad, roh)


def _build_fragebogen(pfad: Path, roh: Mapping[str, Iterable[Sequence[object]]]) -> Fragebogen:
    bogen = {name: _build_blatt(name, zeilen) for name, zeilen in roh.items()}
    if "survey" not in bogen:
        raise DatenError("xlsform-blatt", blatt="survey", pfad=pfad)
    for spalte in ("type", "name"):
        if spalte not in bogen["survey"].spalten:
            raise DatenError("xlsform-spalte", blatt="survey", spalte=spalte)
    return bogen


# Excel


def _read_excel(pfad: Path, inhalt: bytes) -> dict[str, Iterable[Sequence[object]]]:
    from openpyxl import load_workbook

    check_archiv(pfad, inhalt)
    try:
        buch = load_workbook(io.BytesIO(inhalt), read_only=True, data_only=True, keep_links=False)
        blaetter = {}
        for blatt in buch.worksheets:
            name = blatt.title.strip().casefold()
            if name in _BLAETTER and name not in blaetter:
                blaetter[name] = list(_list_zeilen(name, blatt))
    except DatenError:
        raise
    except Exception as fehler:
        raise excel_fehler(pfad, "inhalt") from fehler
    else:
        return dict(blaetter)


def _list_zeilen(name: str, blatt: Any) -> Iterator[Sequence[object]]:
    for nr, zeile in enumerate(
        blatt.iter_rows(max_row=MAX_ZEILEN + 2, max_col=MAX_SPALTEN + 1, values_only=True)
    ):
        if nr > MAX_ZEILEN and any(zelle is not None for zelle in zeile):
            raise DatenError("xlsform-zu-viel", blatt=name, hoechstens=MAX_ZEILEN, was="Zeilen")
        if nr <= MAX_ZEILEN:
            yield zeile


# text tables, as pyxform reads them


def _list_markdown(text: str) -> Iterator[list[str]]:
    for zeile in text.splitlines():
        if zeile.strip().startswith("|"):
            zellen = re.split(r"(?<!\\)\|", zeile.strip()[1:].removesuffix("|"))
            yield [zelle.strip().replace("\\|", "|") for zelle in zellen]


def _split_blaetter(zeilen: Iterable[Sequence[str]]) -> dict[str, Iterable[Sequence[object]]]:
    """The first cell of a row names the sheet that begins there."""
    blaetter: dict[str, list[Sequence[object]]] = {}
    aktuell = ""
    for zeile in zeilen:
        if zeile and zeile[0].strip():
            aktuell = zeile[0].strip().casefold()
            blaetter.setdefault(aktuell, [])
        if aktuell in blaetter and any(zelle.strip() for zelle in zeile[1:]):
            blaetter[aktuell].append(zeile[1:])
    return {name: blatt for name, blatt in blaetter.items() if name in _BLAETTER}


# cells


def _build_blatt(name: str, zeilen: Iterable[Sequence[object]]) -> Blatt:
    inhalt = list(zeilen)
    if len(inhalt) > MAX_ZEILEN + 1:
        raise DatenError("xlsform-zu-viel", blatt=name, hoechstens=MAX_ZEILEN, was="Zeilen")
    spalten: dict[str, int] = {}
    for nr, zelle in enumerate(inhalt[0] if inhalt else (), 1):
        if kopf := _format_kopf(_format_zelle(zelle)):
            if nr > MAX_SPALTEN:
                raise DatenError("xlsform-zu-viel", blatt=name, hoechstens=MAX_SPALTEN, was="Spalten")
            spalten.setdefault(kopf, nr)
    fertig = []
    for nr, zeile in enumerate(inhalt[1:], 2):
        werte = {
            kopf: text
            for kopf, spalte in spalten.items()
            if spalte <= len(zeile) and (text := _format_zelle(zeile[spalte - 1]))
        }
        if werte:
            fertig.append(Blattzeile(nr, werte))
    return Blatt(name, spalten, tuple(fertig))


def _format_kopf(kopf: str) -> str:
    """One spelling for a column: `label:English` and `Label::English` are the same."""
    vorne, trenner, hinten = kopf.partition("::")
    if not trenner and (treffer := re.match(rf"({'|'.join(_UEBERSETZT)}):(?!:)(.+)", kopf, re.IGNORECASE)):
        vorne, hinten = treffer[1], treffer[2]
    name = " ".join(vorne.strip().casefold().split())
    hinten = hinten.strip()
    ganz = f"{name}::{hinten}" if hinten else name
    if ganz in _NAMEN:
        return _NAMEN[ganz]
    name = _NAMEN.get(name, name.replace(" ", "_"))
    return f"{name}::{hinten}" if hinten else name


def _format_zelle(zelle: object) -> str:
    match zelle:
        case None:
            return ""
        case bool():
            return "true" if zelle else "false"
        case float():
            return str(int(zelle)) if zelle.is_integer() and abs(zelle) < 10**15 else repr(zelle)
        case datetime():
            return zelle.date().isoformat() if zelle.time() == time() else zelle.isoformat()
        case date():
            return zelle.isoformat()
        case _:
            return clean_text(str(zelle)[: MAX_ZEICHEN * 2])[:MAX_ZEICHEN]
