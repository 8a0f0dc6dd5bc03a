"""Plain front end: numbered lines and `input()`, for pipes, screen readers and terminals without cursor control."""

import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from wegweiser.cli.ausgabe import Satz, clean_anzeige, find_breite, print_saetze, strip_folgen, wrap_satz
from wegweiser.cli.befehle import Eingabe, parse_eingabezeile
from wegweiser.cli.front import Ende, Feld
from wegweiser.errors import EingabeError

PUNKT = "."
TRENNER = "\t"
_PLATZ = 8
_PUNKTE = re.compile(r"\.{2,}\Z")


class Schlicht:
    """Questions as lines, answers as lines; no escape codes, nothing is drawn twice."""

    tasten = False

    def __init__(self) -> None:
        self.gelesen = 0
        self.danach: Callable[[], None] | None = None

    def leere(self) -> None:
        """Nothing is ever drawn over here."""

    def zeige(self, saetze: Sequence[Satz]) -> None:
        """Show paragraphs without colour."""
        print_saetze(saetze, farbig=False)

    def lies(self, feld: Feld) -> Eingabe:
        """Read one field: one line, or for long texts lines up to a single dot."""
        if feld.wahlen and not (
            feld.stumm or feld.lang or feld.art == "menue" or feld.wahlen[0].kennung.isalpha()
        ):
            self.zeige([_wahlsatz(feld, nr) for nr in range(len(feld.wahlen))])
        if feld.art == "einfuegen":
            return self._lies_zeilen(feld)
        zeile = self._zeile(
            f"{feld.aufforderung} " if feld.aufforderung.endswith("?") else f"{feld.aufforderung}: "
        )
        ohne_folgen = strip_folgen(zeile)
        if ohne_folgen != zeile and not ohne_folgen.strip():
            raise EingabeError("Diese Taste hat hier keine Wirkung. :befehle zeigt, was geht.")
        zeile = ohne_folgen
        if feld.art == "menue" and TRENNER in zeile.strip():  # pasted from a spreadsheet
            return Eingabe(befehl="einfuegen", entwurf=zeile)
        if not zeile.strip():
            return Eingabe(text=feld.vorgabe)
        eingabe = parse_eingabezeile(zeile)
        if feld.art != "absatz" or eingabe.befehl:
            return eingabe
        return Eingabe(text=self._absatz(eingabe.text, zeile))

    def _lies_zeilen(self, feld: Feld) -> Eingabe:
        """Lines with their tabs up to a single dot; „!“ and „<“ alone on the first one are commands."""
        self.zeige([Satz(feld.aufforderung)])
        zeilen: list[str] = []
        with suppress(Ende):  # what was pasted is shown even if nothing more comes
            while (zeile := self._zeile("")).strip() != PUNKT:
                if not zeilen and zeile.strip() in {"!", "<"}:
                    return parse_eingabezeile(zeile)
                zeilen.append(zeile)
        return Eingabe(text="\n".join(zeilen))

    def _absatz(self, erste: str, roh: str) -> str:
        zeilen: list[str] = []
        zeile = erste
        while roh.strip() != PUNKT:
            zeilen.append(zeile[1:] if _PUNKTE.match(zeile) else zeile)
            roh = zeile = self._zeile("")
        return "\n".join(zeilen)

    def _zeile(self, aufforderung: str) -> str:
        sys.stdout.write(_brich_um(aufforderung))
        sys.stdout.flush()
        if self.danach:
            self.danach()
        try:
            zeile = sys.stdin.readline()
        except OSError:  # the terminal is gone
            zeile = ""
        if not zeile:
            self.zeige([Satz("")])
            raise Ende
        self.gelesen += 1
        if not sys.stdin.isatty():
            self.zeige(
                [Satz("")]
            )  # nobody pressed the enter key on this screen: the transcript needs the line end
        return zeile.rstrip("\r\n")


def _brich_um(aufforderung: str) -> str:
    """A long prompt broken between words, with room for a short answer behind it."""
    zeilen = wrap_satz(Satz(aufforderung), find_breite() - _PLATZ)
    return f"{chr(10).join(zeilen)} " if len(zeilen) > 1 else clean_anzeige(aufforderung)


def _wahlsatz(feld: Feld, nr: int) -> Satz:
    wahl = feld.wahlen[nr]
    return Satz(f"{wahl.kennung}{'.' if feld.nummeriert else ' ='} {wahl.titel}", einzug=2, haenge=4)
