"""What every entry of a catalogue has."""

from wegweiser.model.base import modell
from wegweiser.model.quelle import Beleg


@modell
class Eintrag(Beleg):
    """What every catalogue entry has."""

    id: str
    titel: str
    kurz: str | None = None
    gruppen: tuple[str, ...] = ()
