import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Programm
from tests.umzugshilfe import create, lies, make_frage, write_daten
from wegweiser import workflow
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow.umfeld import Umfeld

FRAGEN = [
    make_frage("name", "text", text="Wie heißt es?"),
    make_frage("art", "auswahl"),
    make_frage("fax", "text"),
]


@pytest.fixture
def marten(tmp_path: Path, umfeld: Umfeld) -> Path:
    """A Vorhaben on version 1.0.0, and version 2.0.0 of its guide on the disk."""
    ort = tmp_path / "leitfaden"
    alt = {"version": "1.0.0", "abschnitte": [{"id": "a", "fragen": FRAGEN}]}
    write_daten(tmp_path / "alt", alt)
    marten = create(tmp_path / "marten", write_daten(ort, alt), umfeld)
    with workflow.bearbeite(marten, umfeld) as stand:
        for name, wert in (("name", "Marten"), ("art", "o1"), ("fax", "0231")):
            stand = workflow.save_antwort(stand, Adresse(name), Antwort(wert=wert), umfeld)  # noqa: PLW2901
    neu = json.loads(json.dumps(FRAGEN))[:2]
    neu[0]["text"] = "Wie heißt das Quartier?"
    neu[1]["optionen"] = neu[1]["optionen"][1:]
    kopf = {"zurueckgezogen": {"fragen": {"fax": "Faxe schickt niemand mehr."}}}
    write_daten(ort, {"version": "2.0.0", "abschnitte": [{"id": "a", "fragen": neu}], **kopf})
    return marten


def test_preview_without_anybody_to_ask(wegweiser: Programm, marten: Path) -> None:
    text = (marten / "vorhaben.yaml").read_text(encoding="utf-8")
    lauf = wegweiser("umziehen", "marten", umfeld={"COLUMNS": "80"})
    assert (lauf.returncode, lauf.stderr) == (0, "")
    for satz in (
        "Umzug von probe 1.0.0 nach probe 2.0.0",
        "Eine Antwort bleibt, eine Antwort wartet auf Ihre Wahl, eine Antwort kommt in die Ablage.",
        "bisher: Wie heißt es?",
        "jetzt:  Wie heißt das Quartier?",
        "Die Frage wird nicht mehr gestellt: Faxe schickt niemand mehr.",
        "„Option 1“ gibt es nicht mehr.",
        "Nichts geändert.",
    ):
        assert satz in " ".join(lauf.stdout.split()) or satz in lauf.stdout, lauf.stdout
    assert max(map(len, lauf.stdout.splitlines())) <= 80
    assert (marten / "vorhaben.yaml").read_text(encoding="utf-8") == text


def test_plain_dialogue_choice_and_undo(wegweiser: Programm, marten: Path) -> None:
    lauf = wegweiser("umziehen", "marten", "--schlicht", eingabe="9\n2\nvielleicht\nja\n")
    assert lauf.returncode == 0, lauf.stderr
    assert "Umgezogen." in lauf.stdout
    assert lies(marten)["antworten"]["a"] == {"name": "Marten", "art": "o3"}
    lauf = wegweiser("umziehen", "marten")
    assert lauf.stdout == "Das Vorhaben steht schon auf probe 2.0.0; umzuziehen ist nichts.\n"
    lauf = wegweiser("umziehen", "marten", "--zurueck")
    assert lauf.stdout == "Zurückgenommen: Das Vorhaben gehört wieder zu probe 1.0.0.\n"
    assert lies(marten)["antworten"]["a"] == {"name": "Marten", "art": "o1", "fax": "0231"}


@pytest.mark.parametrize("eingabe", ["4\nnein\n", "!\n"])
def test_no_is_no(wegweiser: Programm, marten: Path, eingabe: str) -> None:
    text = (marten / "vorhaben.yaml").read_text(encoding="utf-8")
    lauf = wegweiser("umziehen", "marten", eingabe=eingabe)
    assert (lauf.returncode, "Nichts geändert." in lauf.stdout) == (0, True)
    assert (marten / "vorhaben.yaml").read_text(encoding="utf-8") == text
    assert not (marten / ".sperre").exists()


def test_json_and_options(wegweiser: Programm, marten: Path) -> None:
    plan = json.loads(wegweiser("umziehen", "marten", "--json").stdout)
    assert (plan["noetig"], plan["von"]["version"], plan["nach"]["version"]) == (True, "1.0.0", "2.0.0")
    assert {z["frage"]: z["art"] for z in plan["antworten"]} == {
        "name": "umformuliert",
        "art": "abgelegt",
        "fax": "abgelegt",
    }
    assert plan["entscheidungen"][0]["optionen"] == ["o2", "o3", "o4"]
    fertig = json.loads(wegweiser("umziehen", "marten", "--ja", "--json", "--wahl", "art=o2").stdout)
    assert fertig["antworten"][1]["neu"] == lies(marten)["antworten"]["a"]["art"] == "o2"


