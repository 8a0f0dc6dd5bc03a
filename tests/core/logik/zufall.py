"""Small guides at random: questions of many types, conditions and checks over what was asked before, rules."""

from decimal import Decimal
from random import Random
from typing import Any

from wegweiser.model import frage as f
from wegweiser.model.leitfaden import (
    Abgeleitet,
    Abschnitt,
    Ergebnisart,
    Leitfaden,
    Leitfadenkopf,
    Parameter,
    Schritt,
)
from wegweiser.model.regel import Regel

TABELLE = "tab"
ERGEBNISARTEN: tuple[Ergebnisart, ...] = ("zahl", "ja_nein", "text", "zahl")


def build_leitfaden(
    abschnitte: list[Abschnitt], regeln: tuple[Regel, ...] = (), parameter: dict[str, Parameter] | None = None
) -> Leitfaden:
    """A guide made of records, without files."""
    kopf = Leitfadenkopf(
        format=1,
        id="zufall",
        version="1.0.0",
        titel="T",
        herausgeber="T",
        lizenz="T",
        sprache="de",
        herkunft="fachpraxis",
        abschnitte=tuple(a.id for a in abschnitte),
        parameter=parameter or {},
    )
    return Leitfaden(
        kopf=kopf, abschnitte=tuple(abschnitte), kataloge={}, regeln=regeln, quellen={}, pruefsumme=""
    )


