"""What a guide says about its earlier versions: old names are gone, new ones are there."""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain

from wegweiser.core.pruefung.fund import KOPF, Fund, Fundort
from wegweiser.core.pruefung.kreise import find_kreise
from wegweiser.core.pruefung.verweise import check_verweis
from wegweiser.core.pruefung.wissen import Wissen
from wegweiser.core.pruefung.worte import list_moegliche
from wegweiser.errors.leitfaden import ZIELE
from wegweiser.model import frage as f


def check_fassungen(wissen: Wissen) -> Iterator[Fund]:
    """Renamed, replaced and retired questions, options, columns and entries."""
    kopf = wissen.leitfaden.kopf
    frueher = {**kopf.umbenannt.fragen, **kopf.ersetzt.fragen, **kopf.zurueckgezogen.fragen}
    for art, namen in (("umbenannt", kopf.umbenannt.fragen), ("ersetzt", kopf.ersetzt.fragen)):
        moeglich = wissen.fragen.keys() | frueher.keys()
        yield from _check_namen(KOPF.bei(art, "fragen"), namen, wissen.fragen, moeglich, "fragen")
    yield from _check_alte(KOPF.bei("zurueckgezogen", "fragen"), kopf.zurueckgezogen.fragen, wissen.fragen)
    yield from _check_kreise(KOPF, {**kopf.umbenannt.fragen, **kopf.ersetzt.fragen}, kopf.umbenannt.fragen)
    yield from _check_teile(wissen)


def _check_teile(wissen: Wissen) -> Iterator[Fund]:
    """What is declared below an owner: options of a question or column, columns of a table, entries."""
    umbenannt, zurueckgezogen = wissen.leitfaden.kopf.umbenannt, wissen.leitfaden.kopf.zurueckgezogen
    optionen = _list_optionen(wissen)
    spalten = {
        id_: frozenset(s.id for s in frage.spalten)
        for id_, (_, frage) in wissen.fragen.items()
        if isinstance(frage, f.Tabelle)
    }
    eintraege = {name: wissen.list_eintraege(name) for name in wissen.leitfaden.kataloge}
    for art, namen, vorhanden, besitzer, ziel in (
        ("optionen", umbenannt.optionen, optionen, "fragen", "optionen"),
        ("spalten", umbenannt.spalten, spalten, "fragen", "spalten"),
        ("kataloge", umbenannt.kataloge, eintraege, "kataloge", "eintraege"),
    ):
        for id_, neue in namen.items():
            ort = KOPF.bei("umbenannt", art, id_)
            yield from check_verweis(ort, id_, vorhanden, ZIELE[besitzer])
            da = vorhanden.get(id_)
            if da is not None:
                yield from _check_namen(ort, neue, da, da | neue.keys(), ziel)
                yield from _check_kreise(ort, neue, None)
    for id_, gruende in zurueckgezogen.optionen.items():
        ort = KOPF.bei("zurueckgezogen", "optionen", id_)
        yield from check_verweis(ort, id_, optionen, ZIELE["fragen"])
        yield from _check_alte(ort, gruende, optionen.get(id_, frozenset()))


def _list_optionen(wissen: Wissen) -> dict[str, frozenset[str]]:
    """By question, or by `tabelle.spalte`, what can be chosen."""
    fragen = {id_: frage for id_, (_, frage) in wissen.fragen.items()}
    spalten = chain.from_iterable(
        ((f"{id_}.{spalte.id}", spalte) for spalte in frage.spalten)
        for id_, frage in fragen.items()
        if isinstance(frage, f.Tabelle)
    )
    moegliche = {id_: list_moegliche(wissen, feld) for id_, feld in (*fragen.items(), *spalten)}
    return {id_: ids for id_, ids in moegliche.items() if ids is not None}


def _check_namen(
    ort: Fundort, namen: Mapping[str, str], vorhanden: Collection[str], moeglich: Collection[str], ziel: str
) -> Iterator[Fund]:
    """Old → new: the old one is gone, the new one is there or is declared further."""
    yield from _check_alte(ort, namen, vorhanden)
    for alt, neu in namen.items():
        yield from check_verweis(ort.bei(alt), neu, moeglich, ZIELE[ziel])


def _check_alte(ort: Fundort, alte: Collection[str], vorhanden: Collection[str]) -> Iterator[Fund]:
    for alt in alte:
        if alt in vorhanden:
            yield ort.bei(alt).fund("fassung-besteht", wert=alt)


def _check_kreise(
    ort: Fundort, namen: Mapping[str, str], umbenannt: Mapping[str, str] | None
) -> Iterator[Fund]:
    for erster, kreis in find_kreise({alt: [neu] for alt, neu in namen.items()}).items():
        stelle = (
            ort if umbenannt is None else ort.bei("umbenannt" if erster in umbenannt else "ersetzt", "fragen")
        )
        yield stelle.bei(erster).fund("fassung-kreis", kreis=", ".join(kreis))
