"""Overviews: where a Vorhaben stands, and what a guide asks."""

from datetime import date, timedelta
from typing import Any

from wegweiser import workflow
from wegweiser.cli.ansicht import (
    build_versionshinweis,
    find_abschnittsnummer,
    format_antwort,
    format_fortschritt,
    label,
    shorten,
)
from wegweiser.cli.ausgabe import LEER, Satz, format_befehl
from wegweiser.cli.zeit import build_zeitbilanz
from wegweiser.model.antworten import Adresse
from wegweiser.model.deutsch_format import format_datum
from wegweiser.model.lage import Station
from wegweiser.model.stellen import ist_stelle
from wegweiser.workflow import Stand
from wegweiser.workflow.aufwand import compute_restminuten, load_arbeitszeit
from wegweiser.workflow.stelle import find_stelle
from wegweiser.workflow.wartendes import count_wartende
from wegweiser.workflow.widersprueche import count_offene_konflikte

BALKEN = 12


def build_status(stand: Stand, heute: date) -> list[Satz]:
    """Where am I, what is open, who has to deliver what."""
    saetze = [Satz(stand.vorhaben.titel, "titel"), Satz(_kopf(stand), "leise"), LEER]
    saetze += [satz for hinweis in build_versionshinweis(stand) for satz in (hinweis, LEER)]
    saetze += _build_fortschritt(stand)
    saetze += _build_offene(stand, heute)
    saetze += _build_wartende(stand)
    saetze += _build_widersprueche(stand)
    saetze += _build_unpassende(stand)
    saetze += _build_ruhende(stand)
    return saetze


def _build_wartende(stand: Stand) -> list[Satz]:
    """Cards typed and not taken over."""
    if not (anzahl := count_wartende(stand.ordner)):
        return []
    karten = "Eine Karte ist" if anzahl == 1 else f"{anzahl} Karten sind"
    befehl = format_befehl("erfassen", stand.ordner)
    return [LEER, Satz(f"{karten} getippt und noch nicht übernommen: {befehl}", "warnung")]


def _kopf(stand: Stand) -> str:
    kopf, geaendert = stand.leitfaden.kopf, stand.vorhaben.geaendert
    return f"{kopf.titel} {kopf.version} · zuletzt geändert am {format_datum(geaendert.date())} um {geaendert:%H:%M} Uhr"


def _build_fortschritt(stand: Stand) -> list[Satz]:
    staende = workflow.list_abschnittsstaende(stand)
    breite = max((len(s.titel) for s in staende), default=0)
    saetze = []
    for s in staende:
        voll = round(BALKEN * (s.beantwortet + s.offen) / s.fragen)
        balken = "█" * voll + "░" * (BALKEN - voll)
        nummer = find_abschnittsnummer(stand, s.id)
        text = (
            f"{nummer:>2} {s.titel:<{breite}} {balken} {format_fortschritt(s.fragen, s.beantwortet, s.offen)}"
        )
        saetze.append(Satz(text, "gut" if s.beantwortet == s.fragen else ""))
    fragen, beantwortet = sum(s.fragen for s in staende), sum(s.beantwortet for s in staende)
    offen = sum(s.offen for s in staende)
    saetze += [LEER, Satz(f"Insgesamt: {format_fortschritt(fragen, beantwortet, offen)}.")]
    saetze += build_zeitbilanz(stand)
    station = find_naechste_station(stand)
    if station:
        wo = f"{station.abschnitt.titel}" + (f", {station.satz_titel}" if station.satz_titel else "")
        saetze.append(Satz(f"Als Nächstes: {station.frage.text} ({wo})"))
        saetze.append(Satz(f"Weiter: {format_befehl('start', stand.ordner)}"))
    else:
        alles = f"Alle Fragen sind gestellt, {offen} noch zu klären." if offen else "Alles ist beantwortet."
        saetze.append(Satz(f"{alles} Weiter: {format_befehl('bericht', stand.ordner)}"))
    return saetze


def find_naechste_station(stand: Stand) -> Station | None:
    """Where the next session begins."""
    return find_stelle(stand) or workflow.next_station(stand)


def list_offene(stand: Stand) -> list[Station]:
    """Questions marked open, the earliest date first, those without a date last."""
    offen = [s for s in stand.lage.stationen if s.antwort is not None and s.antwort.offen]
    return sorted(offen, key=lambda s: (s.antwort.bis if s.antwort else None) or date.max)


