"""`daten einlesen`: show what was understood, ask what is unclear, take it in."""

import codecs
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, get_args

from wegweiser import workflow
from wegweiser.cli.ausgabe import LEER, Satz, format_befehl, print_fehler, print_saetze
from wegweiser.cli.datenansicht import (
    build_ausgelassen,
    build_fund_json,
    build_herkunft,
    build_kopf,
    build_vorschau,
)
from wegweiser.cli.datenfragen import ask_herkunft, check_merkmal, settle_zweifel
from wegweiser.cli.datenworte import (
    EIGENE,
    FREIE_LESART,
    LESART,
    LESEWERTE,
    SELBST,
    WEITERE_LESART,
    Herkunftswunsch,
    format_art,
    format_lizenz,
    parse_stand,
    propose_herkunft,
)
from wegweiser.cli.front import Ende, Front
from wegweiser.cli.kommandos import build_front, build_umfeld, melde, print_json
from wegweiser.cli.rueckfrage import ask_ja
from wegweiser.cli.rueckweg import Rueckweg, Zurueck
from wegweiser.cli.signale import end_geordnet
from wegweiser.cli.umgebung import Umgebung, read_umgebung
from wegweiser.errors import BenutzungError, DatenError, EingabeError, format_auswahl
from wegweiser.model.daten import Datei, Datenart, Leseangaben, Lizenzangabe
from wegweiser.workflow import dateneinlesen as arbeit
from wegweiser.workflow.daten import load_bestand
from wegweiser.workflow.dateneinlesen import Ausgelassen, Fundstueck, Vorschau
from wegweiser.workflow.umfeld import Umfeld

_TABELLEN = frozenset({".xlsx", ".xlsm", ".ods"})  # their layers are sheets
_EIGENE_KODIERUNG = frozenset({"utf-8-doppelt"})
_KEINE_TRENNER = "\"' .-\r\n"
_TRENNER: Mapping[str, str] = {"tab": "\t", "tabulator": "\t", "\\t": "\t", "komma": ",", "semikolon": ";"}


class Lesewunsch(NamedTuple):
    """What was typed about how to read the files."""

    als: str = ""
    kodierung: str = ""
    trenner: str = ""
    lagebezug: str = ""
    ebene: str = ""
    spalten: tuple[str, ...] = ()
    lesart: tuple[str, ...] = ()


class Ablauf(NamedTuple):
    """How to go about it: without questions, for a program, a title, who works."""

    titel: str = ""
    ja: bool = False
    als_json: bool = False
    schlicht: bool = False
    kuerzel: str = ""
    weiter: bool = True  # say what comes next


class _Lauf(NamedTuple):
    """What all files of one call share; `herkuenfte` are the origins somebody was asked for, the last one last."""

    ordner: Path
    umfeld: Umfeld
    umgebung: Umgebung
    front: Front | None
    ablauf: Ablauf
    herkunft: Herkunftswunsch
    herkuenfte: list[Lizenzangabe]


def run_einlesen(
    ordner: Path, pfade: Sequence[Path], wunsch: Lesewunsch, herkunft: Herkunftswunsch, ablauf: Ablauf
) -> None:
    """`daten einlesen`: every file for itself whole or not at all; one that cannot be read does not stop the others."""
    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung, ablauf.kuerzel)
    _check_aufruf(ordner, pfade, ablauf)
    herkunft = herkunft._replace(stand=parse_stand(herkunft.stand) if herkunft.stand else "")
    angaben = [_parse_wunsch(wunsch, pfad) for pfad in pfade]
    _check_ordner(ordner, ablauf, umfeld)
    mensch = sys.stdin.isatty() and not ablauf.als_json
    front = build_front(umgebung, schlicht=ablauf.schlicht) if mensch else None
    lauf = _Lauf(ordner, umfeld, umgebung, front, ablauf, herkunft, [])
    ergebnisse: list[dict[str, Any]] = []
    fehler: list[DatenError] = []
    with end_geordnet():
        for pfad, gesagt in zip(pfade, angaben, strict=True):
            try:
                ergebnisse += _lies_pfad(lauf, pfad, gesagt)
            except DatenError as grund:
                if len(pfade) == 1:
                    raise
                fehler.append(grund)
                print_fehler(grund.satz, grund.hinweis)
                ergebnisse.append({"pfad": str(pfad), "ergebnis": "fehler", "grund": grund.satz})
    _schliesse(lauf, ergebnisse)
    if fehler:
        raise SystemExit(DatenError.exit_code)


