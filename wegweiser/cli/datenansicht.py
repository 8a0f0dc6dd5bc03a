"""Data files as sentences: what was understood, what is odd, what is there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wegweiser.cli.ansicht import shorten
from wegweiser.cli.ausgabe import Satz, Stil, find_breite
from wegweiser.cli.datenworte import ARTEN, LESART, format_art, format_lizenz, format_zeilen
from wegweiser.errors.geodaten import LAGEBEZUEGE
from wegweiser.model.daten import Datei, Datenfund, Erkennung, Lizenzangabe
from wegweiser.model.deutsch_format import format_bytes, format_zahl, format_zeitpunkt
from wegweiser.workflow.dateneinlesen import Ausgelassen, Fundstueck, Vorschau

_SPALTEN, _FUNDE, _DATEIEN, _GLEICHE = 8, 12, 6, 2
_NAME = 24
_TRENNER: Mapping[str, str] = {"\t": "Tabulator", ";": "Strichpunkt", ",": "Komma", "|": "senkrechter Strich"}
_KODIERUNG: Mapping[str, str] = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 mit BOM",
    "cp1252": "Windows-1252",
    "cp850": "DOS (cp850)",
    "mac_roman": "Mac (mac_roman)",
    "utf-8-doppelt": "UTF-8, zweimal umgewandelt",
    "utf-16": "UTF-16",
    "ohne-trenner": "ohne Dezimalzeichen",
    "nummer-und-name": "in einer Spalte",
}


def build_kopf(stueck: Fundstueck) -> Iterator[Satz]:
    """The name, and what the file was recognised as."""
    anzahl = f" ({len(stueck.dateien)} Dateien)" if stueck.sammlung else ""
    yield Satz(f"{stueck.pfad.name}{anzahl}", "titel")
    erkennung = stueck.erkennung
    yield Satz(f"Erkannt: {ARTEN[erkennung.art]} ({erkennung.format})", einzug=2, haenge=2)
    if lesart := _format_lesart(erkennung.lesart):
        yield Satz(f"Gelesen als: {lesart}", einzug=2, haenge=2)
    yield from _build_spalten(erkennung)
    yield from _build_probe(erkennung)


_WORTE: Mapping[str, Mapping[str, str]] = {
    "trenner": _TRENNER,
    "lagebezug": LAGEBEZUEGE,
    "punkt": {"tausender": "trennt Tausender", "dezimal": "ist das Dezimalzeichen"},
    "strich": {"gesperrt": "heißt unbekannt", "nichts-vorhanden": "heißt null"},
}


def _format_lesart(lesart: Mapping[str, str]) -> str:
    teile = []
    for name, wert in lesart.items():
        if not wert or (name == "kopfzeile" and wert == "1"):
            continue
        worte = _WORTE.get(name, _KODIERUNG)
        teile.append(f"{LESART.get(name, name)} {worte.get(wert, wert)}")
    return ", ".join(teile)


def _build_spalten(erkennung: Erkennung) -> Iterator[Satz]:
    paare = [
        name if name.casefold() == spalte.casefold() else f"{name} = {spalte}"
        for name, spalte in erkennung.spalten.items()
    ]
    if paare:
        yield Satz(f"Spalten: {_nenne(paare, _SPALTEN * 2)}", einzug=2, haenge=2)


def _build_probe(erkennung: Erkennung) -> Iterator[Satz]:
    """The first rows, one line per column: readable in any width, and aloud."""
    if not erkennung.probe or not erkennung.kopf:
        return
    benutzt = set(erkennung.spalten.values())
    reihenfolge = sorted(
        range(len(erkennung.kopf)), key=lambda stelle: (erkennung.kopf[stelle] not in benutzt, stelle)
    )
    gezeigt = sorted(reihenfolge[:_SPALTEN])
    anzahl = len(erkennung.probe)
    yield Satz(f"Die ersten {anzahl} Zeilen:" if anzahl > 1 else "Die erste Zeile:", einzug=2)
    platz = max(6, (find_breite() - 4 - _NAME - 3 * anzahl) // anzahl)
    for stelle in gezeigt:
        werte = [shorten(zeile[stelle], platz) if stelle < len(zeile) else "" for zeile in erkennung.probe]
        name = shorten(erkennung.kopf[stelle] or "(ohne Namen)", _NAME - 1)
        yield Satz(f"{name:<{_NAME}}{' · '.join(wert or '(leer)' for wert in werte)}", einzug=4, ganz=True)
    if (rest := len(erkennung.kopf) - len(gezeigt)) > 0:
        yield Satz(
            f"… und {'eine weitere Spalte' if rest == 1 else f'{rest} weitere Spalten'}", "leise", einzug=4
        )


def build_vorschau(vorschau: Vorschau) -> Iterator[Satz]:
    """What reading it brought."""
    art = vorschau.erkennung.art
    verworfen = f", {format_zahl(vorschau.verworfen)} weggelassen" if vorschau.verworfen else ""
    menge = f"Inhalt: {format_zeilen(art, vorschau.zeilen - vorschau.verworfen)}{verworfen}, {format_bytes(vorschau.summe.groesse)}"
    yield Satz(menge, einzug=2, haenge=2)
    yield from build_funde(vorschau.funde)


def build_funde(funde: Sequence[Datenfund], einzug: int = 2, hoechstens: int = _FUNDE) -> Iterator[Satz]:
    """Findings, the grave ones first."""
    geordnet = _fasse_zusammen(sorted(funde, key=lambda fund: fund.stufe != "fehler"))
    if geordnet:
        yield Satz("Auffällig:", einzug=einzug)
    for fund, weitere in geordnet[:hoechstens]:
        falsch = "Verfälscht Ergebnisse: " if fund.stufe == "fehler" else ""
        satz = f"{falsch}{fund.satz} {fund.hinweis}".strip()
        ebenso = f" Ebenso {weitere} weitere Befunde dieser Art." if weitere else ""
        stil: Stil = "warnung" if fund.stufe == "fehler" else ""
        yield Satz(f"• {satz}{ebenso}", stil, einzug=einzug + 2, haenge=2)
    if (rest := len(geordnet) - hoechstens) > 0:
        yield Satz(f"… und {rest} weitere; alle zeigt `wegweiser daten pruefen`.", "leise", einzug=einzug + 2)


def _fasse_zusammen(funde: Sequence[Datenfund]) -> list[tuple[Datenfund, int]]:
    """Of many findings of one kind the greatest, and how many more there are."""
    je: dict[str, list[Datenfund]] = {}
    for fund in funde:
        je.setdefault(fund.code, []).append(fund)
    fertig: list[tuple[Datenfund, int]] = []
    for gruppe in je.values():
        if len(gruppe) <= _GLEICHE:
            fertig += [(fund, 0) for fund in gruppe]
        else:
            fertig.append((max(gruppe, key=lambda fund: fund.anzahl), len(gruppe) - 1))
    return fertig


def build_herkunft(herkunft: Lizenzangabe) -> Satz:
    """Where it comes from."""
    stil: Stil = "" if herkunft.lizenz and herkunft.nennung else "warnung"
    return Satz(f"Nennung: {format_lizenz(herkunft)}", stil, einzug=2, haenge=2)


def build_ausgelassen(ausgelassen: Sequence[Ausgelassen]) -> Iterator[Satz]:
    """Files of a folder that are not imported."""
    for eins in ausgelassen[:_DATEIEN]:
        yield Satz(f"Bleibt weg: {eins.grund.replace(str(eins.pfad), eins.pfad.name)}", "leise", haenge=2)
    if (rest := len(ausgelassen) - _DATEIEN) > 0:
        yield Satz(f"… und {rest} weitere.", "leise", einzug=2)


def build_eintrag(datei: Datei, zustand: str) -> Iterator[Satz]:
    """An entry of the list."""
    yield Satz(f"{datei.id}", "frage")
    name = datei.quelle if datei.quelle == datei.datei else f"{datei.quelle} → daten/{datei.datei}"
    yield Satz(format_art(datei), einzug=3, haenge=2)
    yield Satz(
        f"{name}, {format_bytes(datei.groesse)}, eingelesen {format_zeitpunkt(datei.eingelesen)}",
        einzug=3,
        haenge=2,
    )
    yield Satz(
        format_lizenz(datei.herkunft), "leise" if datei.herkunft.lizenz else "warnung", einzug=3, haenge=2
    )
    if zustand:
        fund = Datenfund(zustand, datei.id, angaben={"datei": datei.datei})
        yield Satz(f"{fund.satz} {fund.hinweis}", "warnung", einzug=3, haenge=2)


def _nenne(texte: Sequence[str], hoechstens: int) -> str:
    rest = len(texte) - hoechstens
    return ", ".join([*texte[:hoechstens], *([f"{rest} weitere"] if rest > 0 else [])])


def format_pfade(namen: Sequence[str]) -> str:
    """A few names and how many more."""
    return _nenne(namen, _DATEIEN)


def build_fund_json(fund: Datenfund) -> dict[str, Any]:
    """A finding for programs."""
    return {
        "datei": fund.datei or None,
        "code": fund.code,
        "stufe": fund.stufe,
        "anzahl": fund.anzahl,
        "stelle": fund.stelle or None,
        "satz": fund.satz,
    }
