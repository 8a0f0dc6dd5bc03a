"""The commands about paper for a meeting: out as cards, back as answers; each body one call."""

# ruff: noqa: FBT002 - flags of the command line are named there, not positional

from pathlib import Path
from typing import Annotated

import typer

from wegweiser.cli import erfassen as zurueck
from wegweiser.cli import karten as ausgabe
from wegweiser.cli.optionen import Kuerzel, Ordner, Schlicht, Sprache, build_app

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
            help="karten, poster, punkte (sonst diese drei) oder zaehlliste (CSV zum Ausfüllen); mehrfach möglich",
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


@papier_app.command(options_metavar="[OPTIONEN]")
def erfassen(  # noqa: PLR0913, PLR0917 - one option per detail of the capture
    ordner: Ordner,
    runde: Runde = "buergerschaft",
    abschnitte: Abschnitte = None,
    schritte: Schritte = None,
    ab: Annotated[
        str,
        typer.Option(
            "--ab",
            metavar="NUMMER",
            help="Mit welcher Karte es losgeht, zum Beispiel 3.1",
            show_default=False,
        ),
    ] = "",
    aus: Annotated[
        Path | None,
        typer.Option(
            "--aus",
            metavar="DATEI",
            help="Zahlen aus CSV oder Excel: Spalten frage, antwort, anzahl",
            show_default=False,
        ),
    ] = None,
    quelle: Annotated[
        str,
        typer.Option(
            "--quelle",
            metavar="TEXT",
            help="Woher die Antworten stammen; wird der Beleg, zum Beispiel „Bürgerwerkstatt, 34 Karten, 12.02.2027“",
            show_default=False,
        ),
    ] = "",
    schwelle: Annotated[
        int,
        typer.Option(
            "--schwelle",
            metavar="PROZENT",
            help="Ab welchem Anteil der Karten eine Möglichkeit als gewählt vorgeschlagen wird, wo mehrere gelten können",
        ),
    ] = 50,
    ja: Annotated[bool, typer.Option("--ja", help="Mit --aus: ohne Rückfrage übernehmen.")] = False,
    schlicht: Schlicht = False,
    kuerzel: Kuerzel = "",
) -> None:
    """Nimmt Antworten von Karten und Punkteblättern zurück.

    In der Reihenfolge der Karten oder mit der Nummer zuerst; viele Karten und Klebepunkte werden gezählt. Gespeichert wird je
    Blatt, nach einem Blick auf alles.
    """
    auswahl = ausgabe.Auswahl(runde, tuple(abschnitte or ()), tuple(schritte or ()))
    angaben = zurueck.Angaben(ab, aus, quelle, schwelle, ja, schlicht, kuerzel)
    zurueck.run_erfassen(ordner, auswahl.build_wunsch(), angaben)
