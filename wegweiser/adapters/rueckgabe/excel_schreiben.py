"""Open questions as an Excel file: only the fields can be filled in, and every line knows which question it is."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any, Final, NamedTuple

from wegweiser.adapters.rueckgabe.auswahllisten import Auswahllisten, build_pruefung
from wegweiser.adapters.xlsform.schreiben import VERBOTEN, setze_text, write_buch
from wegweiser.errors.rueckgabe import TEXTE
from wegweiser.model import frage as f
from wegweiser.model.deutsch_format import format_datum
from wegweiser.model.rueckgabe import Anfrage, Bogen, Sendung
from wegweiser.model.wert import find_einheit

# Columns A and B are hidden: the question, and the value it had.
SPALTEN: Final = ("adresse", "stand", "nr", "frage", "wozu", "moeglich", "antwort", "sicherheit", "beleg", "notiz", "bis")  # fmt: skip
KOPFZEILE: Final = 4
TABELLE: Final = "tabelle:"
SPALTENMARKE: Final = "spalten"
SPALTENZEILE: Final = 4
TABELLENKOPF: Final = 5
_BREITEN: Final = {
    "adresse": 4, "stand": 4, "nr": 6, "frage": 40, "wozu": 30, "moeglich": 22, "antwort": 28, "sicherheit": 12, "beleg": 17,
    "notiz": 20, "bis": 13,
}  # fmt: skip
_FELDER: Final = ("antwort", "sicherheit", "beleg", "notiz")
_NR: Final = {name: nr for nr, name in enumerate(SPALTEN, 1)}
_LEERZEILEN: Final = 25
_MARKENSPALTEN: Final = 2
_MINDESTENS: Final = 7  # columns below the title of a sheet, so that it has room
_SCHRIFT: Final = "Arial"
_ZEILENHOEHE: Final = 13.5
_MAX_HOEHE: Final = 400
_FELD: Final = "FFFFF6DD"
_KOPF: Final = "FF1F4E79"
_GRAU: Final = "FF595959"
_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f']")
_FORMATE: Final = {"datum": "DD.MM.YYYY", "geldbetrag": "#,##0.00", "ganzzahl": "#,##0", "jahr": "0"}
_ZAHLEN: Final = (f.Ganzzahl, f.Zahl, f.Geldbetrag, f.Prozent, f.Jahr, f.Skala, f.Datum)


class _Werk(NamedTuple):
    """The workbook being made, its lists to choose from, and the names its sheets have already."""

    buch: Any
    auswahl: Auswahllisten
    kennzeichen: str
    vergeben: set[str]
    sendung: Sendung


class _Fenster(NamedTuple):
    """Where a sheet begins to scroll, where its cursor stands, and which line comes again on every page."""

    ab: str
    cursor: str
    kopf: int


def format_excel(sendung: Sendung) -> bytes:
    """The bytes of the file: a sheet per department, one per table, and the lists to choose from."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    buch = Workbook()
    buch.remove(buch.worksheets[0])
    buch.properties.creator, buch.properties.title = "wegweiser", TEXTE["titel"]
    vars(buch)["_named_styles"]["Normal"].font = Font(name=_SCHRIFT, size=10)  # openpyxl has no other way
    buch.properties.created = datetime.combine(sendung.datum, time())
    vergeben = {TEXTE["blatt-auswahl"].casefold(), "history"}  # Excel keeps that one for itself
    werk = _Werk(buch, Auswahllisten(), sendung.kennzeichen.format(), vergeben, sendung)
    for bogen in sendung.boegen:
        _schreibe_bogen(werk, bogen)
    werk.auswahl.write(buch, TEXTE["blatt-auswahl"])
    return write_buch(buch)


def _schreibe_bogen(werk: _Werk, bogen: Bogen) -> None:
    stelle = bogen.stelle or TEXTE["niemand"]
    blatt = werk.buch.create_sheet(_nenne_blatt(werk.vergeben, stelle))
    letzte = len(SPALTEN)
    _schreibe_kopf(werk, blatt, TEXTE["an"].format(stelle=stelle), TEXTE["anleitung"], letzte)
    for name, nr in _NR.items():
        _kopfzelle(blatt.cell(KOPFZEILE, nr), TEXTE.get(name, name))
    blatt.row_dimensions[KOPFZEILE].height = 2 * _ZEILENHOEHE + 4
    zeile = KOPFZEILE + 1
    for anfrage in bogen.anfragen:
        zeile = _schreibe_anfrage(werk, blatt, zeile, anfrage)
    fenster = _Fenster(f"E{KOPFZEILE + 1}", f"G{KOPFZEILE + 1}", KOPFZEILE)
    _richte_ein(blatt, fenster, (letzte, zeile - 1))
    blatt.auto_filter.ref = f"C{KOPFZEILE}:K{zeile - 1}"
    for name, nr in _NR.items():
        blatt.column_dimensions[_buchstabe(nr)].width = _BREITEN[name]


