"""The command that mends a damaged Vorhaben."""

from wegweiser.cli import retten as befehle
from wegweiser.cli.optionen import Kuerzel, Ordner, build_app

rettung_app = build_app()


@rettung_app.command(options_metavar="[OPTIONEN]")
def retten(ordner: Ordner, kuerzel: Kuerzel = "") -> None:
    """Stellt eine beschädigte vorhaben.yaml wieder her.

    Die Antworten kommen aus dem Protokoll. Die beschädigte Datei bleibt daneben liegen; „start“ bietet dasselbe an.
    """
    befehle.run_retten(ordner, kuerzel=kuerzel)
