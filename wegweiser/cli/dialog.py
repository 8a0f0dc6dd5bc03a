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
from wegweiser.cli.gespraech import Gespraech, Sprung, save_vermerk, save_wert
from wegweiser.cli.handaenderung import uebernimm_handaenderung
from wegweiser.cli.handlungen import HANDLUNGEN, Hier
from wegweiser.cli.nebenbei import beende_projektor, folge, raeume_beim_lesen
from wegweiser.cli.praesentation import zeige_folie, zeige_titelbild
from wegweiser.cli.ruecknahme import nimm_zurueck
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
    gespraech = Gespraech(stand, umfeld, front, praesentation=ohne_hinweise, projektor=projektor)
    try:
        return _fuehre_gespraech(gespraech)
    finally:
        beende_projektor(gespraech)


def _fuehre_gespraech(gespraech: Gespraech) -> Stand:
    adresse = begruesse(gespraech)
    try:
        if gespraech.praesentation:
            zeige_titelbild(gespraech)
        elif gespraech.stand.zeitwahl and ist_gespraech(gespraech):
            gespraech.front.lies(Feld("zeile", "Eingabetaste beginnt"))
        while True:
            while adresse is not None:
                adresse = _frage_sicher(gespraech, adresse)
            sprung = _beende(gespraech)
            if sprung is None:
                return gespraech.stand
            adresse = sprung.ziel
    except Ende:
        _verabschiede(gespraech)
        return gespraech.stand


def _frage_sicher(gespraech: Gespraech, adresse: Adresse) -> Adresse | None:
    """Ask one question; wherever the session ends, the next one begins at this question, and notes are kept."""
    station = gespraech.stand.lage.find_station(adresse)
    if station is None:  # its branch was left meanwhile
        return find_naechste(gespraech, adresse).ziel
    save_stelle(gespraech.stand, adresse)
    gespraech.ungespeichert = gespraech.liegengeblieben.pop(adresse, "")
    try:
        sprung = _stelle_frage(gespraech, station)
    except (Ende, KeyboardInterrupt, SystemExit, OSError):
        _rette_vermerk(gespraech, station)
        raise
    if gespraech.ungespeichert:
        gespraech.liegengeblieben[adresse] = gespraech.ungespeichert
    gespraech.ungespeichert = ""
    _rette_vermerk(gespraech, station)
    return zeige_abschluss(gespraech, station, sprung).ziel


def _rette_vermerk(gespraech: Gespraech, station: Station) -> None:
    try:
        save_vermerk(gespraech, station)
    except VorhabenError as fehler:
        gespraech.zeige(Satz(f"{fehler.satz} Nicht gespeichert: {gespraech.vermerk.notiz or ''}", "warnung"))


def _zeige_frage(gespraech: Gespraech, station: Station) -> None:
    if gespraech.praesentation:
        zeige_folie(gespraech, station)
        return
    stelle = (station.abschnitt.id, station.adresse.satz)
    if gespraech.gezeigt != stelle:
        gespraech.zeige(*build_ueberschrift(gespraech.stand, station))
        gespraech.gezeigt = stelle
    gespraech.zeige(*build_ort(gespraech.stand, station), *build_frage(gespraech.stand, station))


def _stelle_frage(gespraech: Gespraech, station: Station) -> Sprung:
    _zeige_frage(gespraech, station)
    folge(gespraech, station)
    if isinstance(station.frage, f.Tabelle):
        tabelle = Tabellenarbeit(gespraech, station, station.frage)
        try:
            return _fuehre(gespraech, station, tabelle)
        finally:
            tabelle.warne()
    return _fuehre(gespraech, station, None)


