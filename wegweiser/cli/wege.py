"""Finding the way: next and earlier questions, jumping, where am I."""

from wegweiser import workflow
from wegweiser.cli.ansicht import find_abschnittsnummer, format_fortschritt, shorten
from wegweiser.cli.ausgabe import LEER, Satz
from wegweiser.cli.gespraech import Gespraech, Sprung
from wegweiser.cli.zeit import build_zeitbilanz
from wegweiser.model.antworten import Adresse
from wegweiser.model.lage import Station


def find_naechste(gespraech: Gespraech, adresse: Adresse) -> Sprung:
    """After an answer: the next question nothing was said about, or the end."""
    station = workflow.next_station(gespraech.stand, adresse)
    reihe = [s.adresse for s in gespraech.stand.lage.stationen]
    if station and adresse in reihe and reihe.index(station.adresse) < reihe.index(adresse):
        gespraech.zeige(
            Satz("Am Ende angekommen; es geht weiter mit einer Frage, die noch aussteht.", "leise")
        )
    return Sprung(station.adresse if station else None)


def find_folgende(gespraech: Gespraech, adresse: Adresse) -> Sprung:
    """One question on, answered or not."""
    station = workflow.folgende_station(gespraech.stand, adresse)
    return Sprung(station.adresse if station else None)


def find_vorige(gespraech: Gespraech, adresse: Adresse) -> Sprung | None:
    """One question back; nothing before the first."""
    station = workflow.vorige_station(gespraech.stand, adresse)
    if station is None:
        gespraech.zeige(Satz("Das ist die erste Frage.", "leise"))
        return None
    return Sprung(station.adresse)


def zeige_stand(gespraech: Gespraech, station: Station) -> None:
    """Where am I: every Abschnitt with what is answered and open."""
    zeilen = [LEER, Satz(gespraech.stand.vorhaben.titel, "titel")]
    for stand in workflow.list_abschnittsstaende(gespraech.stand):
        nummer = find_abschnittsnummer(gespraech.stand, stand.id)
        hier = "  ← hier" if stand.id == station.abschnitt.id else ""
        zeilen.append(
            Satz(
                f"{nummer:>2} {stand.titel}: {format_fortschritt(stand.fragen, stand.beantwortet, stand.offen)}{hier}",
                einzug=2,
            )
        )
    zeilen += [Satz(f"Sie sind bei: {shorten(station.frage.text)} (Kennung {station.adresse})")]
    zeilen += [*build_zeitbilanz(gespraech.stand), LEER]
    gespraech.zeige(*zeilen)
