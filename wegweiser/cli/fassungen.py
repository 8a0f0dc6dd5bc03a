"""`sichern`, `staende`, `unterschied`, `zuruecksetzen`: snapshots of a Vorhaben on the screen."""

from collections.abc import Iterator
from pathlib import Path

from wegweiser import workflow
from wegweiser.cli.ausgabe import LEER, Satz, format_befehl, print_saetze
from wegweiser.cli.front import Ende
from wegweiser.cli.kommandos import build_front, build_umfeld, melde, print_json
from wegweiser.cli.rueckfrage import ask_ja
from wegweiser.cli.umgebung import Umgebung, read_umgebung
from wegweiser.cli.unterschiedansicht import build_json, build_unterschiede
from wegweiser.errors import format_satz
from wegweiser.model.antworten import Adresse
from wegweiser.workflow import Stand
from wegweiser.workflow.staende import (
    Eintrag,
    Fassung,
    Rueckweg,
    apply_rueckweg,
    compare_fassung,
    list_eintraege,
    load_fassung,
    plan_rueckweg,
    sichere,
)
from wegweiser.workflow.umfeld import Umfeld

_UNGEAENDERT = "Nichts geändert. Mit --ja gilt der Stand ohne Rückfrage."


def run_sichern(ordner: Path, name: str, kuerzel: str) -> None:
    """`sichern`."""
    pfad = sichere(ordner, name, build_umfeld(read_umgebung(), kuerzel))
    melde(f"Gesichert: {pfad}", f"Was sich seither ändert, zeigt {_befehl('unterschied', ordner, name)}.")


def _befehl(befehl: str, ordner: Path, name: str) -> str:
    return f'{format_befehl(befehl, ordner)[:-1]} "{name}"`'


def run_staende(ordner: Path, *, als_json: bool) -> None:
    """`staende`."""
    umgebung = read_umgebung()
    workflow.load_stand(ordner, build_umfeld(umgebung))  # says what is wrong with the folder, if anything is
    eintraege = list_eintraege(ordner)
    if als_json:
        print_json([_eintrag_json(eintrag) for eintrag in eintraege])
    else:
        print_saetze(_build_liste(ordner, eintraege), farbig=umgebung.farbig)


def _build_liste(ordner: Path, eintraege: tuple[Eintrag, ...]) -> Iterator[Satz]:
    if not eintraege:
        yield Satz(f"Noch kein Stand gesichert. {_befehl('sichern', ordner, 'vor Ausschuss')} sichert einen.")
    for eintrag in eintraege:
        if eintrag.zeit is None:
            yield Satz(eintrag.befund, "warnung", ganz=True)
            continue
        wer = f" von {eintrag.wer}" if eintrag.wer else ""
        zahl = "eine Antwort" if eintrag.antworten == 1 else f"{eintrag.antworten} Antworten"
        yield Satz(f"„{eintrag.name}“", "frage")
        yield Satz(
            f"gesichert am {eintrag.zeit:%d.%m.%Y} um {eintrag.zeit:%H:%M} Uhr{wer} · {zahl} · {eintrag.leitfaden}",
            einzug=2, haenge=2,
        )  # fmt: skip


def _eintrag_json(eintrag: Eintrag) -> dict[str, object]:
    if eintrag.zeit is None:
        return {"datei": eintrag.pfad.name, "befund": eintrag.befund}
    return {
        "datei": eintrag.pfad.name,
        "name": eintrag.name,
        "gesichert": eintrag.zeit.isoformat(),
        "antworten": eintrag.antworten,
        "leitfaden": eintrag.leitfaden,
    }


def run_unterschied(ordner: Path, von: str, bis: str, *, als_json: bool) -> None:
    """`unterschied`: between two snapshots, or one and now."""
    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung)
    stand = workflow.load_stand(ordner, umfeld)
    frueher = load_fassung(stand, von, umfeld)
    spaeter = load_fassung(stand, bis, umfeld) if bis else None
    unterschiede = compare_fassung(stand, frueher, spaeter)
    if als_json:
        print_json({"von": _kopf_json(frueher), "bis": _kopf_json(spaeter), **build_json(unterschiede)})
        return
    wohin = _nenne(spaeter) if spaeter else "jetzt"
    saetze = [Satz(f"Unterschied: {_nenne(frueher)} → {wohin}", "titel")]
    for fassung in filter(None, (frueher, spaeter)):
        saetze += _build_vorbehalte(fassung)
    print_saetze(saetze + build_unterschiede(unterschiede), farbig=umgebung.farbig)


