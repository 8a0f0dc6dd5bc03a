"""Completion in the shell: the framework's scripts, with German words around them."""

import os

import typer

from wegweiser.errors import BenutzungError

_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
VARIABLE = "_WEGWEISER_COMPLETE"


def install_vervollstaendigung() -> None:
    """Register the shells when a shell asks for completions; costs nothing otherwise."""
    if VARIABLE in os.environ:
        from typer._completion_classes import completion_init

        completion_init()


def print_vervollstaendigung(shell: str) -> None:
    """Write the script that a shell reads at its start, and end."""
    if not shell:
        return
    if shell not in _SHELLS:
        grund = f"Für „{shell}“ gibt es keine Ergänzung; möglich sind bash, zsh, fish und powershell."
        raise BenutzungError("benutzung", grund=grund, befehl="wegweiser")
    from typer._completion_shared import get_completion_script

    typer.echo(get_completion_script(prog_name="wegweiser", complete_var=VARIABLE, shell=shell))
    raise typer.Exit
