"""Whole commands in this process, with something happening between two lines that are typed."""

import io
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

from wegweiser.cli.app import main

Zeile = str | Callable[[], object]


class Lauf(NamedTuple):
    """What a command said and how it ended."""

    code: int
    text: str

    @property
    def glatt(self) -> str:
        """What was said, without line ends."""
        return " ".join(self.text.split())


class Tippende(io.StringIO):
    """A person: types lines, and does other things in between."""

    def __init__(self, zeilen: Sequence[Zeile]) -> None:
        super().__init__()
        self.zeilen = list(zeilen)

    def readline(self, _: int | None = None, /) -> str:  # type: ignore[override]
        while self.zeilen:
            zeile = self.zeilen.pop(0)
            if isinstance(zeile, str):
                return f"{zeile}\n"
            zeile()
        return ""


def fuehre_aus(*argumente: str, eingabe: Sequence[Zeile] = ()) -> Lauf:
    """A whole command."""
    alt, sys.stdin = sys.stdin, Tippende(eingabe)
    ausgabe = io.StringIO()
    try:
        with redirect_stdout(ausgabe), redirect_stderr(ausgabe):
            code = main([*argumente])
    finally:
        sys.stdin = alt
    return Lauf(code, ausgabe.getvalue())
