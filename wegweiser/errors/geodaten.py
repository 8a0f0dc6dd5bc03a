"""Sentences about geographic files: why one cannot be read, and what is odd about one that can."""

from collections.abc import Mapping

# Reference systems as people in offices call them.
LAGEBEZUEGE: Mapping[str, str] = {
    "datei": "wie in der Datei angegeben",
    "EPSG:4326": "Länge und Breite in Grad (WGS 84, EPSG:4326)",
    "EPSG:25832": "UTM Zone 32 (ETRS89, EPSG:25832)",
    "EPSG:25833": "UTM Zone 33 (ETRS89, EPSG:25833)",
    "EPSG:4647": "UTM Zone 32 mit vorangestellter 32 (EPSG:4647)",
    "EPSG:5650": "UTM Zone 33 mit vorangestellter 33 (EPSG:5650)",
    "EPSG:3035": "ETRS89-LAEA (EPSG:3035, das Gitter des Zensus)",
    "EPSG:3857": "Web-Mercator (EPSG:3857)",
    "EPSG:31466": "Gauß-Krüger, 2. Streifen (EPSG:31466)",
    "EPSG:31467": "Gauß-Krüger, 3. Streifen (EPSG:31467)",
    "EPSG:31468": "Gauß-Krüger, 4. Streifen (EPSG:31468)",
    "EPSG:31469": "Gauß-Krüger, 5. Streifen (EPSG:31469)",
    "utm32-2500000": "UTM Zone 32 mit Rechtswerten ab 2.500.000 (so etwa Köln)",
}

SAETZE: Mapping[str, str] = {
    # Why one cannot be read
    "json-gross": "{pfad} ist größer als {hoechstens} MB; so große JSON-Dateien werden nicht gelesen.",
    "json-viel": "{pfad} enthält mehr als {hoechstens} Millionen Klammern (etwa Eckpunkte); so viel wird nicht gelesen.",
    "json-tief": "{pfad}, Zeile {zeile}: Die Datei ist zu tief verschachtelt.",
    "json-objekte": "{pfad} enthält mehr als {hoechstens} Objekte.",
    "json-abgeschnitten": "{pfad} ist unvollständig: Sie endet in Zeile {zeile} mitten im Objekt {nummer}.",
    "json-fehler": "{pfad}, Zeile {zeile}: Objekt {nummer} ist kein gültiges JSON.",
    "geojson-keins": "{pfad} ist {art}, aber kein GeoJSON: Eine Liste „features“ fehlt.",
    "geo-leer": "{pfad} enthält keine Objekte.",
    "geo-ohne-lage": "{pfad}: Keines der Objekte ({anzahl}) hat eine Lage.",
    "geo-ohne-flaechen": "{pfad} enthält keine Flächen; Räume brauchen eine Grenze.",
    "geo-ohne-linien": "{pfad} enthält keine Linien, auf denen man gehen kann.",
    "geo-gross": "{pfad} ist größer als {hoechstens} MB; so große Geodateien werden nicht gelesen.",
    "geo-beschaedigt": "{pfad} ist beschädigt und nicht zu lesen.",
    "geo-falsche-endung": "{pfad} ist nicht, was die Endung sagt ({format}); vielleicht ist sie beschädigt oder eine Fehlerseite.",
    "shape-teile": "Zu {pfad} fehlt {fehlend}; die Teile eines Shapefiles gehören zusammen.",
    "shape-nebenteil": "{pfad} ist nur ein Teil eines Shapefiles.",
    "archiv-kaputt": "{pfad} ist kein lesbares ZIP-Archiv.",
    "archiv-ohne-karte": "In {pfad} liegt kein Shapefile.",
    "lage-fehlt": "{pfad}: Es ist nicht angegeben, in welchem Lagebezug die Koordinaten stehen (zum Beispiel {x} / {y}).",
    "lage-unmoeglich": "{pfad}: Mit dem angegebenen Lagebezug läge {x} / {y} außerhalb Deutschlands.",
    "punkte-ohne-spalten": "{pfad}: Die Spalten mit den Koordinaten sind nicht zu finden.",
    "overpass-fehler": "{pfad} ist die Meldung eines Fehlers, keine Antwort: „{text}“.",
    # The Quartier
    "quartier-ohne-datei": "Die Datei „{datei}“ mit der Grenze des Quartiers ist nicht eingelesen.",
    "quartier-ohne-kreis": "Für einen Umkreis fehlen der Punkt oder der Radius.",
    "raum-fehlt": "Es ist kein Raum genannt.",
    "raum-unbekannt": "Einen Raum „{text}“ gibt es nicht.{vorschlag}",
    "raum-mehrdeutig": "„{text}“ heißen mehrere Räume: {moeglich}.",
    # What is odd
    "lage-ostwert": "Der Lagebezug „{name}“ hat eigene Rechtswerte ab {ostwert}; umgerechnet wurde, wie es in der Datei steht.",
    "lage-vertauscht": "Länge und Breite sind vertauscht ({x} / {y}); sie wurden zurückgetauscht.",
    "geojson-crs": "Statt in Länge und Breite stehen die Koordinaten in {name}; sie wurden umgerechnet.",
    "geojson-crs-unbekannt": "Der angegebene Lagebezug „{name}“ ist nicht bekannt.",
    "shape-ohne-prj": "Die Datei .prj fehlt; der Lagebezug ist eine Angabe von Ihnen.",
    "shape-kodierung": "Buchstaben, die zur Kodierung nicht passen: {anzahl}; Namen können entstellt sein.",
    "form-fehlt": "Objekte ohne Lage: {anzahl}, das erste ist Nummer {stelle}; sie zählen nicht.",
    "form-kaputt": "Objekte mit unlesbarer Lage: {anzahl}, das erste ist Nummer {stelle}; sie zählen nicht.",
    "raum-repariert": "Grenzen, die sich selbst kreuzten: {anzahl}, die erste bei Objekt {stelle}; sie wurden repariert.",
    "raum-ohne-flaeche": "Objekte ohne Fläche: {anzahl}, das erste ist Nummer {stelle}; sie zählen nicht.",
    "raum-mehrteilig": "Räume aus mehreren Objekten: {anzahl}; ihre Teile wurden vereinigt.",
    "raum-namensgleich": "Namen, die mehrere Räume tragen: {namen}; eindeutig ist nur der Schlüssel.",
    "raum-ebenen": "Die Räume liegen in mehreren Ebenen übereinander: {ebenen}; gezählt wird immer nur eine.",
    "raum-ueberlappend": "Die Räume überdecken sich: zusammen {summe}, bedeckt sind nur {bedeckt}.",
    "punkte-ohne-trenner": "Den Koordinaten fehlt das Dezimalzeichen; getrennt wurde nach {x} Ziffern (x) und {y} Ziffern (y).",
    "ort-ohne-lage": "Zeilen ohne Koordinaten: {anzahl}, zuerst {stelle}; sie zählen nicht.",
    "ort-doppelt": "Zeilen, die genau so schon einmal dastehen: {anzahl}; sie zählen einmal.",
    "osm-doppelt": "Orte, die als Punkt und als Gebäude eingetragen sind: {anzahl}; sie zählen einmal.",
    "osm-vorbei": "Orte, die es nicht mehr oder noch nicht gibt: {anzahl}; sie zählen nicht als Angebot.",
    "osm-leerstand": "Hinweise auf leere Ladenlokale: {anzahl}, zum Beispiel {stelle}.",
    "osm-ohne-lage": "Objekte ohne Lage: {anzahl}, zum Beispiel {stelle}; sie zählen nicht.",
    "overpass-bemerkung": "Die Abfrage meldete „{text}“; vielleicht fehlt etwas.",
    "wege-nicht-begehbar": "Linien, auf denen man nicht gehen kann oder darf: {anzahl} (Autobahn, Schiene, Zaun, Privatweg); sie zählen nicht.",
    "wege-inseln": "Wegestücke ohne Verbindung zum großen Netz: {anzahl}; von {knoten} Knoten hängen {groesstes} zusammen.",
}

