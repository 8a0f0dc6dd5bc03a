"""Sentences about surveys that are read: what was left out, what to look at."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "befragung-zu-gross": "{pfad} ist für eine Befragung zu groß (mehr als {mb} MB).",
    "befragung-abgebrochen": "Abgebrochene Bögen: {anzahl}; ausgewertet werden die {n} abgeschlossenen.",
    "befragung-ohne-abschluss": "Kein Bogen ist abgeschlossen (submitdate ist überall leer); gezählt sind alle {anzahl}, auch abgebrochene.",
    "befragung-verworfen": "Spalten mit Personenbezug nicht übernommen: {spalten}.",
    "befragung-doppelt": "Bögen mit gleicher Nummer: {anzahl}; jeder zählt einmal.",
    "freitext-mail": "Frage „{spalte}“: E-Mail-Adressen in Freitexten: {anzahl}; in der Kopie sind sie unkenntlich.",
    "freitext-telefon": "Frage „{spalte}“: Telefonnummern in Freitexten: {anzahl}; in der Kopie sind sie unkenntlich.",
    "freitext-name": "Frage „{spalte}“: vermutlich Namen in Freitexten: {anzahl}; bitte vor der Weitergabe durchsehen.",
    "codeplan-doppelt": "Variablen, die schon weiter oben stehen: {anzahl}, zuerst {stelle}; es gilt die erste.",
    "codeplan-ohne-spalte": "Im Codeplan, aber ohne Spalte in den Antworten: {spalten}.",
    "codeplan-ohne-eintrag": "Spalten ohne Eintrag im Codeplan: {spalten}.",
    "codeplan-zugeordnet": "Die Spalte „{spalte}“ steht im Codeplan vermutlich als „{variable}“; so ist sie gelesen.",
    "befragung-ausserhalb": "Frage „{spalte}“, Antworten außerhalb der Skala von {von} bis {bis}: {anzahl}; sie bleiben ungültig.",
    "befragung-ohne-frage": "„{rolle}“ verweist auf die Frage „{frage}“; die gibt es in den Antworten nicht.",
}

HINWEISE: Mapping[str, str] = {
    "befragung-zu-gross": "Bitte nur die Antworten einer Erhebung einlesen, ohne angehängte Dateien.",
}

# Findings that leave results right.
LEICHT: frozenset[str] = frozenset(SAETZE) - {
    "befragung-zu-gross",
    "befragung-ohne-frage",
    "befragung-ausserhalb",
}
