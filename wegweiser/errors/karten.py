"""Sentences about cards, posters and dots, and about taking their answers back."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "karten-leer": "Im Leitfaden „{leitfaden}“ ist in der Runde „{runde}“ mit dieser Auswahl nichts zu fragen.",
    "karte-unbekannt": "Eine Karte „{name}“ gibt es nicht.{vorschlag}",
    "papier-unbekannt": "Das Papier „{name}“ gibt es nicht.",
    "punkte-anzahl": "{anzahl} Punkte je Person gehen nicht; möglich sind 1 bis {hoechstens}.",
    "papier-besteht": "{pfad} gibt es schon; überschrieben wird nichts.",
    "punkte-form": "„{text}“ lässt sich nicht als Punkte lesen.",
    "punkte-zahl": "„{text}“ ist keine Anzahl; möglich sind ganze Zahlen von 0 bis {hoechstens}.",
    "punkte-reihe": "Das sind {anzahl} Zahlen; auf dem Blatt stehen {soll} Möglichkeiten.",
    "karte-fehlt": "Eine Karte „{text}“ liegt hier nicht.",
    "karte-mehrfach": "Die Karte „{text}“ gibt es mehrmals; bitte die kleine Kennung vom Fuß der Karte nehmen.",
    "karte-tabelle": "„{text}“ ist eine Tabelle.",
    "erfassen-ohne-terminal": "Ohne Eingabe lassen sich keine Karten erfassen.",
    "erfassung-zeile": "{pfad}, Zeile {zeile}: {grund}",
    "erfassung-spalten": "{pfad}, Zeile {zeile}: In der Kopfzeile fehlt {fehlt}; erwartet werden frage, option und anzahl.",
    "erfassung-leer": "{pfad} enthält keine Zeile mit einer Frage.",
    "erfassung-gleichauf": "Bei {nummer} „{frage}“ entscheiden die Zahlen nicht; gleichauf sind: {gleich}.",
    "erfassung-passt-nicht": "Etwas passt nicht zum Leitfaden; übernommen ist nichts.",
}

HINWEISE: Mapping[str, str] = {
    "punkte-form": "Zum Beispiel: p 12 7 0 3 (in der Reihenfolge des Blattes) oder p 1=12 3=7.",
    "punkte-reihe": "Wo keiner klebt, bitte 0 tippen, oder nur einzelne nennen: p 1=12 3=7.",
    "erfassen-ohne-terminal": "Bitte in einem Terminal starten oder Zahlen mit --aus DATEI übergeben.",
    "erfassung-zeile": "Macht die Tabelle aus 2.10 ein Datum, bitte die Kennung der Frage nehmen (`wegweiser karten … --papier zaehlliste`).",
    "erfassung-gleichauf": "Übernommen ist nichts. Ohne --ja fragt der Befehl am Bildschirm, was gelten soll.",
    "karten-leer": "Alle Fragen mit ihrer Runde zeigt `wegweiser leitfaden zeigen --ausfuehrlich`.",
    "papier-unbekannt": "Möglich sind karten, poster, punkte (als pdf oder html) und zaehlliste.",
    "papier-besteht": "Bitte mit --nach einen anderen Ordner nennen oder mit --ersetzen bestätigen.",
}
