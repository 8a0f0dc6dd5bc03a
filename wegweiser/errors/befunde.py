"""Sentences about findings in guides beyond form and references: values, limits, evidence, what nothing uses."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "pruefformat-unbekannt": "Das Format „{name}“ gibt es nicht; möglich sind text, json, github und gitlab.",
    "wort-unbekannt": "„{wert}“ steht hier nicht zur Auswahl.{vorschlag}",
    "vorschlag-unmoeglich": "Für Fragen vom Typ „{typ}“ gibt es keinen Vorschlag.",
    "grenzen-verkehrt": "„min“ ({min}) liegt über „max“ ({max}); so passt keine Antwort.",
    "kein-platz": "„{feld}: {wert}“ lässt keine Antwort zu.",
    "wahl-leer": "Im Katalog „{katalog}“ steht nichts, was gewählt werden kann.",
    "stand-form": "„{wert}“ ist kein Stand; geschrieben wird er als JJJJ, JJJJ-MM oder JJJJ-MM-TT.",
    "gueltig-verkehrt": "„gueltig_bis“ ({bis}) liegt vor „gueltig_ab“ ({ab}).",
    "punkte-grenzen": "{wert} ist kein Punktwert; möglich ist 0 bis {hoechstens}.",
    "umlenkung-kreis": "Die Umlenkungen führen im Kreis: {kreis}.",
    "befunde-viele": "Nach {anzahl} Befunden wird nicht weiter geprüft.",
    "fassung-besteht": "„{wert}“ gibt es noch; umbenannt, ersetzt oder zurückgezogen wird nur, was es nicht mehr gibt.",
    "fassung-kreis": "Die Umbenennungen führen im Kreis: {kreis}.",
    "vorschlag-spaeter": "Der Vorschlag liest „{name}“; diese Frage kommt erst später, also fehlt er beim ersten Durchgang.",
    "beleg-fehlt": "„{id}“ ist nicht belegt; es fehlt: {felder}.",
    "veraltet": "„{id}“ hat den Stand {stand} und ist älter als {monate} Monate ({art}).",
    "abgelaufen": "„{id}“ galt nur bis {bis}.",
    "parameter-unbenutzt": "Mit der Zahl „{name}“ rechnet nichts.",
    "abgeleitet-unbenutzt": "Den Wert „{name}“ liest nichts, und ohne „titel“ zeigt ihn auch nichts.",
    "katalog-unbenutzt": "Den Katalog „{name}“ bietet keine Frage an, und keine Regel gilt für ihn.",
    "eintrag-unbenutzt": "Auf „{id}“ verweist nichts.",
    "quelle-unbenutzt": "Auf die Quelle „{id}“ verweist nichts.",
    "datei-unbenutzt": "Diese Datei gehört nicht zum Leitfaden: „abschnitte“ in leitfaden.yaml nennt sie nicht.",
    "gruppe-allein": "Die Gruppe „{gruppe}“ steht nur hier, und keine Regel nennt sie.{vorschlag}",
    "ohne-fragen": "Hier wird nichts gefragt.",
    "text-lang": "Der Text hat {zeichen} Zeichen; auf einem schmalen Bildschirm haben {hoechstens} Platz.",
    "regel-gleich": "Diese Regel verlangt dasselbe wie „{andere}“, für dieselben Einträge und zur selben Zeit.",
    "zahl-tausender": "„{wert}“ heißt hier {ist}; der Punkt trennt die Nachkommastellen ab.",
    "uebersetzung-fehlt": "In dieser Sprache fehlt zu „{id}“: {felder}.",
    "uebersetzung-alt": "„{id}“ ist aus einem anderen deutschen Wortlaut übersetzt als dem von heute.",
}

HINWEISE: Mapping[str, str] = {
    "vorschlag-unmoeglich": "Bitte die Zeile streichen.",
    "veraltet": "Bitte nachsehen und den Stand erneuern.",
    "abgelaufen": "Bitte die neue Fassung eintragen oder streichen.",
    "beleg-fehlt": "Wo es keine Quelle gibt, hilft „belegstufe: ungeprueft“.",
    "parameter-unbenutzt": "Bitte streichen oder in einem Ausdruck benutzen; im Bericht stünde sie als Grundlage der Rechnung.",
    "text-lang": "Bitte kürzen; Einzelheiten passen in „hilfe“ oder „kurz“.",
    "zahl-tausender": "Ist {soll} gemeint, bitte ohne Punkt schreiben, sonst ohne die Null am Ende.",
    "uebersetzung-alt": "Bitte die Übersetzung ansehen und „deutsch“ erneuern.",
}

# How long figures keep, for the sentence of „veraltet“.
ALTERSARTEN: Mapping[str, str] = {
    "programm": "Programme und Sätze",
    "norm": "Rechtsnormen",
    "fall": "Praxisbeispiele",
}

LEICHT: frozenset[str] = frozenset(
    {
        "vorschlag-spaeter",
        "beleg-fehlt",
        "veraltet",
        "abgelaufen",
        "parameter-unbenutzt",
        "abgeleitet-unbenutzt",
        "katalog-unbenutzt",
        "eintrag-unbenutzt",
        "quelle-unbenutzt",
        "datei-unbenutzt",
        "gruppe-allein",
        "ohne-fragen",
        "text-lang",
        "regel-gleich",
        "zahl-tausender",
        "uebersetzung-fehlt",
        "uebersetzung-alt",
    }
)
