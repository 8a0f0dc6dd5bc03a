"""Open questions go out as Excel and Word, are filled in by others, and come back exactly."""

import re
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from tests.bogenhilfe import (
    W,
    change_excel,
    change_word,
    fill_excel,
    fill_word,
    ohne_libreoffice,
    resave,
    schreibe_archiv,
)
from tests.builders import Fall, faelle
from tests.conftest import ABNAHME
from tests.umzugshilfe import make_frage, write_daten
from wegweiser import workflow
from wegweiser.adapters.protokoll import load_protokoll
from wegweiser.core.rueckwerte import ist_unbekannt, parse_feld
from wegweiser.errors import DatenError, EingabeError, format_hinweis, format_satz
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.rueckgabe import Planzeile, Rueckfeld, Rueckplan, Umfang
from wegweiser.model.wert import format_wert
from wegweiser.workflow import Stand, offen
from wegweiser.workflow.umfeld import Umfeld

ALLES = Path(__file__).parent / "leitfaeden" / "alles"
ALLE = Umfang(alle=True)
TAG = datetime.fromisoformat("2026-12-15")  # dates of Excel know no zone

# What a department writes, as it would type it, and what it means.
EXCEL: Mapping[str, Any] = {
    "name": "Kämmerei & Söhne – „Ost“", "name/sicherheit": "geschätzt", "name/beleg": "Hauptsatzung; Beschluss 12/26",
    "name/notiz": "bitte prüfen", "beschreibung": "Größe\nund Lage", "plan": "daten/plan.pdf",
    "ort": "Marktplatz 1 (51,5176; 7,3794)", "menschen": 9500, "laenge": 1234.56, "kosten": "1.234,56 €", "anteil": "12,5 %",
    "beginn": TAG, "ende": "31.01.2027", "jahr": 2027, "fertig": "Ja", "abnahme": "01067",
    "guete": "2 – mittel", "kosten_je_kopf": 0.1, "land": "Hessen", "farbe": "Grün", "farben#rot": "x", "farben#gruen": "X",
    "reihe#a": 2, "reihe#b": 1, "reihe#c": 3, "verteilt#stadt": 62.5, "verteilt#verein": "37,5",
    "nur_nrw": "weiß ich noch nicht",
}  # fmt: skip
WORD: Mapping[str, str] = {
    **{name: str(wert) for name, wert in EXCEL.items() if not isinstance(wert, float | int | datetime)},
    "menschen": "9.500", "laenge": "1.234,56", "beginn": "15.12.2026", "jahr": "2027", "kosten_je_kopf": "0,1",
    "reihe#a": "2", "reihe#b": "1", "reihe#c": "3", "verteilt#stadt": "62,5", "farben#rot": "☒", "farben#gruen": "☒",
}  # fmt: skip
POSTEN = [("Stühle", "Rot", 12.5, "weich"), ("Tische", None, 900, None)]
TEILE = [("Dächer",), ("Keller",)]
ERWARTET: Mapping[str, Any] = {
    "name": "Kämmerei & Söhne – „Ost“", "beschreibung": "Größe\nund Lage", "plan": "daten/plan.pdf",
    "ort": {"bezeichnung": "Marktplatz 1", "breite": Decimal("51.5176"), "laenge": Decimal("7.3794")}, "menschen": 9500,
    "laenge": Decimal("1234.56"), "kosten": Decimal("1234.56"), "anteil": Decimal("12.5"), "beginn": date(2026, 12, 15),
    "ende": date(2027, 1, 31), "jahr": 2027, "fertig": True, "abnahme": "01067", "guete": 2, "kosten_je_kopf": Decimal("0.1"),
    "land": "hessen", "farbe": "gruen", "farben": ("rot", "gruen"), "reihe": ("b", "a", "c"),
    "verteilt": {"stadt": Decimal("62.5"), "verein": Decimal("37.5")},
    "posten": (
        {"id": "p1", "bezeichnung": "Stühle", "farbe": "rot", "betrag": Decimal("12.5"), "hinweis": "weich"},
        {"id": "p2", "bezeichnung": "Tische", "betrag": Decimal(900)},
    ),
    "teile": ({"id": "t1", "titel": "Dächer"}, {"id": "t2", "titel": "Keller"}),
}  # fmt: skip


