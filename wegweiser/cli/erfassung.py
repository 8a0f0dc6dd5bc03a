"""Typing cards and dots: number first or in printed order; every card is on the disk before the next one is asked."""

import re
from collections.abc import Mapping, Sequence

from wegweiser import workflow
from wegweiser.cli.angaben import Zurueck, lies_text, zeige_fehler
from wegweiser.cli.ansicht import build_feld, build_hilfe, format_anzeige, format_aufforderung, label, shorten
from wegweiser.cli.ausgabe import LEER, Satz, format_befehl
from wegweiser.cli.befehle import Eingabe
from wegweiser.cli.blattende import beende_blatt, nimm_blatt_zurueck
from wegweiser.cli.eingabe import parse_mit_teilen
from wegweiser.cli.front import Ende, Feld, Wahl
from wegweiser.cli.gespraech import Gespraech
from wegweiser.cli.kartenlage import (
    Erfassung,
    find_karte,
    format_letzte,
    format_punkte,
    format_stapel,
    geh,
    geh_weiter,
    ordne_neu,
)
from wegweiser.cli.tabelle import Tabellenarbeit
from wegweiser.cli.tabellenbefehle import TABELLENBEFEHLE
from wegweiser.cli.zaehlworte import format_anzahl
from wegweiser.errors import EingabeError, VorhabenError
from wegweiser.model import frage as f
from wegweiser.model.antworten import Antwort
from wegweiser.model.base import Wert, replace
from wegweiser.model.deutsch_format import format_datum
from wegweiser.model.erfassung import Stapel
from wegweiser.model.sitzung import Sitzung
from wegweiser.workflow import erfassung as arbeit

KURZ = (
    "Antwort tippen wie auf der Karte; leer heißt: keine Karte. 2.12 springt, + stapelt Karten, p 12 7 0 zählt Punkte, "
    "- nimmt zurück, . beendet das Blatt, ? zeigt alles, ! macht Pause."
)
HILFE = (
    "3 oder Text – was auf der Karte steht; dann kommt die nächste Karte",
    "leer – diese Karte liegt nicht vor",
    "2.12 – zu Karte 2.12; 2.12 3 – Karte 2.12 mit der Antwort 3",
    "+ – mehrere Karten zu dieser Frage nacheinander, eine leere Zeile beendet sie",
    "5x 3 – fünf Karten mit derselben Antwort",
    "p 12 7 0 3 – Klebepunkte in der Reihenfolge des Blattes; p 1=12 4=3 – nur einzelne",
    "- nimmt die letzte Karte zu dieser Frage zurück, - 2 die zweite; :leeren alle",
    ". – Ende des Blattes: ansehen und übernehmen",
    ":rueckgaengig – das zuletzt übernommene Blatt zurücknehmen",
    "< eine Karte zurück · > weiter · ? Hilfe · ! Pause, alles Getippte bleibt",
)
OHNE = "-"
_BEFEHLE = ("hilfe", "zurueck", "weiter", "geh", "pause")
_KARTE = re.compile(r"(\d{1,3}\.\d{1,4})(?:\s+(.+))?\Z", re.DOTALL)
_PUNKTE = re.compile(r"p(?:unkte)?\s+(.+)\Z", re.IGNORECASE | re.DOTALL)
_MAL = re.compile(r"(\d{1,4})\s*[x×*]\s+(.+)\Z", re.IGNORECASE | re.DOTALL)
_WEG = re.compile(r"-(?:\s*(\d{1,4}))?\Z")


def run_erfassung(erfassung: Erfassung) -> None:
    """Sheet after sheet until the person has finished or pauses."""
    gespraech = erfassung.gespraech
    try:
        _frage_quelle(erfassung)
        gespraech.zeige(Satz(KURZ, "leise"))
        while True:
            while erfassung.nr < len(erfassung.karten):
                _frage_karte(erfassung)
            if beende_blatt(erfassung):
                return
    except (Ende, Zurueck):
        _verabschiede(erfassung)


def _frage_quelle(erfassung: Erfassung) -> None:
    """Once: where the answers come from; it becomes the Beleg of every one of them. The last meeting is proposed."""
    gespraech, entwurf = erfassung.gespraech, erfassung.entwurf
    if entwurf.quelle:
        gespraech.zeige(Satz(f"Beleg: {entwurf.quelle}", "leise"))
        return
    vorschlag = _format_sitzung(arbeit.find_sitzung(gespraech.stand))
    wie = "Zum Beispiel: Bürgerwerkstatt, 34 Karten, 12.02.2027 (leer: ohne Beleg)"
    if vorschlag:
        wie = f"[Eingabetaste: {vorschlag}; „{OHNE}“: ohne Beleg]"
    text = lies_text(gespraech, Feld("zeile", f"Woher stammen die Antworten? {wie}", vorgabe=vorschlag))
    erfassung.entwurf = entwurf._replace(quelle="" if text == OHNE else text)


