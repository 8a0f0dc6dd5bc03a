"""Sentences about data files of a Vorhaben: why one cannot be read, and what is odd in one that can.

A finding of a reader (`Datenfund`) has its sentence here, with {anzahl}, {stelle} and its own parameters; what leaves
results right stands in LEICHT.
"""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    # The store
    "bestand-befunde": "daten/daten.yaml lässt sich so nicht lesen; dazu gibt es {anzahl}.",
    "bestand-format": "Hier wird „format: {format}“ erwartet.",
    "bestand-wert": "„{text}“ passt hier nicht.{vorschlag}",
    "bestand-zahl": "„{text}“ ist keine Zahl.",
    "bestand-zeit": "„{text}“ ist kein Zeitpunkt wie 2026-11-25T10:30:00+01:00.",
    "bestand-pfad": "„{text}“ führt aus dem Ordner daten/ hinaus.",
    "bestand-doppelt": "Die Kennung „{text}“ ist schon vergeben.",
    "bestand-punkt": "„{text}“ ist kein Punkt; erwartet werden Länge und Breite, zum Beispiel [7.38, 51.51].",
    "datei-unbekannt": "Eine Datei „{text}“ ist nicht eingelesen.{vorschlag}",
    "datei-mehrdeutig": "„{text}“ passt auf mehrere Dateien: {moeglich}.",
    "datei-keine": "In diesem Vorhaben ist noch nichts eingelesen.",
    "kopie-fehlt": "{datei}: Die Kopie in daten/ fehlt; damit wird nicht gerechnet.",
    "kopie-veraendert": "{datei}: Die Kopie in daten/ ist nicht mehr die, die eingelesen wurde; damit wird nicht gerechnet.",
    "kopie-unlesbar": "{datei}: Die Kopie in daten/ lässt sich nicht mehr lesen; damit wird nicht gerechnet. {grund}",
    "kopie-fremd": "{datei} liegt in daten/, ist aber nicht eingelesen.",
    "quelle-veraendert": "{pfad} hat sich während des Einlesens geändert.",
    "quelle-im-netz": "{pfad} ist eine Adresse im Netz; der Wegweiser lädt nichts von dort.",
    "daten-andere-art": "{pfad} lässt sich nicht als „{art}“ lesen; erkannt ist „{erkannt}“.",
    "quelle-fehlt": "{pfad} gibt es nicht.",
    "ordner-ohne-daten": "In {pfad} liegt keine Datei, die sich einlesen lässt.",
    "archiv-zu-gross": "{pfad} ist ausgepackt größer als {mb} MB oder hat zu viele Teile.",
    "ordner-zu-voll": "In {pfad} liegen mehr als {hoechstens} Dateien.",
    "teil-fehlt": "Zu {pfad} fehlt {teil}; die Dateien eines Shapefiles gehören zusammen.",
    "platz-fehlt": "Für die Kopie von {pfad} fehlt Platz: {noetig} nötig, {frei} frei.",
    # The boundary
    "quartier-ohne-raeume": "Es ist noch keine Datei mit Gebieten eingelesen, in der ein Name zu finden wäre.",
    "quartier-offen": "Die Grenze des Quartiers ist noch nicht festgelegt.",
    "quartier-wie": "Womit die Grenze gemeint ist, sagt genau eine Angabe: --raum, --umkreis mit --um, oder --datei.",
    "quartier-punkt": "„{text}“ ist kein Punkt; gemeint sind Breite und Länge in Grad, zum Beispiel 51.5149,7.3810.",
    "quartier-radius": "Ein Umkreis von {text} m ist kein Quartier; sinnvoll sind {von} bis {bis} m.",
    "quartier-fehlt": "Die Grenze „{titel}“ lässt sich nicht mehr bilden; ihre Datei fehlt oder enthält sie nicht mehr.",
    "quartier-keine-raeume": "„{datei}“ enthält keine Gebiete.",
    "quartier-unbekannt": "Ein Gebiet „{text}“ kommt in den eingelesenen Dateien nicht vor.{vorschlag}",
    "quartier-mehrdeutig": "„{text}“ kann mehreres heißen: {moeglich}.",
    "quartier-leer": "Im Quartier „{titel}“ liegt keine bewohnte Zelle des eingelesenen Gitters; die nächste ist {km} km von seiner Mitte entfernt.",
    "zellen-weit-weg": "Das Bevölkerungsgitter liegt woanders: Seine nächste Zelle ist {km} km vom Quartier „{titel}“ entfernt.",
    "orte-weit-weg": "Die Angebote liegen woanders: Das nächste ist {km} km vom Quartier „{titel}“ entfernt.",
    "wege-weit-weg": "Das Wegenetz liegt woanders: Der nächste Weg ist {km} km vom Quartier „{titel}“ entfernt.",
    "kennzahl-ohne-raum": "Keiner der {anzahl} Schlüssel ist der eines eingelesenen Gebiets (hier zum Beispiel {kennzahl}, dort {gebiet}).",
    "flaechen-zu-gross": "Die {anzahl} Gebiete der Ebene {ebene} sind zusammen {prozent} Prozent größer als {stadt}; üblich sind bis zu 2.",
    "flaechen-zu-klein": "Die {anzahl} Gebiete der Ebene {ebene} sind zusammen {prozent} Prozent kleiner als {stadt}; üblich sind bis zu 2.",
    # Reading in
    "einlesen-unsicher": "{pfad}: {frage} Ohne Terminal muss das eine Angabe sagen.",
    "einlesen-offen": "{pfad}: {frage} Das ist der Datei nicht anzusehen.",
    "einlesen-neuer": "„{titel}“ ist schon aus einer anderen Fassung von {pfad} eingelesen.",
    "einlesen-abgebrochen": "Abgebrochen; diese Datei ist nicht eingelesen.",
    "angabe-form": "„{text}“ ist keine Zuordnung; gemeint ist zum Beispiel {beispiel}.",
    "datenstand-form": "„{text}“ sagt nicht, von wann die Daten sind.",
    "angabe-kodierung": "Eine Kodierung „{text}“ gibt es nicht; üblich sind utf-8 und cp1252.",
    "angabe-spalte": "{pfad}: Eine Spalte „{spalte}“ gibt es in der Datei nicht (--spalte {name}={spalte}).{vorschlag}",
    "angabe-spaltenname": "{pfad}: „{name}“ ist kein Name für eine Spalte dieser Art von Datei.{vorschlag}",
    "angabe-lesart": "--lesart {name}=… gibt es nicht.{vorschlag}",
    "angabe-lesewert": "--lesart {name}={text}: „{text}“ gibt es hier nicht.{vorschlag}",
    "angabe-jahr": "--lesart jahr={text}: „{text}“ ist kein Jahr wie 2024.",
    "angabe-lagebezug": "Ein Lagebezug „{text}“ ist nicht bekannt; gemeint ist zum Beispiel EPSG:25832 (UTM Zone 32).",
    "angabe-merkmal": "Einen Dienst „{text}“ kennt der Leitfaden nicht.{vorschlag}",
    "angabe-art": "Eine Art „{text}“ gibt es nicht.{vorschlag}",
}

