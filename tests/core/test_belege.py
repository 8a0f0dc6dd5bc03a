"""What walks and talks bear: two classes make evidence of 3, single voices stay at 1, nobody is counted into a share."""

import pytest

from wegweiser.cli.belegansicht import build_belege as build_saetze
from wegweiser.core.analyse import compute_analyse
from wegweiser.core.belege import compute_belegstaerke
from wegweiser.core.werte import Wertequelle
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Zeile
from wegweiser.model.leitfaden import Leitfaden


@pytest.mark.parametrize(
    ("klassen", "teilnehmende", "staerke"),
    [
        (("hoeren",), [1], 1),
        (("hoeren",), [None], 1),
        (("hoeren",), [None, 8], 2),
        (("daten",), [9_500], 1),
        (("sehen", "hoeren"), [None, None], 3),
        ((), [50], 2),
    ],
)
def test_belegstaerke(klassen: tuple[str, ...], teilnehmende: list[int | None], staerke: int) -> None:
    zeilen: list[Zeile] = [{} if zahl is None else {"teilnehmende": zahl} for zahl in teilnehmende]
    assert compute_belegstaerke(klassen, zeilen) == staerke


def test_jedes_feld_mit_dem_was_es_traegt(leitfaden: Leitfaden) -> None:
    erkenntnisse: tuple[Zeile, ...] = (
        {
            "id": "e1",
            "instrument": "quartiersbegehung",
            "feld": "gesundheit-pflege",
            "aussage": "Stufen",
            "teilnehmende": 12,
        },
        {
            "id": "e2",
            "instrument": "fokusgruppe",
            "feld": "gesundheit-pflege",
            "aussage": "Angst vor dem Amt",
            "teilnehmende": 8,
        },
        {"id": "e3", "instrument": "nadelmethode", "feld": "mobilitaet", "aussage": "dunkler Weg"},
    )
    luecken: tuple[Zeile, ...] = (
        {
            "id": "l1",
            "feld": "mobilitaet",
            "bezeichnung": "Abendbus",
            "gruppe": "alle",
            "art": "fehlt-ganz",
            "belegstaerke": 3,
        },
        {
            "id": "l2",
            "feld": "gesundheit-pflege",
            "bezeichnung": "Hausarzt",
            "gruppe": "alle",
            "art": "zu-wenig",
            "belegstaerke": 3,
        },
    )
    antworten = {
        Adresse("erkenntnisse"): Antwort(wert=erkenntnisse),
        Adresse("luecken"): Antwort(wert=luecken),
    }
    belege = compute_analyse(Wertequelle(leitfaden, antworten)).belege
    assert [(b.feld, b.aussagen, b.klassen, b.staerke, b.ueberschaetzt) for b in belege] == [
        ("gesundheit-pflege", 2, ("sehen", "hoeren"), 3, ()),
        ("mobilitaet", 1, ("hoeren",), 1, ("Abendbus",)),
    ]
    texte = [satz.text for satz in build_saetze(belege)]
    assert texte[-1].startswith("Höher belegt eingetragen, als hier steht: „Abendbus“.")
    assert "%" not in " ".join(texte)
