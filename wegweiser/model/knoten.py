"""Answers as the Vorhaben file holds them: leaves are text, numbers have a decimal point, choices are ids."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath, PureWindowsPath
from typing import assert_never, cast

from wegweiser.errors import EingabeError, format_auswahl, format_vorschlag
from wegweiser.errors.leitfaden import KOMMA
from wegweiser.errors.werte import FORMEN
from wegweiser.model import frage as f
from wegweiser.model.base import Knoten, Wert, Zeile
from wegweiser.model.deutsch_format import format_zahl, parse_datum, parse_ja_nein, parse_zahl_kanonisch

_SATZ_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}\Z")
CENTSTELLEN = 2
Optionen = Callable[[f.Frage], Sequence[f.Option]]


def parse_knoten(frage: f.Frage, knoten: Knoten, optionen: Optionen) -> Wert:
    """A YAML node as a value of this question; raises EingabeError where it does not fit."""
    wert = _parse(frage, knoten, optionen)
    check_wert(frage, wert, optionen)
    return wert


def _parse(frage: f.Frage, knoten: Knoten, optionen: Optionen) -> Wert:  # noqa: C901 - one case per type
    match frage:
        case f.Text() | f.Absatz() | f.Dateifrage() | f.Auswahl() | f.Katalogwahl():
            return _text(knoten)
        case f.Ganzzahl() | f.Jahr() | f.Skala():
            zahl = parse_zahl_kanonisch(_text(knoten))
            if zahl != zahl.to_integral_value():
                raise EingabeError("dateizahl-ganz", text=knoten)
            return int(zahl)
        case f.Geldbetrag():
            return _parse_geldbetrag(_text(knoten))
        case f.Zahl() | f.Prozent():
            return parse_zahl_kanonisch(_text(knoten))
        case f.Datum():
            return parse_datum(_text(knoten))
        case f.JaNein():
            return parse_ja_nein(_text(knoten))
        case f.Mehrfach():
            reihe = {option.id: nr for nr, option in enumerate(optionen(frage))}
            return tuple(
                sorted((_text(teil) for teil in _liste(knoten)), key=lambda id_: reihe.get(id_, len(reihe)))
            )
        case f.Rangfolge():
            return tuple(_text(teil) for teil in _liste(knoten))
        case f.Verteilung():
            return {name: parse_zahl_kanonisch(_text(teil)) for name, teil in _zuordnung(knoten).items()}
        case f.Ort():
            return _parse_ort(knoten)
        case f.Tabelle():
            return tuple(_parse_zeile(frage, nr, teil, optionen) for nr, teil in enumerate(_liste(knoten), 1))
    assert_never(frage)


def _parse_geldbetrag(text: str) -> Decimal:
    """Euros; `1.200` is far more often meant as twelve hundred than as one euro twenty, so it is not guessed."""
    if text.endswith("0") and len(text.partition(".")[2]) > CENTSTELLEN:
        raise EingabeError("tausenderpunkt", text=text)
    return parse_zahl_kanonisch(text)


def _parse_ort(knoten: Knoten) -> Wert:
    if isinstance(knoten, str):
        return knoten
    teile = _zuordnung(knoten)
    if set(teile) != {"bezeichnung", "breite", "laenge"}:
        raise EingabeError("kein-ort", text=", ".join(teile))
    breite, laenge = (parse_zahl_kanonisch(_text(teile[teil])) for teil in ("breite", "laenge"))
    ort: Mapping[str, object] = {
        "bezeichnung": _text(teile["bezeichnung"]),
        "breite": breite,
        "laenge": laenge,
    }
    return cast(Wert, ort)


def _parse_zeile(tabelle: f.Tabelle, nr: int, knoten: Knoten, optionen: Optionen) -> Zeile:
    teile = _zuordnung(knoten)
    spalten = {spalte.id: spalte for spalte in tabelle.spalten}
    zeile: dict[str, Wert] = {}
    for name, teil in teile.items():
        if name == "id":
            if not isinstance(teil, str) or not _SATZ_ID.match(teil):
                raise EingabeError("zeile-id", nr=nr, text=teil)
            zeile["id"] = teil
        elif name not in spalten:
            vorschlag = format_vorschlag(name, spalten) or (KOMMA if teil is None else "")
            raise EingabeError("zeile-unbekannte-spalte", nr=nr, text=name, vorschlag=vorschlag)
        elif teil is not None:
            try:
                zeile[name] = parse_knoten(spalten[name], teil, optionen)
            except EingabeError as fehler:
                raise EingabeError(
                    "zeile-wert", nr=nr, spalte=spalten[name].kurz or spalten[name].text, grund=fehler.satz
                ) from None
    return zeile


def add_zeilen_ids(
    tabelle: f.Tabelle, zeilen: Sequence[Zeile], vergeben: Sequence[str] = ()
) -> tuple[Zeile, ...]:
    """Give every row without an id the next free one; ids in `vergeben` are never used again."""
    benutzt = {str(zeile["id"]) for zeile in zeilen if "id" in zeile} | set(vergeben)
    nr = 0
    fertig: list[Zeile] = []
    for zeile in zeilen:
        if "id" in zeile:
            fertig.append(zeile)
            continue
        while (id_ := f"{tabelle.vorsatz}{(nr := nr + 1)}") in benutzt:
            pass
        benutzt.add(id_)
        fertig.append({"id": id_, **zeile})
    return tuple(fertig)


def format_knoten(frage: f.Frage, wert: Wert) -> Knoten:
    """A value as YAML node; table rows keep their id first, then the order of the columns."""
    match wert:
        case bool():
            return "ja" if wert else "nein"
        case date():
            return wert.isoformat()
        case Decimal():
            text = f"{wert:f}"
            zu_lang = isinstance(frage, f.Geldbetrag) and len(text.partition(".")[2]) > CENTSTELLEN
            return text.rstrip("0").rstrip(".") if zu_lang else text
        case int() | str():
            return str(wert)
        case tuple():
            if isinstance(frage, f.Tabelle):
                return [_format_zeile(frage, cast(Zeile, zeile)) for zeile in wert]
            return [str(teil) for teil in wert]
        case _:
            return {
                name: f"{teil:f}" if isinstance(teil, Decimal) else str(teil) for name, teil in wert.items()
            }


def _format_zeile(tabelle: f.Tabelle, zeile: Zeile) -> dict[str, Knoten]:
    knoten: dict[str, Knoten] = {"id": cast(str, zeile["id"])} if "id" in zeile else {}
    for spalte in tabelle.spalten:
        if spalte.id in zeile:
            knoten[spalte.id] = format_knoten(spalte, zeile[spalte.id])
    return knoten


def check_wert(frage: f.Frage, wert: Wert, optionen: Optionen) -> None:
    """Limits that belong to the type; raises EingabeError."""
    match frage:
        case f.Text() | f.Absatz():
            _check_text(frage, cast(str, wert))
        case f.Ganzzahl() | f.Zahl() | f.Jahr() | f.Prozent() | f.Geldbetrag():
            _check_grenzen(cast("Decimal | int", wert), frage.min, frage.max)
            if isinstance(frage, f.Geldbetrag) and _nachkommastellen(cast(Decimal, wert)) > CENTSTELLEN:
                raise EingabeError("cent", text=format_zahl(cast(Decimal, wert)))
        case f.Skala():
            _check_grenzen(cast(int, wert), frage.von, frage.bis)
        case f.Auswahl() | f.Katalogwahl() | f.Mehrfach() | f.Rangfolge() | f.Verteilung():
            _check_wahl(frage, wert, [option.id for option in optionen(frage)])
        case f.Tabelle():
            _check_tabelle(frage, cast("tuple[Zeile, ...]", wert))
        case f.Dateifrage():
            _check_datei(frage, cast(str, wert))
        case f.Ort():
            _check_ort(wert)
        case f.Datum() | f.JaNein():
            pass
        case _:
            assert_never(frage)


def _check_text(frage: f.Text | f.Absatz, wert: str) -> None:
    if len(wert) > frage.max_zeichen:
        raise EingabeError("zu-lang", zeichen=len(wert), hoechstens=frage.max_zeichen)
    if isinstance(frage, f.Text) and "\n" in wert:
        raise EingabeError("mehrzeilig")


def _check_grenzen(wert: Decimal | int, klein: Decimal | int | None, gross: Decimal | int | None) -> None:
    if klein is not None and wert < klein:
        raise EingabeError("zu-klein", wert=format_zahl(wert), grenze=format_zahl(klein))
    if gross is not None and wert > gross:
        raise EingabeError("zu-gross", wert=format_zahl(wert), grenze=format_zahl(gross))


def _nachkommastellen(wert: Decimal) -> int:
    return len(f"{wert:f}".partition(".")[2].rstrip("0"))


def _check_ort(wert: Wert) -> None:
    if isinstance(wert, Mapping):
        _check_grenzen(wert["breite"], -90, 90)
        _check_grenzen(wert["laenge"], -180, 180)


def _check_wahl(frage: f.Wahlfrage, wert: Wert, ids: Sequence[str]) -> None:
    gewaehlt = [wert] if isinstance(wert, str) else list(cast("Sequence[str]", wert))
    for id_ in gewaehlt:
        if id_ not in ids:
            raise EingabeError("keine-option", text=id_, vorschlag=format_auswahl(id_, ids))
    if len(set(gewaehlt)) < len(gewaehlt):
        raise EingabeError("doppelt-gewaehlt", text=next(i for i in gewaehlt if gewaehlt.count(i) > 1))
    if isinstance(frage, f.Mehrfach) and frage.max_anzahl is not None and len(gewaehlt) > frage.max_anzahl:
        raise EingabeError("zu-viele", anzahl=len(gewaehlt), hoechstens=frage.max_anzahl)
    if isinstance(frage, f.Rangfolge) and (fehlt := [id_ for id_ in ids if id_ not in gewaehlt]):
        raise EingabeError("rangfolge-unvollstaendig", text=fehlt[0])
    if isinstance(frage, f.Verteilung):
        anteile = cast("Mapping[str, Decimal]", wert)
        _check_grenzen(min(anteile.values(), default=Decimal(0)), 0, None)
        if (summe := sum(anteile.values())) != 100:  # noqa: PLR2004 - percent
            raise EingabeError("summe-nicht-100", summe=format_zahl(summe))


def _check_tabelle(frage: f.Tabelle, zeilen: Sequence[Zeile]) -> None:
    if len(zeilen) < frage.zeilen.min:
        raise EingabeError("zu-wenige-zeilen", anzahl=len(zeilen), grenze=frage.zeilen.min)
    if len(zeilen) > frage.zeilen.max:
        raise EingabeError("zu-viele-zeilen", anzahl=len(zeilen), grenze=frage.zeilen.max)
    gesehen: set[object] = set()
    for nr, zeile in enumerate(zeilen, 1):
        if "id" in zeile and zeile["id"] in gesehen:
            raise EingabeError("zeile-id-doppelt", nr=nr, text=zeile["id"])
        gesehen.add(zeile.get("id"))
        for spalte in frage.spalten:
            if spalte.pflicht and spalte.id not in zeile:
                raise EingabeError("zeile-fehlt", nr=nr, text=spalte.kurz or spalte.text)


def _check_datei(frage: f.Dateifrage, wert: str) -> None:
    pfad = PurePosixPath(wert)
    if pfad.is_absolute() or ".." in pfad.parts or "\\" in wert or PureWindowsPath(wert).drive:
        raise EingabeError("pfad-ausserhalb", text=wert)
    if frage.endungen and pfad.suffix.lstrip(".").lower() not in frage.endungen:
        raise EingabeError("falsche-endung", text=wert, endungen=", ".join(frage.endungen))


def _text(knoten: Knoten) -> str:
    if isinstance(knoten, str):
        return knoten
    raise EingabeError("falsche-form", ist=format_form(knoten), soll=FORMEN["wert"])


def _liste(knoten: Knoten) -> list[Knoten]:
    if isinstance(knoten, list):
        return knoten
    raise EingabeError("keine-liste", ist=format_form(knoten))


def _zuordnung(knoten: Knoten) -> dict[str, Knoten]:
    if isinstance(knoten, dict):
        return knoten
    raise EingabeError("falsche-form", ist=format_form(knoten), soll=FORMEN["eintraege"])


def format_form(knoten: Knoten) -> str:
    """What kind of node stands there, in words."""
    arten: dict[type, str] = {str: "wert", list: "liste", dict: "zuordnung"}
    return FORMEN[arten.get(type(knoten), "nichts")]
