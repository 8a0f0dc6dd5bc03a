"""Taking answers back from paper: cards and dots are kept as a draft, counted, and saved as one change per sheet."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from wegweiser import workflow
from wegweiser.adapters import erfassung as ablage
from wegweiser.core.erfassung import ZAEHLBAR, convert_stapel, list_ids
from wegweiser.core.karten import list_stationen
from wegweiser.core.punkte import find_stimme, parse_anzahl, parse_punkte
from wegweiser.core.regeln import list_verletzte
from wegweiser.errors import DatenError, EingabeError, VorhabenError, WegweiserError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Wert, replace
from wegweiser.model.erfassung import SCHWELLE, Stapel, Umrechnung
from wegweiser.model.faltung import falte
from wegweiser.model.frage import Frage, Tabelle
from wegweiser.model.karten import Wunsch
from wegweiser.model.knoten import format_knoten, parse_knoten
from wegweiser.model.lage import Station
from wegweiser.model.leitfaden import number_fragen
from wegweiser.model.sitzung import Sitzung
from wegweiser.workflow import Stand
from wegweiser.workflow.umfeld import Umfeld

SPALTEN = ("frage", "option", "anzahl")
GLEICHE = {"moglichkeit": "option", "antwort": "option", "nummer": "frage", "punkte": "anzahl"}  # folded
HOECHSTENS_KARTEN = 1000
_DATUM = re.compile(r"(\d{1,2})\.(\d{1,2})\.\d{4}\Z")
Stapelliste = Mapping[Adresse, Stapel]


class Entwurf(NamedTuple):
    """What was typed so far, where it comes from, and the card it goes on with.

    `fremd` is what the guide or the answers no longer take as it was typed; it stays in the file.
    """

    stapel: Stapelliste
    quelle: str = ""
    stelle: Adresse | None = None
    fremd: tuple[Mapping[str, Any], ...] = ()

    def count_karten(self, stationen: Sequence[Station]) -> int:
        """How many cards, and sheets with dots, were typed for these questions."""
        stapel = [self.stapel[s.adresse] for s in stationen if s.adresse in self.stapel]
        return sum(len(einer.werte) + bool(einer.punkte) for einer in stapel)


class Uebernahme(NamedTuple):
    """A value with what is noted about how it came about."""

    wert: Wert
    notiz: str = ""


def list_karten(stand: Stand, wunsch: Wunsch) -> tuple[Station, ...]:
    """The cards in the order they were printed in."""
    return list_stationen(stand.leitfaden, stand.gesamt or stand.lage, wunsch)


def find_sitzung(stand: Stand) -> Sitzung | None:
    """The meeting the cards probably come from: the open one, else the last; None where nobody keeps meetings."""
    from wegweiser.adapters.sitzungen import load_buch

    try:
        buch = load_buch(stand.ordner)
    except WegweiserError:  # a proposal is not worth stopping for
        return None
    return buch.laufende or next(reversed(buch.sitzungen), None)


def find_karten(stand: Stand, karten: Sequence[Station], text: str, satz: str = "") -> list[Station]:
    """The cards with that number („5.4“, „5.4 m2“), id or address; of several the one of this record."""
    gesucht, nummern = " ".join(text.casefold().split()), number_fragen(stand.leitfaden)
    treffer = []
    for karte in karten:
        nummer = nummern[karte.frage.id]
        if gesucht in {nummer, f"{nummer} {karte.adresse.satz}", karte.frage.id, str(karte.adresse)}:
            treffer.append(karte)
    eigene = [karte for karte in treffer if satz and karte.adresse.satz == satz]
    return eigene if len(eigene) == 1 else treffer


def ist_zaehlbar(frage: Frage) -> bool:
    """Whether it can get votes."""
    return isinstance(frage, ZAEHLBAR)


def list_stimmen_ids(stand: Stand, frage: Frage) -> tuple[str, ...]:
    """Everything that can get votes."""
    return list_ids(frage, stand.optionen(frage))


def parse_punktezeile(stand: Stand, frage: Frage, text: str) -> Mapping[str, int]:
    """Dots as typed; raises EingabeError."""
    return parse_punkte(frage, text, list_stimmen_ids(stand, frage), stand.optionen(frage))


def convert(stand: Stand, frage: Frage, stapel: Stapel, schwelle: int = SCHWELLE) -> Umrechnung:
    """What the question takes."""
    return convert_stapel(frage, stapel, list_stimmen_ids(stand, frage), schwelle)


# The draft


def load_entwurf(stand: Stand) -> Entwurf:
    """What was typed before a pause; what the guide or an answer no longer allows is left out."""
    roh = ablage.load_entwurf(stand.ordner)
    if roh is None:
        return Entwurf({})
    stapel: dict[Adresse, Stapel] = {}
    fremd: list[Mapping[str, Any]] = []
    for eintrag in roh["stapel"]:
        gelesen = _lies_stapel(stand, eintrag)
        if gelesen:
            stapel[gelesen[0]] = gelesen[1]
        elif isinstance(eintrag, dict):
            fremd.append(eintrag)
    stationen = (stand.gesamt or stand.lage).stationen
    stelle = next((s.adresse for s in stationen if str(s.adresse) == roh.get("stelle")), None)
    return Entwurf(stapel, str(roh.get("quelle", "")), stelle, tuple(fremd))


def _lies_stapel(stand: Stand, eintrag: Any) -> tuple[Adresse, Stapel] | None:  # noqa: ANN401 - as it came from the file
    try:
        adresse = Adresse(str(eintrag["frage"]), str(eintrag.get("satz", "")))
        frage = workflow.find_frage_von(stand, adresse)
        werte = tuple(parse_knoten(frage, knoten, stand.optionen) for knoten in eintrag["werte"])
        punkte = {str(id_): parse_anzahl(str(n)) for id_, n in eintrag["punkte"].items()}
    except (VorhabenError, EingabeError, KeyError, TypeError, AttributeError, ValueError):
        return None
    if not set(punkte) <= set(list_stimmen_ids(stand, frage)):
        return None
    return adresse, Stapel(werte=werte, punkte=punkte)


def save_entwurf(stand: Stand, entwurf: Entwurf) -> None:
    """Keep what was typed; when this returns it is on the disk. Nothing typed leaves no file."""
    stapel = [_format_stapel(stand, a, teil) for a, teil in entwurf.stapel.items() if not teil.leer]
    if not stapel and not entwurf.fremd:
        ablage.remove_entwurf(stand.ordner)
        return
    alle = [*stapel, *entwurf.fremd]
    daten = {"quelle": entwurf.quelle, "stelle": str(entwurf.stelle or ""), "stapel": alle}
    ablage.save_entwurf(stand.ordner, daten)


def _format_stapel(stand: Stand, adresse: Adresse, stapel: Stapel) -> dict[str, Any]:
    frage = workflow.find_frage_von(stand, adresse)
    werte = [format_knoten(frage, wert) for wert in stapel.werte]
    return {"frage": adresse.frage, "satz": adresse.satz, "werte": werte, "punkte": dict(stapel.punkte)}


# Taking over


def list_verstoesse(stand: Stand, werte: Mapping[Adresse, Wert]) -> list[tuple[Adresse, str]]:
    """What the guide's own checks say against the new values, all of them together."""
    antworten = {**stand.vorhaben.antworten, **{a: Antwort(wert=wert) for a, wert in werte.items()}}
    quelle = stand.quelle.folge(antworten, werte)
    return [
        (adresse, pruefung.text)
        for adresse in werte
        for pruefung in list_verletzte(workflow.find_frage_von(stand, adresse), quelle, adresse.satz)
    ]


