"""The commands that look back and take back, each body one call."""

# ruff: noqa: FBT002 - flags of the command line are named there, not positional

from typing import Annotated

import typer

from wegweiser.cli import verlauf as befehle
from wegweiser.cli.optionen import Json, Kuerzel, Ordner, build_app

rueckblick_app = build_app()

Vorschau = Annotated[
    bool, typer.Option("--vorschau", help="Zeigt nur, was sich ändern würde; ändert nichts.")
]
Trotzdem = Annotated[
    bool, typer.Option("--trotzdem", help="Auch wenn die Antwort seither anders geändert wurde.")
]


@rueckblick_app.command(options_metavar="[OPTIONEN]")
def rueckgaengig(
    ordner: Ordner, vorschau: Vorschau = False, trotzdem: Trotzdem = False, kuerzel: Kuerzel = ""
) -> None:
    """Nimmt die letzte Änderung zurück.

    Mehrmals gerufen geht es Schritt für Schritt weiter zurück, auch über Pausen hinweg. Was zusammen geändert wurde,
    wird zusammen zurückgenommen; „wiederholen“ stellt es wieder her.
    """
    befehle.run_ruecknahme(ordner, "rueckgaengig", vorschau=vorschau, trotzdem=trotzdem, kuerzel=kuerzel)


@rueckblick_app.command(options_metavar="[OPTIONEN]")
def wiederholen(
    ordner: Ordner, vorschau: Vorschau = False, trotzdem: Trotzdem = False, kuerzel: Kuerzel = ""
) -> None:
    """Stellt wieder her, was zuletzt rückgängig gemacht wurde.

    Das geht, solange danach nichts anderes geändert wurde.
    """
    befehle.run_ruecknahme(ordner, "wiederholt", vorschau=vorschau, trotzdem=trotzdem, kuerzel=kuerzel)


@rueckblick_app.command(options_metavar="[OPTIONEN]")
def verlauf(
    ordner: Ordner,
    frage: Annotated[
        str,
        typer.Option("--frage", metavar="FRAGE", help="Nur die Änderungen einer Frage.", show_default=False),
    ] = "",
    letzte: Annotated[
        int, typer.Option("--letzte", metavar="ZAHL", min=0, help="Wie viele Schritte; 0 zeigt alle.")
    ] = 20,
    als_json: Json = False,
) -> None:
    """Zeigt, wer wann was geändert hat."""
    befehle.run_verlauf(ordner, befehle.Auswahl(frage, letzte), als_json=als_json)
