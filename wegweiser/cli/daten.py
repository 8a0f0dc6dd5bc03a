"""`daten`: take files in, list and check them, set the boundary, take them out again."""

import codecs
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, get_args

from wegweiser import workflow
from wegweiser.cli.ausgabe import LEER, Satz, format_befehl, print_fehler, print_saetze
from wegweiser.cli.datenansicht import (
    build_ausgelassen,
    build_eintrag,
    build_funde,
    build_herkunft,
    build_kopf,
    build_vorschau,
)
from wegweiser.cli.datenfragen import ask_herkunft, settle_zweifel
from wegweiser.cli.datenworte import EIGENE, Herkunftswunsch, format_art, format_lizenz, propose_herkunft
from wegweiser.cli.front import Ende, Front
from wegweiser.cli.kommandos import build_front, build_umfeld, melde, print_json
from wegweiser.cli.rueckfrage import ask_ja
from wegweiser.cli.umgebung import Umgebung, read_umgebung
from wegweiser.errors import EXIT_BEFUNDE, BenutzungError, DatenError, EingabeError, format_auswahl
from wegweiser.model.daten import Datei, Datenart, Datenfund, Leseangaben, Lizenzangabe
from wegweiser.workflow import daten
from wegweiser.workflow.daten import Ausgelassen, Fundstueck, Vorschau
from wegweiser.workflow.umfeld import Umfeld

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


class _Lauf(NamedTuple):
    """What all files of one call share; `herkuenfte` are the origins somebody was asked for, the last one last."""

    ordner: Path
    umfeld: Umfeld
    umgebung: Umgebung
    front: Front | None
    ablauf: Ablauf
    herkunft: Herkunftswunsch
    herkuenfte: list[Lizenzangabe]


# ── reading in ───────────────────────────────────────────────────────────────────────────────────


def run_einlesen(
    ordner: Path, pfade: Sequence[Path], wunsch: Lesewunsch, herkunft: Herkunftswunsch, ablauf: Ablauf
) -> None:
    """`daten einlesen`: every file for itself whole or not at all; one that cannot be read does not stop the others."""
    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung, ablauf.kuerzel)
    angaben = _parse_wunsch(wunsch)
    _check_ordner(ordner, ablauf, umfeld)
    mensch = sys.stdin.isatty() and not ablauf.als_json
    front = build_front(umgebung, schlicht=ablauf.schlicht) if mensch else None
    lauf = _Lauf(ordner, umfeld, umgebung, front, ablauf, herkunft, [])
    ergebnisse: list[dict[str, Any]] = []
    fehler: list[DatenError] = []
    for pfad in pfade:
        try:
            with daten.offene_quelle(ordner, pfad) as gemeint:
                auswahl = daten.find_stuecke(gemeint, angaben)
                _zeige(lauf, build_ausgelassen(auswahl.ausgelassen))
                ergebnisse += [_build_weg(eins) for eins in auswahl.ausgelassen]
                ergebnisse += [_lies_ein(lauf, stueck) for stueck in auswahl.stuecke]
        except DatenError as grund:
            fehler.append(grund)
            if len(pfade) == 1:
                raise
            print_fehler(grund.satz, grund.hinweis)
            ergebnisse.append({"pfad": str(pfad), "ergebnis": "fehler", "grund": grund.satz})
    _schliesse(lauf, ergebnisse)
    if fehler:
        raise SystemExit(DatenError.exit_code)


def _check_ordner(ordner: Path, ablauf: Ablauf, umfeld: Umfeld) -> None:
    """What is wrong with the folder, and who else works in it, before anything is asked."""
    if ablauf.ja or sys.stdin.isatty():
        with workflow.bearbeite(ordner, umfeld):
            return
    workflow.load_stand(ordner, umfeld)


def _parse_wunsch(wunsch: Lesewunsch) -> Leseangaben:
    lesart = dict(_parse_paar(text, "--lesart dezimal=komma") for text in wunsch.lesart)
    if wunsch.kodierung:
        lesart["kodierung"] = _check_kodierung(wunsch.kodierung)
    if wunsch.trenner:
        lesart["trenner"] = _TRENNER.get(wunsch.trenner.casefold(), wunsch.trenner)
    if wunsch.lagebezug:
        zahl = wunsch.lagebezug.strip()
        lesart["lagebezug"] = f"EPSG:{zahl}" if zahl.isdigit() else zahl
    if wunsch.ebene:
        lesart["ebene"] = wunsch.ebene
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


