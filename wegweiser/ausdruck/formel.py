"""Steps of a working as German formulas: with labels and values, or with labels alone."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final, NamedTuple

from wegweiser.ausdruck.schritte import Operand, Schritt
from wegweiser.ausdruck.typen import ENTFAELLT
from wegweiser.ausdruck.worte import MINUS, Worte, join_und

BEDARF: Final = {
    "==": "{}", "!=": "etwas anderes als {}", "<": "weniger als {}", "<=": "höchstens {}", ">": "mehr als {}",
    ">=": "mindestens {}",
}  # fmt: skip
ZEICHEN: Final = {"+": "+", "-": MINUS, "*": "×", "/": "÷"}
WOERTER: Final = {
    "summe": "Summe", "anzahl": "Anzahl", "mittel": "Mittelwert", "kleinster": "kleinster Wert",
    "groesster": "größter Wert", "alle": "alle", "eines": "mindestens ein Eintrag", "jahr": "Jahr",
    "betrag": "Betrag", "min": "kleinster Wert", "max": "größter Wert", "wenn": "je nach Fall",
    "beantwortet": "beantwortet",
}  # fmt: skip
_TAGE: Final = {
    "min": "frühester Tag", "kleinster": "frühester Tag", "max": "spätester Tag", "groesster": "spätester Tag"
}  # fmt: skip
_SUMME, _PRODUKT, _EINFACH = 1, 2, 3  # how tightly a part holds together


class Weise(Enum):
    """How much a formula tells."""

    VOLL = "voll"
    KNAPP = "knapp"
    ZAHLEN = "zahlen"
    NAMEN = "namen"


class Text(NamedTuple):
    """What sentences are made from: the steps and the words for names and values."""

    schritte: tuple[Schritt, ...]
    worte: Worte

    def schritt(self, operand: Operand) -> Schritt | None:
        """The step that made an operand."""
        return None if operand.schritt is None else self.schritte[operand.schritt]


def is_rechnung(s: Schritt) -> bool:
    """Whether a step is a chain of + - * / over single values."""
    return s.zeichen.split()[0] in ZEICHEN and not isinstance(s.ergebnis, tuple)


def find_zweig(s: Schritt) -> Operand:
    """The branch a `wenn` took; both of them agree where its condition is offen."""
    return s.operanden[1] if len(s.operanden) > 1 else s.operanden[0]


def unwrap(o: Operand, t: Text) -> Operand:
    """Leave out rounding and branches not taken."""
    while (s := t.schritt(o)) is not None and not isinstance(s.ergebnis, tuple):
        if s.zeichen not in {"runde", "wenn"}:
            break
        o = s.operanden[0] if s.zeichen == "runde" else find_zweig(s)
    return o


def list_namen(o: Operand, t: Text) -> Iterator[str]:
    """The names below an operand, each as often as it is read."""
    s = t.schritt(o)
    if s is None:
        yield from [o.name] if o.name else []
    else:
        for teil in s.operanden:
            yield from list_namen(teil, t)


# Kinds of numbers


def find_art(o: Operand, t: Text) -> str:
    """The kind of number an operand is; empty where nothing says so."""
    s = t.schritt(o)
    return t.worte.arten.get(o.name, "") if s is None else find_art_schritt(s, t)


def find_art_schritt(s: Schritt, t: Text) -> str:
    """The kind of number a step gives."""
    if s.zeichen in {"jahr", "anzahl"}:
        return {"jahr": "jahr", "anzahl": "zahl"}[s.zeichen]
    arten = [find_art(o, t) for o in s.operanden]
    if s.zeichen == "runde":
        return arten[0]
    if s.zeichen == "wenn":
        return unite_arten(arten[1:])
    kette = s.zeichen.split()
    return _find_art_produkt(kette, arten) if kette[0] in {"*", "/"} else unite_arten(arten)


def unite_arten(arten: Iterable[str]) -> str:
    """The one kind among several operands; those of no kind join it."""
    verschiedene = {art for art in arten if art}
    return verschiedene.pop() if len(verschiedene) == 1 else ""


def _find_art_produkt(kette: list[str], arten: list[str]) -> str:
    """Money times or by a number is money; everything else needs to be told."""
    geld = [art == "geldbetrag" for art in arten]
    mal = [g for zeichen, g in zip(["*", *kette], geld, strict=False) if zeichen == "*"]
    return "geldbetrag" if sum(mal) == 1 and sum(geld) == 1 else ""


# Formulas


class _Schreiber(NamedTuple):
    """Writes one formula; a label that was written already is not repeated."""

    t: Text
    weise: Weise
    gesehen: set[str]

    def operand(
        self, o: Operand, art: str = "", *, erster: bool = True, rang: int = 0, name: str = ""
    ) -> str:
        """One operand; `rang` says how tightly it has to hold together, `name` whose options it shows."""
        o = unwrap(o, self.t)
        s = self.t.schritt(o)
        if s is None:
            return self.blatt(o, art, erster=erster, name=name)
        eigene = find_art_schritt(s, self.t) or art
        if self.weise in {Weise.KNAPP, Weise.ZAHLEN}:
            return self.klammere(o.wert, self.t.worte.wert(o.wert, eigene), erster=erster)
        text = self.schritt(s)
        if not is_rechnung(s):
            wert = "" if self.weise is Weise.NAMEN else f" {self.t.worte.wert(o.wert, eigene)}"
            return f"{text}{wert}"
        eng = _PRODUKT if s.zeichen[0] in "*/" else _SUMME
        return f"({text})" if eng < rang else text

    def blatt(self, o: Operand, art: str, *, erster: bool, name: str) -> str:
        """A name with its value, or a literal."""
        wert = self.t.worte.wert(o.wert, self.t.worte.arten.get(o.name, "") or art, o.name or name)
        if self.weise is Weise.NAMEN:
            return self.t.worte.name(o.name) if o.name else wert
        wert = self.klammere(o.wert, wert, erster=erster)
        if not o.name or self.weise is Weise.ZAHLEN or o.name in self.gesehen:
            return wert
        self.gesehen.add(o.name)
        return f"{self.t.worte.name(o.name)} {wert}"

    @staticmethod
    def klammere(wert: object, text: str, *, erster: bool) -> str:
        """Brackets around a negative number that follows a sign."""
        return f"({text})" if not erster and isinstance(wert, Decimal) and wert < 0 else text

    def schritt(self, s: Schritt) -> str:
        """A step without its result."""
        if isinstance(s.ergebnis, tuple) and s.zeichen == "wenn":
            return self.verschieden(s)
        if s.zeichen.split()[0] in ZEICHEN:
            return self.kette(s)
        if s.zeichen in WOERTER:
            return self.funktion(s)
        if s.zeichen in {"wert", "runde"}:
            return self.operand(s.operanden[0])
        return self.aussage(s)

    def kette(self, s: Schritt) -> str:
        """A chain of operators of equal rank."""
        zeichen = s.zeichen.split()
        if len(s.operanden) == 1:
            return f"{MINUS}{self.operand(s.operanden[0], erster=False, rang=_EINFACH)}"
        punkt = zeichen[0] in {"*", "/"}
        art = "" if punkt else find_art_schritt(s, self.t)
        teile = [self.operand(s.operanden[0], art, rang=_PRODUKT if punkt else _SUMME)]
        for z, o in zip(zeichen, s.operanden[1:], strict=False):
            rang = {"+": _SUMME, "/": _EINFACH}.get(z, _PRODUKT)
            teile += [ZEICHEN[z], self.operand(o, art, erster=False, rang=rang)]
        return " ".join(teile)

    def funktion(self, s: Schritt) -> str:
        """A call, in words; what an aggregate runs over has no values here."""
        innen = (
            self._replace(weise=Weise.NAMEN) if s.zeichen not in {"min", "max", "betrag", "jahr"} else self
        )
        wort = _TAGE.get(s.zeichen, "") if isinstance(s.ergebnis, date) else ""
        teile = dict.fromkeys(innen.operand(o) for o in s.operanden)
        return f"{wort or WOERTER[s.zeichen]} ({'; '.join(teile)})"

    def verschieden(self, s: Schritt) -> str:
        """Different for every row: the names it depends on, each once."""
        namen = dict.fromkeys(self.t.worte.name(name) for o in s.operanden for name in list_namen(o, self.t))
        return f"je nach Fall ({'; '.join(namen)})" if namen else "je nach Fall"

    def aussage(self, s: Schritt) -> str:
        """A condition in words: comparisons, membership, und, oder, nicht."""
        namen = [o.name for o in s.operanden if o.name]
        art = unite_arten(find_art(o, self.t) for o in s.operanden)
        teile = [self.operand(o, art, name=namen[0] if namen else "") for o in s.operanden]
        if s.zeichen == "nicht":
            return f"nicht ({teile[0]})"
        if s.zeichen in {"in", "nicht in"}:
            menge = s.operanden[1]
            rechts = teile[1]
            if isinstance(menge.wert, tuple) and not menge.name:
                rechts = join_und(
                    (self.t.worte.wert(w, art, namen[0] if namen else "") for w in menge.wert), "oder"
                )
            return f"{teile[0]} {s.zeichen} {rechts}"
        einzeln = s.zeichen in {"und", "oder"}
        kette = [s.zeichen] * (len(teile) - 1) if einzeln else s.zeichen.split()
        woerter = [BEDARF[z].format("").strip() if z in BEDARF else z for z in kette]
        return " ".join(teil for paar in zip(["", *woerter], teile, strict=False) for teil in paar if teil)


def describe(o: Operand, t: Text) -> str:
    """An operand in words, without values."""
    return _Schreiber(t, Weise.NAMEN, set()).operand(o)


def describe_schritt(s: Schritt, t: Text) -> str:
    """A step in words, without values."""
    return _Schreiber(t, Weise.NAMEN, set()).schritt(s)


def format_formel(s: Schritt, t: Text, weise: Weise) -> str:
    """A step with the values that went into it, without its result."""
    return _Schreiber(t, weise, set()).schritt(s)


def list_vorhandene(werte: object) -> tuple[object, ...]:
    """The elements an aggregate counts."""
    return tuple(w for w in werte if w is not ENTFAELLT) if isinstance(werte, tuple) else ()
