from pathlib import Path
from xml.etree import ElementTree as ET

from tests.quartier_beispiel import WORTE as NAMEN
from tests.quartier_beispiel import build_versorgung
from wegweiser.adapters import svg
from wegweiser.adapters.bilder_versorgung import MAX_DIENSTE, build_reichweiten
from wegweiser.adapters.vorlagen import load_worte
from wegweiser.cli.lueckenworte import SCHRITTE
from wegweiser.model.base import replace
from wegweiser.model.quartiersbild import rank_versorgung

TAFELN = load_worte(Path(__file__).parents[2] / "vorlagen")
WORTE = TAFELN["VERSORGUNG"]
SVG = "{http://www.w3.org/2000/svg}"


def texte(bild: str) -> list[str]:
    return ["".join(t.itertext()).replace("\u00a0", " ") for t in ET.fromstring(bild).iter(f"{SVG}text")]  # noqa: S314


def test_fewest_reached_first_with_threshold_and_city() -> None:
    versorgung = build_versorgung(NAMEN)
    gesagt = texte(build_reichweiten(versorgung, WORTE))
    assert gesagt[0] == versorgung[2].dienst.titel
    assert {"fehlt ganz", "58 %", "70–82 %", "82 %", "bis 1.000 m Fußweg", "Stadt"} <= set(gesagt)
    titel = ET.fromstring(build_reichweiten(versorgung, WORTE)).findtext(f"{SVG}title") or ""  # noqa: S314
    assert f"{versorgung[0].dienst.titel} bis 1.000 m Fußweg: 58\u00a0%, Stadt 82 %" in titel


def test_what_is_not_known_exactly_is_hatched() -> None:
    genau, spanne, _ = build_versorgung(NAMEN)
    assert build_reichweiten((spanne,), WORTE).count("<line") > build_reichweiten((genau,), WORTE).count(
        "<line"
    )


def test_long_lists_end_and_street_furniture_comes_last() -> None:
    eines = build_versorgung(NAMEN)[2]
    viele = tuple(
        replace(
            eines, dienst=replace(eines.dienst, id=f"d{nr}" if nr else "briefkasten", titel=f"Dienst {nr}")
        )
        for nr in range(40)
    )
    assert rank_versorgung(viele)[-1].dienst.id == "briefkasten"
    gesagt = texte(build_reichweiten(viele, WORTE))
    assert sum(text.startswith("Dienst ") for text in gesagt) == MAX_DIENSTE


def test_labels_stay_on_the_page() -> None:
    lang = build_versorgung(("Straßenbahnhaltestellenüberdachung" * 3,) * 5)
    for text in ET.fromstring(build_reichweiten(lang, WORTE)).iter(f"{SVG}text"):  # noqa: S314
        breit = svg.breite("".join(text.itertext()), float(text.get("font-size", "12")))
        links = float(text.get("x", "0")) - (breit if text.get("text-anchor") == "end" else 0)
        assert -1 <= links <= links + breit <= 601


def test_screen_and_report_name_the_steps_of_a_gap_alike() -> None:
    assert TAFELN["LUECKENSCHRITTE"] == SCHRITTE
