"""Snapshots on the command line, as whole processes."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import ALLES, Programm
from wegweiser import workflow
from wegweiser.cli.app import main
from wegweiser.workflow.umfeld import Umfeld


@pytest.fixture
def gesichert(wegweiser: Programm, vorhaben: Path) -> Path:
    """A Vorhaben with a snapshot and an answer given since."""
    assert wegweiser("antwort", "probe", "menschen", "9500").returncode == 0
    lauf = wegweiser("sichern", "probe", "vor Ausschuss", "--kuerzel", "mm")
    assert (lauf.returncode, lauf.stderr) == (0, "")
    assert "Gesichert: probe/staende/vor-ausschuss.yaml" in lauf.stdout
    assert wegweiser("antwort", "probe", "menschen", "10000").returncode == 0
    return vorhaben


def test_list_and_difference(wegweiser: Programm, gesichert: Path) -> None:
    lauf = wegweiser("staende", "probe")
    assert lauf.stdout.splitlines() == [
        "„vor Ausschuss“",
        "  gesichert am 22.11.2026 um 10:31 Uhr von mm · eine Antwort · alles 1.0.0",
    ]
    daten = json.loads(wegweiser("staende", "probe", "--json").stdout)
    assert [(d["datei"], d["name"], d["antworten"]) for d in daten] == [
        ("vor-ausschuss.yaml", "vor Ausschuss", 1)
    ]
    lauf = wegweiser("unterschied", "probe", "vor ausschuss")
    assert (lauf.returncode, lauf.stderr) == (0, "")
    assert "9.500 Menschen → 10.000 Menschen" in lauf.stdout
    daten = json.loads(wegweiser("unterschied", "probe", "vor-ausschuss", "--json").stdout)
    assert [(a["frage"], a["neu"]["text"]) for a in daten["antworten"]] == [
        ("menschen", "10.000\u00a0Menschen")
    ]
    assert daten["bis"] is None
    assert (gesichert / "staende" / "vor-ausschuss.yaml").exists()


def test_unknown_name(wegweiser: Programm, gesichert: Path) -> None:
    lauf = wegweiser("unterschied", gesichert, "vor Auschuss")
    assert lauf.returncode == 5
    assert "Meinten Sie „vor Ausschuss“?" in lauf.stderr


def test_returning_asks_first(wegweiser: Programm, gesichert: Path) -> None:
    datei = gesichert / "vorhaben.yaml"
    text = datei.read_bytes()
    for eingabe in ("", "nein\n", "vielleicht\n!\n"):
        lauf = wegweiser("zuruecksetzen", "probe", "vor Ausschuss", eingabe=eingabe)
        assert lauf.returncode == 0
        assert "Nichts geändert." in lauf.stdout
        assert datei.read_bytes() == text
    lauf = wegweiser("zuruecksetzen", "probe", "vor Ausschuss", eingabe="ja\n")
    assert "Zurückgesetzt: eine Antwort." in lauf.stdout
    assert "9500" in datei.read_text(encoding="utf-8")
    lauf = wegweiser("zuruecksetzen", "probe", "vor Ausschuss", "--ja")
    assert "zu ändern ist nichts" in lauf.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_folder(wegweiser: Programm, gesichert: Path) -> None:
    (gesichert / "staende").chmod(0o500)
    lauf = wegweiser("sichern", "probe", "noch einer")
    assert (lauf.returncode, "lässt sich nicht schreiben" in lauf.stderr) == (5, True)


def test_a_file_where_the_folder_should_be(wegweiser: Programm, vorhaben: Path) -> None:
    (vorhaben / "staende").write_text("", encoding="utf-8")
    lauf = wegweiser("sichern", "probe", "einer")
    assert (lauf.returncode, "lässt sich nicht schreiben" in lauf.stderr) == (5, True)
    assert wegweiser("staende", "probe").stdout.startswith("Noch kein Stand gesichert.")


@pytest.mark.parametrize(
    "befehl",
    [
        ("sichern", "x"),
        ("staende",),
        ("unterschied", "x"),
        ("zuruecksetzen", "x"),
        ("szenario",),
        ("anonymisieren",),
    ],
)
def test_missing_folder(befehl: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([befehl[0], "nirgends", *befehl[1:]]) == 5
    assert "Den Ordner nirgends gibt es nicht." in capsys.readouterr().err


def test_scenarios(wegweiser: Programm, vorhaben: Path) -> None:
    assert wegweiser("antwort", "probe", "menschen", "9500").returncode == 0
    assert wegweiser("szenario", "probe").stdout.startswith("Noch kein Szenario.")
    lauf = wegweiser("szenario", "probe", "mehr Menschen", "menschen", "12000")
    assert (lauf.returncode, lauf.stderr) == (0, "")
    assert "„mehr Menschen“ nimmt an: menschen = 12.000 Menschen" in lauf.stdout.replace("\u00a0", " ")
    assert "angenommen: Menschen: 9.500 Menschen → 12.000 Menschen" in wegweiser("szenario", "probe").stdout
    daten = json.loads(wegweiser("szenario", "probe", "--json").stdout)
    assert [(d["titel"], [a["frage"] for a in d["antworten"]]) for d in daten] == [
        ("mehr Menschen", ["menschen"])
    ]
    assert (
        "Szenario „mehr Menschen“ – nicht das Vorhaben selbst"
        in wegweiser("auswerten", "probe", "--szenario", "mehr-menschen").stdout
    )
    assert (
        json.loads(wegweiser("auswerten", "probe", "--szenario", "mehr-menschen", "--json").stdout)[
            "szenario"
        ]
        == "mehr Menschen"
    )
    lauf = wegweiser("bericht", "probe", "--szenario", "mehr Menschen", "--format", "html")
    assert lauf.stdout.splitlines()[0] == "probe/bericht/massnahmenplan-mehr-menschen.html"
    lauf = wegweiser("szenario", "probe", "mehr Menschen", "menschen", "--entferne")
    assert "sagt zu menschen nichts mehr" in lauf.stdout
    assert "9500" in (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("argumente", "grund"),
    [
        (("x", "menschen"), "Es fehlt die Angabe WERT"),
        (("x", "menschen", "5", "--offen"), "nicht beides"),
        (("x", "--offen"), "Es fehlt die Angabe FRAGE"),
        (("x", "menschen", "--offen", "--entferne"), "schließen sich aus"),
        (("x", "menschen", "viele"), "ist keine ganze Zahl"),
        (("x",), "Ein Szenario „x“ gibt es nicht."),
    ],
)
def test_scenario_usage(
    argumente: tuple[str, ...], grund: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    probe = tmp_path / "probe"
    assert main(["neu", str(probe), "--leitfaden", str(ALLES)]) == 0
    assert main(["szenario", str(probe), *argumente]) in {2, 5}
    assert grund in capsys.readouterr().err
    assert not (probe / "szenarien").exists()


def test_anonymising_wants_the_whole_word(wegweiser: Programm, vorhaben: Path) -> None:
    assert (
        wegweiser("antwort", "probe", "menschen", "5", "--notiz", "Frau Geheim", "--kuerzel", "qq").returncode
        == 0
    )
    datei = vorhaben / "protokoll.jsonl"
    inhalt = datei.read_bytes()
    for eingabe in ("", "\n", "ja\n", "anonym\n", "!\n"):
        lauf = wegweiser("anonymisieren", "probe", eingabe=eingabe)
        assert (lauf.returncode, lauf.stderr) == (0, "")
        assert "Nichts entfernt." in lauf.stdout
        assert datei.read_bytes() == inhalt
    lauf = wegweiser("anonymisieren", "probe", eingabe="Anonymisieren\n")
    assert "Anonymisiert: 2 Dateien neu geschrieben." in lauf.stdout
    assert b"Geheim" not in datei.read_bytes() + (vorhaben / "vorhaben.yaml").read_bytes()
    assert "Zu entfernen ist nichts mehr" in wegweiser("anonymisieren", "probe", "--ja").stdout
    assert wegweiser("anonymisieren", "probe", "--frage", "menschn").returncode == 2
    lauf = wegweiser("rueckgaengig", "probe")
    assert (lauf.returncode, "wurde das Vorhaben anonymisiert" in lauf.stderr) == (2, True)


def test_nothing_is_anonymised_while_somebody_works(
    tmp_path: Path, umfeld: Umfeld, capsys: pytest.CaptureFixture[str]
) -> None:
    probe = tmp_path / "probe"
    assert main(["neu", str(probe), "--leitfaden", str(ALLES)]) == 0
    assert main(["antwort", str(probe), "menschen", "5", "--notiz", "Geheim"]) == 0
    with workflow.bearbeite(probe, umfeld):
        assert main(["anonymisieren", str(probe), "--ja"]) == 5
    fehler = capsys.readouterr().err
    assert "arbeitet" in fehler
    assert "noch nicht fertig" not in fehler
    assert "Geheim" in (probe / "vorhaben.yaml").read_text(encoding="utf-8")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_says_that_it_is_not_done(
    vorhaben: Path, wegweiser: Programm
) -> None:
    assert wegweiser("antwort", "probe", "menschen", "5", "--notiz", "Geheim").returncode == 0
    assert wegweiser("sichern", "probe", "eins").returncode == 0
    (vorhaben / "staende").chmod(0o500)
    lauf = wegweiser("anonymisieren", "probe", "--ja")
    assert (lauf.returncode, "noch nicht fertig" in lauf.stderr) == (5, True)
    (vorhaben / "staende").chmod(0o700)
    assert "Anonymisiert" in wegweiser("anonymisieren", "probe", "--ja").stdout
