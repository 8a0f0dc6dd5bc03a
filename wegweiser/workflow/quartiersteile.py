"""The parts of a Quartiersbild one after the other; what one part lacks leaves the others as they are."""

from collections.abc import Iterator, Mapping
from datetime import date

from wegweiser.core.befragung.auswertung import evaluate_befragung
from wegweiser.core.raum.karte import Flaechen, build_karte
from wegweiser.model.befragung import Befragungsbild
from wegweiser.model.grundlage import Grundlage
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.quartiersbild import Datenwunsch, Quartierkarte, Quartiersbild
from wegweiser.workflow import Stand

_TITEL = ("dienste", "dienstfelder", "zielgruppen")


def build_quartiersbild(stand: Stand, grundlage: Grundlage, stichtag: date) -> Quartiersbild:
    """Everything the files tell."""
    del stichtag  # age of figures follows with the indicators
    quartier = grundlage.quartier
    return Quartiersbild(
        titel=quartier.titel if quartier else stand.vorhaben.titel,
        karte=_build_karte(stand.leitfaden, grundlage),
        befragungen=_evaluate_befragungen(grundlage),
        titel_von=_list_titel(stand.leitfaden),
        dateien=grundlage.dateien,
        funde=grundlage.funde,
        fehlt=tuple(_list_fehlende(grundlage)),
    )


def _list_titel(leitfaden: Leitfaden) -> Mapping[str, str]:
    """What ids of services, Dienstfelder and Zielgruppen are called."""
    kataloge = (leitfaden.kataloge.get(name) for name in _TITEL)
    return {eintrag.id: eintrag.titel for katalog in kataloge if katalog for eintrag in katalog.eintraege}


def _build_karte(leitfaden: Leitfaden, grundlage: Grundlage) -> Quartierkarte | None:
    if grundlage.quartier is None:
        return None
    felder = leitfaden.kataloge.get("dienstfelder")
    return build_karte(
        grundlage.quartier,
        None,
        grundlage.orte,
        _list_flaechen(grundlage),
        titel=[(eintrag.id, eintrag.titel) for eintrag in felder.eintraege] if felder else (),
        nennungen=grundlage.nennungen,
    )


def _list_flaechen(grundlage: Grundlage) -> tuple[Flaechen, Flaechen]:
    """Empty rooms and brownfields; flats are counted elsewhere and never shown by their place."""
    raeume = [
        (r.x, r.y, "")
        for r in grundlage.leerstaende
        if r.x is not None and r.y is not None and r.art != "wohnung"
    ]
    brachen = [(b.x, b.y, "") for b in grundlage.brachen if b.x is not None and b.y is not None]
    return Flaechen("leerstand", raeume), Flaechen("brache", brachen)


def _evaluate_befragungen(grundlage: Grundlage) -> tuple[Befragungsbild, ...]:
    nach_id = {datei.id: datei for datei in grundlage.dateien}
    return tuple(
        bild
        for id_, befragung in grundlage.befragungen.items()
        for bild in evaluate_befragung(
            befragung, datei=id_, titel=nach_id[id_].titel, stand=nach_id[id_].herkunft.stand
        )
    )


def _list_fehlende(grundlage: Grundlage) -> Iterator[Datenwunsch]:
    """What would make the analysis firmer, in the order in which one would fetch it."""
    vorhanden: Mapping[Datenwunsch, object] = {
        "quartier": grundlage.quartier,
        "zellen": grundlage.gitter,
        "orte": grundlage.orte,
        "raeume": grundlage.raeume,
        "kennzahlen": grundlage.kennzahlen,
        "befragung": grundlage.befragungen,
        "wege": grundlage.wege,
        "leerstand": grundlage.leerstaende or grundlage.brachen,
        "akteur": grundlage.akteure,
    }
    yield from (wunsch for wunsch, da in vorhanden.items() if not da)
