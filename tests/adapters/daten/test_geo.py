"""Areas, places and paths out of the files offices really send, and what is said about those that cannot be read."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyogrio.raw import write

from tests.echtdaten import find_echtdaten
from tests.geodateien import (
    GRAD,
    NAMEN,
    QUADRATE,
    build_feature,
    build_punkt,
    build_quadrat,
    lies_echt,
    lies_ganz,
    list_codes,
    write_geojson,
    write_geopackage,
    write_pbf,
    write_shape,
)
from wegweiser.adapters.daten.leser import erkenne
from wegweiser.errors import DatenError
from wegweiser.model.daten import Leseangaben

FLAECHEN = [shapely.box(x0 + 2_000_000, y0, x1 + 2_000_000, y1) for x0, y0, x1, y1 in QUADRATE]
STADTTEILE = {"STT_NR": ["101", "102", "099"], "STT_NAME": list(NAMEN)}


# ── real files ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("datei", "anzahl", "ebene", "km2"),
    [
        ("Stadtbezirk", 9, "stadtbezirk", 405.0),
        ("Stadtteil", 86, "stadtteil", 405.0),
        ("Stadtviertel", 371, "stadtviertel", 187.9),  # woods and fields belong to none
    ],
)
def test_divisions_of_koeln(datei: str, anzahl: int, ebene: str, km2: float) -> None:
    erkennung, gelesen = lies_echt(find_echtdaten("koeln-stadtteile") / f"{datei}.shp")
    assert (erkennung.art, erkennung.zweifel, gelesen.verworfen) == ("raeume", (), 0)
    assert len(gelesen.inhalt) == anzahl
    assert {raum.ebene for raum in gelesen.inhalt} == {ebene}
    assert sum(raum.flaeche.area for raum in gelesen.inhalt) / 1e6 == pytest.approx(km2, abs=0.05)
    assert "lage-ostwert" in list_codes(gelesen)
    assert all(raum.flaeche.is_valid for raum in gelesen.inhalt)


def test_keys_of_koeln_are_text_and_names_have_their_umlauts() -> None:
    _, gelesen = lies_echt(find_echtdaten("koeln-stadtteile") / "Stadtteil.shp")
    namen = {raum.id: raum.name for raum in gelesen.inhalt}
    assert (namen["802"], namen["609"], namen["905"]) == ("Kalk", "Chorweiler", "Dellbrück")


@pytest.mark.parametrize(
    ("datei", "anzahl", "erster", "km2"),
    [
        ("muenster-statistische-bezirke/stadtbezirke-muenster.geojson", 6, ("8", "Münster-Südost", "stadtbezirk"), 303.6),
        ("muenster-statistische-bezirke/stadtteile-statistische-bezirke-muenster.geojson", 45, ("23", "Bahnhof", "bezirk"), 303.6),
        ("nrw-gemeindegrenzen/gemeinden_auswahl_nrw.geojson", 16, ("051110000000", "Düsseldorf", "stadt"), None),
    ],
)  # fmt: skip
def test_divisions_as_geojson(
    datei: str, anzahl: int, erster: tuple[str, str, str], km2: float | None
) -> None:
    _, gelesen = lies_echt(find_echtdaten(datei.split("/", maxsplit=1)[0]) / datei.split("/")[1])
    raum = gelesen.inhalt[0]
    assert (len(gelesen.inhalt), raum.id, raum.name, raum.ebene) == (anzahl, *erster)
    if km2:
        assert sum(r.flaeche.area for r in gelesen.inhalt) / 1e6 == pytest.approx(km2, rel=0.01)
    else:
        assert {r.id: r.flaeche.area / 1e6 for r in gelesen.inhalt}["059130000000"] == pytest.approx(
            278.25, abs=0.01
        )


def test_levels_of_duisburg_are_asked_for_and_one_can_be_taken() -> None:
    pfad = find_echtdaten("duisburg-ortsteile-osm") / "duisburg_gliederung.geojson"
    erkennung, alle = lies_ganz(pfad)
    assert [(z.code, z.moeglich) for z in erkennung.zweifel] == [
        ("gliederung", ("alle", "stadt", "stadtbezirk", "ortsteil"))
    ]
    assert (len(alle.inhalt), "raum-ebenen" in list_codes(alle)) == (35, True)
    assert {"Walsum", "Homberg-Ruhrort-Baerl", "Neudorf-Süd"} <= {raum.name for raum in alle.inhalt}
    _, bezirke = lies_ganz(pfad, Leseangaben(lesart={"gliederung": "stadtbezirk"}))
    assert (len(bezirke.inhalt), list_codes(bezirke)) == (7, set())


def test_forty_classes_of_koeln_take_their_tag_from_the_name_of_the_file() -> None:
    anzahlen = {}
    for pfad in sorted(find_echtdaten("koeln-osm-poi").glob("*.geojson")):
        erkennung, gelesen = lies_ganz(pfad)
        assert erkennung.art == "orte"
        klasse = pfad.stem.removeprefix("amenity_")
        assert {merkmale["amenity"] for merkmale in gelesen.inhalt.merkmale} == {klasse}
        anzahlen[klasse] = gelesen.zeilen
    assert len(anzahlen) == 40
    soll = {
        "pharmacy": 364,
        "bank": 347,
        "post_box": 888,
        "post_office": 113,
        "kindergarten": 246,
        "school": 228,
    }
    soll |= {
        "doctors": 108,
        "dentist": 56,
        "library": 68,
        "social_facility": 25,
        "nursing_home": 3,
        "youth_centre": 8,
    }
    assert {klasse: anzahlen[klasse] for klasse in soll} == soll


def test_playgrounds_keep_their_area_and_stand_for_a_point_on_it() -> None:
    erkennung, gelesen = lies_echt(find_echtdaten("koeln-stadtteile") / "spielplaetze.geojson")
    orte = gelesen.inhalt
    assert [z.code for z in erkennung.zweifel] == ["art", "merkmal"]
    assert (len(orte.id), orte.merkmale[0]["leisure"], orte.name[0]) == (
        664,
        "playground",
        "Prälat-Otto-Müller-Platz",
    )
    assert all(f.contains(p) for f, p in zip(orte.flaeche, shapely.points(orte.x, orte.y), strict=True))


def test_kiosks_without_a_name_have_none() -> None:
    erkennung, gelesen = lies_echt(find_echtdaten("nrw-kioske-osm") / "kioske-nrw.geojson")
    assert [(z.code, z.vorschlag) for z in erkennung.zweifel] == [("merkmal", "shop=kiosk")]
    assert gelesen.zeilen == len(gelesen.inhalt.id) == 2675
    assert "null" not in gelesen.inhalt.name


# ── constructed files ────────────────────────────────────────────────────────────────────────────


def test_shapefile_with_its_own_prj_and_umlauts_without_cpg(tmp_path: Path) -> None:
    _, gelesen = lies_ganz(write_shape(tmp_path / "Stadtteil.shp", FLAECHEN, STADTTEILE))
    assert [(r.id, r.name) for r in gelesen.inhalt] == list(zip(STADTTEILE["STT_NR"], NAMEN, strict=True))
    assert gelesen.inhalt[0].flaeche.area == pytest.approx(1e6, rel=0.002)


def test_shapefile_in_utf8_without_cpg(tmp_path: Path) -> None:
    _, gelesen = lies_ganz(write_shape(tmp_path / "Stadtteil.shp", FLAECHEN, STADTTEILE, kodierung="utf-8"))
    assert [r.name for r in gelesen.inhalt] == list(NAMEN)


def test_shapefile_as_archive_with_two_layers(tmp_path: Path) -> None:
    write_shape(tmp_path / "Stadtteil.shp", FLAECHEN, STADTTEILE)
    write_shape(tmp_path / "Andere.shp", FLAECHEN[:1], {"NR": ["7"], "NAME": ["Porz"]})
    with zipfile.ZipFile(tmp_path / "karte.zip", "w") as archiv:
        for teil in [*tmp_path.glob("Stadtteil.*"), *tmp_path.glob("Andere.*")]:
            archiv.write(teil, f"export/{teil.name}")
    erkennung = erkenne(tmp_path / "karte.zip")
    assert [(z.code, z.moeglich) for z in erkennung.zweifel] == [("ebene", ("Andere", "Stadtteil"))]
    _, gelesen = lies_ganz(tmp_path / "karte.zip", Leseangaben(lesart={"ebene": "Stadtteil"}))
    assert [r.name for r in gelesen.inhalt] == list(NAMEN)


@pytest.mark.parametrize("fehlt", [".dbf", ".shx"])
def test_missing_parts_of_a_shapefile_are_named(tmp_path: Path, fehlt: str) -> None:
    pfad = write_shape(tmp_path / "Stadtteil.shp", FLAECHEN, STADTTEILE)
    pfad.with_suffix(fehlt).unlink()
    with pytest.raises(DatenError, match=rf"Stadtteil\{fehlt}"):
        erkenne(pfad)


def test_a_part_alone_names_the_file_that_is_meant(tmp_path: Path) -> None:
    write_shape(tmp_path / "Stadtteil.shp", FLAECHEN, STADTTEILE)
    with pytest.raises(DatenError) as fehler:
        erkenne(tmp_path / "Stadtteil.dbf")
    assert "Stadtteil.shp" in fehler.value.hinweis


def test_without_prj_the_system_is_asked_for(tmp_path: Path) -> None:
    utm = [shapely.box(*rahmen) for rahmen in QUADRATE]
    pfad = write_shape(tmp_path / "Stadtteil.shp", utm, STADTTEILE, prj=None)
    erkennung = erkenne(pfad)
    assert [(z.code, z.moeglich, z.vorschlag) for z in erkennung.zweifel] == [
        ("lagebezug", ("EPSG:25832", "EPSG:25833"), "EPSG:25832")
    ]
    _, gelesen = lies_ganz(pfad, Leseangaben(lesart={"lagebezug": "EPSG:25832"}))
    assert gelesen.inhalt[0].flaeche.centroid.x == pytest.approx(4_107_000, abs=2_000)
    with pytest.raises(DatenError, match="außerhalb Deutschlands"):
        lies_ganz(
            write_shape(pfad, FLAECHEN, STADTTEILE, prj=None), Leseangaben(lesart={"lagebezug": "EPSG:3857"})
        )


def test_layers_of_a_geopackage_are_asked_for(tmp_path: Path) -> None:
    utm = [shapely.box(*rahmen) for rahmen in QUADRATE]
    pfad = write_geopackage(tmp_path / "stadt.gpkg", utm, STADTTEILE, "stadtteile")
    write_geopackage(pfad, [shapely.Point(356_500, 5_645_500)], {"name": ["Kita Sonnenschein"]}, "kitas")
    erkennung = erkenne(pfad)
    assert [(z.code, z.moeglich) for z in erkennung.zweifel] == [("ebene", ("stadtteile", "kitas"))]
    assert erkenne(pfad, Leseangaben(lesart={"ebene": "kitas"})).art == "orte"
    _, gelesen = lies_ganz(pfad, Leseangaben(lesart={"ebene": "stadtteile"}))
    assert [r.id for r in gelesen.inhalt] == ["101", "102", "099"]


def test_the_layer_with_a_map_is_taken_although_a_table_stands_first(tmp_path: Path) -> None:
    pfad = tmp_path / "stadt.gpkg"
    write(
        pfad,
        geometry=None,
        field_data=[np.array(["a"], object)],
        fields=np.array(["x"], object),
        driver="GPKG",
        layer="tabelle",
    )
    write_geopackage(pfad, [shapely.box(*rahmen) for rahmen in QUADRATE], STADTTEILE, "stadtteile")
    erkennung, gelesen = lies_ganz(pfad)
    assert (erkennung.zweifel, erkennung.lesart["ebene"], len(gelesen.inhalt)) == ((), "stadtteile", 3)


def test_geojson_in_metres_without_saying_so_is_asked_for(tmp_path: Path) -> None:
    features = [build_feature(build_quadrat(*r), nr=str(nr), name=NAMEN[nr]) for nr, r in enumerate(QUADRATE)]
    pfad = write_geojson(tmp_path / "a.geojson", features)
    assert [(z.code, z.moeglich) for z in erkenne(pfad).zweifel] == [
        ("lage-ausserhalb", ("EPSG:25832", "EPSG:25833"))
    ]
    _, gelesen = lies_ganz(pfad, Leseangaben(lesart={"lagebezug": "EPSG:25832"}))
    assert gelesen.inhalt[0].flaeche.area == pytest.approx(1e6, rel=0.002)


def test_a_path_in_an_archive_leads_nowhere_else(tmp_path: Path) -> None:
    write_shape(tmp_path / "Stadtteil.shp", FLAECHEN, STADTTEILE)
    ordner = tmp_path / "ordner"
    ordner.mkdir()
    with zipfile.ZipFile(ordner / "karte.zip", "w") as archiv:
        for teil in tmp_path.glob("Stadtteil.*"):
            archiv.write(teil, f"../../{teil.name}")
    _, gelesen = lies_ganz(ordner / "karte.zip")
    assert len(gelesen.inhalt) == 3
    assert [p.name for p in ordner.iterdir()] == ["karte.zip"]


def test_number_and_name_in_one_column(tmp_path: Path) -> None:
    features = [
        build_feature(build_quadrat(*r), OBJECTID=nr, BEZIRK=f"{23 + nr} {name}")
        for nr, (r, name) in enumerate(zip(GRAD, NAMEN, strict=True))
    ]
    _, gelesen = lies_ganz(write_geojson(tmp_path / "bezirke.geojson", features))
    assert [(r.id, r.name) for r in gelesen.inhalt] == [("23", NAMEN[0]), ("24", NAMEN[1]), ("25", NAMEN[2])]


def test_old_crs_member_is_heeded_and_told(tmp_path: Path) -> None:
    features = [
        build_feature(build_quadrat(*r), nr=str(nr), name=name)
        for nr, (r, name) in enumerate(zip(QUADRATE, NAMEN, strict=True))
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    erkennung, gelesen = lies_ganz(write_geojson(tmp_path / "a.geojson", features, crs=crs))
    assert erkennung.lesart["lagebezug"] == "EPSG:25832"
    assert gelesen.inhalt[0].flaeche.area == pytest.approx(1e6, rel=0.002)


def test_swapped_coordinates_are_turned_round(tmp_path: Path) -> None:
    features = [
        build_feature(build_punkt(50.9 + nr / 100, 6.9), shop="bakery", name=f"Bäcker {nr}")
        for nr in range(3)
    ]
    erkennung, gelesen = lies_ganz(write_geojson(tmp_path / "a.geojson", features))
    assert erkennung.lesart["achsen"] == "vertauscht"
    assert np.all((gelesen.inhalt.x > 4_090_000) & (gelesen.inhalt.x < 4_120_000))


def test_crossing_boundaries_are_repaired_and_counted(tmp_path: Path) -> None:
    achter = {
        "type": "Polygon",
        "coordinates": [[[6.9, 50.9], [6.91, 50.91], [6.91, 50.9], [6.9, 50.91], [6.9, 50.9]]],
    }
    features = [
        build_feature(achter, nr="1", name="Acht"),
        build_feature(build_quadrat(*GRAD[1]), nr="2", name="Rest"),
        build_feature(None, nr="3", name="Nichts"),
    ]
    _, gelesen = lies_ganz(write_geojson(tmp_path / "a.geojson", features))
    assert {"raum-repariert", "form-fehlt"} <= list_codes(gelesen)
    assert all(r.flaeche.is_valid and r.flaeche.area > 0 for r in gelesen.inhalt)


def test_parts_of_one_area_are_joined(tmp_path: Path) -> None:
    features = [build_feature(build_quadrat(*r), STT_NR="101", STT_NAME="Insel") for r in GRAD[:2]]
    features.append(build_feature(build_quadrat(*GRAD[2]), STT_NR="102", STT_NAME="Ufer"))
    _, gelesen = lies_ganz(write_geojson(tmp_path / "a.geojson", features))
    assert [r.id for r in gelesen.inhalt] == ["101", "102"]
    assert "raum-mehrteilig" in list_codes(gelesen)


@pytest.mark.parametrize("als_linie", [False, True])
def test_a_boundary_somebody_drew_is_an_area(tmp_path: Path, *, als_linie: bool) -> None:
    """Without any attribute, as geojson.io writes it; as an area or as a line that closes."""
    form = build_quadrat(*GRAD[0])
    if als_linie:
        form = {"type": "LineString", "coordinates": form["coordinates"][0]}
    erkennung, gelesen = lies_ganz(write_geojson(tmp_path / "mein-quartier.geojson", [build_feature(form)]))
    assert (erkennung.art, erkennung.zweifel, gelesen.inhalt[0].name) == ("raeume", (), "mein-quartier")
    assert gelesen.inhalt[0].flaeche.area == pytest.approx(701.8 * 1113, rel=0.01)
    assert list_codes(gelesen) == ({"raum-aus-linie"} if als_linie else set())


def test_empty_rooms_as_a_map_are_a_kataster(tmp_path: Path) -> None:
    features = [
        build_feature(build_punkt(6.95, 50.94), Kennung="L1", Art="Ladenlokal", Fläche=85, leer_seit="2024", Eigentümer="Erika Muster"),
        build_feature(build_punkt(6.96, 50.95), Kennung="L2", Art="Büro", Fläche=120, leer_seit="2023", Eigentümer="Max Muster"),
    ]  # fmt: skip
    erkennung, gelesen = lies_ganz(write_geojson(tmp_path / "leerstandskataster.geojson", features))
    assert (erkennung.art, erkennung.spalten["flaeche-m2"]) == ("leerstand", "Fläche")
    raum = gelesen.inhalt[0]
    assert (raum.id, raum.flaeche_m2, raum.x) == ("L1", 85, pytest.approx(4_106_700, abs=500))
    assert "Muster" not in repr(gelesen.inhalt)
    assert "Muster" not in repr(erkennung)


def test_brownfields_as_a_shapefile_keep_titles_that_were_cut_and_are_measured(tmp_path: Path) -> None:
    kleine = [form.centroid.buffer(50) for form in FLAECHEN]
    spalten: dict[str, list[object]] = {
        "ID": ["B1", "B2", "B3"],
        "VORNUTZUNG": ["Zeche", "Bahn", "Bad"],
        "ALTLAST_HI": ["ja", "nein", None],
        "EIGENTUEME": ["Erika Muster", "Max Muster", "Stadt"],
    }
    erkennung, gelesen = lies_ganz(write_shape(tmp_path / "Brachen.shp", kleine, spalten))
    assert (erkennung.art, erkennung.spalten["altlast-hinweis"]) == ("brache", "ALTLAST_HI")
    brache = gelesen.inhalt[0]
    assert (brache.id, brache.altlast_hinweis) == ("B1", True)
    assert float(brache.flaeche_m2) == pytest.approx(7_850, rel=0.01)
    assert "Muster" not in repr(gelesen) + repr(erkennung)


def test_offers_as_a_map_say_what_an_office_knows(tmp_path: Path) -> None:
    features = [
        build_feature(
            build_punkt(6.95 + nr / 100, 50.94), Bezeichnung=f"Treff {nr}", Dienst="nachbarschaftstreff", Plätze=20 + nr,
            barrierefrei="ja", Öffnungszeiten="Mo-Fr 9-12 Uhr", Ansprechpartnerin=f"Erika Muster {nr}",
        )
        for nr in range(3)
    ]  # fmt: skip
    erkennung, gelesen = lies_ganz(write_geojson(tmp_path / "angebote.geojson", features))
    orte = gelesen.inhalt
    assert (erkennung.art, erkennung.zweifel, orte.dienst[0]) == ("orte", (), "nachbarschaftstreff")
    assert (orte.name[0], orte.kapazitaet.tolist(), orte.merkmale[0]["wheelchair"]) == (
        "Treff 0",
        [20, 21, 22],
        "yes",
    )
    assert "Muster" not in repr(orte) + repr(erkennung)


def test_what_a_map_cannot_be_is_not_claimed(tmp_path: Path) -> None:
    pfad = write_geojson(tmp_path / "a.geojson", [build_feature(build_punkt(6.95, 50.94), shop="kiosk")])
    with pytest.raises(DatenError):
        erkenne(pfad, Leseangaben(art="zellen"))
    with pytest.raises(DatenError, match="keine Flächen"):
        erkenne(pfad, Leseangaben(art="raeume"))


# ── damaged files ────────────────────────────────────────────────────────────────────────────────


def _geojson_text(tmp_path: Path) -> str:
    features = [
        build_feature(build_punkt(6.9, 50.9 + nr / 1000), name=f"Müller {nr}", shop="bakery")
        for nr in range(50)
    ]
    return write_geojson(tmp_path / "ganz.geojson", features).read_text(encoding="utf-8")


@pytest.mark.parametrize("teil", [0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_says_where_it_ends(tmp_path: Path, teil: float) -> None:
    text = _geojson_text(tmp_path)
    pfad = tmp_path / "halb.geojson"
    pfad.write_text(text[: int(len(text) * teil)], encoding="utf-8")
    with pytest.raises(DatenError, match=r"unvollständig: Sie endet in Zeile 1 mitten im Objekt \d+"):
        erkenne(pfad)


@pytest.mark.parametrize(
    ("inhalt", "satz"),
    [
        (b"", "ist leer"),
        (b"   \n", "ist leer"),
        (b"<html><body>404 Not Found</body></html>", "nicht, was die Endung sagt"),
        (b'{"type": "FeatureCollection", "features": []}', "enthält keine Objekte"),
        (b'{"type": "Topology", "objects": {}, "arcs": []}', "TopoJSON, aber kein GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [{"a" 1}]}', "Objekt 1 ist kein g"),
        (
            b'{"type": "FeatureCollection", "features": [' + b"[" * 100_000 + b"]" * 100_000 + b"]}",
            "zu tief verschachtelt",
        ),
        (b'{"type": "FeatureCollection", "features": [1, 2, "x"]}', "Keines der Objekte"),
    ],
)
def test_what_is_no_geojson_gets_one_sentence(tmp_path: Path, inhalt: bytes, satz: str) -> None:
    pfad = tmp_path / "a.geojson"
    pfad.write_bytes(inhalt)
    with pytest.raises(DatenError, match=satz):
        lies_ganz(pfad)


@pytest.mark.parametrize("kodierung", ["cp1252", "utf-16", "utf-8-sig"])
def test_geojson_in_another_encoding_keeps_its_umlauts(tmp_path: Path, kodierung: str) -> None:
    pfad = tmp_path / "a.geojson"
    pfad.write_bytes(_geojson_text(tmp_path).encode(kodierung))
    erkennung, gelesen = lies_ganz(pfad)
    assert (erkennung.lesart["kodierung"], gelesen.inhalt.name[0]) == (kodierung, "Müller 0")


def test_a_gigabyte_in_one_line_is_refused_without_reading_it(tmp_path: Path) -> None:
    pfad = tmp_path / "a.geojson"
    with pfad.open("wb") as datei:
        datei.write(b'{"type": "FeatureCollection", "features": [')
        datei.truncate(200_000_000)
    with pytest.raises(DatenError):
        erkenne(pfad)


@pytest.mark.parametrize("endung", [".shp", ".gpkg", ".osm.pbf", ".zip"])
def test_damaged_binary_files_get_one_sentence(tmp_path: Path, endung: str) -> None:
    write_shape(tmp_path / "a.shp", FLAECHEN, STADTTEILE)
    write_geopackage(tmp_path / "a.gpkg", FLAECHEN, STADTTEILE, "a", crs="EPSG:25832")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archiv:
        for teil in [*tmp_path.glob("a.s*"), *tmp_path.glob("a.d*")]:
            archiv.write(teil, teil.name)
    write_pbf(
        tmp_path / "a.osm.pbf",
        {1: (6.95, 50.94), 2: (6.96, 50.94)},
        {3: ([1, 2], {"highway": "path", "name": "x" * 200})},
    )
    pfad = tmp_path / f"a{endung}"
    roh = pfad.read_bytes()
    for anfang in (roh[: len(roh) // 2], b"Fehler 404", b"\x00" * 100 + b"x", roh[:110]):
        pfad.write_bytes(anfang)
        with pytest.raises(DatenError):
            lies_ganz(pfad)
