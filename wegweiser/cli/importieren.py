"""A table from a file on the command line: preview, question, all or nothing."""

import sys
from pathlib import Path
from typing import Any, NamedTuple

from wegweiser import workflow
from wegweiser.cli.ausgabe import LEER, Satz, print_saetze
from wegweiser.cli.einfuegungsansicht import build_abgleich, build_vorschau, format_fund, format_zeilenzahl
from wegweiser.cli.kommandos import build_umfeld, melde, print_json
from wegweiser.cli.tafelform import format_summen
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.errors import BenutzungError, EingabenError
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse
from wegweiser.model.einfuegung import Abgleich, Einfuegung
from wegweiser.model.knoten import format_knoten
from wegweiser.workflow import Stand
from wegweiser.workflow import tabellen as arbeit


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
        _check_wahl(stand, adresse, angaben)
        abgleich = arbeit.merge_einfuegung(stand, adresse, einfuegung, ersetzen=angaben.ersetzen)
        if not angaben.als_json:
            print_saetze(_build_ausgang(stand, tabelle, abgleich), farbig=umgebung.farbig)
        neu = abgleich.zeilen != arbeit.list_zeilen(stand, adresse)
        gespeichert = angaben.ja or (neu and _frage_ja(angaben))
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


def _check_wahl(stand: Stand, adresse: Adresse, angaben: Angaben) -> None:
    vorhanden = len(arbeit.list_zeilen(stand, adresse))
    if vorhanden and not (angaben.anhaengen or angaben.ersetzen):
        raise BenutzungError("einfuegung-ohne-wahl", anzahl=format_zeilenzahl(vorhanden))


def _build_ausgang(stand: Stand, tabelle: f.Tabelle, abgleich: Abgleich) -> list[Satz]:
    saetze = build_abgleich(stand, tabelle, abgleich)
    summen = format_summen(tabelle, abgleich.zeilen)
    return [*saetze, *([Satz(f"{summen}.")] if summen else []), LEER]


def _frage_ja(angaben: Angaben) -> bool:
    """Ask a person; without one nothing is taken over."""
    if angaben.als_json or not sys.stdin.isatty():
        return False
    sys.stdout.write("Übernehmen? ja oder nein [nein]: ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().casefold() in {"j", "ja"}


def _melde(
    tabelle: f.Tabelle, einfuegung: Einfuegung, abgleich: Abgleich, angaben: Angaben, *, gespeichert: bool
) -> None:
    if angaben.als_json:
        print_json(_build_json(tabelle, einfuegung, abgleich, gespeichert=gespeichert))
    elif gespeichert:
        melde(f"gespeichert: {format_zeilenzahl(len(abgleich.zeilen))} in „{tabelle.kurz or tabelle.text}“.")
    else:
        melde("Nichts übernommen; mit --ja geschieht es ohne Rückfrage.")


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
