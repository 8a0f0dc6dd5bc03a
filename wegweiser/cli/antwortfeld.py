"""The field of a question that is no table: what stands in it, and whether something new was typed."""

from wegweiser import workflow
from wegweiser.cli.ansicht import build_feld
from wegweiser.cli.befehle import protect_text
from wegweiser.cli.front import Feld
from wegweiser.cli.gespraech import Gespraech, find_antwort
from wegweiser.model.lage import Station


def build_antwortfeld(gespraech: Gespraech, station: Station, entwurf: str) -> Feld:
    """The input for a question: the answer given before, else the guide's proposal, else what could not be saved."""
    antwort = find_antwort(gespraech, station.adresse)
    vorschlag = "" if antwort else workflow.find_vorschlag(gespraech.stand, station) or ""
    tasten = gespraech.front.tasten
    wert = antwort.wert if antwort else None
    feld = build_feld(gespraech.stand, station.frage, wert, vorschlag=vorschlag, tasten=tasten)
    if gespraech.ungespeichert:
        aufforderung = f"{feld.aufforderung} [Eingabetaste: noch einmal versuchen]"
        return feld._replace(vorgabe=gespraech.ungespeichert, aufforderung=aufforderung, entwurf=entwurf)
    return feld._replace(entwurf=entwurf)


def ist_neu(gespraech: Gespraech, station: Station, entwurf: str) -> bool:
    """Something stood in the field that is neither the answer given before nor the guide's proposal."""
    bisher = protect_text(build_antwortfeld(gespraech, station, "").vorgabe)
    return entwurf.strip() not in {"", bisher.strip()}
