"""What can be answered: one z3 variable per question, the values it may have, and how to read one from a model."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, cast

import z3

from wegweiser.ausdruck import Typ
from wegweiser.core.logik.formeln import WAHR, Formel, Term, folgt, oder, und, zahl
from wegweiser.core.logik.symbole import Inhaltsterm, Liste, zaehle
from wegweiser.core.namen import typ_von
from wegweiser.model import frage as f
from wegweiser.model.base import Wert, Zeile

_ERSTER, _LETZTER = date.min.toordinal(), date.max.toordinal()
_HEUTE = date(2026, 1, 1).toordinal()
MUSTERTEXT = "Beispiel"
CENT = 2


class Texte:
    """A number for every text of a guide; every other number stands for some other text."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {MUSTERTEXT: 0}

    def code(self, text: str) -> int:
        """The number of a text."""
        return self._codes.setdefault(text, len(self._codes))

    def text(self, code: int) -> str:
        """The text of a number; for one that stands for no text of the guide, some other text."""
        bekannt = list(self._codes)
        if 0 <= code < len(bekannt):
            return bekannt[code]
        text = f"{MUSTERTEXT} {code}"
        while text in self._codes:
            text += "."
        return text


class Bereich(NamedTuple):
    """The variable of a question: its value as expressions read it, what it may be, how to get it out of a model.

    `terme` are what is fixed one after the other to make an answer simple, each with simple values to try.
    """

    typ: Typ
    wert: Inhaltsterm
    bedingung: Formel
    lies: Callable[[z3.ModelRef], Wert]
    terme: tuple[tuple["z3.ExprRef", tuple[object, ...]], ...] = ()


Codes = Mapping[str, Sequence[int]]


def build_bereich(frage: f.Frage, name: str, texte: Texte, codes: Sequence[int] | None) -> Bereich:
    """The variable of a question of one of the simple types; `codes` are its options, None where it has none."""
    if isinstance(frage, f.JaNein):
        ja = z3.Bool(name)
        return Bereich(Typ.WAHRHEIT, ja, WAHR, lambda m: _lies_formel(m, ja), ((ja, (True, False)),))
    if isinstance(frage, f.Datum):
        return _datum(name)
    if isinstance(frage, f.Mehrfach):
        return _mehrfach(frage, name, texte, codes or ())
    if isinstance(frage, f.Rangfolge):
        ids = tuple(texte.text(code) for code in codes or ())
        liste = Liste(dict.fromkeys(codes or (), True), zahl(len(ids)))
        return Bereich(Typ.LISTE, liste, bool(ids), lambda _: ids)
    if codes is not None:
        return _auswahl(name, texte, codes)
    if typ_von(frage) is Typ.ZAHL:
        return _zahl(frage, name)
    return _text(frage, name, texte)


def _lies_formel(modell: z3.ModelRef, formel: Formel) -> bool:
    if isinstance(formel, bool):
        return formel
    return bool(z3.is_true(modell.eval(formel, model_completion=True)))


def _lies_ganz(modell: z3.ModelRef, term: Term) -> int:
    return cast(int, modell.eval(term, model_completion=True).as_long())


def _datum(name: str) -> Bereich:
    tag = z3.Int(name)
    return Bereich(
        Typ.DATUM,
        tag,
        z3.And(tag >= _ERSTER, tag <= _LETZTER),
        lambda m: date.fromordinal(_lies_ganz(m, tag)),
        ((tag, (_HEUTE,)),),
    )


def _auswahl(name: str, texte: Texte, codes: Sequence[int]) -> Bereich:
    wahl = z3.Int(name)
    bedingung = oder(*(wahl == code for code in codes))
    return Bereich(
        Typ.TEXT, wahl, bedingung, lambda m: texte.text(_lies_ganz(m, wahl)), ((wahl, tuple(codes)),)
    )


def _text(frage: f.Frage, name: str, texte: Texte) -> Bereich:
    text = z3.Int(name)
    laengste = frage.max_zeichen if isinstance(frage, f.Text | f.Absatz) else None
    zu_lang = [] if laengste is None else [c for t, c in texte._codes.items() if len(t) > laengste]  # noqa: SLF001

    def lies(modell: z3.ModelRef) -> Wert:
        return texte.text(_lies_ganz(modell, text))[:laengste]

    bedingung = z3.And(text >= 0, *(text != code for code in zu_lang))
    return Bereich(Typ.TEXT, text, bedingung, lies, ((text, (texte.code(MUSTERTEXT),)),))


def _mehrfach(frage: f.Mehrfach, name: str, texte: Texte, codes: Sequence[int]) -> Bereich:
    drin = {code: z3.Bool(f"{name}={texte.text(code)}") for code in codes}
    anzahl = zaehle(list(drin.values()))
    bedingung = True if frage.max_anzahl is None else anzahl <= frage.max_anzahl

    def lies(modell: z3.ModelRef) -> Wert:
        return tuple(texte.text(code) for code, formel in drin.items() if _lies_formel(modell, formel))

    terme = tuple((formel, (False,)) for formel in drin.values())
    return Bereich(Typ.LISTE, Liste(drin, anzahl), bedingung, lies, terme)


class Zeilenwahl(NamedTuple):
    """Rows as options: which of them there are, by code; `fremd` where there may be more than are looked at."""

    da: Mapping[int, Formel]
    anzahl: Term
    fremd: Formel


