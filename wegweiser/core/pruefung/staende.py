"""When something was last checked, and from when to when it holds."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date

from wegweiser.core.pruefung.fund import KOPF, Fund, Fundort
from wegweiser.core.pruefung.wissen import Wissen, list_orte
from wegweiser.model.base import ist_modell

_LAENGEN = ([4], [4, 2], [4, 2, 2])


def check_staende(wissen: Wissen) -> Iterator[Fund]:
    """Dates are dates, and nothing ends before it begins."""
    for ort, satz in list_saetze(wissen):
        stand = getattr(satz, "stand", None)
        if isinstance(stand, str) and parse_stand(stand) is None:
            yield ort.bei("stand").fund("stand-form", wert=stand)
        ab, bis = getattr(satz, "gueltig_ab", None), getattr(satz, "gueltig_bis", None)
        if isinstance(ab, date) and isinstance(bis, date) and bis < ab:
            yield ort.bei("gueltig_bis").fund("gueltig-verkehrt", ab=ab.isoformat(), bis=bis.isoformat())


def parse_stand(text: str) -> date | None:
    """The last day that YYYY, YYYY-MM or YYYY-MM-DD means; None where it means none."""
    teile = text.split("-")
    if not all(teil.isascii() and teil.isdigit() for teil in teile) or [*map(len, teile)] not in _LAENGEN:
        return None
    jahr, monat, tag = [*map(int, teile), *(12, 0)[len(teile) - 1 :], 0][:3]
    try:
        return date(jahr, monat, tag if len(teile) == len(_LAENGEN) else monthrange(jahr, monat)[1])
    except ValueError:
        return None


def list_saetze(wissen: Wissen) -> Iterator[tuple[Fundort, object]]:
    """Every record of the guide that can carry evidence, and all records inside it."""
    leitfaden = wissen.leitfaden
    for name, parameter in leitfaden.kopf.parameter.items():
        yield from list_innere(KOPF.bei("parameter", name), parameter)
    for ort, _, frage in list_orte(leitfaden):
        yield from list_innere(ort, frage)
    for name, katalog in leitfaden.kataloge.items():
        for nr, eintrag in enumerate(katalog.eintraege):
            yield from list_innere(Fundort(f"katalog:{name}", ("eintraege", nr)), eintrag)
    for nr, regel in enumerate(leitfaden.regeln):
        yield from list_innere(Fundort(f"regel:{nr}"), regel)
    for nr, quelle in enumerate(leitfaden.quellen.values()):
        yield from list_innere(Fundort("quellen.yaml", (nr,)), quelle)


def list_innere(ort: Fundort, wert: object) -> Iterator[tuple[Fundort, object]]:
    """A record and the records in its fields, lists and mappings."""
    if ist_modell(wert):
        yield ort, wert
        wert = vars(wert)
    if isinstance(wert, Mapping):
        for name, teil in wert.items():
            yield from list_innere(ort.bei(name), teil)
    elif isinstance(wert, tuple):
        for nr, teil in enumerate(wert):
            yield from list_innere(ort.bei(nr), teil)
