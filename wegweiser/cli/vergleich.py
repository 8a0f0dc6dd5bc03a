"""`vergleichen`: two Vorhaben or scenarios side by side, answers and results."""

from collections.abc import Iterator, Mapping
from typing import Any

from wegweiser.cli.ausgabe import LEER, Satz, print_saetze
from wegweiser.cli.ergebnistafel import Tafel, print_tafel
from wegweiser.cli.kommandos import build_umfeld, print_json
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.cli.unterschiedansicht import (
    ERGEBNISSE,
    build_json,
    build_json_ergebnisse,
    build_unterschiede,
    format_ergebnis,
)
from wegweiser.model.unterschied import Ergebnisunterschied
from wegweiser.workflow.gegenueberstellung import Gegenueberstellung, Vergleichsseite, compare_vorhaben
from wegweiser.workflow.umfeld import Umfeld

_ERSTE = 5


def run(a: str, b: str, *, als_json: bool) -> None:
    """`vergleichen`."""
    umgebung = read_umgebung()
    umfeld: Umfeld = build_umfeld(umgebung)
    vergleich = compare_vorhaben(a, b, umfeld)
    if als_json:
        print_json(_build_json(vergleich))
        return
    print_saetze(_build_kopf(vergleich), farbig=umgebung.farbig)
    print_saetze(build_unterschiede(vergleich.unterschiede, ergebnisse=False), farbig=umgebung.farbig)
    for titel, ergebnisse in _gruppiere(vergleich.ergebnisse).items():
        zeilen = tuple(zeile for einer in ergebnisse for zeile in _build_zeilen(einer))
        print_tafel(Tafel(titel or "Lücken", ("", "A", "B"), zeilen), farbig=umgebung.farbig)


def _build_kopf(vergleich: Gegenueberstellung) -> Iterator[Satz]:
    yield Satz("Zwei Vorhaben nebeneinander: A → B", "titel")
    yield Satz(f"A: {_nenne(vergleich.a)}", einzug=2, haenge=3)
    yield Satz(f"B: {_nenne(vergleich.b)}", einzug=2, haenge=3)
    versionen = [
        f"{s.stand.leitfaden.id} {s.stand.leitfaden.kopf.version}" for s in (vergleich.a, vergleich.b)
    ]
    if versionen[0] != versionen[1]:
        yield Satz(f"Die Leitfäden sind verschieden ({versionen[0]} und {versionen[1]}).", "warnung")
    yield LEER
    yield Satz("Antworten, die sich unterscheiden", "titel")


def _nenne(seite: Vergleichsseite) -> str:
    szenario = f", Szenario „{seite.szenario}“" if seite.szenario else ""
    return f"{seite.stand.vorhaben.titel}{szenario} ({seite.name})"


def _gruppiere(ergebnisse: tuple[Ergebnisunterschied, ...]) -> Mapping[str, list[Ergebnisunterschied]]:
    """The results of the whole, then those of every Maßnahme."""
    gruppen: dict[str, list[Ergebnisunterschied]] = {}
    for einer in ergebnisse:
        gruppen.setdefault(f"Maßnahme: {einer.massnahme}" if einer.massnahme else "", []).append(einer)
    return {titel: gruppe for titel, gruppe in gruppen.items() if any(e.alt or e.neu for e in gruppe)}


def _build_zeilen(einer: Ergebnisunterschied) -> Iterator[tuple[str, str, str]]:
    """A line for a value; of an order the first few places, each its own line."""
    name = ERGEBNISSE[einer.name]
    if einer.name not in {"luecken", "formen"}:
        yield name, format_ergebnis(einer.name, einer.alt), format_ergebnis(einer.name, einer.neu)
        return
    links, rechts = (wert if isinstance(wert, tuple) else () for wert in (einer.alt, einer.neu))
    kurz = "Form" if einer.name == "formen" else "Rang"
    for nr in range(min(_ERSTE, max(len(links), len(rechts)))):
        yield f"{kurz} {nr + 1}", _platz(links, nr), _platz(rechts, nr)


def _platz(reihe: tuple[str, ...], nr: int) -> str:
    return reihe[nr] if nr < len(reihe) else "–"


def _build_json(vergleich: Gegenueberstellung) -> dict[str, Any]:
    daten = build_json(vergleich.unterschiede)
    alle = build_json_ergebnisse(vergleich.ergebnisse)
    return {"a": _seite_json(vergleich.a), "b": _seite_json(vergleich.b), **daten, "ergebnisse": alle}


def _seite_json(seite: Vergleichsseite) -> dict[str, Any]:
    kopf = seite.stand.leitfaden.kopf
    return {
        "name": seite.name,
        "titel": seite.stand.vorhaben.titel,
        "szenario": seite.szenario or None,
        "leitfaden": {"id": kopf.id, "version": kopf.version},
    }
