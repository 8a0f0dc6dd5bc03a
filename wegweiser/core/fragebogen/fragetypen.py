"""The types of XLSForm, in all the spellings that have been in use, and what they are in a guide."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

_WAHL: Final = re.compile(
    r"(?P<art>select[ _]one|select1|select[ _]multiple|select all that apply|rank"
    r"|add select one prompt using|add select multiple prompt using)(?: from)? +(?P<liste>\S+)(?P<rest>.*)\Z"
)
_DATEIWAHL: Final = re.compile(r"select[ _](one|multiple)[ _](from[ _]file|external)\b")
_BEGINN: Final = re.compile(r"begin[ _](group|repeat|lgroup|looped group|loop)(?: over (\S+))?\Z")
_ENDE: Final = re.compile(r"end[ _](group|repeat|lgroup|looped group|loop)\Z")
_EINFACH: Final[Mapping[str, str]] = {
    "text": "text", "string": "text", "integer": "ganzzahl", "int": "ganzzahl", "decimal": "zahl", "range": "skala",
    "date": "datum", "geopoint": "ort", "location": "ort", "gps": "ort", "image": "datei", "photo": "datei", "audio": "datei",
    "video": "datei", "file": "datei", "acknowledge": "ja_nein", "trigger": "ja_nein",
}  # fmt: skip
_ERSATZ: Final[Mapping[str, str]] = {
    "time": "text", "datetime": "datum", "dateTime": "datum", "barcode": "text", "phone number": "text", "geotrace": "absatz",
    "geoshape": "absatz", "background-audio": "", "url": "text", "percentage": "prozent",
}  # fmt: skip
_RECHNEND: Final = frozenset({"calculate", "calculation", "hidden"})
_OHNE_MENSCH: Final = frozenset(
    {
        "start", "end", "today", "deviceid", "imei", "subscriberid", "simserial", "phonenumber", "username", "email", "audit",
        "start-geopoint", "csv-external", "xml-external", "start time", "end time", "device id", "background-geopoint",
    }
)  # fmt: skip


class Formtyp(NamedTuple):
    """What a row is: a question, a group and so on; for questions with the type they get here."""

    art: str
    """frage, gruppe, wiederholung, ende, rechnung, hinweis, entfaellt"""
    typ: str = ""
    liste: str = ""
    anderes: bool = False
    """A free answer may be added to the list."""
    fremd: bool = False
    """The guide has no such type; `typ` is the nearest."""


def parse_formtyp(text: str) -> Formtyp:
    """What the cell `type` means."""
    glatt = " ".join(text.split())
    klein = glatt.casefold()
    if treffer := _BEGINN.match(klein):
        return Formtyp("gruppe" if treffer[1] == "group" else "wiederholung", fremd=treffer[1] == "loop")
    if _ENDE.match(klein):
        return Formtyp("ende")
    if _DATEIWAHL.match(klein):
        return Formtyp("frage", "text", fremd=True)
    if treffer := _WAHL.match(glatt if glatt[:1].islower() else klein):
        return _build_wahl(treffer)
    return _build_einfach(klein)


def _build_wahl(treffer: re.Match[str]) -> Formtyp:
    art = treffer["art"]
    typ = "rangfolge" if art == "rank" else "mehrfach" if "multiple" in art or "all" in art else "auswahl"
    anderes = "other" in treffer["rest"].replace("_", " ").split()
    return Formtyp("frage", typ, treffer["liste"], anderes)


def _build_einfach(klein: str) -> Formtyp:
    if klein in _RECHNEND:
        return Formtyp("rechnung")
    if klein == "note":
        return Formtyp("hinweis")
    if klein in _OHNE_MENSCH:
        return Formtyp("entfaellt")
    if klein in _EINFACH:
        return Formtyp("frage", _EINFACH[klein])
    return Formtyp("frage", _ERSATZ.get(klein) or "text", fremd=True)
