"""Figures as statistics offices print them: decimal comma, dots for thousands, footnotes, official signs."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from wegweiser.model.daten import Zeichen
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.kennzahl import Spanne

Zelle = str | Decimal  # a spreadsheet knows what is a number
Punkt = Literal["dezimal", "tausender", "unklar"]
Strich = Literal["gesperrt", "nichts-vorhanden"]

MAX_ZIFFERN: Final = 20
_HOCH: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹⁾⁽"
_FUSSNOTE = re.compile(rf"(?:[{_HOCH}*]+|\s*\(?\b\d\)|\s+[a-z]\))+\Z")
_KLEBENDE = re.compile(r"(?<=\d)\d\)\Z")  # "12341)": the last digit is a footnote
_LEERE = re.compile(r"[\s\u00a0\u202f\u2009']")
_SCHLICHT = re.compile(r"-?\d{1,15}(?:\.\d\d?|\.\d{4,8}|,\d{1,8})?\Z")  # nothing to ask: most cells
_KOMMA = re.compile(r"-?[\d.]+,\d+\Z")
_ZAHL = re.compile(r"[-+]?\d[\d.,]*\Z")
_GRUPPEN = re.compile(r"[-+]?[1-9]\d{0,2}(?:\.\d{3})+\Z")
_GRUPPEN_LEER = re.compile(r"[-+]?\d{1,3}(?:[\s\u00a0\u202f\u2009']\d{3})+(?:[,.]\d+)?\Z")
_GRUPPEN_ENGLISCH = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+\.\d+\Z|[-+]?\d{1,3}(?:,\d{3}){2,}\Z")
_UNTER = re.compile(r"(?:<|unter|weniger als)\s*(\d{1,3})\Z", re.IGNORECASE)
_EINHEIT = re.compile(r"\s*(?:%|€|EUR|km²|ha|m²)\Z")
_ZEICHEN: Final[dict[str, Zeichen]] = {
    ".": "gesperrt",
    "*": "gesperrt",
    "/": "gesperrt",
    "x": "leer",
    "X": "leer",
    "": "leer",
    "NA": "leer",
    "null": "leer",
    "NULL": "leer",
    "nan": "leer",
    "n. v.": "leer",
    "n.v.": "leer",
    "k. A.": "leer",
    "k.A.": "leer",
    "ohne": "leer",
    "…": "leer",
    "...": "leer",
    ".....": "leer",
    "#NV": "leer",
}
STRICHE: Final = frozenset({"-", "–", "—"})


class Figur(NamedTuple):
    """One cell: a value, or the sign in its place; `fremd` where it is neither, `fussnote` where one was dropped."""

    wert: Spanne | None = None
    zeichen: Zeichen | None = None
    fremd: bool = False
    fussnote: bool = False


class Form(NamedTuple):
    """How the numbers of a column are written."""

    punkt: Punkt = "dezimal"
    strich: Strich = "gesperrt"


def find_punkt(zellen: Iterable[Zelle]) -> Punkt:
    """What a dot means in a column: thousands only where a comma or several dots prove it, else one has to ask."""
    gruppen = anders = False
    for zelle in zellen:
        if isinstance(zelle, Decimal) or "." not in zelle:
            continue
        text = zelle if _SCHLICHT.match(zelle) else _strip(zelle)[0]
        if not _ZAHL.match(text):
            continue
        if "," in text or text.count(".") > 1:
            return "dezimal" if text.rfind(".") > text.rfind(",") > 0 else "tausender"
        gruppen |= _GRUPPEN.match(text) is not None
        anders |= _GRUPPEN.match(text) is None
    return "dezimal" if anders or not gruppen else "unklar"


def has_komma(zellen: Iterable[Iterable[Zelle]]) -> bool:
    """Decimal commas anywhere in a table prove that its dots are not decimal."""
    return any(isinstance(z, str) and _KOMMA.match(z.strip()) for spalte in zellen for z in spalte)


@lru_cache(maxsize=65_536)
def parse_figur(zelle: Zelle, form: Form) -> Figur:
    """A cell of a column of figures."""
    if isinstance(zelle, Decimal):
        return Figur(Spanne(zelle, zelle))
    if _SCHLICHT.match(zelle):
        wert = Decimal(zelle.removesuffix(".0").replace(",", "."))
        return Figur(Spanne(wert, wert))
    roh = zelle.strip()
    if roh in STRICHE:
        null = Spanne(Decimal(0), Decimal(0)) if form.strich == "nichts-vorhanden" else None
        return Figur(null, form.strich)
    if roh in _ZEICHEN:
        return Figur(None, _ZEICHEN[roh])
    if treffer := _UNTER.match(roh):
        return (
            Figur(Spanne(Decimal(0), Decimal(int(treffer[1]) - 1)), "gesperrt")
            if int(treffer[1])
            else Figur(fremd=True)
        )
    text, fussnote, klammer = _strip(roh)
    if klammer and not text:
        return Figur(None, "gesperrt")
    if text in STRICHE or text in _ZEICHEN:
        return parse_figur(text, form)._replace(fussnote=fussnote)
    zahl = _parse_zahl(text, form)
    if zahl is None:
        return Figur(fremd=True)
    return Figur(Spanne(zahl, zahl), "klammer" if klammer else None, fussnote=fussnote)


def format_figur(zelle: Zelle, form: Form) -> str:
    """A cell as it would be read: a number, a range, or the sign in its place."""
    wert, zeichen, fremd, _ = parse_figur(zelle, form)
    if fremd or wert is None:
        return zeichen or (zelle if isinstance(zelle, str) else f"{zelle:f}")
    text = format_zahl(wert.unten) if wert.genau else f"{format_zahl(wert.unten)}–{format_zahl(wert.oben)}"
    return f"({text})" if zeichen == "klammer" else text


def is_figur(zelle: Zelle) -> bool:
    """Whether a cell is a number or a sign that stands for one (not just empty)."""
    if isinstance(zelle, Decimal):
        return True
    return bool(zelle.strip()) and not parse_figur(zelle, Form()).fremd


def _strip(zelle: str) -> tuple[str, bool, bool]:
    """A figure without footnote, unit and brackets; whether there was a footnote, whether it stood in brackets."""
    text = zelle.strip()
    klammer = text.startswith("(") and text.endswith(")")
    if klammer:
        text = text[1:-1].strip()
    ohne = _EINHEIT.sub("", text)
    kurz = _FUSSNOTE.sub("", ohne) if not _GRUPPEN_LEER.match(ohne) else ohne
    if kurz == ohne and not klammer:
        kurz = _KLEBENDE.sub("", ohne)
    kurz = kurz.strip()
    return (kurz, True, klammer) if kurz and kurz != ohne.strip() else (ohne.strip(), False, klammer)


def _parse_zahl(text: str, form: Form) -> Decimal | None:
    if _GRUPPEN_LEER.match(text):
        text = _LEERE.sub("", text)
    text = text.replace("\u2212", "-")
    if not _ZAHL.match(text) or len(text) > MAX_ZIFFERN:
        return None
    if _GRUPPEN_ENGLISCH.match(text):
        text = text.replace(",", "")
    elif "," in text:
        text = text.replace(".", "").replace(",", ".")
    elif form.punkt == "tausender" and _GRUPPEN.match(text):
        text = text.replace(".", "")
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
