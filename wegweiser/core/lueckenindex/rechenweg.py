"""The working behind every number, as formulas with their figures: a planner can follow it with a pocket calculator.

Formulas carry no words; each has a code, whose label is the screen's or the report's.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from wegweiser.core.lueckenindex.bedarf import find_nennung, zaehlt
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.lueckenindex import (
    Bedarfsteil,
    Formelschritt,
    Gruppenlage,
    Gruppenluecke,
    Huerdenanteil,
    Nennung,
    Setzungen,
)

_STELLEN = 4


def build_rechenweg(
    lage: Gruppenlage, gesamt: Nennung | None, luecke: Gruppenluecke, setzungen: Setzungen
) -> tuple[Formelschritt, ...]:
    """From the counts to the gap, in the order in which one would do it by hand."""
    return tuple(
        Formelschritt(code, formel)
        for code, formel in (
            *_list_bedarf(lage, gesamt, luecke, setzungen),
            *lage.schritte,
            *_list_angebot(luecke, setzungen),
            *_list_luecke(luecke),
        )
    )


def _list_bedarf(
    lage: Gruppenlage, gesamt: Nennung | None, luecke: Gruppenluecke, setzungen: Setzungen
) -> Iterator[tuple[str, str]]:
    nennung = find_nennung(lage, gesamt, setzungen)
    bezug = gesamt or lage.nennung
    if nennung is not None and bezug is not None:
        eigene = lage.nennung if lage.nennung and zaehlt(lage.nennung, setzungen) else Nennung(0, 0)
        m, p = zahl(setzungen.schrumpfung), zahl(bezug.genannt / bezug.befragt, _STELLEN)
        k, n = zahl(eigene.genannt, 1), zahl(eigene.befragt, 1)
        yield "nennung", f"({k} + {m} · {p}) / ({n} + {m}) = {zahl(nennung, _STELLEN)}"
    teil = next((teil for teil in luecke.bedarfsteile if teil.art == "wichtigkeit"), None)
    if lage.wichtigkeit is not None and teil is not None:
        mittel, von, bis = (zahl(wert, 2) for wert in lage.wichtigkeit)
        yield "wichtigkeit", f"({mittel} − {von}) / ({bis} − {von}) = {zahl(teil.wert, _STELLEN)}"
    if lage.struktur is not None:
        yield "struktur", _struktur(lage, lage.struktur)
    if luecke.bedarf is not None:
        yield "bedarf", f"B = {_summe(luecke.bedarfsteile)} = {zahl(luecke.bedarf, _STELLEN)}"


def _struktur(lage: Gruppenlage, wert: float) -> str:
    if lage.z is None:
        return zahl(wert, _STELLEN)
    z = f"({zahl(lage.z, _STELLEN)})" if lage.z < 0 else zahl(lage.z, _STELLEN)
    kennzahl = f" ({lage.kennzahl})" if lage.kennzahl else ""
    return f"0,5 + 0,25 · {z.replace('-', '−')} → {zahl(wert, _STELLEN)}{kennzahl}"


def _summe(teile: tuple[Bedarfsteil, ...]) -> str:
    return " + ".join(f"{zahl(teil.gewicht, _STELLEN)} · {zahl(teil.wert, _STELLEN)}" for teil in teile)


def _list_angebot(luecke: Gruppenluecke, setzungen: Setzungen) -> Iterator[tuple[str, str]]:
    if luecke.fehlt_ganz:
        yield "fehlt-ganz", "V = 0"
        return
    bekannt = [anteil for anteil in luecke.huerden if anteil.wert is not None]
    if not bekannt:
        return
    summe = zahl(sum(anteil.gewicht for anteil in luecke.huerden), _STELLEN)
    teile = " + ".join(zahl(anteil.gewicht, _STELLEN) for anteil in bekannt)
    yield "abdeckung", f"({teile}) / {summe} = {zahl(luecke.abdeckung, _STELLEN)}"
    if luecke.angebot is not None:
        logarithmen = " + ".join(_logarithmus(anteil, setzungen) for anteil in bekannt)
        geteilt = zahl(sum(anteil.gewicht for anteil in bekannt), _STELLEN)
        yield "angebot", f"V = exp(({logarithmen}) / {geteilt}) = {zahl(luecke.angebot, _STELLEN)}"


def _logarithmus(anteil: Huerdenanteil, setzungen: Setzungen) -> str:
    wert = max(setzungen.untergrenze, anteil.wert or 0.0)
    return f"{zahl(anteil.gewicht, _STELLEN)} · ln {zahl(wert, _STELLEN)}"


def _list_luecke(luecke: Gruppenluecke) -> Iterator[tuple[str, str]]:
    if luecke.luecke is None or luecke.bedarf is None or luecke.angebot is None:
        return
    b, v = zahl(luecke.bedarf, _STELLEN), zahl(luecke.angebot, _STELLEN)
    yield "luecke", f"L = {b} · (1 − {v}) = {zahl(luecke.luecke, _STELLEN)}"
    if luecke.unten is not None and luecke.oben is not None and luecke.unten < luecke.oben:
        yield "spanne", f"{zahl(luecke.unten, _STELLEN)} – {zahl(luecke.oben, _STELLEN)}"
    if luecke.lueckenwert is not None:
        yield "lueckenwert", f"4 · {b} · (1 − {v}) = {zahl(float(luecke.lueckenwert), _STELLEN)}"
    if luecke.betroffene is not None and luecke.personen is not None:
        n, wert = luecke.personen.scale(), zahl(luecke.luecke, _STELLEN)
        yield "betroffene", f"{n} · {wert} ≈ {luecke.betroffene}"


def build_prioritaet(
    alle: float, groesste: float, wert: float, setzungen: Setzungen
) -> tuple[Formelschritt, ...]:
    """P(s) from the gap of all and that of the group worst off."""
    rest, theta = zahl(1 - setzungen.theta, 2), zahl(setzungen.theta, 2)
    formel = f"P = {rest} · {zahl(alle, _STELLEN)} + {theta} · {zahl(groesste, _STELLEN)}"
    return (
        Formelschritt("prioritaet", f"{formel} = {zahl(wert, _STELLEN)}"),
        Formelschritt("index", f"4 · {zahl(wert, _STELLEN)} = {zahl(4 * wert, _STELLEN)}"),
    )


def zahl(wert: float, stellen: int = 0) -> str:
    """A figure as Germans write it, at most so many decimals, without trailing zeros; the half goes upwards."""
    gerundet = Decimal(str(round(wert, 10))).quantize(Decimal(1).scaleb(-stellen), ROUND_HALF_UP)
    text = format_zahl(gerundet)
    return text.rstrip("0").rstrip(",") if "," in text else text
