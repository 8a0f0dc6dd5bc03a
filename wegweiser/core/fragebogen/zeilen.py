"""Writing the rows of a questionnaire: cells in all languages, conditions with the places they come from."""

from collections.abc import Iterator, Mapping, Sequence

from wegweiser.ausdruck import parse_ausdruck
from wegweiser.core.fragebogen.felder import Ortung
from wegweiser.core.fragebogen.listen import Auswahllisten
from wegweiser.core.fragebogen.merkmale import format_merkmale
from wegweiser.core.fragebogen.sprachen import Sprachen, Texte
from wegweiser.core.pruefung import Fund
from wegweiser.core.xpath.ausgang import Uebersetzer
from wegweiser.core.xpath.baum import WAHR, Xpath, format_xpath
from wegweiser.model.leitfaden import Abschnitt, Leitfaden

Ort = tuple[str | int, ...]

_HOECHSTENS = 70


class Zeilenschreiber:
    """Collects rows, lists and findings."""

    def __init__(self, leitfaden: Leitfaden, abschnitte: Sequence[Abschnitt]) -> None:
        self.leitfaden = leitfaden
        self.abschnitte = abschnitte
        self.sprachen = Sprachen(leitfaden)
        self.ortung = Ortung(leitfaden, abschnitte)
        self.listen = Auswahllisten(self.sprachen, self.ortung)
        self.zeilen: list[dict[str, str]] = []
        self.funde: list[Fund] = []
        self.fragen = 0
        self.unsagbar: set[str] = set()
        self.stellen: dict[str, Ort] = dict(_list_stellen(leitfaden))

    def zeile(self, typ: str, name: str = "", **texte: str | Texte) -> None:
        """A row; a text in several languages fills a cell for each."""
        zeile = {"type": typ, "name": name}
        for spalte, text in texte.items():
            if isinstance(text, str):
                zeile[spalte] = text
            else:
                zeile |= {f"{spalte}::{sprache}": wort for sprache, wort in text.items()}
        self.zeilen.append({spalte: text for spalte, text in zeile.items() if text})

    def hinweis(
        self, name: str, texte: Texte, merkmale: Mapping[str, object], relevant: Xpath = WAHR
    ) -> None:
        """A note: shown, not asked."""
        self.zeile(
            "note", name, label=texte, relevant=format_relevant(relevant), wegweiser=format_merkmale(merkmale)
        )

    def melde(self, abschnitt: Abschnitt, ort: Ort, code: str, /, **angaben: object) -> None:
        """Something of the guide that the questionnaire cannot say."""
        self.funde.append(Fund(f"abschnitte/{abschnitt.id}.yaml", ort, code, angaben))

    def uebersetzer(
        self, abschnitt: Abschnitt, ort: Ort, feld: str, selbst: str = "", reihe: str = ""
    ) -> Uebersetzer:
        """A translator for one expression of the guide.

        `selbst` is the question just being answered, `reihe` the table in whose rows the expression stands.
        """

        def melde(von: int, code: str, angaben: Mapping[str, object]) -> None:
            datei = f"abschnitte/{abschnitt.id}.yaml"
            ist_wert = ort[:1] == ("abgeleitet",) and code == "xlsform-nicht-dabei"
            code = "xlsform-wert-fehlt" if ist_wert else code
            self.funde.append(Fund(datei, ort, code, {**angaben, "feld": shorten_text(feld)}, von))

        return Uebersetzer(self.ortung.sicht(abschnitt, selbst), melde, reihe)

    def bedingung(self, abschnitt: Abschnitt, ort: Ort, text: str | None, selbst: str = "") -> Xpath:
        """Where a condition may hold; without one: everywhere."""
        if text is None:
            return WAHR
        weg = self.uebersetzer(abschnitt, ort, text, selbst)
        return weg.wahrheit(parse_ausdruck(text).wurzel).moeglich


def _list_stellen(leitfaden: Leitfaden) -> Iterator[tuple[str, Ort]]:
    for abschnitt in leitfaden.abschnitte:
        for nr, schritt in enumerate(abschnitt.schritte):
            for i, frage in enumerate(schritt.fragen):
                yield frage.id, ("schritte", nr, "fragen", i)
        for nr, abgeleitet in enumerate(abschnitt.abgeleitet):
            yield abgeleitet.id, ("abgeleitet", nr, "ausdruck")


def shorten_text(text: str) -> str:
    """A long expression, as far as a sentence needs it."""
    return text if len(text) <= _HOECHSTENS else f"{text[: _HOECHSTENS - 1]}…"


def format_relevant(gestellt: Xpath) -> str:
    """The cell `relevant`; empty where a question is always asked."""
    return format_xpath(gestellt) if gestellt != WAHR else ""
