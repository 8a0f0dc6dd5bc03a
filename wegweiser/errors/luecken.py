"""Sentences about gaps that are worked out from data."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "luecken-ohne-tabelle": "Der Leitfaden „{leitfaden}“ fragt nicht nach Versorgungslücken; es gibt nichts, wohin sie gehören.",
    "luecken-ohne-daten": "Aus den Daten dieses Vorhabens lassen sich noch keine Lücken rechnen.",
    "luecken-dienst": "Zu „{text}“ ist nichts gerechnet.{vorschlag}",
    "luecken-ohne-terminal": "Ohne Terminal kann niemand gefragt werden, ob die Lücken übernommen werden.",
}

HINWEISE: Mapping[str, str] = {
    "luecken-ohne-daten": "Nötig sind ein Bevölkerungsgitter, Angebote mit ihrem Ort und die Grenze des Quartiers: `wegweiser daten einlesen {ordner} DATEI`, dann `wegweiser daten quartier {ordner}`.",
    "luecken-dienst": "Alle Dienste zeigt `wegweiser daten luecken {ordner}`.",
    "luecken-ohne-terminal": "--ja übernimmt sie ohne Rückfrage; `wegweiser rueckgaengig {ordner}` nimmt sie zurück.",
}
