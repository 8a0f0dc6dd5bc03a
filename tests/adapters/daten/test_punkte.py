"""Tables with coordinates: the columns, the system, separators that got lost, rows without a place."""

from pathlib import Path

import numpy as np
import pytest

from tests.echtdaten import find_echtdaten
from tests.geodateien import lies_echt, lies_ganz, list_codes
from wegweiser.adapters.daten.leser import erkenne
from wegweiser.core.raum.ausschnitt import assign_raeume
from wegweiser.errors import DatenError
from wegweiser.model.daten import Leseangaben

# The cathedral of Köln in the systems of tables.
DOM = (4_107_277, 3_096_656)


def _write(tmp_path: Path, text: str, kodierung: str = "utf-8") -> Path:
    pfad = tmp_path / "orte.csv"
    pfad.write_text(text, encoding=kodierung)
    return pfad


def test_polling_stations_of_koeln_lie_in_the_district_they_name() -> None:
    """800 in Köln, each in its district; 109 belong to Leverkusen and stay, to be told."""
    erkennung, gelesen = lies_echt(find_echtdaten("koeln-stadtteile") / "wahllokale.csv")
    assert (erkennung.art, erkennung.format, erkennung.lesart["lagebezug"]) == ("orte", "punkte", "EPSG:3857")
    assert [(f.code, f.anzahl, dict(f.angaben)) for f in gelesen.funde] == [
        ("punkte-ohne-trenner", 909, {"x": 6, "y": 7})
    ]
    raeume = lies_echt(find_echtdaten("koeln-stadtteile") / "Stadtteil.shp")[1].inhalt
    orte = gelesen.inhalt
    nummern = assign_raeume(raeume, orte.x, orte.y)
    assert ((nummern >= 0).sum(), (nummern < 0).sum()) == (800, 109)
    genannt = [m["WLK_STADTTEIL"] for m in orte.merkmale]
    falsch = [
        (genannt[i], raeume[nr].name)
        for i, nr in enumerate(nummern)
        if nr >= 0 and raeume[nr].name != genannt[i]
    ]
    assert falsch == []
    assert sum(m["ROLLSTUHLGERECHT"] == "0" for m in orte.merkmale) == 390


def test_schools_say_their_system_in_a_column() -> None:
    erkennung, gelesen = lies_echt(find_echtdaten("nrw-schulen") / "schuldaten_nrw.csv")
    orte = gelesen.inhalt
    assert (len(orte.id), erkennung.lesart["lagebezug"], [z.code for z in erkennung.zweifel]) == (
        5_637,
        "EPSG:25832",
        ["merkmal"],
    )
    assert (orte.id[0], orte.merkmale[0]["Gemeindeschluessel"], orte.merkmale[0]["amenity"]) == (
        "100000",
        "05911000",
        "school",
    )


@pytest.mark.parametrize(
    ("kopf", "werte", "lagebezug"),
    [
        ("lon;lat", "6,9583;50,9413", "EPSG:4326"),
        ("Longitude;Latitude", "6.9583;50.9413", "EPSG:4326"),
        ("Breitengrad;Längengrad", "50.9413;6.9583", "EPSG:4326"),
        ("X;Y", "356531,0;5645246,5", "EPSG:25832"),
        ("Rechtswert;Hochwert", "356.531,00;5.645.246,50", "EPSG:25832"),
        ("UTM-Ost;UTM-Nord", "32356531;5645246", "EPSG:4647"),
        ("x;y", "4107277;3096656", "EPSG:3035"),
        ("KOORX;KOORY", "774594433;66107990", "EPSG:3857"),
        ("lat;lon", "6.9583;50.9413", "EPSG:4326"),  # titles exchanged
    ],
)
def test_columns_and_systems(tmp_path: Path, kopf: str, werte: str, lagebezug: str) -> None:
    pfad = _write(tmp_path, f"id;name;{kopf}\n1;Dom;{werte}\n2;Dom;{werte}\n")
    erkennung, gelesen = lies_ganz(pfad)
    assert erkennung.lesart["lagebezug"] == lagebezug
    assert (gelesen.inhalt.x[0], gelesen.inhalt.y[0]) == pytest.approx(DOM, abs=80)


