"""Merging two copies, question by question: a pure function, preview and merge at once.

Changed on one side: taken. Changed equally: once. Changed on both: tables row by row and cell by cell, evidence and notes
together, everything else is a conflict, and the value that is here stays until somebody decides. Where the copies were
merged before, what one side had at some time counts as its past: only what came after is a change.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from wegweiser.core.zeilenkennungen import Vergeben, Werdegaenge, list_zeilen, ordne_kennungen
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Knoten
from wegweiser.model.leitfaden import Leitfaden, list_fragen
from wegweiser.model.zusammenfuehrung import Gesagt, Konflikt, Verbindung, Verbindungszeile, Werdegang

Seite = Literal["gleich", "hier", "dort", "beide"]
_NEBENBEI = ("belege", "notiz")  # said beside the value; never a conflict


class _Teile(NamedTuple):
    """An answer in its long form: the value with what belongs to it, and what is said beside it."""

    kern: dict[str, Knoten]
    belege: tuple[str, ...]
    notiz: str


def verbinde(
    leitfaden: Leitfaden, hier: Werdegaenge, dort: Werdegaenge, vergeben: Vergeben = lambda _: ()
) -> Verbindung:
    """What becomes of every answer here; both sides tell what they said since they parted."""
    dort, umbenannt = ordne_kennungen(leitfaden, hier, dort, vergeben)
    zeilen: list[Verbindungszeile] = []
    konflikte: list[Konflikt] = []
    eigene = 0
    for adresse, frage in _list_adressen(leitfaden, hier, dort):
        paar = _Paar(frage, adresse, *_ergaenze(hier.get(adresse), dort.get(adresse)))
        alt = paar.hier[-1].knoten
        neu, strittig = paar.verbinde()
        konflikte += strittig
        if zerlege(neu) != zerlege(alt):
            art: Literal["uebernommen", "verbunden"] = (
                "uebernommen" if zerlege(neu) == zerlege(paar.dort[-1].knoten) else "verbunden"
            )
            zeilen.append(Verbindungszeile(art, adresse, alt, neu))
        elif not strittig:
            eigene += zerlege(alt) != zerlege(paar.dort[-1].knoten)
    return Verbindung(tuple(zeilen), tuple(konflikte), umbenannt, eigene)


def _list_adressen(
    leitfaden: Leitfaden, hier: Werdegaenge, dort: Werdegaenge
) -> Iterable[tuple[Adresse, f.Frage]]:
    """Everything one of both speaks of, in the order of the guide."""
    nach_frage: dict[str, dict[Adresse, None]] = {}
    for adresse in (*hier, *dort):
        nach_frage.setdefault(adresse.frage, {})[adresse] = None
    for _, frage in list_fragen(leitfaden):
        yield from ((adresse, frage) for adresse in nach_frage.get(frage.id, ()))


def _ergaenze(hier: Werdegang | None, dort: Werdegang | None) -> tuple[Werdegang, Werdegang]:
    """Who never spoke of something still has what both had when they parted."""
    nichts = (Gesagt(None),)
    return (hier or (dort or nichts)[:1], dort or (hier or nichts)[:1])


def zerlege(knoten: Knoten) -> _Teile:
    """An answer in parts, whichever form it has."""
    if knoten is None:
        return _Teile({}, (), "")
    if not (isinstance(knoten, dict) and ("wert" in knoten or "offen" in knoten)):
        return _Teile({"wert": knoten}, (), "")
    belege, notiz = knoten.get("belege"), knoten.get("notiz")
    liste = belege if isinstance(belege, list) else [] if belege is None else [belege]
    kern = {name: teil for name, teil in knoten.items() if name not in _NEBENBEI}
    return _Teile(kern, tuple(map(str, liste)), str(notiz or ""))


def fuege(teile: _Teile) -> Knoten:
    """The answer again; None where nothing is said."""
    if not teile.kern:
        return None
    beides: dict[str, Knoten] = dict(teile.kern)
    if teile.belege:
        beides["belege"] = list(teile.belege)
    if teile.notiz:
        beides["notiz"] = teile.notiz
    if set(beides) == {"wert"} and not isinstance(beides["wert"], dict):
        return beides["wert"]
    return beides


def wer_aenderte(hier: Werdegang, dort: Werdegang, schluessel: Callable[[Gesagt], object]) -> Seite:
    """On which side something changed since both last agreed; both begin with what they had when they parted."""
    h, d = [_stempel(schluessel(teil)) for teil in hier], [_stempel(schluessel(teil)) for teil in dort]
    if h[-1] == d[-1]:
        return "gleich"
    if h[-1] == h[0]:
        return "dort"
    if d[-1] == d[0]:
        return "hier"
    uebernommen = _list_uebernommene(hier, h, d) | _list_uebernommene(dort, d, h)
    # One side went on from what one had taken over from the other. To nothing at all: that is asked.
    if (h[-1] in uebernommen) != (d[-1] in uebernommen):
        weiter: Seite = "dort" if h[-1] in uebernommen else "hier"
        return "beide" if _ist_leer(schluessel((dort if weiter == "dort" else hier)[-1])) else weiter
    return "beide"


def _list_uebernommene(seite: Werdegang, stempel: Sequence[str], andere: Sequence[str]) -> set[str]:
    """What one side has by merging, and the other had said."""
    schritte = zip(seite[1:], stempel, stempel[1:], strict=False)
    return {neu for gesagt, alt, neu in schritte if gesagt.verbunden and neu != alt and neu in andere[1:]}


def _ist_leer(wert: object) -> bool:
    return not (wert.kern if isinstance(wert, _Teile) else wert)


def _stempel(wert: object) -> str:
    return json.dumps(wert, ensure_ascii=False, sort_keys=True)


class _Paar(NamedTuple):
    """One question on both sides."""

    frage: f.Frage
    adresse: Adresse
    hier: Werdegang
    dort: Werdegang

    def verbinde(self) -> tuple[Knoten, list[Konflikt]]:
        """The answer that stands here afterwards, and what has to be decided."""
        wer = wer_aenderte(self.hier, self.dort, lambda gesagt: zerlege(gesagt.knoten))
        if wer != "beide":
            return (self.dort if wer == "dort" else self.hier)[-1].knoten, []
        kern, konflikte = self._verbinde_kern()
        if not kern:
            return None, konflikte
        return fuege(_Teile(kern, self._verbinde_belege(), self._verbinde_notiz())), konflikte

    def _letzte(self) -> tuple[_Teile, _Teile]:
        return zerlege(self.hier[-1].knoten), zerlege(self.dort[-1].knoten)

    def _verbinde_kern(self) -> tuple[dict[str, Knoten], list[Konflikt]]:
        wer = wer_aenderte(self.hier, self.dort, lambda gesagt: zerlege(gesagt.knoten).kern)
        hier, dort = self._letzte()
        if wer != "beide":
            return (dort if wer == "dort" else hier).kern, []
        beide_gefuellt = all(isinstance(seite.kern.get("wert"), list) for seite in (hier, dort))
        if isinstance(self.frage, f.Tabelle) and beide_gefuellt:
            zeilen, konflikte = _Tabellenpaar(self).verbinde()
            return {**dort.kern, **hier.kern, "wert": list(zeilen)}, konflikte
        return hier.kern, [Konflikt(self.adresse, "", "", self.hier[-1], self.dort[-1])]

    def _verbinde_belege(self) -> tuple[str, ...]:
        hier, dort = self._letzte()
        basis = set(zerlege(self.hier[0].knoten).belege)
        weg = basis - (set(hier.belege) & set(dort.belege))
        return tuple(beleg for beleg in dict.fromkeys((*hier.belege, *dort.belege)) if beleg not in weg)

    def _verbinde_notiz(self) -> str:
        wer = wer_aenderte(self.hier, self.dort, lambda gesagt: zerlege(gesagt.knoten).notiz)
        hier, dort = (teile.notiz for teile in self._letzte())
        if wer != "beide" or hier in dort or dort in hier:
            return max(hier, dort, key=len) if wer == "beide" else dort if wer == "dort" else hier
        return "\n".join(sorted((hier, dort)))


class _Tabellenpaar:
    """A table changed on both sides: rows by their id, cells by their column."""

    def __init__(self, paar: _Paar) -> None:
        self.paar = paar
        self.zeilen = {id(gesagt): list_zeilen(gesagt.knoten) for gesagt in (*paar.hier, *paar.dort)}
        self.hier = [self.zeilen[id(gesagt)] for gesagt in paar.hier]
        self.dort = [self.zeilen[id(gesagt)] for gesagt in paar.dort]
        self.konflikte: list[Konflikt] = []

    def verbinde(self) -> tuple[list[dict[str, Knoten]], list[Konflikt]]:
        """The rows that stand here afterwards."""
        zeilen = [zeile for id_ in self._ordne() if (zeile := self._verbinde_zeile(id_)) is not None]
        return zeilen, self.konflikte

    def _ordne(self) -> list[str]:
        """The order of the side that changed it, ours where both did; what the other added comes last."""
        hier, dort = list(self.hier[-1]), list(self.dort[-1])
        gemeinsam = [id_ for id_ in self.hier[0] if id_ in hier and id_ in dort]
        unveraendert = [id_ for id_ in hier if id_ in gemeinsam] == gemeinsam
        erste, zweite = (
            (dort, hier) if unveraendert and len(gemeinsam) > 1 and self._nur_umgestellt() else (hier, dort)
        )
        return list(dict.fromkeys((*erste, *zweite)))

    def _nur_umgestellt(self) -> bool:
        """Whether the other side put the rows both had into another order."""
        basis = [id_ for id_ in self.dort[0] if id_ in self.dort[-1]]
        return [id_ for id_ in self.dort[-1] if id_ in basis] != basis

    def _verbinde_zeile(self, id_: str) -> dict[str, Knoten] | None:
        hier, dort = self.hier[-1].get(id_), self.dort[-1].get(id_)
        if hier is None or dort is None:
            return self._verbinde_geloeschte(id_, hier, dort)
        spalten = dict.fromkeys((*hier, *dort))
        werte = {spalte: self._verbinde_zelle(id_, spalte) for spalte in spalten}
        return {spalte: wert for spalte, wert in werte.items() if wert is not None}

    def _verbinde_geloeschte(
        self, id_: str, hier: dict[str, Knoten] | None, dort: dict[str, Knoten] | None
    ) -> dict[str, Knoten] | None:
        """A row only one side has: added there, or deleted here; changed here and deleted there has to be decided."""
        wer = self._wer_aenderte(lambda zeilen: zeilen.get(id_))
        if wer == "dort":
            return dort
        if wer == "beide":
            self._streite(id_, "", hier, dort)
        return hier if hier is not None or wer != "beide" else None

    def _verbinde_zelle(self, id_: str, spalte: str) -> Knoten:
        wer = self._wer_aenderte(lambda zeilen: zeilen.get(id_, {}).get(spalte))
        hier, dort = self.hier[-1][id_].get(spalte), self.dort[-1][id_].get(spalte)
        if wer == "beide":
            self._streite(id_, spalte, hier, dort)
        return dort if wer == "dort" else hier

    def _wer_aenderte(self, teil: Callable[[Mapping[str, Mapping[str, Knoten]]], object]) -> Seite:
        paar = self.paar
        return wer_aenderte(paar.hier, paar.dort, lambda gesagt: teil(self.zeilen[id(gesagt)]))

    def _streite(self, id_: str, spalte: str, hier: Knoten, dort: Knoten) -> None:
        links, rechts = self.paar.hier[-1]._replace(knoten=hier), self.paar.dort[-1]._replace(knoten=dort)
        self.konflikte.append(Konflikt(self.paar.adresse, id_, spalte, links, rechts))


# Deciding


def entscheide(konflikt: Konflikt, jetzt: Knoten) -> Knoten:
    """The answer with what the other copy says; what was said beside the value stays."""
    teile = zerlege(jetzt)
    if not konflikt.zeile:
        dort = zerlege(konflikt.dort.knoten)
        belege = tuple(dict.fromkeys((*teile.belege, *dort.belege)))
        return fuege(_Teile(dort.kern, belege, teile.notiz or dort.notiz))
    zeilen = list_zeilen(jetzt)
    wert = konflikt.dort.knoten
    if not konflikt.spalte:
        zeilen.pop(konflikt.zeile, None)
        if isinstance(wert, dict):
            zeilen[konflikt.zeile] = wert
    elif konflikt.zeile in zeilen:
        zeile = {name: teil for name, teil in zeilen[konflikt.zeile].items() if name != konflikt.spalte}
        zeilen[konflikt.zeile] = {**zeile, konflikt.spalte: wert} if wert is not None else zeile
    return fuege(teile._replace(kern={**teile.kern, "wert": list(zeilen.values())}))


def merge_konflikte(bisher: Sequence[Konflikt], neue: Sequence[Konflikt]) -> tuple[Konflikt, ...]:
    """All that has to be decided; what was decided about the same two values is not asked again."""
    alle = {_schluessel(konflikt): konflikt for konflikt in bisher}
    for konflikt in neue:
        alle.setdefault(_schluessel(konflikt), konflikt)
    return tuple(alle.values())


def select_unentschiedene(bekannt: Iterable[Konflikt], neue: Iterable[Konflikt]) -> list[Konflikt]:
    """New conflicts without those that were decided before about the same value."""
    entschieden = {_schluessel(konflikt) for konflikt in bekannt if konflikt.entschieden}
    return [konflikt for konflikt in neue if _schluessel(konflikt) not in entschieden]


def _schluessel(konflikt: Konflikt) -> tuple[object, ...]:
    return (
        *konflikt.stelle,
        _stempel(zerlege(konflikt.dort.knoten) if not konflikt.zeile else konflikt.dort.knoten),
    )


def build_werdegang(basis: Knoten, aenderungen: Iterable[Gesagt], jetzt: Knoten) -> Werdegang:
    """What was said since the copies parted; a change nobody journalled comes last."""
    alle = [Gesagt(basis), *aenderungen]
    if zerlege(alle[-1].knoten) != zerlege(jetzt):
        alle.append(Gesagt(jetzt))
    return tuple(alle)


def select_offene(konflikte: Iterable[Konflikt], jetzt: Mapping[Adresse, Knoten]) -> tuple[Konflikt, ...]:
    """What still has to be decided: nobody has, and the two still differ."""
    return tuple(
        k
        for k in konflikte
        if not k.entschieden and zerlege(entscheide(k, jetzt.get(k.adresse))) != zerlege(jetzt.get(k.adresse))
    )
