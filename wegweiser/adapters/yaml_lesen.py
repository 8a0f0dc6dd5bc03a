"""Strict YAML with positions, in one pass over libyaml's events.

No tags, no aliases, no duplicate keys, one document, bounded size, depth and number of nodes. `typisiert` gives true,
false, null, integers and exact decimals their type; otherwise every leaf stays text, so that "01067" and "1.10" survive
until a question's type reads them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # libyaml is inside PyYAML's wheels

from wegweiser.adapters.yaml_ursache import Anstoss, find_ursache
from wegweiser.errors.dateien import YAML_STEUERZEICHEN
from wegweiser.model.base import Knoten
from wegweiser.model.befund import Befund

MAX_ZEICHEN = 5_000_000
MAX_TIEFE = 40
MAX_KNOTEN = 400_000
_GANZZAHL = re.compile(r"-?(?:0|[1-9][0-9]{0,29})\Z")
_DEZIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,20})\.[0-9]{1,20}\Z")
_WOERTER: Mapping[str, object] = {"true": True, "false": False, "null": None, "~": None, "": None}
Pfad: TypeAlias = tuple[str | int, ...]


class Quelltext(NamedTuple):
    """A file's name and text; every position knows its own, since a guide is put together from many."""

    datei: str
    text: str


class Stelle:
    """A node in a text: offsets of its value, column of its first character, its children by key or index."""

    __slots__ = (
        "ende",
        "fluss",
        "kinder",
        "quelle",
        "schluessel",
        "schluessel_ende",
        "spalte",
        "start",
        "zeile",
    )

    def __init__(
        self, quelle: Quelltext, start: int, zeile: int, spalte: int, ende: int = 0, *, fluss: bool = False
    ) -> None:
        self.quelle = quelle
        self.start = start
        self.zeile = zeile
        self.spalte = spalte
        self.ende = ende
        self.fluss = fluss
        self.schluessel = -1
        self.schluessel_ende = -1
        self.kinder: dict[str | int, Stelle] = {}


class Dokument(NamedTuple):
    """Data and their positions: a YAML file, a part of one, or what was put together from several."""

    daten: Any
    wurzel: Stelle

    @property
    def datei(self) -> str:
        """The file it begins in."""
        return self.wurzel.quelle.datei

    @property
    def text(self) -> str:
        """The text of that file."""
        return self.wurzel.quelle.text

    def find_stelle(self, pfad: Pfad) -> Stelle:
        """The position of a path, or of its nearest known part."""
        stelle = self.wurzel
        for teil in pfad:
            if teil not in stelle.kinder:
                break
            stelle = stelle.kinder[teil]
        return stelle

    def befund(self, ort: Pfad, code: str, angaben: Mapping[str, object], versatz: int = 0) -> Befund:
        """A finding at a path of keys; `versatz` counts characters inside the text that stands there."""
        stelle = self.find_stelle(ort)
        zeile, spalte = stelle.zeile, stelle.spalte
        if versatz:
            zeile, spalte = _verschiebe(stelle, versatz)
        return Befund(datei=stelle.quelle.datei, zeile=zeile, spalte=spalte, code=code, angaben=angaben)

    def befund_am_namen(self, ort: Pfad, code: str, angaben: Mapping[str, object]) -> Befund:
        """The same at the key itself instead of at its value."""
        stelle = self.find_stelle(ort)
        if stelle.schluessel < 0:
            return self.befund(ort, code, angaben)
        text, start = stelle.quelle.text, stelle.schluessel
        zeile, spalte = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        return Befund(datei=stelle.quelle.datei, zeile=zeile, spalte=spalte, code=code, angaben=angaben)

    def teil(self, *ort: str | int) -> "Dokument":
        """What stands under a path of keys that is there."""
        daten = self.daten
        for name in ort:
            daten = daten[name]
        return Dokument(daten, self.find_stelle(ort))


