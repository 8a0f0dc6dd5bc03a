"""Whole sessions as people see them: sizes, plain terminals, no colour, a pipe, a console that knows no umlauts."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.bildschirm import Bildschirm, compare_golden
from tests.cli.conftest import Programm

pytestmark = [pytest.mark.langsam, pytest.mark.skipif(os.name == "nt", reason="no pseudo terminal")]

EINGABE = "\r"
# What is waited for, and what is then typed; the same in every kind of terminal.
TASTEN = [
    ("In welchem Stadtteil", "Hörde" + EINGABE),
    ("Wie viele Menschen wohnen", "viele" + EINGABE),
    ("„viele“ ist keine", "\x7f" * 5 + "4.200" + EINGABE),
    ("Gibt es schon einen Raum", "gegen" + EINGABE),
    ("Wie hoch ist die Miete", "\x1bOP"),
    ("keinen weiteren Hinweis", "650,50" + EINGABE),
]
ZEILEN = "Hörde\nviele\n4.200\n2\n?\n650,50\n!\n"
ANTWORTEN = ("stadtteil: Hörde", 'einwohner: "4200"', "raum: gemietet", 'miete: "650.50"')


@pytest.fixture
def probe(wegweiser: Programm, tmp_path: Path) -> Path:
    assert wegweiser("leitfaden", "neu", "g", "--titel", "Treffpunkt").returncode == 0
    assert wegweiser("neu", "probe", "--leitfaden", "./g", "--titel", "Probe").returncode == 0
    return tmp_path / "probe" / "vorhaben.yaml"


def check_antworten(datei: Path) -> None:
    text = datei.read_text("utf-8").replace('"', "")
    for zeile in ANTWORTEN:
        assert zeile.replace('"', "") in text


@pytest.mark.parametrize("groesse", [(80, 24), (120, 40), (200, 60)], ids=lambda g: f"{g[0]}x{g[1]}")
def test_a_session_with_keys_in_every_size(
    groesse: tuple[int, int], umgebung: Mapping[str, str], tmp_path: Path, probe: Path
) -> None:
    schirm = Bildschirm(umgebung, tmp_path, groesse, "start", "probe")
    for gesucht, getippt in TASTEN:
        schirm.warte(gesucht)
        schirm.warte("Strg-D Pause")
        schirm.tippe(getippt)
    schirm.warte("Welche Angebote sind im Gespräch")
    schirm.warte_golden(f"tasten-{groesse[0]}x{groesse[1]}")
    schirm.tippe("\x04")
    assert schirm.ende() == 0
    check_antworten(probe)


def test_without_colour_only_the_colours_are_missing(
    umgebung: Mapping[str, str], tmp_path: Path, probe: Path
) -> None:
    schirm = Bildschirm({**umgebung, "NO_COLOR": "1"}, tmp_path, (80, 24), "start", "probe")
    for gesucht, getippt in TASTEN:
        schirm.warte(gesucht)
        schirm.warte("Strg-D Pause")
        schirm.tippe(getippt)
    schirm.warte("Welche Angebote sind im Gespräch")
    schirm.warte_golden("tasten-80x24")
    assert not re.search(rb"\x1b\[(?:[0-9]*;)*(?:3[0-8]|4[0-8]|9[0-7])(?:;[0-9]+)*m", schirm.roh)
    schirm.tippe("\x04")
    assert schirm.ende() == 0
    check_antworten(probe)


def test_a_terminal_without_cursor_gets_lines(
    umgebung: Mapping[str, str], tmp_path: Path, probe: Path
) -> None:
    schirm = Bildschirm({**umgebung, "TERM": "dumb"}, tmp_path, (80, 24), "start", "probe")
    for zeile in ZEILEN.splitlines():
        schirm.tippe(zeile + "\n")
    assert schirm.ende() == 0
    assert b"\x1b" not in schirm.roh
    check_antworten(probe)


def test_a_pipe_gets_a_transcript(wegweiser: Programm, probe: Path) -> None:
    lauf = wegweiser("start", "probe", eingabe=ZEILEN, umfeld={"COLUMNS": "80"})
    assert (lauf.returncode, lauf.stderr) == (0, "")
    compare_golden("zeilen-80", lauf.stdout.rstrip("\n").split("\n"))
    check_antworten(probe)


@pytest.mark.parametrize("kodierung", ["C", "C cp1252", "cp1252", "utf-16"])
def test_a_console_that_knows_few_characters(
    kodierung: str, umgebung: Mapping[str, str], tmp_path: Path, probe: Path
) -> None:
    eigen = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    if not kodierung.startswith("C"):
        eigen["PYTHONIOENCODING"] = kodierung
    getippt = {"C": "utf-8", "C cp1252": "cp1252"}.get(kodierung, kodierung)
    lauf = subprocess.run(
        [sys.executable, "-m", "wegweiser", "start", "probe"],
        cwd=tmp_path, env={**umgebung, **eigen, "COLUMNS": "80"}, check=False, capture_output=True, timeout=60,
        input=ZEILEN.encode(getippt),
    )  # fmt: skip
    assert lauf.returncode == 0, lauf.stderr.decode(errors="replace")
    assert b"Traceback" not in lauf.stderr
    text = lauf.stdout.decode("ascii" if kodierung.startswith("C") else kodierung)
    assert "In welchem Stadtteil soll der Treffpunkt entstehen?" in text
    check_antworten(probe)
