"""Sound guides as JSON, keyed by their content: starting a session needs neither YAML nor validation of the guide.

Only plain data and the names of our own records are stored, never code; the file is checked against its own checksum.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, get_args

from wegweiser.adapters.dateien import save_atomar
from wegweiser.model.base import NACH_NAME
from wegweiser.model.leitfaden import Leitfaden

# Raise it whenever the guide check becomes stricter: copies found sound by an older check are then read anew.
PRUEFUNG = 4
_ART, _ZAHL, _TAG, _PAARE = "!", "!d", "!t", "!m"


def load_kopie(ordner: Path | None, pruefsumme: str) -> Leitfaden | None:
    """The stored guide with this checksum; None where there is none or it was touched."""
    if ordner is None:
        return None
    try:
        kopf, _, inhalt = _pfad(ordner, pruefsumme).read_text(encoding="utf-8").partition("\n")
        if kopf != _summe(inhalt):
            return None
        leitfaden = json.loads(inhalt, object_hook=_lies)
    except (OSError, ValueError, TypeError, KeyError, ArithmeticError, RecursionError):
        return None
    return leitfaden if isinstance(leitfaden, Leitfaden) else None


def save_kopie(ordner: Path | None, leitfaden: Leitfaden) -> None:
    """Store a sound guide; a full disk or a read-only home is no reason to stop."""
    if ordner is None:
        return
    inhalt = json.dumps(_schreibe(leitfaden), ensure_ascii=False, separators=(",", ":"))
    with suppress(OSError):
        ordner.mkdir(parents=True, exist_ok=True)
        save_atomar(_pfad(ordner, leitfaden.pruefsumme), f"{_summe(inhalt)}\n{inhalt}".encode())


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


def _lies(daten: dict[str, Any]) -> Any:
    fertig: dict[str, Any] = {
        name: _als_tupel(teil) if type(teil) is list else teil for name, teil in daten.items()
    }
    if _ART in fertig:
        return NACH_NAME[fertig.pop(_ART)](**fertig)
    if _ZAHL in fertig:
        return Decimal(fertig[_ZAHL])
    if _TAG in fertig:
        return date.fromisoformat(fertig[_TAG])
    if _PAARE in fertig:
        return dict(fertig[_PAARE])
    return fertig


def _als_tupel(liste: list[Any]) -> tuple[Any, ...]:
    return tuple(_als_tupel(teil) if type(teil) is list else teil for teil in liste)
