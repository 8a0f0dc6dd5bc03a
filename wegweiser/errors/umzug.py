"""Sentences about guide versions: moving a Vorhaben, what is kept aside and why."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    # Why an answer is kept aside; these stand in vorhaben.yaml under `ablage`.
    "umzug-zurueckgezogen": "Die Frage wird nicht mehr gestellt: {grund}",
    "umzug-ersetzt": "An ihre Stelle tritt die Frage „{frage}“.",
    "umzug-unbekannt": "Der neue Leitfaden kennt die Frage nicht und sagt nicht, was aus ihr wurde.",
    "umzug-wiederholung": "Die Frage wird jetzt für andere Einträge gestellt.",
    "umzug-doppelt": "Auf die Frage „{frage}“ gibt es schon eine Antwort.",
    "umzug-typ": "Die Frage will jetzt eine andere Art von Antwort.",
    "umzug-skala": "Die Skala hat jetzt andere Stufen.",
    "umzug-passt-nicht": "Die Antwort passt nicht mehr: {grund}",
    "umzug-option": "Diese Möglichkeit gibt es nicht mehr: {optionen}",
    "umzug-anzahl": "Gewählt waren {anzahl}; jetzt ist genau eine Möglichkeit gefragt.",
    "umzug-spalte": "Diese Angaben haben in der Tabelle keinen Platz mehr.",
    "umzug-spaeter": "Nach dem Umzug gegeben, der zurückgenommen wurde.",
    # What stops a move or its undoing.
    "umzug-keiner": "Es gibt keinen Umzug, der sich zurücknehmen lässt.",
    "umzug-geaendert": "Seit dem Umzug hat sich das Vorhaben geändert; zurückgenommen ist nichts. Geändert: {fragen}.",
    "umzug-wahl-form": "„{text}“ ist keine Wahl; gemeint ist FRAGE=MÖGLICHKEIT oder FRAGE:ALT=NEU.",
    "umzug-wahl-unbekannt": "Zu „{stelle}“ ist nichts zu wählen.{vorschlag}",
    "umzug-wahl-wert": "Bei „{stelle}“: {grund}",
    "vorhaben-leitfaden-alt": "Das Vorhaben gehört zu „{leitfaden}“ {soll}; vorhanden ist die ältere Fassung {ist}.",
}

HINWEISE: Mapping[str, str] = {
    "umzug-geaendert": "Mit --trotzdem gilt wieder der Stand davor; was seither gesagt wurde, kommt in die Ablage.",
    "umzug-wahl-unbekannt": "Was zu wählen ist, zeigt `wegweiser umziehen {ordner}`.",
    "vorhaben-leitfaden-alt": "Bitte den Leitfaden (oder das Programm) in der neueren Fassung verwenden; "
    "`wegweiser umziehen {ordner}` zieht auf die ältere um.",
    "vorhaben-leitfaden": "Auf einen anderen Leitfaden wechselt `wegweiser umziehen {ordner} --nach ID|PFAD`.",
}
