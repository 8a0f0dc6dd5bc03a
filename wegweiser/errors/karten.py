"""Sentences about cards, posters and dots, and about taking their answers back."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "karten-leer": "Im Leitfaden „{leitfaden}“ ist in der Runde „{runde}“ mit dieser Auswahl nichts zu fragen.",
    "karte-unbekannt": "Eine Karte „{name}“ gibt es nicht.{vorschlag}",
    "papier-unbekannt": "Das Papier „{name}“ gibt es nicht.",
    "punkte-anzahl": "{anzahl} Punkte je Person gehen nicht; möglich sind 1 bis {hoechstens}.",
    "papier-besteht": "{pfad} gibt es schon; überschrieben wird nichts.",
}

HINWEISE: Mapping[str, str] = {
    "karten-leer": "Alle Fragen mit ihrer Runde zeigt `wegweiser leitfaden zeigen --ausfuehrlich`.",
    "papier-unbekannt": "Möglich sind karten, poster und punkte, als pdf oder html.",
    "papier-besteht": "Bitte mit --nach einen anderen Ordner nennen oder mit --ersetzen bestätigen.",
}
