"""What is said when a session begins: where one is, what was mended, what does not fit."""

from wegweiser import workflow
from wegweiser.cli.ansicht import build_versionshinweis, format_fortschritt, label, shorten
from wegweiser.cli.ausgabe import LEER, Satz, format_befehl
from wegweiser.cli.gespraech import Gespraech
from wegweiser.cli.nachtraege import build_nachtraege
from wegweiser.cli.worte import build_sprachhinweis, wort
from wegweiser.cli.zeit import build_zeitwahl
from wegweiser.errors import WegweiserError
from wegweiser.model.antworten import Adresse
from wegweiser.model.deutsch_format import format_datum
from wegweiser.workflow import Stand
from wegweiser.workflow.sitzungen import load_buch
from wegweiser.workflow.stelle import find_stelle
from wegweiser.workflow.texteditor import list_uebrige

KURZ_SCHLICHT = "? Hilfe · < zurück · > weiter · ! Pause · :offen weiß ich noch nicht · :befehle alle Befehle"
KURZ_TASTEN = "F7 Suche · Strg-Z rückgängig · Strg-Y wiederholen · :befehle zeigt alles andere"


def build_uebrige_texte(stand: Stand) -> list[Satz]:
    """Texts that were open in an editor when a session was cut off."""
    return [
        Satz(f"Von einer abgebrochenen Sitzung liegt noch ein Text aus dem Editor in {pfad}.", "warnung")
        for pfad in list_uebrige(stand)
    ]


def begruesse(gespraech: Gespraech) -> Adresse | None:
    """Say hello and where it goes on; returns the first question."""
    stand = gespraech.stand
    gespraech.zeige(LEER, Satz(stand.vorhaben.titel, "titel"))
    gespraech.zeige(*build_sprachhinweis(stand))
    _zeige_nachtraege(gespraech)
    gespraech.zeige(*build_uebrige_texte(stand))
    gespraech.zeige(*build_zeitwahl(stand))
    gespraech.zeige(*_build_laufende(stand))
    staende = workflow.list_abschnittsstaende(stand)
    beantwortet, offen = sum(s.beantwortet for s in staende), sum(s.offen for s in staende)
    station = find_stelle(stand) or workflow.next_station(stand)
    if eigenes := wort(stand, "willkommen"):
        gespraech.zeige(Satz(eigenes))
    elif beantwortet + offen == 0:
        gespraech.zeige(
            Satz(
                "Schön, dass Sie da sind. Jede Antwort wird sofort gespeichert; aufhören können Sie jederzeit."
            )
        )
    else:
        fortschritt = format_fortschritt(len(stand.lage.stationen), beantwortet, offen)
        weiter = (
            f" Es geht weiter bei „{station.abschnitt.titel}“: {shorten(label(station.frage))}."
            if station
            else ""
        )
        gespraech.zeige(Satz(f"Willkommen zurück. {fortschritt[0].upper()}{fortschritt[1:]}.{weiter}"))
    if not gespraech.front.tasten:
        gespraech.zeige(Satz(wort(stand, "tasten") or KURZ_SCHLICHT, "leise"))
    return station.adresse if station else None


def _zeige_nachtraege(gespraech: Gespraech) -> None:
    gespraech.zeige(*build_versionshinweis(gespraech.stand))
    gespraech.zeige(*build_nachtraege(gespraech.stand))
    if unpassend := gespraech.stand.vorhaben.unpassend:
        gespraech.zeige(
            Satz(
                "Diese Stellen passen nicht zum Leitfaden; sie bleiben in der Datei, wie sie sind:", "warnung"
            )
        )
        gespraech.zeige(*(Satz(str(befund), einzug=2, ganz=True) for befund in unpassend))


def _build_laufende(stand: Stand) -> list[Satz]:
    """One line about the meeting that is open; a damaged file of meetings is no reason to stop."""
    try:
        laufende = load_buch(stand.ordner).laufende
    except WegweiserError as fehler:
        return [Satz(fehler.satz, "warnung")]
    if laufende is None:
        return []
    seit = f"{format_datum(laufende.datum)}, {laufende.beginn} Uhr"
    schluss = format_befehl("sitzung beenden", stand.ordner)
    return [Satz(f"Die Sitzung „{laufende.titel}“ ist offen, seit {seit}; zum Schluss: {schluss}.", "leise")]
