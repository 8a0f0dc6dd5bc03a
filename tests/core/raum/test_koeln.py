"""Check values of the dossier (quartiersanalyse.md 6.4 and the QUELLE.md of the files), to the digits given there."""

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from tests.core.raum.koeln import Koeln, build_orte, build_zellen
from wegweiser.core.raum.einzugsgebiet import build_gleich, compute_einzugsgebiete
from wegweiser.core.raum.naehe import Naehe, compute_anteil, compute_median, compute_mittel, compute_naehe
from wegweiser.core.raum.paare import iter_paare
from wegweiser.core.raum.wegenetz import build_wegenetz, compute_netznaehe, find_zugaenge
from wegweiser.model.raum import Orte, Wege, Zahlen

ALLE = slice(None)


def _anteil(distanz: Zahlen, personen: Zahlen, schwelle: float) -> float:
    return compute_anteil(distanz, personen, schwelle).unten


@pytest.fixture(scope="session")
def apotheken(koeln: Koeln) -> Naehe:
    return compute_naehe(koeln.zellen, koeln.orte["pharmacy"])


@pytest.fixture(scope="session")
def stadtapotheken(koeln: Koeln) -> Orte:
    """Only those inside the city, one unit of capacity each."""
    alle = koeln.orte["pharmacy"]
    punkte = shapely.points(alle.x, alle.y)
    innen = np.unique(shapely.STRtree(koeln.flaechen).query(punkte, predicate="within")[0])
    return build_orte(alle.x[innen], alle.y[innen], kapazitaet=np.ones(len(innen)))


def test_cells_and_persons_of_the_city(koeln: Koeln) -> None:
    personen = koeln.zellen.einwohner
    assert (len(koeln.teile), len(personen), personen.sum()) == (86, 12_923, 1_017_293)


@pytest.mark.parametrize(
    ("klasse", "bis_500", "bis_1000", "mittel", "median"),
    [
        ("pharmacy", 62.85, 89.63, 509.0, 385.4),
        ("bank", 49.80, 82.77, 647.4, 501.7),
        ("post_office", 28.44, 61.31, 1020.5, 799.9),
        ("post_box", 88.43, 98.52, 282.7, 228.6),
    ],
)
def test_shares_and_means(
    koeln: Koeln, klasse: str, bis_500: float, bis_1000: float, mittel: float, median: float
) -> None:
    personen = koeln.zellen.einwohner
    distanz = compute_naehe(koeln.zellen, koeln.orte[klasse]).distanz
    assert round(_anteil(distanz, personen, 500), 2) == bis_500
    assert round(_anteil(distanz, personen, 1000), 2) == bis_1000
    assert round(compute_mittel(distanz, personen), 1) == mittel
    assert round(compute_median(distanz, personen), 1) == median


def test_detour_of_three_tenths(koeln: Koeln, apotheken: Naehe) -> None:
    weg, personen = apotheken.distanz * 1.3, koeln.zellen.einwohner
    assert round(_anteil(weg, personen, 1000), 2) == 81.89
    stadtteile = ("Kalk", "Ehrenfeld", "Chorweiler", "Godorf")
    zellen = [koeln.teil_von(name) for name in stadtteile]
    assert [round(_anteil(weg[z], personen[z], 1000), 2) for z in zellen] == [99.88, 95.11, 58.10, 0.0]


def test_two_step_floating_catchment(koeln: Koeln, stadtapotheken: Orte) -> None:
    personen = koeln.zellen.einwohner
    paare = iter_paare(koeln.zellen, stadtapotheken, 1000)
    gebiete = compute_einzugsgebiete(paare, personen, stadtapotheken.kapazitaet, build_gleich(1000))

    def mittel(zellen: slice | NDArray[np.bool_]) -> float:
        return round(compute_mittel(gebiete.zugang[zellen], personen[zellen]) * 10_000, 3)

    assert len(stadtapotheken.id) == 211
    assert len(gebiete.ohne_personen) == 1
    assert personen @ gebiete.zugang == pytest.approx(210, abs=1e-9)
    assert round(100 * personen[gebiete.zugang == 0].sum() / personen.sum(), 2) == 10.44
    assert mittel(ALLE) == 2.064
    stadtteile = ("Kalk", "Ehrenfeld", "Chorweiler")
    assert [mittel(koeln.teil_von(name)) for name in stadtteile] == [2.808, 2.785, 1.254]


def test_playgrounds_are_measured_to_their_edge(koeln: Koeln) -> None:
    distanz = compute_naehe(koeln.zellen, koeln.spielplaetze, flaechen=True).distanz
    anteile = [round(_anteil(distanz, koeln.zellen.einwohner, d), 2) for d in (200, 400, 750)]
    assert anteile == [55.74, 89.79, 98.83]


def _compute_netz(wege: Wege, zellen: tuple[Zahlen, Zahlen], orte: tuple[Zahlen, Zahlen]) -> Zahlen:
    netz = build_wegenetz(wege)
    return compute_netznaehe(netz, find_zugaenge(netz, *zellen), find_zugaenge(netz, *orte))


def test_net_against_straight_line(koeln: Koeln, stadtapotheken: Orte) -> None:
    """In the metres of the file, as the dossier worked it out; nodes in whole metres."""
    personen, nach = koeln.zellen.einwohner, koeln.nach_vor_ort
    netz = build_wegenetz(koeln.wege_vor_ort)
    assert (len(koeln.wege_vor_ort.x), netz.graph.nnz // 2, len(netz.knoten)) == (11_145, 15_759, 11_119)
    zellen = nach.transform(koeln.zellen.x, koeln.zellen.y)
    orte = nach.transform(stadtapotheken.x, stadtapotheken.y)
    weg = _compute_netz(koeln.wege_vor_ort, zellen, orte)
    luft = compute_naehe(build_zellen(*zellen, personen), build_orte(*orte)).distanz
    wege = (luft, luft * 1.2, luft * 1.3, luft * 1.4, weg)
    tafel = [[round(_anteil(d, personen, grenze), 1) for d in wege] for grenze in (500, 700, 1000)]
    assert tafel == [
        [62.8, 53.8, 49.7, 45.8, 40.7],
        [77.8, 69.9, 66.4, 62.8, 58.0],
        [89.6, 84.8, 81.9, 78.9, 76.3],
    ]
    weit = luft > 150
    umweg, gewicht = weg[weit] / luft[weit], personen[weit]
    assert [round(compute_median(umweg, gewicht, q), 2) for q in (0.5, 0.1, 0.9)] == [1.47, 1.19, 2.09]
    assert round(compute_mittel(umweg, gewicht), 2) == 1.60


def test_the_same_net_in_our_own_coordinates(koeln: Koeln, stadtapotheken: Orte) -> None:
    """Another projection moves nodes by decimetres and shares by less than a tenth of a point."""
    weg = _compute_netz(koeln.wege, (koeln.zellen.x, koeln.zellen.y), (stadtapotheken.x, stadtapotheken.y))
    anteile = [_anteil(weg, koeln.zellen.einwohner, d) for d in (500, 700, 1000)]
    assert anteile == pytest.approx([40.7, 58.0, 76.3], abs=0.1)
