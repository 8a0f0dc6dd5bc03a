"""Real open data, used where it lies: `WEGWEISER_DATEN`, or the folder beside the checkout."""

import os
from pathlib import Path

import pytest

WURZEL = Path(__file__).resolve().parents[1]
ORDNER = Path(os.environ.get("WEGWEISER_DATEN") or WURZEL.parent / "shared" / "daten")


def find_echtdaten(name: str) -> Path:
    """A file or folder of the real data; skips the test in one line where it is missing."""
    pfad = ORDNER / name
    if not pfad.exists():
        pytest.skip(f"Echtdaten fehlen: {name} (WEGWEISER_DATEN zeigt auf {ORDNER})", allow_module_level=True)
    return pfad
