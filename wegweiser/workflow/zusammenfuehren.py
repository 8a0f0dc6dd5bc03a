"""Two copies of a Vorhaben become one: open both, find where they parted, merge, decide what both changed."""

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from filecmp import cmp
from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.antwortdaten import (
    format_antwort,
    list_fundstellen,
    list_zeilen_ohne_id,
    parse_antwort,
)
from wegweiser.adapters.konflikte import load_konflikte, save_konflikte
from wegweiser.adapters.protokoll import Zeile, load_protokoll
from wegweiser.core.regeln import list_verletzte
from wegweiser.core.zeilenkennungen import Werdegaenge, find_titel
from wegweiser.core.zusammenfuehrung import (
    build_werdegang,
    entscheide,
    merge_konflikte,
    select_offene,
    select_unentschiedene,
    verbinde,
)
from wegweiser.errors import EingabeError, VorhabenError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Knoten
from wegweiser.model.daten import Datei
from wegweiser.model.frage import Frage, Tabelle
from wegweiser.model.leitfaden import list_fragen
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.model.zusammenfuehrung import Entscheidung, Gesagt, Konflikt, Verbindung, Verbindungszeile
from wegweiser.workflow import Stand, find_frage_von, list_vergebene_ids, load_stand, save_antworten
from wegweiser.workflow.datenuebernahme import list_neue, list_verwaltete, take_neue
from wegweiser.workflow.umfeld import Umfeld

_Stand = Mapping[Adresse, Knoten]
# Merged here, made anew, or about one copy only.
_NICHT_DABEI = frozenset(
    {"vorhaben.yaml", "protokoll.jsonl", "konflikte.yaml", "wortlaut.json", "bericht", "karten"}
)


class Abgelehnt(NamedTuple):
    """An answer of the other copy that does not fit here, and why; it is kept among the conflicts."""

    zeile: Verbindungszeile
    grund: str


class Vereinigung(NamedTuple):
    """A merge about to happen.

    `neu` are the answers to save, `verletzt` the guide's own checks they do not meet together, `nur_dort` what lies in
    the other folder only, `daten` imported files that come along.
    """

    verbindung: Verbindung
    neu: Mapping[Adresse, Antwort | None]
    abgelehnt: tuple[Abgelehnt, ...]
    konflikte: tuple[Konflikt, ...]
    verletzt: tuple[tuple[Adresse, str], ...]
    unpassend: tuple[str, ...]
    nur_dort: tuple[str, ...]
    dort: Stand
    daten: tuple[Datei, ...] = ()


def plan_vereinigung(stand: Stand, anderer: Path, basis: Path | None, umfeld: Umfeld) -> Vereinigung:
    """What merging would do; neither folder is written."""
    dort = load_stand(anderer, umfeld)
    _check_herkunft(stand, dort)
    if basis is not None:
        gemeinsam = load_stand(basis, umfeld)
        _check_herkunft(stand, gemeinsam)
        seiten = _vergleiche_mit(stand, dort, gemeinsam)
    else:
        seiten = _vergleiche_protokolle(stand, dort)

    def vergeben(adresse: Adresse) -> Iterator[str]:
        yield from list_vergebene_ids(stand, adresse)
        yield from list_vergebene_ids(dort, adresse)

    verbindung = verbinde(stand.leitfaden, *seiten, vergeben)
    bekannt = load_konflikte(stand.ordner)
    neu, abgelehnt = _parse_zeilen(stand, verbindung.zeilen)
    streit = select_unentschiedene(bekannt, verbindung.konflikte)
    return Vereinigung(
        verbindung=verbindung,
        neu=neu,
        abgelehnt=abgelehnt,
        konflikte=(*streit, *(_als_konflikt(einer) for einer in abgelehnt)),
        verletzt=tuple(_list_verletzte(stand, neu)),
        unpassend=tuple(str(befund) for befund in dort.vorhaben.unpassend),
        nur_dort=_list_nur_dort(stand.ordner, dort.ordner),
        dort=dort,
        daten=list_neue(stand.ordner, dort.ordner),
    )


def apply_vereinigung(stand: Stand, vereinigung: Vereinigung, umfeld: Umfeld) -> Stand:
    """Merge as one change; when this returns it is on the disk. What has to be decided is noted before."""
    take_neue(stand.ordner, vereinigung.dort.ordner, vereinigung.daten)
    if vereinigung.konflikte:
        save_konflikte(stand.ordner, merge_konflikte(load_konflikte(stand.ordner), vereinigung.konflikte))
    if not vereinigung.neu:
        return stand
    return save_antworten(stand, vereinigung.neu, umfeld, art="zusammengefuehrt")


