"""Questions: conditions, checks, proposals, options, columns."""

from collections.abc import Iterator, Sequence

from wegweiser.ausdruck import Typ
from wegweiser.core.namen import typ_von
from wegweiser.core.pruefung.ausdruecke import check_bedingung, check_formel
from wegweiser.core.pruefung.fund import Fund, Fundort
from wegweiser.core.pruefung.ids import check_kennung, check_name
from wegweiser.core.pruefung.verweise import check_quelle, check_verweis
from wegweiser.core.pruefung.wissen import Wissen
from wegweiser.errors.leitfaden import ZIELE
from wegweiser.model import frage as f
from wegweiser.model.leitfaden import Abschnitt


def check_frage(wissen: Wissen, ort: Fundort, abschnitt: Abschnitt, frage: f.Frage) -> Iterator[Fund]:
    """Everything about one question."""
    je, nr = abschnitt.je, wissen.reihenfolge[frage.id]
    if frage.wenn is not None:
        yield from check_bedingung(wissen, ort.bei("wenn"), frage.wenn, je, nr)
    for i, pruefung in enumerate(frage.pruefe):
        yield from check_bedingung(wissen, ort.bei("pruefe", i, "muss"), pruefung.muss, je, nr + 1)
    if frage.vorschlag is not None:
        typ = typ_von(frage)
        soll = typ if isinstance(typ, Typ) else None
        yield from check_formel(wissen, ort.bei("vorschlag"), frage.vorschlag, je, soll)
    yield from check_quelle(wissen, ort, frage.quelle)
    yield from _check_wahl(wissen, ort, frage, nr)
    if isinstance(frage, f.Tabelle):
        yield from _check_spalten(wissen, ort, frage, nr)
    if isinstance(frage, f.Skala) and not _skala_stimmt(frage):
        yield ort.fund("skala-grenzen")


def _check_spalten(wissen: Wissen, ort: Fundort, frage: f.Tabelle, nr: int) -> Iterator[Fund]:
    gesehen = {"id"}  # every row has one
    for i, spalte in enumerate(frage.spalten):
        ort_spalte = ort.bei("spalten", i)
        yield from check_name(ort_spalte.bei("id"), spalte.id)
        if spalte.id in gesehen:
            yield ort_spalte.bei("id").fund("id-doppelt", wert=spalte.id, erste=frage.id)
        gesehen.add(spalte.id)
        yield from _check_wahl(wissen, ort_spalte, spalte, nr)


def _check_wahl(wissen: Wissen, ort: Fundort, frage: f.Frage, grenze: int) -> Iterator[Fund]:
    """Where the options come from: exactly one of three places, and it is there."""
    if not isinstance(frage, f.Wahlfrage):
        return
    optionen: Sequence[f.Option] = getattr(frage, "optionen", ())
    katalog: str | None = getattr(frage, "katalog", None)
    tabelle: str | None = getattr(frage, "aus_tabelle", None)
    if [bool(optionen), katalog is not None, tabelle is not None].count(True) != 1:
        yield ort.fund("optionen")
    if katalog is not None:
        yield from check_verweis(ort.bei("katalog"), katalog, wissen.leitfaden.kataloge, ZIELE["kataloge"])
    if tabelle is not None and not wissen.ist_tabelle(tabelle, grenze):
        yield ort.bei("aus_tabelle").fund("verweis", wert=tabelle, wo=ZIELE["tabellen"])
    yield from _check_optionen(ort, optionen)


def _check_optionen(ort: Fundort, optionen: Sequence[f.Option]) -> Iterator[Fund]:
    titel, ids = set[str](), set[str]()
    for nr, option in enumerate(optionen):
        ort_option = ort.bei("optionen", nr)
        if option.titel in titel or option.id in ids:
            yield ort_option.fund("option-titel", wert=option.titel)
        titel.add(option.titel)
        ids.add(option.id)
        yield from check_kennung(ort_option.bei("id"), option.id)
        if ";" in option.titel:
            yield ort_option.fund("option-zeichen", wert=option.titel)


def _skala_stimmt(frage: f.Skala) -> bool:
    return frage.von < frage.bis and all(frage.von <= stufe <= frage.bis for stufe in frage.anker)
