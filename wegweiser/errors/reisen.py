"""Sentences about journeys of a guide and what they visit."""

from collections.abc import Mapping

# What a column of a table in a journey may be called.
ADRESSFORMEN: Mapping[str, str] = {
    "setzt": "eine Antwort wie „rechtsform[m1].gruender_anzahl“ oder „auftrag.land“",
    "erwartet": "eine Regel wie „r-eg-stimmen[m1]“, ein Wert wie „finanzierung[m1].klasse“ oder „formen[m1].erster“",
}

# What a rule or a condition is, as a word of a sentence.
ZUSTAENDE: Mapping[str, str] = {"erfuellt": "erfüllt"}

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
    "reise-unbekannt": "Den Fall „{fall}“ gibt es in den Reisen von „{leitfaden}“ nicht.{vorschlag}",
    "reise-doppelt": "Den Fall „{id}“ gibt es schon ({erste}).",
}

HINWEISE: Mapping[str, str] = {
    "reise-unbekannt": "Alle Fälle nennt `wegweiser leitfaden testen --alle`.",
    "reise-zeile": "Eine Spalte ohne Angabe bleibt als ~ stehen.",
    "reise-pruefung": 'Ist das so gewollt, steht unter „erwartet“: pruefungen: {{"{adresse}": verletzt}}.',
}
