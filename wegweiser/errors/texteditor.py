"""Sentences about the person's own editor."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "editor-fehlt": "Der Editor „{befehl}“ lässt sich nicht starten: {grund}.",
    "editor-abgebrochen": "Der Editor „{befehl}“ hat abgebrochen; es bleibt, wie es war.",
    "editor-keiner": "Ein Editor ist nicht eingestellt.",
    "editor-ohne-terminal": "Ein Editor braucht ein Terminal.",
    "editor-hier-nicht": "In den Editor gehen nur lange Texte.",
}

HINWEISE: Mapping[str, str] = {
    "editor-fehlt": "Die Umgebungsvariable VISUAL oder EDITOR nennt ihn; hier weiterschreiben geht auch.",
    "editor-keiner": "Die Umgebungsvariable EDITOR nennt einen, zum Beispiel nano; hier weiterschreiben geht auch.",
}
