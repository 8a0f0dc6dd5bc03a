"""German forms for templates: money, shares, dates, lists, tables."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import ceil
from typing import Any, TypeAlias

from wegweiser.adapters import bilder
from wegweiser.adapters.bilder import Worte
from wegweiser.model.deutsch_format import format_datum, format_zahl
from wegweiser.model.massnahmenplan import Termin
from wegweiser.model.rechenweg import Rechenweg

NBSP = "\u00a0"
_ZAHL = re.compile(r"[-−–]?\s*\d[\d.,]*\s*(?:€|%|m²)?\Z")
_STAND = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?\Z")
_ZEIT = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}\Z|(?:19|20)\d\d\Z")
MONATE = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
Zeilen: TypeAlias = Sequence[Mapping[str, str]]


def euro(betrag: Decimal) -> str:
    """Euros with dots and sign."""
    return bilder.format_euro(betrag)


def rund(betrag: Decimal) -> str:
    """Euros with two digits that count, for summaries: 81.600 becomes "rund 82.000 €"."""
    stellen = max(betrag.adjusted() - 1, 0) if betrag else 0
    gerundet = betrag.quantize(Decimal((0, (1,), stellen))) if stellen else betrag
    return f"rund{NBSP}{euro(Decimal(int(gerundet)))}"


def zahl(wert: Decimal | int, stellen: int | None = None) -> str:
    """A number with dots and comma."""
    return format_zahl(wert if stellen is None else round(Decimal(wert), stellen)).replace("-", "−")


def prozent(anteil: Decimal, stellen: int = 1) -> str:
    """A share of one: 0.363 as "36,3 %"."""
    return bilder.format_anteil(anteil, stellen)


def datum(tag: date) -> str:
    """22.11.2026."""
    return format_datum(tag)


def langes_datum(tag: date) -> str:
    """22. November 2026."""
    return f"{tag.day}.{NBSP}{MONATE[tag.month - 1]} {tag.year}"


def monat(tag: date) -> str:
    """November 2026."""
    return f"{MONATE[tag.month - 1]} {tag.year}"


def ergebnis(rechnung: Rechenweg) -> str:
    """The figure of a working in the form of its kind; empty where it is missing."""
    wert = rechnung.wert
    if isinstance(wert, bool):
        return "Ja" if wert else "Nein"
    if not isinstance(wert, Decimal):
        return wert or ""
    if rechnung.art == "geldbetrag":
        return euro(wert)
    if rechnung.art in {"anteil", "prozent"}:
        return prozent(wert if rechnung.art == "anteil" else wert / 100)
    return zahl(wert, 2).removesuffix(",00")


def ist_zahl(wert: object) -> bool:
    """Whether a value is a figure rather than words."""
    return isinstance(wert, Decimal)


def wort(kennung: str, worte: Mapping[str, str]) -> str:
    """The German word for an id; an unknown id is shown as it is, readable."""
    return worte.get(kennung, kennung.replace("-", " ").replace("_", " "))


def stand(text: str) -> str:
    """When something was last checked: 2026-11 as "November 2026", 2026-11-04 as "04.11.2026", 2026 as it is."""
    treffer = _STAND.match(text)
    if not treffer:
        return text
    jahr, monat_nr, tag = treffer[1], int(treffer[2]), treffer[3]
    return f"{tag}.{treffer[2]}.{jahr}" if tag else f"{MONATE[monat_nr - 1]} {jahr}"


def gross(text: str) -> str:
    """With a capital at the beginning: choices are worded as parts of sentences."""
    return text[:1].upper() + text[1:]


def termintext(termin: Termin, muster: Worte) -> str:
    """What happens on a date, in the words of the template for its kind."""
    werte = {"titel": termin.titel, "massnahme": termin.massnahme or ""}
    return re.sub(r"\{(titel|massnahme)\}", lambda treffer: werte[treffer[1]], muster[termin.art])


def fuelle(text: str, **werte: object) -> str:
    """A text with its places filled; it comes from a guide and is no template."""
    for name, wert in werte.items():
        text = text.replace(f"{{{name}}}", str(wert))
    return text


def aufzaehlung(teile: Sequence[object]) -> str:
    """1, 2 und 3."""
    worte = [str(teil) for teil in teile]
    return " und ".join(filter(None, (", ".join(worte[:-1]), *worte[-1:])))


def portionen(liste: Sequence[Any], hoechstens: int) -> list[Sequence[Any]]:
    """Cut into parts of nearly the same length, none longer than that."""
    anzahl = max(ceil(len(liste) / hoechstens), 1)
    grenzen = [round(nr * len(liste) / anzahl) for nr in range(anzahl + 1)]
    return [liste[von:bis] for von, bis in pairwise(grenzen)]


def breiten(zeilen: Zeilen, spalten: Sequence[tuple[str, str]]) -> tuple[int, ...]:
    """Column widths in percent: long texts get more, but no column less than its longest word."""
    masze = [_mass([titel, *(zeile.get(id_, "") for zeile in zeilen)]) for id_, titel in spalten]
    vordere = [int(100 * mass / sum(masze)) for mass in masze[:-1]]
    return (*vordere, 100 - sum(vordere))


def _mass(texte: Sequence[str]) -> float:
    wortlaenge = max((len(w) for t in texte for w in re.split(r"[\s/-]", t)), default=1)
    laenge = max((len(t) for t in texte), default=1)
    return float(max(6, min(wortlaenge, 18) * 1.1, min(laenge, 90) ** 0.75))


def ist_zahlenspalte(zeilen: Zeilen, spalte: str) -> bool:
    """Whether every cell of the column is an amount (not a day or a year), so that it is set to the right."""
    zellen = [zeile.get(spalte, "").replace(NBSP, " ").strip() for zeile in zeilen]
    voll = [z for z in zellen if z not in {"", "–", "-"}]
    return bool(voll) and all(_ZAHL.match(z) for z in voll) and not all(_ZEIT.match(z) for z in voll)


def gruppiere(zeilen: Zeilen, spalte: str) -> list[tuple[str, list[Mapping[str, str]]]]:
    """Rows by the value of a column, groups in the order in which they first appear."""
    gruppen: dict[str, list[Mapping[str, str]]] = {}
    for zeile in zeilen:
        gruppen.setdefault(zeile.get(spalte, ""), []).append(zeile)
    return list(gruppen.items())