def test_exchanged_titles_are_told(tmp_path: Path) -> None:
    _, gelesen = lies_ganz(_write(tmp_path, "id;lat;lon\n1;6.9583;50.9413\n2;6.9583;50.9414\n"))
    assert list_codes(gelesen) == {"lage-vertauscht"}


def test_latitude_and_longitude_in_one_column(tmp_path: Path) -> None:
    """As Opendatasoft writes them: latitude first."""
    _, gelesen = lies_ganz(_write(tmp_path, "name;geo_point_2d\nDom;50.9413, 6.9583\nRest;50.95, 6.96\n"))
    assert (gelesen.inhalt.x[0], gelesen.inhalt.y[0]) == pytest.approx(DOM, abs=80)
    _, wkt = lies_ganz(_write(tmp_path, "name;wkt\nDom;POINT (6.9583 50.9413)\nRest;POINT (6.96 50.95)\n"))
    assert (wkt.inhalt.x[0], wkt.inhalt.y[0]) == pytest.approx(DOM, abs=80)


def test_two_zones_that_fit_are_asked_for(tmp_path: Path) -> None:
    pfad = _write(tmp_path, "id;x;y\n1;356531;5645246\n2;356600;5645300\n")
    assert [z.moeglich for z in erkenne(pfad).zweifel if z.code == "lagebezug"] == [
        ("EPSG:25832", "EPSG:25833")
    ]
    _, gelesen = lies_ganz(pfad, Leseangaben(lesart={"lagebezug": "EPSG:25833"}))
    assert gelesen.inhalt.x[0] > 4_500_000


def test_numbers_that_lie_nowhere_are_refused_by_name_only(tmp_path: Path) -> None:
    pfad = _write(tmp_path, "id;name;Rechtswert;Hochwert\n1;A;1234567;7654321\n2;B;1234568;7654322\n")
    with pytest.raises(DatenError, match=r"1\.234\.567,0 / 7.654.321,0 läge außerhalb Deutschlands"):
        erkenne(pfad)
    with pytest.raises(DatenError, match="An den Spalten ist nicht zu erkennen"):
        erkenne(_write(tmp_path, "a;x;y\nm;12;7\nn;13;8\n"))


def test_rows_without_or_with_far_away_coordinates_are_counted(tmp_path: Path) -> None:
    text = "id;name;lon;lat\n1;A;6.95;50.94\n2;B;;\n3;C;0;0\n4;D;6.96;k. A.\n5;E;2.35;48.85\n6;F;6.97;50.95\n7;G;6.97;50.95\n8;H;6.9;50.9\n"
    _, gelesen = lies_ganz(_write(tmp_path, text))
    assert gelesen.inhalt.id == ("1", "5", "6", "7", "8")
    assert [(f.code, f.anzahl, f.stelle) for f in gelesen.funde] == [
        ("ort-ohne-lage", 3, "Zeile 3"),
        ("lage-ausserhalb", 1, "Zeile 6"),
    ]
    assert (gelesen.zeilen, gelesen.verworfen) == (8, 3)


def test_places_say_what_they_are_or_are_asked(tmp_path: Path) -> None:
    pfad = _write(
        tmp_path,
        "id;name;dienst;kapazitaet;lon;lat\n01;Kita Süd;kita;45;6.95;50.94\n02;Kita Nord;kita;;6.96;50.95\n",
        "cp1252",
    )
    erkennung, gelesen = lies_ganz(pfad)
    orte = gelesen.inhalt
    assert (erkennung.zweifel, orte.id, orte.name[0], orte.dienst) == (
        (),
        ("01", "02"),
        "Kita Süd",
        ("kita", "kita"),
    )
    assert (orte.kapazitaet[0], np.isnan(orte.kapazitaet[1])) == (45, True)
    ohne = _write(tmp_path, "id;lon;lat\n1;6.95;50.94\n")
    assert [(z.code, z.vorschlag) for z in erkenne(ohne).zweifel] == [("merkmal", "unbekannt")]
    assert lies_ganz(ohne, Leseangaben(lesart={"merkmal": "apotheke"}))[1].inhalt.dienst == ("apotheke",)
    assert (
        lies_ganz(ohne, Leseangaben(lesart={"merkmal": "amenity=pharmacy"}))[1].inhalt.merkmale[0]["amenity"]
        == "pharmacy"
    )
