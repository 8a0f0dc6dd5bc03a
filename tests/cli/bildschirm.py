"""A real terminal of a given size: what is typed goes in, what stands on the screen can be read."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pexpect
import pyte

GEDULD = 20


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

    def _lies(self) -> None:
        try:
            stueck = self.prozess.read_nonblocking(65536, timeout=GEDULD)
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
    pfad = Path(__file__).parent / "bildschirme" / f"{name}.txt"
    text = "\n".join(zeilen) + "\n"
    if os.environ.get("WEGWEISER_GOLDEN") == "neu":
        pfad.write_text(text, encoding="utf-8")
    assert text == pfad.read_text(encoding="utf-8")
