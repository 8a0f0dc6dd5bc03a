"""The question loop: one for all front ends."""

from wegweiser import workflow
from wegweiser.cli.angaben import Zurueck, frage_angaben, frage_offen, set_angabe, zeige_fehler
from wegweiser.cli.ansicht import (
    build_feld,
    build_frage,
    build_hilfe,
    build_ort,
    build_quelle,
    build_ueberschrift,
    build_versionshinweis,
    label,
    list_mitstationen,
    shorten,
)
from wegweiser.cli.ausgabe import LEER, Satz, format_befehl
from wegweiser.cli.befehle import BEFEHLE, Eingabe, protect_text
from wegweiser.cli.eingabe import parse_mit_teilen
from wegweiser.cli.front import Ende, Feld, Front
from wegweiser.cli.sitzung import Sitzung, Sprung, find_antwort, save_vermerk, save_wert
from wegweiser.cli.tabelle import Tabellenarbeit, format_spalten
from wegweiser.cli.wege import (
    find_folgende,
    find_naechste,
    find_vorige,
    find_ziel,
    format_fortschritt,
    zeige_stand,
)
from wegweiser.cli.worte import build_sprachhinweis, wort
from wegweiser.errors import EingabeError, VorhabenError
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse
from wegweiser.model.lage import Station
from wegweiser.workflow import Stand
from wegweiser.workflow.stelle import find_stelle, save_stelle
from wegweiser.workflow.umfeld import Umfeld

KURZ_SCHLICHT = "? Hilfe · < zurück · > weiter · ! Pause · :offen weiß ich noch nicht · :befehle alle Befehle"


def run_dialog(stand: Stand, umfeld: Umfeld, front: Front) -> Stand:
    """Ask until everything is said or the person pauses; whatever was confirmed is on the disk."""
    sitzung = Sitzung(stand=stand, umfeld=umfeld, front=front)
    adresse = _begruesse(sitzung)
    try:
        while True:
            while adresse is not None:
                adresse = _frage_sicher(sitzung, adresse)
            sprung = _beende(sitzung)
            if sprung is None:
                return sitzung.stand
            adresse = sprung.ziel
    except Ende:
        _verabschiede(sitzung)
        return sitzung.stand


def _begruesse(sitzung: Sitzung) -> Adresse | None:
    stand = sitzung.stand
    sitzung.zeige(LEER, Satz(stand.vorhaben.titel, "titel"))
    sitzung.zeige(*build_sprachhinweis(stand))
    _zeige_nachtraege(sitzung)
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


_NACHTRAEGE = {
    "nachgetragen": "Aus dem Protokoll nachgetragen (das Programm war unterbrochen worden): {fragen}.",
    "von-hand": "In vorhaben.yaml von Hand geändert und übernommen: {fragen}.",
    "beides": "Von Hand geändert und zugleich im Protokoll anders; es gilt die Fassung von Hand: {fragen}.",
    "umzug": "Ein unterbrochener Umzug auf einen anderen Leitfaden wurde zu Ende geführt.",
    "umzug-verworfen": "Ein Umzug war unterbrochen und die Datei danach von Hand geändert worden; er gilt nicht.",
}


def _zeige_nachtraege(sitzung: Sitzung) -> None:
    sitzung.zeige(*build_versionshinweis(sitzung.stand))
    for nachtrag in sitzung.stand.nachtraege:
        namen = [label(workflow.find_frage_von(sitzung.stand, adresse)) for adresse in nachtrag.adressen]
        fragen = ", ".join(namen[:5]) + (f" und {len(namen) - 5} weitere" if len(namen) > 5 else "")  # noqa: PLR2004
        sitzung.zeige(Satz(_NACHTRAEGE.get(nachtrag.code, "{fragen}").format(fragen=fragen), "warnung"))
    if unpassend := sitzung.stand.vorhaben.unpassend:
        sitzung.zeige(
            Satz(
                "Diese Stellen passen nicht zum Leitfaden; sie bleiben in der Datei, wie sie sind:", "warnung"
            )
        )
        sitzung.zeige(*(Satz(str(befund), einzug=2, ganz=True) for befund in unpassend))


