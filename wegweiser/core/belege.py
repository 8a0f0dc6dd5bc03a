"""What walks, talks and workshops say about each Dienstfeld, and how much evidence that is; nobody is counted into a share."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from wegweiser.core.werte import Wertequelle
from wegweiser.model.analyse import Beleglage, Luecke
from wegweiser.model.base import Zeile
from wegweiser.model.katalog import Instrument
from wegweiser.model.leitfaden import Leitfaden

_KLASSEN: Final = ("daten", "sehen", "hoeren")
_EINZELN, _ERHEBUNG, _ZWEI = 1, 2, 3
_MEHRERE: Final = 2


def build_belege(quelle: Wertequelle, luecken: Sequence[Luecke]) -> Iterator[Beleglage]:
    """One line per Dienstfeld somebody said something about, in the order of the fields."""
    gesagt = quelle.gesagt("erkenntnisse")
    zeilen = [zeile for zeile in gesagt if isinstance(zeile, Mapping)] if isinstance(gesagt, tuple) else []
    katalog = quelle.leitfaden.kataloge.get("dienstfelder")
    for feld in katalog.eintraege if katalog and zeilen else ():
        if eigene := [zeile for zeile in zeilen if zeile.get("feld") == feld.id]:
            yield _build(quelle.leitfaden, feld.id, feld.titel, eigene, luecken)


def _build(
    leitfaden: Leitfaden, feld: str, titel: str, zeilen: Sequence[Zeile], luecken: Sequence[Luecke]
) -> Beleglage:
    instrumente = _list_instrumente(leitfaden, zeilen)
    genutzt = {instrument.klasse for instrument in instrumente}
    klassen = tuple(klasse for klasse in _KLASSEN if klasse in genutzt)
    staerke = compute_belegstaerke(klassen, zeilen)
    return Beleglage(
        feld=feld,
        titel=titel,
        aussagen=len(zeilen),
        instrumente=tuple(instrument.titel for instrument in instrumente),
        klassen=klassen,
        staerke=staerke,
        ueberschaetzt=tuple(
            luecke.bezeichnung
            for luecke in luecken
            if luecke.feld == feld and (luecke.belegstaerke or 0) > staerke
        ),
    )


def compute_belegstaerke(klassen: Sequence[str], zeilen: Sequence[Zeile]) -> int:
    """3 with two independent classes, 2 where several people were there, 1 for single voices and figures alone."""
    if len(klassen) > 1:
        return _ZWEI
    mehrere = any(_zahl(zeile.get("teilnehmende")) >= _MEHRERE for zeile in zeilen)
    return _ERHEBUNG if mehrere and klassen != ("daten",) else _EINZELN


def _list_instrumente(leitfaden: Leitfaden, zeilen: Sequence[Zeile]) -> list[Instrument]:
    """Each instrument once, in the order of the catalogue."""
    ids = {zeile.get("instrument") for zeile in zeilen}
    katalog = leitfaden.kataloge.get("instrumente")
    alle = katalog.eintraege if katalog else ()
    return [eintrag for eintrag in alle if isinstance(eintrag, Instrument) and eintrag.id in ids]


def _zahl(wert: object) -> int:
    return wert if isinstance(wert, int) and not isinstance(wert, bool) else 0