def _check_kodierung(text: str) -> str:
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


def _lies_ein(lauf: _Lauf, stueck: Fundstueck) -> dict[str, Any]:
    """One file from the preview to the entry."""
    stueck = settle_zweifel(stueck, lauf.front, ja=lauf.ablauf.ja)
    _zeige(lauf, build_kopf(stueck))
    vorschau = daten.plan_einlesen(lauf.ordner, stueck)
    _zeige(lauf, build_vorschau(vorschau))
    if vorschau.bekannt and _ist_gleich_gelesen(vorschau.bekannt, vorschau):
        _zeige(lauf, [Satz(f"Schon eingelesen als „{vorschau.bekannt.id}“.", "gut", einzug=2), LEER])
        return _build_json(lauf, vorschau, vorschau.bekannt, "bekannt")
    ersetzt = vorschau.bekannt or vorschau.frueher
    herkunft = propose_herkunft(stueck.erkennung, lauf.herkunft)
    if ersetzt and herkunft == Lizenzangabe():
        herkunft = ersetzt.herkunft
    if lauf.front and not lauf.ablauf.ja and not herkunft.lizenz and stueck.erkennung.art not in EIGENE:
        herkunft = _frage_herkunft(lauf, lauf.front, herkunft)
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
    datei = daten.take_datei(
        lauf.ordner, vorschau, lauf.umfeld, herkunft=herkunft, titel=lauf.ablauf.titel, ersetzt=ersetzt
    )
    _zeige(
        lauf, [Satz(f"Eingelesen als „{datei.id}“: {format_art(datei)}.", "gut", einzug=2, haenge=2), LEER]
    )
    return _build_json(lauf, vorschau, datei, "ersetzt" if ersetzt else "eingelesen")


def _frage_herkunft(lauf: _Lauf, front: Front, herkunft: Lizenzangabe) -> Lizenzangabe:
    """Many files of one call mostly come from one office: then one word is enough."""
    if lauf.herkuenfte and herkunft == Lizenzangabe():
        eben = lauf.herkuenfte[-1]
        if _frage_ja(lauf, f"Dieselbe Herkunft wie eben ({format_lizenz(eben)})?"):
            return eben
    gefragt = ask_herkunft(front, herkunft)
    lauf.herkuenfte.append(gefragt)
    return gefragt


def _ist_gleich_gelesen(datei: Datei, vorschau: Vorschau) -> bool:
    e = vorschau.erkennung
    return (datei.art, datei.format, dict(datei.lesart), dict(datei.spalten)) == (
        e.art, e.format, dict(e.lesart), dict(e.spalten),
    )  # fmt: skip


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
    if not lauf.ablauf.als_json:
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


def _schliesse(lauf: _Lauf, ergebnisse: Sequence[Mapping[str, Any]]) -> None:
    """What comes next."""
    if lauf.ablauf.als_json:
        print_json(ergebnisse)
        return
    if not any(eins["ergebnis"] in {"eingelesen", "ersetzt"} for eins in ergebnisse):
        return
    bestand = daten.load_bestand(lauf.ordner)
    if bestand.quartier is None:
        befehl = format_befehl("daten quartier", lauf.ordner, "--raum", "NAME")
        melde(f"Als Nächstes die Grenze des Quartiers: {befehl}, oder --umkreis 800 --um BREITE,LÄNGE.")
    else:
        melde(f"Was daraus folgt: {format_befehl('auswerten', lauf.ordner)}")


# ── listing, checking, removing ──────────────────────────────────────────────────────────────────


def run_liste(ordner: Path, *, als_json: bool) -> None:
    """`daten liste`."""
    umgebung = read_umgebung()
    workflow.load_stand(ordner, build_umfeld(umgebung))
    bestand, zustaende = daten.load_bestand(ordner), daten.list_zustaende(ordner)
    if als_json:
        print_json([_build_eintrag_json(datei, zustaende[datei.id]) for datei in bestand.dateien])
    elif not bestand.dateien:
        melde(
            f"Noch nichts eingelesen. {format_befehl('daten einlesen', ordner, 'DATEI')} liest eine Datei ein."
        )
    else:
        saetze = [s for datei in bestand.dateien for s in build_eintrag(datei, zustaende[datei.id])]
        if bestand.quartier:
            saetze += [LEER, Satz(f"Quartier: {bestand.quartier.titel}")]
        print_saetze(saetze, farbig=umgebung.farbig)


