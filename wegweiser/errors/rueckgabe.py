"""Sentences about open questions on their way to departments and back, and the words on their sheets."""

from collections.abc import Mapping

# Words that stand on the sheets we write.
TEXTE: Mapping[str, str] = {
    "titel": "Offene Fragen",
    "person": "zuständige Person",
    "niemand": "noch niemand zuständig",
    "an": "Offene Fragen an: {stelle}",
    "unter": "{titel} · Stand {datum}",
    "anleitung": "Bitte füllen Sie nur die hellen Felder aus, so weit Sie können; Lücken sind erlaubt. Was Sie nicht wissen, "
    "lassen Sie leer oder schreiben „weiß ich noch nicht“. Zeilen dürfen Sie sortieren oder weglassen. Danke!",
    "anleitung-word": "Bitte füllen Sie die Tabellen unter den Fragen aus, so weit Sie können; Lücken sind erlaubt. Was Sie nicht "
    "wissen, lassen Sie leer oder schreiben „weiß ich noch nicht“. Fragen dürfen Sie weglassen. Danke!",
    "anleitung-tabelle": "Bitte füllen Sie die hellen Felder aus, eine Zeile für jeden Eintrag. Leere Zeilen stören nicht.",
    "blatt-auswahl": "Auswahl",
    "nr": "Nr.",
    "frage": "Frage",
    "wozu": "Wozu wir fragen",
    "moeglich": "Was passt",
    "antwort": "Ihre Antwort",
    "sicherheit": "Wie sicher?",
    "beleg": "Beleg (Quelle)",
    "notiz": "Notiz",
    "bis": "bis",
    "bis-lang": "Bitte bis {datum}.",
    "hilfe": "Hilfe: {text}",
    "haengt-ab": "Davon hängen ab: {namen}.",
    "haengt-ab-mehr": "{namen} und {rest} weitere",
    "regel": "eine Regel",
    "regeln": "{anzahl} Regeln",
    "vorsorglich": "Vorsorglich gefragt.",
    "noetig": "Wird für den Plan gebraucht.",
    "siehe-blatt": "Blatt „{blatt}“",
    "weiss-nicht": "weiß ich noch nicht",
    "keine": "keine",
    "ja": "Ja",
    "nein": "Nein",
    "gewaehlt": "x",
    "gesichert": "gesichert",
    "geschaetzt": "geschätzt",
    "vermutet": "vermutet",
    "mehrere": "mehrere mit ; trennen",
    "spalte-passt": "Spalte „{spalte}“: {moeglich}",
    "hier": "bitte hier eintragen",
    "waehlen": "bitte wählen",
    "pruefung-titel": "Passt das?",
    "pruefung-text": "Erwartet wird: {moeglich}. „weiß ich noch nicht“ ist auch möglich.",
    "seite": "Seite {seite} von {seiten}",
    # What fits, by type of question.
    "passt-text": "Text, höchstens {zeichen} Zeichen",
    "passt-ganzzahl": "ganze Zahl",
    "passt-zahl": "Zahl",
    "passt-geldbetrag": "Betrag in Euro",
    "passt-prozent": "Zahl in Prozent",
    "passt-datum": "Datum, zum Beispiel 15.12.2026",
    "passt-jahr": "Jahr, zum Beispiel 2027",
    "passt-ja_nein": "Ja oder Nein",
    "passt-auswahl": "eine Möglichkeit aus der Liste",
    "passt-titel": "eine davon: {titel}",
    "passt-mehrfach": "beliebig viele; bitte unten ankreuzen (x)",
    "passt-mehrfach-text": "beliebig viele, mit Semikolon getrennt: {titel}",
    "passt-hoechstens": "höchstens {anzahl}; bitte unten ankreuzen (x)",
    "passt-rangfolge": "bitte unten nummerieren: 1 ist das Wichtigste",
    "passt-rangfolge-text": "in der richtigen Reihenfolge, mit Semikolon getrennt: {titel}",
    "passt-skala": "{stufen}",
    "passt-verteilung": "unten Anteile in Prozent, zusammen 100",
    "passt-verteilung-text": "Anteile in Prozent, zusammen 100, so geschrieben: {titel} = 60; …",
    "passt-datei": "Pfad einer Datei im Ordner des Vorhabens",
    "passt-ort": "Ort, gern mit Koordinaten: Marktplatz 1 (51,5176; 7,3794)",
    "passt-tabelle": "Tabelle, eine Zeile je Eintrag",
    "von-bis": "von {von} bis {bis}",
    "ab": "mindestens {von}",
    "hoechstens": "höchstens {bis}",
}

