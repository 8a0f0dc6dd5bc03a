"""Cards and dots typed back: the same as the dialogue, counted in the open, safe against pauses, one step per sheet."""

import json
import os
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.builders import format_abschnitt, write_leitfaden
from tests.cli.conftest import ALLES, Programm
from wegweiser.errors import DatenError
from wegweiser.model.karten import Wunsch
from wegweiser.workflow import create, load_stand
from wegweiser.workflow.erfassung import list_karten, plan_datei
from wegweiser.workflow.umfeld import Umfeld

BELEG = "Werkstatt, 12.02.2027"
# The guide with every question type, typed in the dialogue; every answer with its Beleg.
GESPRAECH = """\
::Doppel
Erste Zeile.
Zweite Zeile.
.
>
Marktplatz 1 (51,5176; 7,3794)
9.500
1,5
1.250,50
12,5
1.12.2026
2.12.2026
2027
j
Bauamt
3
0,13
nrw
hell
rot, grün
2, 1, c
1 = 60; 2 = 40
Bezirksvertretung
+
Tische
1
400
zwei Zeilen
.

+
Dach
+
Keller

1
Schutz
0
Vorrat
3
unten
!
"""
# The same from cards: a long text as several lines, no card for the file, an empty line for the card that does not apply.
KARTEN = f"""\
{BELEG}
::Doppel
+
Erste Zeile.
Zweite Zeile.

Marktplatz 1 (51,5176; 7,3794)
9.500
1,5
1.250,50
12,5
1.12.2026
2.12.2026
2027
j
Bauamt
3
0,13
nrw
hell
rot, grün
2, 1, c
1 = 60; 2 = 40
Bezirksvertretung
+
+
Tische
1
400
zwei Zeilen
.

+
+
Dach
+
Keller

1
Schutz
0

Vorrat
3
unten

ja

"""


def lies(pfad: Path) -> str:
    zeilen = (pfad / "vorhaben.yaml").read_text(encoding="utf-8").splitlines()
    return "\n".join(z for z in zeilen if not z.startswith(("protokoll:", "  geaendert:", "  angelegt:")))


def mit_beleg(gespraech: str) -> str:
    """The Beleg typed before the first line of every answer."""
    zeilen = gespraech.splitlines()
    folgt = {"!", "Zweite Zeile.", ".", "Tische", "400", "zwei Zeilen", "Dach", "Keller", "", ">"}
    erste = [
        nr for nr, zeile in enumerate(zeilen)
        if zeile not in folgt and not (zeile == "1" and zeilen[nr - 1] == "Tische") and not (zeile == "+" and zeilen[nr - 1] == "Dach")
    ]  # fmt: skip
    return (
        "\n".join(f":beleg {BELEG}\n{zeile}" if nr in erste else zeile for nr, zeile in enumerate(zeilen))
        + "\n"
    )


def test_the_same_answers_give_the_same_file_as_the_dialogue(
    wegweiser: Programm, vorhaben: Path, tmp_path: Path
) -> None:
    gespraech = wegweiser("start", vorhaben, eingabe=mit_beleg(GESPRAECH))
    assert "durchgesehen: 3 von 3 beantwortet." in gespraech.stdout, gespraech.stdout
    wegweiser("neu", "karten", "--leitfaden", ALLES, "--titel", "Probe")
    lauf = wegweiser("erfassen", "karten", "--runde", "intern", eingabe=KARTEN)
    assert lauf.returncode == 0, lauf.stderr
    assert "gespeichert: 26 Antworten, in einem Schritt." in lauf.stdout, lauf.stdout
    assert lies(tmp_path / "karten") == lies(vorhaben)
    assert not (tmp_path / "karten" / ".erfassung").exists()
    arten = [
        json.loads(z)["art"]
        for z in (tmp_path / "karten" / "protokoll.jsonl").read_text("utf-8").splitlines()
    ]
    assert set(arten) == {"angelegt", "erfasst"}


