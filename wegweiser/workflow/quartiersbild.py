"""What the data of a Vorhaben say: from the files over the boundary to indicators, supply, survey, gaps and potentials.

Without data nothing heavy is loaded and nothing computed.
"""

from datetime import date

from wegweiser.model.quartiersbild import Quartiersbild
from wegweiser.workflow import Stand
from wegweiser.workflow.daten import has_daten, load_grundlage


def compute_quartiersbild(stand: Stand, stichtag: date) -> Quartiersbild | None:
    """Everything the files tell about the Quartier; None where nothing was taken in."""
    if not has_daten(stand.ordner):
        return None
    from wegweiser.workflow.quartiersteile import build_quartiersbild

    return build_quartiersbild(stand, load_grundlage(stand.ordner), stichtag)