# What people write who do not know yet.
WEISS_NICHT: frozenset[str] = frozenset(
    {
        "weiß ich noch nicht", "weiss ich noch nicht", "weiß ich nicht", "weiss ich nicht", "weiß nicht", "weiss nicht",
        "weiß noch nicht", "noch offen", "k. a.", "k.a.", "?", "??", "???",
    }
)  # fmt: skip
UNBEKANNT: frozenset[str] = WEISS_NICHT | {
    "offen", "unbekannt", "unklar", "noch unklar", "nicht bekannt", "ka", "keine angabe", "-", "–", "—", "n/a", "n. a.", "n.a.",
    "wird nachgereicht", "folgt", "/",
}  # fmt: skip
ANGEKREUZT: frozenset[str] = frozenset({"x", "ja", "j", "1", "☒", "☑", "✓", "✔", "✗", "✘", "wahr", "true"})
NICHT_ANGEKREUZT: frozenset[str] = frozenset({"nein", "n", "0", "☐", "falsch", "false", "-", "–"})

# What Word shows in a field somebody emptied again.
LEER_WORD: frozenset[str] = frozenset(
    {
        "Klicken oder tippen Sie hier, um Text einzugeben.", "Wählen Sie ein Element aus.",
        "Klicken oder tippen Sie, um ein Datum einzugeben.", "Click or tap here to enter text.", "Choose an item.",
        "Click or tap to enter a date.",
    }
)  # fmt: skip

SAETZE: Mapping[str, str] = {
    "rueckgabe-leer": "Für „{stelle}“ ist nichts offen.",
    "rueckgabe-nichts-offen": "Es ist nichts offen{zusatz}.",
    "rueckgabe-endung": "„{pfad}“ endet nicht auf .xlsx oder .docx und ist kein Ordner.",
    "rueckgabe-besteht": "{pfad} gibt es schon; überschrieben wird nichts.",
    "rueckgabe-format": "Das Format „{name}“ gibt es nicht; möglich sind xlsx und docx.",
    "rueckgabe-ordner-leer": "In {pfad} liegt kein Bogen (.xlsx oder .docx).",
    "rueckgabe-kein-bogen": "{pfad} ist kein Bogen mit offenen Fragen aus diesem Programm; das verborgene Kennzeichen fehlt.",
    "rueckgabe-neuer": "{pfad} stammt aus einer neueren Fassung des Programms.",
    "rueckgabe-vorhaben": "{pfad} gehört zu einem anderen Vorhaben („{titel}“).",
    "rueckgabe-leitfaden": "{pfad} gehört zum Leitfaden „{ist}“; das Vorhaben folgt „{soll}“.",
    "rueckgabe-word": "{pfad} ist keine lesbare Word-Datei: {grund}.",
    "rueckgabe-zu-viel": "{pfad} hat zu viele Zeilen; gelesen werden höchstens {hoechstens}.",
    "rueckgabe-gemischt": "In {pfad} stehen Bögen aus verschiedenen Vorhaben oder Fassungen des Leitfadens.",
    # Said of one field.
    "rueckgabe-frage-fort": "Diese Frage stellt der Leitfaden nicht mehr.{grund}",
    "rueckgabe-satz-fort": "Den Eintrag „{satz}“ gibt es nicht mehr.",
    "rueckgabe-spalte-fort": "Die Spalte „{text}“ gibt es in dieser Tabelle nicht mehr.",
    "rueckgabe-option-fort": "Die Möglichkeit „{text}“ gibt es nicht mehr.",
    "rueckgabe-tabelle": "Die Frage will eine Tabelle; „{text}“ wird nicht übernommen.",
    "rueckgabe-adresse": "Das verborgene Kennzeichen der Zeile ist beschädigt: „{text}“.",
    "rueckgabe-zeile-fremd": "Die Zeile gehört zu keiner Frage; „{text}“ wird nicht übernommen.",
    "rueckgabe-formel": "Die Zelle enthält eine Formel ohne gespeichertes Ergebnis.",
    "rueckgabe-fehlerwert": "Die Zelle zeigt den Fehlerwert {text}.",
    "rueckgabe-statt-zahl": "Hier steht ein Datum ({text}), erwartet wird eine Zahl; vermutlich hat das Programm die Eingabe umgewandelt.",
    "rueckgabe-kreuz": "„{text}“ ist kein Kreuz.",
    "rueckgabe-rang": "Die Nummern ergeben keine Reihenfolge: {text}.",
    "rueckgabe-doppelt": "Die Frage ist zweimal verschieden beantwortet: hier „{hier}“, in {dort} „{andere}“.",
    "rueckgabe-spalte": "Spalte „{spalte}“: {grund}",
}

