"""Tables as text with separators, in whatever encoding and with whatever separator offices use."""

import csv
import io
import re
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Final

from wegweiser.adapters.tabellen.grenzen import MAX_SPALTEN, check_groesse
from wegweiser.errors import DatenError
from wegweiser.model.einfuegung import Rohtabelle, Rohzeile, build_textzelle

_PROBE: Final = 200
_TRENNER: Final = (";", "\t", ",", "|")
_MARKEN: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEP = re.compile(r'\A"?sep=(.)"?\r?\n', re.IGNORECASE)


def read_text(pfad: Path, inhalt: bytes) -> Rohtabelle:
    """The one sheet a text file is; raises DatenError where it is none."""
    text, lesart = _entziffere(pfad, inhalt)
    trenner = None
    if treffer := _SEP.match(text):
        trenner, text = treffer[1], text[treffer.end() :]
    versatz = vorher = 1 if treffer else 0
    trenner = trenner or _find_trenner(text)
    zeilen: list[Rohzeile] = []
    leser = csv.reader(io.StringIO(text, newline=""), delimiter=trenner)
    try:
        for zellen in leser:
            beginn, vorher = vorher + 1, versatz + leser.line_num
            if any(zellen):
                zeilen.append(Rohzeile(beginn, tuple(map(build_textzelle, zellen[: MAX_SPALTEN + 1]))))
                check_groesse(pfad, zeilen)
    except csv.Error:
        raise DatenError("tabelle-csv", pfad=pfad, zeile=vorher + 1) from None
    return Rohtabelle(tuple(zeilen), lesart=lesart)


def _entziffere(pfad: Path, inhalt: bytes) -> tuple[str, str]:
    """The text and, where it is not plain UTF-8, how it was read."""
    for marke, name in _MARKEN:
        if inhalt.startswith(marke):
            with suppress(UnicodeDecodeError):
                return inhalt.decode(name), "UTF-16" if name == "utf-16" else ""
            raise DatenError("tabelle-kein-text", pfad=pfad)
    if b"\x00" in inhalt[:1000]:
        return _entziffere_breit(pfad, inhalt), "UTF-16"
    with suppress(UnicodeDecodeError):
        return inhalt.decode("utf-8"), ""
    with suppress(UnicodeDecodeError):
        return inhalt.decode("cp1252"), "Windows-1252"
    return inhalt.decode("latin-1"), "Latin-1"


def _entziffere_breit(pfad: Path, inhalt: bytes) -> str:
    """UTF-16 without a mark: every second byte of German text is zero."""
    probe = inhalt[:1000]
    gerade, ungerade = probe[::2].count(0), probe[1::2].count(0)
    name = "utf-16-le" if ungerade > gerade else "utf-16-be"
    with suppress(UnicodeDecodeError):
        text = inhalt.decode(name)
        if max(gerade, ungerade) > len(probe) // 3 and "\x00" not in text:
            return text
    raise DatenError("keine-tabellendatei", pfad=pfad)


def _find_trenner(text: str) -> str:
    """The separator that cuts most lines into the same number of cells."""

    def guete(trenner: str) -> tuple[float, int]:
        zeilen = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=trenner)
        breiten: Counter[int] = Counter()
        with suppress(csv.Error):
            for _, zellen in zip(range(_PROBE), zeilen, strict=False):
                breiten[len(zellen)] += bool(zellen)
        breit = [(anzahl, breite) for breite, anzahl in breiten.items() if breite > 1]
        anzahl, breite = max(breit, default=(0, 1))
        return anzahl / max(1, sum(breiten.values())), breite

    return max(_TRENNER, key=guete)