def _verschiebe(stelle: Stelle, versatz: int) -> tuple[int, int]:
    """Line and column of a character inside a scalar: plain, quoted, or a block of lines."""
    text, ort = stelle.quelle.text, stelle.start
    if text[ort] in "|>":
        ort = text.find("\n", ort) + 1
        ort += len(text) - ort - len(text[ort:].lstrip(" "))
    elif text[ort] in "\"'":
        ort += 1
    for _ in range(versatz):
        if ort < len(text) and text[ort] == "\n":  # a line break and the indentation behind it are one blank
            while ort + 1 < len(text) and text[ort + 1] == " ":
                ort += 1
        elif ort < len(text) and text[ort] == "\\" and text[stelle.start] == '"':
            ort += 1
        ort = min(ort + 1, stelle.ende)
    return text.count("\n", 0, ort) + 1, ort - text.rfind("\n", 0, ort)


class YamlError(Exception):
    """The text is not acceptable YAML; carries one finding."""

    def __init__(self, befund: Befund) -> None:
        super().__init__(str(befund))
        self.befund = befund


def load_yaml(text: str, datei: str, *, typisiert: bool) -> Dokument:
    """Data and positions of a YAML text; raises YamlError at the first thing that is not acceptable."""
    if len(text) > MAX_ZEICHEN:
        raise _fehler(
            datei, 1, 1, "yaml-gross", groesse=f"{len(text)} Zeichen", hoechstens=f"{MAX_ZEICHEN} Zeichen"
        )
    leser = _Leser(Quelltext(datei, text), _typisiere if typisiert else _als_text)
    try:
        parser = CParser(text)
        try:
            leser.lies(iter(parser.get_event, None))
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as fehler:
        grund, zeile, spalte = find_ursache(text, _build_anstoss(fehler))
        if "nesting depth" in str(fehler.problem):  # libyaml counts before we do
            raise _fehler(datei, zeile, spalte, "yaml-tief", hoechstens=MAX_TIEFE) from None
        raise _fehler(datei, zeile, spalte, "yaml", grund=grund) from None
    except (yaml.YAMLError, UnicodeError):
        raise _fehler(datei, 1, 1, "yaml", grund=YAML_STEUERZEICHEN) from None
    return Dokument(leser.daten, leser.wurzel)


@lru_cache(maxsize=3)
def load_knoten(text: str, datei: str) -> Dokument:
    """The same untyped, kept for a while: saving reads the text before and after more than once. Nobody changes it."""
    return load_yaml(text, datei, typisiert=False)


def _build_anstoss(fehler: yaml.MarkedYAMLError) -> Anstoss:
    marken = [marke for marke in (fehler.problem_mark, fehler.context_mark) if marke]
    orte = [(marke.line, marke.column) for marke in marken] or [(0, 0)]
    return Anstoss(str(fehler.problem), orte[0], orte[-1])


def _fehler(datei: str, zeile: int, spalte: int, code: str, **angaben: object) -> YamlError:
    return YamlError(Befund(datei=datei, zeile=zeile, spalte=spalte, code=code, angaben=angaben))


def _typisiere(text: str) -> object:
    if text in _WOERTER:
        return _WOERTER[text]
    if text[0] in "-0123456789":
        if _GANZZAHL.match(text):
            return int(text)
        if _DEZIMAL.match(text):
            return Decimal(text)
    return text


def _als_text(text: str) -> Knoten:
    return None if text in {"", "~", "null"} else text


