"""The record decorator all models share, and the words that several of them use."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Never, TypeAlias, TypeVar, dataclass_transform

__all__ = [
    "ID_MUSTER",
    "Belegstufe",
    "Fragenzweck",
    "Herkunft",
    "Knoten",
    "Runde",
    "Sicherheit",
    "Wert",
    "Zeile",
]
__all__ += ["NACH_NAME", "field", "fields", "ist_modell", "modell", "replace"]

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
# What a question of a survey is for (quartiersanalyse.md 8.5).
Fragenzweck = Literal[
    "vermisst", "wichtigkeit", "zufriedenheit", "nutzung", "kenntnis", "hindernis", "mitmachen", "zahlungsbereitschaft",
    "rang", "gruppe", "sprache", "raum", "gewicht", "methode", "welle",
]  # fmt: skip
Sicherheit = Literal["gesichert", "geschaetzt", "vermutet", "konstruiert"]

ID_MUSTER = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"

# Every model by its class name: the guide cache stores names and may build nothing else.
NACH_NAME: dict[str, type] = {}


class _Satz:
    """What every record can do.

    `dataclass` would write these methods anew for each of sixty classes, which costs as much as five interpreter starts.
    """

    _vorgaben: Mapping[str, Any] = {}
    _fabriken: Mapping[str, Callable[[], Any]] = {}
    _felder: tuple[str, ...] = ()

    def __init__(self, **angaben: Any) -> None:  # noqa: ANN401 - typed by dataclass_transform
        werte = self.__dict__
        werte.update(self._vorgaben)
        for name, fabrik in self._fabriken.items():
            werte[name] = fabrik()
        werte.update(angaben)
        if len(werte) != len(self._felder):
            falsch = sorted(set(werte) ^ set(self._felder))
            raise TypeError(f"{type(self).__name__}: missing or unknown {', '.join(falsch)}")

    def __setattr__(self, name: str, wert: object) -> Never:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> Never:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, anderer: object) -> bool:
        return type(self) is type(anderer) and self.__dict__ == anderer.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__[name] for name in self._felder))

    def __repr__(self) -> str:
        werte = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self._felder)
        return f"{type(self).__name__}({werte})"


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def modell(klasse: type[T]) -> type[T]:
    """Make a frozen record with keyword fields; unknown keys are refused when YAML is checked against it."""
    fertig: Any = dataclass(init=False, repr=False, eq=False, kw_only=True)(klasse)
    felder = fields(fertig)
    fertig._felder = tuple(f.name for f in felder)  # noqa: SLF001 - this is where they are made
    fertig._vorgaben = {f.name: f.default for f in felder if f.default is not MISSING}  # noqa: SLF001
    fertig._fabriken = {  # noqa: SLF001
        f.name: f.default_factory for f in felder if f.default_factory is not MISSING
    }
    for name in ("__init__", "__setattr__", "__delattr__", "__eq__", "__hash__", "__repr__"):
        setattr(fertig, name, getattr(_Satz, name))
    fertig.__pydantic_config__ = {"extra": "forbid"}
    if klasse.__name__ in NACH_NAME:
        raise TypeError(f"record name taken: {klasse.__name__}")  # the guide cache goes by names
    NACH_NAME[klasse.__name__] = fertig
    return klasse


def ist_modell(wert: object) -> bool:
    """Whether this is a record."""
    return NACH_NAME.get(type(wert).__name__) is type(wert)
