"""What a change of answers would do, before it is made; and what it did to derived values, afterwards."""

from collections.abc import Collection, Mapping

from wegweiser.core import ablauf
from wegweiser.core.wirkung import Sicht, compute_wirkung, list_wertwechsel
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.wirkung import Wertwechsel, Wirkung
from wegweiser.workflow import Stand


def preview_wirkung(stand: Stand, neu: Mapping[Adresse, Antwort | None]) -> Wirkung:
    """Everything that would be otherwise; nothing is written."""
    antworten = {a: w for a, w in {**stand.vorhaben.antworten, **neu}.items() if w is not None}
    lage = stand.gesamt or stand.lage
    quelle = stand.quelle.folge(antworten, neu)
    dann = Sicht(quelle, ablauf.update_lage(lage, quelle, neu))
    return compute_wirkung(Sicht(stand.quelle, lage), dann, neu)


def compare_werte(alt: Stand, neu: Stand, geaendert: Collection[Adresse]) -> tuple[Wertwechsel, ...]:
    """The derived values that changed between two states of one Vorhaben."""
    return list_wertwechsel(alt.quelle, neu.quelle, geaendert)
