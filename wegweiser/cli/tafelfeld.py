"""A table with a cursor on its cells: arrows move, Enter changes, typing begins a cell; keys only type commands."""

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

from wegweiser.cli.ansicht import shorten
from wegweiser.cli.ausgabe import find_breite
from wegweiser.cli.befehle import ZEICHEN, Eingabe, parse_eingabezeile
from wegweiser.cli.front import Feld, Tafel
from wegweiser.cli.tafelform import (
    Tafelform,
    build_form,
    find_namensspalte,
    list_verborgene,
    render_kopf,
    render_zelle,
)
from wegweiser.cli.textfeld import build_ausgabe, fuehre
from wegweiser.errors import EingabeError

_HOECHSTENS = 12
_MIT_ZEILE = ("zeile", "kopiere", "loesche")
_BREIT = 200
_NAMENSLAENGE = 30
_RAND = 4
_NEU = "Eingabetaste beginnt eine Zeile, :einfuegen und :importiere bringen viele"
_WEITER = "Eingabetaste geht weiter"
_TASTEN = "Eingabetaste ändert, Entf leert, Strg-Pfeil verschiebt, :kopiere, :loesche"


class Tafelstand:
    """Where the cursor stands, and the command being typed."""

    def __init__(self, tafel: Tafel) -> None:
        self.tafel = tafel
        self.zeile = min(tafel.zeile, self.letzte)
        self.spalte = min(tafel.spalte, len(tafel.tabelle.spalten) - 1)
        self.befehl = ""
        self.meldung = ""

    @property
    def letzte(self) -> int:
        """The number of the last line; before it stands the one for a new row."""
        return len(self.tafel.texte) + 1

    @property
    def in_zeilen(self) -> bool:
        """The cursor stands on a row, not on the lines behind them."""
        return self.zeile < len(self.tafel.texte)

    @property
    def form(self) -> Tafelform:
        """The columns that are shown now."""
        muss = self.spalte if self.in_zeilen else None
        return build_form(self.tafel.tabelle, self.tafel.texte, _breite() - 2, muss)

    def bewege(self, zeilen: int, spalten: int) -> None:
        """Move the cursor; it stays inside."""
        self.meldung = ""
        self.zeile = max(0, min(self.letzte, self.zeile + zeilen))
        self.spalte = max(0, min(len(self.tafel.tabelle.spalten) - 1, self.spalte + spalten))

    def ergebnis(self) -> Eingabe | None:
        """What Enter means now."""
        if self.befehl:
            return self._parse_befehl()
        if self.in_zeilen:
            return self.zelle()
        if self.zeile < self.letzte:
            return Eingabe(text="+")
        return Eingabe(text="" if self.tafel.texte else "keine")

    def zelle(self, text: str = "", entwurf: str = "") -> Eingabe:
        """The command for the cell of the cursor."""
        return Eingabe(
            befehl="zelle", text=f"{self.zeile + 1} {self.spalte + 1} {text}".strip(), entwurf=entwurf
        )

    def verschiebe(self, richtung: int) -> Eingabe | None:
        """The command that moves the row up or down; None at the ends."""
        ziel = self.zeile + richtung
        if not self.in_zeilen or not 0 <= ziel < len(self.tafel.texte):
            return None
        return Eingabe(befehl="verschiebe", text=f"{self.zeile + 1} {ziel + 1}")

    def _parse_befehl(self) -> Eingabe | None:
        try:
            eingabe = parse_eingabezeile(self.befehl)
        except EingabeError as fehler:
            self.befehl, self.meldung = "", fehler.satz
            return None
        if eingabe.befehl in _MIT_ZEILE and not eingabe.text and self.in_zeilen:
            return eingabe._replace(text=str(self.zeile + 1))
        return eingabe

    # what is drawn

    def kopf(self) -> StyleAndTextTuples:
        """The titles of the columns."""
        return [("class:kopf", f"  {render_kopf(self.tafel.tabelle, self.form)}")]

    def zeilen(self) -> StyleAndTextTuples:
        """The rows, and the two lines behind them."""
        form = self.form
        fertig: StyleAndTextTuples = []
        for nr, zellen in enumerate(self.tafel.texte):
            fertig += self._render_zeile(form, nr, zellen)
        for nr, text in ((len(self.tafel.texte), "+ Neue Zeile"), (self.letzte, f"  {self.tafel.ende}")):
            hier = nr == self.zeile
            fertig.append(("class:hier" if hier else "", f"{'❯' if hier else ' '} {text}\n"))
        return [*fertig[:-1], (fertig[-1][0], fertig[-1][1].rstrip("\n"))]

    def _render_zeile(self, form: Tafelform, nr: int, zellen: tuple[str, ...]) -> StyleAndTextTuples:
        hier = nr == self.zeile
        teile: StyleAndTextTuples = [
            ("class:hier" if hier else "", f"{'❯' if hier else ' '} {nr + 1:>{form.nummern}}")
        ]
        for stelle, breite in zip(form.spalten, form.breiten, strict=True):
            text = render_zelle(self.tafel.tabelle.spalten[stelle], zellen[stelle], breite)
            teile += [("", "  "), ("class:zelle" if hier and stelle == self.spalte else "", text)]
        return [*teile, ("", "\n")]

    def fuss(self) -> StyleAndTextTuples:
        """The whole cell, columns there is no room for, the sums, the command being typed or what the keys do."""
        zeilen = [self._beschreibe()]
        if verborgen := list_verborgene(self.tafel.tabelle, self.form):
            zeilen.append(f"mit den Pfeilen weiter rechts und links: {', '.join(verborgen)}")
        zeilen.append(self.tafel.summen)
        teile: StyleAndTextTuples = [
            ("class:leise", f"  {shorten(zeile, _breite() - _RAND)}\n") for zeile in zeilen if zeile
        ]
        if self.befehl:
            return [*teile, ("class:hier", f"  Befehl: {self.befehl}")]
        return [*teile, ("class:leise", f"  {shorten(self.meldung or self._tasten(), _breite() - _RAND)}")]

    def _tasten(self) -> str:
        if self.in_zeilen:
            return _TASTEN
        return _WEITER if self.zeile == self.letzte else _NEU

    def _beschreibe(self) -> str:
        if not self.in_zeilen:
            return ""
        spalte = self.tafel.tabelle.spalten[self.spalte]
        zellen, name = self.tafel.texte[self.zeile], find_namensspalte(self.tafel.tabelle)
        inhalt = zellen[self.spalte] or "noch leer"
        text = f"{spalte.text.removesuffix('?').removesuffix(':')}: {inhalt}"
        ganz = f"{shorten(zellen[name], _NAMENSLAENGE)} – {text}"
        hat_platz = name != self.spalte and zellen[name] and len(ganz) <= _breite() - _RAND
        return ganz if hat_platz else text