@pytest.mark.parametrize(
    ("argumente", "code", "satz"),
    [
        (["nirgends"], 5, "Den Ordner nirgends gibt es nicht."),
        (["marten", "--zurueck"], 5, "Es gibt keinen Umzug, der sich zurücknehmen lässt."),
        (["marten", "--zurueck", "--ja"], 2, "--zurueck steht allein"),
        (["marten", "--trotzdem"], 2, "--trotzdem gehört zu --zurueck."),
        (["marten", "--ja", "--wahl", "art=o9"], 2, "Bei „art“: "),
        (["marten", "--nach", "nix"], 3, "Den Leitfaden „nix“ gibt es nicht."),
    ],
)
def test_errors(wegweiser: Programm, marten: Path, argumente: list[str], code: int, satz: str) -> None:
    text = (marten / "vorhaben.yaml").read_text(encoding="utf-8")
    lauf = wegweiser("umziehen", *argumente)
    assert (lauf.returncode, satz in lauf.stderr) == (code, True), lauf.stderr
    assert (marten / "vorhaben.yaml").read_text(encoding="utf-8") == text


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_folders_show_the_preview(wegweiser: Programm, marten: Path) -> None:
    marten.chmod(0o500)
    lauf = wegweiser("umziehen", "marten", "--json")
    gesperrt = wegweiser("umziehen", "marten", "--ja")
    marten.chmod(0o700)
    assert (lauf.returncode, gesperrt.returncode) == (0, 5)


@pytest.mark.usefixtures("marten")
def test_start_and_status_say_what_to_do(wegweiser: Programm) -> None:
    status = wegweiser("status", "marten", umfeld={"COLUMNS": "100"})
    gespraech = wegweiser("start", "marten", eingabe="!\n")
    for lauf in (status, gespraech):
        assert lauf.returncode == 0, lauf.stderr
        glatt = " ".join(lauf.stdout.split())
        assert "Der Leitfaden liegt jetzt in Fassung 2.0.0 vor, das Vorhaben gehört zu 1.0.0" in glatt
        assert "`wegweiser umziehen marten`" in glatt
    assert json.loads(wegweiser("status", "marten", "--json").stdout)["versionslage"] == "neuer"
    assert wegweiser("umziehen", "marten", "--ja").returncode == 0
    assert "umziehen" not in wegweiser("status", "marten").stdout


@pytest.mark.usefixtures("marten")
def test_an_older_guide_is_refused(wegweiser: Programm, tmp_path: Path) -> None:
    assert wegweiser("umziehen", "marten", "--ja").returncode == 0
    write_daten(tmp_path / "leitfaden", {"version": "1.0.0", "abschnitte": [{"id": "a", "fragen": FRAGEN}]})
    for befehl in ("start", "status"):
        lauf = wegweiser(befehl, "marten")
        assert lauf.returncode == 5
        assert "Das Vorhaben gehört zu „probe“ 2.0.0; vorhanden ist die ältere Fassung 1.0.0." in lauf.stderr
    assert wegweiser("umziehen", "marten", "--ja").returncode == 0


def test_compare_in_words(wegweiser: Programm, marten: Path) -> None:
    assert marten.is_dir()
    lauf = wegweiser("leitfaden", "vergleichen", "./alt", "./leitfaden", umfeld={"COLUMNS": "80"})
    assert (lauf.returncode, lauf.stderr) == (0, "")
    glatt = " ".join(lauf.stdout.split())
    for satz in (
        "probe 1.0.0 → probe 2.0.0",
        "Bei einer Frage bleiben die Antworten; eine Frage je nach Antwort; eine Frage in die Ablage.",
        "Wortlaut: Wie heißt es? → Wie heißt das Quartier?",
        "Möglichkeit entfällt: o1 „Option 1“",
        "Grund: Faxe schickt niemand mehr.",
        "→ Antworten kommen in die Ablage.",
    ):
        assert satz in glatt, lauf.stdout
    assert max(map(len, lauf.stdout.splitlines())) <= 80
    nur = wegweiser("leitfaden", "vergleichen", "./alt", "./leitfaden", "--nur", "kopf").stdout
    assert "Version: 1.0.0 → 2.0.0" in nur
    assert "Wortlaut" not in nur
    daten = json.loads(wegweiser("leitfaden", "vergleichen", "./alt", "./leitfaden", "--json").stdout)
    assert {u["id"] for u in daten["unterschiede"]} == {"probe", "name", "art", "fax"}
    falsch = wegweiser("leitfaden", "vergleichen", "./alt", "./leitfaden", "--nur", "x")
    assert (falsch.returncode, "Den Bereich „x“ gibt es nicht" in falsch.stderr) == (2, True)


@pytest.mark.skipif(os.name == "nt", reason="no pseudo terminal")
def test_the_choice_with_keys(umgebung: Mapping[str, str], marten: Path, tmp_path: Path) -> None:
    pexpect: Any = pytest.importorskip("pexpect")
    prozess = pexpect.spawn(
        sys.executable, ["-m", "wegweiser", "umziehen", "marten"],
        cwd=str(tmp_path), env={**umgebung, "COLUMNS": "80", "LINES": "24"}, dimensions=(24, 80), encoding="utf-8", timeout=20,
    )  # fmt: skip
    prozess.expect("Option 1“ gibt es nicht mehr")
    prozess.expect("nichts davon")
    prozess.send("\x1b[B\r")
    prozess.expect("Ja")
    prozess.send("\r")
    prozess.expect("Umgezogen")
    prozess.expect(pexpect.EOF)
    prozess.close()
    assert prozess.exitstatus == 0
    assert lies(marten)["antworten"]["a"] == {"name": "Marten", "art": "o3"}
