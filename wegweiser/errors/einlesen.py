"""Sentences about files that are read: why one cannot be, and what is odd about one that can."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "daten-leer": "{pfad} ist leer.",
    "daten-nur-kopf": "{pfad} hat eine Kopfzeile, aber keine Daten.",
    "daten-unbekannt": "{pfad} ist keine Datei, die der Wegweiser lesen kann.",
    "daten-spalten": "{pfad}: An den Spalten ist nicht zu erkennen, was die Datei enthält ({spalten}).",
    "daten-format": "{pfad}: Das Format „{format}“ ist nicht bekannt.",
    "daten-kodierung": "{pfad} ist beschädigt: Die Kodierung {kodierung} aus den ersten Zeichen stimmt weiter hinten nicht.",
    "daten-kodierung-fremd": "{pfad}: Die Kodierung „{kodierung}“ ist nicht bekannt.",
    "daten-zeile-zu-lang": "{pfad} enthält eine Zeile mit mehr als {hoechstens} Zeichen; so ist sie keine Tabelle.",
    "daten-spalte-fehlt": "{pfad}: Die Spalte „{spalte}“ gibt es nicht.",
    "daten-spalten-vertauscht": "{pfad}: In der Spalte „{spalte}“ stehen Koordinaten; die Überschriften passen nicht zu den Spalten.",
    "daten-komma-verloren": "{pfad}: Die Spalte „{spalte}“ enthält Anteile, aber Werte wie {text}; das Dezimalkomma ist verloren gegangen.",
    "zensus-kennung": "{pfad}: Die Kennungen der Gitterzellen sind nicht zu lesen.",
    "daten-keine-werte": "{pfad}: In den Spalten mit Zahlen steht keine einzige Zahl.",
    "daten-jahr-fehlt": "{pfad}: Für welches Jahr die Werte gelten, steht nicht in der Datei.",
    "daten-keine-zeilen": "{pfad}: Keine Zeile ließ sich übernehmen.",
    # Findings: tables a city keeps
    "zeile-doppelt": "Zeilen, die schon weiter oben stehen: {anzahl}, zuerst {stelle}; sie zählen nur einmal.",
    "zeile-ohne-namen": "Zeilen ohne „{spalte}“: {anzahl}, zuerst {stelle}; sie sind weggelassen.",
    "kataster-angabe": "Spalte „{spalte}“, unbekannte Angabe: {anzahl}, zuerst „{text}“ in {stelle}.",
    "spalten-personen": "Spalten, die Personen nennen können, werden nicht übernommen: {text}.",
    # Findings: grid files
    "kennung-unlesbar": "Kennungen von Gitterzellen nicht zu lesen: {anzahl}, zuerst {stelle}; diese Zeilen sind weggelassen.",
    "kennung-passt-nicht": "Kennung und Mittelpunkt widersprechen sich: {anzahl}, zuerst {stelle}; es gilt die Kennung.",
    "koordinaten-vertauscht": "x und y sind vertauscht: {anzahl}, zuerst {stelle}; es gilt die Kennung.",
    "gitterweiten-gemischt": "Zellen anderer Größe als {weite} m: {anzahl}; Summen darüber zählen Personen doppelt.",
    "zelle-doppelt": "Zellen, die schon weiter oben stehen: {anzahl}, zuerst {stelle}; sie zählen nur einmal.",
    "zellen-ausserhalb": "Außerhalb von Deutschland: {anzahl}, zuerst {stelle}.",
    "zensus-2011": "Werte des Zensus 2011 (Stichtag 09.05.2011); die Merkmale sind nicht wie 2022 abgegrenzt.",
    "zensus-2011-als-2022": "Name oder Herkunft sagen 2022, Kennungen und Merkmale sind vom Zensus 2011 (Stichtag 09.05.2011); er gilt als 2011.",
    # Findings: any table
    "zeile-unvollstaendig": "Zeilen mit zu wenigen oder zu vielen Spalten: {anzahl}, zuerst {stelle}; sie sind weggelassen.",
    "wert-unlesbar": "Spalte „{spalte}“, kein Wert: {anzahl}, zuerst „{text}“ in {stelle}; er bleibt unbekannt.",
    "werte-gesperrt": "Spalte „{spalte}“: {anzahl} von {von} Werten gesperrt oder nicht vorhanden; sie bleiben unbekannt.",
    "wert-unmoeglich": "Spalte „{spalte}“, Wert nicht möglich: {anzahl}, zuerst {text} in {stelle}; er bleibt unbekannt.",
    "wert-auffaellig": "Spalte „{spalte}“, Wert ungewöhnlich hoch: {anzahl}, zuerst {text} in {stelle}; bitte nachsehen.",
    "daten-tausenderpunkt": "Spalte „{spalte}“: Punkte als Tausendertrennung gelesen: {anzahl}, zuerst {stelle}.",
    "datei-abgeschnitten": "Die Datei bricht in der letzten Zeile ab ({stelle}); der Rest fehlt.",
    "umlaute-verdorben": "Umlaute sind verdorben („{text}“): {anzahl}, zuerst {stelle}; die Datei wurde zweimal umgewandelt.",
    "zeichen-verloren": "Buchstaben sind verloren („{text}“): {anzahl}, zuerst {stelle}.",
    # Findings: statistics of areas
    "ebenen-mehrfach": "Mehrere Raumebenen in einer Tabelle ({ebenen}): alles zusammen ergäbe {summe} statt {richtig}; gerechnet wird je Ebene.",
    "name-mehrfach": "Namen, die mehrere Räume tragen: {anzahl} ({text}); unterschieden werden sie am Schlüssel.",
    "summenzeile": "Summenzeilen zwischen den Räumen: {anzahl}, zuerst „{text}“ in {stelle}; sie zählen nicht als Raum derselben Ebene.",
    "zeile-ohne-werte": "Zeilen ohne Zahlen: {anzahl}, zuerst „{text}“ in {stelle}; sie sind weggelassen.",
    "jahr-unlesbar": "Kein Jahr: {anzahl}, zuerst „{text}“ in {stelle}; diese Zeilen sind weggelassen.",
    "wert-doppelt": "Werte, die schon weiter oben stehen: {anzahl}, zuerst {text}; es gilt der erste.",
    "fussnote": "Spalte „{spalte}“, Fußnoten an Zahlen: {anzahl}, zuerst „{text}“ in {stelle}; sie zählen nicht zur Zahl.",
    "kennzahl-gesperrt": "{anzahl} von {von} Werten sind gesperrt; sie bleiben unbekannt und sind nirgends null.",
    "kennzahl-leer": "{anzahl} von {von} Werten fehlen; sie bleiben unbekannt.",
    "wert-negativ": "„{spalte}“ ist negativ: {anzahl}, zuerst {text}; bitte nachsehen.",
    "anteil-ueber-hundert": "„{spalte}“ liegt über 100 %: {anzahl}, zuerst {text}; bitte nachsehen.",
    "ende-offen": "Die letzte Zeile hört ohne Zeilenende auf; wenn die Datei beim Herunterladen abgebrochen ist, fehlt der Rest.",
}

HINWEISE: Mapping[str, str] = {
    "daten-leer": "Bitte die Datei noch einmal herunterladen.",
    "spalten-personen": "In der Kopie stehen sie noch: Bitte vor dem Weitergeben des Ordners löschen.",
    "daten-jahr-fehlt": "Bitte das Jahr beim Einlesen angeben.",
    "umlaute-verdorben": "Beim Einlesen als Kodierung utf-8-doppelt wählen, oder die Datei aus der Quelle neu herunterladen.",
    "datei-abgeschnitten": "Bitte die Datei noch einmal herunterladen.",
    "daten-kodierung-fremd": "Möglich sind utf-8, utf-16, cp1252 (Windows), cp850 (DOS), mac_roman und utf-8-doppelt.",
    "daten-komma-verloren": "Bitte die Datei aus der Quelle neu herunterladen, ohne sie in Excel zu öffnen.",
    "daten-spalten-vertauscht": "Bitte die Überschriften berichtigen, oder die Datei aus der Quelle neu herunterladen.",
    "daten-nur-kopf": "Bitte die Datei noch einmal herunterladen; oft ist ein Filter gesetzt, der nichts übrig lässt.",
    "daten-unbekannt": "Lesbar sind CSV, Excel (.xlsx), LibreOffice (.ods), GeoJSON, GeoPackage, Shapefile, Overpass-JSON und OSM-PBF.",
}

# Findings that leave results right.
LEICHT: frozenset[str] = frozenset(
    {
        "zensus-2011",
        "zensus-2011-als-2022",
        "werte-gesperrt",
        "wert-auffaellig",
        "koordinaten-vertauscht",
        "zelle-doppelt",
        "daten-tausenderpunkt",
        "ende-offen",
        "zeile-doppelt",
        "kataster-angabe",
        "spalten-personen",
        "ebenen-mehrfach",
        "name-mehrfach",
        "summenzeile",
        "zeile-ohne-werte",
        "wert-doppelt",
        "fussnote",
        "kennzahl-gesperrt",
        "kennzahl-leer",
    }
)
