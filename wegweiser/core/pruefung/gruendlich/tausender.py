"""Numbers like 1.500, which are one and a half here and were most likely meant as fifteen hundred."""

from collections.abc import Iterator
from decimal import Decimal

from wegweiser.ausdruck import Ausdruck
from wegweiser.ausdruck.knoten import Konstante, list_knoten
from wegweiser.core.pruefung.fund import KOPF, Fund, Fundort
from wegweiser.core.pruefung.wissen import Wissen, list_abschnitte, list_orte
from wegweiser.model.deutsch_format import format_zahl

_STELLEN = 3


def check_tausender(wissen: Wissen) -> Iterator[Fund]:
    """Everywhere a guide says a number: parameters, limits, expressions."""
    for ort, zahl in _list_zahlen(wissen):
        if _ist_verdaechtig(zahl):
            yield _build_fund(ort, zahl)
    for ort, text in _list_ausdruecke(wissen):
        ausdruck = wissen.parse(text)
        for knoten in list_knoten(ausdruck.wurzel) if isinstance(ausdruck, Ausdruck) else ():
            if isinstance(knoten, Konstante) and _ist_verdaechtig(knoten.wert):
                yield _build_fund(ort, knoten.wert, knoten.von)


def _ist_verdaechtig(zahl: object) -> bool:
    """Three decimals, the last of them an empty one that nobody would write."""
    if not isinstance(zahl, Decimal) or abs(zahl) < 1:
        return False
    nachkomma = f"{zahl:f}".partition(".")[2]
    return len(nachkomma) == _STELLEN and nachkomma.endswith("0")


def _build_fund(ort: Fundort, zahl: object, versatz: int = 0) -> Fund:
    assert isinstance(zahl, Decimal)  # noqa: S101 - only such are suspicious
    angaben = {
        "wert": f"{zahl:f}",
        "ist": format_zahl(zahl.normalize()),
        "soll": f"{zahl:f}".replace(".", ""),
    }
    return Fund(ort.datei, ort.ort, "zahl-tausender", angaben, versatz)


def _list_zahlen(wissen: Wissen) -> Iterator[tuple[Fundort, object]]:
    for name, parameter in wissen.leitfaden.kopf.parameter.items():
        yield KOPF.bei("parameter", name, "wert"), parameter.wert
    for ort, _, frage in list_orte(wissen.leitfaden):
        yield from ((ort.bei(grenze), getattr(frage, grenze, None)) for grenze in ("min", "max"))


def _list_ausdruecke(wissen: Wissen) -> Iterator[tuple[Fundort, str]]:
    for datei, abschnitt in list_abschnitte(wissen.leitfaden):
        yield from [(datei.bei("wenn"), abschnitt.wenn)] if abschnitt.wenn else []
        for nr, abgeleitet in enumerate(abschnitt.abgeleitet):
            yield datei.bei("abgeleitet", nr, "ausdruck"), abgeleitet.ausdruck
    for ort, _, frage in list_orte(wissen.leitfaden):
        yield from ((ort.bei(feld), text) for feld in ("wenn", "vorschlag") if (text := getattr(frage, feld)))
        for nr, pruefung in enumerate(frage.pruefe):
            yield ort.bei("pruefe", nr, "muss"), pruefung.muss
    for nr, regel in enumerate(wissen.leitfaden.regeln):
        ort = Fundort(f"regel:{nr}")
        yield from ((ort.bei(feld), text) for feld in ("wenn", "muss") if (text := getattr(regel, feld)))
