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
    **dict.fromkeys(
        (
            "ESTALE",
            "ENODEV",
            "ENXIO",
            "ETIMEDOUT",
            "EHOSTDOWN",
            "EHOSTUNREACH",
            "ENETDOWN",
            "ENETUNREACH",
            "ENOTCONN",
        ),
        "der Datenträger (etwa ein Netzlaufwerk) ist nicht erreichbar",
    ),
    **dict.fromkeys(("EBUSY", "ETXTBSY"), "ein anderes Programm hält sie fest"),
    **dict.fromkeys(("EMFILE", "ENFILE"), "zu viele Dateien sind geöffnet"),
    "sonst": "das Betriebssystem lehnt es ab",
    "keine-datei": "es ist keine Datei",
    "zu-gross": "sie ist größer als {mb} MB",
}

_VERBINDUNG = "Bitte den Datenträger oder die Verbindung prüfen und es noch einmal versuchen."
# What to do about it, by the system's name of the error.
RAT: Mapping[str, str] = {
    "EIO": _VERBINDUNG,
    "EROFS": "Bitte den Schreibschutz aufheben oder einen anderen Ordner nehmen.",
    **{name: _VERBINDUNG for name, grund in GRUENDE.items() if "Netzlaufwerk" in grund},
    **dict.fromkeys(
        ("EBUSY", "ETXTBSY", "EMFILE", "ENFILE"),
        "Bitte andere Programme schließen und es noch einmal versuchen.",
    ),
    "ENOENT": "Bitte prüfen, ob der Ordner noch da ist, und es noch einmal versuchen.",
    "lesen": "Bitte die Rechte der Datei prüfen.",
    "sonst": "Bitte die Rechte des Ordners prüfen oder einen anderen Ordner nehmen.",
}

# Why a text is not YAML: what an author did.
YAML_URSACHEN: Mapping[str, str] = {
    "tabulator": "hier steht ein Tabulator; eingerückt wird nur mit Leerzeichen",
    "leerzeichen": "die Zeile beginnt mit einem besonderen Leerzeichen; bitte durch ein gewöhnliches ersetzen",
    "gedankenstrich": "ein Eintrag einer Liste beginnt mit einem kurzen Strich und einem Leerzeichen (- ), nicht mit einem Gedankenstrich",
    "strich-ohne-leerzeichen": "nach dem Strich am Anfang der Zeile fehlt ein Leerzeichen",
    "zeichen-am-anfang": "mit {zeichen} darf ein Text nicht anfangen; er gehört in Anführungszeichen",
    "doppelpunkt-im-text": "ein Text mit Doppelpunkt und Leerzeichen gehört in Anführungszeichen",
    "doppelpunkt-in-klammern": "zwischen geschweiften Klammern fehlt vor diesem Namen ein Komma; ein Text mit Doppelpunkt gehört in Anführungszeichen",
    "doppelpunkt-ohne-leerzeichen": "nach dem Doppelpunkt fehlt ein Leerzeichen",
    "doppelpunkt-fehlt": "in dieser Zeile fehlt der Doppelpunkt nach dem Namen der Angabe",
    "nach-anfuehrungszeichen": "nach dem schließenden Anführungszeichen steht noch etwas; den ganzen Wert in Anführungszeichen der anderen Art setzen, etwa '…\"…\"…'",
    "einzug": "die Zeile ist anders eingerückt als die darüber, mit {ist} statt {soll} Leerzeichen",
    "einzug-unklar": "hier passt die Einrückung nicht, oder in der Zeile darüber fehlt etwas",
}
# Other reasons: a part of libyaml's sentence, and ours.
YAML_GRUENDE: tuple[tuple[str, str], ...] = (
    ("could not find expected ':'", "nach dem Namen der Angabe fehlt der Doppelpunkt"),
    (
        "did not find expected ',' or '}'",
        "zwischen geschweiften Klammern fehlt ein Komma, oder die zweite Klammer fehlt",
    ),
    (
        "did not find expected ',' or ']'",
        "zwischen eckigen Klammern fehlt ein Komma, oder die zweite Klammer fehlt",
    ),
    ("found unexpected end of stream", "dieses Anführungszeichen wird nicht geschlossen"),
    ("cannot start any token", "dieses Zeichen darf hier nicht stehen"),
)
YAML_STEUERZEICHEN = "ein Steuerzeichen ist nicht erlaubt"
YAML_SONST = "die Schreibweise stimmt nicht; oft fehlt ein Anführungszeichen oder eine Einrückung"

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
    "kein-text": "{pfad} ist kein Text in UTF-8.",
}

HINWEISE: Mapping[str, str] = {
    "kein-text": "Bitte die Datei im Editor mit der Zeichenkodierung UTF-8 speichern.",
    "yaml-alias": "Ein Text, der mit & oder * beginnt, gehört in Anführungszeichen.",
    "yaml-marke": "Ein Text, der mit ! beginnt, gehört in Anführungszeichen.",
}