def _check_herkunft(stand: Stand, anderer: Stand) -> None:
    """Both are the same Vorhaben on the same guide; raises VorhabenError."""
    eigener, fremder = stand.vorhaben.leitfaden, anderer.vorhaben.leitfaden
    if stand.vorhaben.angelegt != anderer.vorhaben.angelegt:
        angaben = {"titel": anderer.vorhaben.titel, "ordner": anderer.ordner}
        raise VorhabenError("zusammenfuehren-fremd", **angaben)
    if (eigener.id, eigener.version, eigener.pruefsumme) != (fremder.id, fremder.version, fremder.pruefsumme):
        raise VorhabenError(
            "zusammenfuehren-leitfaden",
            hier=f"{eigener.id} {eigener.version}",
            dort=f"{fremder.id} {fremder.version}",
            ordner=anderer.ordner,
        )


# Where the copies parted


def _vergleiche_protokolle(stand: Stand, dort: Stand) -> tuple[Werdegaenge, Werdegaenge]:
    """The journals begin alike; what stands behind their common beginning was said apart."""
    unseres, ihres = load_protokoll(stand.ordner), load_protokoll(dort.ordner)
    gleiche = next(
        (nr for nr, (a, b) in enumerate(zip(unseres, ihres, strict=False)) if a != b),
        min(len(unseres), len(ihres)),
    )
    if not gleiche:
        raise VorhabenError("zusammenfuehren-ohne-anfang", ordner=dort.ordner)
    basis: dict[Adresse, Knoten] = {}
    for zeile in unseres[:gleiche]:
        basis.update({a.adresse: a.neu for a in zeile.aenderungen})
    return (
        _build_werdegaenge(stand, basis, unseres[gleiche:]),
        _build_werdegaenge(dort, basis, ihres[gleiche:]),
    )


def _vergleiche_mit(stand: Stand, dort: Stand, basis: Stand) -> tuple[Werdegaenge, Werdegaenge]:
    """Against a third copy that holds what both began with; the journals only tell who and when."""
    anfang = _list_knoten(basis)
    return tuple(  # type: ignore[return-value] # two of them
        _build_werdegaenge(seite, anfang, _nur_letzte(seite, load_protokoll(seite.ordner)))
        for seite in (stand, dort)
    )


def _nur_letzte(stand: Stand, zeilen: Sequence[Zeile]) -> list[Zeile]:
    """Of every answer the line that made it what it is."""
    jetzt = _list_knoten(stand)
    letzte: dict[Adresse, Zeile] = {}
    for zeile in zeilen:
        for aenderung in zeile.aenderungen:
            if aenderung.neu == jetzt.get(aenderung.adresse):
                letzte[aenderung.adresse] = zeile._replace(aenderungen=(aenderung,))
    return list(letzte.values())


def _build_werdegaenge(stand: Stand, basis: _Stand, zeilen: Sequence[Zeile]) -> Werdegaenge:
    fragen = {frage.id for _, frage in list_fragen(stand.leitfaden)}
    jetzt = _list_knoten(stand)
    aenderungen: dict[Adresse, list[Gesagt]] = {}
    for zeile in zeilen:
        for aenderung in zeile.aenderungen:
            aenderungen.setdefault(aenderung.adresse, []).append(
                Gesagt(aenderung.neu, zeile.zeit, zeile.wer, verbunden=zeile.art == "zusammengefuehrt")
            )
    adressen = [a for a in dict.fromkeys((*basis, *aenderungen, *jetzt)) if a.frage in fragen]
    return {a: build_werdegang(basis.get(a), aenderungen.get(a, ()), jetzt.get(a)) for a in adressen}


def _list_knoten(stand: Stand) -> dict[Adresse, Knoten]:
    """All answers as the file has them, every row with its id."""
    daten, leitfaden = stand.akte.dokument.daten, stand.leitfaden
    knoten = {stelle.adresse: stelle.knoten for stelle in list_fundstellen(daten, leitfaden)}
    return {**knoten, **list_zeilen_ohne_id(daten, leitfaden, stand.vorhaben.antworten)}


def _list_nur_dort(hier: Path, dort: Path) -> tuple[str, ...]:
    """Files beside the answers that only the other copy has, or has otherwise; they are not merged."""
    eingelesen = list_verwaltete(dort)
    dateien = (pfad for pfad in sorted(dort.rglob("*")) if pfad.is_file() and pfad not in eingelesen)
    return tuple(
        relativ.as_posix()
        for pfad in dateien
        if not (relativ := pfad.relative_to(dort)).name.startswith(".")
        and relativ.parts[0] not in _NICHT_DABEI
        and not ((hier / relativ).is_file() and cmp(pfad, hier / relativ, shallow=False))
    )


