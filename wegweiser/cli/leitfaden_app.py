"""The commands about guides, each body one call."""

from typing import Annotated

import typer

from wegweiser.cli import leitfaden_kommandos

HILFE = {"help_option_names": ["-h", "--help"], "max_content_width": 80}
leitfaden_app = typer.Typer(
    help="Zeigt und prüft Leitfäden.",
    no_args_is_help=True,
    suggest_commands=False,
    rich_markup_mode=None,
    context_settings=HILFE,
    options_metavar="[OPTIONEN]",
    subcommand_metavar="BEFEHL [ANGABEN]…",
)

LeitfadenName = Annotated[str, typer.Argument(metavar="[ID|PFAD]", show_default=False)]


@leitfaden_app.command(options_metavar="[OPTIONEN]")
def liste() -> None:
    """Nennt die mitgelieferten Leitfäden."""
    leitfaden_kommandos.run_liste()


@leitfaden_app.command(options_metavar="[OPTIONEN]")
def zeigen(leitfaden: LeitfadenName = "wegweiser") -> None:
    """Zeigt Abschnitte, Schritte und Fragen mit ihren Kennungen."""
    leitfaden_kommandos.run_zeigen(leitfaden)


@leitfaden_app.command(options_metavar="[OPTIONEN]")
def pruefen(leitfaden: LeitfadenName = "wegweiser") -> None:
    """Nennt alle Befunde mit Datei, Zeile und Spalte.

    Fehler machen den Leitfaden unbrauchbar, Hinweise nicht. Mit Fehlern
    endet der Befehl mit 3, sonst mit 0.
    """
    leitfaden_kommandos.run_pruefen(leitfaden)


@leitfaden_app.command(options_metavar="[OPTIONEN]")
def testen(leitfaden: LeitfadenName = "wegweiser") -> None:  # noqa: PT028 - a command
    """Spielt die Reisen des Leitfadens durch.

    Abweichungen vom Erwarteten enden mit 3.
    """
    leitfaden_kommandos.run_testen(leitfaden)
