"""Columns of a questionnaire: texts by language, and which languages there are."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, NamedTuple

from wegweiser.errors.xlsform import SPRACHNAMEN
from wegweiser.model.fragebogen import Blatt, Fragebogen

_KUERZEL: Final = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\)\s*\Z")
_MUSTER: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-x(-[a-z0-9]{1,8})+)?\Z")
_ENGLISCH: Final[Mapping[str, str]] = {
    "arabic": "ar", "english": "en", "french": "fr", "francais": "fr", "german": "de", "deutsch": "de", "italian": "it",
    "polish": "pl", "russian": "ru", "spanish": "es", "espanol": "es", "turkish": "tr", "ukrainian": "uk", "portuguese": "pt",
    "romanian": "ro", "bulgarian": "bg", "persian": "fa", "farsi": "fa", "dari": "prs", "pashto": "ps", "kurdish": "ku",
    "swahili": "sw", "nepali": "ne", "hindi": "hi", "chinese": "zh", "albanian": "sq", "greek": "el", "tigrinya": "ti",
}  # fmt: skip
_TEXTE: Final = ("label", "hint", "guidance_hint", "constraint_message")


class Sprachspalte(NamedTuple):
    """A language as its columns name it, its tag (BCP 47) and its title."""

    kopf: str
    kuerzel: str
    titel: str
    erkannt: bool = True


def list_sprachen(bogen: Fragebogen) -> tuple[Sprachspalte, ...]:
    """The languages, that of the guide first: German where it is there, else the questionnaire's own."""
    koepfe: list[str] = []
    for blatt in bogen.values():
        for spalte in blatt.spalten:
            name, trenner, kopf = spalte.partition("::")
            if trenner and name in _TEXTE and kopf not in koepfe:
                koepfe.append(kopf)
    sprachen = [_build_sprache(kopf) for kopf in koepfe]
    if not sprachen or _hat_ohne_sprache(bogen["survey"]):
        sprachen.insert(0, _build_sprache(_read_vorgabe(bogen) or "Deutsch (de)")._replace(kopf=""))
    vorgabe = _read_vorgabe(bogen)
    eigene = min(sprachen, key=lambda s: (s.kuerzel != "de", s.kopf != vorgabe, sprachen.index(s)))
    einzeln: dict[str, Sprachspalte] = {eigene.kuerzel: eigene}
    for sprache in sprachen:
        einzeln.setdefault(sprache.kuerzel, sprache)
    return tuple(einzeln.values())


def _hat_ohne_sprache(survey: Blatt) -> bool:
    return any(zeile.werte.get("label") for zeile in survey.zeilen)


def _read_vorgabe(bogen: Fragebogen) -> str:
    zeilen = bogen["settings"].zeilen if "settings" in bogen else ()
    return zeilen[0].werte.get("default_language", "") if zeilen else ""


def _build_sprache(kopf: str) -> Sprachspalte:
    titel = _KUERZEL.sub("", kopf).strip() or kopf
    if (treffer := _KUERZEL.search(kopf)) and _MUSTER.match(treffer[1]):
        return Sprachspalte(kopf, treffer[1], titel)
    glatt = unicodedata.normalize("NFKD", titel).encode("ascii", "ignore").decode().casefold().strip()
    eigene = {name.casefold(): kuerzel for kuerzel, name in SPRACHNAMEN.items()}
    bekannt = eigene.get(titel.casefold()) or _ENGLISCH.get(glatt) or (kopf if kopf in SPRACHNAMEN else None)
    if bekannt:
        return Sprachspalte(kopf, bekannt, titel)
    rest = re.sub(r"[^a-z0-9]", "", glatt)[:8] or "unbekann"
    return Sprachspalte(kopf, f"und-x-{rest}", titel, erkannt=False)


def read_text(werte: Mapping[str, str], spalte: str, sprache: Sprachspalte) -> str:
    """A text in one language."""
    return werte.get(f"{spalte}::{sprache.kopf}" if sprache.kopf else spalte, "")


def read_eigenen_text(werte: Mapping[str, str], spalte: str, sprachen: tuple[Sprachspalte, ...]) -> str:
    """A text in the language of the guide, else in any other."""
    texte = [read_text(werte, spalte, sprache) for sprache in sprachen]
    return next((text for text in (*texte, werte.get(spalte, "")) if text), "")
