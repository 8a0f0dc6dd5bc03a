"""Tables from files and from the clipboard: read, preview, take over as one change."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from wegweiser import workflow
from wegweiser.core.einfuegen.spalten import find_spalte
from wegweiser.core.einfuegen.zeilen import find_blatt, merge_zeilen, plan_einfuegung
from wegweiser.errors import DatenError, EingabeError, VorhabenError, format_vorschlag
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Zeile, replace
from wegweiser.model.einfuegung import Abgleich, Einfuegung, Rohtabelle, parse_ablage
from wegweiser.model.frage import Spalte, Tabelle
from wegweiser.model.knoten import add_zeilen_ids, check_wert
from wegweiser.model.leitfaden import list_fragen
from wegweiser.workflow import Stand
from wegweiser.workflow.umfeld import Umfeld

MAX_ZEICHEN = 1_000_000


def find_tabelle(stand: Stand, adresse: Adresse) -> Tabelle:
    """The table of an address; raises VorhabenError for another kind of question."""
    frage = workflow.find_frage_von(stand, adresse)
    if isinstance(frage, Tabelle):
        return frage
    vorhanden = ", ".join(f.id for _, f in list_fragen(stand.leitfaden) if isinstance(f, Tabelle))
    raise VorhabenError("frage-keine-tabelle", frage=adresse.frage, vorhanden=vorhanden)


def find_spalte_von(tabelle: Tabelle, text: str) -> Spalte:
    """The column a person names by number, title, id or the beginning of its title."""
    treffer = find_spalte(tabelle, text)
    titel = [spalte.kurz or spalte.text for spalte in treffer or tabelle.spalten]
    if len(treffer) > 1:
        raise EingabeError("spalte-mehrdeutig", text=text, titel=", ".join(titel))
    if not treffer:
        raise EingabeError("spalte-unbekannt", text=text, vorschlag=format_vorschlag(text, titel))
    return treffer[0]


def list_zeilen(stand: Stand, adresse: Adresse) -> tuple[Zeile, ...]:
    """The rows that are there."""
    antwort = stand.vorhaben.antworten.get(adresse)
    return cast("tuple[Zeile, ...]", antwort.wert) if antwort and isinstance(antwort.wert, tuple) else ()


def check_tabelle(stand: Stand, adresse: Adresse, zeilen: Sequence[Zeile]) -> tuple[Zeile, ...]:
    """The rows with their ids, as they can be saved; raises EingabeError where the table cannot take them."""
    tabelle = find_tabelle(stand, adresse)
    wert = add_zeilen_ids(tabelle, zeilen, workflow.list_vergebene_ids(stand, adresse))
    check_wert(tabelle, wert, stand.optionen)
    workflow.check_pruefungen(stand, adresse, wert)
    return wert


def plan_datei(stand: Stand, adresse: Adresse, pfad: Path, blatt: str = "") -> Einfuegung:
    """The preview of a file; without a name the sheet that fits best."""
    from wegweiser.adapters.tabellen import read_tabellen

    blaetter = read_tabellen(pfad)
    tabelle = find_tabelle(stand, adresse)
    gewaehlt = _find_blatt(blaetter, blatt, pfad) if blatt else find_blatt(tabelle, blaetter)
    andere = tuple(b.name for b in blaetter if b is not gewaehlt and b.breite and not b.verborgen)
    return plan_einfuegung(tabelle, gewaehlt, stand.optionen)._replace(andere_blaetter=andere)


def _find_blatt(blaetter: Sequence[Rohtabelle], name: str, pfad: Path) -> Rohtabelle:
    namen = [blatt.name for blatt in blaetter]
    for blatt in blaetter:
        if blatt.name.casefold() == name.strip().casefold():
            return blatt
    if name.isascii() and name.isdigit() and 0 < int(name[:4]) <= len(blaetter):
        return blaetter[int(name[:4]) - 1]
    vorhanden = ", ".join(f"„{vorhandener}“" for vorhandener in namen if vorhandener) or "nur eins"
    raise DatenError(
        "blatt-unbekannt", blatt=name, pfad=pfad, vorschlag=format_vorschlag(name, namen), vorhanden=vorhanden
    )


def plan_ablage(stand: Stand, adresse: Adresse, text: str) -> Einfuegung:
    """The preview of what was pasted."""
    if len(text) > MAX_ZEICHEN:
        raise EingabeError("zu-lang", zeichen=len(text), hoechstens=MAX_ZEICHEN)
    return plan_einfuegung(find_tabelle(stand, adresse), parse_ablage(text), stand.optionen)


def merge_einfuegung(
    stand: Stand,
    adresse: Adresse,
    einfuegung: Einfuegung,
    *,
    ersetzen: bool,
    alt: Sequence[Zeile] | None = None,
) -> Abgleich:
    """The table as it would be; raises EingabeError where it could not be saved.

    `alt` are the rows on screen where they are not the saved ones.
    """
    bisher = list_zeilen(stand, adresse) if alt is None else alt
    abgleich = merge_zeilen(find_tabelle(stand, adresse), bisher, einfuegung.zeilen, ersetzen=ersetzen)
    return abgleich._replace(zeilen=check_tabelle(stand, adresse, abgleich.zeilen))


def build_antwort(stand: Stand, adresse: Adresse, zeilen: tuple[Zeile, ...]) -> Antwort:
    """The rows as the new answer; what was said about the table stays."""
    alt = stand.vorhaben.antworten.get(adresse) or Antwort()
    return replace(alt, wert=zeilen, offen=False, zustaendig=None, bis=None)


def save_tabelle(stand: Stand, adresse: Adresse, zeilen: tuple[Zeile, ...], umfeld: Umfeld) -> Stand:
    """Take over the rows of a table as one change."""
    neu = build_antwort(stand, adresse, zeilen)
    return workflow.save_antworten(stand, {adresse: neu}, umfeld, art="eingelesen")
