"""What a questionnaire's names mean, as seen from one question."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from wegweiser.core.xpath.baum import Bezug, Filter, Kind, Selbst, Xpath, format_xpath
from wegweiser.core.xpath.teile import Ziel

_IM_TEXT: Final = re.compile(r'[^"\\\x00-\x1f\x7f]{0,500}\Z')

Melder = Callable[[str, Mapping[str, object]], None]


class UnbekanntError(Exception):
    """Our language cannot say this."""


class Sicht:
    """The names that can be read there; what cannot is reported."""

    def __init__(self, ziele: Mapping[str, Ziel], melde: Melder, selbst: Ziel | None, reihe: str) -> None:
        self.ziele = ziele
        self.melde = melde
        self.selbst = selbst._replace(pflicht=True, immer=True) if selbst else None
        self.reihe = reihe
        self.zeile = selbst.reihe if selbst and selbst.spalte else ""

    def fehler(self, code: str, **angaben: object) -> UnbekanntError:
        """Report what cannot be said."""
        self.melde(code, angaben)
        return UnbekanntError()

    @contextmanager
    def in_zeile(self, tabelle: str) -> Iterator[None]:
        """For a while, seen from a row of a table."""
        vorher, self.zeile = self.zeile, tabelle
        try:
            yield
        finally:
            self.zeile = vorher

    @contextmanager
    def mit_pflicht(self, namen: Collection[str]) -> Iterator[None]:
        """For a while, these names always have a value."""
        vorher = self.ziele
        self.ziele = {n: z._replace(pflicht=True) if n in namen else z for n, z in vorher.items()}
        try:
            yield
        finally:
            self.ziele = vorher

    def find_ziel(self, x: Xpath) -> Ziel | None:
        """What the questionnaire means, if it is a name we know."""
        match x:
            case Selbst():
                return self.selbst
            case Bezug(name=name) | Kind(pfad=name):
                return self.ziele.get(name)
            case _:
                return None

    def ziel(self, x: Xpath, *, reihe: bool = False) -> Ziel:
        """The same; raises UnbekanntError where it cannot be read here (`reihe`: where not even all rows can)."""
        ziel = self.find_ziel(x)
        if ziel is None:
            raise self.fehler("xpath-name", name=format_xpath(x)[:80])
        if self.selbst and ziel.id == self.selbst.id and ziel.reihe == self.selbst.reihe:
            return self.selbst
        if ziel.nr >= 0 and self.selbst and self.selbst.nr >= 0 and ziel.nr > self.selbst.nr:
            raise self.fehler("xpath-spaeter", name=ziel.id)
        drinnen = {self.reihe, self.zeile} - {""}
        if ziel.reihe and not reihe and ziel.reihe not in drinnen:
            raise self.fehler("xpath-reihe", name=ziel.id)
        if ziel.spalte and not reihe and ziel.reihe != self.zeile:
            raise self.fehler("xpath-reihe", name=ziel.id)
        return ziel

    def tabelle(self, x: Xpath) -> Ziel:
        """The table whose rows something is about."""
        ziel = self.ziel(x.basis if isinstance(x, Filter) else x)
        if ziel.art != "tabelle":
            raise self.fehler("xpath-antwort", name=ziel.id)
        return ziel

    def schreibe_wort(self, ziel: Ziel | None, text: str) -> str:
        """A text in quotes, as it is called here; a choice must have it."""
        text = dict(ziel.werte).get(text, text) if ziel else text
        if ziel and ziel.wahlen and text not in ziel.wahlen:
            raise self.fehler("xpath-wahl", wert=text[:80], name=ziel.id)
        if not _IM_TEXT.match(text):
            raise self.fehler("xpath-wert", text=text[:80])
        return f'"{text}"'
