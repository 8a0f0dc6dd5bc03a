"""Names of a questionnaire as ids of a guide: small letters, no words of the expression language, each once."""

import re
import unicodedata
from typing import Final

from wegweiser.ausdruck import RESERVIERT

_UMLAUTE: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_MAX_ZEICHEN: Final = 60


def format_name(text: str) -> str:
    """A name for expressions: snake_case, not reserved."""
    name = re.sub(r"[^a-z0-9]+", "_", _format_ascii(text)).strip("_")[:_MAX_ZEICHEN].strip("_")
    return f"f_{name}".rstrip("_") if not name or name[0].isdigit() or name in RESERVIERT else name


def format_kennung(text: str) -> str:
    """An id of an option or a catalogue: kebab-case, underscores stay."""
    if re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", text):
        return text
    return re.sub(r"[^a-z0-9]+", "-", _format_ascii(text)).strip("-") or "leer"


def _format_ascii(text: str) -> str:
    getrennt = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", unicodedata.normalize("NFC", text))
    glatt = getrennt.casefold().translate(_UMLAUTE)
    return unicodedata.normalize("NFKD", glatt).encode("ascii", "ignore").decode()


class Kennungen:
    """Gives every name once."""

    def __init__(self) -> None:
        self.vergeben: set[str] = set()

    def nimm(self, wunsch: str) -> str:
        """The wanted name, or the next free one with a number behind it."""
        name, nr = wunsch, 1
        while name in self.vergeben:
            nr += 1
            name = f"{wunsch}_{nr}"
        self.vergeben.add(name)
        return name
