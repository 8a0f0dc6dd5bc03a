"""The rows of a survey or codebook file, from text or from a spreadsheet; bounded, quotes and line breaks in cells respected."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from wegweiser.adapters.archiv import check_archiv, excel_fehler
from wegweiser.adapters.dateien import load_bytes
from wegweiser.adapters.daten.kopf import PROBE, Dateikopf, iter_bloecke, read_kopf
from wegweiser.adapters.tabellen import read_tabellen
from wegweiser.errors import DatenError
from wegweiser.model.daten import Datenfund

MAX_BYTES: Final = 50_000_000
MAX_ZELLEN: Final = 20_000_000
MAX_SPALTEN: Final = 3_000
_EXCEL: Final = b"PK\x03\x04"


class Antwortzeile(NamedTuple):
    """A row with its line in the file."""

    nr: int
    zellen: tuple[str, ...]


class Antworttabelle(NamedTuple):
    """Header and rows, all of one width; `ueber` is a line of texts above the codes, where there is one."""

    kopf: tuple[str, ...]
    zeilen: tuple[Antwortzeile, ...]
    ueber: tuple[str, ...] = ()
    funde: tuple[Datenfund, ...] = ()
    verworfen: int = 0


def read_anfang(kopf: Dateikopf) -> tuple[tuple[str, ...], ...]:
    """Header and first rows, of a text file or of the first sheet that has any; nothing where it is no table."""
    if kopf.kodierung:
        return (kopf.spalten, *kopf.zeilen) if kopf.spalten else ()
    if not ist_tabellenblatt(kopf):
        return ()
    return tuple(islice(_iter_blatt(kopf.pfad), PROBE + 1))


def ist_tabellenblatt(kopf: Dateikopf) -> bool:
    """Whether a spreadsheet may be read here."""
    return kopf.anfang.startswith(_EXCEL) and kopf.pfad.suffix.lower() in {".xlsx", ".xlsm", ".ods"}


def read_antworttabelle(pfad: Path, lesart: Mapping[str, str]) -> Antworttabelle:
    """All of a file; rows of another width are left out and counted. Raises DatenError where it is too large."""
    kopf = read_kopf(pfad, lesart)
    if kopf.groesse > MAX_BYTES:
        raise DatenError("befragung-zu-gross", pfad=pfad, mb=MAX_BYTES // 1_000_000)
    if kopf.kodierung:
        tabelle = _build(pfad, _iter_text(kopf))
        offen = (
            (Datenfund("datei-abgeschnitten"),)
            if kopf.abgeschnitten or (kopf.offen and tabelle.verworfen)
            else ()
        )
        return tabelle._replace(funde=(*tabelle.funde, *offen))
    return _build(pfad, enumerate(_iter_blatt(pfad), 1))


def _iter_text(kopf: Dateikopf) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows with the line they end in; a quote that is never closed swallows the rest, which is then one row too wide."""
    kodierung = "utf-8" if kopf.kodierung in {"utf-8-sig", "utf-16"} else kopf.kodierung
    roh = b"".join(iter_bloecke(kopf))
    text = roh.decode(
        kodierung, "ignore" if kodierung == "utf-8" else "replace"
    )  # only its last character may be cut
    zeilen = text.split("\n", kopf.kopfzeile - 1)[-1]
    leser = csv.reader(io.StringIO(zeilen, newline=""), delimiter=kopf.trenner)
    try:
        for zellen in leser:
            yield kopf.kopfzeile - 1 + leser.line_num, zellen
    except csv.Error:
        raise DatenError("tabelle-csv", pfad=kopf.pfad, zeile=kopf.kopfzeile + leser.line_num) from None


def _iter_blatt(pfad: Path) -> Iterator[tuple[str, ...]]:
    """The rows of the first sheet with anything in it, as text; a whole number has no decimals."""
    if pfad.suffix.lower() == ".ods":
        zeilen_ods = next((t.zeilen for t in read_tabellen(pfad) if t.zeilen), ())
        yield from (tuple(zelle.text for zelle in zeile.zellen) for zeile in zeilen_ods)
        return
    from openpyxl import load_workbook

    inhalt = load_bytes(pfad, DatenError, MAX_BYTES)
    check_archiv(pfad, inhalt)
    try:
        mappe = load_workbook(io.BytesIO(inhalt), read_only=True, data_only=True, keep_links=False)
    except Exception as fehler:
        raise excel_fehler(pfad, "inhalt") from fehler
    with closing(mappe):
        for blatt in mappe.worksheets:
            zeilen = iter(blatt.iter_rows(values_only=True, max_col=MAX_SPALTEN))
            voll = [tuple(map(_format, zeile)) for zeile in islice(zeilen, PROBE)]
            if any(any(zeile) for zeile in voll):
                yield from voll
                yield from (tuple(map(_format, zeile)) for zeile in zeilen)
                return


def _format(wert: Any) -> str:
    """A cell as text: dates as ISO, numbers without needless decimals, yes and no as in a German export."""
    if wert is None:
        return ""
    if isinstance(wert, bool):
        return "Ja" if wert else "Nein"
    if isinstance(wert, float):
        return f"{wert:.15g}"
    return str(wert)


def _build(pfad: Path, roh: Iterator[tuple[int, Sequence[str]]]) -> Antworttabelle:
    kopf: tuple[str, ...] = ()
    ueber: tuple[str, ...] = ()
    zeilen: list[Antwortzeile] = []
    falsch: list[int] = []
    for nr, zellen in roh:
        sauber = tuple(zelle.strip() for zelle in zellen)
        if not any(sauber):
            continue
        if not kopf:
            kopf = _strip_rand(sauber)
        elif not zeilen and not ueber and ist_codezeile(sauber):
            ueber, kopf = kopf, _strip_rand(sauber)
        elif len(breite := _strip_breite(sauber, len(kopf))) != len(kopf):
            falsch.append(nr)
        else:
            zeilen.append(Antwortzeile(nr, breite))
            if len(zeilen) * len(kopf) > MAX_ZELLEN:
                raise DatenError("befragung-zu-gross", pfad=pfad, mb=MAX_BYTES // 1_000_000)
    if not zeilen:
        raise DatenError("daten-nur-kopf", pfad=pfad)
    funde = (Datenfund("zeile-unvollstaendig", anzahl=len(falsch), stelle=str(falsch[0])),) if falsch else ()
    return Antworttabelle(kopf, tuple(zeilen), ueber, funde, len(falsch))


def ist_codezeile(zellen: Sequence[str]) -> bool:
    """The second header line of LimeSurvey's VV export: codes below texts."""
    return {"id", "submitdate", "startlanguage"} <= set(zellen)


def _strip_rand(zellen: Sequence[str]) -> tuple[str, ...]:
    """Without the empty titles at the end."""
    letzte = max((nr for nr, zelle in enumerate(zellen, 1) if zelle), default=0)
    return tuple(zellen[:letzte])


def _strip_breite(zellen: Sequence[str], breite: int) -> tuple[str, ...]:
    """Without empty cells behind the last title; spreadsheets leave empty ones at the end out."""
    if len(zellen) > breite and not any(zellen[breite:]):
        return tuple(zellen[:breite])
    return tuple(zellen)
