"""Sentences about guides and their journeys."""

from collections.abc import Mapping

# What a field of a guide should be, by pydantic's name of the error.
SOLL: Mapping[str, str] = {
    "string_type": "ein Text; was wie eine Zahl aussieht, gehört in Anführungszeichen",
    "dataclass_type": "eine Zuordnung wie {beispiel}",
    "int_parsing": "eine ganze Zahl",
    "int_type": "eine ganze Zahl",
    "int_from_float": "eine ganze Zahl",
    "decimal_parsing": "eine Zahl",
    "decimal_type": "eine Zahl",
    "bool_parsing": "true (ja) oder false (nein)",
    "bool_type": "true (ja) oder false (nein)",
    "date_from_datetime_parsing": "ein Datum (JJJJ-MM-TT)",
    "date_type": "ein Datum (JJJJ-MM-TT)",
    "date_parsing": "ein Datum (JJJJ-MM-TT)",
    "tuple_type": "eine Liste, in eckigen Klammern oder mit Strichen untereinander",
    "mapping_type": "eine Zuordnung",
    "dict_type": "eine Zuordnung",
    "too_long": "eine kürzere Liste",
    "too_short": "eine längere Liste",
    "leer": "ein Wert; hier steht keiner",
    "sonst": "eine andere Schreibweise",
}

# Words of journeys about the path and the forms.
REISEWORTE: Mapping[str, str] = {
    "auf-pfad": "auf dem Weg",
    "entfaellt": "entfällt",
    "ergebnis": "ein Ergebnis",
    "keine": "keine",
    "moeglich": "möglich",
    "nicht-auf-pfad": "nicht auf dem Weg",
    "ausgeschlossen": "ausgeschlossen",
}

# Where a reference of a guide points to, for "„…“ gibt es nicht in …".
ZIELE: Mapping[str, str] = {
    "abgeleitet": "den abgeleiteten Werten",
    "abschnitte": "den Abschnitten",
    "anker": "den Stufen dieser Skala",
    "dienste": "den Diensten",
    "dienstfelder": "den Dienstfeldern",
    "eintraege": "den Einträgen dieses Katalogs",
    "faelle": "den Fällen",
    "formen": "den Formen",
    "fragen": "den Fragen",
    "kataloge": "den Katalogen",
    "indikatoren": "den Indikatoren",
    "klassen": "den Klassen der Rentierlichkeit",
    "kriterien": "den Kriterien",
    "namen": "den Fragen und Werten",
    "parameter": "den Parametern",
    "perspektiven": "den Perspektiven",
    "optionen": "den Möglichkeiten dieser Frage",
    "quellen": "quellen.yaml",
    "regeln": "den Regeln",
    "schritte": "den Schritten",
    "spalten": "den Spalten dieser Tabelle",
    "zielgruppen": "den Zielgruppen",
    "tabellen": "den Tabellen, die vorher ausgefüllt werden",
}

ID_FORMEN: Mapping[str, str] = {
    "name": "die Buchstaben a bis z, Ziffern und Unterstriche, am Anfang ein Buchstabe",
    "kennung": "die Buchstaben a bis z, Ziffern und dazwischen Binde- oder Unterstriche",
}

# A key nobody knows, without a value, between braces: most likely the rest of a text or a number.
KOMMA = " Zwischen geschweiften Klammern trennt ein Komma die Angaben: Texte mit Komma gehören in Anführungszeichen, Zahlen haben einen Punkt."

