"""Who runs on this machine: a process said so that it is recognised later, and whether it has ended."""

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

_LEBT, _ZUGRIFF_VERWEIGERT = 259, 5  # STILL_ACTIVE, ERROR_ACCESS_DENIED


def describe() -> dict[str, object]:
    """This process: machine by name and by fingerprint, start of the machine, number, and when the process began."""
    return {
        "rechner": _find_rechnername(),
        "maschine": _find_maschine(),
        "start": _find_maschinenstart(),
        "prozess": os.getpid(),
        "beginn": _find_beginn(os.getpid()),
    }


def _find_rechnername() -> str:
    import socket  # an overview needs no network library

    return socket.gethostname()


def is_tot(angaben: Mapping[str, object]) -> bool:
    """Whether a process described earlier has certainly ended; what is not known for certain is alive."""
    prozess = angaben.get("prozess")
    if angaben.get("rechner") != _find_rechnername() or not isinstance(prozess, int):
        return False
    if angaben.get("maschine", "") not in {"", _find_maschine()}:  # a machine (or container) of the same name
        return False
    if angaben.get("start", "") not in {"", _find_maschinenstart()}:
        return True
    if not _laeuft(prozess):
        return True
    return angaben.get("beginn", "") not in {"", _find_beginn(prozess)} or _war_unsere_nummer(angaben)


def _war_unsere_nummer(angaben: Mapping[str, object]) -> bool:
    """In a container the new process often has the number of the one before it; which locks are ours we know."""
    return angaben.get("prozess") == os.getpid()


def _find_maschine() -> str:
    """A fingerprint of machine and container, without naming them; empty where the system has none."""
    teile = [_lies("/etc/machine-id")]
    with suppress(OSError):
        teile.append(str(Path("/proc/self/ns/pid").readlink()))
    text = "".join(teile)
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else ""


def _find_maschinenstart() -> str:
    return _lies("/proc/sys/kernel/random/boot_id")


def _find_beginn(prozess: int) -> str:
    """When a process began, as the kernel counts (field 22 of its stat line)."""
    felder = _lies(f"/proc/{prozess}/stat").rpartition(")")[2].split()
    return felder[19] if len(felder) > 19 else ""  # noqa: PLR2004 - see proc(5)


def _lies(pfad: str) -> str:
    try:
        return Path(pfad).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _laeuft(prozess: int) -> bool:
    if os.name == "nt":
        return _laeuft_unter_windows(prozess)
    try:
        os.kill(prozess, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _laeuft_unter_windows(prozess: int) -> bool:
    """There is no harmless signal on Windows: the system is asked for the process; in doubt it runs."""
    import ctypes

    kern: Any = getattr(ctypes, "windll", None)
    if kern is None:
        return True
    griff = kern.kernel32.OpenProcess(0x1000, False, prozess)  # noqa: FBT003 - PROCESS_QUERY_LIMITED_INFORMATION
    if not griff:
        return bool(kern.kernel32.GetLastError() == _ZUGRIFF_VERWEIGERT)
    try:
        code = ctypes.c_ulong()
        return not kern.kernel32.GetExitCodeProcess(griff, ctypes.byref(code)) or code.value == _LEBT
    finally:
        kern.kernel32.CloseHandle(griff)