def _frage_sicher(sitzung: Sitzung, adresse: Adresse) -> Adresse | None:
    """Ask one question; wherever the session ends, the next one begins at this question, and notes are kept."""
    station = sitzung.stand.lage.find_station(adresse)
    if station is None:  # its branch was left meanwhile
        return find_naechste(sitzung, adresse).ziel
    save_stelle(sitzung.stand, adresse)
    try:
        sprung = _stelle_frage(sitzung, station)
    except (Ende, KeyboardInterrupt):
        _rette_vermerk(sitzung, station)
        raise
    _rette_vermerk(sitzung, station)
    _zeige_abschluss(sitzung, station, sprung)
    return sprung.ziel


def _rette_vermerk(sitzung: Sitzung, station: Station) -> None:
    try:
        save_vermerk(sitzung, station)
    except VorhabenError as fehler:
        sitzung.zeige(Satz(f"{fehler.satz} Nicht gespeichert: {sitzung.vermerk.notiz or ''}", "warnung"))


def _stelle_frage(sitzung: Sitzung, station: Station) -> Sprung:
    stelle = (station.abschnitt.id, station.adresse.satz)
    if sitzung.gezeigt != stelle:
        sitzung.zeige(*build_ueberschrift(sitzung.stand, station))
        sitzung.gezeigt = stelle
    sitzung.zeige(*build_ort(sitzung.stand, station), *build_frage(sitzung.stand, station))
    if isinstance(station.frage, f.Tabelle):
        tabelle = Tabellenarbeit(sitzung, station, station.frage)
        try:
            return _fuehre(sitzung, station, tabelle)
        finally:
            tabelle.warne()
    return _fuehre(sitzung, station, None)


def _fuehre(sitzung: Sitzung, station: Station, tabelle: Tabellenarbeit | None) -> Sprung:
    """Read until the person answers or moves away; nothing typed is lost on the way."""
    entwurf, stumm = sitzung.entwuerfe.pop(station.adresse, ""), False
    if tabelle:
        sitzung.zeige(Satz(f"Spalten: {format_spalten(tabelle.tabelle)}", "leise"))
    while True:
        text = ""
        try:
            if tabelle:
                tabelle.zeige()
            eingabe = sitzung.front.lies(
                _build_feld(sitzung, station, tabelle, entwurf)._replace(stumm=stumm)
            )
            entwurf, text, stumm = eingabe.entwurf, eingabe.text, False
            if eingabe.befehl:
                sprung = _fuehre_aus(sitzung, station, tabelle, eingabe)
                if sprung:
                    _merke_entwurf(sitzung, station, entwurf)
                    return sprung
                if not tabelle:
                    sitzung.zeige(Satz(station.frage.text, "frage"))
            elif _beantworte(sitzung, station, tabelle, text):
                return find_naechste(sitzung, station.adresse)
        except EingabeError as fehler:
            zeige_fehler(sitzung, fehler)
            entwurf, stumm = text or entwurf, True
        except VorhabenError as fehler:
            entwurf = sitzung.ungespeichert = text or entwurf
            sitzung.zeige(Satz(f"Noch nicht gespeichert. {fehler.satz} {fehler.hinweis}".strip(), "warnung"))


def _merke_entwurf(sitzung: Sitzung, station: Station, entwurf: str) -> None:
    """What was typed but not confirmed waits at its question."""
    if _ist_neu(sitzung, station, entwurf):
        sitzung.entwuerfe[station.adresse] = entwurf
        sitzung.zeige(Satz("Der angefangene Text wartet dort, bis Sie zurückkommen.", "leise"))


def _ist_neu(sitzung: Sitzung, station: Station, entwurf: str) -> bool:
    """Something stood in the field that is neither the answer given before nor the guide's proposal."""
    bisher = protect_text(_build_feld(sitzung, station, None, "").vorgabe)
    return entwurf.strip() not in {"", bisher.strip()}


