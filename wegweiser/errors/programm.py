"""Sentences about the report and about the program itself."""

from collections.abc import Mapping

SAETZE: Mapping[str, str] = {
    "format-unbekannt": "Das Format „{name}“ gibt es nicht; möglich sind pdf, html und json.",
    "vorlage": "Die Vorlage {name} lässt sich nicht verwenden: {grund}",
    "vorlage-fehlt": "Die Vorlage {name} fehlt.",
    "pango-fehlt": "Für das PDF fehlt die Bibliothek Pango.",
    "pdf": "Das PDF lässt sich nicht schreiben: {grund}",
    "benutzung": "{grund}",
    "schritt-unbekannt": "Einen Schritt „{name}“ gibt es nicht.{vorschlag}",
    "bogen-leer": "Im Leitfaden „{leitfaden}“ gibt es in der Runde „{runde}“ keinen Schritt, den jede Person für sich ausfüllen kann.",
    "bogen-endung": "„{pfad}“ endet weder auf .pdf noch auf .html.",
    "dauer-zu-kurz": "In {dauer} Minuten passt kein ganzer Schritt; der kürzeste dauert etwa {minuten} Minuten.",
    "runde-unbekannt": "Die Runde „{name}“ gibt es nicht.{vorschlag} Es gibt: {vorhanden}.",
    "kein-terminal": "Ohne Eingabe kann das Gespräch nicht geführt werden.",
    "programmfehler": "Das Programm hat einen Fehler gemacht ({art}); Ihre Antworten sind gespeichert.",
}

HINWEISE: Mapping[str, str] = {
    "pango-fehlt": "Debian und Ubuntu: `apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`; "
    "macOS: `brew install pango`; Windows: MSYS2-Paket `mingw-w64-ucrt-x86_64-pango`. HTML und JSON gehen auch ohne.",
    "bogen-leer": "--schritt nennt einen bestimmten Schritt; alle zeigt `wegweiser leitfaden zeigen`.",
    "dauer-zu-kurz": "Ohne --dauer wird alles gefragt; aufhören können Sie jederzeit mit „!“.",
    "benutzung": "Hilfe zeigt `{befehl} --help`.",
    "kein-terminal": "Bitte in einem Terminal starten oder die Antworten mit `wegweiser antwort --aus DATEI` übergeben.",
    "programmfehler": "Bitte melden Sie das mit der Datei {protokoll}; sie enthält keine Antworten.",
}
