"""Cards, poster and sheets for dots on the command line."""

from pathlib import Path
from typing import NamedTuple, cast

from wegweiser.cli.ausgabe import clean_anzeige
from wegweiser.cli.kommandos import build_umfeld, check_runde, melde
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.errors import BenutzungError
from wegweiser.model.karten import Kartensatz, Papierart, Papierformat, Wunsch

HOECHSTENS_PUNKTE = 100


class Auswahl(NamedTuple):
    """Which questions, as typed."""

    runde: str
    abschnitte: tuple[str, ...] = ()
    schritte: tuple[str, ...] = ()
    fragen: tuple[str, ...] = ()
    punkte: int | None = None

    def build_wunsch(self) -> Wunsch:
        """The same, checked as far as no guide is needed."""
        if self.punkte is not None and not 0 < self.punkte <= HOECHSTENS_PUNKTE:
            raise BenutzungError("punkte-anzahl", anzahl=self.punkte, hoechstens=HOECHSTENS_PUNKTE)
        return Wunsch(check_runde(self.runde), self.abschnitte, self.schritte, self.fragen, self.punkte)


def run_karten(
    name: str,
    auswahl: Auswahl,
    papiere: tuple[str, ...],
    formate: tuple[str, ...],
    nach: Path | None,
    *,
    sprache: str,
    ersetzen: bool,
) -> None:
    """`karten`."""
    from wegweiser.workflow.karten import ALLE, PAPIERE, Druck, write_karten

    arten = _check(papiere, ALLE) or PAPIERE
    druck = Druck(
        cast("tuple[Papierart, ...]", arten),
        cast("tuple[Papierformat, ...]", _check(formate, ("pdf", "html")) or ("pdf",)),
        nach,
        ersetzen=ersetzen,
    )
    satz, ausgaben = write_karten(
        name, auswahl.build_wunsch(), druck, build_umfeld(read_umgebung()), sprache=sprache
    )
    for pfad, seiten in ausgaben:
        zusatz = {None: "", 1: " (eine Seite)"}.get(seiten, f" ({seiten} Seiten)")
        print(clean_anzeige(f"{pfad}{zusatz}"))  # noqa: T201 - paths stay unwrapped
    if {"punkte", "zaehlliste"} & set(arten) and not satz.punkte:
        melde("Zu keiner dieser Fragen lassen sich Punkte kleben; ein Blatt dafür gibt es deshalb nicht.")
    melde(*_list_hinweise(satz, gedruckt=set(arten) != {"zaehlliste"}))


def _check(namen: tuple[str, ...], moeglich: tuple[str, ...]) -> tuple[str, ...]:
    gewollt = tuple(dict.fromkeys(name.strip().casefold() for name in namen))
    if falsch := [name for name in gewollt if name not in moeglich]:
        raise BenutzungError("papier-unbekannt", name=falsch[0])
    return gewollt


def _list_hinweise(satz: Kartensatz, *, gedruckt: bool) -> list[str]:
    fragen = "Eine Frage" if satz.anzahl == 1 else f"{satz.anzahl} Fragen"
    groesse = " Bitte in Originalgröße drucken." if gedruckt else ""
    saetze = [f"{fragen}, etwa {satz.minuten} Minuten.{groesse}"]
    if satz.ungeprueft:
        saetze.append("Diese Übersetzung hat noch niemand geprüft; so steht es auch auf den Papieren.")
    return saetze