def test_a_card_for_every_record(wegweiser: Programm, vorhaben: Path) -> None:
    """The same number twice: the record tells them apart; without it the one at hand is meant."""
    zeilen = '[{"id": "t1", "titel": "Dach"}, {"id": "t2", "titel": "Keller"}]'
    assert wegweiser("antwort", vorhaben, "teile", zeilen).returncode == 0
    eingabe = [
        "",
        "5.1",
        "5.1 t2",
        "Vorrat",
        "7",
        "5.1 t1 Schutz",
        "5.2 3",
        "5.3 t2 unten",
        ".",
        "",
        "5.1 t2",
        "-",
        "Lager",
        "",
        "ja",
        "",
    ]
    lauf = wegweiser("erfassen", vorhaben, "--runde", "intern", eingabe="\n".join(eingabe) + "\n")
    assert "„5.1“ gibt es mehrmals: 5.1 t1, 5.1 t2." in lauf.stdout, lauf.stdout
    assert "gespeichert: 5 Antworten" in lauf.stdout, lauf.stdout
    text = lies(vorhaben)
    einzeln = " ".join(text.partition("einzeln:")[2].split())
    assert "t1: zweck: Schutz stueck: 3 t2: zweck: Lager stueck: 7 lager: unten" in einzeln


B = "runde: buergerschaft"
OPTIONEN = "optionen: [{id: a, titel: Arzt}, {id: b, titel: Bus}, {id: c, titel: Café}]"
FRAGEN = (
    f"{{id: note, text: Wie gut?, kurz: Note, typ: skala, von: 0, bis: 4, anker: {{0: schlecht, 4: gut}}, {B}}}",
    f"{{id: fehlt, text: Was fehlt?, kurz: Fehlendes, typ: mehrfach, max_anzahl: 2, {OPTIONEN}, {B}}}",
    f"{{id: reihe, text: Was zuerst?, kurz: Reihe, typ: rangfolge, {OPTIONEN}, {B}}}",
    f"{{id: teile, text: Wofür das Geld?, kurz: Geld, typ: verteilung, {OPTIONEN}, {B}}}",
    f"{{id: laden, text: Gibt es einen Laden?, kurz: Laden, typ: ja_nein, {B}}}",
    f"{{id: welcher, text: Welcher?, kurz: Welcher, typ: text, wenn: laden, {B}}}",
    f"{{id: weg, text: Wie viele Meter?, kurz: Weg, typ: ganzzahl, min: 0, pruefe: [{{muss: weg < 9000, text: Das ist zu weit.}}], {B}}}",
    "{id: intern, text: Intern?, typ: text}",
)


@pytest.fixture
def werkstatt(tmp_path: Path, umfeld: Umfeld) -> Path:
    """An empty Vorhaben on a guide with one question of every kind that can be counted."""
    guide = write_leitfaden(tmp_path / "guide", {"abschnitte/a.yaml": format_abschnitt("a", *FRAGEN)})
    create(tmp_path / "w", leitfaden=str(guide), titel="Werk", umfeld=umfeld)
    return tmp_path / "w"


def erfasse(wegweiser: Programm, *zeilen: str, argumente: tuple[str, ...] = ("--quelle", BELEG)) -> str:
    lauf = wegweiser("erfassen", "w", *argumente, eingabe="".join(f"{zeile}\n" for zeile in zeilen))
    assert lauf.returncode == 0, lauf.stderr
    return lauf.stdout


def antworten(vorhaben: Path) -> str:
    return (
        (vorhaben / "vorhaben.yaml")
        .read_text(encoding="utf-8")
        .partition("antworten:")[2]
        .partition("ruhend")[0]
    )


