"""Figures for tests of indicators: a small city with areas, classes and withheld values; Köln as it was published."""

from collections.abc import Mapping
from decimal import Decimal

from tests.echtdaten import find_echtdaten
from tests.geodateien import lies_ganz
from wegweiser.core.indikatoren.spannen import build_spanne
from wegweiser.model.daten import Zeichen
from wegweiser.model.kennzahl import Kennzahlwert

ALTER: Mapping[str, int] = {"unter 18": 400, "18 bis unter 65": 1200, "65 und älter": 400}


def build_kennzahl(
    merkmal: str,
    wert: int | str | None,
    *,
    raum: str = "q",
    ebene: str = "stadtteil",
    jahr: int = 2025,
    zeichen: Zeichen | None = None,
    datei: str = "statistik",
) -> Kennzahlwert:
    """One figure; the area's name is its key in capitals."""
    return Kennzahlwert(
        raum_id=raum,
        raum=raum.upper(),
        ebene=ebene,
        merkmal=merkmal,
        jahr=jahr,
        wert=None if wert is None else build_spanne(Decimal(wert)),
        zeichen=zeichen,
        datei=datei,
    )


def build_raum(
    werte: Mapping[str, int | None], *, raum: str = "q", ebene: str = "stadtteil", jahr: int = 2025
) -> list[Kennzahlwert]:
    """All figures of an area; None is withheld."""
    return [
        build_kennzahl(
            name, wert, raum=raum, ebene=ebene, jahr=jahr, zeichen="gesperrt" if wert is None else None
        )
        for name, wert in werte.items()
    ]


def load_koeln() -> tuple[Kennzahlwert, ...]:
    """Population of Köln 2005–2012 as it is read in: city 000, districts 001–009, areas 101–909."""
    gelesen = lies_ganz(find_echtdaten("koeln-stadtteile") / "bevoelkerung.csv")[1]
    return tuple(gelesen.inhalt)
