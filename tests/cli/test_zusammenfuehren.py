import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ALLES, Programm
from wegweiser import workflow
from wegweiser.cli.app import main
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow.umfeld import Umfeld


@pytest.fixture
def vorhaben(tmp_path: Path, umfeld: Umfeld) -> Path:
    """A Vorhaben on the guide with every question type."""
    workflow.create(tmp_path / "probe", leitfaden=str(ALLES), titel="Probe", umfeld=umfeld)
    return tmp_path / "probe"


@pytest.fixture
def kopie(vorhaben: Path, tmp_path: Path, umfeld: Umfeld) -> Path:
    """A copy; both changed the same answer, and each one of its own."""
    sage(vorhaben, umfeld, name="Marten")
    ziel = Path(shutil.copytree(vorhaben, tmp_path / "kopie"))
    (ziel / "daten").mkdir()
    (ziel / "daten" / "zensus.csv").write_text("x", encoding="utf-8")
    sage(vorhaben, umfeld, name="Marten-Süd", jahr=2027)
    sage(ziel, umfeld._replace(kuerzel="cd"), name="Marten-Nord", menschen=9500)
    return ziel


def sage(ordner: Path, umfeld: Umfeld, **werte: Any) -> None:
    with workflow.bearbeite(ordner, umfeld) as stand:
        for name, wert in werte.items():
            stand = workflow.save_antwort(stand, Adresse(name), Antwort(wert=wert), umfeld)  # noqa: PLW2901


@pytest.mark.usefixtures("kopie")
def test_preview_merge_decide_undo(wegweiser: Programm, vorhaben: Path) -> None:
    yaml = (vorhaben / "vorhaben.yaml").read_bytes()
    lauf = wegweiser("zusammenfuehren", "probe", "kopie")
    assert lauf.returncode == 0, lauf.stderr
    assert re.sub(r"\d\d\.\d\d\.\d{4}( um)? \d\d:\d\d", r"TAG\1 ZEIT", lauf.stdout) == (
        "Probe: kopie dazunehmen\n"
        "Die Kopie wurde zuletzt am TAG um ZEIT Uhr geändert; sie bleibt, wie sie ist.\n\n"
        "Aus der Kopie (1)\n"
        "  • Menschen: – → 9.500 Menschen\n\n"
        "In beiden geändert (1) – es gilt weiter, was hier steht, bis Sie entscheiden\n"
        "  • Name · name\n"
        "    hier: Marten-Süd (ab, TAG ZEIT)\n"
        "    dort: Marten-Nord (cd, TAG ZEIT)\n\n"
        "Zusammengeführt werden nur die Antworten. Bitte selbst ansehen – nur in der Kopie oder dort anders:\n"
        "daten/zensus.csv.\n"
        "Eine Antwort ist nur hier geändert und bleibt.\n\n"
        "Zusammenführen? ja oder nein: \n"
        "Nichts geändert. Mit --ja führt der Befehl ohne Rückfrage zusammen.\n"
    )
    assert (vorhaben / "vorhaben.yaml").read_bytes() == yaml
    daten = json.loads(wegweiser("zusammenfuehren", "probe", "kopie", "--json").stdout)
    assert daten["zusammengefuehrt"] is False
    assert [(k["kennung"], k["dort"].partition(" ")[0]) for k in daten["konflikte"]] == [
        ("name", "Marten-Nord")
    ]
    lauf = wegweiser("zusammenfuehren", "probe", "kopie", eingabe="ja\n")
    assert (
        "Zusammengeführt: eine Antwort geändert. `wegweiser rueckgaengig probe` nimmt alles gemeinsam zurück."
        in lauf.stdout
    )
    assert "Entscheiden: `wegweiser zusammenfuehren probe --entscheiden`\n" in lauf.stdout
    assert "`wegweiser zusammenfuehren probe --entscheiden`" in wegweiser("status", "probe").stdout
    lauf = wegweiser("zusammenfuehren", "probe", "--entscheiden", eingabe="s\n")
    assert "1 von 1: Name · name" in lauf.stdout
    assert lauf.stdout.endswith("Ein Widerspruch ist noch offen.\n")
    lauf = wegweiser("zusammenfuehren", "probe", "--entscheiden", eingabe="vielleicht\nd\n")
    assert lauf.stdout.endswith("Alles ist entschieden.\n"), lauf.stdout
    assert "name: Marten-Nord" in (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")
    assert "Widerspr" not in wegweiser("status", "probe").stdout


@pytest.mark.usefixtures("kopie")
def test_without_anybody_to_ask(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser("zusammenfuehren", "probe", "kopie", "--ja", "--json")
    assert json.loads(lauf.stdout)["zusammengefuehrt"] is True
    lauf = wegweiser("zusammenfuehren", "probe", "--wahl", "namen=dort")
    assert (lauf.returncode, "Meinten Sie „name“?" in lauf.stderr) == (2, True)
    lauf = wegweiser("zusammenfuehren", "probe", "--wahl", "name=dort")
    assert (lauf.returncode, lauf.stdout) == (0, "Alles ist entschieden.\n")
    assert "name: Marten-Nord" in (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")
    lauf = wegweiser("zusammenfuehren", "probe", "probe")
    assert lauf.stdout.endswith("Die Kopie bringt nichts Neues; zu tun ist nichts.\n")


def test_what_makes_no_sense_is_said(vorhaben: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for argumente, code, satz in (
        ((), 2, "Es fehlt die Angabe KOPIE"),
        (("kopie", "--entscheiden"), 2, "ohne KOPIE"),
        (("--entscheiden", "--ja"), 2, "gehören zum Zusammenführen"),
        (("--wahl", "name"), 2, "ist keine Wahl"),
        (("gibtesnicht",), 5, "gibtesnicht gibt es nicht"),
        (("--entscheiden",), 0, "Es gibt nichts zu entscheiden."),
    ):
        assert main(["zusammenfuehren", str(vorhaben), *argumente]) == code
        gesagt = capsys.readouterr()
        assert satz in gesagt.err + gesagt.out
