"""The lock: one at a time, and a dead process keeps nobody out."""

import errno
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wegweiser.adapters.sperre import sperre
from wegweiser.errors import VorhabenError, VorhabenGesperrtError

ZEIT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
HALTER = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from wegweiser.adapters.sperre import sperre
with sperre(Path(sys.argv[1]), zeit=datetime(2026, 11, 22, 9, 15, tzinfo=UTC), wer="cd"):
    print("hält", flush=True)
    sys.stdin.read()
"""


def halte(ordner: Path) -> "subprocess.Popen[str]":
    """Another process that holds the lock until its input ends."""
    prozess = subprocess.Popen(
        [sys.executable, "-c", HALTER, str(ordner)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert prozess.stdout is not None
    assert prozess.stdout.readline() == "hält\n"
    return prozess


def schreibe(ordner: Path, **angaben: object) -> Path:
    (ordner / ".sperre").write_text(json.dumps(angaben), encoding="utf-8")
    return ordner / ".sperre"


def test_second_holder_is_refused(tmp_path: Path) -> None:
    with sperre(tmp_path, zeit=ZEIT, wer="ab"):
        with pytest.raises(VorhabenGesperrtError) as fehler, sperre(tmp_path, zeit=ZEIT, wer="cd"):
            pass
        assert f"ab an {socket.gethostname()}, seit 22.11.2026, 10:30 Uhr." in fehler.value.satz
        assert f"start {tmp_path} --lesen" in fehler.value.hinweis
        assert f"start {tmp_path} --sperre-loesen" in fehler.value.hinweis
        assert (tmp_path / ".sperre").exists()
    assert list(tmp_path.iterdir()) == []


def test_other_process_is_refused_and_its_death_sets_free(tmp_path: Path) -> None:
    prozess = halte(tmp_path)
    with (
        pytest.raises(
            VorhabenGesperrtError, match=r"cd an .*, seit 22\.11\.2026, 09:15 Uhr \(vor einer Stunde\)"
        ),
        sperre(tmp_path, zeit=ZEIT, wer="ab"),
    ):
        pass
    prozess.kill()
    prozess.communicate()
    assert (tmp_path / ".sperre").exists()
    with sperre(tmp_path, zeit=ZEIT, wer="ab"):
        assert json.loads((tmp_path / ".sperre").read_text(encoding="utf-8"))["prozess"] == os.getpid()
    assert list(tmp_path.iterdir()) == []


def test_of_several_takers_one_wins(tmp_path: Path) -> None:
    """A dead lock and six processes at once: never two holders."""
    tot = halte(tmp_path)
    tot.kill()
    tot.communicate()
    befehl = HALTER.replace("with sperre", "sys.stdin.readline()\nwith sperre")
    alle = [
        subprocess.Popen(
            [sys.executable, "-c", befehl, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
        )
        for _ in range(6)
    ]  # fmt: skip
    for prozess in alle:
        assert prozess.stdin is not None
        prozess.stdin.write("los\n")
        prozess.stdin.flush()
    ausgaben = []
    for prozess in alle:  # a holder waits for the end of its input; the others have ended
        assert prozess.stdout is not None
        ausgaben.append(prozess.stdout.readline())
    for prozess in alle:
        prozess.communicate()
    assert ausgaben.count("hält\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_lock_of_another_machine_is_respected(tmp_path: Path) -> None:
    pfad = schreibe(tmp_path, rechner="anderswo", prozess=1, zeit="2026-11-22T09:00:00", wer="")
    with pytest.raises(VorhabenGesperrtError, match="anderswo"), sperre(tmp_path, zeit=ZEIT, wer="ab"):
        pass
    assert pfad.exists()


def test_own_process_number_of_an_earlier_life(tmp_path: Path) -> None:
    """In a container the new process may have the number of the one that was killed."""
    schreibe(
        tmp_path, rechner=socket.gethostname(), prozess=os.getpid(), zeit="2026-11-22T09:00:00", wer="ab"
    )
    with sperre(tmp_path, zeit=ZEIT, wer="ab"):
        pass


@pytest.mark.parametrize(
    "inhalt", [b"", b"{", b"[]", b"\xff", b"[" * 5000, b'{"rechner": 5}', b'{"prozess": "x"}']
)
def test_unreadable_lock_is_respected(tmp_path: Path, inhalt: bytes) -> None:
    (tmp_path / ".sperre").write_bytes(inhalt)
    with pytest.raises(VorhabenGesperrtError, match="unbekannt"), sperre(tmp_path, zeit=ZEIT, wer="ab"):
        pass
    assert (tmp_path / ".sperre").read_bytes() == inhalt


def test_lock_that_was_replaced_stays(tmp_path: Path) -> None:
    with sperre(tmp_path, zeit=ZEIT, wer="ab"):
        schreibe(tmp_path, rechner="anderswo", prozess=1)
    assert (tmp_path / ".sperre").exists()


def _wirft(nummer: int) -> Callable[..., Any]:
    def scheitere(*_: Any, **__: Any) -> Any:
        raise OSError(nummer, os.strerror(nummer))

    return scheitere


def test_disk_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", _wirft(errno.EPERM))
    mein, dein = sperre(tmp_path, zeit=ZEIT, wer="ab"), sperre(tmp_path, zeit=ZEIT, wer="cd")
    with mein, pytest.raises(VorhabenGesperrtError), dein:
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("nummer", "code"), [(errno.EROFS, "nicht-schreibbar"), (errno.ENOSPC, "platte-voll")]
)
def test_disk_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nummer: int, code: str
) -> None:
    monkeypatch.setattr(os, "link", _wirft(nummer))
    with pytest.raises(VorhabenError) as fehler, sperre(tmp_path, zeit=ZEIT, wer="ab"):
        pass
    assert fehler.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_failure_inside_sets_free(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), sperre(tmp_path, zeit=ZEIT, wer="ab"):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []
