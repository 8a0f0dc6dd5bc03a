"""The table of all commands, and the border around every one of them."""

# ruff: noqa: FBT002 - flags of the command line are named there, not positional

import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Annotated

import click
import typer

from wegweiser.cli.grenze import run_sicher
from wegweiser.cli.optionen import build_app, build_gruppe
from wegweiser.cli.vervollstaendigung import print_vervollstaendigung

# In the order of the help: which module knows the command (its set is called like the module). None is loaded before it is needed.
BEFEHLE: Mapping[str, str] = {
    **dict.fromkeys(("demo", "neu", "start", "status", "antwort", "auswerten", "bericht"), "vorhaben_app"),
    **dict.fromkeys(
        ("sichern", "staende", "unterschied", "zuruecksetzen", "szenario", "vergleichen"), "fassungen_app"
    ),
    "daten": "daten_app",
    "importieren": "tabellen_app",
    **dict.fromkeys(("rueckgaengig", "wiederholen", "verlauf"), "rueckblick_app"),
    "sitzung": "sitzung_app",
    **dict.fromkeys(("karten", "erfassen"), "papier_app"),
    **dict.fromkeys(("offen", "zusammenfuehren"), "getrennt_app"),
    "anonymisieren": "fassungen_app",
    "retten": "rettung_app",
    "umziehen": "umzug_app",
    "leitfaden": "leitfaden_app",
}
app = build_app(
    "Führt durch Leitfäden der Quartiersentwicklung: fragt, rechnet nach, schreibt den Maßnahmenplan.",
    "So fangen Sie an: wegweiser start mein-quartier. Den Ordner mein-quartier legt das Programm an; "
    "derselbe Befehl macht später dort weiter, wo Sie aufgehört haben. Zum Drucken: wegweiser bericht "
    "mein-quartier. Mehr zu einem Befehl: wegweiser start --help.",
)


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


class Befehlstafel(Mapping[str, click.Command]):
    """All commands by name; the module of one is loaded when somebody asks for it."""

    def __getitem__(self, name: str) -> click.Command:
        modul = BEFEHLE[name]
        gruppe = build_gruppe(getattr(import_module(f"wegweiser.cli.{modul}"), modul))
        if name == modul.removesuffix("_app"):  # a command with commands of its own
            gruppe.name = name
            return gruppe
        return gruppe.commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(BEFEHLE)

    def __len__(self) -> int:
        return len(BEFEHLE)

    def __contains__(self, name: object) -> bool:
        return name in BEFEHLE


def build_befehl() -> click.Group:
    """The whole command line."""
    wurzel = build_gruppe(app)
    vars(wurzel)["commands"] = Befehlstafel()
    return wurzel


def main(argumente: Sequence[str] | None = None) -> int:
    """Run a command and turn whatever goes wrong into a sentence and an exit code."""
    return run_sicher(build_befehl, list(sys.argv[1:] if argumente is None else argumente))
