"""Catalogues: unique entries, sources, references between catalogues."""

from collections.abc import Iterator

from wegweiser.ausdruck import Typ
from wegweiser.core.pruefung.ausdruecke import check_formel
from wegweiser.core.pruefung.fund import Fund, Fundort
from wegweiser.core.pruefung.ids import check_kennung
from wegweiser.core.pruefung.verweise import check_quelle, check_verweis
from wegweiser.core.pruefung.wissen import Wissen
from wegweiser.errors.leitfaden import ZIELE
from wegweiser.model.katalog import Eintrag, Form, Profil, Umlenkung

_ALLE_100 = 100


def check_kataloge(wissen: Wissen) -> Iterator[Fund]:
    """Everything in the files of `kataloge/`."""
    for name, katalog in wissen.leitfaden.kataloge.items():
        gesehen = set[str]()
        for nr, eintrag in enumerate(katalog.eintraege):
            ort = Fundort(f"katalog:{name}", ("eintraege", nr))
            if eintrag.id in gesehen:
                yield ort.bei("id").fund("id-doppelt", wert=eintrag.id, erste=name)
            gesehen.add(eintrag.id)
            yield from _check_eintrag(wissen, ort, eintrag)


def _check_eintrag(wissen: Wissen, ort: Fundort, eintrag: Eintrag) -> Iterator[Fund]:
    yield from check_kennung(ort.bei("id"), eintrag.id)
    yield from check_quelle(wissen, ort, eintrag.quelle)
    if isinstance(eintrag, Form):
        yield from _check_form(wissen, ort, eintrag)
    if isinstance(eintrag, Profil) and (summe := sum(eintrag.gewichte.values())) != _ALLE_100:
        yield ort.bei("gewichte").fund("gewichte", summe=summe)


def _check_form(wissen: Wissen, ort: Fundort, form: Form) -> Iterator[Fund]:
    kriterien, faelle = wissen.list_eintraege("kriterien"), wissen.list_eintraege("faelle")
    for kriterium in form.punkte:
        yield from check_verweis(ort.bei("punkte", kriterium), kriterium, kriterien, ZIELE["kriterien"])
    for nr, fall in enumerate(form.faelle):
        yield from check_verweis(ort.bei("faelle", nr), fall, faelle, ZIELE["faelle"])
    if form.umlenkung is not None:
        yield from _check_umlenkung(wissen, ort.bei("umlenkung"), form.umlenkung)


def _check_umlenkung(wissen: Wissen, ort: Fundort, umlenkung: Umlenkung) -> Iterator[Fund]:
    yield from check_verweis(
        ort.bei("nach"), umlenkung.nach, wissen.list_eintraege("formen"), ZIELE["formen"]
    )
    je = wissen.find_je(umlenkung.wenn)
    yield from check_formel(wissen, ort.bei("wenn"), umlenkung.wenn, je, Typ.WAHRHEIT)
