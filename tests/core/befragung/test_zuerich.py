"""Check values of the survey of the canton of Zürich 2019, read by hand (quartiersanalyse.md 7.5, 7.6)."""

import csv
from collections.abc import Mapping
from decimal import Decimal

import pytest

from tests.echtdaten import find_echtdaten
from wegweiser.core.befragung.auswertung import evaluate_befragung
from wegweiser.model.befragung import Befragung, Befragungsbild, Fragenrolle, Wichtigkeitspunkt

ROLLEN = (
    Fragenrolle(frage="Frage5", rolle="wichtigkeit"),
    Fragenrolle(frage="Frage6", rolle="zufriedenheit"),
    Fragenrolle(frage="Frage8", rolle="rang"),
    Fragenrolle(frage="alter_koh", rolle="gruppe"),
    Fragenrolle(frage="methode", rolle="methode"),
)


@pytest.fixture(scope="module")
def bild() -> Befragungsbild:
    pfad = find_echtdaten("befragung-kanton-zuerich/KTZH_00001341_00002759.csv")
    with pfad.open(encoding="utf-8-sig", newline="") as datei:
        zeilen = list(csv.DictReader(datei))
    spalten = {s: tuple(None if z[s] == "NA" else z[s] for z in zeilen) for s in zeilen[0] if s}
    (eines,) = evaluate_befragung(Befragung(spalten=spalten, rollen=ROLLEN))
    return eines


def rund(wert: Decimal | None, stellen: int = 3) -> float | None:
    return None if wert is None else round(float(wert), stellen)


def punkte(bild: Befragungsbild, gruppe: str = "alle") -> Mapping[str, Wichtigkeitspunkt]:
    ipa = next(i for i in bild.wichtigkeit if i.gruppe == gruppe)
    return {punkt.thema.removeprefix("Frage5_"): punkt for punkt in ipa.punkte}


def test_alle_befragten_und_das_kreuz(bild: Befragungsbild) -> None:
    ipa = bild.wichtigkeit[0]
    assert bild.anzahl == 1337
    assert (rund(ipa.kreuz_wichtigkeit, 4), rund(ipa.kreuz_zufriedenheit, 4)) == (5.3333, 5.2356)
    zahlen = [len(ipa.list_quadrant(q)) for q in ("konzentrieren", "halten", "nachrangig", "ueber-bedarf")]
    assert zahlen == [1, 8, 7, 2]


@pytest.mark.parametrize(
    ("thema", "w", "z", "n", "quadrant", "abstand"),
    [
        ("SQ012", 5.351, 5.099, (1178, 839), "konzentrieren", 0.253),
        ("SQ018", 6.005, 5.265, (1272, 1093), "halten", 0.739),
        ("SQ010", 5.283, 4.983, (1228, 778), "nachrangig", 0.299),
        ("SQ013", 4.627, 4.831, (1111, 622), "nachrangig", -0.204),
        ("SQ014", 4.756, 5.130, (1230, 1066), "nachrangig", -0.374),
    ],
)
def test_dienste(
    bild: Befragungsbild, thema: str, w: float, z: float, n: tuple[int, int], quadrant: str, abstand: float
) -> None:
    punkt = punkte(bild)[thema]
    assert (rund(punkt.wichtigkeit.wert), rund(punkt.zufriedenheit.wert)) == (w, z)
    assert (punkt.wichtigkeit.n, punkt.zufriedenheit.n) == n
    assert punkt.quadrant == quadrant
    assert punkt.abstand is not None
    assert float(punkt.abstand) == pytest.approx(abstand, abs=0.001)


def test_die_zweite_sicht_ordnet_anders(bild: Befragungsbild) -> None:
    erster = bild.wichtigkeit[0].rank_abstand()[0]
    assert (erster.thema, erster.quadrant) == ("Frage5_SQ018", "halten")


def test_ab_65_wird_ein_anderer_dienst_dringend(bild: Befragungsbild) -> None:
    ipa = next(i for i in bild.wichtigkeit if i.gruppe == "ab-65")
    assert ipa.n == 416
    assert (rund(ipa.kreuz_wichtigkeit), rund(ipa.kreuz_zufriedenheit)) == (5.486, 5.397)
    (punkt,) = ipa.list_quadrant("konzentrieren")
    assert punkt.thema == "Frage5_SQ010"
    assert (rund(punkt.wichtigkeit.wert), rund(punkt.zufriedenheit.wert)) == (5.927, 5.099)
    assert (punkt.zufriedenheit.n, rund(punkt.abstand)) == (293, 0.828)


def test_rangfolge_nach_punkten_und_nach_nennungen(bild: Befragungsbild) -> None:
    (rang,) = bild.raenge
    erste = [(t.id, t.punkte, t.nennungen) for t in rang.themen[:5]]
    assert [(p, n) for _, p, n in erste] == [(2773, 723), (2182, 649), (2113, 660), (1730, 589), (1531, 482)]
    assert [t.platz_nennungen for t in rang.themen[:3]] == [1, 3, 2]
    assert {t.platz_punkte for t in rang.abweichend} >= {2, 3}
