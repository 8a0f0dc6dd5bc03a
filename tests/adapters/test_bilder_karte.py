import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from tests.quartier_beispiel import CREDITS, FELDER, build_beispielkarte
from wegweiser.adapters import svg
from wegweiser.adapters.bilder_karte import TOENE, build_karte
from wegweiser.adapters.vorlagen import load_worte
from wegweiser.core.raum.karte import build_klassen, compute_nordrichtung
from wegweiser.model.base import replace
from wegweiser.model.quartiersbild import Kartenzelle, Quartierkarte

WORTE = load_worte(Path(__file__).parents[2] / "vorlagen")["KARTE"]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def karte() -> Quartierkarte:
    return build_beispielkarte()


def lies(bild: str) -> ET.Element:
    return ET.fromstring(bild)  # noqa: S314  (our own picture)


def worte(bild: str) -> list[str]:
    return ["".join(text.itertext()) for text in lies(bild).iter(f"{SVG}text")]


def test_legend_names_everything_that_is_drawn(karte: Quartierkarte) -> None:
    bild = build_karte(karte, "Probe", WORTE)
    texte = " ".join(worte(bild))
    assert all(f"{titel} (" in texte for _, titel in FELDER)
    assert all(credit in texte for credit in CREDITS)
    assert texte.count(CREDITS[0]) == 1
    for satz in (
        "unter 10 (ohne Zahl)",
        "10 bis unter 50",
        "ab 400",
        "Grenze des Quartiers",
        "leer stehende Räume (1)",
    ):
        assert satz in texte
    assert "Apotheke erst nach mehr als 1.000 m Fußweg" in texte
    assert "bewohnt, Zahl nicht veröffentlicht" in texte
    assert {"N", "500 m"} <= {wort.strip() for wort in worte(bild)}


def test_the_same_in_words_for_those_who_do_not_see_it(karte: Quartierkarte) -> None:
    bild = lies(build_karte(karte, "Probe", WORTE))
    lang = bild.findtext(f"{SVG}title") or ""
    assert lang.startswith("Karte des Quartiers Probe. 299 bewohnte Zellen von 100 m: ")
    assert "Norden ist oben" in lang
    assert "Schraffiert ist: Apotheke" in lang


def test_nobody_can_be_counted_in_a_cell_of_less_than_ten(karte: Quartierkarte) -> None:
    wenige = [zelle for zelle in karte.zellen if zelle.klasse == 0]
    assert len(wenige) > 1
    assert not re.search(r"\b[1-9] Menschen", build_karte(replace(karte, unversorgt=7), "Probe", WORTE))
    assert "weniger als 10 Menschen" in build_karte(replace(karte, unversorgt=7), "Probe", WORTE)


def test_classes_darken_in_greyscale() -> None:
    hell = [sum(int(f[i : i + 2], 16) * g for i, g in ((1, 299), (3, 587), (5, 114))) for f in TOENE]
    assert all(heller - dunkler > 20_000 for heller, dunkler in pairwise(hell))
    assert len(TOENE) == len(build_klassen(100)) == len(build_klassen(1000))


def test_every_text_stays_on_the_page(karte: Quartierkarte) -> None:
    bild = lies(build_karte(replace(karte, felder=tuple((i, t * 4) for i, t in FELDER)), "Probe", WORTE))
    breit, hoch = (float(bild.get(name, "0")) for name in ("width", "height"))
    for text in bild.iter(f"{SVG}text"):
        groesse, lang = float(text.get("font-size", "12")), "".join(text.itertext())
        anfang = float(text.get("x", "0")) - (
            svg.breite(lang, groesse) / 2 if text.get("text-anchor") == "middle" else 0
        )
        assert anfang >= 0
        assert anfang + svg.breite(lang, groesse) <= breit + 2
        assert 0 < float(text.get("y", "0")) <= hoch


def test_three_hundred_cells_stay_small_and_the_same(karte: Quartierkarte) -> None:
    alle_fern = tuple(zelle._replace(unversorgt=True) for zelle in karte.zellen)
    bild = build_karte(replace(karte, zellen=alle_fern), "Probe", WORTE)
    assert len(bild.encode()) < 100_000
    assert bild == build_karte(replace(karte, zellen=alle_fern), "Probe", WORTE)


def test_a_whole_city_is_drawn_in_larger_cells() -> None:
    karte = build_beispielkarte(120, 100, orte=400)
    assert karte.weite > 100
    assert len(karte.zellen) <= 2_500
    assert len(build_karte(karte, "Stadt", WORTE).encode()) < 250_000


def test_a_boundary_without_anything_in_it_is_a_map_too(karte: Quartierkarte) -> None:
    leer = replace(karte, zellen=(), marken=(), klassen=(), dienst="", unversorgt=None, nennungen=())
    assert "Grenze des Quartiers" in build_karte(leer, "Probe", WORTE)


def test_unreached_cells_are_hatched(karte: Quartierkarte) -> None:
    nah = replace(karte, zellen=tuple(Kartenzelle(z.x, z.y, z.klasse) for z in karte.zellen))
    assert svg.ROST in build_karte(karte, "Probe", WORTE).split("bewohnt, Zahl")[0]
    assert build_karte(nah, "Probe", WORTE).count("<path") < build_karte(karte, "Probe", WORTE).count("<path")


@pytest.mark.parametrize(
    ("x", "y", "grad"),
    [(4_104_000, 3_096_000, 2.4), (4_321_000, 3_000_000, 0.0), (4_541_000, 3_263_000, -2.7)],
)
def test_north_leans_as_the_projection_turns(x: float, y: float, grad: float) -> None:
    """Köln, the central meridian, Berlin; the reference is pyproj."""
    pyproj = pytest.importorskip("pyproj")
    wahr = (
        -pyproj.Proj("EPSG:3035")
        .get_factors(*pyproj.Transformer.from_crs("EPSG:3035", "EPSG:4258", always_xy=True).transform(x, y))
        .meridian_convergence
    )
    assert float(compute_nordrichtung(x, y)) == pytest.approx(wahr, abs=0.06)
    assert float(compute_nordrichtung(x, y)) == pytest.approx(grad, abs=0.11)


def test_grown_cells_know_the_sum() -> None:
    karte = build_beispielkarte(120, 100)
    assert {zelle.klasse for zelle in karte.zellen} <= {*range(len(karte.klassen)), None}
    assert np.unique([(z.x, z.y) for z in karte.zellen], axis=0).shape[0] == len(karte.zellen)
