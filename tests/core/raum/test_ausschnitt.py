"""A Quartier and what belongs to it: by name, by file, around a point; every cell once, supply outside up to the reach."""

from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tests.echtdaten import find_echtdaten
from tests.geodateien import lies_echt, lies_ganz
from wegweiser.core.raum.ausschnitt import (
    assign_raeume,
    build_quartier,
    clip_orte,
    clip_zellen,
    find_ausserhalb,
    find_innen,
    select_raeume,
)
from wegweiser.core.raum.lagepruefung import build_lagen, check_lagen
from wegweiser.errors import DatenError
from wegweiser.model.daten import Quartierangabe
from wegweiser.model.potenzial import Leerstand
from wegweiser.model.raum import Orte, Raum, Zellen


def _raum(kennung: str, name: str, ebene: str, *rahmen: float) -> Raum:
    return Raum(
        id=kennung, name=name, ebene=ebene, flaeche=shapely.box(rahmen[0], rahmen[1], rahmen[2], rahmen[3])
    )


KARO = tuple(
    _raum(f"{zeile}{spalte}", f"Feld {zeile}{spalte}", "stadtteil", 100 * spalte, 100 * zeile, 100 * (spalte + 1), 100 * (zeile + 1))
    for zeile in range(3)
    for spalte in range(3)
)  # fmt: skip
KALK = (_raum("8", "Kalk", "stadtbezirk", 0, 0, 300, 300), _raum("802", "Kalk", "stadtteil", 0, 0, 100, 100))


def _zellen(x: list[float], y: list[float]) -> Zellen:
    return Zellen(
        x=np.array(x, float), y=np.array(y, float), weite=100, merkmale={"einwohner": np.ones(len(x))}
    )


def _orte(x: list[float], y: list[float], flaeche: dict[int, Any] | None = None) -> Orte:
    n = len(x)
    return Orte(
        id=tuple(map(str, range(n))),
        name=("",) * n,
        dienst=("",) * n,
        x=np.array(x, float),
        y=np.array(y, float),
        kapazitaet=np.full(n, np.nan),
        flaeche=tuple((flaeche or {}).get(nr) for nr in range(n)),
        merkmale=({},) * n,
    )


# ── by name ──────────────────────────────────────────────────────────────────────────────────────


def test_a_name_of_two_levels_is_not_guessed() -> None:
    with pytest.raises(
        DatenError, match=r"„Kalk“ heißen mehrere Räume: 8 \(Kalk, stadtbezirk\) · 802 \(Kalk, stadtteil\)"
    ):
        select_raeume(KALK, "Kalk")


@pytest.mark.parametrize("text", ["802", "Kalk (Stadtteil)", "kalk(stadtteil)"])
def test_key_or_level_make_it_clear(text: str) -> None:
    assert select_raeume(KALK, text) == (KALK[1],)


@pytest.mark.parametrize(
    ("text", "ids"),
    [("feld 00, 01", ["00", "01"]), ("Feld-00; Feld 00 + 22", ["00", "00", "22"]), ("11", ["11"])],
)
def test_several_areas(text: str, ids: list[str]) -> None:
    assert [raum.id for raum in select_raeume(KARO, text)] == ids


def test_what_is_not_there_gets_a_proposal() -> None:
    with pytest.raises(DatenError, match=r"„Felt 00“ gibt es nicht. Meinten Sie „Feld 00“"):
        select_raeume(KARO, "Felt 00")
    with pytest.raises(DatenError, match="kein Raum genannt"):
        select_raeume(KARO, " ,")


def test_umlauts_may_be_typed_as_two_letters() -> None:
    raeume = (_raum("1", "Köln-Süd", "stadtteil", 0, 0, 1, 1),)
    assert select_raeume(raeume, "koeln sued") == raeume


# ── the boundary ─────────────────────────────────────────────────────────────────────────────────


def test_quartier_of_two_areas_is_their_union_and_knows_the_city() -> None:
    angabe = Quartierangabe(art="name", datei="karo", raum="00, 01")
    quartier = build_quartier(angabe, {"karo": KARO})
    assert (quartier.titel, quartier.flaeche.area, quartier.flaeche.geom_type) == (
        "Feld 00, Feld 01",
        20_000,
        "Polygon",
    )
    assert quartier.stadt is not None
    assert quartier.stadt.area == 90_000


def test_quartier_around_a_point() -> None:
    angabe = Quartierangabe(art="umkreis", titel="Am Markt", radius_m=100)
    quartier = build_quartier(angabe, {}, (1000, 1000))
    assert quartier.flaeche.area == pytest.approx(np.pi * 1e4, rel=2e-4)
    with pytest.raises(DatenError):
        build_quartier(angabe, {})


def test_quartier_from_a_whole_file() -> None:
    quartier = build_quartier(Quartierangabe(art="datei", datei="b", titel="Quartier"), {"b": KARO[:2]})
    assert (quartier.flaeche.area, quartier.stadt) == (20_000, None)
    with pytest.raises(DatenError, match="nicht eingelesen"):
        build_quartier(Quartierangabe(art="datei", datei="weg"), {"b": KARO})


