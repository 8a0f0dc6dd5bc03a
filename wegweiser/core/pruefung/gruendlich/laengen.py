"""Texts that the dialogue cuts or breaks on a screen of 80 columns."""

from collections.abc import Iterator

from wegweiser.core.pruefung.fund import Fund, Fundort
from wegweiser.core.pruefung.wissen import Wissen, list_abschnitte, list_orte
from wegweiser.model import frage as f
from wegweiser.model.leitfaden import Leitfaden

# A list shows cursor, number, mark and title on one line; a title that does not fit is cut (cli/auswahl.py).
WAHL = 70
# Names of questions stand in lists, with their Maßnahme behind them, and are cut there (cli/ansicht.py, cli/wege.py).
KURZ = 60
# The overview shows number, title, bar and numbers of an Abschnitt on one line (cli/views.py).
ABSCHNITT = 30
# Above every question: Abschnitt · Maßnahme · Schritt · number.
SCHRITT = 50


def check_laengen(wissen: Wissen) -> Iterator[Fund]:
    """Titles of Abschnitte and Schritte, names of questions, titles to choose from."""
    leitfaden = wissen.leitfaden
    for datei, abschnitt in list_abschnitte(leitfaden):
        yield from _check(datei.bei("titel"), abschnitt.titel, ABSCHNITT)
        for nr, schritt in enumerate(abschnitt.schritte):
            yield from _check(datei.bei("schritte", nr, "titel"), schritt.titel, SCHRITT)
    for ort, _, frage in list_orte(leitfaden):
        yield from _check_frage(ort, frage)
        if isinstance(frage, f.Tabelle):
            for nr, spalte in enumerate(frage.spalten):
                yield from _check_frage(ort.bei("spalten", nr), spalte)
    for name in sorted(list_gebotene(leitfaden)):
        for nr, eintrag in enumerate(leitfaden.kataloge[name].eintraege):
            yield from _check(Fundort(f"katalog:{name}", ("eintraege", nr, "titel")), eintrag.titel, WAHL)


def list_gebotene(leitfaden: Leitfaden) -> frozenset[str]:
    """The catalogues that questions or columns offer."""
    fragen = [frage for _, _, frage in list_orte(leitfaden)]
    spalten = [spalte for frage in fragen if isinstance(frage, f.Tabelle) for spalte in frage.spalten]
    namen = {getattr(feld, "katalog", None) for feld in (*fragen, *spalten)}
    return frozenset(name for name in leitfaden.kataloge if name in namen)


def _check_frage(ort: Fundort, frage: f.Frage) -> Iterator[Fund]:
    if frage.kurz is not None:
        yield from _check(ort.bei("kurz"), frage.kurz, KURZ)
    for nr, option in enumerate(getattr(frage, "optionen", ())):
        yield from _check(ort.bei("optionen", nr, "titel"), option.titel, WAHL)
    if isinstance(frage, f.Skala):
        for stufe, titel in frage.anker.items():
            yield from _check(ort.bei("anker", str(stufe)), titel, WAHL)


def _check(ort: Fundort, text: str, hoechstens: int) -> Iterator[Fund]:
    if len(text) > hoechstens:
        yield ort.fund("text-lang", zeichen=len(text), hoechstens=hoechstens)
