"""A table from a file on the command line: preview, question, all or nothing."""

import sys
from pathlib import Path
from typing import Any, NamedTuple

from wegweiser import workflow
from wegweiser.cli.ausgabe import LEER, Satz, print_saetze
from wegweiser.cli.einfuegungsansicht import build_abgleich, build_vorschau, format_fund, format_zeilenzahl
from wegweiser.cli.front import Ende, Feld, Wahl
from wegweiser.cli.kommandos import build_front, build_umfeld, melde, print_json
from wegweiser.cli.rueckfrage import ask_ja, ask_zeile
from wegweiser.cli.tafelform import format_summen
from wegweiser.cli.umgebung import Umgebung, read_umgebung
from wegweiser.cli.wirkung import build_wirkung
from wegweiser.cli.ziele import format_abseits
from wegweiser.errors import BenutzungError, EingabenError
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse
from wegweiser.model.einfuegung import Abgleich, Einfuegung
from wegweiser.model.knoten import format_knoten
from wegweiser.workflow import Stand
from wegweiser.workflow import tabellen as arbeit
from wegweiser.workflow.wirkung import preview_wirkung


class Angaben(NamedTuple):
    """The options of `importieren`."""

    blatt: str = ""
    anhaengen: bool = False
    ersetzen: bool = False
    ja: bool = False
    als_json: bool = False
    kuerzel: str = ""


def run_importieren(ordner: Path, frage: str, datei: Path, angaben: Angaben) -> None:
    """`importieren`."""
    if angaben.anhaengen and angaben.ersetzen:
        grund = "--anhaengen und --ersetzen schließen einander aus."
        raise BenutzungError("benutzung", grund=grund, befehl="wegweiser importieren")
    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung, angaben.kuerzel)
    with workflow.bearbeite(ordner, umfeld) as stand:
        adresse = workflow.parse_adresse(stand, frage)
        tabelle = arbeit.find_tabelle(stand, adresse)
        einfuegung = arbeit.plan_datei(stand, adresse, datei, angaben.blatt)
        if not angaben.als_json:
            print_saetze(build_vorschau(stand, tabelle, einfuegung), farbig=umgebung.farbig)
        _check_einfuegung(einfuegung, angaben)
        ersetzen = _find_wahl(stand, adresse, angaben, umgebung)
        abgleich = arbeit.merge_einfuegung(stand, adresse, einfuegung, ersetzen=ersetzen)
        if not angaben.als_json:
            print_saetze(_build_ausgang(stand, adresse, tabelle, abgleich), farbig=umgebung.farbig)
        neu = abgleich.zeilen != arbeit.list_zeilen(stand, adresse)
        gespeichert = angaben.ja or (neu and _frage_ja(angaben, umgebung))
        if gespeichert and neu:
            arbeit.save_tabelle(stand, adresse, abgleich.zeilen, umfeld)
        if not neu and not angaben.als_json:
            melde("Alles war schon so gespeichert.")
            return
        _melde(tabelle, einfuegung, abgleich, angaben, gespeichert=gespeichert)


def _check_einfuegung(einfuegung: Einfuegung, angaben: Angaben) -> None:
    if einfuegung.funde:
        stellen = len(einfuegung.funde)
        anzahl = "eine Stelle passt nicht" if stellen == 1 else f"{stellen} Stellen passen nicht"
        befunde = [format_fund(fund) for fund in einfuegung.funde] if angaben.als_json else []
        raise EingabenError("einfuegung-befunde", befunde, anzahl=anzahl)
    if not einfuegung.zeilen:
        raise EingabenError("einfuegung-leer", [])


