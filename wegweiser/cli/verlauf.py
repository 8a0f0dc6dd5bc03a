"""Undo, redo and history in words: what changed, what would change, who did it when."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from wegweiser import workflow
from wegweiser.cli.ansicht import label, nenne_satz, shorten
from wegweiser.cli.ausgabe import LEER, Satz, print_saetze
from wegweiser.cli.kommandos import build_umfeld, print_json
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.cli.wechsel import (
    GENANNT,
    KEINE,
    ZEICHEN,
    build_getan,
    format_stand,
    format_wann,
    format_wechsel,
    list_wechsel,
)
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Knoten
from wegweiser.model.deutsch_format import format_datum
from wegweiser.model.leitfaden import find_frage
from wegweiser.model.verlauf import Richtung, Ruecknahme, Schritt
from wegweiser.workflow import Stand
from wegweiser.workflow.verlauf import (
    find_zurueckgenommene,
    load_schritte,
    parse_stand,
    plan_ruecknahme,
    save_ruecknahme,
    select_schritte,
)

_ARTEN: Mapping[str, str] = {
    "angelegt": "Vorhaben angelegt",
    "wiederhergestellt": "wiederhergestellt nach einem Schaden",
    "von-hand": "von Hand in vorhaben.yaml geändert",
    "umzug": "auf einen anderen Leitfaden umgezogen",
    "umzug-zurueck": "Umzug zurückgenommen",
    "rueckgaengig": "rückgängig gemacht",
    "wiederholt": "wiederholt",
    "erfasst": "von Karten erfasst",
    "eingelesen": "aus einer Datei eingelesen",
    "aus-daten": "aus den Daten des Vorhabens übernommen",
    "zusammengefuehrt": "zusammengeführt",
    "zurueckgesetzt": "auf einen gesicherten Stand zurückgesetzt",
    "anonymisiert": "anonymisiert",
}


# `rueckgaengig` and `wiederholen`


def run_ruecknahme(ordner: Path, richtung: Richtung, *, vorschau: bool, trotzdem: bool, kuerzel: str) -> None:
    """Say what changes, and do it unless only that was asked for."""
    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung, kuerzel)
    if vorschau:
        stand = workflow.load_stand(ordner, umfeld)
        print_saetze(_build_vorschau(stand, plan_ruecknahme(stand, richtung)), farbig=umgebung.farbig)
        return
    with workflow.bearbeite(ordner, umfeld) as stand:
        ruecknahme = plan_ruecknahme(stand, richtung)
        save_ruecknahme(stand, ruecknahme, umfeld, trotzdem=trotzdem)
        print_saetze(build_getan(stand, ruecknahme, ordner), farbig=umgebung.farbig)


def _build_vorschau(stand: Stand, ruecknahme: Ruecknahme) -> list[Satz]:
    tut = "Rückgängig gemacht würde" if ruecknahme.richtung == "rueckgaengig" else "Wiederholt würde"
    kopf = Satz(f"{tut} der Schritt vom {format_wann(ruecknahme.schritt)}:")
    zeilen = [Satz(f"• {text}", einzug=2, haenge=2) for text in list_wechsel(stand, ruecknahme)]
    streit = (
        [Satz("Davon hat seither etwas anderes geändert; ohne --trotzdem bleibt alles stehen.", "warnung")]
        if ruecknahme.streit
        else []
    )
    return [kopf, *zeilen, *streit, Satz("Geändert ist noch nichts.", "leise")]


# `verlauf`


class Auswahl(NamedTuple):
    """Which steps are shown: of one question, and how many at most (0: all)."""

    frage: str = ""
    letzte: int = 0


def run_verlauf(ordner: Path, auswahl: Auswahl, *, als_json: bool) -> None:
    """Who changed what when."""
    umgebung = read_umgebung()
    stand = workflow.load_stand(ordner, build_umfeld(umgebung))
    alle = load_schritte(ordner)
    schritte = select_schritte(stand, alle, auswahl.frage) if auswahl.frage else alle
    gezeigt = schritte[-auswahl.letzte :] if auswahl.letzte else schritte
    zurueck = find_zurueckgenommene(alle)
    if als_json:
        print_json([_build_json(stand, schritt, zurueck) for schritt in gezeigt])
        return
    print_saetze(_build_verlauf(stand, gezeigt, zurueck), farbig=umgebung.farbig)
    if frueher := len(schritte) - len(gezeigt):
        text = "Ein früherer Schritt" if frueher == 1 else f"{frueher} frühere Schritte"
        print_saetze([LEER, Satz(f"{text}: --letzte 0 zeigt alles.", "leise")], farbig=umgebung.farbig)


def _build_verlauf(stand: Stand, schritte: Sequence[Schritt], zurueck: frozenset[int]) -> Iterator[Satz]:
    yield Satz(stand.vorhaben.titel, "titel")
    if not schritte:
        yield Satz("Im Protokoll steht noch nichts.")
    tag = ""
    for schritt in schritte:
        zeit = datetime.fromisoformat(schritt.zeit)
        if (heute := format_datum(zeit.date())) != tag:
            tag = heute
            yield from (LEER, Satz(tag, "frage"))
        wer = f" {schritt.wer}" if schritt.wer else ""
        yield from _build_schritt(stand, schritt, f"{zeit:%H:%M}{wer}", hin=schritt.nr in zurueck)


def _build_schritt(stand: Stand, schritt: Schritt, wann: str, *, hin: bool) -> Iterator[Satz]:
    art = _ARTEN.get(schritt.art, "")
    danach = " (später rückgängig gemacht)" if hin else ""
    worte = [_format_aenderung(stand, a.adresse, a.alt, a.neu) for a in schritt.aenderungen[:GENANNT]]
    rest = len(schritt.aenderungen) - len(worte)
    if rest:
        worte.append(f"und {rest} weitere")
    if len(worte) < 2:  # noqa: PLR2004 - one line says it all
        yield Satz(
            f"{wann}  {': '.join(filter(None, (art, *worte)))}{danach}", "leise" if hin else "", 2, haenge=2
        )
        return
    anzahl = f"{len(schritt.aenderungen)} Antworten"
    yield Satz(f"{wann}  {art or 'zugleich'}, {anzahl}{danach}:", "leise" if hin else "", 2)
    yield from (Satz(f"• {text}", "leise" if hin else "", 4, haenge=2) for text in worte)


def _format_aenderung(stand: Stand, adresse: Adresse, alt: Knoten, neu: Knoten) -> str:
    """A change as the guide words it; where the guide no longer knows it, as the journal has it."""
    paar = parse_stand(stand, adresse, alt), parse_stand(stand, adresse, neu)
    if "unlesbar" in paar:
        worte = (KEINE if knoten is None else shorten(str(knoten), ZEICHEN) for knoten in (alt, neu))
        return f"{adresse}: {' → '.join(worte)}"
    vorher, nachher = (antwort if isinstance(antwort, Antwort) else None for antwort in paar)
    if vorher is None and nachher is not None:
        frage = workflow.find_frage_von(stand, adresse)
        satz = f" ({nenne_satz(stand, adresse.satz)})" if adresse.satz else ""
        return f"{shorten(label(frage), ZEICHEN)}{satz}: {format_stand(stand, frage, nachher)}"
    return format_wechsel(stand, adresse, vorher, nachher)


_NEBENBEI = frozenset({"notiz", "zustaendig", "belege"})


def _build_json(stand: Stand, schritt: Schritt, zurueck: frozenset[int]) -> dict[str, Any]:
    """One step for programs; what is personal stays out: who did it, notes, who is responsible."""
    return {
        "nr": schritt.nr,
        "zeit": schritt.zeit,
        "art": schritt.art,
        "zu": schritt.zu,
        "zurueckgenommen": schritt.nr in zurueck,
        "aenderungen": [
            {"frage": str(a.adresse), "personenbezogen": True}
            if _ist_personenbezogen(stand, a.adresse)
            else {"frage": str(a.adresse), "alt": _ohne_angaben(a.alt), "neu": _ohne_angaben(a.neu)}
            for a in schritt.aenderungen
        ],
    }


def _ist_personenbezogen(stand: Stand, adresse: Adresse) -> bool:
    """Marked as personal, or no longer known to the guide."""
    paar = find_frage(stand.leitfaden, adresse.frage)
    spalten = paar[1].spalten if paar and isinstance(paar[1], f.Tabelle) else ()
    return paar is None or any(frage.personenbezogen for frage in (paar[1], *spalten))


def _ohne_angaben(knoten: Knoten) -> Knoten:
    lang = isinstance(knoten, dict) and ("wert" in knoten or "offen" in knoten)
    return (
        {n: k for n, k in knoten.items() if n not in _NEBENBEI}
        if lang and isinstance(knoten, dict)
        else knoten
    )
