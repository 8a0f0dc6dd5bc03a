"""Questionnaires on the command line: a guide as XLSForm, and a draft guide from one."""

from collections.abc import Sequence
from pathlib import Path

from wegweiser.cli.ausgabe import format_befehl
from wegweiser.cli.kommandos import build_umfeld, melde
from wegweiser.cli.leitfaden_kommandos import print_befunde
from wegweiser.cli.umgebung import read_umgebung


def run_xlsform(leitfaden: str, nach: Path, runde: str, abschnitte: Sequence[str], *, ersetzen: bool) -> None:
    """`leitfaden xlsform`."""
    from wegweiser.workflow.fragebogen import export_fragebogen

    umfeld = build_umfeld(read_umgebung())
    ausgabe = export_fragebogen(leitfaden, nach, runde, abschnitte, umfeld, ersetzen=ersetzen)
    print_befunde(ausgabe.befunde)
    fragen = "Eine Frage steht" if ausgabe.fragen == 1 else f"{ausgabe.fragen} Fragen stehen"
    melde(f"{fragen} in {nach}.")
    if ausgabe.befunde:
        melde(f"Was der Fragebogen nicht sagen kann, steht oben: {_format_stellen(len(ausgabe.befunde))}.")


def run_einlesen(datei: Path, nach: Path) -> None:
    """`leitfaden einlesen`."""
    from wegweiser.workflow.fragebogen import import_fragebogen

    einlesung = import_fragebogen(datei, nach, build_umfeld(read_umgebung()))
    print_befunde(einlesung.befunde)
    fragen = "Eine Frage steht" if einlesung.fragen == 1 else f"{einlesung.fragen} Fragen stehen"
    melde(f"{fragen} als Entwurf in {nach}.")
    if einlesung.befunde:
        anzahl = _format_stellen(len(einlesung.befunde))
        melde(f"Bitte ansehen: {anzahl}, oben genannt und in den Dateien als Kommentar.")
    melde(
        f"Weiter: {format_befehl('leitfaden pruefen', nach)}, {format_befehl('neu probe --leitfaden', nach)}."
    )


def _format_stellen(anzahl: int) -> str:
    return "eine Stelle" if anzahl == 1 else f"{anzahl} Stellen"
