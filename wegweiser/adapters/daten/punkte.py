"""Tables with coordinates: every row a place."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from wegweiser.adapters.daten.gelesen import Gelesen
from wegweiser.adapters.daten.koordinaten import (
    OHNE_TRENNER,
    Punkte,
    Spalten,
    find_lagen,
    find_spalten,
    fold_titel,
    format_punkt,
    parse_punkte,
)
from wegweiser.adapters.daten.kopf import Dateikopf, read_kopf
from wegweiser.adapters.daten.lagebezug import VERTAUSCHT, Lage, convert_lage, find_lage, is_in_deutschland
from wegweiser.adapters.daten.merkmal import UNBEKANNT, guess_merkmal, name_merkmale, parse_merkmal
from wegweiser.adapters.daten.osm import SCHLUESSEL, parse_kapazitaet
from wegweiser.adapters.daten.tabelle import Tabelle, find_tabelle, list_tabellen, list_textzweifel
from wegweiser.errors import DatenError
from wegweiser.model.daten import Datei, Datenfund, Erkennung, Zweifel
from wegweiser.model.raum import Orte

FORMAT: Final = "punkte"
_MINDESTENS: Final = 0.5
_NAMEN: Final = ("name", "bezeichnung", "titel", "kurzbezeichnung", "einrichtung", "objekt")
_IDS: Final = ("id", "schulnummer", "nr", "nummer", "kennung", "objectid")
_DIENSTE: Final = ("dienst", "angebotsart", "einrichtungsart", "dienstleistung")
_KAPAZITAETEN: Final = ("kapazitaet", "plaetze", "capacity")
_BREITE: Final = 40


def erkenne(kopf: Dateikopf) -> Erkennung | None:
    """A table with columns for coordinates in which most rows have some."""
    tabellen = list_tabellen(kopf, probe=True)
    for tabelle in sorted(tabellen, key=lambda t: -len(t.zeilen)):
        spalten = find_spalten(tabelle.spalten, kopf.angaben.spalten)
        if spalten and {spalten.x, spalten.y} <= set(tabelle.spalten):
            punkte = _parse_spalten(tabelle, spalten)
            if len(punkte.x) and np.isfinite(punkte.x).mean() >= _MINDESTENS:
                return _build_erkennung(kopf, tabelle, spalten, punkte)
    return None


def _build_erkennung(kopf: Dateikopf, tabelle: Tabelle, spalten: Spalten, punkte: Punkte) -> Erkennung | None:
    lage, lagezweifel = find_lagen(punkte, _list_werte(tabelle, spalten.epsg))
    if lage is None and not kopf.angaben.lesart.get("lagebezug"):
        if fold_titel(spalten.x) == "x" and kopf.angaben.art != "orte":
            return None  # an x and a y may be anything
        raise DatenError("lage-unmoeglich", pfad=kopf.pfad, **format_punkt(punkte))
    lesart = {**(kopf.lesart if kopf.trenner else {}), "blatt": tabelle.blatt}
    lesart["lagebezug"] = lage.name if lage else ""
    lesart["achsen"] = VERTAUSCHT if lage and lage.vertauscht else ""
    lesart["zahlen"] = OHNE_TRENNER if punkte.stellen else ""
    benannt = {"x": spalten.x, "y": spalten.y, "id": _find(tabelle, _IDS), "name": _find(tabelle, _NAMEN), "dienst": _find(tabelle, _DIENSTE), "kapazitaet": _find(tabelle, _KAPAZITAETEN)}  # fmt: skip
    hat_tags = bool(set(tabelle.spalten) & set(SCHLUESSEL))
    merkmal = (
        ()
        if benannt["dienst"] or hat_tags
        else (Zweifel("merkmal", (), guess_merkmal(kopf.pfad) or UNBEKANNT),)
    )
    lesart["merkmal"] = merkmal[0].vorschlag if merkmal else ""
    zweifel = (*list_textzweifel(kopf), *((lagezweifel,) if lagezweifel else ()), *merkmal)
    gefuellt = {name: titel for name, titel in benannt.items() if titel}
    probe = tuple(
        tuple(zeile.text(tabelle.spalten.index(titel))[:_BREITE] for titel in gefuellt.values())
        for zeile in tabelle.zeilen[:3]
    )
    lesart = {name: wert for name, wert in lesart.items() if wert}
    return Erkennung("orte", FORMAT, lesart, gefuellt, tuple(gefuellt), probe, zweifel)


def lies(pfad: Path, datei: Datei) -> Gelesen:
    """All rows with coordinates as places in EPSG:3035; those without, and those far away, are counted."""
    tabelle = find_tabelle(read_kopf(pfad, datei.lesart), datei.lesart)
    spalten = find_spalten(tabelle.spalten, datei.spalten)
    lage = find_lage({"lagebezug": "", **datei.lesart})
    if spalten is None or not {spalten.x, spalten.y} <= set(tabelle.spalten):
        raise DatenError("punkte-ohne-spalten", pfad=pfad)
    punkte = _parse_spalten(tabelle, spalten, ohne_trenner=datei.lesart.get("zahlen") == OHNE_TRENNER)
    if lage is None:
        raise DatenError("lage-fehlt", pfad=pfad, **format_punkt(punkte))
    x, y = convert_lage(lage, punkte.x, punkte.y)
    da = np.isfinite(x) & np.isfinite(y)
    if not da.any():
        raise DatenError("geo-ohne-lage", pfad=pfad, anzahl=len(da))
    funde = (*tabelle.funde, *_list_funde(tabelle, punkte, lage, da))
    orte = _build_orte(_select_zeilen(tabelle, da), datei, x[da], y[da])
    return Gelesen(
        orte, tuple(f._replace(datei=pfad.name) for f in funde), zeilen=len(da), verworfen=int((~da).sum())
    )


def _select_zeilen(tabelle: Tabelle, welche: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Tabelle:
    """Some of the rows of a table."""
    return tabelle._replace(
        zeilen=tuple(zeile for zeile, gut in zip(tabelle.zeilen, welche, strict=True) if gut)
    )


def _parse_spalten(tabelle: Tabelle, spalten: Spalten, *, ohne_trenner: bool | None = None) -> Punkte:
    return parse_punkte(
        _list_werte(tabelle, spalten.x),
        _list_werte(tabelle, spalten.y),
        beides=spalten.x == spalten.y,
        ohne_trenner=ohne_trenner,
    )


def _list_werte(tabelle: Tabelle, titel: str) -> list[str]:
    if titel not in tabelle.spalten:
        return []
    stelle = tabelle.spalten.index(titel)
    return [zeile.text(stelle) for zeile in tabelle.zeilen]


def _find(tabelle: Tabelle, namen: Sequence[str]) -> str:
    """The first column whose title is, or ends with, one of the names."""
    klein = {titel: fold_titel(titel) for titel in tabelle.spalten}
    genau = (titel for name in namen for titel in klein if klein[titel] == name)
    ende = (titel for name in namen for titel in klein if _is_benannt(klein[titel], name))
    return next(genau, "") or next(ende, "")


def _is_benannt(titel: str, name: str) -> bool:
    """Whether a title is the name behind a prefix (`WLK_NAME`) or before a number (`Schulbezeichnung_1`)."""
    return titel.endswith(f"_{name}") or titel.startswith(f"{name}_")


def _list_funde(
    tabelle: Tabelle, punkte: Punkte, lage: Lage, da: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> list[Datenfund]:
    funde = []
    if punkte.stellen:
        angaben = {"x": punkte.stellen[0], "y": punkte.stellen[1]}
        funde.append(Datenfund("punkte-ohne-trenner", anzahl=int(da.sum()), angaben=angaben))
    if lage.vertauscht:
        funde.append(Datenfund("lage-vertauscht", anzahl=int(da.sum()), angaben=format_punkt(punkte)))
    fern = da & ~is_in_deutschland(lage, punkte.x, punkte.y)
    for code, welche in (("ort-ohne-lage", ~da), ("lage-ausserhalb", fern)):
        if welche.any():
            zeile = tabelle.zeilen[int(welche.argmax())].nr
            funde.append(Datenfund(code, anzahl=int(welche.sum()), stelle=f"Zeile {zeile}"))
    return funde


def _build_orte(
    tabelle: Tabelle,
    datei: Datei,
    x: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    y: "np.ndarray[tuple[int], np.dtype[np.float64]]",
) -> Orte:
    merkmal = datei.lesart.get("merkmal", "")
    fest = parse_merkmal(merkmal)
    merkmale = [{**fest, **eigene} for eigene in _list_merkmale(tabelle)]
    namen, ids, dienste = (_list_werte(tabelle, datei.spalten.get(n, "")) for n in ("name", "id", "dienst"))
    sonst = "" if fest or merkmal == UNBEKANNT else merkmal
    return Orte(
        id=tuple(ids) if ids else tuple(str(zeile.nr) for zeile in tabelle.zeilen),
        name=tuple(namen) or ("",) * len(x),
        dienst=tuple(dienst or sonst for dienst in dienste) or (sonst,) * len(x),
        x=x,
        y=y,
        kapazitaet=np.array(
            [parse_kapazitaet(m.get(datei.spalten.get("kapazitaet", ""), "")) for m in merkmale], float
        ),
        flaeche=(None,) * len(x),
        merkmale=tuple(merkmale),
    )


def _list_merkmale(tabelle: Tabelle) -> list[dict[str, str]]:
    titel = [(titel, stelle) for stelle, titel in enumerate(tabelle.spalten) if titel]
    zeilen = [{t: text for t, stelle in titel if (text := zeile.text(stelle))} for zeile in tabelle.zeilen]
    return name_merkmale(zeilen, [name for name, _ in titel])