HINWEISE: Mapping[str, str] = {
    "json-gross": "Bitte nur das Gebiet der Gemeinde ausschneiden, oder als GeoPackage speichern.",
    "json-viel": "Bitte nur das Gebiet der Gemeinde ausschneiden, oder als GeoPackage speichern.",
    "json-objekte": "Bitte nur das Gebiet der Gemeinde ausschneiden.",
    "json-abgeschnitten": "Bitte die Datei noch einmal herunterladen.",
    "json-fehler": "Bitte die Datei noch einmal herunterladen oder neu ausgeben lassen.",
    "geojson-keins": "In QGIS: Ebene exportieren, Format GeoJSON.",
    "geo-gross": "Bitte nur das Gebiet der Gemeinde ausschneiden.",
    "geo-beschaedigt": "Bitte die Datei noch einmal herunterladen; öffnet QGIS sie, hilft neu speichern als GeoPackage.",
    "geo-falsche-endung": "Bitte die Datei noch einmal herunterladen.",
    "shape-teile": "Bitte alle Teile nebeneinander legen: .shp, .shx, .dbf und .prj – oder das ZIP-Archiv nennen.",
    "shape-nebenteil": "Bitte {shape} nennen; die anderen Teile werden daneben gefunden.",
    "archiv-kaputt": "Bitte das Archiv noch einmal herunterladen.",
    "archiv-ohne-karte": "Bitte das Archiv entpacken und die Datei selbst nennen.",
    "lage-fehlt": "Bitte bei der Stelle fragen, von der die Datei kommt; in NRW ist UTM Zone 32 (EPSG:25832) üblich.",
    "lage-unmoeglich": "Der Lagebezug passt nicht zu den Zahlen. Bitte bei der Stelle fragen, von der die Datei kommt.",
    "overpass-fehler": "Bitte die Abfrage noch einmal stellen, vielleicht für ein kleineres Gebiet.",
    "raum-mehrdeutig": "Bitte den Schlüssel nennen, oder hinter dem Namen die Ebene in Klammern.",
    "geojson-crs-unbekannt": "Bitte angeben, welcher Lagebezug gemeint ist.",
    "shape-kodierung": "--kodierung utf-8 oder --kodierung cp1252 versucht es anders.",
    "raum-ebenen": "--lesart gliederung=NAME liest nur eine davon.",
    "osm-leerstand": "OpenStreetMap zeigt Leerstand nicht verlässlich; bitte vor Ort prüfen.",
}

# Findings that leave results right.
LEICHT: frozenset[str] = frozenset(
    {
        "lage-ostwert", "lage-vertauscht", "geojson-crs", "shape-ohne-prj", "raum-repariert", "raum-mehrteilig",
        "raum-namensgleich", "raum-ebenen", "ort-doppelt", "punkte-ohne-trenner", "osm-doppelt", "osm-vorbei", "osm-leerstand", "wege-inseln",
        "wege-nicht-begehbar",
    }
)  # fmt: skip
