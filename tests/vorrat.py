"""The program as processes that need not load Python and its libraries anew: a stock process forks one per call.

A forked process has its own memory, folder, environment and streams, and ends as the program ends; only the imports are
shared. What tests about starting, encodings, terminals or signals want is a real start: they do without.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

WURZEL = Path(__file__).resolve().parents[1]
Lauf = subprocess.CompletedProcess[str]
_GEDULD = 90
# Variables that Python itself reads when it starts.
_BEIM_START = ("PYTHON", "LC_", "LANG")
_LADE = """
import pkgutil, importlib, wegweiser.cli as cli
for modul in pkgutil.iter_modules(cli.__path__):
    importlib.import_module(f"wegweiser.cli.{modul.name}")
import jinja2, openpyxl, pydantic, z3, yaml, prompt_toolkit.shortcuts, rich.console
import wegweiser.adapters.vorlagen, wegweiser.adapters.modellpruefung, wegweiser.workflow.pruefung
import contextlib
with contextlib.suppress(OSError):  # without Pango
    import weasyprint
"""


class Vorrat:
    """The stock process and the socket on which calls go to it."""

    def __init__(self, umgebung: Mapping[str, str]) -> None:
        self._umgebung = dict(umgebung)
        hier, dort = socket.socketpair()
        befehl = [sys.executable, "-m", "tests.vorrat", str(dort.fileno())]
        self._prozess = subprocess.Popen(befehl, cwd=WURZEL, env=self._umgebung, pass_fds=[dort.fileno()])
        dort.close()
        self._anschluss = hier

    def passt(self, umgebung: Mapping[str, str]) -> bool:
        """Whether a process with this environment may come from the stock: nothing Python reads at its start differs."""
        namen = {name for name in {*umgebung, *self._umgebung} if name.startswith(_BEIM_START)}
        return all(umgebung.get(name) == self._umgebung.get(name) for name in namen)

    def starte(self, argumente: Sequence[str], cwd: Path, umgebung: Mapping[str, str], eingabe: str) -> Lauf:
        """Run `wegweiser …` to its end."""
        with (
            tempfile.TemporaryFile() as rein,
            tempfile.TemporaryFile() as raus,
            tempfile.TemporaryFile() as fehl,
        ):
            rein.write(eingabe.encode())
            rein.seek(0)
            auftrag = json.dumps([list(argumente), str(cwd), dict(umgebung)]).encode()
            stroeme = [strom.fileno() for strom in (rein, raus, fehl)]
            socket.send_fds(self._anschluss, [len(auftrag).to_bytes(4, "big")], stroeme)
            self._anschluss.sendall(auftrag)
            self._anschluss.settimeout(_GEDULD)
            code = int.from_bytes(self._anschluss.recv(4), "big", signed=True)
            texte = [_read(strom.fileno()) for strom in (raus, fehl)]
        return subprocess.CompletedProcess([*argumente], code, *texte)

    def beende(self) -> None:
        """No more calls."""
        self._anschluss.close()
        self._prozess.wait()


def _read(griff: int) -> str:
    os.lseek(griff, 0, os.SEEK_SET)
    teile = []
    while stueck := os.read(griff, 1 << 20):
        teile.append(stueck)
    return b"".join(teile).decode().replace("\r\n", "\n")


@contextmanager
def stelle_bereit(umgebung: Mapping[str, str]) -> Iterator[Vorrat | None]:
    """A stock process; none where the system cannot fork."""
    if not hasattr(os, "fork"):
        yield None
        return
    vorrat = Vorrat(umgebung)
    try:
        yield vorrat
    finally:
        vorrat.beende()


def starte(
    vorrat: Vorrat | None,
    argumente: Sequence[str],
    cwd: Path,
    umgebung: Mapping[str, str],
    eingabe: str = "",
) -> Lauf:
    """Run `wegweiser …`: from the stock where that makes no difference, otherwise as a process from the beginning."""
    if vorrat is not None and vorrat.passt(umgebung):
        return vorrat.starte(argumente, cwd, umgebung, eingabe)
    befehl = [sys.executable, "-m", "wegweiser", *argumente]
    return subprocess.run(
        befehl, check=False, cwd=cwd, env=dict(umgebung), input=eingabe, capture_output=True,
        encoding="utf-8", timeout=_GEDULD,
    )  # fmt: skip


# ── In the stock process ─────────────────────────────────────────────────────────────────────────


def _bediene(anschluss: socket.socket) -> None:
    import gc

    vorher = dict(os.environ)
    exec(_LADE)  # noqa: S102 - a constant of this file
    eigene = {name: wert for name, wert in os.environ.items() if vorher.get(name) != wert}
    gc.collect()
    gc.freeze()
    while True:
        kopf, stroeme, _, _ = socket.recv_fds(anschluss, 4, 3)
        if not kopf:
            return
        auftrag = b""
        while len(auftrag) < int.from_bytes(kopf, "big"):
            auftrag += anschluss.recv(1 << 16)
        argumente, cwd, umgebung = json.loads(auftrag)
        kind = os.fork()
        if not kind:
            anschluss.close()
            _werde(argumente, cwd, {**umgebung, **eigene}, stroeme)
        for strom in stroeme:
            os.close(strom)
        _, status = os.waitpid(kind, 0)
        anschluss.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, "big", signed=True))


def _werde(argumente: list[str], cwd: str, umgebung: dict[str, str], stroeme: list[int]) -> None:
    """Become `wegweiser …`; does not return."""
    from wegweiser.__main__ import main

    code = 70
    with suppress(BaseException):
        for nummer, strom in enumerate(stroeme):
            os.dup2(strom, nummer)
            os.close(strom)
        os.chdir(cwd)
        os.environ.clear()
        os.environ.update(umgebung)
        sys.argv = ["wegweiser", *argumente]
        main()
    os._exit(code)


if __name__ == "__main__":
    _bediene(socket.socket(fileno=int(sys.argv[1])))
