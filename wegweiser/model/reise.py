"""What a journey file may say: cases with answers, and what must come out of them; ids only, never wording."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from wegweiser.model.base import field, modell
from wegweiser.model.finanzierung import Klasse

Regelergebnis = Literal["erfuellt", "verletzt", "offen", "gilt-nicht"]
Pruefergebnis = Literal["verletzt", "erfuellt"]
Entfaellt = Literal["entfaellt"]
Zahl = Decimal | Literal["offen", "entfaellt"]
Aussage = bool | Literal["ja", "nein"]


@modell
class Formenerwartung:
    """What the comparison of forms says for one record."""

    erster: str | None = None
    punkte: Zahl | None = None
    engere_wahl: tuple[str, ...] | None = None
    muss_bleiben: tuple[str, ...] | None = None
    muss_fehlen: tuple[str, ...] | None = None


@modell
class Lueckenerwartung:
    """What the analysis says about one gap."""

    wert: Zahl | None = None
    rangwert: Zahl | None = None
    gewaehlt: Aussage | None = None
    zurueck_in_analyse: Aussage | None = None


@modell
class Planerwartung:
    """Sums of one side of the finances: investment or yearly running."""

    summe_verwendung: Zahl | None = None
    summe_quellen: Zahl | None = None
    luecke: Zahl | None = None
    sicher: Zahl | None = None
    wahrscheinlich: Zahl | None = None
    offen: Zahl | None = None
    fehlt_gesichert: Zahl | None = None


@modell
class Finanzerwartung:
    """What the finances of one record come to."""

    klasse: Klasse | Literal["offen"] | None = None
    klasse_bei_30: Klasse | Literal["offen"] | None = None
    kostendeckung: Zahl | None = None
    dscr: Zahl | None = None
    anteil_groesste_quelle: Zahl | None = None
    investition: Planerwartung | None = None
    betrieb: Planerwartung | None = None


@modell
class Erwartung:
    """What must come out of a case; what it does not name is left open."""

    werte: Mapping[str, object] = field(default_factory=dict)
    regeln: Mapping[str, Regelergebnis | Mapping[str, Regelergebnis]] = field(default_factory=dict)
    formen: Mapping[str, Formenerwartung | Entfaellt] = field(default_factory=dict)
    pfad_enthaelt: tuple[str, ...] = ()
    pfad_ohne: tuple[str, ...] = ()
    pruefungen: Mapping[str, Pruefergebnis] = field(default_factory=dict)
    rangfolge: tuple[str, ...] = ()
    luecken: Mapping[str, Lueckenerwartung | Entfaellt] = field(default_factory=dict)
    finanzierung: Mapping[str, Finanzerwartung | Entfaellt] = field(default_factory=dict)


@modell
class Falltabelle:
    """Many small cases that differ in a few answers, one row each."""

    setzt: tuple[str, ...]
    erwartet: tuple[str, ...]
    zeilen: tuple[tuple[object, ...], ...]


@modell
class Reisefall:
    """One case of a journey."""

    id: str
    titel: str | None = None
    antworten: Mapping[str, object]
    erwartet: Erwartung | None = None
    tabelle: Falltabelle | None = None


@modell
class Reisedatei:
    """A file in `reisen/`."""

    faelle: tuple[Reisefall, ...]
