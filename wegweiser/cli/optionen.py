"""What the commands have in common: arguments and options of one name, and how their help looks."""

from pathlib import Path
from typing import Annotated

import click
import typer

HILFE = {"help_option_names": ["-h", "--help"], "max_content_width": 80}

Ordner = Annotated[Path, typer.Argument(metavar="ORDNER", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Für Programme: JSON statt Text.")]
Schlicht = Annotated[
    bool, typer.Option("--schlicht", help="Nur Zeilen: für Vorleseprogramme und einfache Terminals.")
]
Sprache = Annotated[
    str,
    typer.Option(
        "--sprache", metavar="SPRACHE", help="einfach, en, tr, ar, uk … – sonst Deutsch", show_default=False
    ),
]
Kuerzel = Annotated[
    str,
    typer.Option("--kuerzel", metavar="KÜRZEL", help="Wer arbeitet; steht im Protokoll.", show_default=False),
]
Szenario = Annotated[
    str,
    typer.Option(
        "--szenario", metavar="NAME", help="Mit den Annahmen eines Szenarios gerechnet.", show_default=False
    ),
]
# click 8.4 drops the help text typer 0.25 gives to an argument; `main` puts it back by its metavar.
ANGABEN = {
    "ORDNER": "Ordner des Vorhabens",
    "[ORDNER]": "neuer Ordner für das Beispiel",
    "LEITFADENORDNER": "neuer oder leerer Ordner für den Leitfaden",
    "ORDNER|ID": "Ordner des Vorhabens, oder die Kennung eines Leitfadens",
    "[KOPIE]": "Ordner der anderen Kopie; sie bleibt, wie sie ist",
    "A": "der frühere Leitfaden: Kennung oder Ordner",
    "B": "der spätere Leitfaden, oder der eigene über dem mitgelieferten",
    "XLSFORM": "der Fragebogen als Datei",
    "STAND": 'Name des Standes, zum Beispiel "vor Ausschuss"',
    "[STAND2]": "der spätere Stand; ohne ihn gilt, was jetzt dasteht",
    "FRAGE": "Kennung der Tabelle, zum Beispiel akteure oder m1.investition",
    "DATEI": "die Tabelle als .xlsx, .ods oder .csv",
    "DATEI…": "eine oder mehrere Dateien, oder ein Ordner mit Dateien",
    "DATEI-ID": "Kennung der Datei aus `daten liste`, oder ihr Name",
    "VORHABEN1": "ein Ordner, oder ORDNER@NAME für ein Szenario",
    "VORHABEN2": "ebenso",
    "[SZENARIO]": 'Name des Szenarios, zum Beispiel "ohne Café"; ohne ihn alle',
    "[FRAGE]": "Kennung der Frage, zum Beispiel einwohner oder m1.beginn",
    "[SITZUNG]": "welche Sitzung, zum Beispiel s2 oder t2; sonst die letzte",
    "[WERT]": "die Antwort, wie im Gespräch getippt",
    "[ID|PFAD]": "Kennung eines mitgelieferten Leitfadens oder ein Ordner; sonst der Leitfaden hier, oder land-nrw",
}


def build_app(hilfe: str | None = None, schluss: str | None = None) -> typer.Typer:
    """An empty set of commands."""
    return typer.Typer(
        help=hilfe,
        epilog=schluss,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        suggest_commands=False,
        context_settings=HILFE,
        options_metavar="[OPTIONEN]",
        subcommand_metavar="BEFEHL [ANGABEN]…",
    )


def build_gruppe(app: typer.Typer) -> click.Group:
    """The commands as the framework runs them, with the help of their arguments."""
    gruppe = typer.main.get_group(app)
    befehle: list[click.Command] = [gruppe]
    while befehle:
        befehl = befehle.pop()
        befehle += getattr(befehl, "commands", {}).values()
        vars(befehl)["format_arguments"] = lambda _ctx, _formatter: None  # click's own section: typer has one
        for angabe in befehl.params:
            if isinstance(angabe, typer.core.TyperArgument):
                angabe.help = ANGABEN.get(angabe.metavar or "")
    return gruppe
