"""Time in the session: what is left, what was worked, a meeting of limited time."""

import json
from pathlib import Path

from tests.cli.conftest import Programm
from wegweiser.cli.zeit import format_etwa


def test_longer_never_reads_shorter() -> None:
    def gelesen(minuten: int) -> float:
        zahl = format_etwa(minuten).removeprefix("etwa ").partition(" ")[0].replace("eine", "1")
        return float(zahl.replace(",", ".")) * (60 if "Stunden" in format_etwa(minuten) else 1)

    werte = [gelesen(minuten) for minuten in range(1, 2000)]
    assert werte == sorted(werte)
    assert all(abs(wert - minuten) <= max(2.5, minuten * 0.17) for minuten, wert in enumerate(werte, 1))
    assert format_etwa(25) == "etwa 25 Minuten"
    assert format_etwa(87) == "etwa 85 Minuten"
    assert format_etwa(88) == format_etwa(92) == "etwa 1,5 Stunden"
    assert format_etwa(700) == "etwa 12 Stunden"


def test_the_rest_is_shown_and_shrinks(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser("start", vorhaben, eingabe="Eins\n!\n")
    text = " ".join(lauf.stdout.split())
    assert "noch etwa 8 Minuten im Abschnitt" in text, lauf.stdout
    assert "noch etwa 6 Minuten im Abschnitt" in text, lauf.stdout
    status = wegweiser("status", vorhaben).stdout
    rest = json.loads(wegweiser("status", vorhaben, "--json").stdout)["rest_minuten"]
    assert f"Es bleiben Fragen für {format_etwa(rest)}." in status


def test_time_worked_is_read_from_the_journal(wegweiser: Programm, vorhaben: Path) -> None:
    for zeit, wert in (("10:50:00", "Eins"), ("11:10:00", "Zwei"), ("15:00:00", "Drei")):
        umfeld = {"WEGWEISER_JETZT": f"2026-11-22T{zeit}+01:00"}
        assert wegweiser("antwort", vorhaben, "name", wert, umfeld=umfeld).returncode == 0
    status = wegweiser("status", vorhaben).stdout
    assert (
        "Bisher etwa 40 Minuten daran gearbeitet" in status
    )  # 10:31 to 11:10; the break until 15:00 is none of it
    assert json.loads(wegweiser("status", vorhaben, "--json").stdout)["gearbeitet_minuten"] == 38
    assert "Bisher etwa 40 Minuten daran gearbeitet" in wegweiser("start", vorhaben, eingabe="!\n").stdout


def test_a_meeting_of_limited_time(wegweiser: Programm, tmp_path: Path) -> None:
    wegweiser("neu", "q", "--titel", "Q")
    lauf = wegweiser("start", "q", "--runde", "buergerschaft", "--dauer", "20", eingabe="!\n")
    text = " ".join(lauf.stdout.split())
    assert "In 20 Minuten passt ein Schritt von " in text, lauf.stdout
    assert "Die Zeit reicht nicht für " in text
    assert "nichts geht verloren" in text
    assert "in dieser Runde" in text
    alles = wegweiser("start", "q", "--runde", "buergerschaft", "--dauer", "999", eingabe="!\n").stdout
    assert "passt alles, was hier noch zu fragen ist" in alles
    kurz = wegweiser("start", "q", "--dauer", "1", "--runde", "kaemmerei", eingabe="!\n")
    assert (kurz.returncode, "passt kein ganzer Schritt" in kurz.stderr) == (2, True), kurz.stderr
    assert "antworten: {}" in (tmp_path / "q" / "vorhaben.yaml").read_text(encoding="utf-8")


def test_what_is_left_out_stays_unanswered_and_is_named_at_the_end(wegweiser: Programm) -> None:
    wegweiser("neu", "q", "--titel", "Q")
    lauf = wegweiser("start", "q", "--dauer", "12", eingabe=">\n" * 40)
    assert "Am Ende dieser Sitzung." in lauf.stdout, lauf.stdout
    assert "Für ein anderes Mal bleiben " in lauf.stdout
