"""Tables of results: with lines and colour on a terminal, as plain sentences elsewhere."""

from typing import NamedTuple

from wegweiser.cli.ansicht import shorten
from wegweiser.cli.ausgabe import LEER, Satz, clean_anzeige, find_breite, print_saetze


class Tafel(NamedTuple):
    """A table for the screen; numbers stand right."""

    titel: str
    kopf: tuple[str, ...]
    zeilen: tuple[tuple[str, ...], ...]
    rechts: tuple[int, ...] = ()


def print_tafel(tafel: Tafel, *, farbig: bool) -> None:
    """A table, with lines and colour on a terminal, as plain columns elsewhere."""
    if farbig:
        _print_reich(tafel)
        return
    print_saetze([LEER, Satz(tafel.titel, "titel")], farbig=False)
    for zeile in tafel.zeilen:
        teile = [
            f"{kopf}: {wert}" if kopf else wert for kopf, wert in zip(tafel.kopf, zeile, strict=True) if wert
        ]
        print_saetze([Satz("; ".join(teile), einzug=2, haenge=2)], farbig=False)


def _print_reich(tafel: Tafel) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    print_saetze([LEER], farbig=True)
    tabelle = Table(
        title=Text(tafel.titel), title_justify="left", box=SIMPLE_HEAD, pad_edge=False, title_style="bold"
    )
    for nr, kopf in enumerate(tafel.kopf):
        tabelle.add_column(
            Text(kopf), justify="right" if nr in tafel.rechts else "left", no_wrap=nr in tafel.rechts
        )
    for zeile in tafel.zeilen:
        tabelle.add_row(*(Text(clean_anzeige(shorten(zelle, 120))) for zelle in zeile))
    Console(width=find_breite()).print(tabelle)
