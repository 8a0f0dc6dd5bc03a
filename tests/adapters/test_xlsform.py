"""Questionnaire files: what we write is text, what strangers send is bounded, and nothing in it is worked out."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tests.conftest import ABNAHME
from wegweiser.adapters.xlsform.lesen import MAX_ZEILEN, read_fragebogen
from wegweiser.adapters.xlsform.schreiben import format_fragebogen
from wegweiser.errors import DatenError, LeitfadenError, WegweiserError
from wegweiser.model.fragebogen import Blatt, Blattzeile, Fragebogen
from wegweiser.workflow import fragebogen, leitfaeden
from wegweiser.workflow.umfeld import Umfeld

UMFELD = Umfeld(jetzt=lambda: datetime(2026, 11, 25, 12, tzinfo=UTC))
BOESE = (
    "=1+1", "+49 231", "-x", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "|", "\\", "${x}", "${", "a\nb", "# kein", "- {x: y}", "\x1b[31mrot",
    "\u202eabc", "a\x00b", "'", '"', "…", "x" * 6000, "null", "yes", "1.0", "007", "{{ 1 }}", "<b>", "]]>", "&amp;", "😀", "ÄÖÜ ß",
)  # fmt: skip


def _blatt(name: str, *zeilen: Mapping[str, str]) -> Blatt:
    spalten = list(dict.fromkeys(spalte for zeile in zeilen for spalte in zeile))
    nummern = {spalte: nr for nr, spalte in enumerate(spalten, 1)}
    return Blatt(name, nummern, tuple(Blattzeile(nr, zeile) for nr, zeile in enumerate(zeilen, 2)))


def _bogen(*survey: Mapping[str, str], choices: tuple[Mapping[str, str], ...] = ()) -> Fragebogen:
    return {"survey": _blatt("survey", *survey), "choices": _blatt("choices", *choices)}


def _write(pfad: Path, blaetter: Mapping[str, list[list[Any]]]) -> Path:
    buch = Workbook()
    buch.remove(buch.worksheets[0])
    for name, zeilen in blaetter.items():
        blatt = buch.create_sheet(name)
        for zeile in zeilen:
            blatt.append(zeile)
    buch.save(pfad)
    return pfad


# ── Out ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_cell_that_looks_like_a_formula_stays_a_text() -> None:
    texte = ["=1+1", "+49 231", "-5", "@x", ". >= 0"]
    roh = format_fragebogen(
        _bogen(*({"type": "text", "name": f"f{nr}", "label": t} for nr, t in enumerate(texte)))
    )
    blatt = load_workbook(io.BytesIO(roh))["survey"]
    zellen = [blatt.cell(nr, 3) for nr in range(2, 2 + len(texte))]
    assert [zelle.value for zelle in zellen] == texte
    assert {zelle.data_type for zelle in zellen} == {"s"}
    assert [bool(zelle.quotePrefix) for zelle in zellen] == [True, True, True, True, False]


def test_the_file_holds_no_time_of_today() -> None:
    with zipfile.ZipFile(io.BytesIO(format_fragebogen(_bogen({"type": "text", "name": "a"})))) as archiv:
        assert {teil.date_time[0] for teil in archiv.infolist()} == {1980}
        kern = archiv.read("docProps/core.xml").decode()
    assert kern.count("2000-01-01T00:00:00Z") == 2


@pytest.mark.parametrize("text", [t for t in BOESE if t.isprintable() and len(t) < 100])
def test_what_is_written_is_read_again(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(format_fragebogen(_bogen({"type": "text", "name": "a", "label": text})))
    gelesen = read_fragebogen(tmp_path / "a.xlsx")["survey"].zeilen[0]
    assert gelesen == Blattzeile(2, {"type": "text", "name": "a", "label": text})


# ── In ───────────────────────────────────────────────────────────────────────────────────────────


def test_formulas_are_not_worked_out_and_numbers_become_texts(tmp_path: Path) -> None:
    pfad = _write(
        tmp_path / "a.xlsx",
        {
            "Survey ": [["Type", "Name", "Label", "required"], ["integer", "a", "=1+1", True], [None], ["text", "b", 2.0, False]],
            "choices": [["list name", "value", "caption"], ["l", 1, datetime(2026, 1, 2)], ["l", 2.5, "x"]],  # noqa: DTZ001
            "other": [["=1"] * 3],
        },
    )  # fmt: skip
    bogen = read_fragebogen(pfad)
    assert [(z.nr, dict(z.werte)) for z in bogen["survey"].zeilen] == [
        (2, {"type": "integer", "name": "a", "required": "true"}),
        (4, {"type": "text", "name": "b", "label": "2", "required": "false"}),
    ]
    assert [dict(z.werte) for z in bogen["choices"].zeilen] == [
        {"list_name": "l", "name": "1", "label": "2026-01-02"},
        {"list_name": "l", "name": "2.5", "label": "x"},
    ]
    assert set(bogen) == {"survey", "choices"}


def _mit_teil(roh: bytes, name: str, inhalt: bytes) -> bytes:
    ziel = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(roh)) as alt, zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as neu:
        for teil in alt.namelist():
            if teil != name:
                neu.writestr(teil, alt.read(teil))
        neu.writestr(name, inhalt)
    return ziel.getvalue()


def _leeres_zip() -> bytes:
    ziel = io.BytesIO()
    zipfile.ZipFile(ziel, "w").close()
    return ziel.getvalue()


def _mit_vielen(roh: bytes) -> bytes:
    ziel = io.BytesIO(roh)
    with zipfile.ZipFile(ziel, "a") as archiv:
        for nr in range(600):
            archiv.writestr(f"xl/x{nr}.xml", b"<x/>")
    return ziel.getvalue()


_DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
_SCHADEN: Mapping[str, Callable[[bytes], bytes]] = {
    "leer": lambda _: b"",
    "kein-zip": lambda _: b"PK\x03\x04 nichts",
    "halb": lambda roh: roh[: len(roh) // 2],
    "ohne-inhalt": lambda _: _mit_teil(_leeres_zip(), "a.txt", b"x"),
    "bombe": lambda roh: _mit_teil(roh, "xl/worksheets/sheet1.xml", b"<x>" + b" " * 70_000_000 + b"</x>"),
    "dtd": lambda roh: _mit_teil(roh, "xl/sharedStrings.xml", _DTD),
    "utf16": lambda roh: _mit_teil(roh, "xl/workbook.xml", "<!DOCTYPE x><x/>".encode("utf-16")),
    "kein-xml": lambda roh: _mit_teil(roh, "xl/workbook.xml", b"<workbook"),
    "viele-teile": _mit_vielen,
}


@pytest.mark.parametrize("schaden", _SCHADEN)
def test_a_damaged_or_hostile_file_is_refused_with_a_sentence(schaden: str, tmp_path: Path) -> None:
    heil = format_fragebogen(_bogen({"type": "text", "name": "a", "label": "A"}))
    (tmp_path / "a.xlsx").write_bytes(_SCHADEN[schaden](heil))
    with pytest.raises(DatenError) as fehler:
        read_fragebogen(tmp_path / "a.xlsx")
    assert fehler.value.code == "excel-datei"
    assert "keine lesbare Excel-Datei" in str(fehler.value)


def test_a_row_far_below_costs_nothing_and_is_refused(tmp_path: Path) -> None:
    buch = Workbook()
    blatt = buch.worksheets[0]
    blatt.title = "survey"
    blatt.append(["type", "name"])
    blatt.cell(MAX_ZEILEN + 2, 1, "text")
    buch.save(tmp_path / "a.xlsx")
    with pytest.raises(DatenError, match="mehr als 10000 Zeilen"):
        read_fragebogen(tmp_path / "a.xlsx")
    blatt.cell(1_048_576, 16_384, "x")
    blatt.cell(MAX_ZEILEN + 2, 1).value = None
    buch.save(tmp_path / "a.xlsx")
    assert read_fragebogen(tmp_path / "a.xlsx")["survey"].zeilen == ()


@pytest.mark.parametrize(
    ("name", "inhalt", "code"),
    [
        ("a.xls", b"x", "xlsform-endung"),
        ("a.md", b"| umfrage |\n| | type |", "xlsform-blatt"),
        ("a.md", b"| survey |\n| | name | label |\n| | a | A |", "xlsform-spalte"),
        ("a.md", b"| survey |\n| | type | name |\n| | note | a |", "xlsform-keine-fragen"),
        ("a.csv", b"\xff\xfe", "kein-text"),
    ],
)
def test_what_is_no_questionnaire_is_refused(name: str, inhalt: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(inhalt)
    with pytest.raises(DatenError) as fehler:
        fragebogen.import_fragebogen(tmp_path / name, tmp_path / "g", UMFELD)
    assert fehler.value.code == code
    assert not (tmp_path / "g").exists()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("survey,,\n,type,name\n,text,a\n", encoding="utf-8")
    fragebogen.import_fragebogen(tmp_path / "a.csv", tmp_path / "g", UMFELD)
    with pytest.raises(LeitfadenError):
        fragebogen.import_fragebogen(tmp_path / "a.csv", tmp_path / "g", UMFELD)
    with pytest.raises(DatenError, match="gibt es schon"):
        fragebogen.export_fragebogen(
            "wegweiser", _anlegen(tmp_path / "a.xlsx"), "alle", (), UMFELD, ersetzen=False
        )


def _anlegen(pfad: Path) -> Path:
    pfad.write_bytes(b"meins")
    return pfad


_WORTE = st.sampled_from(BOESE)
_NAMEN = st.sampled_from(["a", "b", "c", "A b", "in", "1", "", "ja", "b__titel", *BOESE[:6]])
_TYPEN = st.sampled_from(
    [
        "text", "integer", "decimal", "date", "select_one l", "select_multiple l or_other", "rank l", "select_one fehlt", "select_one ${a}",
        "begin group", "end group", "begin repeat", "end repeat", "calculate", "note", "range", "geopoint", "image", "acknowledge", "today",
        "begin loop over l", "unsinn", "select_one_from_file x.csv", "BEGIN_REPEAT", "end_group",
    ]
)  # fmt: skip
_AUSDRUECKE = st.sampled_from(
    [
        "", "${a} > 3", "${a} = 'x' or ${b} = 1", "not(selected(${b}, 'x'))", ". > 3 and . < 9", "count(${a}) > 1", "sum(${b}) <= 3", "((", "${",
        "${a} + ${b} * 2", "if(${a} = '', 0, ${a})", "regex(., '.*')", "coalesce(${a}, ${b})", "${c}", "true()", "today()", "1", "'x'",
        "${a} = ${b}", "count(${b}[a > 3]) = 0", "../a = 2", "string-length(.) < 5", "1" + "+1" * 900, "(" * 60 + "1" + ")" * 60, "-" * 90 + "1",
    ]
)  # fmt: skip
_ZEILEN = st.lists(
    st.fixed_dictionaries(
        {"type": _TYPEN, "name": _NAMEN},
        optional={
            "label": _WORTE,
            "label::English (en)": _WORTE,
            "hint": _WORTE,
            "relevant": _AUSDRUECKE,
            "constraint": _AUSDRUECKE,
            "constraint_message": _WORTE,
            "calculation": _AUSDRUECKE,
            "repeat_count": _AUSDRUECKE,
            "required": st.sampled_from(["yes", "no", "${a} = 1"]),
            "default": _WORTE,
            "wegweiser": st.sampled_from(
                ["typ=verteilung", "je=a", "typ=skala; katalog=formen", "zeilen=9-1", "typ=helfer", "hilfe=a"]
            ),
        },
    ),
    max_size=12,
)
_WAHLEN = st.lists(
    st.fixed_dictionaries({"list_name": st.just("l"), "name": _NAMEN, "label": _WORTE}), max_size=5
)


@settings(max_examples=1500 if ABNAHME else 60)
@given(survey=_ZEILEN, choices=_WAHLEN)
@example(
    survey=[
        {"type": "begin loop over l", "name": "a"},
        {"type": "begin repeat", "name": "a", "wegweiser": "je=a"},
        {"type": "text", "name": "a"},
    ],
    choices=[],
)
def test_whatever_comes_in_is_refused_or_becomes_a_sound_guide(
    survey: list[dict[str, str]], choices: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    ordner = tmp_path_factory.mktemp("fremd")
    (ordner / "a.xlsx").write_bytes(
        format_fragebogen(_bogen({"type": "text", "name": "x"}, *survey, choices=tuple(choices)))
    )
    try:
        einlesung = fragebogen.import_fragebogen(ordner / "a.xlsx", ordner / "g", UMFELD)
    except WegweiserError as fehler:
        pytest.fail(str(fehler))
    assert [b.meldung for b in leitfaeden.check_leitfaden(str(ordner / "g")) if b.stufe == "fehler"] == []
    assert einlesung.fragen >= 1
    for pfad in (ordner / "g").rglob("*.yaml"):
        assert not {z for z in pfad.read_text(encoding="utf-8") if ord(z) < 32 and z != "\n"}
