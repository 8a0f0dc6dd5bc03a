"""The authors' handbook: its tables are those of the program, its examples work as they stand there."""

import re
import shlex
from pathlib import Path

import pytest
from click import Command, Group

from wegweiser.adapters.handbuch import (
    KEINE_BEFUNDE,
    build_teile,
    format_tabelle,
    is_handbuch,
    list_befunde,
    refresh_handbuch,
)
from wegweiser.adapters.leitfadenschema import load_beschreibungen
from wegweiser.adapters.leitfaeden import build_entwurf, load_dateien
from wegweiser.adapters.yaml_lesen import load_yaml
from wegweiser.ausdruck import Tabelle, Typ, check_ausdruck, parse_ausdruck
from wegweiser.ausdruck.funktionen import STELLIGKEIT
from wegweiser.cli.app import build_befehl
from wegweiser.core.namen import build_namen, typ_von
from wegweiser.errors.saetze import SAETZE
from wegweiser.model import frage as f
from wegweiser.workflow import autoren, leitfaeden, reisen
from wegweiser.workflow.umfeld import Umfeld

WURZEL = Path(__file__).parents[1]
HANDBUCH = (WURZEL / "leitfaden" / "README.md").read_text(encoding="utf-8")
YAML = re.findall(r"```yaml\n(.*?)```", HANDBUCH, re.DOTALL)
SPRACHE = load_beschreibungen()["Ausdruckssprache"]


def test_the_tables_are_current() -> None:
    assert is_handbuch(HANDBUCH)
    assert refresh_handbuch(HANDBUCH) == HANDBUCH, "wegweiser leitfaden schema --nach leitfaden"


def test_what_was_written_by_hand_stays() -> None:
    eigen = HANDBUCH.replace("# Leitfäden schreiben", "# Unser Handbuch").replace("| `summe(…)` |", "| alt |")
    neu = refresh_handbuch(eigen)
    assert neu.startswith("# Unser Handbuch")
    assert "| `summe(…)` |" in neu


def test_every_part_is_about_something() -> None:
    teile = build_teile()
    assert all(f"`{typ}`" in teile["fragetypen"] for typ in f.NACH_TYP)
    assert all(f"`{name}(" in teile["ausdruecke"] for name in STELLIGKEIT)
    assert all(
        f"**{name}**" in teile["angaben"]
        for name in ("Leitfadenkopf", "Frage", "Regel", "Falltabelle", "Fragetext")
    )
    assert "None" not in "".join(teile.values()).replace("`None`", "")


def test_findings_are_known_and_each_stands_in_the_table() -> None:
    befunde = [code for codes in list_befunde().values() for code in codes]
    assert len(befunde) == len(set(befunde)) > 60
    assert set(befunde) | KEINE_BEFUNDE <= set(SAETZE)
    assert [code for code in befunde if f"| `{code}` |" not in HANDBUCH] == []


def test_a_cell_cannot_end_its_table() -> None:
    assert format_tabelle(["a"], iter([["x | y\nz"]])) == "| a |\n| --- |\n| x \\| y z |\n"


def test_every_function_is_described_and_every_example_is_right() -> None:
    assert set(SPRACHE["funktionen"]) == set(STELLIGKEIT)
    leitfaden = build_entwurf(load_dateien(WURZEL / "tests" / "leitfaeden" / "alles")).leitfaden
    assert leitfaden
    namen = build_namen(leitfaden, None)
    beispiele = [z["beispiel"] for z in (*SPRACHE["zeichen"], *SPRACHE["funktionen"].values())]
    assert [(b, check_ausdruck(parse_ausdruck(b), namen)[1]) for b in beispiele] == [
        (b, ()) for b in beispiele
    ]


WORTE = {
    Typ.ZAHL: "Zahl",
    Typ.TEXT: "Text",
    Typ.WAHRHEIT: "ja oder nein",
    Typ.DATUM: "Tag",
    Typ.LISTE: "Liste",
}


