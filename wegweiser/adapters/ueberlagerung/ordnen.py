"""Another order, by ids; a question may move into another Schritt, a Schritt into another Abschnitt."""

from wegweiser.adapters.ueberlagerung.baum import find_feld, find_id, list_felder, list_teile, set_teile
from wegweiser.adapters.ueberlagerung.suche import Suche
from wegweiser.adapters.yaml_lesen import Dokument

_BEWEGLICH = frozenset({"fragen", "schritte"})


def apply_ordnung(suche: Suche, ordnet: Dokument | None) -> None:
    """Everything under `ordnet`."""
    if ordnet is None:
        return
    if namen := find_feld(ordnet, "abschnitte"):
        _ordne_abschnitte(suche, namen)
    for art in ("schritte", "fragen", "optionen", "spalten", "kataloge"):
        for besitzer, namen in list_felder(find_feld(ordnet, art)):
            liste = suche.finde_liste(art, besitzer, namen)
            if liste is not None:
                _ordne(suche, art, besitzer, liste, namen)


def _ordne_abschnitte(suche: Suche, namen: Dokument) -> None:
    liste = suche.bestand.kopf.teil("abschnitte")
    genannt = [str(n.daten) for n in list_teile(namen) if suche.finde_abschnitt(str(n.daten), n)]
    nach_id = {teil.daten: teil for teil in list_teile(liste)}
    rest = [teil for id_, teil in nach_id.items() if id_ not in genannt]
    suche.bestand.setze(liste, [*(nach_id[id_] for id_ in genannt), *rest])


def _ordne(suche: Suche, art: str, besitzer: str, liste: Dokument, namen: Dokument) -> None:
    vorne, fremd = [], []
    for nennung in list_teile(namen):
        id_ = str(nennung.daten)
        teil = (
            suche.finde(art, id_, nennung)
            if art in _BEWEGLICH
            else suche.finde_in(art, besitzer, liste, id_, nennung)
        )
        if teil:
            if teil.liste.wurzel is not liste.wurzel:
                fremd.append(teil)
            vorne.append(teil.dokument)
    if fremd:
        suche.bestand.entferne(fremd)
    _stelle_vor(liste, vorne)
    if fremd:
        suche.bestand.vergiss()


def _stelle_vor(liste: Dokument, vorne: list[Dokument]) -> None:
    ids = {find_id(teil) for teil in vorne}
    set_teile(liste, [*vorne, *(teil for teil in list_teile(liste) if find_id(teil) not in ids)])
