"""A table on the screen: it fits the width, the cell of the cursor can be read whole, hidden columns are named."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.bildschirm import Bildschirm
from tests.cli.conftest import Programm

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no pseudo terminal")
RECHTS, HOCH = "\x1b[C", "\x1b[A"
ZEILEN = [
    {
        "feld": "nahversorgung", "bezeichnung": "Drogeriemarkt in Fußnähe", "gruppe": "alle", "art": "fehlt-ganz",
        "bedarf": "3", "angebot": "1", "belegstaerke": "2", "belege": "Befragung 2025, 312 Antworten, Frage 7",
    },
    {"feld": "mobilitaet", "bezeichnung": "Fahrradwerkstatt", "gruppe": "alle", "art": "fehlt-ganz", "bedarf": "4"},
]  # fmt: skip


@pytest.mark.parametrize("groesse", [(80, 24), (120, 40)], ids=lambda g: f"{g[0]}x{g[1]}")
def test_a_wide_table_in_two_sizes(
    groesse: tuple[int, int], wegweiser: Programm, umgebung: Mapping[str, str], tmp_path: Path
) -> None:
    assert wegweiser("neu", "v", "--leitfaden", "wegweiser").returncode == 0
    lauf = wegweiser("antwort", "v", "luecken", json.dumps(ZEILEN))
    assert lauf.returncode == 0, lauf.stderr
    schirm = Bildschirm(umgebung, tmp_path, groesse, "start", "v")
    schirm.warte("Strg-D Pause")
    schirm.tippe(":geh luecken\r")
    schirm.warte("Fertig, weiter")
    schirm.tippe(HOCH * 3)
    schirm.warte("Drogeriemarkt in Fußnähe – Dienstfeld: Nahversorgung")
    schirm.warte_golden(f"tafel-{groesse[0]}x{groesse[1]}-links", _ab_kopf)
    schirm.tippe(RECHTS * 10)
    schirm.warte("Woher wissen wir das: Befragung 2025, 312 Antworten, Frage 7")
    schirm.warte_golden(f"tafel-{groesse[0]}x{groesse[1]}-rechts", _ab_kopf)
    assert max(map(len, schirm.zeilen())) <= groesse[0]
    schirm.tippe("\x04")
    assert schirm.ende() == 0


def _ab_kopf(zeilen: list[str]) -> list[str]:
    """The table and what stands below it."""
    stellen = [nr for nr, zeile in enumerate(zeilen) if zeile.startswith("❯")]
    return zeilen[stellen[0] - 1 :] if stellen else []
