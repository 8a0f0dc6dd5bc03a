"""The end of an Abschnitt: its result so far, its check list, what is open, what the next one needs; once, and calmly.

It appears when the last question is left and something was answered since it was last shown; `:ergebnis` shows it in full at
any time. At a terminal it waits for the enter key and never fills more than one screen; in a pipe it is part of the transcript.
"""

import shutil
import sys
from collections.abc import Iterable, Sequence

from wegweiser.cli.angaben import zeige_fehler
from wegweiser.cli.ansicht import format_fortschritt, list_mitstationen, shorten
from wegweiser.cli.ausgabe import LEER, Satz, find_breite, wrap_satz
from wegweiser.cli.befehle import Eingabe
from wegweiser.cli.ergebnisblatt import build_ergebnis
from wegweiser.cli.front import Ende, Feld
from wegweiser.cli.gespraech import Gespraech, Sprung
from wegweiser.cli.instrumentansicht import build_instrumente
from wegweiser.cli.nebenbei import folge
from wegweiser.cli.zeit import RUNDEN, format_etwa
from wegweiser.errors import EingabeError
from wegweiser.model.deutsch_format import format_datum
from wegweiser.model.lage import Station
from wegweiser.model.massnahmenplan import OffenerPunkt
from wegweiser.model.zwischenstand import Ausblick, Pruefstand, Zwischenstand

_BEDIENUNG = 5  # lines below a result: an empty one, the prompt, the field, the keys, and one to breathe
_MINDESTENS, _OHNE_TERMINAL = 6, 22
_OFFENE, _FEHLENDE, _BEREIT = 3, 2, 4


def zeige_abschluss(gespraech: Gespraech, station: Station, sprung: Sprung) -> Sprung:
    """When an Abschnitt is left at its end: what it gave. Returns where to go, which the person may change here."""
    if not _ist_am_ende(gespraech, station, sprung):
        return sprung
    if gespraech.praesentation:
        gespraech.front.leere()
    mit = list_mitstationen(gespraech.stand, station)
    beantwortet = sum(s.beantwortet for s in mit)
    offen = sum(s.erledigt for s in mit) - beantwortet
    text = format_fortschritt(len(mit), beantwortet, offen)
    satz = f" ({station.satz_titel})" if station.satz_titel else ""
    gespraech.zeige(LEER, Satz(f"Abschnitt „{station.abschnitt.titel}“{satz} durchgesehen: {text}.", "gut"))
    if station.abschnitt.abschluss is None or gespraech.stand.fassung or not _nimm_neues(gespraech, mit):
        return sprung
    ziel = gespraech.stand.lage.find_station(sprung.ziel) if sprung.ziel else None
    gespraech.zeige(*_build_kurz(gespraech, station, ziel))
    return _halte(gespraech, station, sprung) if ist_gespraech(gespraech) else sprung


def _ist_am_ende(gespraech: Gespraech, station: Station, sprung: Sprung) -> bool:
    """The last question of an Abschnitt (of its record) is left for another one."""
    ziel = gespraech.stand.lage.find_station(sprung.ziel) if sprung.ziel else None
    stelle = (station.abschnitt.id, station.adresse.satz)
    if ziel and (ziel.abschnitt.id, ziel.adresse.satz) == stelle:
        return False
    mit = list_mitstationen(gespraech.stand, station)
    return bool(mit) and (mit[-1].adresse == station.adresse or all(s.erledigt for s in mit))


def _nimm_neues(gespraech: Gespraech, mit: Sequence[Station]) -> bool:
    """Whether something was answered here since this was last shown (or the session began), and remember it as shown."""
    stelle = (mit[0].abschnitt.id, mit[0].adresse.satz)
    zuletzt = gespraech.abgeschlossen.get(stelle, gespraech.anfang)
    gespraech.abgeschlossen[stelle] = {s.adresse: s.antwort for s in mit if s.antwort}
    return any(zuletzt.get(s.adresse) != s.antwort for s in mit)


def ist_gespraech(gespraech: Gespraech) -> bool:
    """Somebody sits at a terminal and may be asked to wait."""
    return gespraech.front.tasten or (sys.stdin.isatty() and sys.stdout.isatty())


