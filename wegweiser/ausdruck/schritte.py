"""Evaluation with its working: every step as data, and the missing answers that still matter."""

from typing import NamedTuple

from wegweiser.ausdruck.auswertung import Bau, Funktion, build_funktion, narrow_wert
from wegweiser.ausdruck.funktionen import AGGREGATE
from wegweiser.ausdruck.knoten import (
    Aufruf,
    Ausdruck,
    Enthalten,
    Knoten,
    Konstante,
    Menge,
    Minus,
    Name,
    Nicht,
    Rechnung,
    Spalte,
    Vergleich,
    Verknuepfung,
    find_namen,
    list_kinder,
)
from wegweiser.ausdruck.typen import OFFEN, Fehlend, Wert, Werte


class Operand(NamedTuple):
    """One operand of a step: its text and value, its name if it is one, the step that made it if one did."""

    text: str
    wert: object
    name: str = ""
    schritt: int | None = None


class Schritt(NamedTuple):
    """One step of the working; chained operators are separated by blanks, a bare name or literal is "wert"."""

    zeichen: str
    text: str
    operanden: tuple[Operand, ...]
    ergebnis: object
    grund: str = ""


class Ergebnis(NamedTuple):
    """A result with the missing answers that still matter, its steps (the last one is the whole), and a reason."""

    wert: Wert | Fehlend
    fehlend: frozenset[str]
    schritte: tuple[Schritt, ...]
    grund: str = ""


class _Eintrag(NamedTuple):
    wert: object
    fehlend: frozenset[str]
    grund: str
    schritt: int | None


class _Protokoll:
    """Recorder of one evaluation."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.eintraege: dict[int, _Eintrag] = {}
        self.funktionen: dict[int, Funktion] = {}
        self.schritte: list[Schritt] = []
        self.meldung = ""

    def melde(self, grund: str) -> Fehlend:
        self.meldung = grund
        return OFFEN

    def huelle(self, knoten: Knoten, funktion: Funktion) -> Funktion:
        """Put the recorder around the function of a node; a second call returns what the first one found."""

        def protokolliere(werte: Werte) -> object:
            bekannt = self.eintraege.get(id(knoten))
            if bekannt is not None:
                return bekannt.wert
            if isinstance(knoten, Verknuepfung):  # read all operands: each of them is part of the explanation
                for kind in knoten.operanden:
                    self.funktionen[id(kind)](werte)
            wert = funktion(werte)
            self.eintraege[id(knoten)] = self._build_eintrag(knoten, wert, werte)
            self.meldung = ""
            return wert

        self.funktionen[id(knoten)] = protokolliere
        return protokolliere

    def _build_eintrag(self, knoten: Knoten, wert: object, werte: Werte) -> _Eintrag:
        if not _has_offen(wert):
            return _Eintrag(wert, frozenset(), "", self._add_schritt(knoten, wert, ""))
        kinder = [self.eintraege[id(k)] for k in list_kinder(knoten) if id(k) in self.eintraege]
        offene = [kind for kind in kinder if _has_offen(kind.wert)]
        grund = self.meldung or next((kind.grund for kind in offene if kind.grund), "")
        if wert is OFFEN and self._is_hoffnungslos(knoten, offene):
            fehlend: frozenset[str] = frozenset()  # no answer can repair this
        elif offene:
            fehlend = frozenset().union(*(kind.fehlend for kind in offene))
        else:
            leer = isinstance(knoten, Name | Spalte)  # a cell can be missing without the table being OFFEN
            fehlend = frozenset(n for n in find_namen(knoten) if leer or werte.get(n, OFFEN) is OFFEN)
        return _Eintrag(wert, fehlend, grund, self._add_schritt(knoten, wert, grund))

    def _is_hoffnungslos(self, knoten: Knoten, offene: list[_Eintrag]) -> bool:
        """Say whether no answer can make this known: it failed itself, or rests on something that did."""
        if _is_streng(knoten):
            return bool(self.meldung) or not all(kind.fehlend for kind in offene)
        return bool(self.meldung) and isinstance(knoten, Aufruf) and knoten.funktion not in {"alle", "eines"}

    def _add_schritt(self, knoten: Knoten, wert: object, grund: str) -> int | None:
        zeichen = find_zeichen(knoten)
        if not zeichen:
            return None
        operanden = tuple(self.build_operand(k) for k in list_kinder(knoten) if id(k) in self.eintraege)
        ergebnis = tuple(wert) if isinstance(wert, list) else wert
        self.schritte.append(Schritt(zeichen, self.text[knoten.von : knoten.bis], operanden, ergebnis, grund))
        return len(self.schritte) - 1

    def build_operand(self, knoten: Knoten) -> Operand:
        """Describe a node that has been worked out as an operand."""
        eintrag = self.eintraege[id(knoten)]
        wert = tuple(eintrag.wert) if isinstance(eintrag.wert, list) else eintrag.wert
        if isinstance(knoten, Menge):
            wert = tuple(element.wert for element in knoten.werte)
        name = f"{knoten.tabelle}.{knoten.name}" if isinstance(knoten, Spalte) else ""
        name = knoten.name if isinstance(knoten, Name) else name
        return Operand(self.text[knoten.von : knoten.bis], wert, name, eintrag.schritt)


def evaluate(ausdruck: Ausdruck, werte: Werte) -> Ergebnis:
    """Work out an expression and keep the working."""
    protokoll = _Protokoll(ausdruck.text)
    wurzel = ausdruck.wurzel
    wert = build_funktion(wurzel, Bau(protokoll.melde, protokoll.huelle))(werte)
    eintrag = protokoll.eintraege[id(wurzel)]
    if eintrag.schritt is None:
        text = ausdruck.text[wurzel.von : wurzel.bis]
        protokoll.schritte.append(
            Schritt("wert", text, (protokoll.build_operand(wurzel),), wert, eintrag.grund)
        )
    ergebnis = narrow_wert(wert)
    grund = eintrag.grund if ergebnis is wert or eintrag.grund else "typ"
    return Ergebnis(ergebnis, eintrag.fehlend, tuple(protokoll.schritte), grund if ergebnis is OFFEN else "")


def find_zeichen(knoten: Knoten) -> str:
    """Return the operator of a node as it is written in a step; leaves have none."""
    match knoten:
        case Nicht():
            return "nicht"
        case Minus():
            return "-"
        case Verknuepfung(zeichen=zeichen):
            return zeichen
        case Vergleich(zeichen=kette) | Rechnung(zeichen=kette):
            return " ".join(kette)
        case Enthalten(negiert=negiert):
            return "nicht in" if negiert else "in"
        case Aufruf(funktion=funktion):
            return funktion
        case _:
            return ""


def _is_streng(knoten: Knoten) -> bool:
    """Say whether one operand that can never be known makes the result unknowable."""
    match knoten:
        case Vergleich(zeichen=kette):
            return len(kette) == 1
        case Aufruf(funktion=funktion):
            return funktion not in AGGREGATE | {"wenn"}
        case Nicht() | Minus() | Rechnung() | Enthalten() | Name() | Spalte() | Konstante():
            return True
        case _:
            return False


def _has_offen(wert: object) -> bool:
    if isinstance(wert, tuple | list):
        return any(element is OFFEN for element in wert)
    return wert is OFFEN
