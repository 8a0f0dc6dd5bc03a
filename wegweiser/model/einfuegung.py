"""A table from outside: its cells as they came, and what becomes of them in a table of the guide."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from wegweiser.model.base import Zeile
from wegweiser.model.wert import clean_text

Zellart = Literal["text", "zahl", "datum", "fehler", "formel"]
Zuordnungsart = Literal["gleich", "aehnlich", "reihe", "ungenutzt"]
Auslassung = Literal["summe", "titel", "kopf"]
KENNUNG = "id"


class Rohzelle(NamedTuple):
    """A cell as a person would type it ("9500,5", "15.12.2026", "Ja"), and what it was in its file."""

    text: str = ""
    art: Zellart = "text"

    @property
    def gefuellt(self) -> bool:
        """It holds something, be it a formula nobody worked out."""
        return self.text != "" or self.art == "formel"


LEERE_ZELLE = Rohzelle()


class Rohzeile(NamedTuple):
    """A row with its number in the source."""

    nr: int
    zellen: tuple[Rohzelle, ...]

    @property
    def gefuellt(self) -> int:
        """How many cells hold something."""
        return sum(zelle.gefuellt for zelle in self.zellen)


class Rohtabelle(NamedTuple):
    """A sheet, a text file or what was pasted; `lesart` says how it was read where that was not plain.

    `verbunde` are merged cells as first row, first column, last row, last column, from 1.
    """

    zeilen: tuple[Rohzeile, ...]
    name: str = ""
    lesart: str = ""
    verborgen: bool = False
    verbunde: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def breite(self) -> int:
        """The number of columns up to the last one that holds something."""
        return max((nr for z in self.zeilen for nr, c in enumerate(z.zellen, 1) if c.text), default=0)


class Zuordnung(NamedTuple):
    """A column of the source (from 0) and the column of the table it goes to; `faktor` for thousands of euros."""

    stelle: int
    kopf: str
    spalte: str
    titel: str
    art: Zuordnungsart
    faktor: Decimal = Decimal(1)


class Zellfund(NamedTuple):
    """Why a row cannot be taken over: its number, the column, the sentence."""

    zeile: int
    spalte: str
    satz: str


class Einfuegung(NamedTuple):
    """The preview: rows as they would be, how columns were matched, and everything that does not fit.

    `gelesen` are choices named only nearly, with the title they were taken for; `ausgelassen` rows that are no records.
    """

    zeilen: tuple[Zeile, ...] = ()
    zuordnung: tuple[Zuordnung, ...] = ()
    kopfzeile: int | None = None
    ohne_quelle: tuple[str, ...] = ()
    funde: tuple[Zellfund, ...] = ()
    gelesen: Mapping[str, str] = {}
    ausgelassen: tuple[tuple[int, Auslassung], ...] = ()
    gerundet: int = 0
    name: str = ""
    lesart: str = ""
    andere_blaetter: tuple[str, ...] = ()


class Abgleich(NamedTuple):
    """The table after taking over: all rows, which old ones go, how many stay or stood there already."""

    zeilen: tuple[Zeile, ...]
    entfallen: tuple[Zeile, ...] = ()
    behalten: int = 0
    doppelt: int = 0


def parse_ablage(text: str) -> Rohtabelle:
    """What a spreadsheet puts on the clipboard: tabs between cells, cells with line breaks in quotes."""
    glatt = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    trenner = "\t" if "\t" in glatt or not _hat_semikolons(glatt) else ";"
    zeilen = _zerlege(glatt, trenner) if glatt.strip() else []
    return Rohtabelle(
        tuple(Rohzeile(nr, tuple(map(build_textzelle, zeile))) for nr, zeile in enumerate(zeilen, 1))
    )


def build_textzelle(text: str) -> Rohzelle:
    """A cell of text; the apostrophe that keeps programs from computing it is no part of it."""
    glatt = clean_text(text)
    return Rohzelle(glatt[1:] if glatt[:1] == "'" and glatt[1:2] in {*"=+-@"} and glatt[1:] else glatt)


def _hat_semikolons(text: str) -> bool:
    """Every line has the same number of semicolons: lines of a text file, not sentences."""
    anzahlen = {zeile.count(";") for zeile in text.split("\n")}
    return len(anzahlen) == 1 and anzahlen != {0}


def _zerlege(text: str, trenner: str) -> list[list[str]]:
    zeilen: list[list[str]] = [[]]
    stelle = 0
    while True:
        zelle, stelle = _lies_zelle(text, stelle, trenner)
        zeilen[-1].append(zelle)
        if stelle >= len(text):
            return zeilen
        if text[stelle] == "\n":
            zeilen.append([])
        stelle += 1


def _lies_zelle(text: str, von: int, trenner: str) -> tuple[str, int]:
    """The cell from here and where it ends; a quote that is never closed is an inch sign."""
    if text[von : von + 1] == '"':
        bis = von + 1
        while (bis := text.find('"', bis)) >= 0:
            if text[bis + 1 : bis + 2] == '"':
                bis += 2
            elif text[bis + 1 : bis + 2] in {"", "\n", trenner}:
                return text[von + 1 : bis].replace('""', '"'), bis + 1
            else:
                break
    enden = [ende for zeichen in (trenner, "\n") if (ende := text.find(zeichen, von)) >= 0]
    bis = min(enden, default=len(text))
    return text[von:bis], bis
