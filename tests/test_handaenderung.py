"""The file is edited by hand while a session has it open: nothing typed in either place is lost or overwritten."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import KLEIN, write_leitfaden
from tests.kommandozeile import Zeile, fuehre_aus
from wegweiser import workflow
from wegweiser.adapters.protokoll import load_protokoll
from wegweiser.errors import VorhabenGeaendertError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow.umfeld import Umfeld

YAML = Path("v/vorhaben.yaml")


@pytest.fixture(autouse=True)
def vorhaben(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_leitfaden(tmp_path / "leitfaden", KLEIN)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WEGWEISER_SCHLICHT", "1")
    assert fuehre_aus("neu", "v", "--leitfaden", "leitfaden").code == 0
    assert fuehre_aus("antwort", "v", "einwohner", "9500").code == 0


def aendere(alt: str, neu: str) -> Callable[[], None]:
    def tue() -> None:
        text = YAML.read_text(encoding="utf-8")
        assert alt in text
        YAML.write_text(text.replace(alt, neu), encoding="utf-8")

    return tue


def lies(umfeld: Umfeld) -> dict[str, object]:
    stand = workflow.load_stand(Path("v"), umfeld)
    assert stand.nachtraege == ()
    return {str(a): antwort.wert for a, antwort in stand.vorhaben.antworten.items()}


def test_another_answer_is_taken_over_and_told(umfeld: Umfeld) -> None:
    hand = aendere("einwohner: 9500", "einwohner: 9600  # Stand 2026\n    laden: ja")
    lauf = fuehre_aus("start", "v", eingabe=[":geh name", hand, "Marten", "!"])
    assert "Inzwischen in vorhaben.yaml von Hand geändert und übernommen:" in lauf.glatt
    assert "einwohner: 9.500 → 9.600" in lauf.glatt or "Wie viele?: 9.500 → 9.600" in lauf.glatt
    assert lies(umfeld) == {"name": "Marten", "einwohner": 9600, "laden": True}
    assert "# Stand 2026" in YAML.read_text(encoding="utf-8")


def test_the_same_answer_is_shown_and_asked_once_more(umfeld: Umfeld) -> None:
    hand = aendere("einwohner: 9500", "einwohner: 9600")
    lauf = fuehre_aus("start", "v", eingabe=[":geh einwohner", hand, "9700", "!"])
    assert (
        "Noch nicht gespeichert. Diese Antwort wurde inzwischen in vorhaben.yaml von Hand geändert"
        in lauf.glatt
    )
    assert "9.500 → 9.600" in lauf.glatt
    assert "Nicht gespeichert ist nur: 9700" in lauf.glatt
    assert lies(umfeld)["einwohner"] == 9600
    noch = aendere("einwohner: 9600", "einwohner: 9650")
    lauf = fuehre_aus(
        "start", "v", eingabe=[":geh einwohner", noch, "9700", "", "!"]
    )  # an empty line: once more
    assert "gespeichert: 9.700" in lauf.glatt
    assert lies(umfeld)["einwohner"] == 9700
    assert fuehre_aus("rueckgaengig", "v").code == 0
    assert lies(umfeld)["einwohner"] == 9650


def test_a_file_broken_in_the_editor_waits_until_it_is_mended(umfeld: Umfeld) -> None:
    kaputt, heil = (
        aendere("einwohner: 9500", 'einwohner: "9600'),
        aendere('einwohner: "9600', "einwohner: 9600"),
    )
    lauf = fuehre_aus("start", "v", eingabe=[":geh name", kaputt, "Marten", heil, "", "!"])
    assert "Noch nicht gespeichert. v/vorhaben.yaml:1" in lauf.glatt
    assert lies(umfeld) == {"name": "Marten", "einwohner": 9600}


def test_a_comment_and_another_layout_need_no_word(umfeld: Umfeld) -> None:
    hand = aendere("  rahmen:\n    einwohner: 9500", "  # Rahmen\n  rahmen: {einwohner: 9500}")
    lauf = fuehre_aus("start", "v", eingabe=[":geh name", hand, "Marten", "!"])
    assert "Hand" not in lauf.text
    assert lies(umfeld) == {"name": "Marten", "einwohner": 9500}
    assert "  # Rahmen\n" in YAML.read_text(encoding="utf-8")


def test_a_removed_file_is_written_again(umfeld: Umfeld) -> None:
    lauf = fuehre_aus("start", "v", eingabe=[":geh name", YAML.unlink, "Marten", "!"])
    assert "vorhaben.yaml war verschwunden und wurde neu geschrieben." in lauf.glatt
    assert lies(umfeld) == {"name": "Marten", "einwohner": 9500}


def test_what_could_not_be_saved_waits_at_its_own_question(umfeld: Umfeld) -> None:
    """An empty line at another question must not save it there."""
    kaputt, heil = aendere("format: 1", "format: ["), aendere("format: [", "format: 1")
    zeilen: list[Zeile] = [":geh name", kaputt, "Marten", ":geh einwohner", heil, "", ":geh name", "", "!"]
    lauf = fuehre_aus("start", "v", eingabe=zeilen)
    assert "unverändert." in lauf.text
    assert lies(umfeld) == {"name": "Marten", "einwohner": 9500}


def test_a_program_is_told_where_both_changed_the_same(umfeld: Umfeld) -> None:
    with workflow.bearbeite(Path("v"), umfeld) as stand:
        aendere("einwohner: 9500", "einwohner: 9600")()
        stand = workflow.save_antwort(stand, Adresse("name"), Antwort(wert="M"), umfeld)  # noqa: PLW2901
        assert [n.code for n in stand.nachtraege] == ["von-hand"]
        aendere("einwohner: 9600", "einwohner: 9601")()
        with pytest.raises(VorhabenGeaendertError):
            workflow.save_antwort(stand, Adresse("einwohner"), Antwort(wert=5), umfeld)
    assert lies(umfeld) == {"name": "M", "einwohner": 9601}


def test_an_edit_that_was_noted_when_the_power_went_is_one_step(umfeld: Umfeld) -> None:
    aendere("9500", "9600")()
    von_hand = YAML.read_bytes()
    with workflow.bearbeite(Path("v"), umfeld):
        gespeichert = YAML.read_bytes()
    YAML.write_bytes(von_hand)  # the journal tells of the edit, the file does not know its number yet
    with workflow.bearbeite(Path("v"), umfeld):
        pass
    assert YAML.read_bytes() == gespeichert
    assert [zeile.art for zeile in load_protokoll(Path("v"))] == ["angelegt", "antwort", "von-hand"]
    assert lies(umfeld) == {"einwohner": 9600}
