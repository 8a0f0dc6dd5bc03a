"""Result of the Finanzierung for one Maßnahme: uses and sources, cover, class, stress test."""

from decimal import Decimal

from wegweiser.model.base import modell
from wegweiser.model.rechenweg import Rechenweg


@modell
class Posten:
    """One line of a plan in euros; `art` is the group it belongs to (Kostengruppe, Kostenart, Baustein)."""

    bezeichnung: str
    art: str
    betrag: Decimal | None
    stand: str | None = None
    aussicht: str | None = None
    befristet_bis: int | None = None
    plan_b: str | None = None
    niedrig: Decimal | None = None
    hoch: Decimal | None = None


@modell
class Plan:
    """Uses against sources; `luecke` = uses − sources, None while an amount is missing."""

    verwendung: tuple[Posten, ...]
    quellen: tuple[Posten, ...]
    summe_verwendung: Decimal | None
    summe_quellen: Decimal | None
    luecke: Decimal | None
    sicher: Decimal
    wahrscheinlich: Decimal
    offen: Decimal


@modell
class Stressfall:
    """The yearly result if one thing goes wrong; `ergebnis` in euros, negative is a shortfall."""

    id: str
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
    klasse: str | None
    klasse_bei_30: str | None
    dscr: Decimal | None
    groesste_quelle: Posten | None
    anteil_groesste_quelle: Decimal | None
    verstetigung: tuple[tuple[int, Decimal], ...]
    stress: tuple[Stressfall, ...]
