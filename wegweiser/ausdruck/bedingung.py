"""An expression read aloud in German before anything is answered: what a condition asks for, what a value is made of."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from wegweiser.ausdruck.formel import BEDARF, WOERTER, ZEICHEN
from wegweiser.ausdruck.funktionen import AGGREGATE
from wegweiser.ausdruck.gruende import GESPIEGELT
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
)
from wegweiser.ausdruck.worte import MINUS, Worte, join_und

# For days, as in "Ende nicht vor Beginn"; `{}` is the other day.
_TAGE: Final = {
    "==": "am {}", "!=": "nicht am {}", "<": "vor {}", "<=": "spätestens {}", ">": "nach {}", ">=": "nicht vor {}",
}  # fmt: skip
_ZAHLEN: Final = {**BEDARF, "==": "ist {}", "!=": "ist nicht {}"}
_JA: Final = {True: "„ja“", False: "„nein“"}


def format_bedingung(ausdruck: Ausdruck, beschriftung: Mapping[str, str], arten: Mapping[str, str]) -> str:
    """The expression in words; `arten` also says which names are days (datum) and which are yes or no (ja_nein)."""
    return _Sprecher(Worte(beschriftung, arten)).aussage(ausdruck.wurzel)


class _Sprecher(NamedTuple):
    worte: Worte

    def aussage(self, k: Knoten) -> str:
        """A node that is true or false, as a sentence without its full stop."""
        match k:
            case Verknuepfung(zeichen=zeichen, operanden=operanden):
                return f" {zeichen} ".join(self._geklammert(o, zeichen) for o in operanden)
            case Nicht(operand=Name() | Spalte() as name):
                return f"{self.wert(name)} ist {_JA[False]}"
            case Nicht(operand=operand):
                return f"nicht ({self.aussage(operand)})"
            case Vergleich(zeichen=kette, operanden=operanden):
                return self._vergleich(kette, operanden)
            case Enthalten():
                return self._enthalten(k)
            case Aufruf(funktion="wenn"):
                return self._wenn(k)
            case Name() | Spalte() if self._art(k) == "ja_nein":
                return f"{self.wert(k)} ist {_JA[True]}"
            case _:
                return self.wert(k)

    def _geklammert(self, k: Knoten, zeichen: str) -> str:
        text = self.aussage(k)
        lose = isinstance(k, Verknuepfung) and k.zeichen != zeichen
        return f"({text})" if lose or (isinstance(k, Aufruf) and k.funktion == "wenn") else text

    def _vergleich(self, kette: tuple[str, ...], operanden: tuple[Knoten, ...]) -> str:
        """`a <= b`, and chains; what is asked about comes first: `1 <= x <= 3` is "x mindestens 1 und höchstens 3"."""
        if isinstance(operanden[0], Konstante):
            fest, gemeint, *weitere = operanden
            operanden = (gemeint, fest, *weitere)
            kette = (GESPIEGELT.get(kette[0], kette[0]), *kette[1:])
        muster = _TAGE if any(self._ist_tag(o) for o in operanden) else _ZAHLEN
        gemeint, *masse = operanden
        teile = [
            muster[zeichen].format(self.wert(mass, gemeint))
            for zeichen, mass in zip(kette, masse, strict=True)
        ]
        return f"{self.wert(gemeint, masse[0])} {' und '.join(teile)}"

    def _enthalten(self, k: Enthalten) -> str:
        if not isinstance(k.rechts, Menge):
            wort = "enthält nicht" if k.negiert else "enthält"
            return f"{self.wert(k.rechts)} {wort} {self.wert(k.links, k.rechts)}"
        werte = [self.wert(wert, k.links) for wert in k.rechts.werte]
        if len(werte) == 1:
            return f"{self.wert(k.links)} ist {'nicht ' if k.negiert else ''}{werte[0]}"
        if k.negiert:
            return f"{self.wert(k.links)} ist keines von {join_und(werte)}"
        return f"{self.wert(k.links)} ist {join_und(werte, 'oder')}"

    def wert(self, k: Knoten, neben: Knoten | None = None) -> str:
        """A node that stands for a value; `neben` tells whose options a text is one of and which kind a number is."""
        match k:
            case Konstante(wert=bool() as wert):
                return _JA[wert]
            case Konstante(wert=wert):
                return self.worte.wert(wert, self._art(neben), _name(neben))
            case Name() | Spalte():
                label = self.worte.name(_name(k))
                return f"„{label}“" if label.endswith("?") else label
            case Minus(operand=operand):
                return f"{MINUS}{self._eng(operand)}"
            case Rechnung(zeichen=kette, operanden=operanden):
                teile = [self._eng(operanden[0])]
                for zeichen, operand in zip(kette, operanden[1:], strict=True):
                    teile += [ZEICHEN[zeichen], self._eng(operand)]
                return " ".join(teile)
            case Aufruf():
                return self._aufruf(k)
            case _:
                return self.aussage(k)

    def _eng(self, k: Knoten) -> str:
        text = self.wert(k)
        return f"({text})" if isinstance(k, Rechnung | Minus) else text

    def _aufruf(self, k: Aufruf) -> str:
        if k.funktion == "beantwortet":
            return f"{self.wert(k.argumente[0])} ist beantwortet"
        if k.funktion == "wenn":
            return f"({self._wenn(k)})"
        if k.funktion == "runde":
            return self.wert(k.argumente[0])
        if k.funktion in {"alle", "eines"}:
            bei = "bei jedem Eintrag" if k.funktion == "alle" else "bei mindestens einem Eintrag"
            return f"{bei}: {self.aussage(k.argumente[0])}"
        return f"{WOERTER[k.funktion]} ({'; '.join(self._argument(a, k.funktion) for a in k.argumente)})"

    def _argument(self, k: Knoten, funktion: str) -> str:
        return self.aussage(k) if funktion in AGGREGATE else self.wert(k)

    def _wenn(self, k: Aufruf) -> str:
        bedingung, dann, sonst = k.argumente
        return f"wenn {self.aussage(bedingung)}: {self.wert(dann)}, sonst {self.wert(sonst)}"

    def _art(self, k: Knoten | None) -> str:
        return self.worte.arten.get(_name(k), "")

    def _ist_tag(self, k: Knoten) -> bool:
        return self._art(k) == "datum" or (isinstance(k, Konstante) and isinstance(k.wert, date))


def _name(k: Knoten | None) -> str:
    """The name of a leaf, of what an aggregate runs over, or nothing."""
    match k:
        case Name(name=name):
            return name
        case Spalte(tabelle=tabelle, name=name):
            return f"{tabelle}.{name}"
        case Aufruf(argumente=(erstes, *_)):
            return _name(erstes)
        case _:
            return ""
