"""Supply of a Quartier: what counts inside and outside, per Zielgruppe, along paths, and what is said where nothing is known."""

from datetime import date

import numpy as np
import pytest
import shapely

from tests.core.raum.koeln import Koeln, build_orte, build_zellen
from tests.core.raum.test_wegenetz import build_wege
from wegweiser.core.raum.dienste import assign_dienste
from wegweiser.core.raum.setzungen import build_versorgungssetzungen
from wegweiser.core.raum.versorgung import compute_versorgung, find_unversorgte
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.raum import Orte, Quartier, Wege, Zellen
from wegweiser.model.versorgung import Band, Dienstversorgung, Gruppenversorgung, Versorgungssetzungen

NAN = np.nan
# A street of twenty cells with 50 persons each; the Quartier is its western half, the city all of it.
STRASSE = build_zellen(np.arange(20) * 100 + 50, np.full(20, 50), np.full(20, 50))
QUARTIER = Quartier(titel="West", flaeche=shapely.box(0, 0, 1000, 100), stadt=shapely.box(0, 0, 2000, 100))


@pytest.fixture(scope="module")
def setzungen(leitfaden: Leitfaden) -> Versorgungssetzungen:
    gelesen = build_versorgungssetzungen(leitfaden)
    assert gelesen is not None
    return gelesen


def _orte(*lagen: tuple[str, float], **angaben: object) -> Orte:
    return build_orte([x for _, x in lagen], [50] * len(lagen), dienst=tuple(d for d, _ in lagen), **angaben)


def _versorge(
    setzungen: Versorgungssetzungen, orte: Orte, zellen: Zellen = STRASSE, wege: Wege | None = None
) -> dict[str, Dienstversorgung]:
    ergebnisse = compute_versorgung(zellen, orte, QUARTIER, setzungen, wege, date(2026, 11, 22))
    return {versorgung.dienst.id: versorgung for versorgung in ergebnisse}


def _alle(versorgung: Dienstversorgung, gruppe: str = "alle") -> Gruppenversorgung:
    gefunden = versorgung.find_gruppe(gruppe)
    assert gefunden is not None
    return gefunden


def _spanne(band: Band | None) -> tuple[float, float]:
    assert band is not None
    return round(band.unten, 6), round(band.oben, 6)


def test_persons_inside_count_and_places_outside_too(setzungen: Versorgungssetzungen) -> None:
    apotheke = _versorge(setzungen, _orte(("apotheke", 1450)))["apotheke"]
    alle = _alle(apotheke)
    assert (apotheke.innen, apotheke.angebote, apotheke.fehlt_ganz) == (0, 1, False)
    assert _spanne(alle.personen) == (500, 500)
    assert _spanne(alle.anteil) == (30, 30)  # 1,3 · 500 m, 600 m, 700 m: three of ten cells
    assert apotheke.anteil_stadt == 65
    assert alle.mittel_m == pytest.approx(1.3 * 950)
    assert alle.luftlinie_m == pytest.approx(950)
    assert alle.umwege["1.2"] > alle.umwege["1.3"] > alle.umwege["1.4"]
    assert alle.umwege["1.3"] == pytest.approx(alle.erreichbarkeit.mitte if alle.erreichbarkeit else NAN)


def test_who_lives_outside_competes(setzungen: Versorgungssetzungen) -> None:
    orte = _orte(("apotheke", 950))
    mit = _versorge(setzungen, orte)["apotheke"]
    ohne = _versorge(setzungen, orte, build_zellen(STRASSE.x[:10], STRASSE.y[:10], np.full(10, 50)))[
        "apotheke"
    ]
    assert (mit.nachfrage_nur_innen, ohne.nachfrage_nur_innen) == (False, True)
    a, b = _alle(mit).zugang, _alle(ohne).zugang
    assert a is not None
    assert b is not None
    assert b > 1.5 * a
    assert _alle(mit).ohne_zugang == 20  # two cells farther than 1,000 m / 1.3


