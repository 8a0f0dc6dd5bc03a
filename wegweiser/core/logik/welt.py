"""All answers to a guide at once: symbolic values, the path, and what holds for answers that can be given.

Every name is worked out once. What was needed for it is remembered, so that a question about one name only costs what
that name transitively reads.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import z3

from wegweiser.ausdruck import Typ, parse_ausdruck
from wegweiser.core.logik.akten import DRAUSSEN, Akte, Gewusst, Inhalt, Lesbar, Schluessel, Schrank, Sicht
from wegweiser.core.logik.bereiche import (
    Bereich,
    Tabellenbereich,
    Texte,
    Zeilenwahl,
    build_aus_tabelle,
    build_bereich,
    build_tabelle,
)
from wegweiser.core.logik.formeln import FALSCH, WAHR, Formel, folgt, nicht, oder, und, zahl
from wegweiser.core.logik.konstanten import list_gelesene_zuerst, list_jahre, list_texte
from wegweiser.core.logik.symbole import (
    Frisch,
    Inhaltsterm,
    Symbol,
    Zeile,
    build_bekannt,
    build_fehlend,
    build_wahrheit,
    verknuepfe,
)
from wegweiser.core.logik.uebersetzung import Nebeneinander, Tabellensymbol, build_frei, translate
from wegweiser.core.namen import ERGEBNISTYP, typ_von
from wegweiser.core.regeln import find_je
from wegweiser.model import frage as f
from wegweiser.model.leitfaden import Abgeleitet, Abschnitt, Leitfaden
from wegweiser.model.optionen import build_optionsquelle

HOECHSTENS_TIEFE = 30


class Welt:
    """The symbolic twin of `core.werte.Wertequelle`."""

    def __init__(self, leitfaden: Leitfaden, zeilen: int = 2) -> None:
        self.leitfaden = leitfaden
        self.zeilen = zeilen
        self.inhalte: dict[str, tuple[Abschnitt, Inhalt]] = {
            inhalt.id: (abschnitt, inhalt)
            for abschnitt in leitfaden.abschnitte
            for inhalt in (*abschnitt.fragen(), *abschnitt.abgeleitet)
        }
        self.regeln = {regel.id: regel for regel in leitfaden.regeln}
        self._je: dict[str, str | None] = {}
        self.optionen = build_optionsquelle(leitfaden, {})
        self.texte = Texte()
        self.genau = z3.Bool("genau")
        self.gewusst: dict[Schluessel, Gewusst] = {}
        self.befreit: set[str] = set()
        self._werte: dict[Schluessel, Symbol | Tabellensymbol] = {}
        self.schrank = Schrank()
        self._nummer = 0
        self.frisch = Frisch(
            zahl=lambda: z3.Real(self._name("r")),
            ganz=lambda: z3.Int(self._name("i")),
            formel=lambda: z3.Bool(self._name("b")),
            bedinge=self.schrank.bedinge,
            merke=self.schrank.merke,
            jahre=list_jahre(leitfaden),
        )
        for text in list_texte(leitfaden):
            self.texte.code(text)

    def _name(self, vorsatz: str) -> str:
        self._nummer += 1
        return f"{vorsatz}!{self._nummer}"

    def frage(self, id_: str) -> f.Frage:
        """The question with that id."""
        inhalt = self.inhalte[id_][1]
        if isinstance(inhalt, Abgeleitet):
            raise KeyError(id_)
        return inhalt

    def find_je(self, regel: str) -> str | None:
        """The table whose records a rule is about."""
        if regel not in self._je:
            self._je[regel] = find_je(self.leitfaden, self.regeln[regel])
        return self._je[regel]

    def ungenau(self, grund: str) -> Formel:
        """True where the model may know less than the engine; false while `genau` is assumed."""
        self.schrank.merke(grund)
        return nicht(self.genau)

    # translating

    def uebersetze(self, text: str, sicht: Sicht) -> Symbol:
        """The symbolic value of an expression seen from there."""
        return translate(parse_ausdruck(text).wurzel, Blick(self, sicht))

    def befreie(self, was: str, namen: Iterable[str]) -> None:
        """From now on let a condition that was found to be impossible also hold; what it decided is worked out anew.

        `was` is the id of a question, `abschnitt ID`, or `pruefe ID` for the checks of a question.
        """
        self.befreit.add(was)
        for name in namen:
            for satz in (DRAUSSEN, *range(self.zeilen)):
                for art in ("wert", "pruefe"):
                    self.schrank.vergiss(Schluessel(art, name, satz))

    def schnitt(self, akte: Akte) -> dict[Schluessel, Akte]:
        """Everything that something transitively needs."""
        gesehen: dict[Schluessel, Akte] = {}
        offen = list(akte.liest)
        while offen:
            schluessel = offen.pop()
            if schluessel in gesehen:
                continue
            gesehen[schluessel] = self.schrank.finde(schluessel)
            offen += gesehen[schluessel].liest
            if schluessel in self.gewusst:
                pruefung = Schluessel("pruefe", schluessel.name, schluessel.satz)
                self.schrank.sorge_fuer(pruefung, lambda s=schluessel: self._baue_pruefungen(s))  # type: ignore[misc]
                offen.append(pruefung)
        return gesehen

    # names

    def wert(self, name: str, sicht: Sicht) -> Lesbar:
        """The value of a name; a repeated one seen from outside is a list."""
        parameter = self.leitfaden.kopf.parameter.get(name)
        if parameter is not None:
            return build_bekannt(Typ.ZAHL, zahl(parameter.wert))
        if name not in self.inhalte:
            return build_fehlend(Typ.WAHRHEIT, offen=False)
        abschnitt, inhalt = self.inhalte[name]
        if abschnitt.je is None:
            return self._lies(name, DRAUSSEN)
        if sicht.je == abschnitt.je:
            return self._lies(name, sicht.satz)
        if sicht.je is not None:  # the engine does not look into another list from inside a repetition
            self.schrank.merke("wiederholung")
            return build_frei(_typ(inhalt), self.frisch)
        return self._reihe(name, abschnitt.je, _typ(inhalt))

    def _lies(self, name: str, satz: int) -> Symbol | Tabellensymbol:
        schluessel = Schluessel("wert", name, satz)
        self.schrank.lies(schluessel)
        if not self.schrank.kennt(schluessel) and self.schrank.tiefe >= HOECHSTENS_TIEFE:
            self._baue_vorweg(name, satz)
        self.schrank.sorge_fuer(schluessel, lambda: self._baue_wert(schluessel))
        return self._werte[schluessel]

    def _baue_vorweg(self, name: str, satz: int) -> None:
        """A long chain is worked out from its far end, so that no stack overflows."""
        with self.schrank.beiseite():
            for vorher in list_gelesene_zuerst(self.inhalte, name):
                abschnitt = self.inhalte[vorher][0]
                self.wert(vorher, Sicht(abschnitt.je, satz if satz != DRAUSSEN else 0))

    def _reihe(self, name: str, je: str, typ: Typ) -> Nebeneinander:
        tabelle = self.tabelle(je, DRAUSSEN)
        zeilen = []
        for nr in range(len(tabelle.zellen)):
            wert = self._lies(name, nr)
            zeilen.append(
                Zeile(
                    self.gibt_satz(je, nr),
                    wert if isinstance(wert, Symbol) else build_fehlend(typ, offen=True),
                )
            )
        mehr = und(self.hat_saetze(je), tabelle.mehr)
        return Nebeneinander(FALSCH, FALSCH, mehr, tuple(zeilen), typ)

    def spalte(self, tabelle: str, name: str, sicht: Sicht) -> Nebeneinander:
        """A column of a table."""
        abschnitt, _ = self.inhalte[tabelle]
        satz = DRAUSSEN if abschnitt.je is None else sicht.satz
        bereich = self.tabelle(tabelle, satz)
        symbol = self._lies(tabelle, satz)
        zeilen = tuple(
            Zeile(bereich.anzahl > nr, Symbol(zelle.typ, FALSCH, nicht(da), _mit(zelle, da)))
            for nr, zellen in enumerate(bereich.zellen)
            for da, zelle in (zellen[name],)
        )
        return Nebeneinander(symbol.offen, symbol.entfaellt, bereich.mehr, zeilen, zeilen[0].wert.typ)

    def tabelle(self, name: str, satz: int) -> Tabellenbereich:
        """The variables of a table."""
        self._lies(name, satz)
        bereich = self.gewusst[Schluessel("wert", name, satz)].bereich
        if not isinstance(bereich, Tabellenbereich):
            raise TypeError(name)
        return bereich

    def hat_saetze(self, je: str) -> Formel:
        """The table of a repetition is on the path and answered."""
        symbol = self._lies(je, DRAUSSEN)
        return und(nicht(symbol.offen), nicht(symbol.entfaellt))

    def gibt_satz(self, je: str | None, satz: int) -> Formel:
        """Whether a record exists; outside there is always the one."""
        return True if je is None else und(self.hat_saetze(je), self.tabelle(je, DRAUSSEN).anzahl > satz)

    # questions and derived values

    def _baue_wert(self, schluessel: Schluessel) -> None:
        abschnitt, inhalt = self.inhalte[schluessel.name]
        if isinstance(inhalt, Abgeleitet):
            self._werte[schluessel] = build_fehlend(
                ERGEBNISTYP[inhalt.typ], offen=True
            )  # circles are refused
            self._werte[schluessel] = self._abgeleitet(abschnitt, inhalt, schluessel.satz)
        else:
            self._werte[schluessel] = self._frage(abschnitt, inhalt, schluessel)

    def _abgeleitet(self, abschnitt: Abschnitt, inhalt: Abgeleitet, satz: int) -> Symbol:
        sicht = Sicht(abschnitt.je, satz)
        weg = nicht(self.gibt_satz(abschnitt.je, satz))
        weg = oder(weg, self._bedingung(abschnitt.wenn, sicht, f"abschnitt {abschnitt.id}").falsch)
        wert = self.uebersetze(inhalt.ausdruck, sicht)
        entfaellt = self.benenne(oder(weg, wert.entfaellt), f"{inhalt.id}.{satz}.entfaellt")
        offen = self.benenne(und(nicht(weg), wert.offen), f"{inhalt.id}.{satz}.offen")
        if wert.typ is Typ.WAHRHEIT:
            term = self.benenne(und(nicht(weg), wert.wert), f"{inhalt.id}.{satz}")
        else:
            term = z3.Real(f"{inhalt.id}.{satz}") if wert.typ is Typ.ZAHL else z3.Int(f"{inhalt.id}.{satz}")
            self.frisch.bedinge(term == wert.wert)
        return Symbol(wert.typ, entfaellt, offen, term)

    def benenne(self, formel: Formel, name: str) -> Formel:
        """A short name for a formula, so that formulas do not grow with the guide."""
        if isinstance(formel, bool):
            return formel
        kurz = z3.Bool(name)
        self.frisch.bedinge(kurz == formel)
        return kurz

    def _bedingung(self, text: str | None, sicht: Sicht, was: str) -> Symbol:
        """A condition; one that was found to be impossible may hold or not."""
        if text is None:
            return build_wahrheit(WAHR)
        symbol = verknuepfe(entscheidend=False, werte=[self.uebersetze(text, sicht)])
        if was not in self.befreit:
            return symbol
        frei = z3.Bool(f"frei {was}")
        return build_wahrheit(oder(frei, symbol.wahr), und(nicht(frei), symbol.offen))

    def _pfad(self, abschnitt: Abschnitt, frage: f.Frage, satz: int) -> Symbol:
        """Asked: true, false, or open while the condition is."""
        sicht = Sicht(abschnitt.je, satz)
        oben = self._bedingung(abschnitt.wenn, sicht, f"abschnitt {abschnitt.id}")
        symbol = verknuepfe(entscheidend=False, werte=[oben, self._bedingung(frage.wenn, sicht, frage.id)])
        da = self.gibt_satz(abschnitt.je, satz)
        wahr = self.benenne(und(da, symbol.wahr), f"{frage.id}.{satz}.pfad")
        return build_wahrheit(wahr, self.benenne(und(da, symbol.offen), f"{frage.id}.{satz}.vorsorglich"))

    def _frage(self, abschnitt: Abschnitt, frage: f.Frage, schluessel: Schluessel) -> Symbol | Tabellensymbol:
        pfad = self._pfad(abschnitt, frage, schluessel.satz)
        name = f"{frage.id}.{schluessel.satz}"
        beantwortet = z3.Bool(f"{name}?")
        bereich = self._bereich(frage, name)
        self.gewusst[schluessel] = Gewusst(frage, pfad, beantwortet, bereich)
        self.frisch.bedinge(folgt(beantwortet, und(nicht(pfad.falsch), bereich.bedingung)))
        if isinstance(bereich, Tabellenbereich):
            return Tabellensymbol(und(nicht(pfad.falsch), nicht(beantwortet)), pfad.falsch, bereich.anzahl)
        offen = und(nicht(pfad.falsch), nicht(beantwortet))
        wert = und(beantwortet, bereich.wert) if bereich.typ is Typ.WAHRHEIT else bereich.wert
        return Symbol(bereich.typ, pfad.falsch, offen, wert)

    def _bereich(self, frage: f.Frage, name: str) -> "Bereich | Tabellenbereich":
        if isinstance(frage, f.Tabelle):
            return build_tabelle(frage, name, self.zeilen, self._einfach)
        return self._einfach(frage, name)

    def _einfach(self, frage: f.Frage, name: str) -> Bereich:
        tabelle = getattr(frage, "aus_tabelle", None)
        if tabelle is not None:
            return self._aus_tabelle(frage, name, tabelle)
        wahl = isinstance(frage, f.Wahlfrage) and not isinstance(frage, f.Verteilung)
        codes = [self.texte.code(option.id) for option in self.optionen(frage)] if wahl else None
        return build_bereich(frage, name, self.texte, codes)

    def list_satznamen(self, tabelle: f.Tabelle) -> list[str]:
        """The ids of the rows that are looked at."""
        return [f"{tabelle.vorsatz}{nr + 1}" for nr in range(self.zeilen)]

    def _aus_tabelle(self, frage: f.Frage, name: str, tabelle: str) -> Bereich:
        """Options are the rows of a table; with more rows than are looked at, it may be any text."""
        inhalt = self.inhalte[tabelle][1]
        bereich = self.tabelle(tabelle, DRAUSSEN)
        beantwortet = self.gewusst[Schluessel("wert", tabelle, DRAUSSEN)].beantwortet
        namen = self.list_satznamen(inhalt) if isinstance(inhalt, f.Tabelle) else []
        da = {
            self.texte.code(text): und(beantwortet, bereich.anzahl > nr)
            for nr, text in enumerate(namen[: len(bereich.zellen)])
        }
        return build_aus_tabelle(
            frage, name, self.texte, Zeilenwahl(da, bereich.anzahl, self.ungenau("tabelle"))
        )

    def _baue_pruefungen(self, schluessel: Schluessel) -> None:
        """Answers that break a check are not taken; a check that is open does not hinder."""
        gewusst = self.gewusst[schluessel]
        if f"pruefe {schluessel.name}" in self.befreit:
            return
        for symbol in self.list_pruefungen(gewusst.frage, schluessel.satz):
            self.frisch.bedinge(folgt(gewusst.beantwortet, nicht(ist_verletzt(symbol))))

    def list_pruefungen(self, frage: f.Frage, satz: int) -> Iterator[Symbol]:
        """The checks of a question, seen from its record."""
        sicht = Sicht(self.inhalte[frage.id][0].je, satz)
        for pruefung in frage.pruefe:
            yield self.uebersetze(pruefung.muss, sicht)


@dataclass(frozen=True)
class Blick:
    """The names of a Welt seen from somewhere."""

    welt: Welt
    sicht: Sicht

    @property
    def frisch(self) -> Frisch:
        """Makes new variables."""
        return self.welt.frisch

    def lies(self, name: str) -> Lesbar:
        """The value of a name."""
        return self.welt.wert(name, self.sicht)

    def lies_spalte(self, tabelle: str, spalte: str) -> Nebeneinander:
        """A column of a table."""
        return self.welt.spalte(tabelle, spalte, self.sicht)

    def code(self, text: str) -> int:
        """The number that stands for a text."""
        return self.welt.texte.code(text)

    def ungenau(self, grund: str) -> Formel:
        """True where the model may know less than the engine."""
        return self.welt.ungenau(grund)


def ist_verletzt(symbol: Symbol) -> Formel:
    """Exactly false: neither open nor not on the path."""
    return und(symbol.bekannt, nicht(symbol.wert))


def _typ(inhalt: Inhalt) -> Typ:
    if isinstance(inhalt, Abgeleitet):
        return ERGEBNISTYP[inhalt.typ]
    typ = typ_von(inhalt)
    return typ if isinstance(typ, Typ) else Typ.TEXT


def _mit(zelle: Bereich, da: Formel) -> Inhaltsterm:
    return und(da, zelle.wert) if zelle.typ is Typ.WAHRHEIT else zelle.wert
