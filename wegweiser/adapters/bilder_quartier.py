"""What describes a Quartier as SVG: age groups and indicators beside those of the city. Ranges stay ranges, unknown stays unknown."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from wegweiser.adapters import svg
from wegweiser.adapters.bilder import BREITE, Worte
from wegweiser.adapters.svg import brich, kasten, kuerze, linie, schraffur, schrift
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.kennzahl import Indikatorwert, Raumvergleich, Spanne
from wegweiser.model.quartiersbild import Altersgruppe

NBSP = "\u00a0"
ABSOLUT = frozenset({"Personen"})
_NAMEN, _HOCH_ALTER = 150.0, 30.0
_HOCH, _MITTE, _HALBE, _HUNDERT, _TAUSEND = 34.0, 420.0, 96.0, Decimal(100), 1000
# Beyond half or double the city's value a mark stands at the edge, with an arrow.
_AMPELFORM = {"gut": "kreis", "unauffaellig": "ring", "auffaellig": "dreieck", "kritisch": "quadrat"}


def format_spanne(spanne: Spanne | None, stellen: int = 1) -> str:
    """One value, or "12,0 bis 14,5"; unknown is a dash."""
    if spanne is None:
        return "–"
    unten, oben = (format_zahl(round(wert, stellen)).replace("-", "−") for wert in spanne)
    return unten if unten == oben else f"{unten} bis {oben}"


# ── Age ──────────────────────────────────────────────────────────────────────────────────────────


def build_altersaufbau(gruppen: Sequence[Altersgruppe], worte: Worte) -> str:
    """One bar per age group for the Quartier; a line across it says where the city stands."""
    hoechste = max(
        (s.oben for g in gruppen for s in (g.quartier, g.stadt) if s), default=Decimal(1)
    ) or Decimal(1)
    masz = (BREITE - _NAMEN - 120) / float(hoechste)
    teile: list[str] = []
    for nr, gruppe in enumerate(gruppen):
        teile += _altersbalken(gruppe, nr * _HOCH_ALTER + 4, masz, worte)
    y = len(gruppen) * _HOCH_ALTER + 12
    teile += [
        kasten(_NAMEN, y, 22, 12, fuellung=svg.PETROL),
        schrift(_NAMEN + 28, y + 10, worte["quartier"], groesse=11, farbe=svg.GRAU),
    ]
    if any(gruppe.stadt for gruppe in gruppen):
        x = _NAMEN + 28 + svg.breite(worte["quartier"], 11) + 24
        teile += [
            zeichne_stadtstrich(x, y - 2, 16),
            schrift(x + 9, y + 10, worte["stadt"], groesse=11, farbe=svg.GRAU),
        ]
    saetze = "; ".join(_alter_in_worten(gruppe, worte) for gruppe in gruppen)
    return svg.bild(f"{worte['alter']}. {saetze}.", BREITE, y + 20, teile)


def _altersbalken(gruppe: Altersgruppe, y: float, masz: float, worte: Worte) -> Iterator[str]:
    yield schrift(0, y + 15, kuerze(_nenne(gruppe, worte), _NAMEN - 8, 12))
    if gruppe.quartier is None:
        yield schrift(_NAMEN, y + 15, worte["keine_angabe"], farbe=svg.GRAU)
        return
    unten, oben = (float(wert) * masz for wert in gruppe.quartier)
    yield kasten(_NAMEN, y, unten, 20, fuellung=svg.PETROL)
    if oben > unten:  # withheld values: somewhere in here
        yield schraffur(_NAMEN + unten, y, oben - unten, 20) + kasten(
            _NAMEN + unten, y, oben - unten, 20, rand=svg.PETROL
        )
    ende = _NAMEN + oben
    if gruppe.stadt is not None:
        stadt = _NAMEN + float(gruppe.stadt.unten + gruppe.stadt.oben) / 2 * masz
        yield zeichne_stadtstrich(stadt, y - 3, 26)
        ende = max(ende, stadt)
    yield schrift(ende + 8, y + 15, f"{format_spanne(gruppe.quartier)}{NBSP}%", fett=True)
    if gruppe.stadt is not None:
        yield schrift(
            BREITE, y + 15, f"{format_spanne(gruppe.stadt)}{NBSP}%", anker="end", farbe=svg.GRAU, groesse=11
        )


def zeichne_stadtstrich(x: float, y: float, hoch: float) -> str:
    """A dark line with a light edge: seen on the bar and beside it."""
    return linie(x, y, x, y + hoch, farbe="#ffffff", staerke=5) + linie(
        x, y, x, y + hoch, farbe=svg.ROST, staerke=2.4
    )


def _nenne(gruppe: Altersgruppe, worte: Worte) -> str:
    if gruppe.bis is None:
        return worte["alter_ab"].format(von=gruppe.von)
    return worte["alter_bis" if gruppe.von else "alter_unter"].format(
        von=gruppe.von, bis=gruppe.bis, letztes=gruppe.bis - 1
    )


def _alter_in_worten(gruppe: Altersgruppe, worte: Worte) -> str:
    if gruppe.quartier is None:
        return f"{_nenne(gruppe, worte)}: {worte['keine_angabe']}"
    stadt = f", {worte['stadt']} {format_spanne(gruppe.stadt)} %" if gruppe.stadt else ""
    return f"{_nenne(gruppe, worte)}: {format_spanne(gruppe.quartier)} %{stadt}"


# ── Indicators ───────────────────────────────────────────────────────────────────────────────────


def build_indikatorvergleich(werte: Sequence[Indikatorwert], worte: Worte) -> str:
    """Every indicator on one scale: the city is 100. Left of the line is less than there, right of it more."""
    zeilen = [(wert, vergleich) for wert in werte if (vergleich := find_stadt(wert)) is not None]
    hoch = 44 + len(zeilen) * _HOCH
    teile = [*_skala(hoch - 8, worte)]
    for nr, (wert, vergleich) in enumerate(zeilen):
        teile += _indikatorzeile(wert, vergleich, 40 + nr * _HOCH)
    teile.append(_ampellegende(hoch + 4, worte))
    saetze = "; ".join(_indikator_in_worten(wert, vergleich, worte) for wert, vergleich in zeilen)
    return svg.bild(f"{worte['indikatoren']}. {saetze}.", BREITE, hoch + 24, teile)


def find_stadt(wert: Indikatorwert) -> Raumvergleich | None:
    """The comparison with the city that can be drawn: a ratio of two known values, never of two numbers of persons."""
    if wert.wert is None or wert.einheit in ABSOLUT:
        return None
    return next((v for v in wert.vergleiche if v.art == "stadt" and v.verhaeltnis is not None), None)


def _skala(unten: float, worte: Worte) -> Iterator[str]:
    for anteil, text in ((-1, "50"), (0, "100"), (1, "200")):
        x = _MITTE + anteil * _HALBE
        yield linie(
            x, 22, x, unten, farbe=svg.GRAU if anteil == 0 else svg.LINIE, staerke=1.2 if anteil == 0 else 0.8
        )
        yield schrift(x, 17, text, groesse=10.5, farbe=svg.GRAU, anker="middle")
    yield schrift(0, 17, worte["kopf_quartier"], groesse=10.5, farbe=svg.GRAU)
    yield schrift(BREITE, 17, worte["stadt"], groesse=10.5, farbe=svg.GRAU, anker="end")


def _ort(verhaeltnis: Decimal) -> float:
    """Half and double lie equally far from the middle."""
    anteil = float((verhaeltnis / _HUNDERT).max(Decimal("0.01")).ln() / Decimal(2).ln())
    return _MITTE + max(-1.12, min(1.12, anteil)) * _HALBE


def _indikatorzeile(wert: Indikatorwert, vergleich: Raumvergleich, y: float) -> Iterator[str]:
    yield linie(0, y + _HOCH - 7, BREITE, y + _HOCH - 7, farbe="#e6ebec", staerke=0.6)
    einheit = "" if wert.einheit == "%" else f" ({wert.einheit})"
    zeilen = brich(f"{wert.titel}{einheit}", 190, 12)
    yield svg.absatz(0, y + (9 if len(zeilen) > 1 else 15), zeilen)
    yield schrift(302, y + 15, _mit_einheit(wert.wert, wert.einheit), fett=True, anker="end")
    verhaeltnis = vergleich.verhaeltnis
    if verhaeltnis is not None:
        links, rechts = _ort(verhaeltnis.unten), _ort(verhaeltnis.oben)
        yield linie(min(links, _MITTE), y + 11, max(rechts, _MITTE), y + 11, farbe=svg.STUFEN[1], staerke=5)
        if rechts > links:
            yield linie(links, y + 11, rechts, y + 11, farbe=svg.GRAU, staerke=2)
        ampel = wert.stellung.ampel if wert.stellung else None
        yield _ampelzeichen(ampel, (links + rechts) / 2, y + 11)
    yield schrift(BREITE, y + 15, _mit_einheit(vergleich.wert, wert.einheit), anker="end", farbe=svg.GRAU)


def _mit_einheit(spanne: Spanne | None, einheit: str) -> str:
    prozent = f"{NBSP}%" if einheit == "%" else ""
    return f"{format_spanne(spanne, find_stellen(spanne, einheit))}{prozent}"


def find_stellen(spanne: Spanne | None, einheit: str = "") -> int:
    """As many decimals as say something: two below one, none from a thousand on; persons are whole."""
    if einheit in ABSOLUT:
        return 0
    groesse = abs(spanne.oben) if spanne is not None else Decimal(0)
    return 2 if groesse < 1 else 1 if groesse < _TAUSEND else 0


def _ampelzeichen(ampel: str | None, x: float, y: float) -> str:
    """The word of the traffic light as a shape: dot, ring, triangle, square; a bar where there is none."""
    form = _AMPELFORM.get(ampel or "", "strich")
    if form == "kreis":
        return svg.punkt(x, y, 6, rand="#ffffff")
    if form == "ring":
        return svg.punkt(x, y, 5.2, fuellung="#ffffff", rand=svg.PETROL)
    if form == "dreieck":
        return f'<path d="M{x:.1f} {y - 7:.1f}l7 12h-14z" fill="{svg.ROST}" stroke="#ffffff"/>'
    if form == "quadrat":
        return kasten(x - 6, y - 6, 12, 12, fuellung=svg.ROST, rand="#ffffff")
    return kasten(x - 2.5, y - 7, 5, 14, fuellung=svg.TINTE, rand="#ffffff")


def _ampellegende(y: float, worte: Worte) -> str:
    teile, x = [], 0.0
    for name in (*_AMPELFORM, "ohne"):
        teile += [
            _ampelzeichen(name, x + 7, y + 6),
            schrift(x + 19, y + 10, worte[name], groesse=11, farbe=svg.GRAU),
        ]
        x += svg.breite(worte[name], 11) + 40
    return "".join(teile)


def _indikator_in_worten(wert: Indikatorwert, vergleich: Raumvergleich, worte: Worte) -> str:
    ampel = wert.stellung.ampel if wert.stellung else None
    urteil = f" ({worte[ampel]})" if ampel else ""
    selbst, dort = (f"{format_spanne(s)} {wert.einheit}" for s in (wert.wert, vergleich.wert))
    return f"{wert.titel} {selbst}, {worte['stadt']} {dort}, {worte['verhaeltnis']} {format_spanne(vergleich.verhaeltnis, 0)}{urteil}"
