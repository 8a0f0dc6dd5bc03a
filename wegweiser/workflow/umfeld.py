"""What the program takes from outside; the only module that reads the clock."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple


class Umfeld(NamedTuple):
    """What the program takes from outside: the clock, where guides may be kept ready, who is working."""

    jetzt: Callable[[], datetime]
    zwischenspeicher: Path | None = None
    kuerzel: str = ""


def read_uhr() -> datetime:
    """The local time with its zone."""
    return datetime.now().astimezone()
