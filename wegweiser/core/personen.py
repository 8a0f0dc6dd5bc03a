"""What results and reports may know of people: nothing. Texts about them are replaced before anything is computed."""

from collections.abc import Mapping

from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.base import Wert, Zeile, replace
from wegweiser.model.leitfaden import Leitfaden, list_fragen
from wegweiser.model.stellen import BENANNT


def mask_personen(leitfaden: Leitfaden, antworten: Antworten) -> Antworten:
    """The answers with every personal text (of a question or of a column) replaced, and without notes."""
    fragen = {frage.id: frage for _, frage in list_fragen(leitfaden)}
    return {adresse: _mask_antwort(fragen, adresse, antwort) for adresse, antwort in antworten.items()}


def _mask_antwort(fragen: Mapping[str, f.Frage], adresse: Adresse, antwort: Antwort) -> Antwort:
    frage = fragen.get(adresse.frage)
    wert = antwort.wert if frage is None or antwort.wert is None else _mask_wert(frage, antwort.wert)
    if wert is antwort.wert and antwort.notiz is None:
        return antwort
    return replace(antwort, wert=wert, notiz=None)


def _mask_wert(frage: f.Frage, wert: Wert) -> Wert:
    if isinstance(frage, f.Tabelle) and isinstance(wert, tuple):
        texte = {
            s.id
            for s in frage.spalten
            if isinstance(s, f.Text | f.Absatz) and (frage.personenbezogen or s.personenbezogen)
        }
        zeilen = (zeile for zeile in wert if isinstance(zeile, Mapping))
        return tuple(_mask_zeile(zeile, texte) for zeile in zeilen) if texte else wert
    return (
        BENANNT
        if frage.personenbezogen and isinstance(frage, f.Text | f.Absatz | f.Ort | f.Dateifrage)
        else wert
    )


def _mask_zeile(zeile: Zeile, texte: set[str]) -> Zeile:
    return {name: BENANNT if name in texte else zelle for name, zelle in zeile.items()}
