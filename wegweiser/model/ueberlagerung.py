"""What a guide says that is built on another one: what it changes, adds, hides, orders, and which rules it switches off."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from wegweiser.model.base import Herkunft, field, modell
from wegweiser.model.fassungen import Ersetzungen, Rueckzuege, Umbenennungen
from wegweiser.model.leitfaden import Parameter

Angaben = Mapping[str, object]


@modell
class Erweiterung:
    """The guide below, and which versions of it this one was made for (`>=1.0,<2`)."""

    leitfaden: str
    version: str


@modell
class Aenderungen:
    """By id, only the fields that differ; null takes a field away, `bisher` holds the wording that was replaced."""

    texte: Mapping[str, str] = field(default_factory=dict)
    abschnitte: Mapping[str, Angaben] = field(default_factory=dict)
    schritte: Mapping[str, Angaben] = field(default_factory=dict)
    fragen: Mapping[str, Angaben] = field(default_factory=dict)
    optionen: Mapping[str, Mapping[str, Angaben]] = field(default_factory=dict)
    spalten: Mapping[str, Mapping[str, Angaben]] = field(default_factory=dict)
    abgeleitet: Mapping[str, Angaben] = field(default_factory=dict)
    parameter: Mapping[str, Angaben] = field(default_factory=dict)
    kataloge: Mapping[str, Mapping[str, Angaben]] = field(default_factory=dict)
    regeln: Mapping[str, Angaben] = field(default_factory=dict)
    quellen: Mapping[str, Angaben] = field(default_factory=dict)


@modell
class Ergaenzungen:
    """New things with their place (`nach`, `vor`); a text in these lists is the name of a file with entries."""

    abschnitte: tuple[Mapping[str, str], ...] = ()
    schritte: Mapping[str, tuple[Angaben, ...]] = field(default_factory=dict)
    fragen: tuple[Angaben, ...] = ()
    optionen: Mapping[str, tuple[Angaben, ...]] = field(default_factory=dict)
    spalten: Mapping[str, tuple[Angaben, ...]] = field(default_factory=dict)
    abgeleitet: Mapping[str, tuple[Angaben, ...]] = field(default_factory=dict)
    parameter: Mapping[str, Parameter] = field(default_factory=dict)
    kataloge: Mapping[str, tuple[str | Angaben, ...]] = field(default_factory=dict)
    regeln: tuple[str | Angaben, ...] = ()
    quellen: tuple[str | Angaben, ...] = ()


@modell
class Verborgenes:
    """What is not there any more, by id."""

    abschnitte: tuple[str, ...] = ()
    schritte: tuple[str, ...] = ()
    fragen: tuple[str, ...] = ()
    optionen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spalten: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    abgeleitet: tuple[str, ...] = ()
    parameter: tuple[str, ...] = ()
    kataloge: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    regeln: tuple[str, ...] = ()


@modell
class Ordnung:
    """Ids in the order wanted; what is not named follows behind."""

    abschnitte: tuple[str, ...] = ()
    schritte: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fragen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optionen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spalten: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kataloge: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@modell
class Abschaltung:
    """A rule that does not apply here, with the reason, who decided it and when; the report prints it."""

    regel: str
    grund: str
    von: str | None = None
    am: date | None = None


@modell
class Ueberlagerungskopf:
    """The file `leitfaden.yaml` of a guide that is built on another one; what it does not say holds as below."""

    format: Literal[1]
    id: str
    version: str
    erweitert: Erweiterung
    titel: str | None = None
    kurz: str | None = None
    herausgeber: str | None = None
    lizenz: str | None = None
    sprache: str | None = None
    herkunft: Herkunft | None = None
    aendert: Aenderungen = field(default_factory=Aenderungen)
    ergaenzt: Ergaenzungen = field(default_factory=Ergaenzungen)
    verbirgt: Verborgenes = field(default_factory=Verborgenes)
    ordnet: Ordnung = field(default_factory=Ordnung)
    schaltet_ab: tuple[Abschaltung, ...] = ()
    umbenannt: Umbenennungen = field(default_factory=Umbenennungen)
    ersetzt: Ersetzungen = field(default_factory=Ersetzungen)
    zurueckgezogen: Rueckzuege = field(default_factory=Rueckzuege)
