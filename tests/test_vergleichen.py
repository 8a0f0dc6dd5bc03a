"""Two Vorhaben or scenarios side by side."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Programm, wegweiser  # noqa: F401 - a fixture
from tests.umzugshilfe import create, make_frage, write_daten
from wegweiser import workflow
from wegweiser.errors import VorhabenError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow.gegenueberstellung import compare_vorhaben
from wegweiser.workflow.szenarien import set_annahme
from wegweiser.workflow.umfeld import Umfeld


def _baue(ordner: Path, umfeld: Umfeld, titel: tuple[str, ...], zahl: int) -> Path:
    abschnitte = [
        {
            "id": "a",
            "titel": "Anfang",
            "fragen": [make_frage("zahl", "ganzzahl"), make_frage("massnahmen", "tabelle", vorsatz="m")],
        },
        {"id": "b", "titel": "Je", "je": "massnahmen", "fragen": [make_frage("kosten", "ganzzahl")]},
    ]
    leitfaden = ordner.parent / "leitfaden"
    if not leitfaden.exists():
        write_daten(leitfaden, {"version": "1.0.0", "abschnitte": abschnitte})
    create(ordner, leitfaden, umfeld)
    zeilen = tuple({"id": f"m{nr}", "titel": t} for nr, t in enumerate(titel, 1))
    neu = {Adresse("zahl"): Antwort(wert=zahl, notiz="Geheim"), Adresse("massnahmen"): Antwort(wert=zeilen)}
    neu |= {Adresse("kosten", z["id"]): Antwort(wert=len(z["titel"])) for z in zeilen}
    with workflow.bearbeite(ordner, umfeld) as stand:
        workflow.save_antworten(stand, neu, umfeld)
    return ordner


def test_records_of_different_vorhaben_meet_by_title(tmp_path: Path, umfeld: Umfeld) -> None:
    a = _baue(tmp_path / "a", umfeld, ("Café", "Laden"), 5)
    b = _baue(tmp_path / "b", umfeld, ("Laden", "café", "Bad"), 5)
    vergleich = compare_vorhaben(str(a), str(b), umfeld)
    gefunden = {
        (u.adresse.frage, u.massnahme): (u.alt.text, u.neu.text) for u in vergleich.unterschiede.antworten
    }
    assert gefunden == {("massnahmen", ""): ("2", "3"), ("kosten", "Bad"): ("", "3")}
    zeilen = vergleich.unterschiede.antworten[0].zeilen
    assert [(z.titel, z.art) for z in zeilen] == [("café", "geaendert"), ("Bad", "neu")]
    assert vergleich.unterschiede.antworten[0].umsortiert


def test_a_copy_and_its_records_by_id(tmp_path: Path, umfeld: Umfeld) -> None:
    a = _baue(tmp_path / "a", umfeld, ("Café",), 5)
    b = Path(shutil.copytree(a, tmp_path / "b"))
    assert compare_vorhaben(str(a), str(b), umfeld).unterschiede.antworten == ()
    with workflow.bearbeite(b, umfeld) as stand:
        neu: dict[Adresse, Antwort | None] = {
            Adresse("massnahmen"): Antwort(wert=({"id": "m1", "titel": "Bar"},))
        }
        workflow.save_antworten(stand, neu, umfeld)
    unterschiede = compare_vorhaben(str(a), str(b), umfeld).unterschiede.antworten
    assert [(u.adresse.frage, u.zeilen[0].art) for u in unterschiede] == [("massnahmen", "geaendert")]


def test_scenarios_by_their_name(tmp_path: Path, umfeld: Umfeld, wegweiser: Programm) -> None:  # noqa: F811
    a = _baue(tmp_path / "a@home", umfeld, ("Café",), 5)
    set_annahme(workflow.load_stand(a, umfeld), "Mehr @ alles", Adresse("zahl"), Antwort(wert=9), umfeld)
    lauf = wegweiser("vergleichen", a, f"{a}@mehr-alles")
    assert (lauf.returncode, lauf.stderr) == (0, "")
    assert "Frage zahl?: 5 → 9" in lauf.stdout
    assert "Szenario „Mehr @ alles“" in lauf.stdout
    daten = json.loads(wegweiser("vergleichen", a, f"{a}@mehr-alles", "--json").stdout)
    assert (daten["a"]["szenario"], daten["b"]["szenario"]) == (None, "Mehr @ alles")
    assert [x["frage"] for x in daten["antworten"]] == ["zahl"]
    assert "Geheim" not in json.dumps(daten)
    assert wegweiser("vergleichen", a, f"{a}@x").returncode == 5


@pytest.mark.parametrize("name", ["nirgends", "nirgends@x", "@", "@x"])
def test_what_is_not_there(
    tmp_path: Path, umfeld: Umfeld, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    a = _baue(tmp_path / "a", umfeld, ("Café",), 5)
    with pytest.raises(VorhabenError):
        compare_vorhaben(str(a), name, umfeld)
