"""JSON with one long list of objects (GeoJSON, Overpass), read object by object in bounded memory."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final, NoReturn, TypeVar

from wegweiser.adapters.dateien import load_bytes
from wegweiser.adapters.daten.kopf import Dateikopf, read_kopf
from wegweiser.errors import DatenError

MAX_BYTES: Final = 100_000_000
# Every list and mapping costs memory of its own, a pair of coordinates 130 bytes and more: this bounds it to about 1 GB.
MAX_KLAMMERN: Final = 3_000_000
MAX_OBJEKTE: Final = 1_000_000
_LEER = re.compile(r"[ \t\r\n]*")
_LESER = json.JSONDecoder(strict=False)
_SCHLUSS: Final = ("}", "]")

T = TypeVar("T")
Objekt = dict[str, object]


def load_json_text(kopf: Dateikopf) -> str:
    """The text of a JSON file; raises DatenError where it is larger than is read or not in its encoding."""
    check_groesse(kopf)
    roh = load_bytes(kopf.pfad, DatenError, MAX_BYTES)
    if roh.count(b"[") + roh.count(b"{") > MAX_KLAMMERN:
        raise DatenError("json-viel", pfad=kopf.pfad, hoechstens=MAX_KLAMMERN // 1_000_000)
    try:
        return roh.decode(kopf.kodierung)
    except UnicodeDecodeError:
        raise DatenError("daten-kodierung", pfad=kopf.pfad, kodierung=kopf.kodierung) from None


def read_anfang(kopf: Dateikopf) -> bytes:
    """The first bytes of a text file as UTF-8, without mark and blank space."""
    anfang = kopf.anfang
    if kopf.kodierung.startswith("utf-16"):
        anfang = anfang.decode(kopf.kodierung, "ignore").encode()
    return anfang.removeprefix(b"\xef\xbb\xbf").lstrip()


def check_groesse(kopf: Dateikopf) -> None:
    """Raise DatenError for a file that would not be read; nothing of it is loaded."""
    if kopf.groesse > MAX_BYTES:
        raise DatenError("json-gross", pfad=kopf.pfad, hoechstens=MAX_BYTES // 1_000_000)


def read_sammlung(
    pfad: Path, liste: str, baue: Callable[[Objekt], T], kodierung: str = ""
) -> tuple[Objekt, list[T]]:
    """The members of the outermost object, and what `baue` makes of each entry of the one that is a long list.

    An entry is given back to the memory before the next one is read.
    """
    kopf = read_kopf(pfad, {"kodierung": kodierung})
    return _Sammlung(pfad, load_json_text(kopf)).read(liste, baue)


class _Sammlung:
    """Where the reader stands in the text."""

    def __init__(self, pfad: Path, text: str) -> None:
        self.pfad = pfad
        self.text = text
        self.stelle = 0
        self.nummer = 0  # of the entry being read

    def read(self, liste: str, baue: Callable[[Objekt], T]) -> tuple[Objekt, list[T]]:
        angaben: Objekt = {}
        eintraege: list[T] = []
        self.expect("{")
        while self.peek() != "}":
            name = self.read_wert()
            self.expect(":")
            if name == liste and self.peek() == "[":
                eintraege = self.read_liste(baue)
            else:
                angaben[str(name)] = self.read_wert()
            self.skip_komma("}")
        self.expect("}")
        if self.peek():
            self.fail()
        return angaben, eintraege

    def read_liste(self, baue: Callable[[Objekt], T]) -> list[T]:
        eintraege: list[T] = []
        self.expect("[")
        while self.peek() != "]":
            self.nummer += 1
            if self.nummer > MAX_OBJEKTE:
                raise DatenError("json-objekte", pfad=self.pfad, hoechstens=MAX_OBJEKTE)
            eintrag = self.read_wert()
            eintraege.append(baue(eintrag if isinstance(eintrag, dict) else {}))
            self.skip_komma("]")
        self.expect("]")
        self.nummer = 0
        return eintraege

    def read_wert(self) -> object:
        self.skip_leer()
        try:
            wert, self.stelle = _LESER.raw_decode(self.text, self.stelle)
        except json.JSONDecodeError as fehler:
            self.stelle = fehler.pos
            self.fail()
        except RecursionError:
            raise DatenError("json-tief", pfad=self.pfad, zeile=self.find_zeile()) from None
        except ValueError:  # a number of thousands of digits
            self.fail()
        return wert

    def skip_komma(self, schluss: str) -> None:
        if self.peek() == ",":
            self.stelle += 1
            if self.peek() != schluss:
                return
            self.fail()
        if self.peek() != schluss:
            self.fail()

    def expect(self, zeichen: str) -> None:
        if self.peek() != zeichen:
            self.fail()
        self.stelle += 1

    def peek(self) -> str:
        self.skip_leer()
        return self.text[self.stelle : self.stelle + 1]

    def skip_leer(self) -> None:
        if treffer := _LEER.match(self.text, self.stelle):
            self.stelle = treffer.end()

    def find_zeile(self) -> int:
        return self.text.count("\n", 0, self.stelle) + 1

    def fail(self) -> NoReturn:
        rest = self.text[self.stelle :].rstrip() if self.stelle > len(self.text) - 1_000 else "…"
        kurz = not rest or self.text[-100:].rstrip()[-1:] not in _SCHLUSS
        code = "json-abgeschnitten" if kurz else "json-fehler"
        raise DatenError(code, pfad=self.pfad, zeile=self.find_zeile(), nummer=self.nummer or 1)
