"""Everything a template may show: finished values, texts already resolved to titles and German form."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from wegweiser.model.analyse import Analyse
from wegweiser.model.base import Belegstufe, Herkunft, Sicherheit, field, modell
from wegweiser.model.finanzierung import Finanzierung
from wegweiser.model.instrumentenwahl import Instrumentenwahl
from wegweiser.model.koproduktion import Formenvergleich
from wegweiser.model.lage import Abschnittsstand
from wegweiser.model.massnahmenplan import Massnahmenplan
from wegweiser.model.quartiersbild import Quartiersbild
from wegweiser.model.rechenweg import Rechenweg
from wegweiser.model.uebriges import Uebriges
from wegweiser.model.unterschied import Antwortunterschied

Urteil = Literal["uebertragen", "anpassen", "nicht", "gesperrt", "unvollstaendig"]
Traegerart = Literal["fachamt", "bestehend", "bedingt", "vorgesehen", "offen"]


@modell
class Angabe:
    """One answer as a person reads it.

    `text` is the whole answer in German form ("9.500 Personen", "Ja", titles joined by comma), empty if there is none;
    `absaetze` the same cut at blank lines; `liste` the titles of a multiple choice; `zeilen` the rows of a table
    (column id → text). `quellen` are numbers into `Bericht.quellen`.
    """

    id: str
    frage: str
    kurz: str
    text: str
    absaetze: tuple[str, ...] = ()
    liste: tuple[str, ...] = ()
    spalten: tuple[tuple[str, str], ...] = ()
    zeilen: tuple[Mapping[str, str], ...] = ()
    offen: bool = False
    sicherheit: Sicherheit | None = None
    quellen: tuple[int, ...] = ()


@modell
class Kriteriumsstufe:
    """One line of a transferability check: the level reached and what it means."""

    titel: str
    wert: int | None
    bedeutung: str
    sperrt: bool


@modell
class Vorbild:
    """A Praxisbeispiel that was checked; `summe` of at most `hoechstens`."""

    titel: str
    ort: str | None
    kurz: str | None
    lehre: str | None
    uebernehmen: str
    nicht_uebernehmen: str
    kriterien: tuple[Kriteriumsstufe, ...]
    summe: int
    hoechstens: int
    urteil: Urteil
    quelle: int | None


@modell
class Traeger:
    """Who carries a Maßnahme: an existing organisation, or the form it is to get; `name` is empty while it is open."""

    art: Traegerart
    name: str


@modell
class Massnahmenblatt:
    """One Maßnahme with everything said and computed about it; `versuch` says whether it is tried out first."""

    id: str
    nr: int
    titel: str
    kurz: str
    luecken: tuple[str, ...]
    felder: tuple[str, ...]
    traeger: Traeger
    versuch: bool | None
    angaben: Mapping[str, Angabe]
    grobrechnung: tuple[Rechenweg, ...]
    formen: Formenvergleich | None
    finanzierung: Finanzierung | None


@modell
class Quellenangabe:
    """One numbered entry of the list of sources."""

    nr: int
    titel: str
    herausgeber: str | None
    adresse: str | None
    stand: str | None
    art: str


@modell
class Zahlangabe:
    """A figure the plan computes with, and its evidence."""

    titel: str
    wert: str
    belegstufe: Belegstufe
    herkunft: Herkunft
    stand: str
    quelle: int | None


@modell
class Regelangabe:
    """A rule the plan rests on, and its evidence."""

    titel: str
    norm: str | None
    belegstufe: Belegstufe
    herkunft: Herkunft
    stand: str
    quelle: int | None


@modell
class Abschaltungsangabe:
    """A rule that did not take part because a guide switched it off, and why."""

    titel: str
    norm: str | None
    grund: str
    von: str | None
    am: date | None
    leitfaden: str


@modell
class Szenarioangabe:
    """What a report supposes that the Vorhaben does not say; `weitere` counts what is not printed (personal, noted)."""

    titel: str
    dateiname: str
    annahmen: tuple[Antwortunterschied, ...]
    weitere: int = 0


@modell
class Blatteil:
    """What was said once, or about one record of a repeated Abschnitt; `titel` is that of the record."""

    titel: str
    angaben: Mapping[str, Angabe]


@modell
class Abschnittsblatt:
    """Everything said in one Abschnitt."""

    titel: str
    teile: tuple[Blatteil, ...]


@modell
class Eigenbericht:
    """The report of a guide that knows neither gaps nor Maßnahmen: its own outline, and what follows from it."""

    blaetter: tuple[Abschnittsblatt, ...]
    uebriges: Uebriges


@modell
class Bericht:
    """The Maßnahmenplan as data; `angaben` by question id for everything outside the Maßnahmen.

    `ausgewaehlt` names the chosen gaps, best rank first; `konstruiert` and `geschaetzt` count answers;
    `grundlagen` are the guides below this one, each with its version; `szenario` is there if it supposes something;
    `bild` is what the files of the Vorhaben say, where there are any, `bildquellen` numbers its sources by their id.
    """

    titel: str
    quartier: str
    stadt: str
    beispiel: bool
    stichtag: date
    leitfaden: str
    leitfaden_version: str
    grundlagen: tuple[str, ...] = ()
    angaben: Mapping[str, Angabe]
    abschnitte: tuple[Abschnittsstand, ...]
    analyse: Analyse
    instrumente: Instrumentenwahl | None = None
    ausgewaehlt: tuple[str, ...]
    vorbilder: tuple[Vorbild, ...]
    massnahmen: tuple[Massnahmenblatt, ...]
    plan: Massnahmenplan
    investition_gesamt: Decimal | None
    betrieb_gesamt: Decimal | None
    quellen: tuple[Quellenangabe, ...]
    zahlen: tuple[Zahlangabe, ...]
    regeln: tuple[Regelangabe, ...]
    abgeschaltet: tuple[Abschaltungsangabe, ...] = ()
    szenario: Szenarioangabe | None = None
    eigenes: Eigenbericht | None = None
    bild: Quartiersbild | None = None
    bildquellen: Mapping[str, int] = field(default_factory=dict)
    konstruiert: int
    geschaetzt: int
