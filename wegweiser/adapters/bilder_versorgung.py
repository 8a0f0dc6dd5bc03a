"""How many people reach what, as SVG: a bar per service, a line for the city, the threshold beside every bar."""

from collections.abc import Iterator, Sequence

from wegweiser.adapters import svg
from wegweiser.adapters.bilder import BREITE, Worte
from wegweiser.adapters.bilder_quartier import NBSP, zeichne_stadtstrich
from wegweiser.adapters.svg import kasten, kuerze, schraffur, schrift
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.lueckenindex import ALLE
from wegweiser.model.quartiersbild import find_anteil, rank_versorgung
from wegweiser.model.versorgung import Band, Dienstversorgung

MAX_DIENSTE = 20
_NAMEN, _WERTE, _HOCH = 236.0, 118.0, 22.5


def build_reichweiten(versorgung: Sequence[Dienstversorgung], worte: Worte) -> str:
    """Shares of the residents within the threshold of each service; those fewest reach come first."""
    zeilen = rank_versorgung(versorgung)[:MAX_DIENSTE]
    teile: list[str] = []
    for nr, dienst in enumerate(zeilen):
        teile += _zeile(dienst, nr * _HOCH + 4, worte)
    y = len(zeilen) * _HOCH + 12
    teile += [*_legende(y, worte, stadt=any(d.anteil_stadt is not None for d in zeilen))]
    saetze = "; ".join(_in_worten(dienst, worte) for dienst in zeilen)
    return svg.bild(f"{worte['reichweite']}. {saetze}.", BREITE, y + 20, teile)


def _zeile(dienst: Dienstversorgung, y: float, worte: Worte) -> Iterator[str]:
    anteil = find_anteil(dienst)
    if anteil is None:
        return
    schwelle = _format_schwelle(dienst, worte)
    yield schrift(0, y + 12, kuerze(dienst.dienst.titel, _NAMEN - svg.breite(schwelle, 10) - 12, 12))
    yield schrift(_NAMEN - 8, y + 12, schwelle, groesse=10, farbe=svg.GRAU, anker="end")
    masz = (BREITE - _NAMEN - _WERTE) / 100
    yield kasten(_NAMEN, y, 100 * masz, 15, fuellung="#ffffff", rand=svg.LINIE)
    yield kasten(_NAMEN, y, anteil.unten * masz, 15, fuellung=svg.PETROL)
    if anteil.oben - anteil.unten >= 1:
        x, b = _NAMEN + anteil.unten * masz, (anteil.oben - anteil.unten) * masz
        yield schraffur(x, y, b, 15) + kasten(x, y, b, 15, rand=svg.PETROL)
    if dienst.anteil_stadt is not None:
        yield zeichne_stadtstrich(_NAMEN + dienst.anteil_stadt * masz, y - 2, 19)
    x = BREITE - _WERTE + 10
    text = worte["fehlt_ganz"] if dienst.fehlt_ganz else format_band(anteil)
    yield schrift(x, y + 12, text, fett=True)
    if dienst.anteil_stadt is not None:
        stadt = f"{format_zahl(round(dienst.anteil_stadt))}{NBSP}%"
        yield schrift(BREITE, y + 12, stadt, anker="end", farbe=svg.GRAU, groesse=11)


def format_band(band: Band) -> str:
    """Percent, between two bounds where not every number of persons is known."""
    unten, oben = (format_zahl(round(wert)) for wert in band)
    return f"{unten}{NBSP}%" if unten == oben else f"{unten}–{oben}{NBSP}%"


def _format_schwelle(dienst: Dienstversorgung, worte: Worte) -> str:
    alle = dienst.find_gruppe(ALLE)
    meter = format_zahl(round(alle.meter)) if alle else ""
    return worte[f"mass_{alle.mass}" if alle else "mass_luftlinie"].format(meter=meter)


def _legende(y: float, worte: Worte, *, stadt: bool) -> Iterator[str]:
    yield kasten(_NAMEN, y, 22, 12, fuellung=svg.PETROL)
    yield schrift(_NAMEN + 28, y + 10, worte["erreicht"], groesse=11, farbe=svg.GRAU)
    if stadt:
        x = _NAMEN + 28 + svg.breite(worte["erreicht"], 11) + 24
        yield zeichne_stadtstrich(x, y - 2, 16)
        yield schrift(x + 9, y + 10, worte["stadt"], groesse=11, farbe=svg.GRAU)


def _in_worten(dienst: Dienstversorgung, worte: Worte) -> str:
    anteil = find_anteil(dienst)
    stadt = (
        ""
        if dienst.anteil_stadt is None
        else f", {worte['stadt']} {format_zahl(round(dienst.anteil_stadt))} %"
    )
    wert = worte["fehlt_ganz"] if dienst.fehlt_ganz else format_band(anteil) if anteil else "–"
    return f"{dienst.dienst.titel} {_format_schwelle(dienst, worte)}: {wert}{stadt}"