def _build_eintrag_json(datei: Datei, zustand: str) -> dict[str, Any]:
    return {
        "id": datei.id,
        "datei": datei.datei,
        "quelle": datei.quelle,
        "art": datei.art,
        "format": datei.format,
        "titel": datei.titel,
        "zeilen": datei.zeilen,
        "groesse": datei.groesse,
        "sha256": datei.sha256,
        "eingelesen": datei.eingelesen.isoformat(),
        "herkunft": {
            name: getattr(datei.herkunft, name)
            for name in ("urheber", "lizenz", "nennung", "stand", "adresse")
        },
        "zustand": zustand or "gut",
    }


def run_pruefen(ordner: Path, *, als_json: bool) -> None:
    """`daten pruefen`: all findings; exit code 3 where one makes results wrong."""
    umgebung = read_umgebung()
    workflow.load_stand(ordner, build_umfeld(umgebung))
    funde = daten.check_daten(ordner)
    if als_json:
        print_json([build_fund_json(fund) for fund in funde])
    else:
        print_saetze(_build_pruefung(ordner, funde), farbig=umgebung.farbig)
    if any(fund.stufe == "fehler" for fund in funde):
        raise SystemExit(EXIT_BEFUNDE)


def _build_pruefung(ordner: Path, funde: Sequence[Datenfund]) -> list[Satz]:
    bestand = daten.load_bestand(ordner)
    if not bestand.dateien:
        return [Satz("Noch nichts eingelesen, also auch nichts zu prüfen.")]
    saetze: list[Satz] = []
    bekannt = {datei.id: format_art(datei) for datei in bestand.dateien}
    for id_, art in bekannt.items():
        eigene = [fund for fund in funde if fund.datei == id_]
        saetze.append(Satz(f"{id_} ({art})", "frage"))
        saetze += (
            build_funde(eigene, 2, len(eigene)) if eigene else [Satz("nichts auffällig", "gut", einzug=2)]
        )
    uebrige = [fund for fund in funde if fund.datei not in bekannt]
    if uebrige:
        saetze += [Satz("Alles zusammen", "frage"), *build_funde(uebrige, 2, len(uebrige))]
    fehler = sum(fund.stufe == "fehler" for fund in funde)
    return [*saetze, LEER, Satz(_format_schluss(fehler, len(funde) - fehler), "warnung" if fehler else "gut")]


def _format_schluss(fehler: int, hinweise: int) -> str:
    if not fehler and not hinweise:
        return "Geprüft: nichts auffällig."
    falsch = {0: "nichts, was Ergebnisse verfälscht", 1: "ein Befund, der Ergebnisse verfälscht"}.get(
        fehler, f"{fehler} Befunde, die Ergebnisse verfälschen"
    )
    dazu = {0: "", 1: "; dazu ein Hinweis"}.get(hinweise, f"; dazu {hinweise} Hinweise")
    return f"Geprüft: {falsch}{dazu}."


def run_entfernen(ordner: Path, kennung: str, ablauf: Ablauf) -> None:
    """`daten entfernen`: after asking, the entry and its copy go."""
    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung, ablauf.kuerzel)
    workflow.load_stand(ordner, umfeld)
    datei = daten.find_datei(ordner, kennung)
    melde(f"„{datei.id}“: {format_art(datei)}, Kopie daten/{datei.datei}. Das Original bleibt, wo es ist.")
    front = build_front(umgebung, schlicht=ablauf.schlicht) if sys.stdin.isatty() else None
    lauf = _Lauf(ordner, umfeld, umgebung, front, ablauf, Herkunftswunsch(), [])
    if not _frage_ja(lauf, "Entfernen?"):
        melde("Nichts entfernt." if front else "Nichts entfernt; --ja entfernt sie.")
        return
    daten.remove_datei(ordner, datei, umfeld)
    melde(f"Entfernt: „{datei.id}“.")
