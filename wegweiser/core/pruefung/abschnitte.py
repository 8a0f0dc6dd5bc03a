"""Abschnitte: their conditions, repetition, check lists and derived values."""

from collections.abc import Iterator

from wegweiser.core.namen import ERGEBNISTYP
from wegweiser.core.pruefung.ausdruecke import check_bedingung, check_formel
from wegweiser.core.pruefung.fragen import check_frage
from wegweiser.core.pruefung.fund import Fund, Fundort
from wegweiser.core.pruefung.verweise import check_quelle, check_verweis
from wegweiser.core.pruefung.wissen import Wissen, list_abschnitte, list_orte
from wegweiser.errors import format_vorschlag
from wegweiser.errors.leitfaden import ZIELE
from wegweiser.model.leitfaden import Abschnitt


def check_abschnitte(wissen: Wissen) -> Iterator[Fund]:
    """Everything in the files of `abschnitte/`."""
    for datei, abschnitt in list_abschnitte(wissen.leitfaden):
        yield from _check_kopf(wissen, datei, abschnitt)
        yield from _check_abgeleitete(wissen, datei, abschnitt)
    for ort, abschnitt, frage in list_orte(wissen.leitfaden):
        yield from check_frage(wissen, ort, abschnitt, frage)


def _check_kopf(wissen: Wissen, datei: Fundort, abschnitt: Abschnitt) -> Iterator[Fund]:
    erste = next(abschnitt.fragen(), None)
    grenze = wissen.reihenfolge[erste.id] if erste else 0
    if abschnitt.je is not None and not wissen.ist_tabelle(abschnitt.je, grenze):
        tabellen = [id_ for id_ in wissen.fragen if wissen.ist_tabelle(id_, grenze)]
        vorschlag = format_vorschlag(abschnitt.je, tabellen)
        yield datei.bei("je").fund("je-tabelle", wert=abschnitt.je, vorschlag=vorschlag)
    if abschnitt.wenn is not None:
        yield from check_bedingung(wissen, datei.bei("wenn"), abschnitt.wenn, abschnitt.je, grenze)
    yield from check_quelle(wissen, datei, abschnitt.quelle)
    if abschnitt.abschluss and abschnitt.abschluss.pruefliste:
        ort, wert = datei.bei("abschluss", "pruefliste"), abschnitt.abschluss.pruefliste
        yield from check_verweis(ort, wert, wissen.reihenfolge, ZIELE["fragen"])


def _check_abgeleitete(wissen: Wissen, datei: Fundort, abschnitt: Abschnitt) -> Iterator[Fund]:
    for nr, abgeleitet in enumerate(abschnitt.abgeleitet):
        ort = datei.bei("abgeleitet", nr, "ausdruck")
        soll = ERGEBNISTYP[abgeleitet.typ]
        yield from check_formel(wissen, ort, abgeleitet.ausdruck, abschnitt.je, soll)
        if abgeleitet.id in wissen.kreise:
            kreis = ", ".join(wissen.kreise[abgeleitet.id])
            yield ort.fund("ausdruck-kreis", name=abgeleitet.id, kreis=kreis)
