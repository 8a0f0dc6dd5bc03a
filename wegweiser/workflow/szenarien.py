"""Scenarios: what comes out if a few answers were otherwise; the Vorhaben itself never changes."""

from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.antwortdaten import format_antwort, list_fundstellen, parse_antworten
from wegweiser.adapters.dateien import schreibfehler
from wegweiser.adapters.sperre import sperre
from wegweiser.adapters.szenarien import (
    ORDNER,
    Szenariodatei,
    find_pfad,
    list_pfade,
    load_szenario,
    load_vorhandenes,
    save_szenario,
)
from wegweiser.core.unterschied import select_oeffentliche, strip_angaben
from wegweiser.errors import EingabeError, EingabenError, VorhabenError
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.base import Knoten, replace
from wegweiser.model.bericht import Szenarioangabe
from wegweiser.model.unterschied import Unterschiede
from wegweiser.workflow import Stand, check_pruefungen, find_frage_von
from wegweiser.workflow.leitfaeden import format_anzahl
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.vergleiche import compare_staende, suppose


class Szenario(NamedTuple):
    """What is supposed, and the Vorhaben as it would be."""

    pfad: Path
    titel: str
    antworten: Antworten
    stand: Stand


class Szenariozeile(NamedTuple):
    """A scenario in the list: what differs, or (`befunde`) why it cannot be worked out."""

    pfad: Path
    titel: str
    unterschiede: Unterschiede
    befunde: tuple[str, ...] = ()


def load_angenommen(stand: Stand, name: str) -> Szenario:
    """A scenario over the Vorhaben as it stands; raises EingabenError with every finding."""
    return _nimm_an(stand, load_vorhandenes(stand.ordner, name))


def _nimm_an(stand: Stand, datei: Szenariodatei) -> Szenario:
    antworten, befunde = parse_antworten(datei.antworten, stand.leitfaden, stand.vorhaben.antworten)
    angenommen = suppose(stand, {**stand.vorhaben.antworten, **antworten})
    alle = [str(befund) for befund in befunde]
    for stelle in list_fundstellen(datei.antworten.daten, stand.leitfaden):
        antwort = antworten.get(stelle.adresse)
        try:
            if antwort is not None and antwort.wert is not None:
                check_pruefungen(angenommen, stelle.adresse, antwort.wert)
        except EingabeError as fehler:
            frage = find_frage_von(stand, stelle.adresse)
            angaben = {"frage": frage.kurz or frage.text, "grund": fehler.satz}
            alle.append(str(datei.antworten.befund(stelle.pfad, "antwort-passt-nicht", angaben)))
    if alle:
        raise EingabenError("szenario-befunde", alle, name=datei.titel, anzahl=format_anzahl(alle))
    return Szenario(datei.pfad, datei.titel, antworten, angenommen)


def begin_szenario(stand: Stand, name: str) -> Stand:
    """The Vorhaben as a scenario supposes it so far; as it is where there is none of that name yet."""
    pfad = find_pfad(stand.ordner, name)
    return _nimm_an(stand, load_szenario(pfad)).stand if pfad is not None else stand


def set_annahme(stand: Stand, name: str, adresse: Adresse, antwort: Antwort | None, umfeld: Umfeld) -> Path:
    """Suppose one answer, or (None) no longer; the file of the scenario is made where it is missing."""
    knoten: dict[Adresse, Knoten] = {adresse: None}
    if antwort is None:
        _check_gesetzt(stand, name, adresse)
    else:
        knoten[adresse] = format_antwort(find_frage_von(stand, adresse), antwort)
    with schreibfehler(stand.ordner / ORDNER):
        (stand.ordner / ORDNER).mkdir(exist_ok=True)
    with sperre(stand.ordner / ORDNER, zeit=umfeld.jetzt(), wer=umfeld.kuerzel):
        return save_szenario(stand.ordner, name, stand.leitfaden, knoten)


def _check_gesetzt(stand: Stand, name: str, adresse: Adresse) -> None:
    datei = load_vorhandenes(stand.ordner, name)
    if all(s.adresse != adresse for s in list_fundstellen(datei.antworten.daten, stand.leitfaden)):
        raise VorhabenError("szenario-nicht-gesetzt", name=datei.titel, frage=adresse)


def list_szenarien(stand: Stand) -> tuple[Szenariozeile, ...]:
    """All scenarios with what they change and what comes out of it."""
    return tuple(_build_zeile(stand, pfad) for pfad in list_pfade(stand.ordner))


def load_zeile(stand: Stand, name: str) -> Szenariozeile:
    """One of them."""
    return _build_zeile(stand, load_vorhandenes(stand.ordner, name).pfad)


def _build_zeile(stand: Stand, pfad: Path) -> Szenariozeile:
    try:
        szenario = _nimm_an(stand, load_szenario(pfad))
    except EingabenError as fehler:
        return Szenariozeile(pfad, pfad.stem, Unterschiede(), fehler.befunde)
    except VorhabenError as fehler:
        return Szenariozeile(pfad, pfad.stem, Unterschiede(), (fehler.satz,))
    unterschiede = compare_staende(stand, szenario.stand)
    return Szenariozeile(
        pfad, szenario.titel, replace(unterschiede, antworten=strip_angaben(unterschiede.antworten))
    )


def build_szenarioangabe(stand: Stand, szenario: Szenario) -> Szenarioangabe:
    """What the report says about what it supposes; nothing personal."""
    unterschiede = compare_staende(stand, szenario.stand).antworten
    oeffentliche = select_oeffentliche(unterschiede)
    return Szenarioangabe(
        titel=szenario.titel,
        dateiname=f"massnahmenplan-{szenario.pfad.stem}",
        annahmen=oeffentliche,
        weitere=len(unterschiede) - len(oeffentliche),
    )
