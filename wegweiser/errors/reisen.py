"""Sentences about journeys of a guide and what they visit."""

from collections.abc import Mapping

# What a column of a table in a journey may be called.
ADRESSFORMEN: Mapping[str, str] = {
    "setzt": "eine Antwort wie „rechtsform[m1].gruender_anzahl“ oder „auftrag.land“",
    "erwartet": "eine Regel wie „r-eg-stimmen[m1]“, ein Wert wie „finanzierung[m1].klasse“ oder „formen[m1].erster“",
}

# What a rule or a condition is, as a word of a sentence.
ZUSTAENDE: Mapping[str, str] = {"erfuellt": "erfüllt"}

# Cases the program writes for what no journey visits.
KOPF_VORSCHLAEGE = "# Fälle für das, was noch keine Reise besucht. Das Programm hat sie vorgeschlagen; Titel und Zahlen bitte anpassen.\n"
FALLTITEL: Mapping[str, str] = {
    "frage": "„{name}“ wird beantwortet",
    "option": "Bei „{name}“ wird „{zustand}“ gewählt",
    "eintrag": "Aus dem Katalog „{name}“ wird „{zustand}“ gewählt",
    "regel": "Die Regel „{name}“ ist {zustand}",
    "zweig": "Die Bedingung von „{name}“ ist {zustand}",
}
# Why no case was found.
OHNE_FALL: Mapping[str, str] = {
    "unmoeglich": "Keine Antworten führen dorthin.",
    "anders": "Gefundene Antworten führen doch nicht dorthin.",
    "sonst": "Ob Antworten dorthin führen, ließ sich nicht entscheiden.",
}

LEICHT = ("abdeckung-frage", "abdeckung-option", "abdeckung-eintrag", "abdeckung-regel", "abdeckung-zweig")

SAETZE: Mapping[str, str] = {
    "reise-adresse": "„{wert}“ kann nicht über einer Spalte stehen; hier steht {soll}.",
    "reise-zeile": "Diese Zeile hat {ist} Angaben; die Tabelle hat {soll} Spalten.",
    "reise-pruefung": "Diese Antwort lehnt der Leitfaden ab: {text}",
    "abdeckung-frage": "Keine Reise beantwortet „{name}“.",
    "abdeckung-option": "Keine Reise wählt bei „{name}“ die Möglichkeit „{zustand}“.",
    "abdeckung-eintrag": "Keine Reise wählt aus dem Katalog „{name}“ den Eintrag „{zustand}“.",
    "abdeckung-regel": "In keiner Reise ist die Regel „{name}“ {zustand}.",
    "abdeckung-zweig": "In keiner Reise ist die Bedingung von „{name}“ {zustand}.",
    "reise-befunde": "Die Reise {pfad} hat {anzahl}.",
    "reise-unbekannt": "Den Fall „{fall}“ gibt es in den Reisen von „{leitfaden}“ nicht.{vorschlag}",
    "reise-doppelt": "Den Fall „{id}“ gibt es schon ({erste}).",
}

HINWEISE: Mapping[str, str] = {
    "reise-unbekannt": "Alle Fälle nennt `wegweiser leitfaden testen --alle`.",
    "reise-zeile": "Eine Spalte ohne Angabe bleibt als ~ stehen.",
    "reise-pruefung": 'Ist das so gewollt, steht unter „erwartet“: pruefungen: {{"{adresse}": verletzt}}.',
}
