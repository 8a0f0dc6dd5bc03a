"""Undo and redo in the dialogue: they say what happened and lead to the question they changed."""

from wegweiser.cli.angaben import frage_ja
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.gespraech import Gespraech, Sprung
from wegweiser.cli.nachtraege import build_handaenderung
from wegweiser.cli.wechsel import GENANNT, build_getan, format_wann, list_wechsel
from wegweiser.cli.wege import find_naechste
from wegweiser.model.antworten import Adresse
from wegweiser.model.verlauf import Richtung, Ruecknahme
from wegweiser.workflow.verlauf import plan_ruecknahme, save_ruecknahme


def nimm_zurueck(gespraech: Gespraech, richtung: Richtung, hier: Adresse | None = None) -> Sprung | None:
    """The next step back or again; None stays where one is."""
    ruecknahme = plan_ruecknahme(gespraech.stand, richtung)
    if ruecknahme.streit and not _will_trotzdem(gespraech, ruecknahme):
        gespraech.zeige(Satz("Alles bleibt, wie es ist.", "leise"))
        return None
    if len(ruecknahme.wechsel) > GENANNT and not _will_alle(gespraech, ruecknahme):
        gespraech.zeige(Satz("Alles bleibt, wie es ist.", "leise"))
        return None
    vorher = gespraech.stand
    gespraech.stand = save_ruecknahme(vorher, ruecknahme, gespraech.umfeld, trotzdem=True)
    gespraech.zeige(*build_handaenderung(vorher, gespraech.stand))
    gespraech.zeige(*build_getan(vorher, ruecknahme, tasten=gespraech.front.tasten))
    return _find_ziel(gespraech, ruecknahme, hier)


def _will_trotzdem(gespraech: Gespraech, ruecknahme: Ruecknahme) -> bool:
    gespraech.zeige(Satz("Seit diesem Schritt hat etwas anderes dieselbe Antwort geändert:", "warnung"))
    gespraech.zeige(
        *(Satz(f"• {text}", einzug=2, haenge=2) for text in list_wechsel(gespraech.stand, ruecknahme))
    )
    return frage_ja(gespraech, "Trotzdem so übernehmen?", ja="Ja, übernehmen", nein="Nein, so lassen")


def _will_alle(gespraech: Gespraech, ruecknahme: Ruecknahme) -> bool:
    """Many answers at once are not taken back by a slip of the finger."""
    schritt, anzahl = ruecknahme.schritt, len(ruecknahme.wechsel)
    gespraech.zeige(
        Satz(f"Der Schritt vom {format_wann(schritt)} hat {anzahl} Antworten auf einmal geändert.", "warnung")
    )
    tat = "zurücknehmen" if ruecknahme.richtung == "rueckgaengig" else "wiederherstellen"
    return frage_ja(gespraech, f"Alle {tat}?", ja=f"Ja, alle {tat}", nein="Nein, so lassen")


def _find_ziel(gespraech: Gespraech, ruecknahme: Ruecknahme, hier: Adresse | None) -> Sprung | None:
    lage = gespraech.stand.lage
    for wechsel in ruecknahme.wechsel:
        if lage.find_station(wechsel.adresse):
            return Sprung(wechsel.adresse)
    gespraech.zeige(Satz("Diese Frage wird hier zurzeit nicht gestellt.", "leise"))
    gestellt = hier is not None and lage.find_station(hier) is not None
    return None if gestellt or hier is None else find_naechste(gespraech, hier)
