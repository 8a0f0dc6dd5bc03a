"""Undo, redo, history, jumping and searching as a person uses them: commands and dialogue."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.cli.conftest import ALLES, Programm
from wegweiser import workflow
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Wert
from wegweiser.workflow.umfeld import Umfeld


def sage(ordner: Path, umfeld: Umfeld, neu: Mapping[str, Antwort], wer: str = "") -> None:
    with workflow.bearbeite(ordner, umfeld._replace(kuerzel=wer)) as stand:
        antworten = {Adresse(frage): antwort for frage, antwort in neu.items()}
        workflow.save_antworten(stand, antworten, umfeld._replace(kuerzel=wer))


def test_undo_and_redo_from_the_command_line(wegweiser: Programm, vorhaben: Path, umfeld: Umfeld) -> None:
    sage(vorhaben, umfeld, {"name": Antwort(wert="Eins")})
    sage(vorhaben, umfeld, {"name": Antwort(wert="Zwei", notiz="Neu benannt")})
    vorschau = wegweiser("rueckgaengig", vorhaben, "--vorschau")
    assert "• Name: Zwei (Notiz: Neu benannt) → Eins" in vorschau.stdout
    assert "name: {wert: Zwei" in (vorhaben / "vorhaben.yaml").read_text("utf-8")
    lauf = wegweiser("rueckgaengig", vorhaben)
    assert "Rückgängig gemacht – Name: Zwei (Notiz: Neu benannt) → Eins" in lauf.stdout
    assert "name: Eins" in (vorhaben / "vorhaben.yaml").read_text("utf-8")
    assert "Wiederholt – Name: Eins → Zwei" in wegweiser("wiederholen", vorhaben).stdout
    lauf = wegweiser("wiederholen", vorhaben)
    assert (lauf.returncode, lauf.stdout) == (2, "")
    assert "Es gibt nichts zu wiederholen." in lauf.stderr


def test_the_history_says_who_changed_what_when(wegweiser: Programm, vorhaben: Path, umfeld: Umfeld) -> None:
    sage(vorhaben, umfeld, {"name": Antwort(wert="Eins")}, "ab")
    sage(vorhaben, umfeld, {"menschen": Antwort(wert=9500)})
    sage(vorhaben, umfeld, {"name": Antwort(wert="Zwei", notiz="geheim")})
    wegweiser("rueckgaengig", vorhaben, "--kuerzel", "cd")
    lauf = wegweiser("verlauf", vorhaben)
    for satz in (
        "22.11.2026",
        "10:31  Vorhaben angelegt",
        "10:00 ab  Name: Eins",
        "9.500 Menschen",
        "10:00  Name: Eins → Zwei (Notiz: geheim) (später rückgängig gemacht)",
        " cd  rückgängig gemacht: Name: Zwei (Notiz: geheim) → Eins",
    ):
        assert satz in lauf.stdout, lauf.stdout
    nur = wegweiser("verlauf", vorhaben, "--frage", "name", "--letzte", "1")
    assert "9.500" not in nur.stdout
    assert "2 frühere Schritte: --letzte 0 zeigt alles." in nur.stdout
    daten = json.loads(wegweiser("verlauf", vorhaben, "--json", "--frage", "name").stdout)
    assert [schritt["art"] for schritt in daten] == ["antwort", "antwort", "rueckgaengig"]
    assert [schritt["zurueckgenommen"] for schritt in daten] == [False, True, False]
    assert "geheim" not in json.dumps(daten)
    lauf = wegweiser("verlauf", vorhaben, "--frage", "nahme")
    assert lauf.returncode == 5
    assert "Meinten Sie „name“?" in lauf.stderr


def test_a_move_to_another_guide_is_a_wall(wegweiser: Programm, vorhaben: Path, tmp_path: Path) -> None:
    neuer = tmp_path / "neuer"
    shutil.copytree(ALLES, neuer)
    kopf = neuer / "leitfaden.yaml"
    kopf.write_text(kopf.read_text("utf-8").replace("version: 1.0.0", "version: 1.1.0"), "utf-8")
    wegweiser("antwort", vorhaben, "name", "Eins")
    umzug = wegweiser("umziehen", vorhaben, "--nach", neuer, "--ja")
    assert umzug.returncode == 0, umzug.stdout + umzug.stderr
    lauf = wegweiser("rueckgaengig", vorhaben)
    assert lauf.returncode == 2
    assert "Am 22.11.2026 ist das Vorhaben auf einen anderen Leitfaden umgezogen." in lauf.stderr
    assert f"wegweiser umziehen {vorhaben} --zurueck" in lauf.stderr.replace("python -m ", "")
    wegweiser("antwort", vorhaben, "name", "Zwei")
    assert "Name: Zwei → Eins" in wegweiser("rueckgaengig", vorhaben).stdout
    assert "auf einen anderen Leitfaden umgezogen" in wegweiser("verlauf", vorhaben).stdout


def test_the_dialogue_undoes_what_an_earlier_session_did_and_goes_there(
    wegweiser: Programm, vorhaben: Path, umfeld: Umfeld
) -> None:
    sage(vorhaben, umfeld, {"name": Antwort(wert="Eins")})
    sage(vorhaben, umfeld, {"name": Antwort(wert="Zwei")})
    eingabe = ":rückg\n:wiederholen\n:rueckgaengig\n:rueckgaengig\n:rueckgaengig\n!\n"
    lauf = wegweiser("start", vorhaben, eingabe=eingabe)
    stellen = [
        lauf.stdout.index(satz)
        for satz in (
            "Rückgängig gemacht – Name: Zwei → Eins",
            "Bisher: Eins",
            "Wiederholt – Name: Eins → Zwei",
            "Rückgängig gemacht – Name: Eins → keine Antwort",
            "Es gibt nichts, was sich rückgängig machen lässt.",
        )
    ]
    assert stellen == sorted(stellen), lauf.stdout
    assert "name" not in (vorhaben / "vorhaben.yaml").read_text("utf-8").partition("antworten:")[2]


def test_many_answers_at_once_are_undone_only_after_a_question(
    wegweiser: Programm, vorhaben: Path, umfeld: Umfeld
) -> None:
    viele: dict[str, Wert] = {
        "menschen": 7,
        "laenge": 1,
        "jahr": 2030,
        "name": "Eins",
        "land": "nrw",
        "nur_nrw": "x",
    }
    sage(vorhaben, umfeld, {frage: Antwort(wert=wert) for frage, wert in viele.items()})
    lauf = wegweiser("start", vorhaben, eingabe=":rueckgaengig\n\n:rueckgaengig\nj\n!\n")
    assert lauf.stdout.count("hat 6 Antworten auf einmal geändert.") == 2
    assert lauf.stdout.index("Alles bleibt, wie es ist.") < lauf.stdout.index("Rückgängig gemacht:")
    assert "antworten: {}" in (vorhaben / "vorhaben.yaml").read_text("utf-8")


def test_jumping_by_number_and_name(wegweiser: Programm, vorhaben: Path, umfeld: Umfeld) -> None:
    zeilen = ({"id": "t1", "titel": "Dach"}, {"id": "t2", "titel": "Kühler"})
    sage(vorhaben, umfeld, {"teile": Antwort(wert=zeilen)})
    eingabe = ":geh 3/1\n:geh Zeile für Zeile\n:geh kuehler\n:geh Stücke\n:geh t1\n:geh farbe\n:geh welche farbe\n2\n:geh quatsch\n!\n"
    lauf = wegweiser("start", vorhaben, eingabe=eingabe)
    fragen = [zeile for zeile in lauf.stdout.splitlines() if zeile[:1].isdigit() and "?" in zeile]
    erwartet = [
        "Wie heißt es?",
        "In welchem Land?",
        "Welche Posten gibt es?",
        "Wozu dient der Teil?",
        "Wie viele Stücke?",
        "Wozu dient der Teil?",
        "Welche Farbe?",
        "Welche Farben noch?",
    ]
    assert [frage.partition(" ")[2].partition("?")[0] + "?" for frage in fragen] == erwartet, lauf.stdout
    sage(vorhaben, umfeld, {"fertig": Antwort(wert=False), "teile": Antwort(wert=zeilen[:0])})
    lauf = wegweiser("start", vorhaben, eingabe=":geh abnahme\n:geh lager\n!\n")
    text = " ".join(lauf.stdout.split())
    assert "2.9 „Abnahme“ wird zurzeit nicht gestellt. Gestellt wird sie, wenn gilt: Fertig" in text, text
    assert "„Lager“ wird zurzeit nicht gestellt. Gestellt wird sie für jede Zeile in „Teile“, wenn" in text
    lauf = wegweiser("start", vorhaben, eingabe=":geh quatsch\n!\n")
    assert "„quatsch“ ist weder ein Abschnitt noch ein Schritt noch eine Frage" in lauf.stdout


def test_searching_finds_answers_notes_options_and_help(
    wegweiser: Programm, vorhaben: Path, umfeld: Umfeld
) -> None:
    sage(vorhaben, umfeld, {"name": Antwort(wert="Bürgertreff", notiz="Kämmerei fragen")})
    sage(vorhaben, umfeld, {"beschreibung": Antwort(wert="Für Bürger gedacht.")})
    eingabe = (
        ":suche BUERGER\n2\n:suche kaemmerei\n:suche größte nach\n:suche gibtsnicht\n:suche nur hier\n!\n"
    )
    lauf = wegweiser("start", vorhaben, eingabe=eingabe)
    for satz in (
        "2 Treffer für „BUERGER“:",
        "1. 1.1 Name – Antwort: Bürgertreff",
        "2. 1.2 ",
        "Ein Treffer: 1.1 Name – Notiz oder Beleg: Kämmerei fragen",
        "„gibtsnicht“ kommt in keiner Frage und keiner Antwort vor.",
    ):
        assert satz in lauf.stdout, lauf.stdout
