"""What a survey says as SVG: importance against satisfaction with the cross at the means, and the order of topics."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from wegweiser.adapters import svg
from wegweiser.adapters.beschriftung import Feld, Wunsch, place_beschriftungen
from wegweiser.adapters.bilder import BREITE, Worte
from wegweiser.adapters.svg import brich, kasten, linie, schrift
from wegweiser.model.befragung import Rangbild, Rangplatz, WichtigkeitsLeistung, Wichtigkeitspunkt
from wegweiser.model.deutsch_format import format_zahl

_LINKS, _OBEN, _HOCH, _UNTEN = 46.0, 6.0, 400.0, 44.0
_RAND = Decimal("0.08")  # of the range, left free around the outermost points
_GROESSE, _NAMENSPLATZ, _ZEILE = 10.5, 130.0, 13.0
_ECKEN = (("konzentrieren", 0, 0), ("halten", 1, 0), ("nachrangig", 0, 1), ("ueber-bedarf", 1, 1))
_DRINGEND = "konzentrieren"
_MAX_RAENGE = 20
_RANGZEILE = 28.0
_MARKEN = 8  # at most so many values are written at an axis


class _Achse(NamedTuple):
    """One scale: from–to, and where it lies on the page (the vertical one runs upwards)."""

    von: Decimal
    bis: Decimal
    anfang: float
    ende: float

    def ort(self, wert: Decimal) -> float:
        anteil = float((wert - self.von) / (self.bis - self.von))
        return self.anfang + anteil * (self.ende - self.anfang)


def build_wichtigkeit(bild: WichtigkeitsLeistung, worte: Worte) -> str:
    """Importance upwards, satisfaction to the right; topics above and left of the cross are those to look at."""
    punkte = [p for p in bild.punkte if p.wichtigkeit.wert is not None and p.zufriedenheit.wert is not None]
    if not punkte:
        return svg.bild(
            f"{worte['wichtigkeit']}: {worte['keine_werte']}",
            BREITE,
            24,
            [schrift(0, 16, worte["keine_werte"])],
        )
    flaeche = Feld(_LINKS, _OBEN, BREITE - 4, _OBEN + _HOCH)
    x = _achse(
        [_wert(p.zufriedenheit.wert) for p in punkte], bild.kreuz_zufriedenheit, flaeche.links, flaeche.rechts
    )
    y = _achse(
        [_wert(p.wichtigkeit.wert) for p in punkte], bild.kreuz_wichtigkeit, flaeche.unten, flaeche.oben
    )
    teile = [
        kasten(
            flaeche.links,
            flaeche.oben,
            flaeche.rechts - flaeche.links,
            _HOCH,
            fuellung="#ffffff",
            rand=svg.LINIE,
        )
    ]
    teile += [*_kreuz(bild, x, y, flaeche), *_achsentexte(x, y, flaeche, worte)]
    ecken = list(_ecken(flaeche, worte))
    teile += [text for _, text in ecken]
    teile += _punkte(
        punkte, x, y, flaeche, [*(feld for feld, _ in ecken), *_linienfelder(bild, x, y, flaeche)]
    )
    saetze = " ".join(_beschreibe(bild, worte))
    kopf = f"{worte['wichtigkeit']}: {bild.titel}" if bild.titel else worte["wichtigkeit"]
    return svg.bild(f"{kopf}. {saetze}", BREITE, flaeche.unten + _UNTEN, teile)


def _wert(wert: Decimal | None) -> Decimal:
    return Decimal(0) if wert is None else wert


def _achse(werte: Sequence[Decimal], kreuz: Decimal | None, anfang: float, ende: float) -> _Achse:
    alle = [*werte, *([kreuz] if kreuz is not None else [])]
    von, bis = min(alle), max(alle)
    rand = max((bis - von) * _RAND, Decimal("0.05"))
    return _Achse(von - rand, bis + rand, anfang, ende)


def _kreuz(bild: WichtigkeitsLeistung, x: _Achse, y: _Achse, flaeche: Feld) -> Iterator[str]:
    if bild.kreuz_wichtigkeit is None or bild.kreuz_zufriedenheit is None:
        return
    mitte_x, mitte_y = x.ort(bild.kreuz_zufriedenheit), y.ort(bild.kreuz_wichtigkeit)
    yield kasten(
        flaeche.links, flaeche.oben, mitte_x - flaeche.links, mitte_y - flaeche.oben, fuellung=svg.STUFEN[0]
    )
    yield linie(mitte_x, flaeche.oben, mitte_x, flaeche.unten, farbe=svg.GRAU, staerke=1.2, strich="5 3")
    yield linie(flaeche.links, mitte_y, flaeche.rechts, mitte_y, farbe=svg.GRAU, staerke=1.2, strich="5 3")


def _linienfelder(bild: WichtigkeitsLeistung, x: _Achse, y: _Achse, flaeche: Feld) -> Iterator[Feld]:
    """The lines of the cross: no label may be struck through by them."""
    if bild.kreuz_wichtigkeit is not None and bild.kreuz_zufriedenheit is not None:
        mitte_x, mitte_y = x.ort(bild.kreuz_zufriedenheit), y.ort(bild.kreuz_wichtigkeit)
        yield Feld(mitte_x - 1, flaeche.oben, mitte_x + 1, flaeche.unten)
        yield Feld(flaeche.links, mitte_y - 1, flaeche.rechts, mitte_y + 1)


def _ecken(flaeche: Feld, worte: Worte) -> Iterator[tuple[Feld, str]]:
    """The names of the four fields, and the room they take."""
    for name, rechts, unten in _ECKEN:
        text = worte[name]
        breit = svg.breite(text, 12) + 4
        x = flaeche.rechts - 7 if rechts else flaeche.links + 7
        y = flaeche.unten - 8 if unten else flaeche.oben + 16
        links = x - breit if rechts else x
        yield (
            Feld(links, y - 12, links + breit, y + 4),
            schrift(x, y, text, farbe=svg.GRAU, fett=True, anker="end" if rechts else "start"),
        )


def _achsentexte(x: _Achse, y: _Achse, flaeche: Feld, worte: Worte) -> Iterator[str]:
    for achse, waagrecht in ((x, True), (y, False)):
        for wert in _list_marken(achse):
            ort, text = achse.ort(wert), format_zahl(wert)
            if waagrecht:
                yield linie(ort, flaeche.unten, ort, flaeche.unten + 5, farbe=svg.GRAU)
                yield schrift(ort, flaeche.unten + 17, text, groesse=11, farbe=svg.GRAU, anker="middle")
            else:
                yield linie(flaeche.links - 5, ort, flaeche.links, ort, farbe=svg.GRAU)
                yield schrift(flaeche.links - 8, ort + 4, text, groesse=11, farbe=svg.GRAU, anker="end")
    yield schrift(flaeche.rechts, flaeche.unten + 34, f"{worte['zufriedenheit']} →", groesse=11, anker="end")
    yield (
        f'<text transform="translate(12 {flaeche.unten:.1f}) rotate(-90)" font-size="11">{svg.escape(worte["wichtig_achse"])} →</text>'
    )


def _list_marken(achse: _Achse) -> Iterator[Decimal]:
    """Round values with room between them."""
    weite = achse.bis - achse.von
    schritt = next(
        (
            s
            for s in map(Decimal, ("0.1", "0.2", "0.5", "1", "2", "5", "10", "20", "50"))
            if weite / s <= _MARKEN
        ),
        weite,
    )
    wert = (achse.von / schritt).to_integral_value(rounding="ROUND_CEILING") * schritt
    while wert <= achse.bis:
        yield wert.normalize() if wert % 1 else wert.quantize(Decimal(1))
        wert += schritt


def _punkte(
    punkte: Sequence[Wichtigkeitspunkt], x: _Achse, y: _Achse, flaeche: Feld, belegt: Sequence[Feld]
) -> Iterator[str]:
    texte = [brich(punkt.titel, _NAMENSPLATZ, _GROESSE) for punkt in punkte]
    wuensche = [_wuensche_platz(p, zeilen, x, y) for p, zeilen in zip(punkte, texte, strict=True)]
    innen = Feld(flaeche.links + 2, flaeche.oben + 2, flaeche.rechts - 2, flaeche.unten - 2)
    felder = place_beschriftungen(wuensche, innen, belegt)
    for punkt, zeilen, wunsch, feld in zip(punkte, texte, wuensche, felder, strict=True):
        if feld is not None:
            yield from _beschrifte(punkt, zeilen, wunsch, feld)
        yield _marke(punkt, wunsch.x, wunsch.y)


def _wuensche_platz(punkt: Wichtigkeitspunkt, zeilen: Sequence[str], x: _Achse, y: _Achse) -> Wunsch:
    return Wunsch(
        x.ort(_wert(punkt.zufriedenheit.wert)),
        y.ort(_wert(punkt.wichtigkeit.wert)),
        max(svg.breite(zeile, _GROESSE) for zeile in zeilen) + 3,
        len(zeilen) * _ZEILE,
        vorrang=punkt.quadrant == _DRINGEND,
    )


def _beschrifte(punkt: Wichtigkeitspunkt, zeilen: Sequence[str], wunsch: Wunsch, feld: Feld) -> Iterator[str]:
    """The label, with a line to its point where it stands off."""
    nah = (min(max(wunsch.x, feld.links), feld.rechts), min(max(wunsch.y, feld.oben), feld.unten))
    if abs(nah[0] - wunsch.x) + abs(nah[1] - wunsch.y) > 13:  # noqa: PLR2004
        yield linie(wunsch.x, wunsch.y, *nah, farbe=svg.LINIE)
    fett = punkt.quadrant == _DRINGEND
    yield svg.absatz(feld.links + 1.5, feld.oben + 10, zeilen, groesse=_GROESSE, fett=fett)


def _marke(punkt: Wichtigkeitspunkt, x: float, y: float) -> str:
    """A diamond where something should be done, a dot elsewhere, a hollow one where too few answered."""
    if punkt.quadrant == _DRINGEND:
        return f'<path d="M{x:.1f} {y - 6.5:.1f}l6.5 6.5l-6.5 6.5l-6.5 -6.5z" fill="{svg.ROST}" stroke="#ffffff"/>'
    if punkt.quadrant is None:
        return svg.punkt(x, y, 3.6, fuellung="#ffffff", rand=svg.GRAU)
    return svg.punkt(x, y, 4.2, fuellung=svg.PETROL, rand="#ffffff")


def _beschreibe(bild: WichtigkeitsLeistung, worte: Worte) -> Iterator[str]:
    if bild.kreuz_wichtigkeit is not None and bild.kreuz_zufriedenheit is not None:
        yield worte["kreuz"].format(
            wichtigkeit=format_zahl(round(bild.kreuz_wichtigkeit, 2)),
            zufriedenheit=format_zahl(round(bild.kreuz_zufriedenheit, 2)),
        )
    for name, *_ in _ECKEN:
        themen = [p for p in bild.punkte if p.quadrant == name]
        if themen:
            yield f"{worte[name]}: {', '.join(map(_in_worten, themen))}."
    if wenige := [p.titel for p in bild.punkte if p.quadrant is None]:
        yield f"{worte['zu_wenige']}: {', '.join(wenige)}."


def _in_worten(punkt: Wichtigkeitspunkt) -> str:
    return f"{punkt.titel} ({_kurz(punkt.wichtigkeit.wert)} / {_kurz(punkt.zufriedenheit.wert)})"


def _kurz(wert: Decimal | None) -> str:
    return "–" if wert is None else format_zahl(round(wert, 2))


# ── Order of topics ──────────────────────────────────────────────────────────────────────────────


def build_rangbild(bild: Rangbild, worte: Worte) -> str:
    """Bars by points, the number of mentions beside them: where the two orders differ, both are seen."""
    themen = bild.themen[:_MAX_RAENGE]
    hoechste = max((t.punkte for t in themen), default=1) or 1
    teile = [
        schrift(204, 12, worte["punkte"], groesse=10.5, farbe=svg.GRAU),
        schrift(BREITE, 12, worte["nennungen"], groesse=10.5, farbe=svg.GRAU, anker="end"),
    ]
    for nr, thema in enumerate(themen):
        teile += _rangzeile(thema, 20 + nr * _RANGZEILE, hoechste, worte)
    saetze = "; ".join(
        worte["rang_satz"].format(
            platz=t.platz_punkte,
            titel=t.titel,
            punkte=format_zahl(t.punkte),
            nennungen=format_zahl(t.nennungen),
        )
        for t in themen
    )
    return svg.bild(
        f"{worte['rangbild']}: {bild.titel}. {saetze}.", BREITE, 26 + len(themen) * _RANGZEILE, teile
    )


def _rangzeile(thema: Rangplatz, y: float, hoechste: int, worte: Worte) -> Iterator[str]:
    b = thema.punkte / hoechste * (BREITE - 204 - 140)
    yield schrift(0, y + 12, f"{thema.platz_punkte}.")
    zeilen = brich(thema.titel, 176, 10.5)
    yield svg.absatz(22, y + (6 if len(zeilen) > 1 else 12), zeilen, groesse=10.5)
    yield kasten(204, y, b, 16, fuellung=svg.PETROL)
    yield schrift(204 + b + 6, y + 12, format_zahl(thema.punkte), fett=True)
    text = format_zahl(thema.nennungen)
    if thema.platz_nennungen != thema.platz_punkte:
        text += f" ({worte['platz'].format(platz=thema.platz_nennungen)})"
    yield schrift(BREITE, y + 12, text, anker="end", farbe=svg.GRAU)