def _fuehre(gespraech: Gespraech, station: Station, tabelle: Tabellenarbeit | None) -> Sprung:
    """Read until the person answers or moves away; nothing typed is lost on the way."""
    entwurf, stumm = gespraech.entwuerfe.pop(station.adresse, ""), False
    if tabelle:
        tabelle.beginne()
    while True:
        text = ""
        try:
            if tabelle:
                tabelle.zeige()
            feld = _build_feld(gespraech, station, tabelle, entwurf)._replace(stumm=stumm)
            eingabe = lies_feld(gespraech, feld)
            entwurf, text, stumm = eingabe.entwurf, eingabe.text, False
            if eingabe.befehl:
                sprung = _fuehre_aus(gespraech, station, tabelle, eingabe)
                if sprung:
                    _merke_entwurf(gespraech, station, entwurf)
                    return sprung
                if not tabelle:
                    gespraech.zeige(Satz(station.frage.text, "frage"))
            elif _beantworte(gespraech, station, tabelle, text):
                return find_naechste(gespraech, station.adresse)
        except EingabeError as fehler:
            zeige_fehler(gespraech, fehler)
            entwurf, stumm = text or entwurf, True
        except VorhabenError as fehler:
            entwurf = gespraech.ungespeichert = text or entwurf
            gespraech.zeige(
                Satz(f"Noch nicht gespeichert. {fehler.satz} {fehler.hinweis}".strip(), "warnung")
            )
            uebernimm_handaenderung(gespraech, fehler)


def _merke_entwurf(gespraech: Gespraech, station: Station, entwurf: str) -> None:
    """What was typed but not confirmed waits at its question."""
    if ist_neu(gespraech, station, entwurf):
        gespraech.entwuerfe[station.adresse] = entwurf
        gespraech.zeige(Satz("Der angefangene Text wartet dort, bis Sie zurückkommen.", "leise"))


def _build_feld(gespraech: Gespraech, station: Station, tabelle: Tabellenarbeit | None, entwurf: str) -> Feld:
    return tabelle.build_feld() if tabelle else build_antwortfeld(gespraech, station, entwurf)


def _beantworte(gespraech: Gespraech, station: Station, tabelle: Tabellenarbeit | None, text: str) -> bool:
    if tabelle:
        return tabelle.verarbeite(text)
    if not text.strip():
        weiter, offen = ("F3", "F4") if gespraech.front.tasten else (">", ":offen")
        raise EingabeError(
            "Hier fehlt noch eine Eingabe. {weiter} geht weiter, ohne zu antworten; {offen} merkt die Frage vor.",
            weiter=weiter,
            offen=offen,
        )
    optionen = gespraech.stand.optionen(station.frage)
    wert = parse_mit_teilen(
        station.frage,
        text,
        optionen,
        lambda t: workflow.parse_eingabe(gespraech.stand, station.adresse, t),
        workflow.list_deutsche_optionen(gespraech.stand, station.adresse),
    )
    try:
        return save_wert(gespraech, station, wert)
    except Ende:
        gespraech.ungespeichert = text
        raise


def _fuehre_aus(
    gespraech: Gespraech, station: Station, tabelle: Tabellenarbeit | None, eingabe: Eingabe
) -> Sprung | None:
    """One command; a Sprung leads away from the question."""
    try:
        return HANDLUNGEN[eingabe.befehl](Hier(gespraech, station, tabelle), eingabe)
    except Zurueck:
        gespraech.zeige(Satz("Zurück zur Frage.", "leise"))
    return None


def _beende(gespraech: Gespraech) -> Sprung | None:
    """The end of the path: what comes next, and the chance to go anywhere once more."""
    stand = gespraech.stand
    save_stelle(stand, None)
    fehlen = sum(not s.erledigt for s in stand.lage.stationen)
    offen = sum(s.antwort is not None and s.antwort.offen for s in stand.lage.stationen)
    gespraech.zeige(LEER, Satz(_schlusswort(stand, fehlen), "titel"), *build_zeitrest(stand))
    if eigenes := wort(stand, "danke"):
        gespraech.zeige(Satz(eigenes, "titel"))
    if fehlen:
        gespraech.zeige(Satz(f"{_fragen(fehlen)} noch ohne Antwort. Eingabetaste beendet; > führt dorthin."))
    if offen:
        gespraech.zeige(
            Satz(
                f"{_fragen(offen)} als „weiß ich noch nicht“ vermerkt; {format_befehl('status', stand.ordner)} zeigt, wer was klärt."
            )
        )
    gespraech.zeige(
        Satz(
            f"Weiter geht es mit {format_befehl('auswerten', stand.ordner)} und {format_befehl('bericht', stand.ordner)}."
        )
    )
    return _lies_ende(gespraech)


