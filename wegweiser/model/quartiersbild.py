"""What the data of a Vorhaben say about its Quartier: finished values for screen and report, no arrays, no boundaries."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from wegweiser.model.base import field, modell
from wegweiser.model.befragung import Befragungsbild
from wegweiser.model.daten import Datei, Datenfund
from wegweiser.model.kennzahl import Indikatorwert, Spanne
from wegweiser.model.lueckenindex import ALLE, Lueckenbild
from wegweiser.model.potenzial import Akteursnetz, Potenziale
from wegweiser.model.rechenweg import Rechenweg
from wegweiser.model.versorgung import Band, Dienstversorgung, Wegmass

# Which file would make the analysis firmer: a code for the sentence, in the order in which one would fetch them.
Datenwunsch = Literal[
    "quartier", "zellen", "orte", "raeume", "kennzahlen", "befragung", "wege", "leerstand", "akteur"
]
# Findings that say: the data and the boundary lie in different places; with the first two nobody is known to live inside.
OHNE_ZELLEN = frozenset({"zellen-weit-weg", "quartier-leer"})
ABSEITS = OHNE_ZELLEN | {"orte-weit-weg", "wege-weit-weg"}
# Services that are furniture of a street: they count where asked for, and would hide everything else on a map.
KLEINES = frozenset(
    {
        "sitzbank",
        "radabstellanlage",
        "briefkasten",
        "ladesaeule",
        "buecherschrank",
        "paketautomat",
        "geldautomat",
        "taxi",
    }
)
Markenart = Literal["angebot", "leerstand", "brache"]
Punkte = tuple[tuple[int, int], ...]


class Klasse(NamedTuple):
    """One class of the population map: from (included) to (excluded); without `bis` open to the top."""

    von: int
    bis: int | None


class Kartenzelle(NamedTuple):
    """A grid cell by the place of its lower left corner on the map, in metres; without `klasse` nothing is known of it."""

    x: int
    y: int
    klasse: int | None
    unversorgt: bool = False


class Kartenmarke(NamedTuple):
    """A symbol on the map: offers by Dienstfeld, vacancies and brownfields by kind; never a flat, never a person."""

    x: int
    y: int
    art: Markenart
    feld: str = ""
    dienst: str = ""
    name: str = ""
    anzahl: int = 1  # how many stand here so close together that they are one symbol


@modell
class Quartierkarte:
    """The Quartier from above: metres from the lower left corner of its frame, in the direction of the grid.

    `nord` is how far true north leans to the right, in degrees. Cells of fewer than ten persons are all in class 0.
    `dienst` (its title) is the one whose unreached cells are marked, `schwelle_m` its distance, `unversorgt` the
    persons there.
    """

    breite: int
    hoehe: int
    weite: int
    nord: Decimal
    klassen: tuple[Klasse, ...] = ()
    zellen: tuple[Kartenzelle, ...] = ()
    grenze: tuple[Punkte, ...] = ()
    marken: tuple[Kartenmarke, ...] = ()
    felder: tuple[tuple[str, str], ...] = ()  # the six Dienstfelder: id and title, each has its own symbol
    weitere: int = 0  # symbols that found no place
    dienst: str = ""
    schwelle_m: int | None = None
    mass: Wegmass = "umweg"  # how its distance is meant
    unversorgt: int | None = None
    nennungen: tuple[str, ...] = ()
    ohne_nennung: tuple[str, ...] = ()  # titles of files nobody said the source of


class Nadelzahl(NamedTuple):
    """How many pins of a kind there are; empty where nobody named one."""

    art: str
    anzahl: int


@modell
class Altersgruppe:
    """Share of the persons from `von` to under `bis` in the Quartier and the city around it, in percent; None is unknown."""

    von: int
    bis: int | None
    quartier: Spanne | None
    stadt: Spanne | None = None


@modell
class Altersaufbau:
    """Who lives there by age, youngest first, of one year and one file."""

    gruppen: tuple[Altersgruppe, ...]
    jahr: int | None = None
    datei: str = ""


class Raumangabe(NamedTuple):
    """An empty room or brownfield by its id in the table: kind and size, never an address, never an owner."""

    id: str
    art: str
    flaeche_m2: Decimal | None = None


@modell
class Quartiersbild:
    """Everything computed from `daten/`, each part where its files are there.

    `widersprueche` are sources that do not agree, `fehlt` names what would make it firmer, `funde` what is odd about the files, `titel_von` the words for ids of
    services, Zielgruppen and Dienstfelder.
    """

    titel: str
    stadt: str = ""
    flaeche_km2: Decimal | None = None
    zellen: int = 0
    einwohner: Spanne | None = None
    jahr: int | None = None  # of the grid: when these people were counted
    karte: Quartierkarte | None = None
    indikatoren: tuple[Indikatorwert, ...] = ()
    sozialraumindex: Rechenweg | None = None
    widersprueche: tuple[Datenfund, ...] = ()
    alter: Altersaufbau | None = None
    versorgung: tuple[Dienstversorgung, ...] = ()
    befragungen: tuple[Befragungsbild, ...] = ()
    nadeln: tuple[Nadelzahl, ...] = ()
    luecken: Lueckenbild | None = None
    potenziale: Potenziale | None = None
    raeume: tuple[Raumangabe, ...] = ()
    netz: Akteursnetz | None = None
    titel_von: Mapping[str, str] = field(default_factory=dict)
    dateien: tuple[Datei, ...] = ()
    funde: tuple[Datenfund, ...] = ()
    fehlt: tuple[Datenwunsch, ...] = ()


def find_anteil(dienst: Dienstversorgung) -> Band | None:
    """Percent of all residents within the leading threshold of a service."""
    alle = dienst.find_gruppe(ALLE)
    return alle.anteil if alle else None


def rank_versorgung(versorgung: Sequence[Dienstversorgung]) -> list[Dienstversorgung]:
    """Services whose reach is known, those fewest people reach first; what is furniture of a street comes last."""
    da = [
        (d.dienst.id in KLEINES, anteil.mitte, nr, d)
        for nr, d in enumerate(versorgung)
        if (anteil := find_anteil(d)) is not None
    ]
    return [dienst for *_, dienst in sorted(da, key=lambda zeile: zeile[:3])]
