"""Where a session stopped: a line beside the Vorhaben, so that the next one begins at the same question."""

from contextlib import suppress

from wegweiser.adapters.dateien import load_text, save_atomar
from wegweiser.errors import WegweiserError
from wegweiser.model.antworten import Adresse
from wegweiser.model.lage import Station
from wegweiser.workflow import Stand, next_station

DATEI = ".stelle"


def save_stelle(stand: Stand, adresse: Adresse | None) -> None:
    """Remember a question; nothing is kept where the answers say it already, and a failure is no reason to stop."""
    if stand.akte.nur_lesen:
        return
    naechste = next_station(stand)
    pfad = stand.ordner / DATEI
    with suppress(OSError):
        if adresse is None or (naechste and naechste.adresse == adresse):
            pfad.unlink(missing_ok=True)
        else:
            save_atomar(pfad, f"{adresse}\n".encode(), sichern=False)


def find_stelle(stand: Stand) -> Station | None:
    """The remembered question, if it is still on the path."""
    if not (stand.ordner / DATEI).is_file():
        return None
    try:
        text = load_text(stand.ordner / DATEI).strip()
    except WegweiserError:
        return None
    return next((station for station in stand.lage.stationen if str(station.adresse) == text), None)
