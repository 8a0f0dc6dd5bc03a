"""A change of answers in words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from wegweiser import workflow
from wegweiser.cli.ansicht import format_angaben, format_antwort, label, nenne_satz, shorten
from wegweiser.cli.ausgabe import Satz, format_befehl
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Zeile
from wegweiser.model.deutsch_format import format_datum
from wegweiser.model.verlauf import Ruecknahme, Schritt
from wegweiser.workflow import Stand

GENANNT = 5
ZEICHEN = 60
KEINE = "keine Antwort"


def format_wechsel(stand: Stand, adresse: Adresse, alt: Antwort | None, neu: Antwort | None) -> str:
    """„Einwohner: 9.500 → 9.000“; of a table which rows came, went and changed."""
    frage = workflow.find_frage_von(stand, adresse)
    satz = f" ({nenne_satz(stand, adresse.satz)})" if adresse.satz else ""
    return f"{shorten(label(frage), ZEICHEN)}{satz}: {_format_pfeil(stand, frage, alt, neu)}"


def _format_pfeil(stand: Stand, frage: f.Frage, alt: Antwort | None, neu: Antwort | None) -> str:
    if isinstance(frage, f.Tabelle) and alt and neu and alt.wert is not None and neu.wert is not None:
        angaben = "" if format_angaben(alt) == format_angaben(neu) else format_angaben(neu) or "ohne Angaben"
        return "; ".join(filter(None, (format_tabellenwechsel(frage, alt, neu), angaben)))
    return f"{format_stand(stand, frage, alt)} → {format_stand(stand, frage, neu)}"


def format_stand(stand: Stand, frage: f.Frage, antwort: Antwort | None) -> str:
    """An answer with everything said about it, or that there is none."""
    return KEINE if antwort is None else shorten(format_antwort(stand, frage, antwort), ZEICHEN)


def format_tabellenwechsel(tabelle: f.Tabelle, alt: Antwort, neu: Antwort) -> str:
    """Which rows of a table came, went and changed."""
    vorher, nachher = _zeilen(alt), _zeilen(neu)
    teile = (
        ("neu", [z for id_, z in nachher.items() if id_ not in vorher]),
        ("gelöscht", [z for id_, z in vorher.items() if id_ not in nachher]),
        ("geändert", [z for id_, z in nachher.items() if id_ in vorher and vorher[id_] != z]),
    )
    saetze = [f"{_anzahl(zeilen)} {wort}: {_nenne(tabelle, zeilen)}" for wort, zeilen in teile if zeilen]
    return "; ".join(saetze) or ("Reihenfolge geändert" if list(vorher) != list(nachher) else "gleich")


def _zeilen(antwort: Antwort) -> dict[str, Zeile]:
    zeilen = antwort.wert if isinstance(antwort.wert, tuple) else ()
    return {str(zeile.get("id")): zeile for zeile in zeilen if isinstance(zeile, Mapping)}


def _anzahl(zeilen: Sequence[Zeile]) -> str:
    return "eine Zeile" if len(zeilen) == 1 else f"{len(zeilen)} Zeilen"


def _nenne(tabelle: f.Tabelle, zeilen: Sequence[Zeile]) -> str:
    namen = [_nenne_zeile(tabelle, zeile) for zeile in zeilen[:GENANNT]]
    return ", ".join(namen) + (" …" if len(zeilen) > len(namen) else "")


def _nenne_zeile(tabelle: f.Tabelle, zeile: Zeile) -> str:
    """The first text of a row; without one its id."""
    texte = (zeile.get(spalte.id) for spalte in tabelle.spalten if isinstance(spalte, f.Text | f.Absatz))
    return next((f"„{shorten(str(text), 30)}“" for text in texte if text), str(zeile.get("id")))


def list_wechsel(stand: Stand, ruecknahme: Ruecknahme) -> list[str]:
    """Everything an undo or redo changes, the first few in words."""
    worte = [format_wechsel(stand, w.adresse, w.jetzt, w.dann) for w in ruecknahme.wechsel[:GENANNT]]
    rest = len(ruecknahme.wechsel) - len(worte)
    mehr = "eine weitere Antwort" if rest == 1 else f"{rest} weitere Antworten"
    return [*worte, f"und {mehr}"] if rest else worte


def format_wann(schritt: Schritt) -> str:
    """„22.11.2026, 10:31 Uhr, ab“."""
    zeit = datetime.fromisoformat(schritt.zeit)
    wer = f", {schritt.wer}" if schritt.wer else ""
    return f"{format_datum(zeit.date())}, {zeit:%H:%M} Uhr{wer}"


def build_getan(
    stand: Stand, ruecknahme: Ruecknahme, ordner: Path | None = None, *, tasten: bool = False
) -> list[Satz]:
    """What was undone or repeated, and how to get back; `stand` is the one before."""
    zurueck = ruecknahme.richtung == "rueckgaengig"
    tat, befehl = ("Rückgängig gemacht", "wiederholen") if zurueck else ("Wiederholt", "rueckgaengig")
    wechsel = list_wechsel(stand, ruecknahme)
    taste = ("Strg-Y" if zurueck else "Strg-Z") if tasten else f":{befehl}"
    gegen = format_befehl(befehl, ordner) if ordner else taste
    schluss = Satz(f"{gegen} {'stellt es wieder her' if zurueck else 'nimmt es wieder zurück'}.", "leise")
    if len(wechsel) == 1:
        return [Satz(f"{tat} – {wechsel[0]}", "gut"), schluss]
    return [Satz(f"{tat}:", "gut"), *(Satz(f"• {w}", einzug=2, haenge=2) for w in wechsel), schluss]
