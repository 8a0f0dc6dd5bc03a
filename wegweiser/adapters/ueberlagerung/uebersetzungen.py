"""Translations of the guides below lose what an overlay has taken away; its own must fit as they stand."""

from collections.abc import Container

from wegweiser.adapters.ueberlagerung.baum import find_feld, index_ids, list_felder, remove_feld
from wegweiser.adapters.ueberlagerung.bestand import Bestand
from wegweiser.adapters.uebersetzungen import ORDNER
from wegweiser.adapters.yaml_lesen import Dokument


def forget_uebersetzungen(bestand: Bestand, kopf: Dokument) -> None:
    """Drop the words of lower guides for questions, options and entries that are gone."""
    eigener_ordner = kopf.wurzel.quelle.datei.rpartition("/")[0] + "/"
    fragen = {id_: teil.dokument for id_, teil in bestand.teile("fragen").items()}
    for name, datei in bestand.dokumente.items():
        if not name.startswith(f"{ORDNER}/") or not isinstance(datei.daten, dict):
            continue
        _bereinige(find_feld(datei, "abschnitte"), bestand.abschnitte(), eigener_ordner)
        _bereinige(find_feld(datei, "schritte"), bestand.teile("schritte"), eigener_ordner)
        _bereinige(find_feld(datei, "kataloge"), bestand.kataloge(), eigener_ordner)
        for id_, katalog in bestand.kataloge().items():
            liste = find_feld(katalog, "eintraege")
            _bereinige(find_feld(datei, "kataloge", id_), index_ids(liste) if liste else (), eigener_ordner)
        _bereinige(find_feld(datei, "fragen"), fragen, eigener_ordner)
        for id_, text in list_felder(find_feld(datei, "fragen")):
            if id_ in fragen:
                _bereinige_frage(text, fragen[id_], eigener_ordner)


def _bereinige_frage(text: Dokument, frage: Dokument, eigener_ordner: str) -> None:
    optionen, spalten = find_feld(frage, "optionen"), find_feld(frage, "spalten")
    _bereinige(find_feld(text, "optionen"), index_ids(optionen) if optionen else (), eigener_ordner)
    von, bis = frage.daten.get("von"), frage.daten.get("bis")
    stufen = range(von, bis + 1) if isinstance(von, int) and isinstance(bis, int) else ()
    _bereinige(find_feld(text, "anker"), [str(stufe) for stufe in stufen], eigener_ordner)
    vorhanden = index_ids(spalten) if spalten else {}
    _bereinige(find_feld(text, "spalten"), vorhanden, eigener_ordner)
    for id_, teil in list_felder(find_feld(text, "spalten")):
        if id_ in vorhanden:
            _bereinige_frage(teil, vorhanden[id_], eigener_ordner)


def _bereinige(feld: Dokument | None, vorhanden: Container[str], eigener_ordner: str) -> None:
    for id_, teil in list_felder(feld):
        if feld and str(id_) not in vorhanden and not teil.wurzel.quelle.datei.startswith(eigener_ordner):
            remove_feld(feld, id_)