@pytest.fixture(scope="session")
def profil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where LibreOffice keeps its settings during the tests."""
    return tmp_path_factory.mktemp("profil")


@pytest.fixture(scope="session")
def vorlage(tmp_path_factory: pytest.TempPathFactory, zwischenspeicher: Path) -> Path:
    """A Vorhaben on the guide with every question type, some questions with others, and all of it as sheets."""
    zeit = datetime(2026, 11, 22, 10, tzinfo=UTC)
    umfeld = Umfeld(jetzt=lambda: zeit, zwischenspeicher=zwischenspeicher, kuerzel="ab")
    ort = tmp_path_factory.mktemp("vorlage")
    workflow.create(ort / "vorhaben", leitfaden=str(ALLES), titel="Probe", umfeld=umfeld)
    fragen = {
        Adresse("menschen"): Antwort(offen=True, zustaendig="Statistik", notiz="Frau M. anrufen"),
        Adresse("kosten"): Antwort(offen=True, zustaendig="Kämmerei", bis=date(2026, 12, 1)),
        Adresse("laenge"): Antwort(offen=True, zustaendig="KÄMMEREI "),
        Adresse("fertig"): Antwort(offen=True),
    }
    with workflow.bearbeite(ort / "vorhaben", umfeld) as stand:
        stand = workflow.save_antworten(stand, fragen, umfeld)  # noqa: PLW2901
        for endung in ("xlsx", "docx"):
            offen.export_offene(stand, ort / f"fragen.{endung}", ALLE, umfeld)
    return ort


@pytest.fixture
def ordner(tmp_path: Path, vorlage: Path) -> Path:
    """A Vorhaben of one's own."""
    return Path(shutil.copytree(vorlage / "vorhaben", tmp_path / "vorhaben"))


@pytest.fixture
def excel(tmp_path: Path, vorlage: Path) -> Path:
    """All its open questions as an Excel file."""
    return Path(shutil.copy(vorlage / "fragen.xlsx", tmp_path))


@pytest.fixture
def word(tmp_path: Path, vorlage: Path) -> Path:
    """The same as a Word file."""
    return Path(shutil.copy(vorlage / "fragen.docx", tmp_path))


def schreibe(ordner: Path, umfeld: Umfeld, pfad: Path, umfang: Umfang = ALLE) -> Path:
    offen.export_offene(workflow.load_stand(ordner, umfeld), pfad, umfang, umfeld)
    return pfad


def plane(ordner: Path, umfeld: Umfeld, *pfade: Path) -> Rueckplan:
    stand = workflow.load_stand(ordner, umfeld)
    return offen.plan(stand, offen.load_ruecksendungen(stand, pfade))


def lies_ein(ordner: Path, umfeld: Umfeld, *pfade: Path, arten: Sequence[str] = ("neu", "notiz")) -> Stand:
    with workflow.bearbeite(ordner, umfeld) as stand:
        plan = offen.plan(stand, offen.load_ruecksendungen(stand, pfade))
        return offen.apply_plan(stand, [z for z in plan.zeilen if z.art in arten], umfeld)


def finde(plan: Rueckplan, frage: str) -> Planzeile:
    return next(zeile for zeile in plan.zeilen if zeile.frage.id == frage)


def saetze(plan: Rueckplan) -> dict[str, str]:
    """Where and why."""
    return {
        p.ort: f"{format_satz(p.code, p.angaben)} {format_hinweis(p.code, p.angaben)}".strip()
        for p in plan.probleme
    }


def fuelle(pfad: Path) -> None:
    if pfad.suffix == ".xlsx":
        fill_excel(pfad, EXCEL, {"Posten": POSTEN, "Teile": TEILE})
    else:
        reihen = [[str(wert or "").replace(".", ",") for wert in zeile] for zeile in POSTEN]
        fill_word(pfad, WORD, {"posten": reihen, "teile": TEILE})


def check_alles_da(stand: Stand) -> None:
    antworten = {a.frage: antwort for a, antwort in stand.vorhaben.antworten.items()}
    assert {name: antworten[name].wert for name in ERWARTET} == ERWARTET
    assert len(ERWARTET) >= 20
    assert antworten["name"] == Antwort(
        wert=ERWARTET["name"], sicherheit="geschaetzt", belege=("Hauptsatzung", "Beschluss 12/26"), notiz="bitte prüfen"
    )  # fmt: skip
    assert "nur_nrw" not in antworten
    assert (antworten["kosten"].zustaendig, antworten["kosten"].bis) == (None, None)


