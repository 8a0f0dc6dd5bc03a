"""German for the words of the command line framework, put in place before it is imported."""

import gettext
from collections.abc import Mapping

KATALOG: Mapping[str, str] = {
    # help screens
    "Usage:": "Aufruf:",
    "Options": "Optionen",
    "Arguments": "Angaben",
    "Positional arguments": "Angaben",
    "Commands": "Befehle",
    "Show this message and exit.": "Zeigt diese Hilfe.",
    "Show the version and exit.": "Zeigt die Version.",
    "required": "nötig",
    "default: {default}": "sonst: {default}",
    "env var: {var}": "Umgebungsvariable: {var}",
    "(dynamic)": "(wird berechnet)",
    "deprecated": "veraltet",
    # errors
    "Aborted!": "Abgebrochen.",
    "Error: {message}": "{message}",
    "Try '{command} {option}' for help.": "Hilfe zeigt `{command} {option}`.",
    "Missing command.": "Es fehlt ein Befehl.",
    "Missing argument": "Es fehlt die Angabe",
    "Missing option": "Es fehlt die Option",
    "Missing parameter": "Es fehlt die Angabe",
    "Missing parameter: {param_name}": "Es fehlt die Angabe {param_name}",
    "Missing {param_type}": "Es fehlt die Angabe",
    "Invalid value: {message}": "Das passt nicht: {message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} passt nicht: {message}",
    "No such option {name!r}.": "Die Option „{name}“ gibt es nicht.",
    "No such command {name!r}.": "Den Befehl „{name}“ gibt es nicht.",
    "Did you mean {possibility}?": "Meinten Sie {possibility}?",
    "(Did you mean one of: {possibilities}?)": "Meinten Sie eines davon: {possibilities}?",
    "Got unexpected extra argument ({args})": "Diese Angabe ist zu viel: {args}",
    "Got unexpected extra arguments ({args})": "Diese Angaben sind zu viel: {args}",
    "Option {name!r} requires an argument.": "Die Option „{name}“ braucht einen Wert.",
    "Option {name!r} requires {nargs} arguments.": "Die Option „{name}“ braucht {nargs} Werte.",
    "Option {name!r} does not take a value.": "Die Option „{name}“ nimmt keinen Wert.",
    "Argument {name!r} takes {nargs} values.": "Die Angabe „{name}“ braucht {nargs} Werte.",
    "Takes {nargs} values but 1 was given.": "Nötig sind {nargs} Werte, angegeben ist einer.",
    "Takes {nargs} values but {len} were given.": "Nötig sind {nargs} Werte, angegeben sind {len}.",
    "{value!r} is not {choice}.": "„{value}“ ist nicht möglich, nur {choice}.",
    "{value!r} is not one of {choices}.": "„{value}“ ist nicht möglich; möglich sind {choices}.",
    "{value!r} is not a valid {number_type}.": "„{value}“ ist keine passende Zahl.",
    "{value} is not in the range {range}.": "{value} ist nicht möglich; nötig ist {range}.",
    "Choose from:\n\t{choices}": "Möglich sind:\n\t{choices}",
    "{name} {filename!r} does not exist.": "{name} „{filename}“ gibt es nicht.",
    "{name} {filename!r} is a file.": "„{filename}“ ist eine Datei.",
    "{name} {filename!r} is a directory.": "„{filename}“ ist ein Ordner.",
    "{name} {filename!r} is not readable.": "{name} „{filename}“ ist nicht lesbar; die Rechte dafür fehlen.",
    "{name} {filename!r} is not writable.": "{name} „{filename}“ ist nicht beschreibbar; die Rechte dafür fehlen.",
    "file": "Datei",
    "directory": "Ordner",
    "path": "Pfad",
    "unknown error": "unbekannter Fehler",
    "Could not open file {filename!r}: {message}": "Die Datei „{filename}“ lässt sich nicht öffnen: {message}",
    "Couldn't detect Bash version, shell completion is not supported.": "Diese Bash kann nicht ergänzen.",
}


def install_deutsch() -> None:
    """Let the framework's look-ups end in our catalogue; foreign texts stay as they are."""
    gettext.gettext = _uebersetze
    gettext.ngettext = _uebersetze_zahl


def _uebersetze(message: str) -> str:
    return KATALOG.get(message, message)


def _uebersetze_zahl(msgid1: str, msgid2: str, n: int) -> str:
    return _uebersetze(msgid1 if n == 1 else msgid2)
