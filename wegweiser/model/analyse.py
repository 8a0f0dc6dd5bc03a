"""Result of the Quartiersanalyse: gaps with their value, rank and strength of evidence."""

from decimal import Decimal

from wegweiser.model.base import modell


@modell
class Luecke:
    """One gap. `wert` = 4·B·(1−V) with B = bedarf/4 and V = angebot/4, 0 to 4; None where a scale is missing."""

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


@modell
class Feldbild:
    """One Dienstfeld with its gaps, ranked; the row of the gap matrix."""

    id: str
    titel: str
    luecken: tuple[Luecke, ...]
    groesster_wert: Decimal | None


@modell
class Analyse:
    """All gaps by rank, and by Dienstfeld (only fields with gaps)."""

    luecken: tuple[Luecke, ...]
    felder: tuple[Feldbild, ...]
