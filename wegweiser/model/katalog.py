"""Typed reference data: one class per catalogue the program computes with, `Eintrag` for the rest."""

from collections.abc import Mapping
from decimal import Decimal

from wegweiser.model.base import Runde, field, modell
from wegweiser.model.quelle import Beleg


@modell
class Eintrag(Beleg):
    """What every catalogue entry has."""

    id: str
    titel: str
    kurz: str | None = None
    gruppen: tuple[str, ...] = ()


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


@modell
class Instrument(Eintrag):
    """A way to find out what is missing (survey, walk, statistics …)."""

    passt_wenn: str | None = None
    passt_nicht_wenn: str | None = None
    aufwand: Aufwand | None = None
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


@modell
class Terminvorlage(Eintrag):
    """A meeting of the usual course: who is asked, how long it takes, how many weeks [from, to] after the one before."""

    runde: Runde | None = None
    minuten: int | None = None
    abstand_wochen: tuple[int, int] | None = None


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
    "termine": Terminvorlage,
}
