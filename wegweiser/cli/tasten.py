"""Front end with keys: the cursor stands on the current option, function keys type the commands of the dialogue."""

import shutil
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from wegweiser.cli.ausgabe import Satz, find_breite, print_saetze
from wegweiser.cli.befehle import Eingabe, find_angehaengten, parse_eingabezeile, protect_text
from wegweiser.cli.front import NEBENBEI, RAND, Feld

if TYPE_CHECKING:
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

TASTEN = {
    "f1": ("hilfe", "F1 Hilfe"),
    "f2": ("zurueck", "F2 zurück"),
    "f3": ("weiter", "F3 weiter"),
    "f4": ("offen", "F4 weiß nicht"),
    "f5": ("geh", "F5 gehe"),
    "f6": ("angaben", "F6 Notiz"),
    "f7": ("suche", "F7 Suche"),
    "f8": ("editor", "F8 Editor"),
    "c-r": ("ergebnis", "Strg-R Ergebnis"),
    "c-z": ("rueckgaengig", "Strg-Z rückgängig"),
    "c-y": ("wiederholen", "Strg-Y wiederholen"),
    "c-d": ("pause", "Strg-D Pause"),
}


class Tasten:
    """Questions with arrows and function keys; everything shown stays in the scrollback.

    `ruhig`: for a wall, without the line of keys and without pale text.
    """

    tasten = True

    def __init__(self, *, farbig: bool, ruhig: bool = False) -> None:
        self.farbig = farbig
        self.ruhig = ruhig
        self.danach: Callable[[], None] | None = None

    def leere(self) -> None:
        """An empty screen; what stood there stays in the scrollback."""
        zeilen = shutil.get_terminal_size((80, 24)).lines
        sys.stdout.write("\n" * zeilen + "\x1b[2J\x1b[H")
        sys.stdout.flush()

    def zeige(self, saetze: Sequence[Satz]) -> None:
        """Show paragraphs in colour where wanted."""
        if self.ruhig:
            saetze = [satz._replace(stil="") if satz.stil == "leise" else satz for satz in saetze]
        haken = [satz._replace(text=f"✓ {satz.text}") if satz.stil == "gut" else satz for satz in saetze]
        print_saetze(haken, farbig=self.farbig, isoliert=True)

    def lies(self, feld: Feld) -> Eingabe:
        """Read one field."""
        if feld.tafel is not None:
            from wegweiser.cli.tafelfeld import lies_tafel

            return lies_tafel(feld, build_tasten(feld), self._leiste(feld), self.danach)
        if feld.wahlen and feld.art != "zeile":
            from wegweiser.cli.auswahl import lies_auswahl

            if feld.befehle == NEBENBEI:
                self._frage(feld)
            eingabe = lies_auswahl(feld, build_tasten(feld), self._leiste(feld), self.danach)
            self._wiederhole(feld, eingabe)
            return eingabe
        return self._lies_text(feld)

    def _wiederhole(self, feld: Feld, eingabe: Eingabe) -> None:
        """Leave the choice on the screen, where the list was."""
        if eingabe.befehl or not eingabe.text or feld.art == "menue":
            return
        ids = [teil.strip() for teil in eingabe.text.split(";")]
        namen = {wahl.id: wahl.titel for wahl in feld.wahlen}  # a Schritt and its question lead to one place
        titel = [namen[id_] for id_ in ids if id_ in namen] or [eingabe.text]
        self.zeige([Satz(f"› {'; '.join(titel)}", haenge=2)])

    def _lies_text(self, feld: Feld) -> Eingabe:
        from wegweiser.cli.textfeld import lies_textfeld

        self._frage(feld)
        self.zeige([Satz(f"{wahl.kennung}. {wahl.titel}", einzug=2, haenge=3) for wahl in feld.wahlen])
        vorgabe = feld.entwurf or protect_text(feld.vorgabe)
        ergebnis = lies_textfeld(feld, vorgabe, build_tasten(feld, vorgabe), self._leiste(feld), self.danach)
        if isinstance(ergebnis, Eingabe):
            return ergebnis
        if feld.art == "einfuegen":
            return Eingabe(text=ergebnis)
        if befehl := find_angehaengten(ergebnis, vorgabe):
            return befehl
        if feld.art == "absatz" and "\n" in ergebnis:
            return Eingabe(text=_ungeschuetzt(ergebnis))
        return parse_eingabezeile(ergebnis)

    def _leiste(self, feld: Feld) -> str:
        return "" if self.ruhig else build_leiste(feld)

    def _frage(self, feld: Feld) -> None:
        if feld.aufforderung:
            self.zeige([Satz(feld.aufforderung, "leise", RAND if self.ruhig else 0)])


def _ungeschuetzt(text: str) -> str:
    erste, _, rest = text.partition("\n")
    eingabe = parse_eingabezeile(erste) if erste.strip() != "" and not erste.startswith(":") else None
    return f"{eingabe.text}\n{rest}" if eingabe and not eingabe.befehl else text


def build_tasten(feld: Feld, anfang: str = "") -> "KeyBindings":
    """Keys as commands, those that work here; `anfang` is what a text field began with."""
    from prompt_toolkit.key_binding import KeyBindings

    tasten = KeyBindings()
    for taste, (befehl, _) in TASTEN.items():
        if befehl in feld.befehle:
            tasten.add(taste, eager=True)(_befehlstaste(befehl, anfang))
    return tasten


def _befehlstaste(befehl: str, anfang: str) -> Any:  # noqa: ANN401 - a handler of prompt_toolkit
    def gedrueckt(ereignis: "KeyPressEvent") -> None:
        puffer = ereignis.current_buffer
        if not _bewegt_text(puffer, befehl, anfang):
            ereignis.app.exit(result=Eingabe(befehl=befehl, entwurf=puffer.text))

    return gedrueckt


def _bewegt_text(puffer: "Buffer", befehl: str, anfang: str) -> bool:
    """Undo and redo are first about what was typed here, then about what was saved."""
    vorher = puffer.text
    if befehl == "rueckgaengig" and vorher != anfang:
        puffer.undo()
    elif befehl == "wiederholen":
        puffer.redo()
    return puffer.text != vorher


def build_leiste(feld: Feld) -> str:
    """The keys that work here, as many as fit."""
    worte = [wort for befehl, wort in TASTEN.values() if befehl in feld.befehle and befehl != "editor"]
    if "editor" in feld.befehle:
        worte.insert(0, "F8 Editor")
    if feld.art in {"absatz", "einfuegen"}:
        worte.insert(0, "F9 fertig")
    leiste = "  ".join(worte)
    while len(leiste) > find_breite() - 1 and len(worte) > 1:
        worte.pop(-2)
        leiste = "  ".join(worte)
    return leiste
