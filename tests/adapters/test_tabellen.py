"""Table files as offices send them: every encoding and separator, Excel cells as what they are, hostile files refused."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from wegweiser.adapters.tabellen import read_tabellen
from wegweiser.adapters.tabellen.grenzen import MAX_ZEILEN
from wegweiser.errors import DatenError

ZEILEN = [["Größe", "Betrag", "Wann"], ["weiß; grün", "1,5", "1.2.2026"], ["zwei\nZeilen", "1.200,00 €", ""]]


def texte(pfad: Path, blatt: int = 0) -> list[list[str]]:
    return [[zelle.text for zelle in zeile.zellen] for zeile in read_tabellen(pfad)[blatt].zeilen]


def schreibe_excel(pfad: Path, zeilen: list[list[Any]]) -> Any:
    mappe = Workbook()
    blatt = mappe.active
    assert blatt is not None
    for zeile in zeilen:
        blatt.append(zeile)
    mappe.save(pfad)
    return mappe


@pytest.mark.parametrize("kodierung", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("trenner", [";", ",", "\t"])
def test_every_encoding_and_separator(tmp_path: Path, kodierung: str, trenner: str) -> None:
    pfad = tmp_path / "t.csv"
    zeilen = [trenner.join(f'"{z}"' if set(z) & set(";,\n") else z for z in zeile) for zeile in ZEILEN]
    pfad.write_bytes("\r\n".join(["Liste", *zeilen]).encode(kodierung))
    assert texte(pfad) == [["Liste"], *ZEILEN]
    assert [zeile.nr for zeile in read_tabellen(pfad)[0].zeilen] == [1, 2, 3, 4]
    lesart = read_tabellen(pfad)[0].lesart
    assert lesart == {"cp1252": "Windows-1252"}.get(kodierung, "UTF-16" if "16" in kodierung else "")


def test_excel_says_its_separator_itself(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("sep=|\na;b|c,d\n", encoding="utf-8")
    tabelle = read_tabellen(tmp_path / "t.csv")[0]
    assert [(z.nr, [c.text for c in z.zellen]) for z in tabelle.zeilen] == [(2, ["a;b", "c,d"])]


def test_excel_cells_are_what_they_are(tmp_path: Path) -> None:
    pfad = tmp_path / "t.xlsx"
    mappe = Workbook()
    blatt = mappe.active
    assert blatt is not None
    blatt.append(["Kostenplan"])
    blatt.append([])
    blatt.append(["A", 0.1 + 0.2, date(2026, 3, 1), True, 0.125, "'=1+1", "#NV", 9500])
    blatt["E3"].number_format = '0.0" % vom Hundert"'
    blatt.append([None, 1e-7, "=A1", None, 0.125])
    blatt["E4"].number_format = "0.0%"
    blatt.merge_cells("A3:A4")
    blatt.merge_cells("A1:C1")
    zweites = mappe.create_sheet("Zweites")
    zweites.append(["x"])
    zweites.sheet_state = "hidden"
    mappe.save(pfad)
    tabellen = read_tabellen(pfad)
    assert texte(pfad) == [
        ["Kostenplan"],
        ["A", "0,3", "01.03.2026", "Ja", "0,125", "=1+1", "#NV", "9500"],
        ["A", "0,0000001", "", "", "12,5"],
    ]
    assert [zeile.nr for zeile in tabellen[0].zeilen] == [1, 3, 4]
    assert tabellen[0].zeilen[2].zellen[2].art == "formel"
    assert [(t.name, t.verborgen) for t in tabellen] == [("Sheet", False), ("Zweites", True)]


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>
</style:style></office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="Kosten"><table:table-header-rows>
<table:table-row><table:table-cell table:number-columns-spanned="3"><text:p>Plan</text:p></table:table-cell>
<table:covered-table-cell table:number-columns-repeated="16383"/></table:table-row></table:table-header-rows>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>A</text:p><text:p>zwei<text:s text:c="2"/>B</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="0.30000000000000004"><office:annotation><text:p>Notiz</text:p></office:annotation><text:p>0,3</text:p></table:table-cell>
<table:table-cell office:value-type="percentage" office:value="0.125"><text:p>13 %</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2026-03-01T00:00:00"><text:p>1.3.26</text:p></table:table-cell>
<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>
<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#NAME?</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:covered-table-cell/>
<table:table-cell table:number-columns-repeated="2" table:formula="of:=1+1" office:value-type="currency" office:value="2"><text:p>2,00 €</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16381"/></table:table-row>
<table:table-row table:number-rows-repeated="1048500"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table>
<table:table table:name="Versteckt" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""
ODS_ART = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}


def test_sheets_of_libreoffice(tmp_path: Path) -> None:
    pfad = tmp_path / "t.ods"
    pfad.write_bytes(_zip({**ODS_ART, "content.xml": ODS.encode()}))
    kosten, versteckt = read_tabellen(pfad)
    assert [(zeile.nr, [zelle.text for zelle in zeile.zellen]) for zeile in kosten.zeilen] == [
        (1, ["Plan"]),
        (4, ["A\nzwei  B", "0,3", "12,5", "01.03.2026", "Ja", "#NAME?"]),
        (5, ["A\nzwei  B", "2", "2"]),
        (6, ["", "2", "2"]),
    ]
    assert [zelle.art for zelle in kosten.zeilen[1].zellen] == [
        "text",
        "zahl",
        "zahl",
        "datum",
        "text",
        "fehler",
    ]
    assert [(blatt.name, blatt.verborgen) for blatt in (kosten, versteckt)] == [
        ("Kosten", False),
        ("Versteckt", True),
    ]
    viele = ODS.replace(
        'table:number-rows-repeated="2"><table:covered', 'table:number-rows-repeated="9999999"><table:covered'
    )
    pfad.write_bytes(_zip({**ODS_ART, "content.xml": viele.encode()}))
    with pytest.raises(DatenError) as fehler:
        read_tabellen(pfad)
    assert fehler.value.code == "tabelle-zu-gross"


def test_a_file_counts_by_what_is_in_it_not_by_its_name(tmp_path: Path) -> None:
    schreibe_excel(tmp_path / "t.csv", [["a", 1]])
    assert texte(tmp_path / "t.csv") == [["a", "1"]]
    (tmp_path / "t.xlsx").write_text("a;b\n", encoding="utf-8")
    assert texte(tmp_path / "t.xlsx") == [["a", "b"]]


def _zip(teile: dict[str, bytes]) -> bytes:
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w", zipfile.ZIP_DEFLATED) as archiv:
        for name, inhalt in teile.items():
            archiv.writestr(name, inhalt)
    return puffer.getvalue()


@pytest.mark.parametrize(
    ("inhalt", "satz"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "alte .xls-Datei oder mit einem Kennwort"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "eine Webseite"),
        (b"%PDF-1.7\n\x00\x01\x02" * 50, "ist keine Tabelle"),
        (_zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "nicht zu verstehen"),
        (_zip({"mimetype": b"application/vnd.oasis.opendocument.text"}), "ist keine Tabelle"),
        (_zip({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}), "ist keine Tabelle"),
        (_zip({"xl/a.xml": b"<!DOCTYPE a><a/>", "[Content_Types].xml": b"<a/>"}), "Dokumenttyp"),
        (_zip({"xl/bombe.xml": bytes(70_000_000)}), "ausgepackt zu groß"),
        (b"PK\x03\x04 kaputt", "beschädigt"),
        (_zip({"xl/workbook.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}), "nicht zu verstehen"),
        (("x\n" * (MAX_ZEILEN + 1)).encode(), "mehr als 5000 Zeilen"),
        ((";" * 300 + "x\n").encode(), "mehr als 200 Spalten"),
        (b'a;"' + b"x" * 200_000, "nicht als Tabelle zu lesen"),
    ],
)
def test_hostile_and_other_files_get_one_sentence(tmp_path: Path, inhalt: bytes, satz: str) -> None:
    pfad = tmp_path / "t.xlsx"
    pfad.write_bytes(inhalt)
    with pytest.raises(DatenError) as fehler:
        read_tabellen(pfad)
    assert satz in fehler.value.satz


def test_whatever_is_broken_in_a_file_gets_one_sentence(tmp_path: Path) -> None:
    """A bit flipped anywhere: read, or refused, never a crash."""
    pfad = tmp_path / "t.xlsx"
    schreibe_excel(pfad, [["Name", "Betrag"], *([f"Posten {nr}", nr / 3] for nr in range(40))])
    heil = pfad.read_bytes()
    gelesen, saetze = 0, []
    for stelle in range(0, len(heil), len(heil) // 150):
        pfad.write_bytes(heil[:stelle] + bytes([heil[stelle] ^ 0x55]) + heil[stelle + 1 :])
        try:
            gelesen += bool(read_tabellen(pfad))
        except DatenError as fehler:
            saetze.append(fehler.satz)
    assert all(satz.startswith(str(pfad)) for satz in saetze)
    assert 0 < gelesen < 150


def test_a_sheet_that_lies_about_its_size_is_read_as_it_is(tmp_path: Path) -> None:
    """Some programs write the dimension of a whole sheet, some only of its first cell."""
    pfad = tmp_path / "t.xlsx"
    schreibe_excel(pfad, [["a", "b"], ["c", "d"]])
    with zipfile.ZipFile(pfad) as archiv:
        teile = {name: archiv.read(name) for name in archiv.namelist()}
    blatt = "xl/worksheets/sheet1.xml"
    for luege in (b"A1", b"A1:XFD1048576"):
        falsch = teile[blatt].replace(b'<dimension ref="A1:B2"/>', b'<dimension ref="' + luege + b'"/>')
        assert falsch != teile[blatt]
        pfad.write_bytes(_zip({**teile, blatt: falsch}))
        assert texte(pfad) == [["a", "b"], ["c", "d"]]


def test_too_many_rows_are_refused_wherever_they_stand(tmp_path: Path) -> None:
    mappe = Workbook()
    blatt = mappe.active
    assert blatt is not None
    blatt.append(["a"])
    blatt.cell(row=2 * MAX_ZEILEN, column=1, value="unten")
    mappe.save(tmp_path / "t.xlsx")
    with pytest.raises(DatenError) as fehler:
        read_tabellen(tmp_path / "t.xlsx")
    assert fehler.value.code == "tabelle-zu-gross"
