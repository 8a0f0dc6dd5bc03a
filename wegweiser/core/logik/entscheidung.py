"""Is there a set of answers that leads to a goal? Decided by z3 within a fixed budget, and proved with the engine.

„Unmöglich“ is only said where z3 proves it over a model that allows at least what the engine allows; „möglich“ comes with
answers. Where neither is found, the reason is given.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

import z3

from wegweiser.ausdruck import evaluate_wert, parse_ausdruck
from wegweiser.core.logik.akten import DRAUSSEN, Akte, Gewusst, Schluessel
from wegweiser.core.logik.bereiche import Tabellenbereich, lies_tabelle
from wegweiser.core.logik.formeln import Formel, folgt
from wegweiser.core.logik.welt import Welt
from wegweiser.core.logik.ziele import Pruefungsausgang, Ziel
from wegweiser.core.logik.zielformeln import find_je_von, formuliere
from wegweiser.core.logik.zielproben import trifft
from wegweiser.core.werte import Wertequelle
from wegweiser.errors import EingabeError
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.base import Wert
from wegweiser.model.knoten import check_wert
from wegweiser.model.leitfaden import Leitfaden, list_fragen
from wegweiser.model.optionen import build_optionsquelle

# Steps of z3 for one question: the same on every machine, and half a second at most.
BUDGET = 300_000
# Less for all further questions once so many could not be decided, so that a guide of riddles does not take hours.
HOECHSTENS_RAETSEL = 30
RESTBUDGET = 10_000
# Formulas for one question, and for all questions about a guide; ordinary guides need tens, and thousands.
HOECHSTENS_FORMELN = 2_000
HOECHSTENS_INSGESAMT = 1_000_000
ZEILEN = (2, 6)
HOECHSTENS_PROBEN = 400

Urteil = Literal["moeglich", "unmoeglich", "unentschieden"]


class Auskunft(NamedTuple):
    """What is known about a goal: possible with these answers, impossible, or undecided for a reason.

    `satz` is the record the goal is reached for. `vorsorglich`: with answers to questions that are themselves asked as a
    precaution, because something before them is open. `kleinste`: no smaller set of answers leads there.
    """

    urteil: Urteil
    antworten: Antworten = MappingProxyType({})
    satz: str = ""
    vorsorglich: bool = False
    kleinste: bool = False
    grund: str = ""


class _Frage(NamedTuple):
    """A goal made ready for z3: all that is needed to decide it."""

    ziel: Formel
    formeln: Sequence[Formel]
    streng: Sequence[Formel]
    gewusst: "dict[Schluessel, Gewusst]"
    gruende: Sequence[str]


class Logik:
    """A guide over which goals are decided, one after the other."""

    def __init__(self, leitfaden: Leitfaden, zeilen: Sequence[int] = ZEILEN) -> None:
        self.leitfaden = leitfaden
        self.welt = Welt(leitfaden, zeilen[0])
        self._mehr = zeilen[1:]
        self._naechste: Logik | None = None
        self._loeser = z3.SimpleSolver()
        self._loeser.set("rlimit", BUDGET)
        self._raetsel = 0
        self._formeln = 0
        self._nummern = {frage.id: nr for nr, (_, frage) in enumerate(list_fragen(leitfaden))}

    # a goal

    def entscheide(self, ziel: Ziel, *, vorsorglich: bool = True) -> Auskunft:
        """Whether a goal can be reached; `find_zeugen` also says how."""
        return self._mit_mehr_zeilen(lambda logik: logik._entscheide(ziel, vorsorglich=vorsorglich))  # noqa: SLF001

    def find_zeugen(self, ziel: Ziel) -> Auskunft:
        """A smallest set of answers that leads to a goal: fewest answers, then simple ones."""
        return self._mit_mehr_zeilen(lambda logik: logik._find_zeugen(ziel))  # noqa: SLF001

    def befreie(self, was: str, namen: Collection[str]) -> None:
        """Let a condition that was found to be impossible also hold, so that it is not found again behind it."""
        logik: Logik | None = self
        while logik is not None:
            logik.welt.befreie(was, namen)
            logik = logik._naechste  # noqa: SLF001 - one guide, more rows

    def _mit_mehr_zeilen(self, frage: "Callable[[Logik], Auskunft]") -> Auskunft:
        """Where a table is longer than what was looked at, look at more rows."""
        auskunft = frage(self)
        if auskunft.grund != "tabelle" or not self._mehr:
            return auskunft
        if self._naechste is None:
            self._naechste = Logik(self.leitfaden, self._mehr)
            self._naechste.welt.befreit = self.welt.befreit
        return self._naechste._mit_mehr_zeilen(frage)  # noqa: SLF001

    def _entscheide(self, ziel: Ziel, *, vorsorglich: bool) -> Auskunft:
        frage = self._bereite_vor(ziel)
        auskunft = self._pruefe(frage, ziel, streng=True)
        if auskunft.urteil != "moeglich" and vorsorglich:
            return self._pruefe(frage, ziel, streng=False)
        return auskunft

    def _bereite_vor(self, ziel: Ziel) -> _Frage:
        formel, akte = self.welt.schrank.baue(lambda: formuliere(self.welt, ziel))
        schnitt = self.welt.schnitt(akte)
        for schluessel in _list_eigene_pruefungen(ziel, schnitt):
            del schnitt[schluessel]
        akten: list[Akte] = [akte, *schnitt.values()]
        gewusst = {s: self.welt.gewusst[s] for s in schnitt if s in self.welt.gewusst}
        return _Frage(
            ziel=formel,
            formeln=[formel for akte in akten for formel in akte.formeln],
            streng=[folgt(g.beantwortet, g.pfad.wahr) for g in gewusst.values()],
            gewusst=gewusst,
            gruende=[*dict.fromkeys(grund for akte in akten for grund in akte.gruende)],
        )

    def _pruefe(self, frage: _Frage, ziel: Ziel, *, streng: bool) -> Auskunft:
        """Exactly where that is possible; else with everything the model does not know left free."""
        if frage.ziel is False:
            return Auskunft("unmoeglich")
        self._formeln += len(frage.formeln)
        if len(frage.formeln) > HOECHSTENS_FORMELN or self._formeln > HOECHSTENS_INSGESAMT:
            return Auskunft("unentschieden", grund="umfang")
        with _Ebene(self._loeser, [*frage.formeln, *(frage.streng if streng else ()), frage.ziel]):
            ergebnis = self._loeser.check(self.welt.genau)
            if ergebnis == z3.sat:
                return self._bestaetige(frage, ziel, self._loeser.model(), streng=streng)
            if ergebnis == z3.unsat and _ist_frei(frage.gruende):
                ergebnis = self._loeser.check()
            if ergebnis == z3.unsat:
                return Auskunft("unmoeglich")
            self._zaehle_raetsel(ergebnis)
            grund = (
                "tabelle"
                if ergebnis == z3.sat
                else "nichtlinear"
                if "nichtlinear" in frage.gruende
                else "budget"
            )
            return Auskunft("unentschieden", grund=_nenne(frage.gruende, grund))

    def _zaehle_raetsel(self, ergebnis: z3.CheckSatResult) -> None:
        self._raetsel += ergebnis == z3.unknown
        if self._raetsel == HOECHSTENS_RAETSEL:
            self._loeser.set("rlimit", RESTBUDGET)

    def _bestaetige(self, frage: _Frage, ziel: Ziel, modell: z3.ModelRef, *, streng: bool) -> Auskunft:
        """Tried with the engine where the model may be inexact; the first answers, which need not be the best."""
        if not frage.gruende or self.welt.befreit:  # behind something impossible there is nothing to try
            return Auskunft("moeglich", satz=self._satz(ziel), vorsorglich=not streng)
        auskunft = Auskunft("moeglich", self._lies(frage, modell), self._satz(ziel), vorsorglich=not streng)
        if ist_zeuge(self.leitfaden, ziel, auskunft):
            return auskunft
        with _Ebene(self._loeser, []):
            schoener = self._vereinfache(frage, modell)
        auskunft = auskunft._replace(antworten=self._lies(frage, schoener))
        if ist_zeuge(self.leitfaden, ziel, auskunft):
            return auskunft
        return Auskunft("unentschieden", grund=_nenne(frage.gruende, "rundung"))

    # witnesses

    def _find_zeugen(self, ziel: Ziel) -> Auskunft:
        frage = self._bereite_vor(ziel)
        streng = self._pruefe(frage, ziel, streng=True)
        if streng.urteil == "moeglich":
            return self._verbessere(frage, ziel, streng)
        erste = self._pruefe(frage, ziel, streng=False)
        if erste.urteil != "moeglich":
            return erste
        bessere = self._verbessere(frage, ziel, erste)
        return bessere._replace(kleinste=bessere.kleinste and streng.urteil == "unmoeglich")

    def _verbessere(self, frage: _Frage, ziel: Ziel, erste: Auskunft) -> Auskunft:
        """Fewer answers and simpler ones."""
        if frage.ziel is True:
            return erste._replace(antworten={}, kleinste=True)
        streng = () if erste.vorsorglich else frage.streng
        with _Ebene(self._loeser, [*frage.formeln, *streng, frage.ziel, self.welt.genau]):
            modell, kleinste = self._verkleinere(frage)
            if modell is None:
                return erste if erste.antworten else Auskunft("unentschieden", grund="budget")
            antworten = self._lies(frage, self._vereinfache(frage, modell))
        auskunft = erste._replace(antworten=antworten, kleinste=kleinste)
        if ist_zeuge(self.leitfaden, ziel, auskunft):
            return auskunft
        return erste if ist_zeuge(self.leitfaden, ziel, erste) else Auskunft("unentschieden", grund="rundung")

    def _verkleinere(self, frage: _Frage) -> tuple[z3.ModelRef | None, bool]:
        """A model with the fewest answers: one fewer, as long as that works; and whether fewer are impossible."""
        flaggen = [g.beantwortet for g in frage.gewusst.values()]
        modell, ergebnis = None, self._loeser.check()
        while ergebnis == z3.sat:
            modell = self._loeser.model()
            anzahl = sum(z3.is_true(modell.eval(flagge)) for flagge in flaggen)
            if anzahl == 0:
                return modell, True
            self._loeser.push()
            self._loeser.add(z3.AtMost(*flaggen, anzahl - 1))
            ergebnis = self._loeser.check()
        if modell is not None:
            self._loeser.pop()
        return modell, ergebnis == z3.unsat

    def _vereinfache(self, frage: _Frage, modell: z3.ModelRef) -> z3.ModelRef:
        """Fix which questions are answered, then one value after the other, simple ones first."""
        proben = 0
        for gewusst in frage.gewusst.values():
            da = z3.is_true(modell.eval(gewusst.beantwortet))
            self._loeser.add(gewusst.beantwortet if da else z3.Not(gewusst.beantwortet))
        for gewusst in self._ordne(frage.gewusst):
            for term, werte in gewusst.bereich.terme if z3.is_true(modell.eval(gewusst.beantwortet)) else ():
                proben += len(werte)
                if proben > HOECHSTENS_PROBEN:
                    return modell
                modell = self._setze_fest(term, werte, modell)
        return modell

    def _setze_fest(self, term: z3.ExprRef, werte: Iterable[object], modell: z3.ModelRef) -> z3.ModelRef:
        for wert in werte:
            self._loeser.push()
            self._loeser.add(term == wert)
            if self._loeser.check() == z3.sat:
                modell = self._loeser.model()
                self._loeser.pop()
                self._loeser.add(term == wert)
                return modell
            self._loeser.pop()
        self._loeser.add(term == modell.eval(term, model_completion=True))
        return modell

    # answers

    def _satz(self, ziel: Ziel) -> str:
        je = find_je_von(self.welt, ziel)
        return "" if je is None else self._satzname(je, 0)

    def _satzname(self, je: str, nr: int) -> str:
        inhalt = self.welt.inhalte[je][1]
        return self.welt.list_satznamen(inhalt)[nr] if isinstance(inhalt, f.Tabelle) else ""

    def _ordne(self, gewusst: dict[Schluessel, Gewusst]) -> list[Gewusst]:
        """In the order of the guide."""
        return [gewusst[s] for s in sorted(gewusst, key=lambda s: (self._nummern[s.name], s.satz))]

    def _lies(self, frage: _Frage, modell: z3.ModelRef) -> Antworten:
        antworten: dict[Adresse, Antwort] = {}
        for schluessel, gewusst in frage.gewusst.items():
            if z3.is_true(modell.eval(gewusst.beantwortet)):
                je = self.welt.inhalte[schluessel.name][0].je
                satz = (
                    "" if je is None or schluessel.satz == DRAUSSEN else self._satzname(je, schluessel.satz)
                )
                antworten[Adresse(schluessel.name, satz)] = Antwort(wert=self._lies_wert(gewusst, modell))
        return {a: antworten[a] for a in sorted(antworten, key=lambda a: (self._nummern[a.frage], a.satz))}

    def _lies_wert(self, gewusst: Gewusst, modell: z3.ModelRef) -> Wert:
        bereich = gewusst.bereich
        if isinstance(bereich, Tabellenbereich) and isinstance(gewusst.frage, f.Tabelle):
            return lies_tabelle(gewusst.frage, bereich, modell, self.welt.list_satznamen(gewusst.frage))
        return () if isinstance(bereich, Tabellenbereich) else bereich.lies(modell)


class _Ebene:
    """Formulas that hold for a while; whatever was added on top goes with them."""

    def __init__(self, loeser: z3.Solver, formeln: Iterable[Formel]) -> None:
        self._loeser = loeser
        self._formeln = formeln

    def __enter__(self) -> None:
        self._tiefe = self._loeser.num_scopes()
        self._loeser.push()
        self._loeser.add(*self._formeln)

    def __exit__(self, *_: object) -> None:
        self._loeser.pop(self._loeser.num_scopes() - self._tiefe)


_FREI = frozenset({"tabelle", "wiederholung"})


def _ist_frei(gruende: Iterable[str]) -> bool:
    """Some values are free as long as `genau` is not assumed."""
    return not _FREI.isdisjoint(gruende)


def _nenne(gruende: Sequence[str], sonst: str) -> str:
    return next((grund for grund in ("wiederholung",) if grund in gruende), sonst)


def ist_zeuge(leitfaden: Leitfaden, ziel: Ziel, auskunft: Auskunft) -> bool:
    """The engine's word: these answers can be given (as a precaution only where it says so), and they lead to the goal."""
    quelle = Wertequelle(leitfaden, auskunft.antworten)
    ausser = ziel.frage if isinstance(ziel, Pruefungsausgang) else ""
    wirklich = all(quelle.auf_pfad(*adresse) is True for adresse in quelle.antworten)
    return (
        (wirklich or auskunft.vorsorglich)
        and ist_zulaessig(quelle, ausser)
        and trifft(ziel, quelle, auskunft.satz)
    )


def _list_eigene_pruefungen(ziel: Ziel, schnitt: Iterable[Schluessel]) -> list[Schluessel]:
    """Where a goal is about the checks of a question, they are not taken for granted."""
    name = ziel.frage if isinstance(ziel, Pruefungsausgang) else None
    return [s for s in schnitt if s.art == "pruefe" and s.name == name]


def ist_zulaessig(quelle: Wertequelle, ausser: str = "") -> bool:
    """Every answer fits its question, is on the path, and breaks none of its checks (of `ausser` they do not count)."""
    fragen = {frage.id: frage for a in quelle.leitfaden.abschnitte for frage in a.fragen()}
    optionen = build_optionsquelle(quelle.leitfaden, quelle.antworten)
    for adresse, antwort in quelle.antworten.items():
        frage = fragen[adresse.frage]
        if quelle.auf_pfad(adresse.frage, adresse.satz) is False or antwort.wert is None:
            return False
        try:
            check_wert(frage, antwort.wert, optionen)
        except EingabeError:
            return False
        umgebung = quelle.umgebung(adresse.satz)
        if any(
            evaluate_wert(parse_ausdruck(p.muss), umgebung) is False
            for p in frage.pruefe
            if frage.id != ausser
        ):
            return False
    return True