class Zufallsleitfaden:
    """Builds one guide: a few questions of many types, conditions over what was asked before, checks, rules."""

    def __init__(self, keim: int) -> None:
        self.zufall = Random(keim)  # noqa: S311 - guides, no secrets
        self.zahlen: list[str] = ["p"]
        self.texte: list[str] = []
        self.wahrheiten: list[str] = []
        self.daten: list[str] = []
        self.listen: list[str] = []
        self.alle: list[str] = []
        self.reihen: list[str] = []
        self.nummer = 0

    def build(self) -> Leitfaden:
        """The guide."""
        zufall = self.zufall
        erster = [self.frage() for _ in range(zufall.randint(1, 3))]
        abschnitte = [self.abschnitt("a", erster, self.abgeleitete())]
        mit_tabelle = zufall.random() < 0.45
        if mit_tabelle:
            tabelle = self.tabelle()
            wenn = self.vielleicht_wenn()
            abschnitte.append(self.abschnitt("t", [tabelle], (), wenn))
            self.nach_tabelle()
        if mit_tabelle and zufall.random() < 0.5:
            vorher = self.merke_namen()
            wenn = self.vielleicht_wenn()
            fragen = [self.frage(klein=True) for _ in range(zufall.randint(1, 2))]
            abschnitte.append(self.abschnitt("j", fragen, self.abgeleitete(1), wenn, je=TABELLE))
            self.satzregel = self.regel("rj") if fragen and zufall.random() < 0.5 else None
            self.vergiss_namen(vorher, fragen)
        wenn = self.vielleicht_wenn()
        letzte = [self.frage() for _ in range(zufall.randint(1, 2))]
        abschnitte.append(self.abschnitt("b", letzte, self.abgeleitete(), wenn))
        regeln = [self.regel(f"r{nr}") for nr in range(2)]
        regeln += [r for r in (getattr(self, "satzregel", None),) if r]
        parameter = Parameter(wert=Decimal("1.5"), belegstufe="norm", quelle="q", stand="2026")
        return build_leitfaden(abschnitte, tuple(regeln), {"p": parameter})

    def abschnitt(
        self,
        id_: str,
        fragen: list[f.Frage],
        abgeleitet: tuple[Abgeleitet, ...],
        wenn: str | None = None,
        je: str | None = None,
    ) -> Abschnitt:
        schritt = Schritt(id=id_, titel=id_, fragen=tuple(fragen))
        return Abschnitt(
            id=id_, titel=id_, warum="d", schritte=(schritt,), abgeleitet=abgeleitet, wenn=wenn, je=je
        )

    # questions

    def name(self, vorsatz: str = "q") -> str:
        self.nummer += 1
        return f"{vorsatz}{self.nummer}"

    def frage(self, *, klein: bool = False) -> f.Frage:
        arten = ["ja_nein", "auswahl", "skala", "ganzzahl"]
        if not klein:
            arten += ["mehrfach", "datum", "text", "auswahl"]
            if self.tabelle_da():
                arten += ["aus_tabelle", "mehrere_aus_tabelle"]
        art = self.zufall.choice(arten)
        name = self.name()
        wenn = self.vielleicht_wenn()
        frage = self.mit_pruefung(self.roh(art, name, wenn))
        self.merke(frage)
        return frage

    def tabelle_da(self) -> bool:
        return TABELLE in self.alle

    def roh(self, art: str, name: str, wenn: str | None) -> f.Frage:
        pflicht = self.zufall.random() < 0.3
        grund: dict[str, Any] = {"id": name, "text": name, "wenn": wenn, "pflicht": pflicht}
        optionen = tuple(f.Option(id=o, titel=o) for o in ("x", "y", "z")[: self.zufall.randint(2, 3)])
        match art:
            case "ja_nein":
                return f.JaNein(typ="ja_nein", **grund)
            case "auswahl":
                return f.Auswahl(typ="auswahl", optionen=optionen, **grund)
            case "skala":
                von = self.zufall.randint(-1, 1)
                return f.Skala(typ="skala", von=von, bis=von + self.zufall.randint(1, 2), anker={}, **grund)
            case "ganzzahl":
                klein = self.zufall.randint(0, 2)
                return f.Ganzzahl(typ="ganzzahl", min=klein, max=klein + 2, **grund)
            case "mehrfach":
                hoechstens = self.zufall.choice([None, 1])
                return f.Mehrfach(typ="mehrfach", optionen=optionen[:2], max_anzahl=hoechstens, **grund)
            case "datum":
                return f.Datum(typ="datum", **grund)
            case "text":
                return f.Text(typ="text", **grund)
            case "aus_tabelle":
                return f.Auswahl(typ="auswahl", aus_tabelle=TABELLE, **grund)
            case _:
                return f.Mehrfach(typ="mehrfach", aus_tabelle=TABELLE, **grund)

    def merke(self, frage: f.Frage) -> None:
        match frage:
            case f.JaNein():
                self.wahrheiten.append(frage.id)
            case f.Auswahl() | f.Text():
                self.texte.append(frage.id)
            case f.Datum():
                self.daten.append(frage.id)
            case f.Mehrfach():
                self.listen.append(frage.id)
            case _:
                self.zahlen.append(frage.id)
        self.alle.append(frage.id)

    def mit_pruefung(self, frage: f.Frage) -> f.Frage:
        if self.zufall.random() < 0.3:
            vorher = self.merke_namen()
            self.merke(frage)
            muss = self.wahrheit(2)
            if self.zufall.random() < 0.7:
                muss = self.ueber(frage)
            self.vergiss_alles(vorher)
            return type(frage)(**{**frage.__dict__, "pruefe": (f.Pruefung(muss=muss, text="t"),)})
        return frage

    def ueber(self, frage: f.Frage) -> str:
        """A condition about this very question."""
        match frage:
            case f.JaNein():
                return self.zufall.choice(
                    [frage.id, f"nicht {frage.id}", f"{frage.id} oder {self.wahrheit(1)}"]
                )
            case f.Auswahl() | f.Text():
                return f"{frage.id} {self.zufall.choice(['==', '!='])} {self.text(0)}"
            case f.Mehrfach():
                return f"anzahl({frage.id}) {self.zufall.choice(['>', '=='])} {self.zahl(1)}"
            case f.Datum():
                return f"{frage.id} {self.zufall.choice(['>', '<='])} {self.datum()}"
            case _:
                return f"{frage.id} {self.zufall.choice(['>', '<=', '=='])} {self.zahl(1)}"

    def tabelle(self) -> f.Tabelle:
        spalten: list[f.Spalte] = []
        for nr in range(self.zufall.randint(1, 2)):
            pflicht = self.zufall.random() < 0.4
            if self.zufall.random() < 0.5:
                spalten.append(f.JaNein(typ="ja_nein", id=f"w{nr}", text="w", pflicht=pflicht))
            else:
                spalten.append(
                    f.Skala(typ="skala", id=f"n{nr}", text="n", von=0, bis=1, anker={}, pflicht=pflicht)
                )
        self.spalten = spalten
        zeilen = f.Zeilenzahl(min=self.zufall.randint(0, 1), max=self.zufall.choice([1, 2, 2, 3]))
        frage = f.Tabelle(id=TABELLE, text="t", typ="tabelle", spalten=tuple(spalten[:2]), zeilen=zeilen)
        if self.zufall.random() < 0.3:
            self.alle.append(TABELLE)
            muss = self.aggregat_wahr()
            self.alle.remove(TABELLE)
            return f.Tabelle(**{**frage.__dict__, "pruefe": (f.Pruefung(muss=muss, text="t"),)})
        return frage

    def nach_tabelle(self) -> None:
        self.alle.append(TABELLE)

    def merke_namen(self) -> list[list[str]]:
        return [[*liste] for liste in self._listen()]

    def _listen(self) -> list[list[str]]:
        return [self.zahlen, self.texte, self.wahrheiten, self.daten, self.listen, self.alle]

    def vergiss_alles(self, vorher: list[list[str]]) -> None:
        for liste, alt in zip(self._listen(), vorher, strict=True):
            liste[:] = alt

    def vergiss_namen(self, vorher: list[list[str]], fragen: list[f.Frage]) -> None:
        """Repeated answers are lists from here on."""
        self.reihen_zahl = [frage.id for frage in fragen if isinstance(frage, f.Skala | f.Ganzzahl)]
        self.reihen_wahr = [frage.id for frage in fragen if isinstance(frage, f.JaNein)]
        self.vergiss_alles(vorher)

    def abgeleitete(self, hoechstens: int = 2) -> tuple[Abgeleitet, ...]:
        alle = []
        for _ in range(self.zufall.randint(0, hoechstens)):
            name = self.name("d")
            art: Ergebnisart = self.zufall.choice(ERGEBNISARTEN)
            match art:
                case "zahl":
                    ausdruck, ziel = self.zahl(3), self.zahlen
                case "ja_nein":
                    ausdruck, ziel = self.wahrheit(2), self.wahrheiten
                case _:
                    ausdruck, ziel = f"wenn({self.wahrheit(1)}, {self.text(0)}, {self.text(0)})", self.texte
            alle.append(Abgeleitet(id=name, typ=art, ausdruck=ausdruck))
            ziel.append(name)
        return tuple(alle)

    def regel(self, id_: str) -> Regel:
        wenn = self.wahrheit(2) if self.zufall.random() < 0.5 else None
        return Regel(
            id=id_, gilt=("*",), muss=self.wahrheit(2), wenn=wenn, text="t", stufe="hinweis", belegstufe="norm",
            quelle="q", stand="2026",
        )  # fmt: skip

    # expressions

    def vielleicht_wenn(self) -> str | None:
        return self.wahrheit(self.zufall.randint(1, 3)) if self.zufall.random() < 0.6 else None

    def wahrheit(self, tiefe: int) -> str:  # noqa: C901 - one case per form
        waehle = self.zufall.choice
        arten = ["zahl", "zahl"] + ["wahr"] * (2 * bool(self.wahrheiten)) + ["text"] * (3 * bool(self.texte))
        arten += ["datum"] * bool(self.daten) + ["liste"] * bool(self.listen) + ["da"] * bool(self.alle)
        arten += ["agg"] * (2 * self.tabelle_da())
        if tiefe > 0:
            arten += ["und", "oder", "nicht", "und", "oder", "wenn"]
        match waehle(arten):
            case "und":
                return f"({self.wahrheit(tiefe - 1)} und {self.wahrheit(tiefe - 1)})"
            case "oder":
                return f"({self.wahrheit(tiefe - 1)} oder {self.wahrheit(tiefe - 1)})"
            case "nicht":
                return f"(nicht {self.wahrheit(tiefe - 1)})"
            case "wenn":
                return f"wenn({self.wahrheit(0)}, {self.wahrheit(0)}, {self.wahrheit(0)})"
            case "wahr":
                return waehle(self.wahrheiten)
            case "text":
                links = waehle(self.texte)
                if waehle([True, False]):
                    return f'({links} {waehle(["in", "nicht in"])} {{"x", "{waehle(["y", "q"])}"}})'
                return f"({links} {waehle(['==', '!='])} {self.text(0)})"
            case "datum":
                return f"({waehle(self.daten)} {waehle(['<', '>=', '==', '!='])} {self.datum()})"
            case "liste":
                gesucht = self.text(0) if self.texte and self.zufall.random() < 0.5 else f'"{waehle("xyz")}"'
                return f"({gesucht} {waehle(['in', 'nicht in'])} {waehle(self.listen)})"
            case "da":
                return f"beantwortet({waehle(self.alle)})"
            case "agg":
                return self.aggregat_wahr()
            case _:
                zeichen = waehle(["==", "!=", "<", "<=", ">", ">="])
                if self.zufall.random() < 0.2:
                    return f"({self.zahl(1)} <= {self.zahl(1)} < {self.zahl(1)})"
                return f"({self.zahl(tiefe)} {zeichen} {self.zahl(max(0, tiefe - 1))})"

    def text(self, _tiefe: int) -> str:
        return self.zufall.choice([*self.texte, '"x"', '"y"', '"z"', '"t1"'])

    def datum(self) -> str:
        return self.zufall.choice([*self.daten, 'datum("2026-01-02")'])

    def zahl(self, tiefe: int) -> str:  # noqa: C901 - one case per form
        waehle = self.zufall.choice
        arten = ["name"] * 3 + ["fest"]
        arten += (
            ["liste"] * bool(self.listen) + ["agg"] * (2 * self.tabelle_da()) + ["jahr"] * bool(self.daten)
        )
        if tiefe > 0:
            arten += ["+", "-", "*", "/", "minus", "runde", "min", "max", "betrag", "wenn"]
        match waehle(arten):
            case "name":
                return waehle(self.zahlen)
            case "fest":
                return waehle(["0", "1", "2", "0.5"])
            case "liste":
                return f"anzahl({waehle(self.listen)})"
            case "agg":
                return self.aggregat_zahl()
            case "jahr":
                return f"(jahr({waehle(self.daten)}) - 2025)"
            case "minus":
                return f"(-{self.zahl(tiefe - 1)})"
            case "runde":
                return f"runde({self.zahl(tiefe - 1)}, {waehle(['0', '1', '-1'])})"
            case "min" | "max" as funktion:
                return f"{funktion}({self.zahl(tiefe - 1)}, {self.zahl(tiefe - 1)})"
            case "betrag":
                return f"betrag({self.zahl(tiefe - 1)})"
            case "wenn":
                return f"wenn({self.wahrheit(0)}, {self.zahl(0)}, {self.zahl(0)})"
            case "+":
                return f"({self.zahl(tiefe - 1)} - {self.zahl(0)} + {self.zahl(tiefe - 1)})"
            case zeichen:
                return f"({self.zahl(tiefe - 1)} {zeichen} {self.zahl(tiefe - 1)})"

    def zelle_wahr(self) -> str:
        waehle = self.zufall.choice
        spalte = waehle(self.spalten)
        name = f"{TABELLE}.{spalte.id}"
        if isinstance(spalte, f.JaNein):
            formen = [name, f"(nicht {name})", f"beantwortet({name})", f"({name} und {self.wahrheit(0)})"]
        else:
            formen = [f"({name} > 0)", f"({name} == {self.einfach()})", f"(0 <= {name} < {self.einfach()})",
                      f"({name} + {self.einfach()} > 1)", f"({name} in {{1, 2}})"]  # fmt: skip
        return waehle(formen)

    def einfach(self) -> str:
        return self.zufall.choice([*self.zahlen, "1"])

    def zelle_zahl(self) -> str:
        waehle = self.zufall.choice
        zahlspalten = [s for s in self.spalten if isinstance(s, f.Skala)]
        if not zahlspalten:
            return f"wenn({self.zelle_wahr()}, {self.einfach()}, 1)"
        name = f"{TABELLE}.{waehle(zahlspalten).id}"
        formen = [
            name,
            f"({name} * {self.einfach()})",
            f"(2 - {name})",
            f"wenn({self.zelle_wahr()}, {name}, 0)",
        ]
        return waehle(formen)

    def aggregat_wahr(self) -> str:
        waehle = self.zufall.choice
        if getattr(self, "reihen_wahr", None) and waehle([True, False]):
            return f"{waehle(['alle', 'eines'])}({waehle(self.reihen_wahr)})"
        if waehle([True, False]):
            return f"({self.aggregat_zahl()} {waehle(['>', '==', '<='])} {waehle(['0', '1', '2'])})"
        return f"{waehle(['alle', 'eines'])}({self.zelle_wahr()})"

    def aggregat_zahl(self) -> str:
        waehle = self.zufall.choice
        if getattr(self, "reihen_zahl", None) and waehle([True, False]):
            return f"{waehle(['summe', 'mittel', 'kleinster', 'groesster', 'anzahl'])}({waehle(self.reihen_zahl)})"
        if self.zufall.random() < 0.2:
            return f"anzahl({TABELLE})"
        if self.zufall.random() < 0.3:
            return f"anzahl({self.zelle_wahr()})"
        return f"{waehle(['summe', 'mittel', 'kleinster', 'groesster', 'anzahl'])}({self.zelle_zahl()})"
