"""Translations: what citizens are asked and cannot read in their language."""

from collections.abc import Iterator

from wegweiser.core.pruefung.fund import Fund, Fundort
from wegweiser.core.pruefung.wissen import Wissen, list_orte
from wegweiser.model import frage as f
from wegweiser.model.sprache import Fragetext, Uebersetzung

_BUERGER = "buergerschaft"
_TEXTE = ("text", "hilfe", "warum", "einheit")


def check_uebersetzungsluecken(wissen: Wissen) -> Iterator[Fund]:
    """Every question to citizens, and every question somebody began to translate, is there as a whole."""
    fragen = {frage.id: frage for _, _, frage in list_orte(wissen.leitfaden)}
    for kuerzel, uebersetzung in wissen.leitfaden.uebersetzungen.items():
        ort = Fundort(f"uebersetzungen/{kuerzel}.yaml", ("fragen",))
        for id_, frage in fragen.items():
            yield from _check_frage(ort, uebersetzung, id_, frage)


def _check_frage(ort: Fundort, uebersetzung: Uebersetzung, id_: str, frage: f.Frage) -> Iterator[Fund]:
    text = uebersetzung.fragen.get(id_)
    if text is None:
        if frage.runde == _BUERGER:
            yield ort.fund("uebersetzung-fehlt", id=id_, felder="alles")
        return
    if fehlend := list(_list_fehlende(frage, text)):
        yield ort.bei(id_).fund("uebersetzung-fehlt", id=id_, felder=", ".join(fehlend))
    yield from _check_wortlaut(ort.bei(id_), frage, text)


def _check_wortlaut(ort: Fundort, frage: f.Frage, text: Fragetext) -> Iterator[Fund]:
    """Whether the German text that was translated is still the one in the guide; columns too."""
    if text.deutsch is not None and text.deutsch != frage.text:
        yield ort.bei("deutsch").fund("uebersetzung-alt", id=frage.id)
    for spalte in frage.spalten if isinstance(frage, f.Tabelle) else ():
        if spalte.id in text.spalten:
            yield from _check_wortlaut(ort.bei("spalten", spalte.id), spalte, text.spalten[spalte.id])


def _list_fehlende(frage: f.Frage, text: Fragetext) -> Iterator[str]:
    """The texts of a question that are there in German only."""
    for feld in _TEXTE:
        if getattr(frage, feld) is not None and getattr(text, feld) is None:
            yield feld
    for option in getattr(frage, "optionen", ()):
        if option.id not in text.optionen:
            yield f"optionen.{option.id}"
    if isinstance(frage, f.Skala):
        yield from (f"anker.{stufe}" for stufe in frage.anker if stufe not in text.anker)
    if isinstance(frage, f.Tabelle):
        for spalte in frage.spalten:
            teile = _list_fehlende(spalte, text.spalten.get(spalte.id, Fragetext()))
            yield from (f"spalten.{spalte.id}.{teil}" for teil in teile)
