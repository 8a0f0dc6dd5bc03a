"""`offen` as people call it: lists, files, and what is said about files that come back."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from tests.bogenhilfe import fill_excel
from tests.cli.conftest import ALLES, Programm
from wegweiser import workflow
from wegweiser.cli.app import main
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow.umfeld import Umfeld


@pytest.fixture
def offenes(tmp_path: Path, umfeld: Umfeld) -> Path:
    """A Vorhaben with two open questions."""
    ordner = tmp_path / "probe"
    workflow.create(ordner, leitfaden=str(ALLES), titel="Probe", umfeld=umfeld)
    fragen = {
        Adresse("kosten"): Antwort(offen=True, zustaendig="Kämmerei", bis=date(2026, 12, 1)),
        Adresse("fertig"): Antwort(offen=True),
    }
    with workflow.bearbeite(ordner, umfeld) as stand:
        workflow.save_antworten(stand, fragen, umfeld)
    return ordner


@pytest.mark.usefixtures("offenes")
def test_the_list_by_department(wegweiser: Programm) -> None:
    lauf = wegweiser("offen", "probe")
    assert lauf.returncode == 0, lauf.stderr
    assert lauf.stdout == (
        "Probe: 2 Fragen offen\n\n"
        "Kämmerei (eine Frage)\n"
        "  2.3 Was kostet es? · bis 01.12.2026\n"
        "    Davon hängen ab: „Kosten je Kopf“, „Kosten je Mensch“.\n\n"
        "Noch niemand zuständig (eine Frage)\n"
        "  2.8 Ist es fertig?\n"
        "    Davon hängen ab: „Abnahme“, eine Regel.\n\n"
        "Als Bogen zum Ausfüllen: `wegweiser offen probe --nach fragen.xlsx`\n"
    )
    daten = json.loads(wegweiser("offen", "probe", "--zustaendig", "kämmerei", "--json").stdout)
    assert [(s["zustaendig"], [f["frage"] for f in s["fragen"]]) for s in daten["stellen"]] == [
        ("Kämmerei", ["kosten"])
    ]
    lauf = wegweiser("offen", "probe", "--zustaendig", "Bauamt")
    assert lauf.returncode == 2
    assert "Für „Bauamt“ ist nichts offen." in lauf.stderr
    assert "Zuständig sind: Kämmerei, noch niemand zuständig." in lauf.stderr


def test_out_and_back_with_a_question_in_between(wegweiser: Programm, offenes: Path, tmp_path: Path) -> None:
    assert "fragen.xlsx (2 Fragen)" in wegweiser("offen", "probe", "--nach", "fragen.xlsx").stdout
    lauf = wegweiser("offen", "probe", "--nach", "fragen.xlsx")
    assert (lauf.returncode, "gibt es schon" in lauf.stderr) == (6, True)
    fill_excel(
        tmp_path / "fragen.xlsx", {"kosten": 1250.5, "kosten/beleg": "Angebot 7", "fertig": "vielleicht"}
    )
    yaml = (offenes / "vorhaben.yaml").read_bytes()
    lauf = wegweiser("offen", "probe", "--einlesen", "fragen.xlsx", eingabe="nein\n")
    assert "• Kosten: 1.250,50 € (Beleg: Angebot 7)" in lauf.stdout
    assert "aus fragen.xlsx:Kämmerei:G5" in lauf.stdout
    assert "• fragen.xlsx:noch niemand zuständig:G5" in lauf.stdout
    assert "Fertig: „vielleicht“ ist weder Ja noch Nein." in lauf.stdout
    assert "Im Bogen: 1 neu, 1 nicht lesbar." in lauf.stdout
    assert "Nichts geändert." in lauf.stdout
    assert (offenes / "vorhaben.yaml").read_bytes() == yaml
    lauf = wegweiser("offen", "probe", "--einlesen", "fragen.xlsx", "--ja")
    assert lauf.returncode == 3, "what could not be read is a finding"
    assert (
        "Übernommen: Eine Antwort. `wegweiser rueckgaengig probe` nimmt sie gemeinsam zurück." in lauf.stdout
    )
    daten = json.loads(wegweiser("offen", "probe", "--einlesen", "fragen.xlsx", "--json").stdout)
    assert [z["art"] for z in daten["zeilen"]] == ["gleich"]
    assert "wert: 1250.5" in (offenes / "vorhaben.yaml").read_text(encoding="utf-8")
    assert wegweiser("rueckgaengig", "probe").returncode == 0
    assert "kosten: {offen: true, zustaendig: Kämmerei" in (offenes / "vorhaben.yaml").read_text(
        encoding="utf-8"
    )


def test_what_makes_no_sense_is_said(offenes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (offenes / "text.txt").write_text("x", encoding="utf-8")
    for argumente, code, satz in (
        (("--ja",), 2, "gehören zu --einlesen"),
        (("--einlesen", "a.xlsx", "--alle"), 2, "--einlesen steht allein"),
        (("--format", "docx"), 2, "gehören zu --nach"),
        (("--nach", "ordner", "--format", "odt"), 2, "möglich sind xlsx und docx"),
        (("--nach", "fragen.odt"), 2, "endet nicht auf .xlsx oder .docx"),
        (("--einlesen", "fehlt.xlsx"), 6, "fehlt.xlsx"),
        (("--einlesen", str(offenes / "text.txt")), 2, "endet nicht auf .xlsx oder .docx"),
        (("--einlesen", str(offenes)), 6, "liegt kein Bogen"),
    ):
        assert main(["offen", str(offenes), *argumente]) == code, argumente
        gesagt = capsys.readouterr()
        assert (satz in gesagt.err, gesagt.out) == (True, ""), gesagt
    assert main(["offen", "gibtesnicht"]) == 5


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root darf alles")
@pytest.mark.usefixtures("offenes")
def test_a_folder_nobody_may_write(wegweiser: Programm, tmp_path: Path) -> None:
    (tmp_path / "zu").mkdir(mode=0o500)
    lauf = wegweiser("offen", "probe", "--nach", "zu/fragen.xlsx")
    assert (lauf.returncode, lauf.stdout) == (6, "")
    assert "die Rechte fehlen" in lauf.stderr
