"""Reading and writing files: bounded reads, atomic replacement, synced appends, German errors."""

import errno
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from wegweiser.errors import VorhabenError, WegweiserError
from wegweiser.errors.dateien import GRUENDE, RAT

MAX_BYTES = 20_000_000
_BINAER: int = getattr(os, "O_BINARY", 0)  # Windows would turn line ends into two characters
_OHNE_FSYNC = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
_BESETZT = frozenset({5, 32, 33})  # winerror: access denied, sharing violation, lock violation
_PAUSEN = (
    0.01,
    0.02,
    0.05,
    0.1,
    0.2,
    0.4,
    0.8,
)  # seconds; what a scanner needs is mostly over after the first
_REST = re.compile(r"\..+\.[0-9]+\.neu\Z")
_ZU_LANG: dict[Path, int] = {}  # files with more than was confirmed, and how long they should be


def begruende(fehler: OSError) -> str:
    """The reason of an operating system error in German words."""
    return GRUENDE.get(errno.errorcode.get(fehler.errno or 0, ""), GRUENDE["sonst"])


def _rate(fehler: OSError, sonst: str = "sonst") -> str:
    """What to do about it."""
    return RAT.get(errno.errorcode.get(fehler.errno or 0, ""), RAT[sonst])


@contextmanager
def schreibfehler(
    pfad: Path, art: type[WegweiserError] = VorhabenError, code: str = "nicht-schreibbar"
) -> Iterator[None]:
    """Turn operating system errors while writing into an error for people; `code` is the sentence for no permission."""
    try:
        yield
    except OSError as fehler:
        if fehler.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise art("platte-voll", pfad=pfad) from None
        if getattr(fehler, "winerror", None) in _BESETZT:
            raise art("datei-besetzt", pfad=pfad) from None
        raise art(code, pfad=pfad, grund=begruende(fehler), rat=_rate(fehler)) from None


@contextmanager
def lesefehler(pfad: Path, art: type[WegweiserError] = VorhabenError) -> Iterator[None]:
    """The same while reading or looking whether something exists."""
    try:
        yield
    except FileNotFoundError:
        raise art("datei-fehlt", pfad=pfad) from None
    except OSError as fehler:
        raise art("nicht-lesbar", pfad=pfad, grund=begruende(fehler), rat=_rate(fehler, "lesen")) from None


