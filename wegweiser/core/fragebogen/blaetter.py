"""The sheets of a questionnaire from its rows."""

from collections.abc import Mapping, Sequence
from typing import Final

from wegweiser.model.fragebogen import MERKSPALTE, Blatt, Blattzeile, Fragebogen
from wegweiser.model.leitfaden import Leitfadenkopf

_UEBERSETZT: Final = ("label", "hint", "guidance_hint")
_SPALTEN: Final = (
    "required", "relevant", "constraint", "calculation", "default", "appearance", "parameters",
    "choice_filter", "repeat_count", MERKSPALTE,
)  # fmt: skip


def build_blaetter(
    kopf: Leitfadenkopf,
    sprachen: Sequence[str],
    survey: Sequence[Mapping[str, str]],
    choices: Sequence[Mapping[str, str]],
) -> Fragebogen:
    """The three sheets; a column nobody uses is left out."""
    texte = [f"{spalte}::{s}" for spalte in _UEBERSETZT for s in sprachen]
    meldungen = [f"constraint_message::{s}" for s in sprachen]
    spalten = ("type", "name", *texte, *_SPALTEN[:3], *meldungen, *_SPALTEN[3:])
    angaben = {
        "form_title": kopf.titel,
        "form_id": kopf.id,
        "version": kopf.version,
        "default_language": sprachen[0],
    }
    labels = [f"label::{s}" for s in sprachen]
    return {
        "survey": _build_blatt("survey", spalten, survey),
        "choices": _build_blatt("choices", ("list_name", "name", *labels, "nr"), choices),
        "settings": _build_blatt("settings", tuple(angaben), [angaben]),
    }


def _build_blatt(name: str, spalten: Sequence[str], zeilen: Sequence[Mapping[str, str]]) -> Blatt:
    belegt = {spalte for zeile in zeilen for spalte in zeile}
    behalten = [s for s in spalten if s in belegt]
    return Blatt(
        name,
        {spalte: nr for nr, spalte in enumerate(behalten, 1)},
        tuple(Blattzeile(nr, zeile) for nr, zeile in enumerate(zeilen, 2)),
    )
