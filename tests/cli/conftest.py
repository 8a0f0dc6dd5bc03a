"""Whole processes: a way to run the program, with its own home folder and a fixed clock."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

WURZEL = Path(__file__).resolve().parents[2]
ALLES = WURZEL / "tests" / "leitfaeden" / "alles"
JETZT = "2026-11-22T10:31:07+01:00"
Lauf = subprocess.CompletedProcess[str]
Programm = Callable[..., Lauf]


@pytest.fixture
def umgebung(heim: Path) -> dict[str, str]:
    """The environment of the started processes."""
    fremd = {
        "WEGWEISER_SCHLICHT",
        "WEGWEISER_KUERZEL",
        "WEGWEISER_OHNE_CACHE",
        "NO_COLOR",
        "PYTHONIOENCODING",
    }
    geerbt = {name: wert for name, wert in os.environ.items() if name not in fremd}
    eigen = {
        "HOME": str(heim),
        "PYTHONPATH": str(WURZEL),
        "WEGWEISER_JETZT": JETZT,
        "TERM": "xterm",
        "LANG": "C.UTF-8",
    }
    return {**geerbt, **eigen, "XDG_CACHE_HOME": str(heim / "cache"), "COLUMNS": "100"}


@pytest.fixture
def wegweiser(umgebung: Mapping[str, str], tmp_path: Path) -> Programm:
    """Run `wegweiser …` in an empty folder and return what it said."""

    def lauf(*argumente: object, eingabe: str = "", umfeld: Mapping[str, str] | None = None) -> Lauf:
        return subprocess.run(
            [sys.executable, "-m", "wegweiser", *map(str, argumente)],
            check=False,
            cwd=tmp_path,
            env={**umgebung, **(umfeld or {})},
            input=eingabe,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    return lauf


@pytest.fixture
def vorhaben(wegweiser: Programm, tmp_path: Path) -> Path:
    """An empty Vorhaben on the guide with every question type."""
    lauf = wegweiser("neu", "probe", "--leitfaden", ALLES, "--titel", "Probe")
    assert lauf.returncode == 0, lauf.stderr
    return tmp_path / "probe"