def _build_feld(sitzung: Sitzung, station: Station, tabelle: Tabellenarbeit | None, entwurf: str) -> Feld:
    if tabelle:
        return tabelle.build_feld()
    antwort = find_antwort(sitzung, station.adresse)
    vorschlag = "" if antwort else workflow.find_vorschlag(sitzung.stand, station) or ""
    tasten = sitzung.front.tasten
    wert = antwort.wert if antwort else None
    feld = build_feld(sitzung.stand, station.frage, wert, vorschlag=vorschlag, tasten=tasten)
    if sitzung.ungespeichert:
        aufforderung = f"{feld.aufforderung} [Eingabetaste: noch einmal versuchen]"
        return feld._replace(vorgabe=sitzung.ungespeichert, aufforderung=aufforderung, entwurf=entwurf)
    return feld._replace(entwurf=entwurf)


def _beantworte(sitzung: Sitzung, station: Station, tabelle: Tabellenarbeit | None, text: str) -> bool:
    if tabelle:
        return tabelle.verarbeite(text)
    if not text.strip():
        weiter, offen = ("F3", "F4") if sitzung.front.tasten else (">", ":offen")
        raise EingabeError(
            "Hier fehlt noch eine Eingabe. {weiter} geht weiter, ohne zu antworten; {offen} merkt die Frage vor.",
            weiter=weiter,
            offen=offen,
        )
    optionen = sitzung.stand.optionen(station.frage)
    wert = parse_mit_teilen(
        station.frage,
        text,
        optionen,
        lambda t: workflow.parse_eingabe(sitzung.stand, station.adresse, t),
        workflow.list_deutsche_optionen(sitzung.stand, station.adresse),
    )
    save_wert(sitzung, station, wert)
    return True


def _fuehre_aus(  # noqa: C901 - one case per command
    sitzung: Sitzung, station: Station, tabelle: Tabellenarbeit | None, eingabe: Eingabe
) -> Sprung | None:
    """One command; a Sprung leads away from the question."""
    try:
        match eingabe.befehl:
            case "zurueck":
                return find_vorige(sitzung, station.adresse)
            case "weiter":
                return find_folgende(sitzung, station.adresse)
            case "geh":
                return find_ziel(sitzung, eingabe.text)
            case "offen":
                frage_offen(sitzung, station)
                return find_naechste(sitzung, station.adresse)
            case "pause":
                if _ist_neu(sitzung, station, eingabe.entwurf):
                    sitzung.ungespeichert = eingabe.entwurf
                raise Ende
            case "notiz" | "sicherheit" | "beleg":
                set_angabe(sitzung, station, eingabe)
            case "angaben":
                frage_angaben(sitzung, station)
            case "leeren":
                _leere(sitzung, station, tabelle)
            case "zeile" | "loesche":
                _aendere_zeile(tabelle, eingabe)
            case _:
                _zeige_auskunft(sitzung, station, eingabe.befehl)
    except Zurueck:
        sitzung.zeige(Satz("Zurück zur Frage.", "leise"))
    return None


def _leere(sitzung: Sitzung, station: Station, tabelle: Tabellenarbeit | None) -> None:
    if find_antwort(sitzung, station.adresse) is None:
        sitzung.zeige(Satz("Hier steht noch keine Antwort.", "leise"))
        return
    sitzung.stand = workflow.save_antwort(sitzung.stand, station.adresse, None, sitzung.umfeld)
    if tabelle:
        tabelle.zeilen = []
    sitzung.zeige(Satz("gespeichert: Antwort zurückgenommen.", "gut"))


def _aendere_zeile(tabelle: Tabellenarbeit | None, eingabe: Eingabe) -> None:
    if tabelle is None:
        raise EingabeError("Diese Frage ist keine Tabelle.")
    tabelle.aendere(eingabe)


def _zeige_auskunft(sitzung: Sitzung, station: Station, befehl: str) -> None:
    match befehl:
        case "hilfe":
            sitzung.zeige(*build_hilfe(sitzung.stand, station.frage, tasten=sitzung.front.tasten))
            if not sitzung.front.tasten:
                sitzung.zeige(Satz(wort(sitzung.stand, "tasten") or KURZ_SCHLICHT, "leise"))
        case "quelle":
            sitzung.zeige(*build_quelle(sitzung.stand, station))
        case "stand":
            zeige_stand(sitzung, station)
        case "liste":
            wahlen = build_feld(sitzung.stand, station.frage, None).wahlen
            sitzung.zeige(*(Satz(f"{w.kennung}. {w.titel}", einzug=2, haenge=4) for w in wahlen))
        case _:
            sitzung.zeige(*(Satz(text, einzug=2, haenge=4) for text in BEFEHLE.values()))
            sitzung.zeige(Satz("Beginnt ein Text mit : < > ! oder ?, verdoppeln Sie dieses Zeichen."))


