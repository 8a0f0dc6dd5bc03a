"""Searching in everything a question says and everything that was answered to it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.base import Wert
from wegweiser.model.deutsch_format import format_datum
from wegweiser.model.faltung import enthaelt_alle, falte
from wegweiser.model.leitfaden import Leitfaden, list_fragen, number_fragen
from wegweiser.model.wert import Optionsquelle, format_wert

Fundort = Literal["kennung", "frage", "antwort", "vermerk", "moeglichkeit", "hilfe"]
_UMGEBUNG = 30


class Treffer(NamedTuple):
    """A question in which something was found, where, and the words around it."""

    adresse: Adresse
    ort: Fundort
    stelle: str


def find_treffer(
    leitfaden: Leitfaden,
    adressen: Sequence[Adresse],
    antworten: Antworten,
    optionen: Optionsquelle,
    text: str,
) -> tuple[Treffer, ...]:
    """One hit per question that holds all words in one place; the nearest kind of place first, then guide order."""
    worte = falte(text).split()
    if not worte:
        return ()
    fragen = {frage.id: frage for _, frage in list_fragen(leitfaden)}
    nummern = number_fragen(leitfaden)
    alle = [
        treffer
        for adresse in adressen
        if adresse.frage in fragen
        and (
            treffer := _suche(
                adresse, fragen[adresse.frage], nummern, antworten.get(adresse), optionen, worte
            )
        )
    ]
    return tuple(sorted(alle, key=lambda treffer: _REIHE.index(treffer.ort)))


_REIHE: tuple[Fundort, ...] = ("kennung", "frage", "antwort", "vermerk", "moeglichkeit", "hilfe")


def _suche(
    adresse: Adresse,
    frage: f.Frage,
    nummern: Mapping[str, str],
    antwort: Antwort | None,
    optionen: Optionsquelle,
    worte: Sequence[str],
) -> Treffer | None:
    if " ".join(worte) in {falte(frage.id), falte(str(adresse)), nummern[frage.id]}:
        return Treffer(adresse, "kennung", "")
    for ort, text in _list_texte(frage, antwort, optionen):
        if enthaelt_alle(text, worte):
            return Treffer(adresse, ort, _schneide(text, worte[0]))
    return None


def _list_texte(
    frage: f.Frage, antwort: Antwort | None, optionen: Optionsquelle
) -> Iterator[tuple[Fundort, str]]:
    """Everything that can be found, the nearest first; answers before what could have been answered."""
    yield "frage", f"{frage.kurz or ''} {frage.text} {frage.id}".strip()
    if antwort is not None:
        if antwort.wert is not None:
            yield "antwort", format_gesagt(frage, antwort.wert, optionen)
        bis = (format_datum(antwort.bis),) if antwort.bis else ()
        for text in (antwort.notiz, antwort.zustaendig, *antwort.belege, *bis):
            if text:
                yield "vermerk", text
    for feld in (frage, *(frage.spalten if isinstance(frage, f.Tabelle) else ())):
        for option in optionen(feld):
            yield "moeglichkeit", option.titel
            yield "moeglichkeit", option.id
        if feld is not frage:
            yield "moeglichkeit", feld.text
    for text in (frage.hilfe, frage.warum):
        if text:
            yield "hilfe", text


def format_gesagt(frage: f.Frage, wert: Wert, optionen: Optionsquelle) -> str:
    """An answer as text to search in; of a table all its cells as a person reads them."""
    if isinstance(frage, f.Tabelle) and isinstance(wert, tuple):
        zellen = [
            format_wert(spalte, zeile[spalte.id], optionen)
            for zeile in wert
            if isinstance(zeile, Mapping)
            for spalte in frage.spalten
            if spalte.id in zeile
        ]
        return " · ".join(zellen)
    return format_wert(frage, wert, optionen)


def _schneide(text: str, wort: str) -> str:
    """The words around the place; the search folds letters, so the place is found word by word."""
    zeile = " ".join(text.split())
    stuecke = zeile.split(" ")
    nr = next((nr for nr, stueck in enumerate(stuecke) if wort in falte(stueck)), 0)
    anfang = sum(len(stueck) + 1 for stueck in stuecke[:nr])
    von, bis = max(0, anfang - _UMGEBUNG), anfang + len(stuecke[nr]) + _UMGEBUNG
    return f"{'…' if von else ''}{zeile[von:bis].strip()}{'…' if bis < len(zeile) else ''}"
