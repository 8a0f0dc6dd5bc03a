"""The type check: every finding about names and types, not only the first."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

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
)
from wegweiser.ausdruck.operationen import HOECHSTENS_STELLEN
from wegweiser.ausdruck.typen import Ausdrucksbefund, Namen, Reihe, Tabelle, Typ, Wert
from wegweiser.ausdruck.vorschlag import find_vorschlag

# Type of a part; None: already reported, so nothing more is said about it.
_Art = Typ | Reihe | None

_EINFACH: Final = frozenset({Typ.ZAHL, Typ.TEXT, Typ.WAHRHEIT, Typ.DATUM})
_GEORDNET: Final = frozenset({Typ.ZAHL, Typ.DATUM})
_ARGUMENTE: Final[Mapping[str, frozenset[Typ]]] = {
    "summe": frozenset({Typ.ZAHL}),
    "mittel": frozenset({Typ.ZAHL}),
    "kleinster": _GEORDNET,
    "groesster": _GEORDNET,
    "alle": frozenset({Typ.WAHRHEIT}),
    "eines": frozenset({Typ.WAHRHEIT}),
    "anzahl": frozenset(Typ),
    "jahr": frozenset({Typ.DATUM}),
    "betrag": frozenset({Typ.ZAHL}),
    "runde": frozenset({Typ.ZAHL}),
    "min": _GEORDNET,
    "max": _GEORDNET,
}
_ERGEBNISSE: Final[Mapping[str, Typ]] = {
    "summe": Typ.ZAHL,
    "mittel": Typ.ZAHL,
    "anzahl": Typ.ZAHL,
    "alle": Typ.WAHRHEIT,
    "eines": Typ.WAHRHEIT,
    "jahr": Typ.ZAHL,
    "betrag": Typ.ZAHL,
    "runde": Typ.ZAHL,
}


class _Pruefung:
    """What is known while checking: the names, the text, the findings so far."""

    def __init__(self, namen: Namen, text: str) -> None:
        self.namen = namen
        self.text = text
        self.befunde: list[Ausdrucksbefund] = []

    def melde(self, knoten: Knoten, code: str, **angaben: str) -> None:
        self.befunde.append(Ausdrucksbefund(knoten.von + 1, code, angaben))

    def ausschnitt(self, knoten: Knoten) -> str:
        return self.text[knoten.von : knoten.bis]


def check_ausdruck(ausdruck: Ausdruck, namen: Namen) -> tuple[Typ | None, tuple[Ausdrucksbefund, ...]]:
    """Return the type of an expression, None if it has none, and all findings in the order of the text."""
    p = _Pruefung(namen, ausdruck.text)
    art = _check(ausdruck.wurzel, p, innen=False)
    befunde = tuple(sorted(p.befunde, key=lambda befund: befund.spalte))
    return (art if isinstance(art, Typ) and not befunde else None), befunde


def find_typ(wert: Wert) -> Typ:
    """Return the type of a value."""
    match wert:
        case bool():
            return Typ.WAHRHEIT
        case Decimal():
            return Typ.ZAHL
        case str():
            return Typ.TEXT
        case date():
            return Typ.DATUM
        case _:
            return Typ.LISTE


def _check(knoten: Knoten, p: _Pruefung, *, innen: bool) -> _Art:  # noqa: C901 – one line per kind of node
    match knoten:
        case Konstante(wert=wert):
            return find_typ(wert)
        case Name() | Spalte():
            return _check_name(knoten, p, innen=innen)
        case Nicht(operand=operand):
            return _check_alle((operand,), {Typ.WAHRHEIT}, p, innen=innen)
        case Verknuepfung(operanden=operanden):
            return _check_alle(operanden, {Typ.WAHRHEIT}, p, innen=innen)
        case Minus(operand=operand):
            return _check_alle((operand,), {Typ.ZAHL}, p, innen=innen)
        case Rechnung():
            return _check_rechnung(knoten, p, innen=innen)
        case Vergleich():
            return _check_vergleich(knoten, p, innen=innen)
        case Enthalten():
            return _check_enthalten(knoten, p, innen=innen)
        case Aufruf(funktion=funktion) if funktion in AGGREGATE:
            return _check_aggregat(knoten, p)
        case Aufruf():
            return _check_aufruf(knoten, p, innen=innen)
        case _:
            return None


def _check_name(knoten: Name | Spalte, p: _Pruefung, *, innen: bool) -> _Art:
    art = _find_art(knoten, p)
    if isinstance(art, Tabelle):
        p.melde(knoten, "tabelle-ohne-spalte", name=p.ausschnitt(knoten), spalten=", ".join(art.spalten))
        return None
    if isinstance(art, Reihe) and not innen:
        p.melde(knoten, "reihe-ohne-zusammenfassung", name=p.ausschnitt(knoten))
        return None
    return art


def _find_art(knoten: Name | Spalte, p: _Pruefung) -> _Art | Tabelle:
    """Look a name or column up; an unknown one is reported."""
    name = knoten.tabelle if isinstance(knoten, Spalte) else knoten.name
    art = p.namen.get(name)
    if art is None:
        p.melde(knoten, "name-unbekannt", name=name, vorschlag=find_vorschlag(name, p.namen))
        return None
    if isinstance(knoten, Name):
        return Reihe(art.typ, art.liste or name) if isinstance(art, Reihe) else art
    if not isinstance(art, Tabelle):
        p.melde(knoten, "tabelle-erwartet", name=name, spalte=knoten.name)
        return None
    if knoten.name not in art.spalten:
        vorschlag = find_vorschlag(knoten.name, art.spalten)
        p.melde(knoten, "spalte-unbekannt", tabelle=name, name=knoten.name, vorschlag=vorschlag)
        return None
    return Reihe(art.spalten[knoten.name], f"{name}.")


def _typ(art: _Art) -> Typ | None:
    return art.typ if isinstance(art, Reihe) else art


def _expect(knoten: Knoten, art: _Art, erlaubt: frozenset[Typ] | set[Typ], p: _Pruefung) -> None:
    typ = _typ(art)
    if typ is not None and typ not in erlaubt:
        erwartet = ", ".join(sorted(t.value for t in erlaubt))
        p.melde(knoten, "typ-erwartet", text=p.ausschnitt(knoten), erwartet=erwartet, gefunden=typ.value)


def _check_alle(operanden: tuple[Knoten, ...], erlaubt: set[Typ], p: _Pruefung, *, innen: bool) -> _Art:
    """Check operands that all have the one type that is also the type of the result."""
    arten = [_check(operand, p, innen=innen) for operand in operanden]
    for operand, art in zip(operanden, arten, strict=True):
        _expect(operand, art, erlaubt, p)
    return _join(next(iter(erlaubt)), operanden, arten, p)


def _join(typ: Typ, operanden: tuple[Knoten, ...], arten: list[_Art], p: _Pruefung) -> _Art:
    """Return the type of the result: a Reihe as soon as one operand is one; all of them have the same length."""
    reihen = [(k, art) for k, art in zip(operanden, arten, strict=True) if isinstance(art, Reihe)]
    if not reihen:
        return typ
    erster, erste = reihen[0]
    for knoten, reihe in reihen[1:]:
        if reihe.liste != erste.liste:
            p.melde(knoten, "reihen-verschieden", links=p.ausschnitt(erster), rechts=p.ausschnitt(knoten))
            return None
    return Reihe(typ, erste.liste)


def _find_bindestrich(knoten: Knoten, p: _Pruefung) -> str:
    """Return the text of `gesundheit-pflege`, a subtraction of names one of which is unknown."""
    if not isinstance(knoten, Rechnung) or set(knoten.zeichen) != {"-"}:
        return ""
    namen = [k.name for k in knoten.operanden if isinstance(k, Name)]
    fremd = any(name not in p.namen for name in namen)
    text = p.ausschnitt(knoten)
    return text if fremd and len(namen) == len(knoten.operanden) and " " not in text else ""


def _check_rechnung(knoten: Rechnung, p: _Pruefung, *, innen: bool) -> _Art:
    wert = _find_bindestrich(knoten, p)
    if wert:
        p.melde(knoten, "wert-ohne-anfuehrungszeichen", wert=wert)
        return None
    return _check_alle(knoten.operanden, {Typ.ZAHL}, p, innen=innen)


def _check_vergleich(knoten: Vergleich, p: _Pruefung, *, innen: bool) -> _Art:
    arten = [_check_seite(k, knoten, p, innen=innen) for k in knoten.operanden]
    glieder = zip(knoten.zeichen, knoten.operanden, knoten.operanden[1:], arten, arten[1:], strict=False)
    for zeichen, links, rechts, art_links, art_rechts in glieder:
        _check_paar(zeichen, (links, rechts), (_typ(art_links), _typ(art_rechts)), p)
    return _join(Typ.WAHRHEIT, knoten.operanden, arten, p)


def _check_seite(knoten: Knoten, vergleich: Vergleich, p: _Pruefung, *, innen: bool) -> _Art:
    """Check one side of a comparison; an unknown bare name beside a text is probably a value without quotes."""
    if isinstance(knoten, Name) and knoten.name not in p.namen:
        andere = [k for k in vergleich.operanden if k is not knoten]
        text = any(isinstance(k, Name) and p.namen.get(k.name) is Typ.TEXT for k in andere)
        if text and not find_vorschlag(knoten.name, p.namen):
            p.melde(knoten, "wert-ohne-anfuehrungszeichen", wert=knoten.name)
            return None
    return _check(knoten, p, innen=innen)


def _check_paar(
    zeichen: str, knoten: tuple[Knoten, Knoten], typen: tuple[Typ | None, Typ | None], p: _Pruefung
) -> None:
    links, rechts = typen
    if links is None or rechts is None:
        return
    if Typ.LISTE in typen:
        p.melde(
            knoten[typen.index(Typ.LISTE)],
            "liste-verglichen",
            text=p.ausschnitt(knoten[typen.index(Typ.LISTE)]),
        )
    elif links is not rechts:
        angaben = {"text_links": p.ausschnitt(knoten[0]), "text_rechts": p.ausschnitt(knoten[1])}
        p.melde(knoten[1], "typen-verschieden", links=links.value, rechts=rechts.value, **angaben)
    elif zeichen not in {"==", "!="} and links not in _GEORDNET:
        p.melde(knoten[0], "ordnung-unmoeglich", typ=links.value, zeichen=zeichen)


def _check_enthalten(knoten: Enthalten, p: _Pruefung, *, innen: bool) -> _Art:
    wert = _find_wert_in_liste(knoten, p)
    if wert:
        p.melde(knoten.links, "wert-ohne-anfuehrungszeichen", wert=wert)
        return None
    links = _check(knoten.links, p, innen=innen)
    if isinstance(knoten.rechts, Menge):
        _check_menge(knoten.links, _typ(links), knoten.rechts, p)
        return _join(Typ.WAHRHEIT, (knoten.links,), [links], p)
    rechts = _check(knoten.rechts, p, innen=innen)
    if isinstance(rechts, Reihe) and isinstance(knoten.rechts, Name):
        p.melde(knoten.rechts, "reihe-durchsucht", name=knoten.rechts.name, text=p.ausschnitt(knoten.links))
        return None
    _expect(knoten.rechts, rechts, {Typ.LISTE}, p)
    _expect(knoten.links, links, {Typ.TEXT}, p)
    return _join(Typ.WAHRHEIT, (knoten.links, knoten.rechts), [links, rechts], p)


def _find_wert_in_liste(knoten: Enthalten, p: _Pruefung) -> str:
    """The unknown bare name that is looked for among answers: a value without quotes."""
    links, rechts = knoten.links, knoten.rechts
    gesucht = isinstance(links, Name) and links.name not in p.namen
    durchsucht = isinstance(rechts, Name) and p.namen.get(rechts.name) is Typ.LISTE
    return p.ausschnitt(links) if gesucht and durchsucht else ""


def _check_menge(knoten: Knoten, links: Typ | None, menge: Menge, p: _Pruefung) -> None:
    if links is Typ.LISTE:
        p.melde(knoten, "liste-in-menge", text=p.ausschnitt(knoten))
        return
    erwartet = links or find_typ(menge.werte[0].wert)
    for element in menge.werte:
        _expect(element, find_typ(element.wert), {erwartet}, p)


def _check_aggregat(knoten: Aufruf, p: _Pruefung) -> _Art:
    argument, funktion = knoten.argumente[0], knoten.funktion
    if funktion == "anzahl" and isinstance(argument, Name):
        art = _find_art(argument, p)
        if isinstance(art, Tabelle) or art is Typ.LISTE:
            return Typ.ZAHL
    else:
        art = _check(argument, p, innen=True)
    if art is None:
        return _ERGEBNISSE.get(funktion)
    if not isinstance(art, Reihe):
        p.melde(argument, "reihe-erwartet", funktion=funktion, text=p.ausschnitt(argument))
        return _ERGEBNISSE.get(funktion)
    _expect(argument, art, _ARGUMENTE[funktion], p)
    return _ERGEBNISSE.get(funktion, art.typ if art.typ in _ARGUMENTE[funktion] else None)


def _check_aufruf(knoten: Aufruf, p: _Pruefung, *, innen: bool) -> _Art:
    funktion, argumente = knoten.funktion, knoten.argumente
    if funktion == "beantwortet":
        return _check_beantwortet(argumente[0], p, innen=innen)
    arten = [_check(argument, p, innen=innen) for argument in argumente]
    if funktion == "wenn":
        _expect(argumente[0], arten[0], {Typ.WAHRHEIT}, p)
        typ = _check_gleich(argumente[1:], arten[1:], _EINFACH, p)
    elif funktion == "runde":
        _check_stellen(argumente[1], p)
        typ = _check_gleich(argumente[:1], arten[:1], {Typ.ZAHL}, p)
    else:
        typ = _check_gleich(argumente, arten, _ARGUMENTE[funktion], p)
    ergebnis = _ERGEBNISSE.get(funktion, typ)
    return None if ergebnis is None else _join(ergebnis, argumente, arten, p)


def _check_gleich(
    argumente: tuple[Knoten, ...], arten: list[_Art], erlaubt: frozenset[Typ] | set[Typ], p: _Pruefung
) -> Typ | None:
    """Check arguments that are all of one type, which is returned if known."""
    typ: Typ | None = None
    for argument, art in zip(argumente, arten, strict=True):
        _expect(argument, art, erlaubt if typ is None else {typ}, p)
        typ = typ or (_typ(art) if _typ(art) in erlaubt else None)
    return typ


def _check_stellen(knoten: Knoten, p: _Pruefung) -> None:
    """Decimal places are a literal, so that rounding can never fail for lack of a whole number."""
    zahl = knoten.operand if isinstance(knoten, Minus) else knoten
    wert = zahl.wert if isinstance(zahl, Konstante) else None
    if not isinstance(wert, Decimal) or wert != wert.to_integral_value() or wert > HOECHSTENS_STELLEN:
        p.melde(knoten, "stellen-ungueltig", text=p.ausschnitt(knoten), hoechstens=str(HOECHSTENS_STELLEN))


def _check_beantwortet(knoten: Knoten, p: _Pruefung, *, innen: bool) -> _Art:
    if isinstance(knoten, Name):
        return None if _find_art(knoten, p) is None else Typ.WAHRHEIT
    art = _check(knoten, p, innen=innen)
    return Reihe(Typ.WAHRHEIT, art.liste) if isinstance(art, Reihe) else None
