"""The type check: types of results, all findings, columns and suggestions."""

import pytest

from wegweiser.ausdruck import Namen, Reihe, Tabelle, Typ, check_ausdruck, parse_ausdruck
from wegweiser.ausdruck.deutsch import format_befund

NAMEN: Namen = {
    "gruender_anzahl": Typ.ZAHL,
    "gemeinnuetzig": Typ.WAHRHEIT,
    "feld": Typ.TEXT,
    "antrag": Typ.DATUM,
    "angebote": Typ.LISTE,
    "kosten": Tabelle({"betrag": Typ.ZAHL, "art": Typ.TEXT, "beginn": Typ.DATUM, "wege": Typ.LISTE}),
    "punkte": Reihe(Typ.ZAHL, "massnahmen"),
    "dringend": Reihe(Typ.WAHRHEIT, "massnahmen"),
    "mehrfach": Reihe(Typ.LISTE, "massnahmen"),
}


@pytest.mark.parametrize(
    ("text", "typ"),
    [
        ("gruender_anzahl >= 7 und nicht gemeinnuetzig", Typ.WAHRHEIT),
        ('feld in {"gesundheit-pflege", "mobilitaet"}', Typ.WAHRHEIT),
        ("summe(kosten.betrag) / 2", Typ.ZAHL),
        ('antrag < datum("2026-12-31")', Typ.WAHRHEIT),
        ("antrag", Typ.DATUM),
        ("angebote", Typ.LISTE),
        ('"a" in angebote', Typ.WAHRHEIT),
        ("feld nicht in angebote", Typ.WAHRHEIT),
        ("anzahl(kosten) + anzahl(angebote) + anzahl(punkte)", Typ.ZAHL),
        ("alle(punkte >= 3 und dringend)", Typ.WAHRHEIT),
        ("alle(beantwortet(kosten.betrag)) und beantwortet(kosten)", Typ.WAHRHEIT),
        ('eines("bus" in kosten.wege)', Typ.WAHRHEIT),
        ('summe(wenn(kosten.art == "bau", kosten.betrag, 0))', Typ.ZAHL),
        ("groesster(kosten.beginn)", Typ.DATUM),
        ("jahr(groesster(kosten.beginn)) == 2026", Typ.WAHRHEIT),
        ('wenn(gemeinnuetzig, feld, "keines")', Typ.TEXT),
        ("runde(max(gruender_anzahl, 3) / 7, 2)", Typ.ZAHL),
        ("1 <= gruender_anzahl <= 5", Typ.WAHRHEIT),
        ("gruender_anzahl in {1, -2}", Typ.WAHRHEIT),
        ("alle(kosten.betrag <= summe(kosten.betrag) * 0.5)", Typ.WAHRHEIT),
    ],
)
def test_type_of_result(text: str, typ: Typ) -> None:
    assert check_ausdruck(parse_ausdruck(text), NAMEN) == (typ, ())


@pytest.mark.parametrize(
    ("text", "befunde"),
    [
        ("gruender_anzal >= 7 und fled == 3", [(1, "name-unbekannt"), (25, "name-unbekannt")]),
        ("summe(kosten.betrg)", [(7, "spalte-unbekannt")]),
        ("feld == 3 oder gruender_anzahl == feld", [(9, "typen-verschieden"), (35, "typen-verschieden")]),
        ("feld == gesundheit-pflege", [(9, "wert-ohne-anfuehrungszeichen")]),
        ("mobilitaet in angebote", [(1, "wert-ohne-anfuehrungszeichen")]),
        ("feld == mobilitaet", [(9, "wert-ohne-anfuehrungszeichen")]),
        ('feld < "b"', [(1, "ordnung-unmoeglich")]),
        ("gruender_anzahl und -feld", [(1, "typ-erwartet"), (21, "typ-erwartet"), (22, "typ-erwartet")]),
        ('angebote == "a"', [(1, "liste-verglichen")]),
        ('angebote in {"a"}', [(1, "liste-in-menge")]),
        ("feld in gruender_anzahl", [(9, "typ-erwartet")]),
        ('feld in {"a", 1}', [(15, "typ-erwartet")]),
        ("kosten", [(1, "tabelle-ohne-spalte")]),
        ("gruender_anzahl.x", [(1, "tabelle-erwartet")]),
        ("punkte > 3", [(1, "reihe-ohne-zusammenfassung")]),
        ("summe(gruender_anzahl)", [(7, "reihe-erwartet")]),
        ("summe(kosten.art)", [(7, "typ-erwartet")]),
        ("alle(punkte > kosten.betrag)", [(15, "reihen-verschieden")]),
        ('eines("a" in mehrfach)', [(14, "reihe-durchsucht")]),
        ('wenn(gemeinnuetzig, 1, "a")', [(24, "typ-erwartet")]),
        ("runde(gruender_anzahl, 1.5)", [(24, "stellen-ungueltig")]),
        ("jahr(feld)", [(6, "typ-erwartet")]),
        ("max(gruender_anzahl, antrag)", [(22, "typ-erwartet")]),
    ],
)
def test_all_findings(text: str, befunde: list[tuple[int, str]]) -> None:
    typ, gefunden = check_ausdruck(parse_ausdruck(text), NAMEN)
    assert typ is None
    assert [(b.spalte, b.code) for b in gefunden] == befunde
    assert all(format_befund(b) for b in gefunden)


UNVERGLEICHBAR = "Das lässt sich nicht vergleichen."


@pytest.mark.parametrize(
    ("text", "satz"),
    [
        (
            "gruender_anzal > 3",
            "Den Namen „gruender_anzal“ gibt es hier nicht. Meinten Sie „gruender_anzahl“?",
        ),
        ("summe(kosten.betrg)", "Die Tabelle „kosten“ hat keine Spalte „betrg“. Meinten Sie „betrag“?"),
        (
            "feld == 3",
            (
                f"„feld“ ist ein Text, „3“ ist eine Zahl: {UNVERGLEICHBAR} "
                'Ist die Kennung einer Möglichkeit gemeint, gehört sie in Anführungszeichen: "3".'
            ),
        ),
        (
            "gemeinnuetzig == 'nein'",
            (
                f"„gemeinnuetzig“ ist ein Ja oder Nein, „'nein'“ ist ein Text: {UNVERGLEICHBAR} "
                "Ja und nein stehen ohne Anführungszeichen: nein."
            ),
        ),
        (
            "antrag > '31.12.2026'",
            (
                f"„antrag“ ist ein Datum, „'31.12.2026'“ ist ein Text: {UNVERGLEICHBAR} "
                'Ein fester Tag steht so da: datum("2026-12-31").'
            ),
        ),
        ("nicht feld", "„feld“ ist ein Text; hier passt nur ein Ja oder Nein."),
        ("feld == a-b", 'Werte stehen in Anführungszeichen: "a-b".'),
    ],
)
def test_sentences(text: str, satz: str) -> None:
    _, befunde = check_ausdruck(parse_ausdruck(text), NAMEN)
    assert [format_befund(b) for b in befunde] == [satz]
