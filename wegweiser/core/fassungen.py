"""What became of a question, a column or an option of an earlier version, as the newer guide declares it.

Only what the newer guide declares beyond the older one counts: an id that was renamed long ago may have been given to
another question since.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, TypeVar

from wegweiser.model.fassungen import Ersetzungen, Rueckzuege, Umbenennungen
from wegweiser.model.frage import Frage
from wegweiser.model.leitfaden import Abschnitt, Leitfaden, list_fragen

Verbleib = Literal["gleich", "umbenannt", "ersetzt", "zurueckgezogen", "unbekannt"]
Versionslage = Literal["gleich", "geaendert", "neuer", "aelter"]
Platz = tuple[Abschnitt, Frage]
T = TypeVar("T")
_ZIFFERN = re.compile(r"[0-9]+")


class Ziel(NamedTuple):
    """Where a question went: its id now (where there is one), how it got there, and why it was given up."""

    verbleib: Verbleib
    frage: str = ""
    grund: str = ""


class Wechsel(NamedTuple):
    """From one guide to another: their questions by id, and what the newer one declares about the older one.

    `alt` is None where nobody knows any more what the older one asked.
    """

    alt: Leitfaden | None
    neu: Leitfaden
    fragen_alt: Mapping[str, Platz]
    fragen_neu: Mapping[str, Platz]
    umbenannt: Umbenennungen
    ersetzt: Ersetzungen
    zurueckgezogen: Rueckzuege


def build_wechsel(alt: Leitfaden | None, neu: Leitfaden) -> Wechsel:
    """Everything needed to follow a question from the older guide to the newer one."""
    frueher = alt.kopf if alt else None
    u, e, z = (
        frueher.umbenannt if frueher else Umbenennungen(),
        frueher.ersetzt if frueher else Ersetzungen(),
        frueher.zurueckgezogen if frueher else Rueckzuege(),
    )
    kopf = neu.kopf
    return Wechsel(
        alt=alt,
        neu=neu,
        fragen_alt={frage.id: (abschnitt, frage) for abschnitt, frage in list_fragen(alt)} if alt else {},
        fragen_neu={frage.id: (abschnitt, frage) for abschnitt, frage in list_fragen(neu)},
        umbenannt=Umbenennungen(
            fragen=_ohne(kopf.umbenannt.fragen, u.fragen),
            optionen=_ohne_je(kopf.umbenannt.optionen, u.optionen),
            spalten=_ohne_je(kopf.umbenannt.spalten, u.spalten),
            kataloge=_ohne_je(kopf.umbenannt.kataloge, u.kataloge),
        ),
        ersetzt=Ersetzungen(fragen=_ohne(kopf.ersetzt.fragen, e.fragen)),
        zurueckgezogen=Rueckzuege(
            fragen=_ohne(kopf.zurueckgezogen.fragen, z.fragen),
            optionen=_ohne_je(kopf.zurueckgezogen.optionen, z.optionen),
        ),
    )


def _ohne(neu: Mapping[str, T], alt: Mapping[str, T]) -> dict[str, T]:
    return {name: wert for name, wert in neu.items() if alt.get(name) != wert}


def _ohne_je(
    neu: Mapping[str, Mapping[str, str]], alt: Mapping[str, Mapping[str, str]]
) -> dict[str, Mapping[str, str]]:
    return {name: _ohne(teil, alt.get(name, {})) for name, teil in neu.items()}


def find_ziel(wechsel: Wechsel, frage: str) -> Ziel:
    """What became of a question of the older guide; declarations of several versions are followed in turn."""
    name, verbleib = frage, "gleich"
    gesehen: set[str] = set()
    while name not in gesehen:
        weiter = name == frage and frage in wechsel.fragen_alt and _ist_erklaert(wechsel, frage)
        if name in wechsel.fragen_neu and not weiter:
            return Ziel(_als(verbleib), name)
        gesehen.add(name)
        if name in wechsel.umbenannt.fragen:
            name = wechsel.umbenannt.fragen[name]
            verbleib = "ersetzt" if verbleib == "ersetzt" else "umbenannt"
        elif name in wechsel.ersetzt.fragen:
            name, verbleib = wechsel.ersetzt.fragen[name], "ersetzt"
        elif name in wechsel.zurueckgezogen.fragen:
            return Ziel("zurueckgezogen", grund=wechsel.zurueckgezogen.fragen[name])
    return Ziel("unbekannt")


def _ist_erklaert(wechsel: Wechsel, frage: str) -> bool:
    erklaert = (wechsel.umbenannt.fragen, wechsel.ersetzt.fragen, wechsel.zurueckgezogen.fragen)
    return any(frage in teil for teil in erklaert)


def _als(verbleib: str) -> Verbleib:
    return "ersetzt" if verbleib == "ersetzt" else "umbenannt" if verbleib == "umbenannt" else "gleich"


def folge_namen(namen: Mapping[str, str], name: str, vorhanden: Iterable[str] = ()) -> str:
    """The last name of a chain of renamings, or the first one on it that is there; a circle ends where it began."""
    da = set(vorhanden)
    gesehen: set[str] = set()
    while name in namen and name not in gesehen:
        gesehen.add(name)
        name = namen[name]
        if name in da:
            break
    return name


def find_spaltenname(wechsel: Wechsel, tabellen: Iterable[str], spalte: str, vorhanden: Iterable[str]) -> str:
    """What a column of a table (by its old and new id) is called now."""
    namen = _merge(wechsel.umbenannt.spalten, tabellen)
    return folge_namen(namen, spalte, vorhanden)


def find_optionsname(
    wechsel: Wechsel, namen: Iterable[str], katalog: str | None, option: str, vorhanden: Iterable[str]
) -> str:
    """What an option is called now; `namen` are the ids its question has or had (`tabelle.spalte` for a column)."""
    alle = {**wechsel.umbenannt.kataloge.get(katalog or "", {}), **_merge(wechsel.umbenannt.optionen, namen)}
    return folge_namen(alle, option, vorhanden)


def find_rueckzugsgrund(wechsel: Wechsel, namen: Iterable[str], option: str) -> str:
    """Why an option was given up, or an empty text."""
    return _merge(wechsel.zurueckgezogen.optionen, namen).get(option, "")


def _merge(teile: Mapping[str, Mapping[str, str]], namen: Iterable[str]) -> dict[str, str]:
    return {alt: neu for name in namen for alt, neu in teile.get(name, {}).items()}


def list_fruehere_namen(leitfaden: Leitfaden, frage: str) -> tuple[str, ...]:
    """All ids a question ever had, the present one first."""
    frueher = leitfaden.kopf.umbenannt.fragen
    return (frage, *(alt for alt in frueher if alt != frage and folge_namen(frueher, alt, (frage,)) == frage))


def parse_version(text: str) -> tuple[int, ...]:
    """A version as numbers that compare: 1.10 is newer than 1.9, and 1.0 is 1.0.0."""
    zahlen = [int(ziffern[:9]) for ziffern in _ZIFFERN.findall(text)]
    while zahlen and zahlen[-1] == 0:
        zahlen.pop()
    return tuple(zahlen)


def compare_version(version: str, pruefsumme: str, leitfaden: Leitfaden) -> Versionslage:
    """How a loaded guide relates to the one that answers were given to."""
    if not version or not pruefsumme or leitfaden.pruefsumme == pruefsumme:
        return "gleich"
    war, ist = parse_version(version), parse_version(leitfaden.kopf.version)
    return "geaendert" if war == ist else "neuer" if ist > war else "aelter"
