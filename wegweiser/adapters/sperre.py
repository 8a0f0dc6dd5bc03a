"""The lock of a Vorhaben: a file created exclusively, with who holds it; a dead process's lock is taken over."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from wegweiser.adapters.dateien import schreibfehler
from wegweiser.errors import VorhabenGesperrtError

DATEI = ".sperre"


@contextmanager
def sperre(ordner: Path, *, zeit: datetime, wer: str) -> Iterator[None]:
    """Hold the lock; raises VorhabenGesperrtError while a living process (or another machine) has it."""
    pfad = ordner / DATEI
    inhalt = json.dumps(
        {
            "rechner": socket.gethostname(),
            "prozess": os.getpid(),
            "zeit": zeit.isoformat(timespec="seconds"),
            "wer": wer,
        }
    )
    with schreibfehler(pfad):
        if not _lege_an(pfad, inhalt):
            _pruefe_fremde(pfad)
            if not _lege_an(pfad, inhalt):
                raise _gesperrt(pfad, {})
    try:
        yield
    finally:
        with suppress(OSError):
            if pfad.read_text(encoding="utf-8") == inhalt:
                pfad.unlink()


def _lege_an(pfad: Path, inhalt: str) -> bool:
    try:
        griff = os.open(pfad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        return False
    with os.fdopen(griff, "w", encoding="utf-8") as datei:
        datei.write(inhalt)
    return True


def _pruefe_fremde(pfad: Path) -> None:
    """Remove the lock of a process that no longer runs on this machine; raise for every other."""
    try:
        inhalt = json.loads(pfad.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    except (OSError, ValueError):
        inhalt = {}
    if not isinstance(inhalt, dict) or inhalt.get("rechner") != socket.gethostname():
        raise _gesperrt(pfad, inhalt)
    prozess = inhalt.get("prozess")
    if isinstance(prozess, int) and prozess != os.getpid() and not _lebt(prozess):
        pfad.unlink(missing_ok=True)
        return
    raise _gesperrt(pfad, inhalt)


def _lebt(prozess: int) -> bool:
    if os.name == "nt":  # there is no harmless signal on Windows; the message names the file to delete
        return True
    try:
        os.kill(prozess, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _gesperrt(pfad: Path, inhalt: object) -> VorhabenGesperrtError:
    angaben = inhalt if isinstance(inhalt, dict) else {}
    wer = angaben.get("wer") or angaben.get("rechner") or "unbekannt"
    seit = str(angaben.get("zeit", "unbekannt")).replace("T", " ")[:16]
    return VorhabenGesperrtError("gesperrt", wer=wer, seit=seit, pfad=pfad)
