"""Journeys and answer files: what a subject expert writes is read, or refused at its place."""

from pathlib import Path

import pytest

from tests.builders import KLEIN, split_marke, write_leitfaden
from wegweiser import workflow
from wegweiser.adapters.reisen import load_antwortdatei, load_reise
from wegweiser.errors import EingabenError, LeitfadenError, WegweiserError
from wegweiser.model.antworten import Adresse
from wegweiser.workflow import reisen
from wegweiser.workflow.umfeld import Umfeld

GUT = """\
faelle:
  - id: eins
    titel: Erster Fall
    antworten:
      rahmen: {name: 01067, laden: ja}
    erwartet: {pfad_enthaelt: [ladenname]}
  - {id: zwei, antworten: {}}
"""


def test_cases_of_a_journey(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(GUT, encoding="utf-8")
    eins, zwei = load_reise(tmp_path / "r.yaml")
    assert (eins.id, eins.titel, zwei.titel, dict(zwei.erwartet)) == ("eins", "Erster Fall", "zwei", {})
    assert eins.antworten.daten["antworten"]["rahmen"]["name"] == "01067"
    stelle = eins.antworten.find_stelle(("antworten", "rahmen", "laden"))
    assert (stelle.zeile, stelle.spalte) == (5, 36)


@pytest.mark.parametrize(
    "markiert",
    ["▸", "▸[]\n", "faelle: ▸{a: b}\n", "faelle:\n  - ▸x\n", "faelle:\n  - ▸id: a\n", "faelle:\n  - {id: 5, antworten: ▸[]}\n",
     "faelle: ▸[a\nb: c]]\n", "faelle: ▸&x []\n"],
)  # fmt: skip
def test_broken_journeys_are_refused_at_their_place(tmp_path: Path, markiert: str) -> None:
    text, zeile, spalte = split_marke(markiert)
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LeitfadenError) as fehler:
        load_reise(tmp_path / "r.yaml")
    (befund,) = fehler.value.befunde
    assert befund.startswith(f"{tmp_path / 'r.yaml'}:{zeile}:{spalte}: ")


def test_journey_says_what_differs(tmp_path: Path, umfeld: Umfeld) -> None:
    ordner = write_leitfaden(tmp_path / "probe", KLEIN)
    (ordner / "reisen").mkdir()
    (ordner / "reisen" / "r.yaml").write_text(
        GUT.replace("name: 01067", "nam: x, einwohner: viele"), encoding="utf-8"
    )
    eins, zwei = reisen.check_reisen(str(ordner), umfeld)
    assert [(befund.zeile, befund.spalte) for befund in eins.befunde] == [(5, 21), (5, 35)]
    assert (zwei.fall, zwei.befunde) == ("zwei", ())


@pytest.fixture
def ordner(tmp_path: Path, umfeld: Umfeld) -> Path:
    leitfaden = write_leitfaden(tmp_path / "probe", KLEIN)
    workflow.create(tmp_path / "marten", leitfaden=str(leitfaden), titel=None, umfeld=umfeld)
    return tmp_path / "marten"


@pytest.mark.parametrize("kopf", ["", "antworten:\n"])
def test_answers_from_a_file(tmp_path: Path, ordner: Path, umfeld: Umfeld, kopf: str) -> None:
    zeilen = [
        "rahmen: {name: Märten, laden: ja, massnahmen: [{id: m1, titel: A}]}",
        "form: {m1: {gruender: 9}}",
    ]
    (tmp_path / "a.yaml").write_text(kopf + "".join(f"  {zeile}\n" for zeile in zeilen), encoding="utf-8")
    with workflow.bearbeite(ordner, umfeld) as stand:
        stand, anzahl = workflow.apply_antwortdatei(stand, tmp_path / "a.yaml", umfeld)  # noqa: PLW2901
        assert anzahl == 4
        assert stand.vorhaben.antworten[Adresse("gruender", "m1")].wert == 9
        assert workflow.apply_antwortdatei(stand, tmp_path / "a.yaml", umfeld)[1] == 0


def test_one_wrong_answer_and_nothing_is_taken_over(tmp_path: Path, ordner: Path, umfeld: Umfeld) -> None:
    (tmp_path / "a.yaml").write_text("rahmen:\n  name: M\n  einwohner: 0\n  landen: ja\n", encoding="utf-8")
    vorher = [(ordner / name).read_bytes() for name in ("vorhaben.yaml", "protokoll.jsonl")]
    with workflow.bearbeite(ordner, umfeld) as stand, pytest.raises(EingabenError) as fehler:
        workflow.apply_antwortdatei(stand, tmp_path / "a.yaml", umfeld)
    assert [zeile.removeprefix(str(tmp_path / "a.yaml"))[:6] for zeile in fehler.value.befunde] == [
        ":4:11:",
        ":3:14:",
    ]
    assert [(ordner / name).read_bytes() for name in ("vorhaben.yaml", "protokoll.jsonl")] == vorher


@pytest.mark.parametrize("inhalt", [b"", b"[]", b"x", b"a: [", b"\xff"])
def test_other_files_are_refused(tmp_path: Path, ordner: Path, umfeld: Umfeld, inhalt: bytes) -> None:
    (tmp_path / "a.yaml").write_bytes(inhalt)
    with workflow.bearbeite(ordner, umfeld) as stand, pytest.raises(WegweiserError) as fehler:
        workflow.apply_antwortdatei(stand, tmp_path / "a.yaml", umfeld)
    assert "{" not in fehler.value.satz


def test_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WegweiserError, match="fehlt"):
        load_antwortdatei(tmp_path / "fehlt.yaml")
