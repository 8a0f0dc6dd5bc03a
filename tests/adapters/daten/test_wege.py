"""Paths for walking: who may go where, where ways meet, which pieces lie apart."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from tests.echtdaten import find_echtdaten
from tests.geodateien import build_feature, lies_echt, lies_ganz, write_geojson, write_pbf
from wegweiser.adapters.daten.geoinhalt import load_vektor
from wegweiser.adapters.daten.leser import erkenne
from wegweiser.adapters.daten.wege import build_netz, build_wege, find_teilnetze, is_begehbar
from wegweiser.errors import DatenError


def test_paths_of_heidelberg() -> None:
    pfad = find_echtdaten("heidelberg-osm-wege") / "heidelberg_wege.osm.pbf"
    erkennung = erkenne(pfad)
    vektor, zweifel = load_vektor(pfad, erkennung.format, erkennung.lesart)
    linien = vektor.list_werte("highway")
    assert (erkennung.art, erkennung.format, zweifel, len(linien)) == ("wege", "osm-pbf", None, 29_159)
    assert (linien.count("footway"), linien.count("steps")) == (4_774, 1_546)
    wege = build_netz(pfad, vektor).inhalt
    assert (find_teilnetze(wege) == 0).mean() > 0.95
    assert wege.treppe.sum() >= 1_500
    assert wege.laenge.min() > 0


def test_street_axes_of_koeln_meet_at_their_ends() -> None:
    erkennung, gelesen = lies_echt(find_echtdaten("koeln-stadtteile") / "Strassenabschnitt.shp")
    wege = gelesen.inhalt
    assert (erkennung.art, gelesen.zeilen) == ("wege", 15_846)
    assert (len(wege.x), len(wege.von), int((find_teilnetze(wege) == 0).sum())) == (11_145, 15_759, 11_119)
    assert [f.code for f in gelesen.funde] == ["lage-ostwert", "wege-inseln"]


def test_the_extract_of_a_whole_land_is_refused_at_once(tmp_path: Path) -> None:
    pfad = write_pbf(tmp_path / "land.osm.pbf", {1: (6.95, 50.94)}, {})
    with pfad.open("ab") as datei:
        datei.truncate(400_000_000)
    with pytest.raises(DatenError, match="größer als 300 MB"):
        erkenne(pfad)


def test_an_extract_of_openstreetmap_becomes_a_network(tmp_path: Path) -> None:
    """A footway with steps branching off in its middle, a motorway, and a private drive that is open on foot."""
    knoten = {nr: (6.95 + 0.001 * nr, 50.94) for nr in range(1, 5)} | {
        9: (6.952, 50.941),
        10: (6.953, 50.942),
    }
    wege: dict[int, tuple[list[int], dict[str, str]]] = {
        101: ([1, 2, 3], {"highway": "footway", "name": "Gäßchen"}),
        102: ([2, 9], {"highway": "steps"}),
        103: ([3, 4], {"highway": "motorway"}),
        104: ([9, 10], {"highway": "service", "access": "private", "foot": "yes"}),
        105: ([1, 10], {"barrier": "fence"}),
    }
    erkennung, gelesen = lies_ganz(write_pbf(tmp_path / "ort.osm.pbf", knoten, wege))
    netz = gelesen.inhalt
    assert (erkennung.art, erkennung.format, gelesen.zeilen, gelesen.verworfen) == ("wege", "osm-pbf", 5, 2)
    assert (len(netz.x), len(netz.von), netz.treppe.sum()) == (5, 4, 1)
    assert netz.laenge[netz.treppe] == pytest.approx([111.3], abs=0.3)
    assert [(f.code, f.anzahl) for f in gelesen.funde] == [("wege-nicht-begehbar", 2)]


def test_one_walks_across_a_square(tmp_path: Path) -> None:
    """A market square is an area; two lanes end on opposite sides of it."""
    knoten = {
        1: (6.95, 50.94),
        2: (6.951, 50.94),
        3: (6.951, 50.941),
        4: (6.95, 50.941),
        5: (6.949, 50.94),
        6: (6.952, 50.941),
    }
    wege: dict[int, tuple[list[int], dict[str, str]]] = {
        10: ([1, 2, 3, 4, 1], {"highway": "pedestrian", "area": "yes"}),
        11: ([5, 1], {"highway": "footway"}),
        12: ([3, 6], {"highway": "footway"}),
    }
    netz = lies_ganz(write_pbf(tmp_path / "markt.osm.pbf", knoten, wege))[1].inhalt
    assert (len(netz.von), find_teilnetze(netz).max()) == (3, 0)  # both ways round the square are one edge


@pytest.mark.parametrize(
    ("tags", "erlaubt"),
    [
        ({"highway": "footway"}, True),
        ({"highway": "motorway"}, False),
        ({"highway": "trunk_link"}, False),
        ({"highway": "construction"}, False),
        ({}, False),
        ({"highway": "path", "other_tags": '"foot"=>"no"'}, False),
        ({"highway": "service", "other_tags": '"access"=>"private"'}, False),
        ({"highway": "service", "other_tags": '"access"=>"private","foot"=>"yes"'}, True),
        ({"highway": "service", "other_tags": '"access"=>"no","foot"=>"designated"'}, True),
        ({"highway": "service", "access": "no"}, False),
        ({"highway": "residential", "other_tags": '"access"=>"destination"'}, True),
        ({"highway": "path", "other_tags": '"note"=>"foot \\"no\\"","surface"=>"gravel"'}, True),
    ],
)
def test_where_one_may_walk(tags: dict[str, str], *, erlaubt: bool) -> None:
    assert is_begehbar(tags) == erlaubt


def test_ways_meet_at_shared_corners_and_keep_their_length() -> None:
    linien: Any = np.array(
        [
            shapely.LineString([(0, 0), (100, 0), (200, 0)]),
            shapely.LineString([(100, 0), (100, 50), (130, 90)]),  # branches off in the middle
            shapely.LineString([(200, 0), (100, 0)]),  # the same again
            shapely.LineString([(200, 0), (250, 50), (200, 0)]),  # a loop leads nowhere
            shapely.LineString([(500, 500), (600, 500)]),
        ],
        object,
    )
    wege = build_wege(linien, [False, True, False, False, False])
    kanten = sorted(zip(wege.laenge.tolist(), wege.treppe.tolist(), strict=True))
    assert kanten == [(100, False), (100, False), (100, False), (100, True)]
    assert sorted(np.bincount(find_teilnetze(wege)).tolist()) == [2, 4]


def test_two_bridges_do_not_meet_in_files_without_tags() -> None:
    linien: Any = np.array(
        [
            shapely.LineString([(0, 0), (50, 50), (100, 100)]),
            shapely.LineString([(0, 100), (50, 50), (100, 0)]),
        ],
        object,
    )
    assert len(build_wege(linien, [False, False], nur_enden=True).von) == 2
    assert len(build_wege(linien, [False, False]).von) == 4


def test_a_file_of_lines_without_a_path_is_refused(tmp_path: Path) -> None:
    linie = {"type": "LineString", "coordinates": [[6.9, 50.9], [6.91, 50.91]]}
    pfad = write_geojson(tmp_path / "a.geojson", [build_feature(linie, highway="motorway")])
    with pytest.raises(DatenError, match="auf denen man gehen kann"):
        lies_ganz(pfad)
