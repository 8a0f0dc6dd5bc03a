"""Results as JSON: money and shares as decimal texts, dates as ISO, records as objects."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def render_json(wert: object) -> str:
    """A model with everything in it as indented JSON, keys in the order of the model."""
    return json.dumps(_als_daten(wert), ensure_ascii=False, indent=2) + "\n"


def _als_daten(wert: Any) -> Any:
    match wert:
        case Decimal():
            return f"{wert:f}"
        case datetime():
            return wert.isoformat(timespec="seconds")
        case date():
            return wert.isoformat()
        case tuple() if hasattr(wert, "_fields"):
            if type(wert).__str__ is not object.__str__:  # an address, which knows how it is written
                return str(wert)
            return {name: _als_daten(teil) for name, teil in zip(wert._fields, wert, strict=True)}
        case tuple() | list():
            return [_als_daten(teil) for teil in wert]
        case set() | frozenset():
            return sorted(_als_daten(teil) for teil in wert)
        case Mapping():
            return {str(name): _als_daten(teil) for name, teil in wert.items()}
        case _:
            if is_dataclass(wert):
                return {feld.name: _als_daten(getattr(wert, feld.name)) for feld in fields(wert)}
            return wert
