"""Changing an old answer: what it does is said before it is taken over, and derived values are shown after."""

from pathlib import Path

import pytest

from tests.cli.conftest import WURZEL, Programm
from wegweiser import workflow
from wegweiser.adapters.reisen import load_reise
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Wert
from wegweiser.workflow.umfeld import Umfeld


@pytest.fixture
def gefuellt(vorhaben: Path, umfeld: Umfeld) -> Path:
    werte: dict[str, Wert] = {"land": "nrw", "nur_nrw": "Ja, hier.", "menschen": 100, "fertig": False}
    with workflow.bearbeite(vorhaben, umfeld) as stand:
        antworten = {Adresse(frage): Antwort(wert=wert) for frage, wert in werte.items()}
        workflow.save_antworten(stand, antworten, umfeld)
    return vorhaben


def lies(vorhaben: Path) -> str:
    return (vorhaben / "vorhaben.yaml").read_text("utf-8")


def test_the_dialogue_asks_before_more_than_the_answer_changes(wegweiser: Programm, gefuellt: Path) -> None:
    eingabe = ":geh land\nhessen\nn\nhessen\nvielleicht\nj\n:geh land\nnrw\n!\n"
    lauf = wegweiser("start", gefuellt, eingabe=eingabe)
    assert lauf.stdout.count("Damit ändert sich mehr: eine Frage entfällt, eine Antwort ruht dann.") == 2
    assert "• entfällt: „Nur hier“" in lauf.stdout
    assert "Es bleibt, wie es war." in lauf.stdout
    assert "Bitte ja oder nein." in lauf.stdout
    zurueck = "Damit: eine Frage kommt hinzu, eine Antwort kommt wieder."
    assert zurueck in lauf.stdout
    assert "nur_nrw: Ja, hier." in lies(gefuellt).partition("ruhend")[0]


def test_taking_back_and_marking_open_are_changes_too(wegweiser: Programm, gefuellt: Path) -> None:
    eingabe = ":geh kosten\n250\n:geh kosten\n:leeren\nn\n:offen\n\n\n\nn\n!\n"
    lauf = wegweiser("start", gefuellt, eingabe=eingabe)
    assert lauf.stdout.count("So übernehmen?") == 2
    assert "Kosten je Mensch: 2,5 Euro → offen" in lauf.stdout.replace("\u00a0", " ")
    assert "kosten: 250" in lies(gefuellt)


def test_first_answers_and_answers_without_effect_ask_nothing(wegweiser: Programm, gefuellt: Path) -> None:
    lauf = wegweiser("start", gefuellt, eingabe=":geh farbe\nrot\n:geh farbe\nblau\n:geh name\nEins\n!\n")
    assert "So übernehmen?" not in lauf.stdout
    assert "farbe: blau" in lies(gefuellt)


def test_a_row_goes_only_after_a_question_where_answers_hang_on_it(
    wegweiser: Programm, gefuellt: Path, umfeld: Umfeld
) -> None:
    zeilen = ({"id": "t1", "titel": "Dach"}, {"id": "t2", "titel": "Keller"})
    with workflow.bearbeite(gefuellt, umfeld) as stand:
        antworten = {Adresse("teile"): Antwort(wert=zeilen), Adresse("zweck", "t2"): Antwort(wert="Vorrat")}
        workflow.save_antworten(stand, antworten, umfeld)
    lauf = wegweiser("start", gefuellt, eingabe=":geh teile\n:loesche 2\nj\nn\n!\n")
    assert "eine Antwort ruht dann" in " ".join(lauf.stdout.split())
    assert "bei „Keller“" in lauf.stdout
    assert "Es bleibt, wie es war." in lauf.stdout
    assert "Keller" in lies(gefuellt)
    lauf = wegweiser("start", gefuellt, eingabe=":geh teile\n:loesche 2\nj\nj\n:rueckgaengig\n!\n")
    assert "Rückgängig gemacht – Teile: eine Zeile neu: „Keller“" in lauf.stdout
    assert "zweck: Vorrat" in lies(gefuellt).partition("ruhend")[0]


def test_an_input_that_ends_at_the_question_changes_nothing(wegweiser: Programm, gefuellt: Path) -> None:
    lauf = wegweiser("start", gefuellt, eingabe=":geh land\nhessen\n")
    assert "Nicht gespeichert ist nur: hessen" in lauf.stdout
    assert "land: nrw" in lies(gefuellt)


