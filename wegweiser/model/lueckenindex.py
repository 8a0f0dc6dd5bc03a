"""Gaps worked out from data (quartiersanalyse 7): what is known per service and Zielgruppe, and what follows from it.

B (Bedarf), V (nutzbares Angebot) and L = B·(1−V) go from 0 to 1; the one gap value of the product is 4·L.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from wegweiser.model.base import field, modell
from wegweiser.model.deutsch_format import format_zahl

# What can stand between people and an offer: reach, capacity, times, price, language and culture, barriers, awareness.
Huerde = Literal["e", "k", "t", "p", "s", "r", "b"]
HUERDEN: tuple[Huerde, ...] = ("e", "k", "t", "p", "s", "r", "b")
Bedarfsart = Literal["nennung", "wichtigkeit", "struktur"]
BEDARFSARTEN: tuple[Bedarfsart, ...] = ("nennung", "wichtigkeit", "struktur")
Lueckenklasse = Literal["gering", "mittel", "hoch", "sehr-hoch"]
# Instruments of different classes are independent of each other (quartiersanalyse 2.2).
Instrumentklasse = Literal["daten", "sehen", "hoeren"]
ALLE = "alle"
FEHLT_GANZ = "fehlt-ganz"
_ZEHN = 10


class Nennung(NamedTuple):
    """How many of a group miss a service, of how many who answered (weighted counts where there are weights)."""

    genannt: float
    befragt: float


class Wichtigkeit(NamedTuple):
    """Mean importance on a scale from–to."""

    mittel: float
    von: float
    bis: float


class Personenspanne(NamedTuple):
    """How many people: between two bounds, both equal where the number is known."""

    von: int
    bis: int

    def scale(self, anteil: float = 1.0) -> "Personenspanne":
        """A part of them in tens, the half upwards: an order of magnitude, never a number of persons."""
        zehner = (Decimal(str(round(anzahl * anteil / _ZEHN, 10))) for anzahl in self)
        return Personenspanne(*(int(zahl.quantize(Decimal(1), ROUND_HALF_UP)) * _ZEHN for zahl in zehner))

    def __str__(self) -> str:
        """As Germans write it, between two bounds where they differ."""
        von, bis = map(format_zahl, self)
        return von if von == bis else f"{von} bis {bis}"


class Formelschritt(NamedTuple):
    """One line of the working: a code for its label, and the formula with its figures."""

    code: str
    formel: str


@modell
class Gruppenlage:
    """What is known about one service for one Zielgruppe.

    `huerden` holds only known factors (0 no use at all, 1 no obstacle), `umwege` the reach (factor e) for other detour
    factors ("1.2"), `fehlt_ganz` that there is no offer within the largest reach, `instrumente` how we know. `kennzahl` is the
    indicator behind `struktur`, `z` its distance from the mean; `schritte` are how the factors were worked out. `ersatz` names what the
    files count instead of the group: nothing is worked out of that for the group itself.
    """

    gruppe: str
    personen: Personenspanne | None = None
    ersatz: str = ""
    nennung: Nennung | None = None
    wichtigkeit: Wichtigkeit | None = None
    struktur: float | None = None
    kennzahl: str = ""
    z: float | None = None
    huerden: Mapping[Huerde, float] = field(default_factory=dict)
    umwege: Mapping[str, float] = field(default_factory=dict)
    fehlt_ganz: bool = False
    instrumente: frozenset[Instrumentklasse] = frozenset()
    schritte: tuple[Formelschritt, ...] = ()


@modell
class Dienstlage:
    """A service with what is known per Zielgruppe; `alle` among them gives the share small groups are drawn to.

    `erfasst`: only so few percent of the whole city reach one, which rather tells of the files than of the Quartier.
    """

    dienst: str
    titel: str = ""
    feld: str = ""
    erfasst: float | None = None
    gruppen: tuple[Gruppenlage, ...]


@modell
class Setzungen:
    """Everything the index decides instead of finding it: from the guide, changeable there, shown in the report."""

    gewichte: Mapping[str, Mapping[Huerde, float]]
    arten: Mapping[Huerde, str]
    bedarf: Mapping[Bedarfsart, float]
    theta: float
    schrumpfung: float
    untergrenze: float
    abdeckung_min: float
    gruppe_min: float
    angaben_min: float
    stadt_min: float
    klassen: Mapping[Lueckenklasse, float]
    spielraum: float
    stabil_anteil: float
    stabil_platz: int


class Bedarfsteil(NamedTuple):
    """One known part of the need, and its weight among the known ones."""

    art: Bedarfsart
    wert: float
    gewicht: float


class Huerdenanteil(NamedTuple):
    """One factor: its value (None unknown), its weight among all, and its share in the gap."""

    huerde: Huerde
    wert: float | None
    gewicht: float
    beitrag: float | None = None


@modell
class Gruppenluecke:
    """The gap of one service for one Zielgruppe. None is unknown, never zero.

    `lueckenwert` is 4·B·(1−V), as everywhere; `luecke` the same from 0 to 1, between `unten` and `oben` (Wilson).
    `befragt` is how many of the group answered, where they are enough to count.
    """

    dienst: str
    gruppe: str
    personen: Personenspanne | None = None
    ersatz: str = ""
    befragt: int | None = None
    bedarf: float | None
    bedarfsteile: tuple[Bedarfsteil, ...] = ()
    belegstaerke: int
    angebot: float | None
    angebot_arithmetisch: float | None = None
    huerden: tuple[Huerdenanteil, ...] = ()
    abdeckung: float
    fehlt_ganz: bool = False
    luecke: float | None
    unten: float | None = None
    oben: float | None = None
    lueckenwert: Decimal | None = None
    art: str | None = None
    klasse: Lueckenklasse | None = None
    betroffene: Personenspanne | None = None
    rechenweg: tuple[Formelschritt, ...] = ()


class Rangspanne(NamedTuple):
    """Best and worst rank over all runs, and the share of runs among the first."""

    von: int
    bis: int
    vorn: float
    stabil: bool


@modell
class Dienstluecke:
    """A service with its groups: P(s) = (1−θ)·L(alle) + θ·max L, its rank, and how firmly it stands there.

    With `erfasst` its supply counts as unknown (see Dienstlage).
    """

    dienst: str
    titel: str = ""
    feld: str = ""
    erfasst: float | None = None
    gruppen: tuple[Gruppenluecke, ...]
    schlechteste: str | None = None
    prioritaet: float | None = None
    klasse: Lueckenklasse | None = None
    rang: int | None = None
    spanne: Rangspanne | None = None
    rechenweg: tuple[Formelschritt, ...] = ()


@modell
class Lueckenbild:
    """All services: those with an index by rank, those without (too little known) apart; runs behind the rank ranges."""

    luecken: tuple[Dienstluecke, ...] = ()
    ohne_index: tuple[Dienstluecke, ...] = ()
    laeufe: int = 0

    def list_ersatz(self) -> dict[str, str]:
        """Groups no file counts, and who is counted instead."""
        dienste = (*self.luecken, *self.ohne_index)
        return {g.gruppe: g.ersatz for dienst in dienste for g in dienst.gruppen if g.ersatz}
