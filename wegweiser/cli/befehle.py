"""The command language of the dialogue: the same in both front ends, because a key only types a command."""

import difflib
from collections.abc import Mapping
from typing import NamedTuple

from wegweiser.ausdruck.vorschlag import fold_umlaute
from wegweiser.errors import EingabeError

ZEICHEN: Mapping[str, str] = {"<": "zurueck", ">": "weiter", "?": "hilfe", "!": "pause"}
SCHUTZ = (*ZEICHEN, ":")

BEFEHLE: Mapping[str, str] = {
    "hilfe": "? oder :hilfe – Hilfe zu dieser Frage",
    "befehle": ":befehle – alle Befehle",
    "zurueck": "< – zurück zur Frage davor",
    "weiter": "> – weiter, ohne zu antworten",
    "offen": ":offen – weiß ich noch nicht; fragt, wer es bis wann klärt",
    "geh": ":geh ZIEL – zu Abschnitt (3), Schritt (3/2) oder Frage (3.5): Nummer, Kennung oder ein paar Worte",
    "suche": ":suche TEXT – in Fragen, Möglichkeiten, Antworten, Notizen und Hilfen suchen und hingehen",
    "rueckgaengig": ":rueckgaengig – die letzte Änderung zurücknehmen, auch die von gestern; mehrmals geht weiter zurück",
    "wiederholen": ":wiederholen – wiederherstellen, was rückgängig gemacht wurde",
    "notiz": ":notiz TEXT – eine Notiz zu dieser Antwort (ohne TEXT: mehrere Zeilen; „-“ entfernt sie)",
    "sicherheit": ":sicherheit STUFE – gesichert, geschaetzt, vermutet oder konstruiert („-“ entfernt sie)",
    "beleg": ":beleg QUELLE – ein Beleg dazu, gern mehrere nacheinander („-“ entfernt alle)",
    "angaben": ":angaben – Notiz, Sicherheit und Beleg der Reihe nach",
    "leeren": ":leeren – die Antwort zurücknehmen",
    "liste": ":liste – alle Möglichkeiten einer langen Auswahl, alle Zeilen einer Tabelle",
    "quelle": ":quelle – woher die Frage kommt",
    "ergebnis": ":ergebnis – was dieser Abschnitt bisher ergibt",
    "stand": ":stand – wo stehe ich?",
    "zelle": ":zelle 3 betrag 4500 – eine Zelle einer Tabelle ändern (ohne Wert: fragt; „-“ leert sie)",
    "zeile": ":zeile 3 – Zeile 3 einer Tabelle ändern, Zelle für Zelle",
    "kopiere": ":kopiere 3 – Zeile 3 einer Tabelle verdoppeln",
    "verschiebe": ":verschiebe 3 1 – Zeile 3 einer Tabelle an Stelle 1 setzen",
    "loesche": ":loesche 3 – Zeile 3 einer Tabelle löschen",
    "editor": ":editor – einen langen Text im eigenen Editor schreiben ($VISUAL oder $EDITOR)",
    "einfuegen": ":einfuegen – Zeilen aus einer Tabellenkalkulation einfügen, mit Vorschau",
    "importiere": ":importiere DATEI – Zeilen einer Tabelle aus Excel, LibreOffice oder CSV übernehmen, mit Vorschau",
    "pause": "! – Pause; beim nächsten Start geht es hier weiter",
}
_KURZ = 3  # so many letters of a command are enough if only one begins like that


class Eingabe(NamedTuple):
    """What came from the person: a text, or a command with its rest; `entwurf` is what stood in the field."""

    text: str = ""
    befehl: str = ""
    entwurf: str = ""


def parse_eingabezeile(roh: str) -> Eingabe:
    """A line as text or command; a doubled command character at the start means the character itself."""
    zeile = roh.strip()
    if len(zeile) > 1 and zeile[0] in SCHUTZ and zeile[1] == zeile[0]:
        return Eingabe(text=zeile[1:])
    if zeile in ZEICHEN:
        return Eingabe(befehl=ZEICHEN[zeile])
    if not zeile.startswith(":"):
        return Eingabe(text=zeile)
    name, _, rest = zeile[1:].strip().partition(" ")
    return Eingabe(befehl=_find_befehl(name), text=rest.strip())


def find_angehaengten(text: str, vorgabe: str) -> Eingabe | None:
    """A command typed behind what already stood in the field, as if the field had been empty."""
    rest = text.removeprefix(vorgabe).strip()
    if not vorgabe or rest == text.strip() or not rest.startswith(":"):
        return None
    name, _, ziel = rest[1:].partition(" ")
    befehl = fold_umlaute(name)
    return Eingabe(befehl=befehl, text=ziel.strip(), entwurf=vorgabe) if befehl in BEFEHLE else None


def _find_befehl(name: str) -> str:
    gesucht = fold_umlaute(name)
    if gesucht in BEFEHLE:
        return gesucht
    beginnt = [befehl for befehl in BEFEHLE if befehl.startswith(gesucht)]
    if len(gesucht) >= _KURZ and len(beginnt) == 1:
        return beginnt[0]
    nah = difflib.get_close_matches(gesucht, BEFEHLE, n=1)
    vorschlag = f" Meinten Sie „:{nah[0]}“?" if nah else " Alle zeigt :befehle."
    raise EingabeError("Den Befehl „:{text}“ gibt es nicht.{vorschlag}", text=name, vorschlag=vorschlag)


def unprotect_text(text: str) -> str:
    """A text as it is meant, from how it was typed."""
    return text[1:] if text[:1] in SCHUTZ and text[1:2] == text[:1] != "" else text


def protect_text(text: str) -> str:
    """A text as one has to type it: the reverse of `parse_eingabezeile`."""
    return text[0] + text if text[:1] in SCHUTZ and text[:1] else text
