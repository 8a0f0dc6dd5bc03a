"""Köln-Kalk and Köln-Chorweiler out of the real files alone: the figures of the dossier, and a difference a planner knows."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from tests.echtdaten import find_echtdaten
from tests.koelnhilfe import CHORWEILER, KALK, OSM, STADT, ZENSUS, build_koeln, choose_stadtteil
from wegweiser import workflow
from wegweiser.adapters.bilder_karte import build_karte
from wegweiser.adapters.vorlagen import load_worte
from wegweiser.core.raum.ausschnitt import clip_orte, clip_zellen, find_innen
from wegweiser.model.grundlage import Grundlage
from wegweiser.model.kennzahl import Spanne
from wegweiser.model.quartiersbild import Quartiersbild, find_anteil
from wegweiser.workflow import daten, quartier
from wegweiser.workflow.quartiersteile import build_quartiersbild
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


# ── What a planner sees ──────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def bilder(
    koeln: Path, tmp_path_factory: pytest.TempPathFactory, umwelt: Umfeld, grundlage: Grundlage
) -> dict[str, Quartiersbild]:
    """Both Quartiere composed; the files are read once."""
    fertig = {}
    for raum in (KALK, CHORWEILER):
        ordner = tmp_path_factory.mktemp("bild") / raum
        choose_stadtteil(koeln, ordner, raum, umwelt, grundlage.raeume)
        angabe = daten.load_bestand(ordner).quartier
        gebiet = quartier.build_quartier(angabe, grundlage.raeume) if angabe else None
        stand = workflow.load_stand(ordner, umwelt)
        fertig[raum] = build_quartiersbild(stand, replace(grundlage, quartier=gebiet), date(2026, 11, 25))
    return fertig


def test_a_planner_knows_which_is_which(bilder: dict[str, Quartiersbild]) -> None:
    """Kalk: inner city, young adults, everything near. Chorweiler: families in towers, ways to shops and doctors."""
    kalk, chorweiler = bilder[KALK], bilder[CHORWEILER]
    assert (kalk.zellen, chorweiler.zellen) == (144, 81)
    assert kalk.einwohner == Spanne(Decimal(22_304), Decimal(22_304))
    assert _nenne(chorweiler, "anteil-unter-18") > 1.35 * _nenne(kalk, "anteil-unter-18")
    assert [round(_find_reichweite(bilder[raum], "apotheke"), 2) for raum in (KALK, CHORWEILER)] == [
        99.88,
        58.10,
    ]
    luecken = {raum: _list_luecken(bild) for raum, bild in bilder.items()}
    assert "apotheke" in luecken[CHORWEILER]
    assert "apotheke" not in luecken[KALK]
    dichteste = [max(z.klasse or 0 for z in bild.karte.zellen) for bild in bilder.values() if bild.karte]
    assert dichteste == [5, 5]
    tuerme = [sum(z.klasse == 5 for z in b.karte.zellen) / b.zellen for b in bilder.values() if b.karte]
    assert tuerme[1] > 5 * tuerme[0]


def _nenne(bild: Quartiersbild, indikator: str) -> float:
    wert = next(w.wert for w in bild.indikatoren if w.indikator == indikator)
    assert wert is not None
    return float(wert.unten)


def _find_reichweite(bild: Quartiersbild, dienst: str) -> float:
    anteil = next(find_anteil(d) for d in bild.versorgung if d.dienst.id == dienst)
    assert anteil is not None
    return anteil.mitte


def _list_luecken(bild: Quartiersbild) -> list[str]:
    assert bild.luecken is not None
    return [d.dienst for d in bild.luecken.luecken if d.klasse != "gering"]


def test_both_maps_name_their_sources_and_stay_small(bilder: dict[str, Quartiersbild]) -> None:
    worte = load_worte(Path(__file__).parents[1] / "vorlagen")["KARTE"]
    karten = [build_karte(b.karte, b.titel, worte) for b in bilder.values() if b.karte]
    for karte in karten:
        assert len(karte.encode()) < 100_000
        assert all(licht.nennung in karte for licht in (ZENSUS, OSM, STADT))
        assert "erst nach mehr als" in karte
    assert "Apotheke erst nach mehr als 1.000 m Fußweg: 5.082 Menschen" in karten[1]
