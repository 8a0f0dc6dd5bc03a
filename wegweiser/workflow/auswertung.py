"""What comes out of a Vorhaben: results of the stages, the report, and the example."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.dateien import save_atomar, schreibfehler
from wegweiser.adapters.inhalte import find_inhalte, find_leitfaden
from wegweiser.adapters.json_ausgabe import render_json
from wegweiser.adapters.reisen import Fall, load_reise
from wegweiser.core import ablauf
from wegweiser.core import uebriges as core_uebriges
from wegweiser.core.analyse import compute_analyse
from wegweiser.core.bericht import build_bericht
from wegweiser.core.finanzierung import compute_finanzierung
from wegweiser.core.koproduktion import compute_formenvergleich
from wegweiser.core.massnahmenplan import compute_massnahmenplan
from wegweiser.core.personen import mask_personen
from wegweiser.core.werte import Wertequelle
from wegweiser.errors import BenutzungError, BerichtError, PdfBibliothekError
from wegweiser.model.base import replace
from wegweiser.model.bericht import Bericht, Szenarioangabe
from wegweiser.model.ergebnisse import Ergebnisse
from wegweiser.model.lage import Lage
from wegweiser.model.uebriges import Uebriges
from wegweiser.model.vorgaben import LEITFADEN
from wegweiser.workflow import Stand, apply_antworten, bearbeite, create
from wegweiser.workflow.umfeld import Umfeld

BEISPIEL = "beispiel"
MASSNAHMEN = "massnahmen"
DATEINAME = "massnahmenplan"
EIGENER_DATEINAME = "bericht"  # of a guide that knows no Maßnahmen


def compute_ergebnisse(stand: Stand) -> Ergebnisse:
    """Gaps, forms, finance and plan from the answers on the path."""
    return compute_ergebnisse_aus(_quelle_auf_pfad(stand), stand.lage)


def compute_ergebnisse_aus(quelle: Wertequelle, lage: Lage) -> Ergebnisse:
    """The same from pruned answers, without a Vorhaben around them."""
    saetze = [id_ for id_, _ in quelle.saetze(MASSNAHMEN)]
    formen = {id_: compute_formenvergleich(quelle, id_) for id_ in saetze}
    finanzierung = {id_: compute_finanzierung(quelle, id_) for id_ in saetze}
    return Ergebnisse(
        analyse=compute_analyse(quelle),
        formen={id_: vergleich for id_, vergleich in formen.items() if vergleich is not None},
        finanzierung={id_: plan for id_, plan in finanzierung.items() if plan is not None},
        plan=compute_massnahmenplan(quelle, lage),
        abgeschaltet=quelle.leitfaden.abgeschaltet,
    )


def compute_uebriges(stand: Stand) -> Uebriges:
    """What a guide computes and rules outside the stages."""
    return core_uebriges.compute_uebriges(_quelle_auf_pfad(stand))


def _quelle_auf_pfad(stand: Stand) -> Wertequelle:
    """What results and reports see: the answers on the path, nothing about persons."""
    antworten = ablauf.prune_antworten(stand.vorhaben.antworten, stand.lage)
    return Wertequelle(stand.leitfaden, mask_personen(stand.leitfaden, antworten))


def build_bericht_von(stand: Stand, stichtag: date) -> Bericht:
    """The report of a Vorhaben as data."""
    from wegweiser.workflow.quartiersbild import compute_quartiersbild

    return build_bericht(
        _quelle_auf_pfad(stand),
        stand.lage,
        compute_ergebnisse(stand),
        titel=stand.vorhaben.titel,
        stichtag=stichtag,
        beispiel=ist_beispiel(stand),
        bild=compute_quartiersbild(stand, stichtag),
    )


def ist_beispiel(stand: Stand) -> bool:
    """A plan that rests on constructed answers says so on every page."""
    return any(antwort.sicherheit == "konstruiert" for antwort in stand.vorhaben.antworten.values())


class Ausgabe(NamedTuple):
    """A file that was written; `seiten` for a PDF."""

    pfad: Path
    seiten: int | None = None


def write_bericht(
    stand: Stand,
    formate: Sequence[str],
    umfeld: Umfeld,
    *,
    ziel: Path | None = None,
    stichtag: date | None = None,
    szenario: Szenarioangabe | None = None,
) -> tuple[tuple[Ausgabe, ...], PdfBibliothekError | None]:
    """Write the report; without Pango everything but the PDF, and the error that says how to get it.

    For a scenario, `stand` is the Vorhaben as it would be.
    """
    bericht = replace(build_bericht_von(stand, stichtag or umfeld.jetzt().date()), szenario=szenario)
    stamm = szenario.dateiname if szenario else EIGENER_DATEINAME if bericht.eigenes else DATEINAME
    ordner = ziel or stand.ordner / "bericht"
    vorlagen = find_inhalte("vorlagen")
    with schreibfehler(ordner, BerichtError):
        ordner.mkdir(parents=True, exist_ok=True)
    ausgaben: list[Ausgabe] = []
    fehlt: PdfBibliothekError | None = None
    for format_ in formate:
        pfad = ordner / f"{stamm}.{format_}"
        if format_ == "pdf":
            try:
                ausgaben.append(_write_pdf(bericht, stand, pfad, vorlagen))
            except PdfBibliothekError as fehler:
                fehlt = fehler
        elif format_ in {"html", "json"}:
            inhalt = (
                render_json(bericht) if format_ == "json" else _render(bericht, vorlagen, eingebettet=True)
            )
            with schreibfehler(pfad, BerichtError):
                save_atomar(pfad, inhalt.encode())
            ausgaben.append(Ausgabe(pfad))
        else:
            raise BenutzungError("format-unbekannt", name=format_)
    return tuple(ausgaben), fehlt


def _render(bericht: Bericht, vorlagen: Path, *, eingebettet: bool) -> str:
    from wegweiser.adapters.vorlagen import render_html

    return render_html(bericht, vorlagen, eingebettet=eingebettet)


def _write_pdf(bericht: Bericht, stand: Stand, pfad: Path, vorlagen: Path) -> Ausgabe:
    from wegweiser.adapters.pdf import write_pdf

    html = _render(bericht, vorlagen, eingebettet=False)
    erzeugt = stand.vorhaben.geaendert
    titel = f"{bericht.titel} – {bericht.szenario.titel}" if bericht.szenario else bericht.titel
    with schreibfehler(pfad, BerichtError):
        return Ausgabe(pfad, write_pdf(html, pfad, titel=titel, vorlagenordner=vorlagen, erzeugt=erzeugt))


class Vorfuehrung(NamedTuple):
    """What the demo made."""

    ordner: Path
    antworten: int
    ausgaben: tuple[Ausgabe, ...]
    fehlt: PdfBibliothekError | None


def play_demo(ordner: Path, umfeld: Umfeld, formate: Sequence[str] = ("pdf", "html", "json")) -> Vorfuehrung:
    """Play the example journey of the shipped guide into a new folder, and write its report."""
    fall = _load_beispiel()
    create(ordner, leitfaden=LEITFADEN, titel=fall.titel, umfeld=umfeld)
    with bearbeite(ordner, umfeld) as stand:
        gefuellt, anzahl = apply_antworten(stand, fall.antworten, umfeld)
        ausgaben, fehlt = write_bericht(gefuellt, formate, umfeld)
    return Vorfuehrung(ordner=ordner, antworten=anzahl, ausgaben=ausgaben, fehlt=fehlt)


def _load_beispiel() -> Fall:
    return load_reise(find_leitfaden(LEITFADEN) / "reisen" / f"{BEISPIEL}.yaml")[0]
