"""What is done while the person reads the question: clearing the memory, and the page for the projector.

Neither holds up the next question, and neither disturbs: where the page cannot be written the session says so once, tries again
with the next question, and goes on.
"""

import gc
import select
import sys

from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.gespraech import Gespraech
from wegweiser.errors import WegweiserError
from wegweiser.model.lage import Station

_GEDULD = 3  # so often in a row: a browser or a virus scanner holds the file only for a moment


def folge(gespraech: Gespraech, station: Station, *, ergebnis: bool = False) -> None:
    """From the next field on the page shows this question, or with `ergebnis` what its Abschnitt gave."""
    _melde_fehler(gespraech)
    gespraech.ort = station
    aufgeraeumt = False

    def danach() -> None:
        nonlocal aufgeraeumt
        if gespraech.front.tasten and _tippt_schon():
            return
        _zeige(gespraech, station, ergebnis=ergebnis)
        if not aufgeraeumt:
            aufgeraeumt = True
            gc.collect()

    gespraech.front.danach = danach


def _tippt_schon() -> bool:
    """A key waits to be read: this can be done when the field is drawn the next time."""
    try:
        return bool(select.select([sys.stdin], [], [], 0)[0])
    except (OSError, ValueError):  # a console that cannot be asked
        return False


def raeume_beim_lesen() -> None:
    """Collect garbage only there: a field leaves a lot of it, and looking for it takes as long as ten questions.

    What is there now (the guide) stays until the end and is left out for good.
    """
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


def beende_projektor(gespraech: Gespraech) -> None:
    """The session is over: the page says so and waits for the next one."""
    gespraech.front.danach = None
    if gespraech.ort is not None:
        _zeige(gespraech, gespraech.ort, pause=True)
    _melde_fehler(gespraech)


def _zeige(gespraech: Gespraech, station: Station, *, ergebnis: bool = False, pause: bool = False) -> None:
    """Write the page; a field is on the screen, so a failure is told later."""
    if gespraech.projektor is None:
        return
    try:
        if gespraech.projektor.zeige(gespraech.stand, station, ergebnis=ergebnis, pause=pause):
            gespraech.fehlschlaege = 0
    except WegweiserError as fehler:
        gespraech.fehlschlaege += 1
        if gespraech.fehlschlaege == 1:
            gespraech.projektorfehler = f"{fehler.satz} {fehler.hinweis}".strip()
        if gespraech.fehlschlaege == _GEDULD:
            gespraech.projektor = None


def _melde_fehler(gespraech: Gespraech) -> None:
    if gespraech.projektorfehler:
        text = f"Die Seite für den Projektor bleibt stehen; das Gespräch geht weiter. {gespraech.projektorfehler}"
        gespraech.zeige(Satz(text, "warnung"))
        gespraech.projektorfehler = ""
