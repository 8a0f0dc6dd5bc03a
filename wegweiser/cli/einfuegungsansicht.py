"""The preview of a table from outside, as sentences: what was found, what it means here, what does not fit."""

from collections.abc import Sequence
from decimal import Decimal

from wegweiser.cli.ansicht import shorten
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.tafelform import build_tafelzeilen, format_zellen
from wegweiser.model import frage as f
from wegweiser.model.base import Zeile
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.einfuegung import Abgleich, Einfuegung, Zellfund, Zuordnung
from wegweiser.workflow import Stand

_GEZEIGT, _GENANNT = 5, 20
_AUSLASSUNG = {
    "summe": "eine Summenzeile",
    "titel": "eine Zwischenüberschrift",
    "kopf": "die Überschrift noch einmal",
}


def format_zeilenzahl(anzahl: int) -> str:
    """„eine Zeile“, „3 Zeilen“."""
    return "eine Zeile" if anzahl == 1 else f"{anzahl or 'keine'} Zeilen"


def build_vorschau(stand: Stand, tabelle: f.Tabelle, einfuegung: Einfuegung) -> list[Satz]:
    """Everything one has to know before saying yes."""
    saetze = [Satz(_format_fund(einfuegung), "frage"), *_build_zuordnung(einfuegung)]
    if einfuegung.gelesen:
        paare = [f"„{text}“ als „{titel}“" for text, titel in einfuegung.gelesen.items()]
        saetze.append(Satz(f"Gelesen: {_nenne(paare)}.", haenge=2))
    if einfuegung.gerundet:
        saetze.append(Satz(f"Auf Cent gerundet, wie Excel es zeigt: {_betraege(einfuegung.gerundet)}."))
    for nr, grund in einfuegung.ausgelassen[:_GENANNT]:
        saetze.append(Satz(f"Zeile {nr} bleibt weg: {_AUSLASSUNG[grund]}.", "leise"))
    if einfuegung.funde:
        return saetze + build_funde(einfuegung.funde)
    return saetze + (_build_anfang(stand, tabelle, einfuegung.zeilen) if einfuegung.zeilen else [])


def _format_fund(einfuegung: Einfuegung) -> str:
    teile = [f"Gefunden: {format_zeilenzahl(len(einfuegung.zeilen))}"]
    if einfuegung.name:
        andere = f" (weitere: {_nenne(einfuegung.andere_blaetter)})" if einfuegung.andere_blaetter else ""
        teile.append(f"Blatt „{einfuegung.name}“{andere}")
    if einfuegung.kopfzeile:
        teile.append(f"Überschrift in Zeile {einfuegung.kopfzeile}")
    else:
        teile.append("keine Überschrift erkannt, Spalten der Reihe nach")
    if einfuegung.lesart:
        teile.append(f"gelesen als {einfuegung.lesart}")
    return "; ".join(teile) + "."


def _build_zuordnung(einfuegung: Einfuegung) -> list[Satz]:
    benutzt = [z for z in einfuegung.zuordnung if z.spalte]
    saetze = [Satz(f"Spalten: {', '.join(map(_format_zuordnung, benutzt))}.", haenge=2)] if benutzt else []
    if ungenutzt := [f"„{z.kopf}“" for z in einfuegung.zuordnung if not z.spalte]:
        saetze.append(Satz(f"Nicht gebraucht: {_nenne(ungenutzt)}.", "leise", haenge=2))
    if einfuegung.ohne_quelle and einfuegung.zeilen:
        saetze.append(Satz(f"Bleibt leer: {', '.join(einfuegung.ohne_quelle)}.", "leise", haenge=2))
    return saetze


def _format_zuordnung(z: Zuordnung) -> str:
    if not z.kopf or (z.kopf == z.titel and z.faktor == 1):
        return z.titel
    zusatz = " (ähnlich)" if z.art == "aehnlich" else ""
    mal = f", mal {format_zahl(z.faktor)}" if z.faktor != Decimal(1) else ""
    return f"„{z.kopf}“ → {z.titel}{zusatz}{mal}"


def build_funde(funde: Sequence[Zellfund]) -> list[Satz]:
    """What does not fit, with row and column."""
    stellen = "eine Stelle passt" if len(funde) == 1 else f"{len(funde)} Stellen passen"
    saetze = [Satz(f"Noch nichts übernommen, {stellen} nicht:", "warnung")]
    saetze += [Satz(format_fund(fund), einzug=2, haenge=2) for fund in funde[:_GENANNT]]
    if rest := len(funde) - _GENANNT:
        saetze += [Satz(f"… und {rest} weitere", einzug=2)] if rest > 0 else []
    return saetze


def format_fund(fund: Zellfund) -> str:
    """„Zeile 7, Spalte „Betrag“: …“."""
    return f"Zeile {fund.zeile}, Spalte „{fund.spalte}“: {fund.satz}" if fund.zeile else fund.satz


def _build_anfang(stand: Stand, tabelle: f.Tabelle, zeilen: Sequence[Zeile]) -> list[Satz]:
    texte = [format_zellen(stand, tabelle, zeile) for zeile in zeilen[:_GEZEIGT]]
    saetze = [Satz(zeile, einzug=2, ganz=True) for zeile in build_tafelzeilen(tabelle, texte)]
    rest = len(zeilen) - _GEZEIGT
    return saetze + ([Satz(f"… und {format_zeilenzahl(rest)} mehr", "leise", einzug=2)] if rest > 0 else [])


def build_abgleich(stand: Stand, tabelle: f.Tabelle, abgleich: Abgleich) -> list[Satz]:
    """What happens to the rows that are there."""
    saetze = []
    if abgleich.doppelt:
        saetze.append(
            Satz(f"Genau so schon in der Tabelle: {format_zeilenzahl(abgleich.doppelt)}.", "warnung")
        )
    if abgleich.behalten:
        saetze.append(
            Satz(f"Erneuert: {format_zeilenzahl(abgleich.behalten)}; was daran hängt, bleibt daran.")
        )
    if abgleich.entfallen:
        namen = [
            shorten(" · ".join(filter(None, format_zellen(stand, tabelle, z)))) for z in abgleich.entfallen
        ]
        saetze.append(
            Satz(
                f"Es {'entfällt' if len(namen) == 1 else 'entfallen'}: {_nenne(namen)}.", "warnung", haenge=2
            )
        )
    return saetze


def _betraege(anzahl: int) -> str:
    return "ein Betrag" if anzahl == 1 else f"{anzahl} Beträge"


def _nenne(namen: Sequence[str]) -> str:
    rest = len(namen) - _GENANNT
    return ", ".join(namen[:_GENANNT]) + (f" und {rest} weitere" if rest > 0 else "")