def test_types_in_expressions_are_those_of_the_check() -> None:
    leitfaden = build_entwurf(load_dateien(WURZEL / "tests" / "leitfaeden" / "alles")).leitfaden
    assert leitfaden
    fragen = {frage.typ: frage for abschnitt in leitfaden.abschnitte for frage in abschnitt.fragen()}
    assert set(SPRACHE["typen"]) == set(f.NACH_TYP) == set(fragen)
    for typ, wort in SPRACHE["typen"].items():
        art = typ_von(fragen[typ])
        soll = "Spalten" if isinstance(art, Tabelle) else "nicht lesbar" if art is None else WORTE[art]
        assert wort.startswith(soll), typ


@pytest.mark.parametrize("text", YAML, ids=lambda text: text.split("\n")[0])
def test_examples_are_yaml(text: str) -> None:
    assert load_yaml(text, "handbuch", typisiert=True).daten


def test_the_first_guide_works_as_it_stands_there(tmp_path: Path, umfeld: Umfeld) -> None:
    autoren.create_leitfaden(tmp_path / "treffpunkt", "", umfeld)
    dateien = {text[2 : text.index("\n")]: text for text in YAML if re.match(r"# \w+/\w+\.yaml\n", text)}
    assert len(dateien) == 4
    for name, text in dateien.items():
        (tmp_path / "treffpunkt" / name).write_text(text, encoding="utf-8")
    kopf = tmp_path / "treffpunkt" / "leitfaden.yaml"
    (zeile,) = [t.splitlines()[1] for t in YAML if t.startswith("# leitfaden.yaml: diese Zeile ersetzen\n")]
    alt = "abschnitte: [treffpunkt, angebote]"
    assert alt in kopf.read_text(encoding="utf-8")
    kopf.write_text(kopf.read_text(encoding="utf-8").replace(alt, zeile), encoding="utf-8")
    assert leitfaeden.check_leitfaden(str(tmp_path / "treffpunkt")) == ()
    ergebnisse = reisen.check_reisen(str(tmp_path / "treffpunkt"), umfeld)
    assert {e.fall for e in ergebnisse} >= {"grosses-fest", "ohne-fest", "spielenachmittag"}
    assert [str(befund) for e in ergebnisse for befund in e.befunde] == []


def test_commands_exist() -> None:
    genannt = re.findall(r"(?:\$ |`)wegweiser ([^`$]*)", HANDBUCH)
    assert len(genannt) > 10
    for zeile in genannt:
        befehl: Command = build_befehl()
        argumente = shlex.split(zeile.split("\n")[0] if "`" not in zeile else zeile)
        while argumente and isinstance(befehl, Group):
            assert argumente[0] in befehl.commands, zeile
            befehl = befehl.commands[argumente.pop(0)]
        optionen = {name for angabe in befehl.params for name in angabe.opts}
        assert {a for a in argumente if a.startswith("--")} <= optionen, zeile


def test_links_lead_somewhere() -> None:
    ueberschriften = re.findall(r"^#+ (.*)$", HANDBUCH, re.MULTILINE)
    anker = {re.sub(r"[^\w\- ]", "", u.lower()).replace(" ", "-") for u in ueberschriften}
    assert set(re.findall(r"\]\(#([^)]*)\)", HANDBUCH)) <= anker


def test_handbook_lies_beside_guides_and_not_in_them(tmp_path: Path, umfeld: Umfeld) -> None:
    autoren.create_leitfaden(tmp_path / "treff", "", umfeld)
    assert [p.name for p in autoren.save_format(tmp_path / "treff")] == ["leitfaden.schema.json"]
    assert [p.name for p in autoren.save_format(tmp_path)] == ["leitfaden.schema.json", "README.md"]
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == HANDBUCH
    (tmp_path / "README.md").write_text("Unsere Leitfäden\n", encoding="utf-8")
    assert [p.name for p in autoren.save_format(tmp_path)] == ["leitfaden.schema.json"]
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "Unsere Leitfäden\n"