def test_a_class_no_file_has_is_unknown_and_one_too_far_is_missing(setzungen: Versorgungssetzungen) -> None:
    versorgt = _versorge(setzungen, _orte(("apotheke", 3000), ("supermarkt", 500)))
    assert set(versorgt) == {"apotheke", "supermarkt"}
    assert (versorgt["apotheke"].fehlt_ganz, versorgt["apotheke"].angebote) == (True, 0)
    assert _alle(versorgt["apotheke"]).erreichbarkeit == (0, 0)


def test_slow_walkers_have_a_shorter_threshold(setzungen: Versorgungssetzungen) -> None:
    apotheke = _versorge(setzungen, _orte(("apotheke", 50)))["apotheke"]
    meter = {gruppe.gruppe: gruppe.meter for gruppe in apotheke.gruppen}
    assert meter == {"alle": 1000, "ab-65": 875, "ab-80": 750}
    assert _spanne(_alle(apotheke).anteil) == (80, 80)
    assert _spanne(_alle(apotheke, "ab-80").anteil) == (60, 60)
    assert _alle(apotheke, "ab-80").stellvertretend


def test_withheld_counts_of_a_group_make_a_range(setzungen: Versorgungssetzungen) -> None:
    ab_65 = np.where(np.arange(20) == 9, NAN, 10.0)
    zellen = build_zellen(STRASSE.x, STRASSE.y, STRASSE.einwohner, ab_65=ab_65)
    gruppe = _alle(_versorge(setzungen, _orte(("apotheke", 50)), zellen)["apotheke"], "ab-65")
    assert not gruppe.stellvertretend
    assert (_spanne(gruppe.personen), gruppe.zellen_unbekannt) == ((90, 140), 1)
    assert gruppe.anteil is not None
    assert gruppe.anteil.unten == pytest.approx(100 * 70 / 140)
    assert gruppe.anteil.oben == pytest.approx(100 * 70 / 90)
    assert "50 – 77,8 %" in next(s.formel for s in gruppe.rechenweg if s.code == "anteil")


def test_a_group_of_fewer_than_ten_is_not_told(setzungen: Versorgungssetzungen) -> None:
    zellen = build_zellen(
        STRASSE.x, STRASSE.y, STRASSE.einwohner, ab_80=np.where(np.arange(20) == 3, 9.0, 0.0)
    )
    assert _versorge(setzungen, _orte(("apotheke", 50)), zellen)["apotheke"].find_gruppe("ab-80") is None


def test_every_threshold_of_a_service_with_its_source(setzungen: Versorgungssetzungen) -> None:
    supermarkt = _versorge(setzungen, _orte(("supermarkt", 50)))["supermarkt"]
    anteile = {
        a.schwelle.id: (round(a.meter), a.anteil and a.anteil.unten) for a in _alle(supermarkt).schwellen
    }
    assert anteile == {
        "nahversorgung-1000": (1000, 80),
        "nahversorgung-700": (700, 60),
        "nahversorgung-500-dortmund": (500, 40),
        "nahversorgung-10min": (667, 60),
        "buendel-fuenf": (1000, 80),
    }
    probe = {a.schwelle.id: _spanne(a.gegenprobe)[0] for a in _alle(supermarkt).schwellen}
    assert (probe["nahversorgung-700"], probe["nahversorgung-10min"]) == (60, 50)  # 1,4 · 500 m is just 700 m
    assert supermarkt.schwelle.quelle == "bbsr-2022"
    weg = dict(_alle(supermarkt).rechenweg)
    assert weg["herkunft"] == "Lebensmittel bis 1.000 m (BBSR: Erreichbarkeit von Supermärkten, 2022-11)"
    assert weg["anteil"] == "Σ P(D ≤ 1.000 m) / Σ P = 400 / 500 = 80 %"
    assert supermarkt.umweg == 1.3


