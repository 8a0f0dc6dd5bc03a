"""What every name of a guide is called in the questionnaire, and where it stands there."""

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from wegweiser.ausdruck import Typ
from wegweiser.ausdruck import knoten as k
from wegweiser.core.fragebogen.namen import TRENNER, Namensliste, build_namen
from wegweiser.core.namen import ERGEBNISTYP, typ_von
from wegweiser.core.xpath.baum import (
    FALSCH,
    LEER,
    WAHR,
    Aufruf,
    Bezug,
    Kind,
    Operation,
    Selbst,
    Xpath,
    list_knoten,
    replace_knoten,
)
from wegweiser.core.xpath.bedingung import simplify, und
from wegweiser.core.xpath.formen import Feld, Felder
from wegweiser.model import frage as f
from wegweiser.model.leitfaden import Abschnitt, Leitfaden
from wegweiser.model.optionen import TITELSPALTEN

MAX_AUSWAHLZEILEN = 20


class Ortung:
    """Grows while the questionnaire is written: conditions read only what was asked before."""

    def __init__(self, leitfaden: Leitfaden, abschnitte: Sequence[Abschnitt]) -> None:
        self.namen: Namensliste = build_namen(abschnitte)
        self.tabellen = {
            frage.id: frage
            for a in abschnitte
            if not a.je
            for frage in a.fragen()
            if isinstance(frage, f.Tabelle)
        }
        self.ende: dict[str, int] = {}
        """Behind which row a table ends."""
        self._felder: dict[str, Feld] = {}
        self._spalten: dict[tuple[str, str], Feld] = {}
        self._innen: dict[str, dict[str, Feld]] = {}
        """What an Abschnitt sees differently: its own names, and record by record those of earlier repetitions."""
        self._eigene: dict[str, set[str]] = {}
        self._je: list[tuple[str, str]] = []
        self._gestellt: dict[str, Xpath] = {}
        self._parameter: Mapping[str, Decimal] = {
            name: p.wert for name, p in leitfaden.kopf.parameter.items()
        }

    def sicht(self, abschnitt: Abschnitt, selbst: str = "") -> Felder:
        """The names as seen from one Abschnitt: inside a repetition the own ones stand alone.

        `selbst` is being answered: it is asked, and not empty.
        """
        namen = ChainMap(self._innen.get(abschnitt.id, {}), self._felder)
        if selbst in namen and not namen[selbst].tabelle:
            namen = namen.new_child({selbst: namen[selbst]._replace(pflicht=True, gestellt=WAHR)})
        return Felder(namen, self._spalten, self._parameter)

    def beginne(self, abschnitt: Abschnitt) -> None:
        """A repetition reads the answers of earlier ones over the same table, record by record."""
        self._innen[abschnitt.id] = {}
        self._eigene[abschnitt.id] = set()
        if abschnitt.je is None:
            return
        nummer = Bezug(f"{self.namen.abschnitte[abschnitt.id]}{TRENNER}nr")
        fruehere = [
            (self.namen.abschnitte[andere], name)
            for andere, je in self._je
            if je == abschnitt.je
            for name in sorted(self._eigene[andere])
        ]
        orte: dict[Xpath, Xpath] = {
            Bezug(name): Aufruf("indexed-repeat", (Bezug(name), Bezug(reihe), nummer))
            for reihe, name in fruehere
        }
        for _, name in fruehere:
            feld = self._felder[name]
            gestellt = replace_knoten(feld.gestellt, orte)
            self._innen[abschnitt.id][name] = feld._replace(
                reihe="", pfad="", ort=orte[Bezug(name)], gestellt=gestellt
            )
        self._je.append((abschnitt.id, abschnitt.je))

    def stelle_abschnitt(self, abschnitt: Abschnitt, gestellt: Xpath) -> None:
        """Its derived values can be read from now on."""
        self._gestellt[abschnitt.id] = gestellt
        for abgeleitet in abschnitt.abgeleitet:
            typ, ausdruck = ERGEBNISTYP[abgeleitet.typ], abgeleitet.ausdruck
            self._merke(abschnitt, Feld(abgeleitet.id, typ, ausdruck=ausdruck))

    def stelle_frage(self, abschnitt: Abschnitt, gruppe: str, frage: f.Frage, gestellt: Xpath) -> None:
        """A question can be read from now on."""
        if isinstance(frage, f.Tabelle):
            for spalte in frage.spalten:
                name = self.namen.spalten[frage.id, spalte.id]
                self._spalten[frage.id, spalte.id] = Feld(name, _typ(spalte), spalte.pflicht)
            self._merke(abschnitt, Feld(frage.id, None, gestellt=gestellt, tabelle=True))
        elif not isinstance(frage, f.Verteilung | f.Ort | f.Dateifrage):
            self._merke(abschnitt, Feld(frage.id, _typ(frage), frage.pflicht, gestellt), gruppe)

    def _merke(self, abschnitt: Abschnitt, feld: Feld, gruppe: str = "") -> None:
        """Inside its Abschnitt only its own condition counts: the other one holds there."""
        self._innen[abschnitt.id][feld.name] = feld
        oben = self._gestellt[abschnitt.id]
        voll = feld._replace(gestellt=und(oben, feld.gestellt))
        self._felder[feld.name] = voll
        if abschnitt.je is None or feld.tabelle:
            return
        self._eigene[abschnitt.id].add(feld.name)
        reihe = f"@{abschnitt.id}"
        wiederholung = self.namen.abschnitte[abschnitt.id]
        self._felder[reihe] = Feld(wiederholung, None, gestellt=oben, tabelle=True)
        pfad = f"{gruppe}/{feld.name}" if gruppe else feld.name
        self._felder[feld.name] = voll._replace(reihe=reihe, pfad=pfad)

    def titelspalte(self, tabelle: str) -> str | None:
        """What a row is called by, as the questionnaire names that column."""
        if tabelle not in self.tabellen:
            return None
        spalten = {spalte.id: spalte for spalte in self.tabellen[tabelle].spalten}
        texte = [id_ for id_, spalte in spalten.items() if spalte.typ in {"text", "absatz"}]
        id_ = next((name for name in (*TITELSPALTEN, *texte, *spalten) if name in spalten), None)
        return self.namen.spalten[tabelle, id_] if id_ else None

    def von_zeile(self, x: Xpath, tabelle: f.Tabelle, spalte: str) -> Xpath:
        """The same condition as it stands at a column: that one is `.`, the others go by their names."""
        namen = {s.id: self.namen.spalten[tabelle.id, s.id] for s in tabelle.spalten}
        ersatz: dict[Xpath, Xpath] = {Kind(name): Bezug(name) for name in namen.values()}
        ersatz[Kind(namen[spalte])] = Selbst()
        ersatz[Operation("=", Kind(namen[spalte]), LEER)] = FALSCH
        ersatz[Operation("!=", Kind(namen[spalte]), LEER)] = WAHR
        return simplify(replace_knoten(x, ersatz))

    def zeilenzahl(self, tabelle: str) -> int:
        """How many rows can be chosen from."""
        return min(self.tabellen[tabelle].zeilen.max, MAX_AUSWAHLZEILEN)

    def verschiebe(self, ab: int, um: int) -> None:
        """Rows were inserted."""
        self.ende = {name: nr + um if nr >= ab else nr for name, nr in self.ende.items()}


def _typ(frage: f.Frage) -> Typ | None:
    typ = typ_von(frage)
    return typ if isinstance(typ, Typ) else None


def reads_andere(x: Xpath, name: str) -> bool:
    """Whether an expression reads another repetition record by record."""
    return Bezug(f"{name}{TRENNER}nr") in set(list_knoten(x))


def split_je_zeile(x: k.Knoten, tabelle: f.Tabelle) -> Iterator[tuple[str, k.Knoten]]:
    """The conditions of a check that says something about every row, each with the last column it reads."""
    teile = x.operanden if isinstance(x, k.Verknuepfung) and x.zeichen == "und" else (x,)
    gefunden = []
    for teil in teile:
        if not isinstance(teil, k.Aufruf) or teil.funktion != "alle":
            return
        innen = teil.argumente[0]
        gelesen = {
            t.name for t in k.list_knoten(innen) if isinstance(t, k.Spalte) and t.tabelle == tabelle.id
        }
        spalten = [spalte.id for spalte in tabelle.spalten if spalte.id in gelesen]
        if not spalten:
            return
        gefunden.append((spalten[-1], innen))
    yield from gefunden
