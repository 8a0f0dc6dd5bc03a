"""A long text in the person's own editor: a private file in the Vorhaben folder, gone afterwards."""

import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from wegweiser.adapters.dateien import begruende, load_bytes, schreibfehler
from wegweiser.errors import EingabeError, WegweiserError

DATEI = "text.txt"
_VORSATZ = ".text-"
_MAX_BYTES = 1_000_000


def edit_text(befehl: Sequence[str], ordner: Path, text: str) -> str:
    """The text as it is after the editor was closed; raises EingabeError where that went wrong.

    Should this process end meanwhile, the file stays: nothing that was saved in the editor is lost.
    """
    with schreibfehler(ordner):
        eigener = Path(tempfile.mkdtemp(prefix=_VORSATZ, dir=ordner))  # nobody else may look into it
    datei = eigener / DATEI
    try:
        with schreibfehler(datei):
            datei.write_bytes(f"{text}\n".encode())
        _warte(befehl, datei)
        neu = _lies(datei)
    except WegweiserError:
        shutil.rmtree(eigener, ignore_errors=True)
        raise
    shutil.rmtree(eigener, ignore_errors=True)
    return neu


def list_uebrige(ordner: Path) -> tuple[Path, ...]:
    """Texts that were being edited when a session was cut off."""
    return tuple(sorted(ordner.glob(f"{_VORSATZ}*/{DATEI}")))


def _warte(befehl: Sequence[str], datei: Path) -> None:
    try:
        with _ohne_abbruch():
            code = subprocess.run([*befehl, str(datei)], check=False).returncode  # noqa: S603 - chosen by the person
    except OSError as fehler:
        raise EingabeError("editor-fehlt", befehl=befehl[0], grund=begruende(fehler)) from None
    if code != 0:
        raise EingabeError("editor-abgebrochen", befehl=befehl[0], text=_lies(datei))


@contextmanager
def _ohne_abbruch() -> Iterator[None]:
    """Ctrl-C belongs to the editor while it runs."""
    vorher = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, vorher)


def _lies(datei: Path) -> str:
    """What stands in the file; editors on Windows may have written it in their own way."""
    roh = load_bytes(datei, EingabeError, _MAX_BYTES) if datei.exists() else b""
    try:
        return roh.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return roh.decode("cp1252", errors="replace").strip()
