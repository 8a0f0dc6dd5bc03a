"""What is said when a session begins: where one is, what was mended, what does not fit."""

from wegweiser import workflow
from wegweiser.cli.ansicht import build_versionshinweis, label, shorten
from wegweiser.cli.ausgabe import LEER, Satz, format_befehl
from wegweiser.cli.nachtraege import build_nachtraege
from wegweiser.cli.sitzung import Sitzung
from wegweiser.cli.wege import format_fortschritt
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


def begruesse(sitzung: Sitzung) -> Adresse | None:
    """Say hello and where it goes on; returns the first question."""
    stand = sitzung.stand
    sitzung.zeige(LEER, Satz(stand.vorhaben.titel, "titel"))
    sitzung.zeige(*build_sprachhinweis(stand))
    _zeige_nachtraege(sitzung)
    sitzung.zeige(*build_uebrige_texte(stand))
    sitzung.zeige(*build_zeitwahl(stand))
    sitzung.zeige(*_build_laufende(stand))
    staende = workflow.list_abschnittsstaende(stand)
    beantwortet, offen = sum(s.beantwortet for s in staende), sum(s.offen for s in staende)
    station = find_stelle(stand) or workflow.next_station(stand)
    if eigenes := wort(stand, "willkommen"):
        sitzung.zeige(Satz(eigenes))
    elif beantwortet + offen == 0:
        sitzung.zeige(
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
        sitzung.zeige(Satz(f"Willkommen zurück. {fortschritt[0].upper()}{fortschritt[1:]}.{weiter}"))
    if not sitzung.front.tasten:
        sitzung.zeige(Satz(wort(stand, "tasten") or KURZ_SCHLICHT, "leise"))
    return station.adresse if station else None


def _zeige_nachtraege(sitzung: Sitzung) -> None:
    sitzung.zeige(*build_versionshinweis(sitzung.stand))
    sitzung.zeige(*build_nachtraege(sitzung.stand))
    if unpassend := sitzung.stand.vorhaben.unpassend:
        sitzung.zeige(
            Satz(
                "Diese Stellen passen nicht zum Leitfaden; sie bleiben in der Datei, wie sie sind:", "warnung"
            )
        )
        sitzung.zeige(*(Satz(str(befund), einzug=2, ganz=True) for befund in unpassend))


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
