"""What the stages worked out, together."""

from collections.abc import Mapping

from wegweiser.model.analyse import Analyse
from wegweiser.model.base import modell
from wegweiser.model.finanzierung import Finanzierung
from wegweiser.model.koproduktion import Formenvergleich
from wegweiser.model.massnahmenplan import Massnahmenplan
from wegweiser.model.regel import AbgeschalteteRegel


@modell
class Ergebnisse:
    """Results by Maßnahme id; a Maßnahme without a comparison or a plan is not in the mapping.

    `abgeschaltet` are the rules that did not take part because the guide switched them off, with its reasons.
    """

    analyse: Analyse
    formen: Mapping[str, Formenvergleich]
    finanzierung: Mapping[str, Finanzierung]
    plan: Massnahmenplan
    abgeschaltet: tuple[AbgeschalteteRegel, ...] = ()