def load_bytes(pfad: Path, art: type[WegweiserError] = VorhabenError, hoechstens: int = MAX_BYTES) -> bytes:
    """A regular file of bounded size."""
    with lesefehler(pfad, art):
        if not stat.S_ISREG(pfad.stat().st_mode):
            raise art("nicht-lesbar", pfad=pfad, grund=GRUENDE["keine-datei"])
        with pfad.open("rb") as datei:
            roh = datei.read(hoechstens + 1)
    if len(roh) > hoechstens:
        raise art("nicht-lesbar", pfad=pfad, grund=GRUENDE["zu-gross"].format(mb=hoechstens // 1_000_000))
    return roh


def load_text(pfad: Path, art: type[WegweiserError] = VorhabenError) -> str:
    """A UTF-8 text file of bounded size; a byte order mark is dropped, line ends become single line feeds."""
    try:
        return load_bytes(pfad, art).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise art("kein-text", pfad=pfad) from None


def save_atomar(pfad: Path, inhalt: bytes, *, sichern: bool = True) -> None:
    """Replace a file in one step: a kill at any instant leaves the old or the new file, never half of one.

    `sichern` waits for the disk, so that a power failure does no harm either.
    """
    rechte = _rechte(pfad)
    neu = pfad.with_name(f".{pfad.name}.{os.getpid()}.neu")
    try:
        neu.unlink(missing_ok=True)
        create_datei(neu, inhalt, 0o600, sichern=sichern)
        _setze_rechte(neu, pfad, rechte)
        _ersetze(neu, pfad)
    except BaseException:
        with suppress(OSError):
            neu.unlink()
        raise
    if sichern:
        sync_ordner(pfad.parent)


def create_datei(pfad: Path, inhalt: bytes, rechte: int, *, sichern: bool = False) -> None:
    """A new file with its content, or none; `sichern` waits until it is on the disk."""
    create_aus(pfad, (inhalt,), rechte, sichern=sichern)


def create_aus(pfad: Path, stuecke: Iterable[bytes], rechte: int, *, sichern: bool = False) -> None:
    """The same from pieces, for files too large to hold."""
    griff = os.open(pfad, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINAER, rechte)
    try:
        try:
            for stueck in stuecke:
                _schreibe(griff, stueck)
            if sichern:
                _sichere(griff)
        finally:
            os.close(griff)  # some network disks tell only now that there was no room
    except BaseException:
        with suppress(OSError):
            pfad.unlink()
        raise


def append_zeile(pfad: Path, zeile: bytes) -> None:
    """Append a line and wait until it is on the disk; where that fails the file is as long as before."""
    neu = not pfad.exists()
    griff = os.open(pfad, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _BINAER, _rechte(pfad))
    try:
        laenge = os.fstat(griff).st_size
        try:
            _schreibe(griff, zeile)
            _sichere(griff)
        except OSError:
            cut_datei(pfad, laenge)
            raise
    finally:
        with suppress(OSError):  # what it could tell, fsync has told
            os.close(griff)
    if neu:
        _setze_rechte(pfad, pfad.parent, _rechte(pfad.parent) & 0o666)  # whatever the umask says
        sync_ordner(pfad.parent)


def cut_datei(pfad: Path, laenge: int) -> None:
    """Take back what stands behind a length: now, or where the disk refuses before the next line (`mend_datei`)."""
    _ZU_LANG[pfad] = laenge
    with suppress(OSError):
        mend_datei(pfad)


def mend_datei(pfad: Path) -> None:
    """Cut off what `cut_datei` could not."""
    if pfad in _ZU_LANG and pfad.stat().st_size > _ZU_LANG[pfad]:
        os.truncate(pfad, _ZU_LANG[pfad])
    _ZU_LANG.pop(pfad, None)


def accept_datei(pfad: Path) -> None:
    """From now on all that stands in a file counts."""
    _ZU_LANG.pop(pfad, None)


def remove_reste(ordner: Path) -> None:
    """Remove what killed processes left behind in a folder while replacing a file."""
    with suppress(OSError):
        for rest in ordner.glob(".*.neu"):
            if _REST.match(rest.name):
                rest.unlink(missing_ok=True)


def sync_ordner(ordner: Path) -> None:
    """Make renames and new names durable, where the system can."""
    with suppress(OSError):
        griff = os.open(ordner, os.O_RDONLY)
        try:
            os.fsync(griff)
        finally:
            os.close(griff)


def _schreibe(griff: int, inhalt: bytes) -> None:
    rest = memoryview(inhalt)
    while rest:
        geschrieben = os.write(griff, rest)
        if not geschrieben:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = rest[geschrieben:]


def _sichere(griff: int) -> None:
    try:
        os.fsync(griff)
    except OSError as fehler:
        if fehler.errno not in _OHNE_FSYNC:
            raise


def _ersetze(neu: Path, pfad: Path) -> None:
    """Rename; on Windows a virus scanner or an editor may hold the file for a moment."""
    for pause in _PAUSEN:
        try:
            neu.replace(pfad)
        except PermissionError as fehler:
            if getattr(fehler, "winerror", None) not in _BESETZT:
                raise
            time.sleep(pause)
        else:
            return
    neu.replace(pfad)


def _rechte(pfad: Path) -> int:
    """Replacing keeps the mode; a new file takes the folder's (0600 where nobody else may enter)."""
    try:
        return stat.S_IMODE(pfad.stat().st_mode)
    except OSError:
        return stat.S_IMODE(pfad.parent.stat().st_mode) & 0o666


def _setze_rechte(neu: Path, alt: Path, rechte: int) -> None:
    with suppress(OSError):
        neu.chmod(rechte)
    if hasattr(os, "chown"):
        with suppress(OSError):
            vorbild = (alt if alt.exists() else alt.parent).stat()
            os.chown(neu, vorbild.st_uid if alt.exists() else -1, vorbild.st_gid)
