"""The other languages of a questionnaire as translations of the draft guide."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wegweiser.core.fragebogen.auswahllisten import Wahl
from wegweiser.core.fragebogen.gliederung import Element
from wegweiser.core.fragebogen.spalten import Sprachspalte, read_text
from wegweiser.model.sprache import find_richtung

Daten = dict[str, Any]


class Uebersetzungsbau:
    """Collects texts by language while the questions are built."""

    def __init__(self, sprachen: tuple[Sprachspalte, ...]) -> None:
        self.sprachen = sprachen
        self.texte: dict[str, Daten] = {sprache.kuerzel: {} for sprache in sprachen}

    def _lies(self, element: Element, spalte: str, sprache: Sprachspalte) -> str:
        """A text in another language; German texts in their place only say that there is none."""
        text, eigener = (
            read_text(element.werte, spalte, sprache),
            read_text(element.werte, spalte, self.sprachen[0]),
        )
        return "" if text == eigener and not self._ist_verwandt(sprache) else text

    def _ist_verwandt(self, sprache: Sprachspalte) -> bool:
        """Plain language may say the same."""
        return sprache.kuerzel.partition("-")[0] == self.sprachen[0].kuerzel.partition("-")[0]

    def _list_titel(self, wahlen: tuple[Wahl, ...], sprache: Sprachspalte) -> Daten:
        titel = {w.id: w.andere.get(sprache.kuerzel, "") for w in wahlen}
        eigene = {} if self._ist_verwandt(sprache) else {w.id: w.titel for w in wahlen}
        return {id_: text for id_, text in titel.items() if text and text != eigene.get(id_)}

    def nimm_hilfe(self, id_: str, element: Element) -> None:
        """The help of a table, which stands in a note before it."""
        for sprache in self.sprachen[1:]:
            if hilfe := self._lies(element, "label", sprache):
                self._haenge_an(sprache.kuerzel, id_, {"hilfe": hilfe}, "")

    def nimm_titel(self, art: str, id_: str, element: Element) -> None:
        """The title of an Abschnitt or Schritt."""
        for sprache in self.sprachen[1:]:
            if titel := self._lies(element, "label", sprache):
                self.texte[sprache.kuerzel].setdefault(art, {})[id_] = " ".join(titel.split())

    def nimm_frage(
        self, id_: str, element: Element, wahlen: tuple[Wahl, ...], *, skala: bool, tabelle: str = ""
    ) -> None:
        """The texts of a question, or of a column of a table."""
        for sprache in self.sprachen[1:]:
            text: Daten = {}
            for feld, spalte in (("text", "label"), ("hilfe", "hint"), ("warum", "guidance_hint")):
                if wort := self._lies(element, spalte, sprache):
                    text[feld] = wort.partition("] ")[2] if feld == "hilfe" and wort.startswith("[") else wort
            if titel := self._list_titel(wahlen, sprache):
                text["anker" if skala else "optionen"] = _ohne_stufe(titel) if skala else titel
            if text := {feld: wert for feld, wert in text.items() if wert}:
                self._haenge_an(sprache.kuerzel, id_, text, tabelle)

    def _haenge_an(self, kuerzel: str, id_: str, text: Daten, tabelle: str) -> None:
        fragen = self.texte[kuerzel].setdefault("fragen", {})
        if tabelle:
            fragen.setdefault(tabelle, {}).setdefault("spalten", {})[id_] = text
        else:
            fragen.setdefault(id_, {}).update(text)

    def nimm_katalog(self, name: str, wahlen: tuple[Wahl, ...]) -> None:
        """The titles of a catalogue."""
        for sprache in self.sprachen[1:]:
            if titel := self._list_titel(wahlen, sprache):
                self.texte[sprache.kuerzel].setdefault("kataloge", {})[name] = titel

    def baue(self, sprache: Sprachspalte, heute: date) -> Daten:
        """The file of one language."""
        kopf: Mapping[str, object] = {
            "sprache": sprache.kuerzel,
            "titel": sprache.titel,
            "richtung": find_richtung(sprache.kuerzel),
            "geprueft_von": None,
            "stand": f"{heute:%Y-%m}",
        }
        return {**kopf, **self.texte[sprache.kuerzel]}


def _ohne_stufe(titel: Mapping[str, str]) -> Daten:
    """Scales say their number themselves."""
    ohne = {id_: text.removeprefix(f"{id_} – ") for id_, text in titel.items()}
    return {id_: text for id_, text in ohne.items() if text != id_}
