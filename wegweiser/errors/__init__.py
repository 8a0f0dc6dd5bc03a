"""The error tree, the exit codes and every German sentence about something that went wrong (in the modules beside, loaded when one is said)."""

import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Literal

_VERGLEICHE = 500
_AUFZAEHLUNG = 20
_ANFANG = 3
EXIT_BENUTZUNG = 2
EXIT_BEFUNDE = 3
EXIT_FEHLER_IM_PROGRAMM = 70
EXIT_UNTERBROCHEN = 130

Stufe = Literal["fehler", "hinweis"]


class _Luecken(dict[str, object]):
    """A parameter that is not given becomes empty instead of an error about the error."""

    def __missing__(self, _: str) -> str:
        return ""


def format_satz(code: str, angaben: Mapping[str, object]) -> str:
    """The German sentence for a code; an unknown code is its own sentence."""
    from wegweiser.errors.saetze import SAETZE

    return SAETZE.get(code, code).format_map(_Luecken(angaben))


def format_hinweis(code: str, angaben: Mapping[str, object]) -> str:
    """What to do about it, or an empty text."""
    from wegweiser.errors.saetze import HINWEISE

    sicher = {name: shlex.quote(str(wert)) if name == "ordner" else wert for name, wert in angaben.items()}
    return HINWEISE.get(code, "").format_map(_Luecken(sicher))


def find_stufe(code: str) -> Stufe:
    """How grave a finding is: an error makes a guide unusable, a hint does not."""
    from wegweiser.errors.saetze import LEICHT

    return "hinweis" if code in LEICHT else "fehler"


def format_vorschlag(text: object, moeglich: Iterable[str]) -> str:
    """The sentence part " Meinten Sie „…“?" with the nearest possibility, or nothing."""
    nah = find_aehnliches(str(text), moeglich)
    return f" Meinten Sie „{nah}“?" if nah else ""


def format_auswahl(text: object, moeglich: Iterable[str]) -> str:
    """The same or, where nothing is near, the sentence part " Möglich sind …"."""
    namen = sorted(moeglich)
    return format_vorschlag(text, namen) or _format_moegliche(namen)


def _format_moegliche(namen: Sequence[str]) -> str:
    if not 0 < len(namen) <= _AUFZAEHLUNG:
        return ""
    *vordere, letzter = namen
    return f" Möglich {'sind' if vordere else 'ist'} {' oder '.join(filter(None, (', '.join(vordere), letzter)))}."


def find_aehnliches(wort: str, moeglich: Iterable[str]) -> str:
    """The possibility most like a word, or an empty text; among very many only those that begin like it."""
    from difflib import get_close_matches

    namen = list(moeglich)
    if len(namen) > _VERGLEICHE:
        anfang = wort[:2].casefold()
        namen = [name for name in namen if name[:2].casefold() == anfang][:_VERGLEICHE]
    nah = next(iter(get_close_matches(wort, namen, n=1)), "")
    if nah or len(wort) < _ANFANG:
        return nah
    anfang = wort.casefold()
    return min((name for name in namen if name.casefold().startswith(anfang)), key=len, default="")


class WegweiserError(Exception):
    """Something a person can understand and mend: a code, and parameters for its sentence."""

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, **angaben: object) -> None:
        super().__init__(code)
        self.code = code
        self.angaben = angaben

    def __str__(self) -> str:
        return self.satz

    @property
    def satz(self) -> str:
        """What, where and why, in one German sentence."""
        return format_satz(self.code, self.angaben)

    @property
    def hinweis(self) -> str:
        """What to do, or an empty text."""
        return format_hinweis(self.code, self.angaben)


class BenutzungError(WegweiserError):
    """The command line was used in a way that makes no sense."""

    exit_code = EXIT_BENUTZUNG


class EingabeError(WegweiserError):
    """A value does not fit its question; the dialogue catches it and asks again."""

    exit_code = EXIT_BENUTZUNG


class EingabenError(WegweiserError):
    """Several answers at once do not fit; nothing was taken over."""

    exit_code = EXIT_BENUTZUNG

    def __init__(self, code: str, befunde: Sequence[str], **angaben: object) -> None:
        super().__init__(code, **angaben)
        self.befunde = tuple(befunde)


class LeitfadenError(WegweiserError):
    """A guide cannot be used; `befunde` holds every finding as a finished line."""

    exit_code = EXIT_BEFUNDE

    def __init__(self, code: str, befunde: Sequence[str] = (), **angaben: object) -> None:
        super().__init__(code, **angaben)
        self.befunde = tuple(befunde)


class VorlageError(WegweiserError):
    """A template cannot be used."""

    exit_code = 4


class VorhabenError(WegweiserError):
    """A Vorhaben folder cannot be read or written."""

    exit_code = 5


class VorhabenGesperrtError(VorhabenError):
    """Somebody else is working on this Vorhaben."""


class VorhabenGeaendertError(VorhabenError):
    """Somebody edited the file by hand while the session had it open."""


class VorhabenVersionError(VorhabenError):
    """The Vorhaben was written by a newer program or for another guide."""


class DatenError(WegweiserError):
    """A data file cannot be used."""

    exit_code = 6


class BerichtError(WegweiserError):
    """The report cannot be written."""

    exit_code = 7


class PdfBibliothekError(BerichtError):
    """The native library for PDF is missing."""
