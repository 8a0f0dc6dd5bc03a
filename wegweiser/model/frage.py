"""One class per question type and the union `Frage`; `model.wert` parses and formats their answers."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from wegweiser.model.base import Fragenzweck, Herkunft, Runde, modell


@modell
class Option:
    """One of the answers to choose from; the id is ASCII and stays, the title may change."""

    id: str
    titel: str
    hilfe: str | None = None


@modell
class Pruefung:
    """A condition an answer has to meet, with the sentence shown when it does not."""

    muss: str
    text: str


@modell
class Grundfrage:
    """What every question has, whatever its type."""

    id: str
    text: str
    kurz: str | None = None
    hilfe: str | None = None
    warum: str | None = None
    einheit: str | None = None
    pflicht: bool = False
    wenn: str | None = None
    pruefe: tuple[Pruefung, ...] = ()
    vorschlag: str | None = None
    runde: Runde = "intern"
    minuten: int = 2
    aenderbar: bool = True
    personenbezogen: bool = False
    befragung: Fragenzweck | None = None  # what answers of many people to it are evaluated as
    quelle: str | None = None
    stand: str | None = None
    herkunft: Herkunft | None = None


@modell
class Text(Grundfrage):
    """One line of text."""

    typ: Literal["text"]
    max_zeichen: int = 200


@modell
class Absatz(Grundfrage):
    """Text of several lines."""

    typ: Literal["absatz"]
    max_zeichen: int = 4000


@modell
class Ganzzahl(Grundfrage):
    """A whole number."""

    typ: Literal["ganzzahl"]
    min: int | None = None
    max: int | None = None


@modell
class Zahl(Grundfrage):
    """A decimal number, exact."""

    typ: Literal["zahl"]
    min: Decimal | None = None
    max: Decimal | None = None


@modell
class Geldbetrag(Grundfrage):
    """Euros, at most two decimals."""

    typ: Literal["geldbetrag"]
    min: Decimal | None = None
    max: Decimal | None = None


@modell
class Prozent(Grundfrage):
    """A share in percent points (12.5 means 12,5 %)."""

    typ: Literal["prozent"]
    min: Decimal = Decimal(0)
    max: Decimal = Decimal(100)


@modell
class Datum(Grundfrage):
    """A day."""

    typ: Literal["datum"]


@modell
class Jahr(Grundfrage):
    """A calendar year."""

    typ: Literal["jahr"]
    min: int = 1900
    max: int = 2100


@modell
class JaNein(Grundfrage):
    """Yes or no."""

    typ: Literal["ja_nein"]


@modell
class Auswahl(Grundfrage):
    """Exactly one of the options, of a catalogue's entries or of a table's rows."""

    typ: Literal["auswahl"]
    optionen: tuple[Option, ...] = ()
    katalog: str | None = None
    aus_tabelle: str | None = None


@modell
class Katalogwahl(Grundfrage):
    """Exactly one entry of a catalogue (many entries: the dialogue searches)."""

    typ: Literal["katalogwahl"]
    katalog: str


@modell
class Mehrfach(Grundfrage):
    """Any number of options, in the order of the options."""

    typ: Literal["mehrfach"]
    optionen: tuple[Option, ...] = ()
    katalog: str | None = None
    aus_tabelle: str | None = None
    max_anzahl: int | None = None


@modell
class Rangfolge(Grundfrage):
    """All options, put in order."""

    typ: Literal["rangfolge"]
    optionen: tuple[Option, ...] = ()
    katalog: str | None = None
    aus_tabelle: str | None = None


@modell
class Skala(Grundfrage):
    """A whole number between two anchored ends."""

    typ: Literal["skala"]
    von: int
    bis: int
    anker: Mapping[int, str]


@modell
class Verteilung(Grundfrage):
    """Percent points over the options that sum up to 100."""

    typ: Literal["verteilung"]
    optionen: tuple[Option, ...] = ()
    katalog: str | None = None
    aus_tabelle: str | None = None


@modell
class Dateifrage(Grundfrage):
    """A file inside the Vorhaben folder."""

    typ: Literal["datei"]
    endungen: tuple[str, ...] = ()


@modell
class Ort(Grundfrage):
    """A place: a name and, where known, degrees of latitude and longitude (WGS 84)."""

    typ: Literal["ort"]


@modell
class Zeilenzahl:
    """How many rows a table may have."""

    min: int = 0
    max: int = 200


Spalte = (
    Text
    | Absatz
    | Ganzzahl
    | Zahl
    | Geldbetrag
    | Prozent
    | Datum
    | Jahr
    | JaNein
    | Auswahl
    | Katalogwahl
    | Mehrfach
    | Skala
)


@modell
class Tabelle(Grundfrage):
    """Records with typed columns; every row keeps its id for good."""

    typ: Literal["tabelle"]
    spalten: tuple[Spalte, ...]
    zeilen: Zeilenzahl = Zeilenzahl()
    vorsatz: str = "z"
    summen: bool = True


Wahlfrage = Auswahl | Katalogwahl | Mehrfach | Rangfolge | Verteilung
Frage = Spalte | Rangfolge | Verteilung | Dateifrage | Ort | Tabelle

NACH_TYP: Mapping[str, type] = {
    "text": Text,
    "absatz": Absatz,
    "ganzzahl": Ganzzahl,
    "zahl": Zahl,
    "geldbetrag": Geldbetrag,
    "prozent": Prozent,
    "datum": Datum,
    "jahr": Jahr,
    "ja_nein": JaNein,
    "auswahl": Auswahl,
    "katalogwahl": Katalogwahl,
    "mehrfach": Mehrfach,
    "rangfolge": Rangfolge,
    "skala": Skala,
    "verteilung": Verteilung,
    "datei": Dateifrage,
    "ort": Ort,
    "tabelle": Tabelle,
}
SPALTENTYPEN = frozenset(NACH_TYP) - {"rangfolge", "verteilung", "datei", "ort", "tabelle"}
