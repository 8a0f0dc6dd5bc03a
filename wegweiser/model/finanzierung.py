"""Result of the Finanzierung for one Maßnahme: uses and sources, cover, class, stress test."""

from decimal import Decimal
from typing import Literal

from wegweiser.model.base import modell
from wegweiser.model.rechenweg import Rechenweg

Klasse = Literal["unrentierlich", "schwach-rentierlich", "rentierlich"]
Aussicht = Literal["sicher", "wahrscheinlich", "offen"]
Stressart = Literal["umsatz", "energie", "personal", "alles", "niedrig", "groesste-quelle"]


@modell
class Posten:
    """One line of a plan in euros; `art` is the group it belongs to (Kostengruppe, Kostenart, Baustein).

    `mittelart` says what kind of money it is (`art` of the Baustein in the catalogue), None for uses.
    """

    bezeichnung: str
    art: str
    betrag: Decimal | None
    stand: str | None = None
    aussicht: Aussicht | None = None
    befristet_bis: int | None = None
    plan_b: str | None = None
    niedrig: Decimal | None = None
    hoch: Decimal | None = None
    mittelart: str | None = None


@modell
class Plan:
    """Uses against sources; `luecke` = uses − sources, None while an amount is missing.

    `fehlt_gesichert` is what is missing when only secured sources count.
    """

    verwendung: tuple[Posten, ...]
    quellen: tuple[Posten, ...]
    summe_verwendung: Decimal | None
    summe_quellen: Decimal | None
    luecke: Decimal | None
    sicher: Decimal
    wahrscheinlich: Decimal
    offen: Decimal
    fehlt_gesichert: Decimal | None


@modell
class Schwellen:
    """Cost cover at which a class begins, from the parameters of the guide; `vergleich` is the other usual lower limit."""

    schwach_rentierlich: Decimal | None
    rentierlich: Decimal | None
    vergleich: Decimal | None


@modell
class Stressfall:
    """The yearly result if one thing goes wrong; `ergebnis` in euros, negative is a shortfall."""

    id: Stressart
    annahme: Decimal | str
    ergebnis: Decimal | None


@modell
class Finanzierung:
    """Investition and Betrieb of one Maßnahme, with the working behind every figure."""

    investition: Plan
    betrieb: Plan
    eigenerloese: tuple[Posten, ...]
    sachleistungen: tuple[Posten, ...]
    kennzahlen: tuple[Rechenweg, ...]
    kostendeckung: Decimal | None
    klasse: Klasse | None
    klasse_bei_30: Klasse | None
    schwellen: Schwellen
    dscr: Decimal | None
    groesste_quelle: Posten | None
    anteil_groesste_quelle: Decimal | None
    verstetigung: tuple[tuple[int, Decimal], ...]
    stress: tuple[Stressfall, ...]
