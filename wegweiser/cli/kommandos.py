"""What the commands do: open, call the workflow, show."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast, get_args

from wegweiser import workflow
from wegweiser.ausdruck.vorschlag import fold_umlaute
from wegweiser.cli.ausgabe import Satz, clean_anzeige, format_befehl, print_fehler, print_saetze
from wegweiser.cli.front import Front, Zugang
from wegweiser.cli.umgebung import Umgebung, read_umgebung
from wegweiser.errors import BenutzungError, EingabeError, PdfBibliothekError, VorhabenError, format_vorschlag
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Runde, Sicherheit, Wert, replace
from wegweiser.model.deutsch_format import parse_datum
from wegweiser.model.termin import parse_termin
from wegweiser.model.zeitwahl import Ausschnitt
from wegweiser.workflow import Stand
from wegweiser.workflow.umfeld import Umfeld, read_uhr

if TYPE_CHECKING:
    from wegweiser.model.bericht import Szenarioangabe
    from wegweiser.workflow.projektor import Projektor

_NENNBAR = 15


class Angaben(NamedTuple):
    """The options of `antwort` beside the value."""

    offen: bool = False
    zustaendig: str = ""
    bis: str = ""
    sicherheit: str = ""
    belege: tuple[str, ...] = ()
    notiz: str = ""


class Sitzungswahl(NamedTuple):
    """What a session asks, and in which language."""

    sprache: str = ""
    runde: str = ""
    dauer: int | None = None
    projektor: bool = False
    praesentation: bool = False
    zugang: Zugang = Zugang()


def build_umfeld(umgebung: Umgebung, kuerzel: str = "") -> Umfeld:
    """What the workflow takes from outside."""
    fest = umgebung.jetzt
    return Umfeld(
        jetzt=(lambda: fest) if fest else read_uhr,
        zwischenspeicher=umgebung.zwischenspeicher,
        kuerzel=kuerzel or umgebung.kuerzel,
    )


def melde(*saetze: str) -> None:
    """Say something, a sentence a paragraph."""
    print_saetze([Satz(satz) for satz in saetze], farbig=False)


def print_json(daten: object) -> None:
    """Output for programs."""
    print(json.dumps(daten, ensure_ascii=False, indent=2))  # noqa: T201 - output for programs


def run_demo(ordner: Path | None) -> None:
    """`demo`: without a folder the first of demo, demo-2, … that does not exist yet."""
    from time import monotonic

    from wegweiser.workflow.auswertung import play_demo

    beginn = monotonic()
    melde("Das Beispiel wird durchgespielt; das dauert einige Sekunden.")
    namen = (Path("demo" if nr == 1 else f"demo-{nr}") for nr in count(1))
    ziel = ordner or next(pfad for pfad in namen if not pfad.exists())
    vorfuehrung = play_demo(ziel, build_umfeld(read_umgebung()))
    melde(f"{vorfuehrung.antworten} Antworten in {vorfuehrung.ordner} gespeichert.")
    _melde_ausgaben(vorfuehrung.ausgaben, monotonic() - beginn)
    _melde_fehlt(vorfuehrung.fehlt)
    melde(f"Weiter: {format_befehl('status', ziel)}, {format_befehl('start', ziel)}.")


def run_neu(ordner: Path, leitfaden: str, titel: str, kuerzel: str) -> None:
    """`neu`."""
    umfeld = build_umfeld(read_umgebung(), kuerzel)
    workflow.create(ordner, leitfaden=leitfaden, titel=titel or None, umfeld=umfeld)
    melde(f"Das Vorhaben liegt in {ordner}.", f"Weiter: {format_befehl('start', ordner)}")


def run_start(ordner: Path, wahl: Sitzungswahl, *, schlicht: bool, kuerzel: str) -> None:
    """`start`."""
    runde = check_runde(wahl.runde) if wahl.runde else None
    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung, kuerzel)
    front = build_front(umgebung, schlicht=schlicht, ruhig=wahl.praesentation)
    from wegweiser.cli.dialog import run_dialog
    from wegweiser.cli.signale import end_geordnet
    from wegweiser.cli.zugang import betritt, biete_neues_an, ist_frisch

    if sys.stdin.isatty() and ist_frisch(ordner):
        biete_neues_an(ordner, umfeld, front)
    ausschnitt = Ausschnitt(runde, wahl.dauer, wahl.praesentation)
    oeffne = partial(workflow.bearbeite, ordner, umfeld, sprache=wahl.sprache, ausschnitt=ausschnitt)
    try:
        with end_geordnet(), betritt(ordner, umfeld, front, wahl.zugang, oeffne) as stand:
            _check_dauer(stand)
            run_dialog(stand, umfeld, front, _build_projektor(ordner) if wahl.projektor else None)
    except KeyboardInterrupt:
        print_fehler(f"\nWeiter geht es jederzeit mit {format_befehl('start', ordner)}.")
        raise
    if getattr(front, "gelesen", 1) == 0:
        raise BenutzungError("kein-terminal")


def _build_projektor(ordner: Path) -> "Projektor":
    from wegweiser.workflow.projektor import Projektor

    projektor = Projektor(ordner)
    melde(f"Für den Projektor: {projektor.pfad} im Browser öffnen. Die Seite folgt dem Gespräch von selbst.")
    return projektor


def _check_dauer(stand: Stand) -> None:
    """Too little time for any whole Schritt: say how much the shortest takes."""
    wahl = stand.zeitwahl
    if wahl and wahl.ausgelassen and not wahl.gewaehlt:
        kuerzester = min(round(eine.minuten) for eine in wahl.ausgelassen)
        raise BenutzungError("dauer-zu-kurz", dauer=wahl.dauer, minuten=max(1, kuerzester))


def check_runde(name: str) -> Runde:
    """A round as typed; raises BenutzungError with all there are."""
    gesucht = fold_umlaute(name.strip())
    if gesucht not in (alle := get_args(Runde)):
        vorschlag = format_vorschlag(name, alle)
        raise BenutzungError("runde-unbekannt", name=name, vorschlag=vorschlag, vorhanden=", ".join(alle))
    return cast("Runde", gesucht)


def build_front(umgebung: Umgebung, *, schlicht: bool, ruhig: bool = False) -> Front:
    """The way to talk to this person."""
    if schlicht or umgebung.schlicht:
        from wegweiser.cli.schlicht import Schlicht

        return Schlicht()
    from wegweiser.cli.tasten import Tasten

    return Tasten(farbig=umgebung.farbig, ruhig=ruhig)


def run_status(ordner: Path, *, als_json: bool) -> None:
    """`status`."""
    from wegweiser.cli import views

    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung)
    try:
        stand = workflow.load_stand(ordner, umfeld)
    except VorhabenError:
        if not als_json:
            from wegweiser.cli.schadensansicht import print_geretteten

            print_geretteten(ordner, umfeld, farbig=umgebung.farbig)
        raise
    if als_json:
        print_json(views.build_status_json(stand))
    else:
        print_saetze(views.build_status(stand, umfeld.jetzt().date()), farbig=umgebung.farbig)


def run_antwort(
    ordner: Path,
    frage: str,
    wert: str,
    aus: Path | None,
    angaben: Angaben,
    kuerzel: str,
    *,
    nur_wirkung: bool = False,
) -> None:
    """`antwort`."""
    umfeld = build_umfeld(read_umgebung(), kuerzel)
    angaben = angaben._replace(sicherheit=fold_umlaute(angaben.sicherheit))
    _check_antwort(frage, wert, aus, angaben)
    if nur_wirkung and aus is not None:
        raise BenutzungError(
            "benutzung", grund="--wirkung gilt für eine einzelne Antwort.", befehl="wegweiser antwort"
        )
    if nur_wirkung:
        stand = workflow.load_stand(ordner, umfeld)
        _zeige_wirkung(stand, frage, wert, angaben, umfeld.jetzt().date())
        return
    with workflow.bearbeite(ordner, umfeld) as stand:
        if aus is not None:
            _, anzahl = workflow.apply_antwortdatei(stand, aus, umfeld)
            melde("Alles war schon so gespeichert." if not anzahl else f"gespeichert: {_antworten(anzahl)}.")
            return
        adresse = workflow.parse_adresse(stand, frage)
        antwort = _build_antwort(stand, adresse, wert, angaben, umfeld.jetzt().date())
        _melde_wirkung(stand, adresse, antwort)
        workflow.save_antwort(stand, adresse, antwort, umfeld)
        from wegweiser.cli.ansicht import format_antwort

        melde(
            f"gespeichert: {adresse} = {format_antwort(stand, workflow.find_frage_von(stand, adresse), antwort)}"
        )


def _melde_wirkung(stand: Stand, adresse: Adresse, antwort: Antwort) -> None:
    """What else changes where a value was there before."""
    from wegweiser.cli.wirkung import build_wirkung
    from wegweiser.workflow.wirkung import preview_wirkung

    alt = stand.vorhaben.antworten.get(adresse)
    if alt is None or alt.wert is None or alt.wert == antwort.wert:
        return
    wirkung = preview_wirkung(stand, {adresse: antwort})
    if not wirkung.leer:
        print_saetze(build_wirkung(stand, wirkung), farbig=False)


def _zeige_wirkung(stand: Stand, frage: str, wert: str, angaben: Angaben, heute: date) -> None:
    """`antwort --wirkung`: only what would change."""
    from wegweiser.cli.wirkung import build_wirkung
    from wegweiser.workflow.wirkung import preview_wirkung

    adresse = workflow.parse_adresse(stand, frage)
    wirkung = preview_wirkung(stand, {adresse: _build_antwort(stand, adresse, wert, angaben, heute)})
    saetze = [Satz("Sonst ändert sich nichts.")] if wirkung.leer else build_wirkung(stand, wirkung)
    print_saetze([*saetze, Satz("Gespeichert ist noch nichts.", "leise")], farbig=False)


def _antworten(anzahl: int) -> str:
    return "eine Antwort" if anzahl == 1 else f"{anzahl} Antworten"


def _check_antwort(frage: str, wert: str, aus: Path | None, angaben: Angaben) -> None:
    grund = ""
    if aus is not None and (frage or wert or angaben != Angaben()):
        grund = (
            "Mit --aus stehen alle Angaben in der Datei; FRAGE, WERT und andere Optionen passen nicht dazu."
        )
    elif aus is None and not frage:
        grund = "Es fehlt die Angabe FRAGE (oder --aus DATEI)."
    elif aus is None and angaben.offen == bool(wert):
        grund = (
            "Nötig ist ein WERT oder --offen, nicht beides."
            if wert
            else "Es fehlt die Angabe WERT (oder --offen)."
        )
    elif not angaben.offen and (angaben.zustaendig or angaben.bis):
        grund = "--zustaendig und --bis gehören zu --offen."
    elif angaben.sicherheit and angaben.sicherheit not in get_args(Sicherheit):
        raise EingabeError("falsche-sicherheit", text=angaben.sicherheit)
    if grund:
        raise BenutzungError("benutzung", grund=grund, befehl="wegweiser antwort")


def _build_antwort(stand: Stand, adresse: Adresse, wert: str, angaben: Angaben, heute: date) -> Antwort:
    """The answer; certainty, evidence and note that were there before stay unless new ones are given."""
    alt = stand.vorhaben.antworten.get(adresse) or Antwort()
    antwort = Antwort(
        offen=angaben.offen,
        sicherheit=cast("Sicherheit | None", angaben.sicherheit or alt.sicherheit),
        belege=angaben.belege or alt.belege,
        notiz=angaben.notiz or alt.notiz,
        zustaendig=angaben.zustaendig or None,
        bis=parse_termin(angaben.bis, heute) if angaben.bis else None,
    )
    return antwort if angaben.offen else replace(antwort, wert=parse_wert(stand, adresse, wert))


def parse_wert(stand: Stand, adresse: Adresse, wert: str) -> Wert:
    """The value; who cannot see the list of possibilities gets it with the error."""
    try:
        return workflow.parse_eingabe(stand, adresse, wert)
    except EingabeError as fehler:
        optionen = workflow.list_optionen(stand, workflow.find_frage_von(stand, adresse))
        if fehler.code != "keine-option" or not optionen:
            raise
        ids = ", ".join(option.id for option in optionen[:_NENNBAR])
        mehr = f" und {len(optionen) - _NENNBAR} weitere" if len(optionen) > _NENNBAR else ""
        vorschlag = f"{fehler.angaben.get('vorschlag', '')} Möglich sind: {ids}{mehr}."
        raise EingabeError("keine-option", text=fehler.angaben["text"], vorschlag=vorschlag) from None


def _warne_unpassend(stand: Stand) -> None:
    """What does not fit the guide is missing in every result; whoever reads the result has to know."""
    if anzahl := len(stand.vorhaben.unpassend):
        stellen, fehlen = (
            ("Eine Stelle passt", "fehlt") if anzahl == 1 else (f"{anzahl} Stellen passen", "fehlen")
        )
        hinweis = f"{format_befehl('status', stand.ordner)} nennt sie."
        print_fehler(f"{stellen} nicht zum Leitfaden und {fehlen} deshalb im Ergebnis: {hinweis}")


def run_auswerten(ordner: Path, *, szenario: str = "", als_json: bool) -> None:
    """`auswerten`."""
    from wegweiser.workflow.auswertung import compute_ergebnisse, compute_uebriges
    from wegweiser.workflow.quartiersbild import compute_quartiersbild

    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung)
    stand, angabe = _load_mit_szenario(ordner, szenario, umfeld)
    ergebnisse, uebriges = compute_ergebnisse(stand), compute_uebriges(stand)
    bild = compute_quartiersbild(stand, umfeld.jetzt().date())
    from wegweiser.cli import ergebnisansicht

    if als_json:
        daten = ergebnisansicht.build_json(ergebnisse, uebriges, bild)
        print_json({"szenario": angabe.titel, **daten} if angabe else daten)
        return
    if angabe:
        _zeige_szenario(angabe, farbig=umgebung.farbig)
    ergebnisansicht.print_ergebnisse(stand, ergebnisse, uebriges, bild, farbig=umgebung.farbig)


def _load_mit_szenario(ordner: Path, szenario: str, umfeld: Umfeld) -> tuple[Stand, "Szenarioangabe | None"]:
    """The Vorhaben for computing, and what is supposed where a scenario is named."""
    stand = workflow.load_stand(ordner, umfeld)
    _warne_unpassend(stand)
    if not szenario:
        return stand, None
    from wegweiser.workflow.szenarien import build_szenarioangabe, load_angenommen

    angenommen = load_angenommen(stand, szenario)
    return angenommen.stand, build_szenarioangabe(stand, angenommen)


def _zeige_szenario(angabe: "Szenarioangabe", *, farbig: bool) -> None:
    from wegweiser.cli.unterschiedansicht import build_annahmen

    kopf = Satz(f"Szenario „{angabe.titel}“ – nicht das Vorhaben selbst", "warnung")
    print_saetze([kopf, *build_annahmen(angabe.annahmen), Satz("")], farbig=farbig)


def run_bericht(
    ordner: Path, formate: tuple[str, ...], ziel: Path | None, stichtag: str, szenario: str = ""
) -> None:
    """`bericht`."""
    from time import monotonic

    from wegweiser.workflow.auswertung import write_bericht

    beginn = monotonic()
    umfeld = build_umfeld(read_umgebung())
    gewollt = tuple(dict.fromkeys(name.casefold() for name in formate)) or ("pdf", "html", "json")
    if falsch := [name for name in gewollt if name not in {"pdf", "html", "json"}]:
        raise BenutzungError("format-unbekannt", name=falsch[0])
    tag: date | None = parse_datum(stichtag) if stichtag else None
    stand, angabe = _load_mit_szenario(ordner, szenario, umfeld)
    ausgaben, fehlt = write_bericht(stand, gewollt, umfeld, ziel=ziel, stichtag=tag, szenario=angabe)
    _melde_ausgaben(ausgaben, monotonic() - beginn)
    if fehlt and formate:
        raise fehlt
    _melde_fehlt(fehlt)


def _melde_fehlt(fehlt: PdfBibliothekError | None) -> None:
    """Nobody asked for the PDF by name: everything else is there, and this says how to get it."""
    if fehlt:
        melde(f"{fehlt.satz} {fehlt.hinweis}")


def melde_pfade(ausgaben: Iterable[tuple[Path, int | None]]) -> None:
    """What was written, a path a line, with the pages of a PDF."""
    for pfad, seiten in ausgaben:
        umfang = f" ({'eine Seite' if seiten == 1 else f'{seiten} Seiten'})" if seiten else ""
        print(clean_anzeige(f"{pfad}{umfang}"))  # noqa: T201 - paths stay unwrapped


def _melde_ausgaben(ausgaben: Iterable[tuple[Path, int | None]], sekunden: float) -> None:
    from wegweiser.model.deutsch_format import format_zahl

    melde_pfade(ausgaben)
    gerundet = max(1, round(sekunden))
    melde("Fertig in einer Sekunde." if gerundet == 1 else f"Fertig in {format_zahl(gerundet)} Sekunden.")
