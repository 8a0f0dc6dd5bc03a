"""Sentences about merging two copies of a Vorhaben."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "zusammenfuehren-fremd": "{ordner} ist keine Kopie dieses Vorhabens, sondern ein anderes („{titel}“).",
    "zusammenfuehren-leitfaden": "Die Vorhaben folgen verschiedenen Leitfäden: hier {hier}, in {ordner} {dort}.",
    "zusammenfuehren-ohne-anfang": "Die Protokolle haben keinen gemeinsamen Anfang; wovon beide ausgingen, ist nicht zu erkennen.",
    "konflikte-defekt": "{stelle}: Die Liste der Widersprüche ist nicht zu lesen: {grund}",
    "zusammenfuehren-wahl": "„{text}“ ist keine Wahl; gemeint ist FRAGE=hier, FRAGE=dort oder alle=hier.",
    "zusammenfuehren-wahl-unbekannt": "Zu „{stelle}“ gibt es nichts zu entscheiden.{vorschlag}",
}

HINWEISE: Mapping[str, str] = {
    "zusammenfuehren-fremd": "Zwei verschiedene Vorhaben stellt `wegweiser vergleichen` nebeneinander.",
    "zusammenfuehren-leitfaden": "Bitte erst beide auf dieselbe Fassung bringen: `wegweiser umziehen {ordner}`.",
    "zusammenfuehren-ohne-anfang": "Liegt noch eine Kopie von damals vor, hilft --basis ORDNER.",
    "konflikte-defekt": "Bitte die Stelle berichtigen oder die Datei löschen; die Antworten selbst sind davon nicht betroffen.",
}
