"""What was typed from cards and is not taken over yet: one small file in the folder, replaced with every card."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wegweiser.adapters.dateien import load_bytes, save_atomar, schreibfehler
from wegweiser.errors import VorhabenError

DATEI = ".erfassung"
MAX_BYTES = 5_000_000


def load_entwurf(ordner: Path) -> Mapping[str, Any] | None:
    """The draft as it was saved; None where there is none or nobody can read it any more."""
    pfad = ordner / DATEI
    if not pfad.is_file():
        return None
    try:
        roh = json.loads(load_bytes(pfad, VorhabenError, MAX_BYTES))
    except (ValueError, RecursionError):
        return None
    return roh if isinstance(roh, dict) and isinstance(roh.get("stapel"), list) else None


def save_entwurf(ordner: Path, entwurf: Mapping[str, Any]) -> None:
    """When this returns it is on the disk."""
    pfad = ordner / DATEI
    with schreibfehler(pfad):
        save_atomar(pfad, json.dumps(entwurf, ensure_ascii=False).encode())


def remove_entwurf(ordner: Path) -> None:
    """Taken over or thrown away."""
    pfad = ordner / DATEI
    with schreibfehler(pfad):
        pfad.unlink(missing_ok=True)
