"""Sentences about questionnaires: what does not fit from a guide into an XLSForm, and the other way round."""

from collections.abc import Mapping

# Sentences that stand in the questionnaires we write.
TEXTE: Mapping[str, str] = {
    "grenzen": "Möglich ist {von} bis {bis}.",
    "grenze-unten": "Möglich ist {von} oder mehr.",
    "grenze-oben": "Möglich ist höchstens {bis}.",
    "zeichen": "Höchstens {bis} Zeichen.",
    "anzahl": "Höchstens {bis} Antworten.",
    "cent": "Höchstens zwei Stellen nach dem Komma.",
    "summe": "Zusammen müssen es 100 sein.",
    "zu": "Zu: {titel}",
    "ungeprueft": "Ungeprüfte Übersetzung: {sprachen}",
    # and in the guides we make of them
    "warum": "Übernommen aus dem Fragebogen „{titel}“. Bitte sagen Sie hier in einem Satz, wozu die Fragen dienen.",
    "ohne-titel": "Fragebogen ohne Titel",
    "unbekannt": "noch zu klären",
    "abschnitt": "Fragen",
    "titel": "Bezeichnung",
    "pruefung": "Diese Angabe ist hier nicht möglich.",
    "je": "{titel}: Einzelheiten",
    "anderes": "Anderes",
    "anderes-frage": "Anderes, und zwar:",
    "kopf": "Entwurf aus {datei}. Bitte Herausgeber, Lizenz und Herkunft klären.",
    "kommentar": "Zeile {zeile}, Spalte {spalte}: {satz}",
}

# How languages call themselves, for the headings of columns.
SPRACHNAMEN: Mapping[str, str] = {
    "ar": "العربية", "de": "Deutsch", "en": "English", "es": "Español", "fr": "Français", "it": "Italiano", "pl": "Polski",
    "ru": "Русский", "tr": "Türkçe", "uk": "Українська",
}  # fmt: skip

_AUSGANG: Mapping[str, str] = {
    # going out
    "xlsform-leer": "Im Leitfaden „{leitfaden}“ gibt es dafür keine Fragen ({runde}).",
    "xlsform-abschnitt-unbekannt": "Einen Abschnitt oder Schritt „{name}“ gibt es nicht.{vorschlag}",
    "xlsform-besteht": "{pfad} gibt es schon; überschrieben wird nichts.",
    "xlsform-endung": "„{pfad}“ endet nicht auf {soll}.",
    "xlsform-ausdruck": "Das lässt sich im Fragebogen nicht sagen: {feld}",
    "xlsform-funktion": "„{funktion}“ gibt es im Fragebogen nicht: {feld}",
    "xlsform-reihe": "Über „{name}“ kann der Fragebogen so nicht rechnen: {feld}",
    "xlsform-nicht-dabei": "„{name}“ wird in diesem Fragebogen nicht gefragt; die Frage erscheint vorsorglich: {feld}",
    "xlsform-wert-fehlt": "Ein Wert fehlt im Fragebogen; er liest „{name}“, das es dort nicht gibt: {feld}",
    "xlsform-vorschlag": "Der Vorschlag „{feld}“ lässt sich nicht vorausberechnen; das Feld ist leer.",
    "xlsform-optionshilfe": "Die Hilfe zu einzelnen Möglichkeiten von „{id}“ fehlt im Fragebogen.",
    "xlsform-pruefung": "Die Prüfung der Tabelle „{id}“ ist im Fragebogen nur ein Hinweis: {feld}",
    "xlsform-zeilen": "Wie viele Zeilen „{id}“ haben darf, prüft der Fragebogen nicht.",
    "xlsform-auswahl": "„{id}“ wählt aus „{tabelle}“; angeboten werden nur die ersten {anzahl} Zeilen.",
    "xlsform-auswahl-fehlt": "„{id}“ wählt aus „{tabelle}“, das hier nicht gefragt wird; es ist ein Textfeld.",
    "xlsform-je-fehlt": "„{id}“ wird je Zeile von „{tabelle}“ gefragt; die Tabelle fehlt, die Zeilen sind frei.",
    "xlsform-ort": "Von „{id}“ kommt nur der Punkt auf der Karte, nicht seine Bezeichnung.",
    # coming in
    "xlsform-blatt": "Das Blatt „{blatt}“ fehlt in {pfad}.",
    "xlsform-spalte": "Auf dem Blatt „{blatt}“ fehlt die Spalte „{spalte}“.",
    "xlsform-zu-viel": "Das Blatt „{blatt}“ hat mehr als {hoechstens} {was}.",
    "xlsform-keine-fragen": "In {pfad} steht keine Frage.",
}

