"""Answers as people type them and as the file holds them: round trips, German forms, limits."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import faelle
from wegweiser.errors import EingabeError
from wegweiser.errors.saetze import SAETZE
from wegweiser.model import frage as f
from wegweiser.model.base import Knoten
from wegweiser.model.frage import NACH_TYP, Option
from wegweiser.model.knoten import add_zeilen_ids, format_knoten, parse_knoten
from wegweiser.model.wert import Optionsquelle, clean_text, format_wert, keine_optionen, parse_wert

DREI = (Option(id="a", titel="Küche, Bad"), Option(id="b", titel="Über"), Option(id="c", titel="3. Ort"))


def drei(_: f.Frage) -> tuple[Option, ...]:
    return DREI


def frage(typ: str, **angaben: Any) -> Any:
    return NACH_TYP[typ](id="q", text="Frage?", typ=typ, **angaben)


def code(aufgabe: f.Frage, text: str, optionen: Optionsquelle = keine_optionen) -> str:
    """The code of the refusal; the sentence has to be complete."""
    with pytest.raises(EingabeError) as fehler:
        parse_wert(aufgabe, text, optionen)
    assert fehler.value.code in SAETZE
    assert "{" not in fehler.value.satz
    return fehler.value.code


@pytest.mark.parametrize("typ", NACH_TYP)
@given(daten=st.data())
def test_typed_value_comes_back(typ: str, daten: st.DataObject) -> None:
    fall = daten.draw(faelle(typ))
    text = format_wert(fall.frage, fall.wert, fall.optionen)
    assert parse_wert(fall.frage, text, fall.optionen) == fall.wert


@pytest.mark.parametrize("typ", NACH_TYP)
@given(daten=st.data())
def test_stored_value_comes_back(typ: str, daten: st.DataObject) -> None:
    fall = daten.draw(faelle(typ))
    assert parse_knoten(fall.frage, format_knoten(fall.frage, fall.wert), fall.optionen) == fall.wert


@pytest.mark.parametrize("typ", NACH_TYP)
@given(text=st.text(max_size=40), knoten=st.recursive(
    st.none() | st.text(max_size=8), lambda innen: st.lists(innen, max_size=3) | st.dictionaries(st.text(max_size=4), innen),
    max_leaves=6,
))  # fmt: skip
def test_any_input_is_taken_or_refused(typ: str, text: str, knoten: Knoten) -> None:
    """Whatever is typed or written by hand: a value that fits, or a sentence; what is taken can be stored and read."""
    angaben: dict[str, dict[str, Any]] = {
        "katalogwahl": {"katalog": "k"},
        "skala": {"von": 0, "bis": 4, "anker": {}},
        "tabelle": {"spalten": (frage("text"),)},
    }
    aufgabe = frage(typ, **angaben.get(typ, {}))
    wert = None
    with suppress(EingabeError):
        wert = parse_wert(aufgabe, text, drei)
    if wert is not None:
        assert parse_knoten(aufgabe, format_knoten(aufgabe, wert), drei) == wert
    with suppress(EingabeError):
        parse_knoten(aufgabe, knoten, drei)


@pytest.mark.parametrize(
    ("text", "wert"),
    [
        ("9.500", "9500"), ("9500", "9500"), ("1.234,56", "1234.56"), ("12,5 %", "12.5"), ("12,5%", "12.5"), ("0.7", "0.7"),
        ("0,7", "0.7"), ("9500 €", "9500"), ("9.500,00 Euro", "9500"), ("-3", "-3"), ("\u22123", "-3"), ("+5", "5"),
        ("1.234.567", "1234567"), ("1 234,5", "1234.5"), ("1\u00a0234", "1234"), ("12.34", "12.34"), ("0.125", "0.125"),
        ("007", "7"), ("0.700", "0.700"), ("10.000,5", "10000.5"), ("75 Prozent", "75"), (" 8 ", "8"),
    ],
)  # fmt: skip
def test_german_numbers(text: str, wert: str) -> None:
    assert parse_wert(frage("zahl"), text) == Decimal(wert)


@pytest.mark.parametrize(
    "text",
    ["zwölf", "1.23.4", "1,2,3", "1.234.56", "--3", "3-", "1e5", "0x1f", "½", "٣", "NaN", "inf", "12.345.6,7", "€", "1,", ",5",
     "1" * 21, "1_000", "5 km"],
)  # fmt: skip
def test_not_a_number(text: str) -> None:
    assert code(frage("zahl"), text) == "keine-zahl"


def test_every_accepted_number_can_be_stored_again() -> None:
    """The limits of typing and of the file are the same: what was confirmed is never refused later."""
    aufgabe = frage("zahl")
    for text in ("1" * 20, "1" * 10 + "," + "2" * 9, "1." + "2" * 18, "999.999.999.999.999.999,5"):
        wert = parse_wert(aufgabe, text)
        assert parse_knoten(aufgabe, format_knoten(aufgabe, wert), keine_optionen) == wert
        assert parse_wert(aufgabe, format_wert(aufgabe, wert)) == wert


@pytest.mark.parametrize(("text", "wert"), [("9.500", 9500), ("9500,0", 9500), ("-0", 0)])
def test_whole_numbers(text: str, wert: int) -> None:
    assert parse_wert(frage("ganzzahl"), text) == wert


@pytest.mark.parametrize("text", ["9,5", "0.5", "viele", "1" * 30])
def test_not_a_whole_number(text: str) -> None:
    assert code(frage("ganzzahl"), text) == "keine-ganze-zahl"


def test_amounts_have_cents() -> None:
    aufgabe = frage("geldbetrag", min=Decimal(0), max=Decimal("99.90"))
    assert parse_wert(aufgabe, "99,9 €") == Decimal("99.90")
    assert format_wert(aufgabe, Decimal("1250.5")) == "1.250,50"
    assert format_wert(aufgabe, Decimal("1250.00")) == "1.250"
    assert code(aufgabe, "12,345") == "cent"
    assert parse_wert(aufgabe, "12,340") == Decimal("12.34")
    assert code(aufgabe, "-0,01") == "zu-klein"
    assert code(aufgabe, "99,91") == "zu-gross"
    assert code(aufgabe, "9" * 20) == "zu-gross"
    assert code(frage("geldbetrag"), f"{'9' * 17},125") in {"cent", "keine-zahl"}


@pytest.mark.parametrize(
    ("typ", "angaben", "klein", "gross"),
    [
        ("ganzzahl", {"min": 1, "max": 5}, "0", "6"),
        ("zahl", {"min": Decimal("0.5"), "max": Decimal(2)}, "0,49", "2,01"),
        ("prozent", {}, "-0,1", "100,1"),
        ("jahr", {}, "1899", "2101"),
        ("skala", {"von": 0, "bis": 4, "anker": {}}, "-1", "5"),
    ],
)
def test_bounds(typ: str, angaben: dict[str, Any], klein: str, gross: str) -> None:
    assert code(frage(typ, **angaben), klein) == "zu-klein"
    assert code(frage(typ, **angaben), gross) == "zu-gross"


def test_text_length_and_lines() -> None:
    kurz = frage("text", max_zeichen=5)
    assert parse_wert(kurz, "Ka\u0308mme") == "Kämme"
    assert code(kurz, "Kämmer") == "zu-lang"
    assert code(frage("text"), "a\nb") == "mehrzeilig"
    assert parse_wert(frage("absatz"), "a\r\nb\rc") == "a\nb\nc"
    assert code(frage("absatz", max_zeichen=3), "a\nbc") == "zu-lang"
    assert code(frage("text"), " \t\u200b"[:2]) == "leer"


def test_control_characters_never_enter() -> None:
    assert parse_wert(frage("text"), "\x1b[31mrot\x07\ufeff") == "[31mrot"
    tabelle = frage("tabelle", spalten=(f.Text(id="a", text="A", typ="text"),))
    assert parse_wert(tabelle, '[{"a": "x\\u001b[31m\\ud800\\uffff\\u0000y"}]') == ({"a": "x[31my"},)


@pytest.mark.parametrize(
    ("text", "wert"),
    [("15.12.2026", date(2026, 12, 15)), ("1.2.2026", date(2026, 2, 1)), ("1. 2. 2026", date(2026, 2, 1)),
     ("2026-12-15", date(2026, 12, 15)), ("29.02.2028", date(2028, 2, 29))],
)  # fmt: skip
def test_dates(text: str, wert: date) -> None:
    assert parse_wert(frage("datum"), text) == wert


@pytest.mark.parametrize(
    "text", ["31.02.2026", "29.02.2026", "12/15/2026", "15.12.26", "0.1.2026", "2026-13-01", "morgen"]
)
def test_not_a_date(text: str) -> None:
    assert code(frage("datum"), text) == "kein-datum"


@pytest.mark.parametrize(("text", "wert"), [("ja", True), ("J", True), ("Nein", False), ("n", False)])
def test_yes_and_no(text: str, wert: bool) -> None:  # noqa: FBT001
    assert parse_wert(frage("ja_nein"), text) is wert
    assert code(frage("ja_nein"), "vielleicht") == "kein-ja-nein"


@pytest.mark.parametrize(
    ("text", "wert"),
    [
        ("b", "b"),
        ("über", "b"),
        ("U\u0308ber", "b"),
        ("ÜBER", "b"),
        ("2", "b"),
        ("Küche, Bad", "a"),
        ("3. ort", "c"),
        ("3", "c"),
    ],
)
def test_option_by_id_title_or_number(text: str, wert: str) -> None:
    assert parse_wert(frage("auswahl", optionen=DREI), text, drei) == wert


def test_guide_with_decomposed_titles_is_understood() -> None:
    zerlegt = (Option(id="b", titel="U\u0308ber"),)
    assert parse_wert(frage("auswahl", optionen=zerlegt), "Über", lambda _: zerlegt) == "b"


@pytest.mark.parametrize("text", ["d", "0", "4", "0000004", "1000000", "Küche"])
def test_no_such_option(text: str) -> None:
    assert code(frage("auswahl", optionen=DREI), text, drei) == "keine-option"


def test_misspelt_option_gets_a_proposal() -> None:
    with pytest.raises(EingabeError, match="Meinten Sie „Küche, Bad“"):
        parse_wert(frage("auswahl", optionen=DREI), "Küche Bad", drei)


def test_rows_with_the_same_name_stay_apart() -> None:
    gleich = (Option(id="l1", titel="Laden"), Option(id="l2", titel="Laden"))
    aufgabe = frage("mehrfach", aus_tabelle="luecken")
    for wert in (("l1",), ("l2",), ("l1", "l2")):
        text = format_wert(aufgabe, wert, lambda _: gleich)
        assert parse_wert(aufgabe, text, lambda _: gleich) == wert


def test_several_options() -> None:
    aufgabe = frage("mehrfach", optionen=DREI, max_anzahl=2)
    assert parse_wert(aufgabe, "3; Küche, Bad", drei) == ("a", "c")
    assert parse_wert(aufgabe, "1, 2", drei) == ("a", "b")
    assert parse_wert(aufgabe, "keine", drei) == ()
    assert code(aufgabe, "a; b; c", drei) == "zu-viele"
    assert code(aufgabe, "a; 1", drei) == "doppelt-gewaehlt"
    assert code(aufgabe, "a; x", drei) == "keine-option"


def test_ranking_is_complete() -> None:
    aufgabe = frage("rangfolge", optionen=DREI)
    assert parse_wert(aufgabe, "c, a, b", drei) == ("c", "a", "b")
    assert code(aufgabe, "c, a", drei) == "rangfolge-unvollstaendig"
    assert code(aufgabe, "c, a, a", drei) == "doppelt-gewaehlt"


def test_shares_sum_up_to_100() -> None:
    aufgabe = frage("verteilung", optionen=DREI)
    assert parse_wert(aufgabe, "Küche, Bad = 33,4 %; b = 66,6", drei) == {
        "a": Decimal("33.4"),
        "b": Decimal("66.6"),
    }
    assert code(aufgabe, "a = 60; b = 39,9", drei) == "summe-nicht-100"
    assert code(aufgabe, "a = 160; b = -60", drei) == "zu-klein"
    assert code(aufgabe, "a = 50; a = 50", drei) == "doppelt-gewaehlt"
    assert code(aufgabe, "a 60", drei) == "kein-eintrag"
    assert code(aufgabe, "a = viel", drei) == "keine-zahl"


@pytest.mark.parametrize(
    "text",
    ["/etc/passwd", "../x.csv", "a/../../x.csv", "C:\\x.csv", "a\\b.csv", "C:x.csv", "\\\\host\\x.csv"],
)
def test_file_stays_inside_the_folder(text: str) -> None:
    assert code(frage("datei", endungen=("csv",)), text) == "pfad-ausserhalb"


def test_file_ending() -> None:
    assert parse_wert(frage("datei", endungen=("csv",)), "daten/Umfrage.CSV") == "daten/Umfrage.CSV"
    assert code(frage("datei", endungen=("csv", "xlsx")), "daten/umfrage.exe") == "falsche-endung"


def test_places() -> None:
    aufgabe = frage("ort")
    ort = {"bezeichnung": "Markt (Süd)", "breite": Decimal("51.5176"), "laenge": Decimal("7.3794")}
    assert parse_wert(aufgabe, "Markt (Süd) (51,5176; 7,3794)") == ort
    assert parse_wert(aufgabe, "Markt (Süd) (51.5176;7.3794)") == ort
    assert parse_wert(aufgabe, "Markt (Süd)") == "Markt (Süd)"
    assert code(aufgabe, "Markt (915,2; 7,4)") == "zu-gross"
    assert code(aufgabe, "Markt (51,5; -181)") == "zu-klein"


ZEILEN = f.Tabelle(
    id="t",
    text="T",
    typ="tabelle",
    spalten=(
        f.Text(id="name", text="Name", typ="text", pflicht=True),
        f.Ganzzahl(id="zahl", text="Zahl", typ="ganzzahl"),
    ),
    zeilen=f.Zeilenzahl(min=1, max=2),
)


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        ("[", "kein-json"), ("{}", "keine-liste"), ("[1]", "falsche-form"), ("[]", "zu-wenige-zeilen"),
        ('[{"name": "a"}, {"name": "b"}, {"name": "c"}]', "zu-viele-zeilen"), ('[{"zahl": 1}]', "zeile-fehlt"),
        ('[{"name": "a", "zahl": "viel"}]', "zeile-wert"), ('[{"nam": "a"}]', "zeile-unbekannte-spalte"),
        ('[{"id": "A B", "name": "a"}]', "zeile-id"), ('[{"id": 7, "name": "a"}, {"id": 7, "name": "b"}]', "zeile-id-doppelt"),
        ('[{"id": ["x"], "name": "a"}]', "zeile-id"), ("[" * 100_000, "kein-json"), ('[{"name": "a", "zahl": 1.5}]', "zeile-wert"),
    ],
)  # fmt: skip
def test_tables_are_checked_row_by_row(text: str, erwartet: str) -> None:
    assert code(ZEILEN, text) == erwartet


def test_json_errors_are_german_and_say_where() -> None:
    with pytest.raises(EingabeError, match="Zeile 1, Spalte 15"):
        parse_wert(ZEILEN, '[{"name": "a" x]')


def test_row_ids_are_never_given_twice() -> None:
    zeilen = add_zeilen_ids(
        ZEILEN, ({"name": "a"}, {"id": "z2", "name": "b"}, {"name": "c"}), vergeben=("z1", "z3")
    )
    assert [zeile["id"] for zeile in zeilen] == ["z4", "z2", "z5"]


@given(text=st.text())
def test_cleaning_is_stable(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
