"""Who was asked: groups by the values of a feature and by the Zielgruppen they mean, without the few one could recognise."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from wegweiser.core.befragung.fragen import Befragungsfrage, Fragenbestand
from wegweiser.core.befragung.schutz import list_offene
from wegweiser.core.befragung.stichprobe import find_fallzahl
from wegweiser.model.befragung import ALLE, Befragtengruppe, Fragenrolle
from wegweiser.model.faltung import falte

_ALTER = re.compile(  # folded
    r"(?:ab|uber)[\s_-]*(?P<ab>\d{1,3})|(?P<von>\d{1,3})\s*(?:-|\u2013|bis(?:\s+unter)?|_)\s*(?P<bis>\d{1,3})"
    r"|(?:bis|unter)[\s_-]*(?P<unter>\d{1,3})|(?P<plus>\d{1,3})\s*(?:\+|(?:jahre\s+)?(?:und|oder)\s+(?:alter|mehr))"
)
_OFFEN: Final = 200
_VIELE: Final = 6
# Zielgruppen that are ages: from, to (both included).
_ZIELALTER: Final[Mapping[str, tuple[int, int]]] = {
    "kinder-jugend": (0, 20),
    "ab-65": (65, _OFFEN),
    "ab-80": (80, _OFFEN),
}
GRUPPENROLLEN: Final = ("gruppe", "sprache", "raum", "methode")


class Personenkreis(NamedTuple):
    """A group with the numbers of its persons."""

    gruppe: Befragtengruppe
    personen: frozenset[int]


def build_kreise(
    bestand: Fragenbestand, rollen: Iterable[Fragenrolle], personen: Sequence[int]
) -> tuple[Personenkreis, ...]:
    """All first, then the groups of every feature in the order of its values."""
    menge = frozenset(personen)
    alle = Befragtengruppe(id=ALLE, titel="", fallzahl=find_fallzahl(len(menge)), n=len(menge))
    kreise = [Personenkreis(alle, menge)]
    for rolle in rollen:
        frage = bestand.find_frage(rolle.frage)
        if rolle.rolle in GRUPPENROLLEN and frage:
            kreise += _build_merkmal(bestand, rolle, frage, menge)
    return _strip_gleiche(kreise)


def _strip_gleiche(kreise: Sequence[Personenkreis]) -> tuple[Personenkreis, ...]:
    """The same persons once, whatever a value calls them: Zielgruppen stay, else a name before a code; hidden where one is."""
    je: dict[frozenset[int], list[Personenkreis]] = {}
    for kreis in kreise[1:]:
        je.setdefault(kreis.personen, []).append(kreis)
    bleiben = {id(kreis) for gleiche in je.values() for kreis in _waehle_gleiche(gleiche)}
    return (kreise[0], *(kreis for kreis in kreise[1:] if id(kreis) in bleiben))


def _waehle_gleiche(gleiche: Sequence[Personenkreis]) -> list[Personenkreis]:
    if ziele := [kreis for kreis in gleiche if kreis.gruppe.id in _ZIELALTER]:
        return ziele
    return [max(gleiche, key=lambda k: (k.gruppe.fallzahl == "zu-wenige", not k.gruppe.titel.isdecimal()))]


def _build_merkmal(
    bestand: Fragenbestand, rolle: Fragenrolle, frage: Befragungsfrage, menge: frozenset[int]
) -> list[Personenkreis]:
    teile = {teil.spalte: teil for teil in frage.antwortteile if teil.teil}
    angaben: dict[str, frozenset[int]] = {}
    titel: dict[str, str] = {}
    for spalte, kreuze in bestand.lies_mehrfach(frage).items():
        teil = teile.get(spalte)
        wert = teil.teil if teil else spalte
        titel[wert] = teil.titel if teil else bestand.titel(frage.antwortteile[0].spalte, wert)
        angaben[wert] = frozenset(nr for nr, ja in enumerate(kreuze) if ja and nr in menge)
    ziele: dict[str, frozenset[int]] = {}
    for wert, nummern in angaben.items():
        for ziel in rolle.werte.get(wert) or find_zielgruppen(titel[wert], wert):
            ziele[ziel] = ziele.get(ziel, frozenset()) | nummern
    if ziele and len(angaben) > _VIELE:
        angaben = {}
    werte = {wert: nummern for wert, nummern in angaben.items() if nummern and wert not in ziele}
    da = {ziel: nummern for ziel, nummern in ziele.items() if nummern}
    offen = list_offene(menge, werte, da)
    return [
        _build(frage, id_, titel.get(id_, ""), nummern, offen=id_ in offen)
        for id_, nummern in {**werte, **da}.items()
    ]


def _build(
    frage: Befragungsfrage, id_: str, titel: str, nummern: frozenset[int], *, offen: bool
) -> Personenkreis:
    fallzahl = find_fallzahl(len(nummern)) if offen else "zu-wenige"
    n = None if fallzahl == "zu-wenige" else len(nummern)
    gruppe = Befragtengruppe(id=id_, titel=titel, merkmal=frage.id, fallzahl=fallzahl, n=n)
    return Personenkreis(gruppe, nummern)


def find_zielgruppen(titel: str, wert: str = "") -> tuple[str, ...]:
    """The Zielgruppen an age class belongs to as a whole: „65 bis 69“ to those from 65 on."""
    grenzen = find_alter(titel) or find_alter(wert)
    if grenzen is None:
        return ()
    von, bis = grenzen
    return tuple(id_ for id_, (ab, ende) in _ZIELALTER.items() if ab <= von and bis <= ende)


def find_alter(text: str) -> tuple[int, int] | None:
    """From when to when (both included): „65 bis 69“, „80+“, „unter 18“, „65 und älter“; None where it is no age class."""
    treffer = _ALTER.search(falte(text))
    if not treffer:
        return None
    if treffer["von"]:
        von, bis = int(treffer["von"]), int(treffer["bis"])
        bis -= "unter" in treffer[0]
        return (von, bis) if von <= bis < _OFFEN else None
    if treffer["unter"]:
        return 0, int(treffer["unter"]) - 1
    ab = int(treffer["ab"] or treffer["plus"])
    return (ab, _OFFEN) if ab < _OFFEN else None
