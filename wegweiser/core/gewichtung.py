"""The weights a group gives to the criteria: every person counts the same, the mean is the weight, the spread is kept."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from wegweiser.core.werte import Wertequelle
from wegweiser.model.base import Zeile
from wegweiser.model.koproduktion import Gewichtsspanne, Gruppengewichtung

FRAGE = "gruppengewichte"
_GANZES = 100
# Weight by id of the criterion, 100 in sum.
Gewichte: TypeAlias = Mapping[str, Decimal | int]


def list_gewichtungen(
    quelle: Wertequelle, satz: str, kriterien: Sequence[str]
) -> tuple[Gewichte | None, ...]:
    """One per row, set to 100 in sum; None for a row without a single point."""
    zeilen = quelle.gesagt(FRAGE, satz)
    saetze = [zeile for zeile in zeilen if isinstance(zeile, Mapping)] if isinstance(zeilen, tuple) else []
    return tuple(_setze_auf_hundert(zeile, kriterien) for zeile in saetze)


def _setze_auf_hundert(zeile: Zeile, kriterien: Sequence[str]) -> Gewichte | None:
    punkte = {id_: _punkte(zeile.get(id_.replace("-", "_"))) for id_ in kriterien}
    summe = sum(punkte.values(), Decimal(0))
    return {id_: wert * _GANZES / summe for id_, wert in punkte.items()} if summe else None


def _punkte(wert: object) -> Decimal:
    return Decimal(wert) if isinstance(wert, int | Decimal) else Decimal(0)


def compute_mittel(gewichtungen: Sequence[Gewichte], kriterien: Sequence[str]) -> Gewichte:
    """The mean per criterion."""
    return {
        id_: sum((Decimal(g[id_]) for g in gewichtungen), Decimal(0)) / len(gewichtungen) for id_ in kriterien
    }


def build_gruppengewichtung(
    alle: Sequence[Gewichte | None], kriterien: Mapping[str, str], *, mindestens: Decimal, uneinig_ab: Decimal
) -> Gruppengewichtung:
    """Mean and spread of the rows that have points."""
    gezaehlt = [gewichte for gewichte in alle if gewichte is not None]
    spannen = [
        _build_spanne(id_, titel, [Decimal(g[id_]) for g in gezaehlt], uneinig_ab)
        for id_, titel in kriterien.items()
        if gezaehlt
    ]
    return Gruppengewichtung(
        beteiligte=len(gezaehlt),
        ohne_punkte=len(alle) - len(gezaehlt),
        mindestens=int(mindestens),
        gilt=bool(gezaehlt) and len(gezaehlt) >= mindestens,
        spannen=tuple(sorted(spannen, key=lambda spanne: -spanne.mittel)),
    )


def _build_spanne(id_: str, titel: str, werte: Sequence[Decimal], uneinig_ab: Decimal) -> Gewichtsspanne:
    geordnet = tuple(sorted(werte))
    return Gewichtsspanne(
        id=id_,
        kriterium=titel,
        mittel=sum(geordnet, Decimal(0)) / len(geordnet),
        werte=geordnet,
        uneinig=len(geordnet) > 1 and 0 < uneinig_ab <= geordnet[-1] - geordnet[0],
    )
