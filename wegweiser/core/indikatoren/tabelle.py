"""The figures of one area and year, found by the names the catalogue knows or by the ages they mean."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from wegweiser.core.indikatoren.alter import (
    Altersklasse,
    Altersspanne,
    Altersumme,
    build_jahr,
    fold_umlaute,
    is_vollstaendig,
    list_feinste,
    parse_alter,
    sum_alter,
)
from wegweiser.core.indikatoren.spannen import build_spanne, sum_spannen
from wegweiser.model.kennzahl import Kennzahlwert, Spanne, Sperrregel
from wegweiser.model.wert import fold_text

# Tables of ages that do not speak of everybody.
_TEILGRUPPE = re.compile(
    "maenn|frau|weib|divers|auslaend|deutsch|migra|haushalt|arbeitslos|sgb|nebenw|zuzu?e?g|fortzu?e?g|konfession|"
    "schueler|pflege|leistung|geburt|gestorben|sterbe|single|alleinleb|ledig|verheirat"
)
_ZIFFERN = 3
_TOLERANZ = Decimal(
    "0.02"
)  # how far an age table may be off the published total and still speak of everybody


class Fund(NamedTuple):
    """A count with the rows it was taken from."""

    anzahl: Spanne
    merkmale: tuple[str, ...]
    datei: str
    zerschnitten: bool = False
    gesperrt: bool = False


@lru_cache(maxsize=4096)
def fold_name(text: str) -> str:
    """A name for comparing: no case, no signs, one blank between words."""
    return " ".join("".join(z if z.isalnum() else " " for z in fold_text(text)).split())


class Raumtabelle:
    """All figures of one area in one year."""

    def __init__(self, werte: Iterable[Kennzahlwert], regeln: Mapping[str, Sperrregel]) -> None:
        self.werte = tuple(werte)
        self._regeln = regeln
        self._namen: dict[str, list[Kennzahlwert]] = defaultdict(list)
        alter: dict[tuple[str, str], list[tuple[Altersspanne, Kennzahlwert]]] = defaultdict(list)
        for wert in self.werte:
            tabelle, _, zeile = wert.merkmal.rpartition(": ")
            for name in dict.fromkeys((fold_name(zeile), fold_name(wert.merkmal))):
                self._namen[name].append(wert)
            spanne = parse_alter(zeile) or _parse_jahr(tabelle, zeile)
            if spanne is not None and not _is_teilgruppe(tabelle):
                alter[tabelle, wert.datei].append((spanne, wert))
        self._alter = [_build_klassen(zeilen, self.read) for zeilen in alter.values()]

    def read(self, wert: Kennzahlwert) -> Spanne | None:
        """The published value, or the range of what its supplier withholds."""
        if wert.wert is not None:
            return wert.wert
        if wert.zeichen == "nichts-vorhanden":
            return build_spanne(0)
        regel = self._regeln.get(wert.datei)
        return build_spanne(regel.unten, regel.oben) if wert.zeichen == "gesperrt" and regel else None

    def find_anzahl(self, namen: Sequence[str], datei: str | None = None) -> Fund | None:
        """The first of these counts that is there; with `datei` only from that file. Names may be ages."""
        for name in namen:
            spanne = parse_alter(name)
            fund = self.find_alter(spanne, datei) if spanne else self._find_name(name, datei)
            if fund is not None:
                return fund
        return None

    def _find_name(self, name: str, datei: str | None) -> Fund | None:
        for wert in self._namen.get(fold_name(name), ()):
            anzahl = self.read(wert)
            if anzahl is not None and datei in {None, wert.datei}:
                return Fund(anzahl, (wert.merkmal,), wert.datei, gesperrt=wert.zeichen == "gesperrt")
        return None

    def find_alter(self, gesucht: Altersspanne, datei: str | None = None) -> Fund | None:
        """How many are of these ages, out of the table that says it most exactly."""
        funde = [
            (summe, klassen)
            for klassen in self._alter
            if datei in {None, klassen.datei}
            and (summe := sum_alter(klassen.klassen, gesucht, klassen.feinste)) is not None
        ]
        if not funde:
            return None
        summe, klassen = min(funde, key=lambda fund: (fund[0].zerschnitten, _weite(fund[0])))
        gesperrt = any(merkmal in klassen.gesperrt for merkmal in summe.merkmale)
        return Fund(summe.anzahl, summe.merkmale, klassen.datei, summe.zerschnitten, gesperrt)

    def check_alter(self, einwohner: Spanne | None) -> None:
        """Leave out age tables that do not add up to the published number of persons: they speak of somebody else."""
        if einwohner is not None and einwohner.genau:
            self._alter = [klassen for klassen in self._alter if klassen.passt(einwohner.unten)]


@lru_cache(maxsize=4096)
def _parse_jahr(tabelle: str, zeile: str) -> Altersspanne | None:
    """A bare number is a year of age where its table says so."""
    ist_alter = (
        "alter" in fold_umlaute(tabelle) and zeile.isascii() and zeile.isdigit() and len(zeile) <= _ZIFFERN
    )
    return build_jahr(int(zeile)) if ist_alter else None


@lru_cache(maxsize=512)
def _is_teilgruppe(tabelle: str) -> bool:
    return _TEILGRUPPE.search(fold_umlaute(tabelle)) is not None


class _Klassen(NamedTuple):
    datei: str
    klassen: tuple[Altersklasse, ...]
    feinste: tuple[Altersklasse, ...]
    gesperrt: frozenset[str]

    def passt(self, einwohner: Decimal) -> bool:
        if not is_vollstaendig(self.feinste):
            return True
        summe = sum_spannen(klasse.anzahl for klasse in self.feinste)
        return summe.unten - einwohner * _TOLERANZ <= einwohner <= summe.oben + einwohner * _TOLERANZ


def _build_klassen(
    zeilen: Sequence[tuple[Altersspanne, Kennzahlwert]], lies: Callable[[Kennzahlwert], Spanne | None]
) -> _Klassen:
    """The rows of one table; a row nobody can say anything about is left out, and so is every sum over it."""
    klassen = {
        spanne: Altersklasse(spanne, anzahl, wert.merkmal)
        for spanne, wert in zeilen
        if (anzahl := lies(wert)) is not None
    }
    gesperrt = frozenset(wert.merkmal for _, wert in zeilen if wert.zeichen == "gesperrt")
    return _Klassen(
        zeilen[0][1].datei, tuple(klassen.values()), tuple(list_feinste(tuple(klassen.values()))), gesperrt
    )


def _weite(summe: Altersumme) -> Decimal:
    return summe.anzahl.oben - summe.anzahl.unten
