"""Levels of a city's division in one table: which areas add up to which, so that nobody is counted three times."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

# From the whole to the smallest part, by how many levels a table has.
NAMEN: Final[Mapping[int, tuple[str, ...]]] = {
    2: ("stadt", "stadtteil"),
    3: ("stadt", "bezirk", "stadtteil"),
    4: ("stadt", "bezirk", "stadtteil", "viertel"),
    5: ("land", "stadt", "bezirk", "stadtteil", "viertel"),
}
_TOLERANZ: Final = Decimal("0.02")  # suppressed areas are missing in a sum
_PROBEN: Final = 3


class Gliederung(NamedTuple):
    """The level of every area; sum over all of them and the true total of the figure that shows it."""

    ebenen: Mapping[str, str]
    summe: Decimal = Decimal(0)
    richtig: Decimal = Decimal(0)

    @property
    def zahlen(self) -> dict[str, int]:
        """How many areas each level has, the whole first."""
        zahlen: dict[str, int] = defaultdict(int)
        for ebene in self.ebenen.values():
            zahlen[ebene] += 1
        return dict(sorted(zahlen.items(), key=lambda paar: paar[1]))


def find_gliederung(werte: Mapping[Hashable, Mapping[str, Decimal]]) -> Gliederung:
    """Levels by the shape of the keys, proved by sums that agree; none where no shape does.

    `werte` holds per figure and year the value of every area.
    """
    if not werte:
        return Gliederung({})
    voll = max(map(len, werte.values()))  # a column with withheld values proves nothing
    proben = sorted((s for s in werte.values() if len(s) == voll), key=lambda s: -sum(s.values()))[:_PROBEN]
    schluessel = {raum for spalte in werte.values() for raum in spalte}
    beste: list[tuple[str, ...]] = []
    for form in _FORMEN:
        gruppen = _gruppiere(schluessel, form)
        if len(beste) < len(gruppen) <= max(NAMEN) and all(_stimmt(gruppen, probe) for probe in proben):
            beste = gruppen
    if len(beste) < min(NAMEN):
        return Gliederung({})
    ebenen = {raum: name for gruppe, name in zip(beste, NAMEN[len(beste)], strict=True) for raum in gruppe}
    summe = sum(proben[0].values(), Decimal(0))
    return Gliederung(ebenen, summe, sum((proben[0].get(raum, Decimal(0)) for raum in beste[0]), Decimal(0)))


def _fuehrende(schluessel: str) -> int:
    return len(schluessel) - len(schluessel.lstrip("0"))


def _hintere(schluessel: str) -> int:
    return len(schluessel) - len(schluessel.rstrip("0"))


_FORMEN: Final[Sequence[Callable[[str], Hashable]]] = (
    len,
    _fuehrende,
    _hintere,
    lambda s: (len(s), _fuehrende(s)),
    lambda s: (len(s), _hintere(s)),
    lambda s: s.strip("0") == "",
    lambda s: (len(s), s.strip("0") == ""),
)


def _gruppiere(schluessel: set[str], form: Callable[[str], Hashable]) -> list[tuple[str, ...]]:
    """Areas by the shape of their key, the smallest group (the whole) first."""
    gruppen: dict[Hashable, list[str]] = defaultdict(list)
    for raum in schluessel:
        gruppen[form(raum)].append(raum)
    return sorted((tuple(gruppe) for gruppe in gruppen.values()), key=len)


def _stimmt(gruppen: Sequence[Sequence[str]], werte: Mapping[str, Decimal]) -> bool:
    """One whole, and every level adds up to it."""
    if len(gruppen) < min(NAMEN) or len(gruppen[0]) != 1:
        return False
    summen = [sum((werte.get(raum, Decimal(0)) for raum in gruppe), Decimal(0)) for gruppe in gruppen]
    return summen[0] > 0 and all(abs(summe - summen[0]) <= summen[0] * _TOLERANZ for summe in summen)


class Summenzeile(NamedTuple):
    """A row that is the sum of others: its place, and whether it sums all areas or only those next to it."""

    stelle: int
    ganz: bool


class _Lauf:
    """Running totals of rows; a column with an unknown value proves nothing."""

    def __init__(self, breite: int) -> None:
        self.anzahl, self.summen, self.unbekannt = 0, [Decimal(0)] * breite, [False] * breite

    def nimm(self, zeile: Sequence[Decimal | None]) -> None:
        self.anzahl += 1
        for spalte, wert in enumerate(zeile):
            self.unbekannt[spalte] |= wert is None
            self.summen[spalte] += wert or 0

    def passt(self, zeile: Sequence[Decimal | None], noetig: int) -> bool:
        """Whether a row is the total of at least two, in `noetig` columns and none contrary."""
        paare = [
            (wert, summe)
            for wert, summe, offen in zip(zeile, self.summen, self.unbekannt, strict=True)
            if wert is not None and not offen
        ]
        gleich = sum(wert == summe != 0 for wert, summe in paare)
        return self.anzahl > 1 and gleich >= noetig and all(wert == summe for wert, summe in paare)


def find_summen(zeilen: Sequence[Sequence[Decimal | None]], genannt: Sequence[bool]) -> list[Summenzeile]:
    """Rows that are sums of the rows before them, else of those behind them.

    Two columns have to agree, one where the row calls itself a sum (`genannt`).
    """
    davor = _find_summen(zeilen, genannt)
    letzte = len(zeilen) - 1
    danach = _find_summen(zeilen[::-1], genannt[::-1])
    gedreht = [Summenzeile(letzte - stelle, ganz) for stelle, ganz in danach]
    return davor if len(davor) >= len(gedreht) else gedreht


def _find_summen(zeilen: Sequence[Sequence[Decimal | None]], genannt: Sequence[bool]) -> list[Summenzeile]:
    breite = len(zeilen[0]) if zeilen else 0
    gefunden: list[Summenzeile] = []
    seit, alle = _Lauf(breite), _Lauf(breite)
    for nr, zeile in enumerate(zeilen):
        noetig = 1 if genannt[nr] else 2
        ganz = bool(gefunden or nr == len(zeilen) - 1) and alle.passt(zeile, noetig)
        if ganz or seit.passt(zeile, noetig):
            gefunden.append(Summenzeile(nr, ganz))
            seit = _Lauf(breite)
        else:
            seit.nimm(zeile)
            alle.nimm(zeile)
    return gefunden
