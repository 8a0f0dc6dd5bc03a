"""What the files say, in a few lines: at the end of the analysis in the dialogue."""

from collections.abc import Iterator
from pathlib import Path

from wegweiser.cli.ausgabe import LEER, Satz, format_befehl
from wegweiser.cli.befragungsansicht import format_spanne
from wegweiser.cli.gespraech import Gespraech
from wegweiser.cli.versorgungsansicht import format_band
from wegweiser.errors import WegweiserError
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.quartiersbild import ABSEITS, KLEINES, Quartiersbild, find_anteil, rank_versorgung
from wegweiser.model.versorgung import Dienstversorgung

ANALYSE = "lueckenmatrix"  # the kind of result whose Abschnitt the files belong to
_GENANNT = 4
_LUECKEN = "Größte Lücken nach den Daten:"


def build_datenhinweis(gespraech: Gespraech, art: str | None, *, ganz: bool) -> list[Satz]:
    """What the files of the Vorhaben say about its gaps; empty elsewhere, and where nothing was taken in.

    Without `ganz` the three lines that find room below everything else; on the projector no commands.
    """
    if art != ANALYSE:
        return []
    from wegweiser.workflow.daten import has_daten

    ordner = gespraech.stand.ordner
    try:
        if not has_daten(ordner):
            return []
        bild = _load_bild(gespraech)
    except WegweiserError as fehler:
        return [
            LEER,
            Satz(f"Die eingelesenen Dateien lassen sich gerade nicht auswerten: {fehler.satz}", "warnung"),
        ]
    if bild is None:
        return []
    saetze = build_kurzbild(bild, ordner) if ganz else build_kuerzeres(bild)
    return [LEER, *(saetze[:-1] if ganz and gespraech.praesentation else saetze)]


def _load_bild(gespraech: Gespraech) -> Quartiersbild | None:
    """Worked out once per session: it hangs on the files, not on the answers."""
    if gespraech.bild is None:
        from wegweiser.workflow.quartiersbild import compute_quartiersbild

        gespraech.zeige(LEER, Satz("Einen Moment, die eingelesenen Dateien werden ausgewertet …", "leise"))
        gespraech.bild = compute_quartiersbild(gespraech.stand, gespraech.umfeld.jetzt().date())
    return gespraech.bild


def build_kurzbild(bild: Quartiersbild, ordner: Path) -> list[Satz]:
    """People, ways, gaps in one line each, and where to read on."""
    saetze = [Satz(f"Was die Daten sagen: {bild.titel}", "titel")]
    saetze += [Satz(satz, einzug=2, haenge=2) for satz in _list_saetze(bild)]
    befehl = format_befehl("auswerten", ordner)
    uebernehmen = format_befehl("daten luecken", ordner, "--uebernehmen")
    if bild.luecken and bild.luecken.luecken:
        return [
            *saetze,
            Satz(f"Mehr: {befehl}; in die Antworten übernehmen: {uebernehmen}", "leise", einzug=2),
        ]
    return [*saetze, Satz(f"Mehr: {befehl}", "leise", einzug=2)]


def build_kuerzeres(bild: Quartiersbild) -> list[Satz]:
    """The one line that matters most at the end of the analysis."""
    saetze = list(_list_saetze(bild))
    wichtigster = next((satz for satz in saetze if satz.startswith(_LUECKEN)), "".join(saetze[:1]))
    return [Satz(f"{bild.titel}: {wichtigster} Mehr mit :ergebnis.", haenge=2)]


def _list_saetze(bild: Quartiersbild) -> Iterator[str]:
    if "quartier" in bild.fehlt:
        yield "Es fehlt die Grenze des Quartiers; ohne sie ist nicht bekannt, was darin liegt."
    yield from (f"Achtung: {fund.satz}" for fund in bild.funde if fund.code in ABSEITS)
    if bild.einwohner is not None:
        yield f"{format_spanne(bild.einwohner, 0)} Menschen leben hier."
    da = [d for d in rank_versorgung(bild.versorgung) if d.dienst.id not in KLEINES]
    weit = sorted((d for d in da if _compute_rueckstand(d) > 0), key=lambda d: -_compute_rueckstand(d))[
        :_GENANNT
    ]
    if weit:
        yield f"Weit ist es zu: {'; '.join(_nenne_weg(dienst) for dienst in weit)}."
    if bild.luecken:
        namen = [d.titel or d.dienst for d in bild.luecken.luecken if d.klasse != "gering"][:_GENANNT]
        if namen:
            yield f"{_LUECKEN} {', '.join(namen)}."
    if bild.befragungen:
        anzahl = sum(befragung.anzahl for befragung in bild.befragungen)
        yield f"Befragung: {format_zahl(anzahl)} Antworten."


def _compute_rueckstand(dienst: Dienstversorgung) -> float:
    """By how many points fewer people reach it than in the city around; 0 where there is nothing to compare."""
    anteil = find_anteil(dienst)
    return 0.0 if anteil is None or dienst.anteil_stadt is None else dienst.anteil_stadt - anteil.oben


def _nenne_weg(dienst: Dienstversorgung) -> str:
    stadt = "" if dienst.anteil_stadt is None else f", Stadt {format_zahl(round(dienst.anteil_stadt))}\u00a0%"
    return f"{dienst.dienst.titel} ({format_band(find_anteil(dienst))}{stadt})"
