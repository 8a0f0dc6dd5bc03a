"""Reading one field; a long text goes into the person's own editor on demand and comes back as the input."""

import sys
from collections.abc import Sequence

from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.befehle import Eingabe, protect_text, unprotect_text
from wegweiser.cli.front import Feld
from wegweiser.cli.gespraech import Gespraech
from wegweiser.cli.umgebung import find_editor
from wegweiser.errors import EingabeError

BEFEHL = "editor"


def lies_feld(gespraech: Gespraech, feld: Feld) -> Eingabe:
    """Read one field; raises EingabeError for what cannot be done here."""
    if feld.art != "absatz":
        eingabe = gespraech.front.lies(feld)
        if eingabe.befehl == BEFEHL:
            raise EingabeError("editor-hier-nicht")
        return eingabe
    feld = feld._replace(befehle=(*feld.befehle, BEFEHL))
    while (eingabe := gespraech.front.lies(feld)).befehl == BEFEHL:
        bisher = _find_text(gespraech, feld, eingabe)
        text = _edit(gespraech, bisher)
        if text and text != bisher.strip():
            return Eingabe(text=text)
        feld = feld._replace(entwurf=protect_text(bisher), stumm=True)
    return eingabe


def _find_text(gespraech: Gespraech, feld: Feld, eingabe: Eingabe) -> str:
    """What stood in the field; on one line of plain text the answer given before."""
    if gespraech.front.tasten:
        return unprotect_text(eingabe.entwurf)
    return eingabe.text or unprotect_text(feld.entwurf) or feld.vorgabe


def _edit(gespraech: Gespraech, text: str) -> str:
    """The text as it came back, or the old one with a sentence why nothing was taken over."""
    from wegweiser.workflow.texteditor import edit_text

    try:
        neu = edit_text(gespraech.stand, _find_befehl(), text)
    except EingabeError as fehler:
        gerettet = unprotect_text(str(fehler.angaben.get("text", "")))
        gespraech.zeige(Satz(f"{fehler.satz} {fehler.hinweis}".strip(), "warnung"))
        if gerettet and gerettet != text.strip():
            gespraech.zeige(Satz("So stand der Text zuletzt im Editor:", "leise"), Satz(gerettet, einzug=2))
        return text
    if not neu:
        gespraech.zeige(
            Satz("Der Text kam leer zurück; es bleibt, wie es war. :leeren nimmt die Antwort zurück.")
        )
    elif neu == text.strip():
        gespraech.zeige(Satz("Der Text ist unverändert.", "leise"))
    return neu


def _find_befehl() -> Sequence[str]:
    if not sys.stdin.isatty():
        raise EingabeError("editor-ohne-terminal")
    if not (befehl := find_editor()):
        raise EingabeError("editor-keiner")
    return befehl