def _halte(gespraech: Gespraech, station: Station, sprung: Sprung) -> Sprung:
    """Wait until the person has looked; the projector shows the result meanwhile."""
    folge(gespraech, station, ergebnis=True)
    while True:
        try:
            eingabe = gespraech.front.lies(Feld("zeile", "Eingabetaste geht weiter, :ergebnis zeigt alles"))
        except EingabeError as fehler:
            zeige_fehler(gespraech, fehler)
            continue
        match eingabe.befehl:
            case "weiter":
                return sprung
            case "" if not eingabe.text:
                return sprung
            case "zurueck":
                return Sprung(station.adresse)
            case "pause":
                raise Ende
            case "ergebnis":
                zeige_ergebnis(gespraech, station)
            case _:
                zurueck = "F2" if gespraech.front.tasten else "<"
                hinweis = f"Hier genügt die Eingabetaste; {zurueck} führt zurück zur letzten Frage."
                gespraech.zeige(Satz(hinweis, "leise"))


def zeige_ergebnis(gespraech: Gespraech, station: Station) -> None:
    """`:ergebnis`: everything about this Abschnitt, page by page where it is long."""
    stand = _build_zwischenstand(gespraech, station)
    satz = f" – {stand.satz_titel}" if stand.satz_titel else ""
    saetze = [LEER, Satz(f"Ergebnis bisher: {stand.abschnitt}{satz}", "titel")]
    saetze += build_ergebnis(stand, grafisch=gespraech.front.tasten)
    saetze += build_instrumente(stand.instrumente)
    saetze += _build_daten(gespraech, stand, ganz=True)
    saetze += _build_pruefliste(stand.pruefliste, ganz=True)
    saetze += _build_offene(stand.offene, 0 if gespraech.praesentation else len(stand.offene))
    _blaettere(gespraech, saetze)


def _blaettere(gespraech: Gespraech, saetze: Sequence[Satz]) -> None:
    """Show paragraphs screen by screen; a pipe gets all at once."""
    seiten = _teile(saetze, _find_platz()) if ist_gespraech(gespraech) else [list(saetze)]
    for nr, seite in enumerate(seiten, 1):
        gespraech.zeige(*seite)
        if nr < len(seiten) and not _lies_weiter(gespraech, f"Blatt {nr} von {len(seiten)}"):
            return


def _lies_weiter(gespraech: Gespraech, wo: str) -> bool:
    """Enter shows the next page, everything else ends the reading."""
    try:
        eingabe = gespraech.front.lies(Feld("zeile", f"{wo} – Eingabetaste blättert, < zurück zur Frage"))
    except EingabeError:
        return False
    if eingabe.befehl == "pause":
        raise Ende
    return eingabe == Eingabe() or eingabe.befehl == "weiter"


def _teile(saetze: Iterable[Satz], zeilen: int) -> list[list[Satz]]:
    """Pages of at most so many lines; a paragraph stays whole."""
    seiten: list[list[Satz]] = [[]]
    voll = 0
    for satz in saetze:
        hoch = _hoehe([satz])
        if voll and voll + hoch > zeilen:
            seiten.append([])
            voll = 0
        seiten[-1].append(satz)
        voll += hoch
    return seiten


def _hoehe(saetze: Iterable[Satz]) -> int:
    breite = find_breite()
    return sum(len(wrap_satz(satz, breite)) for satz in saetze)


def _find_platz() -> int:
    """Lines of one screen that are free for a result."""
    return max(_MINDESTENS, shutil.get_terminal_size((80, 24)).lines - _BEDIENUNG)


def _build_daten(gespraech: Gespraech, stand: Zwischenstand, *, ganz: bool) -> list[Satz]:
    """What the files say, where this Abschnitt is about them."""
    if stand.art != "lueckenmatrix":
        return []
    from wegweiser.cli.datenhinweis import build_datenhinweis

    return build_datenhinweis(gespraech, stand.art, ganz=ganz)


def _build_zwischenstand(gespraech: Gespraech, station: Station) -> Zwischenstand:
    from wegweiser.workflow.zwischenstand import build_zwischenstand

    return build_zwischenstand(gespraech.stand, station.abschnitt, station.adresse.satz)


