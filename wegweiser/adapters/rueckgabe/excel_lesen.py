"""A filled Excel file back: whatever was sorted, filtered, renamed or moved, every line is known by its hidden mark."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

from wegweiser.adapters.archiv import check_archiv, excel_fehler
from wegweiser.adapters.dateien import load_bytes
from wegweiser.adapters.rueckgabe.excel_schreiben import SPALTENMARKE, TABELLE
from wegweiser.adapters.rueckgabe.sammeln import Sammlung
from wegweiser.errors import DatenError
from wegweiser.errors.rueckgabe import TEXTE
from wegweiser.model.rueckgabe import (
    Feldname,
    Inhalt,
    Kennzeichen,
    Rueckfeld,
    Ruecksendung,
    parse_kennzeichen,
)
from wegweiser.model.wert import clean_text

MAX_BYTES: Final = 10_000_000
MAX_BLATT: Final = 15_000_000  # unpacked: a hundred times what we write
MAX_ZEILEN: Final = 5_000
MAX_SPALTEN: Final = 80
_OBEN: Final = 12  # the marks of a sheet stand in its first lines and columns
_NULLEN: Final = re.compile(r"0{2,20}\Z")
_WOERTLICH: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_FADEN: Final = re.compile(r"\A\[[^\]]*\].*?(?:Comment|Kommentar):\s*", re.DOTALL)
_FELDER: Final[Mapping[str, Feldname]] = {
    TEXTE[name]: name for name in ("antwort", "sicherheit", "beleg", "notiz")
}
_SIEHE: Final = re.compile(re.escape(TEXTE["siehe-blatt"]).replace(r"\{blatt\}", r".{1,31}") + r"\Z")


class _Blatt(NamedTuple):
    """A sheet with its mark: the cells as text and numbers, the formulas behind them, and the column of the marks."""

    datei: str
    name: str
    zeilen: Sequence[Sequence[Any]]
    formeln: Any
    marke: int


def read_excel(pfad: Path) -> Ruecksendung:
    """All fields that were filled in; raises DatenError for a file that is none of ours."""
    inhalt = load_bytes(pfad, DatenError, MAX_BYTES)
    check_archiv(pfad, inhalt)
    hat_formeln = _check_blaetter(pfad, inhalt)
    try:
        werte, formeln = _oeffne(inhalt, werte=True), (_oeffne(inhalt, werte=False) if hat_formeln else None)
        return _lies(pfad, werte, formeln)
    except DatenError:
        raise
    except Exception as fehler:
        raise excel_fehler(pfad, "inhalt") from fehler


def _oeffne(inhalt: bytes, *, werte: bool) -> Any:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(inhalt), data_only=werte, keep_links=False, keep_vba=False)


def _check_blaetter(pfad: Path, inhalt: bytes) -> bool:
    """Refuse sheets no department fills in; whether there are formulas."""
    hat_formeln = False
    with zipfile.ZipFile(io.BytesIO(inhalt)) as archiv:
        for teil in archiv.infolist():
            if teil.filename.startswith("xl/worksheets/"):
                if teil.file_size > MAX_BLATT:
                    raise excel_fehler(pfad, "bombe")
                hat_formeln = hat_formeln or b"<f" in archiv.read(teil)
    return hat_formeln


def _lies(pfad: Path, werte: Any, formeln: Any) -> Ruecksendung:
    kennzeichen: Kennzeichen | None = None
    sammlung = Sammlung()
    for blatt in werte.worksheets:
        zeilen = list(_list_zeilen(pfad, blatt))
        gefunden = _find_kennzeichen(pfad, zeilen)
        if gefunden is None:
            continue
        if kennzeichen is not None and kennzeichen != gefunden[0]:
            raise DatenError("rueckgabe-gemischt", pfad=pfad)
        kennzeichen = gefunden[0]
        andere = formeln[blatt.title] if formeln is not None else None
        _lies_blatt(_Blatt(pfad.name, blatt.title, zeilen, andere, gefunden[1]), sammlung)
    if kennzeichen is None:
        raise DatenError("rueckgabe-kein-bogen", pfad=pfad)
    return Ruecksendung(pfad.name, kennzeichen, sammlung.build())


def _list_zeilen(pfad: Path, blatt: Any) -> Iterator[Sequence[Any]]:
    if blatt.max_row > MAX_ZEILEN:
        raise DatenError("rueckgabe-zu-viel", pfad=pfad, hoechstens=MAX_ZEILEN)
    yield from blatt.iter_rows(max_col=min(blatt.max_column, MAX_SPALTEN))


def _find_kennzeichen(pfad: Path, zeilen: Sequence[Sequence[Any]]) -> tuple[Kennzeichen, int] | None:
    """The mark of the sheet and the column it stands in."""
    for zeile in zeilen[:_OBEN]:
        for nr, zelle in enumerate(zeile[:_OBEN]):
            try:
                kennzeichen = parse_kennzeichen(_text(zelle.value))
            except ValueError:
                raise DatenError("rueckgabe-neuer", pfad=pfad) from None
            if kennzeichen is not None:
                return kennzeichen, nr
    return None


def _lies_blatt(blatt: _Blatt, sammlung: Sammlung) -> None:
    for nr, zeile in enumerate(blatt.zeilen[:_OBEN]):
        marke = _text(zeile[blatt.marke].value)
        if marke.startswith(TABELLE):
            stand = _text(zeile[blatt.marke + 1].value)
            _lies_tabelle(blatt, marke.removeprefix(TABELLE), stand, sammlung)
            return
        spalten = {_FELDER[t]: i for i, zelle in enumerate(zeile) if (t := _text(zelle.value)) in _FELDER}
        if "antwort" in spalten:
            for fragezeile in blatt.zeilen[nr + 1 :]:
                _lies_fragezeile(blatt, fragezeile, spalten, sammlung)
            return


def _lies_fragezeile(
    blatt: _Blatt, zeile: Sequence[Any], spalten: Mapping[Feldname, int], sammlung: Sammlung
) -> None:
    marke = _text(zeile[blatt.marke].value)
    felder = {name: feld for name, nr in spalten.items() if (feld := _lies_feld(blatt, zeile[nr]))}
    ort = _ort(blatt, zeile[spalten["antwort"]])
    if not marke:
        for feld in felder.values():
            sammlung.add_fremdes(feld._replace(code="rueckgabe-zeile-fremd"))
        return
    adresse, trenner, option = marke.partition("#")
    antwort = felder.get("antwort")
    if trenner:
        if antwort is not None:
            sammlung.add_teil(adresse, option, antwort)
        return
    if antwort is not None and _SIEHE.match(_text(antwort.inhalt)):
        del felder["antwort"]
    if kommentar := _lies_kommentare(blatt, zeile):
        felder["notiz"] = _haenge_an(felder.get("notiz"), kommentar)
    stand = _text(zeile[blatt.marke + 1].value)
    sammlung.add(adresse, stand, ort, felder)


def _lies_tabelle(blatt: _Blatt, adresse: str, stand: str, sammlung: Sammlung) -> None:
    kopf = next((nr for nr, z in enumerate(blatt.zeilen[:_OBEN]) if _text(z[blatt.marke].value) == SPALTENMARKE), None)  # fmt: skip
    if kopf is None:
        return
    erste = blatt.marke + 2
    namen = {nr: id_ for nr, z in enumerate(blatt.zeilen[kopf]) if nr >= erste and (id_ := _text(z.value))}
    zeilen = []
    felder: dict[Feldname, Rueckfeld] = {}
    for zeile in blatt.zeilen[kopf + 2 :]:
        gefuellt = {id_: feld for nr, id_ in namen.items() if (feld := _lies_feld(blatt, zeile[nr]))}
        if gefuellt:
            zeilen.append(gefuellt)
        if kommentar := _lies_kommentare(blatt, zeile):
            felder["notiz"] = _haenge_an(felder.get("notiz"), kommentar)
    sammlung.add_tabelle(adresse, stand, f"{blatt.datei}:{blatt.name}", zeilen, felder)


# Cells


def _ort(blatt: _Blatt, zelle: Any) -> str:
    return f"{blatt.datei}:{blatt.name}:{zelle.coordinate}"


def _lies_feld(blatt: _Blatt, zelle: Any) -> Rueckfeld | None:
    """What stands in a cell; None where nothing does."""
    ort = _ort(blatt, zelle)
    if zelle.data_type == "e":
        return Rueckfeld(str(zelle.value), ort, code="rueckgabe-fehlerwert")
    inhalt = _lies_inhalt(zelle)
    if inhalt is None:
        formel = blatt.formeln[zelle.coordinate] if blatt.formeln is not None else None
        if formel is not None and formel.data_type == "f":
            return Rueckfeld(None, ort, code="rueckgabe-formel")
        return None
    prozent = isinstance(inhalt, int | Decimal) and "%" in _WOERTLICH.sub("", zelle.number_format or "")
    return Rueckfeld(inhalt, ort, prozent=prozent)


def _lies_inhalt(zelle: Any) -> Inhalt:
    wert = zelle.value
    match wert:
        case bool() | date():
            return wert
        case int() | float() if _NULLEN.match(zelle.number_format or ""):
            return str(int(wert)).zfill(len(zelle.number_format))
        case int():
            return wert
        case float():
            zahl = Decimal(f"{wert:.15g}")  # what Excel shows; beyond that it does not count on
            return int(zahl) if zahl == zahl.to_integral_value() else zahl
        case _:
            return _text(wert) or None


def _text(wert: object) -> str:
    return "" if wert is None else clean_text(str(wert))


def _lies_kommentare(blatt: _Blatt, zeile: Sequence[Any]) -> Rueckfeld | None:
    """Comments at the cells of a line, one below the other."""
    mit = [zelle for zelle in zeile if getattr(zelle, "comment", None)]
    texte = [clean_text(_FADEN.sub("", zelle.comment.text or "")) for zelle in mit]
    ganz = "\n".join(filter(None, texte))
    return Rueckfeld(ganz, _ort(blatt, mit[0])) if ganz else None


def _haenge_an(notiz: Rueckfeld | None, kommentar: Rueckfeld) -> Rueckfeld:
    if notiz is None:
        return kommentar
    return notiz._replace(inhalt=f"{_text(notiz.inhalt)}\n{_text(kommentar.inhalt)}")
