"""Whether a question still matters."""

from wegweiser.adapters.berichtsworte import load_berichtsworte
from wegweiser.adapters.inhalte import find_inhalte
from wegweiser.core.eigenbericht import ist_eigenes
from wegweiser.core.einfluss import ist_ohne_einfluss
from wegweiser.model.lage import Station
from wegweiser.workflow import Stand


def ist_entbehrlich(stand: Stand, station: Station) -> bool:
    """Nothing open hangs on it, and the report does not print it for its own sake; said only where that is sure."""
    if ist_eigenes(stand.leitfaden) or not ist_ohne_einfluss(stand.quelle, station.frage, station.adresse):
        return False
    return station.frage.id not in load_berichtsworte(find_inhalte("vorlagen"))
