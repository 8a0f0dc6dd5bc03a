"""Strata by age out of what a survey asks and what statistics know; services out of wording."""

from decimal import Decimal

import pytest

from wegweiser.core.befragung.altersschichten import Altersklasse, add_schichten, build_schichten
from wegweiser.core.befragung.auswertung import evaluate_befragung
from wegweiser.core.befragung.dienste import find_dienst
from wegweiser.model.befragung import Befragung, Fragenrolle

ZENSUS = [
    Altersklasse(0, 18, Decimal(20)), Altersklasse(18, 30, Decimal(10)), Altersklasse(30, 50, Decimal(30)),
    Altersklasse(50, 65, Decimal(20)), Altersklasse(65, None, Decimal(20)),
]  # fmt: skip
DIENSTE = {
    "spielplatz": "Spielplatz",
    "hausarzt": "Hausarztpraxis",
    "park": "Park",
    "post": "Post",
    "tagespflege": "Tagespflege",
}


def test_schichten_enden_wo_beide_enden() -> None:
    grenzen = {"18-29": (18, 30), "30-64": (30, 65), "65-79": (65, 80), "80+": (80, 200)}
    assert build_schichten(grenzen, ZENSUS) == {"18-29": 10, "30-64": 50, "65+": 20}


def test_ohne_gemeinsame_grenzen_keine_gewichte() -> None:
    assert build_schichten({"jung": (0, 25), "alt": (25, 200)}, ZENSUS) == {"0+": 100}


def test_antworten_werden_nach_dem_altersaufbau_gewogen() -> None:
    alter = ("18-29",) * 20 + ("30-64",) * 20 + ("65-79",) * 15 + ("80+",) * 25
    fehlt = tuple("Y" if wert == "80+" else None for wert in alter)
    rollen = (Fragenrolle(frage="alter", rolle="gruppe"), Fragenrolle(frage="F", rolle="vermisst"))
    befragung = add_schichten(Befragung(spalten={"alter": alter, "F[arzt]": fehlt}, rollen=rollen), ZENSUS)
    (bild,) = evaluate_befragung(befragung)
    assert [(s.id, s.befragt) for s in bild.schichten] == [("18-29", 20), ("30-64", 20), ("65+", 40)]
    anteil = bild.themen[0].vermisst
    assert anteil is not None
    assert anteil.roh == Decimal(25) / 80
    assert anteil.gewichtet == pytest.approx(
        Decimal("0.25") * 25 / 40
    )  # 20 of 80 live there in the oldest stratum


def test_wer_anderes_gesagt_hat_behaelt_es() -> None:
    befragung = Befragung(spalten={"alter": ("18-29", "65+")}, schicht="ort", schichten={"nord": Decimal(1)})
    assert add_schichten(befragung, ZENSUS) == befragung


@pytest.mark.parametrize(
    ("titel", "id_", "dienst"),
    [
        ("Spielplätze in der Nähe", "", "spielplatz"),
        ("Hausärztin oder Hausarzt", "", "hausarzt"),
        ("Kinderspielplatz", "", ""),
        ("Parkplätze", "", ""),
        ("Park oder Spielplatz", "", ""),
        ("Angebote der Tagespflege", "", "tagespflege"),
        ("irgendwas", "hausarzt", "hausarzt"),
        ("Hausarztpraxen mit Sprechzeiten", "", ""),
        ("eine Hausarztpraxis", "", "hausarzt"),
    ],
)
def test_dienst_aus_dem_wortlaut(titel: str, id_: str, dienst: str) -> None:
    assert find_dienst(titel, id_, DIENSTE) == dienst


def test_gewichte_aus_der_datei() -> None:
    gewicht = ("0,75",) * 120 + ("2.0",) * 30
    fehlt = ("Y",) * 60 + (None,) * 60 + ("Y",) * 30
    rollen = (Fragenrolle(frage="w", rolle="gewicht"), Fragenrolle(frage="F", rolle="vermisst"))
    (bild,) = evaluate_befragung(Befragung(spalten={"w": gewicht, "F[bus]": fehlt}, rollen=rollen))
    anteil = bild.themen[0].vermisst
    assert anteil is not None
    assert (bild.n_eff, anteil.roh, anteil.gewichtet) == (
        Decimal(120),
        Decimal("0.6"),
        Decimal("0.7"),
    )
    assert anteil.spanne == anteil.gewichtet_spanne
