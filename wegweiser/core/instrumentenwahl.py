"""The choice of instruments: the guide says for each whether it fits here; this puts them in order and adds up the effort."""

from collections.abc import Iterator
from decimal import Decimal

from wegweiser.core.finanzierung import list_rechenwege
from wegweiser.core.werte import Wertequelle
from wegweiser.model.instrumentenwahl import (
    REIHE,
    Aufwandsspanne,
    Instrumentenwahl,
    Klassenstand,
    name_empfehlung,
)
from wegweiser.model.katalog import Instrument
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.rechenweg import Rechenweg

_GENUTZT, _MINDESTENS = "instrumente_genutzt", "instrumentklassen_min"
_PLANEN, _TAGE = "analyse_planen", "analyse_tage"
STICHPROBE = ("stichprobe_ohne_grenze", "stichprobe_netto", "stichprobe_brutto")  # shown with the instruments


def compute_instrumentenwahl(quelle: Wertequelle) -> Instrumentenwahl | None:
    """The recommended instruments; None where nobody asked for it or the guide says nothing about them."""
    if quelle.gesagt(_PLANEN) is not True:
        return None
    wege = _find_empfehlungen(quelle)
    instrumente = [i for i in _list_instrumente(quelle.leitfaden) if name_empfehlung(i.id) in wege]
    if not instrumente:
        return None
    empfohlen = tuple(i for i in instrumente if wege[name_empfehlung(i.id)].wert is True)
    offen = tuple(i for i in instrumente if wege[name_empfehlung(i.id)].wert is None)
    fehlend = dict.fromkeys(label for i in offen for label in wege[name_empfehlung(i.id)].fehlend)
    tage = quelle.gesagt(_TAGE)
    return Instrumentenwahl(
        empfohlen=empfohlen,
        offen=offen,
        fehlend=tuple(fehlend),
        aufwand=_sum_aufwand(empfohlen),
        tage=int(tage) if isinstance(tage, int | Decimal) else None,
        stichprobe=tuple(wege[name] for name in STICHPROBE if name in wege and wege[name].wert is not None),
    )


def _find_empfehlungen(quelle: Wertequelle) -> dict[str, Rechenweg]:
    namen = {name_empfehlung(instrument.id) for instrument in _list_instrumente(quelle.leitfaden)}
    namen |= {*STICHPROBE}
    return {
        weg.name: weg
        for abschnitt in quelle.leitfaden.abschnitte
        if any(abgeleitet.id in namen for abgeleitet in abschnitt.abgeleitet)
        for weg in list_rechenwege(quelle, abschnitt.id, "")
        if weg.name in namen
    }


def _list_instrumente(leitfaden: Leitfaden) -> Iterator[Instrument]:
    """All instruments in the order of work; within a class as the catalogue has them."""
    katalog = leitfaden.kataloge.get("instrumente")
    alle = [e for e in katalog.eintraege if isinstance(e, Instrument)] if katalog else []
    yield from sorted(alle, key=lambda i: REIHE.index(i.klasse) if i.klasse else len(REIHE))


def _sum_aufwand(instrumente: tuple[Instrument, ...]) -> Aufwandsspanne:
    tage = [instrument.tage for instrument in instrumente if instrument.tage is not None]
    return Aufwandsspanne(
        sum(von for von, _ in tage), sum(bis for _, bis in tage), len(instrumente) - len(tage)
    )


def compute_klassenstand(quelle: Wertequelle) -> Klassenstand | None:
    """Where a gap would rest on one kind of looking only; None where nobody named instruments, or they are enough."""
    genutzt, mindestens = quelle.gesagt(_GENUTZT), quelle.wert(_MINDESTENS, "")
    if not isinstance(genutzt, tuple) or not genutzt or not isinstance(mindestens, Decimal):
        return None
    klassen = {i.klasse for i in _list_instrumente(quelle.leitfaden) if i.id in genutzt} - {"zusammen", None}
    if len(klassen) >= mindestens:
        return None
    return Klassenstand(klassen=tuple(k for k in REIHE if k in klassen), mindestens=int(mindestens))
