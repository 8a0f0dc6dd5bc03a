"""Answers as people type and read them: `parse_wert(format_wert(x)) == x` for every question type."""

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias, assert_never, cast

from wegweiser.errors import EingabeError, format_vorschlag
from wegweiser.model import frage as f
from wegweiser.model.base import Knoten, Wert
from wegweiser.model.deutsch_format import (
    format_betrag,
    format_datum,
    format_zahl,
    parse_datum,
    parse_ja_nein,
    parse_zahl,
    parse_zahl_kanonisch,
)
from wegweiser.model.frage import Option
from wegweiser.model.knoten import check_wert, format_knoten, parse_knoten

# The options of a question: written in it, from a catalogue, or the rows of a table.
Optionsquelle: TypeAlias = Callable[[f.Frage], Sequence[Option]]

KEINE = ("keine", "nichts davon", "0")  # on paper „nichts davon“ has the number 0
_STEUERZEICHEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_NUMMER = re.compile(r"[0-9]{1,6}\Z")
_PAAR = re.compile(r"(.+?)\s*=\s*([^=;]+)\Z", re.DOTALL)
_GANZ = re.compile(r"(.+)\Z", re.DOTALL)
_ORT = re.compile(r"(.*?)\s*\((-?\d+(?:[.,]\d+)?)\s*;\s*(-?\d+(?:[.,]\d+)?)\)\Z")


def clean_text(text: str) -> str:
    """Composed umlauts, no control characters, no blank around; line ends are single line feeds."""
    glatt = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _STEUERZEICHEN.sub("", glatt).strip()


def fold_text(text: str) -> str:
    """A text for comparing: no case, no difference between the dotted and the dotless i of Turkish."""
    return clean_text(text).casefold().replace("\u0307", "").replace("ı", "i")


def keine_optionen(_: f.Frage) -> Sequence[Option]:
    """For questions without options."""
    return ()


def parse_wert(frage: f.Frage, text: str, optionen: Optionsquelle = keine_optionen) -> Wert:
    """What a person typed, as a value; raises EingabeError with a sentence for that person."""
    roh = clean_text(text)
    if not roh:
        raise EingabeError("leer")
    wert = _parse(frage, roh, optionen)
    check_wert(frage, wert, optionen)
    return wert


def _parse(frage: f.Frage, text: str, optionen: Optionsquelle) -> Wert:  # noqa: C901 - one case per type
    match frage:
        case f.Text() | f.Absatz() | f.Dateifrage():
            return text
        case f.Ganzzahl() | f.Jahr() | f.Skala():
            return _parse_ganzzahl(text)
        case f.Zahl() | f.Geldbetrag() | f.Prozent():
            return parse_zahl(text)
        case f.Datum():
            return parse_datum(text)
        case f.JaNein():
            return parse_ja_nein(text)
        case f.Auswahl() | f.Katalogwahl():
            return find_option(text, optionen(frage)).id
        case f.Mehrfach() | f.Rangfolge():
            return _parse_mehrere(text, optionen(frage), sortiert=isinstance(frage, f.Mehrfach))
        case f.Verteilung():
            return _parse_verteilung(text, optionen(frage))
        case f.Ort():
            return _parse_ort(text)
        case f.Tabelle():
            return parse_knoten(frage, _lies_json(text), optionen)
    assert_never(frage)


def find_einheit(frage: f.Frage) -> str:
    """The unit as it stands behind a value: %, €, the question's own, or none."""
    match frage:
        case f.Prozent():
            return "%"
        case f.Geldbetrag():
            return (frage.einheit or "€").replace("Euro", "€")
        case _:
            return frage.einheit or ""


def format_wert(frage: f.Frage, wert: Wert, optionen: Optionsquelle = keine_optionen) -> str:
    """A value as a person reads it and could type it again."""
    match wert:
        case bool():
            return "Ja" if wert else "Nein"
        case date():
            return format_datum(wert)
        case int():
            return str(wert) if isinstance(frage, f.Jahr) else format_zahl(wert)
        case Decimal():
            return format_betrag(wert) if isinstance(frage, f.Geldbetrag) else format_zahl(wert)
        case str():
            return _format_option(wert, optionen(frage)) if isinstance(frage, f.Wahlfrage) else wert
        case tuple():
            if isinstance(frage, f.Tabelle):
                return json.dumps(format_knoten(frage, wert), ensure_ascii=False)
            titel = [_format_option(cast(str, eintrag), optionen(frage)) for eintrag in wert]
            return "; ".join(titel) or next(
                wort for wort in KEINE if not _list_treffer(wort, optionen(frage))
            )
        case _:
            if isinstance(frage, f.Ort):
                return _format_ort(cast("dict[str, object]", wert))
            return "; ".join(
                f"{_format_option(k, optionen(frage))} = {format_zahl(v)}" for k, v in wert.items()
            )


def find_titel(id_: str, optionen: Sequence[Option]) -> str:
    """The title of an option; the id itself where the option is gone."""
    return next((option.titel for option in optionen if option.id == id_), id_)