# ── There and back ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("endung", ["xlsx", "docx"])
def test_more_than_twenty_answers_come_back_exactly(
    endung: str, ordner: Path, umfeld: Umfeld, excel: Path, word: Path
) -> None:
    pfad = excel if endung == "xlsx" else word
    leer = plane(ordner, umfeld, pfad)
    assert (leer.zeilen, leer.probleme) == ((), ())
    fuelle(pfad)
    check_alles_da(lies_ein(ordner, umfeld, pfad))
    gruppe = [zeile for zeile in load_protokoll(ordner) if zeile.art == "eingelesen"]
    assert [zeile.folgt for zeile in gruppe] == list(range(len(gruppe) - 1, -1, -1)), (
        "one group, one undo step"
    )
    noch_einmal = plane(ordner, umfeld, pfad)
    assert {zeile.art for zeile in noch_einmal.zeilen} == {"gleich"}


@ohne_libreoffice
@pytest.mark.langsam
@pytest.mark.parametrize(
    ("endung", "ueber"),
    [("xlsx", ""), ("docx", ""), *([("xlsx", "ods"), ("docx", "odt")] if ABNAHME else [])],
)
def test_libreoffice_saves_the_filled_sheet_and_nothing_is_lost(
    endung: str, ueber: str, ordner: Path, umfeld: Umfeld, excel: Path, word: Path, profil: Path
) -> None:
    pfad = excel if endung == "xlsx" else word
    fuelle(pfad)
    check_alles_da(lies_ein(ordner, umfeld, resave(pfad, profil, ueber)))


@given(st.sampled_from(sorted(set(f.NACH_TYP) - {"tabelle"})).flatmap(faelle))
def test_whatever_a_department_reads_it_can_type(fall: Fall) -> None:
    feld = Rueckfeld(format_wert(fall.frage, fall.wert, fall.optionen), "")
    if not ist_unbekannt(fall.frage, feld, fall.optionen):
        assert parse_feld(fall.frage, feld, fall.optionen) == fall.wert


@pytest.mark.parametrize(
    ("frage", "inhalt", "wert"),
    [
        ("zahl", Decimal("0.1"), Decimal("0.1")),
        ("zahl", "1234.56", Decimal("1234.56")),
        ("zahl", "1.234,56", Decimal("1234.56")),
        ("zahl", "1.500 km", Decimal(1500)),
        ("zahl", "−3,5", Decimal("-3.5")),
        ("ganzzahl", Decimal("9500.0"), 9500),
        ("ganzzahl", "9.500", 9500),
        ("geldbetrag", "1.234,50 EUR", Decimal("1234.50")),
        ("jahr", 2027, 2027),
        ("datum", TAG, date(2026, 12, 15)),
        ("datum", "15.12.26", date(2026, 12, 15)),
        ("datum", "2026-12-15", date(2026, 12, 15)),
        ("datum", 46371, date(2026, 12, 15)),
        ("ja_nein", True, True),
        ("ja_nein", 0, False),
        ("ja_nein", "NEIN", False),
        ("text", 1067, "1067"),
        ("text", Decimal("12.5"), "12,5"),
        ("text", date(2026, 12, 15), "15.12.2026"),
        ("text", "Ka\u0308mmerei", "Kämmerei"),
        ("skala", "3 – eher gut", 3),
        ("skala", 4, 4),
        ("prozent", "7,5", Decimal("7.5")),
        ("auswahl", "zweites", "b"),
        ("auswahl", "unbekannt", "c"),
    ],
)  # fmt: skip
def test_what_excel_and_people_make_of_a_value(frage: str, inhalt: Any, wert: Any) -> None:
    optionen = (
        f.Option(id="a", titel="Erstes"),
        f.Option(id="b", titel="Zweites"),
        f.Option(id="c", titel="unbekannt"),
    )
    weiteres: dict[str, dict[str, Any]] = {
        "skala": {"von": 0, "bis": 4, "anker": {}},
        "zahl": {"einheit": "km"},
    }
    gestellt = f.NACH_TYP[frage](id="q", text="q", typ=frage, **weiteres.get(frage, {}))
    feld = Rueckfeld(inhalt, "")
    assert not ist_unbekannt(gestellt, feld, lambda _: optionen)
    assert parse_feld(gestellt, feld, lambda _: optionen) == wert


def test_numbers_that_do_not_fit_are_told_as_people_write_them() -> None:
    feld = Rueckfeld(Decimal("0.1"), "")
    with pytest.raises(EingabeError) as fehler:
        parse_feld(f.Ganzzahl(id="q", text="q", typ="ganzzahl"), feld, lambda _: ())
    assert (fehler.value.satz, fehler.value.hinweis) == (
        "„0,1“ ist keine ganze Zahl.",
        "Zum Beispiel 9500 oder 9.500.",
    )


@pytest.mark.parametrize("text", ["weiß ich noch nicht", "Weiß nicht!", "k. A.", "?", "unbekannt", "–"])
def test_not_knowing_stays_open(text: str) -> None:
    zahl = f.Zahl(id="q", text="q", typ="zahl")
    assert ist_unbekannt(zahl, Rueckfeld(text, ""), lambda _: ())


