"""The Vorhaben folder: journal first, then the YAML, so that a kill at any instant loses nothing confirmed."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from wegweiser.adapters.antwortdaten import (
    format_antwort,
    list_fundstellen,
    list_posten,
    list_zeilen_ohne_id,
    set_fremde,
    set_knoten,
)
from wegweiser.adapters.dateien import (
    accept_datei,
    lesefehler,
    load_text,
    remove_reste,
    save_atomar,
    schreibfehler,
)
from wegweiser.adapters.protokoll import DATEI as PROTOKOLL
from wegweiser.adapters.protokoll import (
    Texte,
    Vorgang,
    Zeile,
    append_protokoll,
    compute_pruefsumme,
    compute_stand,
    find_umzug,
    has_luecke,
    list_zeilenids,
    load_protokoll,
    shorten_protokoll,
)
from wegweiser.adapters.sperre import check_gehalten
from wegweiser.adapters.vorhabentext import (
    DATEI,
    FORMAT,
    Akte,
    build_akte,
    check_dokument,
    find_bezug,
    find_nr,
    is_anfang,
    parse_akte,
)
from wegweiser.adapters.wortlaut import load_wortlaut
from wegweiser.adapters.yaml_lesen import Dokument
from wegweiser.adapters.yaml_schreiben import format_yaml, patch_yaml
from wegweiser.errors import VorhabenError, VorhabenGeaendertError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Knoten
from wegweiser.model.frage import Tabelle
from wegweiser.model.leitfaden import Leitfaden, find_frage, list_fragen
from wegweiser.model.verlauf import Aenderung
from wegweiser.model.vorhaben import Leitfadenbezug

UHRSPRUNG = timedelta(days=1)


class Nachtrag(NamedTuple):
    """What had to be mended while opening: a code, how many answers, and which (for the person)."""

    code: str
    adressen: tuple[Adresse, ...]


Ruhende = Callable[[Mapping[Adresse, Antwort]], Collection[Adresse]]


def create_vorhaben(ordner: Path, *, titel: str, bezug: Leitfadenbezug, zeit: datetime, wer: str) -> None:
    """Make an empty Vorhaben in a new or empty folder; never overwrites."""
    with schreibfehler(ordner, code="nicht-anlegbar"):
        if ordner.exists() and not ordner.is_dir():
            raise VorhabenError("kein-ordner", ordner=ordner)
        if (ordner / DATEI).exists():
            raise VorhabenError("vorhaben-besteht", ordner=ordner)
        remove_reste(ordner)  # of a killed attempt
        if ordner.exists() and any(ordner.iterdir()):
            raise VorhabenError("ordner-nicht-leer", ordner=ordner)
        neu = not ordner.exists()
        ordner.mkdir(parents=True, exist_ok=True)
    jetzt = zeit.isoformat(timespec="seconds")
    daten: dict[str, Knoten] = {
        "format": FORMAT,
        "protokoll": "1",
        "leitfaden": {
            "id": bezug.id,
            "version": bezug.version,
            "quelle": bezug.quelle,
            "pruefsumme": bezug.pruefsumme,
        },
        "vorhaben": {"titel": titel, "angelegt": jetzt, "geaendert": jetzt},
        "antworten": {},
        "ruhend": {},
        "ablage": [],
    }
    text = format_yaml(daten)
    accept_datei(ordner / PROTOKOLL)
    try:
        save_text(ordner, text)  # before the journal: a kill in between leaves a Vorhaben that opens
        append_protokoll(ordner, Vorgang("angelegt", zeit, wer), nr=1, gruppen=[()], yaml_text=text)
    except VorhabenError:
        _raeume_auf(ordner, auch_ordner=neu)
        raise


def _raeume_auf(ordner: Path, *, auch_ordner: bool) -> None:
    """Nothing half-made is left: the same command works once there is room again."""
    with suppress(OSError):
        for name in (DATEI, PROTOKOLL):
            (ordner / name).unlink(missing_ok=True)
        if auch_ordner:
            ordner.rmdir()


def load_bezug(ordner: Path) -> Leitfadenbezug:
    """Which guide a Vorhaben belongs to, without needing the guide."""
    return find_bezug(_load_dokument(ordner)[0])


def load_akte(ordner: Path, leitfaden: Leitfaden, ruhende: Ruhende) -> tuple[Akte, tuple[Nachtrag, ...]]:
    """Open for reading: what the journal holds beyond the YAML is applied in memory, nothing is written."""
    akte, nachtraege, _ = _load(ordner, leitfaden, ruhende)
    return akte, nachtraege


def open_akte(
    ordner: Path, leitfaden: Leitfaden, ruhende: Ruhende, *, zeit: datetime, wer: str
) -> tuple[Akte, tuple[Nachtrag, ...]]:
    """Open for writing (the lock must be held): unfinished saves are finished, edits by hand are journalled."""
    accept_datei(ordner / PROTOKOLL)
    akte, nachtraege, von_hand = _load(ordner, leitfaden, ruhende)
    if von_hand is None and not nachtraege:
        return akte, ()
    text = akte.dokument.text
    if any(nachtrag.code == "umzug-verworfen" for nachtrag in nachtraege):
        von_hand = _find_aenderungen(akte.dokument, leitfaden, load_protokoll(ordner))
    if von_hand is not None:
        nr = max(_naechste_nr(load_protokoll(ordner)), akte.vorhaben.protokoll + 1)
        ruhend = ruhende(akte.vorhaben.antworten)
        ergaenzt = list_zeilen_ohne_id(akte.dokument.daten, leitfaden, akte.vorhaben.antworten)
        text = patch_yaml(
            text, set_knoten(set_kopf(akte.dokument.daten, zeit, nr), leitfaden, ergaenzt, ruhend)
        )
        gruppe = [a._replace(neu=ergaenzt.get(a.adresse, a.neu)) for a in von_hand]
        neu = any(nachtrag.code == "protokoll-neu" for nachtrag in nachtraege)
        vorgang = Vorgang("wiederhergestellt" if neu else "von-hand", zeit, wer)
        append_protokoll(ordner, vorgang, nr=nr, gruppen=[gruppe], yaml_text=text)
    save_text(ordner, text)
    return parse_akte(ordner, text, leitfaden), nachtraege


def save_antworten(
    akte: Akte,
    leitfaden: Leitfaden,
    neu: Mapping[Adresse, Antwort | None],
    ruhend: Collection[Adresse],
    vorgang: Vorgang,
) -> Akte:
    """Take over answers (None removes one), all or none.

    `ruhend` are the addresses that rest when they are taken over.
    """
    knoten: dict[Adresse, Knoten] = {}
    for adresse, antwort in neu.items():
        paar = find_frage(leitfaden, adresse.frage)
        if paar is None:
            raise VorhabenError("frage-unbekannt", frage=adresse.frage)
        knoten[adresse] = format_antwort(paar[1], antwort) if antwort is not None else None
    alt = {stelle.adresse: stelle.knoten for stelle in list_fundstellen(akte.dokument.daten, leitfaden)}
    vorgang = vorgang._replace(zeit=_ordne_zeit(akte, vorgang.zeit))
    kopf = set_kopf(akte.dokument.daten, vorgang.zeit, akte.vorhaben.protokoll + len(knoten))
    daten = set_knoten(kopf, leitfaden, knoten, ruhend)
    text = patch_yaml(akte.dokument.text, daten, str(akte.ordner / DATEI))
    gruppen = [[Aenderung(adresse, alt.get(adresse), wert)] for adresse, wert in knoten.items()]
    return save_vorgang(akte, leitfaden, vorgang, gruppen, text, _list_gleiche(akte, leitfaden, neu))


def _list_gleiche(akte: Akte, leitfaden: Leitfaden, neu: Collection[Adresse]) -> Mapping[Adresse, Antwort]:
    """Answers a change leaves as they are; rows of a table may be options elsewhere, so after one all is read again."""
    paare = (find_frage(leitfaden, adresse.frage) for adresse in neu)
    if akte.vorhaben.unpassend or any(paar and isinstance(paar[1], Tabelle) for paar in paare):
        return {}
    return {adresse: antwort for adresse, antwort in akte.vorhaben.antworten.items() if adresse not in neu}


def save_vorgang(
    akte: Akte,
    leitfaden: Leitfaden,
    vorgang: Vorgang,
    gruppen: Sequence[Sequence[Aenderung]],
    yaml_text: str | Texte,
    bekannt: Mapping[Adresse, Antwort] | None = None,
) -> Akte:
    """Every change of an opened Vorhaben: the journal is on the disk before the YAML is replaced, or nothing changes.

    Raises VorhabenGeaendertError where the file is no longer what was opened.
    """
    if akte.nur_lesen:
        raise VorhabenError("nur-lesen", ordner=akte.ordner)
    check_gehalten(akte.ordner)
    if _lies_jetzt(akte.ordner) != akte.dokument.text:
        raise VorhabenGeaendertError("zwischendurch-geaendert", pfad=akte.ordner / DATEI)
    text = yaml_text if isinstance(yaml_text, str) else yaml_text.nachher
    nr = akte.vorhaben.protokoll + 1
    laenge = append_protokoll(akte.ordner, vorgang, nr=nr, gruppen=gruppen, yaml_text=yaml_text)
    try:
        save_text(akte.ordner, text)
    except VorhabenError:
        if not _ist_geschrieben(akte.ordner, text):  # a network disk may do what it reports as failed
            shorten_protokoll(akte.ordner, laenge)
            raise
    return parse_akte(akte.ordner, text, leitfaden, bekannt)


def _lies_jetzt(ordner: Path) -> str | None:
    """The file as it is on the disk; None where somebody removed it."""
    return load_text(ordner / DATEI) if (ordner / DATEI).exists() else None


def _ist_geschrieben(ordner: Path, text: str) -> bool:
    try:
        return load_text(ordner / DATEI) == text
    except VorhabenError:
        return False


def restore_text(akte: Akte) -> tuple[Nachtrag, ...]:
    """Write the file again if somebody removed it while it was open."""
    if (akte.ordner / DATEI).exists():
        return ()
    save_text(akte.ordner, akte.dokument.text)
    return (Nachtrag("verschwunden", ()),)


def save_text(ordner: Path, text: str) -> None:
    """Replace the file in one step."""
    with schreibfehler(ordner / DATEI):
        save_atomar(ordner / DATEI, text.encode())


def check_uhr(akte: Akte, zeit: datetime) -> tuple[Nachtrag, ...]:
    """Whether the clock is far behind the last change; numbers give the order, so nothing depends on it."""
    davor = akte.vorhaben.geaendert
    beide_mit_zone = davor.tzinfo is not None and zeit.tzinfo is not None
    return (Nachtrag("uhr", ()),) if beide_mit_zone and davor >= zeit + UHRSPRUNG else ()


def _ordne_zeit(akte: Akte, zeit: datetime) -> datetime:
    """Never before the last change where the clock was set back a little; whole days are taken as they are, and told."""
    davor = akte.vorhaben.geaendert
    beide_mit_zone = davor.tzinfo is not None and zeit.tzinfo is not None
    return davor if beide_mit_zone and zeit < davor < zeit + UHRSPRUNG else zeit


def set_kopf(daten: Mapping[str, Any], zeit: datetime, nr: int) -> dict[str, Any]:
    """The data with number and time of the last change."""
    vorhaben = {**daten["vorhaben"], "geaendert": zeit.isoformat(timespec="seconds")}
    return {**daten, "protokoll": str(nr), "vorhaben": vorhaben}


def _load_dokument(ordner: Path) -> tuple[Dokument, bool]:
    """The file; where a move to another guide was cut short, as the move would have left it (and True)."""
    pfad = ordner / DATEI
    with lesefehler(ordner):
        if not ordner.exists():
            raise VorhabenError("ordner-fehlt", ordner=ordner)
        if not ordner.is_dir():
            raise VorhabenError("kein-ordner", ordner=ordner)
        if not pfad.exists():
            raise VorhabenError("kein-vorhaben", ordner=ordner)
    text = load_text(pfad)
    umzug = find_umzug(ordner, text)
    if umzug is None or umzug.texte is None:
        return check_dokument(pfad, text), False
    return check_dokument(pfad, umzug.texte.nachher), True


def _load(
    ordner: Path, leitfaden: Leitfaden, ruhende: Ruhende
) -> tuple[Akte, tuple[Nachtrag, ...], tuple[Aenderung, ...] | None]:
    """The Vorhaben as it should be: journal lines the YAML lacks are applied; edits by hand are found."""
    dokument, umgezogen = _load_dokument(ordner)
    zeilen = load_protokoll(ordner)
    summe = compute_pruefsumme(dokument.text)
    bekannt = next((nr for nr in range(len(zeilen), 0, -1) if zeilen[nr - 1].yaml == summe), None)
    von_hand: tuple[Aenderung, ...] | None = None
    if bekannt is None:
        if is_abgeschnitten(dokument, zeilen):
            raise VorhabenError("vorhaben-abgeschnitten", pfad=ordner / DATEI, ordner=ordner)
        bekannt = sum(1 for zeile in zeilen if zeile.nr <= find_nr(dokument))
        von_hand = _find_aenderungen(dokument, leitfaden, zeilen[:bekannt])
        if _ist_notiert(von_hand, zeilen[bekannt:]):
            von_hand = None
    fehlende, verworfen = _ohne_umzug(zeilen[bekannt:])
    umzug = [Nachtrag("umzug", ())] if umgezogen else []
    umzug += [Nachtrag("umzug-verworfen", ())] if verworfen else []
    if _ist_beschaedigt(zeilen, dokument):
        von_hand = _find_aenderungen(dokument, leitfaden, zeilen)
        return build_akte(ordner, dokument, leitfaden), (*umzug, Nachtrag("protokoll-neu", ())), von_hand
    if not fehlende:
        vergeben = _build_vergeben(zeilen)
        akte = build_akte(ordner, dokument, leitfaden, vergeben=vergeben)
        nachtraege = [Nachtrag("von-hand", tuple(a.adresse for a in von_hand))] if von_hand else []
        return akte, (*umzug, *nachtraege), von_hand
    geaendert = {a.adresse for a in von_hand or ()}
    neu = {a.adresse: a.neu for zeile in fehlende for a in zeile.aenderungen if a.adresse not in geaendert}
    akte = replay_zeilen(ordner, dokument, leitfaden, neu, fehlende[-1], ruhende)
    streit = tuple(a.adresse for zeile in fehlende for a in zeile.aenderungen if a.adresse in geaendert)
    alle = (
        Nachtrag("nachgetragen", tuple(neu)),
        Nachtrag("von-hand", tuple(geaendert)),
        Nachtrag("beides", streit),
    )
    return akte, (*umzug, *(nachtrag for nachtrag in alle if nachtrag.adressen)), von_hand


def _ist_notiert(von_hand: Sequence[Aenderung], fehlende: Sequence[Zeile]) -> bool:
    """The journal tells of this edit already: only its number did not reach the file before the program ended."""
    neu = {a.adresse: a.neu for zeile in fehlende for a in zeile.aenderungen}
    notiert = bool(neu) and all(zeile.art == "von-hand" for zeile in fehlende)
    return notiert and neu == {a.adresse: a.neu for a in von_hand}


def _build_vergeben(zeilen: Sequence[Zeile]) -> Callable[[Adresse], Sequence[str]]:
    """Which row ids a table ever had: a row typed into the file without one gets a new one."""
    return lambda adresse: list_zeilenids(zeilen, (adresse,))


def is_abgeschnitten(dokument: Dokument, zeilen: Sequence[Zeile]) -> bool:
    """Whether the end of the file is gone, with answers the journal knows: half written, not edited."""
    if "ablage" in dokument.daten or any(z.yaml == compute_pruefsumme(dokument.text) for z in zeilen):
        return False
    da = {posten.adresse: posten.knoten for posten in list_posten(dokument.daten, ())}
    stand = compute_stand(zeilen)
    if any(adresse not in da for adresse in stand):
        return True
    letzte = next(reversed(da), None)
    return letzte in stand and da[letzte] != stand[letzte] and is_anfang(da[letzte], stand[letzte])


def _ist_beschaedigt(zeilen: Sequence[Zeile], dokument: Dokument) -> bool:
    """Lines of the journal are missing, in the middle or at its end, and the file was not told since."""
    letzte = max((nr for nr, zeile in enumerate(zeilen) if zeile.art == "wiederhergestellt"), default=0)
    if not zeilen and find_nr(dokument) <= 1:  # killed while it was made
        return False
    return has_luecke(zeilen[letzte:]) or find_nr(dokument) > max((zeile.nr for zeile in zeilen), default=0)


def _ohne_umzug(zeilen: Sequence[Zeile]) -> tuple[Sequence[Zeile], bool]:
    """Lines up to a move the file has not seen: edited by hand since, it stays with its guide."""
    nr = next((nr for nr, zeile in enumerate(zeilen) if zeile.texte), None)
    return (zeilen, False) if nr is None else (zeilen[:nr], True)


def replay_zeilen(
    ordner: Path,
    dokument: Dokument,
    leitfaden: Leitfaden,
    neu: Mapping[Adresse, Knoten],
    letzte: Zeile,
    ruhende: Ruhende,
) -> Akte:
    """Replay journal lines: the file as it would be had the last save not been cut short."""
    kopf = set_kopf(dokument.daten, datetime.fromisoformat(letzte.zeit), letzte.nr)
    fremde = {adresse: k for adresse, k in neu.items() if find_frage(leitfaden, adresse.frage) is None}
    if fremde and (anderer := load_wortlaut(ordner, find_bezug(dokument).pruefsumme)):
        kopf = set_fremde(kopf, anderer, fremde)  # the guide on the disk is another one meanwhile
    roh = patch_yaml(dokument.text, set_knoten(kopf, leitfaden, neu, ()))
    ruhend = ruhende(parse_akte(ordner, roh, leitfaden).vorhaben.antworten)
    daten = set_knoten(kopf, leitfaden, neu, ruhend)
    return parse_akte(ordner, patch_yaml(dokument.text, daten), leitfaden)


def _find_aenderungen(
    dokument: Dokument, leitfaden: Leitfaden, zeilen: Sequence[Zeile]
) -> tuple[Aenderung, ...]:
    """What was changed by hand: the file against the state the journal describes, as far as the guide knows it."""
    fragen = {frage.id for _, frage in list_fragen(leitfaden)}
    stand: dict[Adresse, Knoten] = {}
    for zeile in zeilen:
        stand.update({a.adresse: a.neu for a in zeile.aenderungen if a.adresse.frage in fragen})
    ist = {stelle.adresse: stelle.knoten for stelle in list_fundstellen(dokument.daten, leitfaden)}
    adressen = dict.fromkeys((*ist, *stand))
    return tuple(Aenderung(a, stand.get(a), ist.get(a)) for a in adressen if stand.get(a) != ist.get(a))


def _naechste_nr(zeilen: Sequence[Zeile]) -> int:
    return max((zeile.nr for zeile in zeilen), default=0) + 1
