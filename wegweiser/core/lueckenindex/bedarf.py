"""Need B(s, g) from who misses a service, how important it is, and how the group is made up (quartiersanalyse 7.2)."""

from collections.abc import Mapping
from decimal import Decimal
from math import fsum
from typing import NamedTuple

from wegweiser.core.befragung.stichprobe import compute_wilson, shrink_anteil
from wegweiser.model.lueckenindex import (
    BEDARFSARTEN,
    Bedarfsart,
    Bedarfsteil,
    Gruppenlage,
    Nennung,
    Setzungen,
    Wichtigkeit,
)


class Bedarf(NamedTuple):
    """B with its parts and the B of both Wilson bounds; None where nothing is known."""

    wert: float | None
    unten: float | None
    oben: float | None
    teile: tuple[Bedarfsteil, ...]


def compute_nennung(nennung: Nennung, gesamt: float, schrumpfung: float) -> float:
    """(k + m·p) / (n + m): the share that misses it, in small groups drawn to the share p of all."""
    k, n, p, m = (_genau(zahl) for zahl in (nennung.genannt, nennung.befragt, gesamt, schrumpfung))
    return float(shrink_anteil(k, n, p, m))


def compute_wichtigkeit(wichtigkeit: Wichtigkeit) -> float:
    """Where the mean stands between the ends of its scale."""
    return _begrenze((wichtigkeit.mittel - wichtigkeit.von) / (wichtigkeit.bis - wichtigkeit.von))


def compute_struktur(z: float) -> float:
    """0.5 at the mean of the city, 0.25 more per standard deviation, between 0 and 1."""
    return _begrenze(0.5 + 0.25 * z)


def compute_grenzen(nennung: Nennung) -> tuple[float, float]:
    """The Wilson interval (95 %) of the share that misses it."""
    spanne = compute_wilson(_genau(nennung.genannt / nennung.befragt), _genau(nennung.befragt))
    return float(spanne.unten), float(spanne.oben)


def compute_bedarf(lage: Gruppenlage, gesamt: Nennung | None, setzungen: Setzungen) -> Bedarf:
    """B over the parts that are there, their weights shared anew; a group too small counts with the share of all."""
    werte: dict[Bedarfsart, float] = {}
    grenzen: tuple[float, float] | None = None
    if (nennung := find_nennung(lage, gesamt, setzungen)) is not None:
        werte["nennung"] = nennung
        eigene = lage.nennung if zaehlt(lage.nennung, setzungen) else gesamt
        unten, oben = compute_grenzen(eigene) if eigene else (nennung, nennung)
        grenzen = min(unten, nennung), max(oben, nennung)
    if lage.wichtigkeit is not None and lage.wichtigkeit.von < lage.wichtigkeit.bis:
        werte["wichtigkeit"] = compute_wichtigkeit(lage.wichtigkeit)
    if lage.struktur is not None:
        werte["struktur"] = _begrenze(lage.struktur)
    werte = {art: wert for art, wert in werte.items() if setzungen.bedarf[art] > 0}
    if not werte:
        return Bedarf(None, None, None, ())
    grenzen = grenzen if "nennung" in werte else None
    wert = _mittel(werte, setzungen)
    unten, oben = (
        _mittel({**werte, "nennung": g}, setzungen) if grenzen else wert for g in grenzen or (0, 0)
    )
    return Bedarf(wert, unten, oben, _build_teile(werte, setzungen))


def find_nennung(lage: Gruppenlage, gesamt: Nennung | None, setzungen: Setzungen) -> float | None:
    """The share that misses it; a group nobody asked has none, one with too few answers takes the share of all."""
    if lage.nennung is None:
        return None
    bezug = gesamt or lage.nennung
    if bezug.befragt <= 0:
        return None
    anteil = bezug.genannt / bezug.befragt
    if not zaehlt(lage.nennung, setzungen):
        return anteil  # as the formula gives for nobody asked
    return compute_nennung(lage.nennung, anteil, setzungen.schrumpfung)


def zaehlt(nennung: Nennung | None, setzungen: Setzungen) -> bool:
    """Whether enough people of a group answered for it to count by itself."""
    return nennung is not None and nennung.befragt >= setzungen.gruppe_min


def compute_belegstaerke(lage: Gruppenlage, setzungen: Setzungen) -> int:
    """3 with two independent instruments, 2 with a survey, 1 where only structure or single voices stand behind it."""
    if not zaehlt(lage.nennung, setzungen):
        return 1
    return 3 if len(lage.instrumente | {"hoeren"}) > 1 else 2


def _build_teile(werte: Mapping[Bedarfsart, float], setzungen: Setzungen) -> tuple[Bedarfsteil, ...]:
    summe = fsum(setzungen.bedarf[art] for art in werte)
    return tuple(
        Bedarfsteil(art, werte[art], setzungen.bedarf[art] / summe) for art in BEDARFSARTEN if art in werte
    )


def _mittel(werte: Mapping[Bedarfsart, float], setzungen: Setzungen) -> float:
    zaehler = fsum(setzungen.bedarf[art] * wert for art, wert in werte.items())
    return _begrenze(zaehler / fsum(setzungen.bedarf[art] for art in werte))


def _begrenze(wert: float) -> float:
    return min(1.0, max(0.0, wert))


def _genau(zahl: float) -> Decimal:
    return Decimal(str(zahl))
