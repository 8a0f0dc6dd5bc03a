"""Sentences about the Vorhaben folder and its answers."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "ordner-fehlt": "Den Ordner {ordner} gibt es nicht.",
    "kein-ordner": "{ordner} ist kein Ordner.",
    "kein-vorhaben": "In {ordner} liegt kein Vorhaben (vorhaben.yaml fehlt).",
    "vorhaben-besteht": "In {ordner} liegt schon ein Vorhaben.",
    "ordner-nicht-leer": "Der Ordner {ordner} ist nicht leer.",
    "vorhaben-defekt": "{stelle}: {grund}",
    "vorhaben-format": "{stelle}: Das Format {format} kennt diese Fassung des Programms nicht.",
    "vorhaben-leitfaden": "Das Vorhaben gehört zum Leitfaden „{ist}“, geladen ist „{soll}“.",
    "gesperrt": "An diesem Vorhaben arbeitet schon jemand ({wer}, seit {seit}).",
    "nicht-schreibbar": "{pfad} lässt sich nicht schreiben: {grund}.",
    "nicht-lesbar": "{pfad} lässt sich nicht lesen: {grund}.",
    "datei-besetzt": "{pfad} wird gerade von einem anderen Programm festgehalten.",
    "sperre-uebernommen": "Jemand anderes hat dieses Vorhaben übernommen ({wer}).",
    "zwischendurch-geaendert": "{pfad} wurde inzwischen von Hand geändert.",
    "zugleich-geaendert": "Diese Antwort wurde inzwischen in vorhaben.yaml von Hand geändert ({fragen}).",
    "ordner-weg": "Der Ordner {ordner} ist gerade nicht erreichbar.",
    "platte-voll": "Auf dem Datenträger von {pfad} ist kein Platz mehr.",
    "frage-unbekannt": "Eine Frage „{frage}“ gibt es in diesem Leitfaden nicht.{vorschlag}",
    "antworten-abschnitt": "Einen Abschnitt „{abschnitt}“ gibt es in diesem Leitfaden nicht.{vorschlag}",
    "frage-woanders": "„{frage}“ steht hier am falschen Ort; die Frage gehört unter „{abschnitt}:“.",
    "frage-braucht-satz": "Die Frage „{frage}“ wird für jeden Eintrag aus „{tabelle}“ gestellt.",
    "satz-unbekannt": "Einen Eintrag „{satz}“ gibt es in „{tabelle}“ nicht.",
    "frage-ohne-satz": "Die Frage „{frage}“ gilt für das ganze Vorhaben, nicht für „{satz}“.",
    "antworten-befunde": "Es wurde nichts übernommen: {anzahl}.",
    "antwort-passt-nicht": "{frage}: {grund}",
}

HINWEISE: Mapping[str, str] = {
    "ordner-fehlt": "Bitte den Pfad prüfen; ein neues Vorhaben beginnt mit `wegweiser neu {ordner}`.",
    "kein-vorhaben": "Ein neues Vorhaben beginnt mit `wegweiser neu {ordner}`.",
    "vorhaben-besteht": "Weiterarbeiten mit `wegweiser start {ordner}`; für ein neues bitte einen anderen Ordner nennen.",
    "ordner-nicht-leer": "Bitte einen neuen oder leeren Ordner nennen; überschrieben wird nichts.",
    "vorhaben-defekt": "Bitte die Stelle in einem Texteditor berichtigen; alle Antworten stehen auch in protokoll.jsonl.",
    "vorhaben-format": "Bitte eine neuere Fassung des Programms verwenden.",
    "gesperrt": "Mitlesen: `wegweiser start {ordner} --lesen`; auch status, auswerten und bericht gehen. "
    "Gibt es die andere Sitzung nicht mehr: `wegweiser start {ordner} --sperre-loesen`.",
    "nicht-schreibbar": "Was bestätigt war, ist gespeichert. {rat}",
    "nicht-lesbar": "Es wurde nichts geändert. {rat}",
    "datei-besetzt": "Meist ist es ein Virenscanner oder ein offener Editor: bitte schließen und es noch einmal versuchen.",
    "sperre-uebernommen": "Was bestätigt war, ist gespeichert. Bitte diese Sitzung beenden; weiter mit `wegweiser start {ordner}`.",
    "zwischendurch-geaendert": "Bitte den Befehl wiederholen; er beginnt dann mit dem neuen Stand.",
    "zugleich-geaendert": "Beides ist noch da: der neue Wert aus der Datei und die Eingabe. Zum Übernehmen der Eingabe bitte noch einmal.",
    "ordner-weg": "Bitte die Verbindung zum Netzlaufwerk prüfen und es noch einmal versuchen; was bestätigt war, ist gespeichert.",
    "platte-voll": "Bitte Platz schaffen und es noch einmal versuchen; was bestätigt war, ist gespeichert.",
    "frage-unbekannt": "Alle Fragen zeigt `wegweiser leitfaden zeigen`.",
    "frage-braucht-satz": "Zum Beispiel: {beispiel}.{frage}",
    "satz-unbekannt": "Vorhanden: {vorhanden}.",
    "antworten-befunde": "Bitte die genannten Stellen berichtigen und den Befehl wiederholen.",
}
