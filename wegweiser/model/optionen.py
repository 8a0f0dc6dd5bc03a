"""The options of a question: written in it, entries of a catalogue, or rows of a table answered before."""

from collections.abc import Mapping, Sequence
from typing import cast

from wegweiser.model.antworten import Adresse, Antworten
from wegweiser.model.base import Zeile
from wegweiser.model.frage import Frage, Option, Wahlfrage
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.wert import Optionsquelle

TITELSPALTEN = ("titel", "bezeichnung", "name")


def build_optionsquelle(leitfaden: Leitfaden, antworten: Antworten) -> Optionsquelle:
    """A function from question to options, for parsing and showing its answers."""
    bekannt: dict[str, Sequence[Option]] = {}

    def optionen(frage: Frage) -> Sequence[Option]:
        if not isinstance(frage, Wahlfrage):
            return ()
        katalog = getattr(frage, "katalog", None)
        if katalog is not None:
            if katalog not in bekannt:
                bekannt[katalog] = _aus_katalog(leitfaden, katalog)
            return bekannt[katalog]
        tabelle = getattr(frage, "aus_tabelle", None)
        if tabelle is not None:
            return tuple(Option(id=id_, titel=titel) for id_, titel in list_saetze(antworten, tabelle))
        return cast("Sequence[Option]", getattr(frage, "optionen", ()))

    return optionen


def list_saetze(antworten: Antworten, tabelle: str) -> tuple[tuple[str, str], ...]:
    """Id and title of every row of an answered table."""
    antwort = antworten.get(Adresse(tabelle))
    if antwort is None or not isinstance(antwort.wert, tuple):
        return ()
    zeilen = [zeile for zeile in antwort.wert if isinstance(zeile, Mapping) and "id" in zeile]
    return tuple((str(zeile["id"]), _titel(zeile)) for zeile in zeilen)


def _titel(zeile: Zeile) -> str:
    return next((str(zeile[name]) for name in TITELSPALTEN if zeile.get(name)), str(zeile["id"]))


def _aus_katalog(leitfaden: Leitfaden, name: str) -> Sequence[Option]:
    katalog = leitfaden.kataloge.get(name)
    return tuple(Option(id=e.id, titel=e.titel, hilfe=e.kurz) for e in katalog.eintraege) if katalog else ()
