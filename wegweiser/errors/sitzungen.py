"""Sentences about meetings."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "keine-uhrzeit": "„{text}“ ist keine Uhrzeit.",
    "sitzungen-befunde": "sitzungen.yaml lässt sich so nicht lesen; dazu gibt es {anzahl}.",
    "sitzung-format": "Hier wird „format: {format}“ erwartet.",
    "sitzung-runde": "Eine Runde „{text}“ gibt es nicht; möglich sind intern, aemter, buergerschaft, traeger und kaemmerei.",
    "sitzung-zahl": "„{text}“ ist keine Anzahl; gemeint ist eine ganze Zahl wie 34.",
    "sitzung-laeuft": "Die Sitzung „{titel}“ vom {datum} ist noch offen.",
    "sitzung-keine-offen": "Es ist keine Sitzung offen.",
    "sitzung-unbekannt": "Eine Sitzung „{text}“ gibt es nicht.{vorschlag}",
    "sitzung-keine": "Zu diesem Vorhaben ist noch keine Sitzung festgehalten.",
    "sitzung-noch-offen": "Die Sitzung „{titel}“ läuft noch; die Niederschrift entsteht beim Beenden.",
    "termin-unbekannt": "Einen Termin „{text}“ kennt der Leitfaden nicht.{vorschlag}",
    "termin-ohne": "Der Leitfaden „{leitfaden}“ schlägt keine Termine vor.",
    "termin-angabe": "„{text}“ ist keine Festlegung; gemeint ist zum Beispiel t2=12.02.2027 oder, zum Aufheben, t2=.",
    "personen-angabe": "„{text}“ sagt nicht, wer da war; gemeint ist zum Beispiel Bürgerschaft 34, auf der Befehlszeile Bürgerschaft=34.",
}

HINWEISE: Mapping[str, str] = {
    "keine-uhrzeit": "Zum Beispiel 18:05 oder 18 Uhr.",
    "sitzungen-befunde": "Bitte die Stellen in einem Texteditor berichtigen; das Vorhaben selbst ist davon nicht berührt.",
    "sitzung-laeuft": "`wegweiser sitzung beenden {ordner}` schließt sie ab.",
    "sitzung-keine-offen": "`wegweiser sitzung beginnen {ordner}` öffnet eine.",
    "sitzung-keine": "`wegweiser sitzung beginnen {ordner}` öffnet die erste.",
    "sitzung-unbekannt": "Alle zeigt `wegweiser sitzung liste {ordner}`.",
    "sitzung-noch-offen": "`wegweiser sitzung beenden {ordner}` schließt sie ab.",
    "termin-unbekannt": "Alle zeigt `wegweiser sitzung termine {ordner}`.",
    "termin-ohne": "Mit --titel lässt sich eine Sitzung auch ohne Termin beginnen.",
}
