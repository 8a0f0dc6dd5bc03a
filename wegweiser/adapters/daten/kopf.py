"""The first look at a file from outside: its first bytes, how it is encoded, its columns and first rows; bounded."""

import codecs
import csv
import io
import re
import stat
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from wegweiser.adapters.dateien import lesefehler
from wegweiser.adapters.daten.kodierung import BLOCK, check_kodierung, decode_anfang, find_kodierung
from wegweiser.adapters.tabellen import read_tabellen
from wegweiser.errors import DatenError
from wegweiser.errors.dateien import GRUENDE
from wegweiser.model.daten import OHNE_ANGABEN, Leseangaben
from wegweiser.model.einfuegung import Rohtabelle

ANFANG: Final = 262_144  # bytes looked at
MAX_ZEILENLAENGE: Final = 1_000_000
MAX_BYTES: Final = 2_000_000_000
MAX_SPALTEN: Final = 2_000
MAX_BLATTZEILEN: Final = 50_000
PROBE: Final = 20
TRENNER: Final = (";", ",", "\t", "|")
_SEP = re.compile(r'\A"?sep=(.)"?\r?(?:\n|\Z)', re.IGNORECASE)
_ARCHIV: Final = b"PK\x03\x04"
_BYTEWEISE: Final = frozenset({"utf-8", "utf-8-sig", "utf-8-doppelt", "cp1252"})


@dataclass(frozen=True, eq=False, kw_only=True)
class Dateikopf:
    """What can be known of a file without reading all of it.

    `kodierung` is empty where it is no text; `spalten` and `zeilen` are empty where it is no table with separators.
    `kopfzeile` is the number of the header line; `anfang` the first bytes, `offen` whether the last line has no end.
    """

    pfad: Path
    groesse: int
    anfang: bytes = b""
    kodierung: str = ""
    trenner: str = ""
    trenner_sicher: bool = True
    kopfzeile: int = 1
    spalten: tuple[str, ...] = ()
    zeilen: tuple[tuple[str, ...], ...] = ()
    titel: tuple[str, ...] = ()  # what stands above the header
    abgeschnitten: bool = False  # ends in the middle of a character
    offen: bool = False
    angaben: Leseangaben = OHNE_ANGABEN  # what a person said about the file

    @cached_property
    def blaetter(self) -> tuple[Rohtabelle, ...]:
        """The sheets of a spreadsheet; none where it is no spreadsheet."""
        if not self.anfang.startswith(_ARCHIV) or self.pfad.suffix.lower() not in {
            ".xlsx",
            ".xlsm",
            ".ods",
            ".ots",
            ".xltx",
        }:
            return ()
        with lesefehler(self.pfad, DatenError):
            stand = self.pfad.stat()
        return _read_blaetter(self.pfad, stand.st_mtime_ns, stand.st_size)

    @property
    def lesart(self) -> dict[str, str]:
        """The choices that make the same reading again."""
        return {"kodierung": self.kodierung, "trenner": self.trenner, "kopfzeile": str(self.kopfzeile)}


@lru_cache(maxsize=2)
def _read_blaetter(pfad: Path, _stand: int, _groesse: int) -> tuple[Rohtabelle, ...]:
    """A workbook is looked at several times until it is taken in, and slow to read; time and size say it is the same."""
    return read_tabellen(pfad, MAX_BLATTZEILEN)


def read_kopf(pfad: Path, lesart: Mapping[str, str] = MappingProxyType({})) -> Dateikopf:
    """The head of a regular file; raises DatenError where it is empty, too large or not to be read.

    `lesart` holds what a person decided: `kodierung` and `trenner` are then not looked for.
    """
    groesse, anfang, ende = _read_anfang(pfad)
    if not anfang.strip(b" \r\n\t\xef\xbb\xbf"):
        raise DatenError("daten-leer", pfad=pfad)
    kopf = Dateikopf(pfad=pfad, groesse=groesse, anfang=anfang)
    gewaehlt = lesart.get("kodierung", "")
    kodierung = check_kodierung(pfad, gewaehlt) if gewaehlt else find_kodierung(pfad, anfang)
    if kodierung is None:
        return kopf
    text = decode_anfang(anfang, kodierung.name)
    if text.lstrip()[:1] in {"{", "[", "<"}:
        return replace(kopf, kodierung=kodierung.name, abgeschnitten=kodierung.abgeschnitten)
    kopf = replace(
        kopf, kodierung=kodierung.name, abgeschnitten=kodierung.abgeschnitten, offen=ende not in b"\r\n\x00"
    )
    return _build_tabellenkopf(kopf, text, lesart.get("trenner", ""))