SAETZE: Mapping[str, str] = {
    "feld-fehlt": "Die Angabe „{feld}“ fehlt.",
    "feld-unbekannt": "Die Angabe „{feld}“ gibt es hier nicht.{vorschlag}",
    "feld-typ": "„{feld}“ passt nicht; nötig ist {soll}.",
    "feld-wert": "„{wert}“ ist bei „{feld}“ nicht möglich; möglich ist {soll}.",
    "typ-unbekannt": "Den Fragetyp „{wert}“ gibt es nicht.{vorschlag}",
    "id-form": "„{wert}“ ist als id nicht möglich; erlaubt sind {soll}.{vorschlag}",
    "id-reserviert": "„{wert}“ ist ein Wort der Ausdruckssprache und taugt nicht als id.",
    "id-datei": "Die id „{wert}“ passt nicht zum Namen der Datei; hier muss „{soll}“ stehen.",
    "id-doppelt": "Die id „{wert}“ ist schon vergeben ({erste}).",
    "ausdruck": "Im Ausdruck „{feld}“: {grund}",
    "ausdruck-typ": "Der Ausdruck „{feld}“ ergibt {ist}, gebraucht wird {soll}.",
    "ausdruck-spaeter": "Der Ausdruck „{feld}“ liest „{name}“; diese Frage kommt erst später.",
    "ausdruck-kreis": "„{name}“ hängt von sich selbst ab (im Kreis: {kreis}).",
    "verweis": "„{wert}“ gibt es nicht in {wo}.{vorschlag}",
    "optionen": "Die Frage braucht genau eine Angabe von „optionen“, „katalog“ oder „aus_tabelle“.",
    "option-titel": "Zwei Möglichkeiten heißen „{wert}“.",
    "option-zeichen": "Der Titel „{wert}“ enthält ein Semikolon; damit trennt das Programm mehrere Antworten.",
    "skala-grenzen": "Die Skala braucht „von“ kleiner als „bis“ und Anker dazwischen.",
    "ausschluss-beleg": "Die Regel schließt aus, ist aber nur „{wert}“ belegt; ausschließen dürfen norm und sekundaer.",
    "gewichte": "Die Gewichte ergeben {summe}; zusammen müssen es 100 sein.",
    "je-tabelle": "„je“ nennt „{wert}“; das ist keine Tabelle in einem früheren Abschnitt.{vorschlag}",
    "datei-fehlt": "Die Datei {pfad} fehlt.",
    "datei-endung": "Diese Datei wird nicht gelesen; ihr Name muss auf .yaml enden.",
    "liste-erwartet": "Hier wird eine Liste erwartet.",
    "zuordnung-erwartet": "Hier werden Angaben in der Form „name: wert“ erwartet.",
    "abschnitt-unbekannt": "Einen Abschnitt „{wert}“ gibt es in diesem Leitfaden nicht.{vorschlag}",
    "leitfaden-besteht": "In {ordner} liegt schon ein Leitfaden.",
    "leitfaden-befunde": "Der Leitfaden {ordner} hat {anzahl}.",
    "leitfaden-unbekannt": "Den Leitfaden „{name}“ gibt es nicht.{vorschlag}",
    "leitfaden-ordner": "In {ordner} liegt kein Leitfaden (leitfaden.yaml fehlt).",
    "sprache-form": "„{wert}“ ist keine Sprache; gemeint ist ein Kürzel nach BCP 47 wie tr, ar oder de-x-einfach.",
    "sprache-richtung": "„{wert}“ schreibt man anders herum: „richtung“ muss {soll} sein.",
    "sprache-unbekannt": "Die Sprache „{name}“ gibt es im Leitfaden „{leitfaden}“ nicht.{vorschlag} Es gibt: {vorhanden}.",
    "sprache-keine": "Der Leitfaden „{leitfaden}“ hat noch keine Übersetzungen.",
    "reise-abweichung": "{was}: erwartet „{soll}“, herausgekommen ist „{ist}“.",
    "reise-je-wert": "„{name}“ gibt es je Eintrag aus „{tabelle}“; hier steht eine Adresse wie „{beispiel}“.",
    "reise-zeile-fehlt": "Eine Zeile „{satz}“ hat die Tabelle „{tabelle}“ in diesem Fall nicht.{vorschlag}",
    "reise-je-satz": "Diese Regel gilt je Eintrag aus „{tabelle}“; hier steht eine Zuordnung wie „m1: verletzt“.",
}

HINWEISE: Mapping[str, str] = {
    "ausdruck-spaeter": "Ist eine Möglichkeit gemeint und keine Frage, gehört sie in Anführungszeichen.",
    "abschnitt-unbekannt": "Vorhanden sind: {vorhanden}.",
    "leitfaden-besteht": "Bitte einen neuen oder leeren Ordner nennen; überschrieben wird nichts.",
    "leitfaden-unbekannt": "Mitgelieferte Leitfäden zeigt `wegweiser leitfaden liste`; eigene als Ordner angeben.",
    "datei-fehlt": "Bitte den Namen und den Ordner prüfen.",
}
