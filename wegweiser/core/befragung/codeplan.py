"""Answers and their codebook: which column is which variable, and what has no partner (quartiersanalyse.md 8.5)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from wegweiser.model.base import replace
from wegweiser.model.befragung import Befragung, Codezeile
from wegweiser.model.daten import Datenfund
from wegweiser.model.spaltenname import parse_koepfe

_KOPF: Final = frozenset({"id", "nr", "submitdate", "lastpage", "startlanguage", "startdate", "datestamp"})
_ANHANG: Final = 2  # letters by which a column and its variable may differ at the end
_GEZEIGT: Final = 8


class Abgleich(NamedTuple):
    """A survey with its codebook, and what did not fit."""

    befragung: Befragung
    funde: tuple[Datenfund, ...] = ()


def choose_codeplan(
    befragung: Befragung, plaene: Sequence[Mapping[str, Codezeile]]
) -> Mapping[str, Codezeile]:
    """The codebook that knows most columns; none where no one knows any."""
    schluessel = set(_lies_schluessel(tuple(befragung.spalten)))
    bewertet = [(len(schluessel & set(_lies_schluessel(tuple(plan)))), plan) for plan in plaene]
    beste = max(bewertet, key=lambda paar: paar[0], default=(0, {}))
    return beste[1] if beste[0] else {}


def match_codeplan(befragung: Befragung, plan: Mapping[str, Codezeile], datei: str = "") -> Abgleich:
    """Give every column its line, however question and part are joined in either file."""
    if not plan:
        return Abgleich(befragung)
    nach = dict(zip(_lies_schluessel(tuple(plan)), plan, strict=True))
    spalten = dict(zip(befragung.spalten, _lies_schluessel(tuple(befragung.spalten)), strict=True))
    paare = {spalte: nach[schluessel] for spalte, schluessel in spalten.items() if schluessel in nach}
    ohne = [s for s in spalten if s not in paare and s not in _KOPF]
    uebrig = [v for v in plan if v not in paare.values()]
    aehnlich = dict(_find_aehnliche(ohne, uebrig))
    zeilen = {s: replace(plan[v], variable=v) for s, v in {**paare, **aehnlich}.items()}
    funde = [
        Datenfund("codeplan-zugeordnet", datei, angaben={"spalte": s, "variable": v})
        for s, v in aehnlich.items()
    ]
    funde += _melde("codeplan-ohne-eintrag", datei, [s for s in ohne if s not in aehnlich])
    funde += _melde("codeplan-ohne-spalte", datei, [v for v in uebrig if v not in aehnlich.values()])
    neu = befragung._replace(codeplan={**befragung.codeplan, **zeilen})
    return Abgleich(neu, (*funde, *check_skalen(neu, datei)))


def check_skalen(befragung: Befragung, datei: str = "") -> Iterator[Datenfund]:
    """Answers a scale does not have: nobody may count them, and somebody has to look."""
    for spalte, zeile in befragung.codeplan.items():
        if zeile.von is None or zeile.bis is None or spalte not in befragung.spalten:
            continue
        zahlen = [
            int(w) for w in befragung.spalten[spalte] if w and w.isdecimal() and w not in zeile.fehlwerte
        ]
        if falsch := [zahl for zahl in zahlen if not zeile.von <= zahl <= zeile.bis]:
            angaben = {"spalte": spalte, "von": zeile.von, "bis": zeile.bis}
            yield Datenfund("befragung-ausserhalb", datei, anzahl=len(falsch), angaben=angaben)


def _lies_schluessel(namen: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Question and part, whatever joins them."""
    return ((name.frage, name.teil) for name in parse_koepfe(namen))


def _find_aehnliche(spalten: Sequence[str], variablen: Sequence[str]) -> Iterator[tuple[str, str]]:
    """„Frage1m“ and „Frage1“, where nothing else comes into question for either."""
    paare = [(s, v) for s in spalten for v in variablen if _ist_aehnlich(s, v)]
    for s, v in paare:
        if sum(s == andere for andere, _ in paare) == sum(v == andere for _, andere in paare) == 1:
            yield s, v


def _ist_aehnlich(eins: str, zwei: str) -> bool:
    kurz, lang = sorted((eins.casefold(), zwei.casefold()), key=len)
    rest = lang.removeprefix(kurz)
    return lang.startswith(kurz) and len(rest) <= _ANHANG and (rest.isalpha() or not rest)


def _melde(code: str, datei: str, namen: Sequence[str]) -> Iterator[Datenfund]:
    if namen:
        gezeigt = ", ".join(namen[:_GEZEIGT]) + (", \u2026" if len(namen) > _GEZEIGT else "")
        yield Datenfund(code, datei, anzahl=len(namen), angaben={"spalten": gezeigt})
