"""From the text of an XPath expression to its tree; nothing is ever evaluated."""

import re
from decimal import Decimal
from itertools import count
from typing import Final, NamedTuple, Never

from wegweiser.core.xpath.baum import (
    RANG,
    Aufruf,
    Bezug,
    Filter,
    Fremd,
    Kind,
    Minus,
    Operation,
    Selbst,
    Verknuepfung,
    Wort,
    Xpath,
    Zahl,
)

MAX_ZEICHEN: Final = 5000
MAX_TIEFE: Final = 40
MAX_GLIEDER: Final = 200
# What spreadsheets make of quotes, and blanks that are none.
_TYPOGRAFISCH: Final = str.maketrans(
    {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x201E: '"', 0xA0: " ", 9: " ", 10: " ", 13: " "}
)
_TOKEN: Final = re.compile(
    r"""\s*(?:(?P<zahl>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    |(?P<wort>"[^"]*"|'[^']*')
    |\$\{\s*(?P<bezug>[\w.:-]{1,200})\s*\}
    |(?P<name>[^\W\d][\w.-]*(?:::?[^\W\d][\w.-]*)?)
    |(?P<zeichen>!=|<=|>=|//|\.\.|[-+*=<>|/.,()\[\]@]))""",
    re.VERBOSE,
)
_OPERATOREN: Final = frozenset({"and", "or", "div", "mod"})


