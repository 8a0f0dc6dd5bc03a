"""Pins are counted by kind within the boundary; what people wrote and whose it is stays in the file."""

import numpy as np
from shapely.geometry import box

from wegweiser.cli.befragungsansicht import build_nadeln
from wegweiser.core.raum.nadeln import count_nadeln
from wegweiser.model.raum import Orte, Quartier


def test_nadeln_sind_zahlen_und_keine_anteile() -> None:
    arten = ("angst", "treffpunkt", "angst", "angst", "")
    orte = Orte(
        id=tuple("12345"),
        name=("",) * 5,
        dienst=("",) * 5,
        x=np.array([1.0, 2, 3, 900, 4]),
        y=np.array([1.0, 2, 3, 900, 4]),
        kapazitaet=np.full(5, np.nan),
        flaeche=(None,) * 5,
        merkmale=tuple({"art": art, "text": "Frau Muster sagt"} if art else {} for art in arten),
    )
    zahlen = count_nadeln(orte, Quartier(titel="Probe", flaeche=box(0, 0, 10, 10)))
    assert [(zahl.art, zahl.anzahl) for zahl in zahlen] == [("angst", 2), ("", 1), ("treffpunkt", 1)]
    assert sum(zahl.anzahl for zahl in count_nadeln(orte, None)) == 5
    text = " ".join(satz.text for satz in build_nadeln(zahlen))
    assert "4 Nadeln im Quartier: angst 2, ohne Angabe 1, treffpunkt 1." in text
    assert "%" not in text
    assert "Muster" not in text
