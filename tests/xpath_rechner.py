"""Evaluates XPath of questionnaires with libxml2, which shares no code with the translators under test."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

_EIGENE = (
    "selected",
    "count-selected",
    "if",
    "date",
    "abs",
    "round",
    "min",
    "max",
    "format-date",
    "coalesce",
    "string-length-odk",
)
_NAMENSRAUM = "urn:odk"
_FUNKTION = re.compile(rf"(?<![\w:-])({'|'.join(_EIGENE)})\(")

Blatt = str | Decimal | date | None
Zellen = Mapping[str, Blatt]


def _text(x: Any) -> str:
    if isinstance(x, list):
        return (x[0].text or "") if x else ""
    return str(x)


def _zahl(x: Any) -> float:
    if isinstance(x, float):
        return x
    try:
        return float(_text(x))
    except ValueError:
        return float("nan")


def _tag(_: Any, text: Any) -> float:
    """Days are numbers here; the documents hold them so."""
    return float(date.fromisoformat(_text(text)).toordinal())


def _alle(werte: Sequence[Any]) -> list[float]:
    if len(werte) == 1 and isinstance(werte[0], list):
        return [_zahl([knoten]) for knoten in werte[0]]
    return [_zahl(wert) for wert in werte]


def _rund(_: Any, zahl: Any, stellen: Any = 0.0) -> float:
    wert = _zahl(zahl)
    faktor = 10**stellen
    return wert if wert != wert else int(wert * faktor + (0.5 if wert >= 0 else -0.5)) / faktor  # noqa: PLR0124 - NaN


def _jahr(_: Any, tag: Any, form: str) -> str:
    assert form == "%Y"
    zahl = _zahl(tag)
    return str(date.fromordinal(int(zahl)).year) if zahl == zahl else ""  # noqa: PLR0124 - NaN


_FUNKTIONEN = {
    "selected": lambda _, liste, wort: _text(wort) in _text(liste).split(),
    "count-selected": lambda _, liste: float(len(_text(liste).split())),
    "if": lambda _, wenn, dann, sonst: _text(dann if wenn else sonst) if isinstance(dann, list) or isinstance(sonst, list) else (dann if wenn else sonst),
    "date": _tag,
    "abs": lambda _, x: abs(_zahl(x)),
    "round": _rund,
    "min": lambda _, *x: min(_alle(x), default=float("nan")),
    "max": lambda _, *x: max(_alle(x), default=float("nan")),
    "format-date": _jahr,
    "coalesce": lambda _, a, b: _text(a) or _text(b),
}  # fmt: skip


def build_dokument(antworten: Mapping[str, Blatt | Sequence[Zellen]]) -> Any:
    """An instance of a questionnaire: answers, and repeats as lists of rows."""
    wurzel = etree.Element("data")
    for name, wert in antworten.items():
        if isinstance(wert, Sequence) and not isinstance(wert, str):
            for zeile in wert:
                reihe = etree.SubElement(wurzel, name)
                for spalte, zelle in zeile.items():
                    etree.SubElement(reihe, spalte).text = _schreibe(zelle)
        else:
            etree.SubElement(wurzel, name).text = _schreibe(wert)
    return wurzel


def _schreibe(wert: Blatt) -> str:
    if wert is None:
        return ""
    return str(wert.toordinal()) if isinstance(wert, date) else str(wert)


def evaluate_xpath(text: str, dokument: Any) -> Any:
    """The value of an expression with `${name}` in it."""
    return evaluate_pfad(re.sub(r"\$\{([\w-]+)\}", lambda m: f"//{m[1]}", text), dokument)


def evaluate_pfad(text: str, ort: Any) -> Any:
    """The value of an expression whose references are paths already, seen from a node."""
    return ort.xpath(
        _FUNKTION.sub(r"odk:\1(", text),
        namespaces={"odk": _NAMENSRAUM},
        extensions={(_NAMENSRAUM, name): funktion for name, funktion in _FUNKTIONEN.items()},
    )
