"""Withheld values that follow from what is published (the sum minus the others), and sources that do not agree."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from wegweiser.core.indikatoren.spannen import format_spanne
from wegweiser.core.indikatoren.tabelle import fold_name
from wegweiser.model.daten import Datenfund
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.kennzahl import Indikatorwert, Kennzahlwert

_STADT: Final = "stadt"
_ABWEICHUNG: Final = Decimal("0.02")
_HUNDERT: Final = 100
_JAHRE: Final = 2


def check_sperrung(kennzahlen: Sequence[Kennzahlwert]) -> Iterator[Datenfund]:
    """Files in which the only withheld area of a level follows from the city's figure: nobody may print both."""
    umkehrbar: dict[str, list[Kennzahlwert]] = defaultdict(list)
    for gruppe in _group(kennzahlen).values():
        stadt = next((k for k in gruppe if k.ebene == _STADT and k.wert is not None), None)
        ebenen = {k.ebene for k in gruppe} - {_STADT, ""}
        for ebene in ebenen if stadt is not None else ():
            gesperrte = [k for k in gruppe if k.ebene == ebene and k.zeichen == "gesperrt"]
            if len(gesperrte) == 1:
                umkehrbar[gesperrte[0].datei].append(gesperrte[0])
    for datei, werte in umkehrbar.items():
        erste = f"{werte[0].raum}, {werte[0].merkmal}, {werte[0].jahr}"
        yield Datenfund("sperrung-umkehrbar", datei, len(werte), erste)


def _group(kennzahlen: Sequence[Kennzahlwert]) -> dict[tuple[str, str, int], list[Kennzahlwert]]:
    gruppen: dict[tuple[str, str, int], list[Kennzahlwert]] = defaultdict(list)
    for kennzahl in kennzahlen:
        gruppen[kennzahl.datei, fold_name(kennzahl.merkmal), kennzahl.jahr].append(kennzahl)
    return gruppen


def check_quellen(werte: Sequence[Indikatorwert]) -> Iterator[Datenfund]:
    """Two counts of the population of about the same time that do not agree: register and census, mostly."""
    gezaehlte = [wert for wert in werte if wert.indikator == "einwohner" and wert.wert is not None]
    for links, rechts in combinations(gezaehlte, 2):
        if (
            links.wert is None
            or rechts.wert is None
            or not links.wert.unten
            or not _is_vergleichbar(links, rechts)
        ):
            continue
        abstand = abs(rechts.wert.unten - links.wert.unten) / links.wert.unten
        if abstand > _ABWEICHUNG:
            angaben = {
                "eins": format_spanne(links.wert),
                "zwei": format_spanne(rechts.wert),
                "andere": rechts.datei,
                "prozent": format_zahl((abstand * _HUNDERT).quantize(Decimal("0.1"))),
            }
            yield Datenfund("quellen-uneinig", links.datei, angaben=angaben)


def _is_vergleichbar(links: Indikatorwert, rechts: Indikatorwert) -> bool:
    """Of two files, and not so far apart that the city itself changed."""
    if links.datei == rechts.datei:
        return False
    return not links.jahr or not rechts.jahr or abs(links.jahr - rechts.jahr) <= _JAHRE
