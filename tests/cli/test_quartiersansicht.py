"""What the data say, as text: a golden screen of eighty columns, in letters and in plain sentences."""

from pathlib import Path

import pytest

from tests.quartier_beispiel import build_beispielkarte, build_bild
from wegweiser.cli.ausgabe import wrap_satz
from wegweiser.cli.datenhinweis import build_kuerzeres, build_kurzbild
from wegweiser.cli.quartiersansicht import build_wuensche, print_quartiersbild
from wegweiser.cli.textkarte import build_textkarte, format_personen
from wegweiser.model.base import replace
from wegweiser.model.daten import Datenfund
from wegweiser.model.quartiersbild import Quartiersbild

GOLDEN = Path(__file__).parents[1] / "golden" / "quartiersbild.txt"


def zeige(bild: Quartiersbild, capsys: pytest.CaptureFixture[str]) -> str:
    print_quartiersbild(bild, Path("marten"), farbig=False)
    return capsys.readouterr().out


def test_plain_text_is_as_it_was(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert zeige(build_bild(), capsys) == GOLDEN.read_text(encoding="utf-8")


def test_a_little_data_is_shown_too(capsys: pytest.CaptureFixture[str]) -> None:
    text = zeige(Quartiersbild(titel="Marten", fehlt=("quartier", "zellen", "orte", "raeume")), capsys)
    assert "Was die Daten sagen: Marten" in text
    assert "die Grenze des Quartiers" in text
    assert "die Stadtteile als Flächen" not in text  # three at most, the most useful first
    assert "wegweiser daten einlesen marten DATEI" in " ".join(text.split())


def test_map_in_letters_has_a_row_per_row_of_cells() -> None:
    saetze = build_textkarte(build_beispielkarte())
    zeilen = [satz.text for satz in saetze if satz.ganz]
    assert len(zeilen) == 15
    assert all(len(zeile) <= 76 for zeile in zeilen)
    assert "·" in zeilen[-1]  # few people in the south-west
    assert all("×" in zeile for zeile in zeilen)
    assert zeilen[0].endswith("?×") or zeilen[0].endswith("??")
    legende = " ".join(satz.text for satz in saetze[len(zeilen) :])
    assert "· unter 10, ░ ab 10" in legende
    assert "× Apotheke erst nach mehr als 1.000 m Fußweg" in legende


def test_a_city_fits_on_the_screen_as_well() -> None:
    zeilen = [satz for satz in build_textkarte(build_beispielkarte(120, 100)) if satz.ganz]
    assert all(len(wrap_satz(satz, 80)) == 1 for satz in zeilen)
    assert len(zeilen) <= 50


@pytest.mark.parametrize(
    ("anzahl", "text"),
    [(0, "niemand"), (7, "weniger als 10 Menschen"), (10, "10 Menschen"), (5082, "5.082 Menschen")],
)
def test_few_persons_are_not_counted_out(anzahl: int, text: str) -> None:
    assert format_personen(anzahl) == text


def test_the_end_of_the_analysis_says_it_in_five_lines() -> None:
    text = [satz.text for satz in build_kurzbild(build_bild(), Path("marten"))]
    assert text[0] == "Was die Daten sagen: Abfallentsorgung"
    assert "22.304 bis 22.306 Menschen leben hier." in text
    assert any("Weit ist es zu: Abfallentsorgung (58\u00a0%, Stadt 82\u00a0%)" in satz for satz in text)
    assert "daten luecken marten --uebernehmen" in text[-1]
    ohne = build_kurzbild(replace(build_bild(), luecken=None, versorgung=()), Path("marten"))
    assert "--uebernehmen" not in ohne[-1].text


def test_the_end_of_the_analysis_says_why_there_is_nothing() -> None:
    fund = Datenfund("zellen-weit-weg", angaben={"titel": "Marten", "km": 70})
    (zeile,) = build_kuerzeres(Quartiersbild(titel="Marten", funde=(fund,)))
    assert "Seine nächste Zelle ist 70 km vom Quartier „Marten“ entfernt." in zeile.text
    (ohne,) = build_kuerzeres(Quartiersbild(titel="Marten", fehlt=("quartier",)))
    assert "Es fehlt die Grenze des Quartiers" in ohne.text


def test_nothing_is_wished_for_when_everything_is_there() -> None:
    assert build_wuensche((), Path("marten")) == []