def _lies_pfad(lauf: _Lauf, pfad: Path, angaben: Leseangaben) -> list[dict[str, Any]]:
    """A file, everything in a folder, or everything in an archive."""
    with arbeit.offene_quelle(lauf.ordner, pfad) as gemeint:
        auswahl = arbeit.find_stuecke(gemeint, angaben)
        _zeige(lauf, build_ausgelassen(auswahl.ausgelassen))
        weg = [_build_weg(eins) for eins in auswahl.ausgelassen]
        return weg + [_lies_zurueckgehend(lauf, stueck) for stueck in auswahl.stuecke]


def _check_aufruf(ordner: Path, pfade: Sequence[Path], ablauf: Ablauf) -> None:
    grund = ""
    if ordner.is_file() and any(pfad.is_dir() for pfad in pfade):
        grund = "Zuerst kommt der Ordner des Vorhabens, dann die Dateien."
    elif ablauf.titel and (len(pfade) > 1 or pfade[0].is_dir()):
        grund = "--titel gilt für eine einzelne Datei."
    if grund:
        raise BenutzungError("benutzung", grund=grund, befehl="wegweiser daten einlesen")


def _check_ordner(ordner: Path, ablauf: Ablauf, umfeld: Umfeld) -> None:
    """What is wrong with the folder, and who else works in it, before anything is asked."""
    if ablauf.ja or sys.stdin.isatty():
        with workflow.bearbeite(ordner, umfeld):
            return
    workflow.load_stand(ordner, umfeld)


def _parse_wunsch(wunsch: Lesewunsch, pfad: Path) -> Leseangaben:
    lesart = dict(_parse_paar(text, "--lesart jahr=2024") for text in wunsch.lesart)
    for name, wert in lesart.items():
        _check_lesart(name, wert)
    if wunsch.kodierung:
        lesart["kodierung"] = wunsch.kodierung
    if "kodierung" in lesart:
        lesart["kodierung"] = _check_kodierung(lesart["kodierung"])
    if wunsch.trenner:
        lesart["trenner"] = wunsch.trenner
    if "trenner" in lesart:
        lesart["trenner"] = _check_trenner(lesart["trenner"])
    if wunsch.lagebezug:
        lesart["lagebezug"] = wunsch.lagebezug
    if "lagebezug" in lesart:
        lesart["lagebezug"] = arbeit.check_lagebezug(lesart["lagebezug"])
    if wunsch.ebene:
        lesart["blatt" if pfad.suffix.casefold() in _TABELLEN else "ebene"] = wunsch.ebene
    return Leseangaben(
        art=_check_art(wunsch.als) if wunsch.als else "",
        lesart=lesart,
        spalten=dict(_parse_paar(text, "--spalte name=BEZEICHNUNG") for text in wunsch.spalten),
    )


def _parse_paar(text: str, beispiel: str) -> tuple[str, str]:
    name, gleich, wert = text.partition("=")
    if not gleich or not name.strip() or not wert.strip():
        raise EingabeError("angabe-form", text=text, beispiel=beispiel)
    return name.strip(), wert.strip()


def _check_lesart(name: str, wert: str) -> None:
    """A name or a choice nobody reads would be passed over without a word."""
    if name.startswith(FREIE_LESART):
        return
    if name not in {*LESART, *WEITERE_LESART}:
        raise EingabeError(
            "angabe-lesart", name=name, vorschlag=format_auswahl(name, {*LESART, *WEITERE_LESART})
        )
    if name in LESEWERTE and wert not in LESEWERTE[name]:
        raise EingabeError(
            "angabe-lesewert", name=name, text=wert, vorschlag=format_auswahl(wert, LESEWERTE[name])
        )
    if name == "jahr" and not (len(wert) == len("2024") and wert.isascii() and wert.isdigit()):
        raise EingabeError("angabe-jahr", text=wert)


