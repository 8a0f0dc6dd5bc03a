"""The boundary of the Quartier: what is said where files overlap, go, or lie elsewhere."""

import shutil
from pathlib import Path

import pytest

from tests.builders import KLEIN, write_leitfaden
from tests.kommandozeile import fuehre_aus
from wegweiser.workflow import daten

MARTEN = Path(__file__).parents[1] / "daten" / "marten"


@pytest.fixture
def platz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Vorhaben `v` with grid and areas beside the files they came from."""
    write_leitfaden(tmp_path / "leitfaden", KLEIN)
    shutil.copytree(MARTEN, tmp_path / "q")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WEGWEISER_SCHLICHT", "1")
    assert fuehre_aus("neu", "v", "--leitfaden", "leitfaden").code == 0
    lauf = fuehre_aus("daten", "einlesen", "v", "q/zensus.csv", "q/stadtteile.geojson", "--ja")
    assert lauf.code == 0, lauf.text
    return tmp_path


def _schreibe_zweite(platz: Path, alt: str, neu: str) -> str:
    """The areas once more under another name, with one text replaced."""
    text = (MARTEN / "stadtteile.geojson").read_text("utf-8")
    assert alt in text
    (platz / "q" / "bezirke.geojson").write_text(text.replace(alt, neu), "utf-8")
    return fuehre_aus("daten", "einlesen", "v", "q/bezirke.geojson", "--ja").glatt


def test_the_same_areas_out_of_two_files_are_one_area(platz: Path) -> None:
    zweite = _schreibe_zweite(platz, "]}\n", "]}\n\n")
    assert "Dieselben Gebiete sind schon als „stadtteile“ eingelesen (stadtteile.geojson)" in zweite
    lauf = fuehre_aus("daten", "quartier", "v", "--raum", "801")
    assert (lauf.code, "genommen ist die neuere Datei, „bezirke“" in lauf.glatt) == (0, True), lauf.text
    angabe = daten.load_bestand(platz / "v").quartier
    assert angabe is not None
    assert (angabe.datei, angabe.raum) == ("bezirke", "801")


def test_the_way_out_of_two_areas_with_one_key_works_as_it_is_printed(platz: Path) -> None:
    assert "Dieselben Gebiete" not in _schreibe_zweite(platz, "7.372094", "7.373094")
    lauf = fuehre_aus("daten", "quartier", "v", "--raum", "801")
    assert (lauf.code, "zum Beispiel --datei stadtteile --raum 801." in lauf.glatt) == (2, True), lauf.text
    assert "„Marten“" in fuehre_aus("daten", "quartier", "v", "--datei", "stadtteile", "--raum", "801").text
