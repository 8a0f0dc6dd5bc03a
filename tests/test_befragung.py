"""A survey from its file to what it says: taken in, checked, evaluated, and nobody can be recognised in what is stored."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.echtdaten import WURZEL
from wegweiser import workflow
from wegweiser.core.befragung.auswertung import evaluate_befragung
from wegweiser.core.befragung.rollen import apply_lesart
from wegweiser.model.befragung import Befragungsbild
from wegweiser.model.daten import Leseangaben
from wegweiser.workflow.daten import check_daten, load_bestand, load_grundlage
from wegweiser.workflow.dateneinlesen import find_stuecke, plan_einlesen, take_datei
from wegweiser.workflow.umfeld import Umfeld

DATEN = WURZEL / "tests" / "daten"
SPALTEN = {"wichtigkeit": "Q1", "zufriedenheit": "Q2", "vermisst": "Q3", "gruppe": "alter"}
SCHICHT = {"schicht alter": "A1=1.000; A2=5000; A3=800; A4=300", "dienst Q1[SQ002]": "hausarzt"}


@pytest.fixture(scope="module")
def ordner(tmp_path_factory: pytest.TempPathFactory, zwischenspeicher: Path) -> Path:
    ordner = tmp_path_factory.mktemp("befragung") / "vorhaben"
    umfeld = Umfeld(jetzt=lambda: datetime(2026, 11, 25, tzinfo=UTC), zwischenspeicher=zwischenspeicher)
    workflow.create(ordner, leitfaden="wegweiser", titel="Probe", umfeld=umfeld)
    angaben = Leseangaben(lesart=SCHICHT, spalten=SPALTEN)
    for datei, gesagt in (("limesurvey-code.csv", angaben), ("limesurvey-codeplan.csv", Leseangaben())):
        (stueck,) = find_stuecke([DATEN / datei], gesagt).stuecke
        take_datei(ordner, plan_einlesen(ordner, stueck), umfeld)
    return ordner


@pytest.fixture(scope="module")
def bild(ordner: Path) -> Befragungsbild:
    (befragung,) = load_grundlage(ordner).befragungen.values()
    (bild,) = evaluate_befragung(befragung)
    return bild


def test_in_daten_liegt_nur_die_bereinigte_kopie(ordner: Path) -> None:
    alles = b"".join(pfad.read_bytes() for pfad in (ordner / "daten").iterdir())
    assert [wort for wort in (b"tok0", b"192.0.2", b"@example", b"5550123") if wort in alles] == []
    befragung = load_bestand(ordner).dateien[0]
    assert befragung.lesart["verworfen"] == "token; ipaddr; refurl; Q10"
    assert befragung.zeilen == 40


def test_noch_einmal_einlesen_erkennt_dieselben_antworten(ordner: Path) -> None:
    (stueck,) = find_stuecke([DATEN / "limesurvey-code.csv"]).stuecke
    assert plan_einlesen(ordner, stueck).bekannt == load_bestand(ordner).dateien[0]


def test_funde_nennen_alles_was_man_wissen_muss(ordner: Path) -> None:
    codes = {fund.code for fund in check_daten(ordner)}
    assert {"befragung-abgebrochen", "befragung-verworfen", "freitext-name", "codeplan-ohne-spalte"} <= codes
    assert "befragung-ohne-frage" not in codes


def test_gewogen_und_roh_nebeneinander(bild: Befragungsbild) -> None:
    assert bild.gewichtet
    assert next((s.id, s.befragt, s.bevoelkerung) for s in bild.schichten) == ("A1", 10, Decimal(1000))
    gewichte = [s.gewicht for s in bild.schichten if s.gewicht]
    assert sum(g * 10 for g in gewichte) == pytest.approx(Decimal(40))
    hausarzt = bild.find_themen("hausarzt")[0]
    assert hausarzt.vermisst is not None
    assert hausarzt.vermisst.roh == Decimal("0.5")
    assert hausarzt.vermisst.gewichtet is not None
    assert hausarzt.vermisst.n_eff is not None
    assert hausarzt.vermisst.n_eff < 40
    assert bild.n_eff == pytest.approx(hausarzt.vermisst.n_eff)
    assert {weg.name for weg in bild.rechenwege} >= {"n-eff", "gewicht A1"}


def test_eine_frage_die_es_nicht_gibt_wird_gemeldet(ordner: Path) -> None:
    (befragung,) = load_grundlage(ordner).befragungen.values()
    abgleich = apply_lesart(befragung, {"vermisst": "Q77"}, {}, "b")
    assert [fund.code for fund in abgleich.funde] == ["befragung-ohne-frage"]
