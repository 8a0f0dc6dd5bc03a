"""Gaps from data as rows of the answer `luecken`: a proposal that never touches what a person wrote or took out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from wegweiser.core.lueckenindex.luecke import compute_skala
from wegweiser.model.base import Zeile
from wegweiser.model.faltung import falte
from wegweiser.model.frage import Tabelle
from wegweiser.model.katalog import Schwelle
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.lueckenindex import Dienstluecke, Gruppenluecke, Lueckenbild
from wegweiser.model.lueckenvorschlag import Lueckenvorschlag, Vorschlagszustand

# What the data know; urgency, potential and statutory duty stay with people.
SPALTEN = ("feld", "bezeichnung", "gruppe", "art", "bedarf", "angebot", "belegstaerke", "belege")
HOECHSTENS = 12  # more than a group can weigh in one evening
_GERING = "gering"


class Bestand(NamedTuple):
    """The rows that are there, and as the data wrote them the last time (by id, values as text).

    `pflichten` are services people have a legal claim to: a new row says so, and it is theirs to change.
    """

    zeilen: Sequence[Zeile]
    zuletzt: Mapping[str, Mapping[str, str]]
    pflichten: frozenset[str] = frozenset()


def plan_vorschlaege(
    bild: Lueckenbild, tabelle: Tabelle, bestand: Bestand, belege: Mapping[str, str]
) -> tuple[Lueckenvorschlag, ...]:
    """One row per service that is worth one, for the group it is missing most, in the order of the index."""
    gewaehlt = [d for d in bild.luecken if d.klasse != _GERING and find_gruppe(d) is not None][:HOECHSTENS]
    vorschlaege = (_plan(dienst, tabelle, bestand, belege.get(dienst.dienst, "")) for dienst in gewaehlt)
    return tuple(vorschlag for vorschlag in vorschlaege if vorschlag is not None)


def find_gruppe(dienst: Dienstluecke) -> Gruppenluecke | None:
    """The group worst off."""
    return next((g for g in dienst.gruppen if g.gruppe == dienst.schlechteste and g.luecke is not None), None)


def _plan(dienst: Dienstluecke, tabelle: Tabelle, bestand: Bestand, belege: str) -> Lueckenvorschlag | None:
    gruppe = find_gruppe(dienst)
    if gruppe is None or gruppe.bedarf is None or gruppe.angebot is None:
        return None
    spalten = {spalte.id for spalte in tabelle.spalten}
    werte: Zeile = {
        "feld": dienst.feld,
        "bezeichnung": dienst.titel,
        "gruppe": gruppe.gruppe,
        **({"art": gruppe.art} if gruppe.art else {}),
        "bedarf": compute_skala(gruppe.bedarf),
        "angebot": compute_skala(gruppe.angebot),
        "belegstaerke": gruppe.belegstaerke,
        "belege": belege,
    }
    neu = {name: wert for name, wert in werte.items() if name in spalten}
    alt = _find_zeile(neu, bestand.zeilen)
    zustand = _find_zustand(neu, alt, bestand)
    if alt is None and dienst.dienst in bestand.pflichten and "pflichtaufgabe" in spalten:
        neu["pflichtaufgabe"] = "ja"
    zeile = {**alt, **neu} if alt is not None and zustand == "geaendert" else alt or neu
    return Lueckenvorschlag(zustand=zustand, zeile=zeile, dienst=dienst, gruppe=gruppe)


def _find_zustand(neu: Zeile, alt: Zeile | None, bestand: Bestand) -> Vorschlagszustand:
    if alt is None:
        vorher = [zeile for zeile in bestand.zuletzt.values() if _name(zeile) == _name(neu)]
        return "entfernt" if vorher else "neu"
    if not ist_unberuehrt(alt, bestand.zuletzt):
        return "von-hand"
    return "gleich" if _als_text(alt) == _als_text(neu) else "geaendert"


def ist_unberuehrt(zeile: Zeile, zuletzt: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether a row is still as the data wrote it; what only people fill in does not count."""
    return zuletzt.get(str(zeile.get("id"))) == _als_text(zeile)


def _find_zeile(neu: Zeile, zeilen: Iterable[Zeile]) -> Zeile | None:
    return next((zeile for zeile in zeilen if _name(zeile) == _name(neu)), None)


def _name(zeile: Mapping[str, object]) -> tuple[str, str]:
    return str(zeile.get("feld", "")), falte(str(zeile.get("bezeichnung", "")))


def _als_text(zeile: Mapping[str, object]) -> dict[str, str]:
    return {name: str(zeile[name]) for name in SPALTEN if zeile.get(name) is not None}


def read_zuletzt(knoten: object) -> dict[str, dict[str, str]]:
    """The rows of a journal entry by id, only the columns data write."""
    zeilen = knoten.get("wert") if isinstance(knoten, dict) else knoten
    return {
        str(zeile["id"]): _als_text(zeile)
        for zeile in (zeilen if isinstance(zeilen, list) else ())
        if isinstance(zeile, dict) and "id" in zeile
    }


def merge_vorschlaege(zeilen: Sequence[Zeile], vorschlaege: Iterable[Lueckenvorschlag]) -> tuple[Zeile, ...]:
    """The table with what is new at its end and what changed in its place."""
    geaendert = {str(v.zeile.get("id")): v.zeile for v in vorschlaege if v.zustand == "geaendert"}
    neue = (v.zeile for v in vorschlaege if v.zustand == "neu")
    return (*(geaendert.get(str(zeile.get("id")), zeile) for zeile in zeilen), *neue)


def list_pflichten(leitfaden: Leitfaden) -> frozenset[str]:
    """The services people have a legal claim to, by the thresholds of the guide."""
    katalog = leitfaden.kataloge.get("schwellen")
    schwellen = (e for e in (katalog.eintraege if katalog else ()) if isinstance(e, Schwelle))
    return frozenset(d for s in schwellen if s.art == "pflicht" and s.mass == "anspruch" for d in s.dienste)
