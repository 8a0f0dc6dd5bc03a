"""File names from what a person calls something: short, ASCII, the same on every system, never a way out of a folder."""

import re
import unicodedata

from wegweiser.ausdruck.vorschlag import fold_umlaute
from wegweiser.errors import VorhabenError
from wegweiser.model.wert import clean_text

_RESERVIERT = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")  # device names on Windows
_HOECHSTENS = 60
MAX_NAME = 80


def format_dateiname(name: str, ersatz: str) -> str:
    """A stem of small letters, digits and hyphens; `ersatz` where nothing of the name is left."""
    ascii_ = unicodedata.normalize("NFKD", fold_umlaute(name)).encode("ascii", "ignore").decode()
    stamm = re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")[:_HOECHSTENS].rstrip("-")
    return f"{ersatz}-{stamm}" if _RESERVIERT.match(stamm) else stamm or ersatz


def check_name(name: str) -> str:
    """A name on one line, of bounded length."""
    sauber = " ".join(clean_text(name).split())
    if not sauber:
        raise VorhabenError("name-leer")
    if len(sauber) > MAX_NAME:
        raise VorhabenError("name-lang", zeichen=len(sauber), hoechstens=MAX_NAME)
    return sauber
