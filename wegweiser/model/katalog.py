"""Typed reference data: one class per catalogue the program computes with, `Eintrag` for the rest."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from wegweiser.model.base import Runde, field, modell
from wegweiser.model.eintrag import Eintrag
from wegweiser.model.indikator import Altersgrenze, Indikator, Vergleichswert

__all__ = ["EINTRAGSARTEN", "Eintrag", "Katalog"]  # `Eintrag` is looked for here


@modell
class Dienstfeld(Eintrag):
    """One of the six fields of socially necessary services."""

    angebote: tuple[str, ...] = ()
    kennzahlen: tuple[str, ...] = ()
    typische_rentierlichkeit: str | None = None
    leitfragen: tuple[str, ...] = ()


@modell
class Aufwand:
    """What something takes, in words (guide values)."""

    zeit: str | None = None
    personen: str | None = None
    geld: str | None = None


# What an instrument looks at: two independent ones of different classes prove a gap; the last only brings findings together.
Instrumentklasse = Literal["daten", "sehen", "hoeren", "zusammen"]


@modell
class Instrument(Eintrag):
    """A way to find out what is missing (survey, walk, statistics …): effort as [from, to] in person-days and weeks."""

    passt_wenn: str | None = None
    passt_nicht_wenn: str | None = None
    aufwand: Aufwand | None = None
    klasse: Instrumentklasse | None = None
    tage: tuple[int, int] | None = None
    wochen: tuple[int, int] | None = None
    sprache: str | None = None
    zeigt: tuple[str, ...] = ()
    leitfragen: tuple[str, ...] = ()


@modell
class Punkt:
    """A score from 0 (unsuitable) to 4 (very good) with its reason."""

    wert: int
    grund: str


@modell
class Umlenkung:
    """Where a form sends those who need something it cannot give."""

    wenn: str
    nach: str


@modell
class Gruendung:
    """Founding a form: months and euros as [from, to]."""

    dauer_monate: tuple[Decimal, Decimal] | None = None
    kosten: tuple[Decimal, Decimal] | None = None


@modell
class Form(Eintrag):
    """A form of organisation with its scores per Kriterium."""

    haftung: str | None = None
    mitsprache: str | None = None
    gut_wenn: tuple[str, ...] = ()
    schlecht_wenn: tuple[str, ...] = ()
    gruendung: Gruendung | None = None
    punkte: Mapping[str, Punkt] = field(default_factory=dict)
    umlenkung: Umlenkung | None = None
    faelle: tuple[str, ...] = ()


@modell
class Profil(Eintrag):
    """Weights of the Kriterien, 100 in sum."""

    gewichte: Mapping[str, int]


@modell
class Rolle(Eintrag):
    """What the commune does for an offer."""

    tut: str | None = None
    passt_wenn: str | None = None
    risiko: str | None = None


@modell
class Baustein(Eintrag):
    """A way to finance: a grant, a loan, capital, own revenue."""

    art: str
    klassen: tuple[str, ...] = ()
    phase: str | None = None
    status: str | None = None
    hinweis: str | None = None


@modell
class Fall(Eintrag):
    """A Praxisbeispiel: what was done where, how it went, and what can be learned."""

    ort: str | None = None
    jahr: str | None = None
    felder: tuple[str, ...] = ()
    rentierlichkeit: str | None = None
    verlauf: str | None = None
    lehre: str | None = None
    passt_wenn: tuple[str, ...] = ()
    passt_nicht_wenn: tuple[str, ...] = ()


@modell
class Kriterium(Eintrag):
    """One criterion of a transferability check or of a ranking, with the meaning of its levels."""

    frage: str | None = None
    stufen: Mapping[int, str] = field(default_factory=dict)
    sperrt: bool = False


@modell
class Kennzahlvorlage(Eintrag):
    """A Kennzahl of the Balanced Scorecard to choose from."""

    perspektive: str
    einheit: str


# What a threshold is worth: statute, technical rule, official evaluation, aim of a council, guide value.
Schwellenart = Literal["pflicht", "norm", "monitoring", "ziel", "richtwert"]
Schwellenmass = Literal[
    "distanz",
    "fussweg",
    "luftlinie",
    "gehzeit",
    "wegzeit",
    "fahrzeit",
    "mittel",
    "takt",
    "verhaeltnis",
    "quote",
    "index",
    "flaeche",
    "anspruch",
    "planung",
]
# How far a service usually reaches: whoever runs it plans for a Quartier, a district of the city, the city.
Einzugsbereich = Literal["quartier", "stadtteil", "stadt"]
Gewichtsform = Literal["stufen", "gauss"]


@modell
class Dienst(Eintrag):
    """A service: its field, whom it matters to most, and how OpenStreetMap marks it (conditions: or; `+`: and).

    Without `luecke` its absence is no gap of a Quartier: it serves a whole city, or it is furniture of a street.
    """

    feld: str
    zielgruppen: tuple[str, ...] = ()
    osm: tuple[str, ...] = ()
    zusaetzlich: tuple[str, ...] = ()
    gilt_auch_als: tuple[str, ...] = ()
    ersatz_fuer: tuple[str, ...] = ()
    einzugsbereich: Einzugsbereich = "quartier"
    flaeche: bool = False
    oeffentlich: bool = False
    luecke: bool = True


@modell
class Ortsmerkmal(Eintrag):
    """What a tag says about a place: what its values are worth, after how many months it counts as old."""

    schluessel: str
    werte: Mapping[str, Decimal] = field(default_factory=dict)
    monate: int | None = None


@modell
class Schwelle(Eintrag):
    """A standard of supply: how far, how many, for whom, and what it rests on."""

    dienste: tuple[str, ...] = ()
    mass: Schwellenmass
    art: Schwellenart
    wert: Decimal | None = None
    bis: Decimal | None = None
    einheit: str | None = None
    minuten: int | None = None
    radius: Decimal | None = None
    mindestflaeche: Decimal | None = None
    alter: str | None = None
    raumtyp: str | None = None
    einzugsbereich: Einzugsbereich | None = None
    leitend: bool = False
    je_dienst: Mapping[str, Decimal] = field(default_factory=dict)


@modell
class Gehgeschwindigkeit(Eintrag):
    """How fast people of an age walk, and which Zielgruppen that is taken for."""

    kmh: Decimal
    zielgruppen: tuple[str, ...] = ()
    ohne_treppen: tuple[str, ...] = ()


@modell
class Umwegfaktor(Eintrag):
    """What a straight line is multiplied by where no paths are known."""

    faktor: Decimal
    standard: bool = False


@modell
class Distanzgewicht(Eintrag):
    """How much an offer still counts with distance: steps of [up to, weight], or a curve."""

    form: Gewichtsform
    einheit: str
    stufen: tuple[tuple[Decimal, Decimal], ...] = ()
    standard: bool = False


@modell
class Terminvorlage(Eintrag):
    """A meeting of the usual course: who is asked, how long it takes, how many weeks [from, to] after the one before."""

    runde: Runde | None = None
    minuten: int | None = None
    abstand_wochen: tuple[int, int] | None = None


@modell
class Kenngroesse(Eintrag):
    """A figure of method, with its formula in words: standardisation, traffic lights, secrecy."""

    formel: str | None = None
    einheit: str | None = None
    wert: Decimal | None = None


@modell
class Zielgruppe(Eintrag):
    """A group of people, and the indicator that says how many of them live somewhere.

    `ersatz`: the indicator counts other people and only stands in, so the group itself stays unknown.
    """

    kennzahl: str | None = None
    ersatz: bool = False


@modell
class Faktorgewichte(Eintrag):
    """How much each obstacle counts for a Zielgruppe, 1 in sum."""

    gewichte: Mapping[str, Decimal]


@modell
class Versorgungshuerde(Eintrag):
    """An obstacle between people and an offer, and the cause (`art` of a gap) it stands for."""

    art: str


@modell
class Raummerkmal(Eintrag):
    """What makes an empty room fit: its weight, and what the words of the register are worth (0 to 1)."""

    gewicht: Decimal
    werte: Mapping[str, Decimal] = field(default_factory=dict)


@modell
class Raumausschluss(Eintrag):
    """What rules an empty room out: the words of the register that do."""

    werte: tuple[str, ...]


@modell
class Raumbedarf(Eintrag):
    """Which rooms come into question for a service (`id`), and how large they should be at least, in m²."""

    arten: tuple[str, ...] = ()
    mindestflaeche: Decimal | None = None


@modell
class Katalog:
    """A named list of entries of one kind; the order is the order on screen."""

    katalog: str
    titel: str | None = None
    eintraege: tuple[Eintrag, ...]


# Which class the entries of a catalogue have; every other catalogue holds plain `Eintrag`.
EINTRAGSARTEN: Mapping[str, type[Eintrag]] = {
    "dienstfelder": Dienstfeld,
    "instrumente": Instrument,
    "formen": Form,
    "profile": Profil,
    "rollen": Rolle,
    "bausteine": Baustein,
    "faelle": Fall,
    "kriterien": Kriterium,
    "uebertragbarkeit": Kriterium,
    "kennzahlen": Kennzahlvorlage,
    "dienste": Dienst,
    "osm-merkmale": Ortsmerkmal,
    "schwellen": Schwelle,
    "gehgeschwindigkeiten": Gehgeschwindigkeit,
    "umwegfaktoren": Umwegfaktor,
    "distanzgewichte": Distanzgewicht,
    "termine": Terminvorlage,
    "indikatoren": Indikator,
    "altersgrenzen": Altersgrenze,
    "vergleichswerte": Vergleichswert,
    "kenngroessen": Kenngroesse,
    "zielgruppen": Zielgruppe,
    "faktorgewichte": Faktorgewichte,
    "huerden": Versorgungshuerde,
    "lueckenindex": Kenngroesse,
    "raummerkmale": Raummerkmal,
    "raumausschluss": Raumausschluss,
    "raumbedarf": Raumbedarf,
}