def _schreibe_kopf(werk: _Werk, blatt: Any, titel: str, anleitung: str, letzte: int) -> None:
    """The mark of the file, hidden in A1, and above the table what this is and what to do."""
    from openpyxl.styles import Alignment, Font

    datum = format_datum(werk.sendung.datum)
    unter = TEXTE["unter"].format(titel=werk.sendung.kennzeichen.titel, datum=datum)
    setze_text(blatt.cell(1, 1), werk.kennzeichen)
    for nr, (text, schrift) in enumerate(
        (
            (titel, Font(name=_SCHRIFT, bold=True, size=15)),
            (unter, Font(name=_SCHRIFT, color=_GRAU)),
            (anleitung, Font(name=_SCHRIFT)),
        ),
        1,
    ):
        zelle = blatt.cell(nr, 3)
        setze_text(zelle, text)
        zelle.font, zelle.alignment = schrift, Alignment(wrap_text=True, vertical="top")
        blatt.merge_cells(start_row=nr, end_row=nr, start_column=3, end_column=max(letzte, _MINDESTENS))
    blatt.row_dimensions[1].height, blatt.row_dimensions[3].height = 22, 32


def _kopfzelle(zelle: Any, text: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    setze_text(zelle, text)
    zelle.font = Font(name=_SCHRIFT, bold=True, color="FFFFFFFF")
    zelle.fill = PatternFill("solid", fgColor=_KOPF)
    zelle.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)


def _schreibe_anfrage(werk: _Werk, blatt: Any, zeile: int, anfrage: Anfrage) -> int:
    """The lines of one question; returns the next free one."""
    frage = anfrage.frage
    _setze_marke(blatt, zeile, str(anfrage.adresse), anfrage.stand)
    texte = {"nr": anfrage.nr, "wozu": anfrage.wozu, "moeglich": anfrage.moeglich}
    texte["bis"] = format_datum(anfrage.bis) if anfrage.bis else ""
    for name, text in texte.items():
        _setze(blatt.cell(zeile, _NR[name]), text)
    _setze_frage(blatt.cell(zeile, _NR["frage"]), anfrage)
    _ziehe_linie(blatt, zeile)
    for name in _FELDER[1:]:
        _mache_feld(blatt.cell(zeile, _NR[name]), f.Text(id="q", text="q", typ="text"))
    if anfrage.notiz:
        setze_text(blatt.cell(zeile, _NR["notiz"]), anfrage.notiz)
    werk.auswahl.add_liste(blatt, zeile, _NR["sicherheit"], [TEXTE[s] for s in ("gesichert", "geschaetzt", "vermutet")])  # fmt: skip
    antwort = blatt.cell(zeile, _NR["antwort"])
    if isinstance(frage, f.Tabelle):
        _verweise(antwort, _schreibe_tabelle(werk, anfrage))
    else:
        _mache_feld(antwort, frage)
        build_pruefung(werk.auswahl, blatt, antwort, frage, anfrage)
    frageteile = (frage.text, frage.hilfe or "", anfrage.ort)
    _setze_hoehe(
        blatt, zeile, [*((teil, 36) for teil in frageteile)], [(anfrage.wozu, 25), (anfrage.moeglich, 18)]
    )
    return _schreibe_teile(werk, blatt, zeile + 1, anfrage)


