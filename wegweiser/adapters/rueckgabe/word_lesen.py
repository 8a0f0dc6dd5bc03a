"""A filled Word file back: every table is known by the hidden mark in its first cell, wherever it stands now."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from wegweiser.adapters.archiv import check_archiv
from wegweiser.adapters.dateien import load_bytes
from wegweiser.adapters.rueckgabe.sammeln import Sammlung
from wegweiser.adapters.rueckgabe.word_schreiben import FRAGE, OPTION, SPALTE, TABELLE
from wegweiser.errors import DatenError
from wegweiser.errors.rueckgabe import GRUENDE, LEER_WORD, TEXTE
from wegweiser.model.rueckgabe import (
    VORSATZ,
    Feldname,
    Kennzeichen,
    Rueckfeld,
    Ruecksendung,
    parse_kennzeichen,
)
from wegweiser.model.wert import clean_text

MAX_BYTES: Final = 10_000_000
MAX_DOKUMENT: Final = 20_000_000
MAX_TABELLEN: Final = 3_000
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OHNE: Final = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText"})
_NAMEN: Final[Mapping[str, Feldname]] = {
    TEXTE["antwort"]: "antwort", TEXTE["sicherheit"]: "sicherheit", TEXTE["beleg"]: "beleg", TEXTE["notiz"]: "notiz",
}  # fmt: skip
_LEER: Final = frozenset({TEXTE["hier"], TEXTE["waehlen"]}) | LEER_WORD
_UNGETICKT: Final = "☐"


class _Zelle(NamedTuple):
    """What a cell shows, what it hides, and which comments are at it."""

    text: str
    marke: str
    kommentare: tuple[str, ...]


class _Quelle(NamedTuple):
    """The file and its comments by number."""

    datei: str
    kommentare: Mapping[str, str]


def read_word(pfad: Path) -> Ruecksendung:
    """All fields that were filled in; raises DatenError for a file that is none of ours."""
    inhalt = load_bytes(pfad, DatenError, MAX_BYTES)
    check_archiv(pfad, inhalt, _fehler)
    try:
        with zipfile.ZipFile(io.BytesIO(inhalt)) as archiv:
            wurzel = _lies_teil(pfad, archiv, "word/document.xml")
            if wurzel is None:
                raise _fehler(pfad, "zip")
            quelle = _Quelle(pfad.name, _lies_kommentare(_lies_teil(pfad, archiv, "word/comments.xml")))
            kern = _lies_teil(pfad, archiv, "docProps/core.xml")
        return Ruecksendung(pfad.name, _find_kennzeichen(pfad, wurzel, kern), _sammle(quelle, wurzel).build())
    except (ET.ParseError, RecursionError, ValueError, KeyError) as fehler:
        raise _fehler(pfad, "inhalt") from fehler


def _fehler(pfad: Path, grund: str) -> DatenError:
    return DatenError("rueckgabe-word", pfad=pfad, grund=GRUENDE[grund])


def _lies_teil(pfad: Path, archiv: zipfile.ZipFile, name: str) -> ET.Element | None:
    if name not in archiv.namelist():
        return None
    if archiv.getinfo(name).file_size > MAX_DOKUMENT:
        raise _fehler(pfad, "bombe")
    return ET.fromstring(archiv.read(name))  # noqa: S314 - see above


def _lies_kommentare(wurzel: ET.Element | None) -> dict[str, str]:
    if wurzel is None:
        return {}
    return {k.get(f"{_W}id", ""): _lies_zelle(k, {}).text for k in wurzel.iter(f"{_W}comment")}


def _find_kennzeichen(pfad: Path, wurzel: ET.Element, kern: ET.Element | None) -> Kennzeichen:
    """The mark of the file: hidden at its beginning, and again among its properties."""
    absaetze = (_lies_zelle(absatz, {}).marke for absatz in wurzel.iter(f"{_W}p"))
    eigenschaften = (teil.text or "" for teil in kern.iter()) if kern is not None else ()
    for text in chain(absaetze, eigenschaften):
        if VORSATZ in text:
            try:
                kennzeichen = parse_kennzeichen(text[text.index(VORSATZ) :].strip())
            except ValueError:
                raise DatenError("rueckgabe-neuer", pfad=pfad) from None
            if kennzeichen is not None:
                return kennzeichen
    raise DatenError("rueckgabe-kein-bogen", pfad=pfad)


def _sammle(quelle: _Quelle, wurzel: ET.Element) -> Sammlung:
    sammlung = Sammlung()
    for nr, tabelle in enumerate(wurzel.iter(f"{_W}tbl")):
        if nr > MAX_TABELLEN:
            raise DatenError("rueckgabe-zu-viel", pfad=quelle.datei, hoechstens=MAX_TABELLEN)
        zeilen = [
            [_lies_zelle(z, quelle.kommentare) for z in _list_zellen(zeile)]
            for zeile in _list_zeilen(tabelle)
        ]
        marken = next((z.marke for zeile in zeilen[:1] for z in zeile if z.marke), "")
        if FRAGE in marken:
            _lies_frage(quelle, zeilen, sammlung)
        elif TABELLE in marken:
            _lies_tabelle(quelle, zeilen, sammlung)
    return sammlung


def _list_zeilen(tabelle: ET.Element) -> Iterator[ET.Element]:
    """The rows, also of those that somebody wrapped in a control."""
    for kind in tabelle:
        if kind.tag == f"{_W}tr":
            yield kind
        elif kind.tag == f"{_W}sdt":
            yield from (
                zeile for inhalt in kind.iter(f"{_W}sdtContent") for zeile in inhalt.findall(f"{_W}tr")
            )


def _list_zellen(zeile: ET.Element) -> Iterator[ET.Element]:
    for kind in zeile:
        if kind.tag == f"{_W}tc":
            yield kind
        elif kind.tag == f"{_W}sdt":
            yield from (
                zelle for inhalt in kind.iter(f"{_W}sdtContent") for zelle in inhalt.findall(f"{_W}tc")
            )


def _parse_marke(marke: str, art: str) -> tuple[str, str, str]:
    """Address, state and number out of a mark."""
    teile = marke[marke.index(art) :].split("|")
    adresse, stand, nr = (*teile[1:4], "", "", "")[:3]
    return adresse, stand, nr


def _lies_frage(quelle: _Quelle, zeilen: list[list[_Zelle]], sammlung: Sammlung) -> None:
    marke = next(z.marke for z in zeilen[0] if FRAGE in z.marke)
    adresse, stand, nr = _parse_marke(marke.partition(OPTION)[0], FRAGE)
    felder: dict[Feldname, Rueckfeld] = {}
    kommentare: list[str] = []
    for links, *rest in zeilen:
        ort = f"{quelle.datei}:{nr}:{links.text}"
        kommentare += [k for zelle in (links, *rest) for k in zelle.kommentare]
        text = "\n".join(filter(None, (zelle.text for zelle in rest)))
        option = links.marke.partition(OPTION)[2]
        if option and text and text != _UNGETICKT:
            sammlung.add_teil(adresse, option, Rueckfeld(text, ort))
        elif not option and text and (name := _NAMEN.get(links.text)):
            felder[name] = Rueckfeld(text, ort)
    if kommentare:
        notiz = "\n".join(
            filter(None, (str(felder["notiz"].inhalt) if "notiz" in felder else "", *kommentare))
        )
        felder["notiz"] = Rueckfeld(notiz, f"{quelle.datei}:{nr}:{TEXTE['notiz']}")
    sammlung.add(adresse, stand, f"{quelle.datei}:{nr}", felder)


def _lies_tabelle(quelle: _Quelle, zeilen: list[list[_Zelle]], sammlung: Sammlung) -> None:
    kopf, *inhalt = zeilen
    marke = next(z.marke for z in kopf if TABELLE in z.marke)
    adresse, stand, nr = _parse_marke(marke.partition(SPALTE)[0], TABELLE)
    namen = [zelle.marke.partition(SPALTE)[2].partition(SPALTE)[0] for zelle in kopf]
    gefuellt = []
    for zeilennr, zeile in enumerate(inhalt, 1):
        felder = {
            name: Rueckfeld(zelle.text, f"{quelle.datei}:{nr}:{zeilennr}. {kopfzelle.text}")
            for name, zelle, kopfzelle in zip(namen, zeile, kopf, strict=False)
            if name and zelle.text
        }
        if felder:
            gefuellt.append(felder)
    sammlung.add_tabelle(adresse, stand, f"{quelle.datei}:{nr}", gefuellt, {})


# Text


def _lies_zelle(element: ET.Element, kommentare: Mapping[str, str]) -> _Zelle:
    """The visible text, the hidden text, and the comments below an element; a field nobody filled in is empty."""
    sichtbar: list[str] = []
    marke: list[str] = []
    nummern: list[str] = []

    def gehe(knoten: ET.Element, *, platzhalter: bool) -> None:
        for kind in knoten:
            if kind.tag in _OHNE:
                continue
            if kind.tag == f"{_W}r":
                _lies_lauf(kind, sichtbar, marke, platzhalter=platzhalter)
                nummern.extend(k.get(f"{_W}id", "") for k in kind.iter(f"{_W}commentReference"))
                continue
            leer = kind.tag == f"{_W}sdt" and kind.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None
            gehe(kind, platzhalter=platzhalter or leer)
            if kind.tag == f"{_W}p":
                sichtbar.append("\n")

    gehe(element, platzhalter=False)
    text = clean_text("".join(sichtbar))
    texte = tuple(kommentare[nr] for nr in nummern if kommentare.get(nr))
    return _Zelle("" if text in _LEER else text, "".join(marke).strip(), texte)


def _lies_lauf(lauf: ET.Element, sichtbar: list[str], marke: list[str], *, platzhalter: bool) -> None:
    ziel = marke if _ist_an(lauf.find(f"{_W}rPr/{_W}vanish")) else sichtbar
    text = []
    for kind in lauf:
        if kind.tag == f"{_W}t":
            text.append(kind.text or "")
        elif kind.tag in {f"{_W}br", f"{_W}cr"}:
            text.append("\n")
        elif kind.tag in {f"{_W}tab", f"{_W}noBreakHyphen"}:
            text.append("-" if kind.tag.endswith("Hyphen") else " ")
    stil = lauf.find(f"{_W}rPr/{_W}rStyle")
    grau = stil is not None and "lace" in stil.get(f"{_W}val", "").casefold()
    if not (platzhalter and (grau or "".join(text).strip() in _LEER)):
        ziel.extend(text)


def _ist_an(schalter: ET.Element | None) -> bool:
    return schalter is not None and schalter.get(f"{_W}val", "1") not in {"0", "false", "off"}