# Coming in: said of a cell of the sheet.
_ZELLEN: Mapping[str, str] = {
    "xpath-form": "der Ausdruck ist nicht zu verstehen: {text}",
    "xpath-lang": "der Ausdruck ist zu lang",
    "xpath-tief": "der Ausdruck ist zu tief verschachtelt",
    "xpath-bedingung": "dafür hat der Leitfaden keine Bedingung: {text}",
    "xpath-funktion": "die Funktion „{funktion}“ kennt der Leitfaden nicht: {ausdruck}",
    "xpath-wert": "der Wert „{text}“ lässt sich nicht übernehmen",
    "xpath-wahl": "„{wert}“ steht bei „{name}“ nicht zur Auswahl",
    "xpath-zahl": "„{text}“ ist keine Zahl, mit der gerechnet werden kann",
    "xpath-antwort": "mit „{name}“ kann der Leitfaden so nicht rechnen: {ausdruck}",
    "xpath-arten": "„{links}“ und „{rechts}“ lassen sich nicht vergleichen",
    "xpath-name": "„{name}“ gibt es in diesem Fragebogen nicht",
    "xpath-spaeter": "„{name}“ wird erst später gefragt",
    "xpath-reihe": "„{name}“ gehört zu einer Wiederholung und ist von hier nicht zu lesen",
    "xlsform-typ": "den Fragetyp „{typ}“ kennt der Leitfaden nicht; daraus wurde {neu}",
    "xlsform-entfaellt": "„{typ}“ entfällt; der Leitfaden fragt nur Menschen",
    "xlsform-liste": "die Liste „{liste}“ fehlt auf dem Blatt choices; daraus wurde ein Textfeld",
    "xlsform-filter": "die Auswahl wird nicht nach anderen Antworten gefiltert: {text}",
    "xlsform-merkmal": "„{text}“ hat im Leitfaden keine Entsprechung",
    "xlsform-pflicht": "ob die Antwort Pflicht ist, hängt von anderen Antworten ab; hier ist sie freiwillig: {text}",
    "xlsform-wiederholung": "die Zahl der Wiederholungen ist nicht festgelegt: {text}",
    "xlsform-bezug-im-text": "Antworten lassen sich nicht in Texte einsetzen: {text}",
    "xlsform-hinweis": "der Hinweis steht jetzt in der Hilfe zu „{id}“: {text}",
    "xlsform-hinweis-fort": "der Hinweis hat keine Frage, zu der er gehört: {text}",
    "xlsform-name": "aus „{alt}“ wurde „{neu}“",
    "xlsform-rechnung": "die Rechnung ließ sich nicht übernehmen",
    "xlsform-ohne-fragen": "in „{text}“ wird nichts gefragt; es entfällt",
    "xlsform-ende": "„{text}“ beendet nichts, was begonnen wurde",
    "xlsform-offen": "„{text}“ wird nicht beendet",
    "xlsform-ohne-namen": "die Frage hat keinen Namen; sie heißt jetzt „{neu}“",
    "xlsform-andere-sprache": "die Sprache „{name}“ ist nicht zu erkennen; sie heißt jetzt „{neu}“",
}
SAETZE: Mapping[str, str] = {
    **_AUSGANG,
    **{code: f"Blatt {{blatt}}, Spalte {{spalte}}: {satz}." for code, satz in _ZELLEN.items()},
}

HINWEISE: Mapping[str, str] = {
    "xlsform-leer": "Mit `--runde alle` kommen alle Fragen in den Fragebogen.",
    "xlsform-besteht": "Bitte einen anderen Namen nehmen oder mit `--ersetzen` bestätigen.",
    "xlsform-endung": "Bitte den Namen der Datei ändern; alte .xls-Dateien in Excel oder LibreOffice neu speichern.",
    "xlsform-blatt": "Ein XLSForm braucht das Blatt survey; die Namen der Blätter sind klein geschrieben.",
}

LEICHT = frozenset(
    code
    for code in SAETZE
    if code
    not in {
        "xlsform-leer",
        "xlsform-abschnitt-unbekannt",
        "xlsform-besteht",
        "xlsform-endung",
        "xlsform-blatt",
        "xlsform-spalte",
        "xlsform-zu-viel",
        "xlsform-keine-fragen",
    }
)
