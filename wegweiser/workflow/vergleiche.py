"""One Vorhaben in two states: as it is and as it was, or as it would be."""

from wegweiser.core import ablauf
from wegweiser.core.seiten import Seite, Zuordnung
from wegweiser.core.unterschied import compare_seiten
from wegweiser.core.werte import Wertequelle
from wegweiser.model.antworten import Antworten
from wegweiser.model.base import replace
from wegweiser.model.unterschied import Unterschiede
from wegweiser.model.zeitwahl import GANZ
from wegweiser.workflow import Stand
from wegweiser.workflow.auswertung import compute_ergebnisse


def suppose(stand: Stand, antworten: Antworten) -> Stand:
    """The same Vorhaben as if these were its answers; it is never written."""
    quelle = Wertequelle(stand.leitfaden, antworten)
    akte = stand.akte._replace(vorhaben=replace(stand.vorhaben, antworten=antworten))
    return stand._replace(
        akte=akte, quelle=quelle, lage=ablauf.compute_lage(quelle), gesamt=None, ausschnitt=GANZ
    )


def compare_staende(alt: Stand, neu: Stand, zuordnung: Zuordnung = "id") -> Unterschiede:
    """What differs, and what comes out differently."""
    return compare_seiten(build_seite(alt), build_seite(neu), zuordnung)


def build_seite(stand: Stand) -> Seite:
    """One side of a comparison."""
    return Seite(stand.quelle, stand.lage, compute_ergebnisse(stand))