def _schlusswort(stand: Stand, fehlen: int) -> str:
    if stand.gesamt:
        return "Am Ende dieser Sitzung." if fehlen else "Alles für diese Sitzung ist durchgesehen – danke!"
    if fehlen:
        return "Sie sind am Ende des Leitfadens angekommen."
    return "Alle Fragen sind durchgesehen – danke!"


def _fragen(anzahl: int) -> str:
    return "Eine Frage ist" if anzahl == 1 else f"{anzahl} Fragen sind"


def _letzte(gespraech: Gespraech, _: Eingabe) -> Sprung | None:
    stationen = gespraech.stand.lage.stationen
    return Sprung(stationen[-1].adresse) if stationen else None


def _fehlende(gespraech: Gespraech, _: Eingabe) -> Sprung | None:
    station = workflow.next_station(gespraech.stand)
    return Sprung(station.adresse) if station else None


_AM_ENDE: Mapping[str, Callable[[Gespraech, Eingabe], Sprung | None]] = {
    "geh": lambda gespraech, eingabe: find_ziel(gespraech, eingabe.text),
    "suche": lambda gespraech, eingabe: frage_suche(gespraech, eingabe.text),
    "zurueck": _letzte,
    "weiter": _fehlende,
    "rueckgaengig": lambda gespraech, _: nimm_zurueck(gespraech, "rueckgaengig"),
    "wiederholen": lambda gespraech, _: nimm_zurueck(gespraech, "wiederholt"),
}


def _lies_ende(gespraech: Gespraech) -> Sprung | None:
    feld = Feld(
        "zeile",
        "Eingabetaste beendet, :geh ZIEL öffnet eine Frage noch einmal",
        befehle=(*_AM_ENDE, "pause"),
    )
    while True:
        try:
            eingabe = gespraech.front.lies(feld)
            if eingabe.befehl in {"", "pause"} and not eingabe.text:
                return None
            if eingabe.befehl not in _AM_ENDE:
                gespraech.zeige(
                    Satz("Hier gehen :geh ZIEL, :rueckgaengig, < oder die Eingabetaste.", "leise")
                )
            elif sprung := _AM_ENDE[eingabe.befehl](gespraech, eingabe):
                return sprung
        except Zurueck:
            continue
        except EingabeError as fehler:
            zeige_fehler(gespraech, fehler)
        except VorhabenError as fehler:
            gespraech.zeige(Satz(f"{fehler.satz} {fehler.hinweis}".strip(), "warnung"))
            uebernimm_handaenderung(gespraech, fehler)
        except Ende:
            return None


def _verabschiede(gespraech: Gespraech) -> None:
    if gespraech.stand.akte.nur_lesen:
        gespraech.zeige(LEER, Satz("Ende des Mitlesens; geändert wurde nichts."))
        return
    for text in filter(None, (*gespraech.liegengeblieben.values(), gespraech.ungespeichert)):
        gespraech.zeige(Satz(f"Nicht gespeichert ist nur: {text}", "warnung"))
    gespraech.zeige(
        LEER,
        *(build_zeitbilanz(gespraech.stand) if gespraech.stand.fassung is None else ()),
        Satz(
            f"Pause. Alles Bestätigte ist gespeichert; weiter mit {format_befehl('start', gespraech.stand.ordner)}."
        ),
    )
