"""Files about people whose every key is known only to the part that writes them (meetings): cleaned by the names of keys."""

import re
from typing import Any

from wegweiser.model.anonymisierung import Reinigung

DATEIEN = ("sitzungen.yaml", "monitoring.yaml")
# What such a key holds is about a person, whatever it is.
_PERSONEN = frozenset({
    "moderation", "leitung", "protokoll_von", "protokollfuehrung", "teilnehmende", "personen", "anwesend", "eingeladen", "name",
    "namen", "wer", "kuerzel", "zustaendig", "kontakt", "notiz", "notizen", "entschuldigt",
})  # fmt: skip
# Numbers, days, times, ids: nothing in them is free.
_FEST = re.compile(r"(?:[0-9][0-9.:T+Z-]{0,30}|[a-z][a-z0-9_-]{0,19}|ja|nein)\Z")


def reinige_baum(reiniger: Reinigung, daten: Any, stelle: str = "") -> Any:
    """The data without what is personal; None where nothing of it may stay."""
    match daten:
        case dict():
            teile = {name: _reinige_teil(reiniger, name, teil, stelle) for name, teil in daten.items()}
            return {name: teil for name, teil in teile.items() if teil is not None}
        case list():
            sauber = (reinige_baum(reiniger, teil, f"{stelle}[{nr}]") for nr, teil in enumerate(daten, 1))
            return [teil for teil in sauber if teil is not None]
        case str() if not _FEST.match(daten):
            return reiniger.behalte(stelle, daten)
        case _:
            return daten


def _reinige_teil(reiniger: Reinigung, name: str, teil: Any, stelle: str) -> Any:
    if name in _PERSONEN and not isinstance(teil, int):
        reiniger.gezaehlt["person"] += teil not in (None, [], {}, "")
        return None
    return reinige_baum(reiniger, teil, f"{stelle}.{name}".lstrip("."))
