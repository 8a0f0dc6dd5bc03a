"""Rules and parameters: expressions, targets, sources; only what is well proved may exclude."""

from collections.abc import Iterator

from wegweiser.ausdruck import Typ
from wegweiser.core.pruefung.ausdruecke import check_formel
from wegweiser.core.pruefung.fund import KOPF, Fund, Fundort
from wegweiser.core.pruefung.verweise import check_quelle, check_verweis
from wegweiser.core.pruefung.wissen import Wissen
from wegweiser.errors.leitfaden import ZIELE
from wegweiser.model.regel import AUSSCHLIESSEND, Regel


def check_parameter(wissen: Wissen) -> Iterator[Fund]:
    """The sources of the named figures."""
    for name, parameter in wissen.leitfaden.kopf.parameter.items():
        yield from check_quelle(wissen, KOPF.bei("parameter", name), parameter.quelle)


def check_regeln(wissen: Wissen) -> Iterator[Fund]:
    """Everything in the files of `regeln/`."""
    gesehen = set[str]()
    for nr, regel in enumerate(wissen.leitfaden.regeln):
        ort = Fundort(f"regel:{nr}")
        if regel.id in gesehen:
            yield ort.bei("id").fund("id-doppelt", wert=regel.id, erste="regeln")
        gesehen.add(regel.id)
        yield from _check_regel(wissen, ort, regel)


def _check_regel(wissen: Wissen, ort: Fundort, regel: Regel) -> Iterator[Fund]:
    for feld, text in (("wenn", regel.wenn), ("muss", regel.muss)):
        if text is not None:
            yield from check_formel(wissen, ort.bei(feld), text, wissen.find_je(text), Typ.WAHRHEIT)
    if regel.stufe == "ausschluss" and regel.belegstufe not in AUSSCHLIESSEND:
        yield ort.bei("belegstufe").fund("ausschluss-beleg", wert=regel.belegstufe)
    yield from check_quelle(wissen, ort, regel.quelle)
    yield from _check_gilt(wissen, ort, regel)


def _check_gilt(wissen: Wissen, ort: Fundort, regel: Regel) -> Iterator[Fund]:
    kataloge = wissen.leitfaden.kataloge
    if regel.katalog in kataloge:
        ziele = wissen.list_ziele(regel.katalog)
        for nr, ziel in enumerate(regel.gilt):
            yield from check_verweis(ort.bei("gilt", nr), ziel, ziele, regel.katalog)
    elif regel.katalog == Regel.katalog:  # what it is where nobody says it
        yield ort.fund("feld-fehlt", feld="katalog")
    else:
        yield from check_verweis(ort.bei("katalog"), regel.katalog, kataloge, ZIELE["kataloge"])
