from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.bericht_beispiel import BETRIEB, BOESE, INVESTITION, LUECKEN, PLAN, analyse
from wegweiser.adapters import svg
from wegweiser.adapters.bilder import (
    MAX_ZEILEN_ZEITPLAN,
    Schwelle,
    Zeitpunkt,
    build_kostendeckung,
    build_lueckenmatrix,
    build_mittel,
    build_rangfolge,
    build_zeitplan,
)
from wegweiser.adapters.vorlagen import load_worte
from wegweiser.model.base import replace

WORTE = load_worte(Path(__file__).parents[2] / "vorlagen")["BILD"]
SVG = "{http://www.w3.org/2000/svg}"
SCHWELLEN = (Schwelle(Decimal("0.7"), "schwach rentierlich"), Schwelle(Decimal(1), "rentierlich"))


def lies(bild: str) -> ET.Element:
    return ET.fromstring(bild)  # noqa: S314  (our own picture)


def worte(bild: str) -> list[str]:
    return ["".join(text.itertext()) for text in lies(bild).iter(f"{SVG}text")]


def titel(bild: str) -> str:
    return lies(bild).findtext(f"{SVG}title") or ""


def test_matrix_prints_every_value_and_says_it_in_words() -> None:
    bild = build_lueckenmatrix(analyse(), WORTE)
    assert {"4,0", "3,0", "2,2", "1,5", "offen"} <= set(worte(bild))
    assert worte(bild).count("✓ ausgewählt") == 2
    assert "Treffpunkt ohne Verzehrzwang 4,0 (ausgewählt)" in titel(bild)
    assert "Pflegeberatung in der Muttersprache offen" in titel(bild)


def test_darker_means_greater_also_in_greyscale() -> None:
    helligkeit = [
        sum(int(farbe[i : i + 2], 16) * g for i, g in ((1, 299), (3, 587), (5, 114))) for farbe in svg.STUFEN
    ]
    assert all(heller - dunkler > 20_000 for heller, dunkler in pairwise(helligkeit))


def test_weakly_proved_gaps_are_hatched_not_only_coloured() -> None:
    stark = replace(LUECKEN[4], belegstaerke=3)
    mit = build_rangfolge(analyse(), WORTE).count("<line")
    ohne = build_rangfolge(analyse((*LUECKEN[:4], stark, *LUECKEN[5:])), WORTE).count("<line")
    assert mit > ohne


def test_a_gap_without_rank_is_not_in_the_ranking() -> None:
    assert "Pflegeberatung" not in build_rangfolge(analyse(), WORTE)


def test_cost_cover_names_share_and_thresholds() -> None:
    bild = build_kostendeckung(Decimal("0.363"), SCHWELLEN, "unrentierlich", WORTE)
    assert {"36,3\u00a0%", "70\u00a0%", "100\u00a0%", "unrentierlich", "rentierlich"} <= set(worte(bild))
    assert "36,3" in titel(bild)


@pytest.mark.parametrize("anteil", ["-0.1", "0", "0.02", "1", "3.5"])
def test_cost_cover_stays_inside_its_frame(anteil: str) -> None:
    bild = lies(build_kostendeckung(Decimal(anteil), SCHWELLEN, "unrentierlich", WORTE))
    breit = float(bild.get("width", "0"))
    for kasten in bild.iter(f"{SVG}rect"):
        assert float(kasten.get("width", "-1")) >= 0
        assert float(kasten.get("x", "0")) + float(kasten.get("width", "0")) <= breit + 0.1


def test_sources_close_with_what_is_needed() -> None:
    bild = build_mittel(INVESTITION, "Investition", WORTE)
    assert titel(bild) == (
        "Investition: Bedarf 560.000\u00a0€; sicher 95.704\u00a0€, wahrscheinlich 428.296\u00a0€, offen 36.000\u00a0€."
    )


def test_what_nobody_pays_is_a_segment_of_its_own() -> None:
    plan = replace(BETRIEB, offen=Decimal(0), luecke=Decimal(6000))
    assert "ohne Quelle 6.000" in titel(build_mittel(plan, "Betrieb", WORTE))


def test_missing_costs_are_open_not_zero() -> None:
    plan = replace(BETRIEB, summe_verwendung=None, luecke=None)
    assert "noch offen" in worte(build_mittel(plan, "Betrieb", WORTE))
    assert "Bedarf noch offen" in titel(build_mittel(plan, "Betrieb", WORTE))


def test_dates_stand_in_order() -> None:
    bild = build_zeitplan([Zeitpunkt(t.datum, t.art, t.titel) for t in reversed(PLAN.termine)], "Termine")
    tage = [wort for wort in worte(bild) if wort.count(".") == 2 and wort[0].isdigit()]
    assert tage[0] == "15.01.2027"
    assert tage[-1] == "31.12.2030"


def test_a_plan_of_decades_and_many_dates_still_fits() -> None:
    viele = [
        Zeitpunkt(date(2027, 1, 1) + timedelta(days=400 * n), "meilenstein", "Nutzungszusage")
        for n in range(40)
    ]
    bild = build_zeitplan(viele, "Termine")
    assert sum("Nutzungszusage" in wort for wort in worte(bild)) == MAX_ZEILEN_ZEITPLAN
    assert len({wort for wort in worte(bild) if wort.isdigit()}) <= 9


def test_hostile_names_are_escaped_and_cut() -> None:
    luecken = tuple(
        replace(eine, bezeichnung=boese)
        for eine, boese in zip(LUECKEN, (*BOESE[:4], "W" * 5000), strict=False)
    )
    bild = build_lueckenmatrix(analyse(luecken), WORTE) + build_rangfolge(analyse(luecken), WORTE)
    assert "<script" not in bild
    assert max(len(wort) for wort in worte(build_lueckenmatrix(analyse(luecken), WORTE))) < 60


def test_lines_break_between_words() -> None:
    assert svg.brich("Weg zum Markt für Menschen mit Rollator", 110, 12, zeilen=3) == [
        "Weg zum Markt für",
        "Menschen mit",
        "Rollator",
    ]
    assert svg.kuerze("kurz", 100) == "kurz"
    assert svg.kuerze("ein viel zu langer Satz", 60).endswith("…")
