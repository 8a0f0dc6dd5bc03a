"""What all tests share: a home folder of their own, the shipped guide, a clock that ticks by itself."""

import os
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import wegweiser.cli  # noqa: F401 - its German must be in place before anything imports click
from tests.vorrat import WURZEL, Vorrat, stelle_bereit
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.workflow.leitfaeden import load_leitfaden
from wegweiser.workflow.umfeld import Umfeld

JETZT = "2026-11-22T10:31:07+01:00"
ABNAHME = os.environ.get("WEGWEISER_ABNAHME") == "1"
_HEIM = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
_XDG = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")

# Without WEGWEISER_ABNAHME the same examples every time: red means a change, not chance.
_GRUNDZUEGE = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("immer", _GRUNDZUEGE, derandomize=True, max_examples=25)
settings.register_profile("abnahme", _GRUNDZUEGE, max_examples=250, print_blob=True)
settings.load_profile("abnahme" if ABNAHME else "immer")


# A shell that starts the tests in the background makes every child deaf to what some tests send.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session", autouse=True)
def heim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test, and no process it starts, reaches the real home folder."""
    ordner = tmp_path_factory.mktemp("heim")
    with pytest.MonkeyPatch.context() as umgebung:
        for name in _HEIM:
            umgebung.setenv(name, str(ordner))
        for name in _XDG:
            umgebung.setenv(name, str(ordner / name.lower()))
        yield ordner


def _build_umgebung(heim: Path) -> dict[str, str]:
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
def umgebung(heim: Path) -> dict[str, str]:
    """The environment of the started processes: their own home folder, a fixed clock."""
    return _build_umgebung(heim)


@pytest.fixture(scope="session")
def vorrat(heim: Path) -> Iterator[Vorrat | None]:
    """Processes that start at once (`tests.vorrat`)."""
    with stelle_bereit(_build_umgebung(heim)) as bereit:
        yield bereit


@pytest.fixture(scope="session")
def zwischenspeicher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where guides are kept ready during the tests."""
    return tmp_path_factory.mktemp("zwischenspeicher")


@pytest.fixture
def uhr() -> Callable[[], datetime]:
    """A clock that moves on by a second whenever it is read."""
    zeit = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

    def jetzt() -> datetime:
        nonlocal zeit
        zeit += timedelta(seconds=1)
        return zeit

    return jetzt


@pytest.fixture
def umfeld(uhr: Callable[[], datetime], zwischenspeicher: Path) -> Umfeld:
    """The world outside, as far as the program asks for it."""
    return Umfeld(jetzt=uhr, zwischenspeicher=zwischenspeicher, kuerzel="ab")


@pytest.fixture(scope="session")
def leitfaden(zwischenspeicher: Path) -> Leitfaden:
    """The shipped guide."""
    zeit = datetime(2026, 11, 22, tzinfo=UTC)
    return load_leitfaden("land-nrw", Umfeld(jetzt=lambda: zeit, zwischenspeicher=zwischenspeicher))