def test_dots_and_many_cards_are_counted_in_the_open(wegweiser: Programm, werkstatt: Path) -> None:
    gesagt = erfasse(
        wegweiser,
        "p 1 2 8 3 0",  # 1.1: 14 votes, median 2
        "p 9 4 4",  # 1.2: Bus and Café share the second place
        "p 5 7 5",  # 1.3: Arzt and Café share the second place
        "p 1=20 3=10",  # 1.4
        "12x ja",  # 1.5
        "1.5 3x nein",
        "1.7 300",
        "1.7 500",
        "1.7 400",
        ".",
        "",
        "1,3",  # 1.2: the group takes Arzt and Café
        "2,1",  # 1.3: Café before Arzt
        "ja",
        "",
    )  # fmt: skip
    assert "Um den letzten Platz sind gleichauf: Bus, Café." in gesagt
    assert "Gleichauf mit 5; welche Reihenfolge gilt für diese?" in gesagt
    text = antworten(werkstatt)
    for zeile in (
        'notiz: "14 Stimmen – 0 (schlecht): 1, 1: 2, 2: 8, 3: 3; Mittelwert 1,9."',
        "wert: [a, c]",
        "Gleichauf lagen Bus, Café; entschieden beim Erfassen.",
        "wert: [b, c, a]",
        "a: 67",
        "c: 33",
        'notiz: "15 Karten – Ja: 12, Nein: 3."',
        "wert: 400",
        'notiz: "3 Karten – 300; 500; 400; Mittelwert 400."',
        f'belege: ["{BELEG}"]',
    ):
        assert zeile in text, text
    assert "intern" not in text
    protokoll = [json.loads(z) for z in (werkstatt / "protokoll.jsonl").read_text("utf-8").splitlines()]
    assert [zeile["art"] for zeile in protokoll if "folgt" not in zeile] == ["angelegt", "erfasst"]
    assert wegweiser("rueckgaengig", "w").returncode == 0
    assert antworten(werkstatt).strip() == "{}"


def test_pause_continue_correct_and_a_second_sheet(wegweiser: Programm, werkstatt: Path) -> None:
    gesagt = erfasse(wegweiser, "3", "1,2", "1.3", "<", "- 2", "-", "1", "!")
    assert "Eine 2. Karte ist hier nicht getippt." in gesagt
    assert "1.2 notiert: nichts" in gesagt
    assert "Pause. 2 Karten warten auf die Übernahme" in gesagt
    assert antworten(werkstatt).strip() == "{}"
    assert "2 Karten sind getippt und noch nicht übernommen" in wegweiser("status", "w").stdout
    assert "Arzt" not in (werkstatt / ".erfassung").read_text(encoding="utf-8")  # ids, no words
    # Continued behind 1.2; 1.1 is corrected at the end, which comes back there by itself.
    gesagt = erfasse(wegweiser, "2, 1, 3", ".", "", "1.1", "-", "1.1 4", ".", "", "ja", "", argumente=())
    assert "2 Karten vom letzten Mal warten noch auf die Übernahme; es geht weiter bei 1.3 Reihe." in gesagt
    assert f"Beleg: {BELEG}" in gesagt
    assert "1.1 Note: 4 – gut" in gesagt
    text = antworten(werkstatt)
    assert "note: {wert: 4," in text
    assert "wert: [b, a, c]" in text
    assert "notiz" not in text
    # „nichts davon“ has the number 0 on the card.
    erfasse(wegweiser, "1.2 0", ".", "", "ja", "")
    assert "fehlt: {wert: []," in antworten(werkstatt)
    # The group may decide otherwise than the dots; both stay.
    erfasse(wegweiser, "1.2 p 9 4 1", ".", "", "c", "ja", "")
    assert '"14 Punkte – Arzt: 9, Bus: 4, Café: 1; beim Erfassen anders entschieden."' in antworten(werkstatt)
    # The next sheet changes one answer and says what stood there.
    gesagt = erfasse(wegweiser, "1.1 2", ".", "", "ja", ":rueckgaengig", "")
    assert "bisher: 4 – gut" in gesagt
    assert "note: {wert: 4," in antworten(werkstatt)


