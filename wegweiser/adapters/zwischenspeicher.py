"""Sound guides as JSON, keyed by their content: starting a session needs neither YAML nor validation of the guide.

Only plain data and the names of our own records are stored, never code; the file is checked against its own checksum.
Every catalogue, source and translation is a line of its own, read when somebody asks for it: most sessions ask for few.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args

from wegweiser.adapters.dateien import save_atomar
from wegweiser.model.base import NACH_NAME
from wegweiser.model.leitfaden import Leitfaden

# Raise it whenever the guide check becomes stricter: copies found sound by an older check are then read anew.
PRUEFUNG = 5
_ART, _ZAHL, _TAG, _PAARE, _ZEILEN = "!", "!d", "!t", "!m", "!z"
_EINZELN = ("kataloge", "quellen", "uebersetzungen")
T = TypeVar("T")


def load_kopie(ordner: Path | None, pruefsumme: str) -> Leitfaden | None:
    """The stored guide with this checksum; None where there is none or it was touched."""
    if ordner is None:
        return None
    try:
        kopf, _, inhalt = _pfad(ordner, pruefsumme).read_text(encoding="utf-8").partition("\n")
        if kopf != _summe(inhalt):
            return None
        haupt, *zeilen = inhalt.split("\n")
        leitfaden = json.loads(haupt, object_hook=lambda daten: _lies(daten, zeilen))
    except (OSError, ValueError, TypeError, KeyError, ArithmeticError, RecursionError):
        return None
    return leitfaden if isinstance(leitfaden, Leitfaden) else None


def save_kopie(ordner: Path | None, leitfaden: Leitfaden) -> None:
    """Store a sound guide; a full disk or a read-only home is no reason to stop."""
    if ordner is None:
        return
    daten, zeilen = _schreibe(leitfaden), list[str]()
    for teil in set(_EINZELN) & set(daten):
        zeilen += map(_format, daten[teil].values())
        daten[teil] = {_ZEILEN: [len(zeilen) - len(daten[teil]), *daten[teil]]}
    inhalt = "\n".join([_format(daten), *zeilen])
    with suppress(OSError):
        ordner.mkdir(parents=True, exist_ok=True)
        save_atomar(_pfad(ordner, leitfaden.pruefsumme), f"{_summe(inhalt)}\n{inhalt}".encode())


class Zeilen(Mapping[str, T]):
    """Named values, each the JSON of a line; parsed when it is asked for."""

    def __init__(self, zeilen: Mapping[str, str]) -> None:
        self._zeilen = zeilen
        self._fertig: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._fertig:
            self._fertig[name] = json.loads(self._zeilen[name], object_hook=_lies)
        return self._fertig[name]

    def __contains__(self, name: object) -> bool:
        return name in self._zeilen

    def __iter__(self) -> Iterator[str]:
        return iter(self._zeilen)

    def __len__(self) -> int:
        return len(self._zeilen)

    def __repr__(self) -> str:
        return repr(dict(self))


def _format(daten: Any) -> str:
    return json.dumps(daten, ensure_ascii=False, separators=(",", ":"))


def _pfad(ordner: Path, pruefsumme: str) -> Path:
    schluessel = hashlib.sha256(f"{PRUEFUNG}{_bauplan()}{pruefsumme}".encode()).hexdigest()
    return ordner / f"leitfaden-{schluessel[:32]}.json"


@cache
def _bauplan() -> str:
    """Changes with every change of the records a guide consists of, so that an old copy is never read into new ones."""
    return _summe(
        repr([(art.__name__, [feld.name for feld in fields(art)]) for art in _list_satzarten(Leitfaden)])
    )


def _list_satzarten(wurzel: Any) -> list[Any]:
    """The records below one, whatever else this process has loaded."""
    gesehen: dict[str, Any] = {}
    offen = [wurzel]
    while offen:
        art = offen.pop()
        offen += get_args(art)
        if isinstance(art, type) and NACH_NAME.get(art.__name__) is art and art.__name__ not in gesehen:
            gesehen[art.__name__] = art
            offen += [feld.type for feld in fields(art)] + art.__subclasses__()
    return [gesehen[name] for name in sorted(gesehen)]


def _summe(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _schreibe(wert: Any) -> Any:
    if isinstance(wert, Decimal):
        return {_ZAHL: str(wert)}
    if isinstance(wert, date):
        return {_TAG: wert.isoformat()}
    if isinstance(wert, tuple):
        return [_schreibe(teil) for teil in wert]
    if isinstance(wert, Mapping):
        if all(isinstance(name, str) and not name.startswith(_ART) for name in wert):
            return {name: _schreibe(teil) for name, teil in wert.items()}
        return {_PAARE: [[name, _schreibe(teil)] for name, teil in wert.items()]}
    if type(wert).__name__ in NACH_NAME:
        angaben = {_ART: type(wert).__name__}
        for feld in fields(wert):
            inhalt = getattr(wert, feld.name)
            if feld.default is MISSING or inhalt != feld.default:
                angaben[feld.name] = _schreibe(inhalt)
        return angaben
    return wert


def _lies(daten: dict[str, Any], zeilen: list[str] | None = None) -> Any:
    fertig: dict[str, Any] = {
        name: _als_tupel(teil) if type(teil) is list else teil for name, teil in daten.items()
    }
    if _ART in fertig:
        return NACH_NAME[fertig.pop(_ART)](**fertig)
    if _ZAHL in fertig:
        return Decimal(fertig[_ZAHL])
    if _TAG in fertig:
        return date.fromisoformat(fertig[_TAG])
    if _ZEILEN in fertig:
        von, *namen = fertig[_ZEILEN]
        return Zeilen(dict(zip(namen, (zeilen or [])[von : von + len(namen)], strict=True)))
    if _PAARE in fertig:
        return dict(fertig[_PAARE])
    return fertig


def _als_tupel(liste: list[Any]) -> tuple[Any, ...]:
    return tuple(_als_tupel(teil) if type(teil) is list else teil for teil in liste)
