"""A questionnaire as tables: what an XLSForm holds, without the file around it."""

from collections.abc import Mapping
from typing import NamedTuple


class Blattzeile(NamedTuple):
    """A row with its number in the sheet, its texts by column."""

    nr: int
    werte: Mapping[str, str]


class Blatt(NamedTuple):
    """A sheet: its name, its columns with their numbers, its rows."""

    name: str
    spalten: Mapping[str, int]
    zeilen: tuple[Blattzeile, ...]


Fragebogen = Mapping[str, Blatt]
"""The sheets `survey`, `choices` and `settings`."""

MERKSPALTE = "wegweiser"
"""A column other programs leave alone: what our guide knows and XLSForm cannot say."""