def _zeige_abschluss(sitzung: Sitzung, station: Station, sprung: Sprung) -> None:
    """A short line when an Abschnitt is left forwards."""
    lage = sitzung.stand.lage
    ziel = lage.find_station(sprung.ziel) if sprung.ziel else None
    stelle = (station.abschnitt.id, station.adresse.satz)
    if ziel and (ziel.abschnitt.id, ziel.adresse.satz) == stelle:
        return
    mit = list_mitstationen(sitzung.stand, station)
    if not mit or mit[-1].adresse != station.adresse:
        return
    beantwortet = sum(s.beantwortet for s in mit)
    offen = sum(s.erledigt for s in mit) - beantwortet
    text = format_fortschritt(len(mit), beantwortet, offen)
    sitzung.zeige(LEER, Satz(f"Abschnitt „{station.abschnitt.titel}“ durchgesehen: {text}.", "gut"))


def _beende(sitzung: Sitzung) -> Sprung | None:
    """The end of the path: what comes next, and the chance to go anywhere once more."""
    stand = sitzung.stand
    save_stelle(stand, None)
    fehlen = sum(not s.erledigt for s in stand.lage.stationen)
    offen = sum(s.antwort is not None and s.antwort.offen for s in stand.lage.stationen)
    satz = (
        "Sie sind am Ende des Leitfadens angekommen." if fehlen else "Alle Fragen sind durchgesehen – danke!"
    )
    sitzung.zeige(LEER, Satz(satz, "titel"))
    if eigenes := wort(stand, "danke"):
        sitzung.zeige(Satz(eigenes, "titel"))
    if fehlen:
        sitzung.zeige(Satz(f"{_fragen(fehlen)} noch ohne Antwort. Eingabetaste beendet; > führt dorthin."))
    if offen:
        sitzung.zeige(
            Satz(
                f"{_fragen(offen)} als „weiß ich noch nicht“ vermerkt; {format_befehl('status', stand.ordner)} zeigt, wer was klärt."
            )
        )
    sitzung.zeige(
        Satz(
            f"Weiter geht es mit {format_befehl('auswerten', stand.ordner)} und {format_befehl('bericht', stand.ordner)}."
        )
    )
    return _lies_ende(sitzung)


def _fragen(anzahl: int) -> str:
    return "Eine Frage ist" if anzahl == 1 else f"{anzahl} Fragen sind"


def _lies_ende(sitzung: Sitzung) -> Sprung | None:
    while True:
        try:
            eingabe = sitzung.front.lies(
                Feld("zeile", "Eingabetaste beendet, :geh ZIEL öffnet eine Frage noch einmal")
            )
            match eingabe.befehl:
                case "geh":
                    if sprung := find_ziel(sitzung, eingabe.text):
                        return sprung
                case "zurueck" if sitzung.stand.lage.stationen:
                    return Sprung(sitzung.stand.lage.stationen[-1].adresse)
                case "weiter":
                    station = workflow.next_station(sitzung.stand)
                    return Sprung(station.adresse) if station else None
                case "" | "pause" if not eingabe.text:
                    return None
                case _:
                    sitzung.zeige(Satz("Hier gehen :geh ZIEL, < oder die Eingabetaste.", "leise"))
        except EingabeError as fehler:
            zeige_fehler(sitzung, fehler)
        except Ende:
            return None


def _verabschiede(sitzung: Sitzung) -> None:
    if sitzung.ungespeichert:
        sitzung.zeige(Satz(f"Nicht gespeichert ist nur: {sitzung.ungespeichert}", "warnung"))
    sitzung.zeige(
        LEER,
        Satz(
            f"Pause. Alles Bestätigte ist gespeichert; weiter mit {format_befehl('start', sitzung.stand.ordner)}."
        ),
    )
