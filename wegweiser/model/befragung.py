"""Survey answers: one row per person, columns by code, what the codes mean, and what follows from all of it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from wegweiser.model.base import Fragenzweck, field, modell
from wegweiser.model.kennzahl import Spanne
from wegweiser.model.rechenweg import Rechenweg

# How many gave a valid answer: under ten nothing is shown, under thirty only with a note (quartiersanalyse.md 2.3).
Fallzahl = Literal["genug", "klein", "zu-wenige"]
Quadrant = Literal["konzentrieren", "halten", "nachrangig", "ueber-bedarf"]
# Against everybody else: only where the two intervals do not overlap.
Unterschied = Literal["mehr", "weniger"]
ALLE = "alle"


@modell
class Codezeile:
    """What the codebook says about one column: label, scale from to, codes that mean no answer."""

    variable: str
    label: str = ""
    von: int | None = None
    bis: int | None = None
    fehlwerte: tuple[str, ...] = ()
    werte: Mapping[str, str] = field(default_factory=dict)  # code → label
    modul: str = ""


@modell
class Fragenrolle:
    """A question (all its columns) or one column: what it is for, which service it is about, which values mean which group.

    `vermutet`: taken from its name or wording, nobody has confirmed it.
    """

    frage: str
    rolle: Fragenzweck
    dienst: str = ""
    vermutet: bool = False
    werte: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Befragung(NamedTuple):
    """Answers by column (all of one length, None where nobody answered), after dropping what identifies persons."""

    spalten: Mapping[str, tuple[str | None, ...]]
    codeplan: Mapping[str, Codezeile] = {}
    rollen: tuple[Fragenrolle, ...] = ()
    abgebrochen: int = 0
    verworfen: tuple[str, ...] = ()  # columns never stored (token, ip address …)
    freitexte: tuple[str, ...] = ()  # columns of free text: counted, never shown
    schichten: Mapping[str, Decimal] = {}  # persons in the Quartier by value of the stratum, for weights
    schicht: str = ""  # the column of the strata
    schicht_von: Mapping[str, str] = {}  # the stratum of each of its values, where they are not the same

    @property
    def anzahl(self) -> int:
        """Number of persons."""
        return len(next(iter(self.spalten.values()), ()))


@modell
class Anteil:
    """A share of the valid answers, raw and (with weights) weighted, each with its 95 % interval; 0 to 1.

    Under ten answers only `fallzahl` is known: numbers of so few people are not shown anywhere.
    """

    fallzahl: Fallzahl
    k: int | None = None
    n: int | None = None
    roh: Decimal | None = None
    roh_spanne: Spanne | None = None
    gewichtet: Decimal | None = None
    gewichtet_spanne: Spanne | None = None
    n_eff: Decimal | None = None

    @property
    def wert(self) -> Decimal | None:
        """The weighted share where there are weights, else the raw one."""
        return self.roh if self.gewichtet is None else self.gewichtet

    @property
    def spanne(self) -> Spanne | None:
        """The interval that belongs to `wert`."""
        return self.roh_spanne if self.gewichtet is None else self.gewichtet_spanne


@modell
class Mittelwert:
    """A mean over the valid answers on a scale, raw and weighted, with the 95 % interval of the one in use."""

    fallzahl: Fallzahl
    n: int | None = None
    roh: Decimal | None = None
    gewichtet: Decimal | None = None
    n_eff: Decimal | None = None
    spanne: Spanne | None = None

    @property
    def wert(self) -> Decimal | None:
        """The weighted mean where there are weights, else the raw one."""
        return self.roh if self.gewichtet is None else self.gewichtet


@modell
class Befragtengruppe:
    """Who was asked: a value of a feature, or a Zielgruppe it means (then `id` is that of the catalogue)."""

    id: str
    titel: str
    merkmal: str = ""  # the column; empty for all
    fallzahl: Fallzahl = "genug"
    n: int | None = None


@modell
class Themenbild:
    """What one group says about one topic; `dienst` where it is a service of the catalogue.

    `nennung` is the share that misses it, drawn towards the share of all where the group is small (7.2);
    `wichtigkeit_anteil` the mean importance on its scale, 0 to 1.
    """

    thema: str
    titel: str
    gruppe: str = ALLE
    dienst: str = ""
    vermisst: Anteil | None = None
    nennung: Decimal | None = None
    unterschied: Unterschied | None = None
    wichtigkeit: Mittelwert | None = None
    wichtigkeit_anteil: Decimal | None = None
    zufriedenheit: Mittelwert | None = None
    nutzung: Anteil | None = None
    kenntnis: Anteil | None = None


@modell
class Antwortbild:
    """How one group chose among the options of one question (obstacles, taking part, paying …)."""

    rolle: Fragenzweck
    frage: str
    titel: str
    option: str
    option_titel: str
    gruppe: str
    anteil: Anteil
    unterschied: Unterschied | None = None


@modell
class Wichtigkeitspunkt:
    """A topic by importance and satisfaction; without `quadrant` under thirty valid answers to one of the two."""

    thema: str
    titel: str
    dienst: str
    wichtigkeit: Mittelwert
    zufriedenheit: Mittelwert
    quadrant: Quadrant | None
    abstand: Decimal | None  # importance minus satisfaction: the second view


@modell
class WichtigkeitsLeistung:
    """Importance-performance analysis of one group; the cross stands at the means of its classified topics (7.5)."""

    gruppe: str
    titel: str
    skala: tuple[int, int]
    punkte: tuple[Wichtigkeitspunkt, ...]  # by importance, most first
    kreuz_wichtigkeit: Decimal | None
    kreuz_zufriedenheit: Decimal | None
    n: int | None = None

    def list_quadrant(self, quadrant: Quadrant) -> tuple[Wichtigkeitspunkt, ...]:
        """The topics of a quadrant."""
        return tuple(punkt for punkt in self.punkte if punkt.quadrant == quadrant)

    def rank_abstand(self) -> tuple[Wichtigkeitspunkt, ...]:
        """By importance minus satisfaction, largest first: the order the cross does not show."""
        mit = [(punkt.abstand, punkt) for punkt in self.punkte if punkt.abstand is not None]
        return tuple(punkt for _, punkt in sorted(mit, key=lambda paar: -paar[0]))


class Rangplatz(NamedTuple):
    """A topic of a ranking: points (first place most) and mentions, with its place in either order."""

    id: str
    titel: str
    punkte: int
    nennungen: int
    platz_punkte: int
    platz_nennungen: int


@modell
class Rangbild:
    """A question for an order: both orders, because they may differ (7.6)."""

    frage: str
    titel: str
    plaetze: int
    fallzahl: Fallzahl
    n: int | None = None
    themen: tuple[Rangplatz, ...] = ()  # by points

    @property
    def abweichend(self) -> tuple[Rangplatz, ...]:
        """Topics with another place by mentions than by points."""
        return tuple(t for t in self.themen if t.platz_punkte != t.platz_nennungen)


class Schicht(NamedTuple):
    """A stratum: persons in the Quartier, persons asked, weight (None where nobody was asked)."""

    id: str
    bevoelkerung: Decimal
    befragt: int
    gewicht: Decimal | None


class Freitextfrage(NamedTuple):
    """A question with answers in words: how many there are; the words themselves stay in the file."""

    frage: str
    titel: str
    antworten: int


@modell
class Befragungsbild:
    """What one survey says; another wave or another way of asking is another picture, never mixed into this one."""

    datei: str = ""
    titel: str = ""
    teil: str = ""  # wave or way of asking, where a file holds several
    stand: str = ""
    anzahl: int = 0
    abgebrochen: int = 0
    gewichtet: bool = False
    n_eff: Decimal | None = None
    noetig: int | None = None  # answers for ± 5 points, where the number of residents is known
    schichten: tuple[Schicht, ...] = ()
    gruppen: tuple[Befragtengruppe, ...] = ()
    themen: tuple[Themenbild, ...] = ()
    antworten: tuple[Antwortbild, ...] = ()
    wichtigkeit: tuple[WichtigkeitsLeistung, ...] = ()  # all first, then the groups
    raenge: tuple[Rangbild, ...] = ()
    freitexte: tuple[Freitextfrage, ...] = ()
    vermutet: tuple[Fragenrolle, ...] = ()  # roles nobody has confirmed
    ungenutzt: tuple[str, ...] = ()  # questions nobody knows the purpose of
    rechenwege: tuple[Rechenweg, ...] = ()

    def rank_vermisst(self, gruppe: str = ALLE) -> tuple[Themenbild, ...]:
        """What a group misses, most first; what too few answered is left out."""
        da = [(t.vermisst.wert, t) for t in self.themen if t.gruppe == gruppe and t.vermisst]
        return tuple(
            t for _, t in sorted([(w, t) for w, t in da if w is not None], key=lambda paar: -paar[0])
        )

    def rank_antworten(self, rolle: Fragenzweck, gruppe: str = ALLE) -> tuple[Antwortbild, ...]:
        """The options of a kind of question a group chose, most first."""
        eigene = [a for a in self.antworten if (a.rolle, a.gruppe) == (rolle, gruppe) and a.anteil.k]
        return tuple(sorted(eigene, key=lambda a: -(a.anteil.wert or 0)))

    def nenne_gruppe(self, id_: str) -> str:
        """What a group is called in the answers."""
        return next((g.titel or g.id for g in self.gruppen if g.id == id_), id_)

    def find_themen(self, dienst: str, gruppe: str = ALLE) -> tuple[Themenbild, ...]:
        """What a group says about a service of the catalogue."""
        return tuple(t for t in self.themen if t.dienst == dienst and t.gruppe == gruppe)
