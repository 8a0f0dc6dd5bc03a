"""Sentences about files that are read: why one cannot be, and what is odd about one that can."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "daten-leer": "{pfad} ist leer.",
    "daten-nur-kopf": "{pfad} hat eine Kopfzeile, aber keine Daten.",
    "daten-unbekannt": "{pfad} ist keine Datei, die der Wegweiser lesen kann.",
    "daten-spalten": "{pfad}: An den Spalten ist nicht zu erkennen, was die Datei enthält ({spalten}).",
    "daten-format": "{pfad}: Das Format „{format}“ ist nicht bekannt.",
    "daten-kodierung": "{pfad} ist beschädigt: Die Kodierung {kodierung} aus den ersten Zeichen stimmt weiter hinten nicht.",
    "daten-zeile-zu-lang": "{pfad} enthält eine Zeile mit mehr als {hoechstens} Zeichen; so ist sie keine Tabelle.",
}

HINWEISE: Mapping[str, str] = {
    "daten-leer": "Bitte die Datei noch einmal herunterladen.",
    "daten-nur-kopf": "Bitte die Datei noch einmal herunterladen; oft ist ein Filter gesetzt, der nichts übrig lässt.",
    "daten-unbekannt": "Lesbar sind CSV, Excel (.xlsx), LibreOffice (.ods), GeoJSON, GeoPackage, Shapefile, Overpass-JSON und OSM-PBF.",
}

LEICHT: frozenset[str] = frozenset()
