"""German sentences about results."""

from datetime import date
from decimal import Decimal
from typing import Final

import pytest

from wegweiser.ausdruck import ENTFAELLT, evaluate, parse_ausdruck
from wegweiser.ausdruck.deutsch import explain, format_wert

WOERTER: Final = {
    "gruender_anzahl": "verbindlich Gründende", "gemeinnuetzig": "Gemeinnützig", "feld": "Dienstfeld",
    "antrag": "Antrag", "kosten": "Kosten", "kosten.betrag": "Kosten", "erloese": "Erlöse",
    "angebote": "Angebote", "luecken.beleg": "Belegstärke",
}  # fmt: skip
WERTE: Final[dict[str, object]] = {
    "gruender_anzahl": 5,
    "gemeinnuetzig": True,
    "feld": "mobilitaet",
    "antrag": date(2026, 11, 22),
    "kosten": ({"betrag": 1200}, {"betrag": Decimal("34.56")}),
    "erloese": 600,
    "angebote": ("bus", "rad"),
    "luecken": ({"beleg": 1}, {"beleg": 3}),
    "weg": ENTFAELLT,
}


@pytest.mark.parametrize(
    ("text", "saetze"),
    [
        ("gruender_anzahl >= 7", ["verbindlich Gründende: 5; nötig sind mindestens 7."]),
        ("7 <= gruender_anzahl", ["verbindlich Gründende: 5; nötig sind mindestens 7."]),
        ("nicht (gruender_anzahl < 7)", ["verbindlich Gründende: 5; nötig sind mindestens 7."]),
        ("1 <= gruender_anzahl <= 3", ["verbindlich Gründende: 5; nötig sind höchstens 3."]),
        ("gruender_anzahl >= 3", ["verbindlich Gründende: 5; nötig sind mindestens 3 – erfüllt."]),
        (
            "gruender_anzahl >= 7 und erloese > 1 und nicht gemeinnuetzig",
            ["verbindlich Gründende: 5; nötig sind mindestens 7.", "Gemeinnützig: ja; nötig ist nein."],
        ),
        (
            'gruender_anzahl >= 7 oder feld == "pflege"',
            [
                "Mindestens eine dieser Bedingungen ist nötig:",
                "verbindlich Gründende: 5; nötig sind mindestens 7.",
                "Dienstfeld: „mobilitaet“; nötig ist „pflege“.",
            ],
        ),
        ('feld in {"a", "b", "c"}', ["Dienstfeld: „mobilitaet“; nötig ist „a“, „b“ oder „c“."]),
        (
            'feld nicht in {"mobilitaet"}',
            ["Dienstfeld: „mobilitaet“; nötig ist etwas anderes als „mobilitaet“."],
        ),
        ('"zug" in angebote', ["Angebote: „bus“, „rad“; nötig ist, dass „zug“ dazugehört."]),
        ('antrag >= datum("2026-12-01")', ["Antrag: 22.11.2026; nötig ist frühestens der 01.12.2026."]),
        ("summe(kosten.betrag) > 50000", ["Summe (Kosten): 1.234,56; nötig sind mehr als 50.000."]),
        (
            "erloese >= summe(kosten.betrag)",
            ["Erlöse: 600; nötig sind mindestens Summe (Kosten) (1.234,56)."],
        ),
        (
            "alle(luecken.beleg >= 2)",
            ["Nötig bei jedem Eintrag: Belegstärke mindestens 2; bei 1 von 2 ist es so."],
        ),
        ("beantwortet(weg)", ["weg: entfällt; nötig ist eine Antwort."]),
        ("offen_a > 3 und offen_b", ["Noch offen: offen_a, offen_b."]),
        ("erloese / 0", ["Erlöse / 0: nicht zu berechnen. Es würde durch null geteilt."]),
        ("weg", ["weg: entfällt."]),
        ("erloese", ["Erlöse: 600."]),
        ("erloese / 4", ["Erlöse / 4 = 150 (Erlöse: 600)."]),
    ],
)
def test_explanations(text: str, saetze: list[str]) -> None:
    assert list(explain(evaluate(parse_ausdruck(text), WERTE), WOERTER)) == saetze


@pytest.mark.parametrize(
    ("wert", "text"),
    [
        (Decimal("1234.56"), "1.234,56"),
        (Decimal("-0.70"), "-0,70"),
        (Decimal("-0"), "0"),
        (Decimal(1) / 3, "rund 0,3333"),
        (Decimal("1E+3"), "1.000"),
        (Decimal("1E+300"), "1E+300"),
        (True, "ja"),
        (date(2026, 1, 2), "02.01.2026"),
        ("a", "„a“"),
        ((), "nichts"),
        (ENTFAELLT, "entfällt"),
    ],
)
def test_values(wert: object, text: str) -> None:
    assert format_wert(wert) == text
