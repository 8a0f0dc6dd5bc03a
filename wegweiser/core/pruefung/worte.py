"""Values written in expressions and proposals: a choice is only compared with what can be chosen."""

from collections.abc import Iterator, Mapping

from wegweiser.ausdruck import Ausdruck
from wegweiser.ausdruck.knoten import (
    Aufruf,
    Enthalten,
    Knoten,
    Konstante,
    Menge,
    Name,
    Spalte,
    Vergleich,
    list_knoten,
)
from wegweiser.core.pruefung.fund import Fund, Fundort
from wegweiser.core.pruefung.wissen import Wissen
from wegweiser.errors import format_vorschlag
from wegweiser.model import frage as f

Auswahl = frozenset[str]
_TIEFE = 50
_GLEICH = frozenset({"==", "!="})


def check_worte(wissen: Wissen, ort: Fundort, ausdruck: Ausdruck) -> Iterator[Fund]:
    """Texts that a choice is compared with although it cannot have them."""
    for wort, moeglich in _list_vergleiche(wissen, ausdruck.wurzel):
        if isinstance(wort.wert, str) and wort.wert not in moeglich:
            yield _build_fund(ort, wort, moeglich)


def check_vorschlag(wissen: Wissen, ort: Fundort, ausdruck: Ausdruck, frage: f.Frage) -> Iterator[Fund]:
    """A proposal for a choice is one of its options."""
    moeglich = list_moegliche(wissen, frage)
    if moeglich is None or not isinstance(frage, f.Auswahl | f.Katalogwahl):
        return
    for knoten in _list_ergebnisse(ausdruck.wurzel):
        if isinstance(knoten, Konstante) and isinstance(knoten.wert, str) and knoten.wert not in moeglich:
            yield _build_fund(ort, knoten, moeglich)


def list_moegliche(wissen: Wissen, frage: f.Frage) -> Auswahl | None:
    """The ids that can be chosen; None where that is not known before there are answers."""
    if optionen := getattr(frage, "optionen", ()):
        return frozenset(option.id for option in optionen)
    katalog: str = getattr(frage, "katalog", None) or ""
    return wissen.list_eintraege(katalog) if katalog in wissen.leitfaden.kataloge else None


def _build_fund(ort: Fundort, wort: Konstante, moeglich: Auswahl) -> Fund:
    angaben: Mapping[str, object] = {
        "wert": wort.wert,
        "vorschlag": format_vorschlag(wort.wert, sorted(moeglich)),
    }
    return Fund(ort.datei, ort.ort, "wort-unbekannt", angaben, wort.von)


def _list_vergleiche(wissen: Wissen, wurzel: Knoten) -> Iterator[tuple[Konstante, Auswahl]]:
    """Every literal beside something that has only certain values."""
    for knoten in list_knoten(wurzel):
        if isinstance(knoten, Vergleich):
            yield from _list_paare(wissen, knoten)
        elif isinstance(knoten, Enthalten):
            yield from _list_enthaltene(wissen, knoten)


def _list_paare(wissen: Wissen, knoten: Vergleich) -> Iterator[tuple[Konstante, Auswahl]]:
    paare = zip(knoten.zeichen, knoten.operanden, knoten.operanden[1:], strict=False)
    for zeichen, links, rechts in paare:
        for eines, anderes in ((links, rechts), (rechts, links)):
            if zeichen in _GLEICH and isinstance(eines, Konstante):
                moeglich = _find_auswahl(wissen, anderes)
                if moeglich is not None:
                    yield eines, moeglich


def _list_enthaltene(wissen: Wissen, knoten: Enthalten) -> Iterator[tuple[Konstante, Auswahl]]:
    if isinstance(knoten.rechts, Menge):
        moeglich, worte = _find_auswahl(wissen, knoten.links), knoten.rechts.werte
    else:
        moeglich = _find_auswahl(wissen, knoten.rechts)
        worte = (knoten.links,) if isinstance(knoten.links, Konstante) else ()
    if moeglich is not None:
        yield from ((wort, moeglich) for wort in worte)


def _find_auswahl(wissen: Wissen, knoten: Knoten, tiefe: int = 0) -> Auswahl | None:
    """The texts a part of an expression can have; None where they are not known, or not texts."""
    teile = [_find_einzelne(wissen, teil, tiefe) for teil in _list_ergebnisse(knoten)]
    bekannt = [teil for teil in teile if teil is not None]
    return frozenset[str]().union(*bekannt) if len(bekannt) == len(teile) else None


def _find_einzelne(wissen: Wissen, knoten: Knoten, tiefe: int) -> Auswahl | None:
    match knoten:
        case Konstante(wert=str() as wert):
            return frozenset({wert})
        case Name(name=name) if name in wissen.fragen:
            return list_moegliche(wissen, wissen.fragen[name][1])
        case Name(name=name) if name in wissen.abgeleitet:
            return _find_abgeleitete(wissen, name, tiefe)
        case Spalte(tabelle=tabelle, name=name) if tabelle in wissen.fragen:
            spalten = getattr(wissen.fragen[tabelle][1], "spalten", ())
            spalte = next((s for s in spalten if s.id == name), None)
            return list_moegliche(wissen, spalte) if spalte else None
        case _:
            return None


def _find_abgeleitete(wissen: Wissen, name: str, tiefe: int) -> Auswahl | None:
    """The texts a derived value can have; in a circle, or very far down, they are not known."""
    if name not in wissen.auswahlen and tiefe < _TIEFE:
        wissen.auswahlen[name] = None
        ausdruck = wissen.parse(wissen.abgeleitet[name].ausdruck)
        if isinstance(ausdruck, Ausdruck):
            wissen.auswahlen[name] = _find_auswahl(wissen, ausdruck.wurzel, tiefe + 1)
    return wissen.auswahlen.get(name)


def _list_ergebnisse(knoten: Knoten) -> Iterator[Knoten]:
    """The parts whose value the whole may have: the branches of `wenn(…)`, else itself."""
    if isinstance(knoten, Aufruf) and knoten.funktion == "wenn":
        for zweig in knoten.argumente[1:]:
            yield from _list_ergebnisse(zweig)
    else:
        yield knoten
