"""Field-wise replacement by id, and whether what was replaced is still what the author saw (`bisher`)."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from wegweiser.adapters.ueberlagerung.baum import (
    find_feld,
    index_ids,
    is_id_liste,
    list_felder,
    list_teile,
    remove_feld,
    set_feld,
)
from wegweiser.adapters.yaml_lesen import Dokument, Quelltext
from wegweiser.errors import format_vorschlag
from wegweiser.errors.leitfaden import ZIELE
from wegweiser.model.befund import Befund

BISHER = "bisher"
_FEST = ("id", "katalog")
_KURZ = 80
_TEXTFELDER = frozenset({"text", "titel", "kurz", "hilfe", "warum", "einheit"})
Melde = Callable[[Befund], None]


def apply_aenderung(ziel: Dokument, neu: Dokument, melde: Melde) -> None:
    """Put the fields of `neu` over those of `ziel`: maps field by field, records by id, everything else whole."""
    _check_bisher(ziel, neu, melde)
    for feld, teil in list_felder(neu):
        if feld in _FEST:
            melde(neu.befund_am_namen((feld,), "aendert-fest", {"feld": feld}))
        elif feld != BISHER:
            _apply_feld(ziel, feld, teil, melde)


def _apply_feld(ziel: Dokument, feld: str, teil: Dokument, melde: Melde) -> None:
    alt = find_feld(ziel, feld)
    if teil.daten is None:
        remove_feld(ziel, feld)
    elif alt is None or not isinstance(teil.daten, dict):
        set_feld(ziel, feld, teil)
    elif isinstance(alt.daten, dict):
        apply_aenderung(alt, teil, melde)
    elif is_id_liste(alt.daten):
        _apply_saetze(alt, teil, melde)
    else:
        set_feld(ziel, feld, teil)


def _apply_saetze(liste: Dokument, neu: Dokument, melde: Melde) -> None:
    """Records of a list, each called by its id."""
    vorhanden = index_ids(liste)
    for id_, teil in list_felder(neu):
        if id_ == BISHER:
            continue
        if id_ in vorhanden and isinstance(teil.daten, dict):
            apply_aenderung(vorhanden[id_], teil, melde)
        elif id_ in vorhanden:
            melde(teil.befund((), "zuordnung-erwartet", {}))
        else:
            angaben = {"wert": id_, "wo": ZIELE["eintraege"], "vorschlag": format_vorschlag(id_, vorhanden)}
            melde(neu.befund_am_namen((id_,), "verweis", angaben))


def _check_bisher(ziel: Dokument, neu: Dokument, melde: Melde) -> None:
    bisher = find_feld(neu, BISHER)
    if bisher is None:
        return
    if isinstance(bisher.daten, dict):
        _vergleiche(ziel, bisher, neu, melde)
        return
    felder = [feld for feld in neu.daten if feld != BISHER]
    if len(felder) == 1:
        _vergleiche_feld(ziel, felder[0], bisher, neu, melde)
    else:
        melde(bisher.befund((), "bisher-felder", {}))


def _vergleiche(ziel: Dokument, bisher: Dokument, neu: Dokument, melde: Melde) -> None:
    for feld, teil in list_felder(bisher):
        alt, unser = find_feld(ziel, feld), find_feld(neu, feld)
        if unser is None:
            melde(bisher.befund_am_namen((feld,), "bisher-fremd", {"feld": feld}))
        elif isinstance(teil.daten, dict) and alt is not None and isinstance(alt.daten, dict):
            _vergleiche(alt, teil, unser, melde)
        else:
            _vergleiche_feld(ziel, feld, teil, neu, melde)


def _vergleiche_feld(ziel: Dokument, feld: str, bisher: Dokument, neu: Dokument, melde: Melde) -> None:
    """A finding where the base no longer says what was replaced – unless it now says what we say."""
    jetzt, unser = find_feld(ziel, feld), find_feld(neu, feld)
    wert = jetzt.daten if jetzt else None
    if _glatt(wert) in {_glatt(bisher.daten), _glatt(unser.daten if unser else None)}:
        return
    ort = jetzt.wurzel if jetzt else ziel.wurzel
    angaben = {
        "feld": feld,
        "alt": _zeige(bisher.daten),
        "neu": _zeige(wert),
        "eigen": _zeige(unser.daten) if unser else "–",
        "stelle": f"{ort.quelle.datei}:{ort.zeile}",
    }
    melde(bisher.befund((), "grundlage-geaendert", angaben))


def _glatt(wert: Any) -> str:
    return " ".join(str(wert).split())


def _zeige(wert: Any) -> str:
    text = "–" if wert is None else _glatt(wert)
    return text if len(text) <= _KURZ else f"{text[: _KURZ - 1]}…"


def apply_worte(dokument: Dokument, worte: Mapping[str, str], eigen: Quelltext) -> set[str]:
    """Other words in everything people read that does not come from `eigen`; whole words only.

    Returns the words that were found.
    """
    muster = re.compile("|".join(rf"\b{re.escape(wort)}\b" for wort in sorted(worte, key=len, reverse=True)))
    gefunden: set[str] = set()

    def ersetze(treffer: re.Match[str]) -> str:
        gefunden.add(treffer[0])
        return worte[treffer[0]]

    _durchlaufe(dokument, eigen, lambda text: muster.sub(ersetze, text))
    return gefunden


def _durchlaufe(dokument: Dokument, eigen: Quelltext, aendere: Callable[[str], str], feld: str = "") -> None:
    for name, teil in list_felder(dokument):
        if not isinstance(teil.daten, str):
            _durchlaufe(teil, eigen, aendere, name)
        elif (name in _TEXTFELDER or feld == "anker") and teil.wurzel.quelle is not eigen:
            dokument.daten[name] = aendere(teil.daten)
    for teil in list_teile(dokument):
        _durchlaufe(teil, eigen, aendere)
