"""A guide: what is asked in which order, and the reference data, rules and figures behind it."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from wegweiser.model.base import Belegstufe, Herkunft, field, modell
from wegweiser.model.eintrag import Eintrag
from wegweiser.model.fassungen import Ersetzungen, Rueckzuege, Umbenennungen
from wegweiser.model.frage import Frage, Tabelle
from wegweiser.model.katalog import Katalog
from wegweiser.model.quelle import Quelle
from wegweiser.model.regel import AbgeschalteteRegel, Regel
from wegweiser.model.sprache import Uebersetzung

Ergebnisart = Literal["zahl", "geldbetrag", "prozent", "anteil", "text", "ja_nein", "datum"]


@modell
class Abgeleitet:
    """A named value computed from answers, in the expression language."""

    id: str
    typ: Ergebnisart
    ausdruck: str
    titel: str | None = None
    einheit: str | None = None


@modell
class Schritt:
    """What belongs on one screen or into one talk."""

    id: str
    titel: str
    kurz: str | None = None
    fragen: tuple[Frage, ...]


@modell
class Abschluss:
    """What is shown at the end of an Abschnitt: an intermediate result and a check list question."""

    ergebnis: str | None = None
    pruefliste: str | None = None


@modell
class Abschnitt:
    """One stage of the work; with `je` it is run once per row of that table."""

    id: str
    titel: str
    warum: str
    kurz: str | None = None
    je: str | None = None
    wenn: str | None = None
    schritte: tuple[Schritt, ...]
    abgeleitet: tuple[Abgeleitet, ...] = ()
    abschluss: Abschluss | None = None
    quelle: str | None = None
    herkunft: Herkunft | None = None

    def fragen(self) -> Iterator[Frage]:
        """All questions in order."""
        for schritt in self.schritte:
            yield from schritt.fragen


@modell
class Parameter:
    """A named figure with its source, readable in expressions."""

    wert: Decimal
    titel: str | None = None
    belegstufe: Belegstufe
    quelle: str
    stand: str
    gueltig_ab: date | None = None
    gueltig_bis: date | None = None


@modell
class Leitfadenkopf:
    """The file `leitfaden.yaml`."""

    format: Literal[1]
    id: str
    version: str
    titel: str
    herausgeber: str
    lizenz: str
    sprache: str
    herkunft: Herkunft
    kurz: str | None = None
    abschnitte: tuple[str, ...]
    parameter: Mapping[str, Parameter] = field(default_factory=dict)
    umbenannt: Umbenennungen = field(default_factory=Umbenennungen)
    ersetzt: Ersetzungen = field(default_factory=Ersetzungen)
    zurueckgezogen: Rueckzuege = field(default_factory=Rueckzuege)


@modell
class Grundlage:
    """A guide that another one is built on."""

    id: str
    version: str
    titel: str


@modell
class Leitfaden:
    """A guide, complete and checked; `grundlagen` are the guides below it, the lowest first."""

    kopf: Leitfadenkopf
    abschnitte: tuple[Abschnitt, ...]
    kataloge: Mapping[str, Katalog]
    regeln: tuple[Regel, ...]
    quellen: Mapping[str, Quelle]
    uebersetzungen: Mapping[str, Uebersetzung] = field(default_factory=dict)
    grundlagen: tuple[Grundlage, ...] = ()
    abgeschaltet: tuple[AbgeschalteteRegel, ...] = ()
    pruefsumme: str

    @property
    def id(self) -> str:
        """The id other guides and Vorhaben refer to."""
        return self.kopf.id


def find_eintrag(leitfaden: Leitfaden, katalog: str, id_: str) -> Eintrag | None:
    """The catalogue entry with that id, or None."""
    gefunden = leitfaden.kataloge.get(katalog)
    return next((e for e in gefunden.eintraege if e.id == id_), None) if gefunden else None


def find_regel(leitfaden: Leitfaden, id_: str) -> Regel:
    """The rule with that id."""
    return next(regel for regel in leitfaden.regeln if regel.id == id_)


def list_fragen(leitfaden: Leitfaden) -> Iterator[tuple[Abschnitt, Frage]]:
    """Every question with its Abschnitt, in guide order."""
    for abschnitt in leitfaden.abschnitte:
        for frage in abschnitt.fragen():
            yield abschnitt, frage


def find_frage(leitfaden: Leitfaden, id_: str) -> tuple[Abschnitt, Frage] | None:
    """The question with that id and its Abschnitt, or None."""
    return next((paar for paar in list_fragen(leitfaden) if paar[1].id == id_), None)


def number_fragen(leitfaden: Leitfaden) -> Mapping[str, str]:
    """The number of every question, "3.5": its place in the guide, the same whatever was answered, on screen and on paper."""
    return {
        frage.id: f"{nr}.{stelle}"
        for nr, abschnitt in enumerate(leitfaden.abschnitte, 1)
        for stelle, frage in enumerate(abschnitt.fragen(), 1)
    }


def find_tabelle(leitfaden: Leitfaden, id_: str) -> Tabelle | None:
    """The table question with that id, or None."""
    paar = find_frage(leitfaden, id_)
    return paar[1] if paar and isinstance(paar[1], Tabelle) else None
