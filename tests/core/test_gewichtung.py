"""A group gives its weights: every person counts the same, the mean counts once there are enough, the spread is named."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest

from wegweiser.core.koproduktion import compute_formenvergleich
from wegweiser.core.werte import Wertequelle
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.koproduktion import Formenvergleich
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.workflow.leitfaeden import load_leitfaden
from wegweiser.workflow.umfeld import Umfeld, read_uhr

NAMEN = (
    "demokratie", "haftungsschutz", "einfacher_start", "geringer_aufwand", "offene_mitgliedschaft", "buergerkapital",
    "spenden_foerderung", "wirtschaftsbetrieb", "kommunale_mitwirkung", "bestaendigkeit",
)  # fmt: skip
Vergleiche = Callable[..., Formenvergleich]


@pytest.fixture(scope="module")
def leitfaden(tmp_path_factory: pytest.TempPathFactory) -> Leitfaden:
    ordner: Path = tmp_path_factory.mktemp("kopien")
    return load_leitfaden("wegweiser", Umfeld(jetzt=read_uhr, zwischenspeicher=ordner))


@pytest.fixture
def vergleiche(leitfaden: Leitfaden) -> Vergleiche:
    def vergleich(*punkte: dict[str, int], gewichtet: bool = True) -> Formenvergleich:
        zeilen = [
            {"id": f"n{nr}", "kuerzel": f"p{nr}", **dict.fromkeys(NAMEN, 0), **eine}
            for nr, eine in enumerate(punkte, 1)
        ]
        gesagt: dict[Adresse, Any] = {
            Adresse("massnahmen"): ({"id": "m1", "titel": "Café"},),
            Adresse("pflichtaufgabe", "m1"): "nein",
            Adresse("traeger_vorhanden", "m1"): "nein",
            Adresse("gewichtungsprofil", "m1"): "rentierlich",
            Adresse("gruppe_gewichtet", "m1"): gewichtet,
            Adresse("gruppengewichte", "m1"): tuple(zeilen),
        }
        antworten = {adresse: Antwort(wert=wert) for adresse, wert in gesagt.items()}
        ergebnis = compute_formenvergleich(Wertequelle(leitfaden, antworten), "m1")
        return cast(Formenvergleich, ergebnis)

    return vergleich


def gewichte(vergleich: Formenvergleich) -> dict[str, Decimal]:
    form = (*vergleich.engere_wahl, *vergleich.weitere, *vergleich.ausgeschlossen)[0]
    return {staerke.kriterium: Decimal(staerke.gewicht) for staerke in form.staerken}


def test_every_person_counts_the_same_however_many_points_they_gave(vergleiche: Vergleiche) -> None:
    vergleich = vergleiche({"demokratie": 1}, {"demokratie": 50, "bestaendigkeit": 50}, {"bestaendigkeit": 7})
    gruppe = vergleich.gruppe
    assert gruppe is not None
    assert (gruppe.beteiligte, gruppe.gilt) == (3, True)
    mittel = {spanne.id: spanne.mittel for spanne in gruppe.spannen}
    assert mittel["demokratie"] == mittel["bestaendigkeit"] == 50
    assert sum(mittel.values()) == 100
    assert [(s.id, s.werte) for s in gruppe.spannen if s.uneinig] == [
        ("demokratie", (Decimal(0), Decimal(50), Decimal(100))),
        ("bestaendigkeit", (Decimal(0), Decimal(50), Decimal(100))),
    ]
    assert sum(anteil.anzahl for anteil in gruppe.vorn) == 3
    assert set(gewichte(vergleich).values()) <= {Decimal(50), Decimal(0)}


def test_too_few_rows_and_rows_without_points_leave_the_profile(vergleiche: Vergleiche) -> None:
    profil = vergleiche()
    assert profil.gruppe is None
    wenige = vergleiche({"demokratie": 1}, {"demokratie": 1}, {})
    assert wenige.gruppe is not None
    assert (wenige.gruppe.beteiligte, wenige.gruppe.ohne_punkte, wenige.gruppe.gilt) == (2, 1, False)
    assert [f.punkte for f in wenige.engere_wahl] == [f.punkte for f in profil.engere_wahl]
    niemand = vergleiche({}, {}, {})
    assert niemand.gruppe is not None
    assert (niemand.gruppe.beteiligte, niemand.gruppe.spannen, niemand.gruppe.vorn) == (0, (), ())
    abgewaehlt = vergleiche(*[{"demokratie": 1}] * 3, gewichtet=False)
    assert abgewaehlt.gruppe is None


def test_the_weights_of_a_profile_given_by_everybody_give_its_ranking(
    vergleiche: Vergleiche, leitfaden: Leitfaden
) -> None:
    profil = next(p for p in leitfaden.kataloge["profile"].eintraege if p.id == "rentierlich")
    punkte = {id_.replace("-", "_"): wert for id_, wert in cast(Any, profil).gewichte.items()}
    gruppe, allein = vergleiche(*[punkte] * 3), vergleiche()
    assert [(f.id, f.punkte) for f in gruppe.engere_wahl] == [(f.id, f.punkte) for f in allein.engere_wahl]
    assert gruppe.gruppe is not None
    assert not [spanne for spanne in gruppe.gruppe.spannen if spanne.uneinig]
    assert [anteil.anzahl for anteil in gruppe.gruppe.vorn] == [3]