def test_a_percentage_excel_made_a_share_of_one(ordner: Path, umfeld: Umfeld, excel: Path) -> None:
    pfad = excel
    fill_excel(pfad, {"anteil": 0.125, "verteilt#stadt": 0.6, "verteilt#verein": 0.4, "laenge": 0.5})

    def formatiere(buch: Any) -> None:
        for blatt in buch.worksheets:
            for (zelle,) in blatt.iter_rows(min_col=7, max_col=7):
                if isinstance(zelle.value, float):
                    zelle.number_format = "0.00%"

    change_excel(pfad, formatiere)
    plan = plane(ordner, umfeld, pfad)
    assert finde(plan, "anteil").neu.wert == Decimal("12.5")
    assert finde(plan, "verteilt").neu.wert == {"stadt": 60, "verein": 40}
    assert finde(plan, "laenge").neu.wert == Decimal("0.5")


# ── Sorted, moved, cut, copied ───────────────────────────────────────────────────────────────────


def test_lines_may_be_sorted_deleted_hidden_and_sheets_renamed(
    ordner: Path, umfeld: Umfeld, excel: Path
) -> None:
    pfad = excel
    fuelle(pfad)

    def bringe_durcheinander(buch: Any) -> None:
        for nr, blatt in enumerate(buch.worksheets):
            blatt.title = f"Blatt {nr}"
        haupt = next(b for b in buch.worksheets if b.max_row > 20 and b["A1"].value)
        zeilen = [[haupt.cell(r, c).value for c in range(1, 12)] for r in range(5, haupt.max_row + 1)]
        weg = [z for z in zeilen if z[0] not in {"name", "farbe"}]
        haupt.delete_rows(5, haupt.max_row)
        for r, werte in enumerate(sorted(weg, key=lambda z: str(z[0])), 7):
            for c, wert in enumerate(werte, 1):
                haupt.cell(r, c).value = wert
            haupt.row_dimensions[r].hidden = r % 2 == 0
        haupt.insert_rows(4)
        haupt.insert_cols(1)

    change_excel(pfad, bringe_durcheinander)
    plan = plane(ordner, umfeld, pfad)
    assert not plan.probleme
    gefunden = {zeile.frage.id: zeile.neu.wert for zeile in plan.zeilen}
    fehlen = set(ERWARTET) - set(gefunden)
    assert fehlen == {"name", "farbe"}
    for name, wert in gefunden.items():
        if name not in {"posten", "teile"}:
            assert wert == ERWARTET[name]


def test_a_copied_line_that_says_something_else_is_no_answer(
    ordner: Path, umfeld: Umfeld, tmp_path: Path
) -> None:
    a, b = (schreibe(ordner, umfeld, tmp_path / f"{name}.xlsx") for name in "ab")
    fill_excel(a, {"menschen": 5, "jahr": 2030, "land": "Hessen"})
    fill_excel(b, {"menschen": 6, "jahr": 2030, "name": "B"})
    plan = plane(ordner, umfeld, a, b)
    assert {z.frage.id for z in plan.zeilen} == {"jahr", "land", "name"}
    ((ort, satz),) = saetze(plan).items()
    assert ort.startswith("b.xlsx:Statistik:G")
    assert "zweimal verschieden beantwortet: hier „6“, in a.xlsx:Statistik:G5 „5“" in satz


def test_what_stands_beside_no_question_is_named(ordner: Path, umfeld: Umfeld, tmp_path: Path) -> None:
    pfad = schreibe(ordner, umfeld, tmp_path / "fragen.xlsx", Umfang(stelle="Kämmerei"))
    change_excel(pfad, lambda buch: buch.worksheets[0].__setitem__("G9", "Nachtrag"))
    assert saetze(plane(ordner, umfeld, pfad)) == {
        "fragen.xlsx:Kämmerei:G9": "Die Zeile gehört zu keiner Frage; „Nachtrag“ wird nicht übernommen. "
        "Bitte die Angabe neben der Frage eintragen, zu der sie gehört."
    }