def _breite() -> int:
    """A table may use all of a wide screen."""
    return find_breite(_BREIT)


def lies_tafel(
    feld: Feld, befehlstasten: KeyBindings, leiste: str, danach: Callable[[], None] | None = None
) -> Eingabe:
    """Show the table until a cell, a row or a command is chosen."""
    assert feld.tafel is not None  # noqa: S101 - for the type checker: the caller asked for a table
    stand = Tafelstand(feld.tafel)
    steuerung = FormattedTextControl(
        stand.zeilen, focusable=True, show_cursor=True, get_cursor_position=lambda: Point(0, stand.zeile)
    )
    fenster = [
        Window(FormattedTextControl(stand.kopf), height=1),
        Window(
            steuerung, height=Dimension(min=2, max=_HOECHSTENS), dont_extend_height=True, wrap_lines=False
        ),
        Window(FormattedTextControl(stand.fuss), height=Dimension(min=1, max=4), dont_extend_height=True),
        Window(FormattedTextControl(leiste), height=1),
    ]
    anwendung: Application[Eingabe] = Application(
        layout=Layout(HSplit(fenster if stand.tafel.texte else fenster[1:])),
        key_bindings=merge_key_bindings([_build_tasten(stand), befehlstasten]),
        style=Style.from_dict(
            {"hier": "bold", "zelle": "reverse", "kopf": "underline", "leise": "ansibrightblack"}
        ),
        erase_when_done=True,
        output=build_ausgabe(),
    )
    return fuehre(anwendung, danach)


