"""Pictures of a Bericht as SVG: gap matrix, ranking, cost cover, money, dates. Each says in its title what it shows.

Every German word in them comes from the template that asks for the picture.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import ceil
from typing import NamedTuple, TypeAlias

from wegweiser.adapters import svg
from wegweiser.adapters.svg import absatz, brich, kasten, kuerze, linie, punkt, schraffur, schrift
from wegweiser.model.analyse import Analyse, Feldbild, Luecke
from wegweiser.model.deutsch_format import format_betrag, format_datum, format_zahl
from wegweiser.model.finanzierung import Plan

BREITE = 600.0
SPALTE = 128.0
JE_REIHE = 3
ZELLE_HOCH = 68.0
NBSP = "\u00a0"
HOECHSTER_WERT = 4
SCHWACHER_BELEG = 2
MAX_ZEILEN_ZEITPLAN = 30

Worte: TypeAlias = Mapping[str, str]


class Schwelle(NamedTuple):
    """A line on the cost cover bar: from here on the class is called so."""

    ab: Decimal
    titel: str


class Zeitpunkt(NamedTuple):
    """One line of the time line: day, kind and words."""

    datum: date
    art: str
    titel: str


class Anteil(NamedTuple):
    """One piece of a stacked bar."""

    titel: str
    betrag: Decimal
    art: str


def format_euro(betrag: Decimal) -> str:
    """Euros with dots and sign, whole amounts without cents."""
    return f"{format_betrag(betrag).replace('-', '−')}{NBSP}€"


def format_anteil(anteil: Decimal, stellen: int = 0) -> str:
    """0.363 as "36 %"."""
    return f"{format_zahl(round(anteil * 100, stellen)).replace('-', '−')}{NBSP}%"


# ── Gap matrix ───────────────────────────────────────────────────────────────────────────────────


def build_lueckenmatrix(analyse: Analyse, worte: Worte) -> str:
    """One row per Dienstfeld, one cell per gap: the darker the cell, the greater the gap."""
    teile: list[str] = []
    y = 4.0
    for feld in analyse.felder:
        hoch = max(ceil(len(feld.luecken) / JE_REIHE), 1) * (ZELLE_HOCH + 6)
        teile.append(_reihe(feld, y, hoch, worte))
        y += hoch + 6
    teile.append(_stufenleiste(y + 12, worte))
    return svg.bild(_matrix_in_worten(analyse, worte), BREITE, y + 30, teile)


def _matrix_in_worten(analyse: Analyse, worte: Worte) -> str:
    felder = (
        f"{feld.titel}: " + ", ".join(_luecke_in_worten(eine, worte) for eine in feld.luecken)
        for feld in analyse.felder
    )
    return f"{worte['matrix']} " + "; ".join(felder) + "."


def _luecke_in_worten(luecke: Luecke, worte: Worte) -> str:
    zusatz = f" ({worte['ausgewaehlt']})" if luecke.gewaehlt else ""
    return f"{luecke.bezeichnung} {_wert(luecke.wert, worte)}{zusatz}"


def _wert(wert: Decimal | None, worte: Worte) -> str:
    return worte["offen"] if wert is None else format_zahl(round(wert, 1))


def _reihe(feld: Feldbild, y: float, hoch: float, worte: Worte) -> str:
    zeilen = brich(feld.titel, SPALTE - 14, 13, zeilen=3)
    teile = [linie(0, y - 4, BREITE, y - 4), absatz(0, y + 16, zeilen, groesse=13, fett=True)]
    b = (BREITE - SPALTE - 6 * (JE_REIHE - 1)) / JE_REIHE
    for nr, luecke in enumerate(feld.luecken):
        x = SPALTE + (nr % JE_REIHE) * (b + 6)
        teile.append(_zelle(luecke, x, y + (nr // JE_REIHE) * (ZELLE_HOCH + 6) + 2, b, worte))
    if not feld.luecken:
        teile.append(schrift(SPALTE, y + hoch / 2, worte["keine_luecke"], farbe=svg.GRAU))
    return "".join(teile)


def _zelle(luecke: Luecke, x: float, y: float, b: float, worte: Worte) -> str:
    stufe = _stufe(luecke.wert)
    hell = stufe is not None and stufe > 1
    farbe = "#ffffff" if hell else svg.TINTE
    grund = kasten(
        x, y, b, ZELLE_HOCH, fuellung="#ffffff" if stufe is None else svg.STUFEN[stufe], rand=svg.LINIE
    )
    zahl = (
        schrift(x + 10, y + 42, _wert(luecke.wert, worte), groesse=24, farbe=farbe, fett=True)
        if luecke.wert is not None
        else schrift(x + 8, y + 40, worte["offen"], groesse=13, farbe=svg.GRAU, fett=True)
    )
    zeilen = brich(luecke.bezeichnung, b - 58, 11.5, zeilen=3)
    oben = y + (19 if luecke.gewaehlt else 27) + (3 - len(zeilen)) * 5
    text = absatz(x + 50, oben - 4, zeilen, groesse=11.5, farbe=farbe)
    return grund + zahl + text + (_gewaehlt(x, y, b, farbe, worte) if luecke.gewaehlt else "")


def _gewaehlt(x: float, y: float, b: float, farbe: str, worte: Worte) -> str:
    rahmen = kasten(x + 2.5, y + 2.5, b - 5, ZELLE_HOCH - 5, rand=farbe, staerke=1.4)
    text = f"✓ {worte['ausgewaehlt']}"
    return rahmen + schrift(
        x + b - 8, y + ZELLE_HOCH - 9, text, groesse=10.5, farbe=farbe, fett=True, anker="end"
    )


def _stufe(wert: Decimal | None) -> int | None:
    return None if wert is None else min(int(wert), len(svg.STUFEN) - 1)


def _stufenleiste(y: float, worte: Worte) -> str:
    teile = [schrift(SPALTE, y + 10, worte["lueckenwert"], groesse=11, farbe=svg.GRAU)]
    for nr, farbe in enumerate(svg.STUFEN):
        x = SPALTE + 70 + nr * 102
        teile.append(kasten(x, y, 22, 12, fuellung=farbe, rand=svg.LINIE))
        bis = worte["bis_unter"] if nr < len(svg.STUFEN) - 1 else worte["bis"]
        titel = f"{nr} {bis} {nr + 1}"
        teile.append(schrift(x + 27, y + 10, titel, groesse=11, farbe=svg.GRAU))
    return "".join(teile)


# ── Ranking ──────────────────────────────────────────────────────────────────────────────────────


def build_rangfolge(analyse: Analyse, worte: Worte) -> str:
    """Bars by rank value; chosen gaps are solid, weakly proved ones hatched."""
    luecken = [eine for eine in analyse.luecken if eine.rangwert is not None]
    hoechster = max(
        (eine.rangwert for eine in luecken if eine.rangwert is not None), default=Decimal(1)
    ) or Decimal(1)
    teile = [_balken(eine, nr, hoechster, worte) for nr, eine in enumerate(luecken)]
    y = len(luecken) * 30 + 12
    arten = (("ausgewaehlt", "voll"), ("weitere", "leer"), ("schwach", "schraffiert"))
    teile.append(_legende(y, [(worte[name], art) for name, art in arten]))
    saetze = ", ".join(
        f"{nr}. {eine.bezeichnung} {_wert(eine.rangwert, worte)}" for nr, eine in enumerate(luecken, 1)
    )
    return svg.bild(f"{worte['rangfolge']}: {saetze}.", BREITE, y + 20, teile)


def _balken(luecke: Luecke, nr: int, hoechster: Decimal, worte: Worte) -> str:
    y = nr * 30 + 4
    x = 236.0
    b = float((luecke.rangwert or Decimal(0)) / hoechster) * (BREITE - x - 50)
    zeilen = brich(luecke.bezeichnung, x - 34, 12, zeilen=2)
    teile = [
        schrift(0, y + 15, f"{nr + 1}.", fett=luecke.gewaehlt),
        absatz(20, y + (15 if len(zeilen) == 1 else 9), zeilen, fett=luecke.gewaehlt),
        _segment(_balkenart(luecke), x, y, b, 20),
        schrift(x + b + 7, y + 15, _wert(luecke.rangwert, worte), fett=luecke.gewaehlt),
    ]
    return "".join(teile)


def _balkenart(luecke: Luecke) -> str:
    if luecke.gewaehlt:
        return "voll"
    return (
        "schraffiert" if luecke.belegstaerke is not None and luecke.belegstaerke < SCHWACHER_BELEG else "leer"
    )


def _segment(art: str, x: float, y: float, b: float, h: float) -> str:
    """A piece of a bar; the kinds differ in lightness and pattern, not in colour alone."""
    if art == "voll":
        return kasten(x, y, b, h, fuellung=svg.PETROL, rand=svg.PETROL)
    if art == "schraffiert":
        grund = kasten(x, y, b, h, fuellung=svg.STUFEN[0])
        return grund + schraffur(x, y, b, h) + kasten(x, y, b, h, rand=svg.PETROL)
    if art == "luecke":
        return kasten(x, y, b, h, fuellung="#ffffff", rand=svg.ROST, staerke=1.6, strich="5 3")
    return kasten(x, y, b, h, fuellung=svg.STUFEN[1], rand=svg.PETROL)


def _legende(y: float, eintraege: Sequence[tuple[str, str]], x: float = 0) -> str:
    teile = []
    for titel, art in eintraege:
        teile += [_segment(art, x, y, 22, 12), schrift(x + 28, y + 10, titel, groesse=11, farbe=svg.GRAU)]
        x += svg.breite(titel, 11) + 56
    return "".join(teile)


# ── Cost cover ───────────────────────────────────────────────────────────────────────────────────


def build_kostendeckung(anteil: Decimal, schwellen: Sequence[Schwelle], unterhalb: str, worte: Worte) -> str:
    """Own revenue as a share of running costs, on a scale with the thresholds of the classes."""
    ende = max(Decimal("1.25"), anteil + Decimal("0.1"))
    masz = (BREITE - 12) / float(ende)
    teile = list(_zonen(schwellen, unterhalb, float(ende), masz))
    b = max(float(anteil), 0.0) * masz
    teile += [kasten(6, 34, BREITE - 12, 26, rand=svg.LINIE), _segment("voll", 6, 34, b, 26)]
    innen = b > svg.breite(format_anteil(anteil, 1), 14) + 16
    x, farbe, anker = (b - 2, "#ffffff", "end") if innen else (b + 14, svg.TINTE, "start")
    teile.append(schrift(x, 52, format_anteil(anteil, 1), groesse=14, farbe=farbe, fett=True, anker=anker))
    stufen = "; ".join(f"{s.titel} {worte['ab']} {format_anteil(s.ab)}" for s in schwellen)
    satz = f"{worte['kostendeckung']} {format_anteil(anteil, 1)}. {worte['schwellen']}: {stufen}."
    return svg.bild(satz, BREITE, 84, teile)


def _zonen(schwellen: Sequence[Schwelle], unterhalb: str, ende: float, masz: float) -> Iterator[str]:
    grenzen = [0.0, *(float(s.ab) for s in schwellen), ende]
    titel = [unterhalb, *(s.titel for s in schwellen)]
    for nr, (von, bis) in enumerate(pairwise(grenzen)):
        x, b = 6 + von * masz, (bis - von) * masz
        yield kasten(x, 34, b, 26, fuellung=("#ffffff", svg.STUFEN[0], svg.STUFEN[1])[min(nr, 2)])
        yield schrift(x + b / 2, 22, kuerze(titel[nr], b - 4, 12), anker="middle")
        if nr:
            yield linie(x, 26, x, 66, farbe=svg.TINTE, staerke=1.4)
            yield schrift(x, 79, format_anteil(Decimal(str(von))), groesse=11, farbe=svg.GRAU, anker="middle")


# ── Uses and sources ─────────────────────────────────────────────────────────────────────────────


def build_mittel(plan: Plan, titel: str, worte: Worte) -> str:
    """Two bars of the same scale: what is needed, and who brings it with which certainty."""
    bedarf = plan.summe_verwendung
    anteile = _anteile(plan, worte)
    gesamt = max(sum((a.betrag for a in anteile), Decimal(0)), bedarf or Decimal(0), Decimal(1))
    masz = (BREITE - 92) / float(gesamt)
    teile = [schrift(0, 20, worte["bedarf"], fett=True), schrift(0, 56, worte["mittel"], fett=True)]
    if bedarf is not None:
        teile += [kasten(90, 4, float(bedarf) * masz, 24, fuellung=svg.FLAECHE, rand=svg.GRAU)]
        teile += [schrift(98, 20, format_euro(bedarf), fett=True)]
    else:
        teile += [schrift(98, 20, worte["noch_offen"], farbe=svg.GRAU)]
    x = 90.0
    for anteil in anteile:
        b = float(anteil.betrag) * masz
        teile.append(_segment(anteil.art, x, 40, b, 24))
        x += b
    teile += [_mittellegende(anteile, bedarf)]
    return svg.bild(_mittel_in_worten(titel, bedarf, anteile, worte), BREITE, 100, teile)


def _anteile(plan: Plan, worte: Worte) -> tuple[Anteil, ...]:
    anteile = (
        Anteil(worte["sicher"], plan.sicher, "voll"),
        Anteil(worte["wahrscheinlich"], plan.wahrscheinlich, "schraffiert"),
        Anteil(worte["offen"], plan.offen, "leer"),
        Anteil(worte["ohne_quelle"], max(plan.luecke or Decimal(0), Decimal(0)), "luecke"),
    )
    return tuple(anteil for anteil in anteile if anteil.betrag > 0)


def _mittellegende(anteile: Sequence[Anteil], bedarf: Decimal | None) -> str:
    eintraege = [(f"{a.titel} {format_euro(a.betrag)}{_von(a.betrag, bedarf)}", a.art) for a in anteile]
    return _legende(78, eintraege, 90)


def _von(betrag: Decimal, bedarf: Decimal | None) -> str:
    return f" ({format_anteil(betrag / bedarf)})" if bedarf else ""


def _mittel_in_worten(titel: str, bedarf: Decimal | None, anteile: Sequence[Anteil], worte: Worte) -> str:
    soll = worte["noch_offen"] if bedarf is None else format_euro(bedarf)
    haben = ", ".join(f"{a.titel} {format_euro(a.betrag)}" for a in anteile) or worte["keine_mittel"]
    return f"{titel}: {worte['bedarf']} {soll}; {haben}."


# ── Dates ────────────────────────────────────────────────────────────────────────────────────────


def build_zeitplan(termine: Sequence[Zeitpunkt], titel: str) -> str:
    """One line per date, in order, with a dot on an axis of years and quarters."""
    reihen = sorted(termine, key=lambda t: t.datum)[:MAX_ZEILEN_ZEITPLAN]
    von, bis = reihen[0].datum.year, reihen[-1].datum.year + 1
    hoch = 26 + len(reihen) * 22
    teile = [*_achse(von, bis, hoch), _spanne(reihen, von, bis)]
    teile += [_terminzeile(t, 26 + nr * 22, von, bis) for nr, t in enumerate(reihen)]
    worte = "; ".join(f"{format_datum(t.datum)} {t.titel}" for t in reihen)
    return svg.bild(f"{titel}: {worte}.", BREITE, hoch + 4, teile)


ACHSE = 392.0


def _ort(tag: date, von: int, bis: int) -> float:
    tage = (date(bis, 1, 1) - date(von, 1, 1)).days
    return ACHSE + (tag - date(von, 1, 1)).days / tage * (BREITE - ACHSE - 6)


def _achse(von: int, bis: int, hoch: float) -> Iterator[str]:
    jahre = bis - von
    schritt = max(1, ceil(jahre / 8))
    for jahr in range(von, bis + 1, schritt):
        x = _ort(date(jahr, 1, 1), von, bis)
        yield linie(x, 6, x, hoch, farbe=svg.LINIE, staerke=1)
        if jahr < bis:
            yield schrift(x + 5, 15, str(jahr), groesse=12, fett=True)
        if schritt == 1 and jahr < bis:
            for monat in (4, 7, 10):
                x = _ort(date(jahr, monat, 1), von, bis)
                yield linie(x, 20, x, hoch, farbe="#dfe5e6", staerke=0.5)


def _spanne(reihen: Sequence[Zeitpunkt], von: int, bis: int) -> str:
    x1, x2 = _ort(reihen[0].datum, von, bis), _ort(reihen[-1].datum, von, bis)
    return kasten(x1, 20.5, x2 - x1, 3, fuellung=svg.PETROL)


def _terminzeile(termin: Zeitpunkt, y: float, von: int, bis: int) -> str:
    x = _ort(termin.datum, von, bis)
    teile = [
        linie(0, y + 21, BREITE, y + 21, farbe="#e6ebec", staerke=0.6),
        schrift(0, y + 15, format_datum(termin.datum), farbe=svg.GRAU),
        schrift(72, y + 15, kuerze(termin.titel, ACHSE - 84, 12)),
        linie(ACHSE, y + 11, x, y + 11, farbe=svg.STUFEN[1], staerke=1.4),
        _marke(termin.art, x, y + 11),
    ]
    return "".join(teile)


def _marke(art: str, x: float, y: float) -> str:
    """Milestones and decisions are diamonds, beginnings and ends bars, everything else dots."""
    if art in {"meilenstein", "entscheidung"}:
        return f'<path d="M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z" fill="{svg.PETROL}"/>'
    if art.endswith(("beginn", "ende")):
        return kasten(x - 2.5, y - 7, 5, 14, fuellung=svg.ROST)
    return punkt(x, y, 4.5, fuellung="#ffffff", rand=svg.PETROL)
