"""The gap index: the worked example of the dossier to four digits, what must always hold, and how firm a rank is."""

from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegweiser.core.lueckenindex.angebot import compute_angebot, compute_beitraege, compute_geometrisch
from wegweiser.core.lueckenindex.bedarf import compute_bedarf, compute_struktur
from wegweiser.core.lueckenindex.luecke import compute_gruppenluecke, compute_skala
from wegweiser.core.lueckenindex.rang import compute_luecken
from wegweiser.core.lueckenindex.setzungen import build_setzungen
from wegweiser.model.base import replace
from wegweiser.model.lueckenindex import (
    ALLE,
    HUERDEN,
    Dienstlage,
    Gruppenlage,
    Gruppenluecke,
    Huerde,
    Nennung,
    Personenspanne,
    Setzungen,
    Wichtigkeit,
)
from wegweiser.workflow import leitfaeden
from wegweiser.workflow.umfeld import Umfeld, read_uhr

LEITFADEN = Path(__file__).parents[2] / "leitfaden" / "wegweiser"
GEWICHTE: dict[str, dict[Huerde, float]] = {
    "alle": {"e": 0.30, "k": 0.25, "t": 0.10, "p": 0.10, "s": 0.15, "r": 0.10},
    "ab-65": {"e": 0.35, "k": 0.25, "t": 0.05, "p": 0.05, "s": 0.05, "r": 0.25},
    "neu-zugewandert": {"e": 0.20, "k": 0.20, "t": 0.10, "p": 0.15, "s": 0.30, "r": 0.05},
}


def lies_setzungen() -> Setzungen:
    geladen = build_setzungen(leitfaeden.load_leitfaden(str(LEITFADEN), Umfeld(jetzt=read_uhr)))
    assert geladen is not None
    return geladen


SETZUNGEN = lies_setzungen()
BEISPIEL = replace(SETZUNGEN, gewichte=GEWICHTE)


def gruppe(
    name: str, personen: int, nennung: tuple[int, int], mittel: float, struktur: float, *werte: float
) -> Gruppenlage:
    huerden = dict(zip(("e", "k", "t", "p", "s", "r"), werte, strict=True))
    return Gruppenlage(
        gruppe=name,
        personen=Personenspanne(personen, personen),
        nennung=Nennung(*nennung),
        wichtigkeit=Wichtigkeit(mittel, 1, 7),
        struktur=struktur,
        huerden=cast("dict[Huerde, float]", huerden),
        instrumente=frozenset({"hoeren", "daten"}),
    )


K = 4.2 / 6.25
HAUSARZT = Dienstlage(
    dienst="hausarzt",
    feld="gesundheit-pflege",
    gruppen=(
        gruppe("alle", 10_000, (62, 200), 5.4, 0.60, 0.80, K, 0.9, 1.0, 0.90, 0.7),
        gruppe("ab-65", 2_200, (27, 60), 6.1, 0.70, 0.70, K, 1.0, 1.0, 0.95, 0.5),
        gruppe("neu-zugewandert", 1_500, (11, 25), 5.8, 0.65, 0.80, K, 0.7, 0.8, 0.40, 0.7),
    ),
)


def rechne(name: str) -> Gruppenluecke:
    bild = compute_luecken([HAUSARZT], BEISPIEL)
    return next(g for g in bild.luecken[0].gruppen if g.gruppe == name)


@pytest.mark.parametrize(
    ("name", "b", "v", "luecke", "arithmetisch", "unten", "oben"),
    [
        ("alle", 0.4950, 0.7959, 0.1010, 0.8030, 0.095, 0.108),
        ("ab-65", 0.6025, 0.6703, 0.1987, 0.6855, 0.185, 0.225),
        ("neu-zugewandert", 0.5611, 0.6151, 0.2160, 0.6394, 0.194, 0.264),
    ],
)
def test_the_worked_example_of_the_dossier(
    name: str, b: float, v: float, luecke: float, arithmetisch: float, unten: float, oben: float
) -> None:
    g = rechne(name)
    assert g.bedarf is not None
    assert g.angebot is not None
    assert g.luecke is not None
    assert g.angebot_arithmetisch is not None
    assert g.unten is not None
    assert g.oben is not None
    assert [round(x, 4) for x in (g.bedarf, g.angebot, g.luecke, g.angebot_arithmetisch)] == [
        b,
        v,
        luecke,
        arithmetisch,
    ]
    assert [round(x, 3) for x in (g.unten, g.oben)] == [unten, oben]


