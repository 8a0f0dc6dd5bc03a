"""A constructed Quartier for the views: twenty by fifteen cells, a few of everything."""

import numpy as np
from shapely.geometry import Polygon

from wegweiser.core.raum.karte import Flaechen, Versorgungsblick, build_karte
from wegweiser.model.quartiersbild import Quartierkarte
from wegweiser.model.raum import Orte, Quartier, Zellen

FELDER = (
    ("bildung-erziehung-integration", "Bildung, Erziehung und Integration"),
    ("freizeit-begegnung", "Freizeit und Begegnung"),
    ("gesundheit-pflege", "Gesundheit und Pflege"),
    ("haushaltsnahe-dienstleistungen", "Haushaltsnahe Dienstleistungen"),
    ("mobilitaet", "Mobilität"),
    ("nahversorgung", "Nahversorgung"),
)
DIENSTE = {f"dienst{nr}": feld for nr, (feld, _) in enumerate(FELDER)}
LINKS, UNTEN = 4_110_000, 3_100_000
CREDITS = ("© Statistisches Bundesamt (Destatis), Zensus 2022", "© OpenStreetMap-Mitwirkende")


def build_flaeche(spalten: int = 20, reihen: int = 15) -> Polygon:
    return Polygon(
        [
            (LINKS, UNTEN),
            (LINKS + spalten * 100, UNTEN),
            (LINKS + spalten * 100, UNTEN + reihen * 100),
            (LINKS, UNTEN + reihen * 100),
        ]
    )


def build_zellen(spalten: int = 20, reihen: int = 15) -> Zellen:
    """Persons grow from 3 in the south-west; one cell is inhabited by an unknown number."""
    nummern = np.arange(spalten * reihen)
    einwohner = (nummern * 7 % 500 + 3).astype(np.float64)
    einwohner[-1] = np.nan
    return Zellen(
        x=(LINKS + nummern % spalten * 100 + 50).astype(np.float64),
        y=(UNTEN + nummern // spalten * 100 + 50).astype(np.float64),
        weite=100,
        merkmale={"einwohner": einwohner},
    )


def build_orte(anzahl: int = 12) -> Orte:
    nummern = np.arange(anzahl)
    return Orte(
        id=tuple(f"o{nr}" for nr in nummern),
        name=("",) * anzahl,
        dienst=tuple(f"dienst{nr % 7}" for nr in nummern),  # dienst6 belongs to no field
        x=(LINKS + nummern * 150).astype(np.float64),
        y=(UNTEN + nummern * 110).astype(np.float64),
        kapazitaet=np.full(anzahl, np.nan),
        flaeche=(None,) * anzahl,
        merkmale=({},) * anzahl,
    )


def build_beispielkarte(spalten: int = 20, reihen: int = 15, orte: int = 12) -> Quartierkarte:
    zellen = build_zellen(spalten, reihen)
    fern = zellen.x > LINKS + spalten * 75
    raum = (LINKS + 300.0, UNTEN + 700.0, "")
    return build_karte(
        Quartier(titel="Probe", flaeche=build_flaeche(spalten, reihen)),
        zellen,
        build_orte(orte),
        (Flaechen("leerstand", (raum,)), Flaechen("brache", ((LINKS + 900.0, UNTEN + 200.0, ""),))),
        Versorgungsblick("Apotheke", 1000, fern),
        felder=DIENSTE,
        titel=FELDER,
        nennungen=(*CREDITS, CREDITS[0]),
    )
