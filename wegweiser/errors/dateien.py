"""Sentences about files: reading, writing, YAML."""

from collections.abc import Mapping

# Why a file cannot be read or written, by the system's name of the error.
GRUENDE: Mapping[str, str] = {
    "EACCES": "die Rechte fehlen",
    "EPERM": "die Rechte fehlen",
    "EROFS": "der Datenträger ist schreibgeschützt",
    "EIO": "der Datenträger meldet einen Fehler",
    "EFBIG": "die Datei würde zu groß",
    "ENOENT": "es gibt sie nicht",
    "ENOTDIR": "ein Teil des Pfades ist kein Ordner",
    "EISDIR": "es ist ein Ordner",
    "ENAMETOOLONG": "der Name ist zu lang",
    "ELOOP": "die Verknüpfungen führen im Kreis",
    "sonst": "das Betriebssystem lehnt es ab",
    "keine-datei": "es ist keine Datei",
    "zu-gross": "sie ist größer als {mb} MB",
    "kein-utf8": "sie ist kein Text in UTF-8",
}

# Why a text is not YAML: a part of libyaml's sentence, and ours.
YAML_GRUENDE: tuple[tuple[str, str], ...] = (
    ("mapping values are not allowed", "ein Doppelpunkt steht an unerwarteter Stelle"),
    ("could not find expected ':'", "nach dem Schlüssel fehlt der Doppelpunkt"),
    ("did not find expected key", "die Einrückung passt nicht zu den Zeilen darüber"),
    (
        "did not find expected '-' indicator",
        "in der Liste fehlt ein Spiegelstrich, oder die Einrückung passt nicht",
    ),
    ("did not find expected ',' or '}'", "eine geschweifte Klammer ist nicht geschlossen"),
    ("did not find expected ',' or ']'", "eine eckige Klammer ist nicht geschlossen"),
    ("found unexpected end of stream", "ein Anführungszeichen ist nicht geschlossen"),
    (
        "found character that cannot start any token",
        "ein Zeichen (etwa ein Tabulator) darf hier nicht stehen",
    ),
    ("control characters are not allowed", "ein Steuerzeichen ist nicht erlaubt"),
)
YAML_SONST = "die Schreibweise stimmt nicht"

SAETZE: Mapping[str, str] = {
    "yaml": "Die Datei ist kein gültiges YAML: {grund}.",
    "yaml-doppelt": "Der Schlüssel „{text}“ steht schon in Zeile {erste}.",
    "yaml-alias": "Verweise mit & und * sind nicht erlaubt.",
    "yaml-marke": "Eigene Typen mit ! sind nicht erlaubt.",
    "yaml-tief": "Die Datei ist zu tief verschachtelt (mehr als {hoechstens} Ebenen).",
    "yaml-gross": "Die Datei ist mit {groesse} zu groß; höchstens {hoechstens} werden gelesen.",
    "yaml-viel": "Die Datei hat zu viele Einträge (mehr als {hoechstens}).",
    "yaml-schluessel": "Ein Schlüssel muss ein einfaches Wort sein.",
    "yaml-mehrere": "Die Datei enthält mehr als ein Dokument.",
    "kein-text": "Die Datei ist kein Text in UTF-8.",
}

HINWEISE: Mapping[str, str] = {
    "yaml": "Oft fehlt ein Anführungszeichen oder eine Einrückung; Texte mit Doppelpunkt gehören in Anführungszeichen.",
}
