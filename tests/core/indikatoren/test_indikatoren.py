"""Indicators of an area: check values of Köln, withheld values as ranges, nothing that gives away single persons."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.indikatoren.bausteine import ALTER, build_kennzahl, build_raum, load_koeln
from wegweiser.core.indikatoren.angaben import list_angaben, parse_angabe
from wegweiser.core.indikatoren.geheimhaltung import check_quellen, check_sperrung
from wegweiser.core.indikatoren.indikatoren import Statistik, compute_indikatoren, find_sperrregel
from wegweiser.core.indikatoren.spannen import build_spanne, format_spanne
from wegweiser.core.indikatoren.vergleich import Streuung, compute_sozialraumindex, find_ampel
from wegweiser.core.indikatoren.wissen import Indikatorwissen, build_wissen
from wegweiser.model.base import Zeile
from wegweiser.model.kennzahl import Indikatorwert, Kennzahlwert, Sperrregel, list_abweichende, list_bewegte
from wegweiser.model.leitfaden import Leitfaden


@pytest.fixture(scope="module")
def wissen(leitfaden: Leitfaden) -> Indikatorwissen:
    return build_wissen(leitfaden)


@pytest.fixture(scope="module")
def koeln(wissen: Indikatorwissen) -> Statistik:
    return Statistik(wissen, load_koeln())


def _zeige(werte: Mapping[str, Indikatorwert], id_: str) -> str:
    wert = werte[id_].wert
    return "" if wert is None else format_spanne(wert)


# ── Köln ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("raum", "einwohner", "jugend", "alte"),
    [
        ("000", "1.044.555", "23,22", "26,53"),
        ("802", "22.383", "23,44", "18,37"),
        ("609", "13.010", "38,84", "29,31"),
    ],
)
def test_koeln_2012(koeln: Statistik, raum: str, einwohner: str, jugend: str, alte: str) -> None:
    werte = koeln.compute((raum,), 2012)
    assert _zeige(werte, "einwohner") == einwohner
    assert _zeige(werte, "jugendquotient/kommunal-18-65") == jugend
    assert _zeige(werte, "altenquotient/kommunal-18-65") == alte


def test_koeln_migration(koeln: Statistik) -> None:
    assert _zeige(koeln.compute(("609",), 2012), "anteil-migration") == "76,84"
    finkenberg = next(id_ for id_ in koeln.list_raeume("stadtteil") if "Finkenberg" in koeln.find_name(id_))
    assert _zeige(koeln.compute((finkenberg,), 2012), "anteil-migration") == "78,89"


def test_koeln_is_counted_once(koeln: Statistik) -> None:
    """City, districts and areas stand in one file: added up blindly it is three times Köln."""
    for ebene, anzahl in (("bezirk", 9), ("stadtteil", 86)):
        raeume = koeln.list_raeume(ebene)
        assert len(raeume) == anzahl
        assert _zeige(koeln.compute(raeume, 2012), "einwohner") == "1.044.555"


def test_kalk_beside_the_city(koeln: Statistik, wissen: Indikatorwissen) -> None:
    werte = {wert.id: wert for wert in koeln.compute_verglichen(("802",), "000", ())}
    alter = werte["anteil-ab-65"]
    (stadt,) = alter.vergleiche
    assert stadt.differenz is not None
    assert stadt.verhaeltnis is not None
    assert (format_spanne(stadt.differenz), format_spanne(stadt.verhaeltnis)) == ("−4,76", "73,13")
    assert alter.stellung is not None
    assert (alter.stellung.rang, alter.stellung.anzahl) == (Decimal(79), 86)
    assert alter.stellung.ampel is None  # how old people are only describes
    assert werte["entwicklung-5j"].rechenweg.schritte == ("(22.383 − 21.796) / 21.796 · 100 = 2,69",)
    assert alter.veraenderung is not None
    assert alter.veraenderung.jahr == 2007
    # 80 lies inside "75 und älter": a range, and no other definition of the ratios than the one the classes meet
    assert werte["anteil-ab-80"].hinweise == ("klasse-zerschnitten",)
    assert _zeige(werte, "anteil-ab-80").startswith("0 – ")
    assert [id_ for id_ in werte if id_.startswith("altenquotient")] == ["altenquotient/kommunal-18-65"]
    assert wissen.standard == "kommunal-18-65"


# ── Withheld is not zero ─────────────────────────────────────────────────────────────────────────


def _compute(
    wissen: Indikatorwissen, werte: list[Kennzahlwert], regel: Sperrregel | None = None
) -> dict[str, Indikatorwert]:
    regeln = {"statistik": regel} if regel else None
    return {wert.id: wert for wert in compute_indikatoren(wissen, werte, ("q",), regeln=regeln)}


def test_a_withheld_part_makes_a_range(wissen: Indikatorwissen) -> None:
    zahlen = {"Einwohner": 2000, **ALTER, "Arbeitslose": None}
    werte = _compute(wissen, build_raum(zahlen), Sperrregel(1, 9))
    assert _zeige(werte, "arbeitslosenrate") == "0,06 – 0,75"  # and 15 lies inside "unter 18"
    assert werte["arbeitslosenrate"].hinweise == ("gesperrt", "klasse-zerschnitten")
    werte = _compute(wissen, build_raum({**zahlen, "15 bis unter 18": 60, "unter 15": 340}), Sperrregel(1, 9))
    assert _zeige(werte, "arbeitslosenrate") == "0,08 – 0,71"
    assert werte["arbeitslosenrate"].hinweise == ("gesperrt",)


@pytest.mark.parametrize(("nullen", "unten"), [(False, "0"), (True, "0,05")])
def test_without_a_rule_the_widest_holds(wissen: Indikatorwissen, nullen: bool, unten: str) -> None:  # noqa: FBT001
    zahlen: dict[str, int | None] = {"Einwohner": 2000, "Ausländer": None}
    if nullen:  # whoever shows zeros openly withholds at least one
        zahlen["Diverse"] = 0
    assert _zeige(_compute(wissen, build_raum(zahlen)), "anteil-auslaender") == f"{unten} – 0,45"


def test_the_rule_of_the_supplier_makes_the_range_narrower(wissen: Indikatorwissen) -> None:
    zahlen = build_raum({"Einwohner": 2000, "Ausländer": None})
    assert find_sperrregel(zahlen, "statistik", wissen) == Sperrregel(0, 9)
    assert find_sperrregel(zahlen, "statistik", wissen, 3) == Sperrregel(0, 2)
    nullen = [*zahlen, build_kennzahl("Diverse", 0)]
    assert find_sperrregel(nullen, "statistik", wissen, 3) == Sperrregel(1, 2)


def test_few_persons_are_never_shown(wissen: Indikatorwissen) -> None:
    zwei = _compute(wissen, build_raum({"Einwohner": 2000, "Ausländer": 2}))["anteil-auslaender"]
    assert (zwei.wert, zwei.zaehler, zwei.rechenweg.schritte) == (None, None, ())
    assert zwei.hinweise == ("zaehler-klein",)
    klein = _compute(wissen, build_raum({"Einwohner": 99, "Ausländer": 40}))["anteil-auslaender"]
    assert (klein.wert, klein.hinweise) == (None, ("nenner-klein",))
    drei = _compute(wissen, build_raum({"Einwohner": 100, "Ausländer": 3}))["anteil-auslaender"]
    assert drei.wert == build_spanne(3)


@given(
    st.dictionaries(st.sampled_from((*ALTER, "Ausländer", "Arbeitslose")), st.none() | st.integers(0, 400))
)
def test_no_value_gives_away_one_or_two_persons(
    wissen: Indikatorwissen, zahlen: dict[str, int | None]
) -> None:
    """Whatever is in a table: a count of one or two appears nowhere, and nothing from which it follows."""
    for wert in compute_indikatoren(wissen, build_raum({"Einwohner": 900, **zahlen}), ("q",)):
        if wert.zaehler is not None and wert.zaehler.genau and wert.indikator != "einwohner":
            assert wert.zaehler.unten >= 3
        if wert.nenner is not None:
            assert wert.nenner.unten >= 100
        if wert.wert is None:
            assert (wert.zaehler, wert.nenner, wert.rechenweg.wert, wert.rechenweg.schritte) == (
                None,
                None,
                None,
                (),
            )


def test_a_table_of_somebody_else_is_not_taken_for_everybody(wissen: Indikatorwissen) -> None:
    fremd = {f"Ausländer nach Alter: {name}": anzahl // 4 for name, anzahl in ALTER.items()}
    eigen = {f"Bevölkerung nach Alter: {name}": anzahl for name, anzahl in ALTER.items()}
    werte = _compute(wissen, build_raum({"Einwohner": 2000, **fremd, **eigen}))
    assert _zeige(werte, "anteil-unter-18") == "20"
    ohne = {f"Aus dem Verein: {name}": anzahl // 4 for name, anzahl in ALTER.items()}
    assert "anteil-unter-18" not in _compute(wissen, build_raum({"Einwohner": 2000, **ohne}))


def test_change_only_by_the_same_definition(wissen: Indikatorwissen) -> None:
    heute = build_raum({"Einwohner": 2000, **ALTER})
    gleich = build_raum({"Einwohner": 1800, **ALTER, "unter 18": 200}, jahr=2020)
    anders = build_raum({"Einwohner": 1800, "unter 6": 100, "6 bis unter 18": 100}, jahr=2020)
    assert _compute(wissen, heute + gleich)["anteil-unter-18"].veraenderung is not None
    assert _compute(wissen, heute + anders)["anteil-unter-18"].veraenderung is None


def test_a_withheld_value_that_follows_from_the_sum_is_told() -> None:
    werte = build_raum({"Ausländer": 500}, raum="s", ebene="stadt")
    werte += build_raum({"Ausländer": 300}, raum="a") + build_raum({"Ausländer": 198}, raum="b")
    werte += build_raum({"Ausländer": None}, raum="c")
    (fund,) = check_sperrung(werte)
    assert (fund.code, fund.anzahl, fund.stelle) == ("sperrung-umkehrbar", 1, "C, Ausländer, 2025")
    assert list(check_sperrung([*werte, *build_raum({"Ausländer": None}, raum="d")])) == []


def test_register_and_census_apart(wissen: Indikatorwissen) -> None:
    eins = compute_indikatoren(wissen, [build_kennzahl("Einwohner", 612065)], ("q",))
    zwei = compute_indikatoren(wissen, [build_kennzahl("Einwohner", 598255, datei="zensus")], ("q",))
    (fund,) = check_quellen((*eins, *zwei))
    assert (fund.code, fund.angaben["prozent"]) == ("quellen-uneinig", "2,3")


# ── Comparing ────────────────────────────────────────────────────────────────────────────────────


def test_distance_rank_and_equal_values() -> None:
    streuung = Streuung(tuple(Decimal(zahl) for zahl in (2, 4, 4, 4, 5, 5, 7, 9)))
    assert (streuung.mittel, streuung.streuung) == (Decimal(5), Decimal(2))  # with n; n − 1 would give 2.14
    assert streuung.find_z(Decimal(9)) == 2
    assert streuung.find_rang(Decimal(4)) == 6
    assert Streuung((Decimal(3), Decimal(3))).find_z(Decimal(3)) == 0


@pytest.mark.parametrize(
    ("z", "guenstig", "ampel"),
    [
        ("0.5", "hoch", "gut"),
        ("0.49", "hoch", "unauffaellig"),
        ("-0.5", "hoch", "auffaellig"),
        ("-1", "hoch", "kritisch"),
        ("1", "niedrig", "kritisch"),
        ("-2", "niedrig", "gut"),
        ("2", "ohne", None),
    ],
)
def test_traffic_light(wissen: Indikatorwissen, z: str, guenstig: str, ampel: str | None) -> None:
    assert find_ampel(Decimal(z), guenstig, wissen) == ampel  # type: ignore[arg-type]


def _build_stadt(quoten: Mapping[str, tuple[int, ...]]) -> list[Kennzahlwert]:
    return [
        build_kennzahl(name, zahl, raum=raum)
        for name, zahlen in quoten.items()
        for raum, zahl in zip("qabc", zahlen, strict=True)
    ]


def test_index_of_social_indicators_needs_three_of_four(wissen: Indikatorwissen) -> None:
    drei = {
        "SGB-II-Quote": (30, 10, 10, 10),
        "Kinderarmutsquote": (40, 20, 20, 20),
        "Arbeitslosenanteil": (5, 5, 5, 5),
    }
    index = compute_sozialraumindex(compute_indikatoren(wissen, _build_stadt(drei), ("q",)), wissen)
    assert index is not None
    assert (
        index.wert == -2 * Decimal(3).sqrt() / 3
    )  # z is √3 for one high among three equal ones, 0 for all equal
    zwei = {name: drei[name] for name in ("SGB-II-Quote", "Kinderarmutsquote")}
    assert compute_sozialraumindex(compute_indikatoren(wissen, _build_stadt(zwei), ("q",)), wissen) is None


def test_published_figures_only_of_the_same_definition(wissen: Indikatorwissen) -> None:
    klassen = {"unter 20": 400, "20 bis unter 65": 1200, "65 und älter": 400}
    werte = {
        wert.id: wert
        for wert in compute_indikatoren(
            wissen, build_raum(klassen), ("q",), vergleichsraeume=("Nordrhein-Westfalen",)
        )
    }
    (nrw,) = werte["altenquotient/land-20-65"].vergleiche
    assert (nrw.raum, nrw.wert, nrw.zeitpunkt) == (
        "Nordrhein-Westfalen",
        build_spanne(Decimal("36.8")),
        "2023",
    )
    assert werte["altenquotient/kommunal-18-65"].vergleiche == ()


# ── Typed in ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "wert"),
    [
        ("17,6 %", "17.6"),
        ("rund 9.500", "9500"),
        ("9,50 €/m²", "9.50"),
        ("12 bis 15", None),
        ("", None),
        ("viele", None),
    ],
)
def test_one_number_is_read_and_nothing_guessed(text: str, wert: str | None) -> None:
    assert parse_angabe(text) == (None if wert is None else build_spanne(Decimal(wert)))


def test_answers_give_indicators(wissen: Indikatorwissen) -> None:
    zeilen: tuple[Zeile, ...] = (
        {"id": "z1", "bezeichnung": "SGB-II-Quote", "wert": "21,4 %", "vergleich": "17,6 %", "jahr": 2021},
        {"id": "z2", "bezeichnung": "Zahl der Bänke", "wert": "12"},
    )
    (wert,) = list_angaben(wissen, zeilen)
    assert (wert.id, wert.art, wert.jahr) == ("sgb2-quote", "angegeben", 2021)
    assert wert.vergleiche[0].differenz == build_spanne(Decimal("3.8"))


def test_what_stands_out_and_what_moved(koeln: Statistik) -> None:
    werte = koeln.compute_verglichen(("802",), "000", ())
    assert [wert.indikator for wert in list_abweichende(werte, 2)] == [
        "anteil-auslaender",
        "anteil-migration",
    ]
    bewegt = list_bewegte(werte, 1)[0]
    assert bewegt.indikator == "anteil-migration"
    assert bewegt.veraenderung is not None
    assert format_spanne(bewegt.veraenderung.differenz) == "2,45"
    assert not {"anteil-ab-80"} & {
        wert.indikator for wert in list_bewegte(werte, 20)
    }  # a range does not move
