"""Which service a place offers, what is none, and what stands there twice."""

from collections import Counter

import numpy as np
import pytest
import shapely

from tests.core.raum.koeln import Koeln, build_orte, read_datei
from tests.echtdaten import find_echtdaten
from wegweiser.core.raum.dienste import Zuordnung, assign_dienste, build_regeln, find_dienst, list_von
from wegweiser.model.katalog import Dienst
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.raum import Orte


@pytest.fixture(scope="module")
def dienste(leitfaden: Leitfaden) -> tuple[Dienst, ...]:
    return tuple(e for e in leitfaden.kataloge["dienste"].eintraege if isinstance(e, Dienst))


@pytest.mark.parametrize(
    ("tags", "dienst"),
    [
        ("amenity=school;isced:level=1", "grundschule"),
        ("amenity=school;isced:level=0/1", "grundschule"),
        ("amenity=school;isced:level=2", "schule"),
        ("amenity=doctors;healthcare:speciality=general/paediatrics", "hausarzt"),
        ("amenity=doctors", "arzt"),
        ("healthcare=doctor", "arzt"),
        ("amenity=social_facility;social_facility=nursing_home;social_facility:for=senior", "pflegeheim"),
        ("amenity=social_facility;social_facility=day_care;social_facility:for=senior", "tagespflege"),
        ("amenity=social_facility;social_facility=day_care;social_facility:for=child", None),
        ("amenity=nursing_home", "pflegeheim"),
        ("amenity=community_centre;community_centre:for=juvenile", "jugendtreff"),
        ("amenity=community_centre", "nachbarschaftstreff"),
        ("amenity=youth_centre", "jugendtreff"),
        ("club=sport", "verein"),
        ("club=no", None),
        ("leisure=swimming_pool", None),
        ("leisure=swimming_pool;access=yes", "schwimmbad"),
        ("shop=yes", None),
        ("amenity=fast_food", None),
        ("disused:amenity=pharmacy", None),
    ],
)
def test_the_first_row_that_fits_wins(dienste: tuple[Dienst, ...], tags: str, dienst: str | None) -> None:
    merkmale = dict(tag.replace("/", ";").split("=") for tag in tags.split(";"))
    gefunden = find_dienst(merkmale, build_regeln(dienste))
    assert (gefunden.id if gefunden else None) == dienst


def _assign(dienste: tuple[Dienst, ...], *orte: tuple[float, dict[str, str]], **angaben: object) -> Zuordnung:
    return assign_dienste(
        build_orte(
            [x for x, _ in orte],
            [0.0] * len(orte),
            name=tuple(merkmale.get("name", "") for _, merkmale in orte),
            merkmale=tuple(merkmale for _, merkmale in orte),
            **angaben,
        ),
        dienste,
    )


def _zeige(zuordnung: Zuordnung) -> list[tuple[str, float]]:
    return [*zip(zuordnung.orte.dienst, zuordnung.orte.x.tolist(), strict=True)]


def test_a_bank_with_a_cash_machine_is_both(dienste: tuple[Dienst, ...]) -> None:
    bank = {"amenity": "bank", "atm": "yes"}
    assert _zeige(_assign(dienste, (0, bank), (900, {"amenity": "bank", "atm": "no"}))) == [
        ("bank", 0),
        ("geldautomat", 0),
        ("bank", 900),
    ]


def test_what_is_closed_or_private_is_no_offer_and_is_counted(dienste: tuple[Dienst, ...]) -> None:
    zuordnung = _assign(
        dienste,
        (0, {"shop": "vacant", "disused:shop": "bakery"}),
        (100, {"disused:shop": "bakery"}),
        (200, {"shop": "bakery", "disused": "yes"}),
        (300, {"shop": "bakery", "disused:shop": "butcher"}),  # the new tenant
        (400, {"leisure": "playground", "access": "private"}),
        (500, {"amenity": "kindergarten", "access": "private"}),  # the grounds are, the offer is not
        (600, {"amenity": "fast_food", "was:shop": "kiosk"}),
    )
    assert _zeige(zuordnung) == [("baecker", 300), ("kita", 500)]
    assert {fund.code: fund.anzahl for fund in zuordnung.funde} == {
        "ort-vorbei": 3,
        "ort-nicht-oeffentlich": 1,
        "ort-ohne-dienst": 1,
    }