def _check_trenner(text: str) -> str:
    zeichen = _TRENNER.get(text.casefold(), text)
    if len(zeichen) != 1 or zeichen.isalnum() or zeichen in _KEINE_TRENNER:
        raise EingabeError("angabe-trenner", text=text)
    return zeichen


def _check_kodierung(text: str) -> str:
    if text in _EIGENE_KODIERUNG:
        return text
    try:
        name = codecs.lookup(text.strip()).name
    except LookupError:
        raise EingabeError("angabe-kodierung", text=text) from None
    return "cp1252" if name == "iso8859-1" else name  # its control characters are letters in Windows


def _check_art(text: str) -> Datenart:
    for art in get_args(Datenart):
        if art == text.strip().casefold():
            return art  # type: ignore[no-any-return]
    raise EingabeError("angabe-art", text=text, vorschlag=format_auswahl(text, get_args(Datenart)))


def _lies_zurueckgehend(lauf: _Lauf, stueck: Fundstueck) -> dict[str, Any]:
    """One file; whoever goes back is asked the question before, and loses nothing else."""
    weg = Rueckweg(lauf.front) if lauf.front else None
    gefragt = len(lauf.herkuenfte)
    while True:
        try:
            return _lies_ein(lauf._replace(front=weg), stueck)
        except Zurueck:
            del lauf.herkuenfte[gefragt:]


def _lies_ein(lauf: _Lauf, stueck: Fundstueck) -> dict[str, Any]:
    """One file from the preview to the entry."""
    dienste = partial(arbeit.list_dienste, lauf.ordner, lauf.umfeld)
    if genannt := stueck.angaben.lesart.get("merkmal"):
        check_merkmal(genannt, dienste())
    stueck = settle_zweifel(stueck, lauf.front, ja=lauf.ablauf.ja, dienste=dienste)
    _zeige(lauf, build_kopf(stueck))
    vorschau = arbeit.plan_einlesen(lauf.ordner, stueck)
    _zeige(lauf, build_vorschau(vorschau))
    if vorschau.bekannt and _ist_gleich_gelesen(vorschau.bekannt, vorschau):
        _zeige(lauf, [Satz(f"Schon eingelesen als „{vorschau.bekannt.id}“.", "gut", einzug=2), LEER])
        return _build_json(lauf, vorschau, vorschau.bekannt, "bekannt")
    if vorschau.gleiche:
        _zeige(lauf, [Satz(_format_gleiche(vorschau.gleiche), "warnung", einzug=2, haenge=2)])
    ersetzt = vorschau.bekannt or vorschau.frueher
    herkunft = propose_herkunft(stueck.erkennung, lauf.herkunft)
    if ersetzt and herkunft == Lizenzangabe():
        herkunft = ersetzt.herkunft
    if lauf.front and not lauf.ablauf.ja and not herkunft.lizenz:
        herkunft = _frage_herkunft(
            lauf, lauf.front, herkunft, SELBST if stueck.erkennung.art in EIGENE else ""
        )
    if stueck.erkennung.art not in EIGENE or herkunft != Lizenzangabe():
        _zeige(lauf, [build_herkunft(herkunft)])
    if ersetzt:
        _zeige(lauf, [Satz(_format_ersatz(ersetzt, vorschau), "warnung", einzug=2, haenge=2)])
    if not _frage_ja(lauf, "Ersetzen?" if ersetzt else "Einlesen?"):
        _zeige(
            lauf,
            [
                Satz("Nicht eingelesen." if lauf.front else "Nicht eingelesen; --ja liest ein.", einzug=2),
                LEER,
            ],
        )
        return _build_json(lauf, vorschau, None, "nicht")
    datei = arbeit.take_datei(
        lauf.ordner, vorschau, lauf.umfeld, herkunft=herkunft, titel=lauf.ablauf.titel, ersetzt=ersetzt
    )
    _zeige(
        lauf, [Satz(f"Eingelesen als „{datei.id}“: {format_art(datei)}.", "gut", einzug=2, haenge=2), LEER]
    )
    return _build_json(lauf, vorschau, datei, "ersetzt" if ersetzt else "eingelesen")


