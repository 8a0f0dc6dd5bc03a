"""Why a text is not YAML: what an author did, and where, instead of what libyaml stumbled over."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from wegweiser.errors.dateien import YAML_GRUENDE, YAML_SONST, YAML_URSACHEN

_STRICHE = re.compile(r"(?:- +)*")
_FALSCHE_STRICHE: Final = (
    (re.compile(r"[\u2012-\u2015\u2212] "), "gedankenstrich"),
    (re.compile(r"-[^\s-]"), "strich-ohne-leerzeichen"),
)
_DOPPELPUNKT_OHNE_LEERZEICHEN = re.compile(r"(?:- +)*[\w-]+:[^\s:]")
_ZEILENENDE = re.compile("\r\n|[\n\r\u0085\u2028\u2029]")  # as libyaml counts lines
_SCHLUESSEL = re.compile(r"(?:- +)*[^\s:]+:\s")
# Where libyaml noticed too late: these begin where its context does.
_AM_ANFANG: Final = (
    "not find expected ':'",
    "unexpected end of stream",
    "expected ',' or '}'",
    "expected ',' or ']'",
)


class Anstoss(NamedTuple):
    """What libyaml says: its sentence, the line and column where it stopped, the line and column it began at."""

    problem: str
    ort: tuple[int, int]
    anfang: tuple[int, int]


class Ursache(NamedTuple):
    """A German reason, and the line and column it is about, counted from one."""

    grund: str
    zeile: int
    spalte: int


def find_ursache(text: str, anstoss: Anstoss) -> Ursache:
    """The likeliest mistake behind an error of libyaml."""
    zeilen, (zeile, spalte) = _ZEILENENDE.split(text), anstoss.ort
    if any(teil in anstoss.problem for teil in _AM_ANFANG):
        zeile, spalte = min(anstoss.ort, anstoss.anfang, key=lambda ort: ort[0])
    leerraum = _find_leerraum(zeilen, zeile) or _find_leerraum(zeilen, _find_zeile_darueber(zeilen, zeile))
    return (
        leerraum or _find_strich(zeilen, zeile) or _find_nach_problem(zeilen, zeile, spalte, anstoss.problem)
    )


def _find_leerraum(zeilen: list[str], zeile: int) -> Ursache | None:
    """An indentation that only looks like one."""
    inhalt = zeilen[zeile] if zeile < len(zeilen) else ""
    einzug = inhalt[: len(inhalt) - len(inhalt.lstrip())]
    if "\t" in einzug:
        return _nenne("tabulator", zeile, einzug.index("\t"))
    if einzug.strip(" "):
        return _nenne("leerzeichen", zeile, len(einzug) - len(einzug.lstrip(" ")))
    return None


def _find_strich(zeilen: list[str], zeile: int) -> Ursache | None:
    """A dash that begins no entry of a list."""
    inhalt = zeilen[zeile] if zeile < len(zeilen) else ""
    rest = inhalt.lstrip()
    for muster, name in _FALSCHE_STRICHE:
        if muster.match(rest):
            return _nenne(name, zeile, len(inhalt) - len(rest))
    return None


def _find_zeile_darueber(zeilen: list[str], zeile: int) -> int:
    return next((nr for nr in range(zeile - 1, -1, -1) if _ist_inhalt(zeilen[nr])), zeile)


def _find_nach_problem(zeilen: list[str], zeile: int, spalte: int, problem: str) -> Ursache:
    inhalt = zeilen[zeile] if zeile < len(zeilen) else ""
    davor = inhalt[:spalte]
    if "cannot start any token" in problem and inhalt[spalte : spalte + 1] in {"@", "%", "`"}:
        return _nenne("zeichen-am-anfang", zeile, spalte, zeichen=inhalt[spalte])
    if "mapping values are not" in problem:
        return _find_doppelpunkt(zeilen, zeile, spalte)
    if "expected ',' or '}'" in problem and inhalt[spalte : spalte + 1] == ":":
        return _nenne("doppelpunkt-in-klammern", zeile, spalte)
    if "not find expected ':'" in problem and _DOPPELPUNKT_OHNE_LEERZEICHEN.match(inhalt.lstrip()):
        return _nenne("doppelpunkt-ohne-leerzeichen", zeile, inhalt.index(":"))
    if "did not find expected" in problem and davor.rstrip().endswith(('"', "'")):
        return _nenne("nach-anfuehrungszeichen", zeile, spalte)
    if "find expected key" in problem or "expected '-' indicator" in problem:
        return _find_einzug(zeilen, zeile)
    grund = next((deutsch for englisch, deutsch in YAML_GRUENDE if englisch in problem), YAML_SONST)
    return Ursache(grund, zeile + 1, spalte + 1)


def _find_doppelpunkt(zeilen: list[str], zeile: int, spalte: int) -> Ursache:
    """A colon too many: inside a text, or because the line above has none or stands further left."""
    if _SCHLUESSEL.match(zeilen[zeile][:spalte].lstrip()):
        return _nenne("doppelpunkt-im-text", zeile, spalte)
    oben = _find_zeile_darueber(zeilen, zeile)
    inhalt = zeilen[oben].lstrip()
    if _DOPPELPUNKT_OHNE_LEERZEICHEN.match(inhalt):
        return _nenne("doppelpunkt-ohne-leerzeichen", oben, zeilen[oben].index(":"))
    if ":" not in inhalt:
        return _nenne("doppelpunkt-fehlt", oben, len(zeilen[oben]) - len(inhalt))
    return _find_einzug(zeilen, zeile)


def _find_einzug(zeilen: list[str], zeile: int) -> Ursache:
    """The indentation a line has, and the nearest one that the lines above allow."""
    inhalt = zeilen[zeile] if zeile < len(zeilen) else ""
    strich = inhalt.lstrip().startswith("- ")
    ist = len(inhalt) - len(inhalt.lstrip())
    moeglich = [einzug for einzug in _list_einzuege(zeilen[:zeile], strich=strich) if einzug != ist]
    if not moeglich:
        return _nenne("einzug-unklar", zeile, ist)
    soll = min(moeglich, key=lambda einzug: (abs(einzug - ist), -einzug))
    return _nenne("einzug", zeile, ist, ist=ist, soll=soll)


def _list_einzuege(zeilen: list[str], *, strich: bool) -> Iterator[int]:
    """Where the lists, or the keys, that are still open at the end of some lines begin, the innermost first."""
    offen = None
    for inhalt in reversed(zeilen):
        if not _ist_inhalt(inhalt):
            continue
        rest = inhalt.lstrip()
        einzug = len(inhalt) - len(rest)
        if offen is not None and einzug >= offen:
            continue
        offen = einzug
        striche = _STRICHE.match(rest).end()  # type: ignore[union-attr]  # it matches everything
        if not strich:
            yield einzug + striche
        elif striche:
            yield einzug


def _ist_inhalt(zeile: str) -> bool:
    return bool(zeile.strip()) and not zeile.lstrip().startswith("#")


def _nenne(name: str, zeile: int, spalte: int, **angaben: object) -> Ursache:
    return Ursache(YAML_URSACHEN[name].format(**angaben), zeile + 1, spalte + 1)
