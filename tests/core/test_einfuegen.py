"""Tables from outside: columns found by title, cells read by type, all rows or findings with row and column."""

from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegweiser.core.einfuegen.zeilen import merge_zeilen, plan_einfuegung
from wegweiser.errors import EingabeError
from wegweiser.model import frage as f
from wegweiser.model.einfuegung import Einfuegung, Rohtabelle, Rohzeile, Rohzelle, Zellfund, parse_ablage
from wegweiser.model.knoten import add_zeilen_ids, check_wert, format_knoten, parse_knoten
from wegweiser.model.wert import clean_text

KOSTEN = f.Tabelle(
    id="kosten",
    text="Was kostet es?",
    typ="tabelle",
    spalten=(
        f.Text(id="bezeichnung", text="Wofür?", kurz="Position", typ="text", pflicht=True),
        f.Auswahl(
            id="art",
            text="Welche Art?",
            kurz="Art",
            typ="auswahl",
            optionen=(
                f.Option(id="personal", titel="Personalkosten"),
                f.Option(id="sach-1", titel="Sachkosten"),
                f.Option(id="miete", titel="Miete und Nebenkosten"),
            ),
        ),
        f.Geldbetrag(id="betrag", text="Betrag im Jahr", kurz="Betrag", typ="geldbetrag", min=Decimal(0), pflicht=True),
        f.Datum(id="ab", text="Ab wann?", kurz="Ab", typ="datum"),
        f.Skala(id="sicher", text="Wie sicher?", kurz="Sicherheit", typ="skala", von=0, bis=2, anker={0: "offen", 2: "fest"}),
    ),
)  # fmt: skip


def optionen(frage: f.Frage) -> Any:
    return getattr(frage, "optionen", ())


def plan(text: str) -> Einfuegung:
    return plan_einfuegung(KOSTEN, parse_ablage(text), optionen)


def test_columns_are_found_by_title_short_name_and_id_below_titles() -> None:
    plan_ = plan(
        "Kostenplan 2026\n\nBetrag (€)\tWOFÜR\tBemerkung\tart\n1.200,50 €\tStühle\tx\tsach-1\n2,-\tTee\t\tNebenkosten\n"
    )
    assert plan_.kopfzeile == 3
    assert [(z.kopf, z.spalte, z.art) for z in plan_.zuordnung] == [
        ("Betrag (€)", "betrag", "gleich"),
        ("WOFÜR", "bezeichnung", "gleich"),
        ("Bemerkung", "", "ungenutzt"),
        ("art", "art", "gleich"),
    ]
    assert plan_.zeilen == (
        {"betrag": Decimal("1200.50"), "bezeichnung": "Stühle", "art": "sach-1"},
        {"betrag": Decimal(2), "bezeichnung": "Tee", "art": "miete"},
    )
    assert plan_.gelesen == {"Nebenkosten": "Miete und Nebenkosten"}
    assert plan_.ohne_quelle == ("Ab", "Sicherheit")
    assert not plan_.funde


def test_without_header_the_order_counts() -> None:
    plan_ = plan("Stühle\tPersonal\t20\t1.2.26\tfest\nTische\t\t1,234.50\t2026-03-01\t1 – nun ja\n")
    assert plan_.kopfzeile is None
    assert plan_.zeilen == (
        {"bezeichnung": "Stühle", "art": "personal", "betrag": Decimal(20), "ab": date(2026, 2, 1), "sicher": 2},
        {"bezeichnung": "Tische", "betrag": Decimal("1234.50"), "ab": date(2026, 3, 1), "sicher": 1},
    )  # fmt: skip


def test_too_many_columns_without_header_say_what_the_titles_are() -> None:
    with pytest.raises(EingabeError) as fehler:
        plan("1\t2\t3\t4\t5\t6\n")
    assert fehler.value.code == "einfuegung-zu-breit"
    assert "Position, Art, Betrag, Ab, Sicherheit" in fehler.value.hinweis


def test_what_does_not_fit_is_named_with_row_and_column() -> None:
    plan_ = plan("Position\tBetrag\tArt\nStühle\tviel\tFarbe\n\t5\t\nTee\t-3\t2\nRest\t\t\n")
    assert [(fund.zeile, fund.spalte) for fund in plan_.funde] == [
        (2, "Betrag"), (2, "Art"), (3, "Position"), (4, "Betrag"), (4, "Art"),
    ]  # fmt: skip
    assert plan_.funde[0].satz == "„viel“ ist keine Zahl."
    assert (5, "titel") in plan_.ausgelassen  # a heading between the rows, not a row without its figure