def test_formulas_count_by_their_saved_result_and_never_without(
    ordner: Path, umfeld: Umfeld, excel: Path
) -> None:
    pfad = excel
    fill_excel(
        pfad,
        {
            "menschen": "=1+1",
            "laenge": "=2*3",
            "kosten": "=1/0",
            "jahr": datetime.fromisoformat("2027-05-03"),
            "guete": 9,
        },
    )
    with zipfile.ZipFile(pfad) as archiv:
        teile = {name: archiv.read(name) for name in archiv.namelist()}
    for name in [name for name in teile if name.startswith("xl/worksheets/sheet")]:
        mit_sechs = teile[name].replace(b"<f>2*3</f><v></v>", b"<f>2*3</f><v>6.5</v>")
        teile[name] = re.sub(rb"><f>1/0</f><v></v>", rb' t="e"><f>1/0</f><v>#DIV/0!</v>', mit_sechs)
    schreibe_archiv(pfad, teile)
    plan = plane(ordner, umfeld, pfad)
    assert finde(plan, "laenge").neu.wert == Decimal("6.5")
    gesagt = " ".join(saetze(plan).values())
    assert "Formel ohne gespeichertes Ergebnis" in gesagt
    assert "#DIV/0!" in gesagt
    assert "Hier steht ein Datum (03.05.2027), erwartet wird eine Zahl" in gesagt
    assert "9 ist zu viel; möglich ist höchstens 4." in gesagt
    assert len(plan.probleme) == 4


def test_comments_at_cells_become_notes(ordner: Path, umfeld: Umfeld, excel: Path) -> None:
    pfad = excel
    fill_excel(pfad, {"menschen": 12, "menschen/notiz": "Stand Juni", "name": "x"})

    def kommentiere(buch: Any) -> None:
        for blatt in buch.worksheets:
            for (zelle,) in blatt.iter_rows(min_col=7, max_col=7):
                if zelle.value == 12:
                    zelle.comment = Comment("ohne Zweitwohnsitze", "Amt 12")
                if zelle.value == "x":
                    zelle.comment = Comment(
                        "[Threaded comment]\n\nYour version …\n\nComment:\n    so heißt es", "Amt 12"
                    )

    change_excel(pfad, kommentiere)
    stand = lies_ein(ordner, umfeld, pfad)
    notizen = {a.frage: antwort.notiz for a, antwort in stand.vorhaben.antworten.items()}
    assert notizen["menschen"] == "Frau M. anrufen\nStand Juni\nohne Zweitwohnsitze"
    assert notizen["name"] == "so heißt es"


def test_a_note_alone_leaves_the_question_open(ordner: Path, umfeld: Umfeld, tmp_path: Path) -> None:
    pfad = schreibe(ordner, umfeld, tmp_path / "fragen.docx", Umfang(stelle="Statistik"))
    fill_word(pfad, {"menschen": "weiß nicht", "menschen/notiz": "Zensus folgt im Mai"})
    stand = lies_ein(ordner, umfeld, pfad)
    assert stand.vorhaben.antworten[Adresse("menschen")] == Antwort(
        offen=True, zustaendig="Statistik", notiz="Frau M. anrufen\nZensus folgt im Mai"
    )


# ── Newer answers ────────────────────────────────────────────────────────────────────────────────


def test_an_answer_given_meanwhile_is_never_overwritten_unasked(
    ordner: Path, umfeld: Umfeld, excel: Path
) -> None:
    pfad = excel
    fill_excel(pfad, {"menschen": 9500, "menschen/beleg": "Melderegister", "kosten": 10}, {"Teile": TEILE})
    with workflow.bearbeite(ordner, umfeld) as stand:
        neuere = {
            Adresse("menschen"): Antwort(wert=9600),
            Adresse("kosten"): Antwort(wert=Decimal(10)),
            Adresse("teile"): Antwort(wert=({"id": "t7", "titel": "Keller"},)),
        }
        workflow.save_antworten(stand, neuere, umfeld)
    plan = plane(ordner, umfeld, pfad)
    assert {z.frage.id: z.art for z in plan.zeilen} == {
        "menschen": "neuer",
        "kosten": "gleich",
        "teile": "neuer",
    }
    stand = lies_ein(ordner, umfeld, pfad)
    assert stand.vorhaben.antworten[Adresse("menschen")].wert == 9600
    stand = lies_ein(ordner, umfeld, pfad, arten=("neu", "notiz", "neuer"))
    assert stand.vorhaben.antworten[Adresse("menschen")] == Antwort(wert=9500, belege=("Melderegister",))
    zeilen = stand.vorhaben.antworten[Adresse("teile")].wert
    assert zeilen == ({"id": "t1", "titel": "Dächer"}, {"id": "t7", "titel": "Keller"}), "a row keeps its id"