def test_a_service_without_threshold_of_its_own_says_so(setzungen: Versorgungssetzungen) -> None:
    cafe = _versorge(setzungen, _orte(("cafe", 50)))["cafe"]
    assert (cafe.schwelle.id, cafe.schwelle.belegstufe) == ("fussweg-1000", "einschaetzung")


def test_what_serves_a_district_or_a_city_is_measured_as_such(setzungen: Versorgungssetzungen) -> None:
    versorgt = _versorge(setzungen, _orte(("schwimmbad", 1950), ("krankenhaus", 450), ("cafe", 1950)))
    assert set(versorgt) == {"schwimmbad", "cafe"}  # nobody walks to a hospital
    assert versorgt["schwimmbad"].schwelle.id == "stadtteil-2000"
    assert _spanne(_alle(versorgt["schwimmbad"]).anteil) == (60, 60)
    assert _alle(versorgt["schwimmbad"]).zugang  # its catchment is stretched to the good way
    assert _alle(versorgt["cafe"]).zugang == 0


def test_straight_lines_stay_straight_and_stops_of_all_kinds_are_stops(
    setzungen: Versorgungssetzungen,
) -> None:
    versorgt = _versorge(setzungen, _orte(("haltestelle-bus", 50), ("bahnhof", 950)))
    haltestelle = versorgt["haltestelle"]
    assert (haltestelle.innen, _alle(haltestelle).mass, _alle(haltestelle).anteil) == (
        2,
        "luftlinie",
        (80, 80),
    )
    assert haltestelle.umweg is None


def test_small_areas_do_not_count_where_size_matters(setzungen: Versorgungssetzungen) -> None:
    klein, gross = shapely.box(0, 0, 90, 90), shapely.box(700, 0, 800, 100)
    gruen = _versorge(setzungen, _orte(("gruenflaeche", 45), ("gruenflaeche", 750), flaeche=(klein, gross)))
    anteile = {a.schwelle.id: (a.angebote, _spanne(a.anteil)) for a in _alle(gruen["gruenflaeche"]).schwellen}
    assert anteile == {"gruen-1ha-300": (1, (60, 60)), "gruen-10ha-700": (0, (0, 0))}


def test_capacities_only_where_all_are_known(setzungen: Versorgungssetzungen) -> None:
    def zaehle(*plaetze: float) -> tuple[str, int]:
        orte = _orte(("kita", 450), ("kita", 650), kapazitaet=np.array(plaetze))
        kita = _versorge(setzungen, orte)["kita"]
        return kita.kapazitaet, kita.kapazitaet_bekannt

    assert zaehle(60, 80) == ("plaetze", 2)
    assert zaehle(60, NAN) == ("angebote", 1)


# ── Along paths ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_park_is_entered_where_a_path_meets_it(setzungen: Versorgungssetzungen) -> None:
    park = shapely.box(350, 60, 900, 400)
    orte = _orte(("spielplatz", 625), flaeche=(park,))
    gerade = build_wege(
        [(x, 50.0) for x in range(0, 1001, 100)], [(nr, nr + 1, 100, False) for nr in range(10)]
    )
    platz = _versorge(setzungen, orte, wege=gerade)["spielplatz"]
    alle = _alle(platz)
    assert (alle.mass, alle.meter) == ("netz", 200)
    assert _spanne(alle.anteil) == (70, 70)  # to its middle it would be four cells: 425 m to 825 m


# A path along the street with steps between 300 m and 400 m; it ends at 800 m.
PFAD = build_wege([(x, 50.0) for x in range(0, 801, 100)], [(nr, nr + 1, 100, nr == 3) for nr in range(8)])