def test_one_place_in_two_files_counts_once(dienste: tuple[Dienst, ...]) -> None:
    zuordnung = _assign(
        dienste,
        (0, {"amenity": "pharmacy", "name": "Adler-Apotheke"}),
        (40, {"amenity": "pharmacy", "name": "adler-apotheke ", "wheelchair": "yes"}),
        (45, {"amenity": "pharmacy", "name": "Dom-Apotheke"}),
        (200, {"amenity": "pharmacy", "name": "Adler-Apotheke"}),
        (210, {"amenity": "post_box"}),
        (215, {"amenity": "post_box"}),  # nameless points stay apart
        kapazitaet=np.array([np.nan, 2, 1, 1, np.nan, np.nan]),
    )
    assert _zeige(zuordnung)[:3] == [("apotheke", 0), ("apotheke", 45), ("apotheke", 200)]
    assert len(zuordnung.orte.id) == 5
    assert zuordnung.orte.kapazitaet[0] == 2
    assert zuordnung.orte.merkmale[0]["wheelchair"] == "yes"
    assert zuordnung.orte.merkmale[0]["name"] == "Adler-Apotheke"


def test_a_file_with_everything_in_one_spot_takes_no_time(dienste: tuple[Dienst, ...]) -> None:
    viele = 20_000  # two hundred million pairs
    orte = build_orte(np.linspace(0, 1, viele), np.zeros(viele), merkmale=({"amenity": "bench"},) * viele)
    assert len(assign_dienste(orte, dienste).orte.id) == viele


def test_a_nameless_point_inside_an_area_is_that_area(dienste: tuple[Dienst, ...]) -> None:
    platz = shapely.box(-200, -10, 200, 10)
    zuordnung = _assign(
        dienste,
        (0, {"leisure": "playground"}),
        (0, {"leisure": "playground", "name": "Am Park"}),
        flaeche=(None, platz),
    )
    assert (zuordnung.orte.flaeche, zuordnung.orte.name) == ((platz,), ("Am Park",))


def test_a_platform_beside_its_stop_is_no_second_one(dienste: tuple[Dienst, ...]) -> None:
    zuordnung = _assign(
        dienste,
        (0, {"highway": "bus_stop", "name": "Markt"}),
        (20, {"public_transport": "platform"}),
        (400, {"public_transport": "platform"}),
    )
    assert _zeige(zuordnung) == [("haltestelle-bus", 0), ("haltestelle", 400)]
    assert list_von(zuordnung.orte, "haltestelle", dienste).tolist() == [0, 1]
    assert list_von(zuordnung.orte, "haltestelle-bus", dienste).tolist() == [0]


def test_a_service_given_by_the_city_holds_against_tags(dienste: tuple[Dienst, ...]) -> None:
    zuordnung = _assign(dienste, (0, {"amenity": "cafe"}), dienst=("nachbarschaftstreff",))
    assert zuordnung.orte.dienst == ("nachbarschaftstreff",)


def _join(koeln: Koeln) -> Orte:
    teile = koeln.orte.values()
    return build_orte(
        np.concatenate([teil.x for teil in teile]),
        np.concatenate([teil.y for teil in teile]),
        name=sum((teil.name for teil in teile), ()),
        merkmale=sum((teil.merkmale for teil in teile), ()),
    )


def test_the_classes_of_koeln(koeln: Koeln, dienste: tuple[Dienst, ...]) -> None:
    """Files with the class in their name: counts as in QUELLE.md, less what stands there twice."""
    zuordnung = assign_dienste(_join(koeln), dienste)
    anzahl = Counter(zuordnung.orte.dienst)
    erwartet = {
        "apotheke": 364,
        "bank": 347,
        "briefkasten": 888,
        "post": 113,
        "kita": 246,
        "arzt": 108,
        "zahnarzt": 56,
    }
    for dienst, zahl in erwartet.items():
        assert zahl - 12 <= anzahl[dienst] <= zahl, dienst
    assert anzahl["jugendtreff"] == 8
    assert anzahl["pflegeheim"] == 3
    doppelt = next(fund.anzahl for fund in zuordnung.funde if fund.code == "dienst-doppelt")
    ohne = next(fund for fund in zuordnung.funde if fund.code == "ort-ohne-dienst")
    assert sum(len(teil.id) for teil in koeln.orte.values()) == len(zuordnung.orte.id) + doppelt + ohne.anzahl
    assert "amenity=fast_food" in str(ohne.angaben["arten"])


def test_real_answers_of_overpass(dienste: tuple[Dienst, ...]) -> None:
    """863 markets of a chain: one service, most with wheelchair and hours, some looked at long ago."""
    markt: Orte = read_datei(find_echtdaten("nrw-lidl-overpass/lidl_nrw_umgebung_overpass.json"))
    zuordnung = assign_dienste(markt, dienste)
    assert set(zuordnung.orte.dienst) == {"supermarkt"}
    assert len(markt.id) - len(zuordnung.orte.id) == 1  # one says only its name
