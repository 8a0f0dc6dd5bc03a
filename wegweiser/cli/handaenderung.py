"""What to do in a session when the file was edited by hand in the way of a save."""

from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.gespraech import Gespraech
from wegweiser.cli.nachtraege import build_geaendertes
from wegweiser.errors import VorhabenError, VorhabenGeaendertError
from wegweiser.workflow.handaenderung import reload


def uebernimm_handaenderung(gespraech: Gespraech, fehler: VorhabenError) -> None:
    """Where the file stood in the way of a save: go on with what it says now."""
    if not isinstance(fehler, VorhabenGeaendertError):
        return
    vorher = gespraech.stand
    try:
        gespraech.stand = reload(vorher, gespraech.umfeld)
    except VorhabenError as neuer:
        gespraech.zeige(Satz(f"{neuer.satz} {neuer.hinweis}".strip(), "warnung"))
        return
    alt, neu = vorher.vorhaben.antworten, gespraech.stand.vorhaben.antworten
    anders = [a for a in dict.fromkeys((*alt, *neu)) if alt.get(a) != neu.get(a)]
    gespraech.zeige(*build_geaendertes(vorher, gespraech.stand, anders))
