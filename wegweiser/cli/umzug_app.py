"""The command that moves a Vorhaben to another guide, its body one call."""

# ruff: noqa: FBT002 - flags of the command line are named there, not positional

from typing import Annotated

import typer

from wegweiser.cli import umzug
from wegweiser.cli.optionen import Json, Kuerzel, Ordner, Schlicht, build_app

umzug_app = build_app()


@umzug_app.command(options_metavar="[OPTIONEN]")
def umziehen(  # noqa: PLR0913, PLR0917 - one option per detail of a move
    ordner: Ordner,
    nach: Annotated[
        str,
        typer.Option(
            "--nach",
            metavar="ID|PFAD",
            help="Auf welchen Leitfaden; sonst die vorhandene Fassung des eigenen",
            show_default=False,
        ),
    ] = "",
    wahl: Annotated[
        list[str] | None,
        typer.Option(
            "--wahl",
            metavar="FRAGE=NEU",
            help="Was statt einer entfallenen Möglichkeit gilt; mehrfach möglich.",
            show_default=False,
        ),
    ] = None,
    ja: Annotated[bool, typer.Option("--ja", help="Ohne Rückfrage umziehen.")] = False,
    zurueck: Annotated[bool, typer.Option("--zurueck", help="Nimmt den letzten Umzug zurück.")] = False,
    trotzdem: Annotated[
        bool, typer.Option("--trotzdem", help="Mit --zurueck: auch wenn seither geantwortet wurde.")
    ] = False,
    als_json: Json = False,
    schlicht: Schlicht = False,
    kuerzel: Kuerzel = "",
) -> None:
    """Zieht auf eine andere Fassung des Leitfadens um.

    Zeigt zuerst, was aus jeder Antwort wird, und fragt dann. Was keinen Platz mehr hat, kommt in die Ablage.
    """
    umzug.run(
        ordner,
        umzug.Angaben(nach, tuple(wahl or ()), ja, zurueck, trotzdem, als_json, schlicht, kuerzel),
    )
