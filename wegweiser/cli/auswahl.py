"""Choosing from a list with the keys: arrows, numbers, typing to search; drawn below what is on screen."""

from collections.abc import Callable
from typing import Any

from prompt_toolkit import Application
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Dimension, HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.styles import Style

from wegweiser.cli.ansicht import HILFERAND, shorten
from wegweiser.cli.ausgabe import clean_anzeige, find_breite, isolate_zeile
from wegweiser.cli.befehle import ZEICHEN, Eingabe, parse_eingabezeile
from wegweiser.cli.front import Feld, Wahl
from wegweiser.cli.textfeld import build_ausgabe, fuehre
from wegweiser.errors import EingabeError
from wegweiser.model.faltung import falte

HOECHSTENS = 14
_BEFEHLSZEILE = ":"
_AUF_EINEN_BLICK = 9  # so many lines of a list stand on every screen


class Liste:
    """The state of a list on screen: what is searched, where the cursor stands, what is chosen."""

    def __init__(self, feld: Feld) -> None:
        self.feld = feld
        self.suche = ""
        self.meldung = ""
        self.gefragt = False
        self.gewaehlt = self._vorgewaehlt()
        self.stelle = next((nr for nr, wahl in enumerate(feld.wahlen) if wahl.id in self.gewaehlt), 0)

    def _vorgewaehlt(self) -> list[str]:
        ids = {wahl.id for wahl in self.feld.wahlen if wahl.id}
        teile = [teil.strip() for teil in (self.feld.vorgabe or "").split(";")]
        return [teil for teil in teile if teil in ids]

    @property
    def sichtbar(self) -> list[Wahl]:
        """What fits the search."""
        gesucht = self.suche.casefold()
        if not gesucht or gesucht.startswith(_BEFEHLSZEILE):
            return list(self.feld.wahlen)
        worte = falte(gesucht)
        treffer = [wahl for wahl in self.feld.wahlen if gesucht == wahl.kennung]
        return treffer + [
            wahl
            for wahl in self.feld.wahlen
            if wahl not in treffer
            and (
                worte in falte(wahl.titel)
                or gesucht == wahl.id
                or (gesucht[-1:] in {".", "/"} and wahl.kennung.startswith(gesucht))
            )
        ]

    @property
    def mehrere(self) -> bool:
        """Several may be chosen."""
        return self.feld.art in {"mehrfach", "rangfolge"}

    def bewege(self, schritte: int) -> None:
        """Move the cursor, around the ends."""
        self.meldung = ""
        if anzahl := len(self.sichtbar):
            self.stelle = (self.stelle + schritte) % anzahl

    def tippe(self, zeichen: str) -> None:
        """A character: search, or go to the number."""
        self.meldung = ""
        self.suche += zeichen
        if not self.sichtbar:
            self.meldung = "Das kommt nirgends vor; Esc löscht die Suche."
        self.stelle = min(self.stelle, max(0, len(self.sichtbar) - 1)) if self.suche.startswith(":") else 0

    def nimm_zurueck(self) -> None:
        """Backspace."""
        self.suche, self.meldung = self.suche[:-1], ""
        self.stelle = 0

    def verwirf(self) -> None:
        """Escape: the whole search."""
        self.suche, self.meldung = "", ""
        self.stelle = 0

    def schalte(self) -> None:
        """Space: choose or drop the current one."""
        if not self.sichtbar:
            return
        id_ = self.sichtbar[self.stelle].id
        if id_ in self.gewaehlt:
            self.gewaehlt.remove(id_)
        else:
            self.gewaehlt.append(id_)
        if self.suche:
            self.suche, self.stelle = "", [w.id for w in self.feld.wahlen].index(id_)

    def ergebnis(self) -> Eingabe | None:
        """What Enter means now; None while it means nothing."""
        if self.suche.startswith(_BEFEHLSZEILE):
            return self._befehl()
        if not self.sichtbar:
            return None
        if not self.mehrere:
            return parse_eingabezeile(self.sichtbar[self.stelle].id)
        if self.suche:  # what was searched for is meant
            self.schalte()
            return None
        if self.feld.art == "rangfolge" and len(self.gewaehlt) < len(self.feld.wahlen):
            self.meldung = "Bitte alle der Reihe nach mit der Leertaste wählen."
            return None
        if not self.gewaehlt and not self.feld.vorgabe and not self.gefragt:
            self.gefragt = True  # „none of these“ is an answer: nobody gives it by only going on
            self.meldung = "Nichts gewählt. Leertaste wählt; noch einmal Eingabetaste: nichts davon."
            return None
        reihe = [wahl.id for wahl in self.feld.wahlen]
        ids = sorted(self.gewaehlt, key=reihe.index) if self.feld.art == "mehrfach" else self.gewaehlt
        return Eingabe(text="; ".join(ids) or "keine")

    def _befehl(self) -> Eingabe | None:
        try:
            return parse_eingabezeile(self.suche)
        except EingabeError as fehler:
            self.suche, self.meldung = "", fehler.satz
            return None

    # what is drawn

    def zeilen(self) -> StyleAndTextTuples:
        """The list; the row of the cursor is highlighted."""
        breite = find_breite() - 10  # cursor, number and the widest mark
        fertig: StyleAndTextTuples = []
        for nr, wahl in enumerate(self.sichtbar):
            marke = self._marke(wahl)
            text = f"{wahl.kennung:>3} {marke}{isolate_zeile(shorten(clean_anzeige(wahl.titel), breite))}"
            fertig.append(
                ("class:hier" if nr == self.stelle else "", ("❯" if nr == self.stelle else " ") + text + "\n")
            )
        return fertig

    def _marke(self, wahl: Wahl) -> str:
        if self.feld.art == "rangfolge":
            return f"[{self.gewaehlt.index(wahl.id) + 1:>2}] " if wahl.id in self.gewaehlt else "[  ] "
        if self.feld.art == "mehrfach":
            return "[x] " if wahl.id in self.gewaehlt else "[ ] "
        return "• " if wahl.id in self.gewaehlt else "  "

    def fuss(self) -> StyleAndTextTuples:
        """Help for the current option, the search, and what the keys do."""
        hilfe = self.sichtbar[self.stelle].hilfe if self.sichtbar else ""
        taste = (
            "Leertaste wählt, Eingabetaste bestätigt"
            if self.mehrere
            else "Pfeile oder Nummer, Eingabetaste bestätigt"
        )
        anzahl = len(self.sichtbar)
        stelle = f" · {self.stelle + 1} von {anzahl}" if anzahl > _AUF_EINEN_BLICK else ""
        zeilen = [
            isolate_zeile(shorten(clean_anzeige(hilfe), find_breite() - HILFERAND)),
            self.meldung or f"{taste}, Tippen sucht{stelle}",
        ]
        suche = f"  {'Befehl' if self.suche.startswith(_BEFEHLSZEILE) else 'Suche'}: {self.suche}\n"
        text = "\n".join(f"  {zeile}" for zeile in zeilen if zeile)
        return [*([("class:suche", suche)] if self.suche else []), ("class:leise", text)]


