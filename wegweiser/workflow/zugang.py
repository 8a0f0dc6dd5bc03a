"""Who may work on a Vorhaben now: looking, reading along, taking over from somebody who is gone."""

from pathlib import Path

from wegweiser.adapters.sperre import Halter, find_halter, release_sperre
from wegweiser.workflow import Stand, load_stand
from wegweiser.workflow.umfeld import Umfeld

__all__ = ["Halter", "find_besetzer", "load_lesend", "release"]


def find_besetzer(ordner: Path, umfeld: Umfeld) -> Halter | None:
    """Who works on it; None where nobody does."""
    return find_halter(ordner, umfeld.jetzt())


def load_lesend(ordner: Path, umfeld: Umfeld) -> Stand:
    """The Vorhaben for a session that only reads: every save is refused."""
    stand = load_stand(ordner, umfeld)
    return stand._replace(akte=stand.akte._replace(nur_lesen=True))


def release(ordner: Path, halter: Halter) -> None:
    """Take the lock away from somebody who is gone; who is not notices before the next save."""
    release_sperre(ordner, halter)
