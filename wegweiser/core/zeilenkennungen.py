"""Rows added on both sides: the same row gets one id, different rows with the same id get two.

Ids are given in order (l3 after l2), so two copies that part soon give the same id to different things. Answers that
refer to a row follow its new id.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Knoten
from wegweiser.model.leitfaden import Abschnitt, Leitfaden, list_fragen
from wegweiser.model.optionen import TITELSPALTEN
from wegweiser.model.wert import fold_text
from wegweiser.model.zusammenfuehrung import Umbenennung, Werdegang

Werdegaenge = Mapping[Adresse, Werdegang]
Vergeben = Callable[[Adresse], Iterable[str]]  # row ids a table has ever used on either side
Zeilen = Mapping[str, Mapping[str, Knoten]]
_Ids = dict[str, str]


def ordne_kennungen(
    leitfaden: Leitfaden, hier: Werdegaenge, dort: Werdegaenge, vergeben: Vergeben
) -> tuple[dict[Adresse, Werdegang], tuple[Umbenennung, ...]]:
    """The other side with the ids its rows have here, and which of them are new."""
    umbenannt: list[Umbenennung] = []
    for abschnitt, frage in list_fragen(leitfaden):
        if not isinstance(frage, f.Tabelle):
            continue
        for adresse in [a for a in dort if a.frage == frage.id]:
            ids, neue = _plane(frage, adresse, hier.get(adresse, ()), dort[adresse], vergeben(adresse))
            umbenannt += neue
            if ids:
                dort = _benenne_um(
                    leitfaden, dort, _Neubenennung(adresse, ids, ueberall=abschnitt.je is None)
                )
    return dict(dort), tuple(umbenannt)


def list_zeilen(knoten: Knoten) -> dict[str, dict[str, Knoten]]:
    """The rows of a table as the file has them, by id."""
    wert = knoten.get("wert") if isinstance(knoten, dict) else knoten
    zeilen = [zeile for zeile in wert if isinstance(zeile, dict)] if isinstance(wert, list) else []
    return {str(zeile["id"]): zeile for zeile in zeilen if zeile.get("id")}


def find_titel(zeile: Mapping[str, Knoten]) -> str:
    """What a row is called, or an empty text."""
    return next((wert for name in TITELSPALTEN if isinstance(wert := zeile.get(name), str) and wert), "")


def _plane(
    frage: f.Tabelle, adresse: Adresse, hier: Werdegang, dort: Werdegang, vergeben: Iterable[str]
) -> tuple[_Ids, list[Umbenennung]]:
    """For every row the other side added: the id it has here."""
    basis = list_zeilen(dort[0].knoten)
    unsere = {id_: z for id_, z in _letzte(hier).items() if id_ not in basis}
    ihre = {id_: z for id_, z in _letzte(dort).items() if id_ not in basis}
    benutzt_hier = {id_ for gesagt in hier for id_ in list_zeilen(gesagt.knoten)} - set(basis)
    ids = _finde_gleiche(unsere, ihre)
    neue: list[Umbenennung] = []
    doppelte = [id_ for id_ in ihre if id_ not in ids and id_ in benutzt_hier]
    benutzt = {id_ for gesagt in (*hier, *dort) for id_ in list_zeilen(gesagt.knoten)}
    if doppelte:  # reading the journals takes time
        benutzt |= set(vergeben)
    for id_ in doppelte:
        ids[id_] = _vergib(frage.vorsatz, benutzt)
        benutzt.add(ids[id_])
        neue.append(Umbenennung(adresse, id_, ids[id_], find_titel(ihre[id_])))
    return {alt: neu for alt, neu in ids.items() if alt != neu}, neue


def _letzte(werdegang: Werdegang) -> dict[str, dict[str, Knoten]]:
    return list_zeilen(werdegang[-1].knoten) if werdegang else {}


def _finde_gleiche(unsere: Zeilen, ihre: Zeilen) -> _Ids:
    """Which row of theirs is which of ours: by id and title, by all that it says, by a title that stands only once."""
    ids = {id_: id_ for id_, z in ihre.items() if id_ in unsere and _ist_gleich(unsere[id_], z)}
    for merkmal in (_ohne_id, _titel):
        frei = {id_: merkmal(z) for id_, z in unsere.items() if id_ not in ids.values()}
        for id_, zeile in ihre.items():
            gleiche = [unser for unser, gesagt in frei.items() if gesagt and gesagt == merkmal(zeile)]
            if id_ not in ids and gleiche and (merkmal is _ohne_id or len(gleiche) == 1):
                ids[id_] = gleiche[0]
                del frei[gleiche[0]]
    return ids


def _ist_gleich(a: Mapping[str, Knoten], b: Mapping[str, Knoten]) -> bool:
    return a == b or (_titel(a) != "" and _titel(a) == _titel(b))


def _titel(zeile: Mapping[str, Knoten]) -> str:
    return fold_text(find_titel(zeile))


def _ohne_id(zeile: Mapping[str, Knoten]) -> object:
    return {name: teil for name, teil in zeile.items() if name != "id"}


def _vergib(vorsatz: str, benutzt: Iterable[str]) -> str:
    return next(id_ for nr in count(1) if (id_ := f"{vorsatz}{nr}") not in benutzt)


# Following the new ids


class _Neubenennung(NamedTuple):
    """New ids for the rows of a table; others can refer to them only where the table is answered once (`ueberall`)."""

    tabelle: Adresse
    ids: _Ids
    ueberall: bool

    def adresse(self, adresse: Adresse, abschnitt: Abschnitt) -> Adresse:
        """Where an answer about a row stands now."""
        if not self.ueberall or abschnitt.je != self.tabelle.frage:
            return adresse
        return Adresse(adresse.frage, self.ids.get(adresse.satz, adresse.satz))

    def knoten(self, frage: f.Frage, adresse: Adresse, knoten: Knoten) -> Knoten:
        """An answer in its short or long form with the new ids."""
        if isinstance(knoten, dict) and ("wert" in knoten or "offen" in knoten):
            return (
                {**knoten, "wert": self.wert(frage, adresse, knoten["wert"])} if "wert" in knoten else knoten
            )
        return self.wert(frage, adresse, knoten)

    def wert(self, frage: f.Frage, adresse: Adresse, wert: Knoten) -> Knoten:
        """The same for a value."""
        if isinstance(frage, f.Tabelle) and isinstance(wert, list):
            bezuege = [spalte.id for spalte in frage.spalten if self._waehlt(spalte)]
            eigene = self.ids if adresse == self.tabelle else {}
            return [self._zeile(zeile, bezuege, eigene) for zeile in wert]
        return self._wahl(wert) if self._waehlt(frage) else wert

    def _waehlt(self, frage: f.Frage) -> bool:
        return self.ueberall and getattr(frage, "aus_tabelle", None) == self.tabelle.frage

    def _zeile(self, zeile: Knoten, bezuege: Sequence[str], eigene: _Ids) -> Knoten:
        if not isinstance(zeile, dict):
            return zeile
        neu = dict(zeile)
        if isinstance(id_ := zeile.get("id"), str):
            neu["id"] = eigene.get(id_, id_)
        return {name: self._wahl(teil) if name in bezuege else teil for name, teil in neu.items()}

    def _wahl(self, wert: Knoten) -> Knoten:
        match wert:
            case str():
                return self.ids.get(wert, wert)
            case list():
                return [self._wahl(teil) for teil in wert]
            case dict():
                return {self.ids.get(name, name): teil for name, teil in wert.items()}
            case None:
                return None


def _benenne_um(leitfaden: Leitfaden, dort: Werdegaenge, neu: _Neubenennung) -> dict[Adresse, Werdegang]:
    """All that was said, with the new ids: the rows, what refers to them, and what was said about each."""
    orte = {frage.id: (abschnitt, frage) for abschnitt, frage in list_fragen(leitfaden)}
    fertig = {}
    for adresse, werdegang in dort.items():
        abschnitt, frage = orte[adresse.frage]
        fertig[neu.adresse(adresse, abschnitt)] = tuple(
            gesagt._replace(knoten=neu.knoten(frage, adresse, gesagt.knoten)) for gesagt in werdegang
        )
    return fertig
