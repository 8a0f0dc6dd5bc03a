"""The lists of options of a questionnaire: every list is written once."""

from typing import Final, NamedTuple

from wegweiser.core.fragebogen.felder import Ortung
from wegweiser.core.fragebogen.namen import TRENNER
from wegweiser.core.fragebogen.sprachen import Fassung, Sprachen, find_fassung
from wegweiser.model import frage as f

JA_NEIN: Final = "ja_nein"


class Liste(NamedTuple):
    """A list by its name."""

    name: str
    anzahl: int
    gekuerzt: bool = False


class Auswahllisten:
    """Collects the rows of the sheet `choices`."""

    def __init__(self, sprachen: Sprachen, ortung: Ortung) -> None:
        self.sprachen = sprachen
        self.ortung = ortung
        self.zeilen: list[dict[str, str]] = []
        self._fertig: dict[str, Liste] = {}

    def find_liste(self, frage: f.Frage, name: str, tabelle: str) -> Liste:
        """The list a question chooses from; `name` is what the question is called."""
        katalog, aus = getattr(frage, "katalog", None), getattr(frage, "aus_tabelle", None)
        if isinstance(frage, f.JaNein):
            return self._schreibe(
                JA_NEIN,
                [("ja", _worte("ja", "Ja", self.sprachen)), ("nein", _worte("nein", "Nein", self.sprachen))],
            )
        if isinstance(frage, f.Skala):
            stufen = range(frage.von, frage.bis + 1)
            return self._schreibe(name, [(str(n), self._stufe(frage, tabelle, n)) for n in stufen])
        if aus:
            return self._zeilenliste(aus)
        liste = f"katalog{TRENNER}{katalog.replace('-', '_')}" if katalog else name
        ids = [option.id for option in self.sprachen.fassungen[0].optionen(frage)]
        return self._schreibe(liste, [(id_, self.titel(frage, tabelle, id_)) for id_ in ids])

    def _schreibe(self, name: str, eintraege: list[tuple[str, dict[str, str]]]) -> Liste:
        if name not in self._fertig:
            self._fertig[name] = Liste(name, len(eintraege))
            for id_, texte in eintraege:
                self.zeilen.append({"list_name": name, "name": id_, **_label(texte)})
        return self._fertig[name]

    def _zeilenliste(self, tabelle: str) -> Liste:
        """The rows of a table answered before: as many as there are, by their titles."""
        name, anzahl = f"{tabelle}{TRENNER}zeilen", self.ortung.zeilenzahl(tabelle)
        if name not in self._fertig:
            oben = self.ortung.tabellen[tabelle]
            self._fertig[name] = Liste(name, anzahl, gekuerzt=anzahl < oben.zeilen.max)
            for nr in range(1, anzahl + 1):
                titel = self.sprachen.fest(f"{nr}: ${{{tabelle}{TRENNER}titel_{nr}}}")
                self.zeilen.append(
                    {"list_name": name, "name": f"{oben.vorsatz}{nr}", **_label(titel), "nr": str(nr)}
                )
        return self._fertig[name]

    def _stufe(self, frage: f.Skala, tabelle: str, stufe: int) -> dict[str, str]:
        def titel(fassung: Fassung) -> str:
            skala = find_fassung(fassung, frage, tabelle)
            anker = skala.anker.get(stufe, "") if isinstance(skala, f.Skala) else ""
            return f"{stufe} – {anker}" if anker else str(stufe)

        return self.sprachen.texte(titel)

    def titel(self, frage: f.Frage, tabelle: str, id_: str) -> dict[str, str]:
        """What an option is called in every language."""
        return self.sprachen.texte(
            lambda s: next((o.titel for o in s.optionen(find_fassung(s, frage, tabelle)) if o.id == id_), id_)
        )


def _label(texte: dict[str, str]) -> dict[str, str]:
    return {f"label::{sprache}": text for sprache, text in texte.items()}


def _worte(feld: str, deutsch: str, sprachen: Sprachen) -> dict[str, str]:
    """Yes and no, as the translations say them."""
    return sprachen.texte(
        lambda s: (getattr(s.uebersetzung.worte, feld) if s.uebersetzung else None) or deutsch
    )
