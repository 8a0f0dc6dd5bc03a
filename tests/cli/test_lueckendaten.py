"""`daten luecken` as it is typed: what it shows, explains and takes over, and what it says where it cannot."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kommandozeile import Lauf, fuehre_aus

MARTEN = Path(__file__).parents[1] / "daten" / "marten"


@pytest.fixture(scope="module")
def vorhaben(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The eastern neighbour of Marten, which has it further to everything."""
    ort = tmp_path_factory.mktemp("luecken")
    with pytest.MonkeyPatch.context() as umgebung:
        umgebung.chdir(ort)
        umgebung.setenv("WEGWEISER_SCHLICHT", "1")
        assert fuehre_aus("neu", "v", "--leitfaden", "wegweiser").code == 0
        dateien = (str(MARTEN / name) for name in ("zensus.csv", "stadtteile.geojson", "laeden.geojson"))
        assert fuehre_aus("daten", "einlesen", "v", *dateien, "--ja").code == 0
        assert fuehre_aus("daten", "quartier", "v", "--raum", "Lütgendortmund", "--ja").code == 0
        yield ort / "v"


@pytest.fixture
def eigenes(vorhaben: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(vorhaben, tmp_path / "v")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WEGWEISER_SCHLICHT", "1")
    return tmp_path / "v"


def luecken(*mehr: str, eingabe: tuple[str, ...] = ()) -> Lauf:
    return fuehre_aus("daten", "luecken", "v", *mehr, eingabe=eingabe)


def test_gaps_with_what_they_rest_on_and_how_weak_that_is(eigenes: Path) -> None:
    lauf = luecken()
    assert lauf.code == 0, lauf.text
    for text in (
        "Ohne Befragung ist der Bedarf nur aus der Bevölkerung geschätzt",
        "Kita (Bildung, Erziehung und Integration), vor allem für: Alle Menschen im Quartier – neu",
        "Gesetzlicher Anspruch: gehört ins Fachamt",
        "Belegstärke 1. Aus Daten: Lückenindex 0,9, Lückenwert der Gruppe 0,9",
        "50 % der Hürden bekannt",
        "daten luecken v --uebernehmen",
    ):
        assert text in lauf.glatt, text
    assert not (eigenes / "bericht").exists()


def test_every_number_shows_its_working(eigenes: Path) -> None:
    lauf = luecken("--rechenweg", "Supermarkt")
    daten = json.loads(luecken("--json").text)
    supermarkt = next(d for d in daten["luecken"] if d["dienst"] == "supermarkt")
    alle = supermarkt["gruppen"][0]
    zahl = str(alle["luecke"]).replace(".", ",")
    assert lauf.code == 0
    assert f"= {zahl}" in lauf.glatt
    assert "Menge gegen das Mittel der Stadt: min(1;" in lauf.glatt
    assert "Unbekannt und darum nicht mitgerechnet: Zeiten, Preis, Sprache" in lauf.glatt
    assert daten["laeufe"] > 50
    assert eigenes.exists()


def test_a_misspelt_service_is_guessed(eigenes: Path) -> None:
    lauf = luecken("--rechenweg", "supermakt")
    assert lauf.code == 2
    assert "Meinten Sie „supermarkt“?" in lauf.glatt
    assert "wegweiser daten luecken v" in lauf.glatt
    assert eigenes.exists()


def test_taking_over_asks_first_and_can_be_undone(eigenes: Path) -> None:
    ohne = luecken("--uebernehmen")
    assert ohne.code == 2
    assert "Ohne Terminal kann niemand gefragt werden" in ohne.glatt
    lauf = luecken("--uebernehmen", "--ja")
    assert lauf.code == 0, lauf.text
    assert "Übernommen: 2 neu." in lauf.glatt
    assert "Dringlichkeit und Potenzial tragen Sie selbst ein" in lauf.glatt
    assert "Aus Daten: " in (eigenes / "vorhaben.yaml").read_text("utf-8")
    nochmal = luecken("--uebernehmen", "--ja")
    assert "Es gibt nichts zu übernehmen." in nochmal.glatt
    assert "aus den Daten des Vorhabens übernommen" in fuehre_aus("verlauf", "v").glatt
    assert fuehre_aus("rueckgaengig", "v").code == 0
    assert "Aus Daten: " not in (eigenes / "vorhaben.yaml").read_text("utf-8")


def test_without_files_it_says_which_are_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert fuehre_aus("neu", "v", "--leitfaden", "wegweiser").code == 0
    lauf = luecken()
    assert lauf.code == 6
    assert "lassen sich noch keine Lücken rechnen" in lauf.glatt
    assert "ein Bevölkerungsgitter, Angebote mit ihrem Ort und die Grenze" in lauf.glatt


@pytest.mark.usefixtures("eigenes")
def test_data_without_a_boundary_or_away_from_it_are_not_called_missing() -> None:
    assert fuehre_aus("daten", "quartier", "v", "--umkreis", "500", "--um", "50.94,6.96").code == 0
    weit = luecken()
    assert weit.code == 6
    assert "obwohl Daten und Grenze da sind. Das Bevölkerungsgitter liegt woanders" in weit.glatt
    assert "Stimmen Breite und Länge der Grenze?" in weit.glatt
    fuehre_aus("daten", "quartier", "v", "--raum", "Marten")
    assert fuehre_aus("daten", "entfernen", "v", "stadtteile", "--ja").code == 0
    ohne = luecken()
    assert ohne.code == 6
    assert "Ohne die Grenze des Quartiers lassen sich keine Lücken rechnen" in ohne.glatt