def test_causes_and_rank_of_the_worked_example() -> None:
    bild = compute_luecken([HAUSARZT], BEISPIEL)
    (dienst,) = bild.luecken
    assert dienst.prioritaet is not None
    assert round(dienst.prioritaet, 4) == 0.1585
    assert (dienst.schlechteste, dienst.klasse) == ("neu-zugewandert", "mittel")
    zugewandert, aelter = rechne("neu-zugewandert"), rechne("ab-65")
    assert {h.huerde: round(100 * (h.beitrag or 0), 1) for h in zugewandert.huerden}["s"] == 56.6
    assert {h.huerde: round(100 * (h.beitrag or 0), 1) for h in aelter.huerden}["r"] == 43.3
    assert (zugewandert.art, zugewandert.klasse) == ("nicht-kultursensibel", "hoch")
    assert (aelter.art, aelter.klasse) == ("nicht-barrierefrei", "mittel")
    assert (zugewandert.betroffene, aelter.betroffene) == ((320, 320), (440, 440))
    assert zugewandert.lueckenwert == Decimal("0.8639")
    assert [compute_skala(g.bedarf or 0) for g in dienst.gruppen] == [2, 2, 2]


def test_the_working_can_be_followed_by_hand() -> None:
    schritte = dict(rechne("neu-zugewandert").rechenweg)
    assert schritte["nennung"] == "(11 + 20 · 0,31) / (25 + 20) = 0,3822"
    assert schritte["wichtigkeit"] == "(5,8 − 1) / (7 − 1) = 0,8"
    assert schritte["bedarf"] == "B = 0,5 · 0,3822 + 0,3 · 0,8 + 0,2 · 0,65 = 0,5611"
    assert schritte["angebot"].startswith("V = exp((0,2 · ln 0,8 + 0,2 · ln 0,672 + 0,1 · ln 0,7")
    assert schritte["luecke"] == "L = 0,5611 · (1 − 0,6151) = 0,216"
    assert schritte["betroffene"] == "1.500 · 0,216 ≈ 320"
    assert compute_luecken([HAUSARZT], BEISPIEL).luecken[0].rechenweg[0].formel == (
        "P = 0,5 · 0,101 + 0,5 · 0,216 = 0,1585"
    )


def test_the_guide_brings_the_weights_of_the_dossier() -> None:
    assert len(SETZUNGEN.gewichte) == 9
    for gewichte in SETZUNGEN.gewichte.values():
        assert sum(gewichte.values()) == pytest.approx(1)
    assert SETZUNGEN.gewichte["neu-zugewandert"]["s"] == 0.28
    assert (SETZUNGEN.theta, SETZUNGEN.schrumpfung, SETZUNGEN.untergrenze) == (0.5, 20, 0.05)


# What is not known


def test_unknown_factors_are_left_out_and_shown() -> None:
    lage = Gruppenlage(gruppe="alle", struktur=0.5, huerden={"e": 0.5, "k": 0.5})
    angebot = compute_angebot(lage, SETZUNGEN)
    assert (angebot.wert, round(angebot.abdeckung, 2)) == (0.5, 0.5)
    nur_weg = compute_angebot(replace(lage, huerden={"e": 0.5}), SETZUNGEN)
    assert (nur_weg.wert, round(nur_weg.abdeckung, 2)) == (None, 0.28)
    bild = compute_luecken([Dienstlage(dienst="x", gruppen=(replace(lage, huerden={"e": 0.5}),))], SETZUNGEN)
    assert not bild.luecken
    assert bild.ohne_index[0].gruppen[0].luecke is None


def test_no_offer_at_all_is_a_gap_even_where_nothing_else_is_known() -> None:
    lage = Gruppenlage(gruppe="alle", struktur=0.6, fehlt_ganz=True)
    luecke = compute_gruppenluecke(Dienstlage(dienst="x", gruppen=(lage,)), lage, SETZUNGEN)
    assert luecke.luecke == pytest.approx(0.6)
    assert (luecke.angebot, luecke.art) == (0.0, "fehlt-ganz")
    assert luecke.lueckenwert == Decimal("2.4000")
    assert all(anteil.beitrag is None for anteil in luecke.huerden)


def test_without_a_survey_only_structure_counts_and_evidence_is_weak() -> None:
    lage = Gruppenlage(
        gruppe="alle", struktur=0.7, huerden={"e": 0.5, "k": 0.5}, instrumente=frozenset({"daten"})
    )
    luecke = compute_gruppenluecke(Dienstlage(dienst="x", gruppen=(lage,)), lage, SETZUNGEN)
    assert luecke.bedarf == pytest.approx(0.7)
    assert luecke.belegstaerke == 1
    assert (luecke.unten, luecke.oben) == (luecke.luecke, luecke.luecke)


