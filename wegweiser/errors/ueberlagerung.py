"""Sentences about guides that are built on others."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "erweitert-pfad": "Der Leitfaden „{name}“ liegt außerhalb; erlaubt sind mitgelieferte, Nachbarordner und Unterordner.",
    "ableiten-ort": "Die eigene Fassung muss neben ihrer Grundlage liegen ({ordner}).",
    "erweitert-fehlt": "Den Leitfaden „{name}“ gibt es nicht: weder mitgeliefert noch neben diesem Ordner.{vorschlag}",
    "erweitert-kreis": "Der Leitfaden „{name}“ baut selbst auf diesem hier auf; so entsteht ein Kreis.",
    "erweitert-tief": "Hier liegen zu viele Leitfäden übereinander; möglich sind {hoechstens}.",
    "pfad-hinaus": "Die Datei „{pfad}“ liegt außerhalb dieses Leitfadens.",
    "version-bereich": "„{wert}“ ist kein Bereich von Versionen.",
    "version-form": "„{wert}“ ist keine Version.",
    "version-passt-nicht": "Vom Leitfaden „{name}“ liegt die Version {ist} vor; gebraucht wird {soll}.",
    "verweis-umbenannt": "„{wert}“ heißt jetzt „{neu}“.",
    "liste-keine": "„{wert}“ hat nichts, was zu {wo} gehört.",
    "aendert-fest": "„{feld}“ lässt sich nicht ändern; daran hängen Antworten und Verweise.",
    "bisher-felder": "Bei mehreren geänderten Angaben braucht „bisher“ Namen, etwa bisher: {{hilfe: …, text: …}}.",
    "bisher-fremd": "„bisher“ nennt „{feld}“; diese Angabe wird hier nicht geändert.",
    "grundlage-geaendert": (
        "Die Grundlage hat sich geändert ({stelle}): „{feld}“ war „{alt}“, ist jetzt „{neu}“; hier steht „{eigen}“."
    ),
    "wort-fehlt": "Das Wort „{wort}“ kommt in den Fragen der Grundlage nicht vor.",
    "gibt-es-schon": "„{wert}“ gibt es schon in {wo} ({stelle}).",
    "frage-ohne-ort": "Es fehlt, wo die Frage stehen soll.",
    "regel-verbergen": "Die Regel „{regel}“ lässt sich nicht einfach verbergen; was sie prüft, wird weiter gefragt.",
    "grund-fehlt": "Wer die Regel „{regel}“ abschaltet, muss den Grund nennen; er steht später im Bericht.",
    "verborgen-gebraucht": "„{wert}“ wird hier gebraucht, ist aber verborgen ({stelle}).",
}

HINWEISE: Mapping[str, str] = {
    "ableiten-ort": "Den neuen Ordner im selben Ordner anlegen wie den Leitfaden.",
    "version-bereich": 'Gemeint ist etwas wie ">=1.0,<2".',
    "version-form": "Gemeint ist etwas wie 1.0.0.",
    "version-passt-nicht": "Änderungen der Grundlage durchsehen, dann den Bereich unter „erweitert“ anpassen.",
    "grundlage-geaendert": "Eigene Fassung durchsehen, danach „bisher“ auf den neuen Wortlaut setzen.",
    "gibt-es-schon": "Was es schon gibt, wird unter „aendert“ geändert.",
    "frage-ohne-ort": "Mit nach:, vor: (Kennung einer Frage) oder schritt: angeben.",
    "regel-verbergen": "Mit Grund abschalten: schaltet_ab.",
    "verborgen-gebraucht": "Dort auch ändern oder verbergen, oder hier nicht verbergen.",
}

LEICHT = frozenset({"grundlage-geaendert", "wort-fehlt"})