def save_erfassung(stand: Stand, neu: Mapping[Adresse, Uebernahme], beleg: str, umfeld: Umfeld) -> Stand:
    """Take over a sheet as one change; what is said about an answer stays, source and counts come to it."""
    antworten = {
        a: _merge(stand.vorhaben.antworten.get(a) or Antwort(), teil, beleg) for a, teil in neu.items()
    }
    geaendert = {a: w for a, w in antworten.items() if stand.vorhaben.antworten.get(a) != w}
    return workflow.save_antworten(stand, geaendert, umfeld, art="erfasst") if geaendert else stand


def _merge(alt: Antwort, neu: Uebernahme, beleg: str) -> Antwort:
    zeilen = dict.fromkeys([*(alt.notiz or "").split("\n"), neu.notiz])
    notiz = "\n".join(zeile for zeile in zeilen if zeile) if neu.notiz else alt.notiz
    belege = tuple(dict.fromkeys((*alt.belege, *([beleg] if beleg else []))))
    return replace(alt, wert=neu.wert, offen=False, zustaendig=None, bis=None, notiz=notiz, belege=belege)


# From a spreadsheet


def plan_datei(stand: Stand, karten: Sequence[Station], pfad: Path) -> Stapelliste:
    """Counts from a file with the columns frage, option and anzahl; raises DatenError with its line."""
    from wegweiser.adapters.tabellen import read_tabellen

    stapel: dict[Adresse, Stapel] = {}
    stellen: dict[str, int] = {}
    blatt = next((tabelle for tabelle in read_tabellen(pfad) if tabelle.breite), None)
    for zeile in blatt.zeilen if blatt else ():
        zellen = [zelle.text.strip() for zelle in zeile.zellen]
        if not stellen:
            stellen = _find_spalten(pfad, zeile.nr, zellen)
            continue
        frage, option, anzahl = (zellen[stellen[s]] if stellen[s] < len(zellen) else "" for s in SPALTEN)
        if not frage and not option:
            continue
        try:
            station = _find_karte(stand, karten, frage)
            if anzahl or not ist_zaehlbar(station.frage):  # nothing typed is nothing counted
                bisher = stapel.get(station.adresse, Stapel())
                stapel[station.adresse] = _add(stand, station, bisher, option, parse_anzahl(anzahl or "1"))
        except EingabeError as fehler:
            raise DatenError("erfassung-zeile", pfad=pfad, zeile=zeile.nr, grund=fehler.satz) from None
    if not stapel:
        raise DatenError("erfassung-leer", pfad=pfad)
    return {karte.adresse: stapel[karte.adresse] for karte in karten if karte.adresse in stapel}


