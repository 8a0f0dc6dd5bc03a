"""What the commands for authors of guides do: begin a guide, give the format to an editor."""

import shlex
from pathlib import Path

from wegweiser.cli.kommandos import build_umfeld, melde
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.model.vorgaben import LEITFADEN
from wegweiser.workflow import autoren


def find_vorgabe() -> str:
    """The guide that is meant where none is named: the one in this folder, else the shipped one."""
    return "." if Path("leitfaden.yaml").is_file() else LEITFADEN


def run_neu(ordner: Path, titel: str) -> None:
    """`leitfaden neu`."""
    geruest = autoren.create_leitfaden(ordner, titel, build_umfeld(read_umgebung()))
    name = shlex.quote(geruest.name)
    melde(
        f"Ein kleiner Leitfaden liegt in {geruest.ordner}; er ist fehlerfrei und lässt sich sofort spielen.",
        f"Beginnen Sie mit {geruest.ordner / 'leitfaden.yaml'}; die Dateien erklären sich selbst.",
        f"Prüfen: `wegweiser leitfaden pruefen {name}`",
        f"Ausprobieren: `wegweiser neu probe --leitfaden {name}`",
        "Dann: `wegweiser start probe`",
        f"Nachschlagen: {autoren.find_handbuch()}",
    )


def run_ableiten(ordner: Path, von: str, titel: str) -> None:
    """`leitfaden ableiten`."""
    geruest = autoren.derive_leitfaden(ordner, von, titel, build_umfeld(read_umgebung()))
    name = shlex.quote(geruest.name)
    melde(
        f"Ihre eigene Fassung liegt in {geruest.ordner}; noch sagt sie dasselbe wie ihre Grundlage.",
        f"Was anders sein soll, kommt in {geruest.ordner / 'leitfaden.yaml'}; Beispiele stehen darin.",
        f"Prüfen: `wegweiser leitfaden pruefen {name}`",
        f"Ausprobieren: `wegweiser neu probe --leitfaden {name}`",
    )


def run_schema(nach: Path | None) -> None:
    """`leitfaden schema`."""
    if nach is None:
        print(autoren.build_schematext(), end="")  # noqa: T201 - output for programs
        return
    for pfad in autoren.save_format(nach):
        melde(f"Geschrieben: {pfad}")
