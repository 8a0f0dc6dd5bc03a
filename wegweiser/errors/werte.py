"""Sentences about values that do not fit their question."""

from collections.abc import Mapping

# Kinds of nodes in YAML, for "Hier steht …, erwartet wird …".
FORMEN: Mapping[str, str] = {
    "wert": "ein einzelner Wert",
    "liste": "eine Liste",
    "zuordnung": "eine Zuordnung",
    "eintraege": "eine Zuordnung „name: wert“",
    "nichts": "nichts",
}

SAETZE: Mapping[str, str] = {
    "leer": "Hier fehlt noch eine Eingabe.",
    "zu-lang": "Der Text ist zu lang: {zeichen} Zeichen, höchstens {hoechstens} haben Platz.",
    "mehrzeilig": "Hier passt nur eine Zeile.",
    "keine-ganze-zahl": "„{text}“ ist keine ganze Zahl.",
    "keine-zahl": "„{text}“ ist keine Zahl.",
    "dateizahl": "„{text}“ ist keine Zahl.",
    "dateizahl-ganz": "„{text}“ ist keine ganze Zahl.",
    "cent": "„{text}“ hat mehr als zwei Stellen hinter dem Komma.",
    "tausenderpunkt": "Ob „{text}“ mit Tausenderpunkt gemeint ist, lässt sich nicht sagen; in Dateien trennt der Punkt die Cent ab.",
    "zu-klein": "{wert} ist zu wenig; möglich ist {grenze} oder mehr.",
    "zu-gross": "{wert} ist zu viel; möglich ist höchstens {grenze}.",
    "kein-datum": "„{text}“ ist kein Datum, das es gibt.",
    "kein-ja-nein": "„{text}“ ist weder Ja noch Nein.",
    "keine-option": "„{text}“ steht nicht zur Auswahl.{vorschlag}",
    "doppelt-gewaehlt": "„{text}“ ist zweimal genannt.",
    "zu-viele": "{anzahl} sind zu viele; höchstens {hoechstens} sind möglich.",
    "rangfolge-unvollstaendig": "In der Rangfolge muss jede Möglichkeit genau einmal stehen; es fehlt „{text}“.",
    "summe-nicht-100": "Die Anteile ergeben {summe} %; zusammen müssen es 100 % sein.",
    "kein-eintrag": "„{text}“ lässt sich nicht als „Bezeichnung = Wert“ lesen.",
    "keine-tabelle": "Das ist keine Tabelle: erwartet wird eine Liste von Zeilen.",
    "kein-json": "Der Wert lässt sich von Zeile {zeile}, Spalte {spalte} an nicht lesen.",
    "zeile-unbekannte-spalte": "Zeile {nr}: Die Spalte „{text}“ gibt es nicht.{vorschlag}",
    "zeile-fehlt": "Zeile {nr}: Die Spalte „{text}“ ist leer, wird aber gebraucht.",
    "zeile-wert": "Zeile {nr}, Spalte „{spalte}“: {grund}",
    "zeile-id": "Zeile {nr}: Das Kennzeichen „{text}“ ist keine gültige id.",
    "zeile-id-doppelt": "Zeile {nr}: Das Kennzeichen „{text}“ ist schon vergeben.",
    "zu-wenige-zeilen": "{anzahl} Zeilen sind zu wenig; mindestens {grenze} werden gebraucht.",
    "zu-viele-zeilen": "{anzahl} Zeilen sind zu viele; höchstens {grenze} sind möglich.",
    "kein-ort": "„{text}“ ist keine Ortsangabe.",
    "pfad-ausserhalb": "„{text}“ liegt nicht im Ordner des Vorhabens.",
    "falsche-endung": "„{text}“ hat nicht die richtige Endung ({endungen}).",
    "falsche-form": "Hier steht {ist}, erwartet wird {soll}.",
    "keine-liste": "Hier steht {ist}, erwartet wird eine Liste.",
    "pruefung": "{text}",
    "keine-antwort-und-offen": "Eine Antwort hat entweder „wert“ oder „offen: true“, nicht beides.",
    "angabe-unbekannt": "Die Angabe „{text}“ gibt es bei einer Antwort nicht.{vorschlag}",
    "falsche-sicherheit": "„{text}“ ist keine Stufe der Sicherheit.",
}

HINWEISE: Mapping[str, str] = {
    "keine-ganze-zahl": "Zum Beispiel 9500 oder 9.500.",
    "keine-zahl": "Zum Beispiel 12,5 oder 1.200.",
    "tausenderpunkt": "Tausender bitte ohne Punkt, zum Beispiel 1250 oder 1250.50.",
    "dateizahl": "In Dateien steht vor den Nachkommastellen ein Punkt und vor Tausendern nichts: 12.5 oder 1200.",
    "dateizahl-ganz": "In Dateien stehen Tausender ohne Punkt: 9500.",
    "keine-liste": "Eine Liste steht in eckigen Klammern, auch mit nur einem Wert: [wert].",
    "cent": "Beträge stehen in Euro und Cent, zum Beispiel 1.250,50.",
    "kein-datum": "Zum Beispiel 15.12.2026 oder 2026-12-15.",
    "kein-ja-nein": "Bitte ja oder nein.",
    "kein-json": 'Tabellen werden als JSON übergeben, zum Beispiel [{{"id": "l1", "bezeichnung": "Drogerie"}}].',
    "kein-eintrag": "Zum Beispiel: Zuschuss = 60; Eigenmittel = 40.",
    "kein-ort": "Zum Beispiel: Marktplatz 1 (51,5176; 7,3794).",
    "falsche-sicherheit": "Möglich sind gesichert, geschaetzt, vermutet und konstruiert.",
}
