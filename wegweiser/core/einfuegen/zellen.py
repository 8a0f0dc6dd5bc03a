"""One cell from outside as a value of its column: numbers as offices write them, choices by title or id."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from difflib import get_close_matches
from typing import NamedTuple

from wegweiser.errors import EingabeError, format_vorschlag
from wegweiser.model import frage as f
from wegweiser.model.base import Wert
from wegweiser.model.deutsch_format import parse_datum, parse_ja_nein, parse_zahl
from wegweiser.model.einfuegung import Rohzelle
from wegweiser.model.frage import Option
from wegweiser.model.knoten import CENTSTELLEN, check_wert
from wegweiser.model.wert import Optionsquelle, clean_text, fold_text, parse_wert

_STRICHE = frozenset({"-", "–", "—", "./.", "k. a.", "k.a.", "n/a", "#nv"})
_TRENNER = re.compile(r"[;\n]")
_STUFE = re.compile(r"(\d{1,4})\s*(?:[-–:=.)]|$)")
_ENGLISCH = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+\.\d+\Z")
_NACH_BETRAG = re.compile(r",[-–—]+(?=\s*(?:€|eur|euro)?\Z)", re.IGNORECASE)
_VOR_BETRAG = re.compile(r"\A(?:€|eur|euro)\s*(?=[-+\d])", re.IGNORECASE)
_KURZES_JAHR = re.compile(r"(\d{1,2}\.\s?\d{1,2}\.\s?)(\d{2})\Z")
_MIT_UHR = re.compile(r"(\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4})[ T]0?0:00(?::00)?\Z")
_AEHNLICH = 0.8
_JA_NEIN = {"x": True, "✓": True, "✔": True, "1": True, "0": False}


class Gelesen(NamedTuple):
    """A value; `als` is the title a choice was taken for where it stood there only nearly."""

    wert: Wert
    als: str = ""
    gerundet: bool = False


def parse_rohzelle(
    spalte: f.Spalte, zelle: Rohzelle, optionen: Optionsquelle, faktor: Decimal = Decimal(1)
) -> Gelesen | None:
    """The value; None for an empty cell; raises EingabeError where it does not fit."""
    if zelle.art == "fehler":
        raise EingabeError("zelle-fehlerwert", text=zelle.text)
    if zelle.art == "formel":
        raise EingabeError("zelle-formel")
    text = clean_text(zelle.text)
    if not text or (text.casefold() in _STRICHE and not isinstance(spalte, f.Text | f.Absatz)):
        return None
    gelesen = _parse(spalte, zelle._replace(text=text), optionen, faktor)
    check_wert(spalte, gelesen.wert, optionen)
    return gelesen


def _parse(spalte: f.Spalte, zelle: Rohzelle, optionen: Optionsquelle, faktor: Decimal) -> Gelesen:
    match spalte:
        case f.Text():
            return Gelesen(" ".join(zelle.text.split()))
        case f.Geldbetrag() | f.Zahl() | f.Prozent() | f.Ganzzahl():
            return _parse_zahl(spalte, zelle, faktor)
        case f.Jahr() if zelle.art == "datum":
            return Gelesen(int(zelle.text[-4:]))
        case f.Datum() if treffer := _MIT_UHR.match(zelle.text):
            return Gelesen(parse_datum(treffer[1]))
        case f.Datum() if treffer := _KURZES_JAHR.match(zelle.text):
            return Gelesen(parse_datum(f"{treffer[1]}20{treffer[2]}"))
        case f.Skala():
            return Gelesen(_parse_skala(spalte, zelle.text))
        case f.JaNein():
            bekannt = _JA_NEIN.get(zelle.text.casefold())
            return Gelesen(parse_ja_nein(zelle.text) if bekannt is None else bekannt)
        case f.Auswahl() | f.Katalogwahl():
            option, als = _find_option(zelle.text, optionen(spalte))
            return Gelesen(option.id, als)
        case f.Mehrfach():
            return _parse_mehrere(zelle.text, optionen(spalte))
        case _:
            return Gelesen(parse_wert(spalte, zelle.text, optionen))


def _parse_zahl(
    spalte: f.Geldbetrag | f.Zahl | f.Prozent | f.Ganzzahl, zelle: Rohzelle, faktor: Decimal
) -> Gelesen:
    text = _VOR_BETRAG.sub("", _NACH_BETRAG.sub("", zelle.text))
    if _ENGLISCH.match(text):
        text = text.replace(",", "").replace(".", ",")
    zahl = parse_zahl(text) * faktor
    if isinstance(spalte, f.Geldbetrag) and zelle.art == "zahl":  # computed; a spreadsheet shows it rounded
        glatt = zahl.quantize(Decimal(10) ** -CENTSTELLEN, ROUND_HALF_UP)
        ganz = zahl == zahl.to_integral_value()
        return Gelesen(zahl.quantize(Decimal(1)) if ganz else glatt, gerundet=glatt != zahl)
    if isinstance(spalte, f.Ganzzahl):
        if zahl != zahl.to_integral_value():
            raise EingabeError("keine-ganze-zahl", text=zelle.text)
        return Gelesen(int(zahl))
    return Gelesen(zahl)


def _parse_skala(spalte: f.Skala, text: str) -> int:
    """A level by its number ("3", "3 – hoch") or by its meaning."""
    for stufe, anker in spalte.anker.items():
        if fold_text(anker) == fold_text(text):
            return stufe
    if treffer := _STUFE.match(text):
        return int(treffer[1])
    zahl = parse_zahl(text)
    if zahl != zahl.to_integral_value():
        raise EingabeError("keine-ganze-zahl", text=text)
    return int(zahl)


def _parse_mehrere(text: str, optionen: Sequence[Option]) -> Gelesen:
    if fold_text(text) in {"keine", "nichts davon"}:
        return Gelesen(())
    teile = [teil for teil in _TRENNER.split(text) if teil.strip()]
    if len(teile) == 1 and "," in text and not _list_gleiche(text, optionen):
        teile = [teil for teil in text.split(",") if teil.strip()]
    paare = [_find_option(teil, optionen) for teil in teile]
    gewaehlt = {option.id for option, _ in paare}
    als = ", ".join(als or option.titel for option, als in paare) if any(als for _, als in paare) else ""
    return Gelesen(tuple(option.id for option in optionen if option.id in gewaehlt), als)


def _find_option(text: str, optionen: Sequence[Option]) -> tuple[Option, str]:
    """By id or title; else the only one whose title contains it or is spelt nearly like it. A number is no title."""
    if gleiche := _list_gleiche(text, optionen):
        return gleiche[0], ""
    gesucht = fold_text(text)
    teile = [option for option in optionen if len(gesucht) > 2 and gesucht in fold_text(option.titel)]  # noqa: PLR2004
    if not teile:
        nah = get_close_matches(gesucht, [fold_text(o.titel) for o in optionen], n=2, cutoff=_AEHNLICH)
        teile = [option for option in optionen if nah[:1] == [fold_text(option.titel)]]
    if len(teile) != 1:
        vorschlag = format_vorschlag(text, [option.titel for option in optionen])
        raise EingabeError("keine-option", text=clean_text(text), vorschlag=vorschlag)
    return teile[0], teile[0].titel


def _list_gleiche(text: str, optionen: Sequence[Option]) -> list[Option]:
    gesucht = fold_text(text)
    kennung = gesucht.replace("_", "-")
    return [o for o in optionen if gesucht == fold_text(o.titel)] or [
        o for o in optionen if gesucht == o.id.casefold() or kennung == o.id.casefold()
    ]
