"""Whole processes: a way to run the program in an empty folder."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import JETZT
from tests.vorrat import Lauf, Vorrat, starte

__all__ = ["ALLES", "JETZT", "WURZEL", "Lauf", "Programm"]

WURZEL = Path(__file__).resolve().parents[2]
ALLES = WURZEL / "tests" / "leitfaeden" / "alles"
Programm = Callable[..., Lauf]


@pytest.fixture
def wegweiser(umgebung: Mapping[str, str], vorrat: Vorrat | None, tmp_path: Path) -> Programm:
    """Run `wegweiser …` in an empty folder and return what it said."""

    def lauf(*argumente: object, eingabe: str = "", umfeld: Mapping[str, str] | None = None) -> Lauf:
        return starte(
            vorrat, [*map(str, argumente)], tmp_path, {**umgebung, **(umfeld or {})}, eingabe=eingabe
        )

    return lauf


@pytest.fixture
def vorhaben(wegweiser: Programm, tmp_path: Path) -> Path:
    """An empty Vorhaben on the guide with every question type."""
    lauf = wegweiser("neu", "probe", "--leitfaden", ALLES, "--titel", "Probe")
    assert lauf.returncode == 0, lauf.stderr
    return tmp_path / "probe"
