"""A long text in the person's own editor."""

from collections.abc import Sequence
from pathlib import Path

from wegweiser.adapters import texteditor
from wegweiser.workflow import Stand


def edit_text(stand: Stand, befehl: Sequence[str], text: str) -> str:
    """The text as the person left it; raises EingabeError where the editor failed."""
    return texteditor.edit_text(befehl, stand.ordner, text)


def list_uebrige(stand: Stand) -> tuple[Path, ...]:
    """Texts that were being edited when a session was cut off."""
    return texteditor.list_uebrige(stand.ordner)
