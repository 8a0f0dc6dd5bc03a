"""Sentences about tables that come from files and from the clipboard."""

from collections.abc import Mapping

EXCEL_GRUENDE: Mapping[str, str] = {
    "zip": "sie ist beschädigt oder keine .xlsx-Datei",
    "bombe": "sie ist ausgepackt zu groß",
    "teile": "sie besteht aus zu vielen Teilen",
    "dtd": "sie enthält eine Dokumenttyp-Angabe",
    "inhalt": "ihr Inhalt ist nicht zu verstehen",
    "alt": "sie ist eine alte .xls-Datei oder mit einem Kennwort geschützt",
    "html": "sie ist eine Webseite, auch wenn ihr Name anders endet",
}

SAETZE: Mapping[str, str] = {
    "excel-datei": "{pfad} ist keine lesbare Excel-Datei: {grund}.",
    "keine-tabellendatei": "{pfad} ist keine Tabelle: erwartet wird Excel (.xlsx), LibreOffice (.ods) oder Text mit Trennzeichen (.csv).",
    "tabelle-zu-gross": "{pfad} hat mehr als {hoechstens} {was}.",
    "tabelle-kein-text": "{pfad} ist als Text nicht zu lesen.",
    "tabelle-csv": "{pfad}, Zeile {zeile}: Die Datei ist ab hier nicht als Tabelle zu lesen.",
    "blatt-unbekannt": "Das Blatt „{blatt}“ gibt es in {pfad} nicht.{vorschlag}",
    "frage-keine-tabelle": "„{frage}“ ist keine Tabelle.",
    "einfuegung-leer": "Darin steht keine Zeile, die sich übernehmen lässt.",
    "einfuegung-befunde": "Nichts übernommen: {anzahl}.",
    "einfuegung-zu-breit": "{ist} Spalten, aber die Tabelle hat nur {soll}; eine Überschrift ist nicht zu erkennen.",
    "einfuegung-ohne-wahl": "Die Tabelle hat schon {anzahl}.",
    "einfuegung-spalte": "Für die Spalte „{spalte}“ fehlt eine Spalte in der Quelle; sie wird gebraucht.",
    "spalte-doppelt": "„{kopf}“ und „{anderer}“ passen gleich gut; bitte nur die gemeinte Spalte „{spalte}“ nennen.",
    "zahl-mehrdeutig": "„{text}“ ist nicht eindeutig: In dieser Spalte steht auch „{beispiel}“ mit Punkt vor den Nachkommastellen.",
    "zelle-fehlerwert": "„{text}“ ist ein Fehlerwert der Tabellenkalkulation.",
    "zelle-formel": "Die Formel hat keinen gespeicherten Wert.",
    "einfuegung-abgebrochen": "Nichts übernommen.",
    "spalte-unbekannt": "Eine Spalte „{text}“ gibt es nicht.{vorschlag}",
    "spalte-mehrdeutig": "„{text}“ passt auf mehrere Spalten: {titel}.",
}

HINWEISE: Mapping[str, str] = {
    "excel-datei": "Bitte die Datei in Excel oder LibreOffice öffnen und neu als .xlsx speichern.",
    "keine-tabellendatei": "In Excel und LibreOffice: „Speichern unter“ und .xlsx, .ods oder .csv wählen.",
    "tabelle-zu-gross": "Bitte nur die gebrauchten Zeilen und Spalten in eine neue Datei kopieren.",
    "tabelle-csv": "Meist fehlt ein schließendes Anführungszeichen; als .xlsx gespeichert geht es sicher.",
    "blatt-unbekannt": "Vorhanden: {vorhanden}.",
    "frage-keine-tabelle": "Tabellen dieses Leitfadens: {vorhanden}.",
    "einfuegung-zu-breit": "Bitte die Zeile mit den Spaltentiteln mitnehmen: {spalten}.",
    "einfuegung-ohne-wahl": "--anhaengen stellt die neuen Zeilen dahinter, --ersetzen tauscht alle aus.",
    "einfuegung-befunde": "Bitte in der Quelle verbessern und noch einmal versuchen; bis dahin bleibt alles, wie es ist.",
    "zelle-formel": "Die Datei einmal in Excel oder LibreOffice öffnen und speichern rechnet sie aus.",
}
