"""The record decorator all models share, and the words that several of them use."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeAlias, TypeVar, dataclass_transform

__all__ = ["ID_MUSTER", "Belegstufe", "Herkunft", "Knoten", "Runde", "Sicherheit", "Wert", "Zeile"]
__all__ += ["NACH_NAME", "field", "fields", "modell", "replace"]

T = TypeVar("T")

# A YAML node whose leaves are still text: only the question's type knows what "01067" means.
Knoten: TypeAlias = "str | list[Knoten] | dict[str, Knoten] | None"
Zeile: TypeAlias = Mapping[str, "Wert"]
Wert: TypeAlias = (
    str | int | Decimal | bool | date | tuple[str, ...] | tuple[Zeile, ...] | Mapping[str, Decimal]
)

Herkunft = Literal["wegweiser", "projekt", "umfeld", "fachpraxis"]
Belegstufe = Literal["norm", "sekundaer", "gerechnet", "einschaetzung", "ungeprueft"]
Runde = Literal["intern", "aemter", "buergerschaft", "traeger", "kaemmerei"]
Sicherheit = Literal["gesichert", "geschaetzt", "vermutet", "konstruiert"]

ID_MUSTER = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"

# Every model by its class name: the guide cache stores names and may build nothing else.
NACH_NAME: dict[str, type] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def modell(klasse: type[T]) -> type[T]:
    """Make a frozen record with keyword fields; unknown keys are refused when YAML is checked against it."""
    fertig: Any = dataclass(frozen=True, slots=True, kw_only=True)(klasse)
    fertig.__pydantic_config__ = {"extra": "forbid"}
    NACH_NAME[klasse.__name__] = fertig
    return fertig  # type: ignore[no-any-return]