def lies_auswahl(
    feld: Feld, befehlstasten: KeyBindings, leiste: str, danach: Callable[[], None] | None = None
) -> Eingabe:
    """Show the list until something is chosen or a command is given."""
    liste = Liste(feld)
    steuerung = FormattedTextControl(
        liste.zeilen, focusable=True, show_cursor=True, get_cursor_position=lambda: Point(0, liste.stelle)
    )
    anwendung: Application[Eingabe] = Application(
        layout=Layout(
            HSplit(
                [
                    Window(
                        steuerung,
                        height=Dimension(min=3, max=HOECHSTENS),
                        dont_extend_height=True,
                        wrap_lines=False,
                    ),
                    Window(
                        FormattedTextControl(liste.fuss),
                        height=Dimension(min=1, max=3),
                        dont_extend_height=True,
                    ),
                    Window(FormattedTextControl([("class:leiste", leiste)]), height=1),
                ]
            )
        ),
        key_bindings=merge_key_bindings([_build_bewegung(liste), befehlstasten]),
        style=Style.from_dict({"hier": "bold", "leise": "ansibrightblack", "suche": "bold", "leiste": ""}),
        erase_when_done=True,
        output=build_ausgabe(),
    )
    return fuehre(anwendung, danach)


def _build_bewegung(liste: Liste) -> KeyBindings:
    tasten = KeyBindings()
    for namen, schritte in (
        (("up", "c-p", "s-tab"), -1),
        (("down", "c-n", "tab"), 1),
        (("pageup",), -10),
        (("pagedown",), 10),
    ):
        for name in namen:
            tasten.add(name)(lambda _, schritte=schritte: liste.bewege(schritte))
    tasten.add("backspace")(lambda _: liste.nimm_zurueck())
    for name in ("escape", "c-u"):
        tasten.add(name)(lambda _: liste.verwirf())
    tasten.add("enter")(lambda ereignis: _bestaetige(liste, ereignis))
    tasten.add("c-c")(lambda ereignis: ereignis.app.exit(exception=KeyboardInterrupt))
    tasten.add(Keys.BracketedPaste)(lambda ereignis: _tippe(liste, ereignis))
    tasten.add(Keys.Any)(lambda ereignis: _tippe(liste, ereignis))
    return tasten


def _bestaetige(liste: Liste, ereignis: KeyPressEvent) -> None:
    if (ergebnis := liste.ergebnis()) is not None:
        ereignis.app.exit(result=ergebnis)


def _tippe(liste: Liste, ereignis: KeyPressEvent) -> None:
    if ereignis.data.startswith("\x1b"):  # a key that means nothing here
        return
    for zeichen in ereignis.data:
        if zeichen == " " and liste.mehrere and not liste.suche.startswith(_BEFEHLSZEILE):
            liste.schalte()
        elif zeichen in ZEICHEN and not liste.suche:
            ergebnis: Any = Eingabe(befehl=ZEICHEN[zeichen])
            ereignis.app.exit(result=ergebnis)
        elif zeichen.isprintable():
            liste.tippe(zeichen)
