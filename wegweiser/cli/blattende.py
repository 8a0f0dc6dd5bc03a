"""Behind the last card of a sheet: take over what was typed, type on, or stop."""

from wegweiser.cli.angaben import Zurueck, lies_text, zeige_fehler
from wegweiser.cli.ausgabe import LEER, Satz
from wegweiser.cli.front import Ende, Feld
from wegweiser.cli.kartenlage import Erfassung, find_karte, geh, ordne_neu
from wegweiser.cli.uebernahme import build_posten, check_posten, save_posten, zeige_posten
from wegweiser.cli.zaehlworte import format_anzahl
from wegweiser.errors import EingabeError, VorhabenError
from wegweiser.model.erfassung import Stapel
from wegweiser.workflow import erfassung as arbeit


def beende_blatt(erfassung: Erfassung) -> bool:
    """Behind the last card: take over, go on typing, or stop; True ends."""
    sitzung = erfassung.sitzung
    offen = [k for k in erfassung.karten if not erfassung.entwurf.stapel.get(k.adresse, Stapel()).leer]
    if not offen:
        feld = Feld(
            "zeile",
            "Alle Karten durch. Eingabetaste beendet, b beginnt ein neues Blatt, 2.12 geht zu einer Karte",
        )
    else:
        anzahl = format_anzahl(erfassung.entwurf.karten, "Karte", "Karten")
        fragen = format_anzahl(len(offen), "Frage", "Fragen")
        sitzung.zeige(LEER, Satz(f"Alle Karten durch: {anzahl} zu {fragen} getippt.", "titel"))
        feld = Feld(
            "zeile", "Eingabetaste übernimmt, b tippt den nächsten Bogen dazu, 2.12 geht zu einer Karte"
        )
    try:
        eingabe = sitzung.front.lies(feld._replace(befehle=("zurueck", "geh", "pause")))
        text = eingabe.text.strip()
        if eingabe.befehl == "pause":
            raise Ende
        if eingabe.befehl == "zurueck":
            geh(erfassung, len(erfassung.karten) - 1)
        elif eingabe.befehl:
            geh(erfassung, find_karte(erfassung, text))
        elif text.casefold() in {"b", "bogen", "blatt"}:
            geh(erfassung, 0)
        elif text:
            _bessere(erfassung, text)
        elif offen:
            _uebernimm(erfassung)
        else:
            return True
    except EingabeError as fehler:
        zeige_fehler(sitzung, fehler)
    except VorhabenError as fehler:
        sitzung.zeige(Satz(f"Noch nicht gespeichert. {fehler.satz} {fehler.hinweis}".strip(), "warnung"))
    return False


def _uebernimm(erfassung: Erfassung) -> None:
    """Decide what the numbers leave open, show everything, save on a yes; a number goes back to its card."""
    sitzung = erfassung.sitzung
    try:
        posten = build_posten(
            sitzung, erfassung.karten, erfassung.entwurf.stapel, erfassung.schwelle, erfassung.entschieden
        )
        zeige_posten(sitzung, posten)
        verstoesse = check_posten(sitzung, posten)
        if verstoesse:
            sitzung.zeige(*(Satz(satz, "warnung") for satz in verstoesse))
            sitzung.zeige(Satz("So passt es nicht zum Leitfaden; bitte die Karten noch einmal ansehen."))
            return
        text = lies_text(sitzung, Feld("zeile", "Übernehmen? ja, nein oder die Nummer, die nicht stimmt"))
    except Zurueck:
        return
    if text.casefold() in {"j", "ja"}:
        save_posten(sitzung, posten, erfassung.entwurf.quelle)
        rest = {
            a: stapel
            for a, stapel in erfassung.entwurf.stapel.items()
            if a not in {p.station.adresse for p in posten}
        }
        erfassung.entwurf = erfassung.entwurf._replace(stapel=rest)
        arbeit.save_entwurf(sitzung.stand, erfassung.entwurf)
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