def _nenne(fassung: Fassung) -> str:
    return f"„{fassung.gesichert.name}“ ({fassung.gesichert.zeit:%d.%m.%Y %H:%M})"


def _kopf_json(fassung: Fassung | None) -> dict[str, object] | None:
    if fassung is None:
        return None
    return {
        "name": fassung.gesichert.name,
        "gesichert": fassung.gesichert.zeit.isoformat(),
        "leitfaden": fassung.leitfaden,
        "ohne_platz": [str(zeile.posten.adresse) for zeile in fassung.entfallen],
    }


def _build_vorbehalte(fassung: Fassung) -> Iterator[Satz]:
    """What of a snapshot the present guide cannot take, each with its reason; it stays in the snapshot."""
    if not fassung.alt_bekannt:
        yield Satz(
            f"Wie die Fragen bei {_nenne(fassung)} lauteten, ist nicht mehr bekannt; es zählen nur die Kennungen.",
            "warnung",
        )
    if not fassung.entfallen and not fassung.unpassend:
        return
    yield LEER
    yield Satz(
        f"Aus {_nenne(fassung)} passt nicht zum Leitfaden von heute (es bleibt dort stehen):", "warnung"
    )
    for zeile in fassung.entfallen:
        if zeile.abgelegt is not None:
            grund = format_satz(zeile.abgelegt.code, zeile.abgelegt.angaben)
            yield Satz(f"• {zeile.titel} ({zeile.posten.adresse}): {grund}", einzug=2, haenge=2)
    for befund in fassung.unpassend:
        yield Satz(str(befund), einzug=2, ganz=True)


def run_zuruecksetzen(ordner: Path, name: str, *, ja: bool, schlicht: bool, kuerzel: str) -> None:
    """`zuruecksetzen`: preview, question, one change that can be undone."""
    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung, kuerzel)
    with workflow.bearbeite(ordner, umfeld) as stand:
        weg = plan_rueckweg(stand, name, umfeld)
        print_saetze(_build_vorschau(weg), farbig=umgebung.farbig)
        if weg.neu and (ja or _frage(umgebung, schlicht=schlicht)):
            _setze_zurueck(stand, weg, umfeld)
        elif weg.neu:
            melde(_UNGEAENDERT)


def _build_vorschau(weg: Rueckweg) -> list[Satz]:
    saetze = [Satz(f"Zurück zu {_nenne(weg.fassung)}", "titel"), *_build_vorbehalte(weg.fassung)]
    if weg.behalten:
        saetze += [
            LEER,
            Satz(f"Bleibt, wie es jetzt ist, weil der Stand dazu nichts sagt: {_liste(weg.behalten)}."),
        ]
    if not weg.neu:
        return [*saetze, LEER, Satz("Alle Antworten stehen schon so da; zu ändern ist nichts.")]
    return [*saetze, *build_unterschiede(weg.unterschiede)]


def _liste(adressen: tuple[Adresse, ...]) -> str:
    return ", ".join(map(str, adressen))


def _frage(umgebung: Umgebung, *, schlicht: bool) -> bool:
    try:
        return ask_ja(build_front(umgebung, schlicht=schlicht), "Zurücksetzen?")
    except Ende:
        return False


def _setze_zurueck(stand: Stand, weg: Rueckweg, umfeld: Umfeld) -> None:
    apply_rueckweg(stand, weg, umfeld)
    zahl = "eine Antwort" if len(weg.neu) == 1 else f"{len(weg.neu)} Antworten"
    melde(
        "",
        f"Zurückgesetzt: {zahl}. Eigene Kommentare stehen noch da; {format_befehl('rueckgaengig', stand.ordner)} nimmt es zurück.",
    )
