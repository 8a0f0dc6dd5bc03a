"""Case tables: rules or questions that tell the cases of one answer apart, and miss one or meet in one.

Rules tell cases apart where they are about the same entries and demand something of the same answers, each under a
condition about one and the same answer. Questions do so at a border between numbers: `x < 5` and `x > 5` forget the 5.
That a choice has no follow-up question for one of its options is nothing to report.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from wegweiser.ausdruck import evaluate_wert, parse_ausdruck
from wegweiser.ausdruck.knoten import Knoten, Konstante, Minus, Name, Vergleich
from wegweiser.core.pruefung.fund import Fund, Fundort
from wegweiser.core.pruefung.wissen import list_orte
from wegweiser.model import frage as f
from wegweiser.model.leitfaden import Leitfaden, list_fragen
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.model.regel import Regel

_GESPIEGELT = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
ZWEI = 2


class _Fall(NamedTuple):
    """One case: where its condition stands, and whose it is."""

    ort: Fundort
    id: str
    wenn: str


class _Grenze(NamedTuple):
    """A comparison of a name with a number: everything below, or everything above."""

    name: str
    unten: bool
    wert: Decimal
    mit: bool


def check_faelle(leitfaden: Leitfaden) -> Iterator[Fund]:
    """Missing and meeting cases."""
    fragen = {frage.id: frage for _, frage in list_fragen(leitfaden)}
    for faelle in _list_regelgruppen(leitfaden):
        yield from _check_grenzen(faelle, fragen, doppelte=True)
        yield from _check_wahl(leitfaden, faelle, fragen)
    for faelle in _list_fragengruppen(leitfaden):
        yield from _check_grenzen(faelle, fragen, doppelte=False)


def _list_regelgruppen(leitfaden: Leitfaden) -> Iterator[list[_Fall]]:
    gruppen: defaultdict[object, list[tuple[int, Regel]]] = defaultdict(list)
    for nr, regel in enumerate(leitfaden.regeln):
        gelesen = parse_ausdruck(regel.muss).namen
        gruppen[regel.katalog, regel.gilt, regel.stufe, gelesen].append((nr, regel))
    for gruppe in gruppen.values():
        if len(gruppe) >= ZWEI:
            yield [_Fall(Fundort(f"regel:{nr}", ("wenn",)), r.id, r.wenn or "") for nr, r in gruppe]


def _list_fragengruppen(leitfaden: Leitfaden) -> Iterator[list[_Fall]]:
    gruppen: defaultdict[str, list[_Fall]] = defaultdict(list)
    for ort, abschnitt, frage in list_orte(leitfaden):
        if frage.wenn is not None:
            gruppen[abschnitt.id].append(_Fall(ort.bei("wenn"), frage.id, frage.wenn))
    return iter(gruppen.values())


# borders between numbers


def _check_grenzen(faelle: Iterable[_Fall], fragen: dict[str, f.Frage], *, doppelte: bool) -> Iterator[Fund]:
    grenzen = [(fall, _lies_grenze(fall.wenn)) for fall in faelle if fall.wenn]
    for fall, oben in grenzen:
        if oben is None or oben.unten:
            continue
        for anderer, unten in grenzen:
            if unten is not None and unten.unten and unten.name == oben.name:
                wert = _find_luecke(unten, oben, fragen.get(oben.name))
                gedeckt = any(_deckt(g, oben.name, wert) for _, g in grenzen if wert is not None)
                if wert is not None and not gedeckt and not _nennt(faelle, oben.name, grenzen):
                    yield fall.ort.fund("fall-fehlt", name=oben.name, werte=f"{wert:f}", andere=anderer.id)
                elif doppelte and unten.mit and oben.mit and unten.wert == oben.wert:
                    wert_ = f"{oben.wert:f}"
                    yield fall.ort.fund("fall-doppelt", name=oben.name, werte=wert_, andere=anderer.id)


def _nennt(faelle: Iterable[_Fall], name: str, grenzen: Iterable[tuple[_Fall, _Grenze | None]]) -> bool:
    """Another condition reads the same name in a way that is not looked into; it may cover the gap."""
    klar = {fall.id for fall, grenze in grenzen if grenze is not None}
    return any(
        fall.wenn and fall.id not in klar and name in parse_ausdruck(fall.wenn).namen for fall in faelle
    )


def _find_luecke(unten: _Grenze, oben: _Grenze, frage: f.Frage | None) -> Decimal | None:
    """The one number between two borders that belongs to neither."""
    ganz = isinstance(frage, f.Ganzzahl | f.Jahr | f.Skala)
    if unten.wert == oben.wert and not unten.mit and not oben.mit:
        return unten.wert
    if ganz and (oben.wert - oben.mit) - (unten.wert + unten.mit) == 0 and unten.wert < oben.wert:
        return unten.wert + unten.mit
    return None


def _deckt(grenze: _Grenze | None, name: str, wert: Decimal) -> bool:
    if grenze is None or grenze.name != name:
        return False
    return (wert < grenze.wert if grenze.unten else wert > grenze.wert) or (
        grenze.mit and wert == grenze.wert
    )


def _lies_grenze(text: str) -> _Grenze | None:
    knoten = parse_ausdruck(text).wurzel
    if not isinstance(knoten, Vergleich) or len(knoten.zeichen) != 1 or knoten.zeichen[0] not in _GESPIEGELT:
        return None
    (zeichen,), (links, rechts) = knoten.zeichen, knoten.operanden
    if isinstance(rechts, Name):
        zeichen, links, rechts = _GESPIEGELT[zeichen], rechts, links
    wert = _lies_zahl(rechts)
    if not isinstance(links, Name) or wert is None:
        return None
    return _Grenze(links.name, zeichen in {"<", "<="}, wert, zeichen in {"<=", ">="})


def _lies_zahl(knoten: Knoten) -> Decimal | None:
    if isinstance(knoten, Minus):
        wert = _lies_zahl(knoten.operand)
        return None if wert is None else -wert
    return knoten.wert if isinstance(knoten, Konstante) and isinstance(knoten.wert, Decimal) else None


# choices


def _check_wahl(leitfaden: Leitfaden, faelle: list[_Fall], fragen: dict[str, f.Frage]) -> Iterator[Fund]:
    gelesen = [parse_ausdruck(fall.wenn).namen if fall.wenn else frozenset() for fall in faelle]
    if len(set(gelesen)) != 1 or len(gelesen[0]) != 1:
        return
    (name,) = gelesen[0]
    frage = fragen.get(name)
    if not isinstance(frage, f.Auswahl | f.Katalogwahl) or getattr(frage, "aus_tabelle", None) is not None:
        return
    ids = [option.id for option in build_optionsquelle(leitfaden, {})(frage)]
    gedeckt = [_list_gedeckte(fall.wenn, name, ids) for fall in faelle]
    fehlend = [id_ for id_ in ids if not any(id_ in menge for menge in gedeckt)]
    getrennt = sum(len(menge) for menge in gedeckt) == len(ids) - len(fehlend)
    if fehlend and getrennt and len(fehlend) < len(ids) - len(fehlend):
        letzter = faelle[-1]
        yield letzter.ort.fund("fall-fehlt", name=name, werte=", ".join(fehlend), andere=faelle[0].id)
    yield from _check_doppelte(faelle, gedeckt, name)


def _list_gedeckte(wenn: str, name: str, ids: Iterable[str]) -> frozenset[str]:
    ausdruck = parse_ausdruck(wenn)
    return frozenset(id_ for id_ in ids if evaluate_wert(ausdruck, {name: id_}) is True)


def _check_doppelte(faelle: list[_Fall], gedeckt: list[frozenset[str]], name: str) -> Iterator[Fund]:
    """Cases that meet without one being a special case of the other."""
    for nr, (fall, menge) in enumerate(zip(faelle, gedeckt, strict=True)):
        for anderer, andere in zip(faelle[:nr], gedeckt[:nr], strict=True):
            beide = menge & andere
            if beide and not menge <= andere and not andere <= menge:
                werte = ", ".join(sorted(beide))
                yield fall.ort.fund("fall-doppelt", name=name, werte=werte, andere=anderer.id)
