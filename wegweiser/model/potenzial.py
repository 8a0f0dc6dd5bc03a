"""What a Quartier has to build on: empty rooms, brownfields, organisations and their ties (quartiersanalyse 1, 7.7, 8.6).

Codes stay as the tables have them (lower case, with hyphens); empty is unknown. Positions are metres in EPSG:3035.
"""

from decimal import Decimal
from typing import Literal, NamedTuple

from wegweiser.model.base import modell

Leerstandsart = Literal[
    "wohnung", "ladenlokal", "buero-praxis", "werkstatt-halle", "kirche-gemeindehaus", "schule-oeffentlich", "ganzes-gebaeude",
]  # fmt: skip
Beitragsart = Literal["raum", "geld", "zeit", "wissen", "zugang"]
BEITRAGSARTEN: tuple[Beitragsart, ...] = ("raum", "geld", "zeit", "wissen", "zugang")


@modell
class Leerstand:
    """A row of the table `leerstand`: an empty room. `lage` says where in the building ("erdgeschoss", "hauptweg")."""

    id: str
    art: str = ""
    adresse: str = ""
    flurstueck: str = ""
    x: float | None = None
    y: float | None = None
    flaeche_m2: Decimal | None = None
    letzte_nutzung: str = ""
    leer_seit: str = ""
    zustand: str = ""
    eigentum_art: str = ""
    kontakt_erlaubt: bool | None = None
    miete_euro_m2: Decimal | None = None
    barrierefrei: str = ""
    planrecht: str = ""
    status: str = ""
    lage: str = ""
    stand: str = ""


@modell
class Brache:
    """A row of the table `brache`: land that is not used, or not used as it could be."""

    id: str
    x: float | None = None
    y: float | None = None
    flaeche_m2: Decimal | None = None
    vornutzung: str = ""
    kategorie: str = ""
    altlast_hinweis: bool | None = None
    planrecht: str = ""
    eigentum_art: str = ""
    stand: str = ""


@modell
class Akteur:
    """A row of the table `akteur`: an organisation or function; influence and interest from 1 to 5."""

    id: str
    name: str
    art: str = ""
    felder: tuple[str, ...] = ()
    einfluss: int | None = None
    interesse: int | None = None
    beitrag: tuple[str, ...] = ()
    reichweite_gruppen: tuple[str, ...] = ()
    sprachen: tuple[str, ...] = ()
    kontakt_erlaubt: bool | None = None
    stand: str = ""


@modell
class Beziehung:
    """A row of the table `beziehung`: a tie between two Akteure."""

    von: str
    nach: str
    art: str = ""
    staerke: int | None = None


# Rooms against gaps

Ausschlussgrund = Literal["status", "flaeche", "planrecht", "kontakt", "art"]
Merkmal = Literal["lage", "barrierefrei", "zustand", "miete", "sichtbarkeit"]

Merkmalsstufe = Literal["gut", "mittel", "schlecht"]
_GUT, _MITTEL = 0.75, 0.4


def find_stufe(wert: float) -> Merkmalsstufe:
    """How a feature from 0 to 1 is told in words."""
    return "gut" if wert >= _GUT else "mittel" if wert >= _MITTEL else "schlecht"


class Merkmalspunkt(NamedTuple):
    """One feature of a room for a gap: 0 to 1 (None unknown: left out, weights shared anew) and its weight."""

    merkmal: Merkmal
    wert: float | None
    gewicht: float

    @property
    def stufe(self) -> Merkmalsstufe | None:
        """In words; None where it is unknown."""
        return None if self.wert is None else find_stufe(self.wert)


@modell
class Raumpassung:
    """A room or brownfield against a gap: excluded with a reason, or scored (0–100) over the features that are known."""

    raum: str
    dienst: str
    gruppe: str
    ausschluss: Ausschlussgrund | None = None
    punkte: Decimal | None = None
    merkmale: tuple[Merkmalspunkt, ...] = ()
    offen: tuple[str, ...] = ()  # what has to be cleared first: codes of facts nobody has noted
    erreicht: int | None = None  # persons of the group it would newly reach, rounded to ten


class Standort(NamedTuple):
    """A place chosen for a gap, and how many persons it newly reaches that no other chosen place reaches."""

    raum: str
    dienst: str
    gruppe: str
    erreicht: int


@modell
class Standortwahl:
    """The selection that closes most gaps for most people, and the proof that none is better.

    `wert` is what it reaches (persons times gap), `schranke` what no selection can exceed: equal means proved.
    """

    standorte: tuple[Standort, ...] = ()
    wert: int = 0
    schranke: int = 0
    moeglich: int = 0  # places that were left after the exclusions
    hoechstens: int = 0

    @property
    def bewiesen(self) -> bool:
        """Whether no other selection reaches more."""
        return self.wert == self.schranke


@modell
class Potenziale:
    """Per gap the three best rooms, which were excluded and why, and the best selection over all gaps."""

    passungen: tuple[Raumpassung, ...] = ()
    ausgeschlossen: tuple[Raumpassung, ...] = ()
    wahl: Standortwahl | None = None


# Organisations and their ties

Umgang = Literal["einbinden", "zufriedenstellen", "informieren", "beobachten"]


class Netzknoten(NamedTuple):
    """An Akteur in the network: ties, how often it lies on the shortest way between two others (0–1), which island."""

    akteur: Akteur
    grad: int
    vermittlung: float
    insel: int
    umgang: Umgang | None = None


@modell
class Akteursnetz:
    """Who works together, who connects, where nobody of influence is, and who can give what.

    `namenlos` are ties to somebody who is not in the table; `beitraege` who gives room, money, time, knowledge, access.
    """

    knoten: tuple[Netzknoten, ...] = ()
    verbindungen: int = 0
    inseln: tuple[tuple[str, ...], ...] = ()
    feldluecken: tuple[str, ...] = ()
    felder: tuple[tuple[str, tuple[str, ...]], ...] = ()
    beitraege: tuple[tuple[Beitragsart, tuple[str, ...]], ...] = ()
    namenlos: tuple[str, ...] = ()
