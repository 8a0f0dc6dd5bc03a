"""The expressions of a guide, and the texts and years in them."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from wegweiser.ausdruck import Wert, parse_ausdruck
from wegweiser.ausdruck.knoten import Konstante, Menge, list_knoten
from wegweiser.model.frage import Frage
from wegweiser.model.leitfaden import Abgeleitet, Abschnitt, Leitfaden

_UEBLICHE_JAHRE = range(2020, 2036)
_JAHRE = range(1000, 3000)


def list_texte(leitfaden: Leitfaden) -> Iterator[str]:
    """Every text an expression of the guide compares with; answers may be any of them."""
    return (wert for wert in _list_konstanten(leitfaden) if isinstance(wert, str))


def list_jahre(leitfaden: Leitfaden) -> tuple[int, ...]:
    """The years around those that stand in expressions, and the usual ones."""
    jahre = set(_UEBLICHE_JAHRE)
    for wert in _list_konstanten(leitfaden):
        if isinstance(wert, date):
            jahre |= {max(wert.year - 1, 1), wert.year, min(wert.year + 1, date.max.year)}
        elif isinstance(wert, Decimal) and int(wert) in _JAHRE:
            jahre |= {int(wert) - 1, int(wert), int(wert) + 1}
    return tuple(sorted(jahre))


def _list_konstanten(leitfaden: Leitfaden) -> Iterator[Wert]:
    for text in list_ausdruecke(leitfaden):
        for knoten in list_knoten(parse_ausdruck(text).wurzel):
            if isinstance(knoten, Menge):
                yield from (konstante.wert for konstante in knoten.werte)
            elif isinstance(knoten, Konstante):
                yield knoten.wert


def list_ausdruecke(leitfaden: Leitfaden) -> Iterator[str]:
    """Every expression that decides something."""
    for abschnitt in leitfaden.abschnitte:
        yield from filter(None, (abschnitt.wenn,))
        for frage in abschnitt.fragen():
            yield from filter(None, (frage.wenn, *(p.muss for p in frage.pruefe)))
        yield from (abgeleitet.ausdruck for abgeleitet in abschnitt.abgeleitet)
    for regel in leitfaden.regeln:
        yield from filter(None, (regel.wenn, regel.muss))


def list_gelesene_zuerst(inhalte: Mapping[str, tuple[Abschnitt, Frage | Abgeleitet]], name: str) -> list[str]:
    """All names that one hangs on, each behind those it reads itself; the name itself comes last and is left out."""
    reihe: dict[str, None] = {}
    offen, gesehen = [(name, False)], set[str]()
    while offen:
        aktuell, fertig = offen.pop()
        if fertig:
            reihe[aktuell] = None
        elif aktuell not in gesehen and aktuell in inhalte:
            gesehen.add(aktuell)
            offen.append((aktuell, True))
            offen += [(gelesen, False) for gelesen in _list_gelesene(*inhalte[aktuell])]
    return list(reihe)[:-1]


def _list_gelesene(abschnitt: Abschnitt, inhalt: Frage | Abgeleitet) -> Iterator[str]:
    eigene = getattr(inhalt, "wenn", None), getattr(inhalt, "ausdruck", None)
    for text in filter(None, (abschnitt.wenn, *eigene)):
        yield from parse_ausdruck(text).namen
    yield from filter(None, (abschnitt.je, getattr(inhalt, "aus_tabelle", None)))
