"""The lock of a Vorhaben: a file created exclusively, with who holds it; a dead process's lock is taken over."""

import errno
import json
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from wegweiser.adapters.dateien import schreibfehler
from wegweiser.errors import VorhabenGesperrtError

DATEI = ".sperre"
MAX_BYTES = 10_000
OHNE_VERWEISE = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


_GEHALTEN: set[Path] = set()  # by this process: a lock with our process number may also be a dead one's


@contextmanager
def sperre(ordner: Path, *, zeit: datetime, wer: str) -> Iterator[None]:
    """Hold the lock; raises VorhabenGesperrtError while a living process (or another machine) has it."""
    pfad = ordner.resolve() / DATEI
    angaben = {
        "rechner": socket.gethostname(),
        "prozess": os.getpid(),
        "zeit": zeit.isoformat(timespec="seconds"),
    }
    inhalt = json.dumps({**angaben, "wer": wer})
    with schreibfehler(pfad):
        if not _lege_an(pfad, inhalt):
            _pruefe_fremde(pfad)
            if not _lege_an(pfad, inhalt):
                raise _gesperrt(pfad, {})
    _GEHALTEN.add(pfad)
    try:
        yield
    finally:
        _GEHALTEN.discard(pfad)
        with suppress(OSError):
            if pfad.read_text(encoding="utf-8") == inhalt:
                pfad.unlink()


def _lege_an(pfad: Path, inhalt: str) -> bool:
    """Create the lock with its content in one step: a kill leaves no lock that says nothing."""
    neu = pfad.with_name(f"{DATEI}.{os.getpid()}.neu")
    try:
        neu.write_text(inhalt, encoding="utf-8")
        os.link(neu, pfad)
    except FileExistsError:
        return False
    except OSError as fehler:
        if fehler.errno in OHNE_VERWEISE and neu.exists():
            return _lege_an_ohne_verweis(pfad, inhalt)
        raise
    finally:
        with suppress(OSError):
            neu.unlink()
    return True


def _lege_an_ohne_verweis(pfad: Path, inhalt: str) -> bool:
    """The same on disks without hard links."""
    try:
        griff = os.open(pfad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        return False
    with os.fdopen(griff, "w", encoding="utf-8") as datei:
        datei.write(inhalt)
    return True


def _pruefe_fremde(pfad: Path) -> None:
    """Remove the lock of a process that no longer runs on this machine; raise for every other."""
    with suppress(FileNotFoundError), pfad.open("rb") as datei:
        _warte_auf_alleingang(datei.fileno())  # of two that find a dead lock, one removes it
        angaben = _lies(datei.read(MAX_BYTES))
        prozess = angaben.get("prozess")
        if angaben.get("rechner") != socket.gethostname() or not isinstance(prozess, int):
            raise _gesperrt(pfad, angaben)
        if pfad in _GEHALTEN or (prozess != os.getpid() and _lebt(prozess)):
            raise _gesperrt(pfad, angaben)
        if not os.path.samestat(os.fstat(datei.fileno()), pfad.stat()):
            raise _gesperrt(pfad, {})
        pfad.unlink()


def _warte_auf_alleingang(griff: int) -> None:
    if os.name != "nt":
        import fcntl

        with suppress(OSError):  # not every network disk can
            fcntl.flock(griff, fcntl.LOCK_EX)


def _lies(roh: bytes) -> dict[str, object]:
    try:
        inhalt = json.loads(roh)
    except (ValueError, RecursionError):
        return {}
    return inhalt if isinstance(inhalt, dict) else {}


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


def _gesperrt(pfad: Path, angaben: Mapping[str, object]) -> VorhabenGesperrtError:
    wer = angaben.get("wer") or angaben.get("rechner") or "unbekannt"
    seit = str(angaben.get("zeit", "unbekannt")).replace("T", " ")[:16]
    return VorhabenGesperrtError("gesperrt", wer=wer, seit=seit, pfad=pfad)