def test_steps_stop_wheels_and_a_path_that_ends_is_no_barrier(setzungen: Versorgungssetzungen) -> None:
    orte = _orte(("oeffentliche-toilette", 0))
    toilette = _versorge(setzungen, orte, wege=PFAD)["oeffentliche-toilette"]
    alle, rollstuhl = _alle(toilette), _alle(toilette, "menschen-mit-behinderung")
    assert (alle.mass, _spanne(alle.anteil)) == ("netz", (100, 100))
    assert _spanne(rollstuhl.anteil) == (40, 40)  # beyond the steps there is no way
    weit = _versorge(setzungen, _orte(("oeffentliche-toilette", 1950)), wege=PFAD)["oeffentliche-toilette"]
    assert _alle(weit).mittel_m == pytest.approx(
        1.3 * 1450
    )  # no path there in the file: straight with detour
    gruppe = _alle(weit, "menschen-mit-behinderung")
    assert gruppe.mittel_m == _alle(weit).mittel_m  # what no path leads to says nothing about steps
    nah = _versorge(setzungen, _orte(("oeffentliche-toilette", 1350)), wege=PFAD)["oeffentliche-toilette"]
    assert _alle(nah).zugang  # a place off the paths is shared as well
    ferne = build_zellen(STRASSE.x, STRASSE.y + 600, STRASSE.einwohner)
    hoch = Quartier(titel="Nord", flaeche=shapely.box(0, 600, 1000, 700))
    ohne = compute_versorgung(ferne, orte, hoch, setzungen, PFAD)[0]
    assert _alle(ohne).ohne_weg == 500
    assert _alle(ohne).zugang


def test_cells_for_the_map(setzungen: Versorgungssetzungen) -> None:
    gefunden = find_unversorgte(STRASSE, _orte(("apotheke", 50)), "apotheke", setzungen)
    assert gefunden is not None
    meter, ohne = gefunden
    assert (meter, ohne.tolist()) == (1000, [False] * 8 + [True] * 12)
    assert find_unversorgte(STRASSE, _orte(("apotheke", 50)), "supermarkt", setzungen) is None


# ── What is known of the places ─────────────────────────────────────────────────────────────────────────────────


def test_features_of_the_places_within_reach(setzungen: Versorgungssetzungen) -> None:
    merkmale = (
        {
            "wheelchair": "yes",
            "opening_hours": "Mo-Fr 08:00-18:00",
            "language:tr": "yes",
            "check_date": "2024-11-21",
        },
        {
            "wheelchair": "limited",
            "opening_hours": "nach Vereinbarung",
            "fee": "yes",
            "check_date": "2024-11-22",
        },
        {"language:de": "yes", "check_date": "irgendwann"},
        {"wheelchair": "no"},  # too far to matter
    )
    orte = _orte(*(("cafe", x) for x in (50, 450, 850, 9000)), merkmale=merkmale)
    cafe = _versorge(setzungen, orte)["cafe"]
    angaben = {a.merkmal: (a.bekannt, a.von, a.mittel, a.werte) for a in cafe.angaben}
    assert angaben == {
        "rollstuhl": (2, 3, 0.75, ()),
        "zeiten": (1, 3, 50, ()),
        "sprachen": (2, 3, None, ("de", "tr")),
    }
    assert cafe.veraltet == 1


# ── Köln ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_districts_a_planner_would_tell_apart(koeln: Koeln, setzungen: Versorgungssetzungen) -> None:
    stadt = shapely.union_all(koeln.flaechen)
    orte = assign_dienste(koeln.orte["pharmacy"], setzungen.dienste).orte
    werte: dict[str, tuple[float, float, float]] = {}
    for name in ("Kalk", "Chorweiler"):
        quartier = Quartier(titel=name, flaeche=koeln.flaechen[koeln.teile.index(name)], stadt=stadt)
        (apotheke,) = compute_versorgung(koeln.zellen, orte, quartier, setzungen)
        alle = _alle(apotheke)
        assert alle.anteil is not None
        assert apotheke.anteil_stadt is not None
        assert alle.zugang is not None
        werte[name] = (round(alle.anteil.unten, 2), round(apotheke.anteil_stadt, 2), round(alle.zugang, 1))
    assert werte == {"Kalk": (99.88, 81.89, 2.8), "Chorweiler": (58.10, 81.89, 1.2)}