def _schreibe_teile(werk: _Werk, blatt: Any, zeile: int, anfrage: Anfrage) -> int:
    from openpyxl.styles import Alignment

    for option in anfrage.optionen if anfrage.zeilenweise else ():
        _setze_marke(blatt, zeile, f"{anfrage.adresse}#{option.id}", "")
        _setze(blatt.cell(zeile, _NR["frage"]), option.titel)
        blatt.cell(zeile, _NR["frage"]).alignment = Alignment(indent=2, wrap_text=True, vertical="top")
        zelle = blatt.cell(zeile, _NR["antwort"])
        zahl = not isinstance(anfrage.frage, f.Mehrfach)
        _mache_feld(zelle, f.Zahl(id="q", text="q", typ="zahl") if zahl else anfrage.frage)
        zelle.alignment = Alignment(horizontal="center")
        if not zahl:
            werk.auswahl.add_liste(blatt, zeile, _NR["antwort"], [TEXTE["gewaehlt"]])
        _setze_hoehe(blatt, zeile, [(option.titel, 40)])
        zeile += 1
    return zeile


def _setze_marke(blatt: Any, zeile: int, adresse: str, stand: str) -> None:
    setze_text(blatt.cell(zeile, 1), adresse)
    setze_text(blatt.cell(zeile, 2), stand)


def _setze(zelle: Any, text: str) -> None:
    from openpyxl.styles import Alignment

    setze_text(zelle, text)
    zelle.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)


