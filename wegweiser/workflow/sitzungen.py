"""Meetings: open one, close it, write its minutes; propose and fix the days of the course."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.antwortdaten import parse_antwort
from wegweiser.adapters.dateien import save_atomar, schreibfehler
from wegweiser.adapters.inhalte import find_inhalte
from wegweiser.adapters.protokoll import load_protokoll
from wegweiser.adapters.sitzungen import load_buch, save_buch
from wegweiser.core import sitzung as kern
from wegweiser.errors import (
    BerichtError,
    EingabeError,
    PdfBibliothekError,
    VorhabenError,
    WegweiserError,
    format_vorschlag,
)
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Knoten, Runde, replace
from wegweiser.model.deutsch_format import format_datum
from wegweiser.model.katalog import Terminvorlage
from wegweiser.model.leitfaden import find_frage
from wegweiser.model.sitzung import Niederschrift, Sitzung, Sitzungsbuch, Terminplan
from wegweiser.workflow import Stand, bearbeite
from wegweiser.workflow.auswertung import Ausgabe, ist_beispiel
from wegweiser.workflow.umfeld import Umfeld

__all__ = ["load_buch"]
FORMATE = ("pdf", "html")


class Beginn(NamedTuple):
    """What is known when a meeting is opened; empty where nothing was said."""

    termin: str = ""
    titel: str = ""
    runde: Runde | None = None
    ort: str = ""
    moderation: str = ""
    datum: date | None = None
    beginn: str = ""


class Abschluss(NamedTuple):
    """What is noted when it is closed."""

    personen: Mapping[str, int]
    beschluesse: tuple[str, ...] = ()
    dissens: tuple[str, ...] = ()
    ende: str = ""


def list_plan(stand: Stand, heute: date) -> tuple[Terminplan, ...]:
    """The course of the guide with a day for every Termin; raises EingabeError where it proposes none."""
    termine = kern.list_termine(stand.leitfaden)
    if not termine:
        raise EingabeError("termin-ohne", leitfaden=stand.leitfaden.kopf.titel)
    return kern.plan_termine(termine, load_buch(stand.ordner), heute)


def fix_termine(ordner: Path, tage: Mapping[str, date | None], umfeld: Umfeld) -> Stand:
    """Fix the day of a Termin, or (None) take it back."""
    with bearbeite(ordner, umfeld) as stand:
        for id_ in tage:
            _find_termin(stand, id_)
        buch = load_buch(ordner)
        termine = {id_: tag for id_, tag in {**buch.termine, **tage}.items() if tag is not None}
        save_buch(ordner, replace(buch, termine=termine))
    return stand


def _find_termin(stand: Stand, id_: str) -> Terminvorlage:
    termine = {termin.id: termin for termin in kern.list_termine(stand.leitfaden)}
    if id_ not in termine:
        raise EingabeError(
            "termin-unbekannt", text=id_, vorschlag=format_vorschlag(id_, termine), ordner=stand.ordner
        )
    return termine[id_]


def beginne(ordner: Path, angaben: Beginn, umfeld: Umfeld) -> Sitzung:
    """Open a meeting; raises VorhabenError while another one is open."""
    with bearbeite(ordner, umfeld) as stand:
        buch = load_buch(ordner)
        if laufende := buch.laufende:
            tag = format_datum(laufende.datum)
            raise VorhabenError("sitzung-laeuft", titel=laufende.titel, datum=tag, ordner=ordner)
        termin = _find_termin(stand, angaben.termin) if angaben.termin else None
        jetzt = umfeld.jetzt()
        sitzung = Sitzung(
            id=_naechste_id(buch),
            termin=termin.id if termin else None,
            titel=angaben.titel or (termin.titel if termin else "Sitzung"),
            runde=angaben.runde or (termin.runde if termin else None),
            datum=angaben.datum or jetzt.date(),
            beginn=angaben.beginn or f"{jetzt:%H:%M}",
            ort=angaben.ort,
            moderation=angaben.moderation,
            von=stand.vorhaben.protokoll,
        )
        save_buch(ordner, replace(buch, sitzungen=(*buch.sitzungen, sitzung)))
    return sitzung


def _naechste_id(buch: Sitzungsbuch) -> str:
    nummern = [
        int(s.id[1:]) for s in buch.sitzungen if s.id[:1] == "s" and s.id[1:].isascii() and s.id[1:].isdigit()
    ]
    return f"s{max(nummern, default=0) + 1}"


def beende(ordner: Path, angaben: Abschluss, umfeld: Umfeld) -> tuple[Stand, Sitzung]:
    """Close the open meeting with what was noted; raises VorhabenError where none is open."""
    with bearbeite(ordner, umfeld) as stand:
        buch = load_buch(ordner)
        laufende = find_laufende(ordner)
        fertig = replace(
            laufende,
            personen={**laufende.personen, **angaben.personen},
            beschluesse=(*laufende.beschluesse, *angaben.beschluesse),
            dissens=(*laufende.dissens, *angaben.dissens),
            ende=angaben.ende or f"{umfeld.jetzt():%H:%M}",
            bis=stand.vorhaben.protokoll,
        )
        save_buch(
            ordner, replace(buch, sitzungen=tuple(fertig if s == laufende else s for s in buch.sitzungen))
        )
    return stand, fertig


def find_laufende(ordner: Path) -> Sitzung:
    """The open meeting; raises VorhabenError where none is open."""
    laufende = load_buch(ordner).laufende
    if laufende is None:
        raise VorhabenError("sitzung-keine-offen", ordner=ordner)
    return laufende


def find_sitzung(ordner: Path, kennung: str) -> Sitzung:
    """A closed meeting by its id (s2), its Termin (t2) or its number; without one the last."""
    sitzungen = load_buch(ordner).sitzungen
    if not sitzungen:
        raise VorhabenError("sitzung-keine", ordner=ordner)
    gesucht = kennung.strip().casefold()
    passende = [s for s in sitzungen if gesucht in {"", s.id, s.id.removeprefix("s"), s.termin}]
    if not passende:
        vorschlag = format_vorschlag(gesucht, [s.id for s in sitzungen])
        raise EingabeError("sitzung-unbekannt", text=kennung, vorschlag=vorschlag, ordner=ordner)
    if passende[-1].bis is None:
        raise VorhabenError("sitzung-noch-offen", titel=passende[-1].titel, ordner=ordner)
    return passende[-1]


def build_niederschrift(stand: Stand, sitzung: Sitzung, heute: date) -> Niederschrift:
    """What the minutes say: noted at the end, answered in between, left open."""
    danach = _list_danach(stand, sitzung)
    antworten = {**stand.vorhaben.antworten, **danach}
    geaendert = frozenset(adresse for adresse, antwort in danach.items() if antwort.wert is not None)
    plan = kern.plan_termine(kern.list_termine(stand.leitfaden), load_buch(stand.ordner), heute)
    return Niederschrift(
        vorhaben=stand.vorhaben.titel,
        leitfaden=f"{stand.leitfaden.kopf.titel} {stand.leitfaden.kopf.version}",
        sitzung=sitzung,
        anzahl=sum(sitzung.personen.values()),
        minuten=kern.compute_dauer(sitzung),
        ergebnisse=kern.build_ergebnisse(stand.leitfaden, antworten, geaendert),
        offen=tuple(kern.list_aufgaben(stand.leitfaden, danach)),
        naechster=kern.find_naechsten(plan, sitzung),
        beispiel=ist_beispiel(stand),
    )


def _list_danach(stand: Stand, sitzung: Sitzung) -> dict[Adresse, Antwort]:
    """What the journal says was answered during the meeting, as it stood at its end; tables first: others choose from them."""
    knoten: dict[Adresse, Knoten] = {}
    for zeile in load_protokoll(stand.ordner):
        if sitzung.von < zeile.nr <= (sitzung.bis or 0):
            knoten.update({a.adresse: a.neu for a in zeile.aenderungen})
    danach = {}
    for adresse, wert in knoten.items():
        paar = find_frage(stand.leitfaden, adresse.frage)
        if paar is not None and wert is not None:
            try:
                danach[adresse] = parse_antwort(paar[1], wert, stand.optionen)
            except (
                WegweiserError
            ):  # the guide or a table has changed since: what stands there now is what is known
                if adresse in stand.vorhaben.antworten:
                    danach[adresse] = stand.vorhaben.antworten[adresse]
    return danach


def write_niederschrift(
    stand: Stand, sitzung: Sitzung, formate: tuple[str, ...], umfeld: Umfeld, ziel: Path | None = None
) -> tuple[tuple[Ausgabe, ...], PdfBibliothekError | None]:
    """Write the minutes; without Pango everything but the PDF, and the error that says how to get it."""
    from wegweiser.adapters.vorlagen import render_vorlage

    niederschrift = build_niederschrift(stand, sitzung, umfeld.jetzt().date())
    vorlagen, ordner = find_inhalte("vorlagen"), ziel or stand.ordner / "bericht"
    with schreibfehler(ordner, BerichtError):
        ordner.mkdir(parents=True, exist_ok=True)
    ausgaben: list[Ausgabe] = []
    fehlt: PdfBibliothekError | None = None
    for format_ in formate:
        pfad = ordner / f"niederschrift-{sitzung.id}.{format_}"
        html = render_vorlage(vorlagen, "niederschrift", eingebettet=format_ == "html", n=niederschrift)
        try:
            ausgaben.append(Ausgabe(pfad, _write(html, pfad, niederschrift, vorlagen, umfeld)))
        except PdfBibliothekError as fehler:
            fehlt = fehler
    return tuple(ausgaben), fehlt


def _write(html: str, pfad: Path, n: Niederschrift, vorlagen: Path, umfeld: Umfeld) -> int | None:
    with schreibfehler(pfad, BerichtError):
        if pfad.suffix == ".html":
            save_atomar(pfad, html.encode())
            return None
        from wegweiser.adapters.pdf import write_pdf

        titel = f"Niederschrift: {n.sitzung.titel}, {format_datum(n.sitzung.datum)}"
        return write_pdf(
            html, pfad, titel=titel, vorlagenordner=vorlagen, erzeugt=umfeld.jetzt(), vorlage="niederschrift"
        )