class XpathError(Exception):
    """The text is no expression we can read; `stelle` counts from 0."""

    def __init__(self, code: str, stelle: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.stelle = stelle


class _Token(NamedTuple):
    art: str
    text: str
    stelle: int


def parse_xpath(text: str) -> Xpath:
    """The tree of an expression; raises XpathError."""
    leser = _Leser(_list_token(text.translate(_TYPOGRAFISCH)))
    baum = leser.lies(1)
    if leser.art != "ende":
        leser.melde()
    return baum


def _list_token(text: str) -> list[_Token]:
    if len(text) > MAX_ZEICHEN:
        raise XpathError("xpath-lang", MAX_ZEICHEN)
    token: list[_Token] = []
    stelle, ende = 0, len(text.rstrip())
    while stelle < ende:
        treffer = _TOKEN.match(text, stelle)
        if treffer is None or treffer.lastgroup is None:
            raise XpathError("xpath-form", stelle)
        art, wort = treffer.lastgroup, treffer[treffer.lastgroup]
        if _is_operator(wort, art, token):
            art = "zeichen"
        token.append(_Token(art, wort, treffer.start(treffer.lastgroup)))
        stelle = treffer.end()
    return [*token, _Token("ende", "", ende)]


def _is_operator(wort: str, art: str, davor: list[_Token]) -> bool:
    """`div` and its like are operators only behind an operand (XPath 1.0, 3.7)."""
    if art != "name" or wort not in _OPERATOREN or not davor:
        return False
    letztes = davor[-1]
    return letztes.art != "zeichen" or letztes.text in {")", "]", ".", ".."}


class _Leser:
    """Precedence climbing over the tokens."""

    def __init__(self, token: list[_Token]) -> None:
        self.token = token
        self.nr = 0
        self.tiefe = 0

    @property
    def art(self) -> str:
        return self.token[self.nr].art

    def ist(self, *zeichen: str) -> bool:
        t = self.token[self.nr]
        return t.art == "zeichen" and t.text in zeichen

    def nimm(self) -> _Token:
        t = self.token[self.nr]
        self.nr = min(self.nr + 1, len(self.token) - 1)
        return t

    def melde(self, code: str = "xpath-form") -> Never:
        raise XpathError(code, self.token[self.nr].stelle)

    def erwarte(self, zeichen: str) -> None:
        if not self.ist(zeichen):
            self.melde()
        self.nimm()

    def lies(self, mindestens: int) -> Xpath:
        self.tiefe += 1
        if self.tiefe > MAX_TIEFE:
            self.melde("xpath-tief")
        links = self.lies_vorne()
        for glied in count():
            if not self.ist(*RANG) or RANG[self.token[self.nr].text] < mindestens:
                break
            if glied >= MAX_GLIEDER:
                self.melde("xpath-lang")
            zeichen = self.nimm().text
            rechts = self.lies(RANG[zeichen] + 1)
            links = _verbinde(zeichen, links, rechts)
        self.tiefe -= 1
        return links

    def lies_vorne(self) -> Xpath:
        if self.ist("-"):
            self.nimm()
            operand = self.lies(7)
            return Zahl(operand.wert.copy_negate()) if isinstance(operand, Zahl) else Minus(operand)
        if self.ist("("):
            self.nimm()
            innen = self.lies(1)
            self.erwarte(")")
            return innen
        if self.art in {"zahl", "wort"}:
            t = self.nimm()
            return Zahl(Decimal(t.text.rstrip("."))) if t.art == "zahl" else Wort(t.text[1:-1])
        if self.art == "name" and self.token[self.nr + 1].text == "(":
            return self.lies_aufruf()
        return self.lies_pfad()

    def lies_aufruf(self) -> Xpath:
        anfang = self.nr
        name = self.nimm().text
        self.nimm()
        argumente: list[Xpath] = []
        while not self.ist(")"):
            argumente.append(self.lies(1))
            if not self.ist(","):
                break
            self.nimm()
        self.erwarte(")")
        return self.lies_pfad(anfang) if self.ist("/", "[") else Aufruf(name, tuple(argumente))

    def lies_pfad(self, anfang: int | None = None) -> Xpath:
        """A path: `.`, a name, `${name}`, steps between slashes, filters behind them."""
        beginn = self.nr if anfang is None else anfang
        filter_: list[tuple[int, Xpath]] = []
        gelesen = anfang is not None
        while self.art in {"bezug", "name"} or self.ist(".", "..", "/", "//", "@", "*", "["):
            if self.ist("*") and gelesen and self.token[self.nr - 1].text not in {"/", "//", "@"}:
                break
            gelesen = True
            if self.ist("["):
                self.nimm()
                filter_.append((self.nr, self.lies(1)))
                self.erwarte("]")
            else:
                self.nimm()
        if not gelesen:
            self.melde()
        return _build_pfad(self.token[beginn : self.nr], filter_)


def _verbinde(zeichen: str, links: Xpath, rechts: Xpath) -> Xpath:
    if zeichen not in {"and", "or"}:
        return Operation(zeichen, links, rechts)
    teile: list[Xpath] = []
    for teil in (links, rechts):
        gleich = isinstance(teil, Verknuepfung) and teil.zeichen == zeichen
        teile += teil.teile if gleich and isinstance(teil, Verknuepfung) else (teil,)
    return Verknuepfung(zeichen, tuple(teile))


def _build_pfad(token: list[_Token], filter_: list[tuple[int, Xpath]]) -> Xpath:
    """What a path means, as far as that follows from its last step."""
    text = "".join(f"${{{t.text}}}" if t.art == "bezug" else t.text for t in token)
    if filter_:
        return _build_filter(token, filter_) or Fremd(text)
    letztes = token[-1]
    if len(token) == 1:
        return _build_schritt(letztes)
    if [t.text for t in token[:3]] == ["current", "(", ")"]:
        token = token[3:]
    einfach = all(t.text in {"/", ".", ".."} or t.art in {"name", "bezug"} for t in token)
    return Bezug(letztes.text) if einfach and letztes.art == "name" and token[-2].text == "/" else Fremd(text)


def _build_schritt(t: _Token) -> Xpath:
    if t.art == "bezug":
        return Bezug(t.text)
    if t.art == "name":
        return Kind(t.text)
    return Selbst() if t.text == "." else Fremd(t.text)


def _build_filter(token: list[_Token], filter_: list[tuple[int, Xpath]]) -> Filter | None:
    """`${rows}[condition]`, and one step behind it; nothing else is followed."""
    if len(filter_) > 1 or token[0].art != "bezug" or token[1].text != "[":
        return None
    if token[-1].text == "]":
        return Filter(Bezug(token[0].text), filter_[0][1])
    if [t.text for t in token[-3:-1]] == ["]", "/"] and token[-1].art == "name":
        return Filter(Bezug(token[0].text), filter_[0][1], token[-1].text)
    return None
