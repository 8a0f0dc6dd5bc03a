"""A constructed Quartier for the views: twenty by fifteen cells, a few of everything."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

import numpy as np
from shapely.geometry import Polygon

from wegweiser.core.raum.karte import Flaechen, Versorgungsblick, build_karte
from wegweiser.model.base import replace
from wegweiser.model.befragung import (
    Anteil,
    Befragungsbild,
    Mittelwert,
    Quadrant,
    Rangbild,
    Rangplatz,
    Themenbild,
    WichtigkeitsLeistung,
    Wichtigkeitspunkt,
)
from wegweiser.model.daten import Datei, Datenfund, Lizenzangabe
from wegweiser.model.katalog import Dienst, Schwelle
from wegweiser.model.kennzahl import Ampel, Indikatorwert, Raumvergleich, Spanne, Stellung
from wegweiser.model.lueckenindex import (
    Dienstluecke,
    Formelschritt,
    Gruppenluecke,
    Lueckenbild,
    Lueckenklasse,
    Rangspanne,
)
from wegweiser.model.potenzial import (
    Akteur,
    Akteursnetz,
    Merkmalspunkt,
    Netzknoten,
    Potenziale,
    Raumpassung,
    Standort,
    Standortwahl,
)
from wegweiser.model.quartiersbild import Altersaufbau, Altersgruppe, Quartierkarte, Quartiersbild, Raumangabe
from wegweiser.model.raum import Orte, Quartier, Zellen
from wegweiser.model.rechenweg import Rechenweg
from wegweiser.model.versorgung import Band, Dienstversorgung, Gruppenversorgung, Schwellenanteil

FELDER = (
    ("bildung-erziehung-integration", "Bildung, Erziehung und Integration"),
    ("freizeit-begegnung", "Freizeit und Begegnung"),
    ("gesundheit-pflege", "Gesundheit und Pflege"),
    ("haushaltsnahe-dienstleistungen", "Haushaltsnahe Dienstleistungen"),
    ("mobilitaet", "Mobilität"),
    ("nahversorgung", "Nahversorgung"),
)
DIENSTE = {f"dienst{nr}": feld for nr, (feld, _) in enumerate(FELDER)}
D = Decimal
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


def spanne(unten: str, oben: str = "") -> Spanne:
    return Spanne(D(unten), D(oben or unten))


def build_indikator(
    titel: str, wert: Spanne | None, stadt: Spanne, ampel: Ampel | None = None
) -> Indikatorwert:
    verhaeltnis = (
        None if wert is None else Spanne(wert.unten / stadt.oben * 100, wert.oben / stadt.unten * 100)
    )
    schritte = ("Einwohner nach Alter: 00 - < 03 + … = 3.700", "3.700 / 22.383 · 100 = 16,53")
    return Indikatorwert(
        id=titel,
        indikator=titel,
        titel=titel,
        einheit="%",
        guenstig="ohne",
        jahr=2012,
        wert=wert,
        art="gezaehlt",
        hinweise=("gesperrt",) if wert is None or not wert.genau else (),
        rechenweg=Rechenweg(name=titel, titel=titel, art="zahl", wert=None, schritte=schritte),
        vergleiche=(Raumvergleich(art="stadt", raum="Stadt Köln", wert=stadt, verhaeltnis=verhaeltnis),),
        stellung=Stellung(D(1), D(1), 86, D(1), D(1), ampel),
    )


def build_punkt(titel: str, wichtig: str, zufrieden: str, quadrant: Quadrant | None) -> Wichtigkeitspunkt:
    return Wichtigkeitspunkt(
        thema=titel,
        titel=titel,
        dienst="",
        wichtigkeit=Mittelwert(fallzahl="genug", n=100, roh=D(wichtig)),
        zufriedenheit=Mittelwert(fallzahl="genug", n=100, roh=D(zufrieden)),
        quadrant=quadrant,
        abstand=D(wichtig) - D(zufrieden),
    )


def build_wichtigkeit(gruppe: str, titel: str, worte: Sequence[str]) -> WichtigkeitsLeistung:
    return WichtigkeitsLeistung(
        gruppe=gruppe,
        titel=titel,
        skala=(1, 7),
        punkte=(
            build_punkt(worte[0], "6.2", "5.9", "halten"),
            build_punkt(worte[1], "5.4", "5.1", "konzentrieren"),
            build_punkt(worte[2], "5.2", "5.0", "nachrangig"),
            build_punkt(worte[3], "5.1", "5.5", "ueber-bedarf"),
            build_punkt(worte[4], "4.9", "5.4", None),
        ),
        kreuz_wichtigkeit=D("5.33"),
        kreuz_zufriedenheit=D("5.24"),
        n=1337,
    )


def build_befragung(worte: Sequence[str]) -> Befragungsbild:
    anteil = Anteil(fallzahl="genug", k=62, n=200, roh=D("0.31"), roh_spanne=spanne("0.25", "0.38"))
    return Befragungsbild(
        datei="befragung",
        titel=worte[0],
        anzahl=1337,
        abgebrochen=12,
        noetig=378,
        themen=(Themenbild(thema="t1", titel=worte[1], vermisst=anteil),),
        wichtigkeit=(
            build_wichtigkeit("alle", "alle Befragten", worte),
            build_wichtigkeit("ab-65", worte[2], worte),
        ),
        raenge=(
            Rangbild(
                frage="f8",
                titel=worte[3],
                plaetze=5,
                fallzahl="genug",
                themen=(Rangplatz("a", worte[4], 2773, 723, 1, 1), Rangplatz("b", worte[0], 2182, 649, 2, 3)),
            ),
        ),
    )


def build_luecken(worte: Sequence[str]) -> Lueckenbild:
    def gruppe(id_: str, luecke: float | None, beleg: int, klasse: Lueckenklasse | None) -> Gruppenluecke:
        return Gruppenluecke(
            dienst="hausarzt",
            gruppe=id_,
            bedarf=0.5,
            belegstaerke=beleg,
            angebot=0.6,
            abdeckung=0.8,
            luecke=luecke,
            lueckenwert=None if luecke is None else D(str(luecke * 4)),
            klasse=klasse,
            art="zu weit" if luecke else None,
            rechenweg=(Formelschritt("bedarf", "0,5 · 0,31 + 0,3 · 0,73 = 0,50"),),
        )

    gruppen = (
        gruppe("alle", 0.2, 2, "hoch"),
        gruppe("ab-65", 0.4, 3, "sehr-hoch"),
        gruppe("familien", None, 1, None),
    )
    return Lueckenbild(
        luecken=(
            Dienstluecke(
                dienst="hausarzt",
                titel=worte[1],
                gruppen=gruppen,
                schlechteste="ab-65",
                prioritaet=0.3,
                klasse="hoch",
                rang=1,
                spanne=Rangspanne(1, 3, 0.9, stabil=True),
            ),
        ),
        ohne_index=(Dienstluecke(dienst="bank", titel=worte[2], gruppen=(gruppe("alle", None, 1, None),)),),
        laeufe=40,
    )


def build_versorgung(worte: Sequence[str]) -> tuple[Dienstversorgung, ...]:
    """One that some reach, one whose reach is a range, one that is missing."""

    def dienst(titel: str, anteil: Band, stadt: float | None, *, fehlt: bool = False) -> Dienstversorgung:
        schwelle = Schwelle(
            id="apotheke-1000",
            titel=worte[1],
            dienste=("apotheke",),
            mass="distanz",
            art="monitoring",
            wert=D(1000),
            einheit="m",
            quelle="bbsr-2025",
            stand="2025",
            belegstufe="sekundaer",
        )
        alle = Gruppenversorgung(
            gruppe="alle",
            stellvertretend=False,
            personen=Band(12128.0, 12128.0),
            zellen_unbekannt=0,
            mass="umweg",
            meter=1000.0,
            anteil=anteil,
            mittel_m=870.0,
            median_m=820.0,
            luftlinie_m=670.0,
            erreichbarkeit=anteil,
            umwege={"1.3": anteil.mitte / 100, "1.4": anteil.mitte / 110},
            schwellen=(
                Schwellenanteil(
                    schwelle=schwelle,
                    mass="umweg",
                    meter=1000.0,
                    angebote=3,
                    anteil=anteil,
                    gegenprobe=Band(anteil.unten * 0.9, anteil.oben * 0.9),
                ),
            ),
        )
        return Dienstversorgung(
            dienst=Dienst(id=titel, titel=titel, feld="gesundheit-pflege"),
            schwelle=schwelle,
            umweg=1.3,
            innen=2,
            angebote=3,
            fehlt_ganz=fehlt,
            kapazitaet="angebote",
            kapazitaet_bekannt=0,
            anteil_stadt=stadt,
            gruppen=(alle, replace(alle, gruppe="ab-65", stellvertretend=True)),
        )

    return (
        dienst(worte[0], Band(58.1, 58.1), 81.9),
        dienst(worte[2], Band(70.0, 82.0), None),
        dienst(worte[4], Band(0.0, 0.0), 3.0, fehlt=True),
    )


def build_potenziale() -> Potenziale:
    passung = Raumpassung(
        raum="L1",
        dienst="hausarzt",
        gruppe="ab-65",
        punkte=D("74.2"),
        merkmale=(
            Merkmalspunkt("lage", 0.9, 0.35),
            Merkmalspunkt("barrierefrei", 0.5, 0.2),
            Merkmalspunkt("miete", None, 0.2),
        ),
        offen=("planrecht-aendern",),
        erreicht=820,
    )
    return Potenziale(
        passungen=(passung, replace(passung, raum="B1", punkte=None, merkmale=(), offen=(), erreicht=None)),
        ausgeschlossen=(replace(passung, raum="L2", ausschluss="flaeche", punkte=None),),
        wahl=Standortwahl(
            standorte=(Standort("L1", "hausarzt", "ab-65", 820),),
            wert=5,
            schranke=5,
            moeglich=2,
            hoechstens=3,
        ),
    )


def build_netz(worte: Sequence[str]) -> Akteursnetz:
    knoten = tuple(
        Netzknoten(Akteur(id=f"a{nr}", name=wort), grad=nr, vermittlung=0.5 * nr, insel=nr, umgang=None)
        for nr, wort in enumerate(worte[:2])
    )
    return Akteursnetz(
        knoten=knoten,
        verbindungen=1,
        inseln=(("a0",), ("a1",)),
        feldluecken=("mobilitaet",),
        beitraege=(("raum", ("a0",)), ("zeit", ("a1", "a9"))),
    )


WORTE = (
    "Abfallentsorgung",
    "Freizeitangebote für Kinder und Jugendliche",
    "Wohnen im Alter",
    "Welche Themen sollen zuerst gefördert werden?",
    "Kulturangebot",
)


def build_bild(worte: Sequence[str] = WORTE) -> Quartiersbild:
    """Everything the views know, all of it invented; `worte` are the texts that come out of files."""
    return Quartiersbild(
        titel=worte[0],
        stadt="Köln",
        flaeche_km2=D("2.97"),
        zellen=300,
        einwohner=spanne("22304", "22306"),
        karte=replace(build_beispielkarte(), nennungen=(worte[1], CREDITS[1]), ohne_nennung=(worte[2],)),
        indikatoren=(
            build_indikator(worte[1], spanne("18.1"), spanne("16.2")),
            build_indikator("SGB-II-Quote", spanne("24.5"), spanne("11.9"), "kritisch"),
            build_indikator("Hochaltrige", spanne("0", "5.8"), spanne("5")),
            build_indikator("Alleinlebende Ältere", None, spanne("30")),
        ),
        alter=Altersaufbau(
            gruppen=(
                Altersgruppe(von=0, bis=18, quartier=spanne("18.1"), stadt=spanne("16.2")),
                Altersgruppe(von=18, bis=65, quartier=spanne("69", "72.5"), stadt=spanne("66")),
                Altersgruppe(von=65, bis=None, quartier=None, stadt=spanne("17.8")),
            ),
            jahr=2012,
        ),
        versorgung=build_versorgung(worte),
        befragungen=(build_befragung(worte),),
        potenziale=build_potenziale(),
        raeume=(Raumangabe("L1", "ladenlokal", D(120)), Raumangabe("B1", "brache", None)),
        netz=build_netz(worte),
        luecken=build_luecken(worte),
        titel_von={
            "ab-65": "Menschen ab 65",
            "alle": "Alle",
            "familien": worte[2],
            "hausarzt": worte[1],
            "mobilitaet": "Mobilität",
        },
        dateien=(
            Datei(
                id="zensus",
                datei="zensus.csv",
                art="zellen",
                format="zensus-2022",
                titel=worte[0],
                herkunft=Lizenzangabe(nennung=CREDITS[0], lizenz="dl-de/by-2-0", stand="2022-05-15"),
                eingelesen=datetime(2026, 11, 25, tzinfo=UTC),
                sha256="0" * 64,
                groesse=1000,
                zeilen=300,
            ),
        ),
        funde=(Datenfund("kopie-fehlt", "stadtteil"),),
        fehlt=("wege", "leerstand"),
    )
