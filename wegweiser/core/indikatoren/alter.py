"""Ages as statistics write them ("00 - < 03", "75 und älter", "18 bis 24 Jahre"), and counts over age limits."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from wegweiser.core.indikatoren.spannen import NULL, sum_spannen
from wegweiser.model.kennzahl import Spanne
from wegweiser.model.wert import fold_text

_VORN = r"(?:(?:personen|einwohner|bevoelkerung|menschen|kinder|im|alter|von|in|der)\s+)*"
_HINTEN = r"(?:[- ]?(?:j\.?|jahre?n?|jaehrige)(?:\s+alt)?)?"
_MUSTER = tuple(
    re.compile(rf"{_VORN}{muster}{_HINTEN}\Z")
    for muster in (
        r"(?P<von>\d{1,3})\s*(?:-|bis)?\s*(?:<|unter|u\.)\s*(?P<vor>\d{1,3})",  # 03 - < 06, 18 bis unter 65
        r"(?P<von>\d{1,3})\s*(?:-|bis)\s*(?P<bis>\d{1,3})",  # 18-24: both ends belong to it
        r"(?:bis\s+)?(?:<|unter)[\s-]*(?P<vor>\d{1,3})",  # unter 18
        r"(?:ab|>=)[\s-]*(?P<von>\d{1,3})",  # ab 65
        r"(?P<von>\d{1,3})(?:\s*jahren?)?\s*(?:\+|und\s+(?:aelter|mehr|darueber)|u\.?\s*ae\.?|undaelter)",
    )
)
_JAHR = re.compile(rf"{_VORN}(\d{{1,3}})[- ]?jahre?(?:\s+alt)?\Z")  # 17 Jahre: one year of age
_UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "–": "-", "—": "-", "\u2212": "-", "\u00a0": " "})
_HOECHSTES = 130


class Altersspanne(NamedTuple):
    """Ages from `von` (included) to `bis` (not included); None is open to the top."""

    von: int
    bis: int | None

    @property
    def ende(self) -> int:
        """Its upper end as a number."""
        return _HOECHSTES if self.bis is None else self.bis


class Altersklasse(NamedTuple):
    """One row of an age table."""

    spanne: Altersspanne
    anzahl: Spanne
    merkmal: str


def _reihe(klasse: Altersklasse) -> tuple[int, int]:
    return klasse.spanne.von, klasse.spanne.ende


class Altersumme(NamedTuple):
    """How many are of an age; `zerschnitten` where a limit lies inside a class, so that only a range can be told."""

    anzahl: Spanne
    merkmale: tuple[str, ...]
    zerschnitten: bool


def fold_umlaute(text: str) -> str:
    """A text without case and umlauts, with plain dashes and single blanks."""
    return " ".join(fold_text(text).translate(_UMLAUTE).split())


def build_jahr(alter: int) -> Altersspanne | None:
    """A single year of age."""
    return Altersspanne(alter, alter + 1) if alter < _HOECHSTES else None


@lru_cache(maxsize=4096)
def parse_alter(text: str) -> Altersspanne | None:
    """The ages a text means, or None; "über 65" is None, since some mean 65 with it and some do not."""
    roh = fold_umlaute(text)
    if treffer := _JAHR.match(roh):
        return build_jahr(int(treffer[1]))
    for muster in _MUSTER:
        if treffer := muster.match(roh):
            teile = treffer.groupdict()
            von = int(teile.get("von") or 0)
            bis = (
                int(teile["vor"]) if teile.get("vor") else int(teile["bis"]) + 1 if teile.get("bis") else None
            )
            gueltig = von < (_HOECHSTES if bis is None else bis) <= _HOECHSTES
            return Altersspanne(von, bis) if gueltig else None
    return None


def list_feinste(klassen: Sequence[Altersklasse]) -> list[Altersklasse]:
    """The classes that hold no other one ("unter 18" beside "unter 3" and the rest is a subtotal), youngest first."""
    feinste = [
        klasse
        for klasse in klassen
        if not any(
            andere is not klasse
            and klasse.spanne.von <= andere.spanne.von
            and andere.spanne.ende <= klasse.spanne.ende
            for andere in klassen
        )
    ]
    return sorted(feinste, key=_reihe)


def is_vollstaendig(feinste: Sequence[Altersklasse]) -> bool:
    """Whether these classes cover every age exactly once: 0 to open, no gap, no overlap."""
    ende = 0
    for klasse in feinste:
        if klasse.spanne.von != ende:
            return False
        ende = klasse.spanne.ende
    return ende == _HOECHSTES


def sum_alter(
    klassen: Sequence[Altersklasse], gesucht: Altersspanne, feinste: Sequence[Altersklasse] | None = None
) -> Altersumme | None:
    """How many are of these ages; None where the classes leave a part of them out or count it twice.

    `feinste` is `list_feinste(klassen)`, for whoever asks more than once.
    """
    kette = _find_kette(klassen, gesucht)
    if kette is not None:
        merkmale = tuple(klasse.merkmal for klasse in kette)
        return Altersumme(sum_spannen(klasse.anzahl for klasse in kette), merkmale, zerschnitten=False)
    return _sum_zerschnitten(list_feinste(klassen) if feinste is None else feinste, gesucht)


def _find_kette(klassen: Sequence[Altersklasse], gesucht: Altersspanne) -> tuple[Altersklasse, ...] | None:
    """Classes that meet end to end from one limit to the other: the tightest sum, then the fewest."""
    beste: dict[int, tuple[Altersklasse, ...]] = {gesucht.von: ()}
    for klasse in sorted(klassen, key=_reihe):
        bisher = beste.get(klasse.spanne.von)
        if bisher is None or klasse.spanne.ende > gesucht.ende:
            continue
        kette = (*bisher, klasse)
        stand = beste.get(klasse.spanne.ende)
        if stand is None or _guete(kette) < _guete(stand):
            beste[klasse.spanne.ende] = kette
    return beste.get(gesucht.ende)


def _guete(kette: Sequence[Altersklasse]) -> tuple[Decimal, int]:
    summe = sum_spannen(klasse.anzahl for klasse in kette)
    return summe.oben - summe.unten, len(kette)


def _sum_zerschnitten(klassen: Sequence[Altersklasse], gesucht: Altersspanne) -> Altersumme | None:
    """The range where a limit lies inside a class: from none of its persons to all of them."""
    teile, merkmale, ende = list[Spanne](), list[str](), None
    for klasse in klassen:
        spanne = klasse.spanne
        if spanne.ende <= gesucht.von or spanne.von >= gesucht.ende:
            continue
        if spanne.von > gesucht.von if ende is None else spanne.von != ende:
            return None
        ganz = spanne.von >= gesucht.von and spanne.ende <= gesucht.ende
        teile.append(klasse.anzahl if ganz else Spanne(NULL.unten, klasse.anzahl.oben))
        merkmale.append(klasse.merkmal)
        ende = spanne.ende
    if ende is None or ende < gesucht.ende:
        return None
    return Altersumme(sum_spannen(teile), tuple(merkmale), zerschnitten=True)