def test_derived_values_follow_in_a_quiet_line(wegweiser: Programm, gefuellt: Path) -> None:
    lauf = wegweiser("start", gefuellt, eingabe=":geh kosten\n250\n:geh kosten\n500\nj\n:geh name\nEins\n!\n")
    assert "Daraus: Kosten je Mensch 2,5 Euro" in lauf.stdout.replace("\u00a0", " ")
    assert "Kosten je Mensch: 2,5 Euro → 5 Euro" in lauf.stdout.replace("\u00a0", " ")
    assert lauf.stdout.count("Daraus:") == 1


def test_the_command_line_says_it_and_goes_on(wegweiser: Programm, gefuellt: Path) -> None:
    lauf = wegweiser("antwort", gefuellt, "land", "hessen", "--wirkung")
    assert "Damit ändert sich mehr: eine Frage entfällt" in lauf.stdout
    assert "Gespeichert ist noch nichts." in lauf.stdout
    assert "land: nrw" in lies(gefuellt)
    lauf = wegweiser("antwort", gefuellt, "land", "hessen")
    assert "Damit ändert sich mehr: eine Frage entfällt" in lauf.stdout
    assert "land: hessen" in lies(gefuellt)
    assert wegweiser("antwort", gefuellt, "--aus", "x.yaml", "--wirkung").returncode == 2


def test_who_and_when_are_proposed_and_said_as_people_say_it(wegweiser: Programm, gefuellt: Path) -> None:
    eingabe = (
        ":geh farbe\n:offen\nBauamt\nFreitag\n\n:geh laenge\n:offen\n\n\n\n:geh jahr\n:offen\n-\n-\n\n!\n"
    )
    lauf = wegweiser("start", gefuellt, eingabe=eingabe)
    assert "gespeichert: weiß ich noch nicht, Bauamt bis Freitag, 27.11.2026" in lauf.stdout
    assert "Wer klärt das? [Eingabetaste: Bauamt; „-“: noch niemand]" in lauf.stdout
    text = lies(gefuellt)
    assert text.count("zustaendig: Bauamt, bis: 2026-11-27") == 2, text
    assert "jahr: {offen: true}" in text
    lauf = wegweiser("start", gefuellt, eingabe=":geh guete\n:offen\n\nin 2 Wochen\n\n!\n")
    assert "weiß ich noch nicht, Bauamt bis Sonntag, 06.12.2026" in lauf.stdout
    status = wegweiser("status", gefuellt).stdout
    assert "• bis 27.11.2026 · Bauamt: Farbe" in status
    spaeter = wegweiser("status", gefuellt, umfeld={"WEGWEISER_JETZT": "2026-11-28T09:00:00+01:00"}).stdout
    assert "• bis 27.11.2026 (überfällig) · Bauamt: Farbe" in spaeter
    assert spaeter.count("überfällig") == 2
    lauf = wegweiser("antwort", gefuellt, "reihe", "--offen", "--zustaendig", "Amt", "--bis", "in 3 Tagen")
    assert "bis 25.11.2026" in lauf.stdout


def test_a_question_without_influence_is_let_go(wegweiser: Programm, tmp_path: Path, umfeld: Umfeld) -> None:
    """No public benefit is wanted: what tax relief would need no longer matters to any form."""
    ordner = tmp_path / "v"
    workflow.create(ordner, leitfaden="land-nrw", titel="Probe", umfeld=umfeld)
    beispiel = load_reise(WURZEL / "leitfaden" / "land-nrw" / "reisen" / "beispiel.yaml")[0]
    with workflow.bearbeite(ordner, umfeld) as stand:
        gefuellt, _ = workflow.apply_antworten(stand, beispiel.antworten, umfeld)
        frage = Adresse("steuerbeguenstigung_gewuenscht", "m1")
        workflow.save_antwort(gefuellt, frage, None, umfeld)
    lauf = wegweiser("start", ordner, eingabe=f":geh {frage}\n:geh m1.spendenbescheinigung_noetig\n!\n")
    vorn, _, hinten = lauf.stdout.partition("Spendenbescheinigungen")
    satz = "Hat auf nichts Offenes mehr Einfluss – kann entfallen"
    assert satz in vorn, lauf.stdout
    assert satz not in hinten
