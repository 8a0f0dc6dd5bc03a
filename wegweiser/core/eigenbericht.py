"""The report of a guide of one's own: nothing about gaps and Maßnahmen where it does not ask for any."""

from collections.abc import Iterator

from wegweiser.core.angaben import Quellennummer, list_angaben
from wegweiser.core.uebriges import compute_uebriges
from wegweiser.core.werte import Wertequelle
from wegweiser.model.bericht import Abschnittsblatt, Angabe, Blatteil, Eigenbericht
from wegweiser.model.leitfaden import Abschnitt, Leitfaden, find_tabelle

_TABELLEN = ("luecken", "massnahmen")


def ist_eigenes(leitfaden: Leitfaden) -> bool:
    """A guide that asks for neither gaps nor Maßnahmen: its report prints every answer."""
    return not any(find_tabelle(leitfaden, tabelle) for tabelle in _TABELLEN)


def build_eigenbericht(quelle: Wertequelle, nummer: Quellennummer) -> Eigenbericht | None:
    """The answers by Abschnitt and what follows from them; None for a guide of the Maßnahmenplan."""
    if not ist_eigenes(quelle.leitfaden):
        return None
    blaetter = (
        Abschnittsblatt(titel=abschnitt.titel, teile=tuple(_list_teile(quelle, abschnitt, nummer)))
        for abschnitt in quelle.leitfaden.abschnitte
    )
    return Eigenbericht(
        blaetter=tuple(blatt for blatt in blaetter if blatt.teile), uebriges=compute_uebriges(quelle)
    )


def _list_teile(quelle: Wertequelle, abschnitt: Abschnitt, nummer: Quellennummer) -> Iterator[Blatteil]:
    """One part, or one for every record; none where nothing was said."""
    eigene = {frage.id for frage in abschnitt.fragen()}
    for satz, titel in quelle.saetze(abschnitt.je) if abschnitt.je else (("", ""),):
        alle = list_angaben(quelle, satz, nummer)
        angaben = {id_: angabe for id_, angabe in alle.items() if id_ in eigene and _ist_gesagt(angabe)}
        if angaben:
            yield Blatteil(titel=titel, angaben=angaben)


def _ist_gesagt(angabe: Angabe) -> bool:
    return bool(angabe.offen or angabe.text or angabe.zeilen)