def test_a_group_too_small_counts_with_the_share_of_all_and_is_no_evidence() -> None:
    alle = Gruppenlage(gruppe="alle", nennung=Nennung(60, 200))
    klein = Gruppenlage(gruppe="ab-80", nennung=Nennung(9, 9))
    bedarf = compute_bedarf(klein, alle.nennung, SETZUNGEN)
    assert bedarf.wert == pytest.approx(0.3)
    luecke = compute_gruppenluecke(Dienstlage(dienst="x", gruppen=(alle, klein)), klein, SETZUNGEN)
    assert luecke.belegstaerke == 1


def test_two_independent_instruments_make_the_evidence_strong() -> None:
    nur_befragt = replace(HAUSARZT.gruppen[0], instrumente=frozenset({"hoeren"}))
    assert compute_gruppenluecke(HAUSARZT, nur_befragt, SETZUNGEN).belegstaerke == 2
    assert compute_gruppenluecke(HAUSARZT, HAUSARZT.gruppen[0], SETZUNGEN).belegstaerke == 3


# What must always hold

anteil = st.floats(0, 1)
huerden = st.dictionaries(st.sampled_from(HUERDEN), anteil, min_size=1)
gruppen = st.sampled_from(sorted(SETZUNGEN.gewichte))


@st.composite
def lagen(draw: st.DrawFn, name: str = ALLE) -> Gruppenlage:
    n = draw(st.integers(1, 300))
    nennung = Nennung(draw(st.integers(0, n)), n)
    return Gruppenlage(
        gruppe=name,
        personen=Personenspanne(*sorted((draw(st.integers(0, 20_000)), draw(st.integers(0, 20_000))))),
        nennung=draw(st.sampled_from((nennung, None))),
        wichtigkeit=draw(st.none() | st.builds(Wichtigkeit, st.floats(1, 7), st.just(1), st.just(7))),
        struktur=draw(st.none() | anteil),
        huerden=draw(huerden),
        fehlt_ganz=draw(st.booleans()),
    )


dienstlagen = st.builds(
    lambda alle, ab65, neu, nr: Dienstlage(dienst=f"d{nr}", gruppen=(alle, ab65, neu)),
    lagen(),
    lagen("ab-65"),
    lagen("neu-zugewandert"),
    st.integers(0, 10_000),
)


def luecke_von(lage: Gruppenlage) -> Gruppenluecke:
    return compute_gruppenluecke(Dienstlage(dienst="x", gruppen=(lage,)), lage, SETZUNGEN)


@settings(max_examples=50)
@given(lagen())
def test_everything_stays_between_nothing_and_all(lage: Gruppenlage) -> None:
    luecke = luecke_von(lage)
    for wert in (luecke.bedarf, luecke.angebot, luecke.luecke, luecke.unten, luecke.oben):
        assert wert is None or 0 <= wert <= 1
    if luecke.luecke is not None:
        assert luecke.unten is not None
        assert luecke.oben is not None
        assert luecke.unten <= luecke.luecke <= luecke.oben
        if luecke.bedarf == 0 or luecke.angebot == 1:
            assert luecke.luecke == 0


@settings(max_examples=50)
@given(lagen(), st.sampled_from(HUERDEN), anteil)
def test_a_better_factor_never_makes_a_gap_larger(lage: Gruppenlage, huerde: Huerde, mehr: float) -> None:
    lage = replace(lage, huerden={**lage.huerden, huerde: lage.huerden.get(huerde, 0.5)})
    besser = min(1.0, lage.huerden[huerde] + mehr)
    vorher, nachher = (
        luecke_von(lage).luecke,
        luecke_von(replace(lage, huerden={**lage.huerden, huerde: besser})).luecke,
    )
    assert (vorher is None) == (nachher is None)
    if vorher is not None and nachher is not None:
        assert nachher <= vorher + 1e-12


@settings(max_examples=50)
@given(lagen(), st.integers(0, 50))
def test_more_people_who_miss_it_never_make_a_gap_smaller(lage: Gruppenlage, mehr: int) -> None:
    nennung = lage.nennung or Nennung(5, 20)
    mehr_genannt = Nennung(min(nennung.befragt, nennung.genannt + mehr), nennung.befragt)
    vorher = luecke_von(replace(lage, nennung=nennung)).luecke
    nachher = luecke_von(replace(lage, nennung=mehr_genannt)).luecke
    if vorher is not None and nachher is not None:
        assert nachher >= vorher - 1e-12


