"""What OpenStreetMap says about places: every object once, what is gone is no offer, empty shops are hints."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from tests.echtdaten import find_echtdaten
from tests.geodateien import (
    build_feature,
    build_punkt,
    build_quadrat,
    lies_echt,
    lies_ganz,
    list_codes,
    write_geojson,
)
from wegweiser.adapters.daten.leser import erkenne
from wegweiser.adapters.daten.osm import is_leerstandshinweis, is_vorbei, parse_kapazitaet
from wegweiser.errors import DatenError

KOPF = {
    "version": 0.6,
    "generator": "Overpass API 0.7.62",
    "osm3s": {"timestamp_osm_base": "2026-11-01T00:00:00Z"},
}
LON, LAT = 6.95, 50.94
GRAD_JE_METER = 1 / 111_300


def _write(tmp_path: Path, *elemente: dict[str, Any], **weitere: object) -> Path:
    pfad = tmp_path / "antwort.json"
    pfad.write_text(
        json.dumps({**KOPF, **weitere, "elements": elemente}, ensure_ascii=False), encoding="utf-8"
    )
    return pfad


def _node(nummer: int, nord: float = 0, **tags: str) -> dict[str, Any]:
    """A node so many metres to the north."""
    knoten = {"type": "node", "id": nummer, "lat": LAT + nord * GRAD_JE_METER, "lon": LON}
    return {**knoten, "tags": tags} if tags else knoten


def _way(nummer: int, nord: float = 0, **tags: str) -> dict[str, Any]:
    return {
        "type": "way",
        "id": nummer,
        "center": {"lat": LAT + nord * GRAD_JE_METER, "lon": LON},
        "tags": tags,
    }


def test_all_markets_of_the_real_answer() -> None:
    erkennung, gelesen = lies_echt(find_echtdaten("nrw-lidl-overpass") / "lidl_nrw_umgebung_overpass.json")
    orte = gelesen.inhalt
    assert (erkennung.art, erkennung.format, erkennung.zweifel, gelesen.zeilen) == (
        "orte",
        "overpass",
        (),
        863,
    )
    assert len(orte.id) == 862  # one market stands there as a point and as a building
    assert (sum(i.startswith("node/") for i in orte.id), sum(i.startswith("way/") for i in orte.id)) == (
        235,
        627,
    )
    assert orte.merkmale[0]["opening_hours"] == "Mo-Sa 07:00-21:00"
    assert erkennung.probe[0] == (
        "node/27432412",
        "Lidl",
        "shop=supermarket, opening_hours=Mo-Sa 07:00-21:00, wheelchair=yes",
    )
    assert erkennung.lesart["stand"] == "2024-01-21"


def test_a_point_and_a_building_of_one_shop_are_one_place(tmp_path: Path) -> None:
    pfad = _write(
        tmp_path,
        _node(1, 0, shop="bakery", name="Bäckerei Weiß", wheelchair="yes"),
        _way(2, 30, shop="bakery", name="bäckerei weiß", opening_hours="Mo-Fr 06:00-18:00"),
        _node(3, 0, shop="bakery", name="Andere"),
        _node(4, 100, shop="bakery", name="Bäckerei Weiß"),  # a branch, too far away
        _node(5, 30, amenity="cafe", name="Bäckerei Weiß"),  # another kind
        _node(6, 5, shop="bakery"),  # without a name nobody knows
    )
    _, gelesen = lies_ganz(pfad)
    orte = gelesen.inhalt
    assert orte.id == ("way/2", "node/3", "node/4", "node/5", "node/6")
    assert dict(orte.merkmale[0]) == {
        "shop": "bakery", "name": "bäckerei weiß", "wheelchair": "yes", "opening_hours": "Mo-Fr 06:00-18:00",
    }  # fmt: skip
    assert [(f.code, f.anzahl) for f in gelesen.funde] == [("osm-doppelt", 1)]


@pytest.mark.parametrize(
    ("text", "zahl"),
    [
        ("45", 45),
        ("12.0", 12),
        ("12,00", 12),
        ("1.250", 1250),
        ("12.5", None),
        ("ca. 20", None),
        ("", None),
        ("20-30", None),
        ("٣", None),
    ],
)
def test_capacities_are_whole_or_unknown(text: str, zahl: int | None) -> None:
    assert parse_kapazitaet(text) == pytest.approx(np.nan if zahl is None else zahl, nan_ok=True)


def test_two_stops_of_one_name_stay_two(tmp_path: Path) -> None:
    _, gelesen = lies_ganz(
        _write(
            tmp_path,
            _node(1, 0, highway="bus_stop", name="Markt"),
            _node(2, 20, highway="bus_stop", name="Markt"),
        )
    )
    assert len(gelesen.inhalt.id) == 2


@pytest.mark.parametrize(
    ("tags", "vorbei", "leerstand"),
    [
        ({"shop": "bakery"}, False, False),
        ({"disused:shop": "bakery"}, True, True),
        ({"disused:shop": "bakery", "building": "yes"}, True, True),
        ({"shop": "vacant"}, True, True),
        ({"was:amenity": "bank", "shop": "bakery"}, False, False),  # a bakery in a former bank
        ({"abandoned:amenity": "school"}, True, False),
        ({"construction:shop": "supermarket"}, True, False),
        ({"shop": "bakery", "disused": "yes"}, True, True),
        ({"amenity": "cafe", "abandoned": "yes"}, True, False),
        ({"shop": "no", "was:shop": "kiosk"}, True, True),
    ],
)
def test_what_is_gone_is_no_offer(
    tmp_path: Path, tags: dict[str, str], *, vorbei: bool, leerstand: bool
) -> None:
    _, gelesen = lies_ganz(_write(tmp_path, _node(1, 0, **tags), _node(2, 500, shop="kiosk")))
    merkmale = gelesen.inhalt.merkmale[0]
    assert (is_vorbei(merkmale), is_leerstandshinweis(merkmale)) == (vorbei, leerstand)
    assert ("osm-vorbei" in list_codes(gelesen), "osm-leerstand" in list_codes(gelesen)) == (
        vorbei,
        leerstand,
    )
    if vorbei:
        assert merkmale.get("shop") in {None, "vacant", "no"}
        assert "amenity" not in merkmale


def test_geometries_and_nodes_of_ways_and_relations(tmp_path: Path) -> None:
    ring = [
        {"lat": LAT + dy, "lon": LON + dx}
        for dx, dy in ((0, 0), (0.001, 0), (0.001, 0.001), (0, 0.001), (0, 0))
    ]
    knoten = [{"type": "node", "id": 10 + nr, **punkt} for nr, punkt in enumerate(ring[:4])]
    pfad = _write(
        tmp_path,
        {"type": "way", "id": 1, "geometry": ring, "tags": {"leisure": "park", "name": "A"}},
        {"type": "way", "id": 2, "nodes": [10, 11, 12, 13, 10], "tags": {"leisure": "park", "name": "B"}},
        {
            "type": "relation",
            "id": 3,
            "members": [
                {"type": "way", "ref": 8, "role": "outer", "geometry": ring[:3]},
                {"type": "way", "ref": 9, "role": "outer", "geometry": ring[2:]},
            ],
            "tags": {"leisure": "park", "name": "C"},
        },
        {"type": "relation", "id": 4, "members": [], "tags": {"leisure": "park", "name": "ohne Lage"}},
        {"type": "way", "id": 1, "geometry": ring, "tags": {"leisure": "park", "name": "A"}},
        *knoten,
    )
    _, gelesen = lies_ganz(pfad)
    orte = gelesen.inhalt
    assert orte.id == ("way/1", "way/2", "relation/3")
    for flaeche, x, y in zip(orte.flaeche, orte.x, orte.y, strict=True):
        assert flaeche is not None
        assert flaeche.area == pytest.approx(70.2 * 111.3, rel=0.01)
        assert flaeche.contains(shapely.Point(x, y))
    assert [(f.code, f.anzahl, f.stelle) for f in gelesen.funde] == [("osm-ohne-lage", 1, "relation/4")]


def test_relations_out_of_ways_without_tags_and_with_a_hole(tmp_path: Path) -> None:
    """As `out body; >; out skel` answers: relation, then its ways, then their nodes."""

    def ecken(start: int, weite: float) -> list[dict[str, Any]]:
        richtung = ((-1, -1), (1, -1), (1, 1), (-1, 1))
        return [
            {"type": "node", "id": start + n, "lon": LON + a * weite, "lat": LAT + b * weite}
            for n, (a, b) in enumerate(richtung)
        ]

    pfad = _write(
        tmp_path,
        {
            "type": "relation", "id": 1, "tags": {"leisure": "park", "name": "Ring"},
            "members": [{"type": "way", "ref": 5, "role": "outer"}, {"type": "way", "ref": 6, "role": "outer"}, {"type": "way", "ref": 7, "role": "inner"}],
        },
        {"type": "way", "id": 5, "nodes": [10, 11, 12]},
        {"type": "way", "id": 6, "nodes": [12, 13, 10]},
        {"type": "way", "id": 7, "nodes": [20, 21, 22, 23, 20]},
        *ecken(10, 0.002), *ecken(20, 0.001),
        {"type": "way", "id": 8, "bounds": {"minlat": LAT, "minlon": LON, "maxlat": LAT + 0.002, "maxlon": LON}, "tags": {"shop": "mall"}},
        {"type": "node", "id": 99, "lat": 10**400, "lon": 1e300, "tags": {"shop": "kiosk"}},
    )  # fmt: skip
    _, gelesen = lies_ganz(pfad)
    orte = gelesen.inhalt
    assert (orte.id, [f.stelle for f in gelesen.funde]) == (("relation/1", "way/8"), ["node/99"])
    assert orte.flaeche[0] is not None
    assert orte.flaeche[0].area == pytest.approx((4 - 1) * (2 * 70.2) * (2 * 111.3), rel=0.01)


def test_export_of_overpass_turbo(tmp_path: Path) -> None:
    features = [
        build_feature(build_punkt(LON, LAT), "node/1", **{"@id": "node/1", "amenity": "pharmacy", "name": "Adler"}),
        build_feature(build_quadrat(LON, LAT, LON + 1e-4, LAT + 1e-4), "way/2", **{"@id": "way/2", "amenity": "pharmacy", "name": "Adler", "@geometry": "center"}),
        build_feature(build_punkt(LON, LAT + 0.01), "node/3", **{"@id": "node/3", "disused:shop": "kiosk"}),
    ]  # fmt: skip
    erkennung, gelesen = lies_ganz(write_geojson(tmp_path / "export.geojson", features))
    assert (erkennung.art, erkennung.zweifel) == ("orte", ())
    assert gelesen.inhalt.id == ("way/2", "node/3")
    assert list_codes(gelesen) == {"osm-doppelt", "osm-vorbei", "osm-leerstand"}
    assert "@geometry" not in gelesen.inhalt.merkmale[0]


def test_what_the_interface_says_instead_of_an_answer(tmp_path: Path) -> None:
    with pytest.raises(DatenError, match="runtime error: Query timed out"):
        erkenne(_write(tmp_path, remark="runtime error: Query timed out"))
    _, gelesen = lies_ganz(_write(tmp_path, _node(1, shop="kiosk"), remark="runtime error: out of memory"))
    assert "overpass-bemerkung" in list_codes(gelesen)


@pytest.mark.parametrize(
    "element",
    [
        {},
        {"type": "node"},
        {"type": "node", "id": "1", "lat": "a"},
        {"type": "way", "id": 1, "center": 3, "tags": []},
    ],
)
def test_elements_that_are_none_are_passed_over(tmp_path: Path, element: dict[str, Any]) -> None:
    _, gelesen = lies_ganz(_write(tmp_path, element, _node(1, shop="kiosk")))
    assert gelesen.inhalt.id == ("node/1",)