def _frage_herkunft(lauf: _Lauf, front: Front, herkunft: Lizenzangabe, lizenz: str) -> Lizenzangabe:
    """Many files of one call mostly come from one office: then one word is enough."""
    if lauf.herkuenfte and herkunft == Lizenzangabe():
        eben = lauf.herkuenfte[-1]
        if _frage_ja(lauf, f"Dieselbe Herkunft wie eben ({format_lizenz(eben)})?"):
            return eben
    gefragt = ask_herkunft(front, herkunft, lizenz)
    lauf.herkuenfte.append(gefragt)
    return gefragt


def _ist_gleich_gelesen(datei: Datei, vorschau: Vorschau) -> bool:
    e = vorschau.erkennung
    return (datei.art, datei.format, dict(datei.lesart), dict(datei.spalten)) == (
        e.art, e.format, dict(e.lesart), dict(e.spalten),
    )  # fmt: skip


def _format_gleiche(datei: Datei) -> str:
    return f"Dieselben Gebiete sind schon als „{datei.id}“ eingelesen ({datei.quelle}); ein zweites Mal braucht es sie nicht."


def _format_ersatz(ersetzt: Datei, vorschau: Vorschau) -> str:
    if vorschau.bekannt:
        return f"Dieselbe Datei ist schon als „{ersetzt.id}“ eingelesen, aber anders verstanden. Jetzt gilt die neue Lesart."
    return f"„{ersetzt.id}“ stammt aus einer früheren Fassung dieser Datei ({format_art(ersetzt)}). Die neue ersetzt sie."


def _frage_ja(lauf: _Lauf, frage: str) -> bool:
    if lauf.ablauf.ja:
        return True
    if lauf.front is None:
        return False
    try:
        return ask_ja(lauf.front, frage)
    except Ende:
        raise BenutzungError("einlesen-abgebrochen") from None


def _zeige(lauf: _Lauf, saetze: "Sequence[Satz] | Iterator[Satz]") -> None:
    still = isinstance(lauf.front, Rueckweg) and lauf.front.still
    if not lauf.ablauf.als_json and not still:
        print_saetze(saetze, farbig=lauf.umgebung.farbig)


def _build_weg(eins: Ausgelassen) -> dict[str, Any]:
    return {"pfad": str(eins.pfad), "ergebnis": "ausgelassen", "grund": eins.grund}


def _build_json(lauf: _Lauf, vorschau: Vorschau, datei: Datei | None, ergebnis: str) -> dict[str, Any]:
    del lauf
    e = vorschau.erkennung
    return {
        "pfad": str(vorschau.stueck.pfad),
        "ergebnis": ergebnis,
        "id": datei.id if datei else None,
        "datei": datei.datei if datei else None,
        "art": e.art,
        "format": e.format,
        "lesart": dict(e.lesart),
        "spalten": dict(e.spalten),
        "zeilen": vorschau.zeilen,
        "verworfen": vorschau.verworfen,
        "funde": [build_fund_json(fund) for fund in vorschau.funde],
    }


def _schliesse(lauf: _Lauf, ergebnisse: Sequence[Mapping[str, Any]]) -> None:
    """What comes next."""
    if lauf.ablauf.als_json:
        print_json(ergebnisse)
        return
    if not lauf.ablauf.weiter or not any(
        eins["ergebnis"] in {"eingelesen", "ersetzt"} for eins in ergebnisse
    ):
        return
    bestand = load_bestand(lauf.ordner)
    if bestand.quartier is None:
        befehl = format_befehl("daten quartier", lauf.ordner, "--raum", "NAME")
        melde(f"Als Nächstes die Grenze des Quartiers: {befehl}, oder --umkreis 800 --um BREITE,LÄNGE.")
    else:
        melde(f"Was daraus folgt: {format_befehl('auswerten', lauf.ordner)}")