def test_what_does_not_fit_is_not_saved(wegweiser: Programm, werkstatt: Path) -> None:
    gesagt = erfasse(
        wegweiser, "7", "p 1 2", "p 1=x", "9.9 1", "1.7 9500", ".", "", "1.7", "-", "300", "nein", "!"
    )
    for satz in (
        "7 ist zu viel; möglich ist höchstens 4.",
        "Das sind 2 Zahlen; auf dem Blatt stehen 5 Möglichkeiten.",
        "„9.9 1“ ist keine ganze Zahl.",
        "1.7: Das ist zu weit.",
    ):
        assert satz in gesagt, gesagt
    assert antworten(werkstatt).strip() == "{}"
    assert (werkstatt / ".erfassung").exists()


def test_begin_at_a_card_and_without_anything_to_read(wegweiser: Programm, werkstatt: Path) -> None:
    gesagt = erfasse(
        wegweiser, "ja", "Dorfladen", "", "", "ja", "", argumente=("--ab", "1.5", "--quelle", BELEG)
    )
    assert gesagt.index("1.5 Gibt es einen Laden?") < gesagt.index("1.6 Welcher?")
    assert "1.1 Wie gut?" not in gesagt
    assert "welcher: " in antworten(werkstatt)
    assert wegweiser("erfassen", "w").returncode == 2
    falsch = wegweiser("erfassen", "w", "--ab", "7.7", eingabe="x\n")
    assert (falsch.returncode, "Eine Karte „7.7“ liegt hier nicht." in falsch.stderr) == (2, True)


def test_the_last_meeting_is_proposed_as_source(wegweiser: Programm, werkstatt: Path) -> None:
    lauf = wegweiser("sitzung", "beginnen", "w", "--titel", "Bürgerwerkstatt", "--datum", "12.02.2027")
    assert lauf.returncode == 0, lauf.stderr
    gesagt = erfasse(wegweiser, "", "3", ".", "", "ja", "", argumente=())
    assert "[Eingabetaste: Bürgerwerkstatt, 12.02.2027; „-“: ohne Beleg]" in gesagt
    assert 'note: {wert: 3, belege: ["Bürgerwerkstatt, 12.02.2027"]}' in antworten(werkstatt)
    erfasse(wegweiser, "-", "1.7 300", ".", "", "ja", "", argumente=())
    assert "weg: 300" in antworten(werkstatt)


def test_what_waits_goes_when_people_are_removed(wegweiser: Programm, werkstatt: Path) -> None:
    erfasse(wegweiser, "1.6 Frau Meier hat einen", "!")
    assert "Meier" in (werkstatt / ".erfassung").read_text(encoding="utf-8")
    lauf = wegweiser("anonymisieren", "w", "--ja")
    assert lauf.returncode == 0, lauf.stderr
    assert not (werkstatt / ".erfassung").exists()


def test_a_draft_of_another_guide_or_a_broken_one_stops_nobody(wegweiser: Programm, werkstatt: Path) -> None:
    fremd = {
        "quelle": BELEG,
        "stelle": "weg",
        "stapel": [{"frage": "gibtsnicht", "werte": ["x"], "punkte": {}}],
    }
    (werkstatt / ".erfassung").write_text(json.dumps(fremd), encoding="utf-8")
    gesagt = erfasse(wegweiser, "1.1 3", ".", "", "ja", "", argumente=())
    assert "Früher Getipptes passt nicht mehr zum Leitfaden und bleibt liegen: gibtsnicht." in gesagt
    assert json.loads((werkstatt / ".erfassung").read_text("utf-8"))["stapel"] == fremd["stapel"]
    (werkstatt / ".erfassung").write_text("{kaputt", encoding="utf-8")
    assert "1.1 Wie gut?" in erfasse(wegweiser, "!")