def _format_sitzung(sitzung: Sitzung | None) -> str:
    """„Bürgerwerkstatt, 34 Personen, 12.02.2027“, or nothing."""
    if sitzung is None:
        return ""
    anzahl = sum(sitzung.personen.values())
    personen = [format_anzahl(anzahl, "Person", "Personen")] if anzahl else []
    return ", ".join((sitzung.titel, *personen, format_datum(sitzung.datum)))


def _frage_karte(erfassung: Erfassung) -> None:
    """One line at one card; what cannot be kept stays on the screen, and the card is asked again."""
    eingabe = Eingabe(text=erfassung.vorab.strip())
    erfassung.vorab = ""
    try:
        if not eingabe.text:
            _zeige_karte(erfassung)
            eingabe = erfassung.gespraech.front.lies(_build_feld(erfassung))
        if eingabe.befehl:
            _fuehre_aus(erfassung, eingabe)
        else:
            _nimm_zeile(erfassung, eingabe.text.strip())
    except EingabeError as fehler:
        zeige_fehler(erfassung.gespraech, fehler)
    except VorhabenError as fehler:
        text = f"Nicht notiert: {eingabe.text}. {fehler.satz} {fehler.hinweis}".strip()
        erfassung.gespraech.zeige(Satz(text, "warnung"))


def _zeige_karte(erfassung: Erfassung) -> None:
    gespraech, karte = erfassung.gespraech, erfassung.karte
    if erfassung.karte.adresse in erfassung.gesehen and erfassung.bleibt:
        return
    satz = f" – {karte.satz_titel}" if karte.satz_titel else ""
    gespraech.zeige(LEER, Satz(f"{erfassung.nummer} {karte.frage.text}{satz}", "frage"))
    if not erfassung.stapel.leer:
        gespraech.zeige(Satz(f"Schon getippt: {format_stapel(erfassung)}.", "leise"))
    elif karte.antwort is not None and karte.antwort.wert is not None:
        text = shorten(format_anzeige(gespraech.stand, karte.frage, karte.antwort.wert))
        gespraech.zeige(Satz(f"Gespeichert ist: {text}", "leise"))
    if getattr(karte.frage, "aus_tabelle", None) and not gespraech.stand.optionen(karte.frage):
        gespraech.zeige(Satz("Noch steht nichts zur Wahl; das entsteht aus einer Tabelle davor.", "leise"))


def _build_feld(erfassung: Erfassung) -> Feld:
    """Always one line, so that numbers are typed as fast in either front end."""
    gespraech, frage = erfassung.gespraech, erfassung.karte.frage
    wahlen = build_feld(gespraech.stand, frage, None).wahlen
    neu = erfassung.karte.adresse not in erfassung.gesehen
    erfassung.gesehen.add(erfassung.karte.adresse)
    if isinstance(frage, f.Tabelle):
        wie = "Tabellenblatt: + öffnet die Tabelle, leer: kein Blatt"
        return Feld("zeile", f"{erfassung.nummer} {wie}", befehle=_BEFEHLE)
    wie = "Text" if isinstance(frage, f.Absatz) else format_aufforderung(frage, len(wahlen), tasten=False)
    if erfassung.bleibt:
        wie = f"nächste Karte (leer: fertig) – {wie}"
    gezeigt: tuple[Wahl, ...] = wahlen if neu else ()
    return Feld(
        "zeile",
        f"{erfassung.nummer} {wie}",
        gezeigt,
        befehle=_BEFEHLE,
        nummeriert=not isinstance(frage, f.Skala | f.JaNein),
    )


def _fuehre_aus(erfassung: Erfassung, eingabe: Eingabe) -> None:
    match eingabe.befehl:
        case "zurueck":
            geh(erfassung, max(0, erfassung.nr - 1))
        case "weiter":
            geh(erfassung, erfassung.nr + 1)
        case "geh":
            geh(erfassung, find_karte(erfassung, eingabe.text))
        case "pause":
            raise Ende
        case "rueckgaengig" | "wiederholen":
            nimm_blatt_zurueck(erfassung, eingabe.befehl)
        case "leeren":
            erfassung.merke(Stapel())
            erfassung.gespraech.zeige(Satz(f"{erfassung.nummer}: alles zurückgenommen.", "gut"))
        case "liste":
            wahlen = build_feld(erfassung.gespraech.stand, erfassung.karte.frage, None).wahlen
            erfassung.gespraech.zeige(*(Satz(f"{w.kennung}. {w.titel}", einzug=2, haenge=4) for w in wahlen))
        case _:
            erfassung.gespraech.zeige(
                *build_hilfe(erfassung.gespraech.stand, erfassung.karte.frage, tasten=False)
            )
            erfassung.gespraech.zeige(*(Satz(text, einzug=2, haenge=4) for text in HILFE))


