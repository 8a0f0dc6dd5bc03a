"""Named values of a Vorhaben: answers, derived values and parameters, as expressions read them.

Not answered or "weiß ich noch nicht" is OFFEN; not on the path is ENTFAELLT. Inside a repeated Abschnitt a bare name means
this record's answer; outside it means the answers of all records.
"""

from collections.abc import Collection, Iterator, Mapping
from copy import copy
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from wegweiser.ausdruck import ENTFAELLT, OFFEN, Ergebnis, Fehlend, evaluate, evaluate_wert, parse_ausdruck
from wegweiser.core.abhaengigkeiten import Abhaengigkeiten, list_gelesene
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.base import Wert
from wegweiser.model.frage import Frage, Tabelle
from wegweiser.model.leitfaden import Abgeleitet, Abschnitt, Leitfaden
from wegweiser.model.optionen import list_saetze

HOECHSTENS_TIEFE = 40


class _Eintrag(NamedTuple):
    abschnitt: Abschnitt
    inhalt: Frage | Abgeleitet
    rang: int

    def list_gelesene(self) -> set[str]:
        """The names its value and its place on the path are read from."""
        eigene = getattr(self.inhalt, "wenn", None), getattr(self.inhalt, "ausdruck", None)
        return list_gelesene(self.abschnitt.wenn, *eigene) | (
            {self.abschnitt.je} if self.abschnitt.je else set()
        )


