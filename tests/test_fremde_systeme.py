"""Windows, network drives and old consoles, as far as they can be played here."""

import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.builders import KLEIN, write_leitfaden
from tests.conftest import ABNAHME
from tests.kommandozeile import fuehre_aus
from wegweiser import workflow
from wegweiser.adapters import dateien, prozesse
from wegweiser.errors import VorhabenError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow.umfeld import Umfeld

WURZEL = Path(__file__).resolve().parent.parent
# What Python for Windows does not have; the terminal itself (termios) belongs to prompt_toolkit.
OHNE_UNIX = """
import os, pkgutil, signal, sys
from importlib import import_module
for name in ("fcntl", "pwd", "grp", "resource", "posixpath_", "syslog"):
    sys.modules[name] = None
for name in ("SIGHUP", "SIGTSTP", "SIGCONT", "SIGWINCH", "SIGALRM", "SIGUSR1"):
    delattr(signal, name)
for name in ("chown", "getuid", "geteuid", "fork", "mkfifo", "getpgid"):
    delattr(os, name)
import wegweiser.cli, wegweiser.workflow, wegweiser.adapters
alle = [m.name for p in (wegweiser.cli, wegweiser.workflow, wegweiser.adapters)
        for m in pkgutil.walk_packages(p.__path__, f"{p.__name__}.")]
for name in alle:
    import_module(name)
from wegweiser.cli.app import main
codes = [main(["neu", "v"]), main(["antwort", "v", "quartier_name", "M"]), main(["status", "v"]), main(["start", "v", "--schlicht"])]
print(len(alle), codes, file=sys.stderr)
"""


@pytest.mark.langsam
def test_nothing_of_unix_is_needed(tmp_path: Path) -> None:
    lauf = subprocess.run(
        [sys.executable, "-c", OHNE_UNIX], cwd=tmp_path, input="!\n", capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(WURZEL), "PYTHONIOENCODING": "utf-8"}, check=False,
    )  # fmt: skip
    assert lauf.stderr.endswith("[0, 0, 0, 0]\n"), lauf.stderr


@pytest.fixture
def ordner(tmp_path: Path, umfeld: Umfeld) -> Path:
    leitfaden = write_leitfaden(tmp_path / "leitfaden", KLEIN)
    workflow.create(tmp_path / "v", leitfaden=str(leitfaden), titel=None, umfeld=umfeld)
    return tmp_path / "v"


def halte_fest(monkeypatch: pytest.MonkeyPatch, mal: int, winerror: int) -> list[float]:
    """A virus scanner holds the file for so many attempts; the pauses the program makes."""
    pausen: list[float] = []
    echt, versuche = os.replace, [0]

    def ersetze(*args: Any) -> None:
        versuche[0] += 1
        if versuche[0] <= mal:
            fehler = PermissionError(13, "Permission denied")
            fehler.winerror = winerror  # type: ignore[attr-defined]
            raise fehler
        echt(*args)

    monkeypatch.setattr(os, "replace", ersetze)
    monkeypatch.setattr(time, "sleep", pausen.append)
    return pausen


@pytest.mark.parametrize("winerror", [5, 32])
def test_a_scanner_that_lets_go_is_waited_for(
    ordner: Path, umfeld: Umfeld, monkeypatch: pytest.MonkeyPatch, winerror: int
) -> None:
    pausen = halte_fest(monkeypatch, 3, winerror)
    with workflow.bearbeite(ordner, umfeld) as stand:
        workflow.save_antwort(stand, Adresse("name"), Antwort(wert="M"), umfeld)
    assert 0 < sum(pausen) < 0.2
    assert workflow.load_stand(ordner, umfeld).vorhaben.antworten == {Adresse("name"): Antwort(wert="M")}


