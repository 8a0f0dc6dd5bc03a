"""The file edited by hand while a session has it open: both count, and where they meet the person is asked."""

from collections.abc import Mapping

from wegweiser.adapters.vorhaben import open_akte, restore_text
from wegweiser.core import ablauf
from wegweiser.core.werte import Wertequelle
from wegweiser.errors import VorhabenGeaendertError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow import Stand, build_folge, build_ruhende
from wegweiser.workflow.umfeld import Umfeld


def reload(stand: Stand, umfeld: Umfeld) -> Stand:
    """The Vorhaben of a session as it stands on the disk; `nachtraege` tells what was edited meanwhile."""
    verschwunden = restore_text(stand.akte)
    ruhende = build_ruhende(stand.leitfaden)
    akte, nachtraege = open_akte(
        stand.ordner, stand.leitfaden, ruhende, zeit=umfeld.jetzt(), wer=umfeld.kuerzel
    )
    quelle = Wertequelle(stand.leitfaden, akte.vorhaben.antworten)
    return build_folge(stand, akte, quelle, ablauf.compute_lage(quelle), verschwunden + nachtraege)


def merge_handaenderung(stand: Stand, neu: Mapping[Adresse, Antwort | None], umfeld: Umfeld) -> Stand:
    """The same before answers are saved; raises VorhabenGeaendertError where the file says something else about one."""
    neuer = reload(stand, umfeld)
    alt, jetzt = stand.vorhaben.antworten, neuer.vorhaben.antworten
    if streit := [str(a) for a, wert in neu.items() if jetzt.get(a) not in (alt.get(a), wert)]:
        raise VorhabenGeaendertError("zugleich-geaendert", fragen=", ".join(streit))
    return neuer
