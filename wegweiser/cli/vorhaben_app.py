"""The commands about one Vorhaben from beginning to plan, each body one call."""

# ruff: noqa: FBT002 - flags of the command line are named there, not positional

from pathlib import Path
from typing import Annotated

import typer

from wegweiser.cli import kommandos
from wegweiser.cli.front import Zugang
from wegweiser.cli.optionen import Json, Kuerzel, Ordner, Schlicht, Sprache, Szenario, build_app
from wegweiser.model.vorgaben import LEITFADEN

vorhaben_app = build_app()


@vorhaben_app.command(options_metavar="[OPTIONEN]")
def demo(
    ordner: Annotated[Path | None, typer.Argument(metavar="[ORDNER]", show_default=False)] = None,
) -> None:
    """Spielt das Beispiel durch und schreibt den Bericht.

    Fragt nichts und überschreibt nichts; ohne ORDNER entsteht „demo“, beim nächsten Mal „demo-2“.
    """
    kommandos.run_demo(ordner)


@vorhaben_app.command(options_metavar="[OPTIONEN]")
def neu(
    ordner: Ordner,
    leitfaden: Annotated[
        str, typer.Option("--leitfaden", metavar="ID|PFAD", help="Welcher Leitfaden")
    ] = LEITFADEN,
    titel: Annotated[
        str,
        typer.Option(
            "--titel",
            metavar="TEXT",
            help="Titel des Vorhabens; sonst der Name des Ordners",
            show_default=False,
        ),
    ] = "",
    kuerzel: Kuerzel = "",
) -> None:
    """Legt ein leeres Vorhaben an."""
    kommandos.run_neu(ordner, leitfaden, titel, kuerzel)


@vorhaben_app.command(options_metavar="[OPTIONEN]")
def start(  # noqa: PLR0913, PLR0917 - one option per way to hold a session
    ordner: Ordner,
    schlicht: Schlicht = False,
    sprache: Sprache = "",
    runde: Annotated[
        str,
        typer.Option(
            "--runde",
            metavar="RUNDE",
            help="Nur die Fragen einer Runde, zum Beispiel buergerschaft",
            show_default=False,
        ),
    ] = "",
    dauer: Annotated[
        int | None,
        typer.Option(
            "--dauer",
            metavar="MINUTEN",
            min=1,
            max=1440,
            help="Nur so viele Schritte, wie in die Zeit passen; das Wichtigste zuerst",
            show_default=False,
        ),
    ] = None,
    praesentation: Annotated[
        bool, typer.Option("--praesentation", help="Eine Frage je Bild, ohne interne Hinweise.")
    ] = False,
    projektor: Annotated[
        bool, typer.Option("--projektor", help="Schreibt bericht/projektor.html: eine Seite zum Mitlesen.")
    ] = False,
    lesen: Annotated[
        bool, typer.Option("--lesen", help="Nur mitlesen, auch wenn jemand anderes daran arbeitet.")
    ] = False,
    sperre_loesen: Annotated[
        bool,
        typer.Option(
            "--sperre-loesen", help="Löst die Sperre einer Sitzung, die es nicht mehr gibt; fragt vorher."
        ),
    ] = False,
    kuerzel: Kuerzel = "",
) -> None:
    """Beginnt das Gespräch oder setzt es fort."""
    zugang = Zugang(lesen, sperre_loesen)
    wahl = kommandos.Sitzungswahl(sprache, runde, dauer, projektor, praesentation, zugang)
    kommandos.run_start(ordner, wahl, schlicht=schlicht, kuerzel=kuerzel)


@vorhaben_app.command(options_metavar="[OPTIONEN]")
def status(ordner: Ordner, als_json: Json = False) -> None:
    """Zeigt, wo Sie stehen, was offen ist und wer was klärt."""
    kommandos.run_status(ordner, als_json=als_json)


@vorhaben_app.command(options_metavar="[OPTIONEN]")
def antwort(  # noqa: PLR0913, PLR0917 - one option per detail of an answer
    ordner: Ordner,
    frage: Annotated[str, typer.Argument(metavar="[FRAGE]", show_default=False)] = "",
    wert: Annotated[str, typer.Argument(metavar="[WERT]", show_default=False)] = "",
    aus: Annotated[
        Path | None,
        typer.Option(
            "--aus", metavar="DATEI", help="Alle Antworten einer Datei – oder keine.", show_default=False
        ),
    ] = None,
    offen: Annotated[bool, typer.Option("--offen", help="„Weiß ich noch nicht“.")] = False,
    zustaendig: Annotated[
        str,
        typer.Option(
            "--zustaendig", metavar="STELLE", help="Wer es klärt (mit --offen).", show_default=False
        ),
    ] = "",
    bis: Annotated[
        str,
        typer.Option(
            "--bis",
            metavar="DATUM",
            help="Bis wann: Datum, Freitag, in 2 Wochen … (mit --offen).",
            show_default=False,
        ),
    ] = "",
    sicherheit: Annotated[
        str,
        typer.Option(
            "--sicherheit",
            metavar="STUFE",
            help="gesichert, geschaetzt, vermutet oder konstruiert",
            show_default=False,
        ),
    ] = "",
    beleg: Annotated[
        list[str] | None,
        typer.Option("--beleg", metavar="QUELLE", help="Ein Beleg; mehrfach möglich.", show_default=False),
    ] = None,
    notiz: Annotated[
        str, typer.Option("--notiz", metavar="TEXT", help="Eine Notiz.", show_default=False)
    ] = "",
    wirkung: Annotated[
        bool, typer.Option("--wirkung", help="Zeigt nur, was sich damit ändern würde; speichert nichts.")
    ] = False,
    kuerzel: Kuerzel = "",
) -> None:
    """Setzt Antworten ohne Gespräch.

    Eine einzelne (ORDNER FRAGE WERT) oder mit --aus alle einer Datei.
    """
    angaben = kommandos.Angaben(
        offen=offen,
        zustaendig=zustaendig,
        bis=bis,
        sicherheit=sicherheit,
        belege=tuple(beleg or ()),
        notiz=notiz,
    )
    kommandos.run_antwort(ordner, frage, wert, aus, angaben, kuerzel, nur_wirkung=wirkung)


@vorhaben_app.command(options_metavar="[OPTIONEN]")
def auswerten(ordner: Ordner, szenario: Szenario = "", als_json: Json = False) -> None:
    """Zeigt Lücken, Organisationsformen und Finanzierung."""
    kommandos.run_auswerten(ordner, szenario=szenario, als_json=als_json)


@vorhaben_app.command(options_metavar="[OPTIONEN]")
def bericht(
    ordner: Ordner,
    formate: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="pdf, html oder json; mehrfach möglich, sonst alle drei",
            show_default=False,
        ),
    ] = None,
    ziel: Annotated[
        Path | None,
        typer.Option(
            "--ziel", metavar="ORDNER", help="Wohin; sonst bericht/ im Vorhaben", show_default=False
        ),
    ] = None,
    stichtag: Annotated[
        str,
        typer.Option(
            "--stichtag",
            metavar="DATUM",
            help="Auf welchen Tag gerechnet wird; sonst heute",
            show_default=False,
        ),
    ] = "",
    szenario: Szenario = "",
) -> None:
    """Schreibt den Maßnahmenplan als PDF, HTML und JSON."""
    kommandos.run_bericht(ordner, tuple(formate or ()), ziel, stichtag, szenario)
