"""Imported files of another copy of a Vorhaben: what only it has, and taking it along when copies are merged."""

from contextlib import suppress
from pathlib import Path

from wegweiser.adapters.daten.ablage import DATEI, ORDNER, load_bestand, save_bestand
from wegweiser.adapters.daten.kopien import Summe, check_kopie, copy_dateien, list_kopien
from wegweiser.errors import EingabenError
from wegweiser.model.base import replace
from wegweiser.model.daten import Datei, Datenbestand


def list_neue(hier: Path, dort: Path) -> tuple[Datei, ...]:
    """Entries of the other folder whose content is not here, and whose copies are what they were."""
    bekannt, andere = _load(hier), _load(dort)
    inhalte = {_fingerabdruck(datei) for datei in bekannt.dateien}
    neue = (datei for datei in andere.dateien if _fingerabdruck(datei) not in inhalte)
    return tuple(datei for datei in neue if not check_kopie(dort, datei))


def list_verwaltete(ordner: Path) -> frozenset[Path]:
    """All files of the store: the copies and what tells about them."""
    kopien = (pfad for datei in _load(ordner).dateien for pfad in list_kopien(ordner, datei))
    return frozenset({ordner / ORDNER / DATEI, *kopien})


def take_neue(hier: Path, dort: Path, dateien: tuple[Datei, ...]) -> None:
    """Copy entries with their files, each whole or not at all; the boundary stays as it is here."""
    for datei in dateien:
        bestand = load_bestand(hier)
        kopien = list_kopien(dort, datei)
        summe = Summe(tuple(kopien.values()), datei.groesse)
        sammlung = datei.datei if datei.ist_sammlung else ""
        with copy_dateien(hier, tuple(kopien), summe, sammlung) as kopie:
            neu = replace(datei, id=_freie_id(bestand, datei.id), datei=kopie.datei, teile=kopie.teile)
            save_bestand(hier, replace(bestand, dateien=(*bestand.dateien, neu)))


def _freie_id(bestand: Datenbestand, id_: str) -> str:
    vergeben, nr, frei = {datei.id for datei in bestand.dateien}, 1, id_
    while frei in vergeben:
        nr += 1
        frei = f"{id_}-{nr}"
    return frei


def _fingerabdruck(datei: Datei) -> tuple[str, ...]:
    return tuple(sorted(datei.summen.values()))


def _load(ordner: Path) -> Datenbestand:
    with suppress(EingabenError):  # named by every command about data
        return load_bestand(ordner)
    return Datenbestand()
