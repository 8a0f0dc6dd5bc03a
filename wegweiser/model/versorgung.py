"""Supply: how far people have it to a service, how many of them reach it, and how much of it there is for each."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from wegweiser.model.base import field, modell
from wegweiser.model.katalog import Dienst, Distanzgewicht, Ortsmerkmal, Schwelle
from wegweiser.model.lueckenindex import Formelschritt

# How a distance was measured: straight, straight times a detour factor, along paths.
Wegmass = Literal["luftlinie", "umweg", "netz"]
# What capacity is counted in: places people gave, or offers, one each, where not all capacities are known.
Kapazitaetsmass = Literal["plaetze", "angebote"]


class Band(NamedTuple):
    """A mean that lies between two bounds; both equal where every number of persons is known."""

    unten: float
    oben: float

    @property
    def mitte(self) -> float:
        """The middle of both bounds."""
        return (self.unten + self.oben) / 2


@modell
class Versorgungssetzungen:
    """What the computation decides instead of finding it, out of the catalogues of the guide.

    `tempo` is the walking speed of a Zielgruppe as a part of the speed thresholds are made for (`meter_je_minute`).
    """

    dienste: tuple[Dienst, ...]
    schwellen: tuple[Schwelle, ...]
    tempo: Mapping[str, float]
    meter_je_minute: float
    ohne_treppen: frozenset[str]
    umweg: float
    umwege: tuple[float, ...]
    gewicht: Distanzgewicht
    merkmale: tuple[Ortsmerkmal, ...] = ()
    quellen: Mapping[str, str] = field(default_factory=dict)  # id to what is said of it in the working


@modell
class Schwellenanteil:
    """Percent of a group within a threshold, in metres as they hold for its walking speed.

    `gegenprobe` is the same with the largest detour factor, where a detour stands in for paths.
    """

    schwelle: Schwelle
    mass: Wegmass
    meter: float
    angebote: int  # those large enough
    anteil: Band | None
    gegenprobe: Band | None = None


@modell
class Ortsangabe:
    """What is known of the offers within reach: of how many, what it is worth on average (0 to 1), or how many hours."""

    merkmal: str
    bekannt: int
    von: int
    mittel: float | None = None
    werte: tuple[str, ...] = ()


@modell
class Gruppenversorgung:
    """A service for one Zielgruppe. None is unknown, never zero.

    `stellvertretend`: the grid does not count the group, others stand in for it, mostly all inhabitants. `erreichbarkeit` goes from 0 to 1
    (quartiersanalyse 6.2), `umwege` is the same for other detour factors. `zugang` is capacity per 10,000 persons.
    """

    gruppe: str
    stellvertretend: bool
    personen: Band
    zellen_unbekannt: int
    mass: Wegmass
    meter: float
    anteil: Band | None
    mittel_m: float | None
    median_m: float | None
    luftlinie_m: float | None
    erreichbarkeit: Band | None
    umwege: Mapping[str, float] = field(default_factory=dict)
    zugang: float | None = None
    ohne_zugang: float | None = None
    ohne_weg: float = 0.0  # persons no path of the file is near to: straight line times detour for them
    schwellen: tuple[Schwellenanteil, ...] = ()
    rechenweg: tuple[Formelschritt, ...] = ()


@modell
class Dienstversorgung:
    """A service in the Quartier, with the threshold its reach rests on (source, stand and kind are in it).

    `fehlt_ganz`: there are such places, but none within reach of anybody here. Services without any place in the files are
    not among the results: nothing is known of them.
    """

    dienst: Dienst
    schwelle: Schwelle
    umweg: float | None
    innen: int
    angebote: int  # those outside within reach included
    fehlt_ganz: bool
    kapazitaet: Kapazitaetsmass
    kapazitaet_bekannt: int
    ohne_personen: int = 0
    nachfrage_nur_innen: bool = False
    zugang_stadt: float | None = None
    anteil_stadt: float | None = None
    gruppen: tuple[Gruppenversorgung, ...] = ()
    angaben: tuple[Ortsangabe, ...] = ()
    veraltet: int = 0

    def find_gruppe(self, gruppe: str) -> Gruppenversorgung | None:
        """What holds for a Zielgruppe."""
        return next((g for g in self.gruppen if g.gruppe == gruppe), None)