@pytest.mark.skipif(os.name == "nt", reason="no pseudo terminal")
def test_with_keys(umgebung: Mapping[str, str], werkstatt: Path, tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect")

    def starte() -> Any:
        return pexpect.spawn(
            sys.executable, ["-m", "wegweiser", "erfassen", "w"], cwd=str(tmp_path),
            env={**umgebung, "COLUMNS": "80", "LINES": "24"}, dimensions=(24, 80), encoding="utf-8", timeout=15,
        )  # fmt: skip

    prozess = starte()
    try:
        prozess.expect("Woher stammen")
        prozess.send(f"{BELEG}\r")
        prozess.expect("0. schlecht")
        prozess.expect("F2")
        prozess.send("3\r")
        prozess.expect("✓ 1.1 notiert: 3")
        prozess.expect("1.2 Was fehlt")
        prozess.expect("F2")
        prozess.send("\x1bOQ")  # F2 goes back
        prozess.expect("Schon getippt: 3")
        prozess.kill(9)  # what was noted is there
        prozess.close(force=True)
        prozess = starte()
        prozess.expect("Eine Karte vom letzten Mal wartet")
        prozess.expect("1.2 Was fehlt")
        prozess.send("1.3 p 5 7 5\r")
        prozess.expect("Arzt 5, Bus 7, Caf. 5")
        prozess.expect("1.4 Wof")
        prozess.send(".\r")
        prozess.expect("Eingabetaste .bernimmt")
        prozess.send("\r")
        prozess.expect("Gleichauf mit 5")
        prozess.expect("Nummern in der Reihenfolge")
        prozess.send("2 1\r")
        prozess.expect("Das wird gespeichert")
        prozess.expect("bernehmen. ja, nein")
        prozess.send("ja\r")
        prozess.expect("✓ gespeichert: 2 Antworten")
        prozess.expect("Eingabetaste beendet")
        prozess.send("\r")
        prozess.expect(pexpect.EOF)
    finally:
        prozess.close(force=True)
    assert prozess.exitstatus == 0
    assert "wert: [b, c, a]" in antworten(werkstatt)


def test_what_else_changes_is_said_before(wegweiser: Programm, werkstatt: Path) -> None:
    erfasse(wegweiser, "1.5 ja", "Dorfladen", ".", "", "ja", "")
    gesagt = erfasse(wegweiser, "1.5 nein", ".", "", "nein", "!")
    assert "bisher: Ja" in gesagt
    assert "Damit ändert sich mehr" in gesagt
    assert "entfällt: „Welcher“" in gesagt
    assert "Dorfladen" in antworten(werkstatt)


TABELLE = """\
Frage;Möglichkeit;Anzahl
1.1;2;5
1.1;4;4
fehlt;Arzt;9
fehlt;Café;4
1.3;a;3
1.3;2;5
1.3;c;1
laden;ja;11
weg;300;2
weg;500;1
"""


def test_counts_from_a_spreadsheet(wegweiser: Programm, werkstatt: Path, tmp_path: Path) -> None:
    pfad = tmp_path / "punkte.csv"
    pfad.write_bytes(TABELLE.encode("cp1252"))
    vorschau = wegweiser("erfassen", "w", "--aus", pfad, "--quelle", BELEG)
    assert vorschau.returncode == 0, vorschau.stderr
    assert "1.2 Fehlendes: Arzt; Café (am häufigsten gewählt, 13 Punkte)" in vorschau.stdout
    assert "Nichts übernommen" in vorschau.stdout
    assert antworten(werkstatt).strip() == "{}"
    lauf = wegweiser("erfassen", "w", "--aus", pfad, "--quelle", BELEG, "--ja")
    assert "gespeichert: 5 Antworten, in einem Schritt." in lauf.stdout, lauf.stderr
    text = antworten(werkstatt)
    for zeile in ("note: {wert: 2,", "wert: [a, c]", "wert: [b, a, c]", "wert: ja", "wert: 300"):
        assert zeile in text, text


def test_a_list_to_count_with_comes_back(wegweiser: Programm, werkstatt: Path) -> None:
    """Written, filled in, saved as Excel (which makes a day of „1.2“), taken back."""
    assert wegweiser("karten", "w", "--papier", "zaehlliste").returncode == 0
    zeilen = [
        zeile.split(";")
        for zeile in (werkstatt / "karten" / "zaehlliste.csv").read_text("utf-8-sig").splitlines()
    ]
    assert zeilen[1] == ["note", "Wie gut?", "0", "schlecht", ""]
    blatt = (buch := Workbook()).create_sheet("Punkte")
    for nr, zeile in enumerate(zeilen):
        frage = datetime(2026, 2, 1, tzinfo=None) if zeile[0] == "fehlt" else zeile[0]  # noqa: DTZ001 - as Excel has it
        blatt.append([frage, *zeile[1:4], zeile[4] or (nr if zeile[0] in {"fehlt", "reihe"} else None)])
    buch.save(werkstatt / "punkte.xlsx")
    lauf = wegweiser("erfassen", "w", "--aus", "w/punkte.xlsx", "--ja")
    assert "gespeichert: 2 Antworten" in lauf.stdout, lauf.stderr
    assert "wert: [b, c]" in antworten(werkstatt)
    assert "wert: [c, b, a]" in antworten(werkstatt)


@pytest.mark.parametrize(
    ("inhalt", "satz"),
    [
        ("frage,option\n1.1,2\n", "In der Kopfzeile fehlt anzahl"),
        ("frage,option,anzahl\n", "enthält keine Zeile mit einer Frage"),
        (
            "frage,option,anzahl\n1.1,2,3\n9.9,2,3\n",
            "punkte.csv, Zeile 3: Eine Karte „9.9“ liegt hier nicht.",
        ),
        ("frage,option,anzahl\n1.2,Schule,3\n", "punkte.csv, Zeile 2: „Schule“ steht nicht zur Auswahl."),
        ("frage,option,anzahl\n1.1,2,-3\n", "„-3“ ist keine Anzahl"),
        ("frage,option,anzahl\n1.8,x,1\n", "Eine Karte „1.8“ liegt hier nicht."),
        ("frage,option,anzahl\n=1+1,2,3\n", "Eine Karte „=1+1“ liegt hier nicht."),
    ],
)
def test_what_a_spreadsheet_cannot_mean(inhalt: str, satz: str, werkstatt: Path, umfeld: Umfeld) -> None:
    (werkstatt / "punkte.csv").write_text(inhalt, encoding="utf-8")
    stand = load_stand(werkstatt, umfeld)
    with pytest.raises(DatenError) as fehler:
        plan_datei(stand, list_karten(stand, Wunsch("buergerschaft")), werkstatt / "punkte.csv")
    assert satz in fehler.value.satz


@pytest.mark.parametrize(
    ("zeilen", "satz"),
    [
        ("1.1,4,2\n1.3,a,3\n1.3,b,3\n", "gleichauf sind: Arzt, Bus"),
        ("1.1,4,2\n1.7,9500,1\n", "1.7: Das ist zu weit."),
    ],
)
def test_a_spreadsheet_is_taken_over_whole_or_not_at_all(
    zeilen: str, satz: str, wegweiser: Programm, werkstatt: Path, tmp_path: Path
) -> None:
    (tmp_path / "punkte.csv").write_text(f"frage,option,anzahl\n{zeilen}", encoding="utf-8")
    lauf = wegweiser("erfassen", "w", "--aus", "punkte.csv", "--ja")
    assert (lauf.returncode, satz in lauf.stderr) == (2, True), lauf.stderr
    assert antworten(werkstatt).strip() == "{}"
