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


@pytest.mark.usefixtures("platz")
def test_taking_out_the_file_of_the_boundary_says_so_before_and_after() -> None:
    fuehre_aus("daten", "quartier", "v", "--raum", "801")
    frage = fuehre_aus("daten", "entfernen", "v", "stadtteile")
    assert "Die Grenze des Quartiers „Marten“ ist aus dieser Datei und geht mit ihr." in frage.glatt
    assert "Nichts entfernt" in frage.glatt
    lauf = fuehre_aus("daten", "entfernen", "v", "stadtteile", "--ja")
    assert "war daraus; setzen Sie sie neu mit `wegweiser daten quartier v --raum NAME`" in lauf.glatt
    assert "Es fehlt die Grenze des Quartiers" in fuehre_aus("auswerten", "v").glatt, (
        "data without a boundary"
    )


@pytest.mark.usefixtures("platz")
def test_taking_out_the_city_around_says_what_goes() -> None:
    fuehre_aus("daten", "quartier", "v", "--umkreis", "300", "--um", "51.5149,7.3810")
    lauf = fuehre_aus("daten", "entfernen", "v", "stadtteile", "--ja")
    assert "ohne sie entfallen die Vergleiche mit der Stadt" in lauf.glatt


@pytest.mark.usefixtures("platz")
def test_a_boundary_far_from_the_data_is_a_warning_not_nobody() -> None:
    fuehre_aus("daten", "einlesen", "v", "q/laeden.geojson", "--ja")
    quartier = fuehre_aus("daten", "quartier", "v", "--umkreis", "500", "--um", "50.94,6.96")
    for lauf in (quartier, fuehre_aus("auswerten", "v")):
        assert lauf.code == 0
        assert "Achtung: Das Bevölkerungsgitter liegt woanders: Seine nächste Zelle ist 70 km" in lauf.glatt
        assert "Stimmen Breite und Länge der Grenze?" in lauf.glatt
        assert "0 Menschen" not in lauf.glatt
    pruefung = fuehre_aus("daten", "pruefen", "v")
    assert pruefung.code == 3
    assert "Verfälscht Ergebnisse: Das Bevölkerungsgitter liegt woanders" in pruefung.glatt
    naeher = fuehre_aus("daten", "quartier", "v", "--umkreis", "200", "--um", "51.54,7.38")
    assert "keine bewohnte Zelle des eingelesenen Gitters; die nächste ist 2,4 km" in naeher.glatt


def test_a_file_that_is_no_boundary_gets_a_hint_that_works_here(platz: Path) -> None:
    (platz / "tabelle.csv").write_text("a;b\n1;2\n3;4\n", "utf-8")
    (platz / "lies.md").write_text("# Was hier liegt\n\nText\n", "utf-8")
    for name in ("tabelle.csv", "lies.md", "q/zensus.csv"):
        lauf = fuehre_aus("daten", "quartier", "v", "--datei", name, "--ja")
        if name != "q/zensus.csv":
            assert "GeoPackage mit Flächen" in lauf.glatt, lauf.text
        assert lauf.code != 0
        assert "--als" not in lauf.glatt
    lauf = fuehre_aus("daten", "einlesen", "v", "lies.md", "--ja")
    assert "Lesbar sind CSV, Excel" in lauf.glatt
    assert "--als" not in lauf.glatt


def test_a_boundary_out_of_a_file_is_set_and_nothing_else_comes_first(platz: Path) -> None:
    fuehre_aus("daten", "entfernen", "v", "stadtteile", "--ja")
    lauf = fuehre_aus("daten", "quartier", "v", "--datei", "q/stadtteile.geojson", "--ja")
    assert lauf.code == 0, lauf.text
    assert "Als Nächstes die Grenze" not in lauf.glatt
    assert "Ist das die ganze Stadt, gibt es nichts, womit zu vergleichen wäre" in lauf.glatt
    assert platz.exists()


@pytest.mark.usefixtures("platz")
@pytest.mark.parametrize(
    ("um", "gesagt"), [("7.381,51.5149", True), ("7,381 51,5149", True), ("51.5149,7.381", False)]
)
def test_longitude_first_is_read_and_said(um: str, *, gesagt: bool) -> None:
    lauf = fuehre_aus("daten", "quartier", "v", "--umkreis", "300", "--um", um)
    assert lauf.code == 0
    assert ("als Länge 7,381 und Breite 51,5149 gelesen" in lauf.glatt) is gesagt
