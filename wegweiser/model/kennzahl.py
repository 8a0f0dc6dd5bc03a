"""Indicators: values that may be ranges, because what a statistics office withholds is unknown and not zero."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from wegweiser.model.base import modell
from wegweiser.model.daten import Zeichen
from wegweiser.model.indikator import Gunst, Vergleichsraum
from wegweiser.model.rechenweg import Rechenweg

# How a value came about: counted from a table, delivered ready, from a grid, typed in. An approximation is none of these.
Wertart = Literal["gezaehlt", "geliefert", "gitter", "naeherung", "angegeben"]
Ampel = Literal["gut", "unauffaellig", "auffaellig", "kritisch"]
# What has to be said beside a value.
Werthinweis = Literal[
    "zaehler-klein",  # fewer than three persons: not shown
    "nenner-klein",  # too few persons for a share
    "gesperrt",  # a part is withheld: the value is a range
    "klasse-zerschnitten",  # an age limit lies inside a class: the value is a range
    "gewicht-fehlt",  # averaged by persons where dwellings would be right
    "zellen-fehlen",  # not every cell has a value
    "mehrere-raeume",  # added up over several areas
]


_NENNENSWERT: Final = Decimal("0.5")


class Spanne(NamedTuple):
    """A value between two bounds (both included); an exact one has equal bounds."""

    unten: Decimal
    oben: Decimal

    @property
    def genau(self) -> bool:
        """Whether it is one value."""
        return self.unten == self.oben


@modell
class Kennzahlwert:
    """A published figure of an area: value, or the official sign that stands in its place."""

    raum_id: str
    raum: str
    ebene: str
    merkmal: str  # table and row of the source, e.g. "Alter: 65 - < 75"
    jahr: int
    wert: Spanne | None
    zeichen: Zeichen | None = None
    datei: str = ""  # id of the Datei it comes from


class Sperrregel(NamedTuple):
    """What a supplier withholds: counts from `unten` to `oben`."""

    unten: int
    oben: int


@modell
class Raumvergleich:
    """The same indicator elsewhere: difference in points, and the ratio (there = 100); None where both cannot be told.

    `quelle` is the id of a published source; the figure of the own files has none. Only that one is the "stadt": a published
    figure of a city is mostly of another year.
    """

    art: Vergleichsraum | Literal["bund", "region"]
    raum: str
    wert: Spanne
    zeitpunkt: str = ""
    differenz: Spanne | None = None
    verhaeltnis: Spanne | None = None
    quelle: str = ""
    hinweis: str = ""


class Veraenderung(NamedTuple):
    """The value of some years ago by the same definition, and the difference in points since."""

    jahr: int
    wert: Spanne
    differenz: Spanne


class Stellung(NamedTuple):
    """Where an area stands among those of its level: distance in deviations, rank (1 is highest, equal values share)."""

    z: Decimal
    rang: Decimal
    anzahl: int
    mittel: Decimal
    streuung: Decimal
    ampel: Ampel | None


@modell
class Indikatorwert:
    """An indicator of an area; without `wert` it is withheld or cannot be told, and `hinweise` say why.

    `id` holds the definition where there are several ("altenquotient/kommunal-18-65"): values of different ids never stand
    in one table. `zaehler` is missing where it would give away one or two persons.
    """

    id: str
    indikator: str
    titel: str
    einheit: str
    guenstig: Gunst
    definition: str = ""  # id of the Altersgrenze
    raum_id: str = ""
    raum: str = ""
    ebene: str = ""
    jahr: int | None = None
    wert: Spanne | None
    zaehler: Spanne | None = None
    nenner: Spanne | None = None
    art: Wertart
    hinweise: tuple[Werthinweis, ...] = ()
    merkmale: tuple[str, ...] = ()
    datei: str = ""
    rechenweg: Rechenweg
    vergleiche: tuple[Raumvergleich, ...] = ()
    abdeckung: Decimal | None = None
    huelle: Spanne | None = None
    veraenderung: Veraenderung | None = None
    stellung: Stellung | None = None


def list_abweichende(werte: Sequence[Indikatorwert], hoechstens: int = 3) -> tuple[Indikatorwert, ...]:
    """Those furthest from the mean of the areas of their level, at least half a deviation, the furthest first."""
    mit_abstand = [(abs(wert.stellung.z), wert) for wert in werte if wert.stellung is not None]
    weite = [paar for paar in mit_abstand if paar[0] >= _NENNENSWERT]
    return tuple(wert for _, wert in sorted(weite, key=lambda paar: -paar[0])[:hoechstens])


def list_bewegte(werte: Sequence[Indikatorwert], hoechstens: int = 3) -> tuple[Indikatorwert, ...]:
    """Shares in percent that changed most in points; only those that are one value then and now."""
    bewegt = [
        (abs(wert.veraenderung.differenz.unten), wert)
        for wert in werte
        if wert.veraenderung is not None and wert.einheit == "%" and wert.veraenderung.differenz.genau
    ]
    sicher = [paar for paar in bewegt if paar[0] and "klasse-zerschnitten" not in paar[1].hinweise]
    return tuple(wert for _, wert in sorted(sicher, key=lambda paar: -paar[0])[:hoechstens])
