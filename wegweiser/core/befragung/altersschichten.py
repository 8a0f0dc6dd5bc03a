"""Strata by age out of a survey and the age structure of the Quartier: the finest classes both can tell apart."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from wegweiser.core.befragung.fragen import Befragungsfrage, Fragenbestand
from wegweiser.core.befragung.gruppen import find_alter
from wegweiser.core.befragung.rollen import build_rollen
from wegweiser.model.befragung import Befragung

_OFFEN: Final = 200
_WENIGE: Final = 2


class Altersklasse(NamedTuple):
    """Persons (or their share) from one age to under another."""

    von: int
    bis: int | None
    anzahl: Decimal


def add_schichten(befragung: Befragung, klassen: Iterable[Altersklasse]) -> Befragung:
    """The survey with strata by age, where it asks for age in classes and nobody has said other strata."""
    if befragung.schichten or any(rolle.rolle == "gewicht" for rolle in befragung.rollen):
        return befragung
    bestand = Fragenbestand(befragung)
    for rolle in build_rollen(bestand, befragung.rollen):
        frage = bestand.find_frage(rolle.frage)
        if rolle.rolle != "gruppe" or frage is None or len(frage.antwortteile) != 1:
            continue
        grenzen = _lies_klassen(bestand, frage)
        schichten = build_schichten(grenzen, klassen)
        if len(schichten) >= _WENIGE:
            von = {wert: _finde(grenze, schichten) for wert, grenze in grenzen.items()}
            return befragung._replace(
                schicht=frage.antwortteile[0].spalte, schicht_von=von, schichten=schichten
            )
    return befragung


def _lies_klassen(bestand: Fragenbestand, frage: Befragungsfrage) -> dict[str, tuple[int, int]]:
    """From when to under when, by value; none where one value is no age class."""
    spalte = frage.antwortteile[0].spalte
    grenzen: dict[str, tuple[int, int]] = {}
    for wert in {wert for wert in bestand.lies_texte(spalte) if wert}:
        alter = find_alter(bestand.titel(spalte, wert)) or find_alter(wert)
        if alter is None:
            return {}
        grenzen[wert] = (alter[0], _OFFEN if alter[1] >= _OFFEN else alter[1] + 1)
    return grenzen


def build_schichten(
    grenzen: Mapping[str, tuple[int, int]], klassen: Iterable[Altersklasse]
) -> dict[str, Decimal]:
    """Persons by stratum, from the youngest asked to the oldest; strata end where classes of both end."""
    eigene = [(k.von, _OFFEN if k.bis is None else k.bis, k.anzahl) for k in klassen]
    schnitte = sorted(
        {g for paar in grenzen.values() for g in paar} & {g for von, bis, _ in eigene for g in (von, bis)}
    )
    schichten: dict[str, Decimal] = {}
    for von, bis in pairwise(schnitte):
        innen = [(a, b, zahl) for a, b, zahl in eigene if von <= a and b <= bis]
        if sum(b - a for a, b, _ in innen) == bis - von:
            schichten[_nenne(von, bis)] = sum((zahl for _, _, zahl in innen), Decimal(0))
    return schichten


def _nenne(von: int, bis: int) -> str:
    return f"{von}+" if bis == _OFFEN else f"{von}-{bis - 1}"


def _finde(grenze: tuple[int, int], schichten: Mapping[str, Decimal]) -> str:
    """The stratum a class lies in as a whole; empty where it reaches over its end."""
    for schicht in schichten:
        von, _, bis = schicht.rstrip("+").partition("-")
        if int(von) <= grenze[0] and (not bis or grenze[1] <= int(bis) + 1):
            return schicht
    return ""
