"""The guide for a village in another Land is played into a PDF: the mechanism of guides on guides holds to the last page."""

import subprocess
from pathlib import Path

import pytest

from wegweiser import workflow
from wegweiser.adapters.inhalte import find_leitfaden
from wegweiser.adapters.reisen import load_reise
from wegweiser.workflow import auswertung
from wegweiser.workflow.umfeld import Umfeld


@pytest.mark.langsam
@pytest.mark.parametrize(("guide", "reise"), [("dorf", "dorfladen"), ("kurz", "werkstatt")])
def test_a_guide_built_on_another_plays_to_a_pdf(
    tmp_path: Path, umfeld: Umfeld, guide: str, reise: str
) -> None:
    fall = load_reise(find_leitfaden(guide) / "reisen" / f"{reise}.yaml")[0]
    workflow.create(tmp_path / "v", leitfaden=guide, titel=None, umfeld=umfeld)
    with workflow.bearbeite(tmp_path / "v", umfeld) as stand:
        voll, anzahl = workflow.apply_antworten(stand, fall.antworten, umfeld)
        assert anzahl > 50
        (pdf,), fehlt = auswertung.write_bericht(voll, ["pdf"], umfeld)
    assert fehlt is None
    text = subprocess.run(["pdftotext", "-layout", str(pdf.pfad), "-"], check=True, capture_output=True, text=True).stdout  # fmt: skip
    if guide == "dorf":
        assert "Gemeinde Beispielheide" in text
        assert "Weg zum Laden" in text
        assert "GO NRW" not in text.replace("\n", " ")
        assert "GkG" not in text
    else:
        assert "Offener Mittagstisch" in text
        assert "Küche für sechs Donnerstage freihalten" in text
