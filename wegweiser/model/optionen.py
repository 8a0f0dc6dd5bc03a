"""The options of a question: written in it, entries of a catalogue, or rows of a table answered before."""

from collections.abc import Mapping, Sequence
from typing import cast

from wegweiser.model.antworten import Adresse, Antworten
from wegweiser.model.base import Wert, Zeile
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
    zeilen = [zeile for zeile in list_zeilen(antwort.wert if antwort else None) if "id" in zeile]
    return tuple((str(zeile["id"]), find_zeilentitel(zeile) or str(zeile["id"])) for zeile in zeilen)


def list_zeilen(wert: Wert | None) -> tuple[Zeile, ...]:
    """The rows of a table's value; none where it is no table."""
    return tuple(zeile for zeile in wert if isinstance(zeile, Mapping)) if isinstance(wert, tuple) else ()


def find_zeilentitel(zeile: Zeile) -> str:
    """What a row is called, or an empty text."""
    return next((str(zeile[name]) for name in TITELSPALTEN if zeile.get(name)), "")


def _aus_katalog(leitfaden: Leitfaden, name: str) -> Sequence[Option]:
    katalog = leitfaden.kataloge.get(name)
    return tuple(Option(id=e.id, titel=e.titel, hilfe=e.kurz) for e in katalog.eintraege) if katalog else ()
