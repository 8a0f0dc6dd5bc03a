"""Data files of a Vorhaben: what was imported, how it was understood, and what is odd about it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple

from wegweiser.errors import Stufe, find_stufe, format_hinweis, format_satz
from wegweiser.model.base import field, modell
from wegweiser.model.deutsch_format import format_zahl

# What a file holds, whatever its format: one reader per format, one meaning per kind.
Datenart = Literal[
    "zellen",  # population grid
    "raeume",  # districts with boundary
    "orte",  # places: offers as points or areas
    "wege",  # paths for walking
    "kennzahlen",  # small-area statistics: area, year, indicator, value
    "befragung",
    "codeplan",
    "leerstand",
    "brache",
    "akteur",
    "beziehung",
    "nadel",  # pins, walks, mapping: rated places from citizens
]
# Kinds that may tell about persons, and so go when a Vorhaben is made anonymous.
PERSONENBEZOGEN: frozenset[Datenart] = frozenset({"befragung", "akteur", "beziehung", "leerstand", "nadel"})
Zeichen = Literal["gesperrt", "klammer", "nichts-vorhanden", "leer"]
Quartierart = Literal["datei", "name", "umkreis"]


@modell
class Lizenzangabe:
    """Where a file comes from and how it may be used (the fields of DCAT-AP.de)."""

    urheber: str = ""
    adresse: str = ""
    lizenz: str = ""
    nennung: str = ""  # the credit line on maps and tables
    stand: str = ""  # YYYY[-MM[-DD]]


@modell
class Datei:
    """One imported copy in `daten/`: an entry of `daten.yaml`.

    `lesart` are the choices needed to read it the same way again (encoding, delimiter, crs, layer, header rows …);
    `spalten` maps a name of ours to a column of the file. `datei` and the names in `teile` are paths below `daten/`:
    a Shapefile has further parts beside it, many files of one kind may lie in a folder; `teile` maps them to their sha256.
    `quelle` is the name the original had.
    """

    id: str
    datei: str
    art: Datenart
    format: str
    titel: str = ""
    herkunft: Lizenzangabe = Lizenzangabe()
    eingelesen: datetime
    sha256: str
    groesse: int  # bytes
    lesart: Mapping[str, str] = field(default_factory=dict)
    spalten: Mapping[str, str] = field(default_factory=dict)
    zeilen: int = 0
    verworfen: int = 0
    teile: Mapping[str, str] = field(default_factory=dict)
    quelle: str = ""

    @property
    def ist_sammlung(self) -> bool:
        """Whether `datei` is a folder with files of one kind."""
        return any(name.startswith(f"{self.datei}/") for name in self.teile)

    @property
    def summen(self) -> Mapping[str, str]:
        """All files below `daten/` with their sha256."""
        return dict(self.teile) if self.ist_sammlung else {self.datei: self.sha256, **self.teile}


@modell
class Quartierangabe:
    """How the boundary is given: a whole file, one area of a file (by its key), or a circle around a point.

    `mitte` is (longitude, latitude) in degrees, `radius_m` in metres; `stadt` the file whose areas together are the city.
    """

    art: Quartierart
    titel: str = ""
    datei: str = ""
    raum: str = ""
    mitte: tuple[float, float] | None = None
    radius_m: float | None = None
    stadt: str = ""


@modell
class Datenbestand:
    """All of `daten.yaml`."""

    dateien: tuple[Datei, ...] = ()
    quartier: Quartierangabe | None = None


class Leseangaben(NamedTuple):
    """What a person says about a file beforehand, or answers to a doubt; empty where nothing was said."""

    art: str = ""
    lesart: Mapping[str, str] = {}
    spalten: Mapping[str, str] = {}


OHNE_ANGABEN = Leseangaben()


class Zweifel(NamedTuple):
    """Something the reader cannot know: what is asked, the choices, and the one it would take.

    `code` is where the answer goes: the name of an entry of `lesart` (kodierung, trenner, lagebezug, ebene …), `art`, or
    `spalte.NAME`. Without `moeglich` any text is an answer.
    """

    code: str
    moeglich: tuple[str, ...]
    vorschlag: str
    angaben: Mapping[str, object] = {}


class Erkennung(NamedTuple):
    """What a reader believes a file to be, with the first three rows as it would read them."""

    art: Datenart
    format: str
    lesart: Mapping[str, str] = {}
    spalten: Mapping[str, str] = {}
    kopf: tuple[str, ...] = ()
    probe: tuple[tuple[str, ...], ...] = ()
    zweifel: tuple[Zweifel, ...] = ()


class Datenfund(NamedTuple):
    """One odd thing in a file: a code with parameters for its sentence, how often, and where first (line or object)."""

    code: str
    datei: str = ""
    anzahl: int = 1
    stelle: str = ""
    angaben: Mapping[str, object] = {}

    @property
    def satz(self) -> str:
        """The German sentence (`errors/daten.py`)."""
        return format_satz(self.code, self._alles)

    @property
    def hinweis(self) -> str:
        """What to do, or an empty text."""
        return format_hinweis(self.code, self._alles)

    @property
    def stufe(self) -> Stufe:
        """An error makes results wrong, a hint does not; follows from the code (LEICHT in `errors/daten.py`)."""
        return find_stufe(self.code)

    @property
    def _alles(self) -> Mapping[str, object]:
        return {
            "anzahl": format_zahl(self.anzahl),
            "stelle": self.stelle,
            "datei": self.datei,
            **self.angaben,
        }
