"""A real terminal that is stopped, resized and closed: what was confirmed is there, and nothing is left behind."""

import os
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from wegweiser.model.antworten import Adresse
from wegweiser.workflow import load_stand
from wegweiser.workflow.umfeld import Umfeld

pytestmark = [pytest.mark.langsam, pytest.mark.skipif(os.name == "nt", reason="terminals of Unix")]


class Fenster:
    """A program in a terminal window of its own."""

    def __init__(self, umgebung: Mapping[str, str], *befehl: str) -> None:
        import pty

        self.haupt, self.neben = pty.openpty()
        skript = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
        self.prozess = subprocess.Popen(
            [sys.executable, "-c", skript, sys.executable, "-m", "wegweiser", *befehl], env={**umgebung, "TERM": "xterm"},
            stdin=self.neben, stdout=self.neben, stderr=self.neben, start_new_session=True,
        )  # fmt: skip

    def lies_bis(self, wort: str) -> str:
        gelesen, ende = b"", time.monotonic() + 20
        while wort.encode() not in gelesen:
            assert select.select([self.haupt], [], [], max(0.0, ende - time.monotonic()))[0], gelesen
            gelesen += os.read(self.haupt, 65536)
            if b"\x1b[6n" in gelesen:
                os.write(self.haupt, b"\x1b[1;1R")
                gelesen = gelesen.replace(b"\x1b[6n", b"")
        return gelesen.decode(errors="replace")

    def tippe(self, text: str) -> None:
        os.write(self.haupt, text.encode())


def test_stopped_resized_and_closed(umgebung: Mapping[str, str], vorhaben: Path, umfeld: Umfeld) -> None:
    import fcntl
    import termios

    fenster = Fenster(umgebung, "start", str(vorhaben))
    os.close(fenster.neben)
    fenster.lies_bis("F1")
    fenster.prozess.send_signal(signal.SIGSTOP)  # a group without a shell above it hears no Ctrl-Z
    os.waitid(os.P_PID, fenster.prozess.pid, os.WSTOPPED)
    fenster.prozess.send_signal(signal.SIGCONT)
    fcntl.ioctl(fenster.haupt, termios.TIOCSWINSZ, struct.pack("HHHH", 10, 40, 0, 0))
    fenster.tippe("Marten\r")
    fenster.lies_bis("gespeichert")
    os.close(fenster.haupt)
    # Told by the signal, or by the first word that finds no screen.
    assert fenster.prozess.wait(20) in {128 + signal.SIGHUP, 130}
    assert not (vorhaben / ".sperre").exists()
    assert load_stand(vorhaben, umfeld).vorhaben.antworten[Adresse("name")].wert == "Marten"


def test_a_terminal_is_given_back_as_it_was(umgebung: Mapping[str, str], vorhaben: Path) -> None:
    import termios

    fenster = Fenster(umgebung, "start", str(vorhaben))
    vorher = termios.tcgetattr(fenster.neben)
    fenster.lies_bis("F1")
    assert termios.tcgetattr(fenster.neben) != vorher
    fenster.prozess.send_signal(signal.SIGTERM)
    fenster.lies_bis("gespeichert.")
    assert fenster.prozess.wait(20) == 128 + signal.SIGTERM
    assert termios.tcgetattr(fenster.neben) == vorher
    os.close(fenster.neben)
    os.close(fenster.haupt)
