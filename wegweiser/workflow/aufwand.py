"""How much is left and how long was worked, for a Vorhaben as it stands."""

from contextlib import suppress
from datetime import datetime, timedelta

from wegweiser.adapters.protokoll import load_protokoll
from wegweiser.core.aufwand import compute_arbeitszeit, compute_erwartete, compute_minuten
from wegweiser.errors import WegweiserError
from wegweiser.model.lage import Station
from wegweiser.workflow import Stand


def compute_restminuten(stand: Stand) -> int:
    """The minutes that are left to ask, in this round and time where one was chosen."""
    minuten = compute_minuten(stand.lage.stationen)
    if stand.zeitwahl is None:
        minuten += compute_erwartete(
            stand.quelle, (stand.ausschnitt.runde,) if stand.ausschnitt.runde else ()
        )
    return round(minuten)


def compute_restminuten_abschnitt(stand: Stand, station: Station) -> int:
    """The same for the Abschnitt of a question, in a repeated one for this record."""
    stelle = (station.abschnitt.id, station.adresse.satz)
    teil = stand.lage.nach_abschnitt[station.abschnitt.id].values()
    return round(compute_minuten(s for s in teil if (s.abschnitt.id, s.adresse.satz) == stelle))


def load_arbeitszeit(stand: Stand) -> timedelta:
    """How long somebody worked on it, from the journal; nothing where it cannot be read."""
    zeiten: list[datetime] = []
    with suppress(WegweiserError):
        for zeile in load_protokoll(stand.ordner):
            zeit = datetime.fromisoformat(zeile.zeit)
            zeiten.append(zeit if zeit.tzinfo else zeit.astimezone())
    return compute_arbeitszeit(zeiten)
