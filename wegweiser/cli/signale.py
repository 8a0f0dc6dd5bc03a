"""The terminal is closed or the system ends: a session ends as if paused, whatever it was doing."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_NAMEN = ("SIGHUP", "SIGTERM", "SIGBREAK")  # each where the system has it


class Beendet(SystemExit):
    """Somebody else ended the session; the exit code is that of the signal."""


@contextmanager
def end_geordnet() -> Iterator[None]:
    """While this lasts the first such signal unwinds the program: notes are kept, the lock is released."""
    nummern = [getattr(signal, name) for name in _NAMEN if hasattr(signal, name)]
    vorher = {nummer: signal.getsignal(nummer) for nummer in nummern}
    for nummer in nummern:
        if vorher[nummer] is not signal.SIG_IGN:  # nohup
            signal.signal(nummer, _beende)
    try:
        yield
    finally:
        for nummer, alt in vorher.items():
            signal.signal(nummer, alt)


def _beende(nummer: int, _: FrameType | None) -> None:
    signal.signal(nummer, signal.SIG_IGN)
    if nummer == getattr(signal, "SIGHUP", None):
        _verstumme()
    raise Beendet(128 + nummer)


def _verstumme() -> None:
    """There is nobody to read any more, and writing to a terminal that is gone would fail."""
    with suppress(OSError, ValueError):
        leer = os.open(os.devnull, os.O_WRONLY)
        for strom in (sys.stdout, sys.stderr):
            os.dup2(leer, strom.fileno())
        os.close(leer)
