"""The environment of the process, read in one place and handed on as values."""

import os
import shlex
import shutil
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from wegweiser.errors import BenutzungError

_EDITOREN = ("notepad",) if os.name == "nt" else ("nano",)  # which say themselves how to leave them


class Umgebung(NamedTuple):
    """What the environment says about this run."""

    ablage: Path | None
    zwischenspeicher: Path | None
    jetzt: datetime | None
    kuerzel: str
    schlicht: bool
    farbig: bool


def read_umgebung(umgebung: Mapping[str, str] | None = None) -> Umgebung:
    """Read the environment variables; raises BenutzungError for one that cannot be understood."""
    env = os.environ if umgebung is None else umgebung
    ablage = _find_ablage(env)
    return Umgebung(
        ablage=ablage,
        zwischenspeicher=None if env.get("WEGWEISER_OHNE_CACHE") else ablage,
        jetzt=_parse_jetzt(env.get("WEGWEISER_JETZT", "")),
        kuerzel=env.get("WEGWEISER_KUERZEL", ""),
        schlicht=_ist_schlicht(env),
        farbig=_ist_farbig(env),
    )


def find_editor(umgebung: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The person's own editor as a command, else a simple one that is there; empty without any."""
    env = os.environ if umgebung is None else umgebung
    gewaehlt = env.get("VISUAL", "").strip() or env.get("EDITOR", "").strip()
    if gewaehlt and os.name == "nt":
        return (gewaehlt.strip('"'),)
    try:
        worte = tuple(shlex.split(gewaehlt))
    except ValueError:  # a quote that is never closed
        worte = (gewaehlt,)
    return worte or next(((name,) for name in _EDITOREN if shutil.which(name)), ())


def _find_ablage(env: Mapping[str, str]) -> Path | None:
    for name, zusatz in (
        ("XDG_CACHE_HOME", ""),
        ("LOCALAPPDATA", ""),
        ("HOME", ".cache"),
        ("USERPROFILE", ".cache"),
    ):
        if (ordner := env.get(name)) and Path(ordner).is_absolute():
            return Path(ordner) / zusatz / "wegweiser"
    return None


def _parse_jetzt(text: str) -> datetime | None:
    if not text:
        return None
    try:
        zeit = datetime.fromisoformat(text)
    except ValueError:
        grund = f"WEGWEISER_JETZT ist keine Zeit: „{text}“; zum Beispiel 2026-11-22T10:30:00+01:00."
        raise BenutzungError("benutzung", grund=grund, befehl="wegweiser") from None
    return zeit if zeit.tzinfo else zeit.astimezone()


def _ist_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ist_schlicht(env: Mapping[str, str]) -> bool:
    return bool(
        env.get("WEGWEISER_SCHLICHT")
        or not _ist_terminal()
        or (os.name != "nt" and env.get("TERM", "") in {"", "dumb", "unknown"})
    )


def _ist_farbig(env: Mapping[str, str]) -> bool:
    return (
        sys.stdout.isatty()
        and not env.get("NO_COLOR")
        and not (os.name != "nt" and env.get("TERM", "") in {"", "dumb", "unknown"})
    )
