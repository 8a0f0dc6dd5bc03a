"""The commands for tables, one function per command."""

from collections.abc import Callable, Mapping

from wegweiser.cli.befehle import Eingabe
from wegweiser.cli.tabelle import Tabellenarbeit


def _fuege_ein(arbeit: Tabellenarbeit, eingabe: Eingabe) -> None:
    from wegweiser.cli.einfuegen import fuege_ein

    fuege_ein(arbeit, eingabe.entwurf)


def _importiere(arbeit: Tabellenarbeit, eingabe: Eingabe) -> None:
    from wegweiser.cli.einfuegen import importiere

    importiere(arbeit, eingabe.text)


TABELLENBEFEHLE: Mapping[str, Callable[[Tabellenarbeit, Eingabe], None]] = {
    "zeile": Tabellenarbeit.aendere_zeile,
    "zelle": Tabellenarbeit.aendere_zelle,
    "kopiere": Tabellenarbeit.kopiere,
    "verschiebe": Tabellenarbeit.verschiebe,
    "loesche": Tabellenarbeit.loesche,
    "einfuegen": _fuege_ein,
    "importiere": _importiere,
}
