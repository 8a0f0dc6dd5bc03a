"""German forms of numbers and dates, and back: "1.234,56", "22.11.2026", "Ja"."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from wegweiser.errors import EingabeError

_TAUSENDER = re.compile(r"[-+]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?\Z")
_KOMMA = re.compile(r"[-+]?\d+(?:,\d+)?\Z")
_PUNKT = re.compile(r"[-+]?\d+(?:\.\d+)?\Z")
_ENDE = re.compile(r"\s*(?:€|EUR|Euro|%|Prozent)\Z", re.IGNORECASE)
_TAG = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\Z")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_JA = frozenset({"ja", "j", "wahr", "true"})
_NEIN = frozenset({"nein", "n", "falsch", "false"})
_UHRZEIT = re.compile(r"(\d{1,2})(?::(\d{2}))?\Z")
_KILO = 1000
_LETZTE_STUNDE, _LETZTE_MINUTE = 23, 59
WOCHENTAGE = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MAX_ZIFFERN = 20  # so that sums and cents stay exact within the 28 digits of a Decimal


def parse_zahl(text: str) -> Decimal:
    """A number as Germans write it; a single dot before three digits separates thousands."""
    roh = _ENDE.sub("", text.strip()).replace("\u2212", "-").replace("\u00a0", "").replace(" ", "")
    if _TAUSENDER.match(roh) or _KOMMA.match(roh):
        roh = roh.replace(".", "").replace(",", ".")
    try:
        return parse_zahl_kanonisch(roh)
    except EingabeError:
        raise EingabeError("keine-zahl", text=text.strip()) from None


def parse_zahl_kanonisch(text: str) -> Decimal:
    """A number as files write it: digits and a decimal point, nothing else."""
    if len(text) <= MAX_ZIFFERN and text.isascii() and _PUNKT.match(text):
        return Decimal(text)
    raise EingabeError("dateizahl", text=text)


def format_zahl(wert: Decimal | int) -> str:
    """Thousands with dots, decimals with a comma, as many decimals as the number has."""
    ganz, _, rest = f"{Decimal(wert):f}".partition(".")
    vorzeichen, ziffern = ("-", ganz[1:]) if ganz.startswith("-") else ("", ganz)
    gruppen = f"{int(ziffern):,}".replace(",", ".")
    return f"{vorzeichen}{gruppen},{rest}" if rest else f"{vorzeichen}{gruppen}"


def format_bytes(anzahl: int) -> str:
    """The size of a file: 812 Byte, 24,5 kB, 1,3 MB."""
    if anzahl < _KILO:
        return f"{anzahl} Byte"
    zahl, einheit = (anzahl / _KILO, "kB") if anzahl < _KILO**2 else (anzahl / _KILO**2, "MB")
    return f"{format_zahl(Decimal(f'{zahl:.1f}'))} {einheit}"


def format_betrag(wert: Decimal) -> str:
    """Euros: whole amounts without cents, others with two decimals ("1.250", "1.250,50")."""
    return format_zahl(
        wert.quantize(Decimal(1)) if wert == wert.to_integral_value() else wert.quantize(Decimal("0.01"))
    )


def parse_datum(text: str) -> date:
    """A day as 15.12.2026 or 2026-12-15."""
    roh = text.strip()
    if treffer := _TAG.match(roh):
        tag, monat, jahr = (int(teil) for teil in treffer.groups())
    elif treffer := _ISO.match(roh):
        jahr, monat, tag = (int(teil) for teil in treffer.groups())
    else:
        raise EingabeError("kein-datum", text=roh)
    try:
        return date(jahr, monat, tag)
    except ValueError:
        raise EingabeError("kein-datum", text=roh) from None


def parse_uhrzeit(text: str) -> str:
    """A time of day as 18:05, also typed as 18.05, 18:05 Uhr or 18 Uhr."""
    roh = text.strip().casefold().removesuffix("uhr").strip().replace(".", ":")
    treffer = _UHRZEIT.match(roh)
    if treffer is None or int(treffer[1]) > _LETZTE_STUNDE or int(treffer[2] or 0) > _LETZTE_MINUTE:
        raise EingabeError("keine-uhrzeit", text=text.strip()[:20])
    return f"{int(treffer[1]):02d}:{int(treffer[2] or 0):02d}"


def format_datum(wert: date) -> str:
    """A day as 15.12.2026."""
    return f"{wert:%d.%m.}{wert.year:04d}"


def format_zeitpunkt(wert: datetime) -> str:
    """Day and time as 15.12.2026, 10:30 Uhr."""
    return f"{format_datum(wert.date())}, {wert:%H:%M} Uhr"


def format_alter(dauer: timedelta) -> str:
    """How long ago something was, in the largest unit that fits."""
    sekunden = int(dauer.total_seconds())
    for einheit, mehrzahl, laenge in (
        ("Tag", "Tagen", 86400),
        ("Stunde", "Stunden", 3600),
        ("Minute", "Minuten", 60),
    ):
        if (anzahl := sekunden // laenge) > 0:
            return (
                f"vor {anzahl} {mehrzahl}"
                if anzahl > 1
                else f"vor einem {einheit}"
                if einheit == "Tag"
                else f"vor einer {einheit}"
            )
    return "gerade eben"


def parse_ja_nein(text: str) -> bool:
    """Yes or no, as a word or its first letter."""
    roh = text.strip().casefold()
    if roh in _JA:
        return True
    if roh in _NEIN:
        return False
    raise EingabeError("kein-ja-nein", text=text.strip())
