"""Sentences about what answers to a guide can and cannot lead to (decided reachability)."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "abschnitt-unerreichbar": "Den Abschnitt „{titel}“ erreicht niemand: Keine Antworten erfüllen diese Bedingung.",
    "frage-unerreichbar": "Die Frage „{titel}“ erreicht niemand: Keine Antworten erfüllen diese Bedingung.",
    "nur-vorsorglich": "„{titel}“ kommt nur, solange etwas davor offen bleibt; sind alle Fragen davor beantwortet, kommt es nie.",
    "bedingung-immer": "Diese Bedingung ist immer erfüllt, was auch geantwortet wird.",
    "zweig-unmoeglich": "Der Teil „{zweig}“ trifft nie zu.",
    "pruefe-unerfuellbar": "Diese Prüfung lehnt jede Antwort ab.",
    "pruefe-immer": "Diese Prüfung lehnt keine Antwort ab, die hier möglich ist.",
    "option-unerreichbar": "Die Möglichkeit „{titel}“ steht zur Auswahl, aber „pruefe“ lehnt sie immer ab.",
    "eintrag-unwaehlbar": "Der Eintrag „{titel}“ ({id}) steht zur Auswahl, aber „pruefe“ lehnt ihn immer ab.",
    "sackgasse": "Hier geht es nicht weiter nach diesen Antworten: {antworten}. Die Frage ist Pflicht, und „pruefe“ lehnt alles ab.",
    "regel-gilt-nie": "Die Regel „{id}“ gilt nie, was auch geantwortet wird.",
    "regel-nie-verletzt": "Die Regel „{id}“ kann niemand verletzen.",
    "regel-nie-erfuellt": "Die Regel „{id}“ kann niemand erfüllen.",
    "eintrag-ausgeschlossen": "„{titel}“ ist immer ausgeschlossen: Diese Regeln sind nicht zugleich zu erfüllen: {regeln}.",
    "fall-fehlt": "Zu „{name}“ fehlt hier ein Fall: {werte} kommt weder hier noch bei „{andere}“ vor.",
    "fall-doppelt": "Zu „{name}“ überschneiden sich zwei Fälle: {werte} kommt hier und bei „{andere}“ vor.",
    "nicht-entschieden": "Ob das hier immer, manchmal oder nie zutrifft, ließ sich nicht entscheiden. {grund}",
}

HINWEISE: Mapping[str, str] = {
    "bedingung-immer": "Bitte streichen oder genauer fassen.",
    "pruefe-immer": "Bitte streichen oder genauer fassen.",
    "regel-nie-erfuellt": "Soll sie immer ausschließen, genügt „muss: falsch“.",
    "sackgasse": "Meist hilft eine weitere Prüfung bei einer der Fragen davor.",
    "fall-fehlt": "Soll er fehlen, ist nichts zu tun.",
    "nicht-entschieden": "Eine Reise durch diese Stelle gibt Sicherheit.",
}

LEICHT: frozenset[str] = frozenset(
    {
        "nur-vorsorglich",
        "bedingung-immer",
        "zweig-unmoeglich",
        "pruefe-immer",
        "eintrag-unwaehlbar",
        "sackgasse",
        "regel-nie-verletzt",
        "regel-nie-erfuellt",
        "eintrag-ausgeschlossen",
        "fall-fehlt",
        "fall-doppelt",
        "nicht-entschieden",
    }
)

# Why something could not be decided.
GRUENDE: Mapping[str, str] = {
    "budget": "Die Bedingungen sind zu verwickelt.",
    "nichtlinear": "Hier werden Antworten miteinander malgenommen oder durcheinander geteilt.",
    "tabelle": "Es kommt auf mehr Zeilen einer Tabelle an, als durchgespielt werden.",
    "umfang": "Es hängt zu viel voneinander ab.",
    "rundung": "Es kommt auf Rundungen an.",
    "wiederholung": "Aus einer Wiederholung wird in eine andere gesehen.",
}