@given(gruppen, st.sets(st.sampled_from(HUERDEN), min_size=1), st.floats(0.05, 1))
def test_equal_factors_give_just_that_value(name: str, bekannt: set[Huerde], wert: float) -> None:
    gewichte = {h: g for h, g in SETZUNGEN.gewichte[name].items() if h in bekannt}
    assert compute_geometrisch(dict.fromkeys(bekannt, wert), gewichte, 0.05) == pytest.approx(wert, abs=1e-12)


@given(gruppen, huerden, st.sampled_from(HUERDEN))
def test_a_factor_left_out_changes_nothing_where_it_equals_the_rest(
    name: str, werte: dict[Huerde, float], aus: Huerde
) -> None:
    rest = {h: w for h, w in werte.items() if h != aus}
    if rest:
        gewichte = SETZUNGEN.gewichte[name]
        v = compute_geometrisch(rest, gewichte, 0.05)
        assert compute_geometrisch({**rest, aus: v}, gewichte, 0.05) == pytest.approx(v, abs=1e-9)


@given(gruppen, huerden)
def test_shares_of_the_factors_add_up(name: str, werte: dict[Huerde, float]) -> None:
    beitraege = compute_beitraege(werte, SETZUNGEN.gewichte[name], 0.05)
    if all(wert == 1 for wert in werte.values()):
        assert beitraege == {}
    elif beitraege:
        assert sum(beitraege.values()) == pytest.approx(1)
        assert all(wert >= 0 for wert in beitraege.values())


@settings(max_examples=8)
@given(st.lists(dienstlagen, min_size=1, max_size=4, unique_by=lambda d: d.dienst))
def test_the_order_of_services_and_groups_changes_nothing(alle: list[Dienstlage]) -> None:
    gemischt = [replace(d, gruppen=tuple(reversed(d.gruppen))) for d in reversed(alle)]
    assert compute_luecken(gemischt, SETZUNGEN) == compute_luecken(alle, SETZUNGEN)


def test_structure_is_one_half_at_the_mean_of_the_city() -> None:
    assert [compute_struktur(z) for z in (-4.0, -2.0, 0.0, 1.0, 2.0, 4.0)] == [0, 0, 0.5, 0.75, 1, 1]


# How firm a rank is


def dienst(name: str, b: float, v: float) -> Dienstlage:
    huerden: dict[Huerde, float] = {"e": v, "k": v}
    return Dienstlage(dienst=name, gruppen=(Gruppenlage(gruppe=ALLE, struktur=b, huerden=huerden),))


def test_clear_gaps_keep_their_rank_whatever_is_decided() -> None:
    bild = compute_luecken([dienst(f"d{n}", 0.1 * (n + 1), 0.5) for n in range(8)], SETZUNGEN)
    assert [d.dienst for d in bild.luecken] == [f"d{n}" for n in reversed(range(8))]
    spannen = {d.dienst: d.spanne for d in bild.luecken}
    for nr, d in enumerate(bild.luecken, start=1):
        spanne = spannen[d.dienst]
        assert spanne is not None
        assert (spanne.von, spanne.bis, spanne.stabil) == (nr, nr, nr <= 5)


def test_a_rank_that_hangs_on_a_weight_is_a_range() -> None:
    weit = Dienstlage(
        dienst="weit", gruppen=(Gruppenlage(gruppe=ALLE, struktur=0.6, huerden={"e": 0.3, "k": 0.9}),)
    )
    voll = Dienstlage(
        dienst="voll", gruppen=(Gruppenlage(gruppe=ALLE, struktur=0.6, huerden={"e": 0.8, "k": 0.25}),)
    )
    bild = compute_luecken([weit, voll], SETZUNGEN)
    assert {d.spanne[:2] for d in bild.luecken if d.spanne} == {(1, 2)}
    assert bild.laeufe == (1 + 2 * 3) * 3 * 2  # weights of e, k and structure, θ, two means; no detour known


def test_the_detour_factor_moves_only_what_depends_on_it() -> None:
    umwege = {"1.2": 0.9, "1.3": 0.6, "1.4": 0.2}
    weg = Gruppenlage(gruppe=ALLE, struktur=0.6, huerden={"e": 0.6, "k": 0.6}, umwege=umwege)
    bild = compute_luecken([Dienstlage(dienst="weg", gruppen=(weg,)), dienst("fest", 0.6, 0.61)], SETZUNGEN)
    assert bild.laeufe == (1 + 2 * 3) * 3 * 2 * 3
    assert [d.spanne[:2] for d in bild.luecken if d.spanne] == [(1, 2), (1, 2)]
