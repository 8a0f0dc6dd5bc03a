"""Evaluation: values, missing answers, reasons."""

from datetime import date
from decimal import Decimal
from typing import Final

import pytest

from wegweiser.ausdruck import ENTFAELLT, OFFEN, Fehlend, Wert, evaluate, evaluate_wert, parse_ausdruck

WERTE: Final[dict[str, object]] = {
    "zahl": 5,
    "feld": "gesundheit-pflege",
    "ja_wert": True,
    "tag": date(2026, 11, 22),
    "liste": ("a", "b"),
    "offen": OFFEN,
    "weg": ENTFAELLT,
    "kosten": (
        {"betrag": Decimal("1200.10"), "menge": 2, "art": "bau"},
        {"betrag": Decimal("34.56"), "menge": 1, "art": "geraet"},
        {"betrag": ENTFAELLT, "menge": 1, "art": "bau"},
    ),
    "luecken": ({"beleg": 3, "dringend": True}, {"beleg": OFFEN, "dringend": False}),
    "leer": (),
    "reihe": (1, 2, 3),
    "reihe_weg": ENTFAELLT,
    "falsch_getypt": 0.5,
}


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        ("zahl >= 5 und feld == 'gesundheit-pflege'", True),
        ("1 <= zahl <= 4", False),
        ("0.1 + 0.2 == 0.3", True),
        ("9 - 2 - 3 * 2 / 4", Decimal("5.5")),
        ("-(zahl - 8)", Decimal(3)),
        ("runde(2.345, 2)", Decimal("2.35")),
        ("runde(1234, -2)", Decimal(1200)),
        ("betrag(-zahl) + jahr(tag)", Decimal(2031)),
        ("max(zahl, 7) - min(zahl, 7)", Decimal(2)),
        ('tag < datum("2026-12-31")', True),
        ('"a" in liste und "c" nicht in liste', True),
        ('feld in {"a", "gesundheit-pflege"}', True),
        ("summe(kosten.betrag)", Decimal("1234.66")),
        ("summe(kosten.betrag * kosten.menge)", Decimal("2434.76")),
        ('summe(wenn(kosten.art == "bau", kosten.betrag, 0))', Decimal("1200.10")),
        ("anzahl(kosten)", Decimal(3)),
        ("anzahl(kosten.betrag)", Decimal(2)),
        ("anzahl(kosten.menge == 1)", Decimal(2)),
        ("anzahl(liste)", Decimal(2)),
        ("mittel(reihe)", Decimal(2)),
        ("groesster(reihe) - kleinster(reihe)", Decimal(2)),
        ("alle(kosten.betrag > 30)", True),
        ("eines(luecken.beleg >= 3)", True),
        ("alle(luecken.dringend)", False),
        ("alle(luecken.beleg >= 4)", False),
        ('eines(kosten.art == "bau" und kosten.menge > 1)', True),
        ("summe(leer)", Decimal(0)),
        ("anzahl(leer)", Decimal(0)),
        ("alle(leer.x > 1)", True),
        ("eines(leer.x > 1)", False),
        ("wenn(ja_wert, zahl, offen)", Decimal(5)),
        ("wenn(offen, 3, 3)", Decimal(3)),
        ("wenn(weg, 1, 2)", Decimal(2)),
        ("offen und falsch", False),
        ("wahr oder offen", True),
        ('weg == "a" oder weg != "a" oder weg in {"a"} oder weg nicht in {"a"}', False),
        ("weg < offen", False),
        ("nicht weg", True),
        ("weg und wahr", False),
        ("weg", ENTFAELLT),
        ("weg + offen", ENTFAELLT),
        ("1 / 0 + weg", ENTFAELLT),
        ("summe(reihe * weg)", ENTFAELLT),
        ("summe(reihe_weg)", ENTFAELLT),
        ("anzahl(reihe_weg > 2) > 0", False),
        ("beantwortet(zahl)", True),
        ("beantwortet(offen) oder beantwortet(weg) oder beantwortet(nie_gefragt)", False),
        ("alle(beantwortet(luecken.beleg))", False),
    ],
)
def test_values(text: str, erwartet: Wert | Fehlend) -> None:
    ausdruck = parse_ausdruck(text)
    ergebnis = evaluate(ausdruck, WERTE)
    assert (ergebnis.wert, type(ergebnis.wert)) == (erwartet, type(erwartet))
    assert evaluate_wert(ausdruck, WERTE) == erwartet
    assert ergebnis.fehlend == frozenset()


