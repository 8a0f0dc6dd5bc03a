"""Questions: conditions, checks, proposals, options, columns."""

from collections.abc import Iterator, Sequence

from wegweiser.ausdruck import Ausdruck, Typ
from wegweiser.core.namen import typ_von
from wegweiser.core.pruefung.ausdruecke import check_bedingung, check_formel
from wegweiser.core.pruefung.fund import Fund, Fundort
from wegweiser.core.pruefung.grenzen import check_grenzen
from wegweiser.core.pruefung.ids import check_kennung, check_name
from wegweiser.core.pruefung.verweise import check_quelle, check_verweis
from wegweiser.core.pruefung.wissen import Wissen
from wegweiser.core.pruefung.worte import check_vorschlag
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
        yield from _check_vorschlag(wissen, ort.bei("vorschlag"), frage, frage.vorschlag, je)
    yield from check_quelle(wissen, ort, frage.quelle)
    yield from _check_feld(wissen, ort, frage, nr)
    if isinstance(frage, f.Tabelle):
        yield from _check_spalten(wissen, ort, frage, nr)


def _check_feld(wissen: Wissen, ort: Fundort, frage: f.Frage, nr: int) -> Iterator[Fund]:
    """What a question and a column have in common: an answer must be possible."""
    yield from _check_wahl(wissen, ort, frage, nr)
    yield from check_grenzen(ort, frage)


def _check_vorschlag(
    wissen: Wissen, ort: Fundort, frage: f.Frage, text: str, je: str | None
) -> Iterator[Fund]:
    typ = typ_von(frage)
    if not isinstance(typ, Typ):
        yield ort.fund("vorschlag-unmoeglich", typ=frage.typ)
        return
    yield from check_formel(wissen, ort, text, je, typ)
    ausdruck = wissen.parse(text)
    if isinstance(ausdruck, Ausdruck):
        yield from check_vorschlag(wissen, ort, ausdruck, frage)


def _check_spalten(wissen: Wissen, ort: Fundort, frage: f.Tabelle, nr: int) -> Iterator[Fund]:
    gesehen = {"id"}  # every row has one
    for i, spalte in enumerate(frage.spalten):
        ort_spalte = ort.bei("spalten", i)
        yield from check_name(ort_spalte.bei("id"), spalte.id)
        if spalte.id in gesehen:
            yield ort_spalte.bei("id").fund("id-doppelt", wert=spalte.id, erste=frage.id)
        gesehen.add(spalte.id)
        yield from _check_feld(wissen, ort_spalte, spalte, nr)


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
    if katalog in wissen.leitfaden.kataloge and not wissen.list_eintraege(str(katalog)):
        yield ort.bei("katalog").fund("wahl-leer", katalog=katalog)
    if tabelle is not None and not wissen.ist_tabelle(tabelle, grenze):
        yield ort.bei("aus_tabelle").fund("verweis", wert=tabelle, wo=ZIELE["tabellen"])
    yield from _check_optionen(ort, optionen)


def _check_optionen(ort: Fundort, optionen: Sequence[f.Option]) -> Iterator[Fund]:
    titel, ids = set[str](), set[str]()
    for nr, option in enumerate(optionen):
        ort_option = ort.bei("optionen", nr)
        if option.id in ids:
            yield ort_option.bei("id").fund("id-doppelt", wert=option.id, erste="optionen")
        elif option.titel in titel:
            yield ort_option.fund("option-titel", wert=option.titel)
        titel.add(option.titel)
        ids.add(option.id)
        yield from check_kennung(ort_option.bei("id"), option.id)
        if ";" in option.titel:
            yield ort_option.fund("option-zeichen", wert=option.titel)
