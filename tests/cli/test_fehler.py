import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import ALLES, WURZEL, Lauf, Programm
from wegweiser.cli import grenze
from wegweiser.cli.ausgabe import clean_anzeige, ersetze_zeichen

ENGLISCH = re.compile(
    r"\b(no such|missing|invalid|error|try|usage|did you mean|traceback|unexpected)\b", re.IGNORECASE
)


def check_satz(lauf: Lauf, code: int, *worte: str) -> None:
    assert lauf.returncode == code, lauf.stdout + lauf.stderr
    assert not ENGLISCH.search(lauf.stderr), lauf.stderr
    for wort in worte:
        assert wort in lauf.stderr, lauf.stderr


@pytest.mark.parametrize(
    ("argumente", "code", "worte"),
    [
        (("strat", "x"), 2, ("Den Befehl „strat“ gibt es nicht.", "„start“")),
        (("start",), 2, ("Es fehlt die Angabe „ORDNER“.", "`wegweiser start --help`")),
        (("status", "x", "--jsn"), 2, ("Die Option „--jsn“ gibt es nicht.", "--json")),
        (("status", "x", "y"), 2, ("Diese Angabe ist zu viel: y",)),
        (("neu", "x", "--titel"), 2, ("Die Option „--titel“ braucht einen Wert.",)),
        (("status", "nirgends"), 5, ("Den Ordner nirgends gibt es nicht.", "`wegweiser neu nirgends`")),
        (("start", "nirgends"), 5, ("Den Ordner nirgends gibt es nicht.",)),
        (("bericht", "nirgends"), 5, ("Den Ordner nirgends gibt es nicht.",)),
        (("status", "/dev/null"), 5, ("ist kein Ordner",)),
        (("neu", "x", "--leitfaden", "gibtsnicht"), 3, ("Den Leitfaden „gibtsnicht“ gibt es nicht.", "leitfaden liste")),
        (("leitfaden", "zeigen", "/usr"), 3, ("leitfaden.yaml",)),
        (("antwort", "x"), 2, ("FRAGE",)),
        (("antwort", "x", "a"), 2, ("WERT",)),
        (("antwort", "x", "a", "b", "--offen"), 2, ("nicht beides",)),
        (("antwort", "x", "a", "b", "--bis", "1.1.2027"), 2, ("gehören zu --offen",)),
        (("antwort", "x", "a", "b", "--sicherheit", "sicher"), 2, ("keine Stufe der Sicherheit",)),
        (("antwort", "x", "a", "--aus", "b.yaml"), 2, ("--aus",)),
    ],
)  # fmt: skip
def test_wrong_usage(
    wegweiser: Programm, argumente: tuple[str, ...], code: int, worte: tuple[str, ...]
) -> None:
    check_satz(wegweiser(*argumente), code, *worte)


def test_wrong_values(wegweiser: Programm, vorhaben: Path) -> None:
    vorher = (vorhaben / "vorhaben.yaml").read_bytes()
    check_satz(
        wegweiser("antwort", vorhaben, "menschn", "5"), 5, "„menschn“ gibt es", "Meinten Sie „menschen“?"
    )
    check_satz(
        wegweiser("antwort", vorhaben, "menschen", "viele"), 2, "„viele“ ist keine ganze Zahl", "9.500"
    )
    check_satz(wegweiser("antwort", vorhaben, "zweck", "x"), 5, "für jeden Eintrag aus „teile“")
    check_satz(
        wegweiser("antwort", vorhaben, "t9.zweck", "x"), 5, "Einen Eintrag „t9“ gibt es in „teile“ nicht."
    )
    check_satz(wegweiser("antwort", vorhaben, "ende", "--offen", "--bis", "31.2.2027"), 2, "kein Datum")
    check_satz(wegweiser("bericht", vorhaben, "--format", "doc"), 2, "Das Format „doc“ gibt es nicht")
    check_satz(wegweiser("neu", vorhaben), 5, "liegt schon ein Vorhaben")
    check_satz(wegweiser("status", vorhaben, umfeld={"WEGWEISER_JETZT": "gestern"}), 2, "WEGWEISER_JETZT")
    assert (vorhaben / "vorhaben.yaml").read_bytes() == vorher


