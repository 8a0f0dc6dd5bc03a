"""The surveys of a Vorhaben, each by itself."""

from wegweiser.core.befragung.altersschichten import Altersklasse, add_schichten
from wegweiser.core.befragung.auswertung import evaluate_befragung
from wegweiser.core.befragung.bogen import match_leitfaden
from wegweiser.model.befragung import Befragungsbild
from wegweiser.model.grundlage import Grundlage
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.quartiersbild import Altersaufbau


def evaluate_befragungen(
    grundlage: Grundlage,
    leitfaden: Leitfaden,
    einwohner: int | None = None,
    alter: Altersaufbau | None = None,
) -> tuple[Befragungsbild, ...]:
    """What every survey says; one that is the questionnaire of the guide is read by its ids and purposes.

    `alter` is the age structure of the Quartier: answers are weighed by it.
    """
    nach_id = {datei.id: datei for datei in grundlage.dateien}
    katalog = leitfaden.kataloge.get("dienste")
    dienste = {eintrag.id: eintrag.titel for eintrag in (katalog.eintraege if katalog else ())}
    klassen = _list_klassen(alter) if alter else []
    return tuple(
        bild
        for id_, befragung in grundlage.befragungen.items()
        for bild in evaluate_befragung(
            add_schichten(match_leitfaden(befragung, leitfaden), klassen),
            datei=id_,
            titel=nach_id[id_].titel,
            stand=nach_id[id_].herkunft.stand,
            bevoelkerung=einwohner,
            dienste=dienste,
        )
    )


def _list_klassen(alter: Altersaufbau) -> list[Altersklasse]:
    """The shares by age; none where one of them is not known for sure."""
    gruppen = [(gruppe.von, gruppe.bis, gruppe.quartier) for gruppe in alter.gruppen]
    genau = [Altersklasse(von, bis, s.unten) for von, bis, s in gruppen if s is not None and s.genau]
    return genau if len(genau) == len(gruppen) else []
