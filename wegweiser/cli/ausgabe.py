"""Text onto the terminal: never a foreign escape code, never an encoding error, wrapped at a readable width."""

import codecs
import re
import shlex
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple, TextIO

Stil = Literal["", "titel", "frage", "leise", "gut", "warnung"]

SCHMAL, BREIT = 40, 100
_FOLGEN = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[NO].|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]")
# Control characters, line and paragraph separators, everything that turns the direction of a text, halves of pairs.
_ZEICHEN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]"
)
_VON_RECHTS = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ANFANG = re.compile(r"\s*(?:\S{1,4}(?:\.| =)\s+)?")  # what stands before an option: "  3. " or "  4 = "
_RLI, _PDI = "\u2067", "\u2069"
_FUNDSTELLE = re.compile(r"\S+:\d+:\d+: ")
_ERSATZ = {
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss",
    "„": '"', "“": '"', "”": '"', "‚": "'", "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-",
    "✓": "+", "→": "->", "›": ">", "█": "#", "░": ".", "▒": "+", "▓": "%", "─": "-", "━": "=", "•": "*", "€": "EUR", "×": "x", "−": "-",
    "│": "|", "≥": ">=", "≤": "<=", "²": "2", "§": "Par.", "\u00a0": " ", "\u202f": " ",
}  # fmt: skip
_FARBEN: dict[Stil, str] = {
    "": "", "titel": "1;34", "frage": "1", "leise": "2", "gut": "32", "warnung": "33",
}  # fmt: skip


class Satz(NamedTuple):
    """One paragraph to show; `haenge` indents all its lines but the first, `ganz` keeps it on one line."""

    text: str
    stil: Stil = ""
    einzug: int = 0
    haenge: int = 0
    ganz: bool = False


LEER = Satz("")
_AUFRUF = "wegweiser"
_aufruf = _AUFRUF


def clean_anzeige(text: object) -> str:
    """A text from anywhere without escape codes, control and direction characters; line ends stay."""
    glatt = str(text).replace("\r\n", "\n").replace("\t", "    ")
    return _ZEICHEN.sub("", _FOLGEN.sub("", glatt))


def isolate_zeile(zeile: str) -> str:
    """A clean line for a terminal that orders directions itself: what runs from the right is kept together.

    Nothing is reordered here. The numbers of options and words of other scripts around it stay where they are; signs
    and figures at its ends belong to it.
    """
    stellen = [treffer.start() for treffer in _VON_RECHTS.finditer(zeile)]
    if not stellen:
        return zeile
    von, bis = stellen[0], stellen[-1] + 1
    anfang = _ANFANG.match(zeile)
    kopf = anfang.end() if anfang else 0
    if kopf < von and not _hat_buchstaben(zeile[kopf:von]):
        von = kopf
    ende = len(zeile.rstrip())
    bis = bis + len(_zeichen_daran(zeile[bis:])) if _hat_buchstaben(zeile[bis:]) else max(bis, ende)
    return f"{zeile[:von]}{_RLI}{zeile[von:bis]}{_PDI}{zeile[bis:]}"


def _hat_buchstaben(text: str) -> bool:
    return any(zeichen.isalpha() for zeichen in text)


def _zeichen_daran(text: str) -> str:
    return text[
        : next((nr for nr, z in enumerate(text) if z.isalnum() or z.isspace() or z in "[("), len(text))
    ]


def ersetze_zeichen(fehler: UnicodeError) -> tuple[str, int]:
    """Codec error handler: readable substitutes where the console lacks a character."""
    if not isinstance(fehler, UnicodeEncodeError):
        return "\ufffd", getattr(fehler, "end", 1)
    return "".join(_ersatz(zeichen) for zeichen in fehler.object[fehler.start : fehler.end]), fehler.end


def _ersatz(zeichen: str) -> str:
    if zeichen in _ERSATZ:
        return _ERSATZ[zeichen]
    einfach = unicodedata.normalize("NFKD", zeichen).encode("ascii", "ignore").decode()
    return einfach or "?"


def strip_folgen(text: str) -> str:
    """A typed line without the escape codes of keys that do not exist here."""
    return _FOLGEN.sub("", text)