def _setze_frage(zelle: Any, anfrage: Anfrage) -> None:
    """The question in bold, below it its help and where it belongs."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Alignment
    from openpyxl.styles.colors import Color

    teile: list[Any] = [TextBlock(InlineFont(rFont=_SCHRIFT, b=True, sz=11), _sauber(anfrage.frage.text))]
    if anfrage.frage.hilfe:
        teile.append(TextBlock(InlineFont(rFont=_SCHRIFT, sz=10), f"\n{_sauber(anfrage.frage.hilfe)}"))
    teile.append(
        TextBlock(InlineFont(rFont=_SCHRIFT, sz=9, color=Color(rgb=_GRAU)), f"\n{_sauber(anfrage.ort)}")
    )
    zelle.value = CellRichText(teile)
    zelle.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)


def _sauber(text: str) -> str:
    return VERBOTEN.sub("", text.strip())


def _mache_feld(zelle: Any, frage: f.Frage) -> None:
    """A field to fill in: open, light and with a border, formatted for what belongs there."""
    from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side

    kante = Side(style="thin", color="FF7F7F7F")
    zelle.protection = Protection(locked=False)
    zelle.fill = PatternFill("solid", fgColor=_FELD)
    zelle.border = Border(left=kante, right=kante, top=kante, bottom=kante)
    zelle.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    zelle.number_format = _FORMATE.get(frage.typ, "General" if isinstance(frage, _ZAHLEN) else "@")


def _ziehe_linie(blatt: Any, zeile: int) -> None:
    """A thin rule above a question, where no field has its border."""
    from openpyxl.styles import Border, Side

    for name in ("nr", "frage", "wozu", "moeglich", "bis"):
        blatt.cell(zeile, _NR[name]).border = Border(top=Side(style="thin", color="FFBFBFBF"))


def _verweise(zelle: Any, blatt: str) -> None:
    from openpyxl.styles import Alignment, Font, Protection
    from openpyxl.worksheet.hyperlink import Hyperlink

    setze_text(zelle, TEXTE["siehe-blatt"].format(blatt=blatt))
    zelle.hyperlink = Hyperlink(ref=zelle.coordinate, location=f"'{blatt}'!C{TABELLENKOPF + 1}")
    zelle.font = Font(name=_SCHRIFT, color="FF0563C1", underline="single")
    zelle.protection, zelle.alignment = Protection(locked=True), Alignment(wrap_text=True, vertical="top")


# Tables


def _schreibe_tabelle(werk: _Werk, anfrage: Anfrage) -> str:
    """A table on a sheet of its own; returns the name of the sheet."""
    frage = anfrage.frage
    assert isinstance(frage, f.Tabelle)  # noqa: S101 - the caller has looked
    blatt = werk.buch.create_sheet(_nenne_blatt(werk.vergeben, frage.kurz or frage.text))
    letzte = _MARKENSPALTEN + len(anfrage.spalten)
    _schreibe_kopf(werk, blatt, frage.text, TEXTE["anleitung-tabelle"], letzte)
    _setze_marke(blatt, 2, f"{TABELLE}{anfrage.adresse}", anfrage.stand)
    setze_text(blatt.cell(SPALTENZEILE, 1), SPALTENMARKE)
    blatt.row_dimensions[SPALTENZEILE].hidden = True
    zeilen = range(TABELLENKOPF + 1, TABELLENKOPF + 1 + min(frage.zeilen.max, _LEERZEILEN))
    for nr, spalte in enumerate(anfrage.spalten, _MARKENSPALTEN + 1):
        setze_text(blatt.cell(SPALTENZEILE, nr), spalte.id)
        _kopfzelle(blatt.cell(TABELLENKOPF, nr), _format_spaltenkopf(spalte))
        blatt.column_dimensions[_buchstabe(nr)].width = _waehle_breite(spalte)
        for zeile in zeilen:
            zelle = blatt.cell(zeile, nr)
            _mache_feld(zelle, spalte)
            build_pruefung(werk.auswahl, blatt, zelle, spalte, anfrage)
    blatt.row_dimensions[TABELLENKOPF].height = 48
    fenster = _Fenster(f"C{TABELLENKOPF + 1}", f"C{TABELLENKOPF + 1}", TABELLENKOPF)
    _richte_ein(blatt, fenster, (max(letzte, _MINDESTENS), zeilen[-1]))
    return str(blatt.title)


def _format_spaltenkopf(spalte: f.Frage) -> str:
    einheit = find_einheit(spalte)
    if isinstance(spalte, f.Mehrfach):
        einheit = TEXTE["mehrere"]
    stern = " *" if spalte.pflicht else ""
    return f"{spalte.kurz or spalte.text}{stern}" + (f"\n({einheit})" if einheit else "")


def _waehle_breite(spalte: f.Frage) -> int:
    match spalte:
        case f.Absatz():
            return 40
        case f.Text() | f.Auswahl() | f.Katalogwahl() | f.Mehrfach():
            return 28
        case _:
            return 16


# Sheets


def _nenne_blatt(vergeben: set[str], name: str) -> str:
    """A name Excel takes: 31 characters, none of its signs, and no sheet has it yet."""
    rein = " ".join(_NAME.sub(" ", VERBOTEN.sub("", name)).split())[:31].strip() or TEXTE["titel"]
    kandidat, nr = rein, 1
    while kandidat.casefold() in vergeben:
        nr += 1
        kandidat = f"{rein[:27].strip()} {nr}"
    vergeben.add(kandidat.casefold())
    return kandidat


def _richte_ein(blatt: Any, fenster: _Fenster, ecke: tuple[int, int]) -> None:
    """Protected but for the fields, header frozen, cursor in the first field, printable on A4."""
    from openpyxl.worksheet.properties import PageSetupProperties

    blatt.freeze_panes = fenster.ab
    cursor = blatt.sheet_view.selection[-1]
    cursor.activeCell = cursor.sqref = fenster.cursor
    for nr in range(1, _MARKENSPALTEN + 1):
        blatt.column_dimensions[_buchstabe(nr)].hidden = True
    schutz = blatt.protection
    schutz.sheet = True
    schutz.autoFilter = schutz.sort = schutz.formatColumns = schutz.formatRows = schutz.insertRows = False
    blatt.page_setup.paperSize, blatt.page_setup.orientation = blatt.PAPERSIZE_A4, "landscape"
    blatt.page_setup.fitToWidth, blatt.page_setup.fitToHeight = 1, 0
    blatt.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    blatt.print_title_rows = f"{fenster.kopf}:{fenster.kopf}"
    blatt.print_area = f"C1:{_buchstabe(ecke[0])}{ecke[1]}"
    blatt.oddFooter.center.text = TEXTE["seite"].format(seite="&P", seiten="&N")
    rand = blatt.page_margins
    rand.left = rand.right = 0.5
    rand.top = rand.bottom = 0.6
    blatt.sheet_view.showGridLines = False


def _setze_hoehe(
    blatt: Any, zeile: int, *spalten: Iterable[tuple[str, int]] | Sequence[tuple[str, int]]
) -> None:
    """As high as the longest text of the line needs; the first list stands in one cell, one below the other."""
    erste, *andere = [list(spalte) for spalte in spalten]
    hoehen = [sum(_zaehle(text, breite) for text, breite in erste if text)]
    hoehen += [_zaehle(text, breite) for spalte in andere for text, breite in spalte]
    blatt.row_dimensions[zeile].height = min(_MAX_HOEHE, _ZEILENHOEHE * max(1, *hoehen) + 4)


def _zaehle(text: str, breite: int) -> int:
    return sum(1 + len(absatz) // breite for absatz in text.split("\n"))


def _buchstabe(nr: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(nr))
