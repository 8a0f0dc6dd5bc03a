import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Programm


@pytest.fixture
def kopie(wegweiser: Programm, vorhaben: Path, tmp_path: Path) -> Path:
    """A copy; both changed the same answer, and each one of its own."""
    wegweiser("antwort", vorhaben, "name", "Marten", "--kuerzel", "ab")
    ziel = Path(shutil.copytree(vorhaben, tmp_path / "kopie"))
    (ziel / "daten").mkdir()
    (ziel / "daten" / "zensus.csv").write_text("x", encoding="utf-8")
    wegweiser("antwort", vorhaben, "name", "Marten-Süd", "--kuerzel", "ab")
    wegweiser("antwort", vorhaben, "jahr", "2027")
    wegweiser("antwort", ziel, "name", "Marten-Nord", "--kuerzel", "cd")
    wegweiser("antwort", ziel, "menschen", "9.500")
    return ziel


@pytest.mark.usefixtures("kopie")
def test_preview_merge_decide_undo(wegweiser: Programm, vorhaben: Path) -> None:
    yaml = (vorhaben / "vorhaben.yaml").read_bytes()
    lauf = wegweiser("zusammenfuehren", "probe", "kopie")
    assert lauf.returncode == 0, lauf.stderr
    assert lauf.stdout == (
        "Probe: kopie dazunehmen\n"
        "Die Kopie wurde zuletzt am 22.11.2026 um 10:31 Uhr geändert; sie bleibt, wie sie ist.\n\n"
        "Aus der Kopie (1)\n"
        "  • Menschen: – → 9.500 Menschen\n\n"
        "In beiden geändert (1) – es gilt weiter, was hier steht, bis Sie entscheiden\n"
        "  • Name · name\n"
        "    hier: Marten-Süd (ab, 22.11.2026 10:31)\n"
        "    dort: Marten-Nord (cd, 22.11.2026 10:31)\n\n"
        "Nur Antworten werden zusammengeführt. Nur in der Kopie liegen: daten/zensus.csv.\n"
        "Eine Antwort ist nur hier geändert und bleibt.\n\n"
        "Zusammenführen? ja oder nein: \n"
        "Nichts geändert. Mit --ja führt der Befehl ohne Rückfrage zusammen.\n"
    )
    assert (vorhaben / "vorhaben.yaml").read_bytes() == yaml
    daten = json.loads(wegweiser("zusammenfuehren", "probe", "kopie", "--json").stdout)
    assert (daten["zusammengefuehrt"], [k["kennung"] for k in daten["konflikte"]]) == (False, ["name"])
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


@pytest.mark.usefixtures("vorhaben")
def test_what_makes_no_sense_is_said(wegweiser: Programm) -> None:
    for argumente, code, satz in (
        ((), 2, "Es fehlt die Angabe KOPIE"),
        (("kopie", "--entscheiden"), 2, "ohne KOPIE"),
        (("--entscheiden", "--ja"), 2, "gehören zum Zusammenführen"),
        (("--wahl", "name"), 2, "ist keine Wahl"),
        (("gibtesnicht",), 5, "gibtesnicht gibt es nicht"),
    ):
        lauf = wegweiser("zusammenfuehren", "probe", *argumente)
        assert lauf.returncode == code, lauf.stderr
        assert satz in lauf.stderr
    assert wegweiser("zusammenfuehren", "probe", "--entscheiden").stdout == "Es gibt nichts zu entscheiden.\n"