def test_a_needed_column_that_is_missing_is_said_once() -> None:
    plan_ = plan("Position\tArt\nStühle\tPersonalkosten\nTische\tPersonalkosten\n")
    assert [fund.spalte for fund in plan_.funde] == ["Betrag"]


def test_sums_and_headings_are_left_out() -> None:
    plan_ = plan("Position\tBetrag\nMöbel\t\nStühle\t10\n\t10\nSumme:\t10\nSumme der Teile\t5\t\n")
    assert plan_.ausgelassen == ((2, "titel"), (4, "summe"), (5, "summe"), (6, "summe"))
    assert [zeile["bezeichnung"] for zeile in plan_.zeilen] == ["Stühle"]


def test_a_header_repeated_on_every_page_is_no_row() -> None:
    plan_ = plan("Position\tBetrag\nStühle\t10\nPosition\tBetrag\nTische\t5\n")
    assert (plan_.ausgelassen, len(plan_.zeilen), plan_.funde) == (((3, "kopf"),), 2, ())


def test_subtotals_without_a_word_are_known_by_their_figure() -> None:
    plan_ = plan("Position\tBetrag\nA\t10\nB\t5\n\t15\nC\t7\n\t7\n\t22\n\t99\n")
    assert plan_.ausgelassen == ((4, "summe"), (6, "summe"), (7, "summe"))
    assert [(fund.zeile, fund.spalte) for fund in plan_.funde] == [(8, "Position")]


def test_thousands_of_euros_become_euros() -> None:
    for kopf in ("Betrag (T€)", "Betrag in TEUR", "Betrag Tsd. €"):
        plan_ = plan(f"Position\t{kopf}\nUmbau\t12,5\n")
        assert plan_.zeilen == ({"bezeichnung": "Umbau", "betrag": Decimal(12500)},), kopf


def test_computed_figures_are_rounded_as_the_spreadsheet_shows_them() -> None:
    zeilen = [
        Rohzeile(1, (Rohzelle("Position"), Rohzelle("Betrag"))),
        Rohzeile(2, (Rohzelle("A"), Rohzelle("33,3333333333333", "zahl"))),
        Rohzeile(3, (Rohzelle("B"), Rohzelle("#REF!", "fehler"))),
        Rohzeile(4, (Rohzelle("C"), Rohzelle("", "formel"))),
    ]
    plan_ = plan_einfuegung(KOSTEN, Rohtabelle(tuple(zeilen)), optionen)
    assert plan_.zeilen[0]["betrag"] == Decimal("33.33")
    assert plan_.gerundet == 1
    assert [fund.zeile for fund in plan_.funde] == [3, 4]
    assert plan("Position\tBetrag\nA\t33,333\n").funde  # typed: nobody rounds what a person wrote


def test_the_clipboard_of_a_spreadsheet() -> None:
    def zellen(text: str) -> list[list[str]]:
        return [[zelle.text for zelle in zeile.zellen] for zeile in parse_ablage(text).zeilen]

    assert zellen('a\t"eins\nzwei"\tc\r\n"sagt ""ja"""\t5" Rohr\t\r\n') == [
        ["a", "eins\nzwei", "c"],
        ['sagt "ja"', '5" Rohr', ""],
    ]
    assert zellen('"offen\tb\n') == [['"offen', "b"]]
    assert zellen("a;b\nc;d") == [["a", "b"], ["c", "d"]]
    assert zellen("ein Satz; mit Pause\nnoch einer") == [["ein Satz; mit Pause"], ["noch einer"]]
    assert zellen("'=1+1\t-5") == [["=1+1", "-5"]]
    assert zellen("\n\n") == []


def test_replacing_keeps_the_ids_of_rows_with_the_same_name() -> None:
    alt = cast("Any", ({"id": "z1", "bezeichnung": "Stühle", "betrag": 1}, {"id": "z4", "bezeichnung": "Tee", "betrag": 2}, {"id": "z5", "bezeichnung": "Tee", "betrag": 3}))  # fmt: skip
    neu = cast("Any", [{"bezeichnung": "tee", "betrag": 9}, {"bezeichnung": "Tee", "betrag": 3}, {"bezeichnung": "Neu", "betrag": 1}])  # fmt: skip
    abgleich = merge_zeilen(KOSTEN, alt, neu, ersetzen=True)
    assert [zeile.get("id") for zeile in abgleich.zeilen] == ["z4", "z5", None]
    assert abgleich.behalten == 2
    assert [zeile["id"] for zeile in abgleich.entfallen] == ["z1"]
    angehaengt = merge_zeilen(
        KOSTEN, alt, [*neu, {"id": "z1", "bezeichnung": "Stühle", "betrag": 1}], ersetzen=False
    )
    assert [zeile.get("id") for zeile in angehaengt.zeilen[3:]] == [None, None, None, None]
    assert angehaengt.doppelt == 2


