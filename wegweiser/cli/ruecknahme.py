"""Undo and redo in the dialogue: they say what happened and lead to the question they changed."""

from wegweiser.cli.angaben import frage_ja
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.nachtraege import build_handaenderung
from wegweiser.cli.sitzung import Sitzung, Sprung
from wegweiser.cli.wechsel import GENANNT, build_getan, format_wann, list_wechsel
from wegweiser.cli.wege import find_naechste
from wegweiser.model.antworten import Adresse
from wegweiser.model.verlauf import Richtung, Ruecknahme
from wegweiser.workflow.verlauf import plan_ruecknahme, save_ruecknahme


def nimm_zurueck(sitzung: Sitzung, richtung: Richtung, hier: Adresse | None = None) -> Sprung | None:
    """The next step back or again; None stays where one is."""
    ruecknahme = plan_ruecknahme(sitzung.stand, richtung)
    if ruecknahme.streit and not _will_trotzdem(sitzung, ruecknahme):
        sitzung.zeige(Satz("Alles bleibt, wie es ist.", "leise"))
        return None
    if len(ruecknahme.wechsel) > GENANNT and not _will_alle(sitzung, ruecknahme):
        sitzung.zeige(Satz("Alles bleibt, wie es ist.", "leise"))
        return None
    vorher = sitzung.stand
    sitzung.stand = save_ruecknahme(vorher, ruecknahme, sitzung.umfeld, trotzdem=True)
    sitzung.zeige(*build_handaenderung(vorher, sitzung.stand))
    sitzung.zeige(*build_getan(vorher, ruecknahme, tasten=sitzung.front.tasten))
    return _find_ziel(sitzung, ruecknahme, hier)


def _will_trotzdem(sitzung: Sitzung, ruecknahme: Ruecknahme) -> bool:
    sitzung.zeige(Satz("Seit diesem Schritt hat etwas anderes dieselbe Antwort geändert:", "warnung"))
    sitzung.zeige(
        *(Satz(f"• {text}", einzug=2, haenge=2) for text in list_wechsel(sitzung.stand, ruecknahme))
    )
    return frage_ja(sitzung, "Trotzdem so übernehmen?", ja="Ja, übernehmen", nein="Nein, so lassen")


def _will_alle(sitzung: Sitzung, ruecknahme: Ruecknahme) -> bool:
    """Many answers at once are not taken back by a slip of the finger."""
    schritt, anzahl = ruecknahme.schritt, len(ruecknahme.wechsel)
    sitzung.zeige(
        Satz(f"Der Schritt vom {format_wann(schritt)} hat {anzahl} Antworten auf einmal geändert.", "warnung")
    )
    tat = "zurücknehmen" if ruecknahme.richtung == "rueckgaengig" else "wiederherstellen"
    return frage_ja(sitzung, f"Alle {tat}?", ja=f"Ja, alle {tat}", nein="Nein, so lassen")


def _find_ziel(sitzung: Sitzung, ruecknahme: Ruecknahme, hier: Adresse | None) -> Sprung | None:
    lage = sitzung.stand.lage
    for wechsel in ruecknahme.wechsel:
        if lage.find_station(wechsel.adresse):
            return Sprung(wechsel.adresse)
    sitzung.zeige(Satz("Diese Frage wird hier zurzeit nicht gestellt.", "leise"))
    gestellt = hier is not None and lage.find_station(hier) is not None
    return None if gestellt or hier is None else find_naechste(sitzung, hier)
