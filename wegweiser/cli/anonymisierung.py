"""`anonymisieren`: shows what goes, what a person has to judge and what is out of reach; then asks for a typed word."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from wegweiser.cli.ansicht import shorten
from wegweiser.cli.ausgabe import LEER, Satz, format_befehl, print_fehler, print_saetze
from wegweiser.cli.front import Ende, Feld
from wegweiser.cli.kommandos import build_front, build_umfeld, melde
from wegweiser.cli.rueckfrage import ask_zeile
from wegweiser.cli.umgebung import Umgebung, read_umgebung
from wegweiser.errors import VorhabenError, VorhabenGesperrtError
from wegweiser.model.anonymisierung import Anonymisierung, Freitext, Fundart, Umfang
from wegweiser.workflow.anonymisieren import anonymisiere, load_anonymisierung

WORT = "anonymisieren"
_LAENGE = 160
_GENANNT = 8
_ZAHLWORTE: Mapping[Fundart, tuple[str, str]] = {
    "antwort": (
        "eine Antwort auf eine Frage, die von Menschen handelt",
        "Antworten auf Fragen, die von Menschen handeln",
    ),
    "zelle": ("eine persönliche Angabe in Tabellen", "persönliche Angaben in Tabellen"),
    "person": ("eine Angabe zu einer Person in den Sitzungen", "Angaben zu Personen in den Sitzungen"),
    "entwurf": ("ein angefangener Text aus dem Editor", "angefangene Texte aus dem Editor"),
    "kopie": ("eine beschädigte Fassung von vorhaben.yaml", "beschädigte Fassungen von vorhaben.yaml"),
    "datei": ("eine eingelesene Datei über Menschen", "eingelesene Dateien über Menschen"),
    "notiz": ("eine Notiz", "Notizen"),
    "zustaendig": ("eine Angabe, wer etwas klärt", "Angaben, wer etwas klärt"),
    "freitext": ("ein Freitext", "Freitexte"),
    "beleg": (
        "ein Beleg, der keine Quelle des Leitfadens ist",
        "Belege, die keine Quelle des Leitfadens sind",
    ),
    "kommentar": ("ein Kommentar", "Kommentare"),
    "kuerzel": ("ein Kürzel", "Kürzel (wer etwas eingegeben hat)"),
    "verlauf": (
        "eine Zeile im Protokoll, die Früheres enthält",
        "Zeilen im Protokoll, die Früheres enthalten",
    ),
}


def run(ordner: Path, umfang: Umfang, *, ja: bool, schlicht: bool) -> None:
    """`anonymisieren`: preview, the typed word (or `--ja`), then for good."""
    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung)
    vorschau = load_anonymisierung(ordner, umfang, umfeld)
    print_saetze(_build_vorschau(ordner, vorschau, umfang), farbig=umgebung.farbig)
    if not vorschau.dateien:
        return
    if not ja and not _frage(umgebung, schlicht=schlicht):
        melde("", "Nichts entfernt. Mit --ja geht es ohne Rückfrage.")
        return
    try:
        anonymisiere(ordner, umfang, umfeld)
    except VorhabenGesperrtError:  # nothing was begun
        raise
    except VorhabenError:
        print_fehler("Das Anonymisieren ist noch nicht fertig; was schon entfernt ist, ist entfernt.")
        raise
    rest = load_anonymisierung(ordner, umfang, umfeld)
    melde("", _fertig(vorschau, rest))


def _frage(umgebung: Umgebung, *, schlicht: bool) -> bool:
    """Only the whole word counts."""
    feld = Feld("zeile", f"Zum Entfernen „{WORT}“ eintippen, sonst Eingabetaste")
    try:
        return ask_zeile(build_front(umgebung, schlicht=schlicht), feld).casefold() == WORT
    except Ende:
        return False


def _fertig(vorschau: Anonymisierung, rest: Anonymisierung) -> str:
    if rest.dateien:
        return f"Noch nicht alles: {', '.join(rest.dateien)}. Bitte den Befehl wiederholen."
    dateien = "eine Datei" if len(vorschau.dateien) == 1 else f"{len(vorschau.dateien)} Dateien"
    return f"Anonymisiert: {dateien} neu geschrieben. Rückgängig machen lässt es sich nicht."


# The preview


def _build_vorschau(ordner: Path, vorschau: Anonymisierung, umfang: Umfang) -> list[Satz]:
    saetze = [Satz(f"Anonymisieren: {ordner}", "titel"), *_build_entfernt(vorschau)]
    saetze += _build_freitexte(ordner, vorschau, umfang)
    return [*saetze, *_build_fremdes(ordner, vorschau, umfang)]


def _build_entfernt(vorschau: Anonymisierung) -> Iterator[Satz]:
    yield LEER
    if not vorschau.dateien:
        yield Satz(
            "Zu entfernen ist nichts mehr: keine persönlichen Antworten, Notizen, Kürzel, kein früherer Wortlaut."
        )
        return
    yield Satz(
        "Das lässt sich nicht rückgängig machen – auch „rückgängig“ reicht danach nur bis heute.", "warnung"
    )
    yield LEER
    yield Satz("Entfernt wird überall: Antworten, Ruhendes, Ablage, Protokoll, Stände, Szenarien", "titel")
    for art, (eine, viele) in _ZAHLWORTE.items():
        if anzahl := vorschau.gezaehlt.get(art, 0):
            yield Satz(f"• {eine if anzahl == 1 else f'{anzahl} {viele}'}", einzug=2, haenge=2)
    if vorschau.entfernt:
        yield Satz("Das nennt keine Stelle, die das Programm erkennt, und geht deshalb mit:", einzug=2)
        for text in vorschau.entfernt:
            yield Satz(f"„{shorten(text.text)}“ klärt {text.stelle} ({text.datei})", einzug=4, haenge=2)
    for alt, neu in vorschau.umbenannt.items():
        yield Satz(f"• {alt} heißt danach {neu}", einzug=2, haenge=2)
    yield Satz(f"Neu geschrieben: {_nenne(vorschau.dateien)}.", "leise", einzug=2, haenge=2)


def _build_freitexte(ordner: Path, vorschau: Anonymisierung, umfang: Umfang) -> Iterator[Satz]:
    """Everything only a person can judge, text by text."""
    if vorschau.freitexte:
        yield LEER
        yield Satz(
            f"Bitte selbst beurteilen: Diese Texte bleiben stehen ({len(vorschau.freitexte)})", "titel"
        )
        yield from _build_texte(vorschau.freitexte)
        yield Satz(
            f"Eine Antwort geht mit --frage KENNUNG, alle Texte mit --freitexte: {_mit(ordner, '--freitexte')}",
            "leise",
        )
    if vorschau.kommentare and not umfang.kommentare:
        yield LEER
        yield Satz(
            f"Ebenso die Kommentare von Hand ({len(vorschau.kommentare)}; --kommentare entfernt sie)", "titel"
        )
        yield from _build_texte(vorschau.kommentare)


def _mit(ordner: Path, option: str) -> str:
    return format_befehl("anonymisieren", ordner).replace("anonymisieren ", f"anonymisieren {option} ", 1)


def _build_texte(texte: Sequence[Freitext]) -> Iterator[Satz]:
    datei = ""
    for text in texte:
        if text.datei != datei:
            datei = text.datei
            yield Satz(datei, "leise", einzug=2)
        stelle = f"{text.stelle}: " if text.stelle else ""
        yield Satz(f"• {stelle}{shorten(text.text, _LAENGE)}", einzug=4, haenge=2)


def _build_fremdes(ordner: Path, vorschau: Anonymisierung, umfang: Umfang) -> Iterator[Satz]:
    """What this command does not reach."""
    yield LEER
    yield Satz("Das erreicht das Programm nicht – bitte selbst ansehen", "titel")
    if vorschau.berichte:
        yield Satz(
            f"• Geschriebene Berichte: {_nenne(vorschau.berichte)}. Löschen und neu schreiben: {format_befehl('bericht', ordner)}",
            einzug=2, haenge=2,
        )  # fmt: skip
    if vorschau.daten_personen and not umfang.daten:
        yield Satz(
            f"• Eingelesene Dateien über Menschen: {_nenne(vorschau.daten_personen)}. So gehen sie mit: {_mit(ordner, '--daten')}",
            "warnung", einzug=2, haenge=2,
        )  # fmt: skip
    if vorschau.daten:
        yield Satz(f"• Übernommene Daten: {_nenne(vorschau.daten)}.", einzug=2, haenge=2)
    if vorschau.unbekannt:
        yield Satz(
            f"• Was das Programm nicht lesen kann oder nicht kennt: {_nenne(vorschau.unbekannt)}.",
            einzug=2,
            haenge=2,
        )
    if vorschau.leitfaden:
        yield Satz(f"• Der Pfad des Leitfadens steht im Vorhaben: {vorschau.leitfaden}", einzug=2, haenge=2)
    yield Satz(
        "• Kopien des Ordners, Sicherungen, frühere Fassungen auf dem Netzlaufwerk, E-Mails und Ausdrucke.",
        einzug=2,
        haenge=2,
    )


def _nenne(namen: Sequence[str]) -> str:
    mehr = f" und {len(namen) - _GENANNT} weitere" if len(namen) > _GENANNT else ""
    return ", ".join(namen[:_GENANNT]) + mehr
