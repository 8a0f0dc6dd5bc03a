"""Long texts in the person's own editor: what comes back is saved, what goes wrong is said, nothing is lost."""

import os
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from wegweiser.cli.umgebung import find_editor

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="no pseudo terminal")
F8, F9 = "\x1b[19~", "\x1b[20~"

EDITOR = """
import os, pathlib, signal, stat, sys
art, datei = sys.argv[1], pathlib.Path(sys.argv[2])
assert stat.S_IMODE(datei.parent.stat().st_mode) == 0o700, oct(datei.parent.stat().st_mode)
alt = datei.read_text(encoding="utf-8")
if art == "weiter":
    datei.write_text(alt + "zweite Zeile – äöü\\n:dritte\\n", encoding="utf-8")
elif art == "cp1252":
    datei.write_bytes("Größe\\r\\nzwei".encode("cp1252"))
elif art == "leer":
    datei.write_text(" \\n")
elif art == "abbruch":
    datei.write_text("halb fertig", encoding="utf-8")
    sys.exit(3)
elif art == "tot":
    datei.write_text("fast fertig", encoding="utf-8")
    os.kill(os.getppid(), signal.SIGKILL)
elif art == "strg-c":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.killpg(0, signal.SIGINT)
    datei.write_text("trotz Strg-C", encoding="utf-8")
"""


@pytest.fixture
def starte(umgebung: Mapping[str, str], vorhaben: Path, tmp_path: Path) -> Iterator[Any]:
    skript = tmp_path / "mein editor.py"
    skript.write_text(EDITOR, encoding="utf-8")
    offen = []

    def neu(art: str, *argumente: str, editor: str = "") -> Any:
        eigen = {"VISUAL": editor or f'{sys.executable} "{skript}" {art}', "COLUMNS": "80", "LINES": "24"}
        prozess = pexpect.spawn(
            sys.executable, ["-m", "wegweiser", "start", "probe", *argumente],
            cwd=str(tmp_path), env={**umgebung, **eigen}, dimensions=(24, 80), encoding="utf-8", timeout=15,
        )  # fmt: skip
        offen.append(prozess)
        return prozess

    assert vorhaben.is_dir()
    yield neu
    for prozess in offen:
        prozess.close(force=True)


def beschreibung(vorhaben: Path) -> str:
    text = (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")
    return text.partition("beschreibung:")[2].partition("ruhend")[0]


def uebrig(vorhaben: Path) -> list[str]:
    return [pfad.name for pfad in vorhaben.iterdir() if pfad.name.startswith(".text")]


def test_a_text_goes_out_and_comes_back(starte: Any, vorhaben: Path) -> None:
    prozess = starte("weiter")
    prozess.expect("F1 Hilfe")
    prozess.send(":geh beschreibung\r")
    prozess.expect("F9 fertig  F8 Editor")
    prozess.send("angefangen" + F8)
    prozess.expect("gespeichert")
    prozess.expect("F1 Hilfe")
    prozess.send("\x04")
    prozess.expect(pexpect.EOF)
    text = beschreibung(vorhaben)
    assert "angefangen" in text
    assert "zweite Zeile – äöü" in text
    assert ":dritte" in text
    assert not uebrig(vorhaben)


def test_plain_lines_and_another_encoding(starte: Any, vorhaben: Path) -> None:
    prozess = starte("cp1252", "--schlicht")
    prozess.expect("Name|Text: ")
    prozess.sendline(":geh beschreibung")
    prozess.expect("Was ist es")
    prozess.sendline(":editor")
    prozess.expect("gespeichert")
    prozess.sendline("!")
    prozess.expect(pexpect.EOF)
    assert "Größe" in beschreibung(vorhaben)


@pytest.mark.parametrize(
    ("art", "editor", "satz"),
    [
        ("leer", "", "kam leer zur"),
        ("gleich", "", "unver"),
        ("abbruch", "", "halb fertig"),
        ("", "gibt-es-nicht -x", "nicht starten: es gibt sie nicht"),
    ],
)
def test_what_goes_wrong_is_said_and_the_text_stays(
    starte: Any, vorhaben: Path, art: str, editor: str, satz: str
) -> None:
    prozess = starte(art, editor=editor)
    prozess.expect("F1 Hilfe")
    prozess.send(":geh beschreibung\r")
    prozess.expect("F8 Editor")
    prozess.send("mein Text" + F8)
    prozess.expect(satz)
    prozess.expect("F8 Editor")
    prozess.send(F9)
    prozess.expect("gespeichert")
    prozess.send("\x04")
    prozess.expect(pexpect.EOF)
    assert "mein Text" in beschreibung(vorhaben)
    assert not uebrig(vorhaben)


def test_ctrl_c_belongs_to_the_editor_and_short_texts_have_none(starte: Any, vorhaben: Path) -> None:
    prozess = starte("strg-c")
    prozess.expect("F1 Hilfe")
    prozess.send(":editor\r")
    prozess.expect("nur lange Texte")
    prozess.send(":geh beschreibung\r")
    prozess.expect("F8 Editor")
    prozess.send(F8)
    prozess.expect("gespeichert")
    prozess.send("\x04")
    prozess.expect(pexpect.EOF)
    assert "trotz Strg-C" in beschreibung(vorhaben)


def test_a_session_that_dies_meanwhile_leaves_the_text(starte: Any, vorhaben: Path, wegweiser: Any) -> None:
    prozess = starte("tot")
    prozess.expect("F1 Hilfe")
    prozess.send(":geh beschreibung\r")
    prozess.expect("F8 Editor")
    prozess.send(F8)
    prozess.expect(pexpect.EOF)
    prozess.close()
    (name,) = uebrig(vorhaben)
    assert (vorhaben / name / "text.txt").read_text(encoding="utf-8") == "fast fertig"
    weiter = wegweiser("start", vorhaben, eingabe="!\n")
    assert f"{name}/text.txt" in "".join(weiter.stdout.split())


def test_without_a_terminal_there_is_no_editor(wegweiser: Any, vorhaben: Path) -> None:
    (vorhaben / ".text-alt").mkdir()
    (vorhaben / ".text-alt" / "text.txt").write_text("von gestern", encoding="utf-8")
    lauf = wegweiser("start", vorhaben, eingabe=":geh beschreibung\n:editor\nText\n.\n!\n")
    assert "Ein Editor braucht ein Terminal." in lauf.stdout
    assert "liegt noch ein Text aus dem Editor in" in lauf.stdout
    assert "Text" in beschreibung(vorhaben)
    assert stat.S_ISREG((vorhaben / ".text-alt" / "text.txt").stat().st_mode)


def test_the_editor_of_the_person_comes_first() -> None:
    assert find_editor({"VISUAL": "code --wait", "EDITOR": "vi"}) == ("code", "--wait")
    assert find_editor({"VISUAL": " ", "EDITOR": "'mein editor'"}) == ("mein editor",)
    assert find_editor({"EDITOR": "kaputt 'x"}) == ("kaputt 'x",)
    assert find_editor({}) in {(), ("nano",)}
