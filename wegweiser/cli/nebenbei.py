"""What is done while the person reads the question: clearing the memory, and the page for the projector.

Neither holds up the next question, and neither disturbs: where the page cannot be written the session says so once, tries again
with the next question, and goes on.
"""

import gc
import select
import sys

from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.sitzung import Sitzung
from wegweiser.errors import WegweiserError
from wegweiser.model.lage import Station

_GEDULD = 3  # so often in a row: a browser or a virus scanner holds the file only for a moment


def folge(sitzung: Sitzung, station: Station, *, ergebnis: bool = False) -> None:
    """From the next field on the page shows this question, or with `ergebnis` what its Abschnitt gave."""
    _melde_fehler(sitzung)
    sitzung.ort = station
    aufgeraeumt = False

    def danach() -> None:
        nonlocal aufgeraeumt
        if sitzung.front.tasten and _tippt_schon():
            return
        _zeige(sitzung, station, ergebnis=ergebnis)
        if not aufgeraeumt:
            aufgeraeumt = True
            gc.collect()

    sitzung.front.danach = danach


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


def beende_projektor(sitzung: Sitzung) -> None:
    """The session is over: the page says so and waits for the next one."""
    sitzung.front.danach = None
    if sitzung.ort is not None:
        _zeige(sitzung, sitzung.ort, pause=True)
    _melde_fehler(sitzung)


def _zeige(sitzung: Sitzung, station: Station, *, ergebnis: bool = False, pause: bool = False) -> None:
    """Write the page; a field is on the screen, so a failure is told later."""
    if sitzung.projektor is None:
        return
    try:
        if sitzung.projektor.zeige(sitzung.stand, station, ergebnis=ergebnis, pause=pause):
            sitzung.fehlschlaege = 0
    except WegweiserError as fehler:
        sitzung.fehlschlaege += 1
        if sitzung.fehlschlaege == 1:
            sitzung.projektorfehler = f"{fehler.satz} {fehler.hinweis}".strip()
        if sitzung.fehlschlaege == _GEDULD:
            sitzung.projektor = None


def _melde_fehler(sitzung: Sitzung) -> None:
    if sitzung.projektorfehler:
        text = (
            f"Die Seite für den Projektor bleibt stehen; das Gespräch geht weiter. {sitzung.projektorfehler}"
        )
        sitzung.zeige(Satz(text, "warnung"))
        sitzung.projektorfehler = ""
