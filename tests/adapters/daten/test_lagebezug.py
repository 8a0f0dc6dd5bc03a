"""Where coordinates lie: what a file says is read, what it does not say is asked, what cannot be is refused."""

import numpy as np
import pytest

from tests.geodateien import KOELN_PRJ
from wegweiser.adapters.daten.lagebezug import (
    check_lage,
    convert_lage,
    find_moegliche,
    is_in_deutschland,
    parse_lage,
)

# The same place in Köln in the systems offices use.
DOM = {
    "EPSG:4326": (6.9583, 50.9413),
    "EPSG:25832": (356_558.09, 5_645_285.15),
    "EPSG:4647": (32_356_558.09, 5_645_285.15),
    "EPSG:3035": (4_107_324.0, 3_096_650.0),
    "EPSG:3857": (774_594.4, 6_610_800.0),
    "EPSG:31466": (2_567_000.0, 5_645_300.0),
}


def test_eastings_of_the_prj_are_used_and_named() -> None:
    lage = parse_lage(KOELN_PRJ)
    assert lage is not None
    x, y = convert_lage(lage, [2_356_313.55231], [5_646_760.20804])
    assert (x[0], y[0]) == pytest.approx((4_107_050.15, 3_098_138.06), abs=0.01)
    _, funde, zweifel = check_lage(lage, [2_356_313.55], [5_646_760.2])
    assert [(fund.code, fund.angaben["ostwert"]) for fund in funde] == [("lage-ostwert", "2.500.000")]
    assert zweifel is None


def test_the_usual_code_set_by_hand_puts_koeln_out_of_germany() -> None:
    lage = parse_lage("EPSG:25832")
    assert lage is not None
    _, _, zweifel = check_lage(lage, [2_356_313.55], [5_646_760.2])
    assert zweifel is not None
    assert zweifel.moeglich == ("utm32-2500000",)
    assert convert_lage(parse_lage("utm32-2500000") or lage, [2_356_313.55], [5_646_760.2])[
        0
    ] == pytest.approx([4_107_050.15], abs=1)


@pytest.mark.parametrize(("name", "punkt"), DOM.items())
def test_numbers_alone_tell_the_system_or_a_few(name: str, punkt: tuple[float, float]) -> None:
    wahl = find_moegliche([punkt[0]], [punkt[1]])
    assert name in wahl.gerade
    assert not wahl.vertauscht
    assert len(wahl.gerade) <= 2  # a UTM number could belong to zone 32 or 33: that is asked


def test_swapped_axes_are_turned_round_and_named() -> None:
    lage = parse_lage("EPSG:4326")
    assert lage is not None
    neu, funde, zweifel = check_lage(lage, [50.94, 50.95], [6.95, 6.96])
    assert (neu.vertauscht, [fund.code for fund in funde], zweifel) == (True, ["lage-vertauscht"], None)
    assert np.array(convert_lage(neu, [50.9413], [6.9583])) == pytest.approx(
        np.array(convert_lage(lage, [6.9583], [50.9413]))
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"),
        ("urn:ogc:def:crs:EPSG::25832", "EPSG:25832"),
        ("urn:ogc:def:crs:EPSG:6.9:25832", "EPSG:25832"),
        ("http://www.opengis.net/def/crs/EPSG/0/25833", "EPSG:25833"),
        ("EPSG:31466", "EPSG:31466"),
    ],
)
def test_names_of_systems(text: str, name: str) -> None:
    lage = parse_lage(text)
    assert lage is not None
    assert lage.name == name


@pytest.mark.parametrize("text", ["", "quatsch", "EPSG:99999", "PROJCS[", "+proj=nix"])
def test_a_name_nobody_knows_is_none(text: str) -> None:
    assert parse_lage(text) is None


def test_impossible_numbers_become_unknown_not_somewhere() -> None:
    lage = parse_lage("EPSG:4326")
    assert lage is not None
    x, y = convert_lage(lage, [6.9, 400.0, np.inf, np.nan], [50.9, 50.9, 50.9, 50.9])
    assert np.isnan(x).tolist() == np.isnan(y).tolist() == [False, True, True, True]
    assert is_in_deutschland(lage, [6.9, 400.0], [50.9, 50.9]).tolist() == [True, False]


def test_zero_is_a_missing_value_and_does_not_decide() -> None:
    wahl = find_moegliche([0.0, 0.0, 0.0, 6.95], [0.0, 0.0, 0.0, 50.94])
    assert wahl.gerade == ("EPSG:4326",)
