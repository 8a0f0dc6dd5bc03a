"""Behind the last card of a sheet: take over what was typed, type on, or stop."""

from wegweiser.cli.angaben import Zurueck, lies_text, zeige_fehler
from wegweiser.cli.ausgabe import LEER, Satz
from wegweiser.cli.befehle import Eingabe
from wegweiser.cli.front import Ende, Feld
from wegweiser.cli.kartenlage import Erfassung, find_karte, geh, ordne_neu
from wegweiser.cli.ruecknahme import nimm_zurueck
from wegweiser.cli.uebernahme import build_posten, check_posten, save_posten, zeige_posten
from wegweiser.cli.zaehlworte import format_anzahl
from wegweiser.errors import EingabeError, VorhabenError
from wegweiser.model.erfassung import Stapel
from wegweiser.workflow import erfassung as arbeit


def beende_blatt(erfassung: Erfassung) -> bool:
    """Behind the last card: take over, go on typing, or stop; True ends."""
    gespraech = erfassung.gespraech
    offen = sum(not erfassung.entwurf.stapel.get(k.adresse, Stapel()).leer for k in erfassung.karten)
    try:
        eingabe = gespraech.front.lies(_build_feld(erfassung, offen))
        if not eingabe.befehl and not eingabe.text.strip() and not offen:
            return True
        if eingabe.befehl:
            _fuehre_aus(erfassung, eingabe)
        else:
            _nimm_zeile(erfassung, eingabe.text.strip())
    except Zurueck:
        return False
    except EingabeError as fehler:
        zeige_fehler(gespraech, fehler)
    except VorhabenError as fehler:
        gespraech.zeige(Satz(f"Noch nicht gespeichert. {fehler.satz} {fehler.hinweis}".strip(), "warnung"))
    return False


def _build_feld(erfassung: Erfassung, offen: int) -> Feld:
    """Where one is, and what an empty line does here."""
    befehle = ("zurueck", "geh", "rueckgaengig", "pause")
    if not offen:
        text = "Alle Karten durch. Eingabetaste beendet, b beginnt ein neues Blatt, 2.12 geht zu einer Karte"
        return Feld("zeile", text, befehle=befehle)
    anzahl = format_anzahl(erfassung.entwurf.count_karten(erfassung.karten), "Karte", "Karten")
    fragen = "einer Frage" if offen == 1 else f"{offen} Fragen"
    erfassung.gespraech.zeige(LEER, Satz(f"Alle Karten durch: {anzahl} zu {fragen} getippt.", "titel"))
    text = "Eingabetaste übernimmt, b tippt den nächsten Bogen dazu, 2.12 geht zu einer Karte"
    return Feld("zeile", text, befehle=befehle)


def _fuehre_aus(erfassung: Erfassung, eingabe: Eingabe) -> None:
    match eingabe.befehl:
        case "pause":
            raise Ende
        case "rueckgaengig" | "wiederholen":
            nimm_blatt_zurueck(erfassung, eingabe.befehl)
        case "zurueck":
            geh(erfassung, len(erfassung.karten) - 1)
        case "geh":
            _bessere(erfassung, eingabe.text)
        case _:
            satz = (
                "Hier gehen die Eingabetaste, b, eine Nummer, < (letzte Karte), :rueckgaengig und ! (Pause)."
            )
            erfassung.gespraech.zeige(Satz(satz, "leise"))


def _nimm_zeile(erfassung: Erfassung, text: str) -> None:
    if not text:
        _uebernimm(erfassung)
    elif text.casefold() in {"b", "bogen", "blatt"}:
        geh(erfassung, 0)
    else:
        _bessere(erfassung, text)


def _uebernimm(erfassung: Erfassung) -> None:
    """Decide what the numbers leave open, show everything, save on a yes; a number goes back to its card."""
    gespraech = erfassung.gespraech
    try:
        posten = build_posten(
            gespraech, erfassung.karten, erfassung.entwurf.stapel, erfassung.schwelle, erfassung.entschieden
        )
        zeige_posten(gespraech, posten)
        verstoesse = check_posten(gespraech, posten)
        if verstoesse:
            gespraech.zeige(*(Satz(satz, "warnung") for satz in verstoesse))
            gespraech.zeige(Satz("So passt es nicht zum Leitfaden; bitte die Karten noch einmal ansehen."))
            return
        text = lies_text(gespraech, Feld("zeile", "Übernehmen? ja, nein oder die Nummer, die nicht stimmt"))
    except Zurueck:
        return
    if text.casefold() in {"j", "ja"}:
        save_posten(gespraech, posten, erfassung.entwurf.quelle)
        rest = {
            a: stapel
            for a, stapel in erfassung.entwurf.stapel.items()
            if a not in {p.station.adresse for p in posten}
        }
        erfassung.entwurf = erfassung.entwurf._replace(stapel=rest)
        arbeit.save_entwurf(gespraech.stand, erfassung.entwurf)
        erfassung.entschieden = {}
        ordne_neu(erfassung)
        erfassung.nr = len(erfassung.karten)
    elif text.casefold() not in {"", "n", "nein"}:
        _bessere(erfassung, text)


def _bessere(erfassung: Erfassung, text: str) -> None:
    """Back to one card („2.12“ or „2.12 3“); behind it the sheet is at its end again, and its decision is asked anew."""
    nummer, _, rest = text.partition(" ")
    try:
        ziel, rest = find_karte(erfassung, text), ""  # „5.4 m2“ as a whole
    except EingabeError:
        ziel = find_karte(erfassung, nummer)
    geh(erfassung, ziel)
    erfassung.vorab = rest
    erfassung.kehrt_zurueck = True
    erfassung.entschieden.pop(erfassung.karte.adresse, None)


def nimm_blatt_zurueck(erfassung: Erfassung, befehl: str) -> None:
    """The last sheet that was taken over, back or again: undo and redo of the dialogue, the cards stay where they are."""
    nimm_zurueck(erfassung.gespraech, "rueckgaengig" if befehl == "rueckgaengig" else "wiederholt")
    ordne_neu(erfassung)
