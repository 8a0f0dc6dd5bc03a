"""Cuts the text of an expression into tokens; refuses everything the language does not know, with a reason."""

import re
from decimal import Decimal
from enum import Enum
from keyword import kwlist
from typing import Final, NamedTuple, Never

from wegweiser.ausdruck.typen import AusdruckFehler, Ausdrucksbefund
from wegweiser.ausdruck.vorschlag import fold_umlaute

HOECHSTENS_ZEICHEN: Final = 2000
HOECHSTENS_ZIFFERN: Final = 30

_SCHLUESSEL: Final = {
    "und": "and", "and": "and", "oder": "or", "or": "or",
    "nicht": "not", "not": "not", "in": "in",
}  # fmt: skip
_KONSTANTEN: Final = {"wahr": True, "True": True, "ja": True, "falsch": False, "False": False, "nein": False}

RESERVIERT: Final = frozenset(kwlist) | frozenset(_SCHLUESSEL) | frozenset(_KONSTANTEN)
"""Words that cannot be names."""

_TOKEN: Final = re.compile(
    r"""(?P<leer>[ \t]+)
    |(?P<text>"[^"\\\x00-\x1f\x7f]*"|'[^'\\\x00-\x1f\x7f]*')
    |(?P<zahl>[0-9]+(?:\.[0-9]+)?)
    |(?P<wort>[A-Za-z_][A-Za-z0-9_]*)
    |(?P<ersatz>=>|=<|<>|&&?|\|\|?|!(?!=))
    |(?P<fremd>\*\*|//|:=)
    |(?P<zeichen>[=!<>]=|[-+*/<>(){},.])""",
    re.VERBOSE,
)
_ERSATZ: Final = {
    "=>": ">=", "=<": "<=", "<>": "!=", "&": "und", "&&": "und", "|": "oder", "||": "oder", "!": "nicht",
    "≤": "<=", "≥": ">=", "≠": "!=", "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "×": "*", "·": "*",
    "÷": "/", "…": "...", ":": "/",
}  # fmt: skip
_TAG: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])|([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?![0-9])"
)
_UMLAUTE: Final = frozenset("äöüßÄÖÜẞ")
_TYPOGRAFISCH: Final = "„“”‚‘’»«›‹"


class Art(Enum):
    """Kind of a token."""

    NAME = "name"
    LITERAL = "literal"
    SCHLUESSEL = "schluessel"
    ZEICHEN = "zeichen"


class Token(NamedTuple):
    """One token: its kind, its Python spelling or literal value, its place in the text."""

    art: Art
    text: str
    wert: Decimal | str | bool
    von: int
    bis: int


def build_fehler(von: int, code: str, **angaben: str) -> AusdruckFehler:
    """Build the error for the finding `code` at the offset `von`."""
    return AusdruckFehler(Ausdrucksbefund(von + 1, code, angaben))


def refuse(von: int, code: str, **angaben: str) -> Never:
    """Raise the finding `code` at the offset `von`."""
    raise build_fehler(von, code, **angaben)


def parse_token(text: str) -> tuple[Token, ...]:
    """Cut a text into tokens."""
    if len(text) > HOECHSTENS_ZEICHEN:
        refuse(HOECHSTENS_ZEICHEN, "zu-lang", laenge=str(len(text)), hoechstens=str(HOECHSTENS_ZEICHEN))
    ende = len(text.rstrip())
    token: list[Token] = []
    stelle = len(text) - len(text.lstrip())
    while stelle < ende:
        treffer = _TOKEN.match(text, stelle, ende)
        if treffer is None:
            _refuse_zeichen(text, stelle, ende)
        if treffer.lastgroup != "leer":
            token.append(_build_token(text, treffer))
        stelle = treffer.end()
    if not token:
        refuse(0, "leer")
    return tuple(token)


def _build_token(text: str, treffer: re.Match[str]) -> Token:
    von, bis, wort = treffer.start(), treffer.end(), treffer.group()
    match treffer.lastgroup:
        case "text":
            return Token(Art.LITERAL, wort, wort[1:-1], von, bis)
        case "zahl":
            return Token(Art.LITERAL, wort, _parse_zahl(text, treffer), von, bis)
        case "wort":
            return _build_wort(text, treffer)
        case "zeichen":
            return Token(Art.ZEICHEN, wort, "", von, bis)
        case "ersatz":
            refuse(von, "zeichen-ersatz", zeichen=wort, ersatz=_ERSATZ[wort])
        case _:
            refuse(von, "operator-unbekannt", zeichen=wort)