def format_befehl(befehl: str, ordner: Path, *rest: str) -> str:
    """A command to copy: the folder and what follows in quotes where a shell needs them."""
    return f"`{_AUFRUF} {befehl} {shlex.join([str(ordner), *rest])}`"


def _nenne_aufruf(text: str) -> str:
    """Commands in sentences as this person has to type them, for example `./los wegweiser start …`."""
    return text if _aufruf == _AUFRUF else text.replace(f"`{_AUFRUF} ", f"`{_aufruf} ")


def configure_aufruf(aufruf: str) -> None:
    """How the program is called here."""
    global _aufruf  # noqa: PLW0603 - one process, one way to be called
    _aufruf = clean_anzeige(aufruf).strip() or _AUFRUF


def configure_stroeme() -> None:
    """No console can make a sentence fail or change a word: missing characters are replaced, typed ones understood."""
    codecs.register_error("wegweiser", ersetze_zeichen)
    codecs.register_error("wegweiser-eingabe", deute_bytes)
    for strom in (sys.stdout, sys.stderr):
        if hasattr(strom, "reconfigure"):
            strom.reconfigure(errors="wegweiser")
    if hasattr(sys.stdin, "reconfigure"):
        ohne_umlaute = (
            codecs.lookup(sys.stdin.encoding).name == "ascii"
        )  # LANG=C says nothing about the keyboard
        sys.stdin.reconfigure(encoding="utf-8" if ohne_umlaute else None, errors="wegweiser-eingabe")


def deute_bytes(fehler: UnicodeError) -> tuple[str, int]:
    """Typed bytes that are no UTF-8 come from an older console: Windows-1252."""
    if not isinstance(fehler, UnicodeDecodeError):
        raise fehler
    return fehler.object[fehler.start : fehler.end].decode("cp1252", "replace"), fehler.end


def find_breite(breit: int = BREIT) -> int:
    """Columns to use: those of the terminal, but never too wide to read (`breit`)."""
    return max(SCHMAL, min(breit, shutil.get_terminal_size((80, 24)).columns))


def wrap_satz(satz: Satz, breite: int) -> list[str]:
    """The lines of a paragraph; its own line ends stay."""
    if satz.ganz:
        return [" " * satz.einzug + clean_anzeige(satz.text).replace("\n", " ")]
    zeilen: list[str] = []
    for absatz in clean_anzeige(_nenne_aufruf(satz.text)).split("\n"):
        erste = " " * satz.einzug
        weitere = " " * (satz.einzug + satz.haenge)
        zeilen += textwrap.wrap(
            absatz,
            breite,
            initial_indent=erste,
            subsequent_indent=weitere,
            break_on_hyphens=False,
            break_long_words=False,
        ) or [""]
    return zeilen


def render_satz(satz: Satz, breite: int, *, farbig: bool, isoliert: bool = False) -> str:
    """The paragraph as text, with colour codes and isolates of our own where wanted."""
    farbe = _FARBEN[satz.stil] if farbig else ""
    zeilen = wrap_satz(satz, breite)
    if isoliert:
        zeilen = [isolate_zeile(zeile) for zeile in zeilen]
    return "\n".join(f"\x1b[{farbe}m{zeile}\x1b[0m" if farbe and zeile else zeile for zeile in zeilen)


def print_saetze(
    saetze: Iterable[Satz], *, farbig: bool, isoliert: bool = False, strom: TextIO | None = None
) -> None:
    """Show paragraphs at once, so that a reader of the pipe sees them before the next question."""
    breite = find_breite()
    ziel = strom or sys.stdout
    ziel.write("".join(render_satz(satz, breite, farbig=farbig, isoliert=isoliert) + "\n" for satz in saetze))
    ziel.flush()


def print_fehler(*texte: str) -> None:
    """Sentences on the error stream, wrapped for a person at a terminal; findings (file:line:column) stay on one line."""
    for text in filter(None, texte):
        ganz = not sys.stderr.isatty() or _FUNDSTELLE.match(text) is not None
        zeilen = [clean_anzeige(_nenne_aufruf(text))] if ganz else wrap_satz(Satz(text), find_breite())
        sys.stderr.write("\n".join(zeilen) + "\n")
    sys.stderr.flush()
