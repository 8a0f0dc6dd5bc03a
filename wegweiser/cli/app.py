"""Commands and options, each body one call; `main` is the error boundary."""

# ruff: noqa: FBT002 - flags of the command line are named there, not positional

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import click
import typer

from wegweiser.cli import kommandos, umzug
from wegweiser.cli.grenze import run_sicher
from wegweiser.cli.leitfaden_app import HILFE, Sprache, leitfaden_app
from wegweiser.cli.vervollstaendigung import print_vervollstaendigung
from wegweiser.model.vorgaben import LEITFADEN

app = typer.Typer(
    name="wegweiser",
    help="Führt durch Leitfäden der Quartiersentwicklung: fragt, rechnet nach, schreibt den Maßnahmenplan.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    suggest_commands=False,
    context_settings=HILFE,
    options_metavar="[OPTIONEN]",
    subcommand_metavar="BEFEHL [ANGABEN]…",
)
app.add_typer(leitfaden_app, name="leitfaden")

Ordner = Annotated[Path, typer.Argument(metavar="ORDNER", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Für Programme: JSON statt Text.")]
Kuerzel = Annotated[
    str,
    typer.Option("--kuerzel", metavar="KÜRZEL", help="Wer arbeitet; steht im Protokoll.", show_default=False),
]
# click 8.4 drops the help text typer 0.25 gives to an argument; `main` puts it back by its metavar.
ANGABEN = {
    "ORDNER": "Ordner des Vorhabens",
    "[ORDNER]": "neuer Ordner für das Beispiel",
    "LEITFADENORDNER": "neuer oder leerer Ordner für den Leitfaden",
    "A": "der frühere Leitfaden: Kennung oder Ordner",
    "B": "der spätere Leitfaden, oder der eigene über dem mitgelieferten",
    "XLSFORM": "der Fragebogen als Datei",
    "[FRAGE]": "Kennung der Frage, zum Beispiel einwohner oder m1.beginn",
    "[WERT]": "die Antwort, wie im Gespräch getippt",
    "[ID|PFAD]": "Kennung eines mitgelieferten Leitfadens oder ein Ordner; sonst land-nrw",
}


def _zeige_version(wert: bool) -> None:  # noqa: FBT001 - callback of the framework
    if wert:
        from importlib.metadata import PackageNotFoundError, version

        try:
            nummer = version("wegweiser")
        except PackageNotFoundError:
            nummer = "aus dem Quelltext"
        typer.echo(f"wegweiser {nummer}")
        raise typer.Exit


@app.callback()
def wurzel(
    debug: Annotated[
        bool, typer.Option("--debug", help="Zeigt bei einem Programmfehler den ganzen Verlauf.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Zeigt die Version.", is_eager=True, callback=_zeige_version)
    ] = False,
    vervollstaendigung: Annotated[
        str,
        typer.Option(
            "--vervollstaendigung",
            metavar="SHELL",
            help="Schreibt die Ergänzung für bash, zsh, fish oder powershell.",
            is_eager=True,
            show_default=False,
            callback=print_vervollstaendigung,
        ),
    ] = "",
) -> None:
    """Führt durch Leitfäden der Quartiersentwicklung: fragt, rechnet nach, schreibt den Maßnahmenplan."""
    del debug, version, vervollstaendigung  # read before (see grenze.py) or by their callbacks


@app.command(options_metavar="[OPTIONEN]")
def demo(
    ordner: Annotated[Path | None, typer.Argument(metavar="[ORDNER]", show_default=False)] = None,
) -> None:
    """Spielt das Beispiel durch und schreibt den Bericht.

    Fragt nichts und überschreibt nichts; ohne ORDNER entsteht „demo“, beim nächsten Mal „demo-2“.
    """
    kommandos.run_demo(ordner)


@app.command(options_metavar="[OPTIONEN]")
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


@app.command(options_metavar="[OPTIONEN]")
def start(
    ordner: Ordner,
    schlicht: Annotated[
        bool, typer.Option("--schlicht", help="Nur Zeilen: für Vorleseprogramme und einfache Terminals.")
    ] = False,
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
    kuerzel: Kuerzel = "",
) -> None:
    """Beginnt das Gespräch oder setzt es fort."""
    kommandos.run_start(ordner, schlicht=schlicht, kuerzel=kuerzel, sprache=sprache, runde=runde)


@app.command(options_metavar="[OPTIONEN]")
def status(ordner: Ordner, als_json: Json = False) -> None:
    """Zeigt, wo Sie stehen, was offen ist und wer was klärt."""
    kommandos.run_status(ordner, als_json=als_json)


@app.command(options_metavar="[OPTIONEN]")
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
        str, typer.Option("--bis", metavar="DATUM", help="Bis wann (mit --offen).", show_default=False)
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
    kommandos.run_antwort(ordner, frage, wert, aus, angaben, kuerzel)


@app.command(options_metavar="[OPTIONEN]")
def auswerten(ordner: Ordner, als_json: Json = False) -> None:
    """Zeigt Lücken, Organisationsformen und Finanzierung."""
    kommandos.run_auswerten(ordner, als_json=als_json)


@app.command(options_metavar="[OPTIONEN]")
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
) -> None:
    """Schreibt den Maßnahmenplan als PDF, HTML und JSON."""
    kommandos.run_bericht(ordner, tuple(formate or ()), ziel, stichtag)


@app.command(options_metavar="[OPTIONEN]")
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
    schlicht: Annotated[
        bool, typer.Option("--schlicht", help="Nur Zeilen: für Vorleseprogramme und einfache Terminals.")
    ] = False,
    kuerzel: Kuerzel = "",
) -> None:
    """Zieht ein Vorhaben auf eine andere Fassung des Leitfadens um.

    Zeigt zuerst, was aus jeder Antwort wird, und fragt dann. Was keinen Platz mehr hat, kommt in die Ablage.
    """
    umzug.run(
        ordner,
        umzug.Angaben(nach, tuple(wahl or ()), ja, zurueck, trotzdem, als_json, schlicht, kuerzel),
    )


def build_befehl() -> click.Command:
    """The whole command line, with the help of its arguments."""
    befehl = typer.main.get_command(app)
    gruppen = [befehl]
    while gruppen:
        aktuell = gruppen.pop()
        gruppen += getattr(aktuell, "commands", {}).values()
        vars(aktuell)["format_arguments"] = lambda _ctx, _formatter: (
            None
        )  # click's own section: typer has one
        for angabe in aktuell.params:
            if isinstance(angabe, typer.core.TyperArgument):
                angabe.help = ANGABEN.get(angabe.metavar or "")
    return befehl


def main(argumente: Sequence[str] | None = None) -> int:
    """Run a command and turn whatever goes wrong into a sentence and an exit code."""
    return run_sicher(build_befehl, list(sys.argv[1:] if argumente is None else argumente))