def _build_tasten(stand: Tafelstand) -> KeyBindings:
    tasten = KeyBindings()
    for name, (zeilen, spalten) in {
        "up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1), "tab": (0, 1), "s-tab": (0, -1),
        "pageup": (-10, 0), "pagedown": (10, 0), "home": (0, -99), "end": (0, 99),
        "c-home": (-9999, 0), "c-end": (9999, 0),
    }.items():  # fmt: skip
        tasten.add(name)(lambda _, z=zeilen, s=spalten: stand.bewege(z, s))
    for namen, richtung in (
        (("c-up",), -1),
        (("c-down",), 1),
        (("escape", "up"), -1),
        (("escape", "down"), 1),
    ):
        tasten.add(*namen)(lambda ereignis, r=richtung: _beende(ereignis, stand.verschiebe(r)))
    tasten.add("enter")(lambda ereignis: _beende(ereignis, stand.ergebnis()))
    tasten.add("delete")(lambda ereignis: _beende(ereignis, stand.zelle("-") if stand.in_zeilen else None))
    tasten.add("backspace")(lambda _: _nimm_zurueck(stand))
    tasten.add("c-c")(lambda ereignis: ereignis.app.exit(exception=KeyboardInterrupt))
    tasten.add(Keys.BracketedPaste)(lambda ereignis: _fuege_ein(stand, ereignis))
    tasten.add(Keys.Any)(lambda ereignis: _tippe(stand, ereignis))
    return tasten


def _beende(ereignis: KeyPressEvent, eingabe: Eingabe | None) -> None:
    if eingabe is not None:
        ereignis.app.exit(result=eingabe)


def _nimm_zurueck(stand: Tafelstand) -> None:
    stand.befehl, stand.meldung = stand.befehl[:-1], ""


def _fuege_ein(stand: Tafelstand, ereignis: KeyPressEvent) -> None:
    """Rows become an insertion; one word becomes the beginning of a cell, or of the command being typed."""
    text = ereignis.data.replace("\r\n", "\n").replace("\r", "\n")
    if stand.befehl:
        stand.befehl += " ".join(text.split())
    elif "\t" in text or "\n" in text.strip("\n"):
        ereignis.app.exit(result=Eingabe(befehl="einfuegen", entwurf=text))
    else:
        _beginne(stand, ereignis, text.strip())


def _tippe(stand: Tafelstand, ereignis: KeyPressEvent) -> None:
    zeichen: Any = ereignis.data
    if not zeichen.isprintable():  # a key that means nothing here
        return
    if stand.befehl or zeichen == ":":
        stand.befehl += zeichen
    elif zeichen in ZEICHEN:
        ereignis.app.exit(result=Eingabe(befehl=ZEICHEN[zeichen]))
    elif zeichen == "+":
        ereignis.app.exit(result=Eingabe(text="+"))
    else:
        _beginne(stand, ereignis, zeichen)


def _beginne(stand: Tafelstand, ereignis: KeyPressEvent, text: str) -> None:
    """Typing on a cell writes into it, on the line below the rows into a new row."""
    if stand.in_zeilen:
        ereignis.app.exit(result=stand.zelle(entwurf=text))
    else:
        ereignis.app.exit(
            result=Eingabe(befehl="zelle", text=f"{len(stand.tafel.texte) + 1} 1", entwurf=text)
        )
