"""Indicators out of grid cells: Dortmund 2011 as the dossier reckons it; a cell without a value is never zero."""

from decimal import Decimal

import numpy as np
import pytest
import shapely

from tests.core.indikatoren.bausteine import build_raum
from tests.echtdaten import find_echtdaten
from tests.geodateien import lies_ganz
from wegweiser.core.indikatoren.gitter import compute_gitter
from wegweiser.core.indikatoren.indikatoren import compute_indikatoren
from wegweiser.core.indikatoren.quartier import combine_indikatoren
from wegweiser.core.indikatoren.spannen import build_spanne, format_spanne
from wegweiser.core.indikatoren.wissen import Indikatorwissen, build_wissen
from wegweiser.model.kennzahl import Indikatorwert
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.raum import Raum, Zellen


@pytest.fixture(scope="module")
def wissen(leitfaden: Leitfaden) -> Indikatorwissen:
    return build_wissen(leitfaden)


def _build_zellen(**merkmale: list[float | None]) -> Zellen:
    werte = {
        name.replace("_", "-"): np.array([np.nan if zahl is None else zahl for zahl in zahlen], float)
        for name, zahlen in merkmale.items()
    }
    lage = np.arange(len(next(iter(werte.values()))), dtype=float) * 100
    return Zellen(x=lage, y=lage, weite=100, merkmale=werte)


def _nach_id(werte: tuple[Indikatorwert, ...]) -> dict[str, Indikatorwert]:
    return {wert.id: wert for wert in werte}


def _zeige(wert: Indikatorwert) -> str:
    return "" if wert.wert is None else format_spanne(wert.wert)


def test_dortmund_2011(wissen: Indikatorwissen) -> None:
    zellen: Zellen = lies_ganz(find_echtdaten("dortmund-zensus2011/zensus2011_1km_spitz_dortmund.csv"))[
        1
    ].inhalt
    gemeinden: tuple[Raum, ...] = lies_ganz(
        find_echtdaten("nrw-gemeindegrenzen/gemeinden_auswahl_nrw.geojson")
    )[1].inhalt
    (dortmund,) = [raum for raum in gemeinden if raum.name == "Dortmund"]
    innen = shapely.contains_xy(dortmund.flaeche, zellen.x, zellen.y)
    stadt = Zellen(
        x=zellen.x[innen],
        y=zellen.y[innen],
        weite=1000,
        merkmale={n: w[innen] for n, w in zellen.merkmale.items()},
    )
    werte = _nach_id(compute_gitter(wissen, stadt, raum="Dortmund", jahr=2011))
    assert int(innen.sum()) == 278
    assert {id_: _zeige(werte[id_]) for id_ in ("einwohner", "anteil-ab-65", "anteil-unter-18")} == {
        "einwohner": "566.449 – 566.465",  # in eight cells nothing is published
        "anteil-ab-65": "20,54",
        "anteil-unter-18": "15,74",
    }
    assert _zeige(werte["anteil-auslaender"]) == "12,23"
    assert _zeige(werte["durchschnittsalter"]) == "43,09"
    leer = werte["leerstand-wohnen"]  # the right weight would be dwellings
    assert (_zeige(leer), leer.art, "gewicht-fehlt" in leer.hinweise) == ("3,85", "naeherung", True)


def test_a_few_cells_are_no_figure_of_the_whole(wissen: Indikatorwissen) -> None:
    zellen = _build_zellen(einwohner=[100, 100, 100, 0], anteil_auslaender=[20, None, None, 50])
    wert = _nach_id(compute_gitter(wissen, zellen))["anteil-auslaender"]
    assert wert.wert is None  # two thirds of the people live where nothing is published
    assert wert.hinweise == ("zellen-fehlen",)
    assert wert.huelle is not None
    assert (format_spanne(wert.huelle), wert.abdeckung) == ("6,67 – 73,33", Decimal(1) / 3)


def test_dwellings_are_the_right_weight_for_vacancy(wissen: Indikatorwissen) -> None:
    zellen = _build_zellen(einwohner=[10, 990], wohnungen=[50, 50], leerstand_wohnen=[10, 2])
    wert = _nach_id(compute_gitter(wissen, zellen))["leerstand-wohnen"]
    assert (_zeige(wert), wert.art, wert.hinweise) == ("6", "gitter", ())
    assert wert.rechenweg.schritte == ("Σ (leerstand-wohnen · wohnungen) / Σ wohnungen = 600 / 100 = 6",)


def test_a_count_that_is_missing_may_be_up_to_two(wissen: Indikatorwissen) -> None:
    zellen = _build_zellen(einwohner=[500, 500, 0], unter_18=[100, None, None], ab_65=[100, 150, None])
    zellen.merkmale["18-64"] = np.array([300.0, 350.0, np.nan])  # type: ignore[index]
    werte = _nach_id(compute_gitter(wissen, zellen, jahr=2022))
    assert werte["jugendquotient/kommunal-18-65"].zaehler == build_spanne(100, 102)
    assert _zeige(werte["altenquotient/kommunal-18-65"]) == "38,46"
    assert {wert.art for wert in werte.values()} == {"gitter"}


def test_two_old_age_ratios_never_stand_in_one_table(wissen: Indikatorwissen) -> None:
    jahre = {f"Alter: {alter}": 10 for alter in range(99)} | {"Alter: 99 und älter": 10}
    alle = compute_indikatoren(wissen, build_raum(jahre), ("q",))
    assert [wert.definition for wert in alle if wert.indikator == "altenquotient"] == [
        "kommunal-18-65",
        "land-20-65",
        "rente-20-67",
    ]
    (eine,) = [w for w in combine_indikatoren(wissen, alle) if w.indikator == "altenquotient"]
    assert (eine.definition, eine.titel) == ("kommunal-18-65", "Altenquotient (ab 65 / 18 bis unter 65)")
    zwanziger = compute_indikatoren(
        wissen, build_raum({"unter 20": 200, "20 bis unter 65": 450, "65 und älter": 350}), ("q",)
    )
    (andere,) = [w for w in combine_indikatoren(wissen, zwanziger) if w.indikator == "altenquotient"]
    assert andere.definition == "land-20-65"  # the usual limits lie inside a class here


def test_the_best_source_speaks_and_one_that_is_silent_gives_way(wissen: Indikatorwissen) -> None:
    viele = compute_gitter(wissen, _build_zellen(einwohner=[500], durchschnittsalter=[44]))
    stadt = compute_gitter(wissen, _build_zellen(einwohner=[5000], durchschnittsalter=[42]), raum="Stadt")
    stumm = compute_gitter(
        wissen, _build_zellen(einwohner=[500, 500, 500], durchschnittsalter=[40, None, None])
    )
    werte = _nach_id(combine_indikatoren(wissen, statistik=stumm, gitter=viele, gitter_stadt=stadt))
    assert _zeige(werte["durchschnittsalter"]) == "44"
    assert _zeige(werte["einwohner"]) == "1.500"
    (vergleich,) = werte["durchschnittsalter"].vergleiche
    assert (vergleich.raum, vergleich.differenz) == ("Stadt", build_spanne(2))
