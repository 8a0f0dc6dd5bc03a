"""Asking before something is done: one field, or yes and no; whoever goes back, pauses or ends the input says no."""

from collections.abc import Sequence

from wegweiser.cli.ausgabe import LEER, Satz
from wegweiser.cli.front import Ende, Feld, Front, Wahl
from wegweiser.errors import EingabeError

_JA = frozenset({"j", "ja"})
_NEIN = frozenset({"n", "nein"})


def ask_ja(front: Front, frage: str) -> bool:
    """Ask until it is yes or no."""
    feld = Feld(
        "wahl",
        f"{frage} ja oder nein",
        (Wahl("j", "ja", "Ja"), Wahl("n", "nein", "Nein")),
        nummeriert=False,
    )
    front.zeige([LEER])
    while True:
        text = ask_zeile(front, feld).casefold()
        if text in _JA | _NEIN:
            return text in _JA
        front.zeige([Satz("Bitte „ja“ oder „nein“; j oder n genügt.", "warnung")])


def ask_zeile(front: Front, feld: Feld, hilfe: Sequence[Satz] = ()) -> str:
    """One input; `hilfe` is shown for a question mark; raises Ende for whoever wants to go back or pause."""
    while True:
        try:
            eingabe = front.lies(feld)
        except EingabeError as fehler:
            front.zeige([Satz(fehler.satz, "warnung")])
            continue
        if eingabe.befehl in {"pause", "zurueck"}:
            raise Ende
        if eingabe.befehl == "hilfe":
            front.zeige(hilfe)
        if not eingabe.befehl:
            return eingabe.text.strip()