# Showing


def find_gefragtes(stand: Stand, konflikt: Konflikt) -> Frage:
    """The question, or the column of a table, a conflict is about."""
    frage = find_frage_von(stand, konflikt.adresse)
    spalten = frage.spalten if isinstance(frage, Tabelle) else ()
    return next((spalte for spalte in spalten if spalte.id == konflikt.spalte), frage)


def parse_gesagtes(stand: Stand, konflikt: Konflikt, gesagt: Gesagt) -> Antwort | str | None:
    """What was said as an answer; as text where it does not fit or is only a row; None for nothing."""
    if gesagt.knoten is None:
        return None
    if konflikt.zeile and not konflikt.spalte:
        return find_titel(gesagt.knoten) if isinstance(gesagt.knoten, dict) else str(gesagt.knoten)
    try:
        return parse_antwort(find_gefragtes(stand, konflikt), gesagt.knoten, stand.optionen)
    except EingabeError:
        return str(gesagt.knoten)


def parse_vorher(stand: Stand, zeile: Verbindungszeile) -> Antwort | None:
    """What an answer that is about to change says now."""
    return stand.vorhaben.antworten.get(zeile.adresse)


# Taking over


def _parse_zeilen(
    stand: Stand, zeilen: Sequence[Verbindungszeile]
) -> tuple[dict[Adresse, Antwort | None], tuple[Abgelehnt, ...]]:
    """The answers to save; rows taken over can be chosen from at once."""
    neu: dict[Adresse, Antwort] = {}
    fertig: dict[Adresse, Antwort | None] = {}
    abgelehnt = []
    optionen = build_optionsquelle(stand.leitfaden, ChainMap(neu, dict(stand.vorhaben.antworten)))
    for zeile in zeilen:
        if zeile.neu is None:
            fertig[zeile.adresse] = None
            continue
        try:
            antwort = parse_antwort(find_frage_von(stand, zeile.adresse), zeile.neu, optionen)
        except EingabeError as fehler:
            abgelehnt.append(Abgelehnt(zeile, f"{fehler.satz} {fehler.hinweis}".strip()))
        else:
            fertig[zeile.adresse] = neu[zeile.adresse] = antwort
    return fertig, tuple(abgelehnt)


def _list_verletzte(stand: Stand, neu: Mapping[Adresse, Antwort | None]) -> Iterator[tuple[Adresse, str]]:
    """What each side said may be right by itself and wrong together."""
    antworten = {a: w for a, w in {**stand.vorhaben.antworten, **neu}.items() if w is not None}
    quelle = stand.quelle.folge(antworten, neu)
    for adresse in antworten:
        vorher = {
            pruefung.text
            for pruefung in list_verletzte(find_frage_von(stand, adresse), stand.quelle, adresse.satz)
        }
        for pruefung in list_verletzte(find_frage_von(stand, adresse), quelle, adresse.satz):
            if pruefung.text not in vorher:
                yield adresse, pruefung.text


def _als_konflikt(abgelehnt: Abgelehnt) -> Konflikt:
    zeile = abgelehnt.zeile
    return Konflikt(zeile.adresse, "", "", Gesagt(zeile.alt), Gesagt(zeile.neu))


# Deciding


def list_offene_konflikte(stand: Stand) -> tuple[Konflikt, ...]:
    """What still has to be decided."""
    konflikte = load_konflikte(stand.ordner)
    return select_offene(konflikte, _list_knoten(stand)) if konflikte else ()


def decide(stand: Stand, konflikt: Konflikt, wahl: Entscheidung, umfeld: Umfeld) -> Stand:
    """Decide one conflict; raises EingabeError where the other value does not fit any more."""
    if wahl == "dort":
        jetzt = _list_knoten(stand).get(konflikt.adresse)
        knoten = entscheide(konflikt, jetzt)
        frage = find_frage_von(stand, konflikt.adresse)
        antwort = parse_antwort(frage, knoten, stand.optionen) if knoten is not None else None
        if format_antwort(frage, antwort) != jetzt if antwort else jetzt is not None:
            stand = save_antworten(stand, {konflikt.adresse: antwort}, umfeld, art="zusammengefuehrt")
    konflikte = [
        k._replace(entschieden=wahl) if (k.stelle, k.dort) == (konflikt.stelle, konflikt.dort) else k
        for k in load_konflikte(stand.ordner)
    ]
    save_konflikte(stand.ordner, konflikte)
    return stand
