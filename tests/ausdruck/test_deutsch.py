"""German sentences about results."""

import itertools
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from wegweiser.ausdruck import ENTFAELLT, evaluate, parse_ausdruck
from wegweiser.ausdruck.deutsch import explain
from wegweiser.ausdruck.worte import Worte, format_wert, format_zahl
from wegweiser.core.regeln import build_arten, build_beschriftung
from wegweiser.model.leitfaden import Leitfaden, find_frage
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.workflow import leitfaeden
from wegweiser.workflow.umfeld import Umfeld, read_uhr

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
            ["verbindlich Gründende: 5; nötig sind mindestens 7.", "Gemeinnützig: ja; nötig ist ein Nein."],
        ),
        (
            'gruender_anzahl >= 7 oder feld == "pflege"',
            [
                "Eine der folgenden Bedingungen genügt.",
                "verbindlich Gründende: 5; nötig sind mindestens 7.",
                "Dienstfeld: „mobilitaet“; nötig ist „pflege“.",
            ],
        ),
        ('feld in {"a", "b", "c"}', ["Dienstfeld: „mobilitaet“; nötig ist „a“, „b“ oder „c“."]),
        (
            'feld nicht in {"mobilitaet"}',
            ["Dienstfeld: „mobilitaet“; nötig ist etwas anderes."],
        ),
        ('feld != "mobilitaet"', ["Dienstfeld: „mobilitaet“; nötig ist etwas anderes."]),
        ('feld != "pflege"', ["Dienstfeld: „mobilitaet“; nötig ist etwas anderes als „pflege“ – erfüllt."]),
        ("gemeinnuetzig == nein", ["Gemeinnützig: ja; nötig ist ein Nein."]),
        ("gemeinnuetzig != ja", ["Gemeinnützig: ja; nötig ist ein Nein."]),
        ("erloese < 0", ["Erlöse: 600; nötig ist weniger als 0."]),
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
        ("offen_a > 3 und offen_b", ["Es fehlt: offen_a, offen_b."]),
        ("erloese / 0", ["Nicht zu berechnen. Es würde durch null geteilt."]),
        ("weg", ["Entfällt."]),
        ("erloese", ["Erlöse = 600"]),
        ("erloese / 4", ["Erlöse 600 ÷ 4 = 150"]),
    ],
)
def test_explanations(text: str, saetze: list[str]) -> None:
    assert list(explain(evaluate(parse_ausdruck(text), WERTE), WOERTER)) == saetze


@pytest.mark.parametrize(
    ("wert", "text"),
    [
        (Decimal("1234.56"), "1.234,56"),
        (Decimal("-0.70"), "−0,70"),
        (Decimal("-0"), "0"),
        (Decimal(1) / 3, "rund 0,3333"),
        (Decimal("1.0000"), "1"),
        (Decimal("0.7500"), "0,75"),
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


TITEL: Final = {
    "feld=mobilitaet": "Unterwegs sein", "feld=pflege": "Pflege", "angebote=bus": "Bürgerbus", "angebote=zug": "Bahn",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "satz"),
    [
        ('feld == "pflege"', "Dienstfeld: „Unterwegs sein“; nötig ist „Pflege“."),
        ('feld in {"pflege", "b"}', "Dienstfeld: „Unterwegs sein“; nötig ist „Pflege“ oder „b“."),
        ('"zug" in angebote', "Angebote: „Bürgerbus“, „rad“; nötig ist, dass „Bahn“ dazugehört."),
        ("erloese >= 25000", "Erlöse: 600\u00a0€; nötig sind mindestens 25.000\u00a0€."),
    ],
)
def test_options_by_their_titles_and_money_with_its_sign(text: str, satz: str) -> None:
    ergebnis = evaluate(parse_ausdruck(text), WERTE)
    assert explain(ergebnis, {**WOERTER, **TITEL}, {"erloese": "geldbetrag"}) == (satz,)


@pytest.mark.parametrize(
    ("zahl", "art", "text"),
    [
        ("29600", "geldbetrag", "29.600\u00a0€"),
        ("83805.6", "geldbetrag", "83.805,60\u00a0€"),
        ("-3685.00", "geldbetrag", "−3.685\u00a0€"),
        ("0.005", "geldbetrag", "0,01\u00a0€"),
        ("0.3627", "anteil", "36,3\u00a0%"),
        ("0.70", "anteil", "70\u00a0%"),
        ("12.50", "prozent", "12,5\u00a0%"),
        ("2027", "jahr", "2027"),
        ("2027", "zahl", "2.027"),
        ("-0", "geldbetrag", "0\u00a0€"),
        ("1E+60", "geldbetrag", "1E+60"),
    ],
)
def test_numbers_by_their_kind(zahl: str, art: str, text: str) -> None:
    assert format_zahl(Decimal(zahl), art) == text


def test_two_numbers_are_told_apart() -> None:
    worte = Worte({}, {})
    assert worte.paar(Decimal("0.69996"), Decimal("0.7"), "anteil") == ("69,996\u00a0%", "70\u00a0%")
    assert worte.paar(Decimal("0.7"), Decimal("0.70"), "anteil") == ("70\u00a0%", "70\u00a0%")


LEITFADEN: Final = Path(__file__).parents[2] / "leitfaden" / "wegweiser"
_ZAHLEN: Final = (Decimal(0), Decimal(1), Decimal(5), Decimal(10000))
_UNSAUBER: Final = re.compile(r"[a-z]_[a-z]|=|…|(?<!,)  |ist nein|ist ja\b")


def _list_werte(leitfaden: Leitfaden, name: str) -> Sequence[object]:
    paar = find_frage(leitfaden, name)
    if paar is None or paar[1].typ == "ja_nein":
        return (True, False)
    return tuple(o.id for o in build_optionsquelle(leitfaden, {})(paar[1])) or _ZAHLEN


def test_every_shipped_rule_says_in_titles_why_it_is_broken() -> None:
    leitfaden = leitfaeden.load_leitfaden(str(LEITFADEN), Umfeld(jetzt=read_uhr))
    beschriftung, arten = build_beschriftung(leitfaden), build_arten(leitfaden)
    for regel in leitfaden.regeln:
        muss = parse_ausdruck(regel.muss)
        namen = sorted(muss.namen)
        saetze: list[str] = []
        for werte in itertools.product(*(_list_werte(leitfaden, name) for name in namen)):
            ergebnis = evaluate(muss, dict(zip(namen, werte, strict=True)))
            if ergebnis.wert is False:
                saetze += explain(ergebnis, beschriftung, arten)
        optionen = (schluessel.partition("=") for schluessel in beschriftung)
        ids = [
            id_ for name, _, id_ in optionen if name in namen and id_ and beschriftung[f"{name}={id_}"] != id_
        ]
        assert saetze, regel.id
        assert not [satz for satz in saetze if _UNSAUBER.search(satz) or not satz.endswith(".")], regel.id
        assert not [satz for satz in saetze for id_ in ids if f"„{id_}“" in satz], regel.id