def _nimm_zeile(erfassung: Erfassung, text: str) -> None:
    """One line: nothing, a card number, or something that belongs to this card."""
    if not text:
        geh_weiter(erfassung)
        return
    if text == ".":
        geh(erfassung, len(erfassung.karten))
        return
    text = _folge_nummer(erfassung, text)
    if not text:
        return
    if isinstance(erfassung.karte.frage, f.Tabelle):
        _frage_tabelle(erfassung, erfassung.karte.frage, text)
        return
    if text == "+":
        erfassung.bleibt = True
        return
    if _WEG.match(text):
        _nimm_weg(erfassung, text)
        return
    _nimm_karte(erfassung, text)
    if not erfassung.bleibt:
        geh_weiter(erfassung)


def _folge_nummer(erfassung: Erfassung, text: str) -> str:
    """Go to the card whose number stands first; what is left is its answer. Amounts stay amounts."""
    treffer = _KARTE.match(text)
    if treffer is None:
        return text
    frage, rest = erfassung.karte.frage, (treffer[2] or "").strip()
    nummer, bekannt = treffer[1], arbeit.find_karten(erfassung.gespraech.stand, erfassung.karten, treffer[1])
    erstes, _, weiteres = rest.partition(" ")
    if erstes in {karte.adresse.satz for karte in bekannt} - {""}:  # „5.4 m2 ja“
        nummer, rest = f"{nummer} {erstes}", weiteres.strip()
    zahl = isinstance(frage, f.Zahl | f.Geldbetrag | f.Prozent) or (
        isinstance(frage, f.Ganzzahl) and not bekannt
    )
    if (zahl and not rest) or (rest and not bekannt):
        return text
    geh(erfassung, find_karte(erfassung, nummer))
    return rest


def _nimm_weg(erfassung: Erfassung, text: str) -> None:
    """Take a card off the stack; the hand stays, because a better one follows."""
    weg = _WEG.match(text)
    erfassung.merke(_remove(erfassung.stapel, weg[1] if weg else None))
    _bestaetige(erfassung, format_stapel(erfassung))


def _nimm_karte(erfassung: Erfassung, text: str) -> None:
    """Add to the stack of this card; the confirmation comes when it is on the disk."""
    frage, stapel = erfassung.karte.frage, erfassung.stapel
    zaehlbar = arbeit.ist_zaehlbar(frage)
    if zaehlbar and (punkte := _PUNKTE.match(text)):
        gelesen = arbeit.parse_punktezeile(erfassung.gespraech.stand, frage, punkte[1])
        erfassung.merke(replace(stapel, punkte=_add(stapel.punkte, gelesen)))
        _bestaetige(erfassung, format_punkte(erfassung) or "kein Punkt")
        return
    anzahl, rest = 1, text
    if zaehlbar and (mal := _MAL.match(text)):
        anzahl, rest = max(1, int(mal[1])), mal[2]
    if len(stapel.werte) + anzahl > arbeit.HOECHSTENS_KARTEN:
        raise EingabeError("punkte-zahl", text=str(anzahl), hoechstens=arbeit.HOECHSTENS_KARTEN)
    erfassung.merke(replace(stapel, werte=(*stapel.werte, *([_parse(erfassung, rest)] * anzahl))))
    _bestaetige(erfassung, format_letzte(erfassung))


def _bestaetige(erfassung: Erfassung, gesagt: str) -> None:
    erfassung.gespraech.zeige(Satz(f"{erfassung.nummer} notiert: {gesagt}", "gut"))


def _remove(stapel: Stapel, nr: str | None) -> Stapel:
    if not stapel.werte and not nr:
        if not stapel.punkte:
            raise EingabeError("Zu dieser Karte ist nichts getippt.")
        return replace(stapel, punkte={})
    stelle = int(nr) - 1 if nr else len(stapel.werte) - 1
    if not 0 <= stelle < len(stapel.werte):
        raise EingabeError("Eine {nr}. Karte ist hier nicht getippt.", nr=nr)
    return replace(stapel, werte=stapel.werte[:stelle] + stapel.werte[stelle + 1 :])


