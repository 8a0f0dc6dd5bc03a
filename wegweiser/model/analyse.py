"""Result of the Quartiersanalyse: gaps with their value, rank and strength of evidence."""

from decimal import Decimal
from typing import Literal

from wegweiser.model.base import modell

# What follows from how a gap is (wegweiser.md 4.3, quartiersanalyse.md 2.2), in the order in which it is told.
Lueckenfolge = Literal[
    "fachamt",  # a statutory duty: to the department, not to volunteers
    "zurueck-in-analyse",  # evidence too weak to be chosen
    "bekannt-machen",  # it is there, but hardly anybody knows: tell before building
    "traeger-ansprechen",  # wrong times or too dear: whoever runs it can change that
    "zweites-instrument",  # chosen, but known from one source only
]


@modell
class Luecke:
    """One gap. `wert` = 4·B·(1−V) with B = bedarf/4 and V = angebot/4, 0 to 4; None where a scale is missing.

    `instrumente` are the titles of those that show such a gap best, where its evidence is thin.
    """

    id: str
    bezeichnung: str
    feld: str
    feld_titel: str
    gruppe: str | None
    art: str | None
    bedarf: int | None
    angebot: int | None
    belegstaerke: int | None
    dringlichkeit: int | None
    potenzial: int | None
    pflichtaufgabe: bool
    belege: str | None
    wert: Decimal | None
    rangwert: Decimal | None
    gewaehlt: bool
    zurueck_in_analyse: bool
    folgen: tuple[Lueckenfolge, ...] = ()
    instrumente: tuple[str, ...] = ()


@modell
class Feldbild:
    """One Dienstfeld with its gaps, ranked; the row of the gap matrix."""

    id: str
    titel: str
    luecken: tuple[Luecke, ...]
    groesster_wert: Decimal | None


@modell
class Beleglage:
    """What was seen and heard about a Dienstfeld, and the evidence it can bear (quartiersanalyse.md 2.2, 7.2).

    `ueberschaetzt` are gaps of this field that claim more.
    """

    feld: str
    titel: str
    aussagen: int
    instrumente: tuple[str, ...]
    klassen: tuple[str, ...]
    staerke: int
    ueberschaetzt: tuple[str, ...] = ()


@modell
class Analyse:
    """All gaps by rank, and by Dienstfeld (only fields with gaps)."""

    luecken: tuple[Luecke, ...]
    felder: tuple[Feldbild, ...]
    belege: tuple[Beleglage, ...] = ()
