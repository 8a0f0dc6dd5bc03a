"""Tables a city keeps: empty rooms, brownfields, organisations, ties, pins; from text, Excel or LibreOffice."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from wegweiser.adapters.daten.gelesen import Gelesen
from wegweiser.adapters.daten.katasterspalten import (
    KATASTERARTEN,
    OHNE_PERSONEN,
    PERSONENSPALTEN,
    Zuordnung,
    find_zuordnung,
)
from wegweiser.adapters.daten.katasterzeilen import Zeilenleser
from wegweiser.adapters.daten.koordinaten import (
    OHNE_TRENNER,
    Punkte,
    find_lagen,
    find_spalten,
    format_punkt,
    parse_punkte,
)
from wegweiser.adapters.daten.kopf import Dateikopf, read_kopf
from wegweiser.adapters.daten.lagebezug import VERTAUSCHT, convert_lage, find_lage, is_in_deutschland
from wegweiser.adapters.daten.merkmale import fold_spalte
from wegweiser.adapters.daten.tabelle import (
    Tabelle,
    find_tabelle,
    list_blattzweifel,
    list_tabellen,
    list_textzweifel,
)
from wegweiser.errors import DatenError
from wegweiser.model.daten import Datei, Datenfund, Erkennung, Zweifel
from wegweiser.model.raum import Marken, Zahlen

_ARTEN = frozenset(art.art for art in KATASTERARTEN)


def erkenne(kopf: Dateikopf) -> Erkennung | None:
    """A table of a kind named in section 1 of the dossier, by its columns and its name."""
    if kopf.angaben.art and kopf.angaben.art not in _ARTEN:
        return None
    paare = [
        (tabelle, zuordnung)
        for tabelle in list_tabellen(kopf, probe=True)
        if tabelle.zeilen
        and (
            zuordnung := find_zuordnung(
                tabelle.spalten, f"{kopf.pfad.stem} {tabelle.blatt}", kopf.angaben.art
            )
        )
    ]
    if not paare:
        return None
    tabelle, zuordnung = max(paare, key=lambda paar: (paar[1].guete, len(paar[0].zeilen)))
    return _build_erkennung(kopf, [t for t, _ in paare], tabelle, zuordnung)


def _build_erkennung(
    kopf: Dateikopf, tabellen: list[Tabelle], tabelle: Tabelle, zuordnung: Zuordnung
) -> Erkennung:
    lesart = {**(kopf.lesart if kopf.trenner else {}), "blatt": tabelle.blatt}
    zweifel = [
        *list_blattzweifel(tabellen),
        *list_textzweifel(kopf),
        *_list_spaltenzweifel(tabelle, zuordnung),
    ]
    spalten = dict(zuordnung.spalten)
    if zuordnung.lage:
        lagelesart, lagezweifel = _find_lesart(tabelle, kopf.angaben.spalten)
        lesart |= lagelesart
        zweifel += lagezweifel
        spalten |= {"x": zuordnung.lage.x, "y": zuordnung.lage.y}
    probe = tuple(tuple(z.text(i) for i in range(len(tabelle.spalten))) for z in tabelle.zeilen[:3])
    lesart = {name: wert for name, wert in lesart.items() if wert}
    return Erkennung(zuordnung.art.art, "kataster", lesart, spalten, tabelle.spalten, probe, tuple(zweifel))


def _list_spaltenzweifel(tabelle: Tabelle, zuordnung: Zuordnung) -> list[Zweifel]:
    """Columns a kind cannot do without."""
    frei = tuple(spalte for spalte in tabelle.spalten if spalte and spalte not in zuordnung.spalten.values())
    fehlend = [name for name in zuordnung.art.noetig if name not in zuordnung.spalten]
    return [Zweifel(f"spalte.{name}", frei, frei[0] if frei else "") for name in fehlend]


def _find_lesart(tabelle: Tabelle, gewaehlt: Mapping[str, str]) -> tuple[dict[str, str], list[Zweifel]]:
    """How the coordinates are to be read, and what has to be asked about them."""
    punkte, bezuege = _parse(tabelle, gewaehlt)
    lage, zweifel = find_lagen(punkte, bezuege)
    lesart = {
        "lagebezug": lage.name if lage else "",
        "achsen": VERTAUSCHT if lage and lage.vertauscht else "",
        "zahlen": OHNE_TRENNER if punkte.stellen else "",
    }
    return lesart, [zweifel] if zweifel else []


def _parse(
    tabelle: Tabelle, gewaehlt: Mapping[str, str], *, ohne_trenner: bool | None = None
) -> tuple[Punkte, list[str]]:
    spalten = find_spalten(tabelle.spalten, gewaehlt)
    if spalten is None:
        leer = np.full(len(tabelle.zeilen), np.nan)
        return Punkte(leer, leer), []
    x, y, bezuege = (_list_texte(tabelle, titel) for titel in spalten)
    return parse_punkte(x, y, beides=spalten.x == spalten.y, ohne_trenner=ohne_trenner), bezuege


def _list_texte(tabelle: Tabelle, titel: str) -> list[str]:
    stelle = tabelle.spalten.index(titel) if titel in tabelle.spalten else -1
    return [zeile.text(stelle) for zeile in tabelle.zeilen]


class _Lagen(NamedTuple):
    """Positions in EPSG:3035 (NaN where there is none), and what is odd about them."""

    x: Zahlen
    y: Zahlen
    funde: tuple[Datenfund, ...] = ()


def lies(pfad: Path, datei: Datei) -> Gelesen:
    """The typed rows of a table, with everything odd about them."""
    tabelle = find_tabelle(read_kopf(pfad, datei.lesart), datei.lesart)
    for titel in datei.spalten.values():
        if titel not in tabelle.spalten:
            raise DatenError("daten-spalte-fehlt", pfad=pfad, spalte=titel)
    if not tabelle.zeilen:
        raise DatenError("daten-nur-kopf", pfad=pfad)
    lagen = _verorte(pfad, tabelle, datei)
    leser = Zeilenleser(datei, tabelle, lagen.x, lagen.y)
    inhalt = leser.build_orte() if datei.art == "nadel" else leser.build_saetze()
    funde = (*tabelle.funde, *lagen.funde, *leser.list_funde(), *_list_personenspalten(tabelle, datei))
    funde = tuple(fund._replace(datei=datei.id) for fund in funde)
    return Gelesen(inhalt, funde, len(tabelle.zeilen), leser.verworfen)


def _verorte(pfad: Path, tabelle: Tabelle, datei: Datei) -> _Lagen:
    ohne_trenner = datei.lesart.get("zahlen") == OHNE_TRENNER
    punkte, _ = _parse(tabelle, datei.spalten, ohne_trenner=ohne_trenner)
    lage = find_lage({"lagebezug": "", **datei.lesart})
    if not {"x", "y"} <= set(datei.spalten) or not np.isfinite(punkte.x).any():
        return _Lagen(punkte.x * np.nan, punkte.x * np.nan)
    if lage is None:
        raise DatenError("lage-fehlt", pfad=pfad, **format_punkt(punkte))
    x, y = convert_lage(lage, punkte.x, punkte.y)
    fern = np.isfinite(x) & ~is_in_deutschland(lage, punkte.x, punkte.y)
    return _Lagen(x, y, tuple(_list_lagefunde(tabelle, punkte, fern)))


def _list_lagefunde(tabelle: Tabelle, punkte: Punkte, fern: Marken) -> list[Datenfund]:
    funde = []
    if punkte.stellen:
        angaben = {"x": punkte.stellen[0], "y": punkte.stellen[1]}
        funde.append(Datenfund("punkte-ohne-trenner", "", int(np.isfinite(punkte.x).sum()), angaben=angaben))
    if fern.any():
        stelle = f"Zeile {tabelle.zeilen[int(fern.argmax())].nr}"
        funde.append(Datenfund("lage-ausserhalb", "", int(fern.sum()), stelle))
    return funde


def _list_personenspalten(tabelle: Tabelle, datei: Datei) -> list[Datenfund]:
    """Columns that may name private persons; they are not taken over."""
    if datei.art not in OHNE_PERSONEN:
        return []
    namen = [
        s for s in tabelle.spalten if fold_spalte(s) in PERSONENSPALTEN and s not in datei.spalten.values()
    ]
    return (
        [Datenfund("spalten-personen", "", len(namen), angaben={"text": ", ".join(namen)})] if namen else []
    )
