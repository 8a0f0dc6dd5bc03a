"""Every set of answers to a small guide, tried with the engine: the referee over what z3 decides."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product

from tests.core.logik.zufall import TABELLE
from wegweiser.ausdruck import evaluate_wert, parse_ausdruck
from wegweiser.core.werte import Wertequelle
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Wert
from wegweiser.model.leitfaden import Leitfaden

Gesagt = dict[Adresse, Antwort]
TAGE = (
    date(2026, 1, 1),
    date(2026, 1, 2),
    date(2026, 1, 3),
    date(2024, 2, 29),
    date(2027, 12, 31),
    date(2028, 1, 1),
)
TEXTE = ("x", "y", "z", "t1", "q", "anderes", "noch anderes")


def list_werte(frage: f.Frage, zeilen: tuple[str, ...] = ("z1", "z2")) -> list[Wert]:  # noqa: C901 - one case per type
    """The values of a question that can make a difference."""
    match frage:
        case f.JaNein():
            return [True, False]
        case f.Auswahl(aus_tabelle=str()):
            return [*zeilen]
        case f.Mehrfach(aus_tabelle=str()):
            return [(), *((z,) for z in zeilen), tuple(zeilen)]
        case f.Auswahl():
            return [option.id for option in frage.optionen]
        case f.Mehrfach():
            ids = [option.id for option in frage.optionen]
            alle: list[Wert] = [
                tuple(i for i, d in zip(ids, drin, strict=True) if d)
                for drin in product([0, 1], repeat=len(ids))
            ]
            return [wert for wert in alle if frage.max_anzahl is None or len(wert) <= frage.max_anzahl]  # type: ignore[arg-type]
        case f.Skala():
            return [*range(frage.von, frage.bis + 1)]
        case f.Ganzzahl():
            return [*range(int(frage.min or 0), int(frage.max or 0) + 1)]
        case f.Datum():
            return [*TAGE]
        case f.Text():
            return [*TEXTE]
        case f.Tabelle():
            return [*_list_tabellen(frage)]
        case _:
            raise TypeError(frage.typ)


def _list_tabellen(frage: f.Tabelle) -> Iterator[Wert]:
    je_spalte = [[*([] if s.pflicht else [None]), *list_werte(s)] for s in frage.spalten]
    zeilen = [
        {s.id: w for s, w in zip(frage.spalten, werte, strict=True) if w is not None}
        for werte in product(*je_spalte)
    ]
    for anzahl in range(frage.zeilen.min, frage.zeilen.max + 1):
        for auswahl in product(zeilen, repeat=anzahl):
            yield tuple({"id": f"z{nr}", **zeile} for nr, zeile in enumerate(auswahl, 1))


def list_alle(leitfaden: Leitfaden) -> Iterator[tuple[Gesagt, bool]]:
    """Every set of answers that can be given; and whether no question in it is asked as a precaution only."""
    yield from _erweitere(leitfaden, {}, _list_adressen(leitfaden), streng=True)


def _list_adressen(leitfaden: Leitfaden) -> list[tuple[Adresse, f.Frage]]:
    adressen = []
    tabelle = next((x for a in leitfaden.abschnitte for x in a.fragen() if isinstance(x, f.Tabelle)), None)
    saetze = [f"z{nr}" for nr in range(1, (tabelle.zeilen.max if tabelle else 0) + 1)]
    for abschnitt in leitfaden.abschnitte:
        for satz in saetze if abschnitt.je else [""]:
            adressen += [(Adresse(frage.id, satz), frage) for frage in abschnitt.fragen()]
    return adressen


def _erweitere(
    leitfaden: Leitfaden, gesagt: Gesagt, rest: list[tuple[Adresse, f.Frage]], *, streng: bool
) -> Iterator[tuple[Gesagt, bool]]:
    """Questions one after the other: not answered, or answered with everything that is allowed there."""
    if not rest:
        yield gesagt, streng
        return
    (adresse, frage), *weitere = rest
    yield from _erweitere(leitfaden, gesagt, weitere, streng=streng)
    pfad = Wertequelle(leitfaden, gesagt).auf_pfad(adresse.frage, adresse.satz)
    if pfad is False:
        return
    for wert in list_werte(frage, _list_zeilen(gesagt)):
        mehr = {**gesagt, adresse: Antwort(wert=wert)}
        umgebung = Wertequelle(leitfaden, mehr).umgebung(adresse.satz)
        if all(evaluate_wert(parse_ausdruck(p.muss), umgebung) is not False for p in frage.pruefe):
            yield from _erweitere(leitfaden, mehr, weitere, streng=streng and pfad is True)


def list_alle_werte(frage: f.Frage, quelle: Wertequelle) -> list[Wert]:
    """The values of a question, after these answers."""
    return list_werte(frage, _list_zeilen(dict(quelle.antworten)))


def _list_zeilen(gesagt: Gesagt) -> tuple[str, ...]:
    antwort = gesagt.get(Adresse(TABELLE))
    zeilen = antwort.wert if antwort and isinstance(antwort.wert, tuple) else ()
    return tuple(str(zeile["id"]) for zeile in zeilen if isinstance(zeile, Mapping))


def count_hoechstens(leitfaden: Leitfaden) -> int:
    """How many sets of answers there are at most."""
    anzahl = 1
    for _, frage in _list_adressen(leitfaden):
        anzahl *= 1 + (len(list_werte(frage)))
    return anzahl
