"""The command that takes a table from a file, its body one call."""

# ruff: noqa: FBT002 - flags of the command line are named there, not positional

from pathlib import Path
from typing import Annotated

import typer

from wegweiser.cli import importieren as befehl
from wegweiser.cli.optionen import Json, Kuerzel, Ordner, build_app

tabellen_app = build_app()


@tabellen_app.command(options_metavar="[OPTIONEN]")
def importieren(  # noqa: PLR0913, PLR0917 - one option per detail of an import
    ordner: Ordner,
    frage: Annotated[str, typer.Argument(metavar="FRAGE", show_default=False)],
    datei: Annotated[Path, typer.Argument(metavar="DATEI", show_default=False)],
    blatt: Annotated[
        str,
        typer.Option(
            "--blatt",
            metavar="NAME",
            help="Welches Blatt der Datei; sonst das, dessen Überschriften passen",
            show_default=False,
        ),
    ] = "",
    anhaengen: Annotated[
        bool, typer.Option("--anhaengen", help="Stellt die Zeilen hinter die vorhandenen.")
    ] = False,
    ersetzen: Annotated[
        bool, typer.Option("--ersetzen", help="Tauscht alle Zeilen aus; gleich benannte bleiben dieselben.")
    ] = False,
    ja: Annotated[bool, typer.Option("--ja", help="Ohne Rückfrage übernehmen.")] = False,
    als_json: Json = False,
    kuerzel: Kuerzel = "",
) -> None:
    """Übernimmt eine Tabelle aus Excel, LibreOffice oder CSV.

    Zeigt zuerst, welche Spalte wohin gehört und was nicht passt, und fragt dann. Alles oder nichts.
    """
    befehl.run_importieren(
        ordner, frage, datei, befehl.Angaben(blatt, anhaengen, ersetzen, ja, als_json, kuerzel)
    )
