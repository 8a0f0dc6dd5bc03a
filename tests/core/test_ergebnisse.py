"""Gaps, forms and finance: formulas against the dossiers' worked values, sums that close, missing that stays missing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegweiser.adapters.antwortdaten import parse_antworten
from wegweiser.adapters.reisen import load_reise
from wegweiser.core import ablauf
from wegweiser.core.analyse import compute_analyse
from wegweiser.core.bericht import build_bericht
from wegweiser.core.finanzierung import compute_finanzierung
from wegweiser.core.koproduktion import compute_formenvergleich
from wegweiser.core.lueckenindex.wert import compute_lueckenwert
from wegweiser.core.massnahmenplan import compute_massnahmenplan
from wegweiser.core.werte import Wertequelle
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.base import Wert, Zeile
from wegweiser.model.bericht import Bericht
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.workflow import auswertung, leitfaeden
from wegweiser.workflow.umfeld import Umfeld, read_uhr

LEITFADEN = Path(__file__).parents[2] / "leitfaden" / "land-nrw"


@pytest.fixture(scope="module")
def leitfaden() -> Leitfaden:
    return leitfaeden.load_leitfaden(str(LEITFADEN), Umfeld(jetzt=read_uhr))


@pytest.fixture(scope="module")
def beispiel(leitfaden: Leitfaden) -> Antworten:
    return parse_antworten(load_reise(LEITFADEN / "reisen" / "beispiel.yaml")[0].antworten, leitfaden)[0]


def mit(antworten: Antworten, **neu: Wert | None) -> Antworten:
    """The answers of m1 with some of them replaced (None takes one back)."""
    geaendert = {Adresse(name, "m1"): wert for name, wert in neu.items()}
    rest = {adresse: antwort for adresse, antwort in antworten.items() if adresse not in geaendert}
    return rest | {adresse: Antwort(wert=wert) for adresse, wert in geaendert.items() if wert is not None}


skala = st.integers(0, 4)


def _wert(bedarf: int, angebot: int) -> Decimal:
    return compute_lueckenwert(Decimal(bedarf) / 4, Decimal(angebot) / 4)


@given(skala, skala)
def test_lueckenwert_is_zero_without_need_or_with_full_supply(bedarf: int, angebot: int) -> None:
    wert = _wert(bedarf, angebot)
    assert 0 <= wert <= 4
    assert (wert == 0) == (bedarf == 0 or angebot == 4)


@given(skala, skala, skala)
def test_better_supply_never_makes_a_gap_larger(bedarf: int, angebot: int, mehr: int) -> None:
    besser = min(4, angebot + mehr)
    assert _wert(bedarf, besser) <= _wert(bedarf, angebot)


def test_gaps_are_ranked_and_weak_evidence_goes_back(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    analyse = compute_analyse(Wertequelle(leitfaden, beispiel))
    raenge = [luecke.rangwert for luecke in analyse.luecken if luecke.rangwert is not None]
    assert raenge == sorted(raenge, reverse=True)
    assert len(analyse.luecken) >= 6
    assert len(analyse.felder) >= 5
    assert [luecke.gewaehlt for luecke in analyse.luecken].count(True) == 3
    for luecke in analyse.luecken:
        assert luecke.zurueck_in_analyse == (luecke.belegstaerke == 1)
        assert not (luecke.gewaehlt and luecke.zurueck_in_analyse)


def test_what_follows_from_a_gap(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    """Statutory duty, "unbekannt" first, whoever runs it, weak evidence back, a second instrument for what is chosen."""
    vorlage: Zeile = {"feld": "nahversorgung", "bedarf": 3, "angebot": 1, "dringlichkeit": 1, "potenzial": 1}
    zeilen: tuple[Zeile, ...] = (
        {
            **vorlage,
            "id": "l1",
            "bezeichnung": "Kita",
            "art": "zu-wenig",
            "belegstaerke": 3,
            "pflichtaufgabe": "ja",
        },
        {**vorlage, "id": "l2", "bezeichnung": "Beratung", "art": "unbekannt", "belegstaerke": 1},
        {**vorlage, "id": "l3", "bezeichnung": "Bad", "art": "zu-teuer", "belegstaerke": 2},
        {**vorlage, "id": "l4", "bezeichnung": "Treff", "art": "fehlt-ganz", "belegstaerke": 2},
    )
    antworten = {
        **beispiel,
        Adresse("luecken"): Antwort(wert=zeilen),
        Adresse("luecken_gewaehlt"): Antwort(wert=("l3", "l1")),
    }
    folgen = {
        luecke.bezeichnung: luecke.folgen
        for luecke in compute_analyse(Wertequelle(leitfaden, antworten)).luecken
    }
    assert folgen == {
        "Kita": ("fachamt",),
        "Beratung": ("zurueck-in-analyse", "bekannt-machen"),
        "Bad": ("traeger-ansprechen", "zweites-instrument"),
        "Treff": (),
    }


def test_a_gap_without_scales_has_no_value_and_stands_last(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    zeilen = beispiel[Adresse("luecken")].wert
    assert isinstance(zeilen, tuple)
    ohne = {"id": "l99", "feld": "mobilitaet", "bezeichnung": "Aaa"}
    antworten = {**beispiel, Adresse("luecken"): Antwort(wert=(ohne, *zeilen))}
    letzte = compute_analyse(Wertequelle(leitfaden, antworten)).luecken[-1]
    assert (letzte.id, letzte.wert, letzte.rangwert) == ("l99", None, None)


def test_plan_7_2_closes_to_the_euro(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    plan = compute_finanzierung(Wertequelle(leitfaden, beispiel), "m1")
    assert plan is not None
    seiten = [(s.summe_verwendung, s.summe_quellen, s.luecke) for s in (plan.investition, plan.betrieb)]
    assert seiten == [
        (Decimal(560000), Decimal(560000), Decimal(0)),
        (Decimal(81600), Decimal(81600), Decimal(0)),
    ]
    assert plan.kostendeckung == Decimal("0.3627")
    assert (plan.klasse, plan.klasse_bei_30) == ("unrentierlich", "schwach-rentierlich")
    assert sum(posten.betrag or 0 for posten in plan.sachleistungen) == 16200
    for seite in (plan.investition, plan.betrieb):
        assert seite.sicher + seite.wahrscheinlich + seite.offen == seite.summe_quellen


def test_only_secured_money_counts_as_secured(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    plan = compute_finanzierung(Wertequelle(leitfaden, beispiel), "m1")
    assert plan is not None
    seiten = [(seite.sicher, seite.fehlt_gesichert) for seite in (plan.investition, plan.betrieb)]
    assert seiten == [(Decimal(5000), Decimal(555000)), (Decimal(0), Decimal(81600))]
    assert {posten.mittelart for posten in plan.investition.quellen} >= {"zuschuss", "darlehen", "kommunal"}
    schwellen = plan.schwellen
    assert (schwellen.schwach_rentierlich, schwellen.rentierlich, schwellen.vergleich) == (
        Decimal("0.70"),
        Decimal("1.00"),
        Decimal("0.30"),
    )


def test_missing_figures_are_missing_not_zero(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    plan = compute_finanzierung(Wertequelle(leitfaden, mit(beispiel, quellen_betrieb=None)), "m1")
    assert plan is not None
    assert plan.betrieb.luecke is None
    assert plan.stress == ()
    assert plan.investition.luecke == 0
    ohne_kosten = compute_finanzierung(Wertequelle(leitfaden, mit(beispiel, betriebskosten=None)), "m1")
    assert ohne_kosten is not None
    assert (ohne_kosten.kostendeckung, ohne_kosten.klasse) == (None, None)


def test_stress_is_never_better_than_the_plan(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    plan = compute_finanzierung(Wertequelle(leitfaden, beispiel), "m1")
    assert plan is not None
    ergebnisse = {fall.id: fall.ergebnis for fall in plan.stress}
    assert set(ergebnisse) == {"umsatz", "energie", "personal", "alles", "niedrig", "groesste-quelle"}
    assert all(ergebnis is not None and ergebnis <= 0 for ergebnis in ergebnisse.values())
    assert ergebnisse["umsatz"] == Decimal("-1480.00")  # 5 % of 29,600
    assert ergebnisse["groesste-quelle"] == -35520
    einzeln = [ergebnisse[name] for name in ("umsatz", "energie", "personal")]
    assert ergebnisse["alles"] == sum(einzeln)  # type: ignore[arg-type]
    assert sum(betrag for _, betrag in plan.verstetigung) >= 35520


@given(
    st.lists(st.decimals(0, 10**7, places=2), max_size=8),
    st.lists(st.decimals(0, 10**7, places=2), max_size=8),
)
def test_sums_agree(
    leitfaden: Leitfaden, beispiel: Antworten, kosten: list[Decimal], quellen: list[Decimal]
) -> None:
    verwendung = tuple(
        {"id": f"i{n}", "kostengruppe": "kg300", "bezeichnung": "x", "betrag": b}
        for n, b in enumerate(kosten)
    )
    herkunft = tuple(
        {"id": f"q{n}", "baustein": "spenden", "betrag": b, "stand": "idee", "aussicht": "offen"}
        for n, b in enumerate(quellen)
    )
    antworten = mit(beispiel, investition=verwendung, quellen_investition=herkunft)  # type: ignore[arg-type]
    plan = compute_finanzierung(Wertequelle(leitfaden, antworten), "m1")
    assert plan is not None
    assert plan.investition.luecke == sum(kosten) - sum(quellen)
    assert plan.investition.offen == sum(quellen)
    werte = {weg.name: weg.wert for weg in plan.kennzahlen}
    assert werte["investitionsluecke"] == plan.investition.luecke


def test_no_comparison_where_a_traeger_exists(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    quelle = Wertequelle(leitfaden, beispiel)
    assert compute_formenvergleich(quelle, "m1") is not None
    assert compute_formenvergleich(quelle, "m2") is None


def test_excluded_forms_say_why(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    vergleich = compute_formenvergleich(Wertequelle(leitfaden, beispiel), "m1")
    assert vergleich is not None
    assert vergleich.engere_wahl[0].id == "ev-gemeinnuetzig"
    assert len(vergleich.engere_wahl) in {2, 3}
    for form in vergleich.ausgeschlossen:
        for befund in form.ausschluss:
            assert befund.regel.belegstufe in {"norm", "sekundaer"}
            assert befund.erklaerung
    zu_wenige = compute_formenvergleich(Wertequelle(leitfaden, mit(beispiel, gruender_anzahl=5)), "m1")
    assert zu_wenige is not None
    verein = next(form for form in zu_wenige.ausgeschlossen if form.id == "ev-gemeinnuetzig")
    texte = " ".join(satz for befund in verein.ausschluss for satz in befund.erklaerung)
    assert "5" in texte
    assert "7" in texte


def test_reasons_are_grouped_by_rule(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    vergleich = compute_formenvergleich(Wertequelle(leitfaden, beispiel), "m1")
    assert vergleich is not None
    regeln = [grund.regel.id for grund in vergleich.ausschlussgruende]
    assert len(regeln) == len(set(regeln))
    einzeln = {(form.titel, b.regel.id) for form in vergleich.ausgeschlossen for b in form.ausschluss}
    assert einzeln == {(titel, g.regel.id) for g in vergleich.ausschlussgruende for titel in g.formen}


def test_open_answers_never_exclude(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    ohne = {adresse: antwort for adresse, antwort in beispiel.items() if adresse.satz != "m1"}
    ohne |= mit({}, traeger_vorhanden="nein", pflichtaufgabe="nein")
    vergleich = compute_formenvergleich(Wertequelle(leitfaden, ohne), "m1")
    assert vergleich is not None
    assert vergleich.ausgeschlossen == ()
    assert vergleich.engere_wahl[0].zu_klaeren


def test_plan_lists_open_points_and_dates_in_order(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    lage = ablauf.compute_lage(Wertequelle(leitfaden, beispiel))
    plan = compute_massnahmenplan(Wertequelle(leitfaden, beispiel), lage)
    assert len(plan.offene_punkte) == 6
    assert all(punkt.zustaendig and punkt.bis for punkt in plan.offene_punkte)
    assert [t.datum for t in plan.termine] == sorted(t.datum for t in plan.termine)
    assert plan.hinweise == ()


def test_plan_says_what_a_massnahme_lacks(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    antworten = mit(beispiel, verantwortlich=None, danach=None)
    quelle = Wertequelle(leitfaden, antworten)
    plan = compute_massnahmenplan(quelle, ablauf.compute_lage(quelle))
    assert {hinweis.code for hinweis in plan.hinweise} == {"ohne-verantwortlich", "befristet-ohne-danach"}


def build(leitfaden: Leitfaden, antworten: Antworten) -> Bericht:
    quelle = Wertequelle(leitfaden, antworten)
    lage = ablauf.compute_lage(quelle)
    ergebnisse = auswertung.compute_ergebnisse_aus(quelle, lage)
    return build_bericht(quelle, lage, ergebnisse, titel="T", stichtag=date(2026, 11, 23), beispiel=True)


def _texte(wert: object) -> list[str]:
    if isinstance(wert, str):
        return [wert]
    if isinstance(wert, Mapping):
        return [text for teil in wert.values() for text in _texte(teil)]
    if isinstance(wert, tuple | list):
        return [text for teil in wert for text in _texte(teil)]
    felder = getattr(type(wert), "__dataclass_fields__", {})
    return [text for name in felder for text in _texte(getattr(wert, name))]


def test_resting_and_personal_answers_never_reach_the_report(
    leitfaden: Leitfaden, beispiel: Antworten
) -> None:
    geheim = "Grüngürtelgeheimnis"
    personen = mit(beispiel, foerderung_ansprechstellen=geheim)
    ruhend = {**personen, Adresse("favorit_begruendung", "m2"): Antwort(wert=geheim)}  # m2 has a Träger
    notiz = {
        **ruhend,
        Adresse("einwohner"): replace(beispiel[Adresse("einwohner")], notiz=geheim),
        Adresse("beschluss_nummer"): Antwort(offen=True, notiz=geheim),
    }
    texte = _texte(build(leitfaden, notiz))
    assert texte
    assert not [text for text in texte if geheim in text]


def test_who_carries_it_and_whether_it_is_tried(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    neu, bestehend = build(leitfaden, beispiel).massnahmen
    assert (neu.traeger.art, neu.traeger.name) == ("vorgesehen", "Gemeinnütziger eingetragener Verein")
    assert bestehend.traeger.art == "bestehend"
    assert (neu.versuch, bestehend.versuch) == (True, True)
    bedingt = mit(beispiel, traeger_vorhanden="mit-bedingungen", traeger_name="Verband")
    assert build(leitfaden, bedingt).massnahmen[0].traeger.art == "bedingt"
    pflicht = mit(beispiel, pflichtaufgabe="ja", fachamt="Jugendamt")
    assert build(leitfaden, pflicht).massnahmen[0].traeger.art == "fachamt"
    offen = mit(beispiel, form_favorit=None)
    assert build(leitfaden, offen).massnahmen[0].traeger.art == "offen"


def test_kennzahlen_carry_perspective_and_unit(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    zeilen = build(leitfaden, beispiel).angaben["kennzahlen"].zeilen
    assert len(zeilen) == 9
    assert len({zeile["perspektive"] for zeile in zeilen}) == 4
    assert zeilen[0]["einheit"] == "Personen"


def test_report_of_an_empty_vorhaben_can_be_built(leitfaden: Leitfaden) -> None:
    assert _texte(build(leitfaden, {}))


def test_a_refused_source_is_no_money(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    adresse = Adresse("quellen_investition", "m1")
    zeilen = cast("tuple[Zeile, ...]", beispiel[adresse].wert)
    abgelehnt = tuple({**zeile, "stand": "abgelehnt"} if zeile["id"] == "q5" else zeile for zeile in zeilen)
    antworten = {**beispiel, adresse: replace(beispiel[adresse], wert=abgelehnt)}
    plan = compute_finanzierung(Wertequelle(leitfaden, antworten), "m1")
    assert plan is not None
    assert (plan.investition.luecke, plan.investition.summe_quellen) == (Decimal(13000), Decimal(547000))
    assert Wertequelle(leitfaden, antworten).wert("investitionsluecke", "m1") == Decimal(13000)