class _Leser:
    """Builds data and positions from events; holds the stack of open collections."""

    def __init__(self, quelle: Quelltext, skalar: Callable[[str], object]) -> None:
        self.quelle = quelle
        self.skalar = skalar
        self.daten: Any = None
        self.wurzel = Stelle(quelle, 0, 1, 1)
        self.offen: list[tuple[Any, Stelle]] = []
        self.name: str | None = None
        self.name_marke = (-1, -1)
        self.anzahl = 0
        self.dokumente = 0

    def lies(self, ereignisse: Iterator[Any]) -> None:
        for ereignis in ereignisse:
            match ereignis:
                case yaml.ScalarEvent():
                    self._pruefe(ereignis)
                    self._lies_skalar(ereignis)
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self._pruefe(ereignis)
                    self._oeffne(ereignis)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._schliesse(ereignis)
                case yaml.AliasEvent():
                    raise self._an(ereignis, "yaml-alias")
                case yaml.DocumentStartEvent():
                    self.dokumente += 1
                    if self.dokumente > 1:
                        raise self._an(ereignis, "yaml-mehrere")
                case _:
                    pass

    def _an(self, ereignis: Any, code: str, **angaben: object) -> YamlError:
        marke = ereignis.start_mark
        return _fehler(self.quelle.datei, marke.line + 1, marke.column + 1, code, **angaben)

    def _pruefe(self, ereignis: Any) -> None:
        self.anzahl += 1
        if self.anzahl > MAX_KNOTEN:
            raise self._an(ereignis, "yaml-viel", hoechstens=MAX_KNOTEN)
        if ereignis.anchor is not None:
            raise self._an(ereignis, "yaml-alias")
        if ereignis.tag is not None:
            raise self._an(ereignis, "yaml-marke")

    def _lies_skalar(self, ereignis: Any) -> None:
        if self.offen and isinstance(self.offen[-1][0], dict) and self.name is None:
            self._lies_schluessel(ereignis)
            return
        wert = self.skalar(ereignis.value) if ereignis.implicit[0] else ereignis.value
        marke = ereignis.start_mark
        zeile, spalte, ende = marke.line + 1, marke.column + 1, ereignis.end_mark.index
        stelle = Stelle(self.quelle, marke.index, zeile, spalte, ende, fluss=True)
        self._haenge_an(wert, stelle)

    def _lies_schluessel(self, ereignis: Any) -> None:
        name = unicodedata.normalize("NFC", ereignis.value)
        behaelter, stelle = self.offen[-1]
        if name in behaelter:
            raise self._an(ereignis, "yaml-doppelt", text=name, erste=stelle.kinder[name].zeile)
        self.name, self.name_marke = name, (ereignis.start_mark.index, ereignis.end_mark.index)

    def _oeffne(self, ereignis: Any) -> None:
        if self.offen and isinstance(self.offen[-1][0], dict) and self.name is None:
            raise self._an(ereignis, "yaml-schluessel")
        if len(self.offen) >= MAX_TIEFE:
            raise self._an(ereignis, "yaml-tief", hoechstens=MAX_TIEFE)
        marke = ereignis.start_mark
        neu: Any = {} if isinstance(ereignis, yaml.MappingStartEvent) else []
        zeile, spalte, fluss = marke.line + 1, marke.column + 1, bool(ereignis.flow_style)
        stelle = Stelle(self.quelle, marke.index, zeile, spalte, marke.index, fluss=fluss)
        self._haenge_an(neu, stelle)
        self.offen.append((neu, stelle))
        self.name = None

    def _schliesse(self, ereignis: Any) -> None:
        _, stelle = self.offen.pop()
        if stelle.fluss:
            stelle.ende = ereignis.end_mark.index
        elif stelle.kinder:
            stelle.ende = max(kind.ende for kind in stelle.kinder.values())

    def _haenge_an(self, wert: Any, stelle: Stelle) -> None:
        if not self.offen:
            self.daten, self.wurzel = wert, stelle
            return
        behaelter, oben = self.offen[-1]
        if isinstance(behaelter, dict):
            assert self.name is not None  # noqa: S101 - a key always comes first
            stelle.schluessel, stelle.schluessel_ende = self.name_marke
            behaelter[self.name] = wert
            oben.kinder[self.name] = stelle
            self.name = None
        else:
            oben.kinder[len(behaelter)] = stelle
            behaelter.append(wert)
