"""Catalogues: unique entries, sources, references between catalogues."""

from collections.abc import Iterator, Sequence
from typing import get_args

from wegweiser.ausdruck import Typ
from wegweiser.core.pruefung.ausdruecke import check_formel
from wegweiser.core.pruefung.fund import Fund, Fundort
from wegweiser.core.pruefung.ids import check_kennung
from wegweiser.core.pruefung.verweise import check_quelle, check_verweis
from wegweiser.core.pruefung.wissen import Wissen
from wegweiser.errors.leitfaden import ZIELE
from wegweiser.model.eintrag import Eintrag
from wegweiser.model.finanzierung import Klasse
from wegweiser.model.indikator import Vergleichswert
from wegweiser.model.katalog import Baustein, Dienst, Fall, Form, Kennzahlvorlage, Profil, Schwelle, Umlenkung

_ALLE_100 = 100
_HOECHSTE_STUFE = 4


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
    match eintrag:
        case Form():
            yield from _check_form(wissen, ort, eintrag)
        case Profil():
            yield from _check_profil(wissen, ort, eintrag)
        case Fall():
            yield from _check_liste(wissen, ort.bei("felder"), eintrag.felder, "dienstfelder")
        case Baustein():
            yield from _check_klassen(ort.bei("klassen"), eintrag.klassen)
        case Kennzahlvorlage():
            perspektiven = wissen.list_eintraege("perspektiven")
            wo = ZIELE["perspektiven"]
            yield from check_verweis(ort.bei("perspektive"), eintrag.perspektive, perspektiven, wo)
        case Vergleichswert():
            indikatoren = wissen.list_eintraege("indikatoren")
            yield from check_verweis(
                ort.bei("indikator"), eintrag.indikator, indikatoren, ZIELE["indikatoren"]
            )
        case Dienst():
            yield from _check_dienst(wissen, ort, eintrag)
        case Schwelle():
            yield from _check_liste(wissen, ort.bei("dienste"), eintrag.dienste, "dienste")
        case _:
            pass


def _check_dienst(wissen: Wissen, ort: Fundort, dienst: Dienst) -> Iterator[Fund]:
    felder = wissen.list_eintraege("dienstfelder")
    yield from check_verweis(ort.bei("feld"), dienst.feld, felder, ZIELE["dienstfelder"])
    yield from _check_liste(wissen, ort.bei("zielgruppen"), dienst.zielgruppen, "zielgruppen")
    yield from _check_liste(wissen, ort.bei("gilt_auch_als"), dienst.gilt_auch_als, "dienste")
    yield from _check_liste(wissen, ort.bei("ersatz_fuer"), dienst.ersatz_fuer, "dienste")


def _check_profil(wissen: Wissen, ort: Fundort, profil: Profil) -> Iterator[Fund]:
    kriterien = wissen.list_eintraege("kriterien")
    for kriterium in profil.gewichte:
        yield from check_verweis(ort.bei("gewichte", kriterium), kriterium, kriterien, ZIELE["kriterien"])
    if (summe := sum(profil.gewichte.values())) != _ALLE_100:
        yield ort.bei("gewichte").fund("gewichte", summe=summe)


def _check_liste(wissen: Wissen, ort: Fundort, ids: Sequence[str], katalog: str) -> Iterator[Fund]:
    for nr, id_ in enumerate(ids):
        yield from check_verweis(ort.bei(nr), id_, wissen.list_eintraege(katalog), ZIELE[katalog])


def _check_klassen(ort: Fundort, klassen: Sequence[str]) -> Iterator[Fund]:
    for nr, klasse in enumerate(klassen):
        yield from check_verweis(ort.bei(nr), klasse, get_args(Klasse), ZIELE["klassen"])


def _check_form(wissen: Wissen, ort: Fundort, form: Form) -> Iterator[Fund]:
    kriterien = wissen.list_eintraege("kriterien")
    for kriterium, punkt in form.punkte.items():
        ort_punkt = ort.bei("punkte", kriterium)
        yield from check_verweis(ort_punkt, kriterium, kriterien, ZIELE["kriterien"])
        if not 0 <= punkt.wert <= _HOECHSTE_STUFE:
            yield ort_punkt.bei("wert").fund("punkte-grenzen", wert=punkt.wert, hoechstens=_HOECHSTE_STUFE)
    yield from _check_liste(wissen, ort.bei("faelle"), form.faelle, "faelle")
    if form.umlenkung is not None:
        yield from _check_umlenkung(wissen, ort.bei("umlenkung"), form.umlenkung)
        if form.id in wissen.umlenkungskreise:
            kreis = ", ".join(wissen.umlenkungskreise[form.id])
            yield ort.bei("umlenkung", "nach").fund("umlenkung-kreis", kreis=kreis)


def _check_umlenkung(wissen: Wissen, ort: Fundort, umlenkung: Umlenkung) -> Iterator[Fund]:
    yield from check_verweis(
        ort.bei("nach"), umlenkung.nach, wissen.list_eintraege("formen"), ZIELE["formen"]
    )
    je = wissen.find_je(umlenkung.wenn)
    yield from check_formel(wissen, ort.bei("wenn"), umlenkung.wenn, je, Typ.WAHRHEIT)
