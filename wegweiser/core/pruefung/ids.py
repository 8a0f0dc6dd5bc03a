"""Ids: well-formed, not reserved, given once."""

import re
from collections.abc import Iterator

from wegweiser.ausdruck import RESERVIERT
from wegweiser.core.pruefung.fund import KOPF, Fund, Fundort
from wegweiser.core.pruefung.wissen import Wissen, list_abschnitte, list_orte
from wegweiser.errors import format_vorschlag
from wegweiser.errors.leitfaden import ID_FORMEN
from wegweiser.model.base import ID_MUSTER
from wegweiser.model.kennungen import format_kennung, format_name

_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+\Z")
_KENNUNG = re.compile(rf"{ID_MUSTER}\Z")


def check_kopf(wissen: Wissen) -> Iterator[Fund]:
    """What others call this guide by: its id and its version."""
    kopf = wissen.leitfaden.kopf
    yield from check_kennung(KOPF.bei("id"), kopf.id)
    if not _VERSION.match(kopf.version):
        yield KOPF.bei("version").fund("version-form", wert=kopf.version)


def check_ids(wissen: Wissen) -> Iterator[Fund]:
    """Ids that are names in expressions: unique over the whole guide, well-formed, not reserved."""
    gesehen: dict[str, str] = {}
    for ort, id_ in _list_namen(wissen):
        yield from check_name(ort, id_)
        if id_ in gesehen:
            yield ort.fund("id-doppelt", wert=id_, erste=gesehen[id_])
        gesehen.setdefault(id_, ort.datei)


def check_schritte(wissen: Wissen) -> Iterator[Fund]:
    """The ids of Abschnitte and Schritte: files, translations and other guides are found by them."""
    gesehen: dict[str, str] = {}
    for datei, abschnitt in list_abschnitte(wissen.leitfaden):
        yield from check_kennung(datei.bei("id"), abschnitt.id)
        for nr, schritt in enumerate(abschnitt.schritte):
            ort = datei.bei("schritte", nr, "id")
            yield from check_kennung(ort, schritt.id)
            if schritt.id in gesehen:
                yield ort.fund("id-doppelt", wert=schritt.id, erste=gesehen[schritt.id])
            gesehen.setdefault(schritt.id, datei.datei)


def check_kennungen(wissen: Wissen) -> Iterator[Fund]:
    """The ids of rules and sources, which journeys, reports and other guides name."""
    for nr, regel in enumerate(wissen.leitfaden.regeln):
        yield from check_kennung(Fundort(f"regel:{nr}", ("id",)), regel.id)
    for nr, id_ in enumerate(wissen.leitfaden.quellen):
        yield from check_kennung(Fundort("quellen.yaml", (nr, "id")), id_)


def check_name(ort: Fundort, id_: str) -> Iterator[Fund]:
    """An id that is a name in expressions."""
    if not (id_.isascii() and id_.isidentifier() and id_ == id_.lower()):
        yield ort.fund("id-form", wert=id_, soll=ID_FORMEN["name"], vorschlag=_schlage_vor(format_name(id_)))
    elif id_ in RESERVIERT:
        yield ort.fund("id-reserviert", wert=id_)


def check_kennung(ort: Fundort, id_: str) -> Iterator[Fund]:
    """An id that is a value: of an option, of a catalogue entry."""
    if not _KENNUNG.match(id_):
        kennung = format_kennung(id_)
        yield ort.fund("id-form", wert=id_, soll=ID_FORMEN["kennung"], vorschlag=_schlage_vor(kennung))


def _schlage_vor(kennung: str) -> str:
    return format_vorschlag(kennung, [kennung])


def _list_namen(wissen: Wissen) -> Iterator[tuple[Fundort, str]]:
    for name in wissen.leitfaden.kopf.parameter:
        yield KOPF.bei("parameter", name), name
    for ort, _, frage in list_orte(wissen.leitfaden):
        yield ort.bei("id"), frage.id
    for datei, abschnitt in list_abschnitte(wissen.leitfaden):
        for nr, abgeleitet in enumerate(abschnitt.abgeleitet):
            yield datei.bei("abgeleitet", nr, "id"), abgeleitet.id