def test_the_guides_own_checks_hold_for_sheets_too(ordner: Path, umfeld: Umfeld, excel: Path) -> None:
    pfad = excel
    fill_excel(pfad, {"beginn": "15.12.2026", "ende": "01.12.2026"}, {"Posten": [("Haus", None, 1001, None)]})
    plan = plane(ordner, umfeld, pfad)
    assert [z.frage.id for z in plan.zeilen] == ["beginn"]
    assert sorted(saetze(plan).values()) == [
        "Das Ende liegt vor dem Beginn.",
        "Die Beträge ergeben mehr als 1.000 Euro.",
    ]


def test_a_sheet_of_an_earlier_guide_finds_its_questions(tmp_path: Path, umfeld: Umfeld) -> None:
    ort = tmp_path / "leitfaden"
    alt = [make_frage(name, "text") for name in ("name", "fax", "rest")]
    alt += [make_frage("wahl", "mehrfach"), make_frage("weg", "mehrfach"), make_frage("liste", "tabelle")]
    write_daten(ort, {"version": "1.0.0", "abschnitte": [{"id": "a", "fragen": alt}]})
    marten = tmp_path / "marten"
    workflow.create(marten, leitfaden=str(ort), titel="Marten", umfeld=umfeld)
    pfad = schreibe(marten, umfeld, tmp_path / "fragen.xlsx")
    werte = {"name": "Marten", "fax": "0231", "rest": "x", "wahl#o1": "x", "wahl#o2": "", "weg#o1": "x"}
    fill_excel(pfad, werte, {"Frage liste": [("Dach", None, 3)]})
    neu = [
        make_frage("quartier", "text"),
        make_frage("wahl", "mehrfach"),
        make_frage("weg", "mehrfach"),
        make_frage("liste", "tabelle"),
    ]
    neu[1]["optionen"][0]["id"] = "eins"
    neu[2]["optionen"] = neu[2]["optionen"][1:]
    neu[3]["spalten"][2]["id"] = "anzahl"
    umbenannt = {
        "fragen": {"name": "quartier"},
        "optionen": {"wahl": {"o1": "eins"}},
        "spalten": {"liste": {"zahl": "anzahl"}},
    }
    kopf = {"umbenannt": umbenannt, "zurueckgezogen": {"fragen": {"fax": "Faxe schickt niemand."}}}
    write_daten(ort, {"version": "2.0.0", "abschnitte": [{"id": "a", "fragen": neu}], **kopf})
    plan = plane(marten, umfeld, pfad)
    assert finde(plan, "quartier").neu.wert == "Marten"
    assert finde(plan, "wahl").neu.wert == ("eins",)
    assert finde(plan, "liste").neu.wert == ({"id": "z1", "titel": "Dach", "anzahl": 3},)
    assert sorted(saetze(plan).values()) == [
        "Die Möglichkeit „o1“ gibt es nicht mehr.",
        "Diese Frage stellt der Leitfaden nicht mehr.",
        "Diese Frage stellt der Leitfaden nicht mehr. Faxe schickt niemand.",
    ]


def test_a_column_that_is_gone_and_a_text_where_a_table_belongs(
    ordner: Path, umfeld: Umfeld, excel: Path
) -> None:
    pfad = excel
    fill_excel(pfad, {"teile": "nur das Dach"}, {"Posten": [("Haus", None, 5, None)]})
    change_excel(
        pfad,
        lambda buch: buch["Posten"].__setitem__("F4", "frueher") or buch["Posten"].__setitem__("F6", "x"),
    )
    assert sorted(saetze(plane(ordner, umfeld, pfad)).values()) == [
        "Die Frage will eine Tabelle; „nur das Dach“ wird nicht übernommen. Bitte die Zeilen auf dem Blatt der Tabelle eintragen.",
        "Die Spalte „frueher“ gibt es in dieser Tabelle nicht mehr.",
    ]


# ── What goes out ────────────────────────────────────────────────────────────────────────────────


