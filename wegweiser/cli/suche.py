"""`:suche` and the choice between several places: a list that leads there."""

from collections.abc import Mapping, Sequence

from wegweiser import workflow
from wegweiser.cli.angaben import lies_text
from wegweiser.cli.ansicht import label, shorten
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.front import LANGE_LISTE, Feld, Wahl
from wegweiser.cli.gespraech import Gespraech, Sprung
from wegweiser.model.lage import Station
from wegweiser.model.leitfaden import number_fragen
from wegweiser.workflow.suche import Fundort, Treffer, suche

_ORTE: Mapping[Fundort, str] = {
    "antwort": "Antwort",
    "vermerk": "Notiz oder Beleg",
    "moeglichkeit": "Möglichkeit",
    "hilfe": "Hilfe",
}
_GENANNT = 3


def frage_suche(gespraech: Gespraech, text: str) -> Sprung | None:
    """Search; with a single hit go there at once. Whatever is typed at the list and is no number is searched again."""
    while True:
        gesucht = text or lies_text(
            gespraech, Feld("zeile", "Wonach suchen? (in Fragen, Antworten, Notizen, Hilfen)")
        )
        if not gesucht:
            return None
        ergebnis = suche(gespraech.stand, gesucht)
        _zeige_abseits(gespraech, ergebnis.abseits)
        wahlen = [_build_wahl(gespraech, treffer) for treffer in ergebnis.auf_pfad]
        if not wahlen:
            gespraech.zeige(Satz(f"„{gesucht}“ kommt in keiner Frage und keiner Antwort vor.", "warnung"))
            return None
        if len(wahlen) == 1:
            gespraech.zeige(Satz(f"Ein Treffer: {wahlen[0][1]}", "leise"))
            return Sprung(ergebnis.auf_pfad[0].adresse)
        gespraech.zeige(Satz(f"{len(wahlen)} Treffer für „{gesucht}“:"))
        text = lies_stelle(gespraech, wahlen, "Wohin? Nummer, oder andere Suchworte")
        if ziel := _find_adresse(gespraech, text):
            return Sprung(ziel.adresse)
        if not text:
            return None


def waehle_station(gespraech: Gespraech, stationen: Sequence[Station]) -> Sprung | None:
    """One of several questions a person may have meant."""
    wahlen = [(str(station.adresse), nenne_station(gespraech, station)) for station in stationen]
    ziel = _find_adresse(gespraech, lies_stelle(gespraech, wahlen, "Wohin? Nummer (leer: hier bleiben)"))
    return Sprung(ziel.adresse) if ziel else None


def lies_stelle(gespraech: Gespraech, wahlen: Sequence[tuple[str, str]], aufforderung: str) -> str:
    """The id of what was chosen, or what else was typed."""
    gezeigt = wahlen if gespraech.front.tasten else wahlen[:LANGE_LISTE]
    if rest := len(wahlen) - len(gezeigt):
        gespraech.zeige(
            Satz(f"Die ersten {len(gezeigt)}; {rest} weitere findet ein genaueres Wort.", "leise")
        )
    liste = tuple(Wahl(str(nr), id_, titel) for nr, (id_, titel) in enumerate(gezeigt, 1))
    text = lies_text(gespraech, Feld("wahl", aufforderung, liste))
    return next((wahl.id for wahl in liste if wahl.kennung == text), text)


def _find_adresse(gespraech: Gespraech, text: str) -> Station | None:
    return next((s for s in gespraech.stand.lage.stationen if str(s.adresse) == text), None)


def nenne_station(gespraech: Gespraech, station: Station) -> str:
    """„3.5 Einwohner (Café)“."""
    nummer = number_fragen(gespraech.stand.leitfaden)[station.frage.id]
    satz = f" ({shorten(station.satz_titel, 30)})" if station.satz_titel else ""
    return f"{nummer} {shorten(label(station.frage))}{satz}"


def _build_wahl(gespraech: Gespraech, treffer: Treffer) -> tuple[str, str]:
    station = gespraech.stand.lage.find_station(treffer.adresse)
    name = nenne_station(gespraech, station) if station else str(treffer.adresse)
    wo = f" – {_ORTE[treffer.ort]}: {treffer.stelle}" if treffer.ort in _ORTE else ""
    return str(treffer.adresse), f"{name}{wo}"


def _zeige_abseits(gespraech: Gespraech, abseits: Sequence[Treffer]) -> None:
    """What was found where nobody can go now."""
    if not abseits:
        return
    namen = [
        shorten(label(workflow.find_frage_von(gespraech.stand, t.adresse)), 40) for t in abseits[:_GENANNT]
    ]
    mehr = f" und {len(abseits) - len(namen)} weiteren" if len(abseits) > len(namen) else ""
    gespraech.zeige(
        Satz(f"Auch in Fragen, die zurzeit nicht gestellt werden: {', '.join(namen)}{mehr}.", "leise")
    )
