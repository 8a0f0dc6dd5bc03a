"""`offen`: what is open by department, sheets that go out, and what comes back on the screen."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from wegweiser import workflow
from wegweiser.cli.ansicht import format_abhaengige, format_antwort, label
from wegweiser.cli.ausgabe import LEER, Satz, Stil, clean_anzeige, format_befehl, print_saetze
from wegweiser.cli.front import Ende
from wegweiser.cli.kommandos import build_front, build_umfeld, melde, print_json
from wegweiser.cli.rueckfrage import ask_ja
from wegweiser.cli.umgebung import Umgebung, read_umgebung
from wegweiser.errors import EXIT_BEFUNDE, BenutzungError, format_hinweis, format_satz
from wegweiser.model.antworten import Antwort
from wegweiser.model.base import replace
from wegweiser.model.deutsch_format import format_datum
from wegweiser.model.frage import Frage
from wegweiser.model.lage import Station
from wegweiser.model.leitfaden import number_fragen
from wegweiser.model.rueckgabe import Planart, Planzeile, Problem, Rueckplan, Umfang
from wegweiser.model.stellen import ist_stelle
from wegweiser.workflow import Stand
from wegweiser.workflow.offen import (
    FORMATE,
    apply_plan,
    export_offene,
    list_stellen,
    load_ruecksendungen,
    plan,
)
from wegweiser.workflow.umfeld import Umfeld

_NIEMAND = "Noch niemand zuständig"
_TITEL: Mapping[Planart, str] = {
    "neu": "Neu",
    "notiz": "Nur ergänzt (Notiz, Beleg, Sicherheit)",
    "neuer": "Inzwischen anders beantwortet – bleibt, wie es ist",
}


class Angaben(NamedTuple):
    """The options of `offen`."""

    alle: bool = False
    zustaendig: str = ""
    nach: Path | None = None
    endung: str = ""
    mit_persoenlichem: bool = False
    ersetzen: bool = False
    einlesen: tuple[Path, ...] = ()
    ja: bool = False
    neuere_ersetzen: bool = False
    als_json: bool = False
    schlicht: bool = False
    kuerzel: str = ""


def run(ordner: Path, angaben: Angaben) -> None:
    """`offen`: list, write, or take back."""
    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung, angaben.kuerzel)
    _check(angaben)
    if angaben.einlesen:
        _lies_ein(ordner, angaben, umfeld, umgebung)
        return
    stand = workflow.load_stand(ordner, umfeld)
    umfang = Umfang(angaben.alle, angaben.mit_persoenlichem, angaben.zustaendig)
    if angaben.nach is not None:
        _schreibe(stand, angaben.nach, umfang, umfeld, angaben)
    elif angaben.als_json:
        print_json(_build_json(stand, umfang))
    else:
        print_saetze(_build_liste(stand, umfang), farbig=umgebung.farbig)


def _check(angaben: Angaben) -> None:
    grund = ""
    heraus = angaben.nach or angaben.alle or angaben.zustaendig or angaben.mit_persoenlichem
    if angaben.einlesen and (heraus or angaben.endung or angaben.ersetzen):
        grund = "--einlesen steht allein; nur --ja, --neuere-ersetzen und --json passen dazu."
    elif (angaben.ja or angaben.neuere_ersetzen) and not angaben.einlesen:
        grund = "--ja und --neuere-ersetzen gehören zu --einlesen."
    elif (angaben.endung or angaben.ersetzen) and angaben.nach is None:
        grund = "--format und --ersetzen gehören zu --nach."
    elif angaben.endung and angaben.endung not in FORMATE:
        raise BenutzungError("rueckgabe-format", name=angaben.endung)
    if grund:
        raise BenutzungError("benutzung", grund=grund, befehl="wegweiser offen")


# Going out


def _schreibe(stand: Stand, nach: Path, umfang: Umfang, umfeld: Umfeld, angaben: Angaben) -> None:
    ausgaben, persoenlich = export_offene(
        stand, nach, umfang, umfeld, endung=angaben.endung, ersetzen=angaben.ersetzen
    )
    if angaben.als_json:
        dateien = [
            {"datei": str(a.pfad), "zustaendig": a.stelle or None, "fragen": a.fragen} for a in ausgaben
        ]
        print_json({"dateien": dateien, "ohne_persoenliche": persoenlich})
        return
    for ausgabe in ausgaben:
        stelle = f", {ausgabe.stelle}" if ausgabe.stelle else ""
        print(clean_anzeige(f"{ausgabe.pfad} ({_fragen(ausgabe.fragen)}{stelle})"))  # noqa: T201 - paths stay unwrapped
    melde(*_format_persoenliche(persoenlich))
    melde(f"Ausgefüllt kommen sie zurück mit {format_befehl('offen', stand.ordner)[:-1]} --einlesen DATEI`.")


def _format_persoenliche(anzahl: int) -> tuple[str, ...]:
    if not anzahl:
        return ()
    fehlen = (
        "Eine Frage betrifft Personen und fehlt"
        if anzahl == 1
        else f"{anzahl} Fragen betreffen Personen und fehlen"
    )
    return (f"{fehlen} hier; mit --mit-persoenlichem kommt alles dazu.",)


def _fragen(anzahl: int) -> str:
    return "eine Frage" if anzahl == 1 else f"{anzahl} Fragen"


def _build_liste(stand: Stand, umfang: Umfang) -> list[Satz]:
    gruppen, persoenlich = list_stellen(stand, umfang)
    anzahl = sum(map(len, gruppen.values()))
    saetze = [Satz(f"{stand.vorhaben.titel}: {_fragen(anzahl)} offen", "titel")]
    if not anzahl:
        zusatz = "" if umfang.alle else " Mit --alle kommen Fragen dazu, die noch nicht dran waren."
        saetze = [Satz(f"Keine Frage ist als „weiß ich noch nicht“ vorgemerkt.{zusatz}")]
    for stelle, stationen in gruppen.items():
        saetze += [LEER, Satz(f"{stelle or _NIEMAND} ({_fragen(len(stationen))})", "titel")]
        saetze += [satz for station in stationen for satz in _build_frage(stand, station)]
    saetze += [LEER, *map(Satz, _format_persoenliche(persoenlich))] if persoenlich else []
    if anzahl:
        hinaus = f"{format_befehl('offen', stand.ordner)[:-1]} --nach fragen.xlsx`"
        saetze += [LEER, Satz(f"Als Bogen zum Ausfüllen: {hinaus}", "leise")]
    return saetze


def _build_frage(stand: Stand, station: Station) -> Iterator[Satz]:
    antwort = station.antwort
    bis = f" · bis {format_datum(antwort.bis)}" if antwort and antwort.bis else ""
    satz = f" ({station.satz_titel})" if station.satz_titel else ""
    nummer = number_fragen(stand.leitfaden)[station.frage.id]
    yield Satz(f"{nummer} {station.frage.text}{satz}{bis}", einzug=2, haenge=2)
    wozu = station.frage.warum or ""
    if namen := format_abhaengige(workflow.list_abhaengige(stand, station.adresse)):
        wozu = f"{wozu} Davon hängen ab: {namen}.".strip()
    if wozu:
        yield Satz(wozu, "leise", einzug=4)


def _build_json(stand: Stand, umfang: Umfang) -> dict[str, Any]:
    gruppen, persoenlich = list_stellen(stand, umfang)
    return {
        "titel": stand.vorhaben.titel,
        "ohne_persoenliche": persoenlich,
        "stellen": [
            {
                "zustaendig": stelle if umfang.persoenlich or ist_stelle(stelle) else None,
                "vergeben": bool(stelle),
                "fragen": [_frage_json(stand, station) for station in stationen],
            }
            for stelle, stationen in gruppen.items()
        ],
    }


def _frage_json(stand: Stand, station: Station) -> dict[str, Any]:
    antwort = station.antwort
    return {
        "frage": str(station.adresse),
        "nummer": number_fragen(stand.leitfaden)[station.frage.id],
        "text": station.frage.text,
        "typ": station.frage.typ,
        "wozu": station.frage.warum,
        "davon_haengen_ab": [n for n in workflow.list_abhaengige(stand, station.adresse) if ":" not in n],
        "bis": antwort.bis.isoformat() if antwort and antwort.bis else None,
        "gestellt": antwort is not None,
    }


# Coming back


def _lies_ein(ordner: Path, angaben: Angaben, umfeld: Umfeld, umgebung: Umgebung) -> None:
    if angaben.als_json and not angaben.ja:
        stand = workflow.load_stand(ordner, umfeld)
        _schliesse(stand, plan(stand, load_ruecksendungen(stand, angaben.einlesen)), (), angaben)
        return
    with workflow.bearbeite(ordner, umfeld) as stand:
        vorschau = plan(stand, load_ruecksendungen(stand, angaben.einlesen))
        if not angaben.als_json:
            print_saetze(
                build_vorschau(stand, vorschau, ersetzen=angaben.neuere_ersetzen), farbig=umgebung.farbig
            )
        zeilen = _waehle(vorschau, ersetzen=angaben.neuere_ersetzen)
        if zeilen and not (angaben.ja or _frage(len(zeilen), umgebung, schlicht=angaben.schlicht)):
            melde("Nichts geändert. Mit --ja werden die Antworten ohne Rückfrage übernommen.")
            return
        apply_plan(stand, zeilen, umfeld)
        _schliesse(stand, vorschau, zeilen, angaben)


def _waehle(vorschau: Rueckplan, *, ersetzen: bool) -> tuple[Planzeile, ...]:
    arten = {"neu", "notiz", "neuer"} if ersetzen else {"neu", "notiz"}
    return tuple(zeile for zeile in vorschau.zeilen if zeile.art in arten)


def _frage(anzahl: int, umgebung: Umgebung, *, schlicht: bool) -> bool:
    was = "Eine Antwort übernehmen?" if anzahl == 1 else f"{anzahl} Antworten übernehmen?"
    try:
        return ask_ja(build_front(umgebung, schlicht=schlicht), was)
    except Ende:
        return False


def _schliesse(stand: Stand, vorschau: Rueckplan, zeilen: Sequence[Planzeile], angaben: Angaben) -> None:
    """Say what was done; problems are findings for whoever runs this in a script."""
    if angaben.als_json:
        print_json(_plan_json(stand, vorschau, uebernommen=bool(zeilen)))
    elif zeilen:
        anzahl = "Eine Antwort" if len(zeilen) == 1 else f"{len(zeilen)} Antworten"
        zurueck = format_befehl("rueckgaengig", stand.ordner)
        melde("", f"Übernommen: {anzahl}. {zurueck} nimmt sie gemeinsam zurück.")
    if vorschau.probleme:
        raise SystemExit(EXIT_BEFUNDE)


def build_vorschau(stand: Stand, vorschau: Rueckplan, *, ersetzen: bool) -> list[Satz]:
    """What would change, what stays and why, and what cannot be read."""
    saetze: list[Satz] = []
    for art, titel in _TITEL.items():
        zeilen = [zeile for zeile in vorschau.zeilen if zeile.art == art]
        if zeilen:
            kopf = "Inzwischen anders beantwortet – wird ersetzt" if art == "neuer" and ersetzen else titel
            stil: Stil = "warnung" if art == "neuer" else "titel"
            saetze += [Satz(f"{kopf} ({len(zeilen)})", stil)]
            saetze += [satz for zeile in zeilen for satz in _build_zeile(stand, zeile)]
            saetze.append(LEER)
    if vorschau.probleme:
        saetze.append(Satz(f"Nicht übernommen ({len(vorschau.probleme)})", "warnung"))
        saetze += [satz for problem in vorschau.probleme for satz in _build_problem(problem)]
        saetze.append(LEER)
    return [*saetze, Satz(_zaehle(vorschau))]


def _build_zeile(stand: Stand, zeile: Planzeile) -> Iterator[Satz]:
    satz = f" ({zeile.adresse.satz})" if zeile.adresse.satz else ""
    neu = " ".join(format_antwort(stand, zeile.frage, zeile.neu).split("\n"))
    if zeile.alt is None or zeile.alt.wert is None:
        yield Satz(f"• {label(zeile.frage)}{satz}: {neu}", einzug=2, haenge=2)
    else:
        alt = " ".join(format_antwort(stand, zeile.frage, zeile.alt).split("\n"))
        yield Satz(f"• {label(zeile.frage)}{satz}", einzug=2, haenge=2)
        yield Satz(f"jetzt:    {alt}", einzug=4, haenge=10)
        yield Satz(f"im Bogen: {neu}", einzug=4, haenge=10)
    yield Satz(f"aus {zeile.ort}", "leise", einzug=4)


def _build_problem(problem: Problem) -> Iterator[Satz]:
    frage = f"{problem.frage}: " if problem.frage else ""
    yield Satz(f"• {problem.ort}", einzug=2, haenge=2)
    yield Satz(f"{frage}{format_satz(problem.code, problem.angaben)}", einzug=4)
    if hinweis := format_hinweis(problem.code, problem.angaben):
        yield Satz(hinweis, "leise", einzug=4)


def _zaehle(vorschau: Rueckplan) -> str:
    """How the returned questions fare, in one sentence."""
    zahlen = {
        art: sum(zeile.art == art for zeile in vorschau.zeilen) for art in ("neu", "notiz", "neuer", "gleich")
    }
    teile = [
        f"{zahlen['neu']} neu",
        *([f"{zahlen['notiz']} ergänzt"] if zahlen["notiz"] else []),
        *([f"{zahlen['neuer']} inzwischen anders beantwortet"] if zahlen["neuer"] else []),
        *([f"{zahlen['gleich']} schon so gespeichert"] if zahlen["gleich"] else []),
        *([f"{vorschau.leer} noch offen"] if vorschau.leer else []),
        *([f"{len(vorschau.probleme)} nicht lesbar"] if vorschau.probleme else []),
    ]
    return f"Im Bogen: {', '.join(teile)}."


def _format_json(stand: Stand, frage: Frage, antwort: Antwort | None) -> str | None:
    """An answer for programs: without notes and names, and nothing of questions about persons."""
    if antwort is None or frage.personenbezogen:
        return None
    return format_antwort(stand, frage, replace(antwort, notiz=None, zustaendig=None))


def _plan_json(stand: Stand, vorschau: Rueckplan, *, uebernommen: bool) -> dict[str, Any]:
    return {
        "uebernommen": uebernommen,
        "zeilen": [
            {
                "art": zeile.art,
                "frage": str(zeile.adresse),
                "alt": _format_json(stand, zeile.frage, zeile.alt),
                "neu": _format_json(stand, zeile.frage, zeile.neu),
                "ort": zeile.ort,
            }
            for zeile in vorschau.zeilen
        ],
        "probleme": [
            {
                "ort": problem.ort,
                "frage": problem.frage,
                "satz": format_satz(problem.code, problem.angaben),
                "hinweis": format_hinweis(problem.code, problem.angaben),
            }
            for problem in vorschau.probleme
        ],
        "noch_offen": vorschau.leer,
    }
