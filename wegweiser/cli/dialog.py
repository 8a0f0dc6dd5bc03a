"""The question loop: one for all front ends."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from wegweiser import workflow
from wegweiser.cli.abschluss import ist_gespraech, zeige_abschluss
from wegweiser.cli.angaben import Zurueck, zeige_fehler
from wegweiser.cli.ansicht import build_frage, build_ort, build_ueberschrift
from wegweiser.cli.antwortfeld import build_antwortfeld, ist_neu
from wegweiser.cli.ausgabe import LEER, Satz, format_befehl
from wegweiser.cli.befehle import Eingabe
from wegweiser.cli.begruessung import begruesse
from wegweiser.cli.eingabe import parse_mit_teilen
from wegweiser.cli.front import Ende, Feld, Front
from wegweiser.cli.handaenderung import uebernimm_handaenderung
from wegweiser.cli.handlungen import HANDLUNGEN, Hier
from wegweiser.cli.nebenbei import beende_projektor, folge, raeume_beim_lesen
from wegweiser.cli.praesentation import zeige_folie, zeige_titelbild
from wegweiser.cli.ruecknahme import nimm_zurueck
from wegweiser.cli.sitzung import Sitzung, Sprung, save_vermerk, save_wert
from wegweiser.cli.suche import frage_suche
from wegweiser.cli.tabelle import Tabellenarbeit
from wegweiser.cli.texteditor import lies_feld
from wegweiser.cli.wege import find_naechste
from wegweiser.cli.worte import wort
from wegweiser.cli.zeit import build_zeitbilanz, build_zeitrest
from wegweiser.cli.ziele import find_ziel
from wegweiser.errors import EingabeError, VorhabenError
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse
from wegweiser.model.lage import Station
from wegweiser.workflow import Stand
from wegweiser.workflow.stelle import save_stelle
from wegweiser.workflow.umfeld import Umfeld

if TYPE_CHECKING:
    from wegweiser.workflow.projektor import Projektor


def run_dialog(stand: Stand, umfeld: Umfeld, front: Front, projektor: "Projektor | None" = None) -> Stand:
    """Ask until everything is said or the person pauses; whatever was confirmed is on the disk."""
    raeume_beim_lesen()
    ohne_hinweise = stand.ausschnitt.ohne_persoenliches
    sitzung = Sitzung(stand, umfeld, front, praesentation=ohne_hinweise, projektor=projektor)
    try:
        return _fuehre_gespraech(sitzung)
    finally:
        beende_projektor(sitzung)


def _fuehre_gespraech(sitzung: Sitzung) -> Stand:
    adresse = begruesse(sitzung)
    try:
        if sitzung.praesentation:
            zeige_titelbild(sitzung)
        elif sitzung.stand.zeitwahl and ist_gespraech(sitzung):
            sitzung.front.lies(Feld("zeile", "Eingabetaste beginnt"))
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


def _frage_sicher(sitzung: Sitzung, adresse: Adresse) -> Adresse | None:
    """Ask one question; wherever the session ends, the next one begins at this question, and notes are kept."""
    station = sitzung.stand.lage.find_station(adresse)
    if station is None:  # its branch was left meanwhile
        return find_naechste(sitzung, adresse).ziel
    save_stelle(sitzung.stand, adresse)
    sitzung.ungespeichert = sitzung.liegengeblieben.pop(adresse, "")
    try:
        sprung = _stelle_frage(sitzung, station)
    except (Ende, KeyboardInterrupt, SystemExit, OSError):
        _rette_vermerk(sitzung, station)
        raise
    if sitzung.ungespeichert:
        sitzung.liegengeblieben[adresse] = sitzung.ungespeichert
    sitzung.ungespeichert = ""
    _rette_vermerk(sitzung, station)
    return zeige_abschluss(sitzung, station, sprung).ziel


def _rette_vermerk(sitzung: Sitzung, station: Station) -> None:
    try:
        save_vermerk(sitzung, station)
    except VorhabenError as fehler:
        sitzung.zeige(Satz(f"{fehler.satz} Nicht gespeichert: {sitzung.vermerk.notiz or ''}", "warnung"))


def _zeige_frage(sitzung: Sitzung, station: Station) -> None:
    if sitzung.praesentation:
        zeige_folie(sitzung, station)
        return
    stelle = (station.abschnitt.id, station.adresse.satz)
    if sitzung.gezeigt != stelle:
        sitzung.zeige(*build_ueberschrift(sitzung.stand, station))
        sitzung.gezeigt = stelle
    sitzung.zeige(*build_ort(sitzung.stand, station), *build_frage(sitzung.stand, station))


def _stelle_frage(sitzung: Sitzung, station: Station) -> Sprung:
    _zeige_frage(sitzung, station)
    folge(sitzung, station)
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
        tabelle.beginne()
    while True:
        text = ""
        try:
            if tabelle:
                tabelle.zeige()
            feld = _build_feld(sitzung, station, tabelle, entwurf)._replace(stumm=stumm)
            eingabe = lies_feld(sitzung, feld)
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
            uebernimm_handaenderung(sitzung, fehler)


def _merke_entwurf(sitzung: Sitzung, station: Station, entwurf: str) -> None:
    """What was typed but not confirmed waits at its question."""
    if ist_neu(sitzung, station, entwurf):
        sitzung.entwuerfe[station.adresse] = entwurf
        sitzung.zeige(Satz("Der angefangene Text wartet dort, bis Sie zurückkommen.", "leise"))


def _build_feld(sitzung: Sitzung, station: Station, tabelle: Tabellenarbeit | None, entwurf: str) -> Feld:
    return tabelle.build_feld() if tabelle else build_antwortfeld(sitzung, station, entwurf)


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
    try:
        return save_wert(sitzung, station, wert)
    except Ende:
        sitzung.ungespeichert = text
        raise


def _fuehre_aus(
    sitzung: Sitzung, station: Station, tabelle: Tabellenarbeit | None, eingabe: Eingabe
) -> Sprung | None:
    """One command; a Sprung leads away from the question."""
    try:
        return HANDLUNGEN[eingabe.befehl](Hier(sitzung, station, tabelle), eingabe)
    except Zurueck:
        sitzung.zeige(Satz("Zurück zur Frage.", "leise"))
    return None


def _beende(sitzung: Sitzung) -> Sprung | None:
    """The end of the path: what comes next, and the chance to go anywhere once more."""
    stand = sitzung.stand
    save_stelle(stand, None)
    fehlen = sum(not s.erledigt for s in stand.lage.stationen)
    offen = sum(s.antwort is not None and s.antwort.offen for s in stand.lage.stationen)
    sitzung.zeige(LEER, Satz(_schlusswort(stand, fehlen), "titel"), *build_zeitrest(stand))
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


def _schlusswort(stand: Stand, fehlen: int) -> str:
    if stand.gesamt:
        return "Am Ende dieser Sitzung." if fehlen else "Alles für diese Sitzung ist durchgesehen – danke!"
    if fehlen:
        return "Sie sind am Ende des Leitfadens angekommen."
    return "Alle Fragen sind durchgesehen – danke!"


def _fragen(anzahl: int) -> str:
    return "Eine Frage ist" if anzahl == 1 else f"{anzahl} Fragen sind"


def _letzte(sitzung: Sitzung, _: Eingabe) -> Sprung | None:
    stationen = sitzung.stand.lage.stationen
    return Sprung(stationen[-1].adresse) if stationen else None


def _fehlende(sitzung: Sitzung, _: Eingabe) -> Sprung | None:
    station = workflow.next_station(sitzung.stand)
    return Sprung(station.adresse) if station else None


_AM_ENDE: Mapping[str, Callable[[Sitzung, Eingabe], Sprung | None]] = {
    "geh": lambda sitzung, eingabe: find_ziel(sitzung, eingabe.text),
    "suche": lambda sitzung, eingabe: frage_suche(sitzung, eingabe.text),
    "zurueck": _letzte,
    "weiter": _fehlende,
    "rueckgaengig": lambda sitzung, _: nimm_zurueck(sitzung, "rueckgaengig"),
    "wiederholen": lambda sitzung, _: nimm_zurueck(sitzung, "wiederholt"),
}


def _lies_ende(sitzung: Sitzung) -> Sprung | None:
    feld = Feld(
        "zeile",
        "Eingabetaste beendet, :geh ZIEL öffnet eine Frage noch einmal",
        befehle=(*_AM_ENDE, "pause"),
    )
    while True:
        try:
            eingabe = sitzung.front.lies(feld)
            if eingabe.befehl in {"", "pause"} and not eingabe.text:
                return None
            if eingabe.befehl not in _AM_ENDE:
                sitzung.zeige(Satz("Hier gehen :geh ZIEL, :rueckgaengig, < oder die Eingabetaste.", "leise"))
            elif sprung := _AM_ENDE[eingabe.befehl](sitzung, eingabe):
                return sprung
        except Zurueck:
            continue
        except EingabeError as fehler:
            zeige_fehler(sitzung, fehler)
        except VorhabenError as fehler:
            sitzung.zeige(Satz(f"{fehler.satz} {fehler.hinweis}".strip(), "warnung"))
            uebernimm_handaenderung(sitzung, fehler)
        except Ende:
            return None


def _verabschiede(sitzung: Sitzung) -> None:
    for text in filter(None, (*sitzung.liegengeblieben.values(), sitzung.ungespeichert)):
        sitzung.zeige(Satz(f"Nicht gespeichert ist nur: {text}", "warnung"))
    sitzung.zeige(
        LEER,
        *(build_zeitbilanz(sitzung.stand) if sitzung.stand.fassung is None else ()),
        Satz(
            f"Pause. Alles Bestätigte ist gespeichert; weiter mit {format_befehl('start', sitzung.stand.ordner)}."
        ),
    )
