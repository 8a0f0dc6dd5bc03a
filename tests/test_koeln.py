"""Köln-Kalk and Köln-Chorweiler out of the real files alone: the figures of the dossier, and a difference a planner knows."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from tests.echtdaten import find_echtdaten
from tests.koelnhilfe import CHORWEILER, KALK, build_koeln, choose_stadtteil
from wegweiser.core.raum.ausschnitt import clip_orte, clip_zellen, find_innen
from wegweiser.model.grundlage import Grundlage
from wegweiser.workflow import daten, quartier
from wegweiser.workflow.umfeld import Umfeld

pytestmark = pytest.mark.langsam


@pytest.fixture(scope="module")
def umwelt(zwischenspeicher: Path) -> Umfeld:
    return Umfeld(jetzt=lambda: datetime(2026, 11, 25, 12, tzinfo=UTC), zwischenspeicher=zwischenspeicher)


@pytest.fixture(scope="module")
def koeln(tmp_path_factory: pytest.TempPathFactory, umwelt: Umfeld) -> Path:
    find_echtdaten("koeln-stadtteile")
    find_echtdaten("koeln-osm-poi")
    find_echtdaten("koeln-zensus2022-100m")
    return build_koeln(tmp_path_factory.mktemp("koeln") / "koeln", umwelt)


@pytest.fixture(scope="module")
def grundlage(koeln: Path) -> Grundlage:
    return daten.load_grundlage(koeln)


def test_all_of_koeln_is_the_figure_of_the_dossier(grundlage: Grundlage) -> None:
    assert grundlage.zellen is not None
    stadt = quartier.build_quartier(
        quartier.build_dateiangabe("stadtteil", "Köln", grundlage.raeume), grundlage.raeume
    )
    assert stadt is not None
    innen = find_innen(stadt.flaeche, grundlage.zellen.x, grundlage.zellen.y)
    assert (int(innen.sum()), int(np.nansum(grundlage.zellen.einwohner[innen]))) == (12_923, 1_017_293)


@pytest.mark.parametrize(
    ("raum", "titel", "personen"), [(KALK, "Kalk", 22_383), (CHORWEILER, "Chorweiler", 13_010)]
)
def test_a_district_by_its_key(
    koeln: Path, tmp_path: Path, umwelt: Umfeld, grundlage: Grundlage, raum: str, titel: str, personen: int
) -> None:
    ordner = choose_stadtteil(koeln, tmp_path / "v", raum, umwelt, grundlage.raeume)
    angabe = daten.load_bestand(ordner).quartier
    assert angabe is not None
    gebiet = quartier.build_quartier(angabe, grundlage.raeume)
    assert gebiet is not None
    assert gebiet.titel == titel
    assert gebiet.stadt is not None
    assert round(gebiet.stadt.area / 1e6, 1) == 405.0
    assert grundlage.zellen is not None
    einwohner = float(np.nansum(clip_zellen(grundlage.zellen, gebiet).einwohner))
    assert 0.9 < einwohner / personen < 1.02  # census of 2022 against the register of 2012
    register = {
        w.merkmal: w.wert
        for w in grundlage.kennzahlen
        if w.jahr == 2012 and w.raum_id == raum and w.wert is not None
    }
    assert int(register["Einwohner in Köln: Einwohner"].unten) == personen
    assert grundlage.orte is not None
    drinnen, erreichbar = (len(clip_orte(grundlage.orte, gebiet, weit).x) for weit in (0, 1000))
    assert 0 < drinnen < erreichbar


def test_nothing_in_the_real_files_makes_results_wrong(koeln: Path, grundlage: Grundlage) -> None:
    funde = (*grundlage.funde, *quartier.check_raum(daten.load_bestand(koeln), grundlage))
    assert [fund for fund in funde if fund.stufe == "fehler"] == []
    assert {"lage-ostwert", "ebenen-mehrfach", "name-mehrfach"} <= {fund.code for fund in funde}
