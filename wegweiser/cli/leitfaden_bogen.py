"""The questionnaire on paper on the command line."""

from collections.abc import Sequence
from pathlib import Path

from wegweiser.cli.ausgabe import clean_anzeige
from wegweiser.cli.kommandos import build_umfeld, check_runde, melde
from wegweiser.cli.umgebung import read_umgebung


def run_fragebogen(
    leitfaden: str,
    nach: Path | None,
    sprache: str,
    runde: str,
    schritte: Sequence[str],
    *,
    ersetzen: bool,
) -> None:
    """`leitfaden fragebogen`."""
    from wegweiser.workflow.papierbogen import write_papierbogen

    umfeld = build_umfeld(read_umgebung())
    ausgabe = write_papierbogen(
        leitfaden,
        nach,
        umfeld,
        sprache=sprache,
        runde=check_runde(runde),
        schritte=schritte,
        ersetzen=ersetzen,
    )
    seiten = {None: "", 1: ", eine Seite"}.get(ausgabe.seiten, f", {ausgabe.seiten} Seiten")
    fragen = "eine Frage" if ausgabe.bogen.anzahl == 1 else f"{ausgabe.bogen.anzahl} Fragen"
    print(clean_anzeige(f"{ausgabe.pfad} ({fragen}, etwa {ausgabe.bogen.minuten} Minuten{seiten})"))  # noqa: T201 - paths stay unwrapped
    if ausgabe.bogen.ungeprueft:
        melde(
            "Diese Übersetzung hat noch niemand geprüft; so steht es auch auf dem Bogen. Wer sie geprüft hat, "
            "trägt sich in der Datei der Sprache unter geprueft_von ein."
        )
