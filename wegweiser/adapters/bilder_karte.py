"""The map of a Quartier as SVG: population in classes, unreached cells hatched, one symbol per Dienstfeld.

Nothing hangs on colour: classes differ in lightness, Dienstfelder in shape, vacancies are hollow. North is up.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import cos, radians, sin
from typing import NamedTuple

from wegweiser.adapters import svg
from wegweiser.adapters.bilder import BREITE, Worte
from wegweiser.adapters.svg import kasten, kuerze, linie, schrift
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.quartiersbild import Kartenmarke, Klasse, Quartierkarte

# From sparse to dense; in greyscale each step is clearly darker than the one before. The first is for less than ten persons.
TOENE = ("#ffffff", "#dfeaea", "#b5d0d2", "#7fb0b5", "#357883", "#0b4a57")
_HOECHSTE, _LEGENDE, _ZEILE = 450.0, 14.0, 19.0
_KANTE = 0.6  # white between two cells
_LAENGEN = (50, 100, 200, 250, 500, 1_000, 2_000, 5_000, 10_000)
_VIELE = 3  # from here on a symbol for several places is larger
_NENNBAR = 10  # fewer persons are not given as a number


class _Blatt(NamedTuple):
    """How metres become points on the page."""

    masz: float
    links: float
    hoch: float

    def x(self, meter: float) -> float:
        return self.links + meter * self.masz

    def y(self, meter: float) -> float:
        return self.hoch - meter * self.masz


def build_karte(karte: Quartierkarte, titel: str, worte: Worte) -> str:
    """The map with legend, scale, north arrow and the credit lines of what it shows."""
    masz = min(BREITE / karte.breite, _HOECHSTE / karte.hoehe)
    blatt = _Blatt(masz, (BREITE - karte.breite * masz) / 2, karte.hoehe * masz)
    breit = karte.breite * masz
    rahmen = (blatt.links, 0.0, breit, blatt.hoch)
    teile = [kasten(*rahmen, fuellung=svg.FLAECHE), _grund(karte, blatt), *_zellen(karte, blatt)]
    teile += [*_schraffur(karte, blatt), *_grenze(karte, blatt)]
    teile += [_zeichne(marke, blatt) for marke in karte.marken]
    teile += [_nordpfeil(karte, blatt), _masstab(karte, blatt, worte), kasten(*rahmen, rand=svg.LINIE)]
    legende, hoch = _legende(karte, blatt.hoch + _LEGENDE, worte)
    saetze = " ".join(_beschreibe(karte, worte))
    return svg.bild(f"{worte['karte']} {titel}. {saetze}", BREITE, hoch, [*teile, *legende])


# ── Ground ───────────────────────────────────────────────────────────────────────────────────────


def _grund(karte: Quartierkarte, blatt: _Blatt) -> str:
    return f'<path d="{_zuege(karte, blatt)}" fill="#ffffff" fill-rule="evenodd"/>' if karte.grenze else ""


def _zuege(karte: Quartierkarte, blatt: _Blatt) -> str:
    return "".join(
        "M" + "L".join(f"{_n(blatt.x(x))} {_n(blatt.y(y))}" for x, y in ring) + "z" for ring in karte.grenze
    )


def _grenze(karte: Quartierkarte, blatt: _Blatt) -> Iterator[str]:
    zuege = _zuege(karte, blatt)
    for farbe, staerke in (("#ffffff", 4), (svg.TINTE, 1.8)) if zuege else ():
        yield f'<path d="{zuege}" fill="none" stroke="{farbe}" stroke-width="{staerke}" stroke-linejoin="round"/>'


def _zellen(karte: Quartierkarte, blatt: _Blatt) -> Iterator[str]:
    """One path per class keeps a large Quartier small."""
    kante = karte.weite * blatt.masz - _KANTE
    for klasse in (*range(len(karte.klassen)), None):
        orte = [zelle for zelle in karte.zellen if zelle.klasse == klasse]
        if not orte:
            continue
        wege = "".join(
            f"M{_n(blatt.x(z.x) + _KANTE / 2)} {_n(blatt.y(z.y) - _KANTE / 2)}h{_n(kante)}v-{_n(kante)}h-{_n(kante)}z"
            for z in orte
        )
        rand = f' stroke="{svg.LINIE}" stroke-width="0.5"' if not klasse else ""
        yield f'<path d="{wege}" fill="{"none" if klasse is None else TOENE[klasse]}"{rand}/>'
    unter = [z for z in karte.zellen if z.klasse == 0]
    punkte = "".join(_strich(blatt.x(z.x) + kante / 2, blatt.y(z.y) - kante / 2) for z in unter)
    if punkte:
        yield f'<path d="{punkte}" stroke="{svg.GRAU}" stroke-width="1.4" stroke-linecap="round"/>'


def _strich(x: float, y: float) -> str:
    return f"M{_n(x)} {_n(y)}h.1"


def _schraffur(karte: Quartierkarte, blatt: _Blatt) -> Iterator[str]:
    """Diagonal lines over every unreached cell, with a light edge so that they show on dark cells too."""
    b = karte.weite * blatt.masz
    wege = "".join(_schraege(blatt.x(z.x), blatt.y(z.y), b) for z in karte.zellen if z.unversorgt)
    for farbe, staerke in (("#ffffff", 2.4), (svg.ROST, 1.1)) if wege else ():
        yield f'<path d="{wege}" fill="none" stroke="{farbe}" stroke-width="{staerke}"/>'


def _schraege(x: float, y: float, b: float) -> str:
    """One to four lines from lower left to upper right, meeting those of the neighbours."""
    anzahl = max(1, min(2, round(b / 14)))
    schritt = b / anzahl
    teile = [f"M{_n(x)} {_n(y)}l{_n(b)}-{_n(b)}"]
    for nr in range(1, anzahl):
        ab = nr * schritt
        teile.append(f"M{_n(x + ab)} {_n(y)}l{_n(b - ab)}-{_n(b - ab)}")
        teile.append(f"M{_n(x)} {_n(y - ab)}l{_n(b - ab)}-{_n(b - ab)}")
    return "".join(teile)


def _n(zahl: float) -> str:
    return f"{zahl:.1f}".removesuffix(".0")


# ── Symbols ──────────────────────────────────────────────────────────────────────────────────────


def _kreis(x: float, y: float, r: float) -> str:
    return f"M{_n(x - r)} {_n(y)}a{_n(r)} {_n(r)} 0 1 1 {_n(2 * r)} 0a{_n(r)} {_n(r)} 0 1 1 -{_n(2 * r)} 0z"


def _vieleck(*ecken: tuple[float, float]) -> Callable[[float, float, float], str]:
    def zeichne(x: float, y: float, r: float) -> str:
        return "M" + "L".join(f"{_n(x + dx * r)} {_n(y + dy * r)}" for dx, dy in ecken) + "z"

    return zeichne


_PLUS = ((-0.4, -1), (0.4, -1), (0.4, -0.4), (1, -0.4), (1, 0.4), (0.4, 0.4))
# In the order of the Dienstfelder; the first six shapes are told apart at 3 mm also by those who see no colours.
FORMEN: Sequence[Callable[[float, float, float], str]] = (
    _vieleck((0, -1.15), (1.05, 0.75), (-1.05, 0.75)),
    _kreis,
    _vieleck(*_PLUS, (0.4, 1), (-0.4, 1), (-0.4, 0.4), (-1, 0.4), (-1, -0.4), (-0.4, -0.4)),
    _vieleck((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    _vieleck((-1.05, -0.75), (1.05, -0.75), (0, 1.15)),
    _vieleck((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
)
_HAUS = _vieleck((-1, 1), (-1, -0.2), (0, -1.2), (1, -0.2), (1, 1))
_BRACHE = _vieleck((-1, 0.9), (-1, -0.9), (1, -0.9), (1, 0.9))


def _zeichne(marke: Kartenmarke, blatt: _Blatt) -> str:
    r = 5.8 if marke.anzahl >= _VIELE else 4.4
    return _symbol(marke.art, marke.feld, blatt.x(marke.x), blatt.y(marke.y), r)


def _symbol(art: str, feld: str, x: float, y: float, r: float) -> str:
    if art == "angebot":
        form = FORMEN[FELDFORM.get(feld, 1)]
        return f'<path d="{form(x, y, r)}" fill="{svg.TINTE}" stroke="#ffffff" stroke-width="1.3"/>'
    form = _HAUS if art == "leerstand" else _BRACHE
    quer = f"M{_n(x - r)} {_n(y + 0.9 * r)}L{_n(x + r)} {_n(y - 0.9 * r)}" if art == "brache" else ""
    grund = f'<path d="{form(x, y, r * 1.15)}" fill="#ffffff" stroke="#ffffff" stroke-width="3.4"/>'
    return (
        grund + f'<path d="{form(x, y, r * 1.15)}{quer}" fill="none" stroke="{svg.ROST}" stroke-width="1.8"/>'
    )


FELDFORM: Mapping[str, int] = {
    "bildung-erziehung-integration": 0,
    "freizeit-begegnung": 1,
    "gesundheit-pflege": 2,
    "haushaltsnahe-dienstleistungen": 3,
    "mobilitaet": 4,
    "nahversorgung": 5,
}


# ── North and scale ──────────────────────────────────────────────────────────────────────────────


def _nordpfeil(karte: Quartierkarte, blatt: _Blatt) -> str:
    """An arrow to true north; the grid of the cells is turned against it by a few degrees."""
    x, y, winkel = blatt.x(karte.breite) - 22, 34.0, radians(float(karte.nord))
    spitze = (x + 20 * sin(winkel), y - 20 * cos(winkel))
    links = (x - 7 * cos(winkel) - 6 * sin(winkel), y - 7 * sin(winkel) + 6 * cos(winkel))
    rechts = (x + 7 * cos(winkel) - 6 * sin(winkel), y + 7 * sin(winkel) + 6 * cos(winkel))
    ecken = " ".join(f"{_n(a)},{_n(b)}" for a, b in (spitze, rechts, (x, y), links))
    pfeil = f'<polygon points="{ecken}" fill="{svg.TINTE}" stroke="#ffffff" stroke-width="1.2"/>'
    return (
        kasten(x - 15, 7, 30, 52, fuellung="#ffffff") + pfeil + schrift(x, 54, "N", fett=True, anker="middle")
    )


def _masstab(karte: Quartierkarte, blatt: _Blatt, worte: Worte) -> str:
    laenge = max((meter for meter in _LAENGEN if meter <= karte.breite / 4), default=_LAENGEN[0])
    b, x, y = laenge * blatt.masz, blatt.links + 14, blatt.hoch - 13
    text = f"{_format_laenge(laenge)} {worte['raster']}"
    breit = max(b, svg.breite(text, 11)) + 16
    teile = [kasten(x - 8, y - 22, breit, 29, fuellung="#ffffff"), schrift(x, y - 9, text, groesse=11)]
    teile += [
        kasten(x, y - 4, b, 5, fuellung="#ffffff", rand=svg.TINTE),
        kasten(x, y - 4, b / 2, 5, fuellung=svg.TINTE),
    ]
    return "".join(teile)


def _format_laenge(meter: int) -> str:
    return f"{format_zahl(meter // 1000)} km" if meter >= 1000 else f"{meter} m"  # noqa: PLR2004


# ── Legend ───────────────────────────────────────────────────────────────────────────────────────


def _legende(karte: Quartierkarte, y: float, worte: Worte) -> tuple[list[str], float]:
    """Left what the ground says, right what the symbols say, below whose data it is; and how high it all is."""
    links, unten = _legende_grund(karte, y, worte)
    rechts, unten_rechts = _legende_zeichen(karte, y, worte)
    y = max(unten, unten_rechts) + 4
    nennungen = [*karte.nennungen]
    if karte.ohne_nennung:
        nennungen.append(worte["ohne_nennung"].format(dateien=", ".join(karte.ohne_nennung)))
    quelle = svg.brich("; ".join(nennungen), BREITE, 10.5, zeilen=4)
    fuss = svg.absatz(0, y + 10, quelle, groesse=10.5, farbe=svg.GRAU)
    return [*links, *rechts, fuss], y + len(quelle) * 13.2 + 6


def _legende_grund(karte: Quartierkarte, y: float, worte: Worte) -> tuple[list[str], float]:
    teile = [schrift(0, y + 11, worte["bewohner"].format(weite=karte.weite), groesse=11.5, fett=True)]
    y += _ZEILE
    belegt = {zelle.klasse for zelle in karte.zellen}
    for nr, klasse in enumerate(karte.klassen):
        x = (nr % 2) * 140
        teile += [
            kasten(x, y, 22, 13, fuellung=TOENE[nr], rand=svg.LINIE),
            schrift(x + 29, y + 10.5, _format_klasse(klasse, worte), groesse=11, farbe=svg.GRAU),
        ]
        if nr == 0:
            teile.append(
                f'<path d="{_strich(x + 11, y + 6.5)}" stroke="{svg.GRAU}" stroke-width="1.4" stroke-linecap="round"/>'
            )
        y += _ZEILE if nr % 2 or nr == len(karte.klassen) - 1 else 0
    if None in belegt:
        teile += [
            kasten(0, y, 22, 13, rand=svg.LINIE),
            schrift(29, y + 10.5, worte["unbekannt"], groesse=11, farbe=svg.GRAU),
        ]
        y += _ZEILE
    if karte.dienst:
        zeilen = svg.brich(_format_unversorgt(karte, worte), 250, 11, zeilen=3)
        teile += [kasten(0, y, 22, 13, rand=svg.LINIE), *_musterfeld(y)]
        teile.append(svg.absatz(29, y + 10.5, zeilen, groesse=11, farbe=svg.GRAU))
        y += _ZEILE + (len(zeilen) - 1) * 13.75
    teile += [linie(0, y + 7, 22, y + 7, farbe=svg.TINTE, staerke=1.8)]
    teile.append(schrift(29, y + 10.5, worte["grenze"], groesse=11, farbe=svg.GRAU))
    return teile, y + _ZEILE


def _musterfeld(y: float) -> Iterator[str]:
    for x in (1, 5, 9):
        yield linie(x, y + 13, x + 13, y, farbe=svg.ROST, staerke=1.1)


def _format_klasse(klasse: Klasse, worte: Worte) -> str:
    if klasse.bis is None:
        return worte["ab_personen"].format(von=format_zahl(klasse.von))
    if klasse.von == 0:
        return worte["unter_personen"].format(bis=klasse.bis)
    return worte["bis_personen"].format(von=format_zahl(klasse.von), bis=format_zahl(klasse.bis))


def _format_unversorgt(karte: Quartierkarte, worte: Worte) -> str:
    satz = worte["unversorgt_luftlinie" if karte.mass == "luftlinie" else "unversorgt"].format(
        dienst=karte.dienst, meter=format_zahl(karte.schwelle_m or 0)
    )
    personen = karte.unversorgt or 0
    if 0 < personen < _NENNBAR:
        return f"{satz}: {worte['wenige']}"
    return (
        f"{satz}: {worte['personen'].format(anzahl=format_zahl(personen))}"
        if personen
        else f"{satz}: {worte['niemand']}"
    )


def _legende_zeichen(karte: Quartierkarte, y: float, worte: Worte) -> tuple[list[str], float]:
    anzahl: Counter[tuple[str, str]] = Counter()
    for marke in karte.marken:
        anzahl[marke.art, marke.feld if marke.art == "angebot" else ""] += marke.anzahl
    zeilen = [("angebot", id_, titel) for id_, titel in karte.felder if anzahl["angebot", id_]]
    zeilen += [(art, "", worte[art]) for art in ("leerstand", "brache") if anzahl[art, ""]]
    if not zeilen:
        return [], y
    x = 306.0
    teile = [schrift(x, y + 11, worte["zeichen"], groesse=11.5, fett=True)]
    for nr, (art, feld, titel) in enumerate(zeilen, 1):
        unten = y + nr * _ZEILE
        text = f"{titel} ({format_zahl(anzahl[art, feld])})"
        teile += [
            _symbol(art, feld, x + 9, unten + 7, 4.8),
            schrift(x + 25, unten + 11, kuerze(text, BREITE - x - 27, 11), groesse=11, farbe=svg.GRAU),
        ]
    y += (len(zeilen) + 1) * _ZEILE
    groesser = worte["groesser"] if any(marke.anzahl >= _VIELE for marke in karte.marken) else ""
    weitere = worte["weitere"].format(anzahl=format_zahl(karte.weitere)) if karte.weitere else ""
    if satz := f"{groesser} {weitere}".strip():
        hinweis = svg.brich(satz, BREITE - x, 10.5, zeilen=4)
        teile.append(svg.absatz(x, y + 9, hinweis, groesse=10.5, farbe=svg.GRAU))
        y += len(hinweis) * 13.2 + 4
    return teile, y


# ── In words ─────────────────────────────────────────────────────────────────────────────────────


def _beschreibe(karte: Quartierkarte, worte: Worte) -> Iterator[str]:
    """What the map shows, for those who do not see it."""
    bewohnt = Counter(z.klasse for z in karte.zellen if z.klasse is not None)
    if bewohnt:
        klassen = ", ".join(
            worte["zellen_je"].format(anzahl=bewohnt[nr], klasse=_format_klasse(klasse, worte))
            for nr, klasse in enumerate(karte.klassen)
            if bewohnt[nr]
        )
        yield worte["zellen"].format(anzahl=sum(bewohnt.values()), weite=karte.weite, klassen=klassen)
        yield _beschreibe_lage(karte, worte)
    if karte.dienst:
        yield f"{worte['schraffiert']} {_format_unversorgt(karte, worte)}."
    marken = Counter((marke.art, marke.feld) for marke in karte.marken for _ in range(marke.anzahl))
    titel = {("angebot", id_): name for id_, name in karte.felder}
    orte = [
        f"{titel.get(art_feld, worte.get(art_feld[0], ''))} {format_zahl(anzahl)}"
        for art_feld, anzahl in sorted(marken.items(), key=lambda paar: (-paar[1], paar[0]))
    ]
    if orte:
        yield f"{worte['zeichen']}: {', '.join(orte)}."
    yield worte["norden"].format(
        grad=format_zahl(abs(karte.nord)), seite=worte["rechts" if karte.nord >= 0 else "links"]
    )


def _beschreibe_lage(karte: Quartierkarte, worte: Worte) -> str:
    """Where most people live, in the words of a compass."""
    hoechste = max((z.klasse for z in karte.zellen if z.klasse is not None), default=0)
    dicht = [z for z in karte.zellen if z.klasse == hoechste]
    x = sum(z.x for z in dicht) / len(dicht) / karte.breite
    y = sum(z.y for z in dicht) / len(dicht) / karte.hoehe
    richtung = worte.get(f"lage_{_drittel(y)}{_drittel(x)}", "")
    return worte["dichteste"].format(lage=richtung)


def _drittel(anteil: float) -> int:
    return min(2, int(anteil * 3))
