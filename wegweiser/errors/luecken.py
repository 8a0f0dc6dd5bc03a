"""Sentences about gaps that are worked out from data."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "luecken-ohne-tabelle": "Der Leitfaden „{leitfaden}“ fragt nicht nach Versorgungslücken; es gibt nichts, wohin sie gehören.",
    "luecken-ohne-daten": "Aus den Daten dieses Vorhabens lassen sich noch keine Lücken rechnen.",
    "luecken-abseits": "Hier lassen sich keine Lücken rechnen, obwohl Daten und Grenze da sind. {grund}",
    "luecken-ohne-grenze": "Ohne die Grenze des Quartiers lassen sich keine Lücken rechnen; die Daten dafür sind da.",
    "luecken-dienst": "Zu „{text}“ ist nichts gerechnet.{vorschlag}",
    "luecken-dienst-bewusst": (
        "„{titel}“ bekommt bewusst keine Lückenzahl: Der Leitfaden rechnet Dienste dieser Art nicht als Lücke des Quartiers, solange "
        "keine Befragung danach fragt. Wer es erreicht, steht trotzdem in der Auswertung."
    ),
    "luecken-dienst-ohne-ort": (
        "Zu „{titel}“ ist nichts gerechnet: In den eingelesenen Dateien gibt es keinen Ort dieser Art, und keine Befragung fragt danach. "
        "Das heißt unbekannt, nicht null."
    ),
    "luecken-ohne-terminal": "Ohne Terminal kann niemand gefragt werden, ob die Lücken übernommen werden.",
}

HINWEISE: Mapping[str, str] = {
    "luecken-ohne-daten": "Nötig sind ein Bevölkerungsgitter, Angebote mit ihrem Ort und die Grenze des Quartiers: `wegweiser daten einlesen {ordner} DATEI`, dann `wegweiser daten quartier {ordner}`.",
    "luecken-abseits": "{hinweis} `wegweiser daten quartier {ordner} --raum NAME` setzt sie neu, oder --umkreis 800 --um BREITE,LÄNGE.",
    "luecken-ohne-grenze": "`wegweiser daten quartier {ordner} --raum NAME` legt sie fest, oder --umkreis 800 --um BREITE,LÄNGE.",
    "luecken-dienst-bewusst": "Wer was erreicht, zeigt `wegweiser auswerten {ordner}`.",
    "luecken-dienst-ohne-ort": "Ein Angebotskataster kommt mit `wegweiser daten einlesen {ordner} DATEI` dazu.",
    "luecken-dienst": "Alle Dienste zeigt `wegweiser daten luecken {ordner}`.",
    "luecken-ohne-terminal": "--ja übernimmt sie ohne Rückfrage; `wegweiser rueckgaengig {ordner}` nimmt sie zurück.",
}
