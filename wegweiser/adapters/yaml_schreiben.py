"""Writing YAML: a whole file, or only what changed, so that comments, order and layout written by hand survive.

`patch_yaml` compares the text with the wanted data and replaces the smallest spans it can; what it writes is read again
before it is trusted. If that fails (a layout nobody foresaw), the whole file is written anew, with its comments on top.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, cast

from wegweiser.adapters.yaml_kommentare import list_kommentare
from wegweiser.adapters.yaml_lesen import Stelle, YamlError, load_knoten
from wegweiser.model.base import Knoten

BREITE = 110
_SCHLICHT = re.compile(r"[^\W\d_][\w .,/()+%€§&–—-]*\Z")
_ZAHL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)*\Z|\d{4}-\d{2}-\d{2}(?:T[0-9:+-]+)?\Z")
# What a guide reads as a number, a truth value or nothing (yaml_lesen), unless it stands in quotes.
_TYPISIERT = re.compile(r"-?\d+(?:\.\d+)?\Z|true\Z|false\Z|null\Z|~?\Z")
_BESONDERE = frozenset({"null", "yes", "no", "on", "off", "y", "n", "nan", "inf"})
_FLUCHT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_FLUCHT_ZEICHEN = re.compile('["\\\\\n\t\u2028\u2029\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]')
_NICHT_IM_BLOCK = re.compile("[\t\u2028\u2029\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")


def format_yaml(daten: Mapping[str, Knoten]) -> str:
    """A whole mapping as a YAML file."""
    return "\n".join(_block_eintrag(name, wert, 0) for name, wert in daten.items()) + "\n"


class Geschrieben(str):
    """A leaf that is spelled already."""

    __slots__ = ()


def format_daten(daten: object) -> str:
    """A file of a guide: numbers and truth values bare, texts that look like them in quotes."""
    knoten = _build_knoten(daten)
    if isinstance(knoten, list):
        return "".join(f"- {_satz(satz, 2)}\n" for satz in knoten)
    return format_yaml(cast("dict[str, Knoten]", knoten))


def _build_knoten(daten: object) -> Knoten:
    match daten:
        case bool():
            return Geschrieben("true" if daten else "false")
        case None:
            return None
        case str():
            return Geschrieben(f'"{daten}"') if _TYPISIERT.match(daten) else daten
        case Mapping():
            return {str(name): _build_knoten(wert) for name, wert in daten.items()}
        case list() | tuple():
            return [_build_knoten(wert) for wert in daten]
        case _:
            return Geschrieben(f"{daten:f}" if isinstance(daten, Decimal) else daten)


def patch_yaml(text: str, neu: Mapping[str, Knoten], datei: str = "") -> str:
    """The text with the data `neu`; everything that did not change stays byte for byte."""
    dokument = load_knoten(text, datei)
    try:
        ergebnis = _patch(text, dokument.daten, dokument.wurzel, neu)
        if load_knoten(ergebnis, datei).daten == neu:
            return ergebnis
    except (YamlError, _NichtMoeglichError):
        pass
    kommentare = list_kommentare(text, 0, len(text), dokument.wurzel)
    return "".join(f"{kommentar.text}\n" for kommentar in kommentare) + format_yaml(neu)


class _NichtMoeglichError(Exception):
    """The layout does not allow a small change; the whole file is written anew."""


class _Schnitt(NamedTuple):
    start: int
    ende: int
    ersatz: str


def _patch(text: str, alt: Knoten, wurzel: Stelle, neu: Mapping[str, Knoten]) -> str:
    if not isinstance(alt, dict) or wurzel.fluss:
        raise _NichtMoeglichError
    schnitte: list[_Schnitt] = []
    _patch_zuordnung(text, alt, wurzel, neu, schnitte)
    geordnet = sorted(
        enumerate(schnitte), key=lambda paar: (paar[1].start, paar[1].ende, paar[0]), reverse=True
    )
    for _, schnitt in geordnet:
        text = text[: schnitt.start] + schnitt.ersatz + text[schnitt.ende :]
    return text


def _patch_zuordnung(
    text: str, alt: Mapping[str, Knoten], ort: Stelle, neu: Mapping[str, Knoten], schnitte: list[_Schnitt]
) -> None:
    """Block mapping against new data: replace, delete and insert entries."""
    einzug = ort.spalte - 1
    for name, stelle in ort.kinder.items():
        if name not in neu:
            schnitte.append(_loesche(text, stelle.schluessel, stelle, einzug))
        elif alt[cast(str, name)] != neu[cast(str, name)]:
            _patch_wert(text, alt[cast(str, name)], stelle, neu[cast(str, name)], einzug, schnitte)
    davor: Stelle | None = None
    for name, wert in neu.items():
        if name in ort.kinder:
            davor = ort.kinder[name]
        else:
            schnitte.append(_fuege_ein(text, ort, davor, _block_eintrag(name, wert, einzug)))


def _patch_wert(
    text: str, alt: Knoten, ort: Stelle, neu: Knoten, einzug: int, schnitte: list[_Schnitt]
) -> None:
    if isinstance(alt, dict) and isinstance(neu, dict) and alt and neu and not ort.fluss:
        _patch_zuordnung(text, alt, ort, neu, schnitte)
    elif (
        isinstance(alt, list)
        and isinstance(neu, list)
        and alt
        and neu
        and not ort.fluss
        and _gleiche_saetze(alt, neu)
    ):
        _patch_liste(text, alt, ort, neu, schnitte)
    else:
        _ersetze(
            text,
            ort,
            _block_wert(neu, einzug, mehrzeilig=not _kommentar_dahinter(text, ort)),
            einzug,
            schnitte,
        )


def _ersetze(text: str, ort: Stelle, block: str, einzug: int, schnitte: list[_Schnitt]) -> None:
    """A new value behind its key; comments inside the old one move above the entry."""
    start = ort.start if ort.fluss else _hinter_doppelpunkt(text, ort)
    ende = _ohne_rest(text, ort)
    if kommentare := _behalte(text, start, ende, ort, einzug):
        anfang = text.rfind("\n", 0, ort.schluessel) + 1
        schnitte.append(_Schnitt(anfang, anfang, kommentare))
    if not block.startswith("\n"):
        luecke = "" if text[start - 1 : start] == " " else " "
        schnitte.append(_Schnitt(start, ende, luecke + block))
        return
    schluss = text.find("\n", ende)
    schluss = len(text) if schluss < 0 else schluss
    while text[start - 1] == " " and not text[ende:schluss].strip():
        start -= 1
    schnitte.append(_Schnitt(start, ende, ""))  # a comment behind it stays on the line of the key
    schnitte.append(_Schnitt(schluss, schluss, block))


def _behalte(text: str, start: int, ende: int, ort: Stelle, einzug: int) -> str:
    """The comments of a span as lines of their own, never deeper than the entry they belong to."""
    kommentare = list_kommentare(text, start, ende, ort)
    return "".join(f"{' ' * min(k.einzug, einzug)}{k.text}\n" for k in kommentare)


def _gleiche_saetze(alt: Sequence[Knoten], neu: Sequence[Knoten]) -> bool:
    """Both are lists of records with ids, and the surviving ones keep their order."""
    if not all(isinstance(satz, dict) and "id" in satz for satz in (*alt, *neu)):
        return False
    alte, neue = ([cast("dict[str, Knoten]", satz)["id"] for satz in liste] for liste in (alt, neu))
    return [i for i in alte if i in neue] == [i for i in neue if i in alte] and any(i in alte for i in neue)


def _patch_liste(
    text: str, alt: Sequence[Knoten], ort: Stelle, neu: Sequence[Knoten], schnitte: list[_Schnitt]
) -> None:
    einzug = ort.spalte - 1
    nach_id = {cast("dict[str, Knoten]", satz)["id"]: nr for nr, satz in enumerate(alt)}
    neue = [cast("dict[str, Knoten]", satz) for satz in neu]
    bleiben = {satz["id"] for satz in neue}
    for id_, nr in nach_id.items():
        if id_ not in bleiben:
            stelle = ort.kinder[nr]
            schnitte.append(_loesche(text, text.rindex("-", 0, stelle.start), stelle, einzug))
    davor: Stelle | None = None
    for satz in neue:
        if satz["id"] not in nach_id:
            schnitte.append(_fuege_ein(text, ort, davor, f"{' ' * einzug}- {_satz(satz, einzug + 2)}"))
            continue
        davor = ort.kinder[nach_id[satz["id"]]]
        alter = alt[nach_id[satz["id"]]]
        if alter == satz:
            continue
        if davor.fluss:
            if kommentare := _behalte(text, davor.start, davor.ende, davor, einzug):
                anfang = text.rfind("\n", 0, davor.start) + 1
                schnitte.append(_Schnitt(anfang, anfang, kommentare))
            schnitte.append(_Schnitt(davor.start, davor.ende, _satz(satz, einzug + 2)))
        else:
            _patch_zuordnung(text, cast("dict[str, Knoten]", alter), davor, satz, schnitte)


def _loesche(text: str, start: int, ort: Stelle, einzug: int) -> _Schnitt:
    """Remove an entry with its whole lines; its comments stay."""
    anfang = text.rfind("\n", 0, start) + 1
    if text[anfang:start].strip():
        raise _NichtMoeglichError
    schluss = text.find("\n", max(ort.ende - 1, start)) + 1 or len(text)
    return _Schnitt(anfang, schluss, _behalte(text, anfang, schluss, ort, einzug))


def _fuege_ein(text: str, ort: Stelle, davor: Stelle | None, eintrag: str) -> _Schnitt:
    """Insert whole lines behind an entry, or before the first."""
    if davor is None:
        anfang = text.rfind("\n", 0, ort.start) + 1
        if text[anfang : ort.start].strip():
            raise _NichtMoeglichError
        return _Schnitt(anfang, anfang, f"{eintrag}\n")
    ende = davor.ende
    while ende > 0 and text[ende - 1] in "\n ":
        ende -= 1
    schluss = text.find("\n", ende)
    if schluss < 0:
        return _Schnitt(len(text), len(text), f"\n{eintrag}\n")
    return _Schnitt(schluss + 1, schluss + 1, f"{eintrag}\n")


def _hinter_doppelpunkt(text: str, ort: Stelle) -> int:
    """Where the value of a block collection begins: right behind the colon of its key."""
    stelle = text.find(":", ort.schluessel_ende, ort.start)
    if stelle < 0:
        raise _NichtMoeglichError
    return stelle + 1


def _ohne_rest(text: str, ort: Stelle) -> int:
    """The end of a value without the line breaks a block scalar ends with."""
    ende = ort.ende
    while ende > ort.start and text[ende - 1] in "\n ":
        ende -= 1
    return ende


def _kommentar_dahinter(text: str, ort: Stelle) -> bool:
    ende = _ohne_rest(text, ort)
    schluss = text.find("\n", ende)
    return "#" in text[ende : schluss if schluss >= 0 else len(text)]


def _block_eintrag(name: str, wert: Knoten, einzug: int) -> str:
    block = _block_wert(wert, einzug)
    return f"{' ' * einzug}{_skalar(name)}:{'' if block.startswith(chr(10)) else ' '}{block}"


def _block_wert(wert: Knoten, einzug: int, *, mehrzeilig: bool = True) -> str:
    """A value behind "name:"; begins with a line break where it needs lines of its own."""
    if isinstance(wert, dict):
        if not wert or _im_fluss(wert):
            return _fluss(wert)
        return "\n" + "\n".join(_block_eintrag(name, teil, einzug + 2) for name, teil in wert.items())
    if isinstance(wert, list):
        if any(isinstance(teil, dict) for teil in wert):
            anfang = f"\n{' ' * (einzug + 2)}- "
            return "".join(anfang + _satz(teil, einzug + 4) for teil in wert)
        return _fluss(wert)
    if mehrzeilig and wert is not None and "\n" in wert and _als_block_moeglich(wert):
        zeilen = "\n".join(" " * (einzug + 2) + zeile if zeile else "" for zeile in wert.split("\n"))
        return f"|-\n{zeilen}"
    return _skalar(wert)


def _satz(satz: Knoten, einzug: int) -> str:
    """A record of a list: on one line if it fits, else a line for each field."""
    einzeilig = _fluss(satz)
    if not isinstance(satz, dict) or not satz or len(einzeilig) + einzug <= BREITE:
        return einzeilig
    zeilen = [_block_eintrag(name, teil, einzug) for name, teil in satz.items()]
    return "\n".join(zeilen).lstrip(" ")


def _im_fluss(wert: Mapping[str, Knoten]) -> bool:
    """The long form of an answer and small records of leaves stand on one line."""
    einfach = not any(
        isinstance(teil, dict) or (isinstance(teil, str) and "\n" in teil) for teil in wert.values()
    )
    einfach = einfach and not any(
        isinstance(teil, list) and any(isinstance(satz, dict) for satz in teil) for teil in wert.values()
    )
    return einfach and ("wert" in wert or "offen" in wert) and len(_fluss(cast(Knoten, wert))) <= BREITE


def _fluss(wert: Knoten) -> str:
    if isinstance(wert, dict):
        return "{" + ", ".join(f"{_skalar(name)}: {_fluss(teil)}" for name, teil in wert.items()) + "}"
    if isinstance(wert, list):
        return "[" + ", ".join(_fluss(teil) for teil in wert) + "]"
    return _skalar(wert, im_fluss=True)


def _skalar(wert: str | None, *, im_fluss: bool = False) -> str:
    if wert is None:
        return "null"
    if isinstance(wert, Geschrieben):
        return str(wert)
    schlicht = _SCHLICHT.match(wert) and wert.strip() == wert and wert.casefold() not in _BESONDERE
    if _ZAHL.match(wert) or (schlicht and not (im_fluss and "," in wert)):
        return wert
    return '"' + _FLUCHT_ZEICHEN.sub(_fluechte, wert) + '"'


def _fluechte(treffer: re.Match[str]) -> str:
    zeichen = treffer[0]
    return _FLUCHT.get(zeichen, f"\\u{ord(zeichen):04x}")


def _als_block_moeglich(wert: str) -> bool:
    """A literal block keeps the text exactly only without odd blanks and odd line breaks."""
    zeilen = wert.split("\n")
    if not zeilen[0].strip() or zeilen[0][0] in " \t" or not zeilen[-1]:
        return False
    return all(zeile == zeile.rstrip() for zeile in zeilen) and not _NICHT_IM_BLOCK.search(wert)
