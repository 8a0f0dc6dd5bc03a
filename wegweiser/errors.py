"""The error tree, the exit codes and every German sentence about something that went wrong."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

EXIT_BENUTZUNG = 2
EXIT_BEFUNDE = 3
EXIT_FEHLER_IM_PROGRAMM = 70
EXIT_UNTERBROCHEN = 130

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

# What a field of a guide should be, by pydantic's name of the error.
SOLL: Mapping[str, str] = {
    "string_type": "ein Text",
    "int_parsing": "eine ganze Zahl",
    "int_type": "eine ganze Zahl",
    "int_from_float": "eine ganze Zahl",
    "decimal_parsing": "eine Zahl",
    "decimal_type": "eine Zahl",
    "bool_parsing": "true oder false",
    "bool_type": "true oder false",
    "date_from_datetime_parsing": "ein Datum (JJJJ-MM-TT)",
    "date_type": "ein Datum (JJJJ-MM-TT)",
    "date_parsing": "ein Datum (JJJJ-MM-TT)",
    "tuple_type": "eine Liste",
    "mapping_type": "eine Zuordnung",
    "dict_type": "eine Zuordnung",
    "too_long": "kürzer",
    "too_short": "länger",
    "sonst": "anders geschrieben",
}

# Words of journeys about the path and the forms.
REISEWORTE: Mapping[str, str] = {
    "entfaellt": "entfällt",
    "moeglich": "möglich",
    "ausgeschlossen": "ausgeschlossen",
}

# Where a reference of a guide points to, for "„…“ gibt es nicht in …".
ZIELE: Mapping[str, str] = {
    "faelle": "den Fällen",
    "formen": "den Formen",
    "fragen": "den Fragen",
    "kataloge": "den Katalogen",
    "kriterien": "den Kriterien",
    "quellen": "quellen.yaml",
    "tabellen": "den Tabellen, die vorher ausgefüllt werden",
}
ID_FORMEN: Mapping[str, str] = {
    "name": "Kleinbuchstaben, Ziffern und Unterstriche",
    "kennung": "Kleinbuchstaben, Ziffern und dazwischen Binde- oder Unterstriche",
}

# Kinds of nodes in YAML, for "Hier steht …, erwartet wird …".
FORMEN: Mapping[str, str] = {
    "wert": "ein einzelner Wert",
    "liste": "eine Liste",
    "zuordnung": "eine Zuordnung",
    "eintraege": "eine Zuordnung „name: wert“",
    "nichts": "nichts",
}

# One sentence per code: what, where, why. The hint says what to do.
SAETZE: Mapping[str, str] = {
    # values
    "leer": "Hier fehlt noch eine Eingabe.",
    "zu-lang": "Der Text ist zu lang: {zeichen} Zeichen, höchstens {hoechstens} haben Platz.",
    "mehrzeilig": "Hier passt nur eine Zeile.",
    "keine-ganze-zahl": "„{text}“ ist keine ganze Zahl.",
    "keine-zahl": "„{text}“ ist keine Zahl.",
    "cent": "„{text}“ hat mehr als zwei Stellen hinter dem Komma.",
    "zu-klein": "{wert} ist zu wenig; möglich ist {grenze} oder mehr.",
    "zu-gross": "{wert} ist zu viel; möglich ist höchstens {grenze}.",
    "kein-datum": "„{text}“ ist kein Datum, das es gibt.",
    "kein-ja-nein": "„{text}“ ist weder Ja noch Nein.",
    "keine-option": "„{text}“ steht nicht zur Auswahl.{vorschlag}",
    "doppelt-gewaehlt": "„{text}“ ist zweimal genannt.",
    "zu-viele": "{anzahl} sind zu viele; höchstens {hoechstens} sind möglich.",
    "rangfolge-unvollstaendig": "In der Rangfolge muss jede Möglichkeit genau einmal stehen; es fehlt „{text}“.",
    "summe-nicht-100": "Die Anteile ergeben {summe} %; zusammen müssen es 100 % sein.",
    "kein-eintrag": "„{text}“ lässt sich nicht als „Bezeichnung = Wert“ lesen.",
    "keine-tabelle": "Das ist keine Tabelle: erwartet wird eine Liste von Zeilen.",
    "kein-json": "Der Wert lässt sich von Zeile {zeile}, Spalte {spalte} an nicht lesen.",
    "zeile-unbekannte-spalte": "Zeile {nr}: Die Spalte „{text}“ gibt es nicht.{vorschlag}",
    "zeile-fehlt": "Zeile {nr}: Die Spalte „{text}“ ist leer, wird aber gebraucht.",
    "zeile-wert": "Zeile {nr}, Spalte „{spalte}“: {grund}",
    "zeile-id": "Zeile {nr}: Das Kennzeichen „{text}“ ist keine gültige id.",
    "zeile-id-doppelt": "Zeile {nr}: Das Kennzeichen „{text}“ ist schon vergeben.",
    "zu-wenige-zeilen": "{anzahl} Zeilen sind zu wenig; mindestens {grenze} werden gebraucht.",
    "zu-viele-zeilen": "{anzahl} Zeilen sind zu viele; höchstens {grenze} sind möglich.",
    "kein-ort": "„{text}“ ist keine Ortsangabe.",
    "pfad-ausserhalb": "„{text}“ liegt nicht im Ordner des Vorhabens.",
    "falsche-endung": "„{text}“ hat nicht die richtige Endung ({endungen}).",
    "falsche-form": "Hier steht {ist}, erwartet wird {soll}.",
    "pruefung": "{text}",
    "keine-antwort-und-offen": "Eine Antwort hat entweder „wert“ oder „offen: true“, nicht beides.",
    "angabe-unbekannt": "Die Angabe „{text}“ gibt es bei einer Antwort nicht.{vorschlag}",
    "falsche-sicherheit": "„{text}“ ist keine Stufe der Sicherheit.",
    # YAML
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
    # guides
    "feld-fehlt": "Die Angabe „{feld}“ fehlt.",
    "feld-unbekannt": "Die Angabe „{feld}“ gibt es hier nicht.{vorschlag}",
    "feld-typ": "„{feld}“ soll {soll} sein.",
    "feld-wert": "„{wert}“ ist bei „{feld}“ nicht möglich; möglich ist {soll}.",
    "typ-unbekannt": "Den Fragetyp „{wert}“ gibt es nicht.{vorschlag}",
    "id-form": "„{wert}“ ist als id nicht möglich; erlaubt sind {soll}.",
    "id-reserviert": "„{wert}“ ist ein Wort der Ausdruckssprache und taugt nicht als id.",
    "id-datei": "Die id „{wert}“ passt nicht zum Namen der Datei; hier muss „{soll}“ stehen.",
    "id-doppelt": "Die id „{wert}“ ist schon vergeben ({erste}).",
    "ausdruck": "Im Ausdruck „{feld}“: {grund}",
    "ausdruck-typ": "Der Ausdruck „{feld}“ ergibt {ist}, gebraucht wird {soll}.",
    "ausdruck-spaeter": "Der Ausdruck „{feld}“ liest „{name}“; diese Frage kommt erst später.",
    "ausdruck-kreis": "„{name}“ hängt von sich selbst ab.",
    "verweis": "„{wert}“ gibt es nicht in {wo}.{vorschlag}",
    "optionen": "Die Frage braucht genau eine Angabe von „optionen“, „katalog“ oder „aus_tabelle“.",
    "option-titel": "Zwei Möglichkeiten heißen „{wert}“.",
    "option-zeichen": "Der Titel „{wert}“ enthält ein Semikolon; damit trennt das Programm mehrere Antworten.",
    "skala-grenzen": "Die Skala braucht „von“ kleiner als „bis“ und Anker dazwischen.",
    "ausschluss-beleg": "Die Regel schließt aus, ist aber nur „{wert}“ belegt; ausschließen dürfen norm und sekundaer.",
    "gewichte": "Die Gewichte ergeben {summe}; zusammen müssen es 100 sein.",
    "je-tabelle": "„je“ nennt „{wert}“; das ist keine Tabelle in einem früheren Abschnitt.",
    "datei-fehlt": "Die Datei {pfad} fehlt.",
    "liste-erwartet": "Hier wird eine Liste erwartet.",
    "zuordnung-erwartet": "Hier werden Angaben in der Form „name: wert“ erwartet.",
    "leitfaden-befunde": "Der Leitfaden {ordner} hat {anzahl}.",
    "leitfaden-unbekannt": "Den Leitfaden „{name}“ gibt es nicht.{vorschlag}",
    "leitfaden-ordner": "In {ordner} liegt kein Leitfaden (leitfaden.yaml fehlt).",
    # journeys
    "reise-abweichung": "Fall „{fall}“: {was} soll {soll} sein, ist aber {ist}.",
    "reise-unbekannt": "Fall „{fall}“: {grund}",
    # Vorhaben
    "ordner-fehlt": "Den Ordner {ordner} gibt es nicht.",
    "kein-ordner": "{ordner} ist kein Ordner.",
    "kein-vorhaben": "In {ordner} liegt kein Vorhaben (vorhaben.yaml fehlt).",
    "vorhaben-besteht": "In {ordner} liegt schon ein Vorhaben.",
    "ordner-nicht-leer": "Der Ordner {ordner} ist nicht leer.",
    "vorhaben-defekt": "{stelle}: {grund}",
    "vorhaben-format": "{stelle}: Das Format {format} kennt diese Fassung des Programms nicht.",
    "vorhaben-leitfaden": "Das Vorhaben gehört zum Leitfaden „{ist}“, geladen ist „{soll}“.",
    "gesperrt": "An diesem Vorhaben arbeitet schon jemand ({wer}, seit {seit}).",
    "nicht-schreibbar": "{pfad} lässt sich nicht schreiben: {grund}.",
    "nicht-lesbar": "{pfad} lässt sich nicht lesen: {grund}.",
    "platte-voll": "Auf dem Datenträger von {pfad} ist kein Platz mehr.",
    "frage-unbekannt": "Eine Frage „{frage}“ gibt es in diesem Leitfaden nicht.{vorschlag}",
    "frage-woanders": "„{frage}“ steht hier am falschen Ort; die Frage gehört unter „{abschnitt}:“.",
    "frage-braucht-satz": "Die Frage „{frage}“ wird für jeden Eintrag aus „{tabelle}“ gestellt.",
    "satz-unbekannt": "Einen Eintrag „{satz}“ gibt es in „{tabelle}“ nicht.",
    "frage-ohne-satz": "Die Frage „{frage}“ gilt für das ganze Vorhaben, nicht für „{satz}“.",
    "antworten-befunde": "Es wurde nichts übernommen: {anzahl}.",
    "antwort-passt-nicht": "{frage}: {grund}",
    # report
    "format-unbekannt": "Das Format „{name}“ gibt es nicht; möglich sind pdf, html und json.",
    "vorlage": "Die Vorlage {name} lässt sich nicht verwenden: {grund}",
    "vorlage-fehlt": "Die Vorlage {name} fehlt.",
    "pango-fehlt": "Für das PDF fehlt die Bibliothek Pango.",
    "pdf": "Das PDF lässt sich nicht schreiben: {grund}",
    # program
    "benutzung": "{grund}",
    "kein-terminal": "Ohne Eingabe kann das Gespräch nicht geführt werden.",
    "programmfehler": "Das Programm hat einen Fehler gemacht ({art}); Ihre Antworten sind gespeichert.",
}

HINWEISE: Mapping[str, str] = {
    "keine-ganze-zahl": "Zum Beispiel 9500 oder 9.500.",
    "keine-zahl": "Zum Beispiel 12,5 oder 1.200.",
    "cent": "Beträge stehen in Euro und Cent, zum Beispiel 1.250,50.",
    "kein-datum": "Zum Beispiel 15.12.2026 oder 2026-12-15.",
    "kein-ja-nein": "Bitte ja oder nein.",
    "kein-json": 'Tabellen werden als JSON übergeben, zum Beispiel [{{"id": "l1", "bezeichnung": "Drogerie"}}].',
    "kein-eintrag": "Zum Beispiel: Zuschuss = 60; Eigenmittel = 40.",
    "kein-ort": "Zum Beispiel: Marktplatz 1 (51,5176; 7,3794).",
    "falsche-sicherheit": "Möglich sind gesichert, geschaetzt, vermutet und konstruiert.",
    "yaml": "Oft fehlt ein Anführungszeichen oder eine Einrückung; Texte mit Doppelpunkt gehören in Anführungszeichen.",
    "feld-typ": "Texte, die wie Zahlen aussehen, gehören in Anführungszeichen.",
    "leitfaden-unbekannt": "Mitgelieferte Leitfäden zeigt `wegweiser leitfaden liste`; eigene als Ordner angeben.",
    "ordner-fehlt": "Bitte den Pfad prüfen; ein neues Vorhaben beginnt mit `wegweiser neu {ordner}`.",
    "kein-vorhaben": "Ein neues Vorhaben beginnt mit `wegweiser neu {ordner}`.",
    "vorhaben-besteht": "Weiterarbeiten mit `wegweiser start {ordner}`; für ein neues bitte einen anderen Ordner nennen.",
    "ordner-nicht-leer": "Bitte einen neuen oder leeren Ordner nennen; überschrieben wird nichts.",
    "vorhaben-defekt": "Bitte die Stelle in einem Texteditor berichtigen; alle Antworten stehen auch in protokoll.jsonl.",
    "vorhaben-format": "Bitte eine neuere Fassung des Programms verwenden.",
    "gesperrt": "Bitte warten, bis die andere Sitzung endet. Gibt es sie nicht mehr, hilft das Löschen von {pfad}.",
    "nicht-schreibbar": "Bitte die Rechte des Ordners prüfen oder einen anderen Ordner nehmen.",
    "datei-fehlt": "Bitte den Namen und den Ordner prüfen.",
    "nicht-lesbar": "Bitte die Rechte der Datei prüfen.",
    "platte-voll": "Bitte Platz schaffen und es noch einmal versuchen; was bestätigt war, ist gespeichert.",
    "frage-unbekannt": "Alle Fragen zeigt `wegweiser leitfaden zeigen`.",
    "frage-braucht-satz": "Zum Beispiel: {beispiel}.{frage}",
    "satz-unbekannt": "Vorhanden: {vorhanden}.",
    "antworten-befunde": "Bitte die genannten Stellen berichtigen und den Befehl wiederholen.",
    "pango-fehlt": "Debian und Ubuntu: `apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`; "
    "macOS: `brew install pango`; Windows: MSYS2-Paket `mingw-w64-ucrt-x86_64-pango`. HTML und JSON gehen auch ohne.",
    "benutzung": "Hilfe zeigt `{befehl} --help`.",
    "kein-terminal": "Bitte in einem Terminal starten oder die Antworten mit `wegweiser antwort --aus DATEI` übergeben.",
    "programmfehler": "Bitte melden Sie das mit der Datei {protokoll}; sie enthält keine Antworten.",
}


class _Luecken(dict[str, object]):
    """A parameter that is not given becomes empty instead of an error about the error."""

    def __missing__(self, _: str) -> str:
        return ""


def format_satz(code: str, angaben: Mapping[str, object]) -> str:
    """The German sentence for a code; an unknown code is its own sentence."""
    return SAETZE.get(code, code).format_map(_Luecken(angaben))


def format_hinweis(code: str, angaben: Mapping[str, object]) -> str:
    """What to do about it, or an empty text."""
    return HINWEISE.get(code, "").format_map(_Luecken(angaben))


def format_vorschlag(text: object, moeglich: Iterable[str]) -> str:
    """The sentence part " Meinten Sie „…“?" with the nearest possibility, or nothing."""
    from difflib import get_close_matches

    nah = get_close_matches(str(text), list(moeglich), n=1)
    return f" Meinten Sie „{nah[0]}“?" if nah else ""


class WegweiserError(Exception):
    """Something a person can understand and mend: a code, and parameters for its sentence."""

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, **angaben: object) -> None:
        super().__init__(code)
        self.code = code
        self.angaben = angaben

    def __str__(self) -> str:
        return self.satz

    @property
    def satz(self) -> str:
        """What, where and why, in one German sentence."""
        return format_satz(self.code, self.angaben)

    @property
    def hinweis(self) -> str:
        """What to do, or an empty text."""
        return format_hinweis(self.code, self.angaben)


class BenutzungError(WegweiserError):
    """The command line was used in a way that makes no sense."""

    exit_code = EXIT_BENUTZUNG


class EingabeError(WegweiserError):
    """A value does not fit its question; the dialogue catches it and asks again."""

    exit_code = EXIT_BENUTZUNG


class EingabenError(WegweiserError):
    """Several answers at once do not fit; nothing was taken over."""

    exit_code = EXIT_BENUTZUNG

    def __init__(self, code: str, befunde: Sequence[str], **angaben: object) -> None:
        super().__init__(code, **angaben)
        self.befunde = tuple(befunde)


class LeitfadenError(WegweiserError):
    """A guide cannot be used; `befunde` holds every finding as a finished line."""

    exit_code = EXIT_BEFUNDE

    def __init__(self, code: str, befunde: Sequence[str] = (), **angaben: object) -> None:
        super().__init__(code, **angaben)
        self.befunde = tuple(befunde)


class VorlageError(WegweiserError):
    """A template cannot be used."""

    exit_code = 4


class VorhabenError(WegweiserError):
    """A Vorhaben folder cannot be read or written."""

    exit_code = 5


class VorhabenGesperrtError(VorhabenError):
    """Somebody else is working on this Vorhaben."""


class VorhabenVersionError(VorhabenError):
    """The Vorhaben was written by a newer program or for another guide."""


class DatenError(WegweiserError):
    """A data file cannot be used."""

    exit_code = 6


class BerichtError(WegweiserError):
    """The report cannot be written."""

    exit_code = 7


class PdfBibliothekError(BerichtError):
    """The native library for PDF is missing."""
