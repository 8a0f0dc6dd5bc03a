"""Days as people say them: „in 2 Wochen“, „Freitag“, „Ende März“, „KW 50“ – seen from a day that is given."""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from wegweiser.errors import EingabeError
from wegweiser.model.deutsch_format import parse_datum
from wegweiser.model.faltung import falte

_TAGE = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_MONATE = (
    "januar", "februar", "marz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "dezember",
)  # fmt: skip
_ZAHLEN = (
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "funf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwolf",
)
_FEST = {"heute": 0, "morgen": 1, "ubermorgen": 2}
_IN = re.compile(r"(?:in )?(\d{1,4}|[a-z]+) (tag|woche|monat|jahr)(?:e|en|n)?\Z")
_TAG_MONAT = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\Z")
_KW = re.compile(r"kw\s?(\d{1,2})(?:[ /](\d{4}))?\Z")
_ENDE = re.compile(r"(anfang|mitte|ende) ([a-z]+)(?: (\d{4}))?\Z")
_MONATSTAG = {"anfang": 1, "mitte": 15, "ende": 31}
_FREITAG = 4


def parse_termin(text: str, heute: date) -> date:
    """A day, written out or seen from today; without a year the next one that comes."""
    roh = (
        falte(text).removesuffix(" an").removeprefix("bis ").removeprefix("am ").removeprefix("zum ").strip()
    )
    for lies in _LESARTEN:
        try:
            tag = lies(roh, heute)
        except (ValueError, OverflowError):
            tag = None
        if tag is not None:
            return tag
    try:
        return parse_datum(text)
    except EingabeError:
        raise EingabeError("kein-termin", text=text.strip()) from None


def _fest(text: str, heute: date) -> date | None:
    return heute + timedelta(days=_FEST[text]) if text in _FEST else None


def _in(text: str, heute: date) -> date | None:
    treffer = _IN.match(text)
    if treffer is None:
        return None
    wort = treffer[1]
    zahl = int(wort) if wort.isdigit() else _lies_zahl(wort)
    if zahl is None:
        return None
    match treffer[2]:
        case "tag":
            return heute + timedelta(days=zahl)
        case "woche":
            return heute + timedelta(weeks=zahl)
        case "monat":
            return _add_monate(heute, zahl)
        case _:
            return _add_monate(heute, 12 * zahl)


def _lies_zahl(wort: str) -> int | None:
    stamm = wort if wort in _ZAHLEN else re.sub(r"(?:e|em|en|er)\Z", "", wort)
    return _ZAHLEN.index(stamm) if stamm in _ZAHLEN else None


def _add_monate(tag: date, monate: int) -> date:
    jahr, monat = divmod(tag.year * 12 + tag.month - 1 + monate, 12)
    return date(jahr, monat + 1, min(tag.day, monthrange(jahr, monat + 1)[1]))


def _wochentag(text: str, heute: date) -> date | None:
    """The next day of that name, never today."""
    name = re.sub(r"\A(?:nachste[rnms]?|kommende[rnms]?) ", "", text)
    name = {"sonnabend": "samstag", **{tag[:2]: tag for tag in _TAGE}}.get(name, name)
    if name not in _TAGE:
        return None
    return heute + timedelta(days=(_TAGE.index(name) - heute.weekday() - 1) % 7 + 1)


def _tag_monat(text: str, heute: date) -> date | None:
    if (treffer := _TAG_MONAT.match(text)) is None:
        return None
    tag = date(heute.year, int(treffer[2]), int(treffer[1]))
    return tag if tag >= heute else date(heute.year + 1, tag.month, tag.day)


def _kw(text: str, heute: date) -> date | None:
    """The Friday of a calendar week."""
    if (treffer := _KW.match(text)) is None:
        return None
    jahr = int(treffer[2]) if treffer[2] else heute.isocalendar().year
    tag = date.fromisocalendar(jahr, int(treffer[1]), _FREITAG + 1)
    return (
        tag if treffer[2] or tag >= heute else date.fromisocalendar(jahr + 1, int(treffer[1]), _FREITAG + 1)
    )


def _ende(text: str, heute: date) -> date | None:
    """„Ende März“, „Mitte Mai 2027“, „Monatsende“, „Jahresende“."""
    if text in {"monatsende", "ende des monats", "ende monat"}:
        return date(heute.year, heute.month, monthrange(heute.year, heute.month)[1])
    if text in {"jahresende", "ende des jahres"}:
        return date(heute.year, 12, 31)
    treffer = _ENDE.match(text)
    monat = _finde_monat(treffer[2]) if treffer else None
    if treffer is None or monat is None:
        return None
    jahr = int(treffer[3]) if treffer[3] else heute.year

    def im(jahr: int) -> date:
        return date(jahr, monat, min(_MONATSTAG[treffer[1]], monthrange(jahr, monat)[1]))

    return im(jahr) if treffer[3] or im(jahr) >= heute else im(jahr + 1)


def _finde_monat(wort: str) -> int | None:
    treffer = [nr for nr, monat in enumerate(_MONATE, 1) if monat.startswith(wort)]
    return treffer[0] if len(treffer) == 1 else None


_LESARTEN: Sequence[Callable[[str, date], date | None]] = (_fest, _in, _wochentag, _tag_monat, _kw, _ende)