def _build_kurz(gespraech: Gespraech, station: Station, ziel: Station | None) -> list[Satz]:
    """What fits on one screen; the result itself gives way first."""
    from wegweiser.workflow.zwischenstand import build_ausblick

    stand = _build_zwischenstand(gespraech, station)
    rest = _build_pruefliste(stand.pruefliste, ganz=False)
    rest += _build_offene(stand.offene, 0 if gespraech.praesentation else _OFFENE)
    rest += build_vorschau(build_ausblick(gespraech.stand, ziel)) if ziel else []
    platz = _find_platz() if ist_gespraech(gespraech) else _OHNE_TERMINAL
    ergebnis = build_ergebnis(stand, grafisch=gespraech.front.tasten)
    rest = [*_build_daten(gespraech, stand, ganz=False), *([LEER] if rest else []), *rest]
    ergebnis = _kuerze(ergebnis, max(_MINDESTENS, platz - 3 - _hoehe(rest)))
    return [*ergebnis, *rest]


def _kuerze(saetze: list[Satz], zeilen: int) -> list[Satz]:
    """The first paragraphs that fit, and how to see the rest."""
    if _hoehe(saetze) <= zeilen:
        return saetze
    erste = _teile(saetze, zeilen - 1)[0]
    return [*erste, Satz("… und mehr; :ergebnis zeigt alles.", "leise")]


def _build_pruefliste(pruefliste: Pruefstand | None, *, ganz: bool) -> list[Satz]:
    if pruefliste is None:
        return []
    alle = len(pruefliste.erledigt) + len(pruefliste.fehlt)
    kopf = f"{pruefliste.titel}: {len(pruefliste.erledigt)} von {alle} erledigt"
    if ganz:
        zeilen = [("✓", "erledigt", text) for text in pruefliste.erledigt]
        zeilen += [("–", "noch nicht", text) for text in pruefliste.fehlt]
        return [LEER, Satz(kopf, "titel"), *(Satz(f"{m} {w}: {t}", einzug=2, haenge=2) for m, w, t in zeilen)]
    fehlt = ", ".join(f"„{shorten(text.rstrip('.'), 70)}“" for text in pruefliste.fehlt[:_FEHLENDE])
    rest = len(pruefliste.fehlt) - _FEHLENDE
    mehr = f" und {rest} weitere" if rest > 0 else ""
    return [Satz(f"{kopf}. Noch nicht: {fehlt}{mehr}." if fehlt else f"{kopf}.", haenge=2)]


def _build_offene(punkte: Sequence[OffenerPunkt], hoechstens: int) -> list[Satz]:
    """Who has to find out what by when; then what nobody has answered yet."""
    if not hoechstens:
        return []
    saetze = [Satz(_nenne_offen(punkt), einzug=2, haenge=2) for punkt in punkte[:hoechstens]]
    if rest := len(punkte) - hoechstens if len(punkte) > hoechstens else 0:
        saetze.append(Satz(f"… und {rest} weitere", "leise", einzug=2))
    return [Satz("Noch offen", "titel"), *saetze] if saetze else []


def _nenne_offen(punkt: OffenerPunkt) -> str:
    if not punkt.gesagt:
        return f"• {punkt.frage} (wird für den Plan gebraucht)"
    bis = f"bis {format_datum(punkt.bis)}" if punkt.bis else "ohne Datum"
    wer = punkt.zustaendig or ("benannt" if punkt.vergeben else "noch niemand zuständig")
    return f"• {bis} · {wer}: {punkt.frage}"


def build_vorschau(ausblick: Ausblick) -> list[Satz]:
    """What the next Abschnitt needs: whom, how long, what should lie ready."""
    satz = f" ({ausblick.satz_titel})" if ausblick.satz_titel else ""
    wer = ", ".join(f"{format_etwa(m)} {RUNDEN[runde]}" for runde, m in ausblick.minuten.items())
    saetze = [Satz(f"Als Nächstes: „{ausblick.titel}“{satz}{', ' + wer if wer else ''}.", haenge=2)]
    if ausblick.bereit:
        rest = len(ausblick.bereit) - _BEREIT
        mehr = f" und {rest} weitere" if rest > 0 else ""
        namen = ", ".join(f"„{name}“" for name in ausblick.bereit[:_BEREIT])
        saetze.append(Satz(f"Gut zur Hand: {namen}{mehr}.", haenge=2))
    return saetze
