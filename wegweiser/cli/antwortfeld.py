"""The field of a question that is no table: what stands in it, and whether something new was typed."""

from wegweiser import workflow
from wegweiser.cli.ansicht import build_feld
from wegweiser.cli.befehle import protect_text
from wegweiser.cli.front import Feld
from wegweiser.cli.sitzung import Sitzung, find_antwort
from wegweiser.model.lage import Station


def build_antwortfeld(sitzung: Sitzung, station: Station, entwurf: str) -> Feld:
    """The input for a question: the answer given before, else the guide's proposal, else what could not be saved."""
    antwort = find_antwort(sitzung, station.adresse)
    vorschlag = "" if antwort else workflow.find_vorschlag(sitzung.stand, station) or ""
    tasten = sitzung.front.tasten
    wert = antwort.wert if antwort else None
    feld = build_feld(sitzung.stand, station.frage, wert, vorschlag=vorschlag, tasten=tasten)
    if sitzung.ungespeichert:
        aufforderung = f"{feld.aufforderung} [Eingabetaste: noch einmal versuchen]"
        return feld._replace(vorgabe=sitzung.ungespeichert, aufforderung=aufforderung, entwurf=entwurf)
    return feld._replace(entwurf=entwurf)


def ist_neu(sitzung: Sitzung, station: Station, entwurf: str) -> bool:
    """Something stood in the field that is neither the answer given before nor the guide's proposal."""
    bisher = protect_text(build_antwortfeld(sitzung, station, "").vorgabe)
    return entwurf.strip() not in {"", bisher.strip()}