class Wertequelle:
    """Computes the values of names on demand and remembers them; a change of the answers gives a new one (`folge`)."""

    def __init__(self, leitfaden: Leitfaden, antworten: Antworten) -> None:
        self.leitfaden = leitfaden
        self.antworten = antworten
        self._namen: dict[str, _Eintrag] = {}
        for abschnitt in leitfaden.abschnitte:
            for inhalt in (*abschnitt.fragen(), *abschnitt.abgeleitet):
                self._namen[inhalt.id] = _Eintrag(abschnitt, inhalt, len(self._namen))
        self._parameter = {name: p.wert for name, p in leitfaden.kopf.parameter.items()}
        self._abhaengigkeiten: Abhaengigkeiten | None = None
        self._tiefe = 0
        self._werte: dict[tuple[str, str], object] = {}
        self._pfad: dict[tuple[str, str], bool | Fehlend] = {}
        self._saetze: dict[str, tuple[tuple[str, str], ...]] = {}
        self._umgebungen: dict[str, Umgebung] = {}

    def find_betroffene(self, geaendert: Collection[Adresse]) -> frozenset[str]:
        """All names whose value or place on the path can change with these answers."""
        if self._abhaengigkeiten is None:
            self._abhaengigkeiten = Abhaengigkeiten(self.leitfaden)
        return self._abhaengigkeiten.find_betroffene({adresse.frage for adresse in geaendert})

    def folge(self, antworten: Antworten, geaendert: Collection[Adresse]) -> "Wertequelle":
        """The values after some answers changed; what cannot depend on them is not worked out again."""
        betroffen = self.find_betroffene(geaendert)
        neu = copy(self)
        neu.vergiss(betroffen, antworten)
        return neu

    def vergiss(self, betroffen: Collection[str], antworten: Antworten) -> None:
        """Take other answers, and forget (in copies of what is remembered) whatever may have changed with them."""
        zeilen = {"", *(id_ for saetze in self._saetze.values() for id_, _ in saetze)}
        wiederholt = any(abschnitt.je in betroffen for abschnitt in self.leitfaden.abschnitte)
        self.antworten = antworten
        self._umgebungen = {}
        self._saetze = {t: saetze for t, saetze in self._saetze.items() if t not in betroffen}
        self._pfad, self._werte = self._pfad.copy(), self._werte.copy()
        for bekannt in (self._pfad, self._werte):
            # When rows may come back, values of any row may be known; otherwise only those of the present ones.
            alle = [s for s in bekannt if s[0] in betroffen] if wiederholt else product(betroffen, zeilen)
            for schluessel in alle:
                bekannt.pop(schluessel, None)

    def list_abschnitte(self, namen: Collection[str]) -> frozenset[str]:
        """The ids of the Abschnitte in which these names stand, or over whose rows they repeat."""
        je = {a.je: a.id for a in self.leitfaden.abschnitte if a.je}
        orte = {self._namen[name].abschnitt.id for name in namen if name in self._namen}
        return frozenset(orte | {je[name] for name in namen if name in je})

    def rang(self, adresse: Adresse) -> tuple[int, str]:
        """Where an answer belongs in the order of the guide."""
        eintrag = self._namen.get(adresse.frage)
        return (eintrag.rang if eintrag else len(self._namen)), adresse.satz

    def umgebung(self, satz: str = "") -> "Umgebung":
        """All values as one mapping, seen from a record or (empty) from outside."""
        if satz not in self._umgebungen:
            self._umgebungen[satz] = Umgebung(self, satz)
        return self._umgebungen[satz]

    def saetze(self, tabelle: str) -> tuple[tuple[str, str], ...]:
        """Id and title of the rows of a table, as far as it is on the path."""
        if tabelle not in self._saetze:
            gestellt = self.auf_pfad(tabelle, "") is not False
            self._saetze[tabelle] = list_saetze(self.antworten, tabelle) if gestellt else ()
        return self._saetze[tabelle]

    def _ohne_zeile(self, abschnitt: Abschnitt, satz: str) -> bool:
        """A record whose row was taken out: its answers rest."""
        return abschnitt.je is not None and all(id_ != satz for id_, _ in self.saetze(abschnitt.je))

    def auf_pfad(self, name: str, satz: str) -> bool | Fehlend:
        """Whether a question is asked: True, False, or OFFEN while its condition is."""
        if name not in self._namen:
            return False
        schluessel = (name, satz)
        if schluessel not in self._pfad:
            eintrag = self._namen[name]
            bedingungen = (eintrag.abschnitt.wenn, getattr(eintrag.inhalt, "wenn", None))
            self._steige(name, satz)
            self._pfad[schluessel] = (
                False  # a condition that reads itself is refused when the guide is checked
            )
            if not self._ohne_zeile(eintrag.abschnitt, satz):
                self._pfad[schluessel] = self._alle(bedingungen, satz)
            self._tiefe -= 1
        return self._pfad[schluessel]

    def _steige(self, name: str, satz: str) -> None:
        """One value deeper; a long chain is worked out from its far end, so that no stack overflows."""
        self._tiefe += 1
        if self._tiefe == HOECHSTENS_TIEFE:
            for vorher in self._list_gelesene_zuerst(name):
                if vorher != name:
                    self.wert(vorher, satz)

    def _list_gelesene_zuerst(self, name: str) -> list[str]:
        """All names that this one hangs on, each behind those it reads itself."""
        reihe: dict[str, None] = {}
        offen = [(name, False)]
        gesehen: set[str] = set()
        while offen:
            aktuell, gelesen = offen.pop()
            if gelesen:
                reihe[aktuell] = None
            elif aktuell not in gesehen and aktuell in self._namen:
                gesehen.add(aktuell)
                offen.append((aktuell, True))
                offen += [(n, False) for n in self._namen[aktuell].list_gelesene()]
        return list(reihe)

    def _alle(self, bedingungen: tuple[str | None, ...], satz: str) -> bool | Fehlend:
        ergebnis: bool | Fehlend = True
        for bedingung in bedingungen:
            if bedingung is not None:
                wert = evaluate_wert(parse_ausdruck(bedingung), self.umgebung(satz))
                if wert is OFFEN:
                    ergebnis = OFFEN
                elif wert is not True:
                    return False
        return ergebnis

    def wert(self, name: str, satz: str) -> object:
        """The value of a name seen from a record; a repeated name seen from outside gives one value per record."""
        if name in self._parameter:
            return self._parameter[name]
        eintrag = self._namen.get(name)
        if eintrag is None:
            return ENTFAELLT
        tabelle = eintrag.abschnitt.je
        if tabelle is None:
            return self._merke(eintrag, name, "")
        if satz:
            return self._merke(eintrag, name, satz)
        return tuple(self._merke(eintrag, name, id_) for id_, _ in self.saetze(tabelle))

    def _merke(self, eintrag: _Eintrag, name: str, satz: str) -> object:
        schluessel = (name, satz)
        if schluessel not in self._werte:
            self._steige(name, satz)
            self._werte[schluessel] = OFFEN  # see auf_pfad
            if isinstance(eintrag.inhalt, Abgeleitet):
                self._werte[schluessel] = self._abgeleitet(eintrag.abschnitt, eintrag.inhalt, satz)
            else:
                self._werte[schluessel] = self._antwort(eintrag.inhalt, satz)
            self._tiefe -= 1
        return self._werte[schluessel]

    def _abgeleitet(self, abschnitt: Abschnitt, abgeleitet: Abgeleitet, satz: str) -> object:
        if self._ohne_zeile(abschnitt, satz) or self._alle((abschnitt.wenn,), satz) is False:
            return ENTFAELLT
        return evaluate_wert(parse_ausdruck(abgeleitet.ausdruck), self.umgebung(satz))

    def _antwort(self, frage: Frage, satz: str) -> object:
        if self.auf_pfad(frage.id, satz) is False:
            return ENTFAELLT
        antwort = self.antworten.get(Adresse(frage.id, satz))
        return OFFEN if antwort is None or antwort.wert is None else _als_ausdruckswert(frage, antwort.wert)

    def ergebnis(self, abgeleitet: Abgeleitet, satz: str) -> Ergebnis:
        """A derived value with the steps that led to it."""
        return evaluate(parse_ausdruck(abgeleitet.ausdruck), self.umgebung(satz))

    def antwort(self, name: str, satz: str = "") -> Antwort | None:
        """What was said, if the question is on the path."""
        if name not in self._namen or self.auf_pfad(name, satz) is False:
            return None
        return self.antworten.get(Adresse(name, satz))

    def gesagt(self, name: str, satz: str = "") -> Wert | None:
        """The value that was given, or None where it is missing, open or not on the path."""
        antwort = self.antwort(name, satz)
        return antwort.wert if antwort else None


