"""Sentences about places, services and how they are reached."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "ort-vorbei": "Orte, die es nicht mehr oder noch nicht gibt: {anzahl}; sie zählen nicht als Angebot.",
    "ort-nicht-oeffentlich": "Orte, die nicht alle betreten dürfen: {anzahl}; sie zählen nicht als Angebot.",
    "ort-ohne-dienst": "Orte, zu denen der Leitfaden keinen Dienst kennt: {anzahl}, vor allem {arten}; sie zählen nicht.",
    "ort-ohne-art": "Orte, bei denen nicht steht, was sie sind: {anzahl}; sie zählen nicht.",
    "dienst-doppelt": "Orte, die es zweimal gibt (gleicher Dienst, gleicher Name, keine 50 m entfernt): {anzahl}; sie zählen einmal.",
}

HINWEISE: Mapping[str, str] = {
    "ort-ohne-dienst": "Welche Dienste es gibt, steht im Katalog „dienste“ des Leitfadens; eine eigene Fassung kann ihn ergänzen.",
    "ort-ohne-art": "Bitte beim Einlesen sagen, um welchen Dienst es geht.",
}

# Findings that leave results right.
LEICHT: frozenset[str] = frozenset(SAETZE)
