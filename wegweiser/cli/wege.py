"""Finding the way: next and earlier questions, jumping, where am I."""

from collections.abc import Iterator

from wegweiser import workflow
from wegweiser.cli.angaben import lies_text
from wegweiser.cli.ansicht import find_abschnittsnummer, label, shorten
from wegweiser.cli.ausgabe import LEER, Satz
from wegweiser.cli.front import Feld, Wahl
from wegweiser.cli.sitzung import Sitzung, Sprung
from wegweiser.cli.zeit import build_zeitbilanz
from wegweiser.model.antworten import Adresse
from wegweiser.model.lage import Station
from wegweiser.model.leitfaden import number_fragen
from wegweiser.workflow import Stand

_TREFFER = 9


def find_naechste(sitzung: Sitzung, adresse: Adresse) -> Sprung:
    """After an answer: the next question nothing was said about, or the end."""
    station = workflow.next_station(sitzung.stand, adresse)
    reihe = [s.adresse for s in sitzung.stand.lage.stationen]
    if station and adresse in reihe and reihe.index(station.adresse) < reihe.index(adresse):
        sitzung.zeige(Satz("Am Ende angekommen; es geht weiter mit einer Frage, die noch aussteht.", "leise"))
    return Sprung(station.adresse if station else None)


def find_folgende(sitzung: Sitzung, adresse: Adresse) -> Sprung:
    """One question on, answered or not."""
    station = workflow.folgende_station(sitzung.stand, adresse)
    return Sprung(station.adresse if station else None)


def find_vorige(sitzung: Sitzung, adresse: Adresse) -> Sprung | None:
    """One question back; nothing before the first."""
    station = workflow.vorige_station(sitzung.stand, adresse)
    if station is None:
        sitzung.zeige(Satz("Das ist die erste Frage.", "leise"))
        return None
    return Sprung(station.adresse)


def find_ziel(sitzung: Sitzung, text: str) -> Sprung | None:
    """`:geh`: an Abschnitt by number or id, a question by id, address, „3.5“ or part of its text."""
    if not text:
        text = _lies_ziel(sitzung)
    treffer = list_treffer(sitzung.stand, text)
    if len(treffer) == 1:
        return Sprung(treffer[0].adresse)
    if not treffer:
        sitzung.zeige(
            Satz(
                f"„{text}“ ist weder ein Abschnitt noch eine Frage auf Ihrem Weg. :stand zeigt alle.",
                "warnung",
            )
        )
        return None
    sitzung.zeige(Satz(f"„{text}“ passt auf mehrere Fragen:"))
    sitzung.zeige(
        *(Satz(f":geh {s.adresse} – {label(s.frage)}", einzug=2, haenge=2) for s in treffer[:_TREFFER])
    )
    return None


def _lies_ziel(sitzung: Sitzung) -> str:
    stand = sitzung.stand
    staende = workflow.list_abschnittsstaende(stand)
    wahlen = [
        Wahl(
            str(find_abschnittsnummer(stand, s.id)),
            s.id,
            f"{s.titel} – {s.beantwortet + s.offen} von {s.fragen}",
        )
        for s in staende
    ]
    if sitzung.front.tasten:
        wahlen += _list_fragenwahlen(stand)
    return lies_text(
        sitzung, Feld("wahl", "Wohin? Nummer oder Wort des Abschnitts oder der Frage", tuple(wahlen))
    )


def _list_fragenwahlen(stand: Stand) -> Iterator[Wahl]:
    """Every question on the path as „3.5“, for a list that is searched while typing."""
    nummern = number_fragen(stand.leitfaden)
    for station in stand.lage.stationen:
        zusatz = f" ({station.satz_titel})" if station.satz_titel else ""
        yield Wahl(nummern[station.frage.id], str(station.adresse), f"{label(station.frage)}{zusatz}")


def list_treffer(stand: Stand, text: str) -> list[Station]:
    """The questions a person may mean; the most exact kind of match wins."""
    stationen = stand.lage.stationen
    gesucht = text.strip().casefold()
    nummern = number_fragen(stand.leitfaden)
    for station in stationen:
        kennungen = {station.abschnitt.id, str(find_abschnittsnummer(stand, station.abschnitt.id))}
        if gesucht in kennungen:
            return [station]
    for passt in (
        lambda s: gesucht == nummern[s.frage.id],
        lambda s: (
            gesucht
            in {
                str(s.adresse),
                f"{s.abschnitt.id}[{s.adresse.satz}].{s.frage.id}",
                f"{s.abschnitt.id}.{s.frage.id}",
            }
        ),
        lambda s: gesucht == s.frage.id,
        lambda s: gesucht in {label(s.frage).casefold(), s.frage.text.casefold()},
        lambda s: gesucht in f"{label(s.frage)} {s.frage.text}".casefold(),
    ):
        if treffer := [station for station in stationen if passt(station)]:
            return treffer
    return []


def zeige_stand(sitzung: Sitzung, station: Station) -> None:
    """Where am I: every Abschnitt with what is answered and open."""
    zeilen = [LEER, Satz(sitzung.stand.vorhaben.titel, "titel")]
    for stand in workflow.list_abschnittsstaende(sitzung.stand):
        nummer = find_abschnittsnummer(sitzung.stand, stand.id)
        hier = "  ← hier" if stand.id == station.abschnitt.id else ""
        zeilen.append(
            Satz(
                f"{nummer:>2} {stand.titel}: {format_fortschritt(stand.fragen, stand.beantwortet, stand.offen)}{hier}",
                einzug=2,
            )
        )
    zeilen += [Satz(f"Sie sind bei: {shorten(station.frage.text)} (Kennung {station.adresse})")]
    zeilen += [*build_zeitbilanz(sitzung.stand), LEER]
    sitzung.zeige(*zeilen)


def format_fortschritt(fragen: int, beantwortet: int, offen: int) -> str:
    """So many of so many answered, so many open."""
    text = f"{beantwortet} von {fragen} beantwortet"
    return f"{text}, {offen} offen" if offen else text
