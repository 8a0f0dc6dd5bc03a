"""Conditions put together so that they stay short: constants, repetitions and what is implied anyway fall away."""

from collections.abc import Iterator
from typing import Final

from wegweiser.core.xpath.baum import (
    FALSCH,
    LEER,
    WAHR,
    Aufruf,
    Bezug,
    Kind,
    Minus,
    Operation,
    Selbst,
    Verknuepfung,
    Wort,
    Xpath,
    Zahl,
)

_GEGENTEIL: Final = {"=": "!=", "!=": "="}
_RECHNEND: Final = frozenset({"+", "-", "*", "div", "mod"})


def leer(x: Xpath) -> Xpath:
    """Nothing was answered."""
    return Operation("=", x, LEER)


def gefuellt(x: Xpath) -> Xpath:
    """Something was answered."""
    return Operation("!=", x, LEER)


def nicht(x: Xpath) -> Xpath:
    """The opposite, pushed down to the comparisons."""
    match x:
        case Aufruf(name="true"):
            return FALSCH
        case Aufruf(name="false"):
            return WAHR
        case Aufruf(name="not", argumente=(operand,)):
            return operand
        case Operation(zeichen="=" | "!=" as zeichen, links=links, rechts=rechts):
            return Operation(_GEGENTEIL[zeichen], links, rechts)
        case Verknuepfung(zeichen="and", teile=teile):
            return oder(*map(nicht, teile))
        case Verknuepfung(teile=teile):
            return und(*map(nicht, teile))
        case _:
            return Aufruf("not", (x,))


def und(*teile: Xpath) -> Xpath:
    """All of them."""
    return _verknuepfe("and", teile)


def oder(*teile: Xpath) -> Xpath:
    """One of them."""
    return _verknuepfe("or", teile)


def simplify(x: Xpath) -> Xpath:
    """The same condition, put together anew."""
    match x:
        case Verknuepfung(zeichen=zeichen, teile=teile):
            return _verknuepfe(zeichen, tuple(map(simplify, teile)))
        case Aufruf(name="not", argumente=(operand,)):
            return nicht(simplify(operand))
        case _:
            return x


def _verknuepfe(zeichen: str, teile: tuple[Xpath, ...]) -> Xpath:
    neutral, entscheidend = (WAHR, FALSCH) if zeichen == "and" else (FALSCH, WAHR)
    fertig = list(dict.fromkeys(_flach(zeichen, teile)))
    for _ in range(len(fertig)):
        neu = list(dict.fromkeys(_flach(zeichen, _kuerze(zeichen, fertig))))
        if neu == fertig:
            break
        fertig = neu
    fertig = [teil for teil in fertig if teil != neutral]
    if entscheidend in fertig:
        return entscheidend
    return fertig[0] if len(fertig) == 1 else Verknuepfung(zeichen, tuple(fertig)) if fertig else neutral


def _flach(zeichen: str, teile: tuple[Xpath, ...] | list[Xpath]) -> Iterator[Xpath]:
    for teil in teile:
        if isinstance(teil, Verknuepfung) and teil.zeichen == zeichen:
            yield from teil.teile
        else:
            yield teil


def _kuerze(zeichen: str, teile: list[Xpath]) -> list[Xpath]:
    """Every part, given that the others decide nothing: inside `and` they hold, inside `or` they do not."""
    fertig: list[Xpath] = []
    for nr, teil in enumerate(teile):
        bekannt: dict[Xpath, Xpath] = {}
        for anderer in (*fertig, *teile[nr + 1 :]):
            for folge in _folgen(anderer if zeichen == "and" else nicht(anderer)):
                bekannt[folge] = WAHR
                bekannt[nicht(folge)] = FALSCH
        fertig.append(_setze_ein(teil, bekannt))
    return fertig


def _folgen(x: Xpath) -> Iterator[Xpath]:
    """What holds if `x` holds: itself, and that everything it compares was answered."""
    if isinstance(x, Verknuepfung):
        if x.zeichen == "or":  # what holds in every case
            yield from set.intersection(*(set(_folgen(teil)) for teil in x.teile))
        return
    yield x
    if isinstance(x, Aufruf) and x.name == "selected" and x.argumente[1:] and x.argumente[1] != LEER:
        yield gefuellt(x.argumente[0])
    if isinstance(x, Operation) and x.zeichen not in {"!=", *_RECHNEND} and LEER not in {x.links, x.rechts}:
        fest = x.zeichen != "=" or any(isinstance(s, Wort | Zahl | Aufruf) for s in (x.links, x.rechts))
        for seite in (x.links, x.rechts):
            if fest or isinstance(seite, Operation):
                yield from map(gefuellt, _gerechnet(seite))


def _gerechnet(x: Xpath) -> Iterator[Xpath]:
    """The answers a calculation cannot do without."""
    match x:
        case Bezug() | Kind() | Selbst() | Aufruf(name="indexed-repeat"):
            yield x
        case Minus(operand=operand):
            yield from _gerechnet(operand)
        case Operation(zeichen=zeichen, links=links, rechts=rechts) if zeichen in _RECHNEND:
            yield from _gerechnet(links)
            yield from _gerechnet(rechts)


def _setze_ein(x: Xpath, bekannt: dict[Xpath, Xpath]) -> Xpath:
    if x in bekannt:
        return bekannt[x]
    match x:
        case Verknuepfung(zeichen=zeichen, teile=teile):
            neu = tuple(_setze_ein(teil, bekannt) for teil in teile)
            return x if neu == teile else _verknuepfe(zeichen, neu)
        case Aufruf(name="not", argumente=(operand,)):
            neu_operand = _setze_ein(operand, bekannt)
            return x if neu_operand == operand else nicht(neu_operand)
        case _:
            return x
