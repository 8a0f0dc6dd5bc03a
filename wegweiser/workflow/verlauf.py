"""Undo, redo and history: worked out from the journal, so that they outlive every restart."""

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from wegweiser.adapters.antwortdaten import parse_antwort
from wegweiser.adapters.protokoll import list_schritte, load_protokoll
from wegweiser.core.fassungen import list_fruehere_namen
from wegweiser.core.verlauf import (
    RUECKGAENGIG,
    WIEDERHOLT,
    compute_lauf,
    invert_aenderungen,
    merge_aenderungen,
)
from wegweiser.errors import EingabeError, WegweiserError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Knoten
from wegweiser.model.deutsch_format import format_datum
from wegweiser.model.frage import Frage, Tabelle
from wegweiser.model.leitfaden import find_frage
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.model.verlauf import Aenderung, Richtung, Ruecknahme, Schritt, Wechsel
from wegweiser.model.wert import Optionsquelle
from wegweiser.workflow import Stand, find_frage_von, parse_adresse, save_antworten
from wegweiser.workflow.umfeld import Umfeld


def load_schritte(ordner: Path) -> tuple[Schritt, ...]:
    """Everything that ever happened, the first step first."""
    return tuple(list_schritte(load_protokoll(ordner)))


def plan_ruecknahme(stand: Stand, richtung: Richtung) -> Ruecknahme:
    """What undoing or repeating the next step would change; raises EingabeError where there is none."""
    lauf = compute_lauf(load_schritte(stand.ordner))
    if richtung == "rueckgaengig":
        if not lauf.getan:
            raise _melde_ende(stand, lauf.wand)
        schritt = lauf.getan[-1]
        aenderungen = invert_aenderungen(schritt.aenderungen)
    else:
        if not lauf.zurueckgenommen:
            raise EingabeError("nichts-wiederholen")
        schritt = lauf.zurueckgenommen[-1]
        aenderungen = merge_aenderungen(schritt.aenderungen)
    return Ruecknahme(richtung, schritt, _build_wechsel(stand, schritt, aenderungen))


def _melde_ende(stand: Stand, wand: Schritt | None) -> WegweiserError:
    if wand is None:
        return EingabeError("nichts-rueckgaengig")
    return EingabeError(f"rueckgaengig-{wand.art}", am=format_tag(wand), ordner=stand.ordner)


def _build_wechsel(stand: Stand, schritt: Schritt, aenderungen: Sequence[Aenderung]) -> tuple[Wechsel, ...]:
    """Tables come first: other answers choose from their rows."""
    jetzt, dann = stand.vorhaben.antworten, dict(stand.vorhaben.antworten)
    vorher_aus, dann_aus = (build_optionsquelle(stand.leitfaden, a) for a in (jetzt, dann))
    fertig: dict[Adresse, Wechsel] = {}
    for aenderung in sorted(aenderungen, key=lambda a: not _ist_tabelle(stand, a.adresse)):
        adresse = aenderung.adresse
        try:
            frage = find_frage_von(stand, adresse)
            vorher = _parse(frage, aenderung.alt, vorher_aus)
            ziel = _parse(frage, aenderung.neu, dann_aus)
        except WegweiserError as fehler:
            angaben = {"am": format_tag(schritt), "frage": adresse, "grund": fehler.satz}
            raise EingabeError("schritt-passt-nicht", **angaben) from None
        dann.pop(adresse, None)
        if ziel is not None:
            dann[adresse] = ziel
        heute = jetzt.get(adresse)
        fertig[adresse] = Wechsel(adresse, heute, ziel, streit=heute not in (vorher, ziel))
    return tuple(fertig[a.adresse] for a in aenderungen)


def _ist_tabelle(stand: Stand, adresse: Adresse) -> bool:
    paar = find_frage(stand.leitfaden, adresse.frage)
    return paar is not None and isinstance(paar[1], Tabelle)


def _parse(frage: Frage, knoten: Knoten, optionen: Optionsquelle) -> Antwort | None:
    return None if knoten is None else parse_antwort(frage, knoten, optionen)


def save_ruecknahme(stand: Stand, ruecknahme: Ruecknahme, umfeld: Umfeld, *, trotzdem: bool = False) -> Stand:
    """Do it, as a step of its own; what something else has changed since is overwritten only if `trotzdem`."""
    if ruecknahme.streit and not trotzdem:
        raise EingabeError(
            "schritt-streit", am=format_tag(ruecknahme.schritt), fragen=_nenne(stand, ruecknahme.streit)
        )
    neu = {w.adresse: w.dann for w in ruecknahme.wechsel}
    return save_antworten(stand, neu, umfeld, art=ruecknahme.richtung, zu=ruecknahme.schritt.nr)


def _nenne(stand: Stand, adressen: Sequence[Adresse]) -> str:
    fragen = (find_frage_von(stand, adresse) for adresse in adressen)
    return ", ".join(dict.fromkeys(f"„{frage.kurz or frage.text}“" for frage in fragen))


def format_tag(schritt: Schritt) -> str:
    """The day of a step."""
    return format_datum(datetime.fromisoformat(schritt.zeit).date())


# History


def find_zurueckgenommene(schritte: Sequence[Schritt]) -> frozenset[int]:
    """The numbers of steps that are undone at the end."""
    letzte = {schritt.zu: schritt.art for schritt in schritte if schritt.art in {RUECKGAENGIG, WIEDERHOLT}}
    return frozenset(nr for nr, art in letzte.items() if nr is not None and art == RUECKGAENGIG)


def select_schritte(stand: Stand, schritte: Sequence[Schritt], frage: str) -> tuple[Schritt, ...]:
    """Only what changed one question (by id, in every record; or by address), under its former names too."""
    adresse = parse_frage(stand, frage)
    namen = set(list_fruehere_namen(stand.leitfaden, adresse.frage))
    gewaehlt = [_nur(schritt, namen, adresse.satz) for schritt in schritte]
    treffer = tuple(schritt for schritt in gewaehlt if schritt.aenderungen)
    if not treffer:
        raise EingabeError("verlauf-frage", frage=frage)
    return treffer


def parse_frage(stand: Stand, text: str) -> Adresse:
    """A question without a record means all of them."""
    if "." not in text and "[" not in text:
        find_frage_von(stand, Adresse(text))
        return Adresse(text)
    return parse_adresse(stand, text)


def _nur(schritt: Schritt, namen: Collection[str], satz: str) -> Schritt:
    passend = (
        a for a in schritt.aenderungen if a.adresse.frage in namen and (not satz or a.adresse.satz == satz)
    )
    return schritt._replace(aenderungen=tuple(passend))


def parse_stand(stand: Stand, adresse: Adresse, knoten: Knoten) -> Antwort | Literal["unlesbar"] | None:
    """An answer of the journal as the guide reads it today."""
    try:
        return _parse(find_frage_von(stand, adresse), knoten, stand.optionen)
    except WegweiserError:
        return "unlesbar"


def find_letzte_offene(stand: Stand) -> Antwort | None:
    """The last „weiß ich noch nicht“ that named somebody."""
    for schritt in reversed(load_schritte(stand.ordner)):
        for aenderung in reversed(schritt.aenderungen):
            if isinstance(aenderung.neu, dict) and {"offen", "zustaendig"} <= aenderung.neu.keys():
                antwort = parse_stand(stand, aenderung.adresse, aenderung.neu)
                if isinstance(antwort, Antwort):
                    return antwort
    return None