HINWEISE: Mapping[str, str] = {
    "rueckgabe-nichts-offen": "Mit --alle kommen auch Fragen dazu, die noch gar nicht an der Reihe waren.",
    "rueckgabe-leer": "Zuständig sind: {vorhanden}.",
    "rueckgabe-endung": "Andere Formate bitte in Excel, Word oder LibreOffice als .xlsx oder .docx speichern.",
    "rueckgabe-besteht": "Bitte einen anderen Namen nehmen oder mit --ersetzen bestätigen.",
    "rueckgabe-kein-bogen": "Bitte die Datei nehmen, die `wegweiser offen` geschrieben hat, und sie im selben Format speichern.",
    "rueckgabe-vorhaben": "Bitte den Ordner nennen, aus dem der Bogen kam.",
    "rueckgabe-leitfaden": "Bitte den Bogen neu schreiben.",
    "rueckgabe-word": "Bitte die Datei in Word oder LibreOffice öffnen und neu als .docx speichern.",
    "rueckgabe-gemischt": "Bitte jeden Bogen in einer eigenen Datei einlesen.",
    "rueckgabe-zeile-fremd": "Bitte die Angabe neben der Frage eintragen, zu der sie gehört.",
    "rueckgabe-tabelle": "Bitte die Zeilen auf dem Blatt der Tabelle eintragen.",
    "rueckgabe-formel": "Bitte in Excel oder LibreOffice öffnen und speichern, oder die Zahl selbst eintragen.",
    "rueckgabe-fehlerwert": "Bitte den richtigen Wert eintragen.",
    "rueckgabe-statt-zahl": "Bitte die Zelle als Zahl formatieren und neu eintragen.",
    "rueckgabe-kreuz": "Bitte x für ja, sonst leer lassen.",
    "rueckgabe-rang": "Bitte 1, 2, 3 … vergeben, jede Nummer einmal.",
    "rueckgabe-doppelt": "Bitte klären, welche gilt, und die andere leeren.",
}

GRUENDE: Mapping[str, str] = {
    "zip": "sie ist beschädigt oder hat ein anderes Format",
    "bombe": "sie ist ausgepackt zu groß",
    "teile": "sie besteht aus zu vielen Teilen",
    "dtd": "sie enthält eine Dokumenttyp-Angabe",
    "inhalt": "ihr Inhalt ist nicht zu verstehen",
}
