"""The sheet `choices`: what can be chosen, with the ids it gets here."""

from collections.abc import Mapping
from typing import NamedTuple

from wegweiser.core.fragebogen.kennungen import Kennungen
from wegweiser.core.fragebogen.spalten import Sprachspalte, read_eigenen_text, read_text
from wegweiser.model.fragebogen import Blatt
from wegweiser.model.kennungen import format_kennung

_STUFEN = 3


class Wahl(NamedTuple):
    """One choice: what the questionnaire calls it, what it is here, and its titles in the other languages."""

    name: str
    id: str
    titel: str
    andere: Mapping[str, str]


def build_auswahllisten(
    choices: Blatt | None, sprachen: tuple[Sprachspalte, ...]
) -> dict[str, tuple[Wahl, ...]]:
    """Every list by its name, in the order of the sheet."""
    roh: dict[str, dict[str, Wahl]] = {}
    kennungen: dict[str, Kennungen] = {}
    titel: dict[str, set[str]] = {}
    for zeile in choices.zeilen if choices else ():
        liste, name = zeile.werte.get("list_name", ""), zeile.werte.get("name", "")
        if not liste or not name or name in roh.setdefault(liste, {}):
            continue
        id_ = kennungen.setdefault(liste, Kennungen()).nimm(format_kennung(name))
        text = _clean_titel(read_eigenen_text(zeile.werte, "label", sprachen) or name)
        if text in titel.setdefault(liste, set()):
            text = f"{text} ({id_})"
        titel[liste].add(text)
        andere = {s.kuerzel: _clean_titel(read_text(zeile.werte, "label", s)) for s in sprachen[1:]}
        roh[liste][name] = Wahl(name, id_, text, {k: t for k, t in andere.items() if t})
    return {liste: tuple(wahlen.values()) for liste, wahlen in roh.items()}


def _clean_titel(titel: str) -> str:
    """A semicolon separates answers, a line is a line."""
    return " ".join(titel.replace(";", ",").split())


def is_stufenfolge(wahlen: tuple[Wahl, ...]) -> bool:
    """Whole numbers one after the other."""
    if len(wahlen) < _STUFEN or not all(w.name.lstrip("-").isdigit() and len(w.name) < 5 for w in wahlen):  # noqa: PLR2004
        return False
    zahlen = [int(w.name) for w in wahlen]
    return zahlen == list(range(zahlen[0], zahlen[0] + len(zahlen)))


def list_anker(wahlen: tuple[Wahl, ...]) -> dict[int, str]:
    """What the steps of a scale mean; a step that is only its number means nothing more."""
    anker = {}
    for wahl in wahlen:
        text = wahl.titel.removeprefix(f"{wahl.name} – ")
        if text != wahl.name:
            anker[int(wahl.name)] = text
    return anker
