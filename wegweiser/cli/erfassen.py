"""`erfassen` on the command line: with cards in the hand, or with counts from a spreadsheet."""

import sys
from pathlib import Path
from typing import NamedTuple

from wegweiser import workflow
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.front import Ende
from wegweiser.cli.gespraech import Gespraech
from wegweiser.cli.kommandos import build_front, build_umfeld, melde
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.errors import BenutzungError, EingabenError
from wegweiser.model.erfassung import SCHWELLE
from wegweiser.model.karten import Wunsch
from wegweiser.workflow import erfassung as arbeit


class Angaben(NamedTuple):
    """The options of `erfassen` beside the choice of cards."""

    ab: str = ""
    aus: Path | None = None
    quelle: str = ""
    schwelle: int = SCHWELLE
    ja: bool = False
    schlicht: bool = False
    kuerzel: str = ""


def run_erfassen(ordner: Path, wunsch: Wunsch, angaben: Angaben) -> None:
    """`erfassen`."""
    _check(angaben)
    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung, angaben.kuerzel)
    front = build_front(umgebung, schlicht=angaben.schlicht)
    with workflow.bearbeite(ordner, umfeld) as stand:
        gespraech = Gespraech(stand=stand, umfeld=umfeld, front=front, erfasst=True)
        if angaben.aus is not None:
            _uebernimm_datei(gespraech, wunsch, angaben, angaben.aus)
            return
        _tippe(gespraech, wunsch, angaben)
        if getattr(front, "gelesen", 1) == 0:
            raise BenutzungError("erfassen-ohne-terminal")


def _check(angaben: Angaben) -> None:
    grund = ""
    if angaben.aus is not None and angaben.ab:
        grund = "--ab und --aus passen nicht zusammen."
    elif angaben.ja and angaben.aus is None:
        grund = "--ja gehört zu --aus."
    elif not 1 <= angaben.schwelle <= 100:  # noqa: PLR2004 - per cent
        grund = "--schwelle ist ein Prozentsatz von 1 bis 100."
    if grund:
        raise BenutzungError("benutzung", grund=grund, befehl="wegweiser erfassen")


def _tippe(gespraech: Gespraech, wunsch: Wunsch, angaben: Angaben) -> None:
    from wegweiser.cli.erfassung import begruesse, find_beginn, run_erfassung
    from wegweiser.cli.kartenlage import Erfassung

    karten = arbeit.list_karten(gespraech.stand, wunsch)
    entwurf = arbeit.load_entwurf(gespraech.stand)
    if angaben.quelle:
        entwurf = entwurf._replace(quelle=angaben.quelle)
    erfassung = Erfassung(gespraech, wunsch, karten, entwurf, angaben.schwelle)
    erfassung.nr = find_beginn(erfassung, angaben.ab)
    begruesse(erfassung)
    run_erfassung(erfassung)


def _uebernimm_datei(gespraech: Gespraech, wunsch: Wunsch, angaben: Angaben, pfad: Path) -> None:
    """Counts from a file: a preview, then one change or nothing."""
    from wegweiser.cli.uebernahme import build_posten, check_posten, save_posten, zeige_posten

    karten = arbeit.list_karten(gespraech.stand, wunsch)
    stapel = arbeit.plan_datei(gespraech.stand, karten, pfad)
    fragt = not angaben.ja and sys.stdin.isatty()
    posten = build_posten(gespraech, karten, stapel, angaben.schwelle, {} if fragt else None)
    zeige_posten(gespraech, posten)
    if verstoesse := check_posten(gespraech, posten):
        raise EingabenError("erfassung-passt-nicht", verstoesse)
    if angaben.ja or (fragt and _will(gespraech)):
        save_posten(gespraech, posten, angaben.quelle)
    else:
        melde("Nichts übernommen; mit --ja geschieht es ohne Rückfrage.")


def _will(gespraech: Gespraech) -> bool:
    from wegweiser.cli.angaben import Zurueck, frage_ja

    try:
        return frage_ja(gespraech, "Übernehmen?", ja="Ja, übernehmen", nein="Nein, nichts ändern")
    except (Ende, Zurueck):
        gespraech.zeige(Satz("Nichts geändert.", "leise"))
        return False
