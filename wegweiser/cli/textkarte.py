"""The map of a Quartier in letters: denser is darker, a cross marks what is not reached. North is up."""

from collections import defaultdict
from collections.abc import Iterator

from wegweiser.cli.ausgabe import LEER, Satz
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.quartiersbild import Kartenzelle, Klasse, Quartierkarte

_SPALTEN = 34  # two letters each, so that a cell is as wide as high
_TOENE = "·░▒▓█"  # from sparse to dense
_NENNBAR = 10


def build_textkarte(karte: Quartierkarte) -> list[Satz]:
    """Rows from north to south, and what the letters mean."""
    zeilen = list(_list_zeilen(karte))
    if not zeilen:
        return []
    return [LEER, *(Satz(f"  {zeile}", ganz=True) for zeile in zeilen), *_build_legende(karte)]


def _list_zeilen(karte: Quartierkarte) -> Iterator[str]:
    felder = _fasse_zusammen(karte)
    if not felder:
        return
    spalten, reihen = [ort[0] for ort in felder], [ort[1] for ort in felder]
    for reihe in range(max(reihen), min(reihen) - 1, -1):
        zeile = "".join(felder.get((spalte, reihe), "  ") for spalte in range(min(spalten), max(spalten) + 1))
        yield zeile.rstrip()


def _fasse_zusammen(karte: Quartierkarte) -> dict[tuple[int, int], str]:
    """Cells by column and row; where the map is too wide, the densest of several stands for all."""
    weite = karte.weite * max(1, -(-karte.breite // karte.weite // _SPALTEN))
    gruppen: dict[tuple[int, int], list[Kartenzelle]] = defaultdict(list)
    for zelle in karte.zellen:
        gruppen[zelle.x // weite, zelle.y // weite].append(zelle)
    return {ort: _zeichne(zellen) for ort, zellen in gruppen.items()}


def _zeichne(zellen: list[Kartenzelle]) -> str:
    bekannt = [zelle.klasse for zelle in zellen if zelle.klasse is not None]
    ton = _ton(max(bekannt)) if bekannt else "?"
    fern = 2 * sum(zelle.unversorgt for zelle in zellen) > len(zellen)
    return ton + ("×" if fern else ton)


def _ton(klasse: int) -> str:
    return _TOENE[min(klasse, len(_TOENE) - 1)]


def _build_legende(karte: Quartierkarte) -> Iterator[Satz]:
    toene = {_ton(nr): _format_klasse(klasse) for nr, klasse in reversed(list(enumerate(karte.klassen)))}
    stufen = ", ".join(f"{ton} {toene[ton]}" for ton in _TOENE if ton in toene)
    yield Satz(
        f"Menschen je Zelle von {karte.weite} m: {stufen}. Norden ist oben.", "leise", einzug=2, haenge=2
    )
    if karte.dienst:
        weg = "Luftlinie" if karte.mass == "luftlinie" else "Fußweg"
        wie = f"× {karte.dienst} erst nach mehr als {format_zahl(karte.schwelle_m or 0)} m {weg}"
        yield Satz(f"{wie}: {format_personen(karte.unversorgt or 0)}.", "leise", einzug=2, haenge=2)


def format_personen(anzahl: int) -> str:
    """Persons in words; fewer than ten are not counted out."""
    if 0 < anzahl < _NENNBAR:
        return f"weniger als {_NENNBAR} Menschen"
    return f"{format_zahl(anzahl)} Menschen" if anzahl else "niemand"


def _format_klasse(klasse: Klasse) -> str:
    if klasse.bis is None:
        return f"ab {format_zahl(klasse.von)}"
    return f"unter {klasse.bis}" if klasse.von == 0 else f"ab {format_zahl(klasse.von)}"
