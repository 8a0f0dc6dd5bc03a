"""A disk that fails: every call that changes a folder is counted, and the k-th (or all from then on) goes wrong.

Nothing in the program knows of this. The functions of `os` are wrapped for a while; an audit hook makes sure that
nothing is written to the folder in any other way, so that "every call" is every call.
"""

import errno
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

AENDERND = ("write", "fsync", "replace", "rename", "link", "unlink", "remove", "truncate", "ftruncate", "mkdir",
            "rmdir", "chmod", "chown", "open", "close")  # fmt: skip
LESEND = ("stat", "lstat", "listdir", "scandir")
_SCHREIBEND = os.O_WRONLY | os.O_RDWR
# fehler: nothing happens and the call fails · halb: part of it happens · doch: it happens and is reported as failed ·
# tod: the process is killed before, halbtot: in the middle, danach: behind
Wie = Literal["fehler", "halb", "doch", "tod", "halbtot", "danach"]


class Absturz(BaseException):
    """The process is gone, as far as the program can tell: nothing it does afterwards reaches the disk."""


class Stoerung:
    """Counts the calls; `bei` is the one that goes wrong (0: none), `immer` lets all behind it fail too."""

    def __init__(
        self,
        ordner: Path,
        *,
        bei: int = 0,
        nummer: int = errno.EIO,
        wie: Wie = "fehler",
        immer: bool = False,
        echt: bool = False,
        lesen: bool = False,
    ) -> None:
        self.wurzel = str(ordner.resolve())
        self.bei, self.nummer, self.wie, self.immer, self.echt, self.lesen = (
            bei,
            nummer,
            wie,
            immer,
            echt,
            lesen,
        )
        self.aufrufe: list[str] = []
        self.nebenher: list[str] = []
        self.griffe: set[int] = set()
        self.tot = False
        self.kurz = False
        self.in_arbeit = False

    def betrifft(self, ziel: Any) -> bool:
        if isinstance(ziel, int):
            return ziel in self.griffe
        pfad = str(os.path.abspath(os.fspath(ziel)))  # noqa: PTH100 - resolving would be a call to the disk
        return pfad == self.wurzel or pfad.startswith(f"{self.wurzel}{os.sep}")

    def ruf(self, name: str, echt: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """One call of the program."""
        zaehlt = not (name == "open" and not args[1] & (_SCHREIBEND | os.O_CREAT)) or self.lesen
        if not args or not self.betrifft(args[0]) or not zaehlt:
            return self._folge(name, args, echt(*args, **kwargs))
        self.aufrufe.append(f"{name} {args[0] if isinstance(args[0], int) else Path(args[0]).name}")
        if self.tot or (
            self.bei and (len(self.aufrufe) == self.bei or (self.immer and len(self.aufrufe) > self.bei))
        ):
            return self._stoere(name, echt, *args, **kwargs)
        if name == "write" and self.kurz:
            return echt(args[0], bytes(args[1])[:7])
        return self._folge(name, args, echt(*args, **kwargs))

    def _folge(self, name: str, args: tuple[Any, ...], ergebnis: Any) -> Any:
        if name == "open" and self.betrifft(args[0]):
            self.griffe.add(ergebnis)
        if name == "close":
            self.griffe.discard(args[0])
        return ergebnis

    def _stoere(self, name: str, echt: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self.tot:
            self._schliesse(name, args)
            raise Absturz
        if self.wie in {"halb", "halbtot"} and name == "write":
            echt(args[0], bytes(args[1])[: len(args[1]) // 2])
        elif self.wie in {"doch", "danach", "halbtot"}:
            with suppress(OSError):  # it fails by itself: then that is what happens before the end
                self._folge(name, args, echt(*args, **kwargs))
        if self.wie in {"tod", "halbtot", "danach"}:
            if self.echt:
                os.kill(os.getpid(), signal.SIGKILL)
            self.tot = True
            self._schliesse(name, args)
            raise Absturz
        self._schliesse(name, args)
        raise OSError(
            self.nummer, os.strerror(self.nummer), None if isinstance(args[0], int) else str(args[0])
        )

    def _schliesse(self, name: str, args: tuple[Any, ...]) -> None:
        """A close that fails closes all the same, as Linux does."""
        if name == "close" and args[0] in self.griffe:
            self.griffe.discard(args[0])
            _ECHT["close"](args[0])


_ECHT: dict[str, Callable[..., Any]] = {name: getattr(os, name) for name in (*AENDERND, *LESEND)}
_OPEN = io.open


def _eile(_: int) -> None:
    """Instead of waiting for the disk."""


_laufende: list[Stoerung] = []


def _melde_anderes(ereignis: str, args: tuple[Any, ...]) -> None:
    """The audit hook: a file opened for writing by other means than `os.open`."""
    if ereignis != "open" or not _laufende or not isinstance(args[0], str | bytes | os.PathLike):
        return
    stoerung = _laufende[-1]
    if args[1] is not None and set(str(args[1])) & set("wax+") and stoerung.betrifft(os.fsdecode(args[0])):
        stoerung.nebenher.append(str(args[0]))


sys.addaudithook(_melde_anderes)


@contextmanager
def stoere(stoerung: Stoerung) -> Iterator[Stoerung]:
    """While this lasts the disk is what it says."""

    def huelle(name: str) -> Callable[..., Any]:
        echt = _ECHT[name] if name != "fsync" else _eile  # nobody pulls the plug during these tests
        return lambda *args, **kwargs: stoerung.ruf(name, echt, *args, **kwargs)

    def oeffne(datei: Any, *args: Any, **kwargs: Any) -> Any:
        return stoerung.ruf("lies", _OPEN, datei, *args, **kwargs)

    namen = (*AENDERND, *LESEND) if stoerung.lesen else AENDERND
    _laufende.append(stoerung)
    for name in namen:
        setattr(os, name, huelle(name))
    if stoerung.lesen:
        io.open = oeffne  # type: ignore[assignment]
    try:
        yield stoerung
    finally:
        for name in namen:
            setattr(os, name, _ECHT[name])
        io.open = _OPEN
        _laufende.remove(stoerung)
        for griff in list(stoerung.griffe):  # what a dead process held the system takes back
            with suppress(OSError):
                _ECHT["close"](griff)
