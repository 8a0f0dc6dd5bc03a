"""The lock of a Vorhaben: a file created exclusively, with who holds it; a dead process's lock is taken over.

Dead is only what certainly is: a process of this machine that ended, ran before the last start of the machine, or whose
number belongs to another process by now. Everything else (another machine, an unreadable file) a person has to release.
"""

import errno
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters import prozesse
from wegweiser.adapters.dateien import create_datei, load_bytes, remove_reste, schreibfehler
from wegweiser.adapters.protokoll import DATEI as PROTOKOLL
from wegweiser.errors import VorhabenError, VorhabenGesperrtError
from wegweiser.model.deutsch_format import format_alter, format_zeitpunkt

DATEI = ".sperre"
MAX_BYTES = 10_000
OHNE_VERWEISE = frozenset(
    {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}
)

_GEHALTEN: dict[Path, bytes] = {}  # by this process, with the content of the file


class Halter(NamedTuple):
    """Who holds a lock, as far as the file tells; `inhalt` is what stands in it."""

    wer: str
    seit: str
    inhalt: bytes


@contextmanager
def sperre(ordner: Path, *, zeit: datetime, wer: str) -> Iterator[None]:
    """Hold the lock; raises VorhabenGesperrtError while a living process (or another machine) has it."""
    pfad = ordner.resolve() / DATEI
    inhalt = json.dumps({**prozesse.describe(), "zeit": zeit.isoformat(timespec="seconds"), "wer": wer})
    _nimm(pfad, inhalt.encode(), zeit)
    try:
        yield
    finally:
        del _GEHALTEN[pfad]
        with suppress(OSError):
            if pfad.read_bytes() == inhalt.encode():
                pfad.unlink()


def _nimm(pfad: Path, inhalt: bytes, zeit: datetime) -> None:
    with schreibfehler(pfad.parent):
        if not _lege_an(pfad, inhalt):
            _pruefe_fremde(pfad, zeit)
            if not _lege_an(pfad, inhalt):
                raise _gesperrt(pfad, _lies_datei(pfad), zeit)
    _GEHALTEN[pfad] = inhalt
    remove_reste(pfad.parent)


def check_gehalten(ordner: Path) -> None:
    """Before every save: the folder is there and the lock still ours; raises VorhabenError where it is not."""
    pfad = ordner.resolve() / DATEI
    inhalt = _GEHALTEN.get(pfad)
    if inhalt is None or (jetzt := _lies_datei(pfad)) == inhalt:
        return
    if jetzt:
        raise VorhabenGesperrtError("sperre-uebernommen", wer=_nenne(_lies(jetzt)), ordner=ordner)
    if not (
        ordner / PROTOKOLL
    ).exists():  # a network drive that vanished, perhaps with its empty mount point left
        raise VorhabenError("ordner-weg", ordner=ordner)
    with schreibfehler(pfad):
        if not _lege_an(pfad, inhalt):
            raise VorhabenGesperrtError("sperre-uebernommen", wer=_nenne({}), ordner=ordner)


def find_halter(ordner: Path, zeit: datetime) -> Halter | None:
    """Who works on a Vorhaben now; None where nobody does, or only a dead process did."""
    pfad = ordner.resolve() / DATEI
    if not (inhalt := _lies_datei(pfad)) and not pfad.exists():
        return None
    angaben = _lies(inhalt)
    if prozesse.is_tot(angaben) and pfad not in _GEHALTEN:
        return None
    return Halter(_nenne(angaben), _build_dauer(pfad, angaben, zeit), inhalt)


def release_sperre(ordner: Path, halter: Halter) -> None:
    """Remove the lock of somebody who is gone, on a person's word; a lock that changed meanwhile stays."""
    pfad = ordner.resolve() / DATEI
    with schreibfehler(pfad), suppress(FileNotFoundError), pfad.open("rb") as datei:
        _warte_auf_alleingang(datei.fileno())
        if datei.read(MAX_BYTES) == halter.inhalt and _ist_dieselbe(datei.fileno(), pfad):
            pfad.unlink()


