"""The commands about paper for a meeting: out as cards, back as answers; each body one call."""

# ruff: noqa: FBT002 - flags of the command line are named there, not positional

from pathlib import Path
from typing import Annotated

import typer

from wegweiser.cli import karten as ausgabe
from wegweiser.cli.optionen import Sprache, build_app

papier_app = build_app()

Runde = Annotated[
    str, typer.Option("--runde", metavar="RUNDE", help="Die Fragen welcher Runde, zum Beispiel aemter")
]
Abschnitte = Annotated[
    list[str] | None,
    typer.Option(
        "--abschnitt", metavar="ID", help="Nur dieser Abschnitt; mehrfach möglich.", show_default=False
    ),
]
Schritte = Annotated[
    list[str] | None,
    typer.Option("--schritt", metavar="ID", help="Nur dieser Schritt; mehrfach möglich.", show_default=False),
]
Fragen = Annotated[
    list[str] | None,
    typer.Option(
        "--frage",
        metavar="NUMMER",
        help="Nur diese Frage, zum Beispiel 3.1; mehrfach möglich.",
        show_default=False,
    ),
]


@papier_app.command(options_metavar="[OPTIONEN]")
def karten(  # noqa: PLR0913, PLR0917 - one option per detail of the papers
    ordner: Annotated[str, typer.Argument(metavar="ORDNER|ID", show_default=False)],
    runde: Runde = "buergerschaft",
    abschnitte: Abschnitte = None,
    schritte: Schritte = None,
    fragen: Fragen = None,
    sprache: Sprache = "",
    papiere: Annotated[
        list[str] | None,
        typer.Option(
            "--papier",
            metavar="PAPIER",
            help="karten, poster oder punkte; mehrfach möglich, sonst alle drei",
            show_default=False,
        ),
    ] = None,
    punkte: Annotated[
        int,
        typer.Option(
            "--punkte",
            metavar="ZAHL",
            help="Wie viele Klebepunkte jede Person hat; sonst, was die Frage sagt",
            show_default=False,
        ),
    ] = 0,
    formate: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="pdf oder html; mehrfach möglich, sonst pdf",
            show_default=False,
        ),
    ] = None,
    nach: Annotated[
        Path | None,
        typer.Option("--nach", metavar="ORDNER", help="Wohin; sonst karten/ im Vorhaben", show_default=False),
    ] = None,
    ersetzen: Annotated[bool, typer.Option("--ersetzen", help="Vorhandene Dateien überschreiben.")] = False,
) -> None:
    """Druckt Karten, Plakat und Punkteblätter.

    Für die Fragen einer Runde: eine Karte je Frage (A6, vier auf einem Blatt), Tabellen als Blätter, ein Plakat A3 mit den Nummern der Fragen und Blätter
    für Klebepunkte. Aus einem Vorhaben stehen die Möglichkeiten darauf, die seine Antworten ergeben.
    """
    auswahl = ausgabe.Auswahl(
        runde, tuple(abschnitte or ()), tuple(schritte or ()), tuple(fragen or ()), punkte or None
    )
    ausgabe.run_karten(
        ordner, auswahl, tuple(papiere or ()), tuple(formate or ()), nach, sprache=sprache, ersetzen=ersetzen
    )
