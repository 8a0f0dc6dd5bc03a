"""Files that were damaged on the way, whatever happened to them: read, or refused with a sentence; never a traceback."""

import json
import random
import zipfile
from pathlib import Path

import pytest
import shapely

from tests.conftest import ABNAHME
from tests.geodateien import (
    GRAD,
    NAMEN,
    QUADRATE,
    build_feature,
    build_punkt,
    build_quadrat,
    lies_ganz,
    write_geojson,
    write_geopackage,
    write_pbf,
    write_shape,
)
from wegweiser.errors import DatenError

VERSUCHE = 60 if ABNAHME else 2  # per file
STUECKE = (
    b"null", b"1e999", b"NaN", b"[]", b"{}", b'""', b"-", b"[[", b"\xff", b"\x00", b'"', b"1" * 5000, b"Point", b"true",
    b'"coordinates"', b",", b"MultiPolygon", b'"x":', "ß".encode(), b"\xc3",
)  # fmt: skip
NAMEN_DER_TEILE = (
    "a.shp",
    "a.shx",
    "a.dbf",
    "a.prj",
    "b.gpkg",
    "c.geojson",
    "d.geojson",
    "e.json",
    "f.csv",
    "g.zip",
    "h.osm.pbf",
)


@pytest.fixture(scope="module")
def heile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One small file of each format."""
    ordner = tmp_path_factory.mktemp("heil")
    spalten = {"STT_NR": ["1", "2", "3"], "STT_NAME": list(NAMEN)}
    utm = [shapely.box(*rahmen) for rahmen in QUADRATE]
    write_shape(
        ordner / "a.shp", [shapely.box(x + 2e6, y, x2 + 2e6, y2) for x, y, x2, y2 in QUADRATE], spalten
    )
    write_geopackage(ordner / "b.gpkg", utm, spalten, "stadtteile")
    write_geojson(
        ordner / "c.geojson",
        [build_feature(build_quadrat(*r), nr=str(n), name=NAMEN[n]) for n, r in enumerate(GRAD)],
    )
    write_geojson(
        ordner / "d.geojson",
        [build_feature(build_punkt(6.9 + n / 100, 50.9), f"node/{n}", amenity="pharmacy") for n in range(9)],
    )
    ecken = [{"lat": 50.9 + a, "lon": 6.9 + b} for a, b in ((0, 0), (0.01, 0), (0.01, 0.01), (0, 0))]
    elemente = [
        {"type": "node", "id": n, "lat": 50.9, "lon": 6.9, "tags": {"shop": "kiosk", "name": "x"}}
        for n in range(5)
    ]
    elemente += [
        {"type": "way", "id": 7, "nodes": [1, 2, 3, 1], "geometry": ecken, "tags": {"leisure": "park"}}
    ]
    (ordner / "e.json").write_text(json.dumps({"generator": "O", "osm3s": {}, "elements": elemente}))
    (ordner / "f.csv").write_text(
        "id;name;lon;lat\n" + "".join(f"{n};n{n};6,9{n};50,9{n}\n" for n in range(9))
    )
    with zipfile.ZipFile(ordner / "g.zip", "w") as archiv:
        for teil in ordner.glob("a.*"):
            archiv.write(teil, teil.name)
    write_pbf(
        ordner / "h.osm.pbf",
        {n: (6.9 + n / 100, 50.9) for n in range(1, 5)},
        {9: ([1, 2, 3], {"highway": "path"})},
    )
    return {pfad.name: pfad.read_bytes() for pfad in ordner.iterdir()}


def _verdirb(roh: bytes, zufall: random.Random) -> bytes:
    """Cut out, pasted in, flipped or torn off, a few times."""
    neu = bytearray(roh)
    for _ in range(zufall.randint(1, 4)):
        stelle, stueck = zufall.randrange(len(neu) + 1), zufall.choice(STUECKE)
        match zufall.randrange(5):
            case 0:
                del neu[stelle : stelle + zufall.randint(1, 40)]
            case 1:
                neu[stelle:stelle] = stueck
            case 2:
                neu[stelle : stelle + len(stueck)] = stueck
            case 3:
                neu[stelle : stelle + 1] = bytes([zufall.randrange(256)])
            case _:
                neu = neu[:stelle]
    return bytes(neu)


@pytest.mark.parametrize("name", NAMEN_DER_TEILE)
def test_a_damaged_file_is_read_or_refused_with_a_sentence(
    heile: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    zufall = random.Random(name)  # noqa: S311 - repeatable
    for _ in range(VERSUCHE):
        for anderer, roh in heile.items():
            (tmp_path / anderer).write_bytes(_verdirb(roh, zufall) if anderer == name else roh)
        saetze = _list_saetze(tmp_path / ("a.shp" if name.startswith("a.") else name))
        assert all(satz and "{" not in satz for satz in saetze)


def _list_saetze(pfad: Path) -> list[str]:
    """All that is said about a file; anything but a sentence goes through."""
    try:
        return [fund.satz for fund in lies_ganz(pfad)[1].funde]
    except DatenError as fehler:
        return [fehler.satz]