def _parse_zahl(text: str, treffer: re.Match[str]) -> Decimal:
    von, bis, zahl = treffer.start(), treffer.end(), treffer.group()
    if tag := _TAG.match(text, von):
        jahr, monat, im_monat = (tag[1], tag[2], tag[3]) if tag[1] else (tag[6], tag[5], tag[4])
        refuse(von, "datum-ohne-funktion", tag=f"{jahr}-{monat:0>2}-{im_monat:0>2}")
    if sum(z.isdigit() for z in zahl) > HOECHSTENS_ZIFFERN:
        refuse(von, "zahl-zu-lang", hoechstens=str(HOECHSTENS_ZIFFERN))
    if bis < len(text) and (text[bis].isalnum() or text[bis] == "_"):
        refuse(von, "zahl-ungueltig", zahl=zahl + text[bis])
    if len(zahl.partition(".")[0]) > 1 and zahl.startswith("0"):
        refuse(von, "zahl-fuehrende-null", zahl=zahl)
    return Decimal(zahl)


def _build_wort(text: str, treffer: re.Match[str]) -> Token:
    von, bis, wort = treffer.start(), treffer.end(), treffer.group()
    folgt = text[bis : bis + 1]
    if folgt in _UMLAUTE:
        _refuse_umlaut(text, von)
    if folgt in {'"', "'"} and wort not in _SCHLUESSEL:
        refuse(von, "text-vorsatz", vorsatz=wort)
    if wort in _SCHLUESSEL:
        return Token(Art.SCHLUESSEL, _SCHLUESSEL[wort], "", von, bis)
    if wort in _KONSTANTEN:
        return Token(Art.LITERAL, wort, _KONSTANTEN[wort], von, bis)
    if wort in RESERVIERT:
        refuse(von, "wort-reserviert", wort=wort)
    if wort != wort.lower() or wort.startswith("_"):
        refuse(von, "name-schreibweise", name=wort, vorschlag=wort.lower().lstrip("_"))
    return Token(Art.NAME, wort, "", von, bis)


def _refuse_zeichen(text: str, von: int, ende: int) -> Never:
    zeichen = text[von]
    if zeichen in {'"', "'"}:
        _refuse_text(text, von, ende)
    if zeichen in "\r\n\v\f\x85\u2028\u2029":
        refuse(von, "zeilenumbruch")
    if zeichen in _TYPOGRAFISCH:
        refuse(von, "anfuehrungszeichen", zeichen=zeichen)
    if zeichen in _ERSATZ:
        refuse(von, "zeichen-ersatz", zeichen=zeichen, ersatz=_ERSATZ[zeichen])
    if zeichen in _UMLAUTE:
        _refuse_umlaut(text, von)
    codes = {
        "=": "gleich-einfach", "#": "kommentar", "\\": "rueckwaertsstrich", "%": "prozent", "€": "einheit", "²": "einheit",
    }  # fmt: skip
    if zeichen in codes:
        refuse(von, codes[zeichen], zeichen=zeichen)
    if zeichen.isspace():
        refuse(von, "leerzeichen-besonders", zeichen=f"U+{ord(zeichen):04X}")
    lesbar = zeichen if zeichen.isprintable() else f"U+{ord(zeichen):04X}"
    refuse(von, "name-zeichen" if zeichen.isalpha() else "zeichen-unbekannt", zeichen=lesbar)


def _refuse_text(text: str, von: int, ende: int) -> Never:
    """Say why the text literal that starts here does not end."""
    for stelle in range(von + 1, ende):
        if text[stelle] == text[von]:
            break
        if text[stelle] == "\\":
            refuse(stelle, "rueckwaertsstrich")
        if text[stelle] in "\r\n":
            refuse(stelle, "zeilenumbruch")
        if text[stelle] < " " or text[stelle] == "\x7f":
            refuse(stelle, "zeichen-unbekannt", zeichen=f"U+{ord(text[stelle]):04X}")
    refuse(von, "text-offen", zeichen=text[von])


def _refuse_umlaut(text: str, von: int) -> Never:
    ende = von
    while ende < len(text) and (text[ende].isalnum() or text[ende] == "_"):
        ende += 1
    name = text[von:ende]
    refuse(von, "name-umlaut", name=name, vorschlag=fold_umlaute(name))
