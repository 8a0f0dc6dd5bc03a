"""Questionnaires on the command line: a guide as XLSForm, and a draft guide from one."""

from collections.abc import Sequence
from pathlib import Path

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


def _format_stellen(anzahl: int) -> str:
    return "eine Stelle" if anzahl == 1 else f"{anzahl} Stellen"
