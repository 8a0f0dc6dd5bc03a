"""Telling an office from a person: only what is recognisably an office may be printed as responsible."""

import re

_WORT = re.compile(r"[^\W\d_]+")
# What names of offices, organisations and functions end with; a surname hardly does.
_ENDEN = re.compile(
    r"(?:\Aamt|\w{3,}amt|ämter|aemter|kämmerei|kaemmerei|dezernat|referat|abteilung|bereich|sachgebiet|stelle|büro|verwaltung|verein|"
    r"gesellschaft|genossenschaft|stiftung|betrieb|stadtwerk|dienst|kasse|ausschuss|träger|team|gruppe|leitung|planung|"
    r"entwicklung|erneuerung|förderung|management|zentrum|zentrale|schule|gemeinde|landkreis|ministerium|agentur|kommission|"
    r"vorstand|vertretung|beauftragte|bürgermeister|\A(?:stadt|land|kreis|rat|haus|bank)|(?:stadt|bei|gemeinde|personal)rat|"
    r"(?:handels|handwerks|architekten)kammer|verband|jobcenter|institut|bibliothek|bücherei|polizei|feuerwehr|prüfung|"
    r"koordination|wohnungsbau|initiative|bürgerschaft|federführung|geschäftsführung)(?:e?n|e?s|e|r|in|innen)?\Z",
    re.IGNORECASE,
)
_GANZ = frozenset({
    "fb", "ob", "ev", "eg", "ggmbh", "gmbh", "ug", "ag", "gbr", "nrw", "e", "v", "steuern", "finanzen", "liegenschaften", "soziales",
    "jugend", "ordnung", "umwelt", "kultur", "bildung", "gesundheit", "verkehr", "statistik", "vergabe", "recht", "haushalt",
    "personal", "bauen", "wohnen", "planen", "sport",
})  # fmt: skip
BENANNT = "benannt"  # what stands for a name that was given
_PERSON = re.compile(r"\b(?:herrn?|frau|dr|prof|familie|hr|fr)\b|@|\d{4}", re.IGNORECASE)


def ist_stelle(text: str) -> bool:
    """Whether every capital word of it belongs to an office ("Amt für Stadterneuerung", "FB 61"); a name never does."""
    if _PERSON.search(text):
        return False
    worte = [wort for wort in _WORT.findall(text) if not wort[0].islower() or _ENDEN.search(wort)]
    return bool(worte) and all(_ENDEN.search(wort) or wort.casefold() in _GANZ for wort in worte)


def mask_person(text: str) -> str:
    """An office as it is called; for anybody else a word that somebody is named."""
    return text if not text or ist_stelle(text) else BENANNT
