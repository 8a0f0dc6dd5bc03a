"""What an author sees of journeys: differences as a table with their place, numbers of coverage, exit codes."""

import json
import os
from pathlib import Path

import pytest

from tests.builders import KLEIN, write_leitfaden
from wegweiser.cli.leitfaden_reisen import run_abdeckung, run_testen
from wegweiser.errors import LeitfadenError

REISE = """\
faelle:
  - id: dorfladen
    titel: Ein Dorfladen mit sechs Gründenden
    antworten: {rahmen: {name: Dorf, laden: ja, massnahmen: [{id: m1, titel: Laden}]}, form: {m1: {gruender: 6}}}
    erwartet:
      werte: {"form[m1].gruender": 7}
      pfad_enthaelt: [ladenname, "form[m1].satzung"]
  - {id: leer, titel: Noch nichts gesagt, antworten: {}}
"""


@pytest.fixture
def ordner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    ordner = write_leitfaden(tmp_path / "probe", KLEIN)
    (ordner / "reisen").mkdir()
    (ordner / "reisen" / "laden.yaml").write_text(REISE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("./probe")


def spiele(ordner: Path, fall: str = "", *, alle: bool = False, als_json: bool = False) -> int:
    try:
        run_testen(f"./{ordner}", fall, alle=alle, als_json=als_json)
    except SystemExit as ende:
        return int(ende.code or 0)
    return 0


def test_differences_at_a_glance(ordner: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert spiele(ordner) == 3
    assert (
        capsys.readouterr().out
        == """\
laden.yaml: 2 Fälle, 1 passt

dorfladen – Ein Dorfladen mit sechs Gründenden
  Was                Erwartet     Herausgekommen
  form[m1].gruender  7            6
    probe/reisen/laden.yaml:6:36
  form[m1].satzung   auf dem Weg  nicht auf dem Weg
    probe/reisen/laden.yaml:7:34

2 Fälle, 1 passt.
"""
    )


def test_narrow_screens_put_expected_and_actual_below_each_other(
    ordner: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda _: os.terminal_size((44, 20)))
    assert spiele(ordner, "dorfladen") == 3
    zeilen = capsys.readouterr().out.splitlines()
    i = zeilen.index("  form[m1].satzung")
    assert zeilen[i + 1 : i + 3] == ["    Erwartet: auf dem Weg", "    Herausgekommen: nicht auf dem Weg"]


def test_all_cases_or_one(ordner: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert spiele(ordner, "leer") == 0
    text = capsys.readouterr().out
    assert "✓ leer – Noch nichts gesagt (6 Fragen auf dem Weg)" in text
    assert text.endswith("1 Fall, er passt.\n")
    spiele(ordner, alle=True)
    text = capsys.readouterr().out
    assert "– dorfladen" in text
    assert "✓ leer" in text


def test_differences_for_programs(ordner: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert spiele(ordner, als_json=True) == 3
    daten = json.loads(capsys.readouterr().out)
    assert (daten["anzahl"], daten["passen"]) == (2, 1)
    erster, _ = daten["faelle"][0]["befunde"]
    assert (erster["datei"], erster["zeile"], erster["spalte"]) == ("probe/reisen/laden.yaml", 6, 36)
    assert (erster["was"], erster["erwartet"], erster["herausgekommen"]) == ("form[m1].gruender", "7", "6")


def test_unreadable_journeys_are_no_success(ordner: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ordner / "reisen" / "kaputt.yaml").write_text("faelle: {}\n", encoding="utf-8")
    assert spiele(ordner) == 3
    assert "probe/reisen/kaputt.yaml:1:9" in capsys.readouterr().out
    with pytest.raises(LeitfadenError, match="hat einen Fehler"):
        run_abdeckung(f"./{ordner}", (0, 0), als_json=False)


def test_no_journeys(ordner: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ordner / "reisen" / "laden.yaml").unlink()
    assert spiele(ordner) == 0
    assert "noch keine Reisen" in capsys.readouterr().out
    run_abdeckung(f"./{ordner}", (0, 0), als_json=False)
    assert "Probe 1.0.0: keine Reisen" in capsys.readouterr().out


def test_coverage_as_a_table_and_a_list(ordner: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_abdeckung(f"./{ordner}", (0, 0), als_json=False)
    text = capsys.readouterr().out
    assert "Fragen                               4 von     8   50 %\n" in text
    assert "Zweige                               2 von     4   50 %\n" in text
    assert (
        "probe/abschnitte/rahmen.yaml:9:14: hinweis abdeckung-frage: Keine Reise beantwortet „einwohner“."
        in text
    )


@pytest.mark.parametrize(("grenzen", "code"), [((50, 0), 0), ((51, 0), 3), ((0, 1), 3)])
def test_least_coverage(
    ordner: Path, capsys: pytest.CaptureFixture[str], grenzen: tuple[int, int], code: int
) -> None:
    if not code:
        run_abdeckung(f"./{ordner}", grenzen, als_json=False)
        return
    with pytest.raises(SystemExit) as ende:
        run_abdeckung(f"./{ordner}", grenzen, als_json=False)
    assert ende.value.code == code
    assert "sind weniger als" in capsys.readouterr().out


def test_coverage_for_programs(ordner: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_abdeckung(f"./{ordner}", (0, 0), als_json=True)
    daten = json.loads(capsys.readouterr().out)
    assert daten["abdeckung"]["Fragen"] == {"besucht": 4, "von": 8, "prozent": 50}
    assert {"code": "abdeckung-frage", "name": "einwohner"}.items() <= daten["fehlt"][0].items()


@pytest.mark.parametrize(
    ("alt", "neu", "satz"),
    [
        ("rahmen: {name", "rahmne: {name", "Einen Abschnitt „rahmne“ gibt es in diesem Leitfaden nicht. Meinten Sie „rahmen“?"),
        ("m1: {gruender", "m2: {gruender", "Eine Zeile „m2“ hat die Tabelle „massnahmen“ in diesem Fall nicht. Möglich ist m1."),
        ("gruender: 6", "gruender: '6,5'", "In Dateien steht vor den Nachkommastellen ein Punkt"),
        ("gruender: 6", "gruender: 6.500", "In Dateien stehen Tausender ohne Punkt"),
        ("laden: ja,", "laden: ja, ziele: a,", "Eine Liste steht in eckigen Klammern, auch mit nur einem Wert: [wert]."),
        ("laden: ja,", "laden: ja, ziele: [c],", "„c“ steht nicht zur Auswahl. Möglich sind a oder b."),
        ("titel: Laden}", "titel: Laden, klein}", "Die Spalte „klein“ gibt es nicht. Zwischen geschweiften Klammern trennt ein Komma"),
        ('"form[m1].gruender": 7', "gruender: 7", "„gruender“ gibt es je Eintrag aus „massnahmen“; hier steht eine Adresse wie „form[m1].gruender“."),
    ],
)  # fmt: skip
def test_mistakes_in_journeys_say_what_to_write(
    ordner: Path, capsys: pytest.CaptureFixture[str], alt: str, neu: str, satz: str
) -> None:
    assert alt in REISE
    (ordner / "reisen" / "laden.yaml").write_text(REISE.replace(alt, neu), encoding="utf-8")
    assert spiele(ordner, als_json=True) == 3
    befunde = json.loads(capsys.readouterr().out)["faelle"][0]["befunde"]
    assert any(satz in f"{befund['satz']} {befund.get('rat', '')}" for befund in befunde), befunde
