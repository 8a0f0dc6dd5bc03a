"""The guides of a chain put over one another: words, fields, additions, hiding, order, rules that do not apply."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from wegweiser.adapters.ueberlagerung.aendern import apply_aenderung, apply_worte
from wegweiser.adapters.ueberlagerung.baum import find_feld, list_felder, set_feld
from wegweiser.adapters.ueberlagerung.bestand import KOPF, Bestand
from wegweiser.adapters.ueberlagerung.ergaenzen import Ergaenzen
from wegweiser.adapters.ueberlagerung.ordnen import apply_ordnung
from wegweiser.adapters.ueberlagerung.suche import Suche
from wegweiser.adapters.ueberlagerung.uebersetzungen import forget_uebersetzungen
from wegweiser.adapters.ueberlagerung.verbergen import Abschaltung, Verbergen, explain_verborgenes
from wegweiser.adapters.yaml_lesen import Dokument, Stelle
from wegweiser.model.befund import Befund

__all__ = ["Abschaltung", "Ueberlagerung", "explain_verborgenes"]

Dokumente = Mapping[str, Dokument]
_KOPFFELDER = ("format", "id", "version", "titel", "kurz", "herausgeber", "lizenz", "sprache", "herkunft")
_FASSUNGEN = ("umbenannt", "ersetzt", "zurueckgezogen")
_FREI = ("abschnitte", "parameter", "schritte", "fragen", "abgeleitet", "regeln", "quellen")
_GEBUNDEN = ("optionen", "spalten", "kataloge")


class Grundlagenkopf(NamedTuple):
    """Id, version and title of a guide below."""

    id: str
    version: str
    titel: str


class Ueberlagerung:
    """The guides of a chain, put over one another from the lowest up."""

    def __init__(self, unterste: dict[str, Dokument], melde: Callable[[Befund], None]) -> None:
        self.bestand = Bestand(unterste)
        self.melde = melde
        self.abgeschaltet: list[Abschaltung] = []
        self.verborgen: dict[str, Stelle] = {}
        self.grundlagen: list[Grundlagenkopf] = []

    @property
    def dokumente(self) -> dict[str, Dokument]:
        """All documents as they are now."""
        return self.bestand.dokumente

    def apply(self, dateien: Dokumente) -> None:
        """Put one guide over what is there: words, fields, additions, hiding, order, rules that do not apply."""
        kopf = dateien[KOPF]
        _check_version(kopf, self.bestand.kopf, self.melde)
        self.grundlagen.append(self._lies_kopf())
        suche = Suche(self.bestand, self.melde)
        if aendert := find_feld(kopf, "aendert"):
            self._aendere(suche, aendert)
        eigen = str(kopf.daten.get("id"))
        Ergaenzen(suche, {n: d for n, d in dateien.items() if n != KOPF}, eigen).apply(
            find_feld(kopf, "ergaenzt")
        )
        verbergen = Verbergen(suche, self.verborgen)
        verbergen.apply(find_feld(kopf, "verbirgt"))
        self.abgeschaltet += verbergen.schalte_ab(find_feld(kopf, "schaltet_ab"), eigen)
        apply_ordnung(suche, find_feld(kopf, "ordnet"))
        forget_uebersetzungen(self.bestand, kopf)
        self._setze_kopf(kopf)

    def _lies_kopf(self) -> Grundlagenkopf:
        daten = self.bestand.kopf.daten
        return Grundlagenkopf(*(str(daten.get(feld, "")) for feld in Grundlagenkopf._fields))

    def _setze_kopf(self, kopf: Dokument) -> None:
        unten = self.bestand.kopf
        for feld in _KOPFFELDER:
            if neu := find_feld(kopf, feld):
                set_feld(unten, feld, neu)
        for feld in _FASSUNGEN:
            if neu := find_feld(kopf, feld):
                alt = find_feld(unten, feld)
                if alt:
                    apply_aenderung(alt, neu, self.melde)
                else:
                    set_feld(unten, feld, neu)

    def _aendere(self, suche: Suche, aendert: Dokument) -> None:
        for ziel, neu in [*self._list_ziele(suche, aendert)]:
            apply_aenderung(ziel, neu, self.melde)
        self.bestand.vergiss()
        if worte := find_feld(aendert, "texte"):
            self._ersetze_worte(worte)

    def _ersetze_worte(self, worte: Dokument) -> None:
        """Other words in the questions below, not in what this guide itself says."""
        ersatz = {wort: str(neu) for wort, neu in worte.daten.items()}
        gefunden: set[str] = set()
        for abschnitt in self.bestand.abschnitte().values() if ersatz else ():
            gefunden |= apply_worte(abschnitt, ersatz, worte.wurzel.quelle)
        for wort in ersatz:
            if wort not in gefunden:
                self.melde(worte.befund_am_namen((wort,), "wort-fehlt", {"wort": wort}))

    def _list_ziele(self, suche: Suche, aendert: Dokument) -> Iterator[tuple[Dokument, Dokument]]:
        """What is changed, with the fields that change it."""
        for art in _FREI:
            for id_, neu in list_felder(find_feld(aendert, art)):
                if ziel := _find_ziel(suche, art, id_, neu):
                    yield ziel, neu
        for art in _GEBUNDEN:
            for besitzer, gruppe in list_felder(find_feld(aendert, art)):
                if liste := suche.finde_liste(art, besitzer, gruppe):
                    teile = ((suche.finde_in(art, besitzer, liste, *n), n[1]) for n in list_felder(gruppe))
                    yield from ((teil.dokument, neu) for teil, neu in teile if teil)


def _find_ziel(suche: Suche, art: str, id_: str, nennung: Dokument) -> Dokument | None:
    if art == "abschnitte":
        return suche.finde_abschnitt(id_, nennung)
    if art == "parameter":
        return suche.finde_parameter(id_, nennung)
    teil = suche.finde(art, id_, nennung)
    return teil.dokument if teil else None


def _check_version(kopf: Dokument, unten: Dokument, melde: Callable[[Befund], None]) -> None:
    """Whether the guide below is one of the versions this one was made for."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion, Version

    bereich, version = kopf.teil("erweitert", "version"), find_feld(unten, "version")
    try:
        erlaubt = SpecifierSet(str(bereich.daten))
    except InvalidSpecifier:
        melde(bereich.befund((), "version-bereich", {"wert": bereich.daten}))
        return
    try:
        ist = Version(str(version.daten if version else ""))
    except InvalidVersion:
        melde(unten.befund(("version",), "version-form", {"wert": version.daten if version else ""}))
        return
    if not erlaubt.contains(ist, prereleases=True):
        name = kopf.daten["erweitert"]["leitfaden"]
        melde(bereich.befund((), "version-passt-nicht", {"name": name, "ist": ist, "soll": bereich.daten}))