HINWEISE: Mapping[str, str] = {
    "bestand-befunde": "Bitte die Stellen in einem Texteditor berichtigen; die Antworten sind davon nicht berührt.",
    "datei-unbekannt": "Alle zeigt `wegweiser daten liste {ordner}`.",
    "datei-keine": "`wegweiser daten einlesen {ordner} DATEI` liest eine Datei ein.",
    "kopie-fehlt": "Die Datei noch einmal einlesen, oder den Eintrag entfernen.",
    "kopie-veraendert": "Die neue Fassung noch einmal einlesen; dann ist wieder bekannt, womit gerechnet wird.",
    "quelle-im-netz": "Bitte die Datei im Browser herunterladen und dann einlesen; --adresse hält fest, woher sie ist.",
    "daten-andere-art": "Ohne --als wird sie so gelesen; sonst hilft --spalte NAME=SPALTE.",
    "quelle-veraendert": "Bitte noch einmal einlesen, wenn niemand mehr daran arbeitet.",
    "archiv-zu-gross": "Bitte das Archiv entpacken und nur die gebrauchte Datei nennen.",
    "teil-fehlt": "Bitte alle Teile nebeneinander legen: .shp, .shx, .dbf und .prj.",
    "quartier-ohne-raeume": "Zuerst die Stadtteile einlesen, oder --umkreis 800 --um BREITE,LÄNGE nehmen.",
    "quartier-offen": "Zum Beispiel `wegweiser daten quartier {ordner} --raum NAME`.",
    "quartier-fehlt": "`wegweiser daten quartier` legt sie neu fest.",
    "quartier-leer": "Stimmen Breite und Länge der Grenze? Das Gitter des Zensus gibt es für ganz Deutschland.",
    **dict.fromkeys(
        ("zellen-weit-weg", "orte-weit-weg", "wege-weit-weg"),
        "Stimmen Breite und Länge der Grenze? Sonst gehört die Datei zu einer anderen Stadt, oder ihr Lagebezug stimmt nicht.",
    ),
    "kennzahl-ohne-raum": "Vielleicht fehlen führende Nullen, oder die Statistik hat eine andere Gliederung als die Gebiete.",
    "quartier-mehrdeutig": "Eindeutig sind Datei und Schlüssel zusammen, zum Beispiel --datei {datei} --raum {beispiel}.",
    "flaechen-zu-gross": "Überlappen sich Gebiete? Die Grenze der Stadt kann auch vereinfacht sein.",
    "flaechen-zu-klein": "Fehlen Gebiete? Die Grenze der Stadt kann auch vereinfacht sein.",
    "platz-fehlt": "Bitte auf dem Datenträger des Vorhabens aufräumen.",
    "datenstand-form": "Zum Beispiel 2023, 12.2023 oder 31.12.2023.",
    "angabe-merkmal": "Auch ein Merkmal wie „amenity=pharmacy“ ist möglich, oder „unbekannt“.",
    "einlesen-offen": "{option} sagt es (möglich: {moeglich}).",
    "einlesen-unsicher": "{option} sagt es (möglich: {moeglich}); --ja nimmt den Vorschlag „{vorschlag}“.",
    "einlesen-neuer": "--ja ersetzt sie; die Kennung bleibt.",
}

# Findings that leave results right.
LEICHT: frozenset[str] = frozenset({"kopie-fremd", "flaechen-zu-gross", "flaechen-zu-klein"})