def test_rows_that_bring_their_id_keep_it() -> None:
    alt = cast("Any", ({"id": "z1", "bezeichnung": "Stühle", "betrag": 1},))
    plan_ = plan("Kennung\tPosition\tBetrag\nz1\tSessel\t2\nz9\tTische\t3\n")
    assert not plan_.funde
    abgleich = merge_zeilen(KOSTEN, alt, plan_.zeilen, ersetzen=True)
    assert [zeile.get("id") for zeile in abgleich.zeilen] == ["z1", None]


def test_columns_and_numbers_that_could_mean_two_things_are_asked_back() -> None:
    plan_ = plan("Position\tBetrag netto\tBetrag brutto\nStühle\t10\t12\n")
    assert [(fund.zeile, fund.spalte) for fund in plan_.funde] == [(1, "Betrag")]
    assert "„Betrag netto“ und „Betrag brutto“" in plan_.funde[0].satz
    assert not plan("Position\tBetrag\tBetrag brutto\nStühle\t10\t12\n").funde  # one of them is called so
    assert plan("Position\tBetrag\tBetrag (T€)\nStühle\t10\t12\n").funde
    gemischt = plan("Position\tBetrag\nStühle\t12.50\nTische\t1.250\nTee\t3\n")
    assert [(fund.zeile, fund.spalte) for fund in gemischt.funde] == [(3, "Betrag")]
    assert "„1.250“ ist nicht eindeutig" in gemischt.funde[0].satz
    assert plan("Position\tBetrag\nStühle\t1.250\nTische\t12,50\n").zeilen[0]["betrag"] == 1250


ZELLEN = st.text(st.characters(exclude_categories=["C"], include_characters="\n\t"), max_size=12).map(
    lambda text: clean_text(text).lstrip("'")
)


@given(st.lists(st.lists(ZELLEN, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_a_spreadsheet_quotes_comes_back_as_it_was(zeilen: list[list[str]]) -> None:
    """LibreOffice quotes cells with tabs, line ends and quotes; the clipboard ends with a line end."""

    def zitiere(zelle: str) -> str:
        return '"' + zelle.replace('"', '""') + '"' if set(zelle) & set('\t\n"') else zelle

    text = "".join("\t".join(map(zitiere, zeile)) + "\r\n" for zeile in zeilen)
    zurueck = [[zelle.text for zelle in zeile.zellen] for zeile in parse_ablage(text).zeilen]
    leer = [zeile for zeile in zeilen if any(zeile)]
    assert [zeile for zeile in zurueck if any(zeile)] == leer


@given(
    st.lists(
        st.lists(
            ZELLEN
            | st.sampled_from(["Position", "Betrag", "12,5", "1.2.2026", "Summe", "fest", "-", "miete"]),
            max_size=6,
        ),
        max_size=8,
    )
)
def test_whatever_is_pasted_fits_as_a_whole_or_says_why_not(zeilen: list[list[str]]) -> None:
    roh = Rohtabelle(
        tuple(Rohzeile(nr, tuple(Rohzelle(z) for z in zeile)) for nr, zeile in enumerate(zeilen, 1))
    )
    try:
        plan_ = plan_einfuegung(KOSTEN, roh, optionen)
    except EingabeError as fehler:
        breite = len(KOSTEN.spalten), roh.breite
        plan_ = Einfuegung(funde=(Zellfund(0, "", fehler.satz),) if breite[1] > breite[0] else ())
    assert all(fund.satz for fund in plan_.funde)
    assert plan_.funde or roh.breite <= len(KOSTEN.spalten) or plan_.kopfzeile
    if not plan_.funde:
        wert = add_zeilen_ids(KOSTEN, plan_.zeilen)
        check_wert(KOSTEN, wert, optionen)
        assert parse_knoten(KOSTEN, format_knoten(KOSTEN, wert), optionen) == wert