def test_a_program_that_does_not_let_go_is_named(
    ordner: Path, umfeld: Umfeld, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workflow.bearbeite(ordner, umfeld) as stand:
        pausen = halte_fest(monkeypatch, 99, 32)
        with pytest.raises(VorhabenError) as fehler:
            workflow.save_antwort(stand, Adresse("name"), Antwort(wert="M"), umfeld)
        assert "wird gerade von einem anderen Programm festgehalten" in fehler.value.satz
        assert "Virenscanner" in fehler.value.hinweis
        assert sum(pausen) < 3
        monkeypatch.undo()
        workflow.save_antwort(stand, Adresse("name"), Antwort(wert="N"), umfeld)
    stand = workflow.load_stand(ordner, umfeld)
    assert (stand.vorhaben.antworten, stand.nachtraege) == ({Adresse("name"): Antwort(wert="N")}, ())


def test_files_are_opened_without_translating_line_ends(
    ordner: Path, umfeld: Umfeld, monkeypatch: pytest.MonkeyPatch
) -> None:
    binaer, echt, ohne = 1 << 30, os.open, list[str]()

    def oeffne(pfad: Any, art: int, *args: Any, **kwargs: Any) -> int:
        if art & (os.O_WRONLY | os.O_RDWR) and not art & binaer:
            ohne.append(str(pfad))
        return echt(pfad, art & ~binaer, *args, **kwargs)

    monkeypatch.setattr(dateien, "_BINAER", binaer)
    monkeypatch.setattr(os, "open", oeffne)
    with workflow.bearbeite(ordner, umfeld) as stand:
        workflow.save_antwort(stand, Adresse("name"), Antwort(wert="M"), umfeld)
    assert ohne == []


@pytest.mark.parametrize(
    ("griff", "fehler", "code", "lebt"),
    [(0, 87, 0, False), (0, 5, 0, True), (7, 0, 259, True), (7, 0, 1, False)],
    ids=["no such process", "not ours to ask", "running", "ended, still known"],
)
def test_windows_is_asked_whether_a_process_runs(
    monkeypatch: pytest.MonkeyPatch,
    griff: int,
    fehler: int,
    code: int,
    lebt: bool,  # noqa: FBT001 - a case
) -> None:
    geschlossen: list[int] = []

    def setze(_: int, zeiger: Any) -> int:
        zeiger._obj.value = code
        return 1

    kern = SimpleNamespace(
        OpenProcess=lambda *_: griff, GetLastError=lambda: fehler, GetExitCodeProcess=setze,
        CloseHandle=geschlossen.append,
    )  # fmt: skip
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kern), raising=False)
    assert prozesse._laeuft_unter_windows(4711) is lebt
    assert geschlossen == ([7] if griff else [])


KONSOLEN = ["cp1252", "ascii", *(["cp850", "utf-16-le", "latin-1"] if ABNAHME else [])]


@pytest.mark.langsam
@pytest.mark.parametrize("kodierung", KONSOLEN)
def test_every_console_reads_well(kodierung: str, tmp_path: Path) -> None:
    umgebung = {
        **os.environ,
        "PYTHONPATH": str(WURZEL),
        "PYTHONIOENCODING": kodierung,
        "WEGWEISER_SCHLICHT": "1",
    }
    umgebung |= {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    name = (
        "Maerten"
        if kodierung == "ascii"
        else "Märten – „West“"
        if kodierung in {"cp1252", "utf-16-le"}
        else "Märten"
    )
    write_leitfaden(tmp_path / "leitfaden", KLEIN)

    def rufe(*argumente: str, eingabe: str = "") -> str:
        lauf = subprocess.run(
            [sys.executable, "-m", "wegweiser", *argumente], cwd=tmp_path, env=umgebung, check=False,
            input=eingabe.encode(kodierung), capture_output=True,
        )  # fmt: skip
        assert lauf.returncode == 0, lauf.stderr.decode(kodierung)
        return lauf.stdout.decode(kodierung)

    rufe("neu", "v", "--leitfaden", "leitfaden")
    text = rufe("start", "v", eingabe=f"{name}\n:geh name\n!\n")
    assert f"Bisher: {name}" in text
    assert ("zurueck" if kodierung == "ascii" else "zurück") in text
    assert "wert" in rufe("verlauf", "v") or name.split(maxsplit=1)[0] in rufe("verlauf", "v")
    assert "beantwortet" in rufe("status", "v")


def test_long_and_reserved_names_of_folders_get_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lauf = fuehre_aus("neu", "x" * 300)
    assert lauf.code == 5
    assert "der Name ist zu lang" in lauf.glatt
