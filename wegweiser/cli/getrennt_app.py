"""The commands for working apart: questions that go out and come back, copies that are put together."""

# ruff: noqa: FBT002 - flags of the command line are named there, not positional

from pathlib import Path
from typing import Annotated

import typer

from wegweiser.cli import offen as offene
from wegweiser.cli import zusammenfuehren as zusammen
from wegweiser.cli.optionen import Json, Kuerzel, Ordner, Schlicht, build_app

getrennt_app = build_app()


@getrennt_app.command(options_metavar="[OPTIONEN]")
def offen(  # noqa: PLR0913, PLR0917 - one option per detail of what goes out and comes back
    ordner: Ordner,
    alle: Annotated[bool, typer.Option("--alle", help="Auch Fragen, die noch nicht dran waren.")] = False,
    zustaendig: Annotated[
        str,
        typer.Option("--zustaendig", metavar="STELLE", help="Nur Fragen an diese Stelle", show_default=False),
    ] = "",
    nach: Annotated[
        Path | None,
        typer.Option(
            "--nach",
            metavar="DATEI|ORDNER",
            help="Schreibt Bögen zum Ausfüllen: eine .xlsx- oder .docx-Datei, oder in einen Ordner je Stelle eine.",
            show_default=False,
        ),
    ] = None,
    endung: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORMAT", help="Im Ordner: xlsx (sonst) oder docx", show_default=False
        ),
    ] = "",
    mit_persoenlichem: Annotated[
        bool, typer.Option("--mit-persoenlichem", help="Auch Fragen zu Personen, und Notizen.")
    ] = False,
    ersetzen: Annotated[bool, typer.Option("--ersetzen", help="Überschreibt vorhandene Bögen.")] = False,
    einlesen: Annotated[
        list[Path] | None,
        typer.Option(
            "--einlesen",
            metavar="DATEI|ORDNER",
            help="Nimmt ausgefüllte Bögen zurück; mehrfach möglich.",
            show_default=False,
        ),
    ] = None,
    ja: Annotated[bool, typer.Option("--ja", help="Ohne Rückfrage; nur was niemandem widerspricht.")] = False,
    neuere_ersetzen: Annotated[
        bool,
        typer.Option("--neuere-ersetzen", help="Auch wo inzwischen etwas anderes geantwortet wurde."),
    ] = False,
    als_json: Json = False,
    schlicht: Schlicht = False,
    kuerzel: Kuerzel = "",
) -> None:
    """Gibt offene Fragen an Ämter und nimmt Antworten zurück.

    Zeigt, was offen ist und wer es klärt; schreibt Bögen für Excel und Word; liest sie ausgefüllt wieder ein.
    """
    angaben = offene.Angaben(
        alle=alle,
        zustaendig=zustaendig,
        nach=nach,
        endung=endung.casefold().lstrip("."),
        mit_persoenlichem=mit_persoenlichem,
        ersetzen=ersetzen,
        einlesen=tuple(einlesen or ()),
        ja=ja,
        neuere_ersetzen=neuere_ersetzen,
        als_json=als_json,
        schlicht=schlicht,
        kuerzel=kuerzel,
    )
    offene.run(ordner, angaben)


@getrennt_app.command(options_metavar="[OPTIONEN]")
def zusammenfuehren(  # noqa: PLR0913, PLR0917 - one option per detail of a merge
    ordner: Ordner,
    kopie: Annotated[Path | None, typer.Argument(metavar="[KOPIE]", show_default=False)] = None,
    basis: Annotated[
        Path | None,
        typer.Option(
            "--basis",
            metavar="ORDNER",
            help="Kopie von damals, falls die Protokolle nicht zeigen, wovon beide ausgingen",
            show_default=False,
        ),
    ] = None,
    entscheiden: Annotated[
        bool, typer.Option("--entscheiden", help="Fragt zu jedem Widerspruch, was gilt.")
    ] = False,
    wahl: Annotated[
        list[str] | None,
        typer.Option(
            "--wahl",
            metavar="FRAGE=SEITE",
            help="Entscheidet ohne Rückfrage: FRAGE=hier, FRAGE=dort, alle=hier; mehrfach möglich.",
            show_default=False,
        ),
    ] = None,
    ja: Annotated[bool, typer.Option("--ja", help="Ohne Rückfrage zusammenführen.")] = False,
    als_json: Json = False,
    schlicht: Schlicht = False,
    kuerzel: Kuerzel = "",
) -> None:
    """Führt zwei Kopien zusammen, Antwort für Antwort.

    Was nur in einer geändert wurde, gilt; was in beiden geändert wurde, wird gezeigt und bleibt stehen, bis Sie entscheiden.
    """
    angaben = zusammen.Angaben(basis, tuple(wahl or ()), entscheiden, ja, als_json, schlicht, kuerzel)
    zusammen.run(ordner, kopie, angaben)
