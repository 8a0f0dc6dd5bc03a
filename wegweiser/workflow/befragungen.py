"""The surveys of a Vorhaben, each by itself."""

from wegweiser.core.befragung.auswertung import evaluate_befragung
from wegweiser.core.befragung.bogen import match_leitfaden
from wegweiser.model.befragung import Befragungsbild
from wegweiser.model.grundlage import Grundlage
from wegweiser.model.leitfaden import Leitfaden


def evaluate_befragungen(
    grundlage: Grundlage, leitfaden: Leitfaden, einwohner: int | None = None
) -> tuple[Befragungsbild, ...]:
    """What every survey says; one that is the questionnaire of the guide is read by its ids and purposes."""
    nach_id = {datei.id: datei for datei in grundlage.dateien}
    return tuple(
        bild
        for id_, befragung in grundlage.befragungen.items()
        for bild in evaluate_befragung(
            match_leitfaden(befragung, leitfaden),
            datei=id_,
            titel=nach_id[id_].titel,
            stand=nach_id[id_].herkunft.stand,
            bevoelkerung=einwohner,
        )
    )
