"""What the guide says about indicators, in the form the computations read it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple, TypeVar

from wegweiser.model.eintrag import Eintrag
from wegweiser.model.indikator import Altersgrenze, Indikator, Vergleichswert
from wegweiser.model.katalog import Kenngroesse
from wegweiser.model.leitfaden import Leitfaden

E = TypeVar("E", bound=Eintrag)


class Indikatorwissen(NamedTuple):
    """Indicators in the order of the catalogue, age limits (the usual one first), published values, figures of method."""

    indikatoren: tuple[Indikator, ...]
    altersgrenzen: tuple[Altersgrenze, ...]
    vergleichswerte: tuple[Vergleichswert, ...]
    groessen: Mapping[str, Decimal]
    titel: Mapping[str, str] = {}

    @property
    def standard(self) -> str:
        """The id of the usual age limits."""
        return self.altersgrenzen[0].id if self.altersgrenzen else ""


def build_wissen(leitfaden: Leitfaden) -> Indikatorwissen:
    """What the catalogues of this guide say."""
    grenzen = _list_eintraege(leitfaden, "altersgrenzen", Altersgrenze)
    return Indikatorwissen(
        indikatoren=_list_eintraege(leitfaden, "indikatoren", Indikator),
        altersgrenzen=tuple(sorted(grenzen, key=lambda grenze: not grenze.standard)),
        vergleichswerte=_list_eintraege(leitfaden, "vergleichswerte", Vergleichswert),
        groessen={
            groesse.id: groesse.wert
            for groesse in _list_eintraege(leitfaden, "kenngroessen", Kenngroesse)
            if groesse.wert is not None
        },
        titel={
            groesse.id: groesse.titel for groesse in _list_eintraege(leitfaden, "kenngroessen", Kenngroesse)
        },
    )


def _list_eintraege(leitfaden: Leitfaden, name: str, klasse: type[E]) -> tuple[E, ...]:
    katalog = leitfaden.kataloge.get(name)
    return tuple(e for e in katalog.eintraege if isinstance(e, klasse)) if katalog else ()
