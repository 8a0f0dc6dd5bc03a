"""A calm view for a wall: one question on an empty screen, without internal hints, notes or anything personal.

What is personal is not asked at all (see `Ausschnitt.ohne_persoenliches`); here are the pictures. Without cursor control the
same comes as quiet lines, nothing is cleared.
"""

import shutil
import textwrap

from wegweiser.cli.ansicht import find_abschnittsnummer, format_anzeige, list_mitstationen
from wegweiser.cli.ausgabe import LEER, Satz
from wegweiser.cli.front import RAND, Feld
from wegweiser.cli.gespraech import Gespraech
from wegweiser.cli.worte import fill_wort, wort
from wegweiser.model.lage import Station
from wegweiser.workflow import Stand

_LESBAR = 72
_FELD = 17  # lines a list needs below the question
_ZAEHLER = "Frage {nr} von etwa {gesamt}"


def zeige_titelbild(gespraech: Gespraech) -> None:
    """The first picture: what this is about; the person starts when everybody is there."""
    _leere(gespraech, 6)
    gespraech.zeige(Satz(gespraech.stand.vorhaben.titel, "frage", RAND), LEER)
    gespraech.front.lies(Feld("zeile", "Eingabetaste beginnt"))


def zeige_folie(gespraech: Gespraech, station: Station) -> None:
    """One question."""
    saetze = build_folie(gespraech.stand, station)
    _leere(gespraech, len(saetze) + (_FELD if gespraech.stand.optionen(station.frage) else RAND))
    gespraech.zeige(*saetze)


def build_folie(stand: Stand, station: Station) -> list[Satz]:
    """Where we are, the question, and what was said to it so far."""
    mit = list_mitstationen(stand, station)
    nr = 1 + [andere.adresse for andere in mit].index(station.adresse)
    wo = f"{find_abschnittsnummer(stand, station.abschnitt.id)} · {station.abschnitt.titel}"
    zaehler = fill_wort(wort(stand, "frage") or _ZAEHLER, nr=nr, gesamt=len(mit))
    saetze = [Satz(f"{wo} · {station.satz_titel}" if station.satz_titel else wo, "", RAND)]
    saetze += [Satz(zaehler, "", RAND), LEER]
    saetze += [Satz(zeile, "frage", RAND, ganz=True) for zeile in _brich(station.frage.text)]
    if station.antwort is not None and station.antwort.wert is not None:
        bisher = format_anzeige(stand, station.frage, station.antwort.wert)
        zeilen = _brich(f"{wort(stand, 'bisher')}: {bisher}")
        saetze += [LEER, *(Satz(zeile, "", RAND, ganz=True) for zeile in zeilen)]
    return [*saetze, LEER]


def _brich(text: str) -> list[str]:
    breite = min(_LESBAR, shutil.get_terminal_size((80, 24)).columns - 2 * RAND)
    return textwrap.wrap(text, max(20, breite), break_on_hyphens=False)


def _leere(gespraech: Gespraech, zeilen: int) -> None:
    """An empty screen, and on a high one some room above; quiet lines where nothing can be cleared."""
    gespraech.front.leere()
    if gespraech.front.tasten:
        frei = shutil.get_terminal_size((80, 24)).lines - zeilen
        gespraech.zeige(*[LEER] * max(1, frei // 3))
    else:
        gespraech.zeige(LEER)
