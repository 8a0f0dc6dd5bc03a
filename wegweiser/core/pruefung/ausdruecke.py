"""Expressions: names, types, and only about what was asked before."""

from collections.abc import Iterator
from dataclasses import replace

from wegweiser.ausdruck import Ausdruck, Ausdrucksbefund, Typ, check_ausdruck
from wegweiser.ausdruck.deutsch import format_befund
from wegweiser.core.namen import TYPNAMEN
from wegweiser.core.pruefung.fund import Fund, Fundort
from wegweiser.core.pruefung.wissen import Wissen
from wegweiser.core.pruefung.worte import check_worte


def check_bedingung(wissen: Wissen, ort: Fundort, text: str, je: str | None, grenze: int) -> Iterator[Fund]:
    """A condition: true or false, and only about questions before number `grenze`."""
    yield from check_formel(wissen, ort, text, je, Typ.WAHRHEIT)
    for name in wissen.list_spaetere(text, grenze):
        yield ort.fund("ausdruck-spaeter", feld=text, name=name)


def check_formel(wissen: Wissen, ort: Fundort, text: str, je: str | None, soll: Typ | None) -> Iterator[Fund]:
    """An expression of any type, or of the one that is needed."""
    ausdruck = wissen.parse(text)
    if not isinstance(ausdruck, Ausdruck):
        yield _build_fund(wissen, ort, text, ausdruck)
        return
    typ, befunde = check_ausdruck(ausdruck, wissen.namen(je))
    for befund in befunde:
        yield _build_fund(wissen, ort, text, befund)
    if not befunde:
        yield from check_worte(wissen, ort, ausdruck)
        if typ is not None and soll is not None and typ is not soll:
            yield ort.fund("ausdruck-typ", feld=text, ist=TYPNAMEN[typ], soll=TYPNAMEN[soll])


def _build_fund(wissen: Wissen, ort: Fundort, text: str, befund: Ausdrucksbefund) -> Fund:
    gemeint = wissen.namen_nach_kurz.get(befund.angaben.get("name", "").casefold())
    if gemeint and "vorschlag" in befund.angaben:
        befund = replace(befund, angaben={**befund.angaben, "vorschlag": gemeint})
    angaben = {"feld": text, "grund": format_befund(befund)}
    return Fund(ort.datei, ort.ort, "ausdruck", angaben, befund.spalte - 1)
