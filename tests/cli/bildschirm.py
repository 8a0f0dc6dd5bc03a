"""A real terminal of a given size: what is typed goes in, what stands on the screen can be read."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pexpect
import pyte

GEDULD = 20
RUHE = 1  # seconds of silence after which a picture is taken for a new golden file
NEU = os.environ.get("WEGWEISER_GOLDEN") == "neu"


class Bildschirm:
    """A session in a pseudo terminal, drawn by a terminal emulator."""

    def __init__(
        self, umgebung: Mapping[str, str], cwd: Path, groesse: tuple[int, int], *argumente: str
    ) -> None:
        spalten, zeilen = groesse
        self.schirm = pyte.HistoryScreen(spalten, zeilen, history=10_000)
        self.strom = pyte.ByteStream(self.schirm)
        self.roh = b""
        gross = {"COLUMNS": str(spalten), "LINES": str(zeilen)}
        self.prozess: Any = pexpect.spawn(
            sys.executable, ["-m", "wegweiser", *argumente], cwd=str(cwd), env={**umgebung, **gross},
            dimensions=(zeilen, spalten), timeout=GEDULD,
        )  # fmt: skip

    def warte(self, text: str) -> None:
        """Until a text stands on the screen (line breaks and blanks do not matter)."""
        gesucht = "".join(text.split())
        while gesucht not in "".join("".join(self.schirm.display).split()):
            self._lies()

    def warte_golden(self, name: str, ansicht: Callable[[list[str]], list[str]] = list) -> None:
        """Until the screen looks like the golden file of that name: a frame may arrive in pieces."""
        erwartet = [] if NEU else _golden(name).read_text("utf-8").splitlines()
        try:
            while ansicht(self.zeilen()) != erwartet:
                self._lies(RUHE if NEU else GEDULD)
        except AssertionError:
            compare_golden(name, ansicht(self.zeilen()))

    def _lies(self, geduld: int = GEDULD) -> None:
        try:
            stueck = self.prozess.read_nonblocking(65536, timeout=geduld)
        except (pexpect.TIMEOUT, pexpect.EOF):
            raise AssertionError("\n".join(self.zeilen())) from None
        self.roh += stueck
        self.strom.feed(stueck)

    def tippe(self, text: str) -> None:
        """Type."""
        self.prozess.send(text)

    def ende(self) -> int:
        """The exit code, when everything is written."""
        while True:
            try:
                self._lies()
            except AssertionError:
                break
        self.prozess.close()
        return int(self.prozess.exitstatus)

    def zeilen(self) -> list[str]:
        """Everything that was ever on the screen, from the first line on."""
        frueher = [
            "".join(zeile[x].data for x in range(self.schirm.columns)) for zeile in self.schirm.history.top
        ]
        alle = [zeile.rstrip() for zeile in (*frueher, *self.schirm.display)]
        while alle and not alle[-1]:
            alle.pop()
        return alle


def compare_golden(name: str, zeilen: list[str]) -> None:
    """Against the file of that name; `WEGWEISER_GOLDEN=neu` writes it."""
    text = "\n".join(zeilen) + "\n"
    if NEU:
        _golden(name).write_text(text, encoding="utf-8")
    assert text == _golden(name).read_text(encoding="utf-8")


def _golden(name: str) -> Path:
    return Path(__file__).parent / "bildschirme" / f"{name}.txt"
