"""Fills in sheets as people do: cells of an Excel file by the address of their question, fields of a Word file."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SOFFICE = shutil.which("soffice")
ohne_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice fehlt (soffice)")
SPALTE = {"antwort": 7, "sicherheit": 8, "beleg": 9, "notiz": 10}


def fill_excel(
    pfad: Path, werte: Mapping[str, Any], tabellen: Mapping[str, Sequence[Sequence[Any]]] | None = None
) -> None:
    """`frage`, `frage#option` or `frage/feld` → value; tables by the name of their sheet."""
    buch = openpyxl.load_workbook(pfad, rich_text=True)
    gesetzt = set()
    for blatt in buch.worksheets:
        for zeile in range(1, blatt.max_row + 1):
            marke = str(blatt.cell(zeile, 1).value or "")
            for name, wert in werte.items():
                adresse, _, feld = name.partition("/")
                if adresse == marke:
                    blatt.cell(zeile, SPALTE[feld or "antwort"]).value = wert
                    gesetzt.add(name)
        for nr, reihe in enumerate((tabellen or {}).get(blatt.title, ()), 6):
            for spalte, wert in enumerate(reihe, 3):
                blatt.cell(nr, spalte).value = wert
    assert gesetzt == set(werte), set(werte) - gesetzt
    buch.save(pfad)


def change_excel(pfad: Path, aendere: Callable[[Any], None]) -> None:
    """Open, change, save."""
    buch = openpyxl.load_workbook(pfad, rich_text=True)
    aendere(buch)
    buch.save(pfad)


def fill_word(
    pfad: Path, werte: Mapping[str, str], tabellen: Mapping[str, Sequence[Sequence[str]]] | None = None
) -> None:
    """The same for Word: what is typed goes into the controls, and into the cells of tables."""
    offen = set(werte) | set(tabellen or {})

    def fuelle(wurzel: ET.Element) -> None:
        for tabelle in wurzel.iter(f"{W}tbl"):
            zeilen = tabelle.findall(f"{W}tr")
            marke = _verborgen(zeilen[0])
            teile = marke.partition("§")[0].partition("#")[0].split("|")
            if marke.startswith("wegweiser-frage"):
                for zeile in zeilen:
                    zellen = zeile.findall(f"{W}tc")
                    option = _verborgen(zellen[0]).partition("#")[2]
                    name = f"{teile[1]}#{option}" if option else f"{teile[1]}/{_FELDER[_sichtbar(zellen[0])]}"
                    if (name := name.removesuffix("/antwort")) in werte:
                        _tippe(zellen[1], werte[name])
                        offen.discard(name)
            elif marke.startswith("wegweiser-tabelle") and teile[1] in (tabellen or {}):
                offen.discard(teile[1])
                for zeile, reihe in zip(zeilen[1:], (tabellen or {})[teile[1]], strict=False):
                    for zelle, wert in zip(zeile.findall(f"{W}tc"), reihe, strict=False):
                        _schreibe(zelle, wert)

    change_word(pfad, fuelle)
    assert not offen, offen


_FELDER = {
    "Ihre Antwort": "antwort",
    "Wie sicher?": "sicherheit",
    "Beleg (Quelle)": "beleg",
    "Notiz": "notiz",
}


def change_word(
    pfad: Path, aendere: Callable[[ET.Element], None], *, teil: str = "word/document.xml"
) -> None:
    """Change one part of the file."""
    for praefix, ort in (("w", W[1:-1]), ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
                         ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
                         ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006")):  # fmt: skip
        ET.register_namespace(praefix, ort)
    with zipfile.ZipFile(pfad) as archiv:
        teile = {name: archiv.read(name) for name in archiv.namelist()}
    wurzel = ET.fromstring(teile[teil])  # noqa: S314 - a file of our own
    aendere(wurzel)
    teile[teil] = ET.tostring(wurzel, encoding="UTF-8", xml_declaration=True)
    schreibe_archiv(pfad, teile)


def schreibe_archiv(pfad: Path, teile: Mapping[str, bytes]) -> None:
    """A zip file of these parts."""
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w", zipfile.ZIP_DEFLATED) as archiv:
        for name, inhalt in teile.items():
            archiv.writestr(name, inhalt)
    pfad.write_bytes(puffer.getvalue())


def _verborgen(element: ET.Element) -> str:
    laeufe = [r for r in element.iter(f"{W}r") if r.find(f"{W}rPr/{W}vanish") is not None]
    return "".join(t.text or "" for r in laeufe for t in r.iter(f"{W}t"))


def _sichtbar(element: ET.Element) -> str:
    laeufe = [r for r in element.iter(f"{W}r") if r.find(f"{W}rPr/{W}vanish") is None]
    return "".join(t.text or "" for r in laeufe for t in r.iter(f"{W}t"))


def _tippe(zelle: ET.Element, text: str) -> None:
    sdt = next(zelle.iter(f"{W}sdt"))
    eigenschaften = sdt.find(f"{W}sdtPr")
    assert eigenschaften is not None
    for platzhalter in eigenschaften.findall(f"{W}showingPlcHdr"):
        eigenschaften.remove(platzhalter)
    inhalt = sdt.find(f"{W}sdtContent")
    assert inhalt is not None
    for kind in list(inhalt):
        inhalt.remove(kind)
    lauf = ET.SubElement(inhalt, f"{W}r")
    for nr, zeile in enumerate(text.split("\n")):
        if nr:
            ET.SubElement(lauf, f"{W}br")
        ET.SubElement(lauf, f"{W}t").text = zeile


def _schreibe(zelle: ET.Element, text: str) -> None:
    absatz = zelle.find(f"{W}p")
    assert absatz is not None
    ET.SubElement(ET.SubElement(absatz, f"{W}r"), f"{W}t").text = text


def resave(pfad: Path, profil: Path, ueber: str = "") -> Path:
    """The file as LibreOffice saves it again, by way of its own format where one is named."""
    assert SOFFICE is not None
    ziel = pfad.parent / "libreoffice"
    quelle = pfad
    for endung in filter(None, (ueber, pfad.suffix[1:])):
        subprocess.run(
            [SOFFICE, f"-env:UserInstallation=file://{profil}", "--headless", "--convert-to", endung,
             "--outdir", ziel, quelle],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        quelle = ziel / f"{pfad.stem}.{endung}"
    return quelle
