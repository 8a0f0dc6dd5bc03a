"""Every journey of every shipped guide comes out as its author expects."""

from pathlib import Path

import pytest

from wegweiser.workflow import reisen
from wegweiser.workflow.umfeld import Umfeld

GUIDES = sorted(pfad.parent for pfad in (Path(__file__).parents[1] / "leitfaden").glob("*/leitfaden.yaml"))


@pytest.mark.parametrize("ordner", GUIDES, ids=lambda ordner: ordner.name)
def test_journeys(ordner: Path, umfeld: Umfeld) -> None:
    ergebnisse = reisen.check_reisen(str(ordner), umfeld)
    assert ergebnisse
    assert [str(befund) for ergebnis in ergebnisse for befund in ergebnis.befunde] == []
