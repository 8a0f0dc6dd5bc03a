"""Conditions read aloud before anything is answered."""

import pytest

from wegweiser.ausdruck import parse_ausdruck
from wegweiser.ausdruck.bedingung import format_bedingung
from wegweiser.core.gliederung import build_gliederung
from wegweiser.model.leitfaden import Leitfaden

WOERTER = {
    "land": "Land", "land=nrw": "Nordrhein-Westfalen", "land=hessen": "Hessen", "menschen": "Menschen",
    "fertig": "Fertig", "beginn": "Beginn", "ende": "Ende", "ziele": "Ziele", "ziele=a": "Alle",
    "posten": "Posten", "posten.betrag": "Posten – Betrag", "kosten": "Kosten", "laden": "Gibt es einen Laden?",
}  # fmt: skip
ARTEN = {
    "fertig": "ja_nein",
    "laden": "ja_nein",
    "beginn": "datum",
    "ende": "datum",
    "kosten": "geldbetrag",
    "posten.betrag": "geldbetrag",
}


@pytest.mark.parametrize(
    ("ausdruck", "worte"),
    [
        ('land == "nrw"', "Land ist „Nordrhein-Westfalen“"),
        ('land != "nrw"', "Land ist nicht „Nordrhein-Westfalen“"),
        ('land in {"nrw", "hessen"}', "Land ist „Nordrhein-Westfalen“ oder „Hessen“"),
        ('land in {"nrw"}', "Land ist „Nordrhein-Westfalen“"),
        ('land nicht in {"nrw", "hessen"}', "Land ist keines von „Nordrhein-Westfalen“ und „Hessen“"),
        ('"a" in ziele', "Ziele enthält „Alle“"),
        ('"a" nicht in ziele', "Ziele enthält nicht „Alle“"),
        ("fertig", "Fertig ist „ja“"),
        ("nicht fertig", "Fertig ist „nein“"),
        ("fertig == nein", "Fertig ist „nein“"),
        ("nicht (menschen < 7)", "nicht (Menschen weniger als 7)"),
        ("menschen >= 1000", "Menschen mindestens 1.000"),
        ("7 <= menschen", "Menschen mindestens 7"),
        ("1 <= menschen <= 3", "Menschen mindestens 1 und höchstens 3"),
        ("kosten > 1250.5", "Kosten mehr als 1.250,50\u00a0€"),
        ("ende >= beginn", "Ende nicht vor Beginn"),
        ('beginn < datum("2026-12-31")', "Beginn vor 31.12.2026"),
        ('fertig und (menschen > 3 oder land == "nrw")', "Fertig ist „ja“ und (Menschen mehr als 3 oder Land ist „Nordrhein-Westfalen“)"),
        ("summe(posten.betrag) <= 1000", "Summe (Posten – Betrag) höchstens 1.000\u00a0€"),
        ("alle(posten.betrag > 0)", "bei jedem Eintrag: Posten – Betrag mehr als 0\u00a0€"),
        ("eines(posten.betrag > 0)", "bei mindestens einem Eintrag: Posten – Betrag mehr als 0\u00a0€"),
        ("beantwortet(kosten)", "Kosten ist beantwortet"),
        ("kosten / (menschen - 1)", "Kosten ÷ (Menschen − 1)"),
        ("wenn(fertig, kosten, 0)", "wenn Fertig ist „ja“: Kosten, sonst 0"),
        ("runde(kosten / menschen, 2)", "Kosten ÷ Menschen"),
        ("-kosten + max(kosten, 5)", "(−Kosten) + größter Wert (Kosten; 5)"),
        ("laden", "„Gibt es einen Laden?“ ist „ja“"),
        ("unbekannt == 5", "unbekannt ist 5"),
    ],
)  # fmt: skip
def test_words(ausdruck: str, worte: str) -> None:
    assert format_bedingung(parse_ausdruck(ausdruck), WOERTER, ARTEN) == worte


def test_no_name_of_the_shipped_guide_is_left_without_words(leitfaden: Leitfaden) -> None:
    gliederung = build_gliederung(leitfaden)
    fragen = [punkt for abschnitt in gliederung.abschnitte for punkt in abschnitt.fragen]
    bedingungen = [punkt.bedingung for punkt in fragen if punkt.bedingung]
    assert len(bedingungen) > 30
    assert [b for b in bedingungen if "_" in b or "==" in b or '"' in b] == []
