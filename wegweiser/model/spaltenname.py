"""Names of survey columns: which question, which part of it, whatever program wrote them (quartiersanalyse.md 8.5)."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

# frage: an answer · sonstiges, kommentar: words · rang: a place of an order · zeit: seconds spent
Spaltenart = Literal["frage", "sonstiges", "kommentar", "rang", "zeit"]

_CODE: Final = r"[^\W\d_]\w*"
_KLAMMER = re.compile(rf"({_CODE})((?:\[[^\[\]]*\])+)(?:\.?\s+(\S.*))?\Z", re.DOTALL)
_MIT_TEXT = re.compile(rf"({_CODE})\.\s+(\S.*)\Z", re.DOTALL)
_PUNKTE = re.compile(rf"({_CODE})\.(\w+)\.\Z")
_STRICH = re.compile(
    rf"({_CODE}?)_((?:SQ|sq|Y|X)\d+(?:_(?:SQ|sq)\d+)?(?:comment)?|A\d+|other|comment|\d{{1,2}})\Z"
)
_LANG = re.compile(r"(\S.*\S)\s*\[([^\[\]]+)\]\Z", re.DOTALL)
_TEILTEXT = re.compile(r"(\S.*\S)\s*\[([^\[\]]+)\]\s*\Z", re.DOTALL)
_ZEIT = re.compile(r"(?:interviewtime|group_?[Tt]ime.*|.+Time|Interviewzeit|(?:Gruppen|Fragen)zeit.*)\Z")
_RANG = re.compile(r"(?:Rang|Rank)?\s*(\d{1,2})\Z")
_SONSTIGES: Final = frozenset({"other", "sonstiges"})
_KOMMENTAR: Final = frozenset({"comment", "kommentar"})


class Spaltenname(NamedTuple):
    """A column: the question, its part (subquestion, option, place), and the texts that stand in the header."""

    kopf: str
    frage: str
    teil: str = ""
    art: Spaltenart = "frage"
    text: str = ""
    teiltext: str = ""

    @property
    def kennung(self) -> str:
        """The short name by which the column is kept: without texts, the part in brackets where it was not joined by "_"."""
        if not self.teil:
            return self.frage
        strich = f"{self.frage}_{self.teil}"
        return strich if self.kopf == strich else f"{self.frage}[{self.teil}]"


def parse_koepfe(koepfe: Sequence[str]) -> tuple[Spaltenname, ...]:
    """All columns of a file; a part joined by "_" or "/" is one only beside others of the same question."""
    roh = [parse_kopf(kopf) for kopf in koepfe]
    zahl = Counter(name.frage for name in roh if name.teil)
    alle = set(koepfe)
    return tuple(
        _strip_pfad(name, alle) if "/" in name.kopf else _ohne_zufall(name, zahl[name.frage]) for name in roh
    )


def parse_kopf(kopf: str) -> Spaltenname:
    """One column by itself."""
    kopf = " ".join(kopf.split())
    if _ZEIT.match(kopf) and " " not in kopf:
        return Spaltenname(kopf, kopf, art="zeit")
    if treffer := _KLAMMER.match(kopf):
        teil = treffer[2].strip("[]").replace("][", "_")
        return _build(kopf, treffer[1], teil, treffer[3] or "")
    if treffer := _MIT_TEXT.match(kopf):
        return Spaltenname(kopf, treffer[1], text=treffer[2])
    if treffer := _PUNKTE.match(kopf):
        return _build(kopf, treffer[1], treffer[2], "")
    if treffer := _STRICH.match(kopf):
        return _build(kopf, treffer[1], treffer[2], "")
    if treffer := _LANG.match(kopf):
        name = _build(kopf, treffer[1], treffer[2], "")
        return name._replace(text=treffer[1], teiltext=treffer[2])
    return Spaltenname(kopf, kopf)


def _build(kopf: str, frage: str, teil: str, text: str) -> Spaltenname:
    teiltext = ""
    if treffer := _TEILTEXT.match(text):
        text, teiltext = treffer[1], treffer[2]
    art: Spaltenart = "frage"
    klein = teil.casefold()
    if klein in _SONSTIGES:
        art = "sonstiges"
    elif klein in _KOMMENTAR or klein.endswith("comment"):
        art = "kommentar"
    elif rang := _RANG.match(teil):
        art, teil = "rang", rang[1]
    return Spaltenname(kopf, frage, teil, art, text, teiltext)


def _ohne_zufall(name: Spaltenname, geschwister: int) -> Spaltenname:
    """`bezirk_2` alone is a name, `Frage8_2` beside `Frage8_1` a place."""
    zufall = name.art == "rang" and geschwister < 2 and "[" not in name.kopf  # noqa: PLR2004 - one is no order
    return Spaltenname(name.kopf, name.kopf) if zufall else name


def _strip_pfad(name: Spaltenname, alle: set[str]) -> Spaltenname:
    """Questions of Kobo and ODK without the groups around them; `…/frage/option` beside `…/frage` is an option."""
    pfad, _, letzter = name.kopf.rpartition("/")
    if " " in name.kopf and pfad not in alle:
        return name
    if pfad in alle:
        return Spaltenname(name.kopf, pfad.rpartition("/")[2], letzter)
    return parse_kopf(letzter)._replace(kopf=name.kopf) if letzter else name