def _build_offene(stand: Stand, heute: date) -> list[Satz]:
    offene = list_offene(stand)
    if not offene:
        return []
    saetze = [LEER, Satz("Offene Punkte", "titel")]
    for s in offene:
        antwort = s.antwort
        if antwort is None:
            continue
        bis = f"bis {format_datum(antwort.bis)}" if antwort.bis else "ohne Datum"
        ueberfaellig = antwort.bis is not None and antwort.bis < heute
        bis += " (überfällig)" if ueberfaellig else ""
        wer = antwort.zustaendig or "noch niemand zuständig"
        satz = f" ({s.satz_titel})" if s.satz_titel else ""
        notiz = f" – {shorten(antwort.notiz, 120)}" if antwort.notiz else ""
        saetze.append(
            Satz(f"• {bis} · {wer}: {label(s.frage)}{satz}{notiz}", "warnung" if ueberfaellig else "", 2, 2)
        )
    return saetze


def _build_widersprueche(stand: Stand) -> list[Satz]:
    """What two copies said differently and nobody has decided yet."""
    if not (anzahl := count_offene_konflikte(stand)):
        return []
    kopf = "Ein Widerspruch" if anzahl == 1 else f"{anzahl} Widersprüche"
    befehl = f"{format_befehl('zusammenfuehren', stand.ordner)[:-1]} --entscheiden`"
    return [LEER, Satz(f"{kopf} aus dem Zusammenführen: {befehl}", "warnung")]


def _build_unpassende(stand: Stand) -> list[Satz]:
    unpassend = stand.vorhaben.unpassend
    if not unpassend:
        return []
    saetze = [LEER, Satz("Diese Stellen passen nicht zum Leitfaden; sie bleiben, wie sie sind:", "warnung")]
    return saetze + [Satz(str(befund), einzug=2, ganz=True) for befund in unpassend]


def _build_ruhende(stand: Stand) -> list[Satz]:
    ruhend = stand.lage.ruhend
    if not ruhend:
        return []
    kopf = (
        "Zurzeit nicht gefragt; die Antworten ruhen und kommen wieder, wenn die Frage wieder gestellt wird:"
    )
    return [
        LEER,
        Satz(kopf, "leise"),
        *(Satz(f"• {_ruhend(stand, adresse)}", einzug=2, haenge=2) for adresse in ruhend),
    ]


def _ruhend(stand: Stand, adresse: Adresse) -> str:
    frage = workflow.find_frage_von(stand, adresse)
    satz = f" ({adresse.satz})" if adresse.satz else ""
    return f"{label(frage)}{satz}: {shorten(format_antwort(stand, frage, stand.vorhaben.antworten[adresse]))}"


def build_status_json(stand: Stand) -> dict[str, Any]:
    """The same for programs, without notes, persons and values that do not fit."""
    naechste = find_naechste_station(stand)
    return {
        "titel": stand.vorhaben.titel,
        "ordner": str(stand.ordner),
        "leitfaden": {"id": stand.leitfaden.id, "version": stand.leitfaden.kopf.version},
        "versionslage": stand.versionslage,
        "geaendert": stand.vorhaben.geaendert.isoformat(),
        "abschnitte": [
            {"id": s.id, "titel": s.titel, "fragen": s.fragen, "beantwortet": s.beantwortet, "offen": s.offen}
            for s in workflow.list_abschnittsstaende(stand)
        ],
        "naechste_frage": str(naechste.adresse) if naechste else None,
        "rest_minuten": compute_restminuten(stand),
        "gearbeitet_minuten": load_arbeitszeit(stand) // timedelta(minutes=1),
        "offen": [
            {
                "frage": str(s.adresse),
                "text": s.frage.text,
                "zustaendig": wer if (wer := s.antwort.zustaendig) and ist_stelle(wer) else None,
                "vergeben": bool(s.antwort.zustaendig),
                "bis": s.antwort.bis.isoformat() if s.antwort.bis else None,
            }
            for s in list_offene(stand)
            if s.antwort
        ],
        "widersprueche": count_offene_konflikte(stand),
        "ruhend": [str(adresse) for adresse in stand.lage.ruhend],
        "unpassend": [f"{b.fundstelle}: {b.angaben.get('frage', b.code)}" for b in stand.vorhaben.unpassend],
    }
