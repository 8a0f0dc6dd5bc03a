"""Every Vorhaben an earlier version wrote still opens, with every answer (see vorhaben/README.md)."""

import shutil
from pathlib import Path

import pytest

from wegweiser import workflow
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow.umfeld import Umfeld

WURZEL = Path(__file__).resolve().parents[1]
V1 = WURZEL / "tests" / "vorhaben" / "v1"


@pytest.fixture
def ordner(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy; its guide is named by a path from the root of the project."""
    monkeypatch.chdir(WURZEL)
    return Path(shutil.copytree(V1 / request.param, tmp_path / request.param))


@pytest.mark.parametrize(
    ("ordner", "nachtraege"), [("voll", []), ("unterbrochen", ["nachgetragen"])], indirect=["ordner"]
)
def test_first_format(ordner: Path, nachtraege: list[str], umfeld: Umfeld) -> None:
    stand = workflow.load_stand(ordner, umfeld)
    antworten = stand.vorhaben.antworten
    assert (len(antworten), stand.vorhaben.unpassend) == (29, ())
    assert antworten[Adresse("name")] == Antwort(
        wert=":Doppel", sicherheit="gesichert", belege=("tests", "Gespräch, 3. Mai"), notiz=None
    )
    assert antworten[Adresse("stueck", "t2")].wert == 3
    assert stand.lage.ruhend == (Adresse("nur_nrw"),)
    assert [n.code for n in stand.nachtraege] == nachtraege
    with workflow.bearbeite(ordner, umfeld) as offen:
        neu = workflow.save_antwort(offen, Adresse("menschen"), Antwort(wert=1), umfeld)
        assert len(neu.vorhaben.antworten) == 29


def test_there_is_a_sample_of_every_format() -> None:
    assert {pfad.name for pfad in V1.iterdir()} == {"voll", "unterbrochen"}
    formate = {pfad.read_text(encoding="utf-8").splitlines()[0] for pfad in V1.glob("*/vorhaben.yaml")}
    assert formate == {"format: 1"}