# ── inside ───────────────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=60))
def test_every_point_of_a_tiling_lies_in_exactly_one_area(punkte: list[tuple[int, int]]) -> None:
    """Corners and edges of the tiles included: multiples of ten on tiles of a hundred."""
    x, y = np.array(punkte, float).T * 10
    innen = np.array([find_innen(raum.flaeche, x, y) for raum in KARO])
    in_der_stadt = (x < 300) & (y < 300)
    assert innen.sum(axis=0).tolist() == in_der_stadt.astype(int).tolist()
    assert ((assign_raeume(KARO, x, y) >= 0) == in_der_stadt).all()


def test_where_levels_lie_over_each_other_the_smallest_area_counts() -> None:
    x, y = np.array([50.0, 200.0, 400.0]), np.array([50.0, 200.0, 400.0])
    assert assign_raeume(KALK, x, y).tolist() == [1, 0, -1]


def test_cells_are_clipped_with_all_features() -> None:
    quartier = build_quartier(Quartierangabe(art="name", datei="k", raum="00"), {"k": KARO})
    innen = clip_zellen(_zellen([50, 150, 50], [50, 50, 150]), quartier)
    assert (innen.x.tolist(), innen.einwohner.tolist(), innen.weite) == ([50], [1], 100)


def test_supply_outside_counts_up_to_the_reach() -> None:
    quartier = build_quartier(Quartierangabe(art="name", datei="k", raum="00"), {"k": KARO})
    park = shapely.box(150, 0, 900, 100)
    orte = _orte([50, 150, 250, 500], [50, 50, 50, 50], {3: park})
    assert clip_orte(orte, quartier).id == ("0",)
    assert clip_orte(orte, quartier, 50).id == ("0", "1", "3")
    assert clip_orte(orte, quartier, 150).id == ("0", "1", "2", "3")
    assert clip_orte(_orte([], []), quartier, 150).id == ()


def test_points_outside_the_city_are_known() -> None:
    quartier = build_quartier(Quartierangabe(art="name", datei="k", raum="00"), {"k": KARO})
    assert find_ausserhalb(quartier, np.array([50.0, 250, 350]), np.array([50.0, 250, 50])).tolist() == [
        False,
        False,
        True,
    ]


def test_files_tell_how_much_of_them_lies_outside_the_city() -> None:
    quartier = build_quartier(Quartierangabe(art="name", datei="k", raum="00"), {"k": KARO})
    lagen = [
        build_lagen("a", "orte", [_orte([50, 350], [50, 50]), _orte([900], [0])]),
        build_lagen("b", "zellen", [_zellen([50], [50])]),
        build_lagen("c", "leerstand", [(Leerstand(id="1", x=9000.0, y=1.0), Leerstand(id="2"))]),
    ]
    funde = [(f.datei, f.code, f.anzahl, f.angaben["von"]) for f in check_lagen(quartier, lagen)]
    assert funde == [("a", "orte-ausserhalb", 2, "3"), ("c", "datei-ausserhalb", 1, "1")]
    assert list(check_lagen(None, lagen)) == []


# ── Köln ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def koeln() -> tuple[tuple[Raum, ...], Zellen]:
    raeume = lies_echt(find_echtdaten("koeln-stadtteile") / "Stadtteil.shp")[1].inhalt
    zellen = lies_ganz(
        find_echtdaten("koeln-zensus2022-100m") / "Zensus2022_Bevoelkerungszahl_100m-Gitter.csv"
    )[1]
    return raeume, zellen.inhalt


def test_koeln_cells_and_persons(koeln: tuple[tuple[Raum, ...], Zellen]) -> None:
    raeume, zellen = koeln
    nummern = assign_raeume(raeume, zellen.x, zellen.y)
    je_raum = [int(find_innen(raum.flaeche, zellen.x, zellen.y).sum()) for raum in raeume]
    assert (int((nummern >= 0).sum()), sum(je_raum)) == (12_923, 12_923)  # each cell in at most one district
    assert zellen.einwohner[nummern >= 0].sum() == 1_017_293
    quartier = build_quartier(Quartierangabe(art="name", datei="s", raum="802"), {"s": raeume})
    assert quartier.stadt is not None
    assert quartier.stadt.area / 1e6 == pytest.approx(405.0, abs=0.05)
    assert find_ausserhalb(quartier, zellen.x, zellen.y).sum() == len(zellen.x) - 12_923


@pytest.mark.parametrize("name", ["Kalk", "Chorweiler"])
def test_koeln_districts_that_share_a_name_with_their_borough(
    koeln: tuple[tuple[Raum, ...], Zellen], name: str
) -> None:
    bezirke = lies_echt(find_echtdaten("koeln-stadtteile") / "Stadtbezirk.shp")[1].inhalt
    with pytest.raises(DatenError, match="heißen mehrere"):
        select_raeume((*koeln[0], *bezirke), name)
    assert select_raeume((*koeln[0], *bezirke), f"{name} (Stadtteil)")[0].name == name
