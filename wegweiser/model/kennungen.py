"""Ids from what people write: ASCII, small letters, no words of the expression language."""

import re
import unicodedata
from typing import Final

from wegweiser.ausdruck import RESERVIERT
from wegweiser.ausdruck.vorschlag import fold_umlaute
from wegweiser.model.base import ID_MUSTER

_MAX_ZEICHEN: Final = 60


def format_name(text: str) -> str:
    """A name for expressions: snake_case, not reserved."""
    name = re.sub(r"[^a-z0-9]+", "_", _format_ascii(text)).strip("_")[:_MAX_ZEICHEN].strip("_")
    return f"f_{name}".rstrip("_") if not name or name[0].isdigit() or name in RESERVIERT else name


def format_kennung(text: str, sonst: str = "leer") -> str:
    """An id of anything else: kebab-case, underscores stay; `sonst` where nothing is left."""
    if re.fullmatch(ID_MUSTER, text):
        return text
    return re.sub(r"[^a-z0-9]+", "-", _format_ascii(text)).strip("-") or sonst


def _format_ascii(text: str) -> str:
    getrennt = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFKD", fold_umlaute(getrennt)).encode("ascii", "ignore").decode()
