"""What was typed from paper and nobody has taken over yet, for overviews that must not load the capture itself."""

from pathlib import Path

from wegweiser.adapters.erfassung import load_entwurf


def count_wartende(ordner: Path) -> int:
    """How many cards wait to be taken over; reads the draft only."""
    roh = load_entwurf(ordner) or {}
    eintraege = [eintrag for eintrag in roh.get("stapel", ()) if isinstance(eintrag, dict)]
    return sum(len(e.get("werte") or ()) + bool(e.get("punkte")) for e in eintraege)
