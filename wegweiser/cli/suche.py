"""`:suche` and the choice between several places: a list that leads there."""

from collections.abc import Mapping, Sequence

from wegweiser import workflow
from wegweiser.cli.angaben import lies_text
from wegweiser.cli.ansicht import label, shorten
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.front import LANGE_LISTE, Feld, Wahl
from wegweiser.cli.sitzung import Sitzung, Sprung
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


def frage_suche(sitzung: Sitzung, text: str) -> Sprung | None:
    """Search; with a single hit go there at once. Whatever is typed at the list and is no number is searched again."""
    while True:
        gesucht = text or lies_text(
            sitzung, Feld("zeile", "Wonach suchen? (in Fragen, Antworten, Notizen, Hilfen)")
        )
        if not gesucht:
            return None
        ergebnis = suche(sitzung.stand, gesucht)
        _zeige_abseits(sitzung, ergebnis.abseits)
        wahlen = [_build_wahl(sitzung, treffer) for treffer in ergebnis.auf_pfad]
        if not wahlen:
            sitzung.zeige(Satz(f"„{gesucht}“ kommt in keiner Frage und keiner Antwort vor.", "warnung"))
            return None
        if len(wahlen) == 1:
            sitzung.zeige(Satz(f"Ein Treffer: {wahlen[0][1]}", "leise"))
            return Sprung(ergebnis.auf_pfad[0].adresse)
        sitzung.zeige(Satz(f"{len(wahlen)} Treffer für „{gesucht}“:"))
        text = lies_stelle(sitzung, wahlen, "Wohin? Nummer, oder andere Suchworte")
        if ziel := _find_adresse(sitzung, text):
            return Sprung(ziel.adresse)
        if not text:
            return None


def waehle_station(sitzung: Sitzung, stationen: Sequence[Station]) -> Sprung | None:
    """One of several questions a person may have meant."""
    wahlen = [(str(station.adresse), nenne_station(sitzung, station)) for station in stationen]
    ziel = _find_adresse(sitzung, lies_stelle(sitzung, wahlen, "Wohin? Nummer (leer: hier bleiben)"))
    return Sprung(ziel.adresse) if ziel else None


def lies_stelle(sitzung: Sitzung, wahlen: Sequence[tuple[str, str]], aufforderung: str) -> str:
    """The id of what was chosen, or what else was typed."""
    gezeigt = wahlen if sitzung.front.tasten else wahlen[:LANGE_LISTE]
    if rest := len(wahlen) - len(gezeigt):
        sitzung.zeige(Satz(f"Die ersten {len(gezeigt)}; {rest} weitere findet ein genaueres Wort.", "leise"))
    liste = tuple(Wahl(str(nr), id_, titel) for nr, (id_, titel) in enumerate(gezeigt, 1))
    text = lies_text(sitzung, Feld("wahl", aufforderung, liste))
    return next((wahl.id for wahl in liste if wahl.kennung == text), text)


def _find_adresse(sitzung: Sitzung, text: str) -> Station | None:
    return next((s for s in sitzung.stand.lage.stationen if str(s.adresse) == text), None)


def nenne_station(sitzung: Sitzung, station: Station) -> str:
    """„3.5 Einwohner (Café)“."""
    nummer = number_fragen(sitzung.stand.leitfaden)[station.frage.id]
    satz = f" ({shorten(station.satz_titel, 30)})" if station.satz_titel else ""
    return f"{nummer} {shorten(label(station.frage))}{satz}"


def _build_wahl(sitzung: Sitzung, treffer: Treffer) -> tuple[str, str]:
    station = sitzung.stand.lage.find_station(treffer.adresse)
    name = nenne_station(sitzung, station) if station else str(treffer.adresse)
    wo = f" – {_ORTE[treffer.ort]}: {treffer.stelle}" if treffer.ort in _ORTE else ""
    return str(treffer.adresse), f"{name}{wo}"


def _zeige_abseits(sitzung: Sitzung, abseits: Sequence[Treffer]) -> None:
    """What was found where nobody can go now."""
    if not abseits:
        return
    namen = [
        shorten(label(workflow.find_frage_von(sitzung.stand, t.adresse)), 40) for t in abseits[:_GENANNT]
    ]
    mehr = f" und {len(abseits) - len(namen)} weiteren" if len(abseits) > len(namen) else ""
    sitzung.zeige(
        Satz(f"Auch in Fragen, die zurzeit nicht gestellt werden: {', '.join(namen)}{mehr}.", "leise")
    )