class Umgebung(Mapping[str, object]):
    """The values of a Wertequelle seen from one record."""

    def __init__(self, quelle: Wertequelle, satz: str) -> None:
        self._quelle = quelle
        self._satz = satz

    def __getitem__(self, name: str) -> object:
        return self._quelle.wert(name, self._satz)

    def get(self, name: str, default: object = None) -> object:  # noqa: ARG002 - every name has a value here
        """Like indexing: an unknown name is ENTFAELLT."""
        return self._quelle.wert(name, self._satz)

    def __iter__(self) -> Iterator[str]:
        yield from self._quelle._namen  # noqa: SLF001 - one class in two halves
        yield from self._quelle._parameter  # noqa: SLF001

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _als_ausdruckswert(frage: Frage, wert: Wert) -> object:
    """An answer as the expression language knows it: numbers are decimals, missing cells are OFFEN."""
    if isinstance(wert, bool):
        return wert
    if isinstance(wert, int):
        return Decimal(wert)
    if isinstance(frage, Tabelle) and isinstance(wert, tuple):
        return tuple(
            {
                spalte.id: _als_ausdruckswert(spalte, zeile[spalte.id]) if spalte.id in zeile else OFFEN
                for spalte in frage.spalten
            }
            for zeile in wert
            if isinstance(zeile, Mapping)
        )
    if isinstance(wert, Mapping):
        return str(wert.get("bezeichnung", ""))
    return wert
