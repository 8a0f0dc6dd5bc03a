"""Tables a city keeps, as text and as spreadsheets: columns by other names, coordinates of every kind, words of offices."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from pyproj import Transformer

from tests.adapters.daten.lesehilfe import lies_datei
from tests.echtdaten import find_echtdaten
from wegweiser.adapters.daten.katasterwerte import build_ortsmerkmale, translate_zeiten
from wegweiser.adapters.daten.leser import Gelesen, erkenne


def lies_text(ordner: Path, text: str, name: str = "t.csv", **lesart: str) -> Gelesen:
    pfad = ordner / name
    pfad.write_text(text, encoding="utf-8")
    return lies_datei(pfad, lesart=lesart)


LEERSTAND = [
    ["Leerstandskataster Lütgendortmund, Begehung März 2026"],
    ["Lfd. Nr.", "Objektart", "Anschrift", "Fläche (m²)", "leer seit", "Zustand", "Eigentümer", "Kontakt", "Miete", "Barrierefrei", "Status", "Rechtswert", "Hochwert"],
    ["L1", "Laden", "Martener Str. 1", "85,5", "03/2024", "gut", "Privat A.", "ja", "8,50 €", "ja", "frei", "386500", "5707500"],
    ["L2", "Büro", "Martener Str. 9", "1.200", "2021", "sanierungsbedürftig", "GmbH", "nein", "-", "teilweise", "belegt", "386600", "5707400"],
    ["L3", "Raumschiff", "Hof 3", "0", "k. A.", "", "", "vielleicht", "", "", "frei", "", ""],
    ["L1", "Laden", "Martener Str. 1", "85,5", "03/2024", "gut", "Privat A.", "ja", "8,50 €", "ja", "frei", "386500", "5707500"],
]  # fmt: skip


def save_excel(pfad: Path, zeilen: list[list[str]]) -> None:
    buch = Workbook()
    blatt = buch.active
    assert blatt is not None
    for zeile in zeilen:
        blatt.append(zeile)
    buch.save(pfad)


@pytest.mark.parametrize("endung", ["csv", "xlsx"])
def test_empty_rooms_by_the_words_of_an_office(tmp_path: Path, endung: str) -> None:
    pfad = tmp_path / f"leerstand.{endung}"
    if endung == "xlsx":
        save_excel(pfad, LEERSTAND)
    else:
        pfad.write_text("\r\n".join(";".join(zeile) for zeile in LEERSTAND), encoding="cp1252")
    assert erkenne(pfad).art == "leerstand"
    gelesen = lies_datei(pfad, lesart={"lagebezug": "EPSG:25832"})
    eins, zwei, drei = gelesen.inhalt
    assert (eins.id, eins.art, eins.adresse, eins.flaeche_m2) == (
        "L1",
        "ladenlokal",
        "Martener Str. 1",
        Decimal("85.5"),
    )
    assert (eins.leer_seit, eins.kontakt_erlaubt, eins.miete_euro_m2, eins.barrierefrei) == (
        "03/2024",
        True,
        Decimal("8.50"),
        "ja",
    )
    assert (zwei.flaeche_m2, zwei.status, zwei.miete_euro_m2, zwei.kontakt_erlaubt) == (
        1200,
        "vermietet",
        None,
        False,
    )
    assert (drei.art, drei.flaeche_m2, drei.leer_seit, drei.kontakt_erlaubt, drei.x) == (
        "raumschiff",
        None,
        "",
        None,
        None,
    )
    soll = Transformer.from_crs(25832, 3035, always_xy=True).transform(386500, 5707500)
    assert (eins.x, eins.y) == pytest.approx(soll)
    assert {(f.code, f.anzahl, f.stelle) for f in gelesen.funde} == {
        ("kataster-angabe", 1, "Zeile 5"),
        ("wert-unmoeglich", 1, "Zeile 5"),
        ("zeile-doppelt", 1, "Zeile 6"),
        ("spalten-personen", 1, ""),
    }
    assert all(f.satz != f.code and "„“" not in f.satz for f in gelesen.funde)
    assert "Privat" not in str(gelesen.inhalt)


@pytest.mark.parametrize("zeichen", [".", ",", ""])
def test_rooms_lie_where_they_are_whatever_became_of_the_decimal_point(tmp_path: Path, zeichen: str) -> None:
    um = Transformer.from_crs(4326, 3857, always_xy=True)
    orte = [um.transform(7.3812, 51.5163), um.transform(7.4653, 51.5136)]
    zeilen = [f"{x:.4f};{y:.3f}".replace(".", zeichen) for x, y in orte]
    text = "id;art;leer seit;KOORX;KOORY\n" + "".join(
        f"L{nr};Laden;2024;{z}\n" for nr, z in enumerate(zeilen)
    )
    gelesen = lies_text(tmp_path, text)
    soll = Transformer.from_crs(4326, 3035, always_xy=True).transform(7.3812, 51.5163)
    assert (gelesen.inhalt[0].x, gelesen.inhalt[0].y) == pytest.approx(soll, abs=0.1)
    assert [f.code for f in gelesen.funde] == ([] if zeichen else ["punkte-ohne-trenner"])


def test_an_offer_is_described_as_in_openstreetmap(tmp_path: Path) -> None:
    text = (
        "ID;Bezeichnung;Angebotsart;Plätze;Preis;Öffnungszeiten;Sprachen;Barrierefrei;Träger;lon;lat\n"
        "7;Haus der Vielfalt;Nachbarschaftstreff;40;0;Mo–Fr 9–18 Uhr, Sa 10–13 Uhr;Deutsch, Türkisch;teilweise;AWO;7.38;51.51\n"
    )
    orte = lies_text(tmp_path, text).inhalt
    assert (orte.id, orte.name, orte.dienst) == (("7",), ("Haus der Vielfalt",), ("Nachbarschaftstreff",))
    assert orte.kapazitaet.tolist() == [40]
    assert (
        orte.merkmale[0].items()
        >= {
            "fee": "no",
            "charge": "0",
            "opening_hours": "Mo-Fr 09:00-18:00; Sa 10:00-13:00",
            "language:de": "yes",
            "language:tr": "yes",
            "wheelchair": "limited",
            "operator": "AWO",
        }.items()
    )


@pytest.mark.parametrize(
    ("text", "osm"),
    [
        ("Mo-Fr 8.30-12 Uhr und 14-17 Uhr", "Mo-Fr 08:30-12:00,14:00-17:00"),
        ("montags bis freitags", "montags bis freitags"),
        ("Di und Do 10:00 bis 16:00 Uhr", "Tu und Th 10:00-16:00"),
        ("Mo, Mi 9–12", "Mo, We 09:00-12:00"),
        ("nach Vereinbarung", "nach Vereinbarung"),
    ],
)
def test_opening_hours_in_german(text: str, osm: str) -> None:
    assert translate_zeiten(text) == osm
    assert build_ortsmerkmale({"zeiten": "-"}) == {}


def test_organisations_and_their_ties(tmp_path: Path) -> None:
    text = (
        "Name;Organisationsart;Dienstfelder;Einfluss;Interesse;Beitrag;Zielgruppen;Sprachen;Kontakt erlaubt;Telefon\n"
        "Verein A;Verein;Freizeit-Begegnung, Mobilität;4;5;Raum/Zeit;Familien;Deutsch;ja;0231 1\n"
        "Sparkasse;Unternehmen;Haushaltsnahe Dienstleistungen;7;2;Geld;;;nein;\n;;;3;3;;;;;\n"
    )
    gelesen = lies_text(tmp_path, text, "akteure.csv")
    verein, bank = gelesen.inhalt
    assert (verein.id, verein.name, verein.art, verein.einfluss, verein.interesse) == (
        "verein-a",
        "Verein A",
        "verein",
        4,
        5,
    )
    assert (verein.felder, verein.beitrag) == (("freizeit-begegnung", "mobilitaet"), ("raum", "zeit"))
    assert (bank.einfluss, bank.kontakt_erlaubt, bank.felder) == (
        None,
        False,
        ("haushaltsnahe-dienstleistungen",),
    )
    assert {f.code: f.anzahl for f in gelesen.funde} == {"wert-unmoeglich": 1, "zeile-ohne-namen": 1}
    ties = lies_text(
        tmp_path, "von;nach;Art;Stärke\nverein-a;sparkasse;Förderung;3\nverein-a;sparkasse;Förderung;3\n"
    ).inhalt
    assert [(t.von, t.nach, t.art, t.staerke) for t in ties] == [("verein-a", "sparkasse", "foerderung", 3)]


def test_brownfields_and_pins(tmp_path: Path) -> None:
    brache = lies_text(
        tmp_path,
        "id;Fläche (qm);Vornutzung;Kategorie;Altlastenverdacht;lon;lat\nb1;12.500;Zeche;brachliegend;ja;7.38;51.51\n",
    )
    assert brache.inhalt[0].flaeche_m2 == 12_500
    assert (brache.inhalt[0].kategorie, brache.inhalt[0].altlast_hinweis) == ("ungenutzt", True)
    nadeln = lies_text(
        tmp_path,
        "id;art;gruppe;bewertung;text;lon;lat;erhoben-am\n1;angst;Frauen;-2;Dunkel hier;7.38;51.51;2026-03-01\n",
    )
    assert nadeln.inhalt.merkmale[0] == {
        "art": "angst",
        "gruppe": "Frauen",
        "bewertung": "-2",
        "text": "Dunkel hier",
        "erhoben-am": "2026-03-01",
    }


@pytest.mark.parametrize(
    "name", ["bevoelkerung.csv", "schulsozialindex_nrw.csv", "zensus2011_1km_spitz_dortmund.csv"]
)
def test_tables_of_figures_are_no_table_of_places(name: str) -> None:
    (pfad,) = find_echtdaten(".").rglob(name)
    assert erkenne(pfad).art in {"kennzahlen", "zellen"}