def _add(alt: Mapping[str, int], neu: Mapping[str, int]) -> dict[str, int]:
    return {id_: alt.get(id_, 0) + neu.get(id_, 0) for id_ in {**alt, **neu}}


def _parse(erfassung: Erfassung, text: str) -> Wert:
    """The value of one card; the guide's checks come when everything is taken over."""
    stand, karte = erfassung.gespraech.stand, erfassung.karte
    return parse_mit_teilen(
        karte.frage,
        text,
        stand.optionen(karte.frage),
        lambda t: workflow.parse_zelle(stand, karte.adresse, t),
    )


def _frage_tabelle(erfassung: Erfassung, frage: f.Tabelle, text: str) -> None:
    """A table sheet: rows as in the dialogue, saved at once; later cards may choose from them."""
    if text != "+":
        raise EingabeError("Hier geht + (die Tabelle öffnen) oder eine leere Zeile.")
    gespraech = erfassung.gespraech
    gespraech.vermerk = Antwort(belege=(erfassung.entwurf.quelle,)) if erfassung.entwurf.quelle else Antwort()
    tabelle = Tabellenarbeit(gespraech, erfassung.karte, frage)
    tabelle.beginne()
    try:
        while not _nimm_tabellenzeile(gespraech, tabelle):
            pass
    finally:
        tabelle.warne()
        gespraech.vermerk = Antwort()
    ordne_neu(erfassung)
    geh_weiter(erfassung)


def _nimm_tabellenzeile(gespraech: Gespraech, tabelle: Tabellenarbeit) -> bool:
    """One input at the table; True leads back to the cards."""
    try:
        tabelle.zeige()
        eingabe = gespraech.front.lies(tabelle.build_feld())
        if eingabe.befehl in TABELLENBEFEHLE:
            TABELLENBEFEHLE[eingabe.befehl](tabelle, eingabe)
        elif eingabe.befehl == "pause":
            raise Ende
        elif eingabe.befehl in {"zurueck", "weiter"}:
            return True
        elif eingabe.befehl:
            gespraech.zeige(Satz("Hier gehen + und die Befehle der Tabelle; > führt zu den Karten.", "leise"))
        else:
            return (not eingabe.text and not tabelle.zeilen) or tabelle.verarbeite(eingabe.text)
    except Zurueck:
        gespraech.zeige(Satz("Zurück zur Tabelle.", "leise"))
    except EingabeError as fehler:
        zeige_fehler(gespraech, fehler)
    return False


def _verabschiede(erfassung: Erfassung) -> None:
    if erfassung.entwurf.count_karten(erfassung.karten):
        anzahl = format_anzahl(
            erfassung.entwurf.count_karten(erfassung.karten), "Karte wartet", "Karten warten"
        )
        satz = f"Pause. {anzahl[0].upper()}{anzahl[1:]} auf die Übernahme; "
    else:
        satz = "Pause. Alles Bestätigte ist gespeichert; "
    befehl = format_befehl("erfassen", erfassung.gespraech.stand.ordner)
    erfassung.gespraech.zeige(LEER, Satz(f"{satz}weiter mit {befehl}."))


def find_beginn(erfassung: Erfassung, ab: str) -> int:
    """The card to begin with: the one named, else the one after the last that was typed."""
    if ab:
        return find_karte(erfassung, ab)
    stelle = erfassung.entwurf.stelle
    adressen: Sequence[object] = [karte.adresse for karte in erfassung.karten]
    return min(adressen.index(stelle) + 1, len(adressen) - 1) if stelle in adressen else 0


def begruesse(erfassung: Erfassung) -> None:
    """What lies here, and what is left from last time."""
    gespraech, anzahl = erfassung.gespraech, erfassung.entwurf.count_karten(erfassung.karten)
    karten = format_anzahl(len(erfassung.karten), "Karte", "Karten")
    gespraech.zeige(LEER, Satz(f"{gespraech.stand.vorhaben.titel} – {karten} erfassen", "titel"))
    if anzahl:
        wartet = (
            "Eine Karte vom letzten Mal wartet" if anzahl == 1 else f"{anzahl} Karten vom letzten Mal warten"
        )
        gespraech.zeige(
            Satz(
                f"{wartet} noch auf die Übernahme; es geht weiter bei {erfassung.nummer} {label(erfassung.karte.frage)}."
            )
        )
    if erfassung.entwurf.fremd:
        fragen = ", ".join(str(eintrag.get("frage")) for eintrag in erfassung.entwurf.fremd)
        gespraech.zeige(
            Satz(f"Früher Getipptes passt nicht mehr zum Leitfaden und bleibt liegen: {fragen}.", "warnung")
        )
