"""Topics: what is asked about them (missed, important, content, used, known) and what each group says."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from wegweiser.core.befragung.dienste import find_dienst
from wegweiser.core.befragung.fragen import Befragungsfrage, Fragenbestand
from wegweiser.core.befragung.gruppen import Personenkreis
from wegweiser.core.befragung.stichprobe import compare_spannen, compute_anteil, compute_mittel, shrink_anteil
from wegweiser.model.base import Fragenzweck
from wegweiser.model.befragung import ALLE, Anteil, Fragenrolle, Mittelwert, Themenbild
from wegweiser.model.faltung import falte

# In the order in which they name a topic: the first question about it gives its title.
THEMENROLLEN: Final[tuple[Fragenzweck, ...]] = (
    "wichtigkeit",
    "zufriedenheit",
    "vermisst",
    "nutzung",
    "kenntnis",
)
SKALENROLLEN: Final = frozenset({"wichtigkeit", "zufriedenheit"})
SCHRUMPFUNG: Final = Decimal(20)  # m in (k + m·p) / (n + m); quartiersanalyse.md 7.2
_GLEICHE: Final = Decimal("0.8")
_KLEIN = re.compile(r"\W+")


class Themenspalte(NamedTuple):
    """Where the answers of a topic stand: a column, or an option of a question kept in one column."""

    frage: Befragungsfrage
    teil: str  # column, or code of the option
    titel: str


class Thema(NamedTuple):
    """A topic with its columns by purpose."""

    id: str
    titel: str
    dienst: str
    spalten: Mapping[Fragenzweck, Themenspalte]


def build_themen(
    bestand: Fragenbestand, rollen: Iterable[Fragenrolle], katalog: Mapping[str, str] = MappingProxyType({})
) -> tuple[Thema, ...]:
    """All topics; two questions with the same items are about the same ones. `katalog` holds services with their titles."""
    rollen = tuple(rollen)
    dienste = {rolle.frage: rolle.dienst for rolle in rollen if rolle.dienst}
    bloecke: list[dict[str, dict[Fragenzweck, Themenspalte]]] = []
    for zweck in THEMENROLLEN:
        for frage in _list_fragen(bestand, rollen, zweck):
            teile = _list_teile(bestand, frage, zweck)
            block = next((b for b in bloecke if _passt(b, teile, zweck)), None)
            if block is None:
                bloecke.append({_schluessel(teil): {zweck: teil} for teil in teile})
                continue
            for teil, schluessel in _paare(block, teile):
                block[schluessel][zweck] = teil
    return tuple(_build_thema(spalten, dienste, katalog) for block in bloecke for spalten in block.values())


def _build_thema(
    spalten: Mapping[Fragenzweck, Themenspalte], gesagt: Mapping[str, str], katalog: Mapping[str, str]
) -> Thema:
    erste = next(iter(spalten.values()))
    dienst = next((gesagt[s.teil] for s in spalten.values() if s.teil in gesagt), None)
    if dienst is None:
        dienst = find_dienst(erste.titel, _find_teil(erste) or erste.teil, katalog)
    return Thema(erste.teil, erste.titel, dienst, spalten)


def _list_fragen(
    bestand: Fragenbestand, rollen: Sequence[Fragenrolle], zweck: Fragenzweck
) -> list[Befragungsfrage]:
    """The questions of a purpose; columns named one by one belong to the question they are part of."""
    ganze = [bestand.fragen[r.frage] for r in rollen if r.rolle == zweck and r.frage in bestand.fragen]
    schon = {teil.spalte for frage in ganze for teil in frage.teile}
    einzelne = {r.frage for r in rollen if r.rolle == zweck} - schon
    teile = [
        frage._replace(teile=tuple(t for t in frage.teile if t.spalte in einzelne and t.teil))
        for frage in bestand.fragen.values()
    ]
    ganze += [frage for frage in teile if frage.teile]
    return list(dict.fromkeys(ganze))


def _list_teile(bestand: Fragenbestand, frage: Befragungsfrage, zweck: Fragenzweck) -> list[Themenspalte]:
    teile = [teil for teil in frage.antwortteile if teil.art == "frage"]
    if len(teile) == 1 and not teile[0].teil:
        if zweck in SKALENROLLEN:
            return [Themenspalte(frage, teile[0].spalte, frage.titel)]
        return [
            Themenspalte(frage, id_, bestand.titel(teile[0].spalte, id_))
            for id_ in bestand.lies_mehrfach(frage)
        ]
    return [Themenspalte(frage, teil.spalte, teil.titel) for teil in teile]


def _schluessel(spalte: Themenspalte) -> str:
    return _find_teil(spalte) or spalte.teil


def _find_teil(spalte: Themenspalte) -> str:
    return next((teil.teil for teil in spalte.frage.teile if teil.spalte == spalte.teil), "")


def _falte(text: str) -> str:
    return _KLEIN.sub(" ", falte(text)).strip()


def _passt(
    block: Mapping[str, Mapping[Fragenzweck, Themenspalte]], teile: Sequence[Themenspalte], zweck: Fragenzweck
) -> bool:
    if any(zweck in spalten for spalten in block.values()):
        return False
    return len(_paare(block, teile)) >= _GLEICHE * max(len(block), len(teile))


def _paare(
    block: Mapping[str, Mapping[Fragenzweck, Themenspalte]], teile: Sequence[Themenspalte]
) -> list[tuple[Themenspalte, str]]:
    """The items that are the same: by their wording where both have one, else by their code."""
    titel: dict[str, str] = {}
    for schluessel, spalten in block.items():
        erste: Themenspalte = next(iter(spalten.values()))
        if erste.titel not in {schluessel, erste.teil}:
            titel.setdefault(_falte(erste.titel), schluessel)
    paare = []
    for teil in teile:
        code = _schluessel(teil)
        benannt = titel and teil.titel not in {code, teil.teil}
        schluessel = titel.get(_falte(teil.titel), "") if benannt else code
        if schluessel in block:
            paare.append((teil, schluessel))
    return paare


# what the groups say


class Themenrechner:
    """Evaluates topics for groups; the answers of a column are read once."""

    def __init__(self, bestand: Fragenbestand, gewichte: Sequence[Decimal] | None) -> None:
        self.bestand = bestand
        self.gewichte = gewichte
        self._kreuze: dict[str, Mapping[str, tuple[bool | None, ...]]] = {}
        self._stufen: dict[str, tuple[Decimal | None, ...]] = {}
        self._reihen: dict[frozenset[int], Sequence[int]] = {}

    def build_themenbilder(
        self, themen: Sequence[Thema], kreise: Sequence[Personenkreis]
    ) -> Iterator[Themenbild]:
        """Topic by topic, all first; groups of fewer than ten are left out."""
        for thema in themen:
            alle = self.anteil(thema, "vermisst", kreise[0].personen)
            for kreis in kreise:
                if kreis.gruppe.fallzahl != "zu-wenige":
                    yield self._build(thema, kreis, kreise[0].personen, alle)

    def _build(
        self, thema: Thema, kreis: Personenkreis, menge: frozenset[int], alle: Anteil | None
    ) -> Themenbild:
        vermisst = self.anteil(thema, "vermisst", kreis.personen)
        rest = self.anteil(thema, "vermisst", menge - kreis.personen) if kreis.personen < menge else None
        wichtigkeit = self.mittel(thema, "wichtigkeit", kreis.personen)
        return Themenbild(
            thema=thema.id,
            titel=thema.titel,
            gruppe=kreis.gruppe.id,
            dienst=thema.dienst,
            vermisst=vermisst,
            nennung=compute_nennung(vermisst, alle, ist_alle=kreis.gruppe.id == ALLE),
            unterschied=compare_spannen(vermisst.spanne, rest.spanne) if vermisst and rest else None,
            wichtigkeit=wichtigkeit,
            wichtigkeit_anteil=self._normiere(thema, wichtigkeit),
            zufriedenheit=self.mittel(thema, "zufriedenheit", kreis.personen),
            nutzung=self.anteil(thema, "nutzung", kreis.personen),
            kenntnis=self.anteil(thema, "kenntnis", kreis.personen),
        )

    def anteil(self, thema: Thema, zweck: Fragenzweck, personen: frozenset[int]) -> Anteil | None:
        """The share of a group that chose it; None where nobody was asked."""
        if (spalte := thema.spalten.get(zweck)) is None:
            return None
        return self.zaehle(self.kreuze(spalte.frage)[spalte.teil], personen)

    def zaehle(self, angaben: Sequence[bool | None], personen: frozenset[int]) -> Anteil:
        """The share of True within a group."""
        nummern = self._ordne(personen)
        return compute_anteil([angaben[nr] for nr in nummern], self._gewichte(nummern))

    def kreuze(self, frage: Befragungsfrage) -> Mapping[str, tuple[bool | None, ...]]:
        """Per option whether a person chose it."""
        if frage.id not in self._kreuze:
            self._kreuze[frage.id] = self.bestand.lies_mehrfach(frage)
        return self._kreuze[frage.id]

    def mittel(self, thema: Thema, zweck: Fragenzweck, personen: frozenset[int]) -> Mittelwert | None:
        """The mean of a group; None where nobody was asked."""
        if (spalte := thema.spalten.get(zweck)) is None:
            return None
        if spalte.teil not in self._stufen:
            self._stufen[spalte.teil] = self.bestand.lies_stufen(spalte.teil)
        nummern, stufen = self._ordne(personen), self._stufen[spalte.teil]
        return compute_mittel([stufen[nr] for nr in nummern], self._gewichte(nummern))

    def _ordne(self, personen: frozenset[int]) -> Sequence[int]:
        """The numbers of a group in order, worked out once."""
        if personen not in self._reihen:
            self._reihen[personen] = sorted(personen)
        return self._reihen[personen]

    def _gewichte(self, nummern: Sequence[int]) -> Sequence[Decimal] | None:
        return None if self.gewichte is None else [self.gewichte[nr] for nr in nummern]

    def _normiere(self, thema: Thema, mittel: Mittelwert | None) -> Decimal | None:
        skala = self.bestand.find_skala([thema.spalten["wichtigkeit"].teil]) if mittel else None
        if mittel is None or mittel.wert is None or skala is None:
            return None
        von, bis = skala
        return (mittel.wert - von) / (bis - von)


def compute_nennung(eigen: Anteil | None, alle: Anteil | None, *, ist_alle: bool) -> Decimal | None:
    """The share that misses something, drawn towards all where the group is small; of all as it is."""
    if eigen is None or alle is None or eigen.wert is None or alle.wert is None:
        return None
    n = Decimal(eigen.n or 0) if eigen.n_eff is None else eigen.n_eff
    return eigen.wert if ist_alle else shrink_anteil(eigen.wert * n, n, alle.wert, SCHRUMPFUNG)
