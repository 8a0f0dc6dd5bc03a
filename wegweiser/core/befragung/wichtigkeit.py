"""Importance-performance analysis: what matters and is not good enough, for all and for each group (quartiersanalyse.md 7.5)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from wegweiser.core.befragung.gruppen import Personenkreis
from wegweiser.core.befragung.themen import Thema, Themenrechner
from wegweiser.model.base import replace
from wegweiser.model.befragung import Mittelwert, Quadrant, WichtigkeitsLeistung, Wichtigkeitspunkt


def build_wichtigkeit(
    rechner: Themenrechner, themen: Sequence[Thema], kreise: Sequence[Personenkreis]
) -> Iterator[WichtigkeitsLeistung]:
    """One analysis per group that is large enough; none where nothing is asked twice."""
    paare = [thema for thema in themen if {"wichtigkeit", "zufriedenheit"} <= set(thema.spalten)]
    skala = rechner.bestand.find_skala(
        [t.spalten[z].teil for t in paare for z in ("wichtigkeit", "zufriedenheit")]
    )
    if not paare or skala is None:
        return
    for kreis in kreise:
        if kreis.gruppe.fallzahl != "zu-wenige":
            yield _build(rechner, paare, kreis, skala)


def _build(
    rechner: Themenrechner, paare: Sequence[Thema], kreis: Personenkreis, skala: tuple[int, int]
) -> WichtigkeitsLeistung:
    punkte = [_build_punkt(rechner, thema, kreis) for thema in paare]
    w, z = (
        _mitte([p.wichtigkeit for p in punkte if ist_belegt(p)]),
        _mitte([p.zufriedenheit for p in punkte if ist_belegt(p)]),
    )
    eingeordnet = [replace(p, quadrant=find_quadrant(p, w, z)) for p in punkte]
    eingeordnet.sort(key=lambda p: -(p.wichtigkeit.wert or 0))
    return WichtigkeitsLeistung(
        gruppe=kreis.gruppe.id,
        titel=kreis.gruppe.titel,
        skala=skala,
        punkte=tuple(eingeordnet),
        kreuz_wichtigkeit=w,
        kreuz_zufriedenheit=z,
        n=kreis.gruppe.n,
    )


def _build_punkt(rechner: Themenrechner, thema: Thema, kreis: Personenkreis) -> Wichtigkeitspunkt:
    wichtigkeit = rechner.mittel(thema, "wichtigkeit", kreis.personen)
    zufriedenheit = rechner.mittel(thema, "zufriedenheit", kreis.personen)
    assert wichtigkeit is not None and zufriedenheit is not None  # noqa: S101, PT018 - only topics with both come here
    w, z = wichtigkeit.wert, zufriedenheit.wert
    return Wichtigkeitspunkt(
        thema=thema.id,
        titel=thema.titel,
        dienst=thema.dienst,
        wichtigkeit=wichtigkeit,
        zufriedenheit=zufriedenheit,
        quadrant=None,
        abstand=None if w is None or z is None else w - z,
    )


def ist_belegt(punkt: Wichtigkeitspunkt) -> bool:
    """At least thirty valid answers to both questions."""
    return punkt.wichtigkeit.fallzahl == punkt.zufriedenheit.fallzahl == "genug"


def _mitte(mittel: Sequence[Mittelwert]) -> Decimal | None:
    werte = [m.wert for m in mittel if m.wert is not None]
    return sum(werte, Decimal(0)) / len(werte) if werte else None


def find_quadrant(punkt: Wichtigkeitspunkt, wm: Decimal | None, zm: Decimal | None) -> Quadrant | None:
    """Where a topic stands to the cross; None where too few answered to place it."""
    w, z = punkt.wichtigkeit.wert, punkt.zufriedenheit.wert
    if not ist_belegt(punkt) or w is None or z is None or wm is None or zm is None:
        return None
    if w >= wm:
        return "konzentrieren" if z < zm else "halten"
    return "nachrangig" if z < zm else "ueber-bedarf"