def test_a_file_of_answers_is_taken_whole_or_not_at_all(
    wegweiser: Programm, vorhaben: Path, tmp_path: Path
) -> None:
    datei = tmp_path / "antworten.yaml"
    datei.write_text("worte: {name: Test}\nzahlen: {menschen: viele, jahr: 1900}\n", encoding="utf-8")
    lauf = wegweiser("antwort", vorhaben, "--aus", datei)
    check_satz(
        lauf,
        2,
        "antworten.yaml:2:20: Menschen:",
        "antworten.yaml:2:33: Jahr:",
        "Es wurde nichts übernommen: 2 Befunde.",
    )
    assert "Test" not in (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")
    datei.write_text("antworten:\n  worte: {name: Test}\n", encoding="utf-8")
    assert "gespeichert: eine Antwort." in wegweiser("antwort", vorhaben, "--aus", datei).stdout
    assert "schon so gespeichert" in wegweiser("antwort", vorhaben, "--aus", datei).stdout
    check_satz(wegweiser("antwort", vorhaben, "--aus", tmp_path / "fehlt.yaml"), 5, "fehlt")


def test_a_broken_file_names_its_place(wegweiser: Programm, vorhaben: Path) -> None:
    datei = vorhaben / "vorhaben.yaml"
    text = datei.read_text(encoding="utf-8")
    datei.write_text(text.replace("titel: Probe", 'titel: "Probe'), encoding="utf-8")
    lauf = wegweiser("start", vorhaben, eingabe="x\n")
    check_satz(lauf, 5, "vorhaben.yaml:", "Texteditor")
    assert re.search(r"vorhaben\.yaml:\d+:\d+", lauf.stderr)


def test_an_edit_by_hand_is_taken_over_and_what_does_not_fit_is_named(
    wegweiser: Programm, vorhaben: Path
) -> None:
    datei = vorhaben / "vorhaben.yaml"
    text = datei.read_text(encoding="utf-8")
    hand = "antworten:\n  worte: {name: Vonhand}\n  zahlen: {menschen: viele}  # fragen\n"
    datei.write_text(text.replace("antworten: {}\n", hand), encoding="utf-8")
    status = wegweiser("status", vorhaben)
    assert re.search(r"vorhaben\.yaml:\d+:\d+: Menschen", status.stdout), status.stdout
    lauf = wegweiser("start", vorhaben, eingabe="!\n")
    assert "von Hand geändert" in lauf.stdout
    assert re.search(r"vorhaben\.yaml:\d+:\d+: Menschen", lauf.stdout.replace("\n", " "))
    assert "menschen: viele}  # fragen" in datei.read_text(encoding="utf-8")


def test_a_guide_with_errors(wegweiser: Programm, tmp_path: Path) -> None:
    shutil.copytree(ALLES, tmp_path / "kaputt")
    datei = tmp_path / "kaputt" / "abschnitte" / "worte.yaml"
    datei.write_text(datei.read_text(encoding="utf-8").replace("typ: ort", "typ: orrt"), encoding="utf-8")
    lauf = wegweiser("leitfaden", "pruefen", "kaputt")
    assert lauf.returncode == 3
    assert re.search(
        r"worte\.yaml:\d+:\d+: fehler typ-unbekannt: Den Fragetyp „orrt“ gibt es nicht\. Meinten Sie „ort“\?",
        lauf.stdout,
    )
    check_satz(wegweiser("neu", "x", "--leitfaden", "kaputt"), 3, "worte.yaml:", "einen Befund")
    gut = wegweiser("leitfaden", "pruefen", ALLES)
    assert (gut.returncode, gut.stdout) == (0, "Keine Befunde.\n")


def test_a_file_instead_of_a_folder(wegweiser: Programm, tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("x", encoding="utf-8")
    check_satz(wegweiser("neu", "datei"), 5, "datei ist kein Ordner")
    check_satz(wegweiser("neu", "datei/tief"), 5, "nicht anlegen", "Es wurde nichts angelegt.")
    check_satz(wegweiser("neu", "/proc/wegweiser"), 5, "nicht anlegen")


@pytest.mark.skipif(os.name == "nt", reason="rights of a folder")
def test_a_read_only_folder_keeps_what_was_typed(
    umgebung: Mapping[str, str], vorhaben: Path, tmp_path: Path
) -> None:
    programm = (
        "import os, sys\n"
        "import wegweiser.workflow as w\n"
        "from wegweiser.errors import VorhabenError\n"
        "echt, mal = w.save_antworten, []\n"
        "def erst_voll(*a, **k):\n"
        "    mal.append(1)\n"
        "    if len(mal) == 1: raise VorhabenError('platte-voll', pfad='probe')\n"
        "    return echt(*a, **k)\n"
        "w.save_antworten = erst_voll\n"
        "from wegweiser.cli.app import main\nsys.exit(main(['start', 'probe']))"
    )
    lauf = subprocess.run(
        [sys.executable, "-c", programm], cwd=tmp_path, env=dict(umgebung), input="Mein Name\n\n!\n",
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert lauf.returncode == 0, lauf.stderr
    assert "Noch nicht gespeichert. Auf dem Datenträger von probe ist kein Platz mehr." in lauf.stdout
    assert lauf.stdout.index("Noch nicht gespeichert") < lauf.stdout.index("gespeichert.\n\n")
    assert "name: Mein Name" in (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_rights_that_are_missing(wegweiser: Programm, vorhaben: Path) -> None:
    vorhaben.chmod(0o500)
    try:
        check_satz(wegweiser("start", vorhaben, eingabe="x\n"), 5, "die Rechte fehlen")
        assert wegweiser("status", vorhaben).returncode == 0
    finally:
        vorhaben.chmod(0o700)


def test_nobody_types(wegweiser: Programm, vorhaben: Path) -> None:
    check_satz(
        wegweiser("start", vorhaben), 2, "Ohne Eingabe kann das Gespräch nicht geführt werden.", "--aus DATEI"
    )
    assert not (vorhaben / ".sperre").exists()


def test_the_input_ends_in_the_middle(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser("start", vorhaben, eingabe="Name\nErste Zeile")
    assert lauf.returncode == 0
    assert "Alles Bestätigte ist gespeichert" in lauf.stdout
    assert "name: Name" in (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")


def start_prozess(umgebung: Mapping[str, str], ordner: Path) -> subprocess.Popen[str]:
    prozess = subprocess.Popen(
        [sys.executable, "-m", "wegweiser", "start", "probe"],
        cwd=ordner, env=dict(umgebung), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    assert prozess.stdin
    prozess.stdin.write("Mein Name\n")
    prozess.stdin.flush()
    assert prozess.stdout
    while "gespeichert" not in prozess.stdout.readline():
        pass
    return prozess


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_and_a_second_session(
    umgebung: Mapping[str, str], wegweiser: Programm, vorhaben: Path, tmp_path: Path
) -> None:
    prozess = start_prozess(umgebung, tmp_path)
    zweite = wegweiser("start", vorhaben, eingabe="x\n")
    check_satz(zweite, 5, "An diesem Vorhaben arbeitet schon jemand")
    assert wegweiser("status", vorhaben).returncode == 0
    time.sleep(0.2)
    prozess.send_signal(signal.SIGINT)
    aus, fehler = prozess.communicate(timeout=20)
    assert prozess.returncode == 130, aus + fehler
    assert "Unterbrochen; alles Bestätigte ist gespeichert." in fehler
    assert "Traceback" not in fehler
    weiter = wegweiser("start", vorhaben, eingabe="!\n")
    assert "Was ist es?" in weiter.stdout
    assert "Wie heißt es?" not in weiter.stdout


def test_a_bug_is_one_sentence_and_a_log_without_answers(
    umgebung: Mapping[str, str], tmp_path: Path, heim: Path
) -> None:
    programm = (
        "import sys\nimport wegweiser.workflow as w\n"
        "def kaputt(*a): raise ValueError('Geheim ist ' + 'diese Antwort')\n"
        "w.load_stand = kaputt\n"
        "from wegweiser.cli.app import main\nsys.exit(main(sys.argv[1:]))"
    )
    befehl = [sys.executable, "-c", programm]

    def lauf(*argumente: str) -> Lauf:
        return subprocess.run(
            [*befehl, *argumente],
            cwd=tmp_path,
            env=dict(umgebung),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    fehler = lauf("status", "probe")
    check_satz(fehler, 70, "Das Programm hat einen Fehler gemacht (ValueError)", ".log")
    protokoll = max(
        (heim / "cache" / "wegweiser").glob("fehler-*.log"), key=lambda pfad: pfad.stat().st_mtime
    )
    inhalt = protokoll.read_text(encoding="utf-8")
    assert "kommandos.py" in inhalt
    assert "Geheim" not in inhalt + fehler.stderr
    assert "ValueError: Geheim ist diese Antwort" in lauf("--debug", "status", "probe").stderr


def test_a_reader_that_goes_away_is_no_error(umgebung: Mapping[str, str], tmp_path: Path) -> None:
    befehl = f"{shlex.quote(sys.executable)} -m wegweiser leitfaden zeigen | head -n 1"
    lauf = subprocess.run(
        ["bash", "-o", "pipefail", "-c", befehl],
        cwd=tmp_path,
        env=dict(umgebung),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert lauf.stderr == ""


@pytest.mark.parametrize("kodierung", ["ascii", "cp1252"])
def test_no_console_breaks_a_sentence(wegweiser: Programm, vorhaben: Path, kodierung: str) -> None:
    umfeld = {"PYTHONIOENCODING": kodierung, "PYTHONUTF8": "0"}
    befehl = wegweiser
    if kodierung == "ascii":
        lauf = befehl("status", vorhaben, umfeld=umfeld)
        assert (lauf.returncode, lauf.stderr) == (0, "")
        assert "Als Naechstes: Wie heisst es?" in lauf.stdout
    assert befehl("--help", umfeld={"PYTHONIOENCODING": "ascii"}).stdout.startswith("Aufruf: wegweiser")


def test_escapes_in_files_never_reach_the_terminal(wegweiser: Programm, vorhaben: Path) -> None:
    assert clean_anzeige("a\x1b[31mb\x1b]0;Titel\x07c\x9b2Jd\u202ee\rf\x00") == "abc2Jdef"
    datei = vorhaben / "vorhaben.yaml"
    text = datei.read_text(encoding="utf-8")
    datei.write_text(text.replace("titel: Probe", 'titel: "Pro\\e[2J\\e]0;x\\abe"'), encoding="utf-8")
    for befehl in ("status", "start"):
        lauf = wegweiser(befehl, vorhaben, eingabe="!\n")
        assert "\x1b" not in lauf.stdout + lauf.stderr, lauf.stdout


def test_substitutes_are_readable() -> None:
    fehler = UnicodeEncodeError("ascii", "✓ „Größe“ – Ł日", 0, 15, "x")
    assert ersetze_zeichen(fehler)[0] == '+ "Groesse" - ??' or "Groesse" in ersetze_zeichen(fehler)[0]


def test_a_full_disk_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert grenze._melde_system(OSError(28, "No space left on device", "probe")) == 5
    assert "kein Platz mehr" in capsys.readouterr().err


@pytest.mark.langsam
def test_the_demo_works_again_and_without_pango(wegweiser: Programm, tmp_path: Path) -> None:
    blockiert = tmp_path / "ohne" / "weasyprint.py"
    blockiert.parent.mkdir()
    blockiert.write_text("raise OSError('cannot load library libpango-1.0-0')\n", encoding="utf-8")
    ohne_pango = {"PYTHONPATH": f"{blockiert.parent}:{WURZEL}"}
    for ordner in ("demo", "demo-2"):
        lauf = wegweiser("demo", umfeld=ohne_pango)
        assert lauf.returncode == 0, lauf.stderr
        assert "libpango" in lauf.stdout
        assert sorted(pfad.name for pfad in (tmp_path / ordner / "bericht").iterdir()) == [
            "massnahmenplan.html",
            "massnahmenplan.json",
        ]
    lauf = wegweiser("bericht", "demo", "--format", "pdf", umfeld=ohne_pango)
    assert (lauf.returncode, "Pango" in lauf.stderr) == (7, True)


def test_a_new_value_keeps_what_was_said_about_the_old_one(wegweiser: Programm, vorhaben: Path) -> None:
    erst = wegweiser(
        "antwort",
        vorhaben,
        "name",
        "Alt",
        "--notiz",
        "vom Amt",
        "--beleg",
        "Akte 7",
        "--sicherheit",
        "geschätzt",
    )
    assert erst.returncode == 0, erst.stderr
    assert wegweiser("antwort", vorhaben, "name", "Neu").returncode == 0
    text = (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")
    assert all(teil in text for teil in ("Neu", "vom Amt", "Akte 7", "geschaetzt"))


def test_an_unknown_option_names_the_possible_ones(wegweiser: Programm, vorhaben: Path) -> None:
    check_satz(
        wegweiser("antwort", vorhaben, "land", "xy"), 2, "„xy“ steht nicht zur Auswahl.", "Möglich sind: "
    )


def test_suggested_commands_can_be_copied(wegweiser: Programm) -> None:
    aufruf = {"WEGWEISER_AUFRUF": "./los wegweiser"}
    assert "`./los wegweiser start 'mein ordner'`" in wegweiser("neu", "mein ordner", umfeld=aufruf).stdout
    fehlt = wegweiser("status", "kein ordner", umfeld=aufruf)
    assert "`./los wegweiser neu 'kein ordner'`" in fehlt.stderr


def test_a_key_that_does_not_exist_is_no_answer(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser("start", vorhaben, eingabe="\x1b[15~\nName\x1bOP\n!\n")
    assert "Diese Taste hat hier keine Wirkung." in lauf.stdout
    assert "name: Name\n" in (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")


def test_results_say_what_they_leave_out(wegweiser: Programm, vorhaben: Path) -> None:
    wegweiser("antwort", vorhaben, "name", "Ding")
    pfad = vorhaben / "vorhaben.yaml"
    pfad.write_text(
        pfad.read_text(encoding="utf-8").replace("name: Ding", "name: Ding\n    frueher: 1"), encoding="utf-8"
    )
    lauf = wegweiser("auswerten", vorhaben)
    assert lauf.returncode == 0
    assert "Eine Stelle passt nicht zum Leitfaden und fehlt deshalb im Ergebnis" in lauf.stderr
