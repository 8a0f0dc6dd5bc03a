import json
from pathlib import Path

from tests.cli.conftest import ALLES, Programm
from tests.cli.tippen import list_eingaben
from wegweiser.workflow import load_stand
from wegweiser.workflow.umfeld import Umfeld

# The case `voll` of the guide, typed: every question type, certainty, evidence, notes, an open answer.
VOLL = """\
:sicherheit gesichert
:beleg tests
:beleg Gespräch, 3. Mai
::Doppel
:notiz
Zwei
Zeilen.
.
Erste Zeile.

Dritte Zeile.
.
daten/plan.pdf
Marktplatz 1 (51,5176; 7,3794)
:sicherheit geschätzt
9.500
1,5
1.250,50
12,5
1.12.2026
:offen
Bauamt
15.12.2026
Rückruf kommt.
2027
j
Bauamt
3

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
zwei
Zeilen
.
+
- Stühle

99,50


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
"""


def test_the_whole_guide_typed_gives_what_the_file_gives(
    wegweiser: Programm, vorhaben: Path, tmp_path: Path
) -> None:
    lauf = wegweiser("start", vorhaben, eingabe=VOLL)
    assert lauf.returncode == 0, lauf.stderr
    assert "Alle Fragen sind durchgesehen – danke!" in lauf.stdout, lauf.stdout
    text = (ALLES / "reisen" / "voll.yaml").read_text(encoding="utf-8")
    antworten = text.partition("    antworten:\n")[2].partition("    erwartet:")[0]
    (tmp_path / "voll.yaml").write_text(antworten, encoding="utf-8")
    wegweiser("neu", "zwei", "--leitfaden", ALLES, "--titel", "Probe")
    assert wegweiser("antwort", "zwei", "--aus", "voll.yaml").returncode == 0

    def lies(ordner: str) -> str:
        zeilen = (tmp_path / ordner / "vorhaben.yaml").read_text(encoding="utf-8").splitlines()
        return "\n".join(zeile for zeile in zeilen if not zeile.startswith("protokoll:"))

    assert lies("probe") == lies("zwei")


