"""Census grids: all topics, signs, ids against centres; the real files give the sums of their description."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from tests.echtdaten import find_echtdaten
from wegweiser.adapters.daten.leser import Gelesen, erkenne, lies
from wegweiser.model.daten import Datei


def lies_datei(pfad: Path, titel: str = "") -> Gelesen:
    erkannt = erkenne(pfad)
    datei = Datei(
        id="z",
        datei=pfad.name,
        titel=titel,
        art=erkannt.art,
        format=erkannt.format,
        eingelesen=datetime(2026, 11, 25, tzinfo=UTC),
        sha256="",
        groesse=pfad.stat().st_size,
        lesart=erkannt.lesart,
        spalten=erkannt.spalten,
    )
    return lies(pfad, datei)


@pytest.mark.parametrize(
    ("datei", "merkmal", "zeilen", "summe", "spanne"),
    [
        ("koeln-zensus2022-100m/Zensus2022_Bevoelkerungszahl", "einwohner", 26_215, 1_613_670, (3, 678)),
        ("frankfurt-zensus2022-100m/Zensus2022_Bevoelkerungszahl", "einwohner", 16_380, 1_261_996, (3, 748)),
        (
            "frankfurt-zensus2022-100m/Zensus2022_Durchschnittsalter",
            "durchschnittsalter",
            16_380,
            None,
            (13.4, 95.85),
        ),
        (
            "frankfurt-zensus2022-100m/Zensus2022_Anteil_Auslaender",
            "anteil-auslaender",
            13_091,
            None,
            (1.48, 100),
        ),
        (
            "frankfurt-zensus2022-100m/Zensus2022_Durchschn_Nettokaltmiete",
            "nettokaltmiete",
            13_247,
            None,
            (1.48, 41.17),
        ),
        (
            "frankfurt-zensus2022-100m/Zensus2022_Leerstandsquote",
            "leerstand-wohnen",
            3_202,
            None,
            (0.99, 100),
        ),
    ],
)
def test_the_files_of_2022_give_the_numbers_of_their_description(
    datei: str, merkmal: str, zeilen: int, summe: int | None, spanne: tuple[float, float]
) -> None:
    gelesen = lies_datei(find_echtdaten(f"{datei}_100m-Gitter.csv"))
    werte = gelesen.inhalt.merkmale[merkmal]
    assert (gelesen.zeilen, len(werte), gelesen.verworfen, gelesen.funde) == (zeilen, zeilen, 0, ())
    assert (werte.min(), werte.max()) == spanne
    assert summe is None or werte.sum() == summe
    assert gelesen.inhalt.weite == 100
    assert set(np.unique(gelesen.inhalt.x % 100)) == {50.0}
