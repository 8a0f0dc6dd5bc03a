"""How a text file is encoded: a mark, strict UTF-8, or the one-byte encoding in which its letters are German."""

import codecs
import unicodedata
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from wegweiser.adapters.dateien import lesefehler
from wegweiser.errors import DatenError

BLOCK: Final = 4_194_304
DOPPELT: Final = "utf-8-doppelt"  # UTF-8 that was taken for Windows-1252 and encoded once more
EINFACHE: Final = ("cp1252", "cp850", "mac_roman")
_MARKEN: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DEUTSCH: Final = frozenset(bytes.fromhex("e4f6fcc4d6dcdf").decode("latin-1"))
_SATZZEICHEN: Final = frozenset({"Pi", "Pf", "Pd", "Ps", "Po", "Sc", "Zs", "No"})
_STRICHE_UND_ANFUEHRUNG: Final = bytes.fromhex("968493").decode("cp1252")
# What umlauts, dashes and quotes look like after UTF-8 was taken for Windows-1252.
_VERDORBEN: Final = tuple(
    zeichen.encode().decode("cp1252", "replace")[:2]
    for zeichen in (*sorted(_DEUTSCH), *_STRICHE_UND_ANFUEHRUNG)
)
_SPUREN: Final = (b"\xc3\x83", b"\xc3\xa2\xe2\x82\xac", "\ufffd".encode())


class Kodierung(NamedTuple):
    """The name of an encoding, and whether the file ends inside a character."""

    name: str
    abgeschnitten: bool = False


def find_kodierung(pfad: Path, anfang: bytes) -> Kodierung | None:
    """The encoding of a whole file, looked at block by block; None where it is no text."""
    for marke, name in _MARKEN:
        if anfang.startswith(marke):
            return _check(pfad, name)
    if b"\x00" in anfang:
        return None
    with suppress(UnicodeDecodeError):
        return Kodierung("utf-8", _is_abgeschnitten(pfad, "utf-8"))
    return Kodierung(_find_einfache(pfad))


def check_kodierung(pfad: Path, name: str) -> Kodierung:
    """The encoding a person named, where the file can be read with it."""
    if name not in {"utf-8", "utf-8-sig", "utf-16", DOPPELT, *EINFACHE}:
        raise DatenError("daten-kodierung-fremd", pfad=pfad, kodierung=name)
    return Kodierung(name) if name in EINFACHE else _check(pfad, name)


def _check(pfad: Path, name: str) -> Kodierung:
    try:
        return Kodierung(name, _is_abgeschnitten(pfad, "utf-8" if name == DOPPELT else name))
    except UnicodeDecodeError:
        raise DatenError("daten-kodierung", pfad=pfad, kodierung=name) from None


def _is_abgeschnitten(pfad: Path, kodierung: str) -> bool:
    """Decode all of a file; whether it ends inside a character. Raises UnicodeDecodeError for a wrong byte elsewhere."""
    decoder = codecs.getincrementaldecoder(kodierung)()
    with lesefehler(pfad, DatenError), pfad.open("rb") as datei:
        while block := datei.read(BLOCK):
            if b"\x00" in block and kodierung != "utf-16":
                raise DatenError("daten-nullen", pfad=pfad)
            decoder.decode(block)
    return bool(decoder.getstate()[0])


def _find_einfache(pfad: Path) -> str:
    """Windows-1252, unless the same bytes are German letters only under DOS or on an old Mac."""
    zahlen: Counter[int] = Counter()
    hohe = bytes(range(128, 256))
    with lesefehler(pfad, DatenError), pfad.open("rb") as datei:
        while block := datei.read(BLOCK):
            if b"\x00" in block:
                raise DatenError("daten-nullen", pfad=pfad)
            zahlen.update(block.translate(None, delete=bytes(range(128))))

    def guete(name: str) -> int:
        tafel = dict(zip(hohe, hohe.decode(name, "replace"), strict=True))
        return sum(anzahl * _bewerte(tafel[byte]) for byte, anzahl in zahlen.items())

    return max(EINFACHE, key=guete)


def _bewerte(zeichen: str) -> int:
    """A German letter speaks for an encoding, a sign no German text has against it."""
    if zeichen in _DEUTSCH:
        return 2
    if unicodedata.name(zeichen, "").startswith("LATIN") or unicodedata.category(zeichen) in _SATZZEICHEN:
        return 0
    return -4 if zeichen == "\ufffd" else -1


def decode_anfang(anfang: bytes, kodierung: str) -> str:
    """The first bytes as text, as far as whole characters go; a byte the encoding does not know shows as wrong."""
    if kodierung == DOPPELT:
        return mend_doppelte(decode_anfang(anfang, "utf-8-sig"))
    return codecs.getincrementaldecoder(kodierung)("replace").decode(anfang)


def is_verdorben(text: str) -> bool:
    """Whether umlauts have become two signs each (`Ã¤`): the file was encoded twice."""
    return any(zeichen in text for zeichen in _VERDORBEN)


def has_verdorbenes(block: bytes) -> bool:
    """A quick look at UTF-8: it may hold such signs, or the one that stands for lost letters."""
    return any(spur in block for spur in _SPUREN)


def mend_doppelte(text: str) -> str:
    """Text that was encoded twice, read as it was meant; where that fails it stays."""
    with suppress(UnicodeError):
        return b"".join(_encode(zeichen) for zeichen in text).decode()
    return text


def _encode(zeichen: str) -> bytes:
    with suppress(UnicodeEncodeError):
        return zeichen.encode("cp1252")
    return zeichen.encode("latin-1")  # bytes Windows-1252 has no sign for
