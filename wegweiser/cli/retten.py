"""What `retten` does."""

from pathlib import Path

from wegweiser.cli.ausgabe import format_befehl
from wegweiser.cli.kommandos import build_umfeld, melde
from wegweiser.cli.rettung import build_ergebnis
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.errors import VorhabenError
from wegweiser.workflow.rettung import apply_rettung


def run_retten(ordner: Path, *, kuerzel: str) -> None:
    """`retten`."""
    if not ordner.is_dir():
        raise VorhabenError("ordner-fehlt", ordner=ordner)
    ergebnis = apply_rettung(ordner, build_umfeld(read_umgebung(), kuerzel))
    if ergebnis is None and not (ordner / "vorhaben.yaml").exists():
        raise VorhabenError("kein-vorhaben", ordner=ordner)
    if ergebnis is None:
        melde("Hier ist nichts zu retten: vorhaben.yaml ist in Ordnung.")
        return
    melde(*build_ergebnis(*ergebnis), f"Weiter: {format_befehl('start', ordner)}")
