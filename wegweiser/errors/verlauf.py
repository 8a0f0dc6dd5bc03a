"""Sentences about undoing and repeating."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "nichts-rueckgaengig": "Es gibt nichts, was sich rückgängig machen lässt.",
    "nichts-wiederholen": "Es gibt nichts zu wiederholen.",
    "rueckgaengig-umzug": "Weiter zurück geht es hier nicht: Am {am} ist das Vorhaben auf einen anderen Leitfaden umgezogen.",
    "rueckgaengig-umzug-zurueck": "Weiter zurück geht es hier nicht: Am {am} wurde ein Umzug zurückgenommen.",
    "rueckgaengig-anonymisiert": "Weiter zurück geht es nicht: Am {am} wurde das Vorhaben anonymisiert.",
    "schritt-passt-nicht": "Der Schritt vom {am} bleibt, wie er ist: Zu „{frage}“ passt der frühere Stand nicht mehr. {grund}",
    "schritt-streit": "Seit dem Schritt vom {am} anders geändert: {fragen}. Geändert ist nichts.",
    "verlauf-frage": "Zu „{frage}“ steht nichts im Protokoll.{vorschlag}",
}

HINWEISE: Mapping[str, str] = {
    "nichts-wiederholen": "Wiederholen geht nur, solange nach dem Rückgängigmachen nichts anderes geändert wurde.",
    "rueckgaengig-umzug": "Den Umzug selbst nimmt `wegweiser umziehen {ordner} --zurueck` zurück.",
    "schritt-streit": "Mit --trotzdem gilt der Stand des Schritts; was jetzt dort steht, bleibt im Protokoll.",
}
