"""What could mean two things: it is not guessed but asked back, with row and column."""

import re
from collections.abc import Iterator, Sequence

from wegweiser.core.einfuegen.spalten import Kopf, list_doppelte
from wegweiser.errors import format_satz
from wegweiser.model import frage as f
from wegweiser.model.einfuegung import Rohzeile, Zellfund, Zuordnung

_PUNKT_DEZIMAL = re.compile(r"[-+]?\d+\.(?:\d{1,2}|\d{4,})\Z")
_PUNKT_TAUSEND = re.compile(r"[-+]?\d{1,3}\.\d{3}\Z")


def find_zweifel(tabelle: f.Tabelle, kopf: Kopf, zeilen: Sequence[Rohzeile]) -> Iterator[Zellfund]:
    """Columns that fit equally well, and 1.250 where other numbers of the column have a decimal point."""
    if kopf.stelle is not None:
        for z, anderer in list_doppelte(tabelle, zeilen[kopf.stelle], kopf.zuordnung):
            angaben = {"kopf": z.kopf, "anderer": anderer, "spalte": z.titel}
            yield Zellfund(zeilen[kopf.stelle].nr, z.titel, format_satz("spalte-doppelt", angaben))
    spalten = {spalte.id: spalte for spalte in tabelle.spalten}
    for z in kopf.zuordnung:
        if isinstance(spalten.get(z.spalte), f.Geldbetrag | f.Zahl | f.Prozent | f.Ganzzahl):
            yield from _find_zahlen(z, zeilen[0 if kopf.stelle is None else kopf.stelle + 1 :])


def _find_zahlen(z: Zuordnung, zeilen: Sequence[Rohzeile]) -> Iterator[Zellfund]:
    texte = {
        zeile.nr: zeile.zellen[z.stelle].text
        for zeile in zeilen
        if z.stelle < len(zeile.zellen) and zeile.zellen[z.stelle].art == "text"
    }
    beispiel = next((text for text in texte.values() if _PUNKT_DEZIMAL.match(text)), "")
    for nr, text in texte.items():
        if beispiel and _PUNKT_TAUSEND.match(text):
            yield Zellfund(nr, z.titel, format_satz("zahl-mehrdeutig", {"text": text, "beispiel": beispiel}))
