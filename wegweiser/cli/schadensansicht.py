"""Where a damaged Vorhaben stands: what is wrong with the file, and the overview as it would be after mending."""

from pathlib import Path

from wegweiser.cli.ausgabe import LEER, print_saetze
from wegweiser.cli.rettung import build_schaden
from wegweiser.cli.views import build_status
from wegweiser.workflow.rettung import plan_rettung
from wegweiser.workflow.umfeld import Umfeld


def print_geretteten(ordner: Path, umfeld: Umfeld, *, farbig: bool) -> None:
    """The overview from the journal, where the file itself cannot be read."""
    if rettung := plan_rettung(ordner, umfeld):
        print_saetze(
            [*build_schaden(rettung), LEER, *build_status(rettung.stand, umfeld.jetzt().date())],
            farbig=farbig,
        )
