"""`daten`: list files, check them, take them out again."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from wegweiser import workflow
from wegweiser.cli.ausgabe import LEER, Satz, format_befehl, print_saetze
from wegweiser.cli.datenansicht import build_eintrag, build_fund_json, build_funde
from wegweiser.cli.dateneinlesen import Ablauf
from wegweiser.cli.datenworte import format_art
from wegweiser.cli.front import Ende, Front
from wegweiser.cli.kommandos import build_front, build_umfeld, melde, print_json
from wegweiser.cli.rueckfrage import ask_ja
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.errors import EXIT_BEFUNDE
from wegweiser.model.daten import Datei, Datenfund
from wegweiser.workflow import daten


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
    stand = workflow.load_stand(ordner, build_umfeld(umgebung))
    funde = daten.check_daten(ordner, stand.leitfaden)
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
    quartier = daten.load_bestand(ordner).quartier
    if quartier and datei.id == quartier.datei:
        melde(f"Achtung: Die Grenze des Quartiers „{quartier.titel}“ ist aus dieser Datei und geht mit ihr.")
    elif quartier and datei.id == quartier.stadt:
        melde(
            "Achtung: Die Grenze der ganzen Stadt ist aus dieser Datei; Vergleiche mit ihr gehen dann nicht mehr."
        )
    mensch = sys.stdin.isatty()
    if not ablauf.ja and not (mensch and _frage_ja(build_front(umgebung, schlicht=ablauf.schlicht))):
        melde("Nichts entfernt." if mensch else "Nichts entfernt; --ja entfernt sie.")
        return
    daten.remove_datei(ordner, datei, umfeld)
    melde(f"Entfernt: „{datei.id}“.")
    if quartier and datei.id == quartier.datei:
        befehl = format_befehl("daten quartier", ordner, "--raum", "NAME")
        melde(
            f"Die Grenze des Quartiers „{quartier.titel}“ war daraus; setzen Sie sie neu mit {befehl} oder mit --umkreis 800 --um BREITE,LÄNGE."
        )
    elif quartier and datei.id == quartier.stadt:
        melde("Die Grenze der ganzen Stadt war daraus; ohne sie entfallen die Vergleiche mit der Stadt.")


def _frage_ja(front: Front) -> bool:
    try:
        return ask_ja(front, "Entfernen?")
    except Ende:
        return False
