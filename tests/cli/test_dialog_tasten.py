import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

pexpect = pytest.importorskip("pexpect")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no pseudo terminal")
RUNTER, F1, F2, F3, F4, F5, F6, F9 = (
    "\x1b[B",
    "\x1bOP",
    "\x1bOQ",
    "\x1bOR",
    "\x1bOS",
    "\x1b[15~",
    "\x1b[17~",
    "\x1b[20~",
)
STRG_C, STRG_D, EINGABE, ESC = "\x03", "\x04", "\r", "\x1b"


@pytest.fixture
def sitzung(umgebung: Mapping[str, str], vorhaben: Path, tmp_path: Path) -> Iterator[Any]:
    offen = []

    def starte(*argumente: str) -> Any:
        prozess = pexpect.spawn(
            sys.executable, ["-m", "wegweiser", *(argumente or ("start", "probe"))],
            cwd=str(tmp_path), env={**umgebung, "COLUMNS": "80", "LINES": "24"}, dimensions=(24, 80), encoding="utf-8", timeout=15,
        )  # fmt: skip
        offen.append(prozess)
        return prozess

    assert vorhaben.is_dir()
    yield starte
    for prozess in offen:
        prozess.close(force=True)


def lies(vorhaben: Path) -> str:
    return (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")


def beende(prozess: Any) -> int:
    prozess.expect(pexpect.EOF)
    prozess.close()
    return int(prozess.exitstatus)


def test_a_session_with_keys(sitzung: Any, vorhaben: Path) -> None:
    prozess = sitzung()
    prozess.expect("Wie heißt es")
    prozess.expect("F1 Hilfe")
    prozess.send(F1)
    prozess.expect("Ein kurzer Name gen")
    prozess.expect("F1 Hilfe")
    prozess.send("Mein Ding" + EINGABE)
    prozess.expect("✓ gespeichert")
    prozess.expect("Was ist es")
    prozess.expect("F9 fertig")
    prozess.send("Eins" + EINGABE + "Zwei" + F9)
    prozess.expect("✓ gespeichert")
    prozess.expect("Wo liegt der Plan")
    prozess.send(F2)
    prozess.expect("Bisher: Eins")
    prozess.send(F3)
    prozess.expect("Wo liegt der Plan")
    prozess.send(F4)
    prozess.expect("Wer klärt das")
    prozess.send("Bauamt" + EINGABE)
    prozess.expect("Bis wann")
    prozess.send("15.12.2026" + EINGABE)
    prozess.expect("Notiz dazu")
    prozess.send(EINGABE)
    prozess.expect("✓ gespeichert: weiß ich noch nicht")
    prozess.expect("Wo ist es")
    prozess.expect("Strg-D")
    prozess.send(STRG_C)
    prozess.expect("Weiter geht es jederzeit mit `wegweiser start probe`.")
    prozess.expect("Unterbrochen; alles Bestätigte ist gespeichert.")
    assert beende(prozess) == 130
    text = lies(vorhaben)
    assert "name: Mein Ding" in text
    assert "zustaendig: Bauamt" in text
    weiter = sitzung()
    weiter.expect("Willkommen zurück")
    weiter.expect("Wo ist es")
    weiter.expect("Strg-D")
    weiter.send(STRG_D)
    weiter.expect("Pause. Alles Bestätigte ist gespeichert")
    assert beende(weiter) == 0


def test_choosing_with_arrows_numbers_and_search(sitzung: Any, vorhaben: Path) -> None:
    prozess = sitzung()
    prozess.expect("F1 Hilfe")
    prozess.send(":geh land" + EINGABE)
    prozess.expect("In welchem Land")
    prozess.expect("Strg-D")
    prozess.send(RUNTER + EINGABE)
    prozess.expect("gespeichert")
    prozess.expect("Welche Farbe")
    prozess.send("hell" + EINGABE)
    prozess.expect("gespeichert")
    prozess.expect("Welche Farben noch")
    prozess.send(" " + RUNTER + RUNTER + " " + EINGABE)
    prozess.expect("gespeichert")
    prozess.expect("In welcher Reihenfolge")
    prozess.send(EINGABE)
    prozess.expect("der Reihe nach")
    prozess.send(RUNTER + " " + RUNTER + " " + RUNTER + " " + EINGABE)
    prozess.expect("gespeichert")
    prozess.expect("Wie verteilt es sich")
    prozess.send("1 = 50; 2 = 40" + EINGABE)
    prozess.expect("zusammen müssen es 100 % sein")
    prozess.send("\x7f\x7f50" + EINGABE)  # what was typed stands there to be mended
    prozess.expect("gespeichert: Stadt = 50; Verein = 50")
    prozess.send("!" + EINGABE)
    assert beende(prozess) == 0
    text = lies(vorhaben)
    for zeile in ("land: hessen", "farbe: hellblau", "farben: [rot, gruen]", "reihe: [b, c, a]"):
        assert zeile in text, text


def test_enter_in_a_list_of_several_never_means_none_by_accident(sitzung: Any, vorhaben: Path) -> None:
    prozess = sitzung()
    prozess.expect("F1 Hilfe")
    prozess.send(":geh farben" + EINGABE)
    prozess.expect("Welche Farben noch")
    prozess.expect("Strg-D")
    prozess.send(EINGABE)
    prozess.expect("nichts davon")
    prozess.send("gibtsnicht" + ESC)
    prozess.expect("Suche: gibtsnicht")
    prozess.send("2" + EINGABE)  # found by its number, chosen, not yet confirmed
    prozess.expect(re.escape("[x]"))
    prozess.send(EINGABE)
    prozess.expect("✓ gespeichert")
    prozess.send("!" + EINGABE)
    assert beende(prozess) == 0
    assert "farben: [gelb]" in lies(vorhaben)


def test_a_command_behind_an_old_answer_is_a_command(sitzung: Any, vorhaben: Path) -> None:
    prozess = sitzung()
    prozess.expect("F1 Hilfe")
    prozess.send("Mein Ding" + EINGABE)
    prozess.expect("✓ gespeichert")
    prozess.expect("F9 fertig")
    prozess.send(F2)
    prozess.expect("Bisher: Mein Ding")
    prozess.expect("F1 Hilfe")
    prozess.send(":geh land" + EINGABE)
    prozess.expect("In welchem Land")
    prozess.expect("Strg-D")
    prozess.send(F1)
    prozess.expect(":befehle zeigt alles andere")
    prozess.expect("Strg-D")
    prozess.send(STRG_D)
    assert beende(prozess) == 0
    assert "name: Mein Ding\n" in lies(vorhaben)


def test_a_table_with_keys(sitzung: Any, vorhaben: Path) -> None:
    prozess = sitzung()
    prozess.expect("F1 Hilfe")
    prozess.send(F5)
    prozess.expect("Wohin")
    prozess.send("4" + EINGABE)
    prozess.expect("Welche Posten gibt es")
    prozess.expect("Neue Zeile")
    prozess.send(EINGABE)
    prozess.expect("Spalte 1 von 4")
    prozess.send("Tische" + EINGABE)
    prozess.expect("Spalte 2 von 4")
    prozess.send(RUNTER + RUNTER + EINGABE)
    prozess.expect("Spalte 3 von 4")
    prozess.send("20" + EINGABE)
    prozess.expect("Spalte 4 von 4")
    prozess.send(F9)
    prozess.expect("gespeichert: eine Zeile")
    prozess.expect("Neue Zeile")
    prozess.send(RUNTER + EINGABE)
    prozess.expect("Aus welchen Teilen")
    prozess.send("!")
    assert beende(prozess) == 0
    assert "- {id: p1, bezeichnung: Tische, farbe: gelb, betrag: 20}" in lies(vorhaben)


def test_a_cursor_on_cells(sitzung: Any, vorhaben: Path) -> None:
    hoch, rechts, strg_hoch, entf = "\x1b[A", "\x1b[C", "\x1b[1;5A", "\x1b[3~"
    prozess = sitzung()
    prozess.expect("F1 Hilfe")
    prozess.send(":geh posten" + EINGABE)
    prozess.expect("Nichts einzutragen")
    prozess.send(
        '\x1b[200~Bezeichnung\tBetrag\tHinweis\rTische\t20\t"eins\r\nzwei"\rStühle\t1,50\t\r\x1b[201~'
    )
    prozess.expect("Gefunden: 2 Zeilen")
    prozess.expect("Eingabetaste best")
    prozess.send(EINGABE)
    prozess.expect("gespeichert: 2 Zeilen")
    prozess.expect("Summe Betrag: 21,50")
    prozess.send(hoch + hoch)
    prozess.expect("Bezeichnung: St")
    prozess.send(rechts + rechts + "7" + EINGABE)
    prozess.expect("gespeichert: Zeile 2, Betrag: 7")
    prozess.expect("Summe Betrag: 27")
    prozess.send(strg_hoch)
    prozess.expect("was Zeile 2 war, ist jetzt Zeile 1")
    prozess.send(":kopiere" + EINGABE)
    prozess.expect("Zeile 2 ist eine Kopie von Zeile 1")
    prozess.send(RUNTER + rechts + rechts + rechts + entf)
    prozess.expect("gespeichert: Zeile 3, Hinweis: leer")
    prozess.send(EINGABE)
    prozess.expect("Spalte 4 von 4")
    prozess.expect("F9 fertig")
    prozess.send("halb" + F2)
    prozess.expect("Zelle bleibt, wie sie war")
    prozess.expect("Summe Betrag")
    prozess.send(F6)
    prozess.expect("Was möchten Sie ergänzen")
    prozess.send(EINGABE)
    prozess.expect("F9 fertig")
    prozess.send("aus dem Angebot" + F9)
    prozess.expect("gespeichert\\.")
    prozess.expect("Summe Betrag")
    prozess.send("neu")
    prozess.expect("Spalte 4 von 4")
    prozess.expect("F9 fertig")
    prozess.send(STRG_D)
    prozess.expect("Nicht übernommen ist: n")  # the first letter begins the cell, the others follow into it
    assert beende(prozess) == 0
    text = lies(vorhaben)
    for zeile in (
        "- {id: p2, bezeichnung: Stühle, betrag: 7}",
        "- {id: p3, bezeichnung: Stühle, betrag: 7}",
        "- {id: p1, bezeichnung: Tische, betrag: 20}",
        "notiz: aus dem Angebot",
    ):
        assert zeile in text, text
    assert text.index("id: p2") < text.index("id: p3") < text.index("id: p1")


def test_a_note_by_the_menu_and_typed_text_survives_it(sitzung: Any, vorhaben: Path) -> None:
    prozess = sitzung()
    prozess.expect("F1 Hilfe")
    prozess.send("Halb" + F6)
    prozess.expect("Was möchten Sie ergänzen")
    prozess.send(RUNTER + EINGABE)
    prozess.expect("Wie sicher")
    prozess.send(RUNTER + RUNTER + EINGABE)
    prozess.expect("vorgemerkt")
    prozess.expect("Halb")
    prozess.send(" und halb" + EINGABE)
    prozess.expect("gespeichert")
    prozess.expect("Strg-D")
    prozess.send(STRG_D)
    assert beende(prozess) == 0
    assert "name: {wert: Halb und halb, sicherheit: vermutet}" in lies(vorhaben)


def test_a_new_vorhaben_is_offered(sitzung: Any, tmp_path: Path) -> None:
    prozess = sitzung("start", "frisch")
    prozess.expect("Neues Vorhaben anlegen")
    prozess.expect("Strg-D")
    prozess.send(EINGABE)
    prozess.expect("Welcher Titel")
    prozess.expect("Strg-D")
    prozess.send(" im Hafen" + EINGABE)
    prozess.expect("Wie heißt das Quartier")
    prozess.expect("Strg-D")
    prozess.send(STRG_D)
    assert beende(prozess) == 0
    assert "titel: frisch im Hafen\n" in lies(tmp_path / "frisch")
    nein = sitzung("start", "nie")
    nein.expect("Neues Vorhaben anlegen")
    nein.expect("Strg-D")
    nein.send("n" + EINGABE)
    nein.expect("Es wurde nichts angelegt")
    assert beende(nein) == 5
    assert not (tmp_path / "nie").exists()


@pytest.mark.parametrize("wahl", ["--schlicht", "TERM=dumb"])
def test_plain_lines_in_a_terminal(sitzung: Any, umgebung: dict[str, str], wahl: str) -> None:
    if "=" in wahl:
        umgebung["TERM"] = "dumb"
    prozess = sitzung("start", "probe", *([wahl] if wahl.startswith("--") else []))
    prozess.expect("Text: ")
    prozess.send("Name\n")
    prozess.expect("gespeichert")
    prozess.send(STRG_C)
    prozess.expect("Unterbrochen")
    assert beende(prozess) == 130
    assert not re.search("\x1b", str(prozess.before))


def test_f5_finds_questions_by_word_and_unknown_keys_do_nothing(sitzung: Any, vorhaben: Path) -> None:
    prozess = sitzung()
    prozess.expect("F1 Hilfe")
    prozess.send(F5)
    prozess.expect("Wohin")
    prozess.expect("Strg-D")
    prozess.send(
        "\x1b[24~" + "zzz" + EINGABE
    )  # F12, and a word nothing fits: Enter must not choose the first
    prozess.expect("zzz")
    prozess.send("\x7f\x7f\x7f" + "land" + EINGABE)
    prozess.expect("In welchem Land")
    prozess.expect("Strg-D")
    prozess.send(STRG_D)
    assert beende(prozess) == 0
    assert "antworten: {}" in lies(vorhaben)


def test_what_was_typed_waits_at_its_question(sitzung: Any) -> None:
    prozess = sitzung()
    prozess.expect("F1 Hilfe")
    prozess.send("Halber Name" + F3)
    prozess.expect("Der angefangene Text wartet dort")
    prozess.expect("Was ist es")
    prozess.expect("F9 fertig")
    prozess.send(F2)
    prozess.expect("Halber Name")
    prozess.send(STRG_D)
    prozess.expect("Nicht gespeichert ist nur: Halber Name")
    assert beende(prozess) == 0


STRG_Z, STRG_Y, F7 = "\x1a", "\x19", "\x1b[18~"


def test_undo_redo_and_search_with_keys(sitzung: Any, vorhaben: Path) -> None:
    prozess = sitzung()
    prozess.expect("Wie heißt es")
    prozess.expect("F1 Hilfe")
    prozess.send("Eins" + EINGABE)
    prozess.expect("Was ist es")
    prozess.expect("F9 fertig")
    prozess.send("x" + STRG_Z)  # first what was typed here
    prozess.send(STRG_Z)  # then what was saved
    prozess.expect("Rückgängig gemacht – Name: Eins → keine Antwort")
    prozess.expect("Strg-Y stellt es wieder her")
    prozess.expect("Wie heißt es")
    prozess.expect("F1 Hilfe")
    assert "name" not in lies(vorhaben).partition("antworten:")[2]
    prozess.send(STRG_Y)
    prozess.expect("Wiederholt – Name: keine Antwort → Eins")
    prozess.expect("Bisher: Eins")
    prozess.expect("F1 Hilfe")
    prozess.send(F7)
    prozess.expect("Wonach suchen")
    prozess.send("farb" + EINGABE)
    prozess.expect("Treffer für „farb“")
    prozess.expect("Pfeile oder Nummer")
    prozess.send(RUNTER + EINGABE)
    prozess.expect("Welche Farben noch")
    prozess.expect("F1 Hilfe")
    prozess.send(STRG_D)
    assert beende(prozess) == 0
    assert "name: Eins" in lies(vorhaben)