def _read_anfang(pfad: Path) -> tuple[int, bytes, bytes]:
    with lesefehler(pfad, DatenError):
        zustand = pfad.stat()
        if not stat.S_ISREG(zustand.st_mode):
            raise DatenError("nicht-lesbar", pfad=pfad, grund=GRUENDE["keine-datei"])
        if zustand.st_size > MAX_BYTES:
            raise DatenError(
                "nicht-lesbar", pfad=pfad, grund=GRUENDE["zu-gross"].format(mb=MAX_BYTES // 1_000_000)
            )
        with pfad.open("rb") as datei:
            anfang = datei.read(ANFANG)
            datei.seek(max(0, zustand.st_size - 1))
            return zustand.st_size, anfang, datei.read(1)


def _build_tabellenkopf(kopf: Dateikopf, text: str, trenner: str) -> Dateikopf:
    sep = _SEP.match(text)
    rest = text[sep.end() :] if sep else text
    gefunden, sicher = (
        (trenner or sep[1], True) if sep else (trenner, True) if trenner else find_trenner(rest)
    )
    zeilen = [z for z in list_probe(rest, gefunden, ganz=kopf.groesse <= ANFANG) if any(z.zellen)]
    anfang = _find_titelende(zeilen)
    titel = tuple(text.strip() for zeile in zeilen[:anfang] for text in zeile.zellen if text.strip())
    kopf = replace(kopf, trenner=gefunden, trenner_sicher=sicher, titel=titel)
    if not zeilen:
        return kopf
    inhalt = [zeile.zellen for zeile in zeilen[anfang:]]
    if len(inhalt[0]) > MAX_SPALTEN:
        return kopf
    spalten = _strip_ende(inhalt[0], inhalt[1:])
    return replace(
        kopf,
        kopfzeile=zeilen[anfang].nr + bool(sep),
        spalten=spalten,
        zeilen=tuple(tuple(zeile[: len(spalten)]) for zeile in inhalt[1 : PROBE + 1]),
    )


class Probezeile(NamedTuple):
    """A row of the head with the number of its first line (from 1, not counting a line `sep=`)."""

    nr: int
    zellen: list[str]


def _find_titelende(zeilen: Sequence[Probezeile]) -> int:
    """How many rows above the header are titles: one cell where most rows have several."""
    breiten = Counter(_zaehle(zeile) for zeile in zeilen)
    if not breiten or breiten.most_common(1)[0][0] < 2:  # noqa: PLR2004
        return 0
    return next((stelle for stelle, zeile in enumerate(zeilen) if _zaehle(zeile) > 1), 0)


def _zaehle(zeile: Probezeile) -> int:
    return sum(bool(zelle.strip()) for zelle in zeile.zellen)


def _strip_ende(kopf: list[str], zeilen: list[list[str]]) -> tuple[str, ...]:
    """Column titles without the empty one a separator at the line's end makes."""
    namen = [name.strip() for name in kopf]
    while (
        len(namen) > 1
        and not namen[-1]
        and not any(zeile[len(namen) - 1 :][:1] not in ([], [""]) for zeile in zeilen)
    ):
        namen.pop()
    return tuple(namen)


def find_trenner(text: str) -> tuple[str, bool]:
    """The separator that occurs equally often in the header and the first twenty lines; whether one is sure of it."""

    def guete(trenner: str) -> tuple[float, int]:
        breiten = [len(z.zellen) for z in list_probe(text, trenner, ganz=False)[: PROBE + 1] if z.zellen]
        breite, anzahl = max(Counter(breiten).items(), key=lambda paar: (paar[1], paar[0]), default=(1, 0))
        return (anzahl / len(breiten), breite) if breite > 1 else (0.0, 0)

    bester = max(TRENNER, key=guete)
    gleich, breite = guete(bester)
    return bester, gleich == 1 and breite > 1


def list_probe(text: str, trenner: str, *, ganz: bool) -> list[Probezeile]:
    """The rows of the head; the last line of the part that was read may be cut and is left out unless it is `ganz`."""
    bis = len(text) if ganz else text.rfind("\n") + 1
    zeilen: list[Probezeile] = []
    nr = 1
    with suppress(csv.Error):
        leser = csv.reader(io.StringIO(text[: bis or len(text)], newline=""), delimiter=trenner)
        for zellen in islice(leser, 3 * PROBE):
            zeilen.append(Probezeile(nr, zellen))
            nr = leser.line_num + 1
    return zeilen


def iter_bloecke(kopf: Dateikopf) -> Iterator[bytes]:
    """The table as blocks of whole lines in an encoding where separators are single bytes, without a mark."""
    rest = b""
    for roh in _iter_bytes(kopf):
        block = rest + roh
        schnitt = block.rfind(b"\n") + 1
        rest = block[schnitt:]
        if len(rest) > MAX_ZEILENLAENGE:
            raise DatenError("daten-zeile-zu-lang", pfad=kopf.pfad, hoechstens=MAX_ZEILENLAENGE)
        if schnitt:
            yield block[:schnitt]
    if rest:
        yield rest


def _iter_bytes(kopf: Dateikopf) -> Iterator[bytes]:
    """As they are, or where cells cannot be cut in that as UTF-8."""
    decoder = (
        None if kopf.kodierung in _BYTEWEISE else codecs.getincrementaldecoder(kopf.kodierung)("replace")
    )
    with lesefehler(kopf.pfad, DatenError), kopf.pfad.open("rb") as datei:
        if kopf.kodierung == "utf-8-sig":
            datei.seek(len(codecs.BOM_UTF8))
        while block := datei.read(BLOCK):
            yield decoder.decode(block).encode() if decoder else block
