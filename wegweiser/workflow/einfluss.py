"""Whether a question still matters, and when one is asked that is not asked now."""

from wegweiser.adapters.berichtsworte import load_berichtsworte
from wegweiser.adapters.inhalte import find_inhalte
from wegweiser.core.eigenbericht import ist_eigenes
from wegweiser.core.einfluss import ist_ohne_einfluss
from wegweiser.core.gliederung import format_wenn
from wegweiser.model.lage import Station
from wegweiser.model.leitfaden import find_frage, find_tabelle
from wegweiser.workflow import Stand


def ist_entbehrlich(stand: Stand, station: Station) -> bool:
    """Nothing open hangs on it, and the report does not print it for its own sake; said only where that is sure."""
    if ist_eigenes(stand.leitfaden) or not ist_ohne_einfluss(stand.quelle, station.frage, station.adresse):
        return False
    return station.frage.id not in load_berichtsworte(find_inhalte("vorlagen"))


def explain_abseits(stand: Stand, frage_id: str) -> tuple[str, str]:
    """When a question would be asked: the condition in words, and the table whose rows it is asked for."""
    paar = find_frage(stand.leitfaden, frage_id)
    if paar is None:
        return "", ""
    abschnitt, frage = paar
    tabelle = find_tabelle(stand.leitfaden, abschnitt.je) if abschnitt.je else None
    return format_wenn(stand.leitfaden, abschnitt, frage), (tabelle.kurz or tabelle.text) if tabelle else ""