def build_aus_tabelle(frage: f.Frage, name: str, texte: Texte, zeilen: Zeilenwahl) -> Bereich:
    """The variable of a question whose options are the rows of a table."""
    einfach = build_bereich(frage, name, texte, list(zeilen.da))
    if not isinstance(einfach.wert, Liste):
        gewaehlt = (und(drin, einfach.wert == code) for code, drin in zeilen.da.items())
        return einfach._replace(bedingung=oder(zeilen.fremd, *gewaehlt))
    if isinstance(frage, f.Rangfolge):

        def lies(modell: z3.ModelRef) -> Wert:
            return tuple(texte.text(code) for code, drin in zeilen.da.items() if _lies_formel(modell, drin))

        return einfach._replace(wert=Liste(zeilen.da, zeilen.anzahl, zeilen.fremd), lies=lies)
    gueltig = (folgt(drin, zeilen.da[code]) for code, drin in einfach.wert.enthaelt.items())
    wert = einfach.wert._replace(mehr=zeilen.fremd)
    return einfach._replace(wert=wert, bedingung=und(einfach.bedingung, *gueltig))


_SCHOEN = (0, 1, 2, 5, 10, 100, 1000, 10_000, 100_000)


def _zahl(frage: f.Frage, name: str) -> Bereich:
    klein, gross = grenzen(frage)
    ganz = isinstance(frage, f.Ganzzahl | f.Jahr | f.Skala)
    term = z3.Int(name) if ganz else z3.Real(name)
    bedingung = und(
        True if klein is None else term >= zahl(klein), True if gross is None else term <= zahl(gross)
    )
    stellen = CENT if isinstance(frage, f.Geldbetrag) else None

    def lies(modell: z3.ModelRef) -> Wert:
        if ganz:
            return _lies_ganz(modell, term)
        return lies_dezimal(modell.eval(term, model_completion=True), stellen)

    erste = () if klein is None else (klein,)
    mitte = (2026,) if isinstance(frage, f.Jahr) else ()
    return Bereich(Typ.ZAHL, term, bedingung, lies, ((term, (*mitte, *_SCHOEN, *erste)),))


def grenzen(frage: f.Frage) -> tuple[Decimal | int | None, Decimal | int | None]:
    """Smallest and largest number a question allows."""
    if isinstance(frage, f.Skala):
        return frage.von, frage.bis
    if isinstance(frage, f.Ganzzahl | f.Zahl | f.Geldbetrag | f.Prozent | f.Jahr):
        return frage.min, frage.max
    return None, None


def lies_dezimal(wert: z3.ExprRef, stellen: int | None = None) -> Decimal:
    """A number of a model as an answer; one with endless decimals is cut."""
    if z3.is_algebraic_value(wert):
        wert = wert.approx(20)
    bruch = Fraction(wert.as_long()) if z3.is_int_value(wert) else cast(Fraction, wert.as_fraction())
    genau = Decimal(bruch.numerator) / Decimal(bruch.denominator)
    rund = round(genau, 6 if stellen is None else stellen)
    return rund.normalize() if rund != rund.to_integral_value() else rund.quantize(Decimal(1))


class Tabellenbereich(NamedTuple):
    """The variables of a table: how many rows, and the cells of the first ones."""

    anzahl: Term
    zellen: tuple[Mapping[str, tuple[Formel, Bereich]], ...]
    bedingung: Formel
    mehr: Formel
    terme: tuple[tuple["z3.ExprRef", tuple[object, ...]], ...] = ()


def build_tabelle(
    frage: f.Tabelle, name: str, zeilen: int, bereich: Callable[[f.Spalte, str], Bereich]
) -> Tabellenbereich:
    """Cells have a value or none; a cell that is required always has one."""
    anzahl = z3.Int(f"{name}#")
    gesehen = max(1, min(zeilen, frage.zeilen.max))
    reihen, bedingungen = [], [z3.And(anzahl >= frage.zeilen.min, anzahl <= frage.zeilen.max)]
    terme: list[tuple[z3.ExprRef, tuple[object, ...]]] = [
        (anzahl, tuple(range(frage.zeilen.min, frage.zeilen.min + 4)))
    ]
    for nr in range(gesehen):
        zellen = {}
        for spalte in frage.spalten:
            zelle = bereich(spalte, f"{name}#{nr}.{spalte.id}")
            da = True if spalte.pflicht else z3.Bool(f"{name}#{nr}.{spalte.id}?")
            zellen[spalte.id] = (da, zelle)
            bedingungen.append(folgt(und(anzahl > nr, da), zelle.bedingung))
            terme += [(da, (False,))] if da is not True else []
            terme += zelle.terme
        reihen.append(zellen)
    mehr = anzahl > gesehen if frage.zeilen.max > gesehen else False
    return Tabellenbereich(anzahl, tuple(reihen), und(*bedingungen), mehr, tuple(terme))


def lies_tabelle(
    frage: f.Tabelle, bereich: Tabellenbereich, modell: z3.ModelRef, ids: Sequence[str]
) -> tuple[Zeile, ...]:
    """The rows of a model; rows beyond those that were looked at repeat the last one."""
    zeilen: list[Zeile] = []
    for nr in range(_lies_ganz(modell, bereich.anzahl)):
        zellen = bereich.zellen[min(nr, len(bereich.zellen) - 1)]
        werte = {name: zelle.lies(modell) for name, (da, zelle) in zellen.items() if _lies_formel(modell, da)}
        zeilen.append({"id": ids[nr] if nr < len(ids) else f"{frage.vorsatz}{nr + 1}", **werte})
    return tuple(zeilen)