def test_sheets_are_protected_printable_and_never_formulas(tmp_path: Path, umfeld: Umfeld) -> None:
    ort = tmp_path / "leitfaden"
    boese = make_frage("boese", "text", text="=HYPERLINK(1)", hilfe="+1", warum="@SUM(A1)", kurz="-1")
    wahl = make_frage("wahl", "auswahl", optionen=[{"id": "a", "titel": "=1+1"}, {"id": "b", "titel": "+b"}])
    write_daten(ort, {"version": "1.0.0", "abschnitte": [{"id": "a", "fragen": [boese, wahl]}]})
    marten = tmp_path / "marten"
    workflow.create(marten, leitfaden=str(ort), titel="=cmd|' /C calc'!A0", umfeld=umfeld)
    with workflow.bearbeite(marten, umfeld) as stand:
        workflow.save_antwort(
            stand, Adresse("boese"), Antwort(offen=True, zustaendig="='[x]y'!A1", notiz="=1"), umfeld
        )
    pfad = schreibe(marten, umfeld, tmp_path / "fragen.xlsx", Umfang(alle=True, persoenlich=True))
    buch = openpyxl.load_workbook(pfad)
    for blatt in buch.worksheets:
        assert not [z.coordinate for zeile in blatt.iter_rows() for z in zeile if z.data_type == "f"]
        assert blatt.protection.sheet
        assert blatt.page_setup.paperSize == 9
    haupt = buch.worksheets[0]
    assert haupt.freeze_panes == "E5"
    assert haupt.print_title_rows == "$4:$4"
    assert (haupt.column_dimensions["A"].hidden, haupt["D5"].protection.locked, haupt["G5"].protection.locked) == (True, True, False)  # fmt: skip
    pruefungen = {
        str(p.sqref): p.formula1 for b in buch.worksheets for p in b.data_validations.dataValidation
    }
    assert any("Auswahl" in formel for formel in pruefungen.values())
    assert (
        schreibe(marten, umfeld, tmp_path / "zweite.xlsx", Umfang(alle=True, persoenlich=True)).read_bytes()
        == pfad.read_bytes()
    )


def test_personal_questions_and_notes_stay_at_home(tmp_path: Path, umfeld: Umfeld) -> None:
    ort = tmp_path / "leitfaden"
    fragen = [make_frage("wer", "text", personenbezogen=True), make_frage("was", "text")]
    write_daten(ort, {"version": "1.0.0", "abschnitte": [{"id": "a", "fragen": fragen}]})
    marten = tmp_path / "marten"
    workflow.create(marten, leitfaden=str(ort), titel="Marten", umfeld=umfeld)
    with workflow.bearbeite(marten, umfeld) as stand:
        notiert = Antwort(offen=True, notiz="Frau Muster weiß es", zustaendig="Erika Beispiel")
        workflow.save_antworten(stand, {Adresse("wer"): notiert, Adresse("was"): notiert}, umfeld)
    for endung in ("xlsx", "docx"):
        ohne = schreibe(marten, umfeld, tmp_path / f"ohne.{endung}")
        mit = schreibe(marten, umfeld, tmp_path / f"mit.{endung}", Umfang(alle=True, persoenlich=True))
        texte = []
        for pfad in (ohne, mit):
            with zipfile.ZipFile(pfad) as archiv:
                texte.append(b"".join(archiv.read(name) for name in archiv.namelist()).decode())
        assert ("Muster" in texte[0], ">wer<" in texte[0], "|wer|" in texte[0]) == (False, False, False)
        assert ("Muster" in texte[1], "Erika Beispiel" in texte[1]) == (True, True)
        assert ("Erika" in texte[0], "zuständige Person" in texte[0]) == (False, True)
        assert {z.art for z in plane(marten, umfeld, mit).zeilen} <= {"gleich"}, (
            "an untouched note changes nothing"
        )


def test_one_file_per_department_however_it_is_spelled(ordner: Path, umfeld: Umfeld, tmp_path: Path) -> None:
    stand = workflow.load_stand(ordner, umfeld)
    ausgaben, _ = offen.export_offene(stand, tmp_path / "boegen", Umfang(), umfeld)
    assert {a.pfad.name: a.fragen for a in ausgaben} == {
        "offen-kaemmerei.xlsx": 2, "offen-statistik.xlsx": 1, "offen-noch-niemand-zustaendig.xlsx": 1,
    }  # fmt: skip
    fill_excel(tmp_path / "boegen" / "offen-statistik.xlsx", {"menschen": 7})
    (tmp_path / "boegen" / "~$offen-statistik.xlsx").write_bytes(b"Excel has it open")
    assert [z.neu.wert for z in plane(ordner, umfeld, tmp_path / "boegen").zeilen] == [7]
    with pytest.raises(DatenError, match="gibt es schon"):
        offen.export_offene(stand, tmp_path / "boegen", Umfang(), umfeld)


# ── Files from strangers ─────────────────────────────────────────────────────────────────────────


def _ohne_kennzeichen(pfad: Path) -> None:
    def leere(wurzel: ET.Element) -> None:
        for kind in list(wurzel):
            wurzel.remove(kind)

    def schneide(buch: Any) -> None:
        for blatt in buch.worksheets:
            blatt.delete_cols(1, 2)

    if pfad.suffix == ".xlsx":
        change_excel(pfad, schneide)
    else:
        change_word(pfad, leere)
        change_word(pfad, leere, teil="docProps/core.xml")