def _lege_an(pfad: Path, inhalt: bytes) -> bool:
    """Create the lock with its content in one step: a kill leaves no lock that says nothing."""
    neu = pfad.with_name(f"{DATEI}.{os.getpid()}.neu")
    try:
        neu.unlink(missing_ok=True)
        create_datei(neu, inhalt, 0o644)
        os.link(neu, pfad)
    except FileExistsError:
        return False
    except FileNotFoundError:
        if pfad.exists():  # the winner cleared away what others had prepared
            return False
        raise
    except OSError as fehler:
        if fehler.errno in OHNE_VERWEISE and neu.exists():
            return _lege_an_ohne_verweis(pfad, inhalt)
        raise
    finally:
        with suppress(OSError):
            neu.unlink()
    return True


def _lege_an_ohne_verweis(pfad: Path, inhalt: bytes) -> bool:
    """The same on disks without hard links; what could not be written whole is taken away again."""
    try:
        create_datei(pfad, inhalt, 0o644)
    except FileExistsError:
        return False
    return True


def _pruefe_fremde(pfad: Path, zeit: datetime) -> None:
    """Remove the lock of a process that no longer runs on this machine; raise for every other."""
    with suppress(FileNotFoundError), pfad.open("rb") as datei:
        _warte_auf_alleingang(datei.fileno())  # of two that find a dead lock, one removes it
        inhalt = datei.read(MAX_BYTES)
        if pfad in _GEHALTEN or not prozesse.is_tot(_lies(inhalt)):
            raise _gesperrt(pfad, inhalt, zeit)
        if not _ist_dieselbe(datei.fileno(), pfad):
            raise _gesperrt(pfad, b"", zeit)
        pfad.unlink()


def _ist_dieselbe(griff: int, pfad: Path) -> bool:
    return os.path.samestat(os.fstat(griff), pfad.stat())


def _warte_auf_alleingang(griff: int) -> None:
    with suppress(ImportError, OSError):  # not on Windows, and not every network disk can
        import fcntl

        fcntl.flock(griff, fcntl.LOCK_EX)


def _lies_datei(pfad: Path) -> bytes:
    try:
        return load_bytes(pfad, hoechstens=MAX_BYTES)
    except VorhabenError:
        return b""


def _lies(roh: bytes) -> Mapping[str, object]:
    try:
        inhalt = json.loads(roh)
    except (ValueError, RecursionError):
        return {}
    return inhalt if isinstance(inhalt, dict) else {}


def _nenne(angaben: Mapping[str, object]) -> str:
    """The Kürzel and the machine, or what of them is known."""
    worte = [str(angaben[name])[:60] for name in ("wer", "rechner") if angaben.get(name)]
    return " an ".join(worte) or "unbekannt"


def _gesperrt(pfad: Path, inhalt: bytes, zeit: datetime) -> VorhabenGesperrtError:
    angaben = _lies(inhalt)
    dauer = _build_dauer(pfad, angaben, zeit)
    return VorhabenGesperrtError("gesperrt", wer=_nenne(angaben), seit=dauer, ordner=pfad.parent)


def _build_dauer(pfad: Path, angaben: Mapping[str, object], zeit: datetime) -> str:
    """Since when, how long that is, and when something was saved last."""
    try:
        beginn = datetime.fromisoformat(str(angaben.get("zeit")))
        alter = zeit - beginn
    except (ValueError, TypeError):
        return "unbekannter Zeit"
    seit = format_zeitpunkt(beginn)
    if alter > timedelta(0):
        seit += f" ({format_alter(alter)})"
    with suppress(OSError, ValueError, OverflowError):
        zuletzt = datetime.fromtimestamp((pfad.parent / PROTOKOLL).stat().st_mtime, zeit.tzinfo)
        if zuletzt > beginn:
            seit += f", zuletzt gespeichert {format_zeitpunkt(zuletzt)}"
    return seit