def _find_spalten(pfad: Path, nr: int, zellen: Sequence[str]) -> dict[str, int]:
    klein = [GLEICHE.get(falte(zelle), falte(zelle)) for zelle in zellen]
    fehlt = [spalte for spalte in SPALTEN if spalte not in klein]
    if fehlt:
        raise DatenError("erfassung-spalten", pfad=pfad, zeile=nr, fehlt=", ".join(fehlt))
    return {spalte: klein.index(spalte) for spalte in SPALTEN}


def _find_karte(stand: Stand, karten: Sequence[Station], text: str) -> Station:
    datum = _DATUM.match(text)  # a spreadsheet makes a day of 2.10
    treffer = find_karten(stand, karten, f"{int(datum[1])}.{int(datum[2])}" if datum else text)
    if len(treffer) != 1:
        raise EingabeError("karte-mehrfach" if treffer else "karte-fehlt", text=text)
    return treffer[0]


def _add(stand: Stand, station: Station, stapel: Stapel, option: str, anzahl: int) -> Stapel:
    frage = station.frage
    if isinstance(frage, Tabelle):
        raise EingabeError("karte-tabelle", text=frage.kurz or frage.text, frage=frage.id)
    if ist_zaehlbar(frage):
        id_ = find_stimme(frage, option, list_stimmen_ids(stand, frage), stand.optionen(frage))
        return replace(stapel, punkte={**stapel.punkte, id_: stapel.punkte.get(id_, 0) + anzahl})
    wert = workflow.parse_zelle(stand, station.adresse, option)
    if len(stapel.werte) + anzahl > HOECHSTENS_KARTEN:
        raise EingabeError("punkte-zahl", text=str(anzahl), hoechstens=HOECHSTENS_KARTEN)
    return replace(stapel, werte=(*stapel.werte, *([wert] * anzahl)))