def _tausche(pfad: Path, alt: bytes, neu: bytes) -> None:
    with zipfile.ZipFile(pfad) as archiv:
        teile = {name: archiv.read(name).replace(alt, neu) for name in archiv.namelist()}
    schreibe_archiv(pfad, teile)


def _setze_teil(pfad: Path, inhalt: bytes) -> None:
    with zipfile.ZipFile(pfad) as archiv:
        teile = {name: archiv.read(name) for name in archiv.namelist()}
    name = "word/document.xml" if pfad.suffix == ".docx" else "xl/workbook.xml"
    schreibe_archiv(pfad, {**teile, name: inhalt})


_ENTITAET = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
_TIEF = b'<w:p xmlns:w="%s">' % W[1:-1].encode() + b"<w:sdt>" * 20_000 + b"</w:sdt>" * 20_000 + b"</w:p>"
SCHADEN: Mapping[str, tuple[Any, str]] = {
    "kein Kennzeichen": (_ohne_kennzeichen, "das verborgene Kennzeichen fehlt"),
    "abgeschnitten": (lambda p: p.write_bytes(p.read_bytes()[:900]), "keine lesbare"),
    "leer": (lambda p: p.write_bytes(b""), "keine lesbare"),
    "Entitäten": (lambda p: _setze_teil(p, _ENTITAET), "Dokumenttyp"),
    "kein XML": (lambda p: _setze_teil(p, b"<a><b></a>"), "nicht zu verstehen"),
    "tief": (lambda p: _setze_teil(p, _TIEF), "nicht zu verstehen"),
    "Bombe": (lambda p: _setze_teil(p, b"<a>" + b" " * 70_000_000 + b"</a>"), "ausgepackt zu groß"),
    "neueres Programm": (lambda p: _tausche(p, b"rueckgabe:1|", b"rueckgabe:2|"), "neueren Fassung des Programms"),
    "anderes Vorhaben": (lambda p: _tausche(p, b"|2026-11-22T", b"|2025-11-22T"), "gehört zu einem anderen Vorhaben („Probe“)"),
    "anderer Leitfaden": (lambda p: _tausche(p, b":1|alles|", b":1|dorf|"), "gehört zum Leitfaden „dorf“"),
}  # fmt: skip


@pytest.mark.parametrize("endung", ["xlsx", "docx"])
@pytest.mark.parametrize("schaden", SCHADEN)
def test_a_foreign_or_hostile_file_is_refused_with_a_sentence(
    schaden: str, endung: str, ordner: Path, umfeld: Umfeld, excel: Path, word: Path
) -> None:
    pfad = excel if endung == "xlsx" else word
    mache, satz = SCHADEN[schaden]
    mache(pfad)
    with pytest.raises(DatenError) as fehler:
        plane(ordner, umfeld, pfad)
    assert satz in fehler.value.satz
    assert str(pfad) in fehler.value.satz


def test_a_sheet_with_a_million_lines_is_refused(ordner: Path, umfeld: Umfeld, excel: Path) -> None:
    pfad = excel
    change_excel(pfad, lambda buch: buch.worksheets[0].cell(1_000_000, 7, "x"))
    with pytest.raises(DatenError, match="zu viele Zeilen"):
        plane(ordner, umfeld, pfad)


def test_deleted_text_and_tracked_changes_in_word(ordner: Path, umfeld: Umfeld, tmp_path: Path) -> None:
    pfad = schreibe(ordner, umfeld, tmp_path / "fragen.docx", Umfang(stelle="Statistik"))
    fill_word(pfad, {"menschen": "9500"})
    _tausche(pfad, b"<w:r><w:t>9500</w:t></w:r>", b'<w:del w:id="1"><w:r><w:delText>12</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>95</w:t></w:r></w:ins><w:r><w:t>00</w:t></w:r>')  # fmt: skip
    assert finde(plane(ordner, umfeld, pfad), "menschen").neu.wert == 9500


def test_the_folder_is_untouched_by_a_preview(
    ordner: Path, umfeld: Umfeld, excel: Path, tmp_path: Path
) -> None:
    pfad = excel
    fuelle(pfad)
    kopie = shutil.copytree(ordner, tmp_path / "kopie")
    plane(ordner, umfeld, pfad)
    for datei in kopie.iterdir():
        assert (ordner / datei.name).read_bytes() == datei.read_bytes()


def test_errors_of_a_field_are_for_people() -> None:
    with pytest.raises(EingabeError, match="Formel ohne gespeichertes Ergebnis"):
        parse_feld(
            f.Zahl(id="q", text="q", typ="zahl"), Rueckfeld(None, "", code="rueckgabe-formel"), lambda _: ()
        )