def find_option(text: str, optionen: Sequence[Option]) -> Option:
    """The option meant by an id, a title or its number in the list; else EingabeError with a suggestion."""
    gesucht = clean_text(text)
    if treffer := _list_treffer(gesucht, optionen):
        return treffer[0]
    if _NUMMER.match(gesucht) and 0 < int(gesucht) <= len(optionen):
        return optionen[int(gesucht) - 1]
    raise EingabeError(
        "keine-option", text=gesucht, vorschlag=format_vorschlag(gesucht, [o.titel for o in optionen])
    )


def _list_treffer(gesucht: str, optionen: Sequence[Option]) -> list[Option]:
    """The options with that id, else with that title, else with either in another case or another i."""
    for passt in (
        lambda option: option.id == gesucht,
        lambda option: clean_text(option.titel) == gesucht,
        lambda option: gesucht.casefold() in {option.id.casefold(), clean_text(option.titel).casefold()},
        lambda option: fold_text(gesucht) == fold_text(option.titel),
    ):
        if treffer := [option for option in optionen if passt(option)]:
            return treffer
    return []


def _format_option(id_: str, optionen: Sequence[Option]) -> str:
    """The title; the id where the title would be taken for another option (rows may be called the same)."""
    titel = clean_text(find_titel(id_, optionen))
    treffer = _list_treffer(titel, optionen)
    return titel if treffer and treffer[0].id == id_ else id_


def _parse_ganzzahl(text: str) -> int:
    try:
        zahl = parse_zahl(text)
    except EingabeError:
        raise EingabeError("keine-ganze-zahl", text=text) from None
    if zahl != zahl.to_integral_value():
        raise EingabeError("keine-ganze-zahl", text=text)
    return int(zahl)


def _parse_mehrere(text: str, optionen: Sequence[Option], *, sortiert: bool) -> tuple[str, ...]:
    if text.casefold() in KEINE and not _list_treffer(text, optionen):
        return ()
    try:
        ids = [find_option(text, optionen).id]
    except EingabeError:
        teile = _zerlege(text, optionen) if ";" in text else text.split(",")
        ids = [find_option(teil, optionen).id for teil in teile if teil.strip()]
    doppelt = next((id_ for id_ in ids if ids.count(id_) > 1), None)
    if doppelt:
        raise EingabeError("doppelt-gewaehlt", text=find_titel(doppelt, optionen))
    reihenfolge = [option.id for option in optionen]
    return tuple(sorted(ids, key=reihenfolge.index)) if sortiert else tuple(ids)


def _zerlege(text: str, optionen: Sequence[Option], muster: re.Pattern[str] = _GANZ) -> list[str]:
    """The parts between semicolons; a title that has semicolons itself stays whole."""

    def passt(teil: str) -> bool:
        treffer = muster.match(clean_text(teil))
        return treffer is not None and bool(_list_treffer(treffer[1], optionen))

    teile = text.split(";")
    laengste = 1 + max((option.titel.count(";") for option in optionen), default=0)
    ganze: list[str] = []
    nr = 0
    while nr < len(teile):
        laengen = range(min(laengste, len(teile) - nr), 1, -1)
        anzahl = next((n for n in laengen if passt(";".join(teile[nr : nr + n]))), 1)
        ganze.append(";".join(teile[nr : nr + anzahl]))
        nr += anzahl
    return ganze


def _parse_verteilung(text: str, optionen: Sequence[Option]) -> dict[str, Decimal]:
    anteile: dict[str, Decimal] = {}
    for teil in _zerlege(text, optionen, _PAAR):
        paar = _PAAR.match(teil.strip())
        if not paar:
            raise EingabeError("kein-eintrag", text=teil.strip())
        option = find_option(paar[1], optionen)
        if option.id in anteile:
            raise EingabeError("doppelt-gewaehlt", text=option.titel)
        anteile[option.id] = parse_zahl(paar[2])
    return anteile


def _parse_ort(text: str) -> dict[str, Decimal] | str:
    treffer = _ORT.match(text)
    if not treffer:
        return text
    breite, laenge = (parse_zahl_kanonisch(treffer[nr].replace(",", ".")) for nr in (2, 3))
    return cast("dict[str, Decimal]", {"bezeichnung": treffer[1], "breite": breite, "laenge": laenge})


def _format_ort(wert: dict[str, object]) -> str:
    breite, laenge = (format_zahl(cast(Decimal, wert[teil])) for teil in ("breite", "laenge"))
    return f"{wert['bezeichnung']} ({breite}; {laenge})"


def _lies_json(text: str) -> Knoten:
    def als_knoten(daten: object) -> Knoten:
        match daten:
            case None:
                return None
            case str():
                return clean_text(daten)
            case bool():
                return "ja" if daten else "nein"
            case list():
                return [als_knoten(teil) for teil in daten]
            case dict():
                return {str(name): als_knoten(teil) for name, teil in daten.items()}
            case _:
                return str(daten)

    try:
        return als_knoten(json.loads(text, parse_int=str, parse_float=str))
    except json.JSONDecodeError as fehler:
        raise EingabeError("kein-json", zeile=fehler.lineno, spalte=fehler.colno) from None
    except RecursionError:
        raise EingabeError("kein-json", zeile=1, spalte=1) from None