def test_the_transcript_is_plain(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser("start", vorhaben, eingabe=VOLL)
    assert "\x1b" not in lauf.stdout
    assert "\r" not in lauf.stdout
    assert lauf.stderr == ""
    assert lauf.stdout.count("gespeichert") >= 24
    for satz in (
        "Worte sind der Anfang.",
        "Worte · Kurz und lang · Frage 1 von etwa 4 (insgesamt 1 von etwa 24)",
        "Warum: Der Name steht auf dem Titel.",
        "Davon hängen ab: „Kosten je Kopf“, „Kosten je Mensch“, eine Regel.",
        "Vorschlag: 0,13",
        "Abschnitt „Worte“ durchgesehen: 4 von 4 beantwortet.",
        " · „Keller“ · ",
    ):
        assert satz in lauf.stdout, satz


def test_wrong_input_is_explained_and_asked_again(wegweiser: Programm, vorhaben: Path) -> None:
    eingabe = f"{'x' * 41}\nName\n>\n../plan.pdf\n>\n>\n0\nviele\n:quatsch\n:sicherheit sicher\n-\n100\n!\n"
    lauf = wegweiser("start", vorhaben, eingabe=eingabe)
    for satz in (
        "Der Text ist zu lang: 41 Zeichen, höchstens 40 haben Platz.",
        "„../plan.pdf“ liegt nicht im Ordner des Vorhabens.",
        "0 ist zu wenig; möglich ist 1 oder mehr.",
        "„viele“ ist keine ganze Zahl. Zum Beispiel 9500 oder 9.500.",
        "Den Befehl „:quatsch“ gibt es nicht. Alle zeigt :befehle.",
        "„sicher“ ist keine Stufe der Sicherheit.",
        "gespeichert: 100 Menschen",
    ):
        assert satz in lauf.stdout, lauf.stdout


def test_back_skip_jump_and_take_back(wegweiser: Programm, vorhaben: Path) -> None:
    eingabe = "Eins\n<\n\n<\nZwei\n>\n>\n:geh 3\n:geh 2.3\n:geh Welcher Anteil\n:geh gibtsnicht\n:geh Farbe\n:geh name\n:leeren\n:stand\n!\n"
    lauf = wegweiser("start", vorhaben, eingabe=eingabe)
    assert "Bisher: Eins" in lauf.stdout
    assert "unverändert." in lauf.stdout
    fragen = [
        "In welchem Land?",
        "Was kostet es?",
        "Welcher Anteil?",
        "„gibtsnicht“ ist weder",
        "Welche Farbe?",
        "Wie heißt es?",
    ]
    stellen = [
        lauf.stdout.rindex(frage) if frage == "Wie heißt es?" else lauf.stdout.index(frage)
        for frage in fragen
    ]
    assert stellen == sorted(stellen)
    assert "Antwort zurückgenommen" in lauf.stdout
    assert "1 Worte: 0 von 4 beantwortet  ← hier" in lauf.stdout
    assert "name" not in (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")


def test_a_question_keeps_its_number_whatever_was_answered(wegweiser: Programm, vorhaben: Path) -> None:
    """2.9 is asked only while 2.8 is yes; the numbers behind it stay."""
    lauf = wegweiser("start", vorhaben, eingabe=":geh fertig\nnein\n:geh 2.9\n:geh 3.1\n:geh 2.8\nja\n!\n")
    fragen = [
        "2.8 Ist es",
        "2.10 Wie gut",
        "2.9 „Abnahme“ wird zurzeit nicht gestellt",
        "3.1 In welchem Land?",
        "2.9 Wer hat",
    ]
    stellen = [lauf.stdout.find(frage) for frage in fragen]
    assert stellen == sorted(stellen), lauf.stdout
    assert stellen[0] > 0


def test_the_next_session_begins_where_this_one_ended(wegweiser: Programm, vorhaben: Path) -> None:
    wegweiser("start", vorhaben, eingabe="Name\n>\n>\n!\n")
    assert (vorhaben / ".stelle").read_text(encoding="utf-8") == "ort\n"
    weiter = wegweiser("start", vorhaben, eingabe="Hier\n!\n")
    assert "Willkommen zurück. 1 von 24 beantwortet. Es geht weiter bei „Worte“: Ort." in weiter.stdout
    assert weiter.stdout.index("Wo ist es?") < weiter.stdout.index("Wie viele Menschen?")
    assert "Was ist es?" not in weiter.stdout


def test_skipped_questions_come_back_at_the_end(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser(
        "start", vorhaben, eingabe=":geh wichtig\n<\n+\nDach\n\nkeine\n:geh t1.lager\nunten\nName\n!\n"
    )
    assert "es geht weiter mit einer Frage, die noch aussteht" in lauf.stdout.replace("\n", " ")
    assert "name: Name" in (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")


def test_a_note_without_an_answer_is_not_lost(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser("start", vorhaben, eingabe=":notiz Amt fragen\n>\n!\n")
    assert "Ihre Notiz bleibt erhalten" in lauf.stdout
    assert "Amt fragen" in (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")
    status = wegweiser("status", vorhaben).stdout
    assert "ohne Datum · noch niemand zuständig: Name – Amt fragen" in status


def test_side_questions_can_be_left(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser("start", vorhaben, eingabe=":offen\nBauamt\n31.2.2027\n<\nName\n!\n")
    assert "„31.2.2027“ ist kein Datum, das es gibt." in lauf.stdout
    assert "Zurück zur Frage." in lauf.stdout
    assert "name: Name" in (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")


def test_what_was_said_about_an_answer_can_be_changed(wegweiser: Programm, vorhaben: Path) -> None:
    eingabe = "Name\n<\n:notiz eins\n:sicherheit 3\n:beleg a\n:beleg b\n:notiz -\n:angaben\n2\n2\n\n!\n"
    lauf = wegweiser("start", vorhaben, eingabe=eingabe)
    assert lauf.returncode == 0
    text = (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")
    assert "name: {wert: Name, sicherheit: geschaetzt, belege: [a, b]}" in text


def test_tables_row_by_row(wegweiser: Programm, vorhaben: Path) -> None:
    eingabe = (
        ":geh posten\nStühle\nrot\nviel\n20\n\n"  # the first cell typed directly; a wrong cell is asked again
        "+\n<\n"  # a row taken back
        "+\nTische\n\n<\nblau, aber\n5000\n\n"  # back one column; the sum is too high: noted, not saved
        ":zeile 2\n\n\n500\n\n"
        ":zeile 1\n\n-\n\n\n:zeile 9\n:loesche 2\nn\n:loesche 2\nj\n\n!\n"
    )
    lauf = wegweiser("start", vorhaben, eingabe=eingabe)
    for satz in (
        "Spalten: Bezeichnung, Farbe, Betrag, Hinweis",
        "Zeile 1, Spalte 2 von 4: Farbe (freiwillig)",
        "„viel“ ist keine Zahl.",
        "Zeile verworfen.",
        "Noch nicht gespeichert. Die Beträge ergeben mehr als 1.000 Euro.",
        "2. Tische · Farbe: Blau, aber hell · Betrag: 500",
        "Summe Betrag: 520 €",
        "Eine Zeile „9“ gibt es nicht; vorhanden sind 2.",
    ):
        assert satz in lauf.stdout, lauf.stdout
    text = (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")
    assert "- {id: p1, bezeichnung: Stühle, betrag: 20}" in text
    assert "Tische" not in text


def test_cells_copies_and_order(wegweiser: Programm, vorhaben: Path) -> None:
    eingabe = (
        ":geh posten\nStühle\nrot\n20\n\n+\nTische\n\n40\n\n"
        ":zelle 2 betrag 45,50\n:zelle 2 Farbe\nhell\n:zelle 1 2 -\n"
        ":zelle 2 betrag viel\n:zelle 9 betrag 1\n:zelle 1 preis 3\n:zelle 1 be 3\n:zelle 1 bezeichnung -\n"
        ":kopiere 1\n:verschiebe 3 1\n:verschiebe 1\n!\n"
    )
    lauf = wegweiser("start", vorhaben, eingabe=eingabe)
    for satz in (
        "gespeichert: Zeile 2, Betrag: 45,50",
        "gespeichert: Zeile 2, Farbe: Blau, aber hell",
        "gespeichert: Zeile 1, Farbe: leer",
        "„viel“ ist keine Zahl.",
        "Eine Zeile „9“ gibt es nicht; vorhanden sind 2.",
        "Eine Spalte „preis“ gibt es nicht.",
        "„be“ passt auf mehrere Spalten: Bezeichnung, Betrag.",
        "Hier fehlt noch eine Eingabe.",
        "gespeichert: Zeile 2 ist eine Kopie von Zeile 1",
        "gespeichert: was Zeile 3 war, ist jetzt Zeile 1",
        "Summe Betrag: 85,50 €",
    ):
        assert satz in lauf.stdout, lauf.stdout
    text = (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")
    assert text[text.index("posten:") :].split("ruhend")[0].split() == [
        "posten:",
        "-",
        "{id:",
        "p2,",
        "bezeichnung:",
        "Tische,",
        "farbe:",
        "hellblau,",
        "betrag:",
        "45.50}",
        "-",
        "{id:",
        "p1,",
        "bezeichnung:",
        "Stühle,",
        "betrag:",
        "20}",
        "-",
        "{id:",
        "p3,",
        "bezeichnung:",
        "Stühle,",
        "betrag:",
        "20}",
    ]


def test_pasting_and_importing_rows(wegweiser: Programm, vorhaben: Path, tmp_path: Path) -> None:
    (tmp_path / "meine posten.csv").write_text("Betrag;Bezeichnung\n5;Stühle\n6;Regal\n", encoding="utf-8")
    eingabe = (
        ":geh posten\n:einfuegen\n\tTische\tBetrag\n.\n"  # no header, three columns: the first cell is empty
        ":einfuegen\nBezeichnung\tBetrag\nStühle\tviel\n.\n"
        ":einfuegen\nBezeichnung\tBetrag\nStühle\t20\nTische\t1.200,50 €\n.\n1\n"
        "Bezeichnung\tBetrag\nStühle\t20\nTische\t40\n.\n1\n"  # pasted right at the table
        ":importiere fehlt.csv\n:importiere 'meine posten.csv'\n2\nnein\n"
        ":importiere meine posten.csv\n2\nja\n!\n"
    )
    lauf = wegweiser("start", vorhaben, eingabe=eingabe)
    for satz in (
        "Zeile 1, Spalte „Bezeichnung“: Hier fehlt noch eine Eingabe.",
        "Zeile 2, Spalte „Betrag“: „viel“ ist keine Zahl.",
        "Die Beträge ergeben mehr als 1.000 Euro.",
        "gespeichert: 2 Zeilen",
        "Die Datei fehlt.csv fehlt.",
        "Es entfällt: Tische · 40.",
        "Erneuert: eine Zeile; was daran hängt, bleibt daran.",
        "Nichts übernommen.",
    ):
        assert satz in lauf.stdout, lauf.stdout
    text = (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")
    assert "- {id: p1, bezeichnung: Stühle, betrag: 5}" in text
    assert "- {id: p3, bezeichnung: Regal, betrag: 6}" in text
    assert "Tische" not in text


def test_a_row_is_saved_at_once_and_a_begun_one_is_named(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser("start", vorhaben, eingabe=":geh posten\n+\nTische\n\n40\n\n+\nStühle\n")
    assert "Die angefangene Zeile ist nicht gespeichert: Stühle" in lauf.stdout
    assert "bezeichnung: Tische" in (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")
    assert (vorhaben / ".stelle").read_text(encoding="utf-8") == "posten\n"
    weiter = wegweiser("start", vorhaben, eingabe="+\nStühle\n\n10\n")  # all needed columns are there: kept
    assert "1. Tische · Betrag: 40" in weiter.stdout
    assert "{id: p2, bezeichnung: Stühle, betrag: 10}" in (vorhaben / "vorhaben.yaml").read_text(
        encoding="utf-8"
    )


def test_a_whole_table_at_once(wegweiser: Programm, vorhaben: Path) -> None:
    tabelle = json.dumps(
        [{"bezeichnung": "[A]", "betrag": 1}, {"id": "x7", "bezeichnung": "B", "betrag": "2.50"}]
    )
    lauf = wegweiser("start", vorhaben, eingabe=f':geh posten\n[{{"falsch": 1}}]\n{tabelle}\n\n!\n')
    assert "Die Spalte „falsch“ gibt es nicht" in lauf.stdout
    assert '{id: p1, bezeichnung: "[A]", betrag: 1}' in (vorhaben / "vorhaben.yaml").read_text(
        encoding="utf-8"
    )
    assert "{id: x7, bezeichnung: B, betrag: 2.50}" in (vorhaben / "vorhaben.yaml").read_text(
        encoding="utf-8"
    )


def test_empty_tables_and_empty_choices(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser("start", vorhaben, eingabe=":geh posten\n\nkeine\n:geh farben\nkeine\n!\n")
    assert "Die Tabelle ist noch leer" in lauf.stdout
    text = (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")
    assert "posten: []" in text
    assert "farben: []" in text


def test_choices_by_number_title_and_part(wegweiser: Programm, vorhaben: Path) -> None:
    eingabe = ":geh farbe\nlila\nbl\nBlau\n:geh farbe\nBlau, aber hell\n:geh farben\ngelb; Blau, aber\n!\n"
    lauf = wegweiser("start", vorhaben, eingabe=eingabe)
    assert "„lila“ steht nicht zur Auswahl." in lauf.stdout
    assert "„bl“ passt auf mehrere: „Blau“, „Blau, aber hell“." in lauf.stdout
    text = (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")
    assert "farbe: hellblau" in text
    assert "farben: [gelb, hellblau]" in text


def test_help_source_and_commands(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser("start", vorhaben, eingabe="?\n:quelle\n:befehle\n:geh land\n?\n!\n")
    assert "Ein kurzer Name genügt." in lauf.stdout
    assert "Quelle: Tests des Programms, Tests" in lauf.stdout
    assert "Beginnt ein Text mit : < > ! oder ?, verdoppeln Sie dieses Zeichen." in lauf.stdout
    assert "Nordrhein-Westfalen: Das größte nach Menschen." in lauf.stdout


def test_command_characters_as_text(wegweiser: Programm, vorhaben: Path) -> None:
    wegweiser("start", vorhaben, eingabe="<<\n..\n...\n.\n!\n")
    text = (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")
    assert "name: <" in text or 'name: "<"' in text
    assert ".\n" in text


def test_a_finished_vorhaben_can_be_opened_again(wegweiser: Programm, vorhaben: Path) -> None:
    wegweiser("start", vorhaben, eingabe=VOLL)
    lauf = wegweiser("start", vorhaben, eingabe=":geh name\nNeu\n\n")
    assert lauf.returncode == 0
    assert "name: {wert: Neu, sicherheit: gesichert" in (vorhaben / "vorhaben.yaml").read_text(
        encoding="utf-8"
    )


def test_asked_as_a_precaution(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser("start", vorhaben, eingabe=":geh fertig\n:offen\n\n\n\n!\n")
    assert "Vorsorglich gefragt" in lauf.stdout


def test_the_protocol_as_code_types_the_same(
    wegweiser: Programm, vorhaben: Path, tmp_path: Path, umfeld: Umfeld
) -> None:
    wegweiser("start", vorhaben, eingabe=VOLL)
    eingaben = "\n".join(list_eingaben(load_stand(vorhaben, umfeld))) + "\n"
    wegweiser("neu", "zwei", "--leitfaden", ALLES, "--titel", "Probe")
    wegweiser("start", "zwei", eingabe=eingaben)
    zwei = load_stand(tmp_path / "zwei", umfeld)
    assert zwei.vorhaben.antworten == load_stand(vorhaben, umfeld).vorhaben.antworten
