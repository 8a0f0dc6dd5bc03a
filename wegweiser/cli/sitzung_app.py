"""The commands about meetings, each body one call."""

# ruff: noqa: FBT002 - flags of the command line are named there, not positional

from pathlib import Path
from typing import Annotated

import typer

from wegweiser.cli import sitzungen
from wegweiser.cli.optionen import Json, Kuerzel, Ordner, Schlicht, build_app

sitzung_app = build_app("Hält Sitzungen fest: Termine, Beschlüsse, Niederschrift.")

Formate = Annotated[
    list[str] | None,
    typer.Option(
        "--format", metavar="FORMAT", help="pdf oder html; mehrfach möglich, sonst beide", show_default=False
    ),
]
Ziel = Annotated[
    Path | None,
    typer.Option("--ziel", metavar="ORDNER", help="Wohin; sonst bericht/ im Vorhaben", show_default=False),
]


@sitzung_app.command(options_metavar="[OPTIONEN]")
def termine(
    ordner: Ordner,
    setze: Annotated[
        list[str] | None,
        typer.Option(
            "--setze",
            metavar="TERMIN=TAG",
            help="Einen Tag festlegen, zum Beispiel t2=12.02.2027; ohne Tag wieder freigeben.",
            show_default=False,
        ),
    ] = None,
    als_json: Json = False,
    kuerzel: Kuerzel = "",
) -> None:
    """Schlägt Tage für die Termine des Leitfadens vor.

    Gehaltene und festgelegte Termine zählen; die übrigen rücken mit dem Abstand nach, den der Leitfaden nennt.
    """
    sitzungen.run_termine(ordner, tuple(setze or ()), kuerzel, als_json=als_json)


@sitzung_app.command(options_metavar="[OPTIONEN]")
def beginnen(  # noqa: PLR0913, PLR0917 - one option per detail of a meeting
    ordner: Ordner,
    termin: Annotated[
        str,
        typer.Option(
            "--termin", metavar="TERMIN", help="Welcher Termin, zum Beispiel t2", show_default=False
        ),
    ] = "",
    titel: Annotated[
        str, typer.Option("--titel", metavar="TEXT", help="Sonst wie der Termin", show_default=False)
    ] = "",
    runde: Annotated[
        str, typer.Option("--runde", metavar="RUNDE", help="Sonst wie der Termin", show_default=False)
    ] = "",
    ort: Annotated[str, typer.Option("--ort", metavar="TEXT", help="Wo", show_default=False)] = "",
    moderation: Annotated[
        str, typer.Option("--moderation", metavar="TEXT", help="Wer leitet die Sitzung", show_default=False)
    ] = "",
    datum: Annotated[
        str, typer.Option("--datum", metavar="DATUM", help="Sonst heute", show_default=False)
    ] = "",
    beginn: Annotated[
        str, typer.Option("--beginn", metavar="UHRZEIT", help="Sonst jetzt", show_default=False)
    ] = "",
    kuerzel: Kuerzel = "",
) -> None:
    """Öffnet eine Sitzung.

    Was danach beantwortet wird, gehört zu ihr.
    """
    roh = sitzungen.Beginnangaben(termin, titel, runde, ort, moderation, datum, beginn)
    sitzungen.run_beginnen(ordner, roh, kuerzel)


@sitzung_app.command(options_metavar="[OPTIONEN]")
def beenden(  # noqa: PLR0913, PLR0917 - one option per detail of a meeting
    ordner: Ordner,
    personen: Annotated[
        list[str] | None,
        typer.Option(
            "--personen",
            metavar="GRUPPE=ZAHL",
            help="Wie viele da waren, zum Beispiel Bürgerschaft=34; mehrfach möglich.",
            show_default=False,
        ),
    ] = None,
    beschluesse: Annotated[
        list[str] | None,
        typer.Option(
            "--beschluss", metavar="TEXT", help="Was beschlossen wurde; mehrfach möglich.", show_default=False
        ),
    ] = None,
    dissens: Annotated[
        list[str] | None,
        typer.Option(
            "--dissens",
            metavar="TEXT",
            help="Wo die Meinungen auseinandergingen; mehrfach möglich.",
            show_default=False,
        ),
    ] = None,
    ende: Annotated[
        str, typer.Option("--ende", metavar="UHRZEIT", help="Sonst jetzt", show_default=False)
    ] = "",
    formate: Formate = None,
    ziel: Ziel = None,
    schlicht: Schlicht = False,
    kuerzel: Kuerzel = "",
) -> None:
    """Schließt die Sitzung ab und schreibt die Niederschrift.

    Was nicht angegeben ist, wird in einem Terminal gefragt.
    """
    noten = sitzungen.Notizen(tuple(personen or ()), tuple(beschluesse or ()), tuple(dissens or ()), ende)
    sitzungen.run_beenden(ordner, noten, tuple(formate or ()), ziel, kuerzel, schlicht=schlicht)


@sitzung_app.command(options_metavar="[OPTIONEN]")
def liste(ordner: Ordner, als_json: Json = False) -> None:
    """Nennt alle Sitzungen."""
    sitzungen.run_liste(ordner, als_json=als_json)


@sitzung_app.command(options_metavar="[OPTIONEN]")
def niederschrift(
    ordner: Ordner,
    kennung: Annotated[str, typer.Argument(metavar="[SITZUNG]", show_default=False)] = "",
    formate: Formate = None,
    ziel: Ziel = None,
) -> None:
    """Schreibt die Niederschrift einer Sitzung noch einmal."""
    sitzungen.run_niederschrift(ordner, kennung, tuple(formate or ()), ziel)
