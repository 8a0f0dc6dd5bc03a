"""Reading and writing files: bounded reads, atomic replacement, synced appends, German errors."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from wegweiser.errors import VorhabenError, WegweiserError
from wegweiser.errors.dateien import GRUENDE

MAX_BYTES = 20_000_000


def begruende(fehler: OSError) -> str:
    """The reason of an operating system error in German words."""
    return GRUENDE.get(errno.errorcode.get(fehler.errno or 0, ""), GRUENDE["sonst"])


@contextmanager
def schreibfehler(pfad: Path, art: type[WegweiserError] = VorhabenError) -> Iterator[None]:
    """Turn operating system errors while writing into an error for people."""
    try:
        yield
    except OSError as fehler:
        if fehler.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise art("platte-voll", pfad=pfad) from None
        raise art("nicht-schreibbar", pfad=pfad, grund=begruende(fehler)) from None


@contextmanager
def lesefehler(pfad: Path, art: type[WegweiserError] = VorhabenError) -> Iterator[None]:
    """The same while reading or looking whether something exists."""
    try:
        yield
    except FileNotFoundError:
        raise art("datei-fehlt", pfad=pfad) from None
    except OSError as fehler:
        raise art("nicht-lesbar", pfad=pfad, grund=begruende(fehler)) from None


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


def save_atomar(pfad: Path, inhalt: bytes) -> None:
    """Replace a file in one step: a kill at any instant leaves the old or the new file, never half of one."""
    rechte = _rechte(pfad)
    neu = pfad.with_name(f".{pfad.name}.{os.getpid()}.neu")
    try:
        neu.unlink(missing_ok=True)
        with os.fdopen(os.open(neu, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as datei:
            datei.write(inhalt)
            datei.flush()
            os.fsync(datei.fileno())
        _setze_rechte(neu, pfad, rechte)
        neu.replace(pfad)
    except BaseException:
        with suppress(OSError):
            neu.unlink()
        raise
    sync_ordner(pfad.parent)


def append_zeile(pfad: Path, zeile: bytes) -> None:
    """Append one line and wait until it is on the disk."""
    neu = not pfad.exists()
    griff = os.open(pfad, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _rechte(pfad))
    try:
        laenge = os.fstat(griff).st_size
        try:
            rest = memoryview(zeile)
            while rest:
                rest = rest[os.write(griff, rest) :]
            os.fsync(griff)
        except OSError:
            with suppress(OSError):
                os.ftruncate(griff, laenge)
            raise
    finally:
        os.close(griff)
    if neu:
        _setze_rechte(pfad, pfad.parent, _rechte(pfad.parent) & 0o666)  # whatever the umask says
        sync_ordner(pfad.parent)


def remove_reste(pfad: Path) -> None:
    """Remove what killed processes left behind while replacing a file."""
    with suppress(OSError):
        for rest in pfad.parent.glob(f".{pfad.name}.*.neu"):
            rest.unlink()


def sync_ordner(ordner: Path) -> None:
    """Make renames and new names durable, where the system can."""
    with suppress(OSError):
        griff = os.open(ordner, os.O_RDONLY)
        try:
            os.fsync(griff)
        finally:
            os.close(griff)


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
