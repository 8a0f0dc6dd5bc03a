from decimal import Decimal
from itertools import combinations
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest

from wegweiser.adapters import svg
from wegweiser.adapters.beschriftung import Feld, Wunsch, place_beschriftungen
from wegweiser.adapters.bilder_befragung import build_rangbild, build_wichtigkeit
from wegweiser.adapters.vorlagen import load_worte
from wegweiser.model.base import replace
from wegweiser.model.befragung import (
    Mittelwert,
    Quadrant,
    Rangbild,
    Rangplatz,
    WichtigkeitsLeistung,
    Wichtigkeitspunkt,
)

WORTE = load_worte(Path(__file__).parents[2] / "vorlagen")["BEFRAGUNG"]
SVG = "{http://www.w3.org/2000/svg}"


def punkt(titel: str, wichtig: str, zufrieden: str, quadrant: Quadrant | None) -> Wichtigkeitspunkt:
    w, z = Decimal(wichtig), Decimal(zufrieden)
    return Wichtigkeitspunkt(
        thema=titel,
        titel=titel,
        dienst="",
        wichtigkeit=Mittelwert(fallzahl="genug", n=100, roh=w),
        zufriedenheit=Mittelwert(fallzahl="genug", n=100, roh=z),
        quadrant=quadrant,
        abstand=w - z,
    )


BILD = WichtigkeitsLeistung(
    gruppe="alle",
    titel="alle Befragten",
    skala=(1, 7),
    punkte=(
        punkt("Abfallentsorgung", "6.22", "5.94", "halten"),
        punkt("Freizeit für Kinder und Jugendliche", "5.351", "5.099", "konzentrieren"),
        punkt("Wohnen im Alter", "5.283", "4.983", "nachrangig"),
        punkt("Schalter", "5.2", "5.5", "ueber-bedarf"),
        punkt("Friedhof", "4.9", "5.4", None),
    ),
    kreuz_wichtigkeit=Decimal("5.3333"),
    kreuz_zufriedenheit=Decimal("5.2356"),
    n=1337,
)


def texte(bild: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(bild).iter(f"{SVG}text")]  # noqa: S314


def test_every_topic_and_every_field_has_its_name() -> None:
    bild = build_wichtigkeit(BILD, WORTE)
    gesagt = texte(bild)
    assert {"hier ansetzen", "so halten", "nachrangig", "mehr als verlangt"} <= set(gesagt)
    assert {"Abfallentsorgung", "Freizeit für Kinder und", "Jugendliche", "Friedhof"} <= set(gesagt)
    assert "hier ansetzen: Freizeit für Kinder und Jugendliche (5,35 / 5,10)." in bild
    assert "Das Kreuz liegt bei den Mittelwerten aller Dienste: Wichtigkeit 5,33, Zufriedenheit 5,24." in bild
    assert "Nicht eingeordnet, weil weniger als 30 geantwortet haben: Friedhof." in bild


def test_what_should_be_done_first_differs_in_shape() -> None:
    ohne = replace(BILD, punkte=tuple(replace(p, quadrant="halten") for p in BILD.punkte))
    assert f'fill="{svg.ROST}"' in build_wichtigkeit(BILD, WORTE)
    assert f'fill="{svg.ROST}"' not in build_wichtigkeit(ohne, WORTE)


@pytest.mark.parametrize("zahl", range(6))
def test_labels_never_collide_and_stay_inside(zahl: int) -> None:
    zufall = Random(zahl)  # noqa: S311  (no secret)
    flaeche, belegt = Feld(40, 6, 596, 406), (Feld(40, 6, 140, 24),)
    wuensche = [
        Wunsch(zufall.uniform(60, 580), zufall.gauss(200, 40), zufall.uniform(40, 150), 13) for _ in range(25)
    ]
    felder = [f for f in place_beschriftungen(wuensche, flaeche, belegt) if f is not None]
    assert len(felder) > 12
    assert all(flaeche.enthaelt(feld) for feld in felder)
    assert not any(eins.schneidet(zwei) for eins, zwei in combinations([*felder, *belegt], 2))


def test_of_many_at_one_place_the_urgent_one_gets_its_label() -> None:
    menge = [Wunsch(300, 200, 150, 13, vorrang=nr == 39) for nr in range(40)]
    assert place_beschriftungen(menge, Feld(200, 150, 560, 250))[39] is not None


def test_both_orders_of_a_ranking_are_shown() -> None:
    themen = (
        Rangplatz("a", "Bildung", 2773, 723, 1, 1),
        Rangplatz("b", "Sicherheit", 2182, 649, 2, 3),
        Rangplatz("c", "öffentlicher Verkehr", 2113, 660, 3, 2),
    )
    bild = build_rangbild(
        Rangbild(frage="f8", titel="Was zuerst?", plaetze=5, fallzahl="genug", themen=themen), WORTE
    )
    assert {"2.773", "723", "649 (Platz 3)", "660 (Platz 2)"} <= set(texte(bild))
    assert "2. Sicherheit: 2.182 Punkte, 649 Nennungen" in bild


def test_nothing_to_draw_says_so() -> None:
    leer = replace(BILD, punkte=(), kreuz_wichtigkeit=None, kreuz_zufriedenheit=None)
    assert texte(build_wichtigkeit(leer, WORTE)) == ["Zu wenige Antworten für ein Bild."]
