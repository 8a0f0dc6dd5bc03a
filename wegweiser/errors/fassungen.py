"""Sentences about snapshots, scenarios and comparisons."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "name-leer": "Ein Name ist nötig, zum Beispiel „vor Ausschuss“.",
    "name-lang": "Der Name ist mit {zeichen} Zeichen zu lang; höchstens {hoechstens} sind möglich.",
    # Snapshots.
    "stand-besteht": "Einen Stand „{name}“ gibt es schon (gesichert am {zeit}); überschrieben wird nichts.",
    "stand-unbekannt": "Einen Stand „{name}“ gibt es nicht.{vorschlag}",
    "stand-ohne-kopf": "Das ist kein gesicherter Stand: Oben fehlen Name und Zeit, abgeschlossen mit einer Zeile „---“.",
    "stand-veraendert": "{stelle}: Der Stand wurde nach dem Sichern verändert: Die Prüfsumme passt nicht mehr zum Inhalt.",
    "stand-zeit": "„{text}“ ist keine Zeit; gemeint ist zum Beispiel 2026-11-22T10:31:07+01:00.",
    "stand-defekt": "{stelle}: {grund}",
    "stand-fremd": "{stelle}: Der Stand gehört zu einem anderen Vorhaben („{titel}“, angelegt am {angelegt}).",
    # Scenarios.
    "szenario-unbekannt": "Ein Szenario „{name}“ gibt es nicht.{vorschlag}",
    "szenario-nicht-gesetzt": "Das Szenario „{name}“ sagt zu „{frage}“ nichts.",
    "szenario-befunde": "Das Szenario „{name}“ lässt sich so nicht rechnen; dazu gibt es {anzahl}.",
    "szenario-titel": "Der Titel eines Szenarios ist ein kurzer Text.",
    "szenario-keine-antworten": "Unter „antworten:“ stehen Abschnitte mit ihren Fragen.",
}

HINWEISE: Mapping[str, str] = {
    "stand-besteht": "Bitte einen anderen Namen nehmen; vorhandene Stände zeigt `wegweiser staende {ordner}`.",
    "stand-unbekannt": "Vorhandene Stände zeigt `wegweiser staende {ordner}`.",
    "stand-veraendert": "War die Änderung gewollt, genügt es, die Zeile „pruefsumme“ zu löschen.",
    "stand-defekt": "Bitte die Stelle in einem Texteditor berichtigen; das Vorhaben selbst ist davon nicht berührt.",
    "stand-fremd": "Zwei Vorhaben stellt `wegweiser vergleichen A B` nebeneinander.",
    "szenario-unbekannt": "Vorhandene Szenarien zeigt `wegweiser szenario {ordner}`.",
    "szenario-befunde": "Bitte die genannten Stellen berichtigen; das Vorhaben selbst ist davon nicht berührt.",
}