@pytest.mark.parametrize(
    ("text", "fehlend", "grund"),
    [
        ("offen > 3", {"offen"}, ""),
        ("nie_gefragt und offen", {"nie_gefragt", "offen"}, ""),
        ("offen und (zahl > 5 oder nie_gefragt)", {"offen", "nie_gefragt"}, ""),
        ("zahl >= 5 und offen", {"offen"}, ""),
        ("summe(luecken.beleg)", {"luecken"}, ""),
        ("anzahl(luecken.beleg)", {"luecken"}, ""),
        ("alle(luecken.beleg >= 2)", {"luecken"}, ""),
        ("eines(reihe > offen)", {"offen"}, ""),
        ("wenn(offen, zahl, nie_gefragt)", {"offen", "nie_gefragt"}, ""),
        ("zahl / 0", set(), "division-durch-null"),
        ("offen + zahl / 0", set(), "division-durch-null"),
        ("zahl / 0 > 3 und offen", {"offen"}, "division-durch-null"),
        ("mittel(leer)", set(), "leer"),
        ("kleinster(leer.x) > 3", set(), "leer"),
        ("falsch_getypt > 3", set(), "typ"),
        ("feld + 1", set(), "typ"),
        ("feld > 3 und offen", {"offen"}, "typ"),
        ("kosten.betrag > 3", set(), "typ"),
        ("liste.x == 1", set(), "typ"),
        ("reihe", set(), "typ"),
    ],
)
def test_offen_with_names_and_reason(text: str, fehlend: set[str], grund: str) -> None:
    ergebnis = evaluate(parse_ausdruck(text), WERTE)
    assert ergebnis.wert is OFFEN
    assert (ergebnis.fehlend, ergebnis.grund) == (frozenset(fehlend), grund)


def test_huge_numbers_are_offen() -> None:
    gross = parse_ausdruck(" * ".join(["a"] * 30))
    ergebnis = evaluate(gross, {"a": Decimal("9" * 30)})
    assert (ergebnis.wert, ergebnis.grund) == (OFFEN, "zahl-zu-gross")


@pytest.mark.parametrize(
    "wert", [Decimal("NaN"), Decimal("sNaN"), Decimal("-Infinity"), None, [], object(), 1j]
)
@pytest.mark.parametrize(
    "text", ["a > 3", "a == a", "-a", "a in {1}", "summe(a)", "alle(a.b > 1)", "wenn(a, 1, 2)"]
)
def test_strange_values_are_offen(wert: object, text: str) -> None:
    assert evaluate(parse_ausdruck(text), {"a": wert}).wert is OFFEN
    assert evaluate_wert(parse_ausdruck(text), {"a": (wert, {"b": wert})}) is OFFEN


def test_steps_are_the_working() -> None:
    ergebnis = evaluate(parse_ausdruck("zahl * 2 >= 12 und ja_wert"), WERTE)
    assert [(s.zeichen, s.text, s.ergebnis) for s in ergebnis.schritte] == [
        ("*", "zahl * 2", Decimal(10)),
        (">=", "zahl * 2 >= 12", False),
        ("und", "zahl * 2 >= 12 und ja_wert", False),
    ]
    vergleich, ganzes = ergebnis.schritte[1:]
    assert [(o.text, o.wert, o.name, o.schritt) for o in vergleich.operanden] == [
        ("zahl * 2", Decimal(10), "", 0),
        ("12", Decimal(12), "", None),
    ]
    assert [(o.name, o.schritt) for o in ganzes.operanden] == [("", 1), ("ja_wert", None)]