def _find_wahl(stand: Stand, adresse: Adresse, angaben: Angaben, umgebung: Umgebung) -> bool:
    """Whether the rows replace those that are there; a person is asked, a program has to say it."""
    vorhanden = len(arbeit.list_zeilen(stand, adresse))
    if not vorhanden or angaben.anhaengen or angaben.ersetzen:
        return angaben.ersetzen
    if angaben.ja or not _ist_mensch(angaben):
        raise BenutzungError("einfuegung-ohne-wahl", anzahl=format_zeilenzahl(vorhanden))
    wahlen = (
        Wahl("1", "anhaengen", "anhängen"),
        Wahl("2", "ersetzen", f"die ganze Tabelle ersetzen (jetzt {format_zeilenzahl(vorhanden)})"),
    )
    feld = Feld("wahl", "Was soll mit den Zeilen geschehen? Nummer", wahlen)
    while (text := _frage(umgebung, feld)) not in {"1", "2", "anhaengen", "ersetzen"}:
        melde("Bitte 1 oder 2.")
    return text in {"2", "ersetzen"}


def _ist_mensch(angaben: Angaben) -> bool:
    return not angaben.als_json and sys.stdin.isatty()


def _frage(umgebung: Umgebung, feld: Feld) -> str:
    try:
        return ask_zeile(build_front(umgebung, schlicht=False), feld).casefold()
    except Ende:
        raise BenutzungError("einfuegung-abgebrochen") from None


def _build_ausgang(stand: Stand, adresse: Adresse, tabelle: f.Tabelle, abgleich: Abgleich) -> list[Satz]:
    """What happens to the rows, what else changes with them, the sums."""
    wirkung = preview_wirkung(stand, {adresse: arbeit.build_antwort(stand, adresse, abgleich.zeilen)})
    weitere = build_wirkung(stand, wirkung) if wirkung.entfallen or wirkung.ruhen else []
    if stand.lage.find_station(adresse) is None:
        ruht = f"{format_abseits(stand, tabelle)} Bis dahin ruhen die Zeilen und zählen nicht."
        weitere = [*weitere, Satz(ruht, "warnung")]
    summen = format_summen(tabelle, abgleich.zeilen)
    ende = [Satz(f"{summen}.")] if summen else []
    return [*build_abgleich(stand, tabelle, abgleich), *weitere, *ende, LEER]


def _frage_ja(angaben: Angaben, umgebung: Umgebung) -> bool:
    """Ask a person; without one nothing is taken over."""
    if not _ist_mensch(angaben):
        return False
    try:
        return ask_ja(build_front(umgebung, schlicht=False), "Übernehmen?")
    except Ende:
        return False


def _melde(
    tabelle: f.Tabelle, einfuegung: Einfuegung, abgleich: Abgleich, angaben: Angaben, *, gespeichert: bool
) -> None:
    if angaben.als_json:
        print_json(_build_json(tabelle, einfuegung, abgleich, gespeichert=gespeichert))
    elif gespeichert:
        melde(f"gespeichert: {format_zeilenzahl(len(abgleich.zeilen))} in „{tabelle.kurz or tabelle.text}“.")
    else:
        melde("Nichts übernommen." if _ist_mensch(angaben) else "Nichts übernommen; --ja übernimmt es.")


def _build_json(
    tabelle: f.Tabelle, einfuegung: Einfuegung, abgleich: Abgleich, *, gespeichert: bool
) -> dict[str, Any]:
    return {
        "gespeichert": gespeichert,
        "blatt": einfuegung.name or None,
        "kopfzeile": einfuegung.kopfzeile,
        "spalten": [{"kopf": z.kopf, "spalte": z.spalte or None, "art": z.art} for z in einfuegung.zuordnung],
        "gelesen": dict(einfuegung.gelesen),
        "ausgelassen": [{"zeile": nr, "grund": grund} for nr, grund in einfuegung.ausgelassen],
        "neu": len(einfuegung.zeilen),
        "erneuert": abgleich.behalten,
        "entfallen": format_knoten(tabelle, abgleich.entfallen),
        "zeilen": format_knoten(tabelle, abgleich.zeilen),
    }
