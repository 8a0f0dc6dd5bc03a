"""What a department wrote into a field, as an answer: typed text, real numbers and dates, crosses, numbers in order."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import cast

from wegweiser.errors import EingabeError
from wegweiser.errors.rueckgabe import ANGEKREUZT, NICHT_ANGEKREUZT, UNBEKANNT, WEISS_NICHT
from wegweiser.model import frage as f
from wegweiser.model.base import Wert
from wegweiser.model.deutsch_format import format_datum
from wegweiser.model.knoten import check_wert
from wegweiser.model.rueckgabe import Rueckfeld
from wegweiser.model.wert import KEINE, Optionsquelle, clean_text, find_option, parse_wert

_STUFE = re.compile(r"(-?\d+)\s*[–=:-]\s*\D")
_KURZES_JAHR = re.compile(r"(\d{1,2}\.\s?\d{1,2}\.)\s?(\d{2})\Z")
_TAG_NULL = date(1899, 12, 30)
_TAGE = range(10_000, 80_000)  # 1927 to 2119: other numbers are no day
_ZAHLEN = f.Ganzzahl | f.Zahl | f.Geldbetrag | f.Prozent | f.Jahr | f.Skala


def ist_unbekannt(frage: f.Frage, feld: Rueckfeld, optionen: Optionsquelle) -> bool:
    """Whether somebody wrote that they do not know; an option of that name is an answer."""
    if not isinstance(feld.inhalt, str):
        return False
    text = " ".join(feld.inhalt.casefold().rstrip(".! ").split())
    bekannt = WEISS_NICHT if isinstance(frage, f.Text | f.Absatz) else UNBEKANNT
    if text not in bekannt and f"{text}." not in bekannt:
        return False
    return not (isinstance(frage, f.Wahlfrage) and _steht_zur_wahl(frage, feld.inhalt, optionen))


def _steht_zur_wahl(frage: f.Frage, text: str, optionen: Optionsquelle) -> bool:
    try:
        find_option(text, optionen(frage))
    except EingabeError:
        return False
    return True


def parse_feld(frage: f.Frage, feld: Rueckfeld, optionen: Optionsquelle) -> Wert:
    """The value of one field; raises EingabeError with a sentence."""
    if feld.code:
        raise EingabeError(feld.code, text=feld.inhalt)
    match feld.inhalt:
        case bool():
            return parse_wert(frage, "ja" if feld.inhalt else "nein", optionen)
        case date():
            return _parse_tag(frage, feld.inhalt, optionen)
        case int() | Decimal():
            return _parse_zahl(frage, feld, feld.inhalt, optionen)
        case str():
            return parse_wert(frage, _glaette(frage, feld.inhalt), optionen)
        case None:
            raise EingabeError("leer")


def _parse_tag(frage: f.Frage, tag: date, optionen: Optionsquelle) -> Wert:
    text = format_datum(tag)
    if isinstance(frage, _ZAHLEN):
        raise EingabeError("rueckgabe-statt-zahl", text=text)
    return parse_wert(frage, text, optionen)


def _parse_zahl(frage: f.Frage, feld: Rueckfeld, zahl: int | Decimal, optionen: Optionsquelle) -> Wert:
    if isinstance(frage, f.Prozent) and feld.prozent:
        zahl = zahl * 100
    if isinstance(frage, f.Datum) and zahl == int(zahl) and int(zahl) in _TAGE:
        return parse_wert(frage, format_datum(_TAG_NULL + timedelta(days=int(zahl))), optionen)
    if isinstance(frage, f.JaNein) and zahl in {0, 1}:
        return parse_wert(frage, "ja" if zahl else "nein", optionen)
    return parse_wert(frage, _format_zahl(zahl).replace(".", ","), optionen)


def _format_zahl(zahl: int | Decimal) -> str:
    """Digits and a point, without an exponent and without zeros at the end."""
    text = f"{Decimal(zahl):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _glaette(frage: f.Frage, text: str) -> str:
    """What people add to a number or leave out of a date."""
    roh = clean_text(text)
    match frage:
        case f.Skala() if treffer := _STUFE.match(roh):
            return treffer[1]
        case f.Ganzzahl() | f.Zahl() if frage.einheit and roh.casefold().endswith(frage.einheit.casefold()):
            return roh[: -len(frage.einheit)].strip()
        case f.Datum() if treffer := _KURZES_JAHR.match(roh):
            return f"{treffer[1]}20{treffer[2]}"
        case _:
            return roh


def parse_teile(frage: f.Frage, teile: Mapping[str, Rueckfeld], optionen: Optionsquelle) -> Wert | None:
    """The answers to single options together; None where there are none. Raises EingabeError."""
    for feld in teile.values():
        if feld.code:
            raise EingabeError(feld.code, text=feld.inhalt)
    reihe = [option.id for option in optionen(frage)]
    for id_, feld in teile.items():
        if id_ not in reihe and (not isinstance(frage, f.Mehrfach) or _ist_angekreuzt(feld)):
            raise EingabeError("rueckgabe-option-fort", text=id_)
    bekannt = {id_: teile[id_] for id_ in reihe if id_ in teile}
    wert: Wert
    match frage:
        case f.Mehrfach():
            wert = tuple(id_ for id_, feld in bekannt.items() if _ist_angekreuzt(feld))
        case f.Rangfolge():
            wert = _ordne(bekannt)
        case f.Verteilung():
            anteil = f.Zahl(id=frage.id, text=frage.text, typ="zahl")
            anteile = {id_: parse_feld(anteil, _als_prozent(feld), optionen) for id_, feld in bekannt.items()}
            wert = cast("dict[str, Decimal]", anteile)
        case _:
            return None
    if not wert:
        return None
    check_wert(frage, wert, optionen)
    return wert


def _als_prozent(feld: Rueckfeld) -> Rueckfeld:
    if feld.prozent and isinstance(feld.inhalt, int | Decimal):
        return feld._replace(inhalt=feld.inhalt * 100, prozent=False)
    return feld


def _ist_angekreuzt(feld: Rueckfeld) -> bool:
    if isinstance(feld.inhalt, bool):
        return feld.inhalt
    text = str(feld.inhalt).strip().casefold()
    if text not in ANGEKREUZT | NICHT_ANGEKREUZT:
        raise EingabeError("rueckgabe-kreuz", text=feld.inhalt)
    return text in ANGEKREUZT


def _ordne(teile: Mapping[str, Rueckfeld]) -> tuple[str, ...]:
    nummern = {id_: str(feld.inhalt).strip().rstrip(".") for id_, feld in teile.items()}
    if sorted(nummern.values()) != sorted(str(nr) for nr in range(1, len(nummern) + 1)):
        raise EingabeError("rueckgabe-rang", text=", ".join(nummern.values()))
    return tuple(sorted(nummern, key=lambda id_: int(nummern[id_])))


def heisst_keine(feld: Rueckfeld) -> bool:
    """Whether somebody wrote that none of the options fits."""
    return isinstance(feld.inhalt, str) and feld.inhalt.casefold().removesuffix(" davon") in KEINE


def parse_zeilen(
    frage: f.Tabelle, zeilen: Sequence[Mapping[str, Rueckfeld]], optionen: Optionsquelle
) -> tuple[tuple[Mapping[str, Wert], ...], list[tuple[str, EingabeError]]]:
    """The rows of a table without ids, and what cannot be read with its cell."""
    fertig, fehler = [], []
    spalten = {spalte.id: spalte for spalte in frage.spalten}
    for zeile in zeilen:
        werte: dict[str, Wert] = {}
        for id_, feld in zeile.items():
            if id_ not in spalten:
                fehler.append((feld.ort, EingabeError("rueckgabe-spalte-fort", text=id_)))
                continue
            if not feld.code and ist_unbekannt(spalten[id_], feld, optionen):
                continue
            try:
                werte[id_] = parse_feld(spalten[id_], feld, optionen)
            except EingabeError as grund:
                titel = spalten[id_].kurz or spalten[id_].text
                fehler.append((feld.ort, EingabeError("rueckgabe-spalte", spalte=titel, grund=f"{grund.satz} {grund.hinweis}".strip())))  # fmt: skip
        if werte:
            fertig.append(werte)
    return tuple(fertig), fehler
