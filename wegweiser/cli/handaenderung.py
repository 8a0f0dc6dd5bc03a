"""What to do in a session when the file was edited by hand in the way of a save."""

from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.nachtraege import build_geaendertes
from wegweiser.cli.sitzung import Sitzung
from wegweiser.errors import VorhabenError, VorhabenGeaendertError
from wegweiser.workflow.handaenderung import reload


def uebernimm_handaenderung(sitzung: Sitzung, fehler: VorhabenError) -> None:
    """Where the file stood in the way of a save: go on with what it says now."""
    if not isinstance(fehler, VorhabenGeaendertError):
        return
    vorher = sitzung.stand
    try:
        sitzung.stand = reload(vorher, sitzung.umfeld)
    except VorhabenError as neuer:
        sitzung.zeige(Satz(f"{neuer.satz} {neuer.hinweis}".strip(), "warnung"))
        return
    alt, neu = vorher.vorhaben.antworten, sitzung.stand.vorhaben.antworten
    anders = [a for a in dict.fromkeys((*alt, *neu)) if alt.get(a) != neu.get(a)]
    sitzung.zeige(*build_geaendertes(vorher, sitzung.stand, anders))
