"""Papers to be filled in with a pen → HTML; their templates lie beside each other in `vorlagen/fragebogen`."""

from pathlib import Path

from wegweiser.adapters.vorlagen import render_vorlage
from wegweiser.model.karten import Kartensatz, Papierart
from wegweiser.model.papierbogen import Papierbogen

ORDNER = "fragebogen"


def render_papierbogen(bogen: Papierbogen, vorlagenordner: Path, *, eingebettet: bool) -> str:
    """A questionnaire, in its language and direction; `eingebettet` puts style and fonts into the file."""
    return render_vorlage(vorlagenordner, ORDNER, eingebettet=eingebettet, bogen=bogen)


def render_karten(satz: Kartensatz, art: Papierart, vorlagenordner: Path, *, eingebettet: bool) -> str:
    """Cards, poster or sheets for dots."""
    return render_vorlage(vorlagenordner, art, ordner=ORDNER, eingebettet=eingebettet, satz=satz)
